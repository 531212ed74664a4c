from typing import Self

from django.db import models
from django.db.models import Q

from lib.periode import EERSTE_JAAR, JAAR_BESTAAT_NIET, LAATSTE_JAAR
from organisaties.models import Gebruiker, Gemeente, Organisatie
from rapportage.beleid.models import Beleidsactie, Beleidsafspraak, Beleidsoverleg
from rapportage.goab.models import Goabbeschikking, Goabscore
from subsidies.models import Berekening, Locatieberekening

__all__ = [
    "Beleidsactie",
    "Beleidsafspraak",
    "Beleidsoverleg",
    "Goabbeschikking",
    "Goabscore",
    "Verantwoording",
    "Verantwoordingsregel",
]


class VerantwoordingQuerySet(models.QuerySet["Verantwoording"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        return self.filter(gemeente=gebruiker.gemeente)

    def without_file(self) -> Self:
        """For lists and progress: the file and its figures can be megabytes."""
        return self.defer("pdf", "pdf_delen", "cijfers")

    def done(self) -> Self:
        return self.filter(status=Verantwoording.Status.DONE)

    def definitive(self) -> Self:
        return self.done().filter(definitief=True)


class Verantwoording(models.Model):
    """A yearly accountability report in the making or made. A new run is a new row; what is done stays.

    The PDF is kept in the database: made and stored in one transaction, and in every backup.
    """

    class Status(models.TextChoices):
        QUEUED = "wachtrij", "In de wachtrij"
        RUNNING = "bezig", "Wordt gemaakt"
        DONE = "klaar", "Klaar"
        FAILED = "mislukt", "Mislukt"

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="verantwoordingen")
    jaar = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=Status, default=Status.QUEUED)
    voortgang = models.PositiveSmallIntegerField("voortgang in procenten", default=0)
    stap = models.CharField(max_length=80, blank=True)
    poging = models.PositiveSmallIntegerField(default=0)
    aangevraagd_op = models.DateTimeField()
    aangevraagd_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    hartslag_op = models.DateTimeField(null=True, blank=True)
    klaar_op = models.DateTimeField(null=True, blank=True)
    fout = models.CharField(max_length=500, blank=True)
    cijfers = models.JSONField(null=True, blank=True)
    pdf = models.BinaryField(null=True, editable=False)
    # The edition to share: without small groups and without lines per child.
    pdf_delen = models.BinaryField(null=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True)
    # Made after the books of the year were closed; one of before that is provisional.
    definitief = models.BooleanField(default=False)

    objects = VerantwoordingQuerySet.as_manager()

    class Meta:
        ordering = ("-aangevraagd_op", "-pk")
        constraints = [
            models.CheckConstraint(
                name="verantwoording_jaar_bestaat",
                condition=Q(jaar__range=(EERSTE_JAAR, LAATSTE_JAAR)),
                violation_error_message=JAAR_BESTAAT_NIET,
            ),
            models.UniqueConstraint(
                fields=("gemeente", "jaar"),
                condition=Q(status__in=("wachtrij", "bezig")),
                name="verantwoording_een_tegelijk",
                violation_error_message="De verantwoording over dit jaar wordt al gemaakt.",
            ),
            models.CheckConstraint(
                name="verantwoording_voortgang_is_procent",
                condition=Q(voortgang__lte=100),
                violation_error_message="De voortgang ligt tussen 0 en 100 procent.",
            ),
            models.CheckConstraint(
                name="verantwoording_klaar_heeft_bestand",
                condition=~Q(status="klaar")
                | (Q(pdf__isnull=False, pdf_delen__isnull=False, klaar_op__isnull=False) & ~Q(sha256="")),
                violation_error_message="Een verantwoording die klaar is, heeft een bestand.",
            ),
        ]

    def __str__(self) -> str:
        return f"Verantwoording {self.jaar} gemeente {self.gemeente}"

    @property
    def is_onderweg(self) -> bool:
        return self.status in (self.Status.QUEUED, self.Status.RUNNING)


class Verantwoordingsregel(models.Model):
    """What a definitive report says of one calculation: cents, less what was taken back, of the year it is about."""

    verantwoording = models.ForeignKey(Verantwoording, on_delete=models.PROTECT, related_name="regels")
    houder = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="+")
    regelingnaam = models.CharField("regeling", max_length=120, blank=True)
    jaar = models.PositiveSmallIntegerField("gaat over")
    # Neither: what was booked for a provider under a scheme without a calculation.
    berekening = models.ForeignKey(
        Berekening, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    locatieberekening = models.ForeignKey(
        Locatieberekening, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    bedrag_centen = models.BigIntegerField()

    class Meta:
        ordering = ("verantwoording", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=(
                    "verantwoording",
                    "houder",
                    "regelingnaam",
                    "jaar",
                    "berekening",
                    "locatieberekening",
                ),
                nulls_distinct=False,
                name="verantwoordingsregel_een_per_berekening",
                violation_error_message="Deze berekening staat al in de verantwoording.",
            ),
            models.CheckConstraint(
                name="verantwoordingsregel_jaar_bestaat",
                condition=Q(jaar__range=(EERSTE_JAAR, LAATSTE_JAAR)),
                violation_error_message=JAAR_BESTAAT_NIET,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.regelingnaam} {self.jaar} in {self.verantwoording}"
