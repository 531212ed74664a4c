from datetime import date
from typing import TYPE_CHECKING, Self

from django.contrib.postgres.fields import RangeOperators
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from indicaties.models.kind import Kind
from lib.bereik import DateRange, SameRow
from lib.periode import Periode, day_before, verjaardag
from lib.weergave import datum
from organisaties.models import Gebruiker, Gemeente, Organisatie
from organisaties.opslaan import Exclusion

if TYPE_CHECKING:
    from indicaties.models.besluit import Grond


_GEWICHT = [MaxValueValidator(100, "Vul een heel getal in van 0 tot en met 100.")]


class Criterium(models.Model):
    """A ground on which a municipality grants an indicatie, with the place where it is written.

    Its words may change: a decision keeps those with which it was made (Indicatiebesluit.gronden).
    """

    class Groep(models.TextChoices):
        ONTWIKKELING = "ontwikkeling", "Ontwikkeling van het kind"
        SITUATIE = "situatie", "Situatie van het gezin"
        OORDEEL = "oordeel", "Oordeel van de professional"

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="criteria")
    soort = models.CharField(max_length=3, choices=[("vve", "VVE"), ("smi", "SMI")])
    code = models.SlugField(max_length=40)
    naam = models.CharField(max_length=120)
    bron = models.CharField(max_length=200)
    groep = models.CharField(max_length=15, choices=Groep, default=Groep.SITUATIE, db_default=Groep.SITUATIE)
    brieftekst = models.CharField("zin voor de ouders", max_length=300, blank=True, db_default="")
    volgorde = models.PositiveSmallIntegerField(default=0, db_default=0)
    gewicht = models.PositiveSmallIntegerField(default=1, db_default=1, validators=_GEWICHT)
    # The parents may object in writing to the use of it (UAVG 25).
    is_herkomst = models.BooleanField("gaat over het land van herkomst", default=False, db_default=False)
    actief = models.BooleanField(default=True)

    class Meta:
        ordering = ("-soort", "volgorde", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("gemeente", "code"),
                name="criterium_code_uniek",
                violation_error_message="Er is in deze gemeente al een grond met deze code.",
            )
        ]

    def __str__(self) -> str:
        return self.naam

    @property
    def is_aanname(self) -> bool:
        """The municipality's document does not state this ground in so many words."""
        return self.bron.startswith("aanname")


class IndicatieQuerySet(models.QuerySet["Indicatie"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        return self.filter(kind__in=Kind.objects.for_gebruiker(gebruiker))

    def with_gronden(self) -> Self:
        """The grounds as they were worded in the decisions."""
        return self.prefetch_related("besluiten")

    def effective(self) -> Self:
        return self.filter(ingetrokken_op=None)

    def valid_on(self, dag: date) -> Self:
        return self.overlapping(Periode(dag, dag))

    def overlapping(self, periode: Periode) -> Self:
        return self.effective().filter(geldig_van__lte=periode.tot_en_met, geldig_tot_en_met__gte=periode.van)


class Indicatie(models.Model):
    """The decision of the consultatiebureau that a child belongs to the doelgroep, for a period."""

    class Soort(models.TextChoices):
        VVE = "vve", "VVE-indicatie"
        SMI = "smi", "Sociaal-medische indicatie (SMI)"

    class RedenIntrekking(models.TextChoices):
        WRONG = "onjuist", "Ten onrechte of met verkeerde gegevens afgegeven"
        NOT_NEEDED = "niet-nodig", "Het kind heeft de indicatie niet meer nodig"
        PARENTS = "ouders", "Op verzoek van de ouders"
        MOVED = "verhuisd", "Het kind is verhuisd"
        DECEASED = "overleden", "Het kind is overleden"
        MERGED = "samengevoegd", "Stond dubbel vast: het dossier is samengevoegd"

    kind = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="indicaties")
    soort = models.CharField(max_length=3, choices=Soort, default=Soort.VVE)
    criteria = models.ManyToManyField(Criterium, related_name="+")
    geldig_van = models.DateField()
    geldig_tot_en_met = models.DateField()
    afgegeven_op = models.DateField()
    afgegeven_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    organisatie = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="+")
    ingetrokken_op = models.DateField(null=True, blank=True)
    ingetrokken_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reden_intrekking = models.CharField(max_length=15, choices=RedenIntrekking, blank=True)

    objects = IndicatieQuerySet.as_manager()

    class Meta:
        ordering = ("-geldig_van", "-pk")
        constraints = [
            models.CheckConstraint(
                name="indicatie_eindigt_na_begin",
                condition=Q(geldig_tot_en_met__gte=F("geldig_van")),
                violation_error_message="De indicatie eindigt voordat zij begint. Controleer beide datums.",
            ),
            models.CheckConstraint(
                name="indicatie_intrekking_volledig",
                condition=Q(ingetrokken_op=None, ingetrokken_door=None)
                | Q(ingetrokken_op__isnull=False, ingetrokken_door__isnull=False),
                violation_error_message="Leg bij een intrekking vast wanneer en door wie.",
            ),
            Exclusion(
                name="indicatie_overlapt_niet",
                expressions=[
                    (SameRow("kind"), RangeOperators.OVERLAPS),
                    (DateRange("geldig_van", "geldig_tot_en_met"), RangeOperators.OVERLAPS),
                ],
                condition=Q(ingetrokken_op=None),
                violation_error_message="Dit kind heeft in (een deel van) deze periode al een indicatie.",
            ),
        ]

    def __str__(self) -> str:
        return (
            f"{self.get_soort_display()} van {self.geldig_van:%d-%m-%Y} t/m {self.geldig_tot_en_met:%d-%m-%Y}"
        )

    def clean(self) -> None:
        if self.soort == self.Soort.SMI and not self.kind.gemeente.kent_smi:
            raise ValidationError(
                f"Gemeente {self.kind.gemeente} kent geen sociaal-medische indicatie. Kies een VVE-indicatie."
            )
        if self.geldig_van < self.kind.geboortedatum:
            raise ValidationError(
                f"De indicatie begint op {datum(self.geldig_van)}, voor de geboorte van het kind op "
                f"{datum(self.kind.geboortedatum)}. Kies een latere eerste dag."
            )
        # From the fifth birthday on a child must go to school (art. 3 Leerplichtwet 1969, rounded down).
        uiterste_dag = day_before(verjaardag(self.kind.geboortedatum, 60))
        if self.geldig_tot_en_met > uiterste_dag:
            raise ValidationError(
                f"De indicatie loopt tot en met {datum(self.geldig_tot_en_met)}. Dat kan hooguit tot en met "
                f"{datum(uiterste_dag)}, de dag voor de vijfde verjaardag: dan gaat het kind naar school."
            )

    @property
    def is_ingetrokken(self) -> bool:
        return self.ingetrokken_op is not None

    @property
    def gronden(self) -> "list[Grond]":
        """As they were worded in the last decision about it."""
        besluiten = list(self.besluiten.all())
        return besluiten[0].gronden_toen if besluiten else []

    def is_geldig_op(self, dag: date) -> bool:
        return not self.is_ingetrokken and self.geldig_van <= dag <= self.geldig_tot_en_met
