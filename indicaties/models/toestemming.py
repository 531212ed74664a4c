"""What the parents agreed to, and what the provider must know because they did."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from indicaties.models.kind import Kind
from indicaties.models.toeleiding import Toeleiding
from organisaties.models import Gebruiker
from organisaties.rechten import Recht


class ToestemmingQuerySet(models.QuerySet["Toestemming"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        if not gebruiker.has_recht(Recht.TOELEIDING_MANAGE):
            return self.none()
        return self.filter(kind__in=Kind.objects.for_gebruiker(gebruiker))


class Toestemming(models.Model):
    """Whether data may go to the provider to whom the family is referred. The last one counts, while it stands."""

    class Omvang(models.TextChoices):
        """Each holds what stands before it."""

        CONTACT = "contact", "Naam en contact"
        INDICATIE = "indicatie", "Naam, contact en indicatie"
        ONTWIKKELPUNTEN = "ontwikkelpunten", "Naam, contact, indicatie en ontwikkelpunten"

    class Ouder(models.TextChoices):
        ONE = "een", "Eén ouder met gezag"
        BOTH = "beide", "Beide ouders"
        GUARDIAN = "voogd", "De voogd"

    class Vastlegging(models.TextChoices):
        SPOKEN = "mondeling", "Mondeling"
        WRITTEN = "schriftelijk", "Schriftelijk"
        DIGITAL = "digitaal", "Per e-mail of digitaal formulier"

    kind = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="toestemmingen")
    gegeven = models.BooleanField()
    datum = models.DateField("datum van de toestemming")
    omvang = models.CharField(max_length=20, choices=Omvang, blank=True)
    ouder = models.CharField("wie antwoordde", max_length=10, choices=Ouder)
    vastlegging = models.CharField("hoe", max_length=15, choices=Vastlegging)
    vastgelegd_op = models.DateField()
    vastgelegd_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    ingetrokken_op = models.DateField(null=True, blank=True)
    ingetrokken_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ToestemmingQuerySet.as_manager()

    class Meta:
        ordering = ("-datum", "-pk")
        constraints = [
            models.CheckConstraint(
                name="toestemming_met_omvang",
                condition=(Q(gegeven=True) & ~Q(omvang="")) | Q(gegeven=False, omvang=""),
                violation_error_message="Kies waarvoor de ouders toestemming geven.",
            ),
            models.CheckConstraint(
                name="toestemming_intrekking_volledig",
                condition=Q(ingetrokken_op=None, ingetrokken_door=None)
                | Q(gegeven=True, ingetrokken_op__isnull=False, ingetrokken_door__isnull=False),
                violation_error_message="Leg bij een intrekking vast wanneer en door wie.",
            ),
            models.CheckConstraint(
                name="toestemming_in_volgorde",
                condition=Q(datum__lte=F("vastgelegd_op"))
                & (Q(ingetrokken_op=None) | Q(ingetrokken_op__gte=F("datum"))),
                violation_error_message="Deze datum kan niet: toestemming gaat vooraf aan vastleggen en intrekken.",
            ),
        ]

    def __str__(self) -> str:
        return f"toestemming voor kind {self.kind.pseudoniem}"

    @property
    def geldt(self) -> bool:
        return self.gegeven and self.ingetrokken_op is None

    def covers(self, omvang: str) -> bool:
        volgorde = self.Omvang.values
        return self.geldt and volgorde.index(self.omvang) >= volgorde.index(omvang)


def toestemming_of(kind: Kind) -> Toestemming | None:
    """The last answer of the parents, also when that was no, or was taken back."""
    return Toestemming.objects.filter(kind=kind).first()


class StartinformatieQuerySet(models.QuerySet["Startinformatie"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        if not gebruiker.has_recht(Recht.SIGNAAL_GIVE):
            return self.none()
        return self.filter(toeleiding__in=Toeleiding.objects.for_gebruiker(gebruiker))


class Startinformatie(models.Model):
    """What the provider must know from the first day, out of what the consultatiebureau knows."""

    toeleiding = models.OneToOneField(
        Toeleiding,
        on_delete=models.PROTECT,
        related_name="startinformatie",
        error_messages={"unique": "Bij deze verwijzing staat al wat de aanbieder moet weten."},
    )
    tekst = models.CharField(max_length=1000)
    gegeven_op = models.DateField()
    gegeven_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")

    objects = StartinformatieQuerySet.as_manager()

    def __str__(self) -> str:
        return f"startinformatie bij {self.toeleiding.kind.pseudoniem}"
