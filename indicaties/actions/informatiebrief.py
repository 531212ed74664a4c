from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from brieven.actions import make_brief
from brieven.models import Brief
from indicaties.geadresseerden import ontvangers
from indicaties.informatiebrief import BRIEFSOORT, letter_text, refusal_of
from indicaties.models import Kind
from organisaties.models import Gebruiker


@transaction.atomic
def make_informatiebrief(*, kind: Kind, door: Gebruiker, op: date) -> list[Brief]:
    """A letter about VVE to each family of the child."""
    if zin := refusal_of(kind, op):
        raise ValidationError(zin)
    return [
        make_brief(
            soort=BRIEFSOORT.code,
            gemeente=kind.gemeente,
            organisatie=door.organisatie,
            kind=kind.pseudoniem,
            onderwerp=kind,
            aan=aan,
            context=letter_text(kind),
            door=door,
            op=op,
        )
        for aan in ontvangers(kind)
    ]
