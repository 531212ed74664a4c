"""The nightly check of the books: what it finds is kept, recorded and shown, with sentences for who may read them."""

from collections.abc import Callable
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse

from organisaties.models import AuditRegel
from organisaties.rechten import Rol
from subsidies.controles.actions import check_boeken
from subsidies.controles.taken import taken
from subsidies.invarianten import INVARIANTEN, Invariant, register_invariant
from subsidies.models import Controleuitslag
from tests.subsidies.administratie import NU, Administratie

FOUT = Invariant(
    "proef", "Een proef klopt altijd.", lambda gemeente: iter(f"Zin {n} van {gemeente}." for n in range(60))
)


def test_what_the_night_found_stands_on_the_page_of_who_must_act(
    duiven: Administratie, inloggen: Callable[..., Client]
) -> None:
    beheerder, auditor = duiven.gebruiker(Rol.FUNCTIONEEL_BEHEERDER), duiven.gebruiker(Rol.AUDITOR)
    adres = reverse("subsidies:controle_list")
    assert "Nog niet gecontroleerd" in inloggen(beheerder).get(adres).content.decode()

    check_boeken(gemeente=duiven.gemeente, op=NU)
    assert Controleuitslag.objects.count() == len(INVARIANTEN)
    assert not AuditRegel.objects.filter(handeling="boeken.broken").exists()
    assert taken(beheerder, NU.date())[0].aantal == 0

    with patch.dict(INVARIANTEN, proef=FOUT):
        assert check_boeken(gemeente=duiven.gemeente, op=NU) == 1
    assert AuditRegel.objects.get(handeling="boeken.broken").details == {"regels": ["proef"]}
    assert taken(beheerder, NU.date())[0].aantal == 1
    tekst = inloggen(beheerder).get(adres).content.decode()
    assert "Een proef klopt altijd." in tekst
    assert "60 keer fout" in tekst
    assert "Zin 0" not in tekst
    tekst = inloggen(auditor).get(adres).content.decode()
    assert "Zin 49 van Duiven." in tekst
    assert "en nog 10" in tekst
    assert taken(duiven.medewerker, NU.date()) == []


def test_a_name_of_a_rule_is_used_once() -> None:
    with pytest.raises(ValueError, match="Er is al een regel die het_logboek_sluit heet"):
        register_invariant("het_logboek_sluit", "Dubbel.", FOUT.functie)
