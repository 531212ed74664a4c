from typing import Self

from django.db import models

from organisaties.models import Gebruiker, Gemeente


class ControleuitslagQuerySet(models.QuerySet["Controleuitslag"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        return self.filter(gemeente=gebruiker.gemeente)

    def broken(self) -> Self:
        return self.filter(aantal__gt=0)


class Controleuitslag(models.Model):
    """What the last nightly check of one rule found in a municipality. `zinnen` holds the first of them."""

    gemeente = models.ForeignKey(Gemeente, on_delete=models.CASCADE, related_name="+")
    naam = models.CharField(max_length=100)
    zin = models.CharField(max_length=200)
    aantal = models.PositiveIntegerField()
    zinnen = models.JSONField(default=list, blank=True)
    gecontroleerd_op = models.DateTimeField()

    objects = ControleuitslagQuerySet.as_manager()

    class Meta:
        ordering = ("-aantal", "zin", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("gemeente", "naam"),
                name="controleuitslag_een_per_regel",
                violation_error_message="Van deze regel is er al een uitslag.",
            )
        ]

    def __str__(self) -> str:
        return self.zin

    @property
    def meer(self) -> int:
        """How many sentences there are besides those that are kept."""
        return self.aantal - len(self.zinnen)
