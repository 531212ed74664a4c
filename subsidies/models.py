from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from indicaties.models import DateRange, SameRow
from opvang.models import Declaratieregel, Urendeclaratie
from organisaties.models import Gebruiker, Gemeente, Organisatie
from organisaties.rechten import HOUDER_ROLLEN
from subsidies.rekenregels import Categorie
from vve_admin.lib.periode import Periode

CATEGORIENAMEN = {str(categorie): categorie.label for categorie in Categorie}


class SubsidieregelingQuerySet(models.QuerySet["Subsidieregeling"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        return self.filter(gemeente=gebruiker.gemeente)

    def adopted(self) -> Self:
        return self.filter(status=Subsidieregeling.Status.ADOPTED)

    def proposed(self) -> Self:
        return self.filter(status=Subsidieregeling.Status.PROPOSED)

    def covering(self, periode: Periode) -> Self:
        return self.filter(geldig_van__lte=periode.van, geldig_tot_en_met__gte=periode.tot_en_met)


class Subsidieregeling(models.Model):
    """The policy of a municipality as data. Once adopted it is frozen: text, document and SHA-256."""

    class Status(models.TextChoices):
        DRAFT = "concept", "Concept"
        PROPOSED = "ter-vaststelling", "Ter vaststelling"
        ADOPTED = "vastgesteld", "Vastgesteld"
        REPLACED = "vervangen", "Vervangen"

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="regelingen")
    naam = models.CharField(max_length=120)
    versie = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFT)
    geldig_van = models.DateField()
    geldig_tot_en_met = models.DateField()
    tekst = models.TextField("regeling als TOML")
    document = models.JSONField()
    sha256 = models.CharField(max_length=64)
    opgesteld_op = models.DateTimeField()
    opgesteld_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, null=True, related_name="+")
    vastgesteld_op = models.DateTimeField(null=True, blank=True)
    vastgesteld_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    vervangt = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="vervangen_door"
    )

    objects = SubsidieregelingQuerySet.as_manager()

    class Meta:
        ordering = ("-geldig_van", "-versie")
        constraints = [
            models.UniqueConstraint(
                fields=("gemeente", "naam", "versie"),
                name="regeling_versie_uniek",
                violation_error_message="Deze versie van de regeling bestaat al.",
            ),
            models.CheckConstraint(
                name="regeling_eindigt_na_begin",
                condition=Q(geldig_tot_en_met__gte=F("geldig_van")),
                violation_error_message="De regeling eindigt voordat zij begint.",
            ),
            models.CheckConstraint(
                name="regeling_vier_ogen",
                condition=Q(vastgesteld_door=None)
                | Q(opgesteld_door=None)
                | ~Q(vastgesteld_door=F("opgesteld_door")),
                violation_error_message="Een ander dan de opsteller stelt de regeling vast.",
            ),
            models.CheckConstraint(
                name="regeling_vaststelling_volledig",
                condition=Q(
                    status__in=("concept", "ter-vaststelling"), vastgesteld_op=None, vastgesteld_door=None
                )
                | Q(
                    status__in=("vastgesteld", "vervangen"),
                    vastgesteld_op__isnull=False,
                    vastgesteld_door__isnull=False,
                ),
                violation_error_message="Leg bij de vaststelling vast wanneer en door wie.",
            ),
            ExclusionConstraint(
                name="regeling_een_tegelijk",
                expressions=[
                    (SameRow("gemeente"), RangeOperators.OVERLAPS),
                    (DateRange("geldig_van", "geldig_tot_en_met"), RangeOperators.OVERLAPS),
                ],
                condition=Q(status="vastgesteld"),
                violation_error_message="In deze periode geldt al een vastgestelde regeling.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.naam} (versie {self.versie})"


class BerekeningQuerySet(models.QuerySet["Berekening"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        """A provider sees the approved calculations of its own declarations, as a whole."""
        if gebruiker.locatie is not None:
            return self.none()
        eigen = self.filter(declaratie__gemeente=gebruiker.gemeente)
        if gebruiker.rol in HOUDER_ROLLEN:
            return eigen.filter(
                declaratie__houder=gebruiker.organisatie,
                status__in=(Berekening.Status.APPROVED, Berekening.Status.REPLACED),
                besloten_op__isnull=False,
            )
        return eigen

    def in_force(self) -> Self:
        return self.filter(status=Berekening.Status.APPROVED)

    def waiting(self) -> Self:
        return self.filter(status=Berekening.Status.CALCULATED)

    def same_kwartaal(self, declaratie: Urendeclaratie) -> Self:
        """The calculations of a provider's quarter: of the declaration and of all its corrections."""
        return self.filter(
            declaratie__gemeente=declaratie.gemeente_id,
            declaratie__houder=declaratie.houder_id,
            declaratie__jaar=declaratie.jaar,
            declaratie__kwartaal=declaratie.kwartaal,
        )

    def in_jaar(self, jaar: int) -> Self:
        return self.filter(declaratie__jaar=jaar)


class Berekening(models.Model):
    """The receipt of a calculated declaration: input, policy hash, engine version and result.

    It is never edited: a rejected or corrected one is followed by a new one (`vervangt`).
    """

    class Status(models.TextChoices):
        CALCULATED = "berekend", "Wacht op goedkeuring"
        APPROVED = "goedgekeurd", "Goedgekeurd"
        REJECTED = "afgewezen", "Afgewezen"
        REPLACED = "vervangen", "Vervangen"

    declaratie = models.ForeignKey(Urendeclaratie, on_delete=models.PROTECT, related_name="berekeningen")
    regeling = models.ForeignKey(Subsidieregeling, on_delete=models.PROTECT, related_name="berekeningen")
    regeling_sha256 = models.CharField(max_length=64)
    engine_versie = models.CharField(max_length=20)
    invoer = models.JSONField()
    totaal_centen = models.BigIntegerField()
    status = models.CharField(max_length=15, choices=Status, default=Status.CALCULATED)
    berekend_op = models.DateTimeField()
    berekend_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    besloten_op = models.DateTimeField(null=True, blank=True)
    besloten_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reden_afwijzing = models.CharField(max_length=500, blank=True)
    vervangt = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="vervangen_door"
    )

    objects = BerekeningQuerySet.as_manager()

    class Meta:
        ordering = ("-berekend_op", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("declaratie",),
                condition=Q(status__in=("berekend", "goedgekeurd")),
                name="berekening_een_geldig_per_declaratie",
                violation_error_message="Van deze declaratie is al een berekening.",
            ),
            models.CheckConstraint(
                name="berekening_vier_ogen",
                condition=Q(besloten_door=None) | ~Q(besloten_door=F("berekend_door")),
                violation_error_message="Een ander dan wie de berekening maakte, keurt haar goed (vier ogen).",
            ),
            models.CheckConstraint(
                name="berekening_besluit_volledig",
                condition=Q(status="berekend", besloten_op=None, besloten_door=None)
                | Q(status="vervangen")
                | (
                    Q(status__in=("goedgekeurd", "afgewezen"))
                    & Q(besloten_op__isnull=False, besloten_door__isnull=False)
                ),
                violation_error_message="Leg bij het besluit vast wanneer en door wie.",
            ),
            models.CheckConstraint(
                name="berekening_reden_bij_afwijzing",
                condition=~Q(status="afgewezen") | ~Q(reden_afwijzing=""),
                violation_error_message="Geef een reden als u een berekening afwijst.",
            ),
        ]

    def __str__(self) -> str:
        return f"Berekening {self.pk} van {self.declaratie}"

    @property
    def is_waiting(self) -> bool:
        return self.status == self.Status.CALCULATED

    @property
    def vorige_goedgekeurde(self) -> "Berekening | None":
        """The approved calculation that this one came after, past those that were rejected."""
        vorige = self.vervangt
        while vorige is not None and (vorige.besloten_op is None or vorige.status == self.Status.REJECTED):
            vorige = vorige.vervangt
        return vorige


class Berekeningsregel(models.Model):
    """The result of one declared line, or of a part of it when the child's category changes in the quarter.

    The explanation is read again from the receipt of the calculation.
    """

    berekening = models.ForeignKey(Berekening, on_delete=models.PROTECT, related_name="regels")
    volgorde = models.PositiveIntegerField()
    declaratieregel = models.ForeignKey(Declaratieregel, on_delete=models.PROTECT, related_name="+")
    van = models.DateField()
    tot_en_met = models.DateField()
    categorie = models.CharField(max_length=20, choices=CATEGORIENAMEN)
    kot = models.BooleanField()
    uren = models.DecimalField("gesubsidieerde uren", max_digits=7, decimal_places=2)
    subsidie_centen = models.BigIntegerField()
    ouderbijdrage_centen = models.BigIntegerField()

    class Meta:
        ordering = ("berekening", "volgorde")
        constraints = [
            models.UniqueConstraint(
                fields=("berekening", "volgorde"), name="berekeningsregel_volgorde_uniek"
            ),
            models.UniqueConstraint(
                fields=("berekening", "declaratieregel", "van"), name="berekeningsregel_deel_uniek"
            ),
            models.CheckConstraint(
                name="berekeningsregel_eindigt_na_begin",
                condition=Q(tot_en_met__gte=F("van")),
                violation_error_message="Een deel van een berekening eindigt voordat het begint.",
            ),
            models.CheckConstraint(
                name="berekeningsregel_niet_negatief",
                condition=Q(subsidie_centen__gte=0, uren__gte=0),
                violation_error_message="Een subsidiebedrag of aantal uren kan niet negatief zijn.",
            ),
        ]


class Geldbron(models.TextChoices):
    """Where the money comes from."""

    GOAB = "goab", "Specifieke uitkering onderwijsachterstanden (GOAB)"
    ASSCHER = "asscher", "Asschermiddelen"
    GEMEENTE = "gemeente", "Gemeentelijke middelen"


class Begrotingspost(models.Model):
    """What the municipality has for a year, per source, with the place where that is written."""

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="begrotingsposten")
    jaar = models.PositiveSmallIntegerField()
    bron = models.CharField(max_length=10, choices=Geldbron)
    bedrag_centen = models.BigIntegerField()
    toelichting = models.CharField(max_length=200)

    class Meta:
        ordering = ("jaar", "pk")
        constraints = [
            models.UniqueConstraint(fields=("gemeente", "jaar", "bron"), name="begrotingspost_een_per_bron"),
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

    def until(self, dag: date) -> Self:
        return self.filter(datum__lte=dag)


class Boeking(models.Model):
    """A line of the ledger. Lines are only added; a correction is a reversal and a new line.

    `bedrag_centen` is positive; a reversal (`storneert`) carries the same amount negative.
    """

    class Soort(models.TextChoices):
        OPENING = "beginstand", "Stand bij het begin van de administratie"
        RECEIVED = "ontvangen", "Ontvangen"
        SPENT = "besteed", "Besteed"
        REPAID = "terugbetaald", "Terugbetaald"

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="boekingen")
    jaar = models.PositiveSmallIntegerField("verantwoordingsjaar")
    datum = models.DateField()
    soort = models.CharField(max_length=15, choices=Soort)
    bron = models.CharField(max_length=10, choices=Geldbron)
    indicator = models.CharField("SiSa-indicator", max_length=10, blank=True)
    # Money passed on to or received from another municipality: SiSa asks for a row per municipality.
    andere_gemeente = models.CharField("CBS-code van de andere gemeente", max_length=4, blank=True)
    categorie = models.CharField(max_length=20, choices=CATEGORIENAMEN, blank=True)
    houder = models.ForeignKey(Organisatie, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    berekening = models.ForeignKey(
        Berekening, on_delete=models.PROTECT, null=True, blank=True, related_name="boekingen"
    )
    bedrag_centen = models.BigIntegerField()
    omschrijving = models.CharField(max_length=200)
    storneert = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="gestorneerd_door"
    )
    geboekt_op = models.DateTimeField()
    geboekt_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, null=True, related_name="+")

    objects = BoekingQuerySet.as_manager()

    class Meta:
        ordering = ("datum", "pk")
        constraints = [
            models.CheckConstraint(
                name="boeking_storno_is_negatief",
                condition=Q(storneert=None, bedrag_centen__gte=0)
                | Q(storneert__isnull=False, bedrag_centen__lte=0),
                violation_error_message="Een boeking is positief; alleen een storno is negatief.",
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
                fields=("berekening", "categorie"),
                condition=Q(storneert=None, berekening__isnull=False),
                name="boeking_een_per_berekening_en_categorie",
                violation_error_message="Deze berekening staat al in het grootboek.",
            ),
        ]
        indexes = [models.Index(fields=("gemeente", "jaar"), name="boeking_jaar")]
