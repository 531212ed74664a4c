from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from indicaties.models.kind import Kind
from organisaties.models import Gebruiker, Organisatie


class ToeleidingQuerySet(models.QuerySet["Toeleiding"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        eigen = self.filter(kind__in=Kind.objects.for_gebruiker(gebruiker))
        return eigen.filter(houder=gebruiker.organisatie) if gebruiker.is_houder else eigen

    def not_declined(self) -> Self:
        return self.exclude(status=Toeleiding.Status.DECLINED)

    def open(self) -> Self:
        return self.filter(status=Toeleiding.Status.REFERRED)

    def waiting_on(self, dag: date) -> Self:
        """Open, of children that still live here: who moved or died needs no place any more."""
        return self.open().filter(Q(kind__vertrokken_op=None) | Q(kind__vertrokken_op__gte=dag))


class Toeleiding(models.Model):
    """Leading a family to a place: the child is referred to a provider, and how that ended."""

    class Status(models.TextChoices):
        REFERRED = "verwezen", "Verwezen"
        PLACED = "geplaatst", "Geplaatst"
        DECLINED = "geen-deelname", "Geen deelname"

    class Reden(models.TextChoices):
        TOO_EXPENSIVE = "te-duur", "Te duur"
        TOO_SCHOOLISH = "te-schools", "Te schools"
        ELSEWHERE = "elders", "Gaat elders naar kinderopvang"
        NOT_WANTED = "niet-gewenst", "Ouders willen het niet"
        MOVED = "verhuisd", "Verhuisd"
        FULL = "geen-plaats", "Geen plaats beschikbaar"
        OTHER = "anders", "Andere reden"

    kind = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="toeleidingen")
    houder = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="toeleidingen")
    status = models.CharField(max_length=15, choices=Status, default=Status.REFERRED)
    reden = models.CharField("reden van geen deelname", max_length=15, choices=Reden, blank=True)
    verwezen_op = models.DateField()
    verwezen_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    afgerond_op = models.DateField(null=True, blank=True)
    afgerond_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ToeleidingQuerySet.as_manager()

    class Meta:
        ordering = ("-verwezen_op", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("kind", "houder"),
                condition=Q(status="verwezen"),
                name="toeleiding_een_open_per_houder",
                violation_error_message="Dit kind is al naar deze houder verwezen.",
            ),
            models.CheckConstraint(
                name="toeleiding_reden_bij_geen_deelname",
                condition=(Q(status="geen-deelname") & ~Q(reden=""))
                | (~Q(status="geen-deelname") & Q(reden="")),
                violation_error_message="Kies een reden als het gezin niet deelneemt.",
            ),
            models.CheckConstraint(
                name="toeleiding_afronding_volledig",
                condition=Q(status="verwezen", afgerond_op=None, afgerond_door=None)
                | (~Q(status="verwezen") & Q(afgerond_op__isnull=False, afgerond_door__isnull=False)),
                violation_error_message="Leg bij de uitkomst vast wanneer en door wie.",
            ),
        ]
