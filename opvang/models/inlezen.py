from typing import Self

from django.db import models
from django.db.models import Q

from opvang.models.declaraties import Urendeclaratie
from organisaties.models import Gebruiker, Organisatie


class InlezingQuerySet(models.QuerySet["Inlezing"]):
    def open(self) -> Self:
        """Seen by nobody else and not saved yet."""
        return self.filter(bewaard_op=None)


class Inlezing(models.Model):
    """The hours out of a file between the preview and the yes of who sent it: numbers by line, nothing of a child.

    Once saved only the print of the file stays, so that the same file is recognised.
    """

    declaratie = models.ForeignKey(Urendeclaratie, on_delete=models.CASCADE, related_name="inlezingen")
    gelezen_op = models.DateTimeField()
    gelezen_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    afdruk = models.CharField("SHA-256 van het bestand", max_length=64)
    stand = models.CharField("SHA-256 van de regels van toen", max_length=64)
    # By the id of the line: [hundredths of hours, days or null, months that the file told of, absence or null, hours by
    # month of the tijdvak].
    regels = models.JSONField(default=dict, blank=True)
    bewaard_op = models.DateTimeField(null=True, blank=True)
    bewaard_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = InlezingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("declaratie", "gelezen_door"),
                condition=Q(bewaard_op=None),
                name="inlezing_een_open_per_persoon",
                violation_error_message="U hebt al een bestand klaarstaan. Bekijk dat eerst.",
            ),
            models.CheckConstraint(
                name="inlezing_bewaard_is_leeg",
                condition=Q(bewaard_op=None, bewaard_door=None)
                | Q(bewaard_op__isnull=False, bewaard_door__isnull=False, regels={}),
                violation_error_message="Van een bewaard bestand blijven geen uren achter, wel door wie en wanneer.",
            ),
        ]


class Kolomgewoonte(models.Model):
    """What a provider said that the columns of its own files hold, so that it is asked once."""

    houder = models.OneToOneField(
        Organisatie,
        on_delete=models.CASCADE,
        related_name="kolomgewoonte",
        error_messages={"unique": "Van deze houder zijn de kolommen al bekend."},
    )
    # Simplified name of the column -> what it holds; empty when it is not to be read.
    kolommen = models.JSONField(default=dict, blank=True)
    vastgelegd_op = models.DateTimeField()
    vastgelegd_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
