"""What a sheet says, held against what the law asks: per subject good, to look at, or not there. Pure: no database.

What the law asks, and since when, stands in `opvang/eisen.toml`; a year is held against its last day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from lib.geld import uren
from lib.periode import jaar_periode
from lib.weergave import datum, opsommen
from opvang.eisen import eis_op, number_on
from opvang.models import Ggdinspectie, Kwaliteitsblad, Kwaliteitsgroep
from opvang.overdracht.programmas import naam_van, programmas
from opvang.urennorm import JAREN, hours_of


class Oordeel(StrEnum):
    """The values are the kinds of badges of the pages."""

    GOED = "goed"
    LET_OP = "let-op"
    ONTBREEKT = "fout"

    @property
    def woord(self) -> str:
        return {"goed": "In orde", "let-op": "Let op", "fout": "Ontbreekt"}[self.value]


@dataclass(frozen=True)
class Bevinding:
    """`aanname`: what it was held against was not read in the law itself."""

    onderwerp: str
    naam: str
    oordeel: Oordeel
    zin: str
    artikel: str = ""
    aanname: bool = False


@dataclass(frozen=True)
class Pbm:
    """Hours of the pedagogical adviser in hundredths; `kinderen` those of 1 January."""

    kinderen: int
    per_kind: int
    gemaakt: int

    @property
    def nodig(self) -> int:
        return 100 * self.kinderen * self.per_kind

    @property
    def tekort(self) -> int:
        return max(self.nodig - self.gemaakt, 0)


def read_pbm(blad: Kwaliteitsblad) -> Pbm:
    """Of a sheet that was sent: what the law asks in that year, and what was done."""
    per_kind = number_on("pbm", date(blad.jaar, 1, 1)) or 0
    return Pbm(blad.doelgroepkinderen or 0, per_kind, blad.pbm_uren_honderdsten or 0)


def offered_hours(blad: Kwaliteitsblad) -> int:
    """Hundredths of hours that a child can have between 2;6 and 4, of a day no more than the law counts."""
    weken = Fraction(blad.weken_per_jaar or 0) * JAREN
    return hours_of(blad.uren_per_week_honderdsten or 0, blad.dagen_per_week, weken)


def inspect_blad(blad: Kwaliteitsblad) -> tuple[Bevinding, ...]:
    """Every subject of a sheet, in the order of the articles; its groups are read along."""
    einde = jaar_periode(blad.jaar).tot_en_met
    groepen = list(blad.groepen.all())
    bevindingen = (
        _aanbod(blad, einde),
        _pbm(blad),
        _groepen(groepen, einde),
        _telling("scholing", groepen, "met_scholing", "VE-scholing", einde),
        _telling("taal", groepen, "met_taal", "bewijs van het taalniveau", einde),
        _plan(
            "opleidingsplan", blad.opleidingsplan, blad.opleidingsplan_evaluatie, blad.jaar, jaarlijks=True
        ),
        _plan("beleidsplan", blad.beleidsplan, blad.beleidsplan_evaluatie, blad.jaar, jaarlijks=False),
        _programma(blad, einde),
    )
    return tuple(bevinding for bevinding in bevindingen if bevinding is not None)


def inspect_ggd(inspecties: Sequence[Ggdinspectie], jaar: int, dag: date) -> Bevinding:
    """What the GGD found in the year, and whether it was followed up; `inspecties` those of the location that count."""
    van_jaar = [inspectie for inspectie in inspecties if inspectie.datum.year == jaar]
    open_ = [i for i in inspecties if i.is_open and i.datum.year <= jaar]
    te_laat = [i.opvolging_uiterlijk for i in open_ if i.opvolging_uiterlijk and i.opvolging_uiterlijk < dag]
    if te_laat:
        zin = f"De opvolging had uiterlijk op {datum(min(te_laat))} klaar moeten zijn."
        return Bevinding("ggd", "Inspectie van de GGD", Oordeel.LET_OP, zin)
    if open_:
        zin = f"Er wordt nog iets opgevolgd van de inspectie van {datum(open_[-1].datum)}."
        return Bevinding("ggd", "Inspectie van de GGD", Oordeel.LET_OP, zin)
    if not van_jaar:
        zin = f"Van {jaar} is geen inspectie vastgelegd."
        return Bevinding("ggd", "Inspectie van de GGD", Oordeel.ONTBREEKT, zin)
    laatste = max(van_jaar, key=lambda inspectie: (inspectie.datum, inspectie.pk))
    zin = f"{laatste.get_uitkomst_display()} op {datum(laatste.datum)}."
    return Bevinding("ggd", "Inspectie van de GGD", Oordeel.GOED, zin)


def _bevinding(code: str, dag: date, oordeel: Oordeel, zin: str) -> Bevinding | None:
    """None where the law did not ask this on the day."""
    eis = eis_op(code, dag)
    return Bevinding(code, eis.naam, oordeel, zin, eis.artikel, eis.met_aanname) if eis else None


def _aanbod(blad: Kwaliteitsblad, einde: date) -> Bevinding | None:
    norm, aanbod = 100 * (number_on("aanbod", einde) or 0), offered_hours(blad)
    som = (
        f"{uren(blad.uren_per_week_honderdsten or 0)} uur per week op {blad.dagen_per_week} dagen,"
        f" {blad.weken_per_jaar} weken per jaar: {uren(aanbod)} uur in anderhalf jaar"
    )
    if aanbod >= norm:
        return _bevinding("aanbod", einde, Oordeel.GOED, f"{som}.")
    return _bevinding("aanbod", einde, Oordeel.LET_OP, f"{som}. Dat is minder dan {uren(norm)}.")


def _pbm(blad: Kwaliteitsblad) -> Bevinding | None:
    pbm, dag = read_pbm(blad), date(blad.jaar, 1, 1)
    zin = (
        f"{uren(pbm.gemaakt)} uur gemaakt, {uren(pbm.nodig)} uur nodig voor"
        f" {pbm.kinderen} {'kind' if pbm.kinderen == 1 else 'kinderen'} op 1 januari."
    )
    return _bevinding("pbm", dag, Oordeel.LET_OP if pbm.tekort else Oordeel.GOED, zin)


def _groepen(groepen: Iterable[Kwaliteitsgroep], einde: date) -> Bevinding | None:
    """Groups are as large as their places, with the staff that is there at once when all places are taken."""
    hoogstens, per = number_on("groep", einde) or 0, number_on("beroepskracht", einde) or 1
    fout = [
        f"{groep.naam} heeft {groep.plaatsen} plaatsen; in een groep zijn ten hoogste {hoogstens} kinderen."
        for groep in groepen
        if groep.plaatsen > hoogstens
    ]
    fout += [
        f"{groep.naam} heeft bij {groep.plaatsen} plaatsen {nodig} beroepskrachten tegelijk nodig en heeft er"
        f" {groep.tegelijk or 0}."
        for groep in groepen
        if (groep.tegelijk or 0) < (nodig := -(-groep.plaatsen // per))
    ]
    goed = "; ".join(f"{g.naam}: {g.plaatsen} plaatsen, {g.tegelijk} tegelijk" for g in groepen)
    return _bevinding(
        "beroepskracht", einde, Oordeel.LET_OP if fout else Oordeel.GOED, " ".join(fout) or f"{goed}."
    )


def _telling(
    code: str, groepen: Iterable[Kwaliteitsgroep], veld: str, wat: str, einde: date
) -> Bevinding | None:
    tekort = [
        f"{groep.naam}: {getattr(groep, veld) or 0} van {groep.beroepskrachten or 0}"
        for groep in groepen
        if (getattr(groep, veld) or 0) < (groep.beroepskrachten or 0)
    ]
    if tekort:
        zin = f"Niet alle beroepskrachten hebben een {wat}. {opsommen(tekort)}."
        return _bevinding(code, einde, Oordeel.LET_OP, zin.replace("een VE-scholing", "VE-scholing"))
    alle = sum(groep.beroepskrachten or 0 for groep in groepen)
    return _bevinding(code, einde, Oordeel.GOED, f"Alle {alle} beroepskrachten.")


def _plan(
    code: str, vastgesteld: date | None, evaluatie: date | None, jaar: int, *, jaarlijks: bool
) -> Bevinding | None:
    """`jaarlijks`: the plan itself is made every year; otherwise only looked at again."""
    einde = jaar_periode(jaar).tot_en_met
    if vastgesteld is None:
        return _bevinding(code, einde, Oordeel.ONTBREEKT, "Er is geen plan vastgesteld.")
    zin = f"Vastgesteld op {datum(vastgesteld)}"
    if jaarlijks and vastgesteld.year < jaar - 1:
        return _bevinding(code, einde, Oordeel.LET_OP, f"{zin}. Dat is niet het plan van {jaar}.")
    if evaluatie is None:
        return _bevinding(code, einde, Oordeel.ONTBREEKT, f"{zin}. Er is geen evaluatie.")
    if evaluatie.year < jaar:
        return _bevinding(
            code,
            einde,
            Oordeel.LET_OP,
            f"{zin}, geëvalueerd op {datum(evaluatie)}. Dat is niet de evaluatie van {jaar}.",
        )
    return _bevinding(code, einde, Oordeel.GOED, f"{zin}, geëvalueerd op {datum(evaluatie)}.")


def _programma(blad: Kwaliteitsblad, einde: date) -> Bevinding | None:
    """Recognised on the last day of the year; a code that the list lost stands for itself."""
    if not blad.programma:
        zin = "Er is geen VVE-programma vastgelegd bij de locatie."
        return _bevinding("programma", einde, Oordeel.ONTBREEKT, zin)
    programma = programmas().get(blad.programma)
    waarschuwing = programma.waarschuwing_op(einde) if programma else ""
    zin = waarschuwing or f"{naam_van(blad.programma)}, erkend op {datum(einde)}."
    oordeel = Oordeel.LET_OP if waarschuwing else Oordeel.GOED
    bevinding = _bevinding("programma", einde, oordeel, zin)
    met_aanname = programma is not None and programma.met_aanname
    return replace(bevinding, aanname=met_aanname) if bevinding else None
