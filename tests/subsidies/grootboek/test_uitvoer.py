"""The ledger as files: what the page shows, with journal number, activity and FCL code, and nothing that runs."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from organisaties.models import AuditRegel
from organisaties.rechten import Rol
from subsidies.grootboek.facturen.actions import agree_factuur
from subsidies.models import Boeking
from tests.subsidies.administratie import NU, Administratie
from tests.subsidies.factories import ActiviteitFactory, BegrotingspostFactory, BoekingFactory, FactuurFactory

Inloggen = Callable[..., Client]


@pytest.fixture
def leeg(db: None) -> Administratie:
    leeg = Administratie(regeling_naam=None)
    BegrotingspostFactory(gemeente=leeg.gemeente, jaar=2020, fcl_code="6.421")
    activiteit = ActiviteitFactory(gemeente=leeg.gemeente, naam="Zomerschool", fcl_code="6.430")
    factuur = FactuurFactory(
        gemeente=leeg.gemeente,
        activiteit=activiteit,
        jaar=2020,
        crediteur="=1+1",
        nummer="7",
        bedrag_centen=-12_50,
    )
    BoekingFactory(gemeente=leeg.gemeente, jaar=2020, bedrag_centen=1_234_56, omschrijving="Voorlezen")
    agree_factuur(factuur=factuur, datum=NU.date(), door=leeg.budgethouder, op=NU)
    BoekingFactory(jaar=2020)  # of another municipality
    return leeg


def _inhoud(client: Client, adres: str) -> bytes:
    antwoord: Any = client.get(adres)
    assert antwoord.streaming
    return b"".join(antwoord.streaming_content)


def _csv(client: Client, adres: str) -> list[list[str]]:
    tekst = _inhoud(client, adres).decode()
    assert tekst.startswith(("\ufeffjournaalnummer;", "\ufeffactiviteit;"))
    return [regel.split(";") for regel in tekst.removeprefix("\ufeff").splitlines()]


def test_every_list_of_the_ledger_leaves_as_csv_and_as_workbook(
    leeg: Administratie, inloggen: Inloggen
) -> None:
    client = inloggen(leeg.gebruiker(Rol.AUDITOR))
    boeking = Boeking.objects.get(omschrijving="Voorlezen")
    adres = reverse("subsidies:boeking_export", args=[2020, "csv"])
    kop, *regels = _csv(client, f"{adres}?bron=goab")
    per_bedrag = {regel[-1]: dict(zip(kop, regel, strict=True)) for regel in regels}
    assert per_bedrag.keys() == {"1234,56", "-12,50"}
    assert per_bedrag["1234,56"]["journaalnummer"] == str(boeking.journaalpost.pk)
    assert per_bedrag["1234,56"]["FCL-code"] == "6.421"
    assert per_bedrag["-12,50"]["FCL-code"] == "6.430"
    assert (per_bedrag["-12,50"]["activiteit"], per_bedrag["-12,50"]["crediteur"]) == ("Zomerschool", "'=1+1")
    assert len(_csv(client, f"{adres}?bron=gemeente")) == 1

    kop, *regels = _csv(client, reverse("subsidies:journaal_export", args=[2020, "csv"]))
    assert len(regels) == 8
    debet, credit = (
        sum(int(regel[plek].replace(",", "")) for regel in regels) for plek in (len(kop) - 2, len(kop) - 1)
    )
    assert debet == credit == 2 * (1_234_56 + 12_50)

    for naam, vast in (("boeking", [2020]), ("journaal", [2020]), ("factuur", [2020]), ("activiteit", [])):
        inhoud = _inhoud(client, reverse(f"subsidies:{naam}_export", args=[*vast, "xlsx"]))
        blad = openpyxl.load_workbook(BytesIO(inhoud)).active
        assert blad is not None
        assert blad.max_row > 1
        if naam == "factuur":
            assert [cel.value for cel in blad[2]][:5:2] == ["Zomerschool", "7", -12.5]
            assert blad["B2"].data_type == "s"
    assert AuditRegel.objects.filter(handeling="boeking.export").count() == 7
    assert client.get(reverse("subsidies:boeking_export", args=[2020, "pdf"])).status_code == 404
