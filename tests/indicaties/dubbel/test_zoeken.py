"""Searching for a child as people write it, and finding who looks like it."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from indicaties.dubbel.paren import renew_paren
from indicaties.dubbel.vergelijken import Persoon
from indicaties.dubbel.zoeken import ask_dubbel, find_dubbelen
from indicaties.models import Dubbelpaar, Kind, Zoekwoord
from organisaties.models import AuditRegel, Gemeente
from organisaties.rechten import Rol
from organisaties.rijbeveiliging import Rijbereik, rijbereik
from tests.conftest import Inloggen
from tests.factories import AdresFactory, GebruikerFactory, GemeenteFactory, KindFactory

pytestmark = pytest.mark.django_db

DAG = date(2024, 3, 1)
# Eight digits that are a day (01-01-2022) and with a zero in front pass the 11-proef.
DAG_EN_BSN = "01012022"


@pytest.fixture
def gemeente() -> Gemeente:
    gemeente: Gemeente = GemeenteFactory(code="0273")
    return gemeente


def _kind(naam: str, **velden: Any) -> Kind:
    voornaam, tussenvoegsel, achternaam = (deel.strip() for deel in naam.split("|"))
    kind: Kind = KindFactory(
        voornaam=voornaam,
        tussenvoegsel=tussenvoegsel,
        achternaam=achternaam,
        **{"geboortedatum": DAG, "ingeschreven_op": date(2025, 1, 2)} | velden,
    )
    return kind


@pytest.mark.parametrize(
    "gezocht",
    ["van den berg", "Berg", "vandenberg", "VAN DEN BERG, Zoë", "zoe van den b", "Zoe\u0308", "berg zoe", "1-3-2024",
     "maart 2024", "berg 01-03-24", "2024"],
)  # fmt: skip
def test_a_child_is_found_however_it_is_typed(gezocht: str) -> None:
    kind = _kind("Zoë|van den|Berg")
    _kind("Sam||Anders", geboortedatum=date(2023, 4, 2))
    assert list(Kind.objects.search(gezocht)) == [kind]


@pytest.mark.parametrize("gezocht", ["Bakker, Maryam", "maryam bakker", "bakk mar"])
def test_the_order_of_the_names_is_free(gezocht: str) -> None:
    kind = _kind("Maryam||Bakker")
    _kind("Maryam||Jansen")
    assert list(Kind.objects.search(gezocht)) == [kind]


@pytest.mark.parametrize("gezocht", ["o'connor", "oconnor", "O’Connor", "connor"])
def test_an_apostrophe_makes_no_difference(gezocht: str) -> None:
    kind = _kind("Sam||O'Connor")
    assert list(Kind.objects.search(gezocht)) == [kind]


@pytest.mark.parametrize("gezocht", ["erg", "'", "…", "31-02-2024", "bakker 1-3-2023"])
def test_the_middle_of_a_word_and_nonsense_find_nobody(gezocht: str) -> None:
    _kind("Zoë|van den|Berg")
    _kind("Sam||Bakker")
    assert not Kind.objects.search(gezocht).exists()


def test_a_pseudoniem_finds_its_child_whole(gemeente: Gemeente) -> None:
    kind = _kind("Zoë||Berg")
    assert list(Kind.objects.search(kind.pseudoniem.lower())) == [kind]
    assert not Kind.objects.search(kind.pseudoniem[:5]).exists()


def test_a_corrected_name_is_found_and_the_old_one_not() -> None:
    kind = _kind("Sam||Bakker")
    kind.achternaam = "Visser"
    kind.save()
    assert list(Kind.objects.search("visser")) == [kind]
    assert not Kind.objects.search("bakker").exists()


def test_after_the_end_of_its_term_a_child_has_no_words_but_its_pseudoniem() -> None:
    kind = _kind("Sam||Bakker")
    kind.voornaam = kind.achternaam = ""
    kind.save()
    assert [w.woord for w in Zoekwoord.objects.filter(kind=kind)] == ["#" + kind.pseudoniem.lower()]


def test_children_that_are_made_many_at_once_are_found_too(gemeente: Gemeente) -> None:
    door = KindFactory().ingeschreven_door
    Kind.objects.bulk_create(
        KindFactory.build_batch(3, gemeente=gemeente, ingeschreven_door=door, achternaam="Tegelijk")
    )
    assert Kind.objects.search("tegelijk").count() == 3


# -- by number -----------------------------------------------------------------------------------


def _search(inloggen: Inloggen, zoek: str, rol: Rol = Rol.JGZ_MEDEWERKER) -> str:
    client = inloggen(GebruikerFactory(rol=rol))
    return str(client.post(reverse("indicaties:kind_search"), {"zoek": zoek}).headers["Location"])


def test_a_bsn_without_its_zero_is_found(inloggen: Inloggen) -> None:
    kind = _kind("Sam||Bakker")
    kind.set_bsn("012345672")
    kind.save()
    for zoek in ("12345672", "012345672", "0123.45.672"):
        assert _search(inloggen, zoek) == f"/kinderen/{kind.pk}/"


def test_a_day_of_birth_is_taken_for_no_bsn(inloggen: Inloggen) -> None:
    for zoek in ("01032024", "01-03-2024", "1 3 2024"):
        assert "/kinderen/?zoek=" in _search(inloggen, zoek)
    assert not AuditRegel.objects.filter(handeling="kind.bsn_search").exists()


def test_digits_that_are_both_a_day_and_a_bsn_are_searched_as_both(inloggen: Inloggen) -> None:
    assert _search(inloggen, DAG_EN_BSN) == "/kinderen/?zoek=01-01-2022"
    kind = _kind("Sam||Bakker")
    kind.set_bsn("0" + DAG_EN_BSN)
    kind.save()
    assert _search(inloggen, DAG_EN_BSN) == f"/kinderen/{kind.pk}/"
    assert AuditRegel.objects.filter(handeling="kind.bsn_search").count() == 2


def test_without_the_right_to_a_bsn_they_are_a_day(inloggen: Inloggen) -> None:
    assert _search(inloggen, DAG_EN_BSN, Rol.KINDREGISSEUR) == "/kinderen/?zoek=01-01-2022"


# -- at the size of a large municipality ------------------------------------------------------------


def test_under_the_row_policies_a_search_reads_an_index(gemeente: Gemeente) -> None:
    door = KindFactory(gemeente=gemeente).ingeschreven_door
    Kind.objects.bulk_create(
        KindFactory.build(gemeente=gemeente, ingeschreven_door=door, achternaam=f"Naam{i:04}")
        for i in range(3000)
    )
    with rijbereik(Rijbereik(gemeente.pk)):
        plan = Zoekwoord.objects.beginning_with("naam0123").explain()
    assert "zoekwoord_van_gemeente" in plan
    assert "Seq Scan on indicaties_zoekwoord" not in plan


# -- doubles -------------------------------------------------------------------------------------


def test_candidates_come_by_day_and_by_sound(gemeente: Gemeente) -> None:
    dag = _kind("Maryam||Bakkers")
    verwisseld = _kind("Maryam||Bakker", geboortedatum=date(2024, 1, 3))
    klank = _kind("Mariam||Bakker", geboortedatum=date(2024, 3, 2))
    AdresFactory(kind=klank, postcode="3881AA")
    _kind("Maryam||Bakker", geboortedatum=date(2022, 8, 9))
    _kind("Maryam||Bakker", gemeente=GemeenteFactory(code="0226"))
    gezocht = Persoon("Maryam", "", "Bakker", DAG, "3881AA")
    assert [lijkt.kind for lijkt in find_dubbelen(gezocht, gemeente)] == [dag, klank, verwisseld]


def test_the_nightly_round_finds_pairs_and_keeps_what_people_decided(gemeente: Gemeente) -> None:
    een, ander = _kind("Sofie||Meijer"), _kind("Sophie||Meyer")
    for kind in (een, ander):
        AdresFactory(kind=kind)
    _kind("Tim||Meijer")
    assert renew_paren(gemeente=gemeente, op=date(2025, 1, 3)) == 1
    paar = Dubbelpaar.objects.get()
    assert (paar.een, paar.ander, paar.redenen) == (
        een,
        ander,
        ["zelfde geboortedatum", "de naam klinkt hetzelfde", "zelfde postcode"],
    )
    paar.status, paar.besloten_op, paar.besloten_door = "ander-kind", date(2025, 1, 4), GebruikerFactory()
    paar.save()
    assert renew_paren(gemeente=gemeente, op=date(2025, 1, 5)) == 0
    assert Dubbelpaar.objects.get().status == "ander-kind"


def test_a_secret_postcode_counts_and_is_no_reason(gemeente: Gemeente) -> None:
    geheim, gezocht = _kind("Noor|de|Vries"), Persoon("Noor", "", "Bakker", DAG, "3881AB", huisnummer=12)
    adres = AdresFactory(kind=geheim, huisnummer=12)
    assert [lijkt.waarom for lijkt in find_dubbelen(gezocht, gemeente)] == [
        "zelfde geboortedatum, zelfde voornaam, andere achternaam, zelfde postcode"
    ]
    adres.geheim = True
    adres.save()
    assert [lijkt.waarom for lijkt in find_dubbelen(gezocht, gemeente)] == [
        "zelfde geboortedatum, zelfde voornaam, andere achternaam"
    ]


def test_a_provider_does_not_learn_a_secret_postcode_by_asking(gemeente: Gemeente) -> None:
    AdresFactory(kind=_kind("Noor|de|Vries"), geheim=True)
    gezocht = Persoon("Noor", "", "Bakker", DAG, "3881AB", huisnummer=12)
    assert not ask_dubbel(gezocht, GebruikerFactory(rol=Rol.HOUDER_MEDEWERKER, gemeente=gemeente))
    assert ask_dubbel(gezocht, GebruikerFactory(rol=Rol.JGZ_MEDEWERKER, gemeente=gemeente))


def test_a_pair_that_is_none_any_more_leaves_the_list(gemeente: Gemeente) -> None:
    een, _ = _kind("Sofie||Meijer"), _kind("Sophie||Meyer")
    renew_paren(gemeente=gemeente, op=date(2025, 1, 3))
    een.voornaam = "Hanna"
    een.save()
    assert renew_paren(gemeente=gemeente, op=date(2025, 1, 4)) == 0
    assert not Dubbelpaar.objects.exists()


def test_a_mere_suspicion_stands_on_the_list_and_holds_nobody_up(gemeente: Gemeente) -> None:
    for naam in ("Noor|de|Vries", "Noor||Bakker"):
        AdresFactory(kind=_kind(naam), huisnummer=None, straat="", woonplaats="")
    assert find_dubbelen(Persoon("Noor", "", "Jansen", DAG, "3881AB"), gemeente) == []
    assert renew_paren(gemeente=gemeente, op=date(2025, 1, 3)) == 1
