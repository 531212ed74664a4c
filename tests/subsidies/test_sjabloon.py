"""The policy of another municipality as a start for one's own."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from organisaties.models import AuditRegel
from organisaties.rechten import Rol
from subsidies.models import Subsidieregeling
from subsidies.redactie.sjabloon import meegeleverd, start_from
from subsidies.rekenregels import load_regeling, run_voorbeelden
from subsidies.rekenregels.schrijven import bronnen
from subsidies.rekenregels.toml import as_toml
from tests.subsidies.administratie import Administratie

Inloggen = Callable[..., Client]
URL = reverse("subsidies:regeling_start")


@pytest.mark.parametrize("naam", sorted(meegeleverd()))
def test_every_shipped_policy_is_a_valid_start_that_computes_the_same(naam: str) -> None:
    voorbeeld = meegeleverd()[naam]
    begin = start_from(voorbeeld, naam="Duiven 2027", gemeente="Duiven", code="0226")
    gelezen = load_regeling(as_toml(begin))
    assert gelezen.sha256 == begin.sha256
    assert [u.klopt for u in run_voorbeelden(gelezen)] == [u.klopt for u in run_voorbeelden(voorbeeld)]


def test_every_value_of_another_council_is_an_assumption_with_its_origin() -> None:
    begin = start_from(meegeleverd()["putten-2025"], naam="Duiven 2027", gemeente="Duiven", code="0226")
    eigen = [
        regel
        for regel in bronnen(begin)
        if not regel.pad.startswith(("max_uurprijs", "bijdragetabel.versies"))
    ]
    teksten = [regel for regel in eigen if regel.pad != "uren"]
    assert teksten
    assert all(
        regel.bron.startswith("aanname: overgenomen uit Putten 2025, gemeente Putten (") for regel in teksten
    )
    assert not any(regel.artikel for regel in teksten)


def test_national_tables_keep_their_source_and_foreign_children_stay_behind() -> None:
    voorbeeld = meegeleverd()["duiven-2020"]
    begin = start_from(voorbeeld, naam="Putten 2020", gemeente="Putten", code="0273")
    assert begin.max_uurprijs == voorbeeld.max_uurprijs
    assert begin.bijdragetabel.versies == voorbeeld.bijdragetabel.versies
    assert begin.populatie is None


@pytest.fixture
def leeg(db: None) -> Administratie:
    return Administratie(regeling_naam=None)


def test_a_start_becomes_a_concept_of_the_own_municipality(leeg: Administratie, inloggen: Inloggen) -> None:
    antwoord = inloggen(leeg.beleid).post(URL, {"voorbeeld": "putten-2025", "naam": "Duiven 2027"})
    concept = Subsidieregeling.objects.get()
    assert antwoord["Location"] == reverse("subsidies:hoofdstuk_edit", args=[concept.pk, "regeling"])
    assert (str(concept), concept.status, concept.gemeente) == (
        "Duiven 2027 (versie 1)",
        "concept",
        leeg.gemeente,
    )
    assert AuditRegel.objects.filter(handeling="regeling.import", object_id=str(concept.pk)).exists()


def test_a_start_without_a_choice_is_refused(leeg: Administratie, inloggen: Inloggen) -> None:
    antwoord = inloggen(leeg.beleid).post(URL, {"voorbeeld": "", "naam": ""})
    assert antwoord.status_code == 422
    assert not Subsidieregeling.objects.exists()


def test_only_who_may_write_policies_starts_one(leeg: Administratie, inloggen: Inloggen) -> None:
    assert inloggen(leeg.beleid).get(URL).status_code == 200
    assert inloggen(leeg.budgethouder).get(URL).status_code == 403
    assert inloggen(leeg.gebruiker(Rol.HOUDER_BEHEERDER)).get(URL).status_code == 403
