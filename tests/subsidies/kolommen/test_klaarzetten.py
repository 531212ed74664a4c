"""What was approved before claims existed is claimed after all: once, and paid by a run."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from lib.periode import kwartaal
from organisaties.models import AuditRegel
from organisaties.rechten import Rol
from subsidies.berekeningen.actions import approve_berekening, calculate_declaratie
from subsidies.kolommen.beeld import read_beelden
from subsidies.kolommen.klaarzetten import claim_missing
from subsidies.models import Betaalverplichting, Kolommenstand
from tests.subsidies.betalen.wereld import Betaler
from tests.subsidies.kolommen.wereld import kept, pay_all
from tests.subsidies.subsidiejaar.test_putten import at

pytestmark = pytest.mark.django_db


def before_claims(voorschot: int = 0) -> tuple[Betaler, int]:
    """A quarter that was approved, and no claim: as an earlier release left it."""
    duiven = Betaler(voorschot=voorschot)
    duiven.accounts()
    declaratie = duiven.declaratie({duiven.plaats: "80"}, kwartaal(2020, 1))
    berekening = calculate_declaratie(declaratie=declaratie, door=duiven.medewerker, op=at(2020, 4, 15))
    berekening = approve_berekening(berekening=berekening, door=duiven.budgethouder, op=at(2020, 4, 16))
    Betaalverplichting.objects.all().delete()
    return duiven, berekening.totaal_centen


def test_what_was_never_claimed_is_claimed_once_and_paid(client: Client) -> None:
    duiven, centen = before_claims()
    [stand] = kept(duiven.gemeente, at(2020, 5, 1))
    assert (stand[2], "Zet de betaling klaar" in stand[3][0]) == ("te-doen", True)
    pk = Kolommenstand.objects.get().pk
    pagina = reverse("subsidies:kolommen_detail", args=[pk])
    knop = reverse("subsidies:kolommen_claim", args=[pk])
    client.force_login(duiven.gebruiker(Rol.AUDITOR))
    assert knop not in client.get(pagina).content.decode()
    assert client.post(knop).status_code == 403
    client.force_login(duiven.medewerker)
    assert knop in client.get(pagina).content.decode()
    client.post(knop)
    claim = Betaalverplichting.objects.get()
    assert (claim.bedrag_centen, claim.organisatie, claim.soort) == (centen, duiven.houder, "declaratie")
    assert (
        AuditRegel.objects.filter(handeling="betaalverplichting.claim", details__centen=centen).count() == 2
    )
    assert knop not in client.get(pagina).content.decode()
    [beeld] = read_beelden(duiven.gemeente)
    with pytest.raises(ValidationError, match="Hier valt niets klaar te zetten"):
        claim_missing(gemeente=duiven.gemeente, lijn=beeld.lijn, door=duiven.medewerker, op=at(2020, 5, 2))
    pay_all(duiven.medewerker, duiven.budgethouder, claim.ontstaan_op)
    [beeld] = read_beelden(duiven.gemeente)
    assert beeld.kolommen == (centen, centen, centen, centen, None)


def test_under_a_scheme_with_an_advance_the_grant_says_what_is_paid() -> None:
    duiven, centen = before_claims(voorschot=100)
    [beeld] = read_beelden(duiven.gemeente)
    assert (beeld.besloten, beeld.claims) == (centen, [])
    with pytest.raises(ValidationError, match="een verlening of vaststelling bepaalt"):
        claim_missing(gemeente=duiven.gemeente, lijn=beeld.lijn, door=duiven.medewerker, op=at(2020, 5, 2))
