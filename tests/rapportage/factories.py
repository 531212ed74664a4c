import hashlib
from datetime import date

import factory
from factory.django import DjangoModelFactory

from organisaties.rechten import Rol
from rapportage.models import (
    Beleidsactie,
    Beleidsafspraak,
    Beleidsoverleg,
    Bevinding,
    Periodiekverslag,
    Trekking,
    Verantwoording,
    Verslagopmerking,
)
from tests.factories import MOMENT, GebruikerFactory, GemeenteFactory
from tests.rapportage.voorbeeld import make_rapport

Status = Verantwoording.Status


class VerantwoordingFactory(DjangoModelFactory[Verantwoording]):
    """A report that waits in the queue, unless a trait says how far it is."""

    class Meta:
        model = Verantwoording

    gemeente = factory.SubFactory(GemeenteFactory)
    jaar = 2025
    aangevraagd_op = MOMENT
    aangevraagd_door = factory.LazyAttribute(
        lambda v: GebruikerFactory(rol=Rol.BELEIDSMEDEWERKER, gemeente=v.gemeente)
    )

    class Params:
        running = factory.Trait(
            status=Status.RUNNING, poging=1, hartslag_op=MOMENT, voortgang=40, stap="Document opmaken"
        )
        failed = factory.Trait(status=Status.FAILED, poging=1, hartslag_op=MOMENT, fout="Het ging mis.")
        closed = factory.Trait(na_afsluiting=True)
        final = factory.Trait(
            na_afsluiting=True,
            definitief_op=MOMENT,
            definitief_door=factory.LazyAttribute(
                lambda v: GebruikerFactory(rol=Rol.BUDGETHOUDER, gemeente=v.gemeente)
            ),
        )
        done = factory.Trait(
            status=Status.DONE,
            poging=1,
            voortgang=100,
            hartslag_op=MOMENT,
            klaar_op=MOMENT,
            cijfers=factory.LazyFunction(lambda: make_rapport().as_json()),
            pdf=b"%PDF-1.7 proef",
            pdf_delen=b"%PDF-1.7 om te delen",
            sha256=hashlib.sha256(b"%PDF-1.7 proef").hexdigest(),
        )


class PeriodiekverslagFactory(DjangoModelFactory[Periodiekverslag]):
    """The report of the last quarter of 2025, made by itself and ready."""

    class Meta:
        model = Periodiekverslag

    gemeente = factory.SubFactory(GemeenteFactory)
    document = "kwartaal"
    jaar = 2025
    kwartaal = 4
    aangevraagd_op = MOMENT
    klaar_op = MOMENT
    pdf = b"%PDF-1.7 kwartaal"
    sha256 = hashlib.sha256(b"%PDF-1.7 kwartaal").hexdigest()


def _beleidsmedewerker() -> factory.LazyAttribute:
    return factory.LazyAttribute(
        lambda rij: GebruikerFactory(rol=Rol.BELEIDSMEDEWERKER, gemeente=rij.gemeente)
    )


class BeleidsafspraakFactory(DjangoModelFactory[Beleidsafspraak]):
    class Meta:
        model = Beleidsafspraak

    gemeente = factory.SubFactory(GemeenteFactory)
    jaar = 2025
    onderwerp = "160-toeleiding"
    datum = date(2025, 2, 3)
    partijen = "gemeente, schoolbesturen en houders"
    tekst = "Het consultatiebureau verwijst elk kind."
    doel = "elk kind"
    vastgelegd_op = MOMENT
    vastgelegd_door = _beleidsmedewerker()


class BeleidsoverlegFactory(DjangoModelFactory[Beleidsoverleg]):
    class Meta:
        model = Beleidsoverleg

    gemeente = factory.SubFactory(GemeenteFactory)
    soort = "oogo"
    datum = date(2025, 6, 3)
    aanwezig = "gemeente en schoolbesturen"
    vastgelegd_op = MOMENT
    vastgelegd_door = _beleidsmedewerker()


class BeleidsactieFactory(DjangoModelFactory[Beleidsactie]):
    class Meta:
        model = Beleidsactie

    gemeente = factory.SubFactory(GemeenteFactory)
    jaar = 2025
    actie = "Folder maken"
    eigenaar = "gemeente"
    uiterlijk = date(2025, 12, 31)
    vastgelegd_op = MOMENT
    vastgelegd_door = _beleidsmedewerker()


class VerslagopmerkingFactory(DjangoModelFactory[Verslagopmerking]):
    class Meta:
        model = Verslagopmerking

    gemeente = factory.SubFactory(GemeenteFactory)
    jaar = 2025
    hoofdstuk = "bereik"
    tekst = "De wachtlijst liep terug."
    vastgelegd_op = MOMENT
    vastgelegd_door = _beleidsmedewerker()


class TrekkingFactory(DjangoModelFactory[Trekking]):
    class Meta:
        model = Trekking

    gemeente = factory.SubFactory(GemeenteFactory)
    jaar = 2025
    indicator = "D8/01"
    zaad = "accountant-7"
    omvang = 5
    populatie_aantal = 4
    populatie_centen = 2_853_60
    getrokken_op = MOMENT


class BevindingFactory(DjangoModelFactory[Bevinding]):
    class Meta:
        model = Bevinding

    gemeente = factory.SubFactory(GemeenteFactory)
    jaar = 2025
    soort = "fout"
    indicator = "D8/01"
    bedrag_centen = 10_00
    oorzaak = "Een factuur is dubbel geboekt."
    vastgelegd_op = MOMENT
    vastgelegd_door = _beleidsmedewerker()
