"""Names as the BRP has them go through every page and file and come out as they went in."""

import io
import unicodedata
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from indicaties.actions import register_kind
from indicaties.models import Kind
from opvang import urenbestand
from organisaties.models import Gebruiker
from organisaties.rechten import Rol
from privacy.inzage import read_dossier
from tests.factories import (
    MOMENT,
    DeclaratieregelFactory,
    GebruikerFactory,
    GemeenteFactory,
    KindFactory,
    PlaatsingFactory,
    UrendeclaratieFactory,
)
from tests.namen import LANG, NAMEN

pytestmark = pytest.mark.django_db


@pytest.fixture
def jgz() -> Gebruiker:
    gebruiker: Gebruiker = GebruikerFactory(rol=Rol.JGZ_MEDEWERKER, gemeente=GemeenteFactory())
    return gebruiker


def _register(jgz: Gebruiker, voornaam: str, tussenvoegsel: str, achternaam: str) -> Kind:
    return register_kind(
        voornaam=voornaam,
        tussenvoegsel=tussenvoegsel,
        achternaam=achternaam,
        geboortedatum=date(2022, 9, 1),
        bsn=None,
        door=jgz,
        op=date(2024, 3, 1),
    )


def test_there_are_two_hundred_of_them_and_the_longest_has_two_hundred_signs() -> None:
    assert len(NAMEN) >= 200
    assert len(LANG) == 200


def test_each_is_found_by_its_own_name_and_kept_as_it_is(jgz: Gebruiker) -> None:
    for delen in NAMEN:
        kind = _register(jgz, *delen)
        kind.refresh_from_db()
        assert (kind.voornaam, kind.tussenvoegsel, kind.achternaam) == delen
        assert kind in Kind.objects.for_gebruiker(jgz).search(f"{kind.voornaam} {kind.achternaam}"), delen


def test_loose_accents_are_kept_as_one_letter_so_that_the_same_name_is_the_same(jgz: Gebruiker) -> None:
    los = unicodedata.normalize("NFD", "Renée Čerňanský")
    kind = _register(jgz, "", "", f"  {los} ")
    assert kind.achternaam == "Renée Čerňanský"


def _gegevens(**anders: str) -> dict[str, str]:
    geboren = timezone.localdate().year - 2
    return {"voornaam": "Bo", "achternaam": "Bos", "geboortedatum": f"00-00-{geboren}", "bsn": ""} | anders


def test_a_child_with_one_name_is_enrolled_and_put_right(inloggen: Any, jgz: Gebruiker) -> None:
    client = inloggen(jgz)
    client.post(reverse("indicaties:kind_register"), _gegevens(voornaam="", achternaam="Namendra"))
    kind = Kind.objects.get()
    assert (kind.voornaam, kind.naam, kind.roepnaam) == ("", "Namendra", "Namendra")
    assert "Namendra heeft nog geen indicatie" in _page(client, kind)
    client.post(
        reverse("indicaties:kind_rectify", args=[kind.pk]), _gegevens(voornaam="", achternaam="Namendrá")
    )
    kind.refresh_from_db()
    assert kind.naam == "Namendrá"


def _page(client: Client, kind: Kind) -> str:
    tekst: str = client.get(reverse("indicaties:kind_detail", args=[kind.pk])).content.decode()
    return tekst


@pytest.mark.parametrize("veld", ["voornaam", "achternaam"])
def test_a_name_of_201_signs_is_refused_with_a_sentence(inloggen: Any, jgz: Gebruiker, veld: str) -> None:
    antwoord = inloggen(jgz).post(reverse("indicaties:kind_register"), _gegevens(**{veld: "a" * 201}))
    assert "200" in antwoord.content.decode()
    assert not Kind.objects.exists()


@pytest.mark.parametrize("teken", [".", "-", "–", "...", "?", "123"])
def test_a_mark_is_no_name_by_whatever_way_it_comes(jgz: Gebruiker, teken: str) -> None:
    with pytest.raises(Exception, match="is geen naam"):
        _register(jgz, teken, "", "Bos")


def test_the_files_with_hours_and_of_access_hold_each_name_unharmed() -> None:
    declaratie = UrendeclaratieFactory()
    kinderen = [
        KindFactory(voornaam=voornaam, tussenvoegsel=tussenvoegsel, achternaam=achternaam)
        for voornaam, tussenvoegsel, achternaam in NAMEN
    ]
    for kind in kinderen:
        DeclaratieregelFactory(declaratie=declaratie, plaatsing=PlaatsingFactory(kind=kind))
    namen = {kind.naam for kind in kinderen}
    tekst = urenbestand.write(declaratie).decode("utf-8-sig")
    assert [naam for naam in namen if naam not in tekst and f"'{naam}" not in tekst] == []
    boek = openpyxl.load_workbook(io.BytesIO(urenbestand.write_xlsx(declaratie)))
    cellen = {str(cel) for rij in boek.worksheets[0].iter_rows(values_only=True) for cel in rij}
    assert namen <= cellen


@pytest.mark.parametrize("delen", [NAMEN[0], NAMEN[101], ("", "van 't", "Čerňanský"), ("", "", LANG)])
def test_the_document_of_access_holds_the_name_as_it_is(delen: tuple[str, str, str]) -> None:
    voornaam, tussenvoegsel, achternaam = delen
    kind = KindFactory(voornaam=voornaam, tussenvoegsel=tussenvoegsel, achternaam=achternaam)
    pdf = PdfReader(io.BytesIO(read_dossier(kind, MOMENT).as_pdf()))
    tekst = _letters("".join(pagina.extract_text() for pagina in pdf.pages))
    assert _letters(achternaam) in tekst


def _letters(tekst: str) -> str:
    """Without where a line ends, which a hyphen may say."""
    return "".join(teken for teken in tekst if not teken.isspace() and teken not in "-\u2010\u00ad")
