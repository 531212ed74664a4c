"""What is known of a child moves along when two files become one: a room that forgets fails here."""

from django.apps import apps
from django.db import models

from indicaties.dubbel.gegevens import VELDGROEPEN
from indicaties.dubbel.verhuizing import verhuizingen
from indicaties.models import Kind

# Keys to a child that do not move, and why.
BLIJFT_STAAN = {
    "indicaties.Kindstand.kind": "worked out anew; the database puts it out of date by itself",
    "indicaties.Zoekwoord.kind": "the words of its name; made anew when it is saved",
    "indicaties.Dubbelpaar.een": "the pair itself; it is closed",
    "indicaties.Dubbelpaar.ander": "idem",
    "indicaties.Samenvoeging.blijft": "what was joined before",
    "indicaties.Samenvoeging.vervalt": "idem",
    "subsidies.Herzieningsregel.kind": "worked out anew by the check that joining asks for",
    "subsidies.Kolommenstand.kind": "idem",
}


def _keys_to_a_child() -> set[str]:
    return {
        f"{model._meta.label}.{veld.name}"
        for model in apps.get_models()
        for veld in model._meta.concrete_fields
        if isinstance(veld, models.ForeignKey) and veld.related_model is Kind
    }


def test_every_key_to_a_child_moves_or_stays_for_a_reason() -> None:
    verhuist = {f"{soort.model._meta.label}.{soort.pad}" for soort in verhuizingen() if soort.verhuist}
    assert verhuist | BLIJFT_STAAN.keys() == _keys_to_a_child()
    assert not verhuist & BLIJFT_STAAN.keys()


def test_every_field_of_a_child_can_be_chosen_or_is_of_the_file() -> None:
    gekozen = {veld for groep in VELDGROEPEN.values() for veld in groep}
    assert {veld.attname for veld in Kind._meta.concrete_fields} - gekozen == {
        "id",
        "gemeente_id",
        "ingeschreven_door_id",
        "ingeschreven_op",
        "pseudoniem",
        "samengevoegd_met_id",
        "bsn_versleuteld",
        "bsn_index",
    }
