"""What a location tells of its quality over a year, and what the GGD found there. Nobody is named: staff is counted."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from lib.periode import EERSTE_JAAR, JAAR_BESTAAT_NIET, LAATSTE_JAAR
from opvang.models.groepen import MEESTE_PLAATSEN
from opvang.models.plaatsingen import MAX_DAGEN_PER_WEEK, MAX_UREN_PER_WEEK
from organisaties.models import Gebruiker, Gemeente, Locatie

MEESTE_WEKEN = 53
MEESTE_BEROEPSKRACHTEN = 99
MEESTE_PBM_UREN = 9_999_00
# What must be filled in before a sheet can be sent; days that are not known stay empty.
VERPLICHT = ("dagen_per_week", "uren_per_week_honderdsten", "weken_per_jaar", "pbm_uren_honderdsten")


class KwaliteitsbladQuerySet(models.QuerySet["Kwaliteitsblad"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        """A provider sees its own; the municipality what has been sent to it."""
        eigen = self.filter(locatie__in=Locatie.objects.for_gebruiker(gebruiker))
        return eigen if gebruiker.is_houder else eigen.exclude(status=Kwaliteitsblad.Status.DRAFT)

    def in_force(self) -> Self:
        """The newest that was sent, of each location and year."""
        return self.filter(status__in=Kwaliteitsblad.GELDEND)

    def newest_first(self) -> Self:
        return self.order_by("-jaar", "-volgnummer", "-pk")


class Kwaliteitsblad(models.Model):
    """The quality of a location in a year, as its provider tells. What was sent is never changed: a next one replaces it.

    `programma` and `doelgroepkinderen` are kept when it is sent: as the administration had them on that day.
    """

    class Status(models.TextChoices):
        DRAFT = "concept", "Concept"
        SUBMITTED = "ingediend", "Ingediend"
        RETURNED = "teruggestuurd", "Teruggestuurd"
        AGREED = "akkoord", "Akkoord"
        REPLACED = "vervangen", "Vervangen door een nieuw blad"

    GELDEND = (Status.SUBMITTED, Status.RETURNED, Status.AGREED)

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    locatie = models.ForeignKey(Locatie, on_delete=models.PROTECT, related_name="kwaliteitsbladen")
    jaar = models.PositiveSmallIntegerField()
    volgnummer = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=15, choices=Status, default=Status.DRAFT)
    dagen_per_week = models.PositiveSmallIntegerField(null=True, blank=True)
    uren_per_week_honderdsten = models.PositiveIntegerField("uren per week", null=True, blank=True)
    weken_per_jaar = models.PositiveSmallIntegerField(null=True, blank=True)
    opleidingsplan = models.DateField("opleidingsplan vastgesteld", null=True, blank=True)
    opleidingsplan_evaluatie = models.DateField("opleidingsplan geëvalueerd", null=True, blank=True)
    beleidsplan = models.DateField("pedagogisch beleidsplan vastgesteld", null=True, blank=True)
    beleidsplan_evaluatie = models.DateField("pedagogisch beleidsplan geëvalueerd", null=True, blank=True)
    pbm_uren_honderdsten = models.PositiveIntegerField("uren van de beleidsmedewerker", null=True, blank=True)
    toelichting = models.CharField(max_length=1000, blank=True)
    programma = models.CharField(max_length=40, blank=True)
    doelgroepkinderen = models.PositiveSmallIntegerField(null=True, blank=True)
    opgesteld_op = models.DateTimeField()
    opgesteld_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    ingediend_op = models.DateTimeField(null=True, blank=True)
    ingediend_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    beoordeeld_op = models.DateTimeField(null=True, blank=True)
    beoordeeld_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reden_terugsturen = models.CharField(max_length=500, blank=True)

    objects = KwaliteitsbladQuerySet.as_manager()

    class Meta:
        ordering = ("-jaar", "locatie__naam", "-volgnummer", "-pk")
        constraints = [
            models.CheckConstraint(
                name="kwaliteitsblad_jaar_bestaat",
                condition=Q(jaar__range=(EERSTE_JAAR, LAATSTE_JAAR)),
                violation_error_message=JAAR_BESTAAT_NIET,
            ),
            models.UniqueConstraint(
                fields=("locatie", "jaar", "volgnummer"),
                name="kwaliteitsblad_volgnummer_een_keer",
                violation_error_message="Een collega maakte net al een nieuw blad. Open de locatie opnieuw.",
            ),
            models.UniqueConstraint(
                fields=("locatie", "jaar"),
                condition=Q(status="concept"),
                name="kwaliteitsblad_een_concept",
                violation_error_message="Van deze locatie is over dit jaar al een concept.",
            ),
            models.UniqueConstraint(
                fields=("locatie", "jaar"),
                condition=Q(status__in=("ingediend", "teruggestuurd", "akkoord")),
                name="kwaliteitsblad_een_geldend",
                violation_error_message="Van deze locatie geldt over dit jaar al een blad.",
            ),
            models.CheckConstraint(
                name="kwaliteitsblad_ingediend_is_compleet",
                condition=Q(status="concept", ingediend_op=None, ingediend_door=None)
                | (
                    ~Q(status="concept")
                    & Q(ingediend_op__isnull=False, ingediend_door__isnull=False)
                    & Q(doelgroepkinderen__isnull=False, **{f"{naam}__isnull": False for naam in VERPLICHT})
                ),
                violation_error_message="Vul eerst alle velden in over de uren, de weken en de beleidsmedewerker.",
            ),
            models.CheckConstraint(
                name="kwaliteitsblad_oordeel_volledig",
                condition=Q(
                    status__in=("concept", "ingediend", "vervangen"), beoordeeld_op=None, beoordeeld_door=None
                )
                | Q(
                    status__in=("teruggestuurd", "akkoord", "vervangen"),
                    beoordeeld_op__isnull=False,
                    beoordeeld_door__isnull=False,
                ),
                violation_error_message="Leg bij een oordeel vast wanneer en door wie.",
            ),
            models.CheckConstraint(
                name="kwaliteitsblad_terug_met_reden",
                condition=~Q(status="teruggestuurd") | ~Q(reden_terugsturen=""),
                violation_error_message="Geef een reden. De aanbieder leest wat er anders moet.",
            ),
            models.CheckConstraint(
                name="kwaliteitsblad_getallen_mogelijk",
                condition=(Q(dagen_per_week=None) | Q(dagen_per_week__range=(1, MAX_DAGEN_PER_WEEK)))
                & (
                    Q(uren_per_week_honderdsten=None)
                    | Q(uren_per_week_honderdsten__range=(1, MAX_UREN_PER_WEEK))
                )
                & (Q(weken_per_jaar=None) | Q(weken_per_jaar__range=(1, MEESTE_WEKEN)))
                & (Q(pbm_uren_honderdsten=None) | Q(pbm_uren_honderdsten__lte=MEESTE_PBM_UREN)),
                violation_error_message="Een van de getallen op het blad is te groot of te klein.",
            ),
        ]

    def __str__(self) -> str:
        return f"kwaliteitsblad {self.jaar} van {self.locatie}"

    @property
    def is_concept(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def is_ingediend(self) -> bool:
        return self.status == self.Status.SUBMITTED


class Kwaliteitsgroep(models.Model):
    """A VE group as it stands on a sheet: its places, its staff as counts, and how many of them are qualified."""

    blad = models.ForeignKey(Kwaliteitsblad, on_delete=models.CASCADE, related_name="groepen")
    naam = models.CharField(max_length=80)
    plaatsen = models.PositiveSmallIntegerField()
    beroepskrachten = models.PositiveSmallIntegerField(null=True, blank=True)
    tegelijk = models.PositiveSmallIntegerField("tegelijk op de groep", null=True, blank=True)
    met_taal = models.PositiveSmallIntegerField("met taalniveau", null=True, blank=True)
    met_scholing = models.PositiveSmallIntegerField("met VE-scholing", null=True, blank=True)

    class Meta:
        ordering = ("blad", "naam", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("blad", "naam"),
                name="kwaliteitsgroep_een_keer_op_het_blad",
                violation_error_message="Deze groep staat al op het blad.",
            ),
            models.CheckConstraint(
                name="kwaliteitsgroep_plaatsen_mogelijk",
                condition=Q(plaatsen__range=(1, MEESTE_PLAATSEN)),
                violation_error_message=f"Een groep heeft 1 tot en met {MEESTE_PLAATSEN} plaatsen.",
            ),
            models.CheckConstraint(
                name="kwaliteitsgroep_niet_meer_dan_er_zijn",
                condition=(Q(beroepskrachten=None) | Q(beroepskrachten__range=(1, MEESTE_BEROEPSKRACHTEN)))
                & (Q(tegelijk=None) | Q(tegelijk__gte=1, tegelijk__lte=F("beroepskrachten")))
                & (Q(met_taal=None) | Q(met_taal__lte=F("beroepskrachten")))
                & (Q(met_scholing=None) | Q(met_scholing__lte=F("beroepskrachten"))),
                violation_error_message="Van een groep kunnen niet meer beroepskrachten iets hebben dan er zijn.",
            ),
        ]

    def __str__(self) -> str:
        return self.naam


class GgdinspectieQuerySet(models.QuerySet["Ggdinspectie"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        return self.filter(locatie__in=Locatie.objects.for_gebruiker(gebruiker))

    def current(self) -> Self:
        """What counts now: not replaced, and not withdrawn."""
        return self.filter(opvolger=None, vervallen=False)

    def past(self) -> Self:
        """What stood there before, or was withdrawn."""
        return self.exclude(opvolger=None, vervallen=False)

    def to_follow_up(self) -> Self:
        """Of which something must still be done."""
        return self.current().filter(opvolging_uiterlijk__isnull=False, opgevolgd=None)

    def in_jaar(self, jaar: int) -> Self:
        return self.filter(datum__year=jaar)


class Ggdinspectie(models.Model):
    """An inspection of the GGD at a location: what it found, and what came of it. A next row takes the place of one."""

    class Uitkomst(models.TextChoices):
        GOED = "geen-tekortkoming", "Geen tekortkomingen"
        HERSTELD = "hersteld", "Tekortkoming die tijdens het onderzoek is hersteld"
        TEKORT = "tekortkoming", "Tekortkoming"

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    locatie = models.ForeignKey(Locatie, on_delete=models.PROTECT, related_name="ggdinspecties")
    datum = models.DateField("dag van de inspectie")
    uitkomst = models.CharField(max_length=20, choices=Uitkomst)
    bevindingen = models.CharField(max_length=1000, blank=True)
    opvolging = models.CharField("wat de gemeente doet", max_length=1000, blank=True)
    opvolging_uiterlijk = models.DateField(null=True, blank=True)
    opgevolgd = models.DateField("afgerond", null=True, blank=True)
    vervangt = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="opvolger",
        error_messages={
            "unique": "Een collega heeft dit net al gewijzigd. Open het opnieuw om te zien wat er nu staat."
        },
    )
    vervallen = models.BooleanField(default=False)
    vastgelegd_op = models.DateTimeField()
    vastgelegd_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")

    objects = GgdinspectieQuerySet.as_manager()

    class Meta:
        ordering = ("-datum", "-pk")
        constraints = [
            models.CheckConstraint(
                name="ggdinspectie_tekortkoming_heeft_opvolging",
                condition=~Q(uitkomst="tekortkoming")
                | (~Q(bevindingen="") & ~Q(opvolging="") & Q(opvolging_uiterlijk__isnull=False)),
                violation_error_message=(
                    "Vul bij een tekortkoming in wat de GGD vond, wat de gemeente doet en wanneer dat uiterlijk klaar is."
                ),
            ),
            models.CheckConstraint(
                name="ggdinspectie_opvolging_na_inspectie",
                condition=(Q(opvolging_uiterlijk=None) | Q(opvolging_uiterlijk__gte=F("datum")))
                & (Q(opgevolgd=None) | Q(opgevolgd__gte=F("datum"), opvolging_uiterlijk__isnull=False)),
                violation_error_message=(
                    "De opvolging heeft een uiterste dag, en die dag en de dag waarop zij klaar is, liggen niet voor de inspectie."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"inspectie van {self.locatie} op {self.datum:%d-%m-%Y}"

    @property
    def is_open(self) -> bool:
        return self.opvolging_uiterlijk is not None and self.opgevolgd is None

    def as_fields(self) -> dict[str, Any]:
        """What a form of a next version begins with."""
        namen = ("datum", "uitkomst", "bevindingen", "opvolging", "opvolging_uiterlijk", "opgevolgd")
        return {naam: getattr(self, naam) for naam in namen}
