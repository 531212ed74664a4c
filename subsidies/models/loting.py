"""The lot that tells who comes first, where a policy divides its money so (Awb 4:26)."""

import hashlib

from django.db import models
from django.db.models import Q

from lib.periode import EERSTE_JAAR, LAATSTE_JAAR
from organisaties.models import Gebruiker, Gemeente


class Loting(models.Model):
    """Drawn once for a scheme and year. The seed is kept, so that anyone can find the order again."""

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    regelingnaam = models.CharField(max_length=200)
    jaar = models.PositiveSmallIntegerField()
    zaad = models.CharField(max_length=32)
    getrokken_op = models.DateTimeField()
    getrokken_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=("gemeente", "regelingnaam", "jaar"),
                name="loting_een_per_jaar",
                violation_error_message="Voor deze regeling en dit jaar is al geloot. Een lot geldt een keer.",
            ),
            models.CheckConstraint(
                name="loting_jaar",
                condition=Q(jaar__range=(EERSTE_JAAR, LAATSTE_JAAR)),
                violation_error_message=f"Kies een jaar van {EERSTE_JAAR} tot en met {LAATSTE_JAAR}.",
            ),
        ]

    def __str__(self) -> str:
        return f"loting {self.regelingnaam} over {self.jaar}"

    def lot(self, dossiernummer: str) -> str:
        """The lot of a file: SHA-256 over the seed and its number. The lowest comes first."""
        return hashlib.sha256(f"{self.zaad}|{dossiernummer}".encode()).hexdigest()
