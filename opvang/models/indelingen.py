"""In which group of its location a child is, from which day."""

from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from indicaties.models import Kind
from opvang.models.groepen import Groep
from organisaties.models import Gebruiker


class GroepsindelingQuerySet(models.QuerySet["Groepsindeling"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        eigen = self.filter(kind__gemeente=gebruiker.gemeente)
        if gebruiker.locatie is not None:
            return eigen.filter(groep__locatie=gebruiker.locatie)
        return eigen.filter(groep__locatie__houder=gebruiker.organisatie) if gebruiker.is_houder else eigen

    def current(self) -> Self:
        """Without those that were withdrawn or replaced."""
        return self.filter(vervallen_op=None)

    def last_on(self, dag: date) -> Self:
        """Of each child at each location the one that holds on the day."""
        return (
            self.current()
            .filter(vanaf__lte=dag)
            .order_by("kind_id", "groep__locatie_id", "-vanaf", "-pk")
            .distinct("kind_id", "groep__locatie_id")
        )


class Groepsindeling(models.Model):
    """The child is in this group from a day on, until another row at the same location says otherwise.

    A group whose places change goes on as a new row of one name (see Groep): the name says which group a child is in.
    Nothing is edited: a row that was wrong is vervallen, and what is true is a row beside it.
    """

    kind = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="groepsindelingen")
    groep = models.ForeignKey(Groep, on_delete=models.PROTECT, related_name="indelingen")
    vanaf = models.DateField("vanaf welke dag")
    vastgelegd_op = models.DateField()
    vastgelegd_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    vervallen_op = models.DateField(null=True, blank=True)
    vervallen_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = GroepsindelingQuerySet.as_manager()

    class Meta:
        ordering = ("-vanaf", "-pk")
        constraints = [
            models.CheckConstraint(
                name="groepsindeling_verval_volledig",
                condition=Q(vervallen_op=None, vervallen_door=None)
                | Q(vervallen_op__isnull=False, vervallen_door__isnull=False),
                violation_error_message="Leg vast wanneer en door wie de indeling is ingetrokken.",
            ),
            models.UniqueConstraint(
                fields=("kind", "groep", "vanaf"),
                condition=Q(vervallen_op=None),
                name="groepsindeling_een_keer_op_een_dag",
                violation_error_message="Dit kind is vanaf die dag al in deze groep ingedeeld.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.groep} vanaf {self.vanaf:%d-%m-%Y}"

    def clean(self) -> None:
        if (
            self.vervallen_op is None
            and not Groep.objects.running_on(self.vanaf).filter(pk=self.groep_id).exists()
        ):
            raise ValidationError(
                f"De groep {self.groep} loopt niet op {self.vanaf:%d-%m-%Y}. Kies een andere groep of een andere dag."
            )
