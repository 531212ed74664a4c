"""How a child stands today, worked out once and kept: for the lists and counts over all children of a municipality."""

from django.db import models

from indicaties.models.kind import Kind
from organisaties.models import Gemeente


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
    # What a provider let know about a referral that is open: the last day on which it did, and until when it asked to wait.
    antwoord_op_verwijzing = models.DateField(null=True, blank=True)
    verwacht = models.DateField(null=True, blank=True)
    # Empty without an open case.
    stap = models.CharField(max_length=15, blank=True, db_default="")
    stap_sinds = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=("gemeente", "dag"), name="kindstand_dag"),
            models.Index(fields=("gemeente", "stand", "stand_sinds"), name="kindstand_stand"),
        ]

    def __str__(self) -> str:
        return f"stand van kind {self.kind_id}"
