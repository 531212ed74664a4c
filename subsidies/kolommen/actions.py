"""Keeping what the comparison of the columns found, so that who must act sees it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from lib.geld import euro
from organisaties.models import Gemeente
from subsidies.kolommen.beeld import Beeld, Lezing
from subsidies.kolommen.lijnen import Lijn
from subsidies.kolommen.natellen import Natelling, count_vandaag
from subsidies.kolommen.ontvangers import has_others
from subsidies.kolommen.redenen import Reden, Tussen, explain
from subsidies.models import Kolommenstand

Status = Kolommenstand.Status
_SLEUTEL = ("gemeente", "organisatie", "kind", "regelingnaam", "jaar")
_WAARDEN = [veld.name for veld in Kolommenstand._meta.concrete_fields if veld.name not in {"id", *_SLEUTEL}]
_KOLOM = {"besloten": Tussen.BESLUIT, "betaald": Tussen.BETALING, "geboekt": Tussen.BOEKING}


@transaction.atomic
def check_kolommen(*, gemeente: Gemeente, op: datetime, houders: Iterable[int] | None = None) -> int:
    """Bring the comparison of a municipality, or of some providers, up to date; how many lines ask for something.

    Where others than providers get money, all of the municipality. Two checks at once wait for each other.
    """
    Gemeente.objects.select_for_update(no_key=True).get(pk=gemeente.pk)
    van = None if houders is None or has_others(gemeente) else set(houders)
    lezing = Lezing(gemeente, van)
    beelden = lezing.in_order()
    extra = _count_again(lezing, beelden)
    oude = Kolommenstand.objects.filter(gemeente=gemeente)
    oude = oude if van is None else oude.filter(organisatie__in=van)
    sinds = {Lijn(s.organisatie_id, s.regelingnaam, s.jaar, s.kind_id): s.sinds for s in oude}
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
        organisatie_id=beeld.lijn.organisatie,
        kind_id=beeld.lijn.kind,
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


def _count_again(lezing: Lezing, beelden: list[Beeld]) -> dict[Lijn, list[Reden]]:
    """What the database counts otherwise than the page: an error of the program or of the data, and always work."""
    natelling, vandaag = Natelling(lezing.gemeente), count_vandaag(lezing.gemeente)
    gevonden = {
        beeld.lijn: [
            Reden(_KOLOM[naam], 0, _anders(naam, pagina, geteld), True)
            for naam, pagina, geteld in natelling.differs(beeld)
        ]
        for beeld in beelden
    }
    for (houder, jaar), geteld in vandaag.items():
        van_een = [beeld for beeld in beelden if _is_made_of(lezing, beeld, houder, jaar)]
        som = lezing.vandaag_per_houder[houder, jaar]
        if van_een and som != geteld and not any(beeld.fouten for beeld in van_een):
            zin = _anders("verschuldigd", som, geteld)
            gevonden[van_een[0].lijn].append(Reden(Tussen.BESLUIT, 0, zin, True))
    return gevonden


def _is_made_of(lezing: Lezing, beeld: Beeld, houder: int, jaar: int) -> bool:
    """Can what is approved for this provider stand in this line?"""
    lijn = beeld.lijn
    via = lezing.toedeling.tussen.get(Lijn(houder, lijn.regelingnaam, jaar), houder)
    return lijn.jaar == jaar and (lijn.kind is not None or lijn.organisatie in (houder, via))


def _anders(kolom: str, pagina: int, geteld: int) -> str:
    return (
        f"De controle telt voor ‘{kolom}’ {euro(geteld)}, en niet {euro(pagina)}. Wordt dit morgen niet vanzelf "
        "gelijk, vraag dan de functioneel beheerder het na te kijken."
    )
