"""What the municipality is told of results: per domain, location and year, and nothing from which a small group shows."""

import re
from datetime import date
from itertools import combinations
from random import Random
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from lib.kleine_groepen import VERBORGEN, is_small
from organisaties.models import AuditRegel, Gebruiker
from organisaties.rechten import Rol
from rapportage.beleid.maten import MATEN, Peilmoment
from rapportage.resultaten.bestand import write_resultaten
from rapportage.resultaten.hoofdstuk import HOOFDSTUK, miss_resultaten, show_hoofdstuk
from rapportage.resultaten.lezen import Halfjaar, read_halfjaren, read_tellingen
from rapportage.resultaten.tabel import (
    SAMEN,
    Telling,
    make_resultaten,
    read_verloop,
    split_rijen,
)
from tests.factories import (
    GebruikerFactory,
    IndicatieFactory,
    KindFactory,
    LocatieFactory,
    PlaatsingFactory,
    ResultaatmetingFactory,
)

NAMEN = {1: "Ark", 2: "Boot", 3: "Coupé"}


def _tel(locatie: int, start: str, eind: str, kinderen: int, domein: str = "taal") -> Telling:
    return Telling(locatie, 2025, domein, start, eind, kinderen)


# -- pure ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "eind", "groei"),
    [
        ("", "voor", "onbekend"),
        ("extra", "verwacht", "vooruit"),
        ("verwacht", "verwacht", "gelijk"),
        ("voor", "extra", "achteruit"),
    ],
)
def test_growth_is_the_level_at_the_end_beside_that_at_the_start(start: str, eind: str, groei: str) -> None:
    assert _tel(1, start, eind, 1).groei == groei


def test_locations_with_small_cells_stand_together_and_the_others_apart() -> None:
    stand = make_resultaten(
        2025,
        [
            _tel(1, "extra", "verwacht", 3),
            _tel(2, "extra", "verwacht", 4),
            _tel(2, "extra", "extra", 5),
            _tel(3, "extra", "extra", 6),
            _tel(3, "extra", "verwacht", 6),
        ],
        NAMEN,
    )
    (tabel,) = stand.niveau
    assert [(rij.naam, rij.teksten, rij.samen) for rij in (*tabel.rijen, tabel.totaal)] == [
        ("Coupé", ("6", "6", "0"), "12"),
        (SAMEN, ("5", "7", "0"), "12"),
        ("Alle locaties", ("11", "13", "0"), "24"),
    ]
    assert tabel.share(1, 2) == (13, 24)
    assert [cijfer.delen for cijfer in read_verloop([stand])] == [("54,2\u00a0%", "", "", "")]


def test_a_total_with_a_small_cell_hides_it_with_another_and_tells_of_no_location() -> None:
    stand = make_resultaten(
        2025, [_tel(1, "", "voor", 2), _tel(2, "", "extra", 9), _tel(2, "", "verwacht", 6)], NAMEN
    )
    (tabel,) = stand.niveau
    assert (tabel.rijen, tabel.totaal.teksten) == ((), ("9", VERBORGEN, VERBORGEN))
    assert (tabel.share(1, 2), read_verloop([stand])[0].delen[0]) == ((0, 0), "")
    regels = write_resultaten(stand, "niveau").decode("utf-8-sig").splitlines()
    assert regels[:2] == [
        "Domein;Locatie;Extra hulp;Zoals verwacht;Verder;Kinderen",
        f"Taal;Alle locaties;9;{VERBORGEN};{VERBORGEN};17",
    ]
    klein = make_resultaten(2025, [_tel(1, "", "voor", 2)], NAMEN)
    assert klein.niveau[0].totaal.samen == VERBORGEN
    assert make_resultaten(2024, [_tel(1, "", "voor", 2)], NAMEN).is_leeg


def test_nothing_that_can_be_added_up_or_taken_off_is_a_small_group() -> None:
    """For every choice of told rows, over tables in one order: a sum or difference that is a group of locations is no
    small one. All that can be derived is such a sum, because every told row is whole."""
    random = Random(14)
    for _ in range(400):
        aantal = random.randint(1, 5)
        tabellen = [
            [(loc, tuple(random.choice((0, 0, 1, 3, 5, 6, 8)) for _ in range(3))) for loc in range(aantal)]
            for _ in range(2)
        ]
        for tabel in tabellen:
            samen, apart = split_rijen(tabel)
            assert samen + apart == tabel
            assert len(samen) != 1 or aantal == 1
            if not apart:
                continue  # only the total is told, as a row of its own (lib.kleine_groepen)
            groepen = [[rij] for _, rij in apart] + ([[rij for _, rij in samen]] if samen else [])
            for keer in range(1, len(groepen) + 1):
                for keuze in combinations(groepen, keer):
                    som = [sum(cel) for cel in zip(*(rij for groep in keuze for rij in groep), strict=True)]
                    assert not any(map(is_small, som))


def test_a_half_year_with_few_children_is_hidden() -> None:
    assert Halfjaar("1e halfjaar 2025", 20, 22).teksten == (VERBORGEN, VERBORGEN, "22")
    assert Halfjaar("1e halfjaar 2025", 20, 30).teksten == ("20", "10", "30")
    assert Halfjaar("1e halfjaar 2025", 0, 3).teksten == (VERBORGEN, VERBORGEN, VERBORGEN)


def test_the_chapter_of_the_report_tells_every_reader_the_same() -> None:
    stand = make_resultaten(2025, [_tel(3, "extra", "verwacht", 6), _tel(1, "", "voor", 7)], NAMEN)
    leeg = make_resultaten(2024, [], NAMEN)
    deel = show_hoofdstuk(stand, leeg, True)
    assert deel == show_hoofdstuk(stand, leeg, False)
    context = {"deel": deel, "rapport": {"jaar": 2025}}
    tekst = " ".join(re.sub(r"<[^>]+>", " ", render_to_string(HOOFDSTUK.sjabloon, context)).split())
    assert "Taal 0 6 7 13 Taal, Ark 0 0 7 7 Taal, Coupé 0 6 0 6" in tekst
    assert "Taal 6 0 0 7 13" in tekst
    assert "van jaar tot jaar" not in tekst
    niets = render_to_string(HOOFDSTUK.sjabloon, {"deel": show_hoofdstuk(leeg, leeg, True), "rapport": {}})
    assert "van geen vertrokken kind" in niets


# -- database --------------------------------------------------------------------------------------


def _child(gebruiker: Gebruiker, locatie: Any, start: str, eind: str) -> None:
    kind = KindFactory(gemeente=gebruiker.gemeente, geboortedatum=date(2021, 9, 1))
    PlaatsingFactory(kind=kind, locatie=locatie, einddatum=date(2025, 8, 31))
    IndicatieFactory(kind=kind, geldig_van=date(2024, 1, 1), geldig_tot_en_met=date(2025, 8, 31))
    if start:
        ResultaatmetingFactory(
            kind=kind, locatie=locatie, datum=date(2025, 2, 3), scores={"taal": ("x", start)}
        )
    ResultaatmetingFactory(
        kind=kind, locatie=locatie, datum=date(2025, 8, 20), moment="eind", scores={"taal": ("x", eind)}
    )


@pytest.mark.django_db
def test_the_page_the_file_and_the_target_of_an_agreement_tell_the_same(client: Client) -> None:
    beleid = GebruikerFactory(rol=Rol.BELEIDSMEDEWERKER)
    locatie = LocatieFactory(gemeente=beleid.gemeente, naam="Zandkasteel")
    for _ in range(5):
        _child(beleid, locatie, "extra", "extra")
        _child(beleid, locatie, "extra", "verwacht")
    assert [len(list(miss_resultaten(beleid.gemeente, jaar, date(2026, 2, 1)))) for jaar in (2025, 2024)] == [
        0,
        1,
    ]
    tellingen = read_tellingen(beleid.gemeente)
    assert [(t.start, t.eind, t.kinderen) for t in tellingen] == [
        ("extra", "extra", 5),
        ("extra", "verwacht", 5),
    ]
    client.force_login(beleid)
    pagina = " ".join(client.get(reverse("rapportage:resultaten") + "?jaar=2025").content.decode().split())
    assert "Zandkasteel" in pagina
    assert "50,0 %" in pagina
    csv = client.get(reverse("rapportage:resultaten_csv", args=["groei"]) + "?jaar=2025")
    assert "Taal;Zandkasteel;5;5;0;0;10" in csv.content.decode("utf-8-sig")
    assert AuditRegel.objects.latest("pk").handeling == "resultaten.export"
    dag = date(2025, 12, 31)
    metingen = {
        code: MATEN[code].meet(Peilmoment(beleid.gemeente, dag)) for code in ("niveau-taal", "groei-taal")
    }
    assert [(m.aantal, m.totaal) for m in metingen.values()] == [(5, 10), (10, 10)]
    assert MATEN["niveau-rekenen"].meet(Peilmoment(beleid.gemeente, dag)).totaal == 0
    halfjaren = read_halfjaren(beleid.gemeente, 2025, dag)
    assert [(h.gemeten, h.totaal) for h in halfjaren] == [(10, 10), (0, 0)]
    assert "Er zijn nog geen resultaten" in client.get(reverse("rapportage:resultaten")).content.decode()
