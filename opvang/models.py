from collections.abc import Iterable
from datetime import date
from typing import Self

from django.contrib.postgres.fields import RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Coalesce

from indicaties.models import Kind
from lib.bereik import DateRange, SameRow
from lib.geld import write_honderdsten
from lib.periode import EERSTE_JAAR, JAAR_BESTAAT_NIET, LAATSTE_JAAR, Periode, kwartaal_periode
from lib.weergave import kwartaal
from organisaties.models import Gebruiker, Gemeente, Locatie, Organisatie
from organisaties.opslaan import Exclusion
from organisaties.rechten import HOUDER_ROLLEN

# Hours are kept in hundredths.
MAX_UREN_PER_WEEK = 60_00
MAX_DAGEN_PER_WEEK = 7
MAX_DAGEN_PER_KWARTAAL = 92
# Nobody is in care longer than 12 hours a day, 7 days a week, in the 92 days of the longest quarter.
MAX_UREN_PER_KWARTAAL = MAX_DAGEN_PER_KWARTAAL * 12_00


NIEUWSTE_EERST = ("-jaar", "-kwartaal", "houder__naam", "-volgnummer")


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
        ordering = ("kind__achternaam", "kind__voornaam", "startdatum")
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


class UrendeclaratieQuerySet(models.QuerySet["Urendeclaratie"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        """A provider sees its own, as a whole; the municipality sees what has been submitted to it."""
        if gebruiker.locatie is not None:
            return self.none()
        eigen = self.filter(gemeente=gebruiker.gemeente)
        if gebruiker.rol in HOUDER_ROLLEN:
            return eigen.filter(houder=gebruiker.organisatie)
        return eigen.exclude(status=Urendeclaratie.Status.DRAFT)

    def with_totalen(self) -> Self:
        """With `aantal_kinderen` and `totaal_honderdsten` (hours) of the lines; grouping would lose the order of the list."""
        return self.order_by(*NIEUWSTE_EERST).annotate(
            aantal_kinderen=Count("regels__plaatsing__kind", distinct=True),
            totaal_honderdsten=Coalesce(Sum("regels__uren_honderdsten"), 0),
        )

    def in_jaar(self, jaar: int) -> Self:
        return self.filter(jaar=jaar)

    def accepted(self) -> Self:
        return self.filter(status=Urendeclaratie.Status.ACCEPTED)


class Urendeclaratie(models.Model):
    """The hours that a provider declares to a municipality over a quarter.

    A submitted declaration is never changed. A correction is a new one (`corrigeert`), which takes the
    place of the old one when it is submitted.
    """

    class Status(models.TextChoices):
        DRAFT = "concept", "Concept"
        SUBMITTED = "ingediend", "Ingediend"
        RETURNED = "teruggestuurd", "Teruggestuurd"
        ACCEPTED = "geaccepteerd", "Geaccepteerd"
        REPLACED = "vervangen", "Vervangen door een correctie"

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="declaraties")
    houder = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="declaraties")
    jaar = models.PositiveSmallIntegerField()
    kwartaal = models.PositiveSmallIntegerField(choices=[(k, f"Kwartaal {k}") for k in (1, 2, 3, 4)])
    volgnummer = models.PositiveSmallIntegerField(default=1)
    corrigeert = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="gecorrigeerd_door",
        error_messages={"unique": "Voor deze declaratie is al een correctie gemaakt."},
    )
    status = models.CharField(max_length=15, choices=Status, default=Status.DRAFT)
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

    objects = UrendeclaratieQuerySet.as_manager()

    class Meta:
        ordering = NIEUWSTE_EERST
        constraints = [
            models.UniqueConstraint(
                fields=("gemeente", "houder", "jaar", "kwartaal", "volgnummer"),
                name="declaratie_een_per_kwartaal",
                violation_error_message="Over dit kwartaal is al een declaratie; maak daarvan een correctie.",
            ),
            models.CheckConstraint(
                name="declaratie_jaar_bestaat",
                condition=Q(jaar__range=(EERSTE_JAAR, LAATSTE_JAAR)),
                violation_error_message=JAAR_BESTAAT_NIET,
            ),
            models.CheckConstraint(
                name="declaratie_kwartaal_bestaat",
                condition=Q(kwartaal__gte=1, kwartaal__lte=4),
                violation_error_message="Kies kwartaal 1, 2, 3 of 4.",
            ),
            models.CheckConstraint(
                name="declaratie_correctie_heeft_voorganger",
                condition=Q(volgnummer=1, corrigeert=None) | Q(volgnummer__gt=1, corrigeert__isnull=False),
                violation_error_message="Een correctie hoort bij een eerdere declaratie.",
            ),
            models.CheckConstraint(
                name="declaratie_indiening_volledig",
                condition=Q(status="concept", ingediend_op=None, ingediend_door=None)
                | (~Q(status="concept") & Q(ingediend_op__isnull=False, ingediend_door__isnull=False)),
                violation_error_message="Leg bij het indienen vast wanneer en door wie.",
            ),
            models.CheckConstraint(
                name="declaratie_oordeel_volledig",
                condition=Q(beoordeeld_op=None, beoordeeld_door=None)
                | Q(beoordeeld_op__isnull=False, beoordeeld_door__isnull=False),
                violation_error_message="Leg bij het oordeel vast wanneer en door wie.",
            ),
            models.CheckConstraint(
                name="declaratie_reden_bij_terugsturen",
                condition=~Q(status="teruggestuurd") | ~Q(reden_terugsturen=""),
                violation_error_message="Geef een reden als u een declaratie terugstuurt.",
            ),
        ]

    def __str__(self) -> str:
        correctie = f" (correctie {self.volgnummer - 1})" if self.volgnummer > 1 else ""
        return f"{self.houder}, {kwartaal(self.jaar, self.kwartaal)}{correctie}"

    @property
    def periode(self) -> Periode:
        return kwartaal_periode(self.jaar, self.kwartaal)

    @property
    def is_concept(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def is_te_corrigeren(self) -> bool:
        """Whether it still is the last word on its quarter, so that a correction may follow it."""
        return self.status in (self.Status.SUBMITTED, self.Status.RETURNED, self.Status.ACCEPTED)


class Declaratiebewerking(models.Model):
    """Somebody put hours in a draft, by hand, by file or by following the placements: one row per person.

    Who started, submitted or judged the declaration stands in the declaration itself. With them these persons
    are the ones who may not approve its calculation (docs/adr/0016).
    """

    declaratie = models.ForeignKey(Urendeclaratie, on_delete=models.CASCADE, related_name="bewerkingen")
    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("declaratie", "gebruiker"),
                name="declaratiebewerking_een_per_persoon",
                violation_error_message="Deze persoon staat al bij de bewerkers van deze declaratie.",
            )
        ]


class Declaratieregel(models.Model):
    """The hours of one placement in the quarter. The database refuses changes once the declaration is submitted."""

    declaratie = models.ForeignKey(Urendeclaratie, on_delete=models.CASCADE, related_name="regels")
    plaatsing = models.ForeignKey(Plaatsing, on_delete=models.PROTECT, related_name="declaratieregels")
    # The days that the hours are about: those of the placement in the quarter when the hours were filled in.
    van = models.DateField()
    tot_en_met = models.DateField()
    uren_honderdsten = models.IntegerField("uren")
    # Days of care; empty where no policy of the quarter looks at them.
    dagen = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("plaatsing__kind__achternaam", "plaatsing__kind__voornaam", "plaatsing__startdatum")
        constraints = [
            models.UniqueConstraint(
                fields=("declaratie", "plaatsing"),
                name="declaratieregel_een_per_plaatsing",
                violation_error_message="Deze plaatsing staat al in de declaratie.",
            ),
            models.CheckConstraint(
                name="declaratieregel_eindigt_na_begin",
                condition=Q(tot_en_met__gte=F("van")),
                violation_error_message="De dagen van een regel eindigen voordat zij beginnen.",
            ),
            models.CheckConstraint(
                name="declaratieregel_uren_mogelijk",
                condition=Q(uren_honderdsten__gte=0, uren_honderdsten__lte=MAX_UREN_PER_KWARTAAL),
                violation_error_message=f"Vul 0 tot {write_honderdsten(MAX_UREN_PER_KWARTAAL)} uren in; meer past niet in een kwartaal.",
            ),
            models.CheckConstraint(
                name="declaratieregel_dagen_mogelijk",
                condition=Q(dagen=None) | Q(dagen__range=(0, MAX_DAGEN_PER_KWARTAAL)),
                violation_error_message=f"Vul 0 tot en met {MAX_DAGEN_PER_KWARTAAL} dagen in; meer past niet in een kwartaal.",
            ),
        ]

    @property
    def periode(self) -> Periode:
        return Periode(self.van, self.tot_en_met)

    def copy_to(self, declaratie: Urendeclaratie) -> "Declaratieregel":
        """The same line in another declaration: every column but the key, also one that is added later."""
        velden = {
            veld.attname: getattr(self, veld.attname)
            for veld in self._meta.concrete_fields
            if not veld.primary_key and veld.name != "declaratie"
        }
        return Declaratieregel(declaratie=declaratie, **velden)


class InlezingQuerySet(models.QuerySet["Inlezing"]):
    def open(self) -> Self:
        """Seen by nobody else and not saved yet."""
        return self.filter(bewaard_op=None)


class Inlezing(models.Model):
    """The hours out of a file between the preview and the yes of who sent it: numbers by line, nothing of a child.

    Once saved only the print of the file stays, so that the same file is recognised.
    """

    declaratie = models.ForeignKey(Urendeclaratie, on_delete=models.CASCADE, related_name="inlezingen")
    gelezen_op = models.DateTimeField()
    gelezen_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    afdruk = models.CharField("SHA-256 van het bestand", max_length=64)
    stand = models.CharField("SHA-256 van de regels van toen", max_length=64)
    # By the id of the line: [hundredths of hours, days or null, months that the file told of].
    regels = models.JSONField(default=dict, blank=True)
    bewaard_op = models.DateTimeField(null=True, blank=True)
    bewaard_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = InlezingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("declaratie", "gelezen_door"),
                condition=Q(bewaard_op=None),
                name="inlezing_een_open_per_persoon",
                violation_error_message="U hebt al een bestand klaarstaan. Bekijk dat eerst.",
            ),
            models.CheckConstraint(
                name="inlezing_bewaard_is_leeg",
                condition=Q(bewaard_op=None, bewaard_door=None)
                | Q(bewaard_op__isnull=False, bewaard_door__isnull=False, regels={}),
                violation_error_message="Van een bewaard bestand blijven geen uren achter, wel door wie en wanneer.",
            ),
        ]


class Kolomgewoonte(models.Model):
    """What a provider said that the columns of its own files hold, so that it is asked once."""

    houder = models.OneToOneField(
        Organisatie,
        on_delete=models.CASCADE,
        related_name="kolomgewoonte",
        error_messages={"unique": "Van deze houder zijn de kolommen al bekend."},
    )
    # Simplified name of the column -> what it holds; empty when it is not to be read.
    kolommen = models.JSONField(default=dict, blank=True)
    vastgelegd_op = models.DateTimeField()
    vastgelegd_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
