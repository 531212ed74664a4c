"""A birth date of which not all is known: enrolled, shown as known, and one day to compute with."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from indicaties.models import Kind
from organisaties.rechten import Rol
from tests.factories import GebruikerFactory

pytestmark = pytest.mark.django_db
JAAR = timezone.localdate().year - 2


@pytest.fixture
def jgz(inloggen: Any) -> Client:
    client: Client = inloggen(GebruikerFactory(rol=Rol.JGZ_MEDEWERKER))
    return client


def _gegevens(geboren: str) -> dict[str, str]:
    return {"voornaam": "Bo", "achternaam": "Bos", "geboortedatum": geboren, "bsn": ""}


@pytest.mark.parametrize(
    ("tekst", "dag", "bekend", "geschreven"),
    [
        (f"00-00-{JAAR}", date(JAAR, 7, 1), "jaar", f"{JAAR} (dag en maand onbekend)"),
        (f"{JAAR}", date(JAAR, 7, 1), "jaar", f"{JAAR} (dag en maand onbekend)"),
        (f"00-03-{JAAR}", date(JAAR, 3, 16), "maand", f"maart {JAAR} (dag onbekend)"),
        (f"03-{JAAR}", date(JAAR, 3, 16), "maand", f"maart {JAAR} (dag onbekend)"),
        (f"5-3-{JAAR}", date(JAAR, 3, 5), "dag", f"5 maart {JAAR}"),
        (f"0503{JAAR}", date(JAAR, 3, 5), "dag", f"5 maart {JAAR}"),
        (f"{JAAR}-03-05", date(JAAR, 3, 5), "dag", f"5 maart {JAAR}"),
    ],
)
def test_what_is_known_is_kept_beside_the_day_to_compute_with(
    jgz: Client, tekst: str, dag: date, bekend: str, geschreven: str
) -> None:
    jgz.post(reverse("indicaties:kind_register"), _gegevens(tekst))
    kind = Kind.objects.get()
    assert (kind.geboortedatum, kind.geboorte_bekend) == (dag, bekend)
    pagina = jgz.get(reverse("indicaties:kind_detail", args=[kind.pk])).content.decode()
    assert geschreven in pagina
    assert ("Aanname" in pagina) is (bekend != "dag")


def test_a_baby_of_this_year_was_born_at_the_latest_on_the_day_of_enrolment(jgz: Client) -> None:
    vandaag = timezone.localdate()
    jgz.post(reverse("indicaties:kind_register"), _gegevens(f"00-00-{vandaag.year}"))
    assert Kind.objects.get().geboortedatum == min(date(vandaag.year, 7, 1), vandaag)


def test_a_year_that_has_not_come_is_in_the_future(jgz: Client) -> None:
    antwoord = jgz.post(reverse("indicaties:kind_register"), _gegevens(f"{JAAR + 3}"))
    assert f"De geboortedatum {JAAR + 3} ligt in de toekomst." in antwoord.content.decode()


def test_putting_right_begins_with_what_is_known_and_may_make_it_whole(jgz: Client) -> None:
    jgz.post(reverse("indicaties:kind_register"), _gegevens(f"00-03-{JAAR}"))
    kind = Kind.objects.get()
    adres = reverse("indicaties:kind_rectify", args=[kind.pk])
    assert f'value="00-03-{JAAR}"' in jgz.get(adres).content.decode()
    jgz.post(adres, _gegevens(f"00-03-{JAAR}"))
    kind.refresh_from_db()
    assert (kind.geboortedatum, kind.geboorte_bekend) == (date(JAAR, 3, 16), "maand")
    jgz.post(adres, _gegevens(f"16-3-{JAAR}"))
    kind.refresh_from_db()
    assert (kind.geboortedatum, kind.geboorte_bekend) == (date(JAAR, 3, 16), "dag")


def test_the_list_shows_it_as_the_brp_writes_it(jgz: Client) -> None:
    jgz.post(reverse("indicaties:kind_register"), _gegevens(f"{JAAR}"))
    assert f"00-00-{JAAR}" in jgz.get(reverse("indicaties:kind_list")).content.decode()
