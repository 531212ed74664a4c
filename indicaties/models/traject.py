"""The way of one child from signal to school. Where it stands follows from facts; what is agreed stands here."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from indicaties.models.kind import Kind
from organisaties.models import Gebruiker
from organisaties.rechten import Recht


class TrajectQuerySet(models.QuerySet["Traject"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        return self.filter(kind__in=Kind.objects.for_gebruiker(gebruiker))

    def open(self) -> Self:
        return self.filter(gesloten_op=None)

    def to_work_on_for(self, gebruiker: Gebruiker) -> Self:
        """The cases of this user's municipality, for who leads families to a place; none for others."""
        if not gebruiker.has_recht(Recht.TOELEIDING_MANAGE):
            return self.none()
        return self.filter(kind__gemeente=gebruiker.gemeente)


class Traject(models.Model):
    """A child whom somebody watches over, from the first signal until it is handed over or the case is closed.

    `behandelaar` is who sees to the next step; `uiterlijk` the last day for it.
    """

    class Aanleiding(models.TextChoices):
        JGZ = "jgz", "Signaal van het consultatiebureau"
        HOUDER = "houder", "Signaal van de kinderopvang"
        PARENTS = "ouders", "Vraag van de ouders"
        INDICATIE = "indicatie", "Indicatie of verwijzing zonder eerder signaal"

    class RedenSluiting(models.TextChoices):
        NOT_NEEDED = "niet-nodig", "Geen indicatie nodig"
        PARENTS = "ouders", "Op verzoek van de ouders"
        LEFT = "vertrokken", "Verhuisd of overleden"
        SCHOOL = "school", "Naar school"
        MERGED = "samengevoegd", "Samengevoegd met een ander dossier"
        OTHER = "anders", "Andere reden"

    class Kant(models.TextChoices):
        """Whose turn it is, when it is nobody's by name."""

        JGZ = "jgz", "Consultatiebureau"
        GEMEENTE = "gemeente", "Kindregisseur"

    class RedenLaat(models.TextChoices):
        """Why a child started late, where the facts do not tell."""

        SIGNAL = "laat-signaal", "Laat gesignaleerd"
        INDICATIE = "late-indicatie", "Laat geïndiceerd"
        REFERRAL = "laat-verwezen", "Laat verwezen"
        NO_PLACE = "wacht-op-plaats", "Wachten op een plaats"
        FAMILY = "gezin-later", "Het gezin wilde later beginnen"
        MOVED_IN = "later-gekomen", "Het kind kwam later in de gemeente wonen"

    kind = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="trajecten")
    aanleiding = models.CharField(max_length=10, choices=Aanleiding)
    toelichting = models.CharField(max_length=500, blank=True)
    geopend_op = models.DateField()
    # Empty for the cases of before there were cases.
    geopend_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    besproken_op = models.DateField(null=True, blank=True)
    besproken_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    behandelaar = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    volgende_stap = models.CharField(max_length=200, blank=True)
    uiterlijk = models.DateField(null=True, blank=True)
    aan_zet = models.CharField(max_length=10, choices=Kant, blank=True, db_default="")
    # The first day of the silence that went back to the consultatiebureau: once per silence.
    stil_sinds = models.DateField(null=True, blank=True)
    reden_laat = models.CharField(
        "reden van een late start", max_length=15, choices=RedenLaat, blank=True, db_default=""
    )
    overgedragen_op = models.DateField(null=True, blank=True)
    overgedragen_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    gesloten_op = models.DateField(null=True, blank=True)
    gesloten_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reden_sluiting = models.CharField(max_length=15, choices=RedenSluiting, blank=True)
    reden_toelichting = models.CharField(max_length=200, blank=True)

    objects = TrajectQuerySet.as_manager()

    class Meta:
        ordering = ("-geopend_op", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("kind",),
                condition=Q(gesloten_op=None),
                name="traject_een_open_per_kind",
                violation_error_message="Dit kind heeft al een traject dat loopt.",
            ),
            models.CheckConstraint(
                name="traject_sluiting_volledig",
                condition=Q(gesloten_op=None, gesloten_door=None, reden_sluiting="")
                | (Q(gesloten_op__isnull=False, gesloten_door__isnull=False) & ~Q(reden_sluiting="")),
                violation_error_message="Leg bij het sluiten van een traject vast wanneer, door wie en waarom.",
            ),
            models.CheckConstraint(
                name="traject_wie_bij_wanneer",
                condition=(
                    (
                        Q(besproken_op=None, besproken_door=None)
                        | Q(besproken_op__isnull=False, besproken_door__isnull=False)
                    )
                    & (
                        Q(overgedragen_op=None, overgedragen_door=None)
                        | Q(overgedragen_op__isnull=False, overgedragen_door__isnull=False)
                    )
                ),
                violation_error_message="Leg bij een stap van een traject vast wanneer en door wie.",
            ),
            models.CheckConstraint(
                name="traject_in_volgorde",
                condition=(Q(besproken_op=None) | Q(besproken_op__gte=F("geopend_op")))
                & (Q(gesloten_op=None) | Q(gesloten_op__gte=F("geopend_op"))),
                violation_error_message="Een traject kan niet eerder besproken of gesloten zijn dan geopend.",
            ),
        ]
        indexes = [models.Index(fields=("behandelaar", "uiterlijk"), name="traject_werkvoorraad")]

    def __str__(self) -> str:
        return f"traject van kind {self.kind.pseudoniem}"
