"""The quarters of a year, by the actions of provider and municipality: declared, judged, computed, approved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from demo.inrichting import Inrichting
from lib.periode import kwartaal, kwartaal_periode
from opvang.actions import (
    accept_declaratie,
    correct_declaratie,
    return_declaratie,
    save_uren,
    start_declaratie,
    submit_declaratie,
)
from opvang.models import Urendeclaratie
from organisaties.models import Organisatie
from rekenregels import as_toml, load_document, run_voorbeelden
from rekenregels.regelingen import MAP as REGELINGEN
from subsidies.berekeningen.actions import approve_berekening, calculate_declaratie
from subsidies.models import Berekening, Subsidieregeling
from subsidies.regelingen.actions import adopt_regeling, import_regeling, propose_regeling, update_concept
from subsidies.regelingen.redactie.actions import next_regeling

# Working rhythm after the quarter has ended, in days.
INDIENEN, BEOORDELEN, BEREKENEN, GOEDKEUREN, CORRIGEREN = 5, 12, 13, 16, 40

WIJZIGING = "aanname: voorbeeld van een wijziging, niet vastgesteld"
VOORBEELD = "aanname: voorbeeld, niet vastgesteld"


def adopt(inrichting: Inrichting, bestand: str, *, op: date) -> Subsidieregeling:
    """The beleidsmedewerker proposes the policy, the budgethouder adopts it."""
    return adopt_tekst(inrichting, (REGELINGEN / bestand).read_text(), op=op)


def adopt_tekst(inrichting: Inrichting, tekst: str, *, op: date) -> Subsidieregeling:
    beleid = inrichting.gebruikers["beleid"]
    concept = import_regeling(tekst=tekst, door=beleid, op=moment(op))
    voorstel = propose_regeling(regeling=concept, door=beleid)
    budgethouder = inrichting.gebruikers["budgethouder"]
    return adopt_regeling(regeling=voorstel, door=budgethouder, op=moment(op + timedelta(days=7)))


def draft_next(
    inrichting: Inrichting, vorige: Subsidieregeling, tarief: str, uurprijs: str, *, op: date
) -> Subsidieregeling:
    """A concept for the year after, with one other price: an example of a change, marked as one everywhere.

    Its worked examples expect what the new price gives, so that the concept shows an editor in working order.
    """
    beleid, bron = inrichting.gebruikers["beleid"], WIJZIGING
    concept = next_regeling(regeling=vorige, door=beleid, op=moment(op))
    document = concept.document
    document["regeling"]["naam"] += " (voorbeeld)"
    document["tarieven"][tarief]["bedrag"] = {"waarde": uurprijs, "bron": bron}
    tekst = as_toml(load_document(expect_outcomes(document, bron)))
    return update_concept(regeling=concept, tekst=tekst, door=beleid)


def expect_outcomes(document: dict[str, Any], bron: str = VOORBEELD) -> dict[str, Any]:
    """The policy whose worked examples expect what it gives."""
    uitslagen = run_voorbeelden(load_document(document))
    for voorbeeld, uitslag in zip(document["voorbeelden"], uitslagen, strict=True):
        uitkomst = uitslag.uitkomst
        if uitkomst is not None:
            bedragen = {"subsidie": uitkomst.subsidie[0], "ouderbijdrage": uitkomst.ouderbijdrage[0]}
            voorbeeld["verwacht"] = {wat: Decimal(int(centen)) / 100 for wat, centen in bedragen.items()}
            voorbeeld["bron"] = bron
    return document


@dataclass(frozen=True)
class Kwartaal:
    """One quarter of one provider."""

    inrichting: Inrichting
    houder: Organisatie
    jaar: int
    kwartaal: int
    # Nothing is done after this day.
    uiterlijk: date = date.max

    def draft(self) -> Urendeclaratie:
        """Of the first half of the children the hours are filled in."""
        medewerker, op = self.inrichting.medewerker(self.houder), self._moment(INDIENEN)
        declaratie = start_declaratie(tijdvak=kwartaal(self.jaar, self.kwartaal), door=medewerker, op=op)
        aantal = declaratie.regels.count()
        self._change(declaratie, dict.fromkeys(range((aantal + 1) // 2, aantal), 0))
        return declaratie

    def submit(self, andere_uren: Mapping[int, int] | None = None) -> Urendeclaratie:
        """Declare the proposed hours; `andere_uren` puts other hours (hundredths) on a line, by its place in the list."""
        medewerker, op = self.inrichting.medewerker(self.houder), self._moment(INDIENEN)
        declaratie = start_declaratie(tijdvak=kwartaal(self.jaar, self.kwartaal), door=medewerker, op=op)
        self._change(declaratie, andere_uren or {})
        return submit_declaratie(declaratie=declaratie, door=medewerker, op=op)

    def accept(self, andere_uren: Mapping[int, int] | None = None) -> Urendeclaratie:
        return self._accept(self.submit(andere_uren), BEOORDELEN)

    def send_back(self, reden: str, andere_uren: Mapping[int, int]) -> Urendeclaratie:
        return return_declaratie(
            declaratie=self.submit(andere_uren),
            reden=reden,
            door=self.inrichting.gebruikers["subsidie"],
            op=self._moment(BEOORDELEN),
        )

    def calculate(self) -> Berekening:
        return self._calculate(self.accept(), BEREKENEN)

    def approve(self) -> Berekening:
        return approve_berekening(
            berekening=self.calculate(),
            door=self.inrichting.gebruikers["budgethouder"],
            op=self._moment(GOEDKEUREN),
        )

    def submit_correction(self, oud: Urendeclaratie, andere_uren: Mapping[int, int]) -> Urendeclaratie:
        medewerker, op = self.inrichting.medewerker(self.houder), self._moment(CORRIGEREN)
        correctie = correct_declaratie(declaratie=oud, door=medewerker, op=op)
        self._change(correctie, andere_uren)
        return submit_declaratie(declaratie=correctie, door=medewerker, op=op)

    def calculate_correction(self, oud: Urendeclaratie, andere_uren: Mapping[int, int]) -> Berekening:
        correctie = self.submit_correction(oud, andere_uren)
        return self._calculate(self._accept(correctie, CORRIGEREN + BEOORDELEN), CORRIGEREN + BEREKENEN)

    def _accept(self, declaratie: Urendeclaratie, dagen: int) -> Urendeclaratie:
        subsidie = self.inrichting.gebruikers["subsidie"]
        return accept_declaratie(declaratie=declaratie, door=subsidie, op=self._moment(dagen))

    def _calculate(self, declaratie: Urendeclaratie, dagen: int) -> Berekening:
        subsidie = self.inrichting.gebruikers["subsidie"]
        return calculate_declaratie(declaratie=declaratie, door=subsidie, op=self._moment(dagen))

    def _change(self, declaratie: Urendeclaratie, andere_uren: Mapping[int, int]) -> None:
        regels = list(declaratie.regels.order_by("pk"))
        save_uren(
            declaratie=declaratie,
            uren={regels[plek].pk: uren for plek, uren in andere_uren.items()},
            door=self.inrichting.medewerker(self.houder),
        )

    def _moment(self, dagen_na_afloop: int) -> datetime:
        einde = kwartaal_periode(self.jaar, self.kwartaal).tot_en_met
        return moment(min(einde + timedelta(days=dagen_na_afloop), self.uiterlijk))


def moment(dag: date) -> datetime:
    """Ten o'clock on the day, office time."""
    return timezone.make_aware(datetime.combine(dag, time(10)))
