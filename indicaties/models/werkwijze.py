"""How a municipality works with families: its terms and moments. The rules about money stand in its regeling."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from organisaties.models import Gemeente


def _tussen(minstens: int, hoogstens: int) -> list[MinValueValidator | MaxValueValidator]:
    zin = f"Vul een heel getal in van {minstens} tot en met {hoogstens}."
    return [MinValueValidator(minstens, zin), MaxValueValidator(hoogstens, zin)]


class Werkwijze(models.Model):
    """One row per municipality; without a row the values below count, and the pages say that nobody chose them."""

    class Criteriaregel(models.TextChoices):
        ONE = "een", "Eén grond is genoeg"
        WEIGHT = "gewicht", "De gronden wegen samen"

    gemeente = models.OneToOneField(
        Gemeente,
        on_delete=models.PROTECT,
        related_name="+",
        error_messages={"unique": "Van deze gemeente is de werkwijze al vastgelegd."},
    )
    aandacht_maanden = models.PositiveSmallIntegerField(
        "leeftijd waarop het consultatiebureau kijkt (maanden)", default=18, validators=_tussen(6, 36)
    )
    stil_na_weken = models.PositiveSmallIntegerField("stil na (weken)", default=6, validators=_tussen(1, 26))
    opnieuw_vragen_na_weken = models.PositiveSmallIntegerField(
        "gezinnen die afzagen opnieuw vragen na (weken)", default=13, validators=_tussen(1, 52)
    )
    op_tijd_maanden = models.PositiveSmallIntegerField(
        "op tijd gestart tot en met (maanden)", default=30, validators=_tussen(24, 48)
    )
    vraagt_toestemming = models.BooleanField(
        "pas verwijzen als de toestemming van de ouders is vastgelegd", default=True
    )
    criteriaregel = models.CharField(
        "hoe de gronden tellen", max_length=10, choices=Criteriaregel, default=Criteriaregel.ONE
    )
    criteriadrempel = models.PositiveSmallIntegerField(
        "gewicht waarbij een kind tot de doelgroep hoort", default=1, validators=_tussen(1, 100)
    )
    overdracht_maanden = models.PositiveSmallIntegerField(
        "moment van de overdracht (maanden)", default=45, validators=_tussen(36, 48)
    )
    overdracht_bij_verhuizing = models.BooleanField("ook overdragen bij verhuizing", default=True)
    overdracht_bij_einde = models.BooleanField("ook overdragen als de plaats eindigt", default=True)

    def __str__(self) -> str:
        return f"werkwijze van {self.gemeente}"


def werkwijze_of(gemeente: Gemeente) -> Werkwijze:
    """What the municipality chose; an unsaved row with the values that count until it does."""
    return Werkwijze.objects.filter(gemeente=gemeente).first() or Werkwijze(gemeente=gemeente)
