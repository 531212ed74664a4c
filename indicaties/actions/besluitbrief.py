from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from brieven.actions import make_brief
from brieven.models import Brief
from indicaties.besluitbrief import brief_of, letter_text
from indicaties.geadresseerden import ontvangers
from indicaties.models import Indicatiebesluit
from organisaties.models import Gebruiker


@transaction.atomic
def make_besluitbrief(*, besluit: Indicatiebesluit, door: Gebruiker, op: date) -> Brief:
    """The letter to the parents. One about a decision that put another right takes the place of that one's letter."""
    if (brief := brief_of(besluit)) is not None:
        raise ValidationError(f"Over dit besluit is al een brief gemaakt, met kenmerk {brief.nummer}.")
    if besluit.is_vervangen:
        raise ValidationError("Dit besluit is vervangen. Maak een brief over het besluit dat nu geldt.")
    eerder = besluit.vervangt
    is_verbetering = eerder is not None and eerder.soort == besluit.soort
    return make_brief(
        soort=f"indicatie-{besluit.soort}",
        gemeente=besluit.kind.gemeente,
        organisatie=door.organisatie,
        kind=besluit.kind.pseudoniem,
        onderwerp=besluit,
        aan=ontvangers(besluit.kind)[0],
        context=letter_text(besluit),
        vervangt=brief_of(eerder) if eerder is not None and is_verbetering else None,
        door=door,
        op=op,
    )
