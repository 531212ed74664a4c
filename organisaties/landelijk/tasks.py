"""Rounds as work of the outbox: spread over the municipalities, and one turn of one of them."""

from celery import shared_task
from django.utils import timezone

from organisaties.landelijk.beurten import finish, take_turn
from organisaties.opdracht import Rij
from organisaties.ronde import Ronde, Rondedeel
from organisaties.slot import only_one
from organisaties.wachtrij import by_the_clock, enqueue, find_waiting, opdracht


@opdracht("De beurt van een gemeente in een ronde", deel_id=Rondedeel)
def do_beurt(deel_id: int) -> None:
    if (verder := take_turn(deel_id, timezone.now())) is not None:
        enqueue(do_beurt, verder.pk, gemeente=verder.gemeente)


@opdracht("Een ronde verdelen over de gemeenten", ronde_id=Ronde)
def spread_ronde(ronde_id: int) -> None:
    """Ask for a turn of each municipality that has none asked for. May be done at any time, and again."""
    with only_one(f"ronde {ronde_id}") as aan_de_beurt:
        if aan_de_beurt:
            for deel in Rondedeel.objects.open().filter(ronde=ronde_id).select_related("gemeente"):
                if find_waiting(do_beurt, deel.pk, gemeente=deel.gemeente) is None:
                    enqueue(do_beurt, deel.pk, gemeente=deel.gemeente, rij=Rij.NACHT)


@shared_task
@by_the_clock
def keep_rondes() -> None:
    """Each minute: what lost its turn gets one, what is done is closed, and what was long ago is forgotten."""
    for ronde_id in Ronde.objects.underway().values_list("pk", flat=True):
        spread_ronde(ronde_id)
        finish(ronde_id, timezone.now())
    Ronde.objects.expired(timezone.now()).delete()
