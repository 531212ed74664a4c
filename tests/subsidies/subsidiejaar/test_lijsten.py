"""Every list about subsidy as a file, what is promised beside the budget, and what keeps a year open."""

import csv
import io
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from organisaties.rechten import Rol
from subsidies.grootboek.afsluiten.beletselen import find_beletselen
from subsidies.grootboek.verplichtingen import verplicht_per_bron
from subsidies.subsidiejaar.actions.beschikking import prepare_beschikking
from tests.subsidies.administratie import Administratie
from tests.subsidies.subsidiejaar.test_putten import at, besluit, goedgekeurd, ingediend, putten, verleend

__all__ = ["putten"]
pytestmark = pytest.mark.django_db


def read(client: Client, naam: str, vorm: str = "csv", jaar: int = 2025) -> list[dict[str, str]]:
    antwoord: Any = client.get(reverse(f"subsidies:{naam}_export", args=[jaar, vorm]))
    assert antwoord.status_code == 200, naam
    tekst = b"".join(antwoord.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(tekst), delimiter=";"))


def test_the_lists_of_a_year_leave_as_files(client: Client, putten: Administratie) -> None:
    dossier = verleend(putten)
    som = goedgekeurd(putten, "208")
    client.force_login(putten.medewerker)
    [lijn] = read(client, "dossiers")
    assert (lijn["dossier"], lijn["ontvanger"], lijn["verleend"]) == (
        "S2025-001",
        putten.houder.naam,
        "70802,40",
    )
    assert lijn["goedgekeurd"] == f"{som // 100},{som % 100:02d}"
    [genomen] = read(client, "besluiten")
    assert (genomen["besluit"], genomen["soort"], genomen["grondslag"]) == (
        "B2024-001",
        "Verlening",
        "Awb artikel 4:29 en 4:31",
    )
    claims = read(client, "verplichtingen")
    assert {claim["ontvanger"] for claim in claims} == {putten.houder.naam}
    assert len(claims) == dossier.beschikkingen.get().termijnen.count()
    [declaratie] = read(client, "declaraties")
    assert (declaratie["tijdvak"], declaratie["kinderen"], declaratie["uren"]) == (
        "1e kwartaal 2025",
        "1",
        "208,00",
    )
    [berekening] = read(client, "berekeningen")
    assert (berekening["stand"], berekening["bedrag"]) == ("Goedgekeurd", lijn["goedgekeurd"])
    for leeg in ("herzieningen", "locatiegeld", "betalingen", "runs"):
        assert read(client, leeg) == []
    antwoord: Any = client.get(reverse("subsidies:dossiers_export", args=[2025, "xlsx"]))
    assert b"".join(antwoord.streaming_content).startswith(b"PK")
    assert client.get(reverse("subsidies:dossiers_export", args=[2025, "pdf"])).status_code == 404
    pagina = client.get(reverse("subsidies:subsidiejaar_list")).content.decode()
    assert reverse("subsidies:besluiten_export", args=[2025, "csv"]) in pagina


def test_a_provider_gets_its_own_lists(client: Client, putten: Administratie) -> None:
    verleend(putten)
    ander = Administratie.gebruiker(putten, Rol.HOUDER_BEHEERDER)
    client.force_login(ander)
    assert read(client, "dossiers") == read(client, "verplichtingen") == read(client, "besluiten") == []
    assert client.get(reverse("subsidies:runs_export", args=[2025, "csv"])).status_code == 403


def test_what_is_granted_and_not_spent_is_an_obligation_until_the_year_is_fixed(
    putten: Administratie,
) -> None:
    assert verplicht_per_bron(putten.gemeente, 2025) == {}
    dossier = verleend(putten)
    # As it was asked: 65.696,00 for doelgroepkinderen out of the grant, the rest for the others.
    assert verplicht_per_bron(putten.gemeente, 2025) == {"goab": 65_696_00, "gemeente": 5_106_40}
    som = goedgekeurd(putten, "208")
    over = verplicht_per_bron(putten.gemeente, 2025)
    assert over is not None
    assert sum(over.values()) == 70_802_40 - som
    assert verplicht_per_bron(putten.gemeente, 2024) == {}
    titels = {b.titel: b.aantal for b in find_beletselen(putten.gemeente, 2025)}
    assert titels["Subsidiedossiers die nog niet zijn afgerond"] == 1
    assert titels["Bedragen die nog betaald of verrekend moeten worden"] > 0
    besluit(putten, dossier, "ambtshalve", som, at(2026, 6, 1))
    assert verplicht_per_bron(putten.gemeente, 2025) == {}
    titels = {b.titel: b.aantal for b in find_beletselen(putten.gemeente, 2025)}
    assert "Subsidiedossiers die nog niet zijn afgerond" not in titels


def test_an_application_that_waits_keeps_the_year_open(putten: Administratie) -> None:
    aanvraag = ingediend(putten, at(2024, 12, 2))
    [beletsel] = find_beletselen(putten.gemeente, 2025)
    assert (beletsel.titel, beletsel.aantal) == ("Subsidiedossiers die nog niet zijn afgerond", 1)
    assert beletsel.url.endswith("?jaar=2025")
    with pytest.raises(ValidationError, match="Ga eerst na of de aanvraag volledig is"):
        prepare_beschikking(
            dossier=aanvraag.dossier,
            soort="verlening",
            bedrag=1,
            motivering="x",
            door=putten.medewerker,
            op=at(2024, 12, 3),
        )
