"""The auditor reads grounds under a pseudoniem (art. 23a UAVG): no page, file or search shows it a name."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from organisaties.rechten import RECHTEN, Recht, Rol
from tests.architectuur.test_auditplicht import pages_of, undone
from tests.architectuur.wereld import Functie, make_gebruiker, make_werelden, text_of

pytestmark = pytest.mark.django_db
AUDITOR = Functie(Rol.AUDITOR)


def test_the_auditor_is_the_one_who_sees_children_without_their_names() -> None:
    zonder = {
        rol for rol in Rol if {Recht.KIND_VIEW, Recht.KINDNAAM_VIEW} & RECHTEN[rol] == {Recht.KIND_VIEW}
    }
    assert zonder == {Rol.AUDITOR}


def test_no_page_of_the_auditor_shows_the_name_of_a_child(client: Client) -> None:
    cache.clear()
    eigen, buur, _ = make_werelden()
    client.force_login(make_gebruiker(Rol.AUDITOR, eigen))
    met_naam, met_grond = [], []
    for pagina in pages_of(AUDITOR):
        for methode in ("get", "post"):
            with undone():
                antwoord = getattr(client, methode)(reverse(pagina.naam, kwargs=eigen.kwargs(pagina)))
            tekst = text_of(antwoord)
            if eigen.geheim in tekst or buur.geheim in tekst:
                met_naam.append(pagina.naam)
            if "criterium-" in tekst:
                met_grond.append(pagina.naam)
    assert met_naam == []
    assert {"indicaties:kind_detail", "indicaties:besluit_detail"} <= set(met_grond)


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
