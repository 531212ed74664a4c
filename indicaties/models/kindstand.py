"""How a child stands today, worked out once and kept: for the lists and counts over all children of a municipality."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from indicaties.models.kind import Kind
from indicaties.models.traject import Traject
from organisaties.models import Gebruiker, Gemeente
from organisaties.rechten import Recht

_OP_WEG = ~Q(stap="")


class KindstandQuerySet(models.QuerySet["Kindstand"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        """Of all children of the municipality, for who leads their families to a place; else nobody's."""
        if not gebruiker.has_recht(Recht.TOELEIDING_MANAGE):
            return self.none()
        return self.filter(gemeente=gebruiker.gemeente)

    def op_weg(self, dag: date) -> Self:
        """With an open case, as it stands on the day."""
        return self.filter(_OP_WEG, dag=dag)


class Kindstand(models.Model):
    """What the questions of `stand` and `routekaart.stap` answer on `dag`; without a day the row is out of date.

    The database makes a row with each child and takes its day away when a fact of that child changes, by whichever
    way (triggers, docs/adr/0048). `versie` tells whether that happened while somebody was working it out.
    """

    kind = models.OneToOneField(
        Kind,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="bijgehouden",
        error_messages={"unique": "Van dit kind is de stand al bijgehouden."},
    )
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    versie = models.BigIntegerField(default=0, db_default=0)
    dag = models.DateField(null=True, blank=True)
    stand = models.CharField(max_length=15, blank=True, db_default="")
    stand_sinds = models.DateField(null=True, blank=True)
    stand_reden = models.CharField(max_length=15, blank=True, db_default="")
    heeft_indicatie = models.BooleanField(default=False, db_default=False)
    # The last day of the last indicatie; empty when nobody gave one.
    indicatie_tot = models.DateField(null=True, blank=True)
    # What a provider let know about a referral that is open: the last day on which it did, and until when it asked to wait.
    antwoord_op_verwijzing = models.DateField(null=True, blank=True)
    verwacht = models.DateField(null=True, blank=True)
    # Empty without an open case.
    stap = models.CharField(max_length=15, blank=True, db_default="")
    stap_sinds = models.DateField(null=True, blank=True)
    # Of the open case, so that a board of thousands is sorted by one index.
    behandelaar = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    aan_zet = models.CharField(max_length=10, choices=Traject.Kant, blank=True, db_default="")
    uiterlijk = models.DateField(null=True, blank=True)
    stil = models.BooleanField(default=False, db_default=False)

    objects = KindstandQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=("gemeente", "dag"), name="kindstand_dag"),
            models.Index(fields=("gemeente", "stand", "stand_sinds", "kind"), name="kindstand_stand"),
            models.Index(
                fields=("gemeente", "uiterlijk", "stap_sinds", "kind"),
                include=("dag",),
                condition=_OP_WEG,
                name="kindstand_dringend",
            ),
            models.Index(
                fields=("gemeente", "stap", "uiterlijk", "stap_sinds", "kind"),
                include=("dag",),
                condition=_OP_WEG,
                name="kindstand_stap",
            ),
            models.Index(
                fields=("gemeente", "behandelaar", "uiterlijk"), condition=_OP_WEG, name="kindstand_van"
            ),
            models.Index(
                fields=("gemeente", "indicatie_tot", "kind"), include=("dag",), name="kindstand_einde"
            ),
            models.Index(fields=("gemeente", "aan_zet"), condition=Q(stil=True), name="kindstand_stil"),
        ]

    def __str__(self) -> str:
        return f"stand van kind {self.kind_id}"
