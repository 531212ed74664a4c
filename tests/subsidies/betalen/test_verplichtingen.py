"""What is to be paid arises once, and falls away only while nothing was done with it."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from organisaties.models import AuditRegel
from subsidies.betalen.actions import claim_betaling, withdraw_betaling
from subsidies.models import Betaalverplichting
from tests.subsidies.administratie import NU, Administratie

pytestmark = pytest.mark.django_db


def claim(boeken: Administratie, **anders: Any) -> Betaalverplichting:
    gegevens = {
        "gemeente": boeken.gemeente,
        "organisatie": boeken.houder,
        "regeling": boeken.regeling,
        "jaar": 2020,
        "soort": Betaalverplichting.Soort.VOORSCHOT,
        "kenmerk": "voorschot-45-2",
        "bedrag_centen": 12_500_00,
        "vervaldag": date(2020, 5, 22),
        "omschrijving": "Tweede voorschot 2020",
        "door": boeken.medewerker,
        "op": NU,
    }
    return claim_betaling(**(gegevens | anders))


def test_the_same_kenmerk_is_one_claim_and_another_amount_under_it_is_refused() -> None:
    boeken = Administratie()
    eerste = claim(boeken)
    assert claim(boeken) == eerste
    with pytest.raises(
        ValidationError, match=r"Kenmerk voorschot-45-2 is al gebruikt voor €.*12\.500,00 aan"
    ):
        claim(boeken, bedrag_centen=12_500_01)
    with pytest.raises(ValidationError, match="hoogstens 35 tekens"):
        claim(boeken, kenmerk="voorschot 45/2")
    with pytest.raises(ValidationError, match=r"€.*0,00 wordt niet betaald"):
        claim(boeken, kenmerk="nul", bedrag_centen=0)
    with pytest.raises(ValidationError, match="Een terugvordering is negatief"):
        claim(boeken, kenmerk="terug-1", soort="terugvordering")
    assert Betaalverplichting.objects.get() == eerste
    assert AuditRegel.objects.filter(handeling="betaalverplichting.claim").count() == 1


def test_an_open_claim_falls_away_with_a_reason_and_only_once() -> None:
    boeken = Administratie()
    verplichting = claim(boeken)
    with pytest.raises(ValidationError, match="Geef een reden"):
        withdraw_betaling(verplichting=verplichting, reden=" ", door=boeken.medewerker, op=NU)
    weg = withdraw_betaling(verplichting=verplichting, reden="Dubbel verleend", door=boeken.medewerker, op=NU)
    assert (weg.status, weg.reden_vervallen) == ("vervallen", "Dubbel verleend")
    with pytest.raises(ValidationError, match="heeft de status ‘Vervallen’"):
        withdraw_betaling(verplichting=verplichting, reden="Nog eens", door=boeken.medewerker, op=NU)
    assert not Betaalverplichting.objects.standing().exists()
