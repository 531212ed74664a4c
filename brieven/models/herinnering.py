"""That somebody was reminded of something that waits; the message says when, and its notices whom it reached."""

from django.db import models

from brieven.models.bericht import Bericht
from organisaties.models import Gemeente


class Herinnering(models.Model):
    """`sleutel` names what waits, `nummer` which of its reminders this is: each is sent once."""

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    bericht = models.ForeignKey(Bericht, on_delete=models.CASCADE, related_name="herinneringen")
    sleutel = models.CharField(max_length=80)
    nummer = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("bericht__geplaatst_op", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("gemeente", "sleutel", "nummer"),
                name="herinnering_een_keer",
                violation_error_message="Deze herinnering is al verstuurd.",
            )
        ]

    def __str__(self) -> str:
        return f"herinnering {self.nummer} aan {self.sleutel}"
