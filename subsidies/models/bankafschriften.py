from typing import Self

from django.db import models

from organisaties.models import Gebruiker, Gemeente
from subsidies.models.betaalruns import Betaling


class BankafschriftQuerySet(models.QuerySet["Bankafschrift"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        return self.none() if gebruiker.is_houder else self.filter(gemeente=gebruiker.gemeente)


class Bankafschrift(models.Model):
    """A statement of the bank that was read (camt.053), by the print of its bytes."""

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    ingelezen_op = models.DateTimeField()
    ingelezen_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")

    objects = BankafschriftQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(
                fields=("gemeente", "sha256"),
                name="bankafschrift_een_keer",
                violation_error_message="Dit bankafschrift is al ingelezen.",
            ),
        ]

    def __str__(self) -> str:
        return f"bankafschrift van {self.ingelezen_op:%d-%m-%Y}"


class Afschriftregel(models.Model):
    """One line of a statement: what it came to. Names and remarks of the bank are not kept.

    `bedrag_centen` is negative for what left the account.
    """

    class Uitkomst(models.TextChoices):
        PAID = "betaald", "Betaald"
        BACK = "teruggekomen", "Teruggekomen"
        REPAID = "terugbetaald", "Terugbetaald"
        KNOWN = "al-verwerkt", "Was al verwerkt"
        OTHER_AMOUNT = "ander-bedrag", "Ander bedrag dan openstaat"
        UNKNOWN = "niet-herkend", "Niet herkend"

    afschrift = models.ForeignKey(Bankafschrift, on_delete=models.PROTECT, related_name="regels")
    boekdag = models.DateField()
    bedrag_centen = models.BigIntegerField()
    kenmerk = models.CharField(max_length=35, blank=True)
    uitkomst = models.CharField(max_length=15, choices=Uitkomst)
    betaling = models.ForeignKey(Betaling, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("afschrift", "pk")
