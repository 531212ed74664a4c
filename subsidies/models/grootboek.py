from typing import Self

from django.db import models
from django.db.models import F, Q

from lib.periode import EERSTE_JAAR, JAAR_BESTAAT_NIET, LAATSTE_JAAR
from organisaties.models import Gebruiker, Gemeente, Organisatie
from subsidies.models.berekeningen import Berekening
from subsidies.models.locatiegeld import Bedragsoort, Locatieberekening
from subsidies.models.regelingen import CATEGORIENAMEN, Subsidieregeling


class Geldbron(models.TextChoices):
    """Where the money comes from."""

    GOAB = "goab", "Specifieke uitkering onderwijsachterstanden (GOAB)"
    ASSCHER = "asscher", "Asschermiddelen"
    GEMEENTE = "gemeente", "Gemeentelijke middelen"


BRON_LENGTE = 40


def bronnaam(bron: str) -> str:
    """How people call a source. One that a municipality added is kept under its name."""
    return str(Geldbron(bron).label) if bron in Geldbron.values else bron


class MetBron:
    """A row that knows out of which money it is."""

    bron: str

    def get_bron_display(self) -> str:
        return bronnaam(self.bron)


class Begunstigde(models.TextChoices):
    """Who gets the money, in the words of the policy."""

    HOUDER = "houder", "Houder"
    OUDER = "ouder", "Ouder"
    INTERMEDIAIR = "intermediair", "Intermediair"


class Begrotingspost(MetBron, models.Model):
    """What the municipality has for a year, per source, with the place where that is written."""

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="begrotingsposten")
    jaar = models.PositiveSmallIntegerField()
    bron = models.CharField(max_length=BRON_LENGTE)
    bedrag_centen = models.BigIntegerField()
    toelichting = models.CharField(max_length=200)
    # Under which code the municipality's own books keep this money in this year.
    fcl_code = models.CharField("FCL-code", max_length=20, blank=True, default="", db_default="")

    class Meta:
        ordering = ("jaar", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("gemeente", "jaar", "bron"),
                name="begrotingspost_een_per_bron",
                violation_error_message="Een ander legde deze begroting net vast. Kijk eerst wat er nu staat.",
            ),
            models.CheckConstraint(
                name="begrotingspost_jaar_bestaat",
                condition=Q(jaar__range=(EERSTE_JAAR, LAATSTE_JAAR)),
                violation_error_message=JAAR_BESTAAT_NIET,
            ),
            models.CheckConstraint(
                name="begrotingspost_niet_negatief",
                condition=Q(bedrag_centen__gte=0),
                violation_error_message="Een begroot bedrag kan niet negatief zijn.",
            ),
        ]


class BoekingQuerySet(models.QuerySet["Boeking"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        return self.filter(gemeente=gebruiker.gemeente)

    def in_jaar(self, jaar: int) -> Self:
        return self.filter(jaar=jaar)


class Boeking(MetBron, models.Model):
    """A line of the ledger. Lines are only added; a correction is a reversal and a new line.

    `bedrag_centen` is positive, except of a credit note and of a year fixed on less than was approved; a reversal (`storneert`) carries the opposite amount.
    """

    class Soort(models.TextChoices):
        OPENING = "beginstand", "Stand bij het begin van de administratie"
        RECEIVED = "ontvangen", "Ontvangen"
        SPENT = "besteed", "Besteed"
        REPAID = "terugbetaald", "Terugbetaald"

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="boekingen")
    jaar = models.PositiveSmallIntegerField("verantwoordingsjaar")
    # The closed year that a correction is about; empty where the booking stands in its own year.
    betreft_jaar = models.PositiveSmallIntegerField("gaat over", null=True, blank=True)
    datum = models.DateField()
    soort = models.CharField(max_length=15, choices=Soort)
    bron = models.CharField(max_length=BRON_LENGTE)
    indicator = models.CharField("SiSa-indicator", max_length=10, blank=True)
    # Money passed on to or received from another municipality: SiSa asks for a row per municipality.
    andere_gemeente = models.CharField("CBS-code van de andere gemeente", max_length=4, blank=True)
    categorie = models.CharField(max_length=20, choices=CATEGORIENAMEN, blank=True)
    houder = models.ForeignKey(Organisatie, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    berekening = models.ForeignKey(
        Berekening, on_delete=models.PROTECT, null=True, blank=True, related_name="boekingen"
    )
    # Of an amount per location: out of which calculation, and what it is for.
    locatieberekening = models.ForeignKey(
        Locatieberekening, on_delete=models.PROTECT, null=True, blank=True, related_name="boekingen"
    )
    bedragsoort = models.CharField(
        "soort bedrag per locatie", max_length=15, choices=Bedragsoort, blank=True, default="", db_default=""
    )
    # Under which scheme the money goes, and to whom by its words: the provider, the parent or an intermediary.
    regeling = models.ForeignKey(
        Subsidieregeling, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    begunstigde = models.CharField(max_length=15, choices=Begunstigde, blank=True)
    factuur = models.ForeignKey(
        "subsidies.Factuur", on_delete=models.PROTECT, null=True, blank=True, related_name="boekingen"
    )
    # Of a year that was fixed on less than was approved.
    beschikking = models.ForeignKey(
        "subsidies.Beschikking", on_delete=models.PROTECT, null=True, blank=True, related_name="boekingen"
    )
    bedrag_centen = models.BigIntegerField()
    omschrijving = models.CharField(max_length=200)
    storneert = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="gestorneerd_door",
        error_messages={"unique": "Deze boeking is al gestorneerd."},
    )
    geboekt_op = models.DateTimeField()
    geboekt_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, null=True, related_name="+")

    objects = BoekingQuerySet.as_manager()

    class Meta:
        ordering = ("datum", "pk")
        constraints = [
            models.CheckConstraint(
                name="boeking_jaar_bestaat",
                condition=Q(jaar__range=(EERSTE_JAAR, LAATSTE_JAAR)),
                violation_error_message=JAAR_BESTAAT_NIET,
            ),
            models.CheckConstraint(
                name="boeking_betreft_een_eerder_jaar",
                condition=Q(betreft_jaar=None) | Q(betreft_jaar__lt=F("jaar")),
                violation_error_message="Een correctie in een later jaar gaat over een jaar daarvoor.",
            ),
            models.CheckConstraint(
                name="boeking_storno_is_negatief",
                condition=Q(storneert=None, bedrag_centen__gte=0)
                | Q(storneert__isnull=False, bedrag_centen__lte=0)
                | Q(factuur__isnull=False)
                | Q(beschikking__isnull=False),
                violation_error_message="Een boeking is positief; alleen een storno, een creditnota of een lagere "
                "vaststelling is negatief.",
            ),
            models.CheckConstraint(
                name="boeking_goab_heeft_indicator",
                condition=~Q(soort="besteed", bron="goab") | ~Q(indicator=""),
                violation_error_message="Kies de SiSa-indicator van deze besteding uit de specifieke uitkering.",
            ),
            models.CheckConstraint(
                name="boeking_overboeking_noemt_gemeente",
                condition=~Q(indicator__in=("D8/05", "D8/07")) | ~Q(andere_gemeente=""),
                violation_error_message="Vul bij een overboeking de CBS-code van de andere gemeente in.",
            ),
            models.UniqueConstraint(
                fields=("berekening", "regeling", "categorie", "bron"),
                condition=Q(storneert=None, berekening__isnull=False),
                nulls_distinct=False,
                name="boeking_een_per_regeling_categorie_en_bron",
                violation_error_message="Deze berekening staat al in het grootboek.",
            ),
            models.UniqueConstraint(
                fields=("locatieberekening", "bedragsoort", "categorie", "bron"),
                condition=Q(storneert=None, locatieberekening__isnull=False),
                name="boeking_een_per_bedragsoort",
                violation_error_message="Deze berekening van bedragen per locatie staat al in het grootboek.",
            ),
            models.CheckConstraint(
                name="boeking_uit_een_berekening",
                condition=Q(locatieberekening=None, bedragsoort="")
                | Q(berekening=None, locatieberekening__isnull=False, regeling__isnull=False)
                & ~Q(bedragsoort=""),
                violation_error_message="Noem bij een bedrag per locatie de regeling en waarvoor het is.",
            ),
            models.UniqueConstraint(
                fields=("factuur",),
                condition=Q(storneert=None, factuur__isnull=False),
                name="boeking_een_per_factuur",
                violation_error_message="Deze factuur staat al in het grootboek.",
            ),
            models.UniqueConstraint(
                fields=("beschikking", "categorie", "bron", "indicator", "begunstigde"),
                condition=Q(storneert=None, beschikking__isnull=False),
                name="boeking_een_per_vaststelling",
                violation_error_message="Deze vaststelling staat al in het grootboek.",
            ),
        ]
        indexes = [models.Index(fields=("gemeente", "jaar"), name="boeking_jaar")]
