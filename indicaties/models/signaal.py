"""What others tell or ask the consultatiebureau about a child."""

from typing import Self

from django.db import models
from django.db.models import Q

from indicaties.models.kind import Kind
from indicaties.models.traject import Traject
from organisaties.models import Gebruiker, Organisatie
from organisaties.rechten import Recht


def _van_vrager(gebruiker: Gebruiker) -> Q:
    if not gebruiker.has_recht(Recht.SIGNAAL_GIVE):
        return Q(pk__in=[])
    kinderen = Q(kind__in=Kind.objects.for_gebruiker(gebruiker))
    return kinderen & Q(organisatie=gebruiker.organisatie) if gebruiker.is_houder else kinderen


class SignaalQuerySet(models.QuerySet["Signaal"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        """A provider sees its own; the consultatiebureau and the kindregisseur those of their municipality."""
        return self.filter(_van_vrager(gebruiker))

    def unanswered(self) -> Self:
        return self.filter(uitkomst__in=(Signaal.Uitkomst.RECEIVED, Signaal.Uitkomst.DISCUSSED))


class Signaal(models.Model):
    """Somebody sees that a child may belong to the doelgroep. Who told it reads `uitkomst`, and no more than that."""

    class Uitkomst(models.TextChoices):
        RECEIVED = "ontvangen", "Ontvangen"
        DISCUSSED = "besproken", "Besproken"
        INDICATIE = "indicatie", "Indicatie"
        NO_INDICATIE = "geen-indicatie", "Geen indicatie"

    kind = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="signalen")
    traject = models.ForeignKey(Traject, on_delete=models.PROTECT, related_name="signalen")
    aanleiding = models.CharField(max_length=10, choices=Traject.Aanleiding)
    # Empty for who works for the municipality itself.
    organisatie = models.ForeignKey(
        Organisatie, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    toelichting = models.CharField(max_length=500, blank=True)
    gegeven_op = models.DateField()
    gegeven_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    uitkomst = models.CharField(max_length=15, choices=Uitkomst, default=Uitkomst.RECEIVED)
    uitkomst_op = models.DateField(null=True, blank=True)
    uitkomst_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = SignaalQuerySet.as_manager()

    class Meta:
        ordering = ("-gegeven_op", "-pk")
        constraints = [
            models.CheckConstraint(
                name="signaal_uitkomst_volledig",
                condition=Q(uitkomst="ontvangen", uitkomst_op=None, uitkomst_door=None)
                | (~Q(uitkomst="ontvangen") & Q(uitkomst_op__isnull=False, uitkomst_door__isnull=False)),
                violation_error_message="Leg bij de uitkomst van een signaal vast wanneer en door wie.",
            ),
        ]

    def __str__(self) -> str:
        return f"signaal over kind {self.kind.pseudoniem}"


class OndersteuningsvraagQuerySet(models.QuerySet["Ondersteuningsvraag"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        """As with a signal."""
        return self.filter(_van_vrager(gebruiker))

    def open(self) -> Self:
        return self.filter(beantwoord_op=None)


class Ondersteuningsvraag(models.Model):
    """A provider or kindregisseur asks the consultatiebureau to look at what a child needs more."""

    kind = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="ondersteuningsvragen")
    organisatie = models.ForeignKey(
        Organisatie, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    vraag = models.CharField(max_length=1000)
    gesteld_op = models.DateField()
    gesteld_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    antwoord = models.CharField(max_length=1000, blank=True)
    beantwoord_op = models.DateField(null=True, blank=True)
    beantwoord_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = OndersteuningsvraagQuerySet.as_manager()

    class Meta:
        ordering = ("gesteld_op", "pk")
        constraints = [
            models.CheckConstraint(
                name="ondersteuningsvraag_antwoord_volledig",
                condition=Q(beantwoord_op=None, beantwoord_door=None)
                | Q(beantwoord_op__isnull=False, beantwoord_door__isnull=False),
                violation_error_message="Leg bij een antwoord vast wanneer en door wie.",
            ),
        ]

    def __str__(self) -> str:
        return f"vraag om ondersteuning van kind {self.kind.pseudoniem}"

    @property
    def is_beantwoord(self) -> bool:
        return self.beantwoord_op is not None


class OpmerkingQuerySet(models.QuerySet["Opmerking"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        if not gebruiker.has_recht(Recht.JGZ_OPMERKING_VIEW):
            return self.none()
        kinderen = Kind.objects.for_gebruiker(gebruiker)
        return self.filter(organisatie=gebruiker.organisatie, kind__in=kinderen)


class Opmerking(models.Model):
    """What the consultatiebureau writes down for itself. It stays there: no page, letter or file of others has it."""

    kind = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="+")
    organisatie = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="+")
    tekst = models.CharField(max_length=2000)
    geschreven_op = models.DateTimeField()
    geschreven_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")

    objects = OpmerkingQuerySet.as_manager()

    class Meta:
        ordering = ("-geschreven_op", "-pk")

    def __str__(self) -> str:
        return f"opmerking bij kind {self.kind.pseudoniem}"
