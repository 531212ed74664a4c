"""The neighbourhoods of a municipality, out of its own rows of the two files of the CBS."""

import io
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from indicaties.actions import set_adres
from indicaties.buurtbestand import read_buurten
from indicaties.models import Adres, Adresgegevens, Buurt, Buurtadres, Buurtlezing
from organisaties.models import AuditRegel
from organisaties.rechten import Rol
from tests.factories import AdresFactory, GebruikerFactory, KindFactory

KOP = "PC6;Huisnummer;Buurt2017;Wijk2017;Gem2017\n"
NAMENKOP = "buurtcode2022;buurtnaam2022;GM_2022;GM_NAAM;WK_2022;WK_NAAM\n"
ADRESSEN = KOP + "3881AB;12;2730101;27301;273\n3881AB;14;2730102;27301;273\n1011AA;1;3630000;36300;363\n"
NAMEN = NAMENKOP + "2730101;Kern-Oost;273;Putten;27301;Dorp\n2730102;Kern-West;273;Putten;27301;Dorp\n"


def _read(adressen: str = ADRESSEN, namen: str = NAMEN) -> Any:
    return read_buurten(adressen.encode(), namen.encode(), "0273")


def test_codes_get_their_zeros_back_the_year_is_data_and_other_municipalities_are_counted() -> None:
    bestand = _read()
    assert bestand.jaar == 2017
    assert bestand.buurten == {
        "02730101": ("Kern-Oost", "027301", "Dorp"),
        "02730102": ("Kern-West", "027301", "Dorp"),
    }
    assert bestand.adressen == {("3881AB", 12): "02730101", ("3881AB", 14): "02730102"}
    assert (bestand.van_elders, bestand.fouten) == (1, [])


@pytest.mark.parametrize(
    "namen",
    [
        NAMEN.replace(";27301;", ";WK027301;").replace("\n273", "\nBU0273").replace(";273;", ";GM0273;"),
        NAMEN.replace(";", ","),
        "sep=;\n" + NAMEN,
        "\ufeff" + NAMEN.replace("2022", "2024"),
    ],
)
def test_letters_before_a_code_other_separators_and_other_years_are_read(namen: str) -> None:
    assert _read(namen=namen).fouten == []


def test_a_workbook_is_read_like_a_text() -> None:
    boek = openpyxl.Workbook()
    for regel in ADRESSEN.splitlines():
        boek.worksheets[0].append([int(c) if c.isdigit() else c for c in regel.split(";")])
    uit = io.BytesIO()
    boek.save(uit)
    assert read_buurten(uit.getvalue(), NAMEN.encode(), "0273").adressen == _read().adressen


@pytest.mark.parametrize(
    ("adressen", "fout"),
    [
        (KOP + "388AB;12;2730101;27301;273\n", "Adressen, regel 2: ‘388AB’ is geen postcode."),
        (KOP + "3881AB;0;2730101;27301;273\n", "Adressen, regel 2: ‘0’ is geen huisnummer."),
        (KOP + "3881AB;12;x;27301;273\n", "Adressen, regel 2: ‘x’ is geen buurtcode van 8 cijfers."),
        (ADRESSEN + "3881AB;12;2730102;27301;273\n", "ligt eerder in het bestand in een andere buurt."),
        (
            KOP + "3881AB;12;2730109;27301;273\n",
            "Buurt 02730109 staat bij de adressen, maar niet in het bestand",
        ),
    ],
)
def test_a_wrong_row_is_named_with_its_line(adressen: str, fout: str) -> None:
    assert any(fout in zin for zin in _read(adressen).fouten)


@pytest.mark.parametrize(
    ("adressen", "zin"),
    [
        ("", "ontbreekt de kolom PC6 en Huisnummer en Buurt en Wijk en Gem"),
        ("PC6;Huisnummer;Buurt;Wijk;Gem\n", "staat geen jaar, zoals Buurt2024"),
        (KOP + "1011AA;1;3630000;36300;363\n", "staat geen adres van uw gemeente"),
    ],
)
def test_what_is_no_such_file_gets_a_sentence(adressen: str, zin: str) -> None:
    with pytest.raises(ValueError, match=zin):
        _read(adressen)


@pytest.fixture
def beheer(inloggen: Any) -> Client:
    client: Client = inloggen(GebruikerFactory(rol=Rol.FUNCTIONEEL_BEHEERDER))
    return client


def _upload(client: Client, adressen: str = ADRESSEN, namen: str = NAMEN) -> str:
    antwoord = client.post(
        reverse("indicaties:buurt_upload"),
        {
            "adressen": SimpleUploadedFile("adressen.csv", adressen.encode()),
            "namen": SimpleUploadedFile("namen.csv", namen.encode()),
        },
        follow=True,
    )
    tekst: str = antwoord.content.decode()
    return tekst


@pytest.mark.django_db
def test_nothing_changes_until_somebody_saw_the_counts_and_said_yes(beheer: Client) -> None:
    adres = AdresFactory()
    pagina = _upload(beheer)
    assert "Indeling van 2017: 2 buurten en 2 adressen van uw gemeente" in pagina
    assert "1 regels van andere gemeenten" in pagina
    assert not Buurt.objects.exists()
    beheer.post(reverse("indicaties:buurt_confirm"))
    adres.refresh_from_db()
    assert str(adres.buurt) == "Kern-Oost"
    assert not Buurtlezing.objects.exists()
    assert AuditRegel.objects.get(handeling="buurt.import").details == {
        "jaar": 2017,
        "buurten": 2,
        "adressen": 2,
    }


@pytest.mark.django_db
def test_with_one_wrong_row_nothing_waits(beheer: Client) -> None:
    assert "is geen postcode" in _upload(beheer, ADRESSEN + "38AB;1;2730101;27301;273\n")
    assert not Buurtlezing.objects.exists()


@pytest.mark.django_db
def test_a_new_file_takes_the_place_of_the_old_one_and_children_move_along(beheer: Client) -> None:
    adres = AdresFactory()
    for adressen in (ADRESSEN, KOP.replace("2017", "2024") + "3881AB;12;2730102;27301;273\n"):
        _upload(beheer, adressen)
        beheer.post(reverse("indicaties:buurt_confirm"))
    adres.refresh_from_db()
    assert [(b.naam, b.jaar) for b in Buurt.objects.all()] == [("Kern-West", 2024)]
    assert (str(adres.buurt), Buurtadres.objects.count()) == ("Kern-West", 1)


@pytest.mark.django_db
def test_the_neighbourhood_follows_the_address(beheer: Client) -> None:
    _upload(beheer)
    beheer.post(reverse("indicaties:buurt_confirm"))
    kind, door = KindFactory(), GebruikerFactory(rol=Rol.KINDREGISSEUR)
    gevonden = []
    for huisnummer in (12, 14, 99):
        set_adres(kind=kind, adres=Adresgegevens("3881AB", huisnummer), door=door)
        gevonden.append(str(Adres.objects.get().buurt))
    assert gevonden == ["Kern-Oost", "Kern-West", "None"]
