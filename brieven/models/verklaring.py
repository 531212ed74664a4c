"""What a municipality says of itself in the statements on privacy and accessibility, at the foot of every page."""

from django.db import models

from organisaties.models import Gebruiker, Gemeente


class Verklaring(models.Model):
    """One row per municipality; what it left empty the pages mark as still to be filled in."""

    class Naleving(models.TextChoices):
        """The words of the register of accessibility statements."""

        A = "A", "A: voldoet volledig"
        B = "B", "B: voldoet gedeeltelijk"
        C = "C", "C: eerste maatregelen genomen"
        D = "D", "D: voldoet niet"
        E = "E", "E: geen toegankelijkheidsverklaring"

    gemeente = models.OneToOneField(
        Gemeente,
        on_delete=models.PROTECT,
        related_name="+",
        error_messages={"unique": "Deze gemeente heeft al een verklaring. Wijzig die."},
    )
    functionaris = models.CharField("functionaris gegevensbescherming", max_length=200, blank=True)
    beheerder = models.CharField("wie het programma voor de gemeente beheert", max_length=200, blank=True)
    grondslag_gezondheid = models.CharField(
        "grondslag voor gegevens over gezondheid", max_length=500, blank=True
    )
    opslag = models.CharField("land en leverancier", max_length=200, blank=True)
    naleving = models.CharField("nalevingsstatus", max_length=1, choices=Naleving, blank=True)
    registratie = models.URLField("verklaring in het register", max_length=300, blank=True)
    gewijzigd_op = models.DateTimeField()
    gewijzigd_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"verklaringen van {self.gemeente}"

    @property
    def is_volledig(self) -> bool:
        return all(
            (
                self.functionaris,
                self.beheerder,
                self.grondslag_gezondheid,
                self.opslag,
                self.naleving,
                self.registratie,
            )
        )


def verklaring_of(gemeente: Gemeente) -> Verklaring:
    """An empty one when the municipality filled in nothing."""
    return Verklaring.objects.filter(gemeente=gemeente).first() or Verklaring(gemeente=gemeente)
