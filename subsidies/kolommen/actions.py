"""Keeping what the comparison of the columns found, so that who must act sees it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from lib.geld import euro
from organisaties.models import Gemeente
from subsidies.kolommen.beeld import Beeld, read_beelden
from subsidies.kolommen.lijnen import Lijn
from subsidies.kolommen.natellen import Natelling, count_vandaag
from subsidies.kolommen.redenen import Reden, Tussen, explain
from subsidies.models import Kolommenstand

Status = Kolommenstand.Status
_SLEUTEL = ("gemeente", "houder", "regelingnaam", "jaar")
_WAARDEN = [veld.name for veld in Kolommenstand._meta.concrete_fields if veld.name not in {"id", *_SLEUTEL}]
_KOLOM = {"besloten": Tussen.BESLUIT, "betaald": Tussen.BETALING, "geboekt": Tussen.BOEKING}


@transaction.atomic
def check_kolommen(*, gemeente: Gemeente, op: datetime, houders: Iterable[int] | None = None) -> int:
    """Bring the comparison of a municipality, or of some providers, up to date; how many lines ask for something.

    Two checks at once wait for each other.
    """
    Gemeente.objects.select_for_update(no_key=True).get(pk=gemeente.pk)
    van = None if houders is None else set(houders)
    beelden = read_beelden(gemeente, van)
    extra = _count_again(gemeente, beelden)
    oude = Kolommenstand.objects.filter(gemeente=gemeente)
    oude = oude if van is None else oude.filter(houder__in=van)
    sinds = {Lijn(s.houder_id, s.regelingnaam, s.jaar): s.sinds for s in oude}
    standen = [_make(gemeente, beeld, extra.get(beeld.lijn, []), sinds, op) for beeld in beelden]
    gebleven = Kolommenstand.objects.bulk_create(
        standen, update_conflicts=True, unique_fields=_SLEUTEL, update_fields=_WAARDEN
    )
    oude.exclude(pk__in=[stand.pk for stand in gebleven]).delete()
    return sum(stand.status == Status.TO_DO for stand in standen)


def _make(
    gemeente: Gemeente,
    beeld: Beeld,
    extra: list[Reden],
    sinds: dict[Lijn, datetime | None],
    op: datetime,
) -> Kolommenstand:
    redenen = [*explain(beeld, timezone.localdate(op)), *extra]
    status = status_van(redenen)
    verschuldigd, besloten, betaald, geboekt, verantwoord = beeld.kolommen
    return Kolommenstand(
        gemeente=gemeente,
        houder_id=beeld.lijn.houder,
        regelingnaam=beeld.lijn.regelingnaam,
        jaar=beeld.lijn.jaar,
        verschuldigd_centen=verschuldigd,
        besloten_centen=besloten,
        betaald_centen=betaald,
        geboekt_centen=geboekt,
        verantwoord_centen=verantwoord,
        status=status,
        redenen=[reden.as_json() for reden in redenen],
        sinds=(sinds.get(beeld.lijn) or op) if status == Status.TO_DO else None,
        gecontroleerd_op=op,
    )


def status_van(redenen: Iterable[Reden]) -> Kolommenstand.Status:
    te_doen = [reden.te_doen for reden in redenen]
    if any(te_doen):
        return Status.TO_DO
    return Status.RUNNING if te_doen else Status.EQUAL


def _count_again(gemeente: Gemeente, beelden: list[Beeld]) -> dict[Lijn, list[Reden]]:
    """What the database counts otherwise than the page: an error of the program or of the data, and always work."""
    natelling, vandaag = Natelling(gemeente), count_vandaag(gemeente)
    gevonden = {
        beeld.lijn: [
            Reden(_KOLOM[naam], 0, _anders(naam, pagina, geteld), True)
            for naam, pagina, geteld in natelling.differs(beeld)
        ]
        for beeld in beelden
    }
    per_houder: dict[tuple[int, int], list[Beeld]] = {}
    for beeld in beelden:
        per_houder.setdefault((beeld.lijn.houder, beeld.lijn.jaar), []).append(beeld)
    for sleutel, van_een in per_houder.items():
        som, geteld = sum(beeld.vandaag for beeld in van_een), vandaag.get(sleutel, 0)
        if som != geteld and not any(beeld.fouten for beeld in van_een):
            zin = _anders("verschuldigd", som, geteld)
            gevonden[van_een[0].lijn].append(Reden(Tussen.BESLUIT, 0, zin, True))
    return gevonden


def _anders(kolom: str, pagina: int, geteld: int) -> str:
    return (
        f"De controle telt voor ‘{kolom}’ {euro(geteld)}, en niet {euro(pagina)}. Wordt dit morgen niet vanzelf "
        "gelijk, vraag dan de functioneel beheerder het na te kijken."
    )
