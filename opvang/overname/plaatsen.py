"""The sheets of placements and hours."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from indicaties.models import Kind
from lib.periode import Periode, Tijdvak
from lib.weergave import opsommen
from opvang.actions.plaatsing import MAX_DAGEN_VOORUIT
from opvang.forms import MAX_UURPRIJS_CENTEN
from opvang.handelingen import Handeling
from opvang.invoer import check_uren
from opvang.models import Declaratieregel, Plaatsing, Urendeclaratie, hoogste_uren
from opvang.overname.lezen import Regel
from opvang.overname.plan import Kindplan, Plan, Uitkomst, Urenplan, sentence_of
from opvang.overname.stand import Stand
from opvang.ritme import opens_on, right_tijdvakken
from opvang.voorstel import actief_in
from organisaties.models import Locatie

_OPEN_EINDE = date.max
_ELDERS = "Wijzig dat bij de plaatsing zelf."
# Column -> field, of what stays the same in one placement.
_AFSPRAKEN = {
    "uren per week": "uren_per_week_honderdsten",
    "dagen per week": "dagen_per_week",
    "kot": "kot",
    "klasse": "bijdrageklasse",
    "uurprijs": "uurprijs_centen",
}


def plan_plaatsing(plan: Plan, stand: Stand, regel: Regel, kind: Kind) -> None:
    begin, einde = regel.get("startdatum"), regel.get("einddatum", None)
    locatie = _locatie(stand, regel, begin)
    eigen = plan.kept(Plaatsing, kind)
    hier = [p for p in [*stand.plaatsingen.get(kind.pk, []), *eigen] if p.locatie_id == locatie.pk]
    for bekend in hier:
        if bekend.startdatum == begin and bekend not in eigen:
            plan.count(regel, _compare(plan, regel, kind, bekend))
            return
    plaatsing = _placement(plan, regel, kind, locatie)
    _check(plan, stand, regel, plaatsing)
    for ander in hier:
        if begin <= (ander.einddatum or _OPEN_EINDE) and ander.startdatum <= (einde or _OPEN_EINDE):
            raise ValueError(
                "startdatum",
                f"Dit kind is in (een deel van) deze periode al op {locatie} geplaatst, vanaf {ander.startdatum:%d-%m-%Y}."
                " Controleer de datums.",
            )
    plan.plaatsingen.append(plaatsing)
    plan.keep(plaatsing)
    plan.count(regel, Uitkomst.NEW)


def _locatie(stand: Stand, regel: Regel, dag: date) -> Locatie:
    try:
        return stand.locatie(regel.get("lrk-nummer"), dag)
    except ValueError as fout:
        raise ValueError("lrk-nummer", str(fout)) from None


def _placement(plan: Plan, regel: Regel, kind: Kind, locatie: Locatie) -> Plaatsing:
    return Plaatsing(
        kind=kind,
        locatie=locatie,
        startdatum=regel.get("startdatum"),
        einddatum=regel.get("einddatum", None),
        kindrang=int(regel.get("kindrang", "1")),
        **{veld: regel.get(kolom, None) for kolom, veld in _AFSPRAKEN.items()},
        vastgelegd_op=plan.op,
        vastgelegd_door=plan.door,
    )


def _check(plan: Plan, stand: Stand, regel: Regel, plaatsing: Plaatsing) -> None:
    begin, einde, kind = plaatsing.startdatum, plaatsing.einddatum, plaatsing.kind
    if begin < kind.geboortedatum:
        raise ValueError(
            "startdatum", f"Dit ligt voor de geboorte van het kind op {kind.geboortedatum:%d-%m-%Y}."
        )
    if begin > plan.op + timedelta(days=MAX_DAGEN_VOORUIT):
        raise ValueError("startdatum", "Dit ligt meer dan anderhalf jaar vooruit. Controleer het jaar.")
    if einde is not None and einde < begin:
        raise ValueError("einddatum", "De plaatsing eindigt voordat zij begint. Controleer beide datums.")
    if plaatsing.uurprijs_centen is not None and not 0 < plaatsing.uurprijs_centen <= MAX_UURPRIJS_CENTEN:
        raise ValueError("uurprijs", "Deze uurprijs kan niet. Vul 0,01 tot 100 euro in.")
    try:
        stand.check_klasse(plaatsing.bijdrageklasse, begin)
    except ValueError as fout:
        raise ValueError("klasse", str(fout)) from None
    if zin := sentence_of(plaatsing):
        raise ValueError("", zin)


def _compare(plan: Plan, regel: Regel, kind: Kind, bekend: Plaatsing) -> Uitkomst:
    """Of a placement that is here only its end may be filled in; agreements are changed on their own page."""
    for kolom, veld in _AFSPRAKEN.items():
        if kolom in regel.waarden and regel.get(kolom) != getattr(bekend, veld):
            raise ValueError(kolom, f"Bij deze plaatsing staat hier iets anders. {_ELDERS}")
    einde = regel.get("einddatum", None)
    if einde is None or einde == bekend.einddatum:
        return Uitkomst.SAME
    if bekend.einddatum is not None:
        raise ValueError(
            "einddatum", f"Deze plaatsing eindigt hier op {bekend.einddatum:%d-%m-%Y}. {_ELDERS}"
        )
    if einde < bekend.startdatum:
        raise ValueError("einddatum", "De plaatsing eindigt voordat zij begint. Controleer beide datums.")
    na = Declaratieregel.objects.filter(plaatsing=bekend, uren_honderdsten__gt=0, tot_en_met__gt=einde)
    if na.exists():
        raise ValueError("einddatum", f"Na deze dag zijn al uren gedeclareerd. {_ELDERS}")
    plan.change(bekend, {"einddatum": einde}, Handeling.PLAATSING_END, kind)
    return Uitkomst.CHANGED


class Uren:
    """Plans the hours, by provider and quarter."""

    def __init__(self, plan: Plan, stand: Stand) -> None:
        self.plan, self.stand = plan, stand
        self.gezien: set[tuple[int, int, Tijdvak]] = set()
        self.plannen: dict[tuple[int, Tijdvak], Urenplan] = {}
        self.gedeclareerd: dict[int, dict[tuple[int, int], int]] = {}

    def plan_all(self, rijen: Iterable[tuple[Regel, Kindplan]]) -> None:
        for regel, kindplan in rijen:
            try:
                self._plan(regel, kindplan.kind)
            except ValueError as fout:
                kolom, zin = fout.args if len(fout.args) == 2 else ("uren", str(fout))
                self.plan.refuse(regel, kolom, zin)
        self.plan.uren = [p for p in self.plannen.values() if p.uren]

    def _plan(self, regel: Regel, kind: Kind) -> None:
        tijdvak, uren = _tijdvak(regel), regel.get("uren")
        opent = opens_on(tijdvak)
        if self.plan.op < opent:
            raise ValueError(
                "tijdvak",
                f"{tijdvak.met_lidwoord.capitalize()} kan pas vanaf {opent:%d-%m-%Y}. Laat het weg.",
            )
        check_uren(uren, hoogste_uren(tijdvak.ritme), tijdvak.ritme.een)
        locatie = self._placed_at(regel, kind, tijdvak.periode)
        sleutel = (id(kind), locatie.pk, tijdvak)
        if sleutel in self.gezien:
            raise ValueError(
                "uren", "Van dit kind staan de uren van dit tijdvak er al. Tel ze op in één regel."
            )
        self.gezien.add(sleutel)
        self.plan.count(regel, self._put(kind, locatie, tijdvak, uren))

    def _placed_at(self, regel: Regel, kind: Kind, periode: Periode) -> Locatie:
        """Where the child has its place in the tijdvak: a location may go on under the same number elsewhere."""
        alle = [*self.stand.plaatsingen.get(kind.pk, []), *self.plan.kept(Plaatsing, kind)]
        hier = [p for p in alle if p.locatie.lrk_nummer == regel.get("lrk-nummer") and actief_in(p, periode)]
        locaties = {p.locatie_id: p.locatie for p in hier}
        if len(locaties) != 1:
            raise ValueError(
                "lrk-nummer",
                "Dit kind heeft in dit tijdvak geen plaatsing op deze locatie. Zet de plaatsing op het blad Plaatsingen."
                if not locaties
                else "Deze locatie ging in dit tijdvak over op een andere houder. Laat de aanbieders dit zelf declareren.",
            )
        (locatie,) = locaties.values()
        return locatie

    def _put(self, kind: Kind, locatie: Locatie, tijdvak: Tijdvak, uren: int) -> Uitkomst:
        sleutel = (locatie.houder_id, tijdvak)
        bekend = self.stand.declaraties.get(sleutel)
        if bekend is not None and uren == self._declared(bekend).get((kind.pk, locatie.pk), 0):
            return Uitkomst.SAME
        if bekend is not None and not (bekend.is_concept and bekend.pk in self.stand.eigen_declaraties):
            raise ValueError(
                "uren",
                f"Over {tijdvak.met_lidwoord} heeft {bekend.houder} al een declaratie, met andere uren."
                " Laat de aanbieder die corrigeren.",
            )
        if sleutel not in self.plannen:
            self._check_tijdvak(locatie, tijdvak)
            self.plannen[sleutel] = Urenplan(locatie.houder, tijdvak, bekend)
        urenplan = self.plannen[sleutel]
        urenplan.uren.append((kind, locatie.pk, uren))
        return Uitkomst.NEW if bekend is None else Uitkomst.CHANGED

    def _check_tijdvak(self, locatie: Locatie, tijdvak: Tijdvak) -> None:
        """Of the rhythm of the municipality, and beside what this provider has."""
        eigen = {t for houder, t in (*self.stand.declaraties, *self.plannen) if houder == locatie.houder_id}
        goed = right_tijdvakken(self.plan.door.gemeente.pk, tijdvak, eigen)
        if tijdvak not in goed:
            codes = opsommen([t.deelcode for t in goed], "of")
            raise ValueError("tijdvak", f"{locatie.houder} declareert over een ander tijdvak: {codes}.")

    def _declared(self, declaratie: Urendeclaratie) -> dict[tuple[int, int], int]:
        """By child and location; read once per declaration."""
        if declaratie.pk not in self.gedeclareerd:
            uren: dict[tuple[int, int], int] = defaultdict(int)
            rijen = declaratie.regels.values_list("plaatsing__kind", "plaatsing__locatie", "uren_honderdsten")
            for kind_id, locatie_id, honderdsten in rijen:
                uren[kind_id, locatie_id] += honderdsten
            self.gedeclareerd[declaratie.pk] = uren
        return self.gedeclareerd[declaratie.pk]


def _tijdvak(regel: Regel) -> Tijdvak:
    deel = regel.get("tijdvak")
    try:
        return Tijdvak.from_code(f"{regel.get('jaar')}-{deel.lower()}")
    except ValueError:
        raise ValueError(
            "tijdvak",
            f"‘{deel}’ is geen tijdvak. Vul voor een kwartaal 1, 2, 3 of 4 in, voor een maand m1 tot en met m12, voor"
            " een halfjaar h1 of h2 en voor een heel jaar j1.",
        ) from None
