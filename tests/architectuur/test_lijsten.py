"""A list shows exactly those whose own page opens: it is filtered by the same rule."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from organisaties.rechten import RECHTEN, Rol
from tests.architectuur.wereld import make_gebruiker, make_werelden, paginas

pytestmark = pytest.mark.django_db

# list, its filter that shows all, page of one, name of its id
LIJSTEN = [
    ("indicaties:kind_list", "", "indicaties:kind_detail", "kind_id"),
    ("opvang:plaatsing_list", "toon=alle", "opvang:plaatsing_detail", "plaatsing_id"),
    ("opvang:locatie_list", "", "opvang:locatie_detail", "locatie_id"),
    ("opvang:declaratie_list", "", "opvang:declaratie_detail", "declaratie_id"),
    ("subsidies:declaratie_list", "jaar=2020", "subsidies:declaratie_detail", "declaratie_id"),
    ("subsidies:berekening_list", "jaar=2020", "subsidies:berekening_detail", "berekening_id"),
    ("subsidies:regeling_list", "", "subsidies:regeling_detail", "regeling_id"),
    ("rapportage:verantwoording_list", "", "rapportage:verantwoording_detail", "verantwoording_id"),
    ("organisaties:gebruiker_list", "", "organisaties:gebruiker_detail", "gebruiker_id"),
]
RECHT = {pagina.naam: getattr(pagina.view, "recht", None) for pagina in paginas()}


@pytest.mark.parametrize("rol", list(Rol))
def test_a_list_holds_exactly_what_opens(rol: Rol, client: Client) -> None:
    werelden = make_werelden()
    client.force_login(make_gebruiker(rol, werelden[0]))
    for lijst, filter_, detail, sleutel in LIJSTEN:
        if RECHT[lijst] not in RECHTEN[rol] or client.get(reverse(lijst)).status_code == 302:
            continue  # not for this role, or it has a list in its own room
        alle = [wereld.ids[sleutel] for wereld in werelden]
        getoond = _shown(client, f"{reverse(lijst)}?{filter_}", detail) & set(alle)
        opent = {pk for pk in alle if _opens(client, reverse(detail, args=[pk]))}
        assert (lijst, getoond) == (lijst, opent)


def _opens(client: Client, adres: str) -> bool:
    return bool(client.get(adres, follow=True).status_code == 200)


def _shown(client: Client, adres: str, detail: str) -> set[int]:
    patroon = re.escape(reverse(detail, args=[987654321])).replace("987654321", r"(\d+)")
    pagina: Any = client.get(adres, follow=True)
    return {int(pk) for pk in re.findall(f'href="{patroon}"', pagina.content.decode())}
