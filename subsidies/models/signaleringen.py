from django.db import models

from opvang.models import Urendeclaratie


class Signalering(models.Model):
    """What a submitted declaration came to when it was judged: counts and an amount, nothing about one child.

    It is true as long as `grondslag` is the hash of what a judgement rests on (docs/adr/0022).
    """

    declaratie = models.OneToOneField(
        Urendeclaratie,
        on_delete=models.CASCADE,
        related_name="signalering",
        error_messages={"unique": "Van deze declaratie zijn de signalen al bewaard."},
    )
    grondslag = models.CharField(max_length=64)
    fouten = models.PositiveIntegerField()
    waarschuwingen = models.PositiveIntegerField()
    info = models.PositiveIntegerField()
    subsidie_centen = models.BigIntegerField("subsidie volgens de proefberekening", null=True)

    def __str__(self) -> str:
        return f"{self.aantal} signalen bij {self.declaratie}"

    @property
    def aantal(self) -> int:
        return self.fouten + self.waarschuwingen + self.info
