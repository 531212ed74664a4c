"""Work of many municipalities at once, and what a municipality lets be done in its name without being asked each time.

Counts and states only: the operator, who may see nothing of children and money, reads every field of these rows.
"""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Count, Q

from organisaties.opdracht import Vrager

# For so long a round stays to be seen: of the clock, of which there are ten each night, and of a person.
BEWAAR_NACHT = timedelta(days=14)
BEWAAR_VAN_MENSEN = timedelta(days=400)


class RondeQuerySet(models.QuerySet["Ronde"]):
    def underway(self) -> Self:
        return self.filter(klaar_op=None)

    def with_stand(self) -> Self:
        """With `totaal`, and how many municipalities are `gedaan` (by whatever end), and of those `mislukt`."""
        return self.annotate(
            totaal=Count("delen"),
            gedaan=Count("delen", filter=~Q(delen__status__in=OPEN)),
            mislukt=Count("delen", filter=Q(delen__status=Rondedeel.Status.FAILED)),
            overgeslagen=Count("delen", filter=Q(delen__status=Rondedeel.Status.SKIPPED)),
        ).order_by("-gevraagd_op", "-pk")

    def expired(self, moment: datetime) -> Self:
        nacht = Q(nacht__isnull=False, klaar_op__lt=moment - BEWAAR_NACHT)
        return self.filter(nacht | Q(nacht=None, klaar_op__lt=moment - BEWAAR_VAN_MENSEN))


class Ronde(models.Model):
    """One kind of work along many municipalities, asked by the operator or by the clock."""

    soort = models.CharField(max_length=40)
    # What the work is about: the code of a tijdvak, a year, or nothing.
    keuze = models.CharField(max_length=10, blank=True)
    # Of the clock: for which night. A second clock finds that it was asked for already.
    nacht = models.DateField(null=True, blank=True)
    gevraagd_op = models.DateTimeField()
    # Nobody: the clock, or a command of the operator.
    gevraagd_door = models.ForeignKey(
        "organisaties.Gebruiker", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    gestopt = models.BooleanField(default=False)
    klaar_op = models.DateTimeField(null=True, blank=True)

    objects = RondeQuerySet.as_manager()

    class Meta:
        ordering = ("-gevraagd_op", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("soort", "keuze"),
                condition=Q(klaar_op=None),
                name="ronde_een_tegelijk",
                violation_error_message="Er loopt al een ronde met dit werk.",
            ),
            models.UniqueConstraint(
                fields=("soort", "nacht"),
                condition=Q(nacht__isnull=False),
                name="ronde_een_per_nacht",
                violation_error_message="De ronde van deze nacht is er al.",
            ),
        ]

    def __str__(self) -> str:
        return f"Ronde {self.pk}: {self.soort} {self.keuze}".rstrip()

    @property
    def is_onderweg(self) -> bool:
        return self.klaar_op is None


class RondedeelQuerySet(models.QuerySet["Rondedeel"]):
    def open(self) -> Self:
        return self.filter(status__in=OPEN)


class Rondedeel(models.Model):
    """One municipality in a round: how far it is, and in one sentence what came of it or what stands in the way."""

    class Status(models.TextChoices):
        WAITING = "wacht", "Wacht"
        RUNNING = "bezig", "Bezig"
        DONE = "klaar", "Klaar"
        SKIPPED = "overgeslagen", "Overgeslagen"
        FAILED = "mislukt", "Mislukt"
        STOPPED = "gestopt", "Gestopt"

    ronde = models.ForeignKey(Ronde, on_delete=models.CASCADE, related_name="delen")
    gemeente = models.ForeignKey("organisaties.Gemeente", on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=12, choices=Status, default=Status.WAITING)
    pogingen = models.PositiveSmallIntegerField(default=0)
    # Numbers of things; never a name or an amount.
    zin = models.CharField(max_length=300, blank=True)
    # Where the last turn left off, in the words of the work itself.
    verder = models.CharField(max_length=40, blank=True)
    begonnen_op = models.DateTimeField(null=True, blank=True)
    klaar_op = models.DateTimeField(null=True, blank=True)

    objects = RondedeelQuerySet.as_manager()

    class Meta:
        ordering = ("ronde", "gemeente__naam", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("ronde", "gemeente"),
                name="rondedeel_een_per_gemeente",
                violation_error_message="Deze gemeente staat al in de ronde.",
            ),
            models.CheckConstraint(
                name="rondedeel_klaar_heeft_moment",
                condition=Q(status__in=("wacht", "bezig", "gestopt"), klaar_op=None)
                | Q(status__in=("klaar", "overgeslagen", "mislukt"), klaar_op__isnull=False),
                violation_error_message="Leg vast wanneer een gemeente klaar was.",
            ),
            models.CheckConstraint(
                name="rondedeel_zegt_waarom",
                condition=~Q(status__in=("overgeslagen", "mislukt")) | ~Q(zin=""),
                violation_error_message="Zeg waarom een gemeente is overgeslagen of mislukt.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gemeente}: {self.get_status_display()}"


OPEN = (Rondedeel.Status.WAITING, Rondedeel.Status.RUNNING)


class MachtigingQuerySet(models.QuerySet["Machtiging"]):
    def for_gebruiker(self, gebruiker: Vrager) -> Self:
        return self.filter(gemeente=gebruiker.gemeente)

    def in_force(self) -> Self:
        return self.filter(ingetrokken_op=None)


class Machtiging(models.Model):
    """Somebody of the municipality lets a round do, in their name, what they may do by hand.

    It counts for as long as they have the role under which they gave it, and nobody took it back.
    """

    gemeente = models.ForeignKey(
        "organisaties.Gemeente", on_delete=models.PROTECT, related_name="machtigingen"
    )
    soort = models.CharField(max_length=40)
    gegeven_op = models.DateTimeField()
    gegeven_door = models.ForeignKey("organisaties.Gebruiker", on_delete=models.PROTECT, related_name="+")
    toekenning = models.ForeignKey(
        "organisaties.Toekenning", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    ingetrokken_op = models.DateTimeField(null=True, blank=True)
    ingetrokken_door = models.ForeignKey(
        "organisaties.Gebruiker", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = MachtigingQuerySet.as_manager()

    class Meta:
        ordering = ("soort", "-gegeven_op", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("gemeente", "soort"),
                condition=Q(ingetrokken_op=None),
                name="machtiging_een_tegelijk",
                violation_error_message="Een collega gaf deze machtiging al. Trek die eerst in.",
            ),
            models.CheckConstraint(
                name="machtiging_intrekken_volledig",
                condition=Q(ingetrokken_op=None, ingetrokken_door=None)
                | Q(ingetrokken_op__isnull=False, ingetrokken_door__isnull=False),
                violation_error_message="Leg vast wie de machtiging introk, en wanneer.",
            ),
        ]

    def __str__(self) -> str:
        return f"Machtiging {self.soort}, gemeente {self.gemeente}"
