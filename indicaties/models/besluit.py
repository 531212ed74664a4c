"""A decision about an indicatie: given, refused, extended, shortened or taken back. Never edited, only replaced."""

from dataclasses import asdict, dataclass
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from indicaties.models.indicatie import Criterium, Indicatie
from indicaties.models.kind import Kind
from indicaties.models.werkwijze import Werkwijze
from lib.weergave import periode
from organisaties.models import Gebruiker, Organisatie
from organisaties.rechten import Recht


@dataclass(frozen=True)
class Grond:
    """A criterium as it was worded and weighed on the day of the decision."""

    code: str
    naam: str
    groep: str
    gewicht: int
    brieftekst: str
    is_herkomst: bool = False

    @classmethod
    def of(cls, criterium: Criterium) -> "Grond":
        return cls(
            criterium.code,
            criterium.naam,
            criterium.groep,
            criterium.gewicht,
            criterium.brieftekst or criterium.naam,
            criterium.is_herkomst,
        )

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def groep_naam(self) -> str:
        return Criterium.Groep(self.groep).label


class IndicatiebesluitQuerySet(models.QuerySet["Indicatiebesluit"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        if not gebruiker.has_recht(Recht.CRITERIA_VIEW):
            return self.none()
        return self.filter(kind__in=Kind.objects.for_gebruiker(gebruiker))

    def geldend(self) -> Self:
        """What no later decision replaced."""
        return self.filter(vervangen_door=None)


class Indicatiebesluit(models.Model):
    """`vervangt` is the decision that it puts aside, `vorige` the one after which it follows on without a gap."""

    class Soort(models.TextChoices):
        GRANTED = "toegekend", "Indicatie afgegeven"
        EXTENDED = "verlengd", "Indicatie verlengd"
        SHORTENED = "verkort", "Indicatie verkort"
        WITHDRAWN = "ingetrokken", "Indicatie ingetrokken"
        REFUSED = "afgewezen", "Geen indicatie"

    class RedenAfwijzing(models.TextChoices):
        NO_GROUND = "geen-grond", "Geen van de gronden van de gemeente is van toepassing"
        TOO_LITTLE = "te-licht", "De gronden wegen samen te weinig"
        DOES_WELL = "geen-achterstand", "Het kind heeft geen achterstand en geen risico daarop"
        AGE = "leeftijd", "Het kind heeft niet de leeftijd voor deze indicatie"
        ELSEWHERE = "andere-gemeente", "Het kind woont in een andere gemeente"
        OTHER = "anders", "Andere reden"

    class Bekendmaking(models.TextChoices):
        """The words of Brief.Wijze, as far as a family has them."""

        POST = "post", "Per post verstuurd"
        HANDED = "uitgereikt", "Aan de ouders meegegeven"

    kind = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="besluiten")
    indicatie = models.ForeignKey(
        Indicatie, on_delete=models.PROTECT, null=True, blank=True, related_name="besluiten"
    )
    organisatie = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="+")
    soort = models.CharField(max_length=15, choices=Soort)
    indicatiesoort = models.CharField(max_length=3, choices=Indicatie.Soort)
    besloten_op = models.DateField()
    besloten_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    geldig_van = models.DateField(null=True, blank=True)
    geldig_tot_en_met = models.DateField(null=True, blank=True)
    reden = models.CharField(
        max_length=20, choices=[*RedenAfwijzing.choices, *Indicatie.RedenIntrekking.choices], blank=True
    )
    toelichting = models.CharField("toelichting voor de ouders", max_length=1000, blank=True)
    oordeel = models.CharField("reden van het oordeel van de professional", max_length=1000, blank=True)
    gronden = models.JSONField(default=list, blank=True)
    criteriaregel = models.CharField(max_length=10, choices=Werkwijze.Criteriaregel, blank=True)
    gewicht = models.PositiveSmallIntegerField("som van de gewichten", default=0)
    drempel = models.PositiveSmallIntegerField(default=0)
    bekend_gemaakt_op = models.DateField(null=True, blank=True)
    bekend_gemaakt_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    bekendmaking = models.CharField("hoe bekend gemaakt", max_length=15, choices=Bekendmaking, blank=True)
    vervangt = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="vervangen_door",
        error_messages={"unique": "Dit besluit is al vervangen door een ander besluit."},
    )
    vorige = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="verlengingen"
    )

    objects = IndicatiebesluitQuerySet.as_manager()

    class Meta:
        ordering = ("-besloten_op", "-pk")
        constraints = [
            models.CheckConstraint(
                name="besluit_met_of_zonder_indicatie",
                condition=Q(soort="afgewezen", indicatie=None, geldig_van=None, geldig_tot_en_met=None)
                | (
                    ~Q(soort="afgewezen")
                    & Q(indicatie__isnull=False, geldig_van__isnull=False, geldig_tot_en_met__isnull=False)
                ),
                violation_error_message="Een afwijzing heeft geen indicatie, elk ander besluit wel.",
            ),
            models.CheckConstraint(
                name="besluit_met_reden",
                condition=Q(soort__in=("toegekend", "verlengd"), reden="")
                | Q(soort__in=("verkort", "ingetrokken"))
                | (Q(soort="afgewezen") & ~Q(reden="")),
                violation_error_message="Kies bij een afwijzing een reden.",
            ),
            models.CheckConstraint(
                name="besluit_bekendmaking_volledig",
                condition=Q(bekend_gemaakt_op=None, bekend_gemaakt_door=None, bekendmaking="")
                | (
                    Q(bekend_gemaakt_op__isnull=False, bekend_gemaakt_door__isnull=False)
                    & ~Q(bekendmaking="")
                ),
                violation_error_message="Leg bij de bekendmaking vast wanneer, hoe en door wie.",
            ),
            models.CheckConstraint(
                name="besluit_daarna_bekend",
                condition=Q(bekend_gemaakt_op=None) | Q(bekend_gemaakt_op__gte=F("besloten_op")),
                violation_error_message="Een besluit kan niet bekend zijn gemaakt voordat het is genomen.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} ({self.indicatiesoort.upper()}) van {self.besloten_op:%d-%m-%Y}"

    @property
    def gronden_toen(self) -> list[Grond]:
        return [Grond(**grond) for grond in self.gronden]

    @property
    def is_vervangen(self) -> bool:
        return hasattr(self, "vervangen_door")

    @property
    def periode(self) -> str:
        return periode(self.geldig_van, self.geldig_tot_en_met) if self.geldig_van else ""
