"""The report of a quarter and the evaluation of a year: made by the clock or because somebody asks, and kept as it was made."""

from typing import Self

from django.db import models
from django.db.models import Q

from lib.periode import EERSTE_JAAR, JAAR_BESTAAT_NIET, LAATSTE_JAAR, kwartaal
from organisaties.hoofdstukken import Document
from organisaties.models import Gebruiker, Gemeente


class PeriodiekverslagQuerySet(models.QuerySet["Periodiekverslag"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        return self.filter(gemeente=gebruiker.gemeente)

    def without_file(self) -> Self:
        return self.defer("pdf", "cijfers")

    def unmade(self) -> Self:
        return self.filter(klaar_op=None)


class Periodiekverslag(models.Model):
    """One report without small groups. Nobody asked: the clock did, once for each period. A new request is a new row."""

    SOORTEN = (
        (Document.KWARTAAL.value, "Kwartaalrapport"),
        (Document.EVALUATIE.value, "Jaarlijkse evaluatie"),
    )

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    document = models.CharField("soort", max_length=20, choices=SOORTEN)
    jaar = models.PositiveSmallIntegerField()
    # None: of a whole year.
    kwartaal = models.PositiveSmallIntegerField(null=True, blank=True)
    aangevraagd_op = models.DateTimeField()
    aangevraagd_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    klaar_op = models.DateTimeField(null=True, blank=True)
    # Why it could not be made; the next night tries again.
    fout = models.CharField(max_length=500, blank=True)
    cijfers = models.JSONField(null=True, blank=True)
    pdf = models.BinaryField(null=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True)

    objects = PeriodiekverslagQuerySet.as_manager()

    class Meta:
        ordering = ("-aangevraagd_op", "-pk")
        constraints = [
            models.CheckConstraint(
                name="periodiekverslag_jaar_bestaat",
                condition=Q(jaar__range=(EERSTE_JAAR, LAATSTE_JAAR)),
                violation_error_message=JAAR_BESTAAT_NIET,
            ),
            models.CheckConstraint(
                name="periodiekverslag_kwartaal_bij_soort",
                condition=Q(document="kwartaal", kwartaal__isnull=False, kwartaal__range=(1, 4))
                | Q(document="evaluatie", kwartaal=None),
                violation_error_message="Een kwartaalrapport gaat over een kwartaal, een evaluatie over een jaar.",
            ),
            models.UniqueConstraint(
                fields=("gemeente", "document", "jaar", "kwartaal"),
                condition=Q(aangevraagd_door=None),
                nulls_distinct=False,
                name="periodiekverslag_een_keer_vanzelf",
                violation_error_message="Dit verslag is al vanzelf gemaakt.",
            ),
            models.CheckConstraint(
                name="periodiekverslag_klaar_heeft_bestand",
                condition=Q(klaar_op=None, pdf=None, sha256="")
                | (Q(klaar_op__isnull=False, pdf__isnull=False) & ~Q(sha256="")),
                violation_error_message="Een verslag dat klaar is, heeft een bestand.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_document_display().lower()} {self.periode}"

    @property
    def periode(self) -> str:
        return str(kwartaal(self.jaar, self.kwartaal)) if self.kwartaal else str(self.jaar)

    @property
    def stand(self) -> str:
        if self.klaar_op:
            return "Klaar"
        return "Niet gelukt" if self.fout else "Wordt gemaakt"
