"""Until when a provider may declare, what is asked, and when who is reminded: as the municipality chose, from a day on."""

from datetime import date, timedelta
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from lib.periode import Periode
from organisaties.models import Gebruiker, Gemeente


def _tussen(minstens: int, hoogstens: int) -> list[MinValueValidator | MaxValueValidator]:
    zin = f"Vul een heel getal in van {minstens} tot en met {hoogstens}."
    return [MinValueValidator(minstens, zin), MaxValueValidator(hoogstens, zin)]


class HerinneringsregelQuerySet(models.QuerySet["Herinneringsregel"]):
    def in_force_on(self, dag: date) -> Self:
        """With the newest first, which is the one that counts."""
        return self.filter(vanaf__lte=dag).order_by("-vanaf")


class Herinneringsregel(models.Model):
    """Counts from `vanaf` until a later row. All terms are calendar days.

    The term for declaring is that of the last day of the period, so that a new one changes no period that is over;
    the others are those of the day on which somebody is reminded. No policy knows a term for declaring.
    """

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    vanaf = models.DateField("geldt vanaf")
    indienen_dagen = models.PositiveSmallIntegerField(
        "declareren binnen (dagen na de laatste dag van de periode)", default=30, validators=_tussen(1, 365)
    )
    vooraf_dagen = models.PositiveSmallIntegerField(
        "herinneren voor het einde van die termijn (dagen)", default=7, validators=_tussen(1, 60)
    )
    verwijzing_dagen = models.PositiveSmallIntegerField(
        "verwijzing zonder antwoord van de houder (dagen)", default=14, validators=_tussen(1, 90)
    )
    corrigeren_dagen = models.PositiveSmallIntegerField(
        "teruggestuurde declaratie zonder correctie (dagen)", default=14, validators=_tussen(1, 90)
    )
    beoordelen_dagen = models.PositiveSmallIntegerField(
        "ingediende declaratie zonder oordeel (dagen)", default=14, validators=_tussen(1, 90)
    )
    goedkeuren_dagen = models.PositiveSmallIntegerField(
        "berekening zonder besluit van de budgethouder (dagen)", default=14, validators=_tussen(1, 90)
    )
    herhaal_dagen = models.PositiveSmallIntegerField(
        "opnieuw herinneren na (dagen)", default=7, validators=_tussen(1, 60)
    )
    hoogstens = models.PositiveSmallIntegerField(
        "hoogste aantal herinneringen na een termijn", default=3, validators=_tussen(1, 10)
    )
    # Asked of declarations over a tijdvak that begins on `vanaf` or later, and only of those begun after the choice.
    uren_per_maand = models.BooleanField(
        "uren per maand vragen, bij een tijdvak dat langer is dan een maand", default=False, db_default=False
    )
    afwezigheid = models.BooleanField(
        "afwezigheid vragen, waar de regeling op werkelijke uren afrekent", default=False, db_default=False
    )
    vastgelegd_op = models.DateField()
    vastgelegd_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")

    objects = HerinneringsregelQuerySet.as_manager()

    class Meta:
        ordering = ("-vanaf", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("gemeente", "vanaf"),
                name="herinneringsregel_een_per_dag",
                violation_error_message="Vanaf deze dag geldt al een andere keuze. Open de pagina opnieuw.",
            ),
            models.CheckConstraint(
                name="herinneringsregel_vooraf_binnen_termijn",
                condition=Q(vooraf_dagen__lte=F("indienen_dagen")),
                violation_error_message="De herinnering vooraf valt voor het einde van de periode. Kies minder dagen.",
            ),
        ]

    def __str__(self) -> str:
        return f"termijnen en herinneringen van {self.gemeente} vanaf {self.vanaf:%d-%m-%Y}"

    def uiterlijk(self, periode: Periode) -> date:
        """The last day on which the period can be declared in time."""
        return periode.tot_en_met + timedelta(days=self.indienen_dagen)

    def herhalingen(self, eerste: date) -> list[date]:
        """The days on which to remind after a term, the first on `eerste`; after these it stops."""
        return [eerste + timedelta(days=self.herhaal_dagen * keer) for keer in range(self.hoogstens)]


def herinneringsregel_of(gemeente: Gemeente, dag: date) -> Herinneringsregel:
    """What counts on this day; an unsaved row with the values that count until the municipality chooses."""
    regel = Herinneringsregel.objects.in_force_on(dag).filter(gemeente=gemeente).first()
    return regel or Herinneringsregel(gemeente=gemeente, vanaf=dag)
