"""What deserves a look in a declaration, before it is submitted and when it is judged. Signals never block."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import zip_longest
from math import ceil

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from indicaties.models import Indicatie
from lib.geld import round_half_up, write_honderdsten
from lib.periode import Periode, Ritme, Tijdvak, day_before
from lib.weergave import periode
from opvang.models import Declaratieregel, Plaatsing, Urendeclaratie
from opvang.voorstel import Dagdeel, actief_in, propose
from opvang.voorwaarden import days_after_departure, has_days_without_ve
from organisaties.models import Locatie

# Of a year: more than the agreed hours in each of them asks for a look, unless the policy pays for more weeks.
KALENDERWEKEN = 52
DAGEN_PER_WEEK = 7


class Ernst(StrEnum):
    FOUT = "fout"
    LET_OP = "let-op"
    INFO = "info"


@dataclass(frozen=True)
class Declaratiesignaal:
    code: str
    tekst: str
    ernst: Ernst


def signaleer(declaratie: Urendeclaratie) -> dict[int, list[Declaratiesignaal]]:
    """The signals per line, by the id of the line; every line has an entry. As many queries whatever the size."""
    return signaleer_tijdvak([declaratie], declaratie.tijdvak)[declaratie.pk]


def signaleer_tijdvak(
    declaraties: Sequence[Urendeclaratie], tijdvak: Tijdvak
) -> dict[int, dict[int, list[Declaratiesignaal]]]:
    """The same per declaration, for several of one municipality over this tijdvak; the same queries."""
    van_declaraties = Declaratieregel.objects.filter(declaratie__in=declaraties)
    regels = list(van_declaraties.select_related("plaatsing__kind", "plaatsing__locatie"))
    indicaties = _indicaties(regels)
    elders = _placed_elsewhere(van_declaraties, tijdvak.periode)
    te_veel = _too_many(declaraties[0].gemeente_id, regels, tijdvak) if declaraties else {}
    per_declaratie: dict[int, dict[int, list[Declaratiesignaal]]] = {d.pk: {} for d in declaraties}
    for regel in regels:
        kind = regel.plaatsing.kind_id
        signalen = _signals_of(regel, tijdvak, indicaties[kind], elders.get(regel.pk), te_veel.get(regel.pk))
        per_declaratie[regel.declaratie_id][regel.pk] = signalen
    return per_declaratie


def _signals_of(
    regel: Declaratieregel,
    tijdvak: Tijdvak,
    indicaties: list[Indicatie],
    elders: bool | None,
    te_veel: Declaratiesignaal | None,
) -> list[Declaratiesignaal]:
    if regel.plaatsing.is_vervallen:
        return [_VERVALLEN] if regel.uren_honderdsten else []
    actief, ritme = actief_in(regel.plaatsing, tijdvak.periode), tijdvak.ritme
    if actief is None:
        return [_not_active(regel.plaatsing, ritme)] if regel.uren_honderdsten else []
    signalen = [
        _changed(regel, actief, ritme),
        te_veel,
        _GEEN_DAGEN if regel.dagen == 0 and regel.uren_honderdsten else None,
        _expired(indicaties, actief, ritme),
        _departed(regel, actief),
        _without_ve(regel.plaatsing.locatie, indicaties, actief),
        _deregistered(regel.plaatsing.locatie, actief),
        _ended(regel.plaatsing, tijdvak.periode),
        None if elders is None else _ELDERS_ZELF if elders else _ELDERS_ANDER,
    ]
    return [signaal for signaal in signalen if signaal is not None]


_VERVALLEN = Declaratiesignaal(
    "vervallen", "De plaatsing is vervallen verklaard. De uren tellen niet mee.", Ernst.FOUT
)


_GEEN_DAGEN = Declaratiesignaal(
    "uren-zonder-dagen",
    "Er zijn uren ingevuld en 0 dagen opvang. Vul in op hoeveel dagen het kind kwam.",
    Ernst.FOUT,
)


def _changed(regel: Declaratieregel, actief: Periode, ritme: Ritme) -> Declaratiesignaal | None:
    if regel.periode == actief:
        return None
    return Declaratiesignaal(
        "afspraken-gewijzigd",
        f"De uren zijn ingevuld voor {periode(regel.van, regel.tot_en_met)}; de plaatsing loopt in {ritme.dit} nu"
        f" {periode(actief.van, actief.tot_en_met)}. De uren worden verdeeld over de afspraken zoals die nu zijn.",
        Ernst.LET_OP,
    )


def _not_active(plaatsing: Plaatsing, ritme: Ritme) -> Declaratiesignaal:
    einde = f" tot en met {plaatsing.einddatum:%d-%m-%Y}" if plaatsing.einddatum else ""
    return Declaratiesignaal(
        "niet-actief",
        f"De plaatsing loopt vanaf {plaatsing.startdatum:%d-%m-%Y}{einde}: niet in {ritme.dit}.",
        Ernst.FOUT,
    )


def _too_many(
    gemeente_id: int, regels: Iterable[Declaratieregel], tijdvak: Tijdvak
) -> dict[int, Declaratiesignaal]:
    """The lines with more hours than were agreed: in as many weeks as the calendar has, or the policy if it has more."""
    verdacht = [
        (regel, Dagdeel(regel.plaatsing, actief))
        for regel in regels
        if (actief := actief_in(regel.plaatsing, tijdvak.periode))
        and regel.uren_honderdsten > _in_calendar_weeks(regel.plaatsing, actief, tijdvak)
    ]
    voorstellen = propose(gemeente_id, tijdvak, [deel for _, deel in verdacht])
    return {
        regel.pk: _te_veel(
            regel, max(_in_calendar_weeks(regel.plaatsing, deel.periode, tijdvak), voorstel.uren)
        )
        for (regel, deel), voorstel in zip(verdacht, voorstellen, strict=True)
        if regel.uren_honderdsten > voorstel.uren
    }


def _in_calendar_weeks(plaatsing: Plaatsing, actief: Periode, tijdvak: Tijdvak) -> int:
    """The agreed hours in all weeks there are; a month may have a day of the week five times."""
    per_week = plaatsing.uren_per_week_honderdsten
    if tijdvak.ritme is Ritme.MAAND:
        return per_week * ceil(actief.dagen / DAGEN_PER_WEEK)
    per_jaar = per_week * KALENDERWEKEN * actief.dagen
    return round_half_up(per_jaar, tijdvak.ritme.per_jaar * tijdvak.periode.dagen)


def _te_veel(regel: Declaratieregel, hoogstens: int) -> Declaratiesignaal:
    per_week = write_honderdsten(regel.plaatsing.uren_per_week_honderdsten)
    return Declaratiesignaal(
        "te-veel-uren",
        f"Meer uren dan afgesproken: {per_week} uur per week is in deze periode hoogstens"
        f" {write_honderdsten(hoogstens)} uur. Controleer de uren, of wijzig de afspraken als die niet kloppen.",
        Ernst.LET_OP,
    )


def _expired(indicaties: list[Indicatie], actief: Periode, ritme: Ritme) -> Declaratiesignaal | None:
    """Only for a child that had an indication: one without, or not yet with one, is a regular peuter."""
    geldig = sorted((i for i in indicaties if not i.is_ingetrokken), key=lambda i: i.geldig_van)
    laatste = _last_day_before_gap(geldig, actief)
    if any(Periode(i.geldig_van, i.geldig_tot_en_met).overlap(actief) for i in geldig):
        return _partly_expired(laatste, ritme) if laatste else None
    ingetrokken = [i.ingetrokken_op for i in indicaties if i.ingetrokken_op is not None]
    if laatste:
        tekst = f"De indicatie was geldig tot en met {laatste:%d-%m-%Y} en is in {ritme.dit} niet geldig."
    elif ingetrokken:
        tekst = (
            f"De indicatie is ingetrokken op {max(ingetrokken):%d-%m-%Y} en is in {ritme.dit} niet geldig."
        )
    else:
        return None
    return Declaratiesignaal("geen-indicatie", tekst, Ernst.FOUT)


def _partly_expired(laatste: date, ritme: Ritme) -> Declaratiesignaal:
    return Declaratiesignaal(
        "indicatie-verlopen",
        f"De indicatie geldt niet {ritme.heel}: zij liep tot en met {laatste:%d-%m-%Y}. Zonder indicatie telt het"
        " kind als reguliere peuter.",
        Ernst.LET_OP,
    )


def _last_day_before_gap(geldig: list[Indicatie], actief: Periode) -> date | None:
    """The last day of the first indication after which days of the period have none."""
    for deze, volgende in zip_longest(geldig, geldig[1:]):
        gat_van = deze.geldig_tot_en_met + timedelta(days=1)
        gat_tot = day_before(volgende.geldig_van) if volgende else date.max
        if gat_van <= min(gat_tot, actief.tot_en_met) and gat_tot >= actief.van:
            return deze.geldig_tot_en_met
    return None


def _ended(plaatsing: Plaatsing, periode: Periode) -> Declaratiesignaal | None:
    if plaatsing.einddatum is None or plaatsing.einddatum >= periode.tot_en_met:
        return None
    return Declaratiesignaal(
        "geeindigd",
        f"De plaatsing is geëindigd op {plaatsing.einddatum:%d-%m-%Y}. Declareer de uren tot en met die dag.",
        Ernst.INFO,
    )


# Says that, never where: a provider may not learn which other provider the family uses.
_ELDERS_ANDER = Declaratiesignaal(
    "andere-houder",
    "Dit kind heeft in deze periode ook een plaats bij een andere houder. Controleer de uren en de einddatum.",
    Ernst.LET_OP,
)
_ELDERS_ZELF = Declaratiesignaal(
    "andere-locatie",
    "Dit kind heeft in deze periode ook een plaats op een andere locatie van dezelfde houder. De uren tellen samen tot"
    " het maximum van de regeling. Controleer de uren en de einddatum.",
    Ernst.LET_OP,
)


def _departed(regel: Declaratieregel, actief: Periode) -> Declaratiesignaal | None:
    kind = regel.plaatsing.kind
    daarna = days_after_departure(kind, actief)
    if daarna is None or not regel.uren_honderdsten:
        return None
    return Declaratiesignaal(
        "vertrokken",
        f"Het kind is {kind.get_reden_vertrek_display().lower()}: de laatste dag in de gemeente was"
        f" {kind.vertrokken_op:%d-%m-%Y}, de plaatsing loopt door. Beëindig de plaatsing en declareer de uren tot en met"
        " de laatste dag dat het kind kwam.",
        Ernst.LET_OP,
    )


def _without_ve(locatie: Locatie, indicaties: list[Indicatie], actief: Periode) -> Declaratiesignaal | None:
    if not has_days_without_ve(locatie, indicaties, actief):
        return None
    return Declaratiesignaal(
        "geen-ve",
        f"{locatie} heeft in deze periode (voor een deel) geen voorschoolse educatie (VE) in het LRK, en het kind heeft"
        " een indicatie. De regeling bepaalt of deze uren worden betaald. Controleer de registratie in het LRK.",
        Ernst.LET_OP,
    )


def _deregistered(locatie: Locatie, actief: Periode) -> Declaratiesignaal | None:
    per = locatie.uitgeschreven_per
    if not locatie.uitgeschreven or (per is not None and per > actief.tot_en_met):
        return None
    sinds = f" sinds {per:%d-%m-%Y}" if per else ""
    return Declaratiesignaal(
        "uitgeschreven",
        f"{locatie} staat{sinds} niet meer ingeschreven in het LRK. Controleer tot welke dag het kind er kwam.",
        Ernst.LET_OP,
    )


def _indicaties(regels: Iterable[Declaratieregel]) -> dict[int, list[Indicatie]]:
    per_kind: dict[int, list[Indicatie]] = defaultdict(list)
    for indicatie in Indicatie.objects.filter(kind__in={regel.plaatsing.kind_id for regel in regels}):
        per_kind[indicatie.kind_id].append(indicatie)
    return per_kind


def _placed_elsewhere(regels: QuerySet[Declaratieregel], periode: Periode) -> dict[int, bool]:
    """The lines of children with another stay over the same days; True when it is at the same provider."""
    elders = (
        Plaatsing.objects.filter(kind=OuterRef("plaatsing__kind"))
        .overlapping(periode)
        .filter(startdatum__lte=OuterRef("tot_en_met"))
        .filter(Q(einddatum=None) | Q(einddatum__gte=OuterRef("van")))
    )
    verblijf = Coalesce("plaatsing__eerste", "plaatsing")
    ander = elders.exclude(locatie__houder=OuterRef("declaratie__houder"))
    zelf = elders.filter(locatie__houder=OuterRef("declaratie__houder")).exclude(
        Q(pk=OuterRef("verblijf")) | Q(eerste=OuterRef("verblijf"))
    )
    rijen = regels.annotate(verblijf=verblijf).annotate(ander=Exists(ander), zelf=Exists(zelf))
    gevonden = rijen.filter(Q(ander=True) | Q(zelf=True)).order_by().values_list("pk", "ander")
    return {pk: not ander for pk, ander in gevonden}
