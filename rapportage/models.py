from typing import Self

from django.db import models
from django.db.models import Q

from lib.periode import EERSTE_JAAR, JAAR_BESTAAT_NIET, LAATSTE_JAAR
from organisaties.models import Gebruiker, Gemeente, Organisatie
from rapportage.beleid.models import Beleidsactie, Beleidsafspraak, Beleidsoverleg
from rapportage.controledossier.models import Bevinding, Trekking, Trekkingspost
from rapportage.goab.models import Goabbeschikking, Goabscore
from rapportage.opmerkingen.models import Verslagopmerking
from rapportage.periodiek.models import Periodiekverslag
from rapportage.sisa.models import Sisatekst
from rapportage.tellingen.models import Kindertelling
from subsidies.models import Berekening, Beschikking, Locatieberekening

__all__ = [
    "Beleidsactie",
    "Beleidsafspraak",
    "Beleidsoverleg",
    "Bevinding",
    "Goabbeschikking",
    "Goabscore",
    "Kindertelling",
    "Periodiekverslag",
    "Sisatekst",
    "Trekking",
    "Trekkingspost",
    "Verantwoording",
    "Verantwoordingsregel",
    "Verslagopmerking",
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
        return self.filter(definitief_op__isnull=False)

    def sent(self) -> Self:
        return self.filter(verzonden_op__isnull=False)


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
    # Made after the books of the year were closed: only then the figures no longer move.
    na_afsluiting = models.BooleanField(default=False)
    # It counts from here on: who signs for it has read it. The figures and the file were frozen when they were made.
    definitief_op = models.DateTimeField(null=True, blank=True)
    definitief_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    verzonden_op = models.DateField("verzonden op", null=True, blank=True)
    verzonden_aan = models.CharField("verzonden aan", max_length=200, blank=True)
    verzonden_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

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
            models.CheckConstraint(
                name="verantwoording_definitief_door_iemand",
                condition=Q(definitief_op=None, definitief_door=None)
                | Q(
                    definitief_op__isnull=False,
                    definitief_door__isnull=False,
                    status="klaar",
                    na_afsluiting=True,
                ),
                violation_error_message=(
                    "Alleen een verantwoording die klaar is en na het afsluiten van de boeken is gemaakt, kan definitief worden."
                ),
            ),
            models.CheckConstraint(
                name="verantwoording_verzonden_is_definitief",
                condition=Q(
                    verzonden_op=None,
                    verzonden_aan="",
                    verzonden_door=None,
                )
                | (
                    Q(
                        verzonden_op__isnull=False,
                        verzonden_door__isnull=False,
                        definitief_op__isnull=False,
                    )
                    & ~Q(verzonden_aan="")
                ),
                violation_error_message="Verzonden is alleen wat definitief is, met de dag en de ontvanger.",
            ),
        ]

    def __str__(self) -> str:
        return f"Verantwoording {self.jaar} gemeente {self.gemeente}"

    @property
    def trede(self) -> str:
        """How far a report is that is made; it never goes back."""
        if self.verzonden_op:
            return "verzonden"
        if self.definitief_op:
            return "definitief"
        return "concept"

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
    # Of a year that was fixed on less than was approved.
    beschikking = models.ForeignKey(
        Beschikking, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
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
                    "beschikking",
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
