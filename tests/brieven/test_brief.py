"""A letter is made once, numbered without gaps, and replaced instead of edited."""

import io
from datetime import date
from typing import Any

import pypdf
import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from brieven.actions import announce_brief, make_brief
from brieven.models import Brief, Geadresseerde
from brieven.soorten import Briefsoort, register_briefsoort
from organisaties.models import AuditRegel, Gebruiker
from organisaties.rechten import Rol
from tests.factories import GebruikerFactory

register_briefsoort(
    Briefsoort("proef", "Proefbrief", "brieven/pdf/brief.html"),
    Briefsoort("proefbesluit", "Besluit op proef", "brieven/pdf/brief.html", met_bezwaar=True),
)
AAN = Geadresseerde("Fam. Łukasiewicz-Çelik", ("Dorpsstraat 1", "3881 AB Putten"))
pytestmark = pytest.mark.django_db


@pytest.fixture
def regisseur() -> Gebruiker:
    gebruiker: Gebruiker = GebruikerFactory(rol=Rol.KINDREGISSEUR)
    return gebruiker


def brief(door: Gebruiker, **anders: Any) -> Brief:
    velden: dict[str, Any] = {
        "soort": "proef",
        "gemeente": door.gemeente,
        "onderwerp": door.gemeente,
        "aan": AAN,
        "context": {},
        "door": door,
        "op": date(2025, 5, 15),
    }
    return make_brief(**velden | anders)


def text_of(brief: Brief) -> str:
    bladen = pypdf.PdfReader(io.BytesIO(bytes(brief.pdf))).pages
    return "\n".join(blad.extract_text() for blad in bladen)


def test_the_letters_of_a_year_are_numbered_from_one(regisseur: Gebruiker) -> None:
    nummers = [brief(regisseur).nummer, brief(regisseur).nummer, brief(regisseur, op=date(2026, 1, 2)).nummer]
    assert nummers == ["2025-0001", "2025-0002", "2026-0001"]


def test_the_letter_names_its_kenmerk_date_and_reader_with_every_letter_of_the_name(
    regisseur: Gebruiker,
) -> None:
    tekst = text_of(brief(regisseur))
    for deel in ("Fam. Łukasiewicz-Çelik", "Dorpsstraat 1", "3881 AB Putten", "15 mei 2025", "2025-0001"):
        assert deel in tekst


def test_while_the_house_style_is_empty_the_letter_says_so(regisseur: Gebruiker) -> None:
    tekst = " ".join(text_of(brief(regisseur)).split())
    assert "aanname: het adres van de afzender is nog niet vastgesteld" in tekst
    assert "aanname: wie ondertekent is nog niet vastgesteld" in tekst


def test_a_secret_address_reaches_no_letter(regisseur: Gebruiker) -> None:
    geheim = Geadresseerde("Fam. Bos", ("Geheimweg 7", "3881 ZZ Putten"), adres_geheim=True)
    gemaakt = brief(regisseur, aan=geheim)
    assert "Geheimweg" not in text_of(gemaakt)
    assert "Adres geheim: de envelop wordt apart geadresseerd" in text_of(gemaakt)
    assert gemaakt.aan_adres == []


def test_only_a_decision_tells_how_to_object(regisseur: Gebruiker) -> None:
    assert "bezwaar maken" not in text_of(brief(regisseur))
    besluit = " ".join(text_of(brief(regisseur, soort="proefbesluit")).split())
    assert "binnen zes weken, te rekenen vanaf de dag nadat dit besluit aan u is verstuurd" in besluit
    assert "noem het kenmerk 2025-0002" in besluit


def test_the_term_to_object_runs_from_the_day_after_it_was_made_known(regisseur: Gebruiker) -> None:
    besluit = brief(regisseur, soort="proefbesluit")
    assert besluit.bezwaar_tot_en_met is None
    besluit = announce_brief(brief=besluit, hoe=Brief.Wijze.POST, dag=date(2025, 5, 16), door=regisseur)
    assert besluit.bezwaar_tot_en_met == date(2025, 6, 27)


def test_a_letter_is_made_known_once_and_not_before_it_was_written(regisseur: Gebruiker) -> None:
    gemaakt = brief(regisseur)
    with pytest.raises(ValidationError, match=r"is van 15 mei 2025\. Vul die dag of een latere in"):
        announce_brief(brief=gemaakt, hoe=Brief.Wijze.POST, dag=date(2025, 5, 14), door=regisseur)
    announce_brief(brief=gemaakt, hoe=Brief.Wijze.POST, dag=date(2025, 5, 15), door=regisseur)
    with pytest.raises(ValidationError, match="is al bekendgemaakt op 15 mei 2025"):
        announce_brief(brief=gemaakt, hoe=Brief.Wijze.POST, dag=date(2025, 5, 16), door=regisseur)


def test_a_replaced_letter_stays_and_knows_its_successor(regisseur: Gebruiker) -> None:
    oud = brief(regisseur)
    nieuw = brief(regisseur, vervangt=oud)
    assert Brief.objects.get(pk=oud.pk).opvolger == nieuw
    assert "komt in de plaats van onze brief van 15 mei 2025 met kenmerk 2025-0001" in " ".join(
        text_of(nieuw).split()
    )
    with pytest.raises(ValidationError, match="2025-0001 is al vervangen door brief 2025-0002"):
        brief(regisseur, vervangt=oud)


def test_the_database_refuses_to_change_a_letter(regisseur: Gebruiker) -> None:
    gemaakt = brief(regisseur)
    for veld, waarde in (
        ("pdf", b"anders"),
        ("aan_naam", "Iemand"),
        ("context", {"a": 1}),
        ("volgnummer", 9),
    ):
        with pytest.raises(IntegrityError, match="niet gewijzigd maar vervangen"), transaction.atomic():
            Brief.objects.filter(pk=gemaakt.pk).update(**{veld: waarde})


def test_making_a_letter_is_recorded_without_a_name(regisseur: Gebruiker) -> None:
    gemaakt = brief(regisseur, kind="K-ABC")
    regel = AuditRegel.objects.get(handeling="brief.make")
    assert regel.details == {
        "soort": "proef",
        "nummer": "2025-0001",
        "sha256": gemaakt.sha256,
        "kind": "K-ABC",
    }


def test_a_jgz_organisation_sees_its_own_letters_and_the_municipality_all(regisseur: Gebruiker) -> None:
    jgz = GebruikerFactory(rol=Rol.JGZ_MEDEWERKER, gemeente=regisseur.gemeente)
    van_jgz = brief(jgz, organisatie=jgz.organisatie)
    van_gemeente = brief(regisseur)
    assert set(Brief.objects.for_gebruiker(jgz)) == {van_jgz}
    assert set(Brief.objects.for_gebruiker(regisseur)) == {van_jgz, van_gemeente}
