"""What parents get: the meeting to which they are invited, and the texts in their own language."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from organisaties.models import Gebruiker, Gemeente, Organisatie, Toekenning


class Ouderbijeenkomst(models.Model):
    """A meeting for parents; its invitations are made by a worker, in the name of who asked for them."""

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    organisatie = models.ForeignKey(
        Organisatie, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    datum = models.DateField("dag")
    tijd = models.TimeField("tijd")
    plaats = models.CharField("plaats", max_length=200)
    talen = ArrayField(models.CharField(max_length=5), default=list, blank=True)
    # Whom it is for: as codes and ids, never a name.
    voor = models.JSONField(default=dict, blank=True)
    gevraagd_op = models.DateTimeField()
    gevraagd_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    toekenning = models.ForeignKey(Toekenning, on_delete=models.PROTECT, related_name="+")
    klaar_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-datum", "-pk")

    def __str__(self) -> str:
        return f"ouderbijeenkomst van {self.datum:%d-%m-%Y}"


class Taaltekst(models.Model):
    """Of one language: the page to which the QR code leads, and which version of our text the municipality checked."""

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    taal = models.CharField(max_length=5)
    url = models.URLField("adres van de pagina", max_length=300, blank=True)
    # SHA-256 of the text that was looked at; another text has not been.
    nagekeken_versie = models.CharField(max_length=64, blank=True)
    nagekeken_op = models.DateTimeField(null=True, blank=True)
    nagekeken_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("taal", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("gemeente", "taal"),
                name="taaltekst_een_per_taal",
                violation_error_message="Voor deze taal is dit al vastgelegd.",
            )
        ]

    def __str__(self) -> str:
        return f"oudertekst in taal {self.taal}"
