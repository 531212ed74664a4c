"""A municipality with approved money: random children of Duiven 2020, four declarations per provider.

Made with the product's own actions where they decide something, and in bulk where there is only a lot.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random

from bench.gegevens import BESTAND
from bench.pseudoniemen import next_pseudoniem
from demo.inrichting import GemeentePlan, HouderPlan, Inrichting, LocatiePlan, build_inrichting
from indicaties.models import Indicatie, Kind
from lib.periode import kwartaal_periode
from opvang.models import Declaratieregel, Plaatsing, Urendeclaratie
from organisaties.models import Gebruiker, Gemeente, Organisatie
from subsidies.berekeningen.actions import approve_berekening, calculate_declaratie
from subsidies.regelingen.actions import adopt_regeling, import_regeling, propose_regeling

JAAR, GEBOREN = 2020, date(2017, 6, 1)
KINDEREN_PER_HOUDER = 500
OP = datetime(2021, 1, 11, 9, 0, tzinfo=UTC)
# An example that is true under every rate, in the place of those of the policy itself.
VOORBEELD = """[[voorbeelden]]
naam = "geen uren"
bron = "meting"
kind = { geboortedatum = 2017-06-01, van = 2020-01-01, tot_en_met = 2020-03-31, categorie = "doelgroep", kot = false, bijdrageklasse = 4, uren = 0 }
verwacht = { subsidie = 0, ouderbijdrage = 0 }
"""


def make_gemeente(code: str, kinderen: int) -> Inrichting:
    """A municipality with so many children, of which all four quarters are approved."""
    houders = tuple(
        HouderPlan(f"Houder {code}-{i}", (LocatiePlan(f"Locatie {i}", "Duiven", f"{int(code):05}{i:04}"),))
        for i in range(-(-kinderen // KINDEREN_PER_HOUDER))
    )
    plan = GemeentePlan(
        code, f"Meting {code}", f"{code}.meting", f"JGZ {code}", f"School {code}", houders, 85, "meting"
    )
    inrichting = build_inrichting(plan, dag=OP.date(), geldig_van=date(2019, 1, 1))
    adopt(inrichting, "10.26")
    toeval = Random(kinderen)  # noqa: S311 - the same children each time
    for i, houder in enumerate(inrichting.houders):
        aantal = min(KINDEREN_PER_HOUDER, kinderen - i * KINDEREN_PER_HOUDER)
        plaatsingen = _place(inrichting, houder, aantal, toeval)
        for kwartaal in (1, 2, 3, 4):
            _approve(inrichting, _declare(inrichting, houder, kwartaal, plaatsingen, toeval))
    return inrichting


def adopt(inrichting: Inrichting, tarief: str) -> None:
    """The policy of Duiven with this rate for the target group and for the others, in euros per hour."""
    tekst = BESTAND.read_text(encoding="utf-8").split("[[voorbeelden]]")[0] + VOORBEELD
    tekst = tekst.replace("waarde = 10.26", f"waarde = {tarief}").replace(
        "waarde = 9.40", f"waarde = {tarief}"
    )
    tekst = tekst.replace('gemeente_code = "0226"', f'gemeente_code = "{inrichting.gemeente.code}"')
    beleid, budgethouder = inrichting.gebruikers["beleid"], inrichting.gebruikers["budgethouder"]
    concept = import_regeling(tekst=tekst, door=beleid, op=OP)
    adopt_regeling(regeling=propose_regeling(regeling=concept, door=beleid), door=budgethouder, op=OP)


def _place(inrichting: Inrichting, houder: Organisatie, aantal: int, toeval: Random) -> list[Plaatsing]:
    """Children with a place all year; half have an indicatie, three in ten of those from a day in the year on."""
    kinderen = Kind.objects.bulk_create(
        Kind(
            pseudoniem=next_pseudoniem(),
            gemeente=inrichting.gemeente,
            ingeschreven_door=houder,
            voornaam=f"Kind {i}",
            achternaam="Meting",
            geboortedatum=GEBOREN,
            ingeschreven_op=date(2019, 12, 1),
        )
        for i in range(aantal)
    )
    Indicatie.objects.bulk_create(
        Indicatie(
            kind=kind,
            geldig_van=date(JAAR, 1, 1) + timedelta(days=toeval.choice([0] * 7 + [40, 130, 250])),
            geldig_tot_en_met=date(2021, 5, 31),
            afgegeven_op=date(JAAR, 1, 1),
            afgegeven_door=inrichting.gebruikers["jgz"],
            organisatie=inrichting.jgz,
        )
        for kind in kinderen
        if toeval.random() < 0.5
    )
    (locatie,) = houder.locaties.all()
    return Plaatsing.objects.bulk_create(
        Plaatsing(
            kind=kind,
            locatie=locatie,
            startdatum=date(JAAR, 1, 1),
            uren_per_week_honderdsten=toeval.choice([8_00, 10_00, 16_00]),
            kot=toeval.random() < 0.5,
            bijdrageklasse=toeval.randint(1, 7),
            kindrang=toeval.randint(1, 2),
            vastgelegd_op=date(2019, 12, 1),
            vastgelegd_door=inrichting.medewerker(houder),
        )
        for kind in kinderen
    )


def _declare(
    inrichting: Inrichting, houder: Organisatie, kwartaal: int, plaatsingen: list[Plaatsing], toeval: Random
) -> Urendeclaratie:
    houder_mw, periode = inrichting.medewerker(houder), kwartaal_periode(JAAR, kwartaal)
    declaratie = Urendeclaratie.objects.create(
        gemeente=inrichting.gemeente,
        houder=houder,
        jaar=JAAR,
        nummer=kwartaal,
        opgesteld_op=OP,
        opgesteld_door=houder_mw,
    )
    Declaratieregel.objects.bulk_create(
        Declaratieregel(
            declaratie=declaratie,
            plaatsing=plaatsing,
            van=periode.van,
            tot_en_met=periode.tot_en_met,
            uren_honderdsten=toeval.randint(30_00, 180_00),
        )
        for plaatsing in plaatsingen
    )
    declaratie.status = Urendeclaratie.Status.ACCEPTED
    declaratie.ingediend_op, declaratie.ingediend_door = OP, houder_mw
    declaratie.beoordeeld_op, declaratie.beoordeeld_door = OP, inrichting.gebruikers["kindregisseur"]
    declaratie.save()
    return declaratie


def _approve(inrichting: Inrichting, declaratie: Urendeclaratie) -> None:
    subsidie, budgethouder = inrichting.gebruikers["subsidie"], inrichting.gebruikers["budgethouder"]
    berekening = calculate_declaratie(declaratie=declaratie, door=subsidie, op=OP)
    approve_berekening(berekening=berekening, door=budgethouder, op=OP)


def read_inrichting(code: str) -> Inrichting:
    """What `make_gemeente` made, in a later process: the people who decide."""
    gemeente = Gemeente.objects.get(code=code)
    namen = ("beleid", "budgethouder")
    gebruikers = {naam: Gebruiker.objects.get(email=f"{naam}@{code}.meting") for naam in namen}
    for gebruiker in gebruikers.values():
        gebruiker.activate(OP.date())
    return Inrichting(gemeente, Organisatie.objects.get(naam=f"JGZ {code}"), (), gebruikers, {})
