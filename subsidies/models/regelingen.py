from typing import Self

from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from lib.bereik import DateRange, SameRow
from lib.periode import Periode
from organisaties.models import Gebruiker, Gemeente
from organisaties.opslaan import Exclusion
from rekenregels import Categorie

CATEGORIENAMEN = {str(categorie): categorie.label for categorie in Categorie}


def _vergoedt(categorie: Categorie) -> dict[str, dict[str, bool]]:
    """What the document of a policy holds that pays for these children."""
    return {str(categorie): {"vergoed": True}}


class SubsidieregelingQuerySet(models.QuerySet["Subsidieregeling"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        return self.filter(gemeente=gebruiker.gemeente)

    def adopted(self) -> Self:
        return self.filter(status=Subsidieregeling.Status.ADOPTED)

    def proposed(self) -> Self:
        return self.filter(status=Subsidieregeling.Status.PROPOSED)

    def covering(self, periode: Periode) -> Self:
        return self.filter(geldig_van__lte=periode.van, geldig_tot_en_met__gte=periode.tot_en_met)

    def for_categorie(self, categorie: Categorie) -> Self:
        """The policies that pay for these children."""
        return self.filter(document__contains=_vergoedt(categorie))

    def overlapping(self, periode: Periode) -> Self:
        return self.filter(geldig_van__lte=periode.tot_en_met, geldig_tot_en_met__gte=periode.van)


class Subsidieregeling(models.Model):
    """The policy of a municipality as data. Once adopted it is frozen: text, document and SHA-256."""

    class Status(models.TextChoices):
        DRAFT = "concept", "Concept"
        PROPOSED = "ter-vaststelling", "Ter vaststelling"
        ADOPTED = "vastgesteld", "Vastgesteld"
        REPLACED = "vervangen", "Vervangen"

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="regelingen")
    naam = models.CharField(max_length=120)
    versie = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFT)
    geldig_van = models.DateField()
    geldig_tot_en_met = models.DateField()
    tekst = models.TextField("regeling als TOML")
    document = models.JSONField()
    sha256 = models.CharField(max_length=64)
    opgesteld_op = models.DateTimeField()
    opgesteld_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, null=True, related_name="+")
    vastgesteld_op = models.DateTimeField(null=True, blank=True)
    vastgesteld_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Why the budgethouder sent it back; empty again once it is offered anew.
    reden_terug = models.CharField(max_length=500, blank=True, default="", db_default="")
    vervangt = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="vervangen_door",
        error_messages={"unique": "Deze regeling is al door een andere vervangen."},
    )

    objects = SubsidieregelingQuerySet.as_manager()

    class Meta:
        ordering = ("-geldig_van", "-versie", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("gemeente", "naam", "versie"),
                name="regeling_versie_uniek",
                violation_error_message="Deze versie van de regeling bestaat al.",
            ),
            models.CheckConstraint(
                name="regeling_eindigt_na_begin",
                condition=Q(geldig_tot_en_met__gte=F("geldig_van")),
                violation_error_message="De regeling eindigt voordat zij begint.",
            ),
            models.CheckConstraint(
                name="regeling_vier_ogen",
                condition=Q(vastgesteld_door=None)
                | Q(opgesteld_door=None)
                | ~Q(vastgesteld_door=F("opgesteld_door")),
                violation_error_message="Een ander dan de opsteller stelt de regeling vast.",
            ),
            models.CheckConstraint(
                name="regeling_vaststelling_volledig",
                condition=Q(
                    status__in=("concept", "ter-vaststelling"), vastgesteld_op=None, vastgesteld_door=None
                )
                | Q(
                    status__in=("vastgesteld", "vervangen"),
                    vastgesteld_op__isnull=False,
                    vastgesteld_door__isnull=False,
                ),
                violation_error_message="Leg bij de vaststelling vast wanneer en door wie.",
            ),
            *(
                Exclusion(
                    name=f"regeling_een_tegelijk_{categorie}",
                    expressions=[
                        (SameRow("gemeente"), RangeOperators.OVERLAPS),
                        (DateRange("geldig_van", "geldig_tot_en_met"), RangeOperators.OVERLAPS),
                    ],
                    condition=Q(status="vastgesteld", document__contains=_vergoedt(categorie)),
                    violation_error_message=(
                        f"In deze periode geldt al een vastgestelde regeling voor {categorie.kinderen}."
                    ),
                )
                for categorie in Categorie
            ),
        ]

    def __str__(self) -> str:
        return f"{self.naam} (versie {self.versie})"


class Regelingbewerking(models.Model):
    """Somebody wrote in the text of a policy, or offered it: whoever did may not adopt it (docs/adr/0016).

    Who made the concept stands in the policy itself. A concept copied from a text that nobody adopted yet takes
    the persons of that text along.
    """

    class Stap(models.TextChoices):
        WRITTEN = "geschreven", "Aan de tekst geschreven"
        PROPOSED = "aangeboden", "Ter vaststelling aangeboden"

    regeling = models.ForeignKey(Subsidieregeling, on_delete=models.CASCADE, related_name="bewerkingen")
    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    stap = models.CharField(max_length=15, choices=Stap)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("regeling", "gebruiker", "stap"),
                name="regelingbewerking_een_per_stap",
                violation_error_message="Deze persoon staat al bij de bewerkers van deze regeling.",
            )
        ]
