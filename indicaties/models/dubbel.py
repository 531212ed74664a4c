"""Two files that may be of one child: what was found, what was asked, and what was joined (docs/adr/0038, 0039)."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from indicaties.models.kind import Kind
from organisaties.models import Gebruiker, Gemeente, Organisatie
from organisaties.rechten import Recht


class DubbelpaarQuerySet(models.QuerySet["Dubbelpaar"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        if not gebruiker.has_recht(Recht.KIND_MERGE):
            return self.none()
        zichtbaar = Kind.objects.for_gebruiker(gebruiker)
        return self.filter(een__in=zichtbaar, ander__in=zichtbaar)

    def open(self) -> Self:
        return self.filter(status=Dubbelpaar.Status.OPEN)

    def of_paar(self, een: Kind, ander: Kind) -> Self:
        eerste, tweede = sorted((een.pk, ander.pk))
        return self.filter(een=eerste, ander=tweede)


class Dubbelpaar(models.Model):
    """Two children that look like one, until somebody says what they are. `een` was enrolled first."""

    class Status(models.TextChoices):
        OPEN = "open", "Nog bekijken"
        OTHER = "ander-kind", "Twee kinderen"
        MERGED = "samengevoegd", "Samengevoegd"

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    een = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="+")
    ander = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="+")
    score = models.PositiveSmallIntegerField()
    redenen = models.JSONField("waarom", default=list)
    status = models.CharField(max_length=15, choices=Status, default=Status.OPEN)
    gevonden_op = models.DateField()
    besloten_op = models.DateField(null=True, blank=True)
    besloten_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = DubbelpaarQuerySet.as_manager()

    class Meta:
        ordering = ("-score", "gevonden_op", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("een", "ander"),
                name="dubbelpaar_een_keer",
                violation_error_message="Deze twee kinderen staan al op de lijst.",
            ),
            models.CheckConstraint(
                name="dubbelpaar_in_volgorde",
                condition=Q(een__lt=F("ander")),
                violation_error_message="Een paar is van twee verschillende kinderen, de eerst ingeschrevene voorop.",
            ),
            models.CheckConstraint(
                name="dubbelpaar_besluit_volledig",
                condition=Q(status="open", besloten_op=None, besloten_door=None)
                | (~Q(status="open") & Q(besloten_op__isnull=False, besloten_door__isnull=False)),
                violation_error_message="Leg bij het besluit over een paar vast wanneer en door wie.",
            ),
        ]
        indexes = [models.Index(fields=("gemeente", "status", "-score"), name="dubbelpaar_lijst")]

    def __str__(self) -> str:
        return f"kind {self.een.pseudoniem} en kind {self.ander.pseudoniem}"

    @property
    def is_waarschijnlijk(self) -> bool:
        return self.score >= WAARSCHIJNLIJK


# From this score on the screen says 'waarschijnlijk', below it 'misschien'.
WAARSCHIJNLIJK = 85


class VerwijsvraagQuerySet(models.QuerySet["Verwijsvraag"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        """Who refers sees for which child it is; the provider sees that it asked, and the answer."""
        eigen = self.filter(gemeente=gebruiker.gemeente)
        if gebruiker.is_houder:
            return eigen.filter(houder=gebruiker.organisatie)
        if not gebruiker.has_recht(Recht.TOELEIDING_MANAGE):
            return self.none()
        return eigen.filter(kind__in=Kind.objects.for_gebruiker(gebruiker))

    def open(self) -> Self:
        return self.filter(status=Verwijsvraag.Status.OPEN)


class Verwijsvraag(models.Model):
    """A provider that wanted to enrol a child says that it is one that the municipality knows, and asks for it.

    To the provider the row says nothing of that child: not who it is, nor that the provider guessed right.
    """

    class Status(models.TextChoices):
        OPEN = "open", "Wacht op antwoord"
        REFERRED = "verwezen", "Verwezen"
        OTHER = "ander-kind", "Het is een ander kind"

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    kind = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="verwijsvragen")
    houder = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=15, choices=Status, default=Status.OPEN)
    gevraagd_op = models.DateField()
    gevraagd_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    beantwoord_op = models.DateField(null=True, blank=True)
    beantwoord_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = VerwijsvraagQuerySet.as_manager()

    class Meta:
        ordering = ("gevraagd_op", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("kind", "houder"),
                condition=Q(status="open"),
                name="verwijsvraag_een_open_per_houder",
                violation_error_message="Deze vraag is al gesteld en wacht op antwoord.",
            ),
            models.CheckConstraint(
                name="verwijsvraag_antwoord_volledig",
                condition=Q(status="open", beantwoord_op=None, beantwoord_door=None)
                | (~Q(status="open") & Q(beantwoord_op__isnull=False, beantwoord_door__isnull=False)),
                violation_error_message="Leg bij het antwoord op een vraag vast wanneer en door wie.",
            ),
        ]

    def __str__(self) -> str:
        return f"vraag van {self.houder} om kind {self.kind.pseudoniem}"


class SamenvoegingQuerySet(models.QuerySet["Samenvoeging"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        if not gebruiker.has_recht(Recht.KIND_MERGE):
            return self.none()
        return self.filter(blijft__in=Kind.objects.for_gebruiker(gebruiker))

    def in_force(self) -> Self:
        return self.filter(ongedaan_op=None)


class Samenvoeging(models.Model):
    """Two files that became one: what moved and what it was before, so that it can be put back exactly.

    `verhuisd` has a line per row: its model, its id and the old values of the fields that changed. `gegevens` has
    those of the child that stays; `stand` is what stood on it right after, by which later facts are noticed.
    """

    blijft = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="samenvoegingen")
    vervalt = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="+")
    samengevoegd_op = models.DateField()
    samengevoegd_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    gegevens = models.JSONField(default=dict, blank=True)
    verhuisd = models.JSONField(default=list, blank=True)
    stand = models.JSONField(default=dict, blank=True)
    ongedaan_op = models.DateField(null=True, blank=True)
    ongedaan_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = SamenvoegingQuerySet.as_manager()

    class Meta:
        ordering = ("-samengevoegd_op", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("vervalt",),
                condition=Q(ongedaan_op=None),
                name="samenvoeging_een_keer",
                violation_error_message="Dit dossier is al samengevoegd met een ander dossier.",
            ),
            models.CheckConstraint(
                name="samenvoeging_twee_kinderen",
                condition=~Q(blijft=F("vervalt")),
                violation_error_message="Kies twee verschillende dossiers.",
            ),
            models.CheckConstraint(
                name="samenvoeging_ongedaan_volledig",
                condition=Q(ongedaan_op=None, ongedaan_door=None)
                | Q(ongedaan_op__isnull=False, ongedaan_door__isnull=False),
                violation_error_message="Leg vast wanneer en door wie het samenvoegen ongedaan is gemaakt.",
            ),
        ]

    def __str__(self) -> str:
        return f"kind {self.vervalt.pseudoniem} bij kind {self.blijft.pseudoniem}"
