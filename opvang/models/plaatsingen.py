from collections.abc import Iterable
from datetime import date
from typing import Self

from django.contrib.postgres.fields import RangeOperators
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from indicaties.models import Kind
from lib.bereik import DateRange, SameRow
from lib.periode import LAATSTE_JAAR, Periode
from organisaties.models import Gebruiker, Locatie
from organisaties.opslaan import Exclusion
from organisaties.rechten import HOUDER_ROLLEN
from rekenregels import Huishouden

# Hours are kept in hundredths.
MAX_UREN_PER_WEEK = 60_00
MAX_DAGEN_PER_WEEK = 7
HUISHOUDENS = [(str(soort), soort.woorden.capitalize()) for soort in Huishouden]


class PlaatsingQuerySet(models.QuerySet["Plaatsing"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        eigen = self.filter(kind__gemeente=gebruiker.gemeente)
        if gebruiker.locatie is not None:
            return eigen.filter(locatie=gebruiker.locatie)
        return (
            eigen.filter(locatie__houder=gebruiker.organisatie) if gebruiker.rol in HOUDER_ROLLEN else eigen
        )

    def of_verblijf(self, verblijven: Iterable[int]) -> Self:
        """The rows that together are one stay; a stay is named by the id of its first row."""
        return self.filter(Q(eerste__in=verblijven) | Q(pk__in=verblijven))

    def in_force(self) -> Self:
        """Without the placements that were a mistake."""
        return self.filter(vervallen_op=None)

    def active_on(self, dag: date) -> Self:
        return self.in_force().filter(Q(einddatum=None) | Q(einddatum__gte=dag), startdatum__lte=dag)

    def overlapping(self, periode: Periode) -> Self:
        return self.in_force().filter(
            Q(einddatum=None) | Q(einddatum__gte=periode.van), startdatum__lte=periode.tot_en_met
        )


class Plaatsing(models.Model):
    """A child at a location under agreements that stay the same from start to end.

    When an agreement changes (KOT, contribution class, hours) this placement ends and the next begins: together
    they are one stay, named by its first row (`eerste`). What was wrong is put right in the row, and the database
    keeps every earlier version of it (Plaatsingsversie).
    """

    class Bewijs(models.TextChoices):
        """What the parents showed. The paper itself and the income are not kept."""

        INCOME = "inkomensverklaring", "Inkomensverklaring van de Belastingdienst"
        ASSESSMENT = "aanslag", "Aanslag of aangifte inkomstenbelasting"
        PAYSLIP = "loonstrook", "Loonstrook of uitkeringsspecificatie"
        ALLOWANCE = "beschikking-kot", "Beschikking kinderopvangtoeslag"
        NO_ALLOWANCE = "verklaring-geen-kot", "Verklaring dat er geen recht op toeslag is"

    class RedenHerstel(models.TextChoices):
        """Why a placement was put right. No free text: it would tell of a family."""

        KNOWN_LATER = "later-bekend", "Pas later bekend geworden"
        TYPING_ERROR = "verkeerd-ingevuld", "Verkeerd ingevuld"
        PROOF_CHECKED = "bewijs", "Uit het bewijs bleek iets anders"
        WRONG_CHILD = "verkeerd-kind", "Verkeerd kind geplaatst"
        TWICE = "dubbel", "Dubbel vastgelegd"
        NOT_STARTED = "niet-gestart", "Het kind is nooit gekomen"

    kind = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="plaatsingen")
    locatie = models.ForeignKey(Locatie, on_delete=models.PROTECT, related_name="plaatsingen")
    startdatum = models.DateField()
    einddatum = models.DateField(null=True, blank=True)
    uren_per_week_honderdsten = models.IntegerField(
        "uren per week",
        validators=[
            MinValueValidator(25, "Vul minstens 0,25 uur per week in."),
            MaxValueValidator(MAX_UREN_PER_WEEK, "Meer dan 60 uur per week kan niet."),
        ],
    )
    dagen_per_week = models.PositiveSmallIntegerField(
        "dagen per week",
        null=True,
        blank=True,
        validators=[
            MinValueValidator(1, "Vul minstens 1 dag per week in, of laat het veld leeg."),
            MaxValueValidator(MAX_DAGEN_PER_WEEK, "Een week heeft 7 dagen."),
        ],
    )
    kot = models.BooleanField("ouders hebben recht op kinderopvangtoeslag (KOT)", default=False)
    bijdrageklasse = models.PositiveSmallIntegerField(
        "klasse van de ouderbijdrage",
        null=True,
        blank=True,
        help_text="De rij van de bijdragetabel; leeg als het inkomen niet is aangetoond.",
    )
    bewijs = models.CharField("getoond bewijs", max_length=20, choices=Bewijs, blank=True)
    bewijs_jaar = models.PositiveSmallIntegerField(
        "jaar waarover het bewijs gaat",
        null=True,
        blank=True,
        validators=[
            MinValueValidator(2005, "Vul een jaar vanaf 2005 in."),
            MaxValueValidator(LAATSTE_JAAR, f"Vul een jaar tot en met {LAATSTE_JAAR} in."),
        ],
    )
    bewijs_gezien_op = models.DateField(null=True, blank=True)
    bewijs_gezien_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    kindrang = models.PositiveSmallIntegerField(
        "eerste of volgend kind", choices=[(1, "Eerste kind"), (2, "Tweede of volgend kind")], default=1
    )
    uurprijs_centen = models.PositiveIntegerField("uurprijs van de houder", null=True, blank=True)
    minimaregel = models.CharField(
        "minimaregel",
        max_length=200,
        blank=True,
        default="",
        db_default="",
        help_text="De naam van de regel voor ouders met een laag inkomen, zoals de regeling die noemt.",
    )
    huishouden = models.CharField(
        "soort huishouden",
        max_length=12,
        choices=HUISHOUDENS,
        blank=True,
        default="",
        db_default="",
        help_text="Alleen als een minimaregel van de gemeente ervan afhangt; leeg als het niet bekend is.",
    )
    eerste = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="vervolgen"
    )
    vastgelegd_op = models.DateField()
    vastgelegd_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    reden_herstel = models.CharField("reden van het herstel", max_length=20, choices=RedenHerstel, blank=True)
    vervallen_op = models.DateField(null=True, blank=True)
    vervallen_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PlaatsingQuerySet.as_manager()

    class Meta:
        ordering = ("kind__achternaam", "kind__voornaam", "startdatum", "pk")
        indexes = [
            models.Index(
                fields=("einddatum",),
                condition=Q(einddatum__isnull=False, vervallen_op=None),
                name="plaatsing_einde",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="plaatsing_eindigt_na_begin",
                condition=Q(einddatum=None) | Q(einddatum__gte=F("startdatum")),
                violation_error_message="De plaatsing eindigt voordat zij begint. Controleer beide datums.",
            ),
            models.CheckConstraint(
                name="plaatsing_uren_redelijk",
                condition=Q(
                    uren_per_week_honderdsten__gt=0, uren_per_week_honderdsten__lte=MAX_UREN_PER_WEEK
                ),
                violation_error_message="Het aantal uren per week moet tussen 0 en 60 liggen.",
            ),
            models.CheckConstraint(
                name="plaatsing_dagen_per_week_mogelijk",
                condition=Q(dagen_per_week=None) | Q(dagen_per_week__range=(1, MAX_DAGEN_PER_WEEK)),
                violation_error_message="Het aantal dagen per week moet tussen 1 en 7 liggen.",
            ),
            models.CheckConstraint(
                name="plaatsing_bewijs_volledig",
                condition=Q(bewijs="", bewijs_jaar=None, bewijs_gezien_op=None, bewijs_gezien_door=None)
                | (
                    ~Q(bewijs="")
                    & Q(
                        bewijs_jaar__isnull=False,
                        bewijs_gezien_op__isnull=False,
                        bewijs_gezien_door__isnull=False,
                    )
                ),
                violation_error_message="Leg bij een bewijs vast over welk jaar het gaat, wie het zag en wanneer.",
            ),
            models.CheckConstraint(
                name="plaatsing_kindrang_bekend",
                condition=Q(kindrang__in=(1, 2)),
                violation_error_message="Kies eerste kind, of tweede of volgend kind.",
            ),
            models.CheckConstraint(
                name="plaatsing_huishouden_bekend",
                condition=Q(huishouden__in=["", *dict(HUISHOUDENS)]),
                violation_error_message="Kies alleenstaand of samenwonend, of laat het soort huishouden leeg.",
            ),
            models.CheckConstraint(
                name="plaatsing_verval_volledig",
                condition=Q(vervallen_op=None, vervallen_door=None)
                | Q(vervallen_op__isnull=False, vervallen_door__isnull=False) & ~Q(reden_herstel=""),
                violation_error_message="Leg vast waarom, wanneer en door wie de plaatsing is vervallen.",
            ),
            Exclusion(
                name="plaatsing_overlapt_niet",
                expressions=[
                    (SameRow("kind"), RangeOperators.OVERLAPS),
                    (SameRow("locatie"), RangeOperators.OVERLAPS),
                    (DateRange("startdatum", "einddatum"), RangeOperators.OVERLAPS),
                ],
                condition=Q(vervallen_op=None),
                violation_error_message="Dit kind is in (een deel van) deze periode al op deze locatie geplaatst.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} bij {self.locatie}"

    def clean(self) -> None:
        """A location that goes on under another holder or number has its own children from that day on."""
        if self.locatie_id is None or self.vervallen_op is not None:
            return
        begin, per = self.locatie.begint_per, self.locatie.opgevolgd_per
        if begin is not None and self.startdatum < begin:
            raise ValidationError(
                f"Locatie {self.locatie} is pas vanaf {begin:%d-%m-%Y} van {self.locatie.houder}. Kies een latere dag."
            )
        if per is not None and (self.einddatum is None or self.einddatum >= per):
            verder = self.locatie.opgevolgd_door
            bij = f" bij {verder.houder} (LRK {verder.lrk_nummer})" if verder else ""
            raise ValidationError(
                f"Locatie {self.locatie} gaat vanaf {per:%d-%m-%Y} verder{bij}. Hier kan een plaatsing tot die dag lopen."
            )

    @property
    def verblijf(self) -> int:
        """The id of the stay that this row is part of."""
        return self.eerste_id or self.pk

    @property
    def is_vervallen(self) -> bool:
        return self.vervallen_op is not None


class Plaatsingsversie(models.Model):
    """What was known of a placement until `tot`. A trigger writes it at every change; nobody rewrites it."""

    plaatsing = models.ForeignKey(Plaatsing, on_delete=models.PROTECT, related_name="versies")
    tot = models.DateTimeField()
    rij = models.JSONField("de rij zoals zij was")

    class Meta:
        ordering = ("-tot", "-pk")
