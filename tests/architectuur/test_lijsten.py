"""A list shows exactly those whose own page opens: it is filtered by the same rule."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from indicaties.models import Indicatie, Kind, Toeleiding
from opvang.models import Groepsindeling, Overdracht, Plaatsing, Resultaatmeting, Urendeclaratie
from organisaties.models import Gebruiker
from organisaties.rechten import Recht
from organisaties.rijbeveiliging import ALLES, Rijbereik, bereik_van, rijbereik
from subsidies.models import Bankrekening, Berekening, Betaalrun, Betaalverplichting, Betaling
from tests.architectuur.wereld import FUNCTIES, Functie, Wereld, make_gebruiker, make_werelden, paginas

pytestmark = pytest.mark.django_db

KWARTALEN = ["tijdvak=2020-1", "tijdvak=2020-2"]
# list, its filters that together show all, page of one, name of its id
LIJSTEN = [
    ("brieven:brief_list", [""], "brieven:brief_detail", "brief_id"),
    ("opvang:bijeenkomst_list", [""], "opvang:bijeenkomst_detail", "bijeenkomst_id"),
    ("opvang:overname_list", [""], "opvang:overname_detail", "overname_id"),
    ("indicaties:kind_list", [""], "indicaties:kind_detail", "kind_id"),
    ("opvang:plaatsing_list", ["toon=alle"], "opvang:plaatsing_detail", "plaatsing_id"),
    ("opvang:locatie_list", [""], "opvang:locatie_detail", "locatie_id"),
    ("opvang:declaratie_list", [""], "opvang:declaratie_detail", "declaratie_id"),
    ("opvang:overdracht_list", ["toon=alle"], "opvang:overdracht_detail", "overdracht_id"),
    ("opvang:ontvangen_list", [""], "opvang:ontvangen_detail", "overdracht_id"),
    ("subsidies:declaratie_list", KWARTALEN, "subsidies:declaratie_detail", "declaratie_id"),
    ("subsidies:berekening_list", KWARTALEN, "subsidies:berekening_detail", "berekening_id"),
    (
        "subsidies:locatiegeld_list",
        ["jaar=2019", "jaar=2018"],
        "subsidies:locatiegeld_detail",
        "locatieberekening_id",
    ),
    ("subsidies:regeling_list", [""], "subsidies:regeling_detail", "regeling_id"),
    ("subsidies:rekening_list", [""], "subsidies:rekening_detail", "rekening_id"),
    ("subsidies:run_list", [""], "subsidies:run_detail", "run_id"),
    (
        "subsidies:subsidiejaar_list",
        ["", "jaar=2020"],
        "subsidies:subsidiejaar_detail",
        "dossier_id",
    ),
    ("subsidies:factuur_list", ["jaar=2025"], "subsidies:factuur_detail", "factuur_id"),
    ("subsidies:kolommen", [""], "subsidies:kolommen_detail", "stand_id"),
    ("rapportage:controle", ["jaar=2025"], "rapportage:trekking_detail", "trekking_id"),
    ("rapportage:verantwoording_list", [""], "rapportage:verantwoording_detail", "verantwoording_id"),
    ("rapportage:periodieke_verslagen", [""], "rapportage:periodiek_detail", "verslag_id"),
    ("organisaties:gebruiker_list", [""], "organisaties:gebruiker_detail", "gebruiker_id"),
    ("organisaties:gemeente_list", [""], "organisaties:gemeente_detail", "gemeente_id"),
    ("organisaties:ronde_list", [""], "organisaties:ronde_detail", "ronde_id"),
    ("organisaties:organisatie_list", [""], "organisaties:organisatie_change", "organisatie_id"),
]
RECHT = {pagina.naam: getattr(pagina.view, "recht", None) for pagina in paginas()}


def test_a_list_holds_exactly_what_opens() -> None:
    eigen, *andere = make_werelden()
    werelden = [eigen, Wereld(eigen.boeken, naast=eigen), *andere]
    for functie in FUNCTIES:
        client = Client()
        client.force_login(make_gebruiker(functie.rol, eigen, functie.op_locatie))
        _compare(client, functie, werelden)


def _compare(client: Client, functie: Functie, werelden: list[Wereld]) -> None:
    for lijst, filters, detail, sleutel in LIJSTEN:
        if RECHT[lijst] not in functie.rechten or client.get(reverse(lijst)).status_code == 302:
            continue  # not for this role, or it has a list in its own room
        alle = [wereld.ids[sleutel] for wereld in werelden]
        getoond = set().union(*(_shown(client, f"{reverse(lijst)}?{f}", detail) for f in filters)) & set(alle)
        opent = {pk for pk in alle if _opens(client, reverse(detail, args=[pk]))}
        assert (functie, lijst, getoond) == (functie, lijst, opent)


# What a reader of these rows has the right to; the rows of Kind, Indicatie and Toeleiding go together.
MODELLEN: list[tuple[Any, Recht]] = [
    (Kind, Recht.KIND_VIEW),
    (Indicatie, Recht.KIND_VIEW),
    (Toeleiding, Recht.KIND_VIEW),
    (Plaatsing, Recht.PLAATSING_VIEW),
    (Urendeclaratie, Recht.DECLARATIE_VIEW),
    (Groepsindeling, Recht.PLAATSING_VIEW),
    (Resultaatmeting, Recht.RESULTAAT_MANAGE),
    (Overdracht, Recht.OVERDRACHT_MAKE),
    (Overdracht, Recht.OVERDRACHT_VIEW),
    (Overdracht, Recht.OVERDRACHT_READ),
    (Berekening, Recht.BEREKENING_VIEW),
    (Betaalverplichting, Recht.BETALING_VIEW),
    (Betaling, Recht.BETALING_VIEW),
    (Bankrekening, Recht.BETALING_VIEW),
    (Betaalrun, Recht.BETAALRUN_VIEW),
]


def test_the_filter_of_the_site_is_as_narrow_as_the_database() -> None:
    """With row-level security out of the way `for_gebruiker()` gives the same rows, to the role at one location too."""
    eigen, _, _ = make_werelden()
    Wereld(eigen.boeken, naast=eigen)

    def rows_of(model: Any, gebruiker: Gebruiker, bereik: Rijbereik) -> set[int]:
        with rijbereik(bereik):
            return set(model.objects.for_gebruiker(gebruiker).values_list("pk", flat=True))

    for functie in FUNCTIES:
        gebruiker = make_gebruiker(functie.rol, eigen, functie.op_locatie)
        for model in (model for model, recht in MODELLEN if recht in functie.rechten):
            beide = rows_of(model, gebruiker, bereik_van(gebruiker))
            assert (functie, model, rows_of(model, gebruiker, ALLES)) == (functie, model, beide)
            assert beide


def _opens(client: Client, adres: str) -> bool:
    return bool(client.get(adres, follow=True).status_code == 200)


def _shown(client: Client, adres: str, detail: str) -> set[int]:
    patroon = re.escape(reverse(detail, args=[987654321])).replace("987654321", r"(\d+)")
    pagina: Any = client.get(adres, follow=True)
    return {int(pk) for pk in re.findall(f'href="{patroon}"', pagina.content.decode())}
