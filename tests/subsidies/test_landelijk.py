"""Calculating, reviewing and closing along many municipalities: only in the name of who said so beforehand."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from organisaties.landelijk.machtigen import find_gemachtigde, give_machtiging, withdraw_machtiging
from organisaties.landelijk.soorten import Beurt, Uitkomst
from organisaties.models import AuditRegel, Gebruiker, Machtiging
from organisaties.rechten import Rol
from organisaties.rijbeveiliging import Rijbereik, rijbereik
from subsidies.berekeningen.landelijk import BEREKENEN, calculate_gemeente
from subsidies.grootboek.landelijk import SLUITEN, VOORSTELLEN, close_gemeente
from subsidies.herzieningen import vergelijken
from subsidies.herzieningen.landelijk import review_gemeente
from subsidies.models import Berekening, Herziening, Jaarafsluiting, Rekenopdracht
from tests.subsidies.administratie import NU, Administratie
from tests.subsidies.berekeningen.test_tijdvak import declare
from tests.subsidies.factories import BoekingFactory, FactuurFactory
from tests.subsidies.herzieningen.test_herziening import Putten

pytestmark = pytest.mark.django_db
LATER = NU.replace(year=2021)


def turn(
    doe: Callable[[Beurt], Uitkomst],
    boeken: Any,
    keuze: str,
    *,
    na: int | None = None,
    verder: str = "",
    op: Any = NU,
) -> tuple[str, str]:
    """One turn as a worker does it, in the scope of the municipality; its time is over after `na` questions."""
    vragen: list[None] = []

    def is_om() -> bool:
        vragen.append(None)
        return na is not None and len(vragen) > na

    beurt = Beurt(boeken.gemeente, keuze, op, op, verder, is_om)
    with rijbereik(Rijbereik(boeken.gemeente.pk)):
        uitkomst = doe(beurt)
    return str(uitkomst.status), uitkomst.zin


def test_without_a_machtiging_a_round_counts_and_calculates_nothing(duiven: Administratie) -> None:
    declare(duiven, 2)
    zin = "Geen machtiging van de gemeente. Te berekenen: 2 declaraties."
    assert turn(calculate_gemeente, duiven, "2020-1") == ("overgeslagen", zin)
    assert not Berekening.objects.exists()
    assert not Rekenopdracht.objects.exists()


def test_a_round_calculates_in_the_name_of_who_gave_it_and_goes_on_where_it_was(
    duiven: Administratie,
) -> None:
    declare(duiven, 2)
    machtiging = give_machtiging(soort=BEREKENEN, door=duiven.medewerker, op=NU)
    eerste = turn(calculate_gemeente, duiven, "2020-1", na=1)
    assert eerste == ("wacht", "1 van 2 declaraties berekend.")
    assert turn(calculate_gemeente, duiven, "2020-1") == ("klaar", "2 declaraties berekend.")
    assert set(Berekening.objects.values_list("berekend_door", "status")) == {
        (duiven.medewerker.pk, "berekend")
    }
    regels = AuditRegel.objects.filter(handeling="berekening.calculate")
    assert {(r.gebruiker_id, r.details["via"]) for r in regels} == {
        (duiven.medewerker.pk, f"machtiging {machtiging.pk}")
    }
    assert turn(calculate_gemeente, duiven, "2020-1") == ("klaar", "Er was niets te berekenen.")
    assert Rekenopdracht.objects.get().klaar_op is not None


def test_a_declaration_that_cannot_be_calculated_is_counted_and_named_only_to_its_municipality(
    duiven: Administratie,
) -> None:
    (goed,) = declare(duiven, 1)
    (fout,) = declare(duiven, 1, bijdrageklasse=9)
    give_machtiging(soort=BEREKENEN, door=duiven.medewerker, op=NU)
    status, zin = turn(calculate_gemeente, duiven, "2020-1")
    assert (status, zin) == (
        "klaar",
        "1 declaratie berekend. 1 declaratie niet: de gemeente ziet waarom bij haar berekeningen.",
    )
    assert Berekening.objects.get().declaratie == goed
    assert str(fout.houder) not in zin


def test_a_machtiging_ends_with_the_role_and_when_it_is_taken_back(duiven: Administratie) -> None:
    door, dag = duiven.medewerker, NU.date()
    give_machtiging(soort=BEREKENEN, door=door, op=NU)
    gevonden = find_gemachtigde(duiven.gemeente, BEREKENEN, dag)
    assert gevonden == door
    door.toekenningen.update(geldig_tot_en_met=dag - timedelta(days=1))
    assert find_gemachtigde(duiven.gemeente, BEREKENEN, dag) is None
    door.toekenningen.update(geldig_tot_en_met=None)
    collega = duiven.gebruiker(Rol.SUBSIDIEMEDEWERKER)
    withdraw_machtiging(soort=BEREKENEN, door=collega, op=NU)
    assert find_gemachtigde(duiven.gemeente, BEREKENEN, dag) is None
    assert Machtiging.objects.get().ingetrokken_door == collega


def test_a_large_municipality_is_reviewed_in_turns_that_go_on_behind_the_last_child(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(vergelijken, "KINDEREN_TEGELIJK", 1)
    putten = Putten(soort=None)
    putten.grant(NU.date().replace(year=2025, month=1, day=1))
    kind = putten.noor
    eerste = Beurt(putten.gemeente, "", NU, NU, "", lambda: True)
    with rijbereik(Rijbereik(putten.gemeente.pk)):
        uitkomst = review_gemeente(eerste)
        assert (str(uitkomst.status), uitkomst.verder) == ("wacht", str(kind.pk))
        assert Herziening.objects.get().regels.get().kind_id == kind.pk
        laatste = review_gemeente(Beurt(putten.gemeente, "", NU, NU, uitkomst.verder, lambda: False))
    assert laatste.zin == "Alle goedgekeurde subsidie is nagekeken."
    assert Herziening.objects.count() == 1


def test_a_year_is_closed_by_two_who_each_gave_a_machtiging_and_else_says_what_is_open(
    duiven: Administratie,
) -> None:
    def close(op: Any = LATER) -> tuple[str, str]:
        return turn(close_gemeente, duiven, "2020", op=op)

    assert close() == ("overgeslagen", "In 2020 is niets geboekt.")
    BoekingFactory(gemeente=duiven.gemeente, jaar=2020, bedrag_centen=50_00)
    factuur = FactuurFactory(gemeente=duiven.gemeente, jaar=2020)
    open_ = "2020 kan nog niet dicht. Er staat open: facturen die op akkoord wachten: 1."
    assert close() == ("overgeslagen", open_)
    factuur.delete()
    zelf = "2020 kan dicht. De gemeente stelt het zelf voor: zij gaf geen machtiging."
    assert close() == ("overgeslagen", zelf)

    give_machtiging(soort=VOORSTELLEN, door=duiven.medewerker, op=NU)
    assert close(NU) == ("overgeslagen", "2020 is nog niet voorbij. Sluit een jaar af als het om is.")
    voorgesteld = ("klaar", "Afsluiten van 2020 is voorgesteld. De budgethouder van de gemeente beslist.")
    assert close() == voorgesteld == close()
    give_machtiging(soort=SLUITEN, door=duiven.budgethouder, op=NU)
    assert close() == ("klaar", "2020 is afgesloten.")
    afsluiting = Jaarafsluiting.objects.get()
    assert (afsluiting.voorgesteld_door, afsluiting.gesloten_door) == (duiven.medewerker, duiven.budgethouder)
    assert close() == ("klaar", "2020 was al afgesloten.")


def test_people_give_and_take_back_on_their_page_only_what_they_may_do_by_hand(
    duiven: Administratie, inloggen: Callable[[Gebruiker], Client]
) -> None:
    adres = reverse("organisaties:machtiging_list")
    client = inloggen(duiven.medewerker)
    tekst = client.get(adres).content.decode()
    assert "Machtiging geven: De subsidie van een tijdvak berekenen" in tekst
    assert "Machtiging geven: De verantwoording" not in tekst
    assert "Voor een collega met een andere rol" in tekst
    client.post(reverse("organisaties:machtiging_give", args=["berekenen"]))
    client.post(reverse("organisaties:machtiging_give", args=["verantwoording"]))
    assert Machtiging.objects.get().soort == "berekenen"
    assert "Machtiging intrekken: De subsidie" in client.get(adres).content.decode()
    assert (
        "Een collega gaf deze machtiging al"
        in client.post(
            reverse("organisaties:machtiging_give", args=["berekenen"]), follow=True
        ).content.decode()
    )
    client.post(reverse("organisaties:machtiging_withdraw", args=["berekenen"]))
    assert Machtiging.objects.get().ingetrokken_door == duiven.medewerker
    assert client.post(reverse("organisaties:machtiging_give", args=["bestaat-niet"])).status_code == 404
