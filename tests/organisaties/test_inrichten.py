"""What a municipality sets up: the list on the start page, settings with a history, users out of a file."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook

from organisaties.bereikdoel import BEREIKDOEL, bereikdoel_van
from organisaties.gebruikersbestand import read_gebruikers
from organisaties.inrichting import Deel, Fase, inrichtingstappen, make_lijst
from organisaties.instelacties import set_instelling
from organisaties.instellingen import Instelling
from organisaties.instemming import agree_toekenning
from organisaties.models import AuditRegel, Gebruiker, Gemeente, Organisatie, Toekenning
from organisaties.rechten import Rol
from tests.architectuur.schrijven import HUISSTIJL, WERKWIJZE
from tests.factories import (
    DAG,
    MOMENT,
    CriteriumFactory,
    GebruikerFactory,
    GemeenteFactory,
    LocatieFactory,
    OrganisatieFactory,
)
from tests.rapportage.administratie import Administratie
from tests.subsidies.factories import BegrotingspostFactory
from tests.wachtrij import work

pytestmark = pytest.mark.django_db
Inloggen = Callable[[Gebruiker], Client]


@pytest.fixture
def hans() -> Gebruiker:
    gebruiker: Gebruiker = GebruikerFactory(rol=Rol.FUNCTIONEEL_BEHEERDER, naam="Hans Beheer")
    return gebruiker


@pytest.fixture
def client_van_hans(hans: Gebruiker, inloggen: Inloggen) -> Client:
    cache.clear()
    return inloggen(hans)


def words(antwoord: Any) -> str:
    return " ".join(antwoord.content.decode().split())


VERKLARING = {
    "functionaris": "fg@putten.test",
    "beheerder": "de gemeente zelf",
    "grondslag_gezondheid": "artikel 30 UAVG",
    "opslag": "Nederland",
    "naleving": "C",
    "registratie": "https://www.toegankelijkheidsverklaring.nl/register/1",
}


# -- the list ------------------------------------------------------------------------------------


def test_a_new_municipality_sees_what_is_missing_and_where_it_is_done(client_van_hans: Client) -> None:
    pagina = words(client_van_hans.get(reverse("home")))
    for kop in ("Voor het eerste kind: 0 van 10 klaar", "Voor de eerste declaratie: 0 van 2 klaar"):
        assert kop in pagina
    assert "Voor de eerste verantwoording: 0 van 4 klaar" in pagina
    for naam in (
        "brieven:huisstijl_set",
        "indicaties:criteria_edit",
        "opvang:lrk_upload",
        "organisaties:instelling_list",
    ):
        assert f'href="{reverse(naam)}"' in pagina
    assert "Nog niemand is jgz-medewerker, kindregisseur, beheerder kinderopvang." in pagina


def test_what_somebody_else_does_says_who(hans: Gebruiker) -> None:
    regels = {regel.titel: regel for deel in make_lijst(hans, DAG) for regel in deel.regels}
    assert (regels["JGZ-organisatie"].url, regels["JGZ-organisatie"].wie) == ("", "installatiebeheerder")
    assert "beleidsmedewerker" in regels["Subsidieregeling"].wie
    assert regels["Buurten"].wie == ""


def test_only_who_sets_up_the_municipality_sees_the_list(inloggen: Inloggen) -> None:
    assert "Voor het eerste kind" not in words(
        inloggen(GebruikerFactory(rol=Rol.KINDREGISSEUR)).get(reverse("home"))
    )


def test_every_room_with_settings_tells_its_steps() -> None:
    kamers = {stap.bepaal.__module__.split(".")[0] for stap in inrichtingstappen()}
    assert kamers == {"organisaties", "brieven", "indicaties", "opvang", "subsidies", "privacy"}
    assert len({stap.plek for stap in inrichtingstappen()}) == len(inrichtingstappen())
    assert {stap.fase for stap in inrichtingstappen()} == set(Fase)


def _klaar(hans: Gebruiker, dag: date) -> dict[str, bool]:
    return {regel.titel: regel.stand.klaar for deel in make_lijst(hans, dag) for regel in deel.regels}


def test_the_list_goes_from_empty_to_done(hans: Gebruiker, client_van_hans: Client) -> None:
    putten, dag = hans.gemeente, timezone.localdate()
    assert not any(_klaar(hans, dag).values())
    GebruikerFactory(rol=Rol.FUNCTIONEEL_BEHEERDER, gemeente=putten)
    for rol in (
        Rol.JGZ_MEDEWERKER,
        Rol.KINDREGISSEUR,
        Rol.SUBSIDIEMEDEWERKER,
        Rol.BUDGETHOUDER,
        Rol.BELEIDSMEDEWERKER,
    ):
        GebruikerFactory(rol=rol, gemeente=putten)
    locatie = LocatieFactory(gemeente=putten, ve_geregistreerd=True)
    GebruikerFactory(rol=Rol.HOUDER_BEHEERDER, gemeente=putten, organisatie=locatie.houder)
    OrganisatieFactory(school=True, gemeenten=[putten])
    CriteriumFactory(gemeente=putten)
    client_van_hans.post(reverse("indicaties:werkwijze_edit"), WERKWIJZE)
    client_van_hans.post(reverse("brieven:huisstijl_set"), HUISSTIJL)
    client_van_hans.post(reverse("brieven:verklaring_set"), VERKLARING)
    for code, waarde in (("bereikdoel", 80), ("bewaren-met-subsidie", 7), ("bewaren-zonder-subsidie", 2)):
        client_van_hans.post(
            reverse("organisaties:instelling_set", args=[code]),
            {"waarde": waarde, "geldig_van": f"{dag:%Y-%m-%d}"},
        )
    Administratie(putten, jaar=dag.year)  # with a policy for this year
    BegrotingspostFactory(gemeente=putten, jaar=dag.year, fcl_code="6.421.01")
    mist = [titel for titel, klaar in _klaar(hans, dag).items() if not klaar]
    assert mist == ["Buurten"]
    assert "Voor het eerste kind: alles staat klaar" in words(client_van_hans.get(reverse("home")))


def test_a_part_counts_what_is_done() -> None:
    assert Deel("x", ()).is_klaar


# -- settings ------------------------------------------------------------------------------------


def test_a_choice_counts_from_its_day_and_leaves_what_was(hans: Gebruiker) -> None:
    for waarde, vanaf in ((80, date(2024, 1, 1)), (90, date(2026, 1, 1))):
        set_instelling(soort=BEREIKDOEL, waarde=waarde, bron="raad", geldig_van=vanaf, door=hans, op=MOMENT)
    assert [bereikdoel_van(hans.gemeente, jaar).waarde for jaar in (2023, 2024, 2025, 2026)] == [
        None,
        80,
        80,
        90,
    ]
    regel = AuditRegel.objects.filter(handeling="instelling.set").latest("pk")
    assert regel.details == {"soort": "bereikdoel", "was": 80, "wordt": 90, "vanaf": "2026-01-01"}


def test_a_correction_of_the_same_day_wins_and_the_same_twice_is_refused(hans: Gebruiker) -> None:
    velden: dict[str, Any] = {"soort": BEREIKDOEL, "bron": "", "geldig_van": DAG, "door": hans, "op": MOMENT}
    set_instelling(waarde=80, **velden)
    set_instelling(waarde=85, **velden)
    assert bereikdoel_van(hans.gemeente, 2025).waarde == 85
    with pytest.raises(ValidationError, match="Dit is al zo vastgelegd"):
        set_instelling(waarde=85, **velden)


def test_the_page_shows_who_chose_what_and_when(client_van_hans: Client, hans: Gebruiker) -> None:
    adres = reverse("organisaties:instelling_set", args=["bewaren-zonder-subsidie"])
    assert "De gemeente heeft dit nog niet gekozen. Tot dan geldt 2 jaar." in words(
        client_van_hans.get(adres)
    )
    client_van_hans.post(adres, {"waarde": "3", "geldig_van": "2025-01-01", "bron": "Besluit college"})
    pagina = words(client_van_hans.get(adres))
    assert "3 jaar" in pagina
    assert "Hans Beheer" in pagina
    assert "Besluit college" in pagina


@pytest.mark.parametrize(
    ("waarde", "zin"), [("101", "101 % kan niet"), ("0", "0 % kan niet"), ("veel", "Vul een heel getal in.")]
)
def test_a_value_that_cannot_be_is_refused(waarde: str, zin: str, client_van_hans: Client) -> None:
    adres = reverse("organisaties:instelling_set", args=["bereikdoel"])
    assert zin in words(client_van_hans.post(adres, {"waarde": waarde, "geldig_van": "2025-01-01"}))
    assert not Instelling.objects.exists()


def test_a_municipality_switches_its_smi_on_and_off(client_van_hans: Client, hans: Gebruiker) -> None:
    lijst = reverse("organisaties:instelling_list")
    assert "SMI aanzetten" in words(client_van_hans.get(lijst))
    client_van_hans.post(reverse("organisaties:smi_set"), {"kent_smi": "ja"})
    assert Gemeente.objects.get().kent_smi
    assert f"door {hans.email}" in words(client_van_hans.get(lijst))
    assert "Dit is al zo vastgelegd." in words(
        client_van_hans.post(reverse("organisaties:smi_set"), {"kent_smi": "ja"}, follow=True)
    )


def test_of_a_setting_that_is_none_there_is_no_page(client_van_hans: Client) -> None:
    assert (
        client_van_hans.get(reverse("organisaties:instelling_set", args=["bestaat-niet"])).status_code == 404
    )


# -- users out of a file -------------------------------------------------------------------------

KOP = "naam;e-mailadres;rol;organisatie;lrk-nummer;laatste dag"


def upload(client: Client, *regels: str) -> Any:
    inhoud = "\n".join([KOP, *regels]).encode()
    return client.post(
        reverse("organisaties:gebruiker_import"), {"bestand": SimpleUploadedFile("g.csv", inhoud)}
    )


def test_a_file_is_shown_first_and_then_invites_all(client_van_hans: Client, hans: Gebruiker) -> None:
    OrganisatieFactory(naam="GGD Veluwe", soort=Organisatie.Soort.JGZ, gemeenten=[hans.gemeente])
    antwoord = upload(
        client_van_hans,
        "Jo Arts;jo@ggd.test;JGZ-medewerker;ggd veluwe;;",
        "Kim Bos;kim@putten.test;kindregisseur;;;31-12-2030",
    )
    assert "Nagekeken: 2 goed, 0 met een fout" in words(antwoord)
    assert not Gebruiker.objects.filter(email="jo@ggd.test").exists()
    client_van_hans.post(reverse("organisaties:gebruikers_invite"), {"regels": antwoord.context["getekend"]})
    rollen = Toekenning.objects.exclude(gebruiker=hans).order_by("pk")
    assert [(r.gebruiker.email, r.rol, str(r.organisatie or ""), r.geldig_tot_en_met) for r in rollen] == [
        ("jo@ggd.test", "jgz-medewerker", "GGD Veluwe", None),
        ("kim@putten.test", "kindregisseur", "", date(2030, 12, 31)),
    ]
    work()
    assert sorted(bericht.to[0] for bericht in mail.outbox) == ["jo@ggd.test", "kim@putten.test"]


@pytest.mark.parametrize(
    ("regel", "zin"),
    [
        ("Jo;jo@ggd.test;baas;;;", "‘baas’ is geen rol. Kies uit: JGZ-medewerker,"),
        ("Jo;jo@ggd.test;installatiebeheerder;;;", "‘installatiebeheerder’ is geen rol."),
        ("Jo;jo@ggd.test;jgz-medewerker;GGD Zuid;;", "Organisatie ‘GGD Zuid’ werkt niet voor Putten."),
        (
            "Jo;jo@ggd.test;jgz-medewerker;;;",
            "Organisatie: Kies bij deze rol een organisatie van de soort: JGZ-organisatie.",
        ),
        ("Jo;geen adres;auditor;;;", "E-mailadres: Voer een geldig e-mailadres in."),
        ("Jo;jo@ggd.test;auditor;;;31-02-2030", "Laatste dag: ‘31-02-2030’ is geen datum."),
        (
            "Jo;jo@ggd.test;houder-medewerker;;123;",
            "LRK-nummer ‘123’ is van geen locatie die hier in gebruik is.",
        ),
        (";jo@ggd.test;auditor;;;", "Naam: Dit veld is verplicht."),
        ("Jo;kim@putten.test;auditor;;;", "Dit is dezelfde persoon met dezelfde rol als regel 2."),
    ],
)
def test_one_row_that_is_wrong_stops_all_of_them(regel: str, zin: str, client_van_hans: Client) -> None:
    antwoord = upload(client_van_hans, "Kim Bos;kim@putten.test;auditor;;;", regel)
    assert zin in words(antwoord)
    assert "getekend" not in antwoord.context
    assert Gebruiker.objects.count() == 1


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (b"naam;rol\nBo;auditor\n", "De kolom \u2018e-mailadres\u2019 ontbreekt."),
        (b"naam;e-mailadres;rol\n", "Onder de kopregel staat niemand."),
        (b"%PDF-1.7", "Dit is een pdf."),
        (
            b"naam;e-mailadres;rol\n" + b"Bo;bo@x.test;auditor\n" * 501,
            "Er staan 501 regels in; hoogstens 500 tegelijk.",
        ),
    ],
)
def test_what_is_no_such_table_is_refused_with_a_sentence(inhoud: bytes, zin: str) -> None:
    with pytest.raises(ValueError, match=zin.replace(".", r"\.")):
        read_gebruikers(inhoud, GemeenteFactory(), DAG)


def test_a_workbook_is_read_like_a_text_file() -> None:
    boek = Workbook()
    blad = boek.active
    assert blad is not None
    blad.append(["Naam", "Email", "Rol", "Laatste dag"])
    blad.append(["Kim Bos", "kim@putten.test", "Kindregisseur", date(2030, 12, 31)])
    uit = BytesIO()
    boek.save(uit)
    (regel,) = read_gebruikers(uit.getvalue(), GemeenteFactory(), DAG)
    assert (regel.fouten, regel.velden["geldig_tot_en_met"]) == ((), "31-12-2030")


def test_what_was_changed_or_looked_at_by_another_invites_nobody(
    client_van_hans: Client, hans: Gebruiker
) -> None:
    getekend = upload(client_van_hans, "Kim Bos;kim@putten.test;auditor;;;").context["getekend"]
    ander = Client()
    ander.force_login(GebruikerFactory(rol=Rol.FUNCTIONEEL_BEHEERDER, gemeente=hans.gemeente))
    for wie, regels in ((client_van_hans, f"{getekend}x"), (client_van_hans, ""), (ander, getekend)):
        antwoord = wie.post(reverse("organisaties:gebruikers_invite"), {"regels": regels}, follow=True)
        assert "Wat u had nagekeken, is verlopen." in words(antwoord)
    assert not Gebruiker.objects.filter(email="kim@putten.test").exists()


def test_who_got_the_role_meanwhile_stops_all_of_them(client_van_hans: Client, hans: Gebruiker) -> None:
    antwoord = upload(
        client_van_hans, "Jo;jo@putten.test;auditor;;;", "Kim Bos;kim@putten.test;kindregisseur;;;"
    )
    kim = GebruikerFactory(email="kim@putten.test", rol=Rol.KINDREGISSEUR, gemeente=hans.gemeente)
    gevolg = client_van_hans.post(
        reverse("organisaties:gebruikers_invite"), {"regels": antwoord.context["getekend"]}, follow=True
    )
    assert "Regel 3: " in words(gevolg)
    assert "Er is niemand uitgenodigd." in words(gevolg)
    assert not Gebruiker.objects.filter(email="jo@putten.test").exists()
    assert kim.toekenningen.count() == 1


# -- from an empty database ----------------------------------------------------------------------


def test_from_an_empty_database_to_a_municipality_that_is_being_set_up(client: Client) -> None:
    """Command, municipality, JGZ, two beheerders who agree with each other, and the list on their start page."""
    cache.clear()
    call_command("start_installatie", "--email", "ida@vve.test", "--site", "https://vve.test", verbosity=0)
    client.force_login(Gebruiker.objects.get(email="ida@vve.test"))
    client.post(reverse("organisaties:gemeente_connect"), {"gemeente": "0273"})
    putten = Gemeente.objects.get(code="0273")
    client.post(
        reverse("organisaties:organisatie_make"), {"soort": "jgz", "naam": "GGD", "gemeenten": [putten.pk]}
    )
    for naam in ("hans", "hetty"):
        client.post(
            reverse("organisaties:gemeente_detail", args=[putten.pk]),
            {"naam": naam, "email": f"{naam}@putten.test"},
        )
    hans, hetty = (Gebruiker.objects.get(email=f"{naam}@putten.test") for naam in ("hans", "hetty"))
    wacht = hetty.toekenningen.get()
    assert wacht.is_waiting
    hans.activate(timezone.localdate())
    agree_toekenning(toekenning=wacht, door=hans, op=timezone.now())
    client.force_login(hans)
    pagina = words(client.get(reverse("home")))
    assert "Voor het eerste kind: 2 van 10 klaar" in pagina
    assert "Gemeente Putten" in pagina
