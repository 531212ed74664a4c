"""What became of a payment: paid, or sent back by the bank; and of the claims that it settles."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from organisaties.audit import record
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked
from subsidies.betalen.handelingen import Handeling
from subsidies.gebeurtenissen import announce_geld
from subsidies.models import Betaalregel, Betaalrun, Betaalverplichting, Betaling

Status, Stand = Betaling.Status, Betaalregel.Stand


@transaction.atomic
def confirm_run(*, run: Betaalrun, dag: date, door: Gebruiker) -> int:
    """The bank paid all that was under way on this day; how many payments."""
    run = lock_run(run, door)
    betalingen = list(run.betalingen.under_way().select_for_update(of=("self",)))
    if not betalingen:
        raise ValidationError("In deze betaalrun is niets onderweg. Er is niets gewijzigd.", code="status")
    for betaling in betalingen:
        pay_betaling(betaling, dag, door)
    close_run(run)
    return len(betalingen)


@transaction.atomic
def fail_betaling(*, betaling: Betaling, reden: str, door: Gebruiker) -> Betaling:
    """The bank did not pay, or sent it back: what it was for is open again."""
    run = lock_run(betaling.run, door)
    betaling = Betaling.objects.select_for_update(of=("self",)).get(pk=betaling.pk)
    if betaling.status not in (Status.SENT, Status.PAID):
        raise ValidationError(
            f"Deze betaling heeft de status ‘{betaling.get_status_display()}’ en kan niet mislukken.",
            code="status",
        )
    if not reden.strip():
        raise ValidationError("Schrijf op welke reden de bank geeft.", code="reden")
    send_back(betaling, reden, door)
    close_run(run)
    return betaling


def lock_run(run: Betaalrun, door: Gebruiker) -> Betaalrun:
    run = Betaalrun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if run.gemeente_id != door.gemeente.pk:
        raise ValidationError("Deze betaalrun is van een andere gemeente.")
    return run


def pay_betaling(betaling: Betaling, dag: date, door: Gebruiker) -> None:
    betaling.betaaldag = dag
    settle_betaling(betaling, Status.PAID)
    record(
        handeling=Handeling.BETALING_PAY,
        door=door,
        object=betaling,
        dag=dag,
        centen=betaling.bedrag_centen,
    )


def send_back(betaling: Betaling, reden: str, door: Gebruiker) -> None:
    betaling.reden_mislukt = reden.strip()[:200]
    give_back(betaling, Status.FAILED)
    record(handeling=Handeling.BETALING_RETURN, door=door, object=betaling, centen=betaling.bedrag_centen)


def settle_betaling(betaling: Betaling, status: Betaling.Status) -> None:
    """What it was for is settled; of what was set off only in part the rest is open."""
    betaling.status = status
    save_checked(betaling)
    betaling.regels.update(stand=Stand.SETTLED)
    voldaan = Betaalverplichting.Status.PAID if status == Status.PAID else Betaalverplichting.Status.SET_OFF
    verplichtingen = Betaalverplichting.objects.filter(regels__betaling=betaling)
    verplichtingen.filter(bedrag_centen__gt=0).update(status=voldaan)
    terug = verplichtingen.filter(bedrag_centen__lt=0).values_list("pk", flat=True)
    for verplichting in Betaalverplichting.objects.filter(pk__in=list(terug)).with_rest():
        verplichting.status = (
            Betaalverplichting.Status.OPEN if verplichting.rest else Betaalverplichting.Status.SET_OFF
        )
        verplichting.save(update_fields=["status"])


def give_back(betaling: Betaling, status: Betaling.Status) -> None:
    """Nothing came of it: its claims are open, those that the bank refused with that mark."""
    betaling.status = status
    if status == Status.FAILED:
        betaling.betaaldag = None
    save_checked(betaling)
    betaling.regels.update(stand=Stand.BACK)
    weer = Betaalverplichting.Status.FAILED if status == Status.FAILED else Betaalverplichting.Status.OPEN
    verplichtingen = Betaalverplichting.objects.filter(regels__betaling=betaling)
    verplichtingen.filter(bedrag_centen__gt=0).update(status=weer)
    # The rest of a set-off may be in a later run by now.
    elders = Betaalregel.objects.filter(stand=Stand.RUNNING).values("verplichting")
    terug = verplichtingen.filter(bedrag_centen__lt=0).exclude(pk__in=elders)
    terug.update(status=Betaalverplichting.Status.OPEN)


def close_run(run: Betaalrun) -> None:
    """Nothing is under way any more."""
    announce_geld(run.gemeente, run.betalingen.order_by().values_list("organisatie", flat=True))
    if run.status == Betaalrun.Status.RELEASED and not run.betalingen.under_way().exists():
        run.status = Betaalrun.Status.DONE
        save_checked(run)
