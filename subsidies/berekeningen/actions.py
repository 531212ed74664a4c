"""From an accepted declaration to money: calculate, approve or reject.

Every action first locks the declarations of the provider's tijdvak, so that a correction, a second
calculation and an approval of the same tijdvak wait for each other.
"""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from brieven.actions import place_bericht
from brieven.models import Ontvangers
from lib.geld import euro
from opvang.actions import reopen_declaratie, return_declaratie
from opvang.models import Urendeclaratie
from organisaties.audit import record
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked
from organisaties.rechten import HOUDER_ROLLEN, Rol
from subsidies.berekeningen.boeken import book_berekening, unbook_berekening
from subsidies.berekeningen.handelingen import Handeling
from subsidies.berekeningen.opgaven import reken_declaratie
from subsidies.berekeningen.opslaan import save_regels
from subsidies.berekeningen.rekenen import KOLOMMEN, Rekenresultaat, as_rij
from subsidies.gebeurtenissen import announce_goedkeuring
from subsidies.models import Berekening, Berekeningsdeel
from subsidies.vierogen import why_not_approve

Status = Berekening.Status
GELDIG = (Status.CALCULATED, Status.APPROVED)
BERICHT_GOEDKEUREN = "berekening-goedkeuren"
BERICHT_GOEDGEKEURD = "berekening-goedgekeurd"


@transaction.atomic
def calculate_declaratie(*, declaratie: Urendeclaratie, door: Gebruiker, op: datetime) -> Berekening:
    """Compute the subsidy of an accepted declaration as it is today.

    Asking twice gives the one calculation that there is. When the facts or the policy changed since, a new one
    waits for approval; what was approved counts until then.
    """
    declaratie = _lock_tijdvak(declaratie)
    if declaratie.status != Urendeclaratie.Status.ACCEPTED:
        raise ValidationError(
            f"{declaratie}: alleen een geaccepteerde declaratie wordt berekend; "
            f"deze heeft de status ‘{declaratie.get_status_display()}’.",
            code="status",
        )
    resultaat = reken_declaratie(declaratie)
    per_status = {b.status: b for b in declaratie.berekeningen.filter(status__in=GELDIG)}
    wacht, goed = per_status.get(Status.CALCULATED), per_status.get(Status.APPROVED)
    if wacht is not None and is_same(wacht, resultaat):
        return wacht
    vorige = _replace_undecided(declaratie)
    if goed is not None and is_same(goed, resultaat):
        return goed
    berekening = _save(declaratie, resultaat, vorige, door, op)
    _record(Handeling.BEREKENING_CALCULATE, berekening, door)
    # A tijdvak has a calculation per provider: one message until somebody has read it.
    place_bericht(
        soort=BERICHT_GOEDKEUREN,
        gemeente=declaratie.gemeente,
        aan=Ontvangers({Rol.BUDGETHOUDER}),
        url=f"{reverse('subsidies:berekening_list')}?tijdvak={declaratie.tijdvak.code}",
        object=berekening,
        door=door,
        op=op,
        tot_gelezen=True,
    )
    return berekening


@transaction.atomic
def approve_berekening(*, berekening: Berekening, door: Gebruiker, op: datetime) -> Berekening:
    """The budgethouder agrees: the calculation counts, the one before it is reversed, the money is booked."""
    berekening = _lock_undecided(berekening)
    if bezwaar := why_not_approve(berekening, door):
        raise ValidationError(bezwaar, code="vier-ogen")
    if berekening.declaratie.status != Urendeclaratie.Status.ACCEPTED:
        raise ValidationError(
            "De houder heeft intussen een correctie ingediend. Beoordeel die en laat haar berekenen.",
            code="vervangen",
        )
    datum = timezone.localdate(op)
    eerdere = Berekening.objects.same_tijdvak(berekening.declaratie).in_force().exclude(pk=berekening.pk)
    for vorige in eerdere.select_for_update():
        vorige.status = Status.REPLACED
        vorige.save(update_fields=["status"])
        unbook_berekening(berekening=vorige, datum=datum, door=door, op=op)
        _record(Handeling.BEREKENING_REPLACE, vorige, door)
    _decide(berekening, Status.APPROVED, door, op)
    book_berekening(berekening=berekening, datum=datum, door=door, op=op)
    _record(Handeling.BEREKENING_APPROVE, berekening, door)
    announce_goedkeuring(berekening)
    place_bericht(
        soort=BERICHT_GOEDGEKEURD,
        gemeente=berekening.declaratie.gemeente,
        aan=Ontvangers(HOUDER_ROLLEN, berekening.declaratie.houder),
        url=reverse("subsidies:berekening_detail", args=[berekening.pk]),
        object=berekening,
        door=door,
        op=op,
    )
    return berekening


@transaction.atomic
def reject_berekening(*, berekening: Berekening, reden: str, door: Gebruiker, op: datetime) -> Berekening:
    """The budgethouder does not agree and says why; the tijdvak can be calculated anew."""
    if not reden.strip():
        raise ValidationError("Geef een reden als u een berekening afwijst.", code="reden")
    berekening = _lock_undecided(berekening)
    berekening.reden_afwijzing = reden.strip()
    _decide(berekening, Status.REJECTED, door, op)
    _record(Handeling.BEREKENING_REJECT, berekening, door)
    return berekening


@transaction.atomic
def withdraw_acceptance(*, declaratie: Urendeclaratie, door: Gebruiker) -> Urendeclaratie:
    """The hours wait for a judgement again, as long as no calculation answers them."""
    return reopen_declaratie(declaratie=_lock_not_calculated(declaratie), door=door)


@transaction.atomic
def return_accepted(
    *, declaratie: Urendeclaratie, reden: str, door: Gebruiker, op: datetime
) -> Urendeclaratie:
    """Back to the provider after all, as when the budgethouder rejected what was calculated."""
    declaratie = _lock_not_calculated(declaratie)
    return return_declaratie(
        declaratie=declaratie, reden=reden, door=door, op=op, uit=declaratie.Status.ACCEPTED
    )


def is_same(berekening: Berekening, resultaat: Rekenresultaat) -> bool:
    """Does today's result say the same as the receipt, line by line and under the same policies?"""
    was = list(berekening.regels.order_by("volgorde").values_list(*KOLOMMEN))
    wordt = [as_rij(regel) for regel in resultaat.regels]
    regelingen = list(berekening.delen.values_list("regeling", flat=True))
    return was == wordt and regelingen == [deel.regeling.pk for deel in resultaat.delen]


def _lock_tijdvak(declaratie: Urendeclaratie) -> Urendeclaratie:
    """The declaration as it is now, with all submitted declarations of the tijdvak held until the end.

    A draft is left alone: submitting it locks the draft first and its predecessor next, the other way round.
    """
    rijen = Urendeclaratie.objects.same_tijdvak(declaratie)
    ingediend = rijen.exclude(status=Urendeclaratie.Status.DRAFT).order_by("pk").select_for_update()
    return {rij.pk: rij for rij in ingediend}.get(declaratie.pk, declaratie)


def _lock_not_calculated(declaratie: Urendeclaratie) -> Urendeclaratie:
    declaratie = _lock_tijdvak(declaratie)
    if declaratie.berekeningen.filter(status__in=GELDIG).exists():
        raise ValidationError(
            "De subsidie over deze uren is al berekend. Laat de budgethouder de berekening eerst afwijzen, of laat de"
            " houder een correctie indienen.",
            code="berekend",
        )
    return declaratie


def _lock_undecided(berekening: Berekening) -> Berekening:
    declaratie = _lock_tijdvak(berekening.declaratie)
    berekening = Berekening.objects.select_for_update().get(pk=berekening.pk)
    berekening.declaratie = declaratie
    if not berekening.is_waiting:
        raise ValidationError(
            f"Over deze berekening is al beslist: ‘{berekening.get_status_display()}’.", code="beslist"
        )
    return berekening


def _replace_undecided(declaratie: Urendeclaratie) -> Berekening | None:
    """The last calculation of the tijdvak; one that nobody decided on yet makes way for the new one."""
    vorige = Berekening.objects.same_tijdvak(declaratie).order_by("pk").select_for_update().last()
    if vorige is not None and vorige.is_waiting:
        vorige.status = Status.REPLACED
        vorige.save(update_fields=["status"])
    return vorige


def _save(
    declaratie: Urendeclaratie,
    resultaat: Rekenresultaat,
    vorige: Berekening | None,
    door: Gebruiker,
    op: datetime,
) -> Berekening:
    berekening = Berekening(
        declaratie=declaratie,
        engine_versie=resultaat.engine_versie,
        totaal_centen=resultaat.totaal,
        berekend_op=op,
        berekend_door=door,
        vervangt=vorige,
    )
    save_checked(berekening)
    _save_delen(berekening, resultaat)
    return berekening


def _save_delen(berekening: Berekening, resultaat: Rekenresultaat) -> None:
    """What went in per policy, and the lines that came out, numbered through."""
    eerste = 0
    for deel in resultaat.delen:
        bon = Berekeningsdeel(
            berekening=berekening,
            regeling=deel.regeling,
            regeling_sha256=deel.regeling.sha256,
            eerste=eerste,
            invoer=deel.invoer,
        )
        save_checked(bon)
        eerste += len(deel.regels)
    save_regels(berekening, resultaat.regels)


def _decide(berekening: Berekening, status: Status, door: Gebruiker, op: datetime) -> None:
    if berekening.declaratie.gemeente_id != door.gemeente.pk:
        raise ValidationError("Deze berekening is van een andere gemeente.")
    berekening.status, berekening.besloten_op, berekening.besloten_door = status, op, door
    save_checked(berekening)


def _record(handeling: Handeling, berekening: Berekening, door: Gebruiker) -> None:
    record(
        handeling=handeling,
        door=door,
        object=berekening,
        declaratie=berekening.declaratie_id,
        regeling=" ".join(berekening.delen.values_list("regeling_sha256", flat=True)),
        totaal=euro(berekening.totaal_centen),
    )
