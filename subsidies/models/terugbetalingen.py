"""What a recipient pays back itself, where there is nothing to set off against."""

from django.db import models
from django.db.models import Q

from organisaties.models import Gebruiker
from subsidies.models.betalen import Betaalverplichting


class Terugbetaling(models.Model):
    """Money that came in for a claim below zero: cents, above zero, on the day that the bank booked it.

    `referentie` is what the statement of the bank calls the transfer, so that one is never counted twice.
    """

    verplichting = models.ForeignKey(
        Betaalverplichting, on_delete=models.PROTECT, related_name="terugbetalingen"
    )
    bedrag_centen = models.BigIntegerField()
    dag = models.DateField("dag van ontvangst")
    referentie = models.CharField("referentie op het bankafschrift", max_length=35)
    vastgelegd_op = models.DateTimeField()
    vastgelegd_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("dag", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("verplichting", "referentie"),
                name="terugbetaling_een_keer",
                violation_error_message="Deze terugbetaling is al vastgelegd.",
            ),
            models.CheckConstraint(
                name="terugbetaling_positief",
                condition=Q(bedrag_centen__gt=0),
                violation_error_message="Vul een bedrag boven € 0,00 in.",
            ),
            models.CheckConstraint(
                name="terugbetaling_met_referentie",
                condition=~Q(referentie=""),
                violation_error_message="Noem onder welke referentie de terugbetaling op het bankafschrift staat.",
            ),
        ]

    def __str__(self) -> str:
        return f"terugbetaling {self.referentie}"
