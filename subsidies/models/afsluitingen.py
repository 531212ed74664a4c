from typing import Self

from django.db import models
from django.db.models import F, Q

from lib.periode import EERSTE_JAAR, JAAR_BESTAAT_NIET, LAATSTE_JAAR
from organisaties.models import Gebruiker, Gemeente


class JaarafsluitingQuerySet(models.QuerySet["Jaarafsluiting"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        return self.filter(gemeente=gebruiker.gemeente)

    def current(self) -> Self:
        """Proposed or closed: of each year there is one at most."""
        return self.filter(status__in=Jaarafsluiting.LOPEND)

    def closed(self) -> Self:
        return self.filter(status__in=Jaarafsluiting.DICHT)


class Jaarafsluiting(models.Model):
    """The closing of a year of the ledger: proposed by one, closed by another, with its figures frozen.

    Reopened on a reason, again by two; it then stays as it was, and a new one follows. `sha256` is over `cijfers`.
    """

    class Status(models.TextChoices):
        PROPOSED = "voorgesteld", "Voorgesteld om af te sluiten"
        CLOSED = "gesloten", "Afgesloten"
        REOPENING = "heropening-gevraagd", "Afgesloten; heropenen is gevraagd"
        WITHDRAWN = "ingetrokken", "Voorstel ingetrokken"
        REOPENED = "heropend", "Heropend"

    DICHT = (Status.CLOSED, Status.REOPENING)
    LOPEND = (Status.PROPOSED, *DICHT)

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="jaarafsluitingen")
    jaar = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=20, choices=Status, default=Status.PROPOSED)
    voorgesteld_op = models.DateTimeField()
    voorgesteld_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    gesloten_op = models.DateTimeField(null=True, blank=True)
    gesloten_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    cijfers = models.JSONField(default=dict, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    reden_heropening = models.CharField(max_length=500, blank=True)
    heropening_gevraagd_op = models.DateTimeField(null=True, blank=True)
    heropening_gevraagd_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    heropend_op = models.DateTimeField(null=True, blank=True)
    heropend_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = JaarafsluitingQuerySet.as_manager()

    class Meta:
        ordering = ("-jaar", "-pk")
        constraints = [
            models.CheckConstraint(
                name="jaarafsluiting_jaar_bestaat",
                condition=Q(jaar__range=(EERSTE_JAAR, LAATSTE_JAAR)),
                violation_error_message=JAAR_BESTAAT_NIET,
            ),
            models.UniqueConstraint(
                fields=("gemeente", "jaar"),
                condition=Q(status__in=("voorgesteld", "gesloten", "heropening-gevraagd")),
                name="jaarafsluiting_een_per_jaar",
                violation_error_message="Dit jaar is al afgesloten, of iemand stelde dat net voor.",
            ),
            models.CheckConstraint(
                name="jaarafsluiting_vier_ogen",
                condition=Q(gesloten_door=None) | ~Q(gesloten_door=F("voorgesteld_door")),
                violation_error_message="Wie voorstelt het jaar af te sluiten, sluit het niet zelf af (vier ogen).",
            ),
            models.CheckConstraint(
                name="jaarafsluiting_heropenen_vier_ogen",
                condition=Q(heropend_door=None) | ~Q(heropend_door=F("heropening_gevraagd_door")),
                violation_error_message="Wie vraagt het jaar te heropenen, heropent het niet zelf (vier ogen).",
            ),
            models.CheckConstraint(
                name="jaarafsluiting_gesloten_volledig",
                condition=Q(status__in=("voorgesteld", "ingetrokken"), gesloten_op=None, sha256="")
                | Q(status__in=("gesloten", "heropening-gevraagd", "heropend"), gesloten_op__isnull=False)
                & ~Q(sha256=""),
                violation_error_message="Leg bij het afsluiten vast wanneer, door wie en met welke cijfers.",
            ),
        ]

    def __str__(self) -> str:
        return f"afsluiting van {self.jaar}"

    @property
    def is_closed(self) -> bool:
        return self.status in self.DICHT

    @property
    def is_proposed(self) -> bool:
        return self.status == self.Status.PROPOSED

    @property
    def asks_reopening(self) -> bool:
        return self.status == self.Status.REOPENING
