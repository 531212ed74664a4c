"""The neighbourhoods of a municipality, and which of its addresses lie in which: its rows of the files of the CBS."""

from typing import Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from lib.periode import EERSTE_JAAR, LAATSTE_JAAR
from organisaties.models import Gebruiker, Gemeente


class Buurt(models.Model):
    """A neighbourhood (buurt) and the district (wijk) it is part of; codes have their leading zeros."""

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="buurten")
    code = models.CharField(
        max_length=8, validators=[RegexValidator(r"^\d{8}$", "Een buurtcode heeft acht cijfers.")]
    )
    naam = models.CharField(max_length=120)
    wijkcode = models.CharField(
        max_length=6, validators=[RegexValidator(r"^\d{6}$", "Een wijkcode heeft zes cijfers.")]
    )
    wijknaam = models.CharField(max_length=120, blank=True)
    jaar = models.PositiveSmallIntegerField("jaar van de indeling")
    ingelezen_op = models.DateField()
    ingelezen_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("code", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("gemeente", "code"),
                name="buurt_code_uniek",
                violation_error_message="Deze buurt staat er in deze gemeente al.",
            ),
            models.CheckConstraint(
                name="buurt_jaar_bestaat",
                condition=Q(jaar__range=(EERSTE_JAAR, LAATSTE_JAAR)),
                violation_error_message="Dit jaar van de indeling kan niet.",
            ),
        ]

    def __str__(self) -> str:
        return self.naam


class BuurtadresQuerySet(models.QuerySet["Buurtadres"]):
    def at(self, gemeente: Gemeente, postcode: str, huisnummer: int | None) -> Self:
        return self.filter(gemeente=gemeente, postcode=postcode, huisnummer=huisnummer)


class Buurtadres(models.Model):
    """One house number of one postcode; whatever stands behind the number lies in the same neighbourhood."""

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    buurt = models.ForeignKey(Buurt, on_delete=models.CASCADE, related_name="adressen")
    postcode = models.CharField(max_length=6)
    huisnummer = models.PositiveIntegerField()

    objects = BuurtadresQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("gemeente", "postcode", "huisnummer"),
                name="buurtadres_uniek",
                violation_error_message="Dit adres ligt al in een buurt.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.postcode} {self.huisnummer}"


class Buurtlezing(models.Model):
    """Files that were read and wait until somebody who saw what is in them says yes."""

    gemeente = models.OneToOneField(
        Gemeente,
        on_delete=models.PROTECT,
        related_name="+",
        error_messages={"unique": "Er wacht al een bestand met buurten. Ververs de pagina."},
    )
    jaar = models.PositiveSmallIntegerField("jaar van de indeling")
    buurten = models.JSONField()
    adressen = models.JSONField()
    van_elders = models.PositiveIntegerField()
    gelezen_op = models.DateField()
    gelezen_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="buurtlezing_jaar_bestaat",
                condition=Q(jaar__range=(EERSTE_JAAR, LAATSTE_JAAR)),
                violation_error_message="Dit jaar van de indeling kan niet.",
            ),
        ]

    def __str__(self) -> str:
        return f"buurten van {self.jaar}"


def find_buurt(gemeente: Gemeente, postcode: str, huisnummer: int | None) -> Buurt | None:
    if not postcode or huisnummer is None:
        return None
    rij = Buurtadres.objects.at(gemeente, postcode, huisnummer).select_related("buurt").first()
    return rij.buurt if rij else None
