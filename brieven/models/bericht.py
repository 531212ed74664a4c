"""Messages in the site, and the e-mail that announces them: within 48 hours, measured (Awb 2:10)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from brieven.soorten import Berichtsoort, berichtsoort
from organisaties.models import Gebruiker, Gemeente, Organisatie
from organisaties.rechten import GEMEENTE_ROLLEN, Rol

TERMIJN = timedelta(hours=48)
ALARM = timedelta(hours=24)


@dataclass(frozen=True)
class Ontvangers:
    """Everybody with one of these roles: of this organisation, or without one of the municipality itself."""

    rollen: Collection[Rol]
    organisatie: Organisatie | None = None


class BerichtQuerySet(models.QuerySet["Bericht"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        """Those for this person, and those for the organisation and role under which they work now.

        A role for one location does not get what is for the organisation as a whole.
        """
        persoonlijk = Q(gebruiker=gebruiker)
        if gebruiker.locatie is None:
            rol = Q(gebruiker=None, organisatie=gebruiker.organisatie, rollen__contains=[gebruiker.rol])
            persoonlijk |= rol
        return self.filter(persoonlijk, gemeente=gebruiker.gemeente)

    def unread_by(self, gebruiker: Gebruiker) -> Self:
        gelezen = Ontvangst.objects.filter(gebruiker=gebruiker, gelezen_op__isnull=False)
        return self.exclude(pk__in=gelezen.values("bericht"))


class Bericht(models.Model):
    """A message: a kind and the page where the work is. It holds no text, so that it can tell nothing of anybody."""

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    soort = models.CharField(max_length=40)
    gebruiker = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    organisatie = models.ForeignKey(
        Organisatie, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    rollen = ArrayField(
        models.CharField(max_length=30, choices=[(rol.value, rol.label) for rol in GEMEENTE_ROLLEN]),
        default=list,
        blank=True,
    )
    url = models.CharField(max_length=200)
    object_type = models.CharField(max_length=40)
    object_id = models.CharField(max_length=40)
    # From this moment on it can be read (Awb 2:19).
    geplaatst_op = models.DateTimeField()
    geplaatst_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = BerichtQuerySet.as_manager()

    class Meta:
        ordering = ("-geplaatst_op", "-pk")
        constraints = [
            models.CheckConstraint(
                name="bericht_voor_een_of_velen",
                condition=Q(gebruiker__isnull=False, organisatie=None, rollen=[])
                | (Q(gebruiker=None) & ~Q(rollen=[])),
                violation_error_message="Een bericht is voor een persoon, of voor een of meer rollen.",
            )
        ]
        indexes = [models.Index(fields=("gemeente", "-geplaatst_op"), name="bericht_recent")]

    def __str__(self) -> str:
        return self.berichtsoort.onderwerp

    @property
    def berichtsoort(self) -> Berichtsoort:
        return berichtsoort(self.soort)

    @property
    def kennisgeving_uiterlijk(self) -> datetime:
        return self.geplaatst_op + TERMIJN


class OntvangstQuerySet(models.QuerySet["Ontvangst"]):
    def to_send(self, moment: datetime) -> Self:
        return self.filter(status=Ontvangst.Status.WAITING, versturen_vanaf__lte=moment)

    def failed(self) -> Self:
        return self.filter(status=Ontvangst.Status.FAILED)

    def alarming(self, moment: datetime) -> Self:
        """Still waiting a day after the message was placed."""
        return self.filter(status=Ontvangst.Status.WAITING, bericht__geplaatst_op__lte=moment - ALARM)

    def late(self, moment: datetime) -> Self:
        """Announced after the term, or not yet and the term is over."""
        te_laat = Q(afgehandeld_op__gt=models.F("bericht__geplaatst_op") + TERMIJN)
        open_staand = Q(afgehandeld_op=None, bericht__geplaatst_op__lte=moment - TERMIJN)
        return self.filter(te_laat | open_staand)


class Ontvangst(models.Model):
    """One person and one message: was it announced, when, and was it read?"""

    class Status(models.TextChoices):
        WAITING = "wacht", "Nog te versturen"
        SENT = "verstuurd", "Verstuurd"
        FAILED = "mislukt", "Mislukt"
        OTHERWISE = "anders", "Anders meegedeeld"
        # Read by somebody who got the role after the message was placed.
        UNANNOUNCED = "geen", "Geen kennisgeving"

    bericht = models.ForeignKey(Bericht, on_delete=models.CASCADE, related_name="ontvangsten")
    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    gelezen_op = models.DateTimeField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    versturen_vanaf = models.DateTimeField()
    pogingen = models.PositiveSmallIntegerField(default=0)
    # What the mail server said, as a code; never its text, which can hold an address.
    fout = models.CharField(max_length=60, blank=True)
    # Sent, or told in another way: then also by whom and how.
    afgehandeld_op = models.DateTimeField(null=True, blank=True)
    afgehandeld_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    hoe = models.CharField("hoe meegedeeld", max_length=200, blank=True)

    objects = OntvangstQuerySet.as_manager()

    class Meta:
        ordering = ("-bericht__geplaatst_op", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("bericht", "gebruiker"),
                name="ontvangst_een_per_persoon",
                violation_error_message="Deze persoon heeft dit bericht al.",
            ),
            models.CheckConstraint(
                name="ontvangst_afgehandeld_heeft_moment",
                condition=Q(status__in=["verstuurd", "anders"], afgehandeld_op__isnull=False)
                | (~Q(status__in=["verstuurd", "anders"]) & Q(afgehandeld_op=None)),
                violation_error_message="Een kennisgeving die verstuurd of anders meegedeeld is, heeft een moment.",
            ),
            models.CheckConstraint(
                name="ontvangst_anders_door_iemand",
                condition=~Q(status="anders") | (Q(afgehandeld_door__isnull=False) & ~Q(hoe="")),
                violation_error_message="Zeg hoe en door wie het bericht anders is meegedeeld.",
            ),
        ]
        indexes = [
            models.Index(
                fields=("versturen_vanaf",), condition=Q(status="wacht"), name="ontvangst_te_versturen"
            )
        ]

    def __str__(self) -> str:
        return f"kennisgeving aan {self.gebruiker.email}"

    @property
    def is_te_laat(self) -> bool:
        return self.afgehandeld_op is not None and self.afgehandeld_op > self.bericht.kennisgeving_uiterlijk
