"""A workbook with the administration of before this program, from upload until it can no longer be put back."""

from typing import Self

from django.db import models
from django.db.models import Q

from organisaties.models import Gebruiker, Gemeente, Toekenning


class OvernameQuerySet(models.QuerySet["Overname"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        return self.filter(gemeente=gebruiker.gemeente)

    def busy(self) -> Self:
        return self.filter(status__in=BEZIG)

    def with_file(self) -> Self:
        return self.exclude(bestand="")

    def light(self) -> Self:
        """Without what only the work itself needs."""
        return self.defer("bestand", "verslag", "gemaakt", "vorige")


class Overname(models.Model):
    """One workbook: looked through first, then taken over as a whole or not at all (docs/adr/0055).

    File and report hold names and are encrypted; they go when the workbook was taken over, or after a day. `gemaakt`
    has a print per row that was made, `vorige` what stood in the rows that were changed: for putting it back.
    """

    class Status(models.TextChoices):
        READING = "nakijken", "Wordt nagekeken"
        REVIEWED = "nagekeken", "Nagekeken"
        APPLYING = "doorvoeren", "Wordt doorgevoerd"
        APPLIED = "doorgevoerd", "Doorgevoerd"
        UNDOING = "terugdraaien", "Wordt teruggedraaid"
        UNDONE = "teruggedraaid", "Teruggedraaid"
        EXPIRED = "verlopen", "Verlopen"

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="overnames")
    status = models.CharField(max_length=15, choices=Status, default=Status.READING)
    gevraagd_op = models.DateTimeField()
    gevraagd_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    # The role of that moment: the work outside the request is done under it.
    toekenning = models.ForeignKey(Toekenning, on_delete=models.PROTECT, related_name="+")
    afdruk = models.CharField("SHA-256 van het bestand", max_length=64)
    bestand = models.TextField("werkmap, versleuteld", blank=True)
    verslag = models.TextField("verslag per regel, versleuteld", blank=True)
    fouten = models.PositiveIntegerField(default=0)
    # Per sheet: [new, changed, the same].
    aantallen = models.JSONField(default=dict, blank=True)
    stand = models.CharField("SHA-256 van wat er zou veranderen", max_length=64, blank=True)
    gedaan = models.PositiveSmallIntegerField("voortgang in procenten", default=0)
    melding = models.CharField(max_length=500, blank=True)
    # Model -> id -> print of the row as it was taken over.
    gemaakt = models.JSONField(default=dict, blank=True)
    # [model, id, field -> what stood there]; empty once it can no longer be put back.
    vorige = models.JSONField(default=list, blank=True)
    doorgevoerd_op = models.DateTimeField(null=True, blank=True)
    doorgevoerd_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    teruggedraaid_op = models.DateTimeField(null=True, blank=True)
    teruggedraaid_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = OvernameQuerySet.as_manager()

    class Meta:
        ordering = ("-gevraagd_op", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("gemeente",),
                condition=Q(status__in=("nakijken", "doorvoeren", "terugdraaien")),
                name="overname_een_tegelijk",
                violation_error_message="Er wordt al een werkmap nagekeken of doorgevoerd. Wacht tot dat klaar is.",
            ),
            models.CheckConstraint(
                name="overname_doorvoeren_volledig",
                condition=Q(doorgevoerd_op=None, doorgevoerd_door=None)
                | Q(doorgevoerd_op__isnull=False, doorgevoerd_door__isnull=False),
                violation_error_message="Leg vast wanneer en door wie de werkmap is doorgevoerd.",
            ),
            models.CheckConstraint(
                name="overname_terugdraaien_volledig",
                condition=Q(teruggedraaid_op=None, teruggedraaid_door=None)
                | Q(teruggedraaid_op__isnull=False, teruggedraaid_door__isnull=False),
                violation_error_message="Leg vast wanneer en door wie de overname is teruggedraaid.",
            ),
            models.CheckConstraint(
                name="overname_zonder_bestand_als_het_klaar_is",
                condition=Q(status__in=("nakijken", "nagekeken", "doorvoeren")) | Q(bestand="", verslag=""),
                violation_error_message="Van een werkmap die klaar is, blijft het bestand niet achter.",
            ),
        ]

    def __str__(self) -> str:
        return f"overname {self.pk}"

    @property
    def is_bezig(self) -> bool:
        return self.status in BEZIG

    @property
    def is_door_te_voeren(self) -> bool:
        return self.status == self.Status.REVIEWED and not self.fouten and self.verandert

    @property
    def verandert(self) -> bool:
        return any(nieuw or gewijzigd for nieuw, gewijzigd, _ in self.aantallen.values())


BEZIG = (Overname.Status.READING, Overname.Status.APPLYING, Overname.Status.UNDOING)
