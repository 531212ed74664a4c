"""Two people decide at the same moment: one decision, one number, and nothing claimed twice."""

import pytest

from organisaties.rechten import Rol
from subsidies.models import Beschikking, Betaalverplichting
from subsidies.subsidiejaar.actions.behandelen import complete_aanvraag
from subsidies.subsidiejaar.actions.beschikking import prepare_beschikking, take_beschikking
from tests.subsidies.administratie import Administratie
from tests.subsidies.subsidiejaar.test_putten import at, ingediend
from tests.wedloop import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_deciders_and_two_preparers_at_once_give_one_decision() -> None:
    putten = Administratie(code="0273", regeling_naam="putten-2025", jaar=2025)
    putten.locatie.ve_geregistreerd = True
    putten.locatie.save()
    aanvraag = ingediend(putten, at(2024, 12, 2))
    complete_aanvraag(aanvraag=aanvraag, door=putten.medewerker, op=at(2024, 12, 9))
    collega, tweede = putten.gebruiker(Rol.SUBSIDIEMEDEWERKER), putten.gebruiker(Rol.BUDGETHOUDER)

    def prepare(door: object) -> object:
        return prepare_beschikking(
            dossier=aanvraag.dossier,
            soort="verlening",
            bedrag=70_802_40,
            motivering="Zoals berekend.",
            door=door,
            op=at(2024, 12, 16),
        )

    [geweigerd] = at_once(lambda: prepare(putten.medewerker), lambda: prepare(collega))
    assert geweigerd == "In dit dossier wacht al een besluit. Neem dat eerst, of geef het terug."
    besluit = Beschikking.objects.get()

    def take(door: object) -> object:
        return take_beschikking(besluit=besluit, door=door, op=at(2024, 12, 17))

    [geweigerd] = at_once(lambda: take(putten.budgethouder), lambda: take(tweede))
    assert geweigerd == "Over dit besluit is al beslist: ‘Genomen’."
    besluit.refresh_from_db()
    assert (besluit.nummer, besluit.status) == ("B2024-001", "genomen")
    claims = Betaalverplichting.objects.values_list("bedrag_centen", flat=True)
    assert sum(claims) == besluit.termijnen.count() * claims[0]
    assert len(claims) == besluit.termijnen.count()
