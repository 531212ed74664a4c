"""The outbox: work that was promised in the transaction of a change and is done outside the request."""

from datetime import datetime, timedelta
from typing import Any, Protocol, Self

from django.db import models
from django.db.models import Q

# Sent and not done after this time: the queue lost it, or its worker stopped. It is then sent once more.
TERMIJN = timedelta(minutes=5)
MAX_POGINGEN = 5
# Of one municipality there are so many at once in a queue, and the next comes behind those of the others: a large
# one never holds up a small one. Work that belongs to no municipality is of all of them together.
TEGELIJK = {"mensen": 4, "nacht": 1}
TEGELIJK_ZONDER_GEMEENTE = 100
# For so long a job that is done, or that was set aside, stays to be seen.
BEWAAR_KLAAR = timedelta(days=7)
BEWAAR_TERZIJDE = timedelta(days=90)


class Vrager(Protocol):
    """Who asks, of whom only the municipality counts here; the users know of the outbox, not it of them."""

    @property
    def gemeente(self) -> Any: ...


class OpdrachtQuerySet(models.QuerySet["Opdracht"]):
    def for_gebruiker(self, gebruiker: Vrager) -> Self:
        return self.filter(gemeente=gebruiker.gemeente)

    def waiting(self) -> Self:
        return self.filter(status=Opdracht.Status.WAITING)

    def set_aside(self) -> Self:
        return self.filter(status=Opdracht.Status.SET_ASIDE)

    def to_send(self, moment: datetime) -> Self:
        """Not sent yet, or so long ago that the message must be lost.

        A moment in the future says nothing, the clock was set back: that counts as long ago.
        """
        return self.waiting().exclude(verstuurd_op__range=(moment - TERMIJN, moment + TERMIJN))

    def under_way(self, moment: datetime) -> Self:
        """Sent, and as far as we know in the queue or with a worker. What failed waits for its next attempt."""
        return self.waiting().filter(verstuurd_op__range=(moment - TERMIJN, moment + TERMIJN), fout="")

    def expired(self, moment: datetime) -> Self:
        return self.filter(
            Q(status=Opdracht.Status.DONE, klaar_op__lt=moment - BEWAAR_KLAAR)
            | Q(status=Opdracht.Status.SET_ASIDE, gevraagd_op__lt=moment - BEWAAR_TERZIJDE)
        )


class Rij(models.TextChoices):
    """The queues of Celery, in the order in which workers take from them. Names of queues: they may never change."""

    MENSEN = "mensen", "Van mensen"
    NACHT = "nacht", "Van de nacht en van rondes"


class Opdracht(models.Model):
    """One job for a worker, kept in the transaction of the change that asked for it.

    The message in the queue holds only the number of this row. What must be done stands here, in a database
    that the queue cannot write; an emptied queue loses nothing.
    """

    class Status(models.TextChoices):
        WAITING = "wacht", "Wacht"
        DONE = "klaar", "Klaar"
        SET_ASIDE = "terzijde", "Mislukt, terzijde gelegd"

    # Without a municipality: work for an account, which belongs to a person.
    gemeente = models.ForeignKey(
        "organisaties.Gemeente", on_delete=models.PROTECT, null=True, blank=True, related_name="opdrachten"
    )
    werk = models.CharField(max_length=80)
    rij = models.CharField(max_length=10, choices=Rij, default=Rij.MENSEN, db_default="mensen")
    # Ids and short texts that the job checks itself; emptied when it is done.
    argumenten = models.JSONField(default=list, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    gevraagd_op = models.DateTimeField()
    gevraagd_door = models.ForeignKey(
        "organisaties.Gebruiker", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    verstuurd_op = models.DateTimeField(null=True, blank=True)
    klaar_op = models.DateTimeField(null=True, blank=True)
    pogingen = models.PositiveSmallIntegerField(default=0)
    fout = models.CharField(max_length=300, blank=True)

    objects = OpdrachtQuerySet.as_manager()

    class Meta:
        ordering = ("gevraagd_op", "pk")
        constraints = [
            models.CheckConstraint(
                name="opdracht_klaar_heeft_moment",
                condition=Q(status="klaar", klaar_op__isnull=False) | (~Q(status="klaar") & Q(klaar_op=None)),
                violation_error_message="Een opdracht die klaar is, en alleen die, heeft een moment waarop.",
            )
        ]
        indexes = [
            models.Index(fields=("gevraagd_op",), condition=~Q(status="klaar"), name="opdracht_niet_klaar")
        ]

    def __str__(self) -> str:
        return f"Opdracht {self.pk}: {self.werk}"
