"""What the check of a year leaves behind: which bookings were drawn, and which mistakes and doubts were found."""

from typing import Self

from django.db import models
from django.db.models import Q

from lib.periode import EERSTE_JAAR, JAAR_BESTAAT_NIET, LAATSTE_JAAR
from organisaties.models import Gebruiker, Gemeente
from rapportage.beleid.models import Beleidsrij
from subsidies.models import Berekeningsregel, Boeking

MEESTE_POSTEN = 25


class TrekkingQuerySet(models.QuerySet["Trekking"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        return self.filter(gemeente=gebruiker.gemeente)


class Trekking(models.Model):
    """A draw out of the bookings of a year on one indicator, with all that is needed to draw the same again.

    `populatie_centen` and `populatie_aantal`: the bookings above zero that took part, as they were at the draw.
    """

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    jaar = models.PositiveSmallIntegerField()
    indicator = models.CharField("SiSa-indicator", max_length=10)
    zaad = models.CharField(max_length=64)
    omvang = models.PositiveSmallIntegerField("aantal trekkingen")
    populatie_aantal = models.PositiveIntegerField()
    populatie_centen = models.BigIntegerField()
    getrokken_op = models.DateTimeField()
    getrokken_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")

    objects = TrekkingQuerySet.as_manager()

    class Meta:
        ordering = ("-getrokken_op", "-pk")
        constraints = [
            models.CheckConstraint(
                name="trekking_jaar_bestaat",
                condition=Q(jaar__range=(EERSTE_JAAR, LAATSTE_JAAR)),
                violation_error_message=JAAR_BESTAAT_NIET,
            ),
            models.CheckConstraint(
                name="trekking_omvang",
                condition=Q(omvang__range=(1, MEESTE_POSTEN)),
                violation_error_message=f"Trek 1 tot en met {MEESTE_POSTEN} keer.",
            ),
            models.CheckConstraint(
                name="trekking_heeft_populatie",
                condition=Q(populatie_aantal__gte=1, populatie_centen__gte=1),
                violation_error_message="Op deze indicator is in dit jaar niets geboekt. Er valt niets te trekken.",
            ),
        ]

    def __str__(self) -> str:
        return f"steekproef {self.indicator} over {self.jaar}"


class Trekkingspost(models.Model):
    """A booking that was drawn, by the cent on which the lot fell; `treffers` lots fell on it.

    `regel`: the line of the calculation in which that cent lies, where the booking is of hours.
    """

    trekking = models.ForeignKey(Trekking, on_delete=models.PROTECT, related_name="posten")
    volgorde = models.PositiveSmallIntegerField()
    boeking = models.ForeignKey(Boeking, on_delete=models.PROTECT, related_name="+")
    cent = models.BigIntegerField("cent van de boeking")
    regel = models.ForeignKey(
        Berekeningsregel, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    treffers = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ("trekking", "volgorde", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("trekking", "boeking"),
                name="trekkingspost_een_per_boeking",
                violation_error_message="Deze boeking is in deze steekproef al getrokken.",
            ),
        ]

    def __str__(self) -> str:
        return f"post {self.volgorde} van {self.trekking}"


class Bevinding(Beleidsrij):
    """A mistake, or something that can't be made certain, with its amount in cents and its cause."""

    class Soort(models.TextChoices):
        FOUT = "fout", "Fout"
        ONZEKERHEID = "onzekerheid", "Onzekerheid"

    jaar = models.PositiveSmallIntegerField()
    soort = models.CharField(max_length=15, choices=Soort)
    indicator = models.CharField("SiSa-indicator", max_length=10)
    bedrag_centen = models.BigIntegerField()
    oorzaak = models.CharField(max_length=500)

    class Meta:
        ordering = ("jaar", "pk")
        constraints = [
            models.CheckConstraint(
                name="bevinding_jaar_bestaat",
                condition=Q(jaar__range=(EERSTE_JAAR, LAATSTE_JAAR)),
                violation_error_message=JAAR_BESTAAT_NIET,
            ),
            models.CheckConstraint(
                name="bevinding_boven_nul",
                condition=Q(bedrag_centen__gt=0),
                violation_error_message="Een fout of onzekerheid heeft een bedrag boven € 0, ook als er te weinig is betaald.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display().lower()} bij {self.indicator}, {self.jaar}"
