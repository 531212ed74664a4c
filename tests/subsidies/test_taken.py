"""What waits for whom."""

from datetime import date

from organisaties.models import Gebruiker, Opdracht
from organisaties.rechten import Rol
from organisaties.taken import Taak, taakgevers
from subsidies.berekeningen.actions import approve_berekening, calculate_declaratie
from subsidies.regelingen.actions import import_regeling, propose_regeling
from tests.factories import OrganisatieFactory
from tests.subsidies.administratie import NU, Administratie, regeling_text

DAG = date(2020, 4, 15)


def _taken(gebruiker: Gebruiker) -> list[Taak]:
    """Of the subjects of this room, as the start page shows them; the check after the policy was adopted is done."""
    Opdracht.objects.all().delete()
    alle = [taak for taakgever in taakgevers() for taak in taakgever(gebruiker, DAG) if taak.aantal]
    return [taak for taak in alle if taak.url.startswith("/subsidies/")]


def _waiting(gebruiker: Gebruiker) -> dict[str, int]:
    return {taak.titel: taak.aantal for taak in _taken(gebruiker)}


def test_a_subsidiemedewerker_reviews_and_calculates(duiven: Administratie) -> None:
    plaatsing = duiven.plaatsing(duiven.kind())
    duiven.declaratie({plaatsing: "160"}, kwartaal=1)
    duiven.declaratie({plaatsing: "160"}, kwartaal=2, status="ingediend")
    assert _waiting(duiven.medewerker) == {"Declaraties beoordelen": 1, "Subsidie laten berekenen": 1}


def test_what_is_calculated_waits_for_the_budgethouder_and_no_longer_for_the_subsidiemedewerker(
    duiven: Administratie,
) -> None:
    declaratie = duiven.declaratie({duiven.plaatsing(duiven.kind()): "160"})
    berekening = calculate_declaratie(declaratie=declaratie, door=duiven.medewerker, op=NU)
    assert _waiting(duiven.medewerker) == {}
    assert _waiting(duiven.budgethouder) == {"Berekeningen goedkeuren": 1}
    goedkeuren = _taken(duiven.budgethouder)[0]
    assert (goedkeuren.toelichting, goedkeuren.url) == (
        "Samen een verschil van €\u00a01.572,00 met wat al is goedgekeurd.",
        "/subsidies/berekeningen/?tijdvak=2020-1",
    )
    approve_berekening(berekening=berekening, door=duiven.budgethouder, op=NU)
    assert _waiting(duiven.budgethouder) == {}


def test_an_offered_policy_waits_for_the_budgethouder(duiven: Administratie) -> None:
    concept = import_regeling(tekst=regeling_text("duiven-2020"), door=duiven.beleid, op=NU)
    assert _waiting(duiven.budgethouder) == {}
    propose_regeling(regeling=concept, door=duiven.beleid)
    assert _waiting(duiven.budgethouder) == {"Regelingen vaststellen": 1}


def test_a_provider_hears_what_was_approved_for_it(duiven: Administratie) -> None:
    eigen = duiven.gebruiker(Rol.HOUDER_BEHEERDER, organisatie=duiven.houder)
    ander = duiven.gebruiker(
        Rol.HOUDER_BEHEERDER, organisatie=OrganisatieFactory.create(gemeenten=[duiven.gemeente])
    )
    declaratie = duiven.declaratie({duiven.plaatsing(duiven.kind()): "160"})
    berekening = calculate_declaratie(declaratie=declaratie, door=duiven.medewerker, op=NU)
    assert _waiting(eigen) == {}
    approve_berekening(berekening=berekening, door=duiven.budgethouder, op=NU)
    assert _waiting(eigen) == {"Goedgekeurde subsidie over 2020": 1}
    assert _waiting(ander) == {}


def test_other_roles_have_nothing_to_do_here(duiven: Administratie) -> None:
    duiven.declaratie({duiven.plaatsing(duiven.kind()): "160"}, status="ingediend")
    for rol in (Rol.AUDITOR, Rol.BELEIDSMEDEWERKER, Rol.JGZ_MEDEWERKER, Rol.IB_ER):
        assert _waiting(duiven.gebruiker(rol)) == {}
