"""The auditor reads grounds under a pseudoniem (art. 23a UAVG): no page, file or search shows it a name."""

import pytest
from django.test import Client
from django.urls import reverse

from organisaties.rechten import RECHTEN, Recht, Rol
from tests.architectuur.rondgang import Rondgang, langs
from tests.architectuur.wereld import Functie, make_gebruiker, make_werelden


def test_the_auditor_is_the_one_who_sees_children_without_their_names() -> None:
    zonder = {
        rol for rol in Rol if {Recht.KIND_VIEW, Recht.KINDNAAM_VIEW} & RECHTEN[rol] == {Recht.KIND_VIEW}
    }
    assert zonder == {Rol.AUDITOR}


@langs([Functie(Rol.AUDITOR)])
def test_no_page_of_the_auditor_shows_the_name_of_a_child(rondgang: Rondgang) -> None:
    namen = (rondgang.wereld.geheim, rondgang.buur.geheim)
    met_naam = [bezoek.naam for bezoek in rondgang.bezoeken if any(naam in bezoek.tekst for naam in namen)]
    met_grond = {bezoek.pagina.naam for bezoek in rondgang.bezoeken if "criterium-" in bezoek.tekst}
    assert met_naam == []
    assert {"indicaties:kind_detail", "indicaties:besluit_detail"} <= met_grond


@pytest.mark.django_db
def test_the_auditor_does_not_find_a_child_by_its_name(client: Client) -> None:
    eigen, _, _ = make_werelden()
    client.force_login(make_gebruiker(Rol.AUDITOR, eigen))
    for lijst in ("indicaties:kind_list", "opvang:plaatsing_list"):
        adres = reverse(lijst)
        assert (
            eigen.pseudoniem not in client.get(adres, {"zoek": eigen.geheim, "toon": "alle"}).content.decode()
        )
    gevonden = client.get(reverse("indicaties:kind_list"), {"zoek": eigen.pseudoniem}).content.decode()
    assert reverse("indicaties:kind_detail", args=[eigen.ids["kind_id"]]) in gevonden
