from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper

from lib.aanname import is_aanname, without_merk
from lib.geld import euro
from lib.periode import EERSTE_JAAR, JAAR_BESTAAT_NIET, LAATSTE_JAAR
from organisaties.models import Gebruiker, Gemeente
from subsidies.models.grootboek import BRON_LENGTE, MetBron


class ActiviteitQuerySet(models.QuerySet["Activiteit"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        return self.filter(gemeente=gebruiker.gemeente)

    def in_use(self) -> Self:
        return self.filter(in_gebruik=True)


class Activiteit(MetBron, models.Model):
    """What a municipality spends money on besides the hours of children, and where that stands in its books.

    `toelichting` says where this was decided; it begins with 'Aanname' when nobody found it in a source.
    """

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="activiteiten")
    naam = models.CharField(max_length=80)
    bron = models.CharField(max_length=BRON_LENGTE)
    indicator = models.CharField("SiSa-indicator", max_length=10, blank=True)
    fcl_code = models.CharField("FCL-code", max_length=20, blank=True)
    toelichting = models.CharField(max_length=200)
    in_gebruik = models.BooleanField(default=True)

    objects = ActiviteitQuerySet.as_manager()

    class Meta:
        ordering = ("naam", "pk")
        constraints = [
            models.UniqueConstraint(
                "gemeente",
                Upper("naam"),
                name="activiteit_naam_een_keer",
                violation_error_message="Er is al een activiteit met deze naam. Wijzig die, of kies een andere naam.",
            ),
            models.CheckConstraint(
                name="activiteit_goab_heeft_indicator",
                condition=~Q(bron="goab") | ~Q(indicator=""),
                violation_error_message="Kies de SiSa-indicator van een activiteit die uit GOAB wordt betaald.",
            ),
            models.CheckConstraint(
                name="activiteit_indicator_alleen_goab",
                condition=Q(bron="goab") | Q(indicator=""),
                violation_error_message="Een SiSa-indicator hoort alleen bij geld uit GOAB. Kies ‘Geen’.",
            ),
        ]

    def __str__(self) -> str:
        return self.naam

    @property
    def is_aanname(self) -> bool:
        return is_aanname(self.toelichting)

    @property
    def uitleg(self) -> str:
        return without_merk(self.toelichting)


class FactuurQuerySet(models.QuerySet["Factuur"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        return self.filter(gemeente=gebruiker.gemeente)

    def waiting(self) -> Self:
        return self.filter(status=Factuur.Status.PREPARED)

    def in_jaar(self, jaar: int) -> Self:
        return self.filter(jaar=jaar)

    def same_nummer(self, gemeente: Gemeente, crediteur: str, nummer: str) -> Self:
        """Those of this creditor under this number that count or wait."""
        return self.filter(
            gemeente=gemeente,
            crediteur__iexact=crediteur,
            nummer__iexact=nummer,
            status__in=(Factuur.Status.PREPARED, Factuur.Status.AGREED),
        )


class Factuur(models.Model):
    """An invoice for an activity: written down by one person, agreed by another, and booked then.

    `bedrag_centen` is negative for a credit note. What was agreed is not edited: its booking is reversed.
    """

    class Status(models.TextChoices):
        PREPARED = "voorbereid", "Wacht op akkoord"
        AGREED = "akkoord", "Akkoord en geboekt"
        REFUSED = "afgewezen", "Niet akkoord"
        REVERSED = "gestorneerd", "Gestorneerd"

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="facturen")
    activiteit = models.ForeignKey(Activiteit, on_delete=models.PROTECT, related_name="facturen")
    jaar = models.PositiveSmallIntegerField("verantwoordingsjaar")
    crediteur = models.CharField(max_length=120)
    nummer = models.CharField("factuurnummer", max_length=40)
    factuurdatum = models.DateField()
    bedrag_centen = models.BigIntegerField()
    omschrijving = models.CharField(max_length=150, blank=True)
    status = models.CharField(max_length=15, choices=Status, default=Status.PREPARED)
    voorbereid_op = models.DateTimeField()
    voorbereid_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    besloten_op = models.DateTimeField(null=True, blank=True)
    besloten_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reden_afwijzing = models.CharField(max_length=500, blank=True)

    objects = FactuurQuerySet.as_manager()

    class Meta:
        ordering = ("-factuurdatum", "-pk")
        constraints = [
            models.UniqueConstraint(
                "gemeente",
                Upper("crediteur"),
                Upper("nummer"),
                condition=Q(status__in=("voorbereid", "akkoord")),
                name="factuur_een_keer",
                violation_error_message="Van deze crediteur staat dit factuurnummer er al. Een factuur telt één keer.",
            ),
            models.CheckConstraint(
                name="factuur_jaar_bestaat",
                condition=Q(jaar__range=(EERSTE_JAAR, LAATSTE_JAAR)),
                violation_error_message=JAAR_BESTAAT_NIET,
            ),
            models.CheckConstraint(
                name="factuur_heeft_bedrag",
                condition=~Q(bedrag_centen=0),
                violation_error_message="Een factuur heeft een bedrag. Een creditnota heeft een bedrag onder nul.",
            ),
            models.CheckConstraint(
                name="factuur_vier_ogen",
                condition=Q(besloten_door=None) | ~Q(besloten_door=F("voorbereid_door")),
                violation_error_message="Wie de factuur voorbereidde, gaat er niet zelf mee akkoord (vier ogen).",
            ),
            models.CheckConstraint(
                name="factuur_besluit_volledig",
                condition=Q(status="voorbereid", besloten_op=None, besloten_door=None)
                | (~Q(status="voorbereid") & Q(besloten_op__isnull=False, besloten_door__isnull=False)),
                violation_error_message="Leg bij het besluit over een factuur vast wanneer en door wie.",
            ),
            models.CheckConstraint(
                name="factuur_reden_bij_afwijzing",
                condition=~Q(status="afgewezen") | ~Q(reden_afwijzing=""),
                violation_error_message="Geef een reden als u niet akkoord gaat.",
            ),
        ]
        indexes = [models.Index(fields=("gemeente", "jaar"), name="factuur_jaar")]

    def __str__(self) -> str:
        return f"factuur {self.nummer} van {self.crediteur}, {euro(self.bedrag_centen)}"

    @property
    def is_waiting(self) -> bool:
        return self.status == self.Status.PREPARED
