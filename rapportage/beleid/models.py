"""What the municipality and its partners agreed for a year, what they do about it, and when they met.

Nothing here is edited: a new row takes the place of an old one (`vervangt`), and the old one stays to be read.
"""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from lib.periode import EERSTE_JAAR, JAAR_BESTAAT_NIET, LAATSTE_JAAR
from organisaties.models import Gebruiker, Gemeente
from subsidies.models import Activiteit

AL_VERVANGEN = "Een collega heeft dit net al gewijzigd. Open het opnieuw om te zien wat er nu staat."


class Onderwerp(models.TextChoices):
    """The four topics of WPO article 160 and the four of article 161: on each there are talks every year."""

    DOELGROEP = "160-doelgroep", "Welke kinderen tot de doelgroep horen"
    TOELEIDING = "160-toeleiding", "Hoe kinderen naar voorschoolse educatie worden toegeleid"
    LEERLIJN = "160-leerlijn", "De doorlopende leerlijn naar de basisschool"
    RESULTATEN = "160-resultaten", "De resultaten van vroegschoolse educatie"
    SEGREGATIE = "161-segregatie", "Segregatie voorkomen"
    INTEGRATIE = "161-integratie", "Integratie bevorderen en achterstanden bestrijden"
    TOELATING = "161-toelating", "Inschrijving en toelating"
    VERDELING = "161-verdeling", "Een evenwichtige verdeling van leerlingen over de scholen"

    @property
    def artikel(self) -> str:
        return f"WPO artikel {self.value[:3]}"


class BeleidQuerySet(models.QuerySet[Any]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        return self.filter(gemeente=gebruiker.gemeente)

    def current(self) -> Self:
        """What counts now: not replaced, and not withdrawn."""
        return self.filter(opvolger=None, vervallen=False)


class Beleidsrij(models.Model):
    """Written down by somebody, and followed by what took its place. `vervallen`: it counts no longer."""

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    vervangt = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="opvolger",
        error_messages={"unique": AL_VERVANGEN},
    )
    vervallen = models.BooleanField(default=False)
    vastgelegd_op = models.DateTimeField()
    vastgelegd_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")

    objects = BeleidQuerySet.as_manager()

    class Meta:
        abstract = True


class Beleidsafspraak(Beleidsrij):
    """An agreement on a topic for a year: with whom, since when, and what it should come to.

    `maat` is a measure of `maten.py` and `doel_pct` its target; a target in words stands in `doel`.
    """

    jaar = models.PositiveSmallIntegerField()
    onderwerp = models.CharField(max_length=20, choices=Onderwerp)
    datum = models.DateField("datum van de afspraak")
    partijen = models.CharField(max_length=300)
    tekst = models.CharField("afspraak", max_length=1000)
    is_resultaat = models.BooleanField("resultaatafspraak", default=False)
    doel = models.CharField(max_length=300, blank=True)
    maat = models.CharField(max_length=20, blank=True)
    doel_pct = models.PositiveSmallIntegerField(null=True, blank=True)
    uitkomst = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ("onderwerp", "datum", "pk")
        constraints = [
            models.CheckConstraint(
                name="beleidsafspraak_jaar_bestaat",
                condition=Q(jaar__range=(EERSTE_JAAR, LAATSTE_JAAR)),
                violation_error_message=JAAR_BESTAAT_NIET,
            ),
            models.CheckConstraint(
                name="beleidsafspraak_maat_met_doel",
                condition=Q(maat="", doel_pct=None)
                | (~Q(maat="") & Q(doel_pct__isnull=False, doel_pct__range=(0, 100))),
                violation_error_message="Kies bij een doel in procenten ook wat er wordt gemeten, en andersom.",
            ),
            models.CheckConstraint(
                name="beleidsafspraak_heeft_doel",
                condition=~Q(doel="") | ~Q(maat=""),
                violation_error_message="Een afspraak heeft een doel: in procenten, of in woorden.",
            ),
        ]

    def __str__(self) -> str:
        return f"afspraak over {Onderwerp(self.onderwerp).label.lower()}, {self.jaar}"


class Beleidsoverleg(Beleidsrij):
    """A meeting, held or planned. What a casusoverleg was about stands in no document: it is about children."""

    class Soort(models.TextChoices):
        OOGO = "oogo", "OOGO"
        WERKGROEP = "werkgroep", "VVE-werkgroep"
        CASUSOVERLEG = "casusoverleg", "Casusoverleg"
        EVALUATIE = "evaluatie", "Jaarlijkse evaluatie"

    soort = models.CharField(max_length=20, choices=Soort)
    datum = models.DateField()
    aanwezig = models.CharField(max_length=500)
    agenda = models.CharField(max_length=2000, blank=True)
    besluiten = models.CharField(max_length=2000, blank=True)

    class Meta:
        ordering = ("datum", "pk")
        constraints = [
            models.CheckConstraint(
                name="beleidsoverleg_casus_zonder_inhoud",
                condition=~Q(soort="casusoverleg") | Q(agenda="", besluiten=""),
                violation_error_message=(
                    "Een casusoverleg gaat over kinderen. Leg alleen vast wanneer het was en wie erbij waren, en laat "
                    "agenda en besluiten leeg."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} van {self.datum:%d-%m-%Y}"


class Beleidsactie(Beleidsrij):
    """A line of the uitvoeringsagenda: who does what by when, what it would cost, and where that is booked."""

    jaar = models.PositiveSmallIntegerField()
    actie = models.CharField(max_length=500)
    eigenaar = models.CharField(max_length=120)
    uiterlijk = models.DateField()
    kosten_centen = models.BigIntegerField(null=True, blank=True)
    onderwerp = models.CharField(max_length=20, choices=Onderwerp, blank=True)
    activiteit = models.ForeignKey(
        Activiteit, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    overleg = models.ForeignKey(
        Beleidsoverleg, on_delete=models.PROTECT, null=True, blank=True, related_name="acties"
    )
    afgerond = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("uiterlijk", "pk")
        constraints = [
            models.CheckConstraint(
                name="beleidsactie_jaar_bestaat",
                condition=Q(jaar__range=(EERSTE_JAAR, LAATSTE_JAAR)),
                violation_error_message=JAAR_BESTAAT_NIET,
            ),
            models.CheckConstraint(
                name="beleidsactie_kosten_niet_negatief",
                condition=Q(kosten_centen=None) | Q(kosten_centen__gte=0),
                violation_error_message="De kosten van een actie zijn niet lager dan € 0.",
            ),
        ]

    def __str__(self) -> str:
        return f"actie {self.actie[:60]}, {self.jaar}"
