"""Synthetic budget and ledger lines. A test names only what matters to it."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from organisaties.models import Locatie
from organisaties.rechten import Rol
from subsidies.models import Activiteit, Begrotingspost, Boeking, Factuur, Geldbron, Locatieberekening
from tests.factories import MOMENT, GebruikerFactory, GemeenteFactory


class BegrotingspostFactory(DjangoModelFactory[Begrotingspost]):
    class Meta:
        model = Begrotingspost

    gemeente = factory.SubFactory(GemeenteFactory)
    jaar = 2025
    bron = Geldbron.GOAB
    bedrag_centen = 100_000_00
    toelichting = "testgegeven"


class BoekingFactory(DjangoModelFactory[Boeking]):
    """Money spent from the GOAB grant on D8/01, unless the test says otherwise."""

    class Meta:
        model = Boeking

    gemeente = factory.SubFactory(GemeenteFactory)
    jaar = 2025
    datum = factory.LazyAttribute(lambda b: date(b.jaar, 5, 15))
    soort = Boeking.Soort.SPENT
    bron = Geldbron.GOAB
    indicator = factory.LazyAttribute(
        lambda b: "D8/01" if b.soort == Boeking.Soort.SPENT and b.bron == Geldbron.GOAB else ""
    )
    bedrag_centen = 1_000_00
    omschrijving = "testgegeven"
    geboekt_op = MOMENT
    geboekt_door = factory.LazyAttribute(
        lambda b: GebruikerFactory(rol=Rol.SUBSIDIEMEDEWERKER, gemeente=b.gemeente)
    )


class LocatieberekeningFactory(DjangoModelFactory[Locatieberekening]):
    """Approved amounts under a policy that the test names, with a line of `regel` if it gives a location; an empty receipt."""

    class Meta:
        model = Locatieberekening
        skip_postgeneration_save = True

    gemeente = factory.SelfAttribute("regeling.gemeente")
    regeling_sha256 = factory.SelfAttribute("regeling.sha256")
    jaar = 2020
    engine_versie = "1.3"
    invoer: list[object] = []
    totaal_centen = 375_00
    status = "goedgekeurd"
    berekend_op = MOMENT
    besloten_op = MOMENT
    berekend_door = factory.LazyAttribute(
        lambda b: GebruikerFactory(rol=Rol.SUBSIDIEMEDEWERKER, gemeente=b.gemeente)
    )
    besloten_door = factory.LazyAttribute(
        lambda b: GebruikerFactory(rol=Rol.BUDGETHOUDER, gemeente=b.gemeente) if b.besloten_op else None
    )

    @factory.post_generation
    def regel(self, create: bool, extracted: Locatie | None, **kwargs: object) -> None:
        if extracted is None:
            return
        self.regels.create(
            volgorde=0,
            locatie=extracted,
            soort="pbm",
            categorie="doelgroep",
            ve=True,
            van=date(self.jaar, 1, 1),
            tot_en_met=date(self.jaar, 12, 31),
            aantal_honderdsten=100,
            tarief_centen=self.totaal_centen,
            bedrag_centen=self.totaal_centen,
            uitleg="testgegeven",
            som="testgegeven",
        )


class ActiviteitFactory(DjangoModelFactory[Activiteit]):
    class Meta:
        model = Activiteit

    gemeente = factory.SubFactory(GemeenteFactory)
    naam = factory.Sequence(lambda n: f"Activiteit {n}")
    bron = Geldbron.GOAB
    indicator = "D8/02"
    toelichting = "testgegeven"


class FactuurFactory(DjangoModelFactory[Factuur]):
    """An invoice that waits for somebody to agree."""

    class Meta:
        model = Factuur

    gemeente = factory.SubFactory(GemeenteFactory)
    activiteit = factory.LazyAttribute(lambda f: ActiviteitFactory(gemeente=f.gemeente))
    jaar = 2025
    crediteur = "Stichting Voorbeeld"
    nummer = factory.Sequence(lambda n: f"F-{n}")
    factuurdatum = factory.LazyAttribute(lambda f: date(f.jaar, 5, 1))
    bedrag_centen = 1_000_00
    voorbereid_op = MOMENT
    voorbereid_door = factory.LazyAttribute(
        lambda f: GebruikerFactory(rol=Rol.SUBSIDIEMEDEWERKER, gemeente=f.gemeente)
    )
