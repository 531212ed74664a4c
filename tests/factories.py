"""Synthetic data. A test names only what matters to it."""

from datetime import UTC, date, datetime
from typing import Any

import factory
from factory.django import DjangoModelFactory

from indicaties.models import (
    Adres,
    Contactmoment,
    Criterium,
    Dubbelpaar,
    Indicatie,
    Indicatiebesluit,
    Kind,
    Ondersteuningsvraag,
    Opmerking,
    Ouder,
    Ouderschap,
    Samenvoeging,
    Signaal,
    Startinformatie,
    Toeleiding,
    Toestemming,
    Traject,
    Trajectnotitie,
    Trajecttaak,
    Verwijsvraag,
)
from lib.periode import Periode
from opvang.models import (
    Declaratieregel,
    EigenSchaal,
    Ggdinspectie,
    Groep,
    Groepsindeling,
    Kwaliteitsblad,
    Kwaliteitsgroep,
    Overdracht,
    Overdrachtbijlage,
    Overdrachtinhoud,
    Plaatsing,
    Resultaatmeting,
    Resultaatscore,
    Urendeclaratie,
)
from opvang.overdracht.inhoud import hash_of
from opvang.voorstel import actief_in
from organisaties.instellingen import Instelling
from organisaties.models import (
    Gebruiker,
    Gemeente,
    Gemeentegebruiker,
    Locatie,
    Organisatie,
    Roluitzondering,
    Toekenning,
)
from organisaties.opdracht import Opdracht
from organisaties.rechten import INSTALLATIE_ROLLEN, ORGANISATIE_ROLLEN, Rol

DAG = date(2025, 5, 15)
MOMENT = datetime(2025, 5, 15, 10, 0, tzinfo=UTC)


class GemeenteFactory(DjangoModelFactory[Gemeente]):
    class Meta:
        model = Gemeente
        django_get_or_create = ("code",)

    code = "0273"
    naam = factory.LazyAttribute(
        lambda g: {"0273": "Putten", "0226": "Duiven"}.get(g.code, f"Gemeente {g.code}")
    )
    kent_smi = factory.LazyAttribute(lambda g: g.code == "0226")


class InstellingFactory(DjangoModelFactory[Instelling]):
    """The target of a municipality for its reach, as long as anybody can remember."""

    class Meta:
        model = Instelling

    gemeente = factory.SubFactory(GemeenteFactory)
    soort = "bereikdoel"
    waarde = 80
    bron = "beleidskader"
    geldig_van = date(2019, 1, 1)
    vastgelegd_op = MOMENT


class OrganisatieFactory(DjangoModelFactory[Organisatie]):
    class Meta:
        model = Organisatie
        skip_postgeneration_save = True

    naam = factory.Sequence(lambda n: f"Organisatie {n}")
    soort = Organisatie.Soort.HOUDER

    class Params:
        jgz = factory.Trait(soort=Organisatie.Soort.JGZ)
        school = factory.Trait(soort=Organisatie.Soort.SCHOOL)

    @factory.post_generation
    def gemeenten(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        if create:
            self.gemeenten.set(extracted if extracted is not None else [GemeenteFactory()])


SOORT_BIJ_ROL = {
    Rol.JGZ_MEDEWERKER: Organisatie.Soort.JGZ,
    Rol.HOUDER_MEDEWERKER: Organisatie.Soort.HOUDER,
    Rol.HOUDER_BEHEERDER: Organisatie.Soort.HOUDER,
    Rol.IB_ER: Organisatie.Soort.SCHOOL,
}


class GebruikerFactory(DjangoModelFactory[Gebruiker]):
    """A user at work under one role: `GebruikerFactory(rol=Rol.AUDITOR, gemeente=putten)`.

    With `locatie` the role goes over that location of its provider.
    """

    class Meta:
        model = Gebruiker
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"persoon{n}@voorbeeld.test")
    naam = factory.Sequence(lambda n: f"Persoon {n}")

    @classmethod
    def _create(cls, model_class: type[Gebruiker], *args: Any, **kwargs: Any) -> Gebruiker:
        rol = kwargs.pop("rol", Rol.SUBSIDIEMEDEWERKER)
        locatie = kwargs.pop("locatie", None)
        gemeente = kwargs.pop("gemeente", locatie.gemeente if locatie else None)
        gemeente = None if rol in INSTALLATIE_ROLLEN else gemeente or GemeenteFactory()
        organisatie = kwargs.pop("organisatie", locatie.houder if locatie else None)
        gebruiker: Gebruiker = super()._create(model_class, *args, **kwargs)
        if rol in ORGANISATIE_ROLLEN and organisatie is None:
            organisatie = OrganisatieFactory(soort=SOORT_BIJ_ROL[rol], gemeenten=[gemeente])
        Toekenning.objects.create(
            gebruiker=gebruiker,
            rol=rol,
            gemeente=gemeente,
            organisatie=organisatie,
            locatie=locatie,
            geldig_van=date(2019, 1, 1),
        )
        Gemeentegebruiker.objects.filter(gebruiker=gebruiker).update(naam=gebruiker.naam)
        gebruiker.activate(DAG)
        return gebruiker


class WachtendeToekenningFactory(DjangoModelFactory[Toekenning]):
    """A role that waits until a second beheerder agrees."""

    class Meta:
        model = Toekenning

    gebruiker = factory.SubFactory(GebruikerFactory, rol=Rol.IB_ER)
    gemeente = factory.SubFactory(GemeenteFactory)
    rol = Rol.KINDREGISSEUR
    geldig_van = date(2025, 1, 1)
    status = Toekenning.Status.WAITING


class RoluitzonderingFactory(DjangoModelFactory[Roluitzondering]):
    class Meta:
        model = Roluitzondering

    gebruiker = factory.SubFactory(GebruikerFactory)
    gemeente = factory.SubFactory(GemeenteFactory)
    rol = Rol.AUDITOR
    geldig_van = date(2025, 1, 1)
    geldig_tot_en_met = date(2025, 12, 31)
    reden = "De gemeente heeft te weinig mensen."
    besloten_namens = "J. Bos, gemeentesecretaris"


class KindFactory(DjangoModelFactory[Kind]):
    class Meta:
        model = Kind

    gemeente = factory.SubFactory(GemeenteFactory)
    ingeschreven_door = factory.SubFactory(OrganisatieFactory, jgz=True)
    voornaam = factory.Sequence(lambda n: f"Kind{n}")
    achternaam = "Voorbeeld"
    geboortedatum = date(2022, 9, 1)
    ingeschreven_op = date(2024, 3, 1)


class AdresFactory(DjangoModelFactory[Adres]):
    class Meta:
        model = Adres

    kind = factory.SubFactory(KindFactory)
    straat = "Dorpsstraat"
    huisnummer = 12
    postcode = "3881AB"
    woonplaats = "Putten"


class OuderFactory(DjangoModelFactory[Ouder]):
    class Meta:
        model = Ouder

    gemeente = factory.SubFactory(GemeenteFactory)
    voornaam = factory.Sequence(lambda n: f"Ouder{n}")
    achternaam = "Voorbeeld"
    telefoon = factory.Sequence(lambda n: f"+316{10_000_000 + n}")
    email = factory.Sequence(lambda n: f"ouder{n}@voorbeeld.test")


class OuderschapFactory(DjangoModelFactory[Ouderschap]):
    class Meta:
        model = Ouderschap

    kind = factory.SubFactory(KindFactory)
    ouder = factory.SubFactory(OuderFactory, gemeente=factory.SelfAttribute("..kind.gemeente"))
    relatie = Ouderschap.Relatie.MOTHER
    vastgelegd_op = date(2024, 3, 1)
    vastgelegd_door = factory.SubFactory(GebruikerFactory, rol=Rol.KINDREGISSEUR)


class DubbelpaarFactory(DjangoModelFactory[Dubbelpaar]):
    class Meta:
        model = Dubbelpaar

    een = factory.SubFactory(KindFactory)
    ander = factory.SubFactory(KindFactory)
    gemeente = factory.SelfAttribute("een.gemeente")
    score = 90
    redenen = factory.LazyFunction(lambda: ["zelfde geboortedatum", "zelfde naam"])
    gevonden_op = date(2025, 1, 2)


class VerwijsvraagFactory(DjangoModelFactory[Verwijsvraag]):
    class Meta:
        model = Verwijsvraag

    kind = factory.SubFactory(KindFactory)
    gemeente = factory.SelfAttribute("kind.gemeente")
    houder = factory.SubFactory(OrganisatieFactory)
    gevraagd_op = date(2025, 1, 2)
    gevraagd_door = factory.SubFactory(GebruikerFactory)


class SamenvoegingFactory(DjangoModelFactory[Samenvoeging]):
    class Meta:
        model = Samenvoeging

    blijft = factory.SubFactory(KindFactory)
    vervalt = factory.SubFactory(KindFactory)
    samengevoegd_op = date(2025, 1, 2)
    samengevoegd_door = factory.SubFactory(GebruikerFactory)


class CriteriumFactory(DjangoModelFactory[Criterium]):
    class Meta:
        model = Criterium

    gemeente = factory.SubFactory(GemeenteFactory)
    soort = "vve"
    code = factory.Sequence(lambda n: f"criterium-{n}")
    naam = factory.Sequence(lambda n: f"Criterium {n}")
    bron = "testgegeven"


class IndicatieFactory(DjangoModelFactory[Indicatie]):
    class Meta:
        model = Indicatie

    kind = factory.SubFactory(KindFactory)
    geldig_van = date(2024, 9, 1)
    geldig_tot_en_met = date(2026, 8, 31)
    afgegeven_op = date(2024, 8, 20)
    afgegeven_door = factory.SubFactory(GebruikerFactory, rol=Rol.JGZ_MEDEWERKER)
    organisatie = factory.LazyAttribute(lambda i: i.afgegeven_door.organisatie)

    class Params:
        smi = factory.Trait(soort=Indicatie.Soort.SMI)


class BesluitFactory(DjangoModelFactory[Indicatiebesluit]):
    """The decision on which an indicatie rests."""

    class Meta:
        model = Indicatiebesluit

    indicatie = factory.SubFactory(IndicatieFactory)
    kind = factory.SelfAttribute("indicatie.kind")
    organisatie = factory.SelfAttribute("indicatie.organisatie")
    soort = Indicatiebesluit.Soort.GRANTED
    indicatiesoort = factory.SelfAttribute("indicatie.soort")
    besloten_op = factory.SelfAttribute("indicatie.afgegeven_op")
    besloten_door = factory.SelfAttribute("indicatie.afgegeven_door")
    geldig_van = factory.SelfAttribute("indicatie.geldig_van")
    geldig_tot_en_met = factory.SelfAttribute("indicatie.geldig_tot_en_met")
    criteriaregel = "een"


class ToestemmingFactory(DjangoModelFactory[Toestemming]):
    class Meta:
        model = Toestemming

    kind = factory.SubFactory(KindFactory)
    gegeven = True
    datum = date(2024, 8, 25)
    omvang = Toestemming.Omvang.INDICATIE
    ouder = Toestemming.Ouder.BOTH
    vastlegging = Toestemming.Vastlegging.WRITTEN
    vastgelegd_op = date(2024, 8, 25)
    vastgelegd_door = factory.SubFactory(GebruikerFactory, rol=Rol.JGZ_MEDEWERKER)


class ToeleidingFactory(DjangoModelFactory[Toeleiding]):
    class Meta:
        model = Toeleiding

    kind = factory.SubFactory(KindFactory)
    houder = factory.SubFactory(OrganisatieFactory)
    verwezen_op = date(2024, 9, 1)
    verwezen_door = factory.SubFactory(GebruikerFactory, rol=Rol.JGZ_MEDEWERKER)


class TrajectFactory(DjangoModelFactory[Traject]):
    class Meta:
        model = Traject

    kind = factory.SubFactory(KindFactory)
    aanleiding = Traject.Aanleiding.HOUDER
    geopend_op = date(2024, 8, 1)
    geopend_door = factory.SubFactory(GebruikerFactory, rol=Rol.JGZ_MEDEWERKER)


class SignaalFactory(DjangoModelFactory[Signaal]):
    class Meta:
        model = Signaal

    kind = factory.SubFactory(KindFactory)
    traject = factory.SubFactory(TrajectFactory, kind=factory.SelfAttribute("..kind"))
    aanleiding = Traject.Aanleiding.HOUDER
    organisatie = factory.SubFactory(OrganisatieFactory)
    toelichting = "Praat nog weinig."
    gegeven_op = date(2024, 8, 1)
    gegeven_door = factory.SubFactory(GebruikerFactory, rol=Rol.JGZ_MEDEWERKER)


class OndersteuningsvraagFactory(DjangoModelFactory[Ondersteuningsvraag]):
    class Meta:
        model = Ondersteuningsvraag

    kind = factory.SubFactory(KindFactory)
    organisatie = factory.SubFactory(OrganisatieFactory)
    vraag = "Kan iemand meekijken in de groep?"
    gesteld_op = date(2025, 3, 1)
    gesteld_door = factory.SubFactory(GebruikerFactory, rol=Rol.JGZ_MEDEWERKER)


class OpmerkingFactory(DjangoModelFactory[Opmerking]):
    class Meta:
        model = Opmerking

    kind = factory.SubFactory(KindFactory)
    organisatie = factory.SubFactory(OrganisatieFactory, jgz=True)
    tekst = "Nog eens bellen."
    geschreven_op = MOMENT
    geschreven_door = factory.SubFactory(GebruikerFactory, rol=Rol.JGZ_MEDEWERKER)


class StartinformatieFactory(DjangoModelFactory[Startinformatie]):
    class Meta:
        model = Startinformatie

    toeleiding = factory.SubFactory(ToeleidingFactory)
    tekst = "Hoort minder aan de linkerkant."
    gegeven_op = date(2024, 9, 1)
    gegeven_door = factory.SubFactory(GebruikerFactory, rol=Rol.JGZ_MEDEWERKER)


class ContactmomentFactory(DjangoModelFactory[Contactmoment]):
    class Meta:
        model = Contactmoment

    traject = factory.SubFactory(TrajectFactory)
    soort = "gebeld"
    datum = date(2024, 8, 5)
    vastgelegd_op = date(2024, 8, 5)
    vastgelegd_door = factory.SubFactory(GebruikerFactory, rol=Rol.KINDREGISSEUR)


class TrajectnotitieFactory(DjangoModelFactory[Trajectnotitie]):
    """Of the municipality's own side, unless an organisation is given."""

    class Meta:
        model = Trajectnotitie

    traject = factory.SubFactory(TrajectFactory)
    tekst = "Belt liever na zessen."
    geschreven_op = date(2024, 8, 5)
    geschreven_door = factory.SubFactory(GebruikerFactory, rol=Rol.KINDREGISSEUR)


class TrajecttaakFactory(DjangoModelFactory[Trajecttaak]):
    class Meta:
        model = Trajecttaak

    traject = factory.SubFactory(TrajectFactory)
    voor = factory.SubFactory(GebruikerFactory, rol=Rol.KINDREGISSEUR)
    omschrijving = "Folder opsturen"
    uiterlijk = date(2024, 8, 12)
    gemaakt_op = date(2024, 8, 5)
    gemaakt_door = factory.SelfAttribute("voor")


class LocatieFactory(DjangoModelFactory[Locatie]):
    class Meta:
        model = Locatie

    gemeente = factory.SubFactory(GemeenteFactory)
    houder = factory.SubFactory(OrganisatieFactory)
    lrk_nummer = factory.Sequence(lambda n: str(100000000 + n))
    naam = factory.Sequence(lambda n: f"Locatie {n}")
    plaats = "Putten"
    ve_geregistreerd = True


class GroepFactory(DjangoModelFactory[Groep]):
    class Meta:
        model = Groep

    locatie = factory.SubFactory(LocatieFactory)
    naam = factory.Sequence(lambda n: f"Groep {n}")
    plaatsen = 8
    ve = True
    dagdelen_per_week = 4
    van = date(2020, 1, 1)
    vastgelegd_op = date(2020, 1, 1)
    vastgelegd_door = factory.SubFactory(GebruikerFactory)


class GroepsindelingFactory(DjangoModelFactory[Groepsindeling]):
    class Meta:
        model = Groepsindeling

    kind = factory.SubFactory(KindFactory)
    groep = factory.SubFactory(GroepFactory)
    vanaf = DAG
    vastgelegd_op = DAG
    vastgelegd_door = factory.SubFactory(GebruikerFactory, rol=Rol.HOUDER_MEDEWERKER)


class KwaliteitsbladFactory(DjangoModelFactory[Kwaliteitsblad]):
    """Sent by the provider, with one VE group on it."""

    class Meta:
        model = Kwaliteitsblad

    locatie = factory.SubFactory(LocatieFactory)
    gemeente = factory.SelfAttribute("locatie.gemeente")
    jaar = 2025
    dagen_per_week = 4
    uren_per_week_honderdsten = 16_00
    weken_per_jaar = 40
    pbm_uren_honderdsten = 70_00
    doelgroepkinderen = 7
    programma = "piramide"
    opgesteld_op = MOMENT
    opgesteld_door = factory.LazyAttribute(
        lambda rij: GebruikerFactory(
            rol=Rol.HOUDER_MEDEWERKER, gemeente=rij.gemeente, organisatie=rij.locatie.houder
        )
    )

    @classmethod
    def _create(cls, model_class: type[Kwaliteitsblad], *args: Any, **kwargs: Any) -> Kwaliteitsblad:
        status = kwargs.pop("status", Kwaliteitsblad.Status.SUBMITTED)
        blad: Kwaliteitsblad = super()._create(model_class, *args, **kwargs)
        Kwaliteitsgroep.objects.create(
            blad=blad, naam="Rupsen", plaatsen=16, beroepskrachten=3, tegelijk=2, met_taal=3, met_scholing=3
        )
        if status != Kwaliteitsblad.Status.DRAFT:
            blad.status, blad.ingediend_op, blad.ingediend_door = status, MOMENT, blad.opgesteld_door
            blad.save()
        return blad


class GgdinspectieFactory(DjangoModelFactory[Ggdinspectie]):
    class Meta:
        model = Ggdinspectie

    locatie = factory.SubFactory(LocatieFactory)
    gemeente = factory.SelfAttribute("locatie.gemeente")
    datum = date(2025, 3, 4)
    uitkomst = "geen-tekortkoming"
    vastgelegd_op = MOMENT
    vastgelegd_door = factory.LazyAttribute(
        lambda rij: GebruikerFactory(rol=Rol.BELEIDSMEDEWERKER, gemeente=rij.gemeente)
    )


class PlaatsingFactory(DjangoModelFactory[Plaatsing]):
    class Meta:
        model = Plaatsing

    kind = factory.SubFactory(KindFactory)
    locatie = factory.SubFactory(LocatieFactory)
    startdatum = date(2025, 1, 1)
    uren_per_week_honderdsten = 16_00
    vastgelegd_op = date(2024, 12, 1)
    vastgelegd_door = factory.SubFactory(GebruikerFactory, rol=Rol.HOUDER_MEDEWERKER)


class UrendeclaratieFactory(DjangoModelFactory[Urendeclaratie]):
    class Meta:
        model = Urendeclaratie

    gemeente = factory.SubFactory(GemeenteFactory)
    houder = factory.SubFactory(OrganisatieFactory)
    jaar = 2025
    nummer = factory.SelfAttribute("kwartaal")
    opgesteld_op = MOMENT
    opgesteld_door = factory.SubFactory(GebruikerFactory, rol=Rol.HOUDER_MEDEWERKER)

    class Params:
        kwartaal = 1
        submitted = factory.Trait(
            status=Urendeclaratie.Status.SUBMITTED,
            ingediend_op=MOMENT,
            ingediend_door=factory.SelfAttribute("opgesteld_door"),
        )


class DeclaratieregelFactory(DjangoModelFactory[Declaratieregel]):
    class Meta:
        model = Declaratieregel

    declaratie = factory.SubFactory(UrendeclaratieFactory)
    plaatsing = factory.SubFactory(PlaatsingFactory)
    van = factory.LazyAttribute(lambda regel: _dagen(regel).van)
    tot_en_met = factory.LazyAttribute(lambda regel: _dagen(regel).tot_en_met)
    uren_honderdsten = 160_00


class SentOverdrachtFactory(DjangoModelFactory[Overdracht]):
    """A full package at a school, with one attachment, allowed by the parents; the school has yet to receive it."""

    class Meta:
        model = Overdracht
        skip_postgeneration_save = True

    kind = factory.SubFactory(KindFactory)
    gemeente = factory.SelfAttribute("locatie.gemeente")
    houder = factory.SelfAttribute("locatie.houder")
    locatie = factory.SubFactory(LocatieFactory)
    pseudoniem = factory.SelfAttribute("kind.pseudoniem")
    pakket = "volledig"
    aanleiding = "leeftijd"
    status = "verzonden"
    opgesteld_op = DAG
    opgesteld_door = factory.SubFactory(GebruikerFactory, rol=Rol.HOUDER_MEDEWERKER)
    toestemming_op = DAG
    toestemming_door = factory.SelfAttribute("opgesteld_door")
    toestemming_delen = factory.LazyFunction(lambda: list(Overdracht.Deel.values))
    toestemming_ontvangers = factory.LazyFunction(lambda: ["bso", "school"])
    gezien_op = DAG
    gezien_door = factory.SelfAttribute("opgesteld_door")
    warm_gewenst = True
    school = factory.SubFactory(OrganisatieFactory, school=True)
    verzonden_op = DAG
    verzonden_door = factory.SelfAttribute("opgesteld_door")
    terugkoppelen_vanaf = DAG

    @factory.post_generation
    def inhoud(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        beeld = {
            "kind": {"naam": self.kind.naam, "geboortedatum": self.kind.geboortedatum.isoformat()},
            "van": {"houder": self.houder.naam, "locatie": self.locatie.naam},
            "pakket": self.get_pakket_display(),
            "opgemaakt": DAG.isoformat(),
            "programmas": {"rijen": [], "samen": ""},
            "bijlagen": [{"omschrijving": "KIJK!", "soort": "PNG", "afdruk": "ab" * 32}],
        }
        Overdrachtinhoud.objects.create(overdracht=self, verzonden=beeld, afdruk=hash_of(beeld))
        Overdrachtbijlage.objects.create(
            overdracht=self,
            omschrijving="KIJK!",
            soort="png",
            inhoud=b"png",
            grootte=3,
            afdruk="ab" * 32,
            toegevoegd_op=DAG,
            toegevoegd_door=self.opgesteld_door,
        )


class ResultaatmetingFactory(DjangoModelFactory[Resultaatmeting]):
    """Measured on the scale of Cito, at the start: taal D, which asks for extra help; `scores` says otherwise."""

    class Meta:
        model = Resultaatmeting
        skip_postgeneration_save = True

    kind = factory.SubFactory(KindFactory)
    locatie = factory.SubFactory(LocatieFactory)
    datum = DAG
    moment = "start"
    systeem = "cito-a-e"
    vastgelegd_op = DAG
    vastgelegd_door = factory.SubFactory(GebruikerFactory, rol=Rol.HOUDER_MEDEWERKER)

    @factory.post_generation
    def scores(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        """Domain -> (outcome, level)."""
        for domein, (waarde, niveau) in (extracted or {"taal": ("D", "extra")}).items():
            Resultaatscore.objects.create(meting=self, domein=domein, waarde=waarde, niveau=niveau)


class EigenSchaalFactory(DjangoModelFactory[EigenSchaal]):
    class Meta:
        model = EigenSchaal

    gemeente = factory.SubFactory(GemeenteFactory)
    naam = factory.Sequence(lambda n: f"Schaal {n}")
    bron = "handleiding 2024"
    stappen = factory.LazyFunction(lambda: {"-": "extra", "0": "verwacht", "+": "voor"})
    van = date(2020, 1, 1)
    vastgelegd_op = DAG
    vastgelegd_door = factory.SubFactory(GebruikerFactory, rol=Rol.HOUDER_BEHEERDER)


class OpdrachtFactory(DjangoModelFactory[Opdracht]):
    """Work that failed and was set aside."""

    class Meta:
        model = Opdracht

    gemeente = factory.SubFactory(GemeenteFactory)
    werk = "rapportage.tasks.make_verantwoording"
    argumenten = factory.List([1])
    status = Opdracht.Status.SET_ASIDE
    gevraagd_op = MOMENT
    verstuurd_op = MOMENT
    pogingen = 5
    fout = "er ging iets mis (ConnectionError)"


def _dagen(regel: Any) -> Periode:
    """The days of the placement in the quarter, as a draft would have them."""
    return actief_in(regel.plaatsing, regel.declaratie.periode) or regel.declaratie.periode
