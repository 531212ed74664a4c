"""What the municipality itself says in a chapter of the report of a year: written down, replaced, never edited."""

from django.db import models
from django.db.models import Q

from lib.periode import EERSTE_JAAR, JAAR_BESTAAT_NIET, LAATSTE_JAAR
from rapportage.beleid.models import Beleidsrij

LANGST = 2000


class Verslagopmerking(Beleidsrij):
    """The text of one chapter, by its code (`organisaties/hoofdstukken.py`). `vervallen`: without text."""

    jaar = models.PositiveSmallIntegerField()
    hoofdstuk = models.CharField(max_length=20)
    tekst = models.CharField("opmerking", max_length=LANGST, blank=True)

    class Meta:
        ordering = ("jaar", "hoofdstuk", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("gemeente", "jaar", "hoofdstuk"),
                condition=Q(vervangt=None),
                name="verslagopmerking_een_begin",
                violation_error_message=(
                    "Een collega heeft hier net al een opmerking geschreven. Open het hoofdstuk opnieuw."
                ),
            ),
            models.CheckConstraint(
                name="verslagopmerking_jaar_bestaat",
                condition=Q(jaar__range=(EERSTE_JAAR, LAATSTE_JAAR)),
                violation_error_message=JAAR_BESTAAT_NIET,
            ),
            models.CheckConstraint(
                name="verslagopmerking_tekst_of_vervallen",
                condition=(~Q(tekst="") & Q(vervallen=False)) | Q(tekst="", vervallen=True),
                violation_error_message="Een opmerking heeft een tekst, of zij is vervallen.",
            ),
        ]

    def __str__(self) -> str:
        return f"opmerking bij {self.hoofdstuk}, {self.jaar}"
