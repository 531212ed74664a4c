"""The differences between two policies, in sentences."""

import itertools
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from functools import cache

import pytest
from django.test import Client
from django.urls import reverse

from organisaties.rechten import Rol
from rekenregels import Regeling, load_regeling
from rekenregels.regeling.schrijven import parameters_met_pad
from rekenregels.regelingen import MAP as REGELINGEN
from subsidies.models import Subsidieregeling
from subsidies.regelingen.actions import import_regeling, propose_regeling
from subsidies.regelingen.verschillen import Vergelijking, compare_regelingen
from tests.subsidies.administratie import NU, Administratie, regeling_text

Inloggen = Callable[..., Client]
NAMEN = sorted(pad.stem for pad in REGELINGEN.glob("*.toml"))
DUIVEN = "duiven-2020"


@cache
def lees(naam: str) -> Regeling:
    return load_regeling(regeling_text(naam))


def zinnen(vergelijking: Vergelijking, deel: str = "beleid") -> list[str]:
    return [
        f"{hoofdstuk.titel}. {regel.zin}".replace("\u00a0", " ")
        for hoofdstuk in getattr(vergelijking, deel)
        for regel in hoofdstuk.regels
        if not regel.wat.startswith(("Naam van de regeling", "Wat een lezer"))
    ]


def tussen(oud: str, nieuw: str, deel: str = "beleid") -> list[str]:
    return zinnen(compare_regelingen(lees(oud), lees(nieuw)), deel)


def gewijzigd(oud: str, nieuw: str) -> list[str]:
    """What this replacement in the text of Duiven brings about."""
    tekst = regeling_text(DUIVEN)
    assert oud in tekst
    return zinnen(compare_regelingen(lees(DUIVEN), load_regeling(tekst.replace(oud, nieuw, 1))))


def test_duiven_4a_pays_more_and_pays_parents_with_kot_too() -> None:
    kot = (
        "2,5 tot 4 jaar, twee dagdelen: wat geldt voor ouders met kinderopvangtoeslag was ‘geen’ "
        "en wordt ‘tarief: reguliere peuter; bijdrage: toeslagprijs’."
    )
    assert tussen("duiven-2020-scenario-2", DUIVEN) == [
        "Tarieven. Doelgroeppeuter: bedrag per uur gaat van € 9,27 naar € 10,26.",
        "Tarieven. Reguliere peuter: bedrag per uur gaat van € 8,80 naar € 9,40.",
        f"Regulier. {kot}",
        f"SMI. {kot}",
    ]


def test_duiven_4b_only_has_other_rates_than_4a() -> None:
    assert tussen(DUIVEN, "duiven-2020-scenario-4b") == [
        "Tarieven. Doelgroeppeuter: bedrag per uur gaat van € 10,26 naar € 10,43.",
        "Tarieven. Reguliere peuter: bedrag per uur gaat van € 9,40 naar € 9,57.",
    ]


def test_duiven_3_only_starts_at_two_years() -> None:
    begin = [
        "2 tot 4 jaar: naam van de leeftijdsfase was ‘2,5 tot 4 jaar’ en wordt ‘2 tot 4 jaar’.",
        "2 tot 4 jaar: leeftijd waarop de fase begint gaat van 2 jaar en 6 maanden naar 2 jaar.",
    ]
    assert tussen("duiven-2020-scenario-2", "duiven-2020-scenario-3") == [
        f"{groep}. {zin}" for groep in ("Doelgroep", "Regulier", "SMI") for zin in begin
    ]


def test_duiven_1_and_2_have_the_same_rules_for_other_numbers_of_children() -> None:
    assert tussen("duiven-2020-scenario-1", "duiven-2020-scenario-2") == []
    assert "Populatie. Doelgroep zonder toeslag: aantal kinderen gaat van 7 naar 28." in tussen(
        "duiven-2020-scenario-1", "duiven-2020-scenario-2", "proeven"
    )


def test_a_source_is_told_apart_from_the_rules() -> None:
    assert tussen(DUIVEN, "duiven-2020-scenario-4b", "bronnen")[0] == (
        "Uren. Aantal weken per jaar waarover de gemeente betaalt: bron was ‘tabel scenario's, scenario 4a’ "
        "en wordt ‘tabel scenario's, scenario 4b’."
    )


def test_a_class_of_the_table_is_told_with_its_incomes() -> None:
    assert (
        "Bijdragetabel. Klasse 1 gaat van € 0,34, volgend kind € 0,34 (€ 0 t/m € 20.302) "
        "naar € 0,41, volgend kind € 0,41 (€ 0 t/m € 22.346)."
    ) in tussen("veenendaal-2021", "veenendaal-2024")


def test_what_comes_in_and_what_goes_is_told_with_its_values() -> None:
    zinnen_ = tussen("putten-2018", "putten-2025")
    assert "Bijdragen. Vervallen: ouderbijdrage ‘maandbedrag’: soort: per maand; bedrag: € 25,00." in zinnen_
    assert "Bijdragen. Nieuw: ouderbijdrage ‘vng’: soort: uit de bijdragetabel." in zinnen_
    assert "Bijdragetabel. Nieuw: klasse 7: € 6,91 (vanaf € 133.046)." in zinnen_


def test_a_rate_from_a_date_is_told_with_its_date() -> None:
    oud = '{ waarde = 10.26, bron = "tabel scenario\'s, scenario 4a: kostprijs doelgroeppeuter" }'
    assert gewijzigd(oud, f'[{oud}, {{ waarde = 10.5, bron = "raad", vanaf = 2020-07-01 }}]') == [
        "Tarieven. Doelgroeppeuter: bedrag per uur gaat van € 10,26 naar € 10,26, € 10,50 vanaf 01-07-2020."
    ]


def test_a_question_is_answered_with_yes_or_no() -> None:
    assert gewijzigd("woonplaatseis = true", "woonplaatseis = false") == [
        "Geldstroom. Moet het kind in de gemeente wonen? Was ‘ja’, wordt ‘nee’."
    ]


def test_another_order_of_the_bands_is_a_difference() -> None:
    regeling = lees(DUIVEN)
    fase = regeling.doelgroep.fasen[0]
    anders = replace(fase, banden=tuple(reversed(fase.banden)))
    omgekeerd = replace(regeling, doelgroep=replace(regeling.doelgroep, fasen=(anders,)))
    assert zinnen(compare_regelingen(regeling, omgekeerd)) == [
        (
            "Doelgroep. 2,5 tot 4 jaar: volgorde van banden was ‘eerste en tweede dagdeel, derde en vierde dagdeel’ "
            "en wordt ‘derde en vierde dagdeel, eerste en tweede dagdeel’."
        )
    ]


@pytest.mark.parametrize("naam", NAMEN)
def test_a_policy_does_not_differ_from_itself(naam: str) -> None:
    vergelijking = compare_regelingen(lees(naam), load_regeling(regeling_text(naam)))
    assert vergelijking.is_leeg
    assert vergelijking.tekst == "Er zijn geen verschillen.\n"


def test_two_different_policies_always_show_a_difference_both_ways() -> None:
    for een, ander in itertools.combinations(NAMEN, 2):
        assert compare_regelingen(lees(een), lees(ander)).aantal, (een, ander)
        assert compare_regelingen(lees(ander), lees(een)).aantal, (ander, een)


@pytest.mark.parametrize("naam", NAMEN)
def test_no_changed_number_goes_unseen(naam: str) -> None:
    regeling = lees(naam)
    for nummer, (pad, parameter) in enumerate(parameters_met_pad(regeling)):
        anders = deepcopy(regeling)
        eerste, *rest = parameter.waarden
        kopie = list(parameters_met_pad(anders))[nummer][1]
        object.__setattr__(kopie, "waarden", (replace(eerste, waarde=eerste.waarde + 1000), *rest))
        assert compare_regelingen(regeling, anders).aantal == 1, pad


# -- pages ---------------------------------------------------------------------------------------


@pytest.fixture
def voorstel(duiven: Administratie) -> Subsidieregeling:
    tekst = regeling_text(DUIVEN).replace("waarde = 10.26", "waarde = 10.43")
    concept = import_regeling(tekst=tekst, door=duiven.beleid, op=NU)
    return propose_regeling(regeling=concept, door=duiven.beleid)


ZIN = "Doelgroeppeuter: bedrag per uur gaat van € 10,26 naar € 10,43."


def _url(oud: Subsidieregeling | None, nieuw: Subsidieregeling) -> str:
    assert oud is not None
    return reverse("subsidies:regeling_verschillen", args=[oud.pk, nieuw.pk])


def test_who_adopts_sees_what_changes_on_the_page_of_the_offer(
    duiven: Administratie, voorstel: Subsidieregeling, inloggen: Inloggen
) -> None:
    client = inloggen(duiven.budgethouder)
    tekst = client.get(reverse("subsidies:regeling_detail", args=[voorstel.pk])).content.decode()
    assert ZIN in tekst.replace("\u00a0", " ")
    assert _url(duiven.regeling, voorstel) in tekst


def test_the_differences_have_a_page_and_a_text(
    duiven: Administratie, voorstel: Subsidieregeling, inloggen: Inloggen
) -> None:
    client = inloggen(duiven.medewerker)
    url = _url(duiven.regeling, voorstel)
    assert ZIN in client.get(url).content.decode().replace("\u00a0", " ")
    antwoord = client.get(url, {"vorm": "tekst"})
    assert antwoord["Content-Type"] == "text/plain; charset=utf-8"
    assert f"Tarieven\n- {ZIN}\n" in antwoord.content.decode().replace("\u00a0", " ")


def test_nobody_compares_with_what_he_may_not_see(
    duiven: Administratie, voorstel: Subsidieregeling, inloggen: Inloggen
) -> None:
    concept = import_regeling(tekst=regeling_text(DUIVEN), door=duiven.beleid, op=NU)
    elders = Administratie(code="0273", regeling_naam=None)
    assert inloggen(duiven.budgethouder).get(_url(duiven.regeling, concept)).status_code == 404
    assert inloggen(elders.beleid).get(_url(duiven.regeling, voorstel)).status_code == 404
    houder = duiven.gebruiker(Rol.HOUDER_MEDEWERKER)
    assert inloggen(houder).get(_url(duiven.regeling, concept)).status_code == 404
    jgz = duiven.gebruiker(Rol.JGZ_MEDEWERKER)
    assert inloggen(jgz).get(_url(duiven.regeling, voorstel)).status_code == 403
