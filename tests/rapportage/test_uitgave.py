"""The edition to share tells of no group under five children; the money that the law asks stays to the cent."""

import io
import re
from datetime import date
from typing import Any

import pypdf
import pytest
from django.urls import reverse

from lib.kleine_groepen import TOELICHTING
from organisaties.models import AuditRegel
from organisaties.rechten import Rol
from rapportage.rapport import Bereik, Telling
from rapportage.uitgave import show_bereik, show_tellingen
from rapportage.verslag import make_verslag
from tests.factories import GebruikerFactory, GemeenteFactory, IndicatieFactory, KindFactory
from tests.rapportage.administratie import Administratie, Regel
from tests.rapportage.voorbeeld import make_rapport

DAG = date(2025, 3, 31)


def rows(*kinderen: int, volledig: bool = False) -> list[str]:
    regels = [Telling(f"Groep {n}", n, n * 64000, n * 628800) for n in kinderen]
    return [
        f"{r.kinderen} {r.uren} {r.bedrag}".replace("\u00a0", "")
        for r in show_tellingen(regels, volledig=volledig)
    ]


def test_a_small_group_loses_its_hours_and_money_and_so_does_the_next() -> None:
    assert rows(3, 7, 20) == [
        "verborgen verborgen verborgen",
        "verborgen verborgen verborgen",
        "20 12.800,00 €125.760,00",
    ]


def test_the_whole_edition_hides_nothing() -> None:
    assert rows(1, 7, volledig=True) == ["1 640,00 €6.288,00", "7 4.480,00 €44.016,00"]


def test_a_group_in_which_only_a_correction_was_booked_is_small_too() -> None:
    regels = [Telling("Correctie", 0, -64000, -628800), Telling("Groot", 9, 1, 1), Telling("Meer", 90, 1, 1)]
    assert next(regel.bedrag for regel in show_tellingen(regels, volledig=False)) == "verborgen"


def reach(ve: int, elders: int, zonder_ve: int, *, redenen: tuple[int, ...], onbekend: int) -> dict[str, Any]:
    namen = ("Te duur", "Verhuisd")
    stand = Bereik(DAG, ve, elders, zonder_ve, tuple(zip(namen, redenen, strict=False)), onbekend)
    (peil,) = show_bereik([stand], volledig=False)
    velden = ("ve_in_gemeente", "ve_elders", "zonder_ve", "bereikt", "niet", "onbekend", "totaal")
    cellen = {veld: getattr(peil, veld) for veld in velden}
    percentage = peil.percentage.replace("\u00a0", " ")
    return {**cellen, "percentage": percentage, "redenen": dict(peil.redenen)}


def test_putten_shows_its_reach_and_hides_what_it_is_made_of() -> None:
    # 24 + 2 + 0 reached, 2 not and 3 unknown.
    assert reach(24, 2, 0, redenen=(1, 1), onbekend=3) == {
        "ve_in_gemeente": "verborgen",
        "ve_elders": "verborgen",
        "zonder_ve": "0",
        "bereikt": "26",
        "niet": "verborgen",
        "onbekend": "verborgen",
        "totaal": "31",
        "percentage": "83,9 %",
        "redenen": {},
    }


def test_when_one_child_is_not_reached_the_percentage_would_tell_it() -> None:
    cellen = reach(24, 6, 0, redenen=(1,), onbekend=0)
    assert [cellen[naam] for naam in ("bereikt", "niet", "onbekend", "totaal", "percentage")] == [
        "verborgen",
        "verborgen",
        "0",
        "31",
        "verborgen",
    ]
    assert (cellen["ve_in_gemeente"], cellen["ve_elders"]) == ("verborgen", "verborgen")


def test_large_groups_are_shown_with_their_reasons() -> None:
    cellen = reach(20, 9, 6, redenen=(8, 5), onbekend=12)
    assert "verborgen" not in cellen.values()
    assert cellen["redenen"] == {"Te duur": "8", "Verhuisd": "5"}


def test_which_reasons_are_hidden_is_not_told() -> None:
    assert reach(20, 9, 6, redenen=(8, 2), onbekend=12)["redenen"] == {"Andere redenen": "verborgen"}


def test_the_document_to_share_has_sisa_to_the_cent_and_no_line_of_a_child() -> None:
    _, pdf = make_verslag(make_rapport(3), volledig=False)
    tekst = re.sub(r"\s+", " ", " ".join(b.extract_text() for b in pypdf.PdfReader(io.BytesIO(pdf)).pages))
    assert re.search(r"K0000\d{3}", tekst) is None
    assert "Bijlage: subsidie per kind" not in tekst
    assert "Zonder kleine groepen en zonder bestand per kind" in tekst
    assert "Voor minder dan 5 kinderen is subsidie betaald." in tekst
    assert "18.864,00" in tekst  # D8/01: what three children cost
    assert "640,00" not in tekst  # the hours of one
    assert "Kinderen met subsidie verborgen 20 verborgen" in tekst
    assert not pypdf.PdfReader(io.BytesIO(pdf)).attachments


# --- the tables of the monitor as a file


@pytest.fixture
def gemeente() -> Any:
    """Seven children in 2025 at two providers, five and two; an indicatie for each, and € 1,00 for each."""
    gemeente = GemeenteFactory.create(code="0226", naam="Duiven")
    boeken = Administratie(gemeente)
    jgz = GebruikerFactory.create(rol=Rol.JGZ_MEDEWERKER, gemeente=gemeente)
    for aantal in (5, 2):
        eerste = boeken.place()
        plaatsingen = [eerste, *(boeken.place(eerste.locatie) for _ in range(aantal - 1))]
        boeken.book(1, *(Regel(plaatsing, "10", 1_00) for plaatsing in plaatsingen))
        for plaatsing in plaatsingen:
            IndicatieFactory(
                kind=plaatsing.kind,
                afgegeven_door=jgz,
                geldig_van=date(2025, 1, 1),
                geldig_tot_en_met=date(2025, 12, 31),
            )
    IndicatieFactory(
        kind=KindFactory(gemeente=gemeente),
        afgegeven_door=jgz,
        geldig_van=date(2025, 1, 1),
        geldig_tot_en_met=date(2025, 12, 31),
    )
    return gemeente


def download(client: Any, tabel: str) -> list[str]:
    antwoord = client.get(reverse("rapportage:monitor_csv", args=[tabel]), {"jaar": "2025"})
    assert antwoord["Content-Disposition"] == f'attachment; filename="monitor-2025-{tabel}.csv"'
    regels: list[str] = antwoord.content.decode("utf-8-sig").splitlines()
    return regels


@pytest.mark.django_db
def test_the_beleidsmedewerker_takes_the_table_without_small_groups(inloggen: Any, gemeente: Any) -> None:
    client = inloggen(GebruikerFactory(rol=Rol.BELEIDSMEDEWERKER, gemeente=gemeente))
    aanbieders = download(client, "aanbieders")
    assert {regel.split(";", 1)[1] for regel in aanbieders[1:3]} == {"verborgen;verborgen;verborgen"}
    assert aanbieders[3:] == [f"Toelichting;{TOELICHTING}"]
    assert download(client, "bereik")[4:9] == [
        "Bereikt;verborgen;verborgen;verborgen;verborgen",
        "Niet bereikt;0;0;0;0",
        "Onbekend;verborgen;verborgen;verborgen;verborgen",
        "Totaal;8;8;8;8",
        "Bereik (bereikt van totaal);verborgen;verborgen;verborgen;verborgen",
    ]


@pytest.mark.django_db
def test_the_budgethouder_takes_the_table_as_it_is(inloggen: Any, gemeente: Any) -> None:
    client = inloggen(GebruikerFactory(rol=Rol.BUDGETHOUDER, gemeente=gemeente))
    assert sorted(regel.split(";", 1)[1] for regel in download(client, "aanbieders")[1:]) == [
        "2;20,00;2,00",
        "5;50,00;5,00",
    ]
    assert download(client, "bereik")[4:] == [
        "Bereikt;7;7;7;7",
        "Niet bereikt;0;0;0;0",
        "Onbekend;1;1;1;1",
        "Totaal;8;8;8;8",
        "Bereik (bereikt van totaal);87,5 %;87,5 %;87,5 %;87,5 %",
    ]


@pytest.mark.django_db
def test_money_of_the_municipality_is_the_same_for_both_and_a_download_is_on_record(
    inloggen: Any, gemeente: Any
) -> None:
    for rol in (Rol.BELEIDSMEDEWERKER, Rol.BUDGETHOUDER):
        client = inloggen(GebruikerFactory(rol=rol, gemeente=gemeente))
        assert download(client, "saldo")[1:] == [
            "Stand op 1 januari;0,00",
            "Ontvangen;0,00",
            "Besteed;7,00",
            "Terugbetaald;0,00",
            "Stand op 31 december;-7,00",
        ]
        assert download(client, "budget")[-1] == "Totaal;0,00;7,00;-7,00"
    regels = AuditRegel.objects.filter(handeling="monitor.export").order_by("pk")
    assert [(r.details["tabel"], r.details["volledig"]) for r in regels] == [
        ("saldo", False),
        ("budget", False),
        ("saldo", True),
        ("budget", True),
    ]
