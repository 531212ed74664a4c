"""The second wall: a view that forgets its filter still shows nothing of somebody else."""

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.db import ProgrammingError, connection, models, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django.urls.exceptions import Resolver404

from indicaties.models import (
    Adres,
    Behandelaarwissel,
    Contactmoment,
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
    Toeleidingstap,
    Toestemming,
    Traject,
    Trajectnotitie,
    Trajecttaak,
    Verwijsvraag,
    Zoekwoord,
)
from opvang.models import (
    Declaratiebewerking,
    Declaratieregel,
    Groepsindeling,
    Inlezing,
    Kolomgewoonte,
    Overdracht,
    Overdrachtbijlage,
    Overdrachtinhoud,
    Overdrachtvervolg,
    Overname,
    Plaatsing,
    Regelbericht,
    Resultaatinlezing,
    Resultaatmeting,
    Resultaatscore,
    Urendeclaratie,
)
from organisaties.models import AuditRegel, Gebruiker, Organisatie
from organisaties.rechten import Recht, Rol
from organisaties.rijbeveiliging import (
    ALLES,
    NIETS,
    Rijbereik,
    bereik_op,
    bereik_van,
    beschermde_tabellen,
    rijbereik,
)
from organisaties.toegang import requires
from subsidies.models import (
    Berekening,
    Berekeningsdeel,
    Berekeningsregel,
    Herziening,
    Herzieningsregel,
    Locatieberekening,
    Locatieherziening,
    Locatieregel,
    Rekenopdracht,
    Rekenopdrachtregel,
    Signalering,
)
from tests.databaserol import site_connection
from tests.factories import (
    MOMENT,
    AdresFactory,
    BesluitFactory,
    ContactmomentFactory,
    CriteriumFactory,
    DubbelpaarFactory,
    GebruikerFactory,
    GemeenteFactory,
    GroepsindelingFactory,
    IndicatieFactory,
    KindFactory,
    LocatieFactory,
    OndersteuningsvraagFactory,
    OpmerkingFactory,
    OrganisatieFactory,
    OuderschapFactory,
    PlaatsingFactory,
    ResultaatmetingFactory,
    SamenvoegingFactory,
    SentOverdrachtFactory,
    SignaalFactory,
    StartinformatieFactory,
    ToeleidingFactory,
    ToestemmingFactory,
    TrajectFactory,
    TrajectnotitieFactory,
    TrajecttaakFactory,
    UrendeclaratieFactory,
    VerwijsvraagFactory,
)
from tests.rapportage.administratie import Administratie, Regel
from tests.subsidies.factories import LocatieberekeningFactory
from vve_admin.urls import urlpatterns as echte

MODELLEN: list[type[models.Model]] = [
    Kind,
    Indicatie,
    Indicatie.criteria.through,
    Indicatiebesluit,
    Signaal,
    Ondersteuningsvraag,
    Toestemming,
    Toeleiding,
    Adres,
    Ouderschap,
    Ouder,
    Startinformatie,
    Toeleidingstap,
    Traject,
    Contactmoment,
    Trajectnotitie,
    Trajecttaak,
    Behandelaarwissel,
    Zoekwoord,
    Dubbelpaar,
    Samenvoeging,
    Verwijsvraag,
    Plaatsing,
    Groepsindeling,
    Urendeclaratie,
    Declaratiebewerking,
    Declaratieregel,
    Regelbericht,
    Inlezing,
    Kolomgewoonte,
    Resultaatmeting,
    Resultaatscore,
    Resultaatinlezing,
    Overdracht,
    Overdrachtinhoud,
    Overdrachtbijlage,
    Overdrachtvervolg,
    Overname,
    Berekening,
    Berekeningsdeel,
    Berekeningsregel,
    Herziening,
    Herzieningsregel,
    Locatieberekening,
    Locatieregel,
    Locatieherziening,
    Rekenopdrachtregel,
    Signalering,
]
# What the municipality makes of a declaration for itself; the grounds of a decision, and what the parents answered.
ALLEEN_GEMEENTE = (
    Locatieherziening,
    Rekenopdrachtregel,
    Signalering,
    Dubbelpaar,
    Overname,
    Samenvoeging,
    Indicatiebesluit,
    Toestemming,
    # What is written about a family on its way to a place.
    Contactmoment,
    Trajectnotitie,
    Trajecttaak,
    Behandelaarwissel,
)
# What a provider asked says nothing of a child: whoever works for it may see that it asked.
OOK_OP_LOCATIE = (Verwijsvraag,)
# What a provider has lying ready for itself.
ALLEEN_HOUDER = (Inlezing, Kolomgewoonte)
# What a provider tells a school and nobody else; what came of a measurement, and a file with it on its way.
NIET_VOOR_GEMEENTE = (Overdrachtinhoud, Overdrachtbijlage, Resultaatscore, Resultaatinlezing)
# The money of a quarter, and who filled it in, is of the provider as a whole.
HELE_HOUDER = (
    Declaratiebewerking,
    Regelbericht,
    Berekening,
    Berekeningsdeel,
    Berekeningsregel,
    Herziening,
    Herzieningsregel,
    Locatieberekening,
    Locatieregel,
    *ALLEEN_HOUDER,
)


@requires(Recht.HOME_VIEW)
def vergeetachtig(request: HttpRequest, tabel: str) -> HttpResponse:
    """A view whose author forgot `for_gebruiker`."""
    model = next(model for model in MODELLEN if model._meta.db_table == tabel)
    return HttpResponse(
        ",".join(map(str, model._default_manager.order_by("pk").values_list("pk", flat=True)))
    )


urlpatterns = [path("vergeetachtig/<str:tabel>/", vergeetachtig), *echte]


class Dossier:
    """A child from enrolment to calculated hours at one provider of one municipality."""

    def __init__(self, boeken: Administratie, naast: "Dossier | None" = None) -> None:
        """`naast`: at another location of the same provider."""
        self.gemeente = boeken.gemeente
        self.houder: Organisatie = naast.houder if naast else OrganisatieFactory(gemeenten=[self.gemeente])
        self.kind = KindFactory(gemeente=self.gemeente)
        self.indicatie = IndicatieFactory(kind=self.kind)
        self.indicatie.criteria.add(CriteriumFactory(gemeente=self.gemeente))
        AdresFactory(kind=self.kind)
        OuderschapFactory(kind=self.kind)
        BesluitFactory(indicatie=self.indicatie)
        OndersteuningsvraagFactory(kind=self.kind, organisatie=self.houder)
        ToestemmingFactory(kind=self.kind)
        OpmerkingFactory(kind=self.kind, organisatie=self.indicatie.organisatie)
        opgegaan = KindFactory(gemeente=self.gemeente, samengevoegd_met=self.kind)
        DubbelpaarFactory(een=self.kind, ander=opgegaan)
        SamenvoegingFactory(blijft=self.kind, vervalt=opgegaan)
        VerwijsvraagFactory(kind=self.kind, houder=self.houder)
        self.locatie = LocatieFactory(gemeente=self.gemeente, houder=self.houder)
        self._make_route()
        plaatsing = PlaatsingFactory(kind=self.kind, locatie=self.locatie)
        kwartaal = 2 if naast else 1
        berekening = boeken.book(kwartaal, Regel(plaatsing, "160", 1_572_00))
        self.declaratie = berekening.declaratie
        herziening = Herziening.objects.create(berekening=berekening, gevonden_op=MOMENT)
        herziening.regels.create(kind=self.kind, was_centen=1_572_00, uren_was_honderdsten=160_00, redenen=[])
        opdracht = Rekenopdracht.objects.create(
            gemeente=self.gemeente,
            jaar=boeken.jaar,
            nummer=kwartaal,
            aangevraagd_op=MOMENT,
            aangevraagd_door=boeken.rekenaar,
            klaar_op=MOMENT,
        )
        opdracht.regels.create(declaratie=self.declaratie)
        Signalering.objects.create(
            declaratie=self.declaratie, grondslag="ab" * 32, fouten=0, waarschuwingen=0, info=0
        )
        Declaratiebewerking.objects.create(
            declaratie=self.declaratie, gebruiker=self.declaratie.opgesteld_door
        )
        Regelbericht.objects.create(
            regel=self.declaratie.regels.get(),
            soort=Regelbericht.Soort.ANSWER,
            tekst="Het kind kwam vaker.",
            geschreven_op=MOMENT,
            geschreven_door=self.declaratie.opgesteld_door,
        )
        Inlezing.objects.create(
            declaratie=self.declaratie, gelezen_op=MOMENT, gelezen_door=self.declaratie.opgesteld_door
        )
        GroepsindelingFactory(kind=self.kind, groep__locatie=self.locatie)
        ResultaatmetingFactory(kind=self.kind, locatie=self.locatie)
        Resultaatinlezing.objects.create(
            gemeente=self.gemeente,
            houder=self.houder,
            locatie=self.locatie,
            gelezen_op=MOMENT,
            gelezen_door=self.declaratie.opgesteld_door,
        )
        self.overdracht = SentOverdrachtFactory(kind=self.kind, locatie=self.locatie)
        Overdrachtvervolg.objects.create(overdracht=self.overdracht)
        wie = GebruikerFactory(rol=Rol.KINDREGISSEUR, gemeente=self.declaratie.gemeente)
        self.overname = Overname.objects.create(
            gemeente=self.declaratie.gemeente,
            status=Overname.Status.UNDONE,
            gevraagd_op=MOMENT,
            gevraagd_door=wie,
            toekenning=wie.toekenning,
            afdruk="0" * 64,
        )
        self.locatiegeld = LocatieberekeningFactory(
            houder=self.houder, regeling=boeken.regeling, jaar=boeken.jaar - kwartaal, regel=self.locatie
        )
        Locatieherziening.objects.create(
            locatieberekening=self.locatiegeld, gevonden_op=MOMENT, wordt_centen=0, redenen=[]
        )
        Kolomgewoonte.objects.get_or_create(
            houder=self.houder,
            defaults={"vastgelegd_op": MOMENT, "vastgelegd_door": self.declaratie.opgesteld_door},
        )

    def _make_route(self) -> None:
        verwijzing = ToeleidingFactory(kind=self.kind, houder=self.houder, locatie=self.locatie)
        StartinformatieFactory(toeleiding=verwijzing)
        door, dag = verwijzing.verwezen_door, verwijzing.verwezen_op
        signatuur: dict[str, Any] = {"vastgelegd_op": dag, "vastgelegd_door": door}
        verwijzing.stappen.create(status="wachtlijst", sinds=dag, **signatuur)
        traject = TrajectFactory(kind=self.kind)
        SignaalFactory(kind=self.kind, traject=traject, organisatie=self.houder)
        ContactmomentFactory(traject=traject)
        TrajectnotitieFactory(traject=traject)
        TrajecttaakFactory(traject=traject)
        traject.wissels.create(naar=door, reden="vakantie", gewisseld_op=dag, gewisseld_door=door)


def make_dossier(code: str) -> Dossier:
    return Dossier(Administratie(GemeenteFactory(code=code)))


def test_every_table_that_leads_to_a_child_is_behind_the_wall() -> None:
    persoonlijk: set[type[models.Model]] = {Kind, Urendeclaratie}
    alle = list(apps.get_models(include_auto_created=True))
    while erbij := {m for m in alle if m not in persoonlijk and _points_to(m, persoonlijk)}:
        persoonlijk |= erbij
    # The ledger refers to a calculation for its amount; it holds no child.
    # A parent leads to no child, but its place with one does.
    # A job leads to no child, but its arguments can (organisaties/test_wachtrij.py). The names of a provider's columns
    # lead to none either, but are of nobody else.
    verwacht = {m._meta.db_table for m in persoonlijk} - {
        "subsidies_boeking",
        "subsidies_journaalpost",
        "subsidies_journaalregel",
    }
    verwacht |= {"indicaties_ouder", "organisaties_opdracht", "opvang_kolomgewoonte"}
    # A file of a provider on its way, and the scales that it uses.
    verwacht |= {"opvang_resultaatinlezing", "opvang_eigenschaal"}
    # Letters and messages know a child by its pseudoniem or by a number only (brieven/test_bescherming.py).
    verwacht |= {"brieven_brief", "brieven_briefnummer", "brieven_bericht", "brieven_ontvangst"}
    # A workbook that is taken over is a file on the way, with all that is in it.
    verwacht |= {"brieven_herinnering", "opvang_overname"}
    # Payments are of one organisation, and their file and statements of the municipality (subsidies/betalen/test_betalen.py).
    verwacht |= {
        "subsidies_bankrekening",
        "subsidies_betaalrun",
        "subsidies_betaling",
        "subsidies_betaalbestand",
    }
    verwacht |= {"subsidies_bankafschrift", "subsidies_afschriftregel"}
    # A lot names no child; a provider hears from the municipality who comes first.
    verwacht |= {"subsidies_loting"}
    # Agreements of a municipality with its partners name no child either.
    verwacht |= {"rapportage_verslagopmerking", "rapportage_periodiekverslag"}
    verwacht |= {"rapportage_beleidsafspraak", "rapportage_beleidsactie", "rapportage_beleidsoverleg"}
    # Counts of neighbourhoods and schools name no child.
    verwacht |= {"rapportage_kindertelling"}
    # What the check of a year found, and what it drew (a drawn line leads to a child).
    verwacht |= {"rapportage_trekking", "rapportage_bevinding"}
    # A subsidy is of one provider and not of another; it leads to no child (subsidies/subsidiejaar/test_bescherming.py).
    verwacht |= {"subsidies_subsidiedossier", "subsidies_aanvraag", "subsidies_aanvraagregel"}
    verwacht |= {"subsidies_aanvraagbijlage", "subsidies_termijnstap", "subsidies_beschikking"}
    verwacht |= {"subsidies_voorschottermijn", "subsidies_bezwaar"}
    # Amounts per location hold counts and no child, but are the money of one provider.
    verwacht |= {f"subsidies_locatie{wat}" for wat in ("berekening", "regel", "herziening")}
    # The quality of a location is of its provider and the municipality (opvang/test_kwaliteit.py); staff is only counted.
    verwacht |= {"opvang_kwaliteitsblad", "opvang_kwaliteitsgroep", "opvang_ggdinspectie"}
    assert beschermde_tabellen() == verwacht


def _points_to(model: type[models.Model], doelen: set[type[models.Model]]) -> bool:
    return any(
        isinstance(veld, models.ForeignKey) and veld.related_model in doelen for veld in model._meta.fields
    )


@pytest.mark.django_db
def test_each_of_these_tables_has_row_level_security_switched_on() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid WHERE c.relrowsecurity"
        )
        assert {naam for (naam,) in cursor.fetchall()} == beschermde_tabellen()


@pytest.mark.django_db
def test_each_policy_asks_the_scope_once_per_statement() -> None:
    """Inside a SELECT of its own; otherwise PostgreSQL asks it for every row, and looks in no index for the answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename, qual FROM pg_policies WHERE policyname = 'eigen_rijen'")
        per_rij = {
            tabel: re.findall(r"vve_\w+\(\)", re.sub(r"SELECT \(*vve_\w+\(\)", "", voorwaarde))
            for tabel, voorwaarde in cursor.fetchall()
        }
    assert per_rij.keys() == beschermde_tabellen()
    assert {tabel: functies for tabel, functies in per_rij.items() if functies} == {}


@pytest.mark.urls(__name__)
@pytest.mark.django_db
def test_a_view_without_its_filter_shows_only_rows_of_the_own_gemeente_provider_and_location() -> None:
    putten = Administratie(GemeenteFactory(code="0273"))
    eigen, buur, ander = Dossier(putten), Dossier(putten), make_dossier("0226")
    naast = Dossier(putten, naast=eigen)

    wie: dict[str, Gebruiker] = {
        "subsidie": GebruikerFactory(rol=Rol.SUBSIDIEMEDEWERKER, gemeente=eigen.gemeente),
        "houder": GebruikerFactory(
            rol=Rol.HOUDER_MEDEWERKER, gemeente=eigen.gemeente, organisatie=eigen.houder
        ),
        "op locatie": GebruikerFactory(rol=Rol.HOUDER_MEDEWERKER, locatie=eigen.locatie),
        "beheerder": GebruikerFactory(rol=Rol.FUNCTIONEEL_BEHEERDER, gemeente=eigen.gemeente),
    }
    van = {model: rows_per_dossier(model, eigen, buur, ander, naast) for model in MODELLEN}
    assert [model for model, rijen in van.items() if not all(rijen)] == []
    for naam, gebruiker in wie.items():
        client = Client()
        client.force_login(gebruiker)
        for model, rijen in van.items():
            antwoord = client.get(f"/vergeetachtig/{model._meta.db_table}/").content.decode()
            getoond = set(antwoord.split(",")) - {""}
            assert (naam, model, getoond) == (naam, model, _may_see(naam, model, rijen))


def _may_see(naam: str, model: type[models.Model], van: list[set[str]]) -> set[str]:
    """Of the rows of: the own dossier, another provider, another municipality, another location of the own provider."""
    eigen, buur, _, naast = van
    match naam:
        case "subsidie":
            return set() if model in ALLEEN_HOUDER + NIET_VOOR_GEMEENTE else eigen | buur | naast
        case "houder":
            return set() if model in ALLEEN_GEMEENTE else eigen | naast
        case "op locatie" if model not in (*HELE_HOUDER, *ALLEEN_GEMEENTE):
            return eigen | naast if model in OOK_OP_LOCATIE else eigen
    return set()


def rows_per_dossier(model: type[models.Model], *dossiers: Dossier) -> list[set[str]]:
    """The ids of the rows that belong to each child, found without the policies' own rules."""
    pad: dict[Any, Callable[[Dossier], dict[str, Any]]] = {
        Kind: lambda d: {"pk": d.kind.pk},
        Ouder: lambda d: {"ouderschappen__kind": d.kind},
        Urendeclaratie: lambda d: {"pk": d.declaratie.pk},
        Toeleidingstap: lambda d: {"toeleiding__kind": d.kind},
        Contactmoment: lambda d: {"traject__kind": d.kind},
        Trajectnotitie: lambda d: {"traject__kind": d.kind},
        Trajecttaak: lambda d: {"traject__kind": d.kind},
        Behandelaarwissel: lambda d: {"traject__kind": d.kind},
        Declaratieregel: lambda d: {"declaratie": d.declaratie},
        Declaratiebewerking: lambda d: {"declaratie": d.declaratie},
        Regelbericht: lambda d: {"regel__declaratie": d.declaratie},
        Inlezing: lambda d: {"declaratie": d.declaratie},
        Kolomgewoonte: lambda d: {"houder": d.houder},
        Resultaatscore: lambda d: {"meting__kind": d.kind},
        Resultaatinlezing: lambda d: {"locatie": d.locatie},
        Overdracht: lambda d: {"pk": d.overdracht.pk},
        Overdrachtinhoud: lambda d: {"overdracht": d.overdracht},
        Overdrachtbijlage: lambda d: {"overdracht": d.overdracht},
        Overname: lambda d: {"pk": d.overname.pk},
        Overdrachtvervolg: lambda d: {"overdracht": d.overdracht},
        Berekening: lambda d: {"declaratie": d.declaratie},
        Rekenopdrachtregel: lambda d: {"declaratie": d.declaratie},
        Signalering: lambda d: {"declaratie": d.declaratie},
        Berekeningsdeel: lambda d: {"berekening__declaratie": d.declaratie},
        Herziening: lambda d: {"berekening__declaratie": d.declaratie},
        Herzieningsregel: lambda d: {"herziening__berekening__declaratie": d.declaratie},
        Berekeningsregel: lambda d: {"berekening__declaratie": d.declaratie},
        Locatieberekening: lambda d: {"pk": d.locatiegeld.pk},
        Locatieregel: lambda d: {"locatieberekening": d.locatiegeld},
        Locatieherziening: lambda d: {"locatieberekening": d.locatiegeld},
        Startinformatie: lambda d: {"toeleiding__kind": d.kind},
        Dubbelpaar: lambda d: {"een": d.kind},
        Samenvoeging: lambda d: {"blijft": d.kind},
        Indicatie.criteria.through: lambda d: {"indicatie": d.indicatie},
    }
    zoek = pad.get(model, lambda d: {"kind": d.kind})
    return [
        {str(pk) for pk in model._default_manager.filter(**zoek(d)).values_list("pk", flat=True)}
        for d in dossiers
    ]


@pytest.mark.django_db
def test_what_jgz_keeps_to_itself_shows_to_nobody_else() -> None:
    eigen = make_dossier("0273")
    gemeente, jgz = eigen.gemeente.pk, eigen.indicatie.organisatie_id
    andere_jgz = OrganisatieFactory(jgz=True).pk

    def seen(bereik: Rijbereik) -> int:
        with rijbereik(bereik):
            return Opmerking.objects.count()

    assert seen(Rijbereik(gemeente, jgz_id=jgz)) == 1
    andere = [
        Rijbereik(gemeente),
        Rijbereik(gemeente, jgz_id=andere_jgz),
        Rijbereik(gemeente, houder_id=eigen.houder.pk),
        Rijbereik(GemeenteFactory(code="0226").pk, jgz_id=jgz),
    ]
    assert [seen(bereik) for bereik in andere] == [0, 0, 0, 0]


@pytest.mark.urls(__name__)
@pytest.mark.django_db
def test_a_school_sees_what_was_sent_to_it_and_of_no_table_anything_else(client: Client) -> None:
    putten = Administratie(GemeenteFactory(code="0273"))
    eigen, buur = Dossier(putten), Dossier(putten)
    make_dossier("0226")
    client.force_login(
        GebruikerFactory(rol=Rol.IB_ER, gemeente=eigen.gemeente, organisatie=eigen.overdracht.school)
    )

    def shown() -> dict[type[models.Model], set[str]]:
        antwoorden = {
            model: client.get(f"/vergeetachtig/{model._meta.db_table}/").content.decode()
            for model in MODELLEN
        }
        return {model: set(tekst.split(",")) for model, tekst in antwoorden.items() if tekst}

    van = (Overdracht, Overdrachtinhoud, Overdrachtbijlage, Overdrachtvervolg)
    assert shown() == {model: rows_per_dossier(model, eigen)[0] for model in van}
    Overdracht.objects.filter(pk=eigen.overdracht.pk).update(status="ingetrokken")
    assert set(shown()) == {Overdracht, Overdrachtvervolg}
    Overdracht.objects.filter(pk=eigen.overdracht.pk).update(
        status="concept", verzonden_op=None, verzonden_door=None
    )
    assert shown() == {}
    assert buur.overdracht.school != eigen.overdracht.school


# What somebody who found a way to let the site run SQL of his own would try first.
POGINGEN = (
    "SET vve.alles = 'ja'",
    f'SET ROLE "{settings.DATABASE_BEHEER["USER"]}"',
    f'SET ROLE "{settings.DATABASE_OWNER["USER"]}"',
    f'SET SESSION AUTHORIZATION "{settings.DATABASE_BEHEER["USER"]}"',
    "SET ROLE NONE",
    "SET row_security = off",
    "ALTER TABLE indicaties_kind DISABLE ROW LEVEL SECURITY",
    "DROP POLICY eigen_rijen ON indicaties_kind",
    "CREATE POLICY open ON indicaties_kind USING (true)",
    "CREATE OR REPLACE FUNCTION vve_gemeente() RETURNS bigint LANGUAGE sql AS 'SELECT gemeente_id FROM indicaties_kind'",
    f'GRANT "{settings.DATABASE_BEHEER["USER"]}" TO "{settings.DATABASE_SITE["USER"]}"',
)


@pytest.mark.django_db(transaction=True)
def test_no_statement_of_the_site_opens_all_rows() -> None:
    KindFactory(gemeente=GemeenteFactory(code="0226"))
    eigen = str(GemeenteFactory(code="0273").pk)
    gezien = {poging: seen_after(poging, eigen) for poging in POGINGEN}
    assert gezien == {poging: [] for poging in POGINGEN}
    assert Kind.objects.count() == 1


def seen_after(poging: str, gemeente_id: str) -> list[Any]:
    with site_connection() as site:
        site.execute("SELECT set_config('vve.gemeente', %s, false)", [gemeente_id])
        with suppress(psycopg.Error):
            site.execute(poging)
        with suppress(psycopg.errors.InsufficientPrivilege):
            return site.execute("SELECT id FROM indicaties_kind").fetchall()
    return []


@pytest.mark.django_db
def test_the_code_of_the_site_and_of_a_worker_may_not_ask_for_all_rows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with rijbereik(NIETS), monkeypatch.context() as als_site:
        als_site.setitem(connection.settings_dict, "USER", settings.DATABASE_SITE["USER"])
        with pytest.raises(PermissionError, match="zien nooit alle rijen"), rijbereik(ALLES):
            pass


@pytest.mark.django_db
def test_the_operator_sees_all_rows_and_may_do_no_more_than_the_site() -> None:
    make_dossier("0273")
    assert Kind.objects.count() == 1
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        AuditRegel.objects.all().delete()
    with rijbereik(NIETS), connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (settings.DATABASE_SITE["USER"],)


@pytest.mark.django_db
def test_outside_every_scope_there_are_no_rows() -> None:
    make_dossier("0273")
    with rijbereik(NIETS):
        assert [model._default_manager.count() for model in MODELLEN] == [0] * len(MODELLEN)
    assert Kind.objects.count() == 1


@pytest.mark.django_db
def test_a_row_cannot_be_written_into_another_gemeente() -> None:
    duiven = GemeenteFactory(code="0226")
    jgz = OrganisatieFactory(jgz=True)
    bereik = Rijbereik(GemeenteFactory().pk)
    with (
        rijbereik(bereik),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        KindFactory(gemeente=duiven, ingeschreven_door=jgz)


BIJ_DE_RIJ = (Indicatie, Toeleiding, Traject, Adres, Ouderschap, Plaatsing)


def _municipalities(model: type[models.Model]) -> set[tuple[int, int]]:
    """The municipality beside each row, and that of its child."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT rij.gemeente_id, kind.gemeente_id FROM {model._meta.db_table} rij "
            "JOIN indicaties_kind kind ON kind.id = rij.kind_id"
        )
        return set(cursor.fetchall())


@pytest.mark.django_db
def test_the_municipality_beside_a_row_is_that_of_its_child_whatever_is_written() -> None:
    eigen, ander = make_dossier("0273"), make_dossier("0226")
    hier, daar = eigen.gemeente.pk, ander.gemeente.pk
    assert [_municipalities(model) for model in BIJ_DE_RIJ] == [{(hier, hier), (daar, daar)}] * len(
        BIJ_DE_RIJ
    )
    with connection.cursor() as cursor:
        cursor.execute("UPDATE indicaties_indicatie SET gemeente_id = %s", [daar])
    assert _municipalities(Indicatie) == {(hier, hier), (daar, daar)}
    Ouderschap.objects.filter(kind=eigen.kind).update(kind=ander.kind)
    assert _municipalities(Ouderschap) == {(daar, daar)}
    Kind.objects.filter(pk=ander.kind.pk).update(gemeente=eigen.gemeente)
    assert [_municipalities(model) for model in BIJ_DE_RIJ] == [{(hier, hier)}] * len(BIJ_DE_RIJ)


@pytest.mark.django_db
def test_no_declaration_and_no_placement_elsewhere_is_made_from_one_location() -> None:
    eigen = make_dossier("0273")
    zolder = LocatieFactory(houder=eigen.houder)
    bereik = Rijbereik(eigen.gemeente.pk, eigen.houder.pk, eigen.locatie.pk)
    medewerker = GebruikerFactory(rol=Rol.HOUDER_MEDEWERKER, locatie=eigen.locatie)
    pogingen = [
        lambda: UrendeclaratieFactory(houder=eigen.houder, opgesteld_door=medewerker, kwartaal=3),
        lambda: PlaatsingFactory(kind=eigen.kind, locatie=zolder, vastgelegd_door=medewerker),
    ]
    for poging in pogingen:
        with (
            rijbereik(bereik),
            pytest.raises(ProgrammingError, match="row-level security"),
            transaction.atomic(),
        ):
            poging()


@pytest.mark.django_db
def test_a_row_of_another_gemeente_cannot_be_changed_or_removed() -> None:
    ander = make_dossier("0226")
    with rijbereik(Rijbereik(GemeenteFactory(code="0273").pk)):
        assert Kind.objects.filter(pk=ander.kind.pk).update(voornaam="Anders") == 0
        assert Toeleiding.objects.filter(kind=ander.kind).delete()[0] == 0


@pytest.mark.django_db
def test_a_provider_keeps_no_child_whose_family_declined() -> None:
    eigen = make_dossier("0273")
    kind = KindFactory(gemeente=eigen.gemeente)
    afgezien = ToeleidingFactory(kind=kind, houder=eigen.houder)
    bereik = Rijbereik(eigen.gemeente.pk, eigen.houder.pk)
    with rijbereik(bereik):
        assert Kind.objects.filter(pk=kind.pk).exists()
    Toeleiding.objects.filter(pk=afgezien.pk).update(
        status="geen-deelname",
        reden="te-duur",
        afgerond_op=afgezien.verwezen_op,
        afgerond_door=afgezien.verwezen_door,
    )
    with rijbereik(bereik):
        assert not Kind.objects.filter(pk=kind.pk).exists()


@pytest.mark.django_db
def test_the_connection_forgets_the_scope_of_a_request_also_when_the_view_breaks() -> None:
    make_dossier("0226")
    with pytest.raises(Resolver404), rijbereik(Rijbereik(GemeenteFactory(code="0273").pk)):
        raise Resolver404
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('vve.gemeente'), current_setting('vve.houder'), current_setting('vve.locatie')"
        )
        assert cursor.fetchone() == ("", "", "")
    # The default of a test.
    assert bereik_op(connection) == ALLES


@pytest.mark.django_db
@pytest.mark.parametrize("rol", list(Rol))
def test_a_role_without_personal_data_gets_no_rows(rol: Rol) -> None:
    bereik = bereik_van(GebruikerFactory(rol=rol))
    assert (bereik == NIETS) == (rol in (Rol.FUNCTIONEEL_BEHEERDER, Rol.INSTALLATIEBEHEERDER))
    assert (bereik.houder_id is not None) == (rol in (Rol.HOUDER_MEDEWERKER, Rol.HOUDER_BEHEERDER))
