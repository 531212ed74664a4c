"""Every policy that comes with the product computes from a real declaration: placed, declared, accepted, approved."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from lib.periode import kwartaal as kwartaal_tijdvak
from opvang.actions import (
    Afspraken,
    accept_declaratie,
    place_kind,
    save_uren,
    start_declaratie,
    submit_declaratie,
)
from opvang.models import Plaatsing, Urendeclaratie
from organisaties.rechten import Rol
from rekenregels import Categorie, Feit, Feiten, Regeling, calculate, load_regeling, vragen_van
from rekenregels.regelingen import MAP
from subsidies.berekeningen.actions import approve_berekening, calculate_declaratie
from subsidies.models import Berekening
from tests.factories import IndicatieFactory, KindFactory
from tests.subsidies.administratie import Administratie

pytestmark = pytest.mark.django_db

BESTANDEN = sorted(MAP.glob("*.toml"))
DAGEN_PER_WEEK, UREN_PER_WEEK = 3, 16_00
# Policies that know contracts of 200 and 400 hours a year, in forty weeks.
CONTRACTEN = {"tilburg-2019": 10_00, "woerden-2026": 10_00}
# Ten weeks of sixteen hours, and where the year has another size: Stein pays for the 82 open days of its calendar.
VOORGESTELD = {
    "stein-2018": 187_41,
    "assen-smi-2025": 208_00,
    "smallingerland-smi-2019": 208_00,
    "weert-2025": 208_00,
    "dikkertje-dap-2020": 162_00,
    "tilburg-2019": 100_00,
    "woerden-2026": 100_00,
}
# Pays per place and location, and nothing per hour.
NIETS_PER_UUR = "opsterland-2018"


@dataclass
class Kwartaal:
    """The second quarter of the first year of a policy, with a child of two years and nine months."""

    bestand: Path

    def __post_init__(self) -> None:
        self.regeling: Regeling = load_regeling(self.bestand.read_text())
        self.jaar = self.regeling.geldig_van.year
        self.van, self.tot_en_met = date(self.jaar, 4, 1), date(self.jaar, 6, 30)
        self.boeken = Administratie(self.regeling.gemeente_code, self.bestand.stem, self.jaar)
        self.houder = self.boeken.gebruiker(Rol.HOUDER_BEHEERDER, organisatie=self.boeken.houder)
        self.categorie, _ = next(self.regeling.vergoede_categorieen())
        tabel = self.regeling.bijdragetabel
        self.klasse = min(4, len(tabel.versies[0].rijen)) if tabel else None
        self.uren_per_week = CONTRACTEN.get(self.bestand.stem, UREN_PER_WEEK)
        self.prijs = 10_50 if vragen_van(self.regeling).prijs else None
        self.plaatsing = self._plaats()

    def _plaats(self) -> Plaatsing:
        kind = KindFactory(
            gemeente=self.boeken.gemeente,
            ingeschreven_door=self.boeken.houder,
            geboortedatum=date(self.jaar - 3, 7, 1),
        )
        if self.categorie is not Categorie.REGULIER:
            smi = self.categorie is Categorie.SMI
            self.boeken.gemeente.kent_smi = smi
            self.boeken.gemeente.save()
            IndicatieFactory(
                kind=kind, geldig_van=self.van, geldig_tot_en_met=date(self.jaar + 1, 6, 30), smi=smi
            )
        afspraken = Afspraken(
            locatie=self.boeken.locatie,
            uren_per_week=self.uren_per_week,
            kot=False,
            bijdrageklasse=self.klasse,
            dagen_per_week=DAGEN_PER_WEEK,
            uurprijs_centen=self.prijs,
        )
        return place_kind(kind=kind, afspraken=afspraken, startdatum=self.van, door=self.houder, op=self.van)

    def declareer(self) -> Urendeclaratie:
        op = datetime(self.jaar, 7, 10, 9, 0, tzinfo=UTC)
        declaratie = start_declaratie(tijdvak=kwartaal_tijdvak(self.jaar, 2), door=self.houder, op=op)
        regel = declaratie.regels.get()
        assert regel.uren_honderdsten == VOORGESTELD.get(self.bestand.stem, 160_00)
        save_uren(declaratie=declaratie, uren={regel.pk: 150_00}, door=self.houder)
        return submit_declaratie(declaratie=declaratie, door=self.houder, op=op)

    def betaal(self, declaratie: Urendeclaratie) -> Berekening:
        op = declaratie.opgesteld_op + timedelta(days=1)
        ander = self.boeken.gebruiker(Rol.SUBSIDIEMEDEWERKER)
        accepted = accept_declaratie(declaratie=declaratie, door=ander, op=op)
        berekening = calculate_declaratie(declaratie=accepted, door=self.boeken.medewerker, op=op)
        return approve_berekening(berekening=berekening, door=self.boeken.budgethouder, op=op)

    def zelf_berekend(self) -> int:
        """What the engine says of the same child, without a declaration."""
        feit = Feit(
            geboortedatum=self.plaatsing.kind.geboortedatum,
            van=self.van,
            tot_en_met=self.tot_en_met,
            categorie=self.categorie,
            kot=False,
            bijdrageklasse=self.klasse,
            uren=150_00,
            uren_per_week=self.uren_per_week,
            prijs=self.prijs,
            dagen=10 * DAGEN_PER_WEEK,
            locatie=self.boeken.locatie.lrk_nummer,
            recht_vanaf=self.van,
        )
        return calculate(self.regeling, Feiten.from_records([feit])).totaal


@pytest.mark.parametrize("bestand", BESTANDEN, ids=lambda bestand: bestand.stem)
def test_a_declaration_under_this_policy_is_paid_what_the_engine_says(bestand: Path) -> None:
    kwartaal = Kwartaal(bestand)
    berekening = kwartaal.betaal(kwartaal.declareer())
    assert berekening.status == Berekening.Status.APPROVED
    assert berekening.totaal_centen == kwartaal.zelf_berekend()
    assert (berekening.totaal_centen == 0) is (bestand.stem == NIETS_PER_UUR)


# By hand: 150 hours in the fourth class of the table.
MET_DE_HAND = {
    "overbetuwe-2025": 1_535_30,  # 80 x (10,71 - 0,89) + 70 x 10,71
    "ede-2020": 1_116_70,  # asked 10,50, paid to the maximum: 80 x (8,17 - 1,36) + 70 x 8,17
    "oudewater-2024": 852_00,  # 16 hours a week agreed, 10 paid: 100 x (10,25 - 1,73)
    "de-bilt-2024": 1_399_10,  # 80 x (10,25 - 1,73) + 70 x 10,25
}


@pytest.mark.parametrize("naam", MET_DE_HAND)
def test_some_amounts_are_worked_out_by_hand(naam: str) -> None:
    kwartaal = Kwartaal(MAP / f"{naam}.toml")
    assert kwartaal.betaal(kwartaal.declareer()).totaal_centen == MET_DE_HAND[naam]
