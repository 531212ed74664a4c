"""The list of children: who sees whom, searching, filtering, and no query per child."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from indicaties.models import Kind
from lib.periode import add_maanden
from organisaties.models import AuditRegel, Gebruiker
from organisaties.rechten import RECHTEN, Recht, Rol
from tests.conftest import Inloggen
from tests.factories import (
    GebruikerFactory,
    GemeenteFactory,
    IndicatieFactory,
    KindFactory,
    OrganisatieFactory,
    ToeleidingFactory,
)

pytestmark = pytest.mark.django_db

URL = "/kinderen/"
BSN = "123456782"


@pytest.fixture
def gebruiker() -> Gebruiker:
    return GebruikerFactory(rol=Rol.JGZ_MEDEWERKER)


@pytest.fixture
def jgz(inloggen: Inloggen, gebruiker: Gebruiker) -> Client:
    return inloggen(gebruiker)


def _kind(naam: str, maanden: int = 30) -> Kind:
    dag = timezone.localdate()
    return KindFactory(
        voornaam=naam,
        achternaam="Bakker",
        geboortedatum=add_maanden(dag, -maanden),
        ingeschreven_op=dag,
    )


def _namen(antwoord: Any) -> list[str]:
    return [kind.voornaam for kind in antwoord.context["pagina"]]


@pytest.mark.parametrize("rol", Rol)
def test_only_roles_with_the_right_open_the_list(inloggen: Inloggen, rol: Rol) -> None:
    antwoord = inloggen(GebruikerFactory(rol=rol)).get(URL)
    assert antwoord.status_code == (200 if Recht.KIND_VIEW in RECHTEN[rol] else 403)


def test_an_empty_list_says_what_to_do_next(jgz: Client) -> None:
    assert "Begin met het inschrijven van een kind" in jgz.get(URL).content.decode()


def test_children_of_another_municipality_are_not_listed(jgz: Client) -> None:
    _kind("Noor")
    KindFactory(gemeente=GemeenteFactory(code="0226"))
    assert _namen(jgz.get(URL)) == ["Noor"]


def test_a_houder_sees_the_children_referred_to_it_until_they_decline(inloggen: Inloggen) -> None:
    medewerker = GebruikerFactory(rol=Rol.HOUDER_MEDEWERKER)
    dag = timezone.localdate()
    ToeleidingFactory(kind=_kind("Noor"), houder=medewerker.organisatie)
    ToeleidingFactory(kind=_kind("Sem"), houder=OrganisatieFactory())
    ToeleidingFactory(
        kind=_kind("Lou"),
        houder=medewerker.organisatie,
        status="geen-deelname",
        reden="elders",
        afgerond_op=dag,
        afgerond_door=medewerker,
    )
    assert _namen(inloggen(medewerker).get(URL)) == ["Noor"]


def test_a_houder_does_not_read_about_referrals_to_another_houder(inloggen: Inloggen) -> None:
    medewerker = GebruikerFactory(rol=Rol.HOUDER_MEDEWERKER)
    kind = _kind("Noor")
    ToeleidingFactory(kind=kind, houder=medewerker.organisatie)
    ToeleidingFactory(kind=kind, houder=OrganisatieFactory(naam="De Concurrent"))
    client = inloggen(medewerker)
    assert "De Concurrent" not in client.get(URL).content.decode()
    assert "De Concurrent" not in client.get(f"{URL}{kind.pk}/").content.decode()


def test_a_search_by_name_goes_on_as_an_address(jgz: Client) -> None:
    _kind("Noor")
    _kind("Sem")
    antwoord = jgz.post(f"{URL}zoeken/", {"zoek": "noor bakk", "filter": ""}, follow=True)
    assert antwoord.redirect_chain == [("/kinderen/?zoek=noor+bakk", 302)]
    assert _namen(antwoord) == ["Noor"]


def test_a_child_is_found_by_its_pseudoniem(jgz: Client) -> None:
    kind = _kind("Noor")
    _kind("Sem")
    assert _namen(jgz.get(URL, {"zoek": kind.pseudoniem.lower()})) == ["Noor"]


def test_a_search_by_bsn_opens_the_child_without_the_bsn_in_the_address(jgz: Client) -> None:
    kind = _kind("Noor")
    kind.set_bsn(BSN)
    kind.save()
    antwoord = jgz.post(f"{URL}zoeken/", {"zoek": "1234.56.782"})
    assert antwoord.headers["Location"] == f"/kinderen/{kind.pk}/"
    assert AuditRegel.objects.get(handeling="kind.bsn_search").details == {"gevonden": True}


def test_a_bsn_beside_a_name_does_not_come_in_the_address_either(jgz: Client) -> None:
    antwoord = jgz.post("/kinderen/zoeken/", {"zoek": "Jansen 123456782"})
    assert antwoord.status_code == 302
    assert "123456782" not in antwoord["Location"]


def test_an_unknown_bsn_says_what_to_do(jgz: Client) -> None:
    antwoord = jgz.post(f"{URL}zoeken/", {"zoek": BSN}, follow=True)
    assert "Er is in Putten geen kind met dit BSN" in antwoord.content.decode()
    assert BSN not in antwoord.content.decode()


def test_a_role_that_may_not_see_a_bsn_cannot_search_by_it(inloggen: Inloggen) -> None:
    kind = _kind("Noor")
    kind.set_bsn(BSN)
    kind.save()
    auditor = inloggen(GebruikerFactory(rol=Rol.AUDITOR))
    antwoord = auditor.post(f"{URL}zoeken/", {"zoek": BSN}, follow=True)
    assert "kunt u niet op BSN zoeken" in antwoord.content.decode()


def test_the_filter_shows_children_with_a_valid_indicatie(jgz: Client) -> None:
    dag = timezone.localdate()
    IndicatieFactory(kind=_kind("Noor"), geldig_van=dag, geldig_tot_en_met=dag)
    IndicatieFactory(kind=_kind("Sem"), geldig_van=dag - timedelta(9), geldig_tot_en_met=dag - timedelta(1))
    _kind("Lou")
    assert _namen(jgz.get(URL, {"filter": "geldig"})) == ["Noor"]
    assert _namen(jgz.get(URL, {"filter": "zonder"})) == ["Lou"]


def test_an_indicatie_expires_within_60_days_unless_a_next_one_follows(jgz: Client) -> None:
    dag = timezone.localdate()
    for naam, dagen in (("Noor", 60), ("Sem", 61), ("Lou", 0)):
        IndicatieFactory(kind=_kind(naam), geldig_van=dag, geldig_tot_en_met=dag + timedelta(dagen))
    verlengd = _kind("Mia")
    IndicatieFactory(kind=verlengd, geldig_van=dag, geldig_tot_en_met=dag + timedelta(5))
    IndicatieFactory(kind=verlengd, geldig_van=dag + timedelta(6), geldig_tot_en_met=dag + timedelta(100))
    assert _namen(jgz.get(URL, {"filter": "verloopt"})) == ["Lou", "Noor"]


def test_a_child_is_silent_after_six_weeks_without_an_outcome(jgz: Client, gebruiker: Gebruiker) -> None:
    dag = timezone.localdate()
    ToeleidingFactory(kind=_kind("Noor"), verwezen_op=dag - timedelta(43))
    ToeleidingFactory(kind=_kind("Sem"), verwezen_op=dag - timedelta(42))
    ToeleidingFactory(
        kind=_kind("Lou"),
        verwezen_op=dag - timedelta(90),
        status="geplaatst",
        afgerond_op=dag,
        afgerond_door=gebruiker,
    )
    assert _namen(jgz.get(URL, {"filter": "stil"})) == ["Noor"]
    assert _namen(jgz.get(URL, {"filter": "verwezen"})) == ["Noor", "Sem"]


def test_a_child_must_be_referred_when_it_never_was_or_when_there_was_no_room(
    jgz: Client, gebruiker: Gebruiker
) -> None:
    dag = timezone.localdate()
    nooit, vol, wil_niet, verwezen = (_kind(naam) for naam in ("Anna", "Bram", "Cato", "Daan"))
    for kind in (nooit, vol, wil_niet, verwezen):
        IndicatieFactory(kind=kind, geldig_van=dag, geldig_tot_en_met=dag)
    klaar = {"status": "geen-deelname", "afgerond_op": dag, "afgerond_door": gebruiker}
    ToeleidingFactory(kind=vol, reden="geen-plaats", **klaar)
    ToeleidingFactory(kind=wil_niet, reden="niet-gewenst", **klaar)
    ToeleidingFactory(kind=verwezen)
    assert _namen(jgz.get(URL, {"filter": "te-verwijzen"})) == ["Anna", "Bram"]


def test_children_from_18_up_to_30_months_without_indicatie_are_due_for_an_invitation(jgz: Client) -> None:
    dag = timezone.localdate()
    for naam, maanden in (("Anna", 17), ("Bram", 18), ("Cato", 29), ("Daan", 30)):
        _kind(naam, maanden)
    IndicatieFactory(kind=_kind("Evi", 20), geldig_van=dag, geldig_tot_en_met=dag)
    assert _namen(jgz.get(URL, {"filter": "18-maanden"})) == ["Cato", "Bram"]


def test_a_child_leaves_the_peuters_on_its_fourth_birthday(jgz: Client) -> None:
    _kind("Anna", 48)
    _kind("Bram", 47)
    assert _namen(jgz.get(URL, {"filter": "peuters"})) == ["Bram"]


def test_the_list_has_pages_of_fifty(jgz: Client) -> None:
    KindFactory.create_batch(51)
    assert len(jgz.get(URL).context["pagina"]) == 50
    assert len(jgz.get(URL, {"pagina": "2"}).context["pagina"]) == 1


def test_more_children_do_not_take_more_queries(jgz: Client) -> None:
    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            jgz.get(URL)
        return len(queries)

    ToeleidingFactory(kind=IndicatieFactory().kind)
    count()  # the first line of the record makes its chain
    een = count()
    for _ in range(5):
        ToeleidingFactory(kind=IndicatieFactory().kind)
    assert count() == een <= 17  # five of them for the line in the record
