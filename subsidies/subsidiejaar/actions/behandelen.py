"""What the municipality does before it decides: ask, find complete, and keep the term."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from brieven.actions import place_bericht
from brieven.models import Ontvangers
from lib.weergave import datum
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked
from organisaties.rechten import HOUDER_ROLLEN
from subsidies.models import Aanvraag, Termijnstap
from subsidies.subsidiejaar.actions.dossier import lock_aanvraag, record_dossier
from subsidies.subsidiejaar.beleid import beleid_van
from subsidies.subsidiejaar.brieven import write_termijn
from subsidies.subsidiejaar.handelingen import Handeling
from subsidies.subsidiejaar.stand import termijn_van

Soort, Status = Termijnstap.Soort, Aanvraag.Status
BERICHT_AANVULLEN = "subsidie-aanvullen"


@transaction.atomic
def record_stap(
    *,
    aanvraag: Aanvraag,
    soort: str,
    dag: date,
    tot_en_met: date | None,
    reden: str,
    door: Gebruiker,
    op: datetime,
) -> Termijnstap:
    """Something happened to the term: a question, a later day, an outage, or a notice of default.

    What the applicant must know of goes to it as a letter.
    """
    aanvraag = lock_aanvraag(aanvraag, door)
    _check(aanvraag, Soort(soort), dag, timezone.localdate(op))
    stap = Termijnstap(
        aanvraag=aanvraag,
        soort=soort,
        dag=dag,
        tot_en_met=tot_en_met,
        reden=reden.strip(),
        vastgelegd_op=op,
        vastgelegd_door=door,
    )
    save_checked(stap)
    if soort != Soort.DEFAULT:
        write_termijn(stap, termijn_van(aanvraag, dag).beslissen_voor, door, op)
    record_dossier(
        Handeling.TERMIJNSTAP_RECORD,
        stap,
        aanvraag.dossier,
        door,
        soort=soort,
        dag=dag,
        tot_en_met=tot_en_met,
    )
    if soort == Soort.ASKED:
        aanvraag.status = Status.INCOMPLETE
        aanvraag.volledig_op = aanvraag.volledig_door = None
        save_checked(aanvraag)
        _tell(aanvraag, door, op)
    return stap


def _check(aanvraag: Aanvraag, soort: Termijnstap.Soort, dag: date, vandaag: date) -> None:
    if not aanvraag.wacht_op_besluit:
        raise ValidationError(
            f"Deze aanvraag heeft de status ‘{aanvraag.get_status_display()}’: er loopt geen termijn.",
            code="status",
        )
    if not aanvraag.ontvangen <= dag <= vandaag:
        raise ValidationError(
            f"{datum(dag)} kan niet: kies een dag van {datum(aanvraag.ontvangen)} (ontvangst) tot en met vandaag.",
            code="dag",
        )
    if soort != Soort.ASKED and not beleid_van(aanvraag.dossier).is_besluit:
        raise ValidationError(
            "Onder een overeenkomst loopt geen beslistermijn. U kunt alleen om een aanvulling vragen.",
            code="overeenkomst",
        )
    if soort == Soort.SUPPLIED:
        raise ValidationError("De aanvrager vult zelf aan, in de aanvraag.", code="soort")
    if soort == Soort.ASKED and aanvraag.status == Status.INCOMPLETE:
        raise ValidationError("Er is al om een aanvulling gevraagd. Wacht op het antwoord.", code="status")


def _tell(aanvraag: Aanvraag, door: Gebruiker, op: datetime) -> None:
    """Who has no account here reads it in the letter."""
    if aanvraag.dossier.houder is None:
        return
    place_bericht(
        soort=BERICHT_AANVULLEN,
        gemeente=aanvraag.dossier.gemeente,
        aan=Ontvangers(HOUDER_ROLLEN, aanvraag.dossier.houder),
        url=reverse("subsidies:subsidiejaar_detail", args=[aanvraag.dossier_id]),
        object=aanvraag,
        door=door,
        op=op,
    )


@transaction.atomic
def complete_aanvraag(*, aanvraag: Aanvraag, door: Gebruiker, op: datetime) -> Aanvraag:
    """All that is needed is there. Where the policy goes by the order of completeness, this moment counts."""
    aanvraag = lock_aanvraag(aanvraag, door)
    if aanvraag.status != Status.SUBMITTED:
        raise ValidationError(
            f"Deze aanvraag heeft de status ‘{aanvraag.get_status_display()}’. Alleen wat is ontvangen, kan volledig zijn.",
            code="status",
        )
    aanvraag.status = Status.COMPLETE
    aanvraag.volledig_op, aanvraag.volledig_door = op, door
    save_checked(aanvraag)
    record_dossier(Handeling.AANVRAAG_COMPLETE, aanvraag, aanvraag.dossier, door)
    return aanvraag
