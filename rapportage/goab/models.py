"""What the Rijk told the municipality about its grant: scores of CBS, and the decisions of OCW. Only added to."""

from django.db import models
from django.db.models import Q

from lib.periode import EERSTE_JAAR, JAAR_BESTAAT_NIET, LAATSTE_JAAR
from organisaties.models import Gebruiker, Gemeente


class Stand(models.TextChoices):
    PROVISIONAL = "voorlopig", "Voorlopig"
    FINAL = "definitief", "Definitief"


class Goabscore(models.Model):
    """The achterstandsscore at the count date of a year, in hundredths of points. The last one written counts."""

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    jaar = models.PositiveSmallIntegerField("jaar van de teldatum")
    stand = models.CharField(max_length=10, choices=Stand)
    score_honderdsten = models.PositiveIntegerField("achterstandsscore")
    bron = models.CharField(max_length=200)
    vastgelegd_op = models.DateTimeField()
    vastgelegd_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                name="goabscore_jaar_bestaat",
                condition=Q(jaar__range=(EERSTE_JAAR, LAATSTE_JAAR)),
                violation_error_message=JAAR_BESTAAT_NIET,
            )
        ]

    def __str__(self) -> str:
        return f"achterstandsscore {self.jaar}"


class Goabbeschikking(models.Model):
    """What OCW decided for a year, in cents. The last final decision counts, else the last provisional one."""

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    jaar = models.PositiveSmallIntegerField()
    stand = models.CharField(max_length=10, choices=Stand)
    bedrag_centen = models.BigIntegerField()
    nummer = models.CharField("kenmerk van de beschikking", max_length=50)
    datum = models.DateField()
    vastgelegd_op = models.DateTimeField()
    vastgelegd_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=("gemeente", "jaar", "stand", "nummer"),
                name="goabbeschikking_een_keer",
                violation_error_message="Deze beschikking is al vastgelegd.",
            ),
            models.CheckConstraint(
                name="goabbeschikking_jaar_bestaat",
                condition=Q(jaar__range=(EERSTE_JAAR, LAATSTE_JAAR)),
                violation_error_message=JAAR_BESTAAT_NIET,
            ),
            models.CheckConstraint(
                name="goabbeschikking_niet_negatief",
                condition=Q(bedrag_centen__gte=0),
                violation_error_message="Een uitkering kan niet lager zijn dan € 0.",
            ),
        ]

    def __str__(self) -> str:
        return f"beschikking {self.nummer} over {self.jaar}"
