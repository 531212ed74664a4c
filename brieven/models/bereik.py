"""How people want to be told, and where they cannot be reached."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from organisaties.models import Gebruiker, Gemeente, Organisatie


class Berichtinstelling(models.Model):
    """Of somebody who wants one mail a working day instead of one at once; the message itself is there at once."""

    gebruiker = models.OneToOneField(
        Gebruiker,
        on_delete=models.CASCADE,
        related_name="+",
        error_messages={"unique": "Deze persoon heeft al een keuze gemaakt."},
    )
    dagelijks = models.BooleanField("één mail per werkdag", default=False)


class OnbereikbaarQuerySet(models.QuerySet["Onbereikbaar"]):
    def open(self) -> Self:
        return self.filter(opgelost_op=None)


class Onbereikbaar(models.Model):
    """Mail to this person came back. Until somebody solves that, a notice to them is a task at once (Awb 2:11)."""

    class Bron(models.TextChoices):
        SMTP = "smtp", "De mailserver weigerde het adres"
        BESTAND = "bestand", "Een teruggekomen mail is ingelezen"
        HAND = "hand", "Met de hand vastgelegd"

    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.CASCADE, related_name="+")
    bron = models.CharField(max_length=10, choices=Bron)
    code = models.CharField(max_length=60, blank=True)
    gemeld_op = models.DateTimeField()
    gemeld_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    opgelost_op = models.DateTimeField(null=True, blank=True)
    opgelost_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = OnbereikbaarQuerySet.as_manager()

    class Meta:
        ordering = ("-gemeld_op", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("gebruiker",),
                condition=Q(opgelost_op=None),
                name="onbereikbaar_een_open",
                violation_error_message="Dit adres staat al als onbereikbaar.",
            )
        ]

    def __str__(self) -> str:
        return f"onbereikbaar adres van {self.gebruiker.email}"


class BereikbaarheidQuerySet(models.QuerySet["Bereikbaarheid"]):
    def valid_on(self, dag: date) -> Self:
        return self.filter(ingetrokken_op=None, sinds__lte=dag)


class Bereikbaarheid(models.Model):
    """An organisation said expressly that it can be reached electronically (Awb 2:8); without it letters go by post."""

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    organisatie = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="+")
    sinds = models.DateField("bereikbaar sinds")
    verklaard_door = models.CharField("verklaard door", max_length=120)
    vastgelegd_op = models.DateTimeField()
    vastgelegd_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    ingetrokken_op = models.DateTimeField(null=True, blank=True)
    ingetrokken_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = BereikbaarheidQuerySet.as_manager()

    class Meta:
        ordering = ("organisatie__naam", "-sinds", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("gemeente", "organisatie"),
                condition=Q(ingetrokken_op=None),
                name="bereikbaarheid_een_geldig",
                violation_error_message="Voor deze organisatie is dit al vastgelegd.",
            )
        ]

    def __str__(self) -> str:
        return f"elektronische bereikbaarheid van {self.organisatie}"
