"""The page of the national tables."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from rekenregels import load_regeling
from subsidies.models import Subsidieregeling
from subsidies.regelingen.actions import import_regeling
from subsidies.regelingen.redactie.sjabloon import meegeleverd, next_period, start_from
from subsidies.regelingen.tabellen import make_normgat
from tests.subsidies.administratie import NU, Administratie, regeling_text

Inloggen = Callable[..., Client]


@pytest.fixture
def leeg(db: None) -> Administratie:
    return Administratie(regeling_naam=None)


def test_the_page_shows_each_table_with_its_source_and_its_gaps(
    leeg: Administratie, inloggen: Inloggen
) -> None:
    pagina = (
        inloggen(leeg.beleid)
        .get(reverse("subsidies:landelijke_tabellen"))
        .content.decode()
        .replace("\u00a0", " ")
    )
    for deel in (
        "VNG-adviestabel 2024 (vng-2024)",
        "Status: gelezen bij de overheid. Bron: oudewater.nl en opsterland.nl; klasse 6 en 7 onbekend.",
        "Boven een inkomen van € 92.434 zijn de bedragen niet bekend.",
        "€ 64.306 t/m € 92.434",
        "€ 138.421 en meer",
        "Deze bedragen ontbreken: vanaf 01-01-2019, 01-07-2019",
        "€ 1.345,45",
        "1 januari 2026",
        "€ 11,23",
        "niet bekend",
    ):
        assert deel in pagina, deel


def test_the_norms_that_are_missing_are_told_until_today() -> None:
    assert make_normgat(date(2025, 12, 31)).endswith("01-01-2022 en 01-07-2022.")
    assert make_normgat(date(2026, 11, 27)).endswith("01-07-2022, 01-01-2026 en 01-07-2026.")


def test_a_policy_starts_from_another_with_its_added_classes_as_an_assumption() -> None:
    regeling = start_from(meegeleverd()["veenendaal-2024"], naam="N", gemeente="G", code="0226")
    assert regeling.bijdragetabel is not None
    [versie] = regeling.bijdragetabel.versies
    assert versie.bron == "VNG-adviestabel 2024"
    assert versie.aanvulling is not None
    assert versie.aanvulling.bron.startswith(
        "aanname: overgenomen uit Veenendaal 2024, gemeente Veenendaal (klasse 6 en 7"
    )


def test_the_next_year_leaves_the_added_classes_behind() -> None:
    volgende = next_period(meegeleverd()["veenendaal-2024"])
    assert volgende.bijdragetabel is not None
    [versie] = volgende.bijdragetabel.versies
    assert (versie.tabel, versie.aanvulling, len(versie.rijen)) == ("vng-2025", None, 7)


def test_a_policy_on_a_table_with_gaps_is_refused_on_the_page(
    leeg: Administratie, inloggen: Inloggen
) -> None:
    tekst = regeling_text("duiven-2020").replace('tabel = "vng-2020"', 'tabel = "vng-2024"')
    pagina = (
        inloggen(leeg.beleid).post(reverse("subsidies:regeling_create"), {"tekst": tekst}).content.decode()
    )
    assert "regel 71, teken 1: bijdragetabel.versies[1].tabel: vng-2024 houdt op bij klasse 5" in pagina
    assert not Subsidieregeling.objects.exists()


def test_a_policy_with_classes_of_its_own_is_kept_with_their_source(leeg: Administratie) -> None:
    tekst = regeling_text("duiven-2020").replace(
        'tabel = "vng-2020"\nbron = "VNG-adviestabel 2020 (afgeleid uit de tarieven van twee aanbieders)"\n',
        'tabel = "vng-2024"\nbron = "VNG"\n[bijdragetabel.versies.aanvulling]\nbron = "bijlage 2"\n'
        'rijen = [{ tot_en_met = "geen", kind1 = 5.50, kind2 = 2.10 }]\n',
    )
    concept = import_regeling(tekst=tekst, door=leeg.beleid, op=NU)
    assert concept.document["bijdragetabel"]["versies"][0]["aanvulling"]["bron"] == "bijlage 2"
    assert load_regeling(concept.tekst).sha256 == concept.sha256
