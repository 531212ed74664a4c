"""What people who lead a family to a place write down on the way."""

from typing import Self

from django.db import models
from django.db.models import Q

from indicaties.models.traject import Traject
from organisaties.models import Gebruiker, Organisatie


def own_side(gebruiker: Gebruiker) -> Q:
    """Of one JGZ organisation, or of the kindregisseurs of the municipality; no other role has a side."""
    return Q(organisatie=gebruiker.organisatie, traject__in=Traject.objects.to_work_on_for(gebruiker))


class ContactmomentQuerySet(models.QuerySet["Contactmoment"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        return self.filter(traject__in=Traject.objects.to_work_on_for(gebruiker))


class Contactmoment(models.Model):
    """Somebody called, visited or wrote to the family. JGZ and kindregisseur read each other's."""

    class Soort(models.TextChoices):
        PHONED = "gebeld", "Gebeld"
        VISITED = "bezoek", "Bezoek"
        WROTE = "brief", "Brief"
        NO_ANSWER = "geen-gehoor", "Geen gehoor"

    traject = models.ForeignKey(Traject, on_delete=models.PROTECT, related_name="contacten")
    soort = models.CharField(max_length=15, choices=Soort)
    datum = models.DateField()
    notitie = models.CharField(max_length=300, blank=True)
    vastgelegd_op = models.DateField()
    vastgelegd_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")

    objects = ContactmomentQuerySet.as_manager()

    class Meta:
        ordering = ("-datum", "-pk")
        indexes = [models.Index(fields=("traject", "-datum"), name="contact_laatste")]

    def __str__(self) -> str:
        return self.get_soort_display()


class TrajectnotitieQuerySet(models.QuerySet["Trajectnotitie"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        return self.filter(own_side(gebruiker))


class Trajectnotitie(models.Model):
    """For the own side alone. `organisatie` is the JGZ organisation; empty: the municipality's kindregisseurs."""

    traject = models.ForeignKey(Traject, on_delete=models.PROTECT, related_name="notities")
    organisatie = models.ForeignKey(
        Organisatie, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    tekst = models.CharField(max_length=1000)
    geschreven_op = models.DateField()
    geschreven_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")

    objects = TrajectnotitieQuerySet.as_manager()

    class Meta:
        ordering = ("-geschreven_op", "-pk")


class TrajecttaakQuerySet(models.QuerySet["Trajecttaak"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        return self.filter(own_side(gebruiker))

    def open(self) -> Self:
        return self.filter(gedaan_op=None, traject__gesloten_op=None)


class Trajecttaak(models.Model):
    """Something that one person means to do for a family, before a day. Like a note, of the own side."""

    traject = models.ForeignKey(Traject, on_delete=models.PROTECT, related_name="eigen_taken")
    organisatie = models.ForeignKey(
        Organisatie, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    voor = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    omschrijving = models.CharField(max_length=200)
    uiterlijk = models.DateField()
    gemaakt_op = models.DateField()
    gemaakt_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    gedaan_op = models.DateField(null=True, blank=True)
    gedaan_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = TrajecttaakQuerySet.as_manager()

    class Meta:
        ordering = ("uiterlijk", "pk")
        constraints = [
            models.CheckConstraint(
                name="trajecttaak_gedaan_volledig",
                condition=Q(gedaan_op=None, gedaan_door=None)
                | Q(gedaan_op__isnull=False, gedaan_door__isnull=False),
                violation_error_message="Leg bij een taak die klaar is vast wanneer en door wie.",
            )
        ]
        indexes = [models.Index(fields=("voor", "uiterlijk"), name="trajecttaak_werkvoorraad")]

    def __str__(self) -> str:
        return self.omschrijving


class Behandelaarwissel(models.Model):
    """The case went to a colleague. `van` is empty when nobody saw to it."""

    class Reden(models.TextChoices):
        HOLIDAY = "vakantie", "Vakantie of verlof"
        ILLNESS = "ziekte", "Ziekte"
        OTHER_WORK = "ander-werk", "Ander werk of andere verdeling"

    traject = models.ForeignKey(Traject, on_delete=models.PROTECT, related_name="wissels")
    van = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    naar = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    reden = models.CharField(max_length=15, choices=Reden)
    gewisseld_op = models.DateField()
    gewisseld_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-gewisseld_op", "-pk")
