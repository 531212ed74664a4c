from typing import Self

from django.db import models
from django.db.models import Q

from lib.periode import EERSTE_JAAR, JAAR_BESTAAT_NIET, LAATSTE_JAAR
from organisaties.models import Gebruiker, Gemeente, Organisatie


class KolommenstandQuerySet(models.QuerySet["Kolommenstand"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        """For the municipality: a provider sees its own decisions and payments."""
        return self.none() if gebruiker.is_houder else self.filter(gemeente=gebruiker.gemeente)

    def to_do(self) -> Self:
        return self.filter(status=Kolommenstand.Status.TO_DO)


class Kolommenstand(models.Model):
    """The five amounts (cents) of one provider, scheme and year as the last check found them, and why they differ.

    It is worked out anew at each check and is no record of its own: facts, decisions, payments and bookings are.
    """

    class Status(models.TextChoices):
        EQUAL = "gelijk", "Gelijk"
        RUNNING = "loopt", "Verklaard, loopt nog"
        TO_DO = "te-doen", "Er is iets te doen"

    gemeente = models.ForeignKey(Gemeente, on_delete=models.CASCADE, related_name="+")
    houder = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="+")
    regelingnaam = models.CharField("regeling", max_length=120)
    jaar = models.PositiveSmallIntegerField()
    # Empty: today's facts can't be computed.
    verschuldigd_centen = models.BigIntegerField(null=True)
    besloten_centen = models.BigIntegerField()
    betaald_centen = models.BigIntegerField()
    geboekt_centen = models.BigIntegerField()
    # Empty: no definitive report about this year was made.
    verantwoord_centen = models.BigIntegerField(null=True)
    status = models.CharField(max_length=10, choices=Status)
    redenen = models.JSONField("redenen, in zinnen", default=list, blank=True)
    # Since when there is something to do.
    sinds = models.DateTimeField(null=True)
    gecontroleerd_op = models.DateTimeField()

    objects = KolommenstandQuerySet.as_manager()

    class Meta:
        ordering = ("-jaar", "houder__naam", "regelingnaam")
        constraints = [
            models.UniqueConstraint(
                fields=("gemeente", "houder", "regelingnaam", "jaar"),
                name="kolommenstand_een_per_regeling_en_jaar",
                violation_error_message="Van deze aanbieder, deze regeling en dit jaar is er al een vergelijking.",
            ),
            models.CheckConstraint(
                name="kolommenstand_jaar_bestaat",
                condition=Q(jaar__range=(EERSTE_JAAR, LAATSTE_JAAR)),
                violation_error_message=JAAR_BESTAAT_NIET,
            ),
            models.CheckConstraint(
                name="kolommenstand_sinds",
                condition=Q(status="te-doen", sinds__isnull=False) | ~Q(status="te-doen") & Q(sinds=None),
                violation_error_message="Noem bij een verschil sinds wanneer het er is.",
            ),
        ]

    def __str__(self) -> str:
        return f"vijf kolommen {self.jaar}, {self.houder}, {self.regelingnaam}"
