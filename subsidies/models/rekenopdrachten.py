from typing import Self

from django.db import models
from django.db.models import Count, F, Q

from lib.periode import EERSTE_JAAR, JAAR_BESTAAT_NIET, LAATSTE_JAAR
from opvang.models import Urendeclaratie
from organisaties.models import Gebruiker, Gemeente, Toekenning


class RekenopdrachtQuerySet(models.QuerySet["Rekenopdracht"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        """A provider sees what came of it: its own approved calculations."""
        return self.none() if gebruiker.is_houder else self.filter(gemeente=gebruiker.gemeente)

    def underway(self) -> Self:
        return self.filter(klaar_op=None)

    def with_stand(self) -> Self:
        """With `totaal`, `gedaan` and `mislukt`: numbers of declarations, and `procent` of it done."""
        status = Rekenopdrachtregel.Status
        return self.annotate(
            totaal=Count("regels"),
            gedaan=Count("regels", filter=~Q(regels__status=status.WAITING)),
            mislukt=Count("regels", filter=Q(regels__status=status.FAILED)),
            procent=100 * F("gedaan") / F("totaal"),
        ).filter(totaal__gt=0)


class Rekenopdracht(models.Model):
    """One press of the button "bereken": which accepted declarations of a quarter, and how far that is.

    Each declaration is a transaction of its own. What has been done is done, whatever becomes of the rest.
    """

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    jaar = models.PositiveSmallIntegerField()
    kwartaal = models.PositiveSmallIntegerField()
    aangevraagd_op = models.DateTimeField()
    aangevraagd_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    # The role under which it was asked; the work is done, and recorded, under the same.
    toekenning = models.ForeignKey(Toekenning, on_delete=models.SET_NULL, null=True, related_name="+")
    klaar_op = models.DateTimeField(null=True, blank=True)

    objects = RekenopdrachtQuerySet.as_manager()

    class Meta:
        ordering = ("-aangevraagd_op", "-pk")
        constraints = [
            models.CheckConstraint(
                name="rekenopdracht_jaar_bestaat",
                condition=Q(jaar__range=(EERSTE_JAAR, LAATSTE_JAAR)),
                violation_error_message=JAAR_BESTAAT_NIET,
            ),
            models.UniqueConstraint(
                fields=("gemeente", "jaar", "kwartaal"),
                condition=Q(klaar_op=None),
                name="rekenopdracht_een_tegelijk",
                violation_error_message="De subsidie over dit kwartaal wordt al berekend.",
            ),
        ]

    def __str__(self) -> str:
        return f"Berekening van kwartaal {self.kwartaal} van {self.jaar}, gemeente {self.gemeente}"

    @property
    def is_onderweg(self) -> bool:
        return self.klaar_op is None


class Rekenopdrachtregel(models.Model):
    """One declaration of the run: waiting, calculated, or why not."""

    class Status(models.TextChoices):
        WAITING = "wacht", "Wacht"
        DONE = "berekend", "Berekend"
        FAILED = "mislukt", "Mislukt"

    opdracht = models.ForeignKey(Rekenopdracht, on_delete=models.CASCADE, related_name="regels")
    declaratie = models.ForeignKey(Urendeclaratie, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    fout = models.TextField(blank=True)
    afgehandeld_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("opdracht", "declaratie__houder__naam", "declaratie")
        constraints = [
            models.UniqueConstraint(
                fields=("opdracht", "declaratie"),
                name="rekenopdrachtregel_een_per_declaratie",
                violation_error_message="Deze declaratie staat al in de opdracht.",
            ),
            models.CheckConstraint(
                name="rekenopdrachtregel_mislukt_zegt_waarom",
                condition=Q(status="mislukt") & ~Q(fout="") | ~Q(status="mislukt") & Q(fout=""),
                violation_error_message="Zeg waarom een declaratie niet is berekend.",
            ),
            models.CheckConstraint(
                name="rekenopdrachtregel_afgehandeld_volledig",
                condition=Q(status="wacht", afgehandeld_op=None)
                | (~Q(status="wacht") & Q(afgehandeld_op__isnull=False)),
                violation_error_message="Leg vast wanneer een declaratie is afgehandeld.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.declaratie}: {self.get_status_display()}"
