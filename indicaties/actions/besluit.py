"""Decisions about an indicatie: made by the actions of indicatie.py, put right and made known here."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from brieven.actions import announce_brief
from indicaties.besluitbrief import brief_of
from indicaties.handelingen import Handeling
from indicaties.models import Criterium, Grond, Indicatie, Indicatiebesluit
from indicaties.wegen import Weging
from lib.weergave import datum
from organisaties.audit import record
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked

# Of a replaced decision these stay the same in the one that puts it right.
_BLIJFT = (
    *("kind", "indicatie", "organisatie", "soort", "indicatiesoort", "geldig_van", "geldig_tot_en_met"),
    *("reden", "oordeel", "gronden", "criteriaregel", "gewicht", "drempel", "vorige"),
)


def geldend_besluit(indicatie: Indicatie) -> Indicatiebesluit | None:
    """The decision on which this indicatie rests now."""
    return indicatie.besluiten.geldend().first()


def decide_on(
    indicatie: Indicatie, soort: str, *, door: Gebruiker, op: date, **velden: Any
) -> Indicatiebesluit:
    """A decision about an indicatie: its days are those of the indicatie on this moment."""
    besluit = Indicatiebesluit(
        kind=indicatie.kind,
        indicatie=indicatie,
        organisatie=indicatie.organisatie,
        soort=soort,
        indicatiesoort=indicatie.soort,
        besloten_op=op,
        besloten_door=door,
        geldig_van=indicatie.geldig_van,
        geldig_tot_en_met=indicatie.geldig_tot_en_met,
        **velden,
    )
    save_checked(besluit)
    return besluit


def weighed(criteria: Collection[Criterium], weging: Weging) -> dict[str, Any]:
    """What a decision keeps of its grounds: their words and weights of this day."""
    volgorde = sorted(criteria, key=lambda criterium: (criterium.volgorde, criterium.pk))
    return {
        "gronden": [Grond.of(criterium).as_dict() for criterium in volgorde],
        "criteriaregel": weging.regel,
        "gewicht": weging.som,
        "drempel": weging.drempel,
    }


def kept(besluit: Indicatiebesluit | None) -> dict[str, Any]:
    """The grounds of an earlier decision, for one that follows from it and weighs nothing anew."""
    if besluit is None:
        return {}
    return {
        veld: getattr(besluit, veld)
        for veld in ("gronden", "criteriaregel", "gewicht", "drempel", "oordeel", "vorige")
    }


@transaction.atomic
def correct_besluit(
    *, besluit: Indicatiebesluit, toelichting: str, door: Gebruiker, op: date
) -> Indicatiebesluit:
    """Put the words for the parents right: a new decision takes the place of this one, which stays to be read."""
    besluit = Indicatiebesluit.objects.select_for_update(of=("self",)).get(pk=besluit.pk)
    if besluit.is_vervangen:
        raise ValidationError("Dit besluit is al vervangen. Open het besluit dat nu geldt.")
    if toelichting == besluit.toelichting:
        raise ValidationError("Er is niets veranderd. Pas de toelichting voor de ouders aan.")
    nieuw = Indicatiebesluit(
        **{veld: getattr(besluit, veld) for veld in _BLIJFT},
        toelichting=toelichting,
        besloten_op=op,
        besloten_door=door,
        vervangt=besluit,
    )
    save_checked(nieuw)
    _record(Handeling.BESLUIT_CORRECT, nieuw, door, vervangt=besluit.pk)
    return nieuw


@transaction.atomic
def announce_besluit(
    *, besluit: Indicatiebesluit, dag: date, hoe: str, door: Gebruiker, op: date
) -> Indicatiebesluit:
    """The decision counts from when the parents can know it (art. 3:40 and 3:41 Awb): their six weeks begin."""
    besluit = Indicatiebesluit.objects.select_for_update(of=("self",)).get(pk=besluit.pk)
    if besluit.bekend_gemaakt_op is not None:
        raise ValidationError(f"Dit besluit is al bekend gemaakt op {datum(besluit.bekend_gemaakt_op)}.")
    if dag > op:
        raise ValidationError(f"{datum(dag)} ligt in de toekomst. Vul de dag in waarop de brief is gegaan.")
    brief = brief_of(besluit)
    if brief is not None and brief.bekend_gemaakt_op is None:
        announce_brief(brief=brief, hoe=hoe, dag=dag, door=door)
    else:
        follow_brief(str(besluit.pk), dag, hoe, door)
    besluit.refresh_from_db()
    return besluit


@transaction.atomic
def follow_brief(besluit_id: str, dag: date, hoe: str, door: Gebruiker) -> None:
    """The letter about this decision was made known, on whichever page that was said: so was the decision."""
    besluit = Indicatiebesluit.objects.select_for_update(of=("self",)).get(pk=int(besluit_id))
    if besluit.bekend_gemaakt_op is None:
        besluit.bekend_gemaakt_op, besluit.bekend_gemaakt_door, besluit.bekendmaking = dag, door, hoe
        save_checked(besluit)
        _record(Handeling.BESLUIT_ANNOUNCE, besluit, door, dag=dag, hoe=hoe)


def _record(handeling: Handeling, besluit: Indicatiebesluit, door: Gebruiker, **details: Any) -> None:
    record(
        handeling=handeling,
        door=door,
        object=besluit,
        kind=besluit.kind.pseudoniem,
        soort=besluit.soort,
        **details,
    )
