"""The SiSa form of a municipality for a year, as it was read or typed. Nothing is edited: the last row counts."""

from typing import Self

from django.db import models
from django.db.models import Q

from lib.periode import EERSTE_JAAR, JAAR_BESTAAT_NIET, LAATSTE_JAAR
from organisaties.models import Gebruiker, Gemeente

AL_VERVANGEN = (
    "Een collega heeft de teksten net gewijzigd. Open de bladzijde opnieuw om te zien wat er nu staat."
)


class SisatekstQuerySet(models.QuerySet["Sisatekst"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        return self.filter(gemeente=gebruiker.gemeente)

    def current(self) -> Self:
        return self.filter(opvolger=None)


class Sisatekst(models.Model):
    """The texts of a year: `formulier` as `parse_formulier` reads it, empty where those of this program count.

    `beschikkingsnummers` and `opmerkingen` go to the Rijk beside the figures.
    """

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    jaar = models.PositiveSmallIntegerField()
    formulier = models.JSONField(default=dict, blank=True)
    beschikkingsnummers = models.CharField(max_length=300, blank=True)
    opmerkingen = models.CharField(max_length=1000, blank=True)
    vervangt = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="opvolger",
        error_messages={"unique": AL_VERVANGEN},
    )
    vastgelegd_op = models.DateTimeField()
    vastgelegd_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")

    objects = SisatekstQuerySet.as_manager()

    class Meta:
        ordering = ("-jaar", "-pk")
        constraints = [
            models.CheckConstraint(
                name="sisatekst_jaar_bestaat",
                condition=Q(jaar__range=(EERSTE_JAAR, LAATSTE_JAAR)),
                violation_error_message=JAAR_BESTAAT_NIET,
            ),
            models.UniqueConstraint(
                fields=("gemeente", "jaar"),
                condition=Q(vervangt=None),
                name="sisatekst_een_begin_per_jaar",
                violation_error_message=AL_VERVANGEN,
            ),
        ]

    def __str__(self) -> str:
        return f"SiSa-teksten {self.jaar}"

    @property
    def bron(self) -> str:
        """Where the texts come from; empty for those of this program."""
        return str(self.formulier.get("bron", ""))
