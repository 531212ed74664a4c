from typing import Self

from django.db import models
from django.db.models import Count, F, Q

from lib.periode import Tijdvak
from opvang.models import MetTijdvak, Urendeclaratie, is_tijdvak, tijdvak_constraints
from organisaties.models import Gebruiker, Gemeente, Toekenning


class RekenopdrachtQuerySet(models.QuerySet["Rekenopdracht"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        """A provider sees what came of it: its own approved calculations."""
        return self.none() if gebruiker.is_houder else self.filter(gemeente=gebruiker.gemeente)

    def in_tijdvak(self, tijdvak: Tijdvak) -> Self:
        return self.filter(is_tijdvak(tijdvak))

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


class Rekenopdracht(MetTijdvak):
    """One press of the button "bereken": which accepted declarations of a tijdvak, and how far that is.

    Each declaration is a transaction of its own. What has been done is done, whatever becomes of the rest.
    """

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    aangevraagd_op = models.DateTimeField()
    aangevraagd_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    # The role under which it was asked; the work is done, and recorded, under the same.
    toekenning = models.ForeignKey(Toekenning, on_delete=models.SET_NULL, null=True, related_name="+")
    klaar_op = models.DateTimeField(null=True, blank=True)

    objects = RekenopdrachtQuerySet.as_manager()

    class Meta:
        ordering = ("-aangevraagd_op", "-pk")
        constraints = [
            *tijdvak_constraints("rekenopdracht"),
            models.UniqueConstraint(
                fields=("gemeente", "jaar", "ritme", "nummer"),
                condition=Q(klaar_op=None),
                name="rekenopdracht_een_tegelijk",
                violation_error_message="De subsidie over dit tijdvak wordt al berekend.",
            ),
        ]

    def __str__(self) -> str:
        return f"Berekening van {self.tijdvak.met_lidwoord}, gemeente {self.gemeente}"

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
