"""Invoices of other activities: prepared by one, agreed by another, booked once, taken back by a reversal."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from organisaties.models import AuditRegel
from organisaties.rechten import Rol
from subsidies.grootboek.actions import reverse_boeking
from subsidies.grootboek.cijfers import per_indicator
from subsidies.grootboek.facturen.actions import (
    Factuurgegevens,
    agree_factuur,
    prepare_factuur,
    refuse_factuur,
    start_activiteiten,
)
from subsidies.grootboek.facturen.taken import taken
from subsidies.models import Activiteit, Boeking, Factuur
from tests.subsidies.administratie import NU, Administratie

Inloggen = Callable[..., Client]
DAG = date(2020, 5, 1)
KOP = "activiteit;crediteur;factuurnummer;factuurdatum;bedrag;jaar;omschrijving\n"


@pytest.fixture
def leeg(db: None) -> Administratie:
    leeg = Administratie(regeling_naam=None)
    start_activiteiten(door=leeg.medewerker)
    return leeg


def _gegevens(**anders: object) -> Factuurgegevens:
    gegevens: dict[str, object] = {
        "activiteit": Activiteit.objects.get(naam="VoorleesExpress"),
        "jaar": 2020,
        "crediteur": "Bibliotheek Liemers",
        "nummer": "2020-17",
        "factuurdatum": date(2020, 3, 10),
        "bedrag_centen": 30_000_00,
        "omschrijving": "",
    }
    return Factuurgegevens(**(gegevens | anders))  # type: ignore[typeddict-item]


def _agree(leeg: Administratie, factuur: Factuur) -> Boeking:
    return agree_factuur(factuur=factuur, datum=DAG, door=leeg.budgethouder, op=NU)


def test_an_invoice_goes_from_prepared_to_booked_and_back(leeg: Administratie) -> None:
    """Four eyes, one booking, a credit note beside it, and a reversal after which the number is free again."""
    factuur = prepare_factuur(door=leeg.medewerker, op=NU, **_gegevens())
    assert not Boeking.objects.exists()
    (taak,) = taken(leeg.budgethouder, DAG)
    assert (taak.aantal, taak.toelichting) == (1, "Samen €\u00a030.000,00.")

    with pytest.raises(ValidationError, match="Factuur 2020-17 van Bibliotheek Liemers staat er al"):
        prepare_factuur(
            door=leeg.beleid, op=NU, **_gegevens(crediteur="BIBLIOTHEEK Liemers", bedrag_centen=1)
        )
    with pytest.raises(ValidationError, match="zelf voorbereid"):
        agree_factuur(factuur=factuur, datum=DAG, door=leeg.medewerker, op=NU)

    boeking = _agree(leeg, factuur)
    assert (boeking.bron, boeking.indicator, boeking.bedrag_centen) == ("goab", "D8/02", 30_000_00)
    with pytest.raises(ValidationError, match="al beslist: ‘Akkoord en geboekt’"):
        _agree(leeg, factuur)

    credit = prepare_factuur(door=leeg.beleid, op=NU, **_gegevens(nummer="C-17", bedrag_centen=-250_50))
    _agree(leeg, credit)
    assert per_indicator(leeg.gemeente, 2020) == {"D8/02": 29_749_50}

    reverse_boeking(boeking=boeking, reden="Verkeerd jaar", datum=DAG, door=leeg.medewerker, op=NU)
    factuur.refresh_from_db()
    assert factuur.status == Factuur.Status.REVERSED
    assert per_indicator(leeg.gemeente, 2020) == {"D8/02": -250_50}
    opnieuw = prepare_factuur(door=leeg.medewerker, op=NU, **_gegevens())
    refuse_factuur(factuur=opnieuw, reden="Hoort in 2021", door=leeg.budgethouder, op=NU)
    prepare_factuur(door=leeg.medewerker, op=NU, **_gegevens(jaar=2021))
    assert list(
        AuditRegel.objects.filter(object_type="factuur").order_by("pk").values_list("handeling", flat=True)
    ) == [
        "factuur.prepare",
        "factuur.agree",
        "factuur.prepare",
        "factuur.agree",
        "factuur.prepare",
        "factuur.refuse",
        "factuur.prepare",
    ]


def test_a_file_is_looked_at_first_and_kept_whole_or_not_at_all(
    leeg: Administratie, inloggen: Inloggen
) -> None:
    client = inloggen(leeg.gebruiker(Rol.BELEIDSMEDEWERKER))
    prepare_factuur(door=leeg.medewerker, op=NU, **_gegevens())
    fout = (
        f"{KOP}Ballet;De Dans;1;01-02-2020;100;2020;\n"
        "VoorleesExpress;Bibliotheek Liemers;2020-17;31-02-2020;veel;20;\n"
        "Zomerschool;School A;7;01-07-2020;1.250,50;2020;\n"
        "Zomerschool;School A;7;02-07-2020;1;2020;\n"
        "voorleesexpress;Bibliotheek Liemers;2020-17;10-03-2020;30000;2020;\n"
    )
    bestand = SimpleUploadedFile("f.csv", fout.encode())
    antwoord = client.post(reverse("subsidies:factuur_import"), {"bestand": bestand})
    zinnen = [regel.fouten for regel in antwoord.context["regels"]]
    assert zinnen[0][0].startswith(
        "‘Ballet’ is geen activiteit van deze gemeente. Kies uit: Bibliotheek, Kind"
    )
    assert [zin.split(":")[0] for zin in zinnen[1]] == [
        "Factuurdatum",
        "Bedrag in euro",
        "Verantwoordingsjaar",
    ]
    assert zinnen[2] == ()
    assert zinnen[3] == (
        "Dit is dezelfde factuur van dezelfde crediteur als regel 4. Haal een van beide weg.",
    )
    assert "staat er al" in zinnen[4][0]
    assert "getekend" not in antwoord.context

    goed = f"{KOP}Zomerschool;School A;7;01-07-2020;1.250,50;2020;Juli\nZomerschool;School A;8;01-08-2020;-50;2020;\n"
    antwoord = client.post(
        reverse("subsidies:factuur_import"), {"bestand": SimpleUploadedFile("f.csv", goed.encode())}
    )
    regels = {"regels": antwoord.context["getekend"]}
    client.post(reverse("subsidies:facturen_prepare"), regels)
    assert list(
        Factuur.objects.filter(crediteur="School A")
        .order_by("nummer")
        .values_list("bedrag_centen", flat=True)
    ) == [1_250_50, -50_00]
    tekst = client.post(reverse("subsidies:facturen_prepare"), regels, follow=True).content.decode()
    assert "Regel 2: Factuur 7 van School A staat er al" in tekst
    assert "Er is niets bewaard." in tekst
    zonder = SimpleUploadedFile("f.csv", b"activiteit;bedrag\nZomerschool;1\n")
    tekst = client.post(reverse("subsidies:factuur_import"), {"bestand": zonder}).content.decode()
    assert "De kolom ‘crediteur’ ontbreekt." in tekst


def test_the_budgethouder_agrees_on_the_page(leeg: Administratie, inloggen: Inloggen) -> None:
    velden = {
        "activiteit": str(Activiteit.objects.get(naam="Kindregisseur").pk),
        "jaar": "2020",
        "crediteur": "Stimenz",
        "nummer": "A1",
        "factuurdatum": "2020-01-20",
        "bedrag_centen": "11.000",
    }
    client = inloggen(leeg.medewerker)
    antwoord = client.post(reverse("subsidies:factuur_create"), velden | {"bedrag_centen": "0"})
    assert "€ 0 kan niet: vul het bedrag van de factuur in" in antwoord.content.decode()
    client.post(reverse("subsidies:factuur_create"), velden)
    factuur = Factuur.objects.get()
    client = inloggen(leeg.budgethouder)
    adres = reverse("subsidies:factuur_detail", args=[factuur.pk])
    assert "Akkoord en boeken" in client.get(adres).content.decode()
    client.post(reverse("subsidies:factuur_agree", args=[factuur.pk]))
    tekst = client.get(adres).content.decode()
    assert "Kindregisseur: Stimenz, factuur A1" in tekst
    assert "Akkoord en boeken" not in tekst
    assert (
        "€\u00a011.000,00" in client.get(reverse("subsidies:factuur_list"), {"jaar": 2020}).content.decode()
    )


def test_an_activity_out_of_goab_has_an_indicator_and_a_name_of_its_own(
    leeg: Administratie, inloggen: Inloggen
) -> None:
    client, adres = inloggen(leeg.medewerker), reverse("subsidies:activiteit_create")
    velden = {"naam": "Taalcafé", "bron": "goab", "toelichting": "Besluit 3", "in_gebruik": "on"}
    assert "Kies de SiSa-indicator van een activiteit" in client.post(adres, velden).content.decode()
    client.post(adres, velden | {"indicator": "D8/02", "fcl_code": "6.430"})
    assert (
        "Er is al een activiteit met deze naam"
        in client.post(adres, velden | {"naam": "taalcafé", "bron": "gemeente"}).content.decode()
    )
    taalcafe = Activiteit.objects.get(naam="Taalcafé")
    client.post(
        reverse("subsidies:activiteit_edit", args=[taalcafe.pk]),
        velden | {"bron": "gemeente", "in_gebruik": ""},
    )
    taalcafe.refresh_from_db()
    assert (taalcafe.bron, taalcafe.indicator, taalcafe.in_gebruik) == ("gemeente", "", False)
