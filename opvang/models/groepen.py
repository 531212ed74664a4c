"""How many children a location can have: groups with a period, as the provider keeps them."""

from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from organisaties.models import Gebruiker, Locatie

MEESTE_PLAATSEN = 60
MEESTE_DAGDELEN = 14


class GroepQuerySet(models.QuerySet["Groep"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        """Capacity is no secret in the municipality; a provider sees its own."""
        return self.filter(locatie__in=Locatie.objects.for_gebruiker(gebruiker))

    def running_on(self, dag: date) -> Self:
        return self.filter(Q(tot_en_met=None) | Q(tot_en_met__gte=dag), van__lte=dag)


class Groep(models.Model):
    """`plaatsen` children at once, on so many parts of the week. What changes ends this row and begins another."""

    locatie = models.ForeignKey(Locatie, on_delete=models.PROTECT, related_name="groepen")
    naam = models.CharField(max_length=80)
    plaatsen = models.PositiveSmallIntegerField(
        "plaatsen",
        validators=[
            MinValueValidator(1, "Vul minstens 1 plaats in."),
            MaxValueValidator(MEESTE_PLAATSEN, f"Vul hoogstens {MEESTE_PLAATSEN} plaatsen in."),
        ],
    )
    ve = models.BooleanField("voorschoolse educatie (VE)", default=True)
    half = models.BooleanField("halve groep", default=False, db_default=False)
    dagdelen_per_week = models.PositiveSmallIntegerField(
        "dagdelen per week",
        validators=[
            MinValueValidator(1, "Vul minstens 1 dagdeel in."),
            MaxValueValidator(MEESTE_DAGDELEN, f"Een week heeft {MEESTE_DAGDELEN} dagdelen."),
        ],
    )
    van = models.DateField("eerste dag")
    tot_en_met = models.DateField("laatste dag", null=True, blank=True)
    vastgelegd_op = models.DateField()
    vastgelegd_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")

    objects = GroepQuerySet.as_manager()

    class Meta:
        ordering = ("locatie", "naam", "van", "pk")
        constraints = [
            models.CheckConstraint(
                name="groep_eindigt_na_begin",
                condition=Q(tot_en_met=None) | Q(tot_en_met__gte=F("van")),
                violation_error_message="De groep eindigt voordat zij begint. Controleer beide datums.",
            ),
            models.CheckConstraint(
                name="groep_heeft_plaatsen",
                condition=Q(plaatsen__range=(1, MEESTE_PLAATSEN)),
                violation_error_message=f"Een groep heeft 1 tot en met {MEESTE_PLAATSEN} plaatsen.",
            ),
            models.UniqueConstraint(
                fields=("locatie", "naam", "van"),
                name="groep_een_keer_op_een_dag",
                violation_error_message="Er begint op die dag al een groep met deze naam.",
            ),
        ]

    def __str__(self) -> str:
        return self.naam

    def clean(self) -> None:
        """One group under one name at a time."""
        zelfde = Groep.objects.filter(locatie=self.locatie, naam=self.naam).exclude(pk=self.pk)
        if self.tot_en_met is not None:
            zelfde = zelfde.filter(van__lte=self.tot_en_met)
        if zelfde.filter(Q(tot_en_met=None) | Q(tot_en_met__gte=self.van)).exists():
            raise ValidationError(
                f"Er is in (een deel van) deze periode al een groep ‘{self.naam}’. Beëindig die eerst, of kies een "
                "andere naam."
            )
