"""The year of a scheme with one recipient (Awb titel 4.2): what was asked for, and how the terms run."""

from datetime import date, datetime
from typing import Self, cast

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from indicaties.models import Kind
from lib.periode import EERSTE_JAAR, LAATSTE_JAAR
from organisaties.models import Gebruiker, Gemeente, Locatie, Organisatie
from subsidies.models.ontvangers import name_of
from subsidies.models.regelingen import CATEGORIENAMEN, Subsidieregeling

MEESTE_KINDEREN = 2_000


class SubsidiedossierQuerySet(models.QuerySet["Subsidiedossier"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        """A provider sees its own. One that holds no more than a draft is only of who writes it: a provider, or the
        municipality on behalf of parents or of an organisation without users here."""
        if gebruiker.locatie is not None:
            return self.none()
        eigen = self.filter(gemeente=gebruiker.gemeente)
        if gebruiker.is_houder:
            return eigen.filter(houder=gebruiker.organisatie)
        return eigen.filter(
            Q(houder=None) | Q(aanvragen__ingediend_op__isnull=False) | Q(beschikkingen__isnull=False)
        ).distinct()

    def in_jaar(self, jaar: int) -> Self:
        return self.filter(jaar=jaar)

    def of_regeling(self, regeling: Subsidieregeling, jaar: int) -> Self:
        """All recipients of a scheme in a year, whatever version of it they began under."""
        return self.filter(gemeente=regeling.gemeente_id, regelingnaam=regeling.naam, jaar=jaar)


class Subsidiedossier(models.Model):
    """`regelingnaam` names the scheme; `regeling` is the version in force when the file was opened.

    One recipient: the provider, an organisation that applies for several of them, or the parents of a child.
    """

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    houder = models.ForeignKey(Organisatie, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    intermediair = models.ForeignKey(
        Organisatie, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    kind = models.ForeignKey(
        Kind, on_delete=models.PROTECT, null=True, blank=True, related_name="subsidiedossiers"
    )
    regeling = models.ForeignKey(Subsidieregeling, on_delete=models.PROTECT, related_name="+")
    regelingnaam = models.CharField("regeling", max_length=120)
    jaar = models.PositiveSmallIntegerField()
    volgnummer = models.PositiveIntegerField()
    geopend_op = models.DateTimeField()
    geopend_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")

    objects = SubsidiedossierQuerySet.as_manager()

    class Meta:
        ordering = ("-jaar", "volgnummer", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("gemeente", "jaar", "volgnummer"),
                name="subsidiedossier_nummer_uniek",
                violation_error_message="Dit nummer is al gebruikt. Probeer het opnieuw.",
            ),
            models.UniqueConstraint(
                fields=("gemeente", "regelingnaam", "jaar", "houder"),
                name="subsidiedossier_een_per_jaar",
                violation_error_message="Voor deze regeling en dit jaar is er al een dossier van deze aanbieder.",
            ),
            models.UniqueConstraint(
                fields=("gemeente", "regelingnaam", "jaar", "intermediair"),
                name="subsidiedossier_een_per_intermediair",
                violation_error_message="Voor deze regeling en dit jaar is er al een dossier van deze organisatie.",
            ),
            models.UniqueConstraint(
                fields=("gemeente", "regelingnaam", "jaar", "kind"),
                name="subsidiedossier_een_per_kind",
                violation_error_message="Voor deze regeling en dit jaar is er al een dossier van dit kind.",
            ),
            models.CheckConstraint(
                name="subsidiedossier_een_ontvanger",
                condition=Q(houder__isnull=False, intermediair=None, kind=None)
                | Q(houder=None, intermediair__isnull=False, kind=None)
                | Q(houder=None, intermediair=None, kind__isnull=False),
                violation_error_message="Een dossier is van één aanbieder, van één organisatie of van één kind.",
            ),
            models.CheckConstraint(
                name="subsidiedossier_jaar",
                condition=Q(jaar__range=(EERSTE_JAAR, LAATSTE_JAAR)),
                violation_error_message=f"Kies een jaar van {EERSTE_JAAR} tot en met {LAATSTE_JAAR}.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nummer}, {self.regelingnaam} over {self.jaar}"

    @property
    def nummer(self) -> str:
        return f"S{self.jaar}-{self.volgnummer:03d}"

    @property
    def organisatie(self) -> Organisatie | None:
        """Who is paid; None: the parents of the child."""
        return self.houder or self.intermediair

    @property
    def organisatie_id(self) -> int | None:
        return self.houder_id or self.intermediair_id

    @property
    def ontvanger(self) -> str:
        return name_of(self.organisatie, self.kind)

    @property
    def is_namens(self) -> bool:
        """The municipality fills in the application, from what it was given on paper."""
        return self.houder_id is None


class AanvraagQuerySet(models.QuerySet["Aanvraag"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        """What the provider has not sent, is only of the provider."""
        eigen = self.filter(dossier__in=Subsidiedossier.objects.for_gebruiker(gebruiker))
        return eigen if gebruiker.is_houder else eigen.sent()

    def sent(self) -> Self:
        """With what the municipality itself is still filling in for somebody."""
        return self.exclude(ingediend_op=None, dossier__houder__isnull=False)

    def open(self) -> Self:
        return self.filter(status__in=Aanvraag.OPEN)

    def undecided(self) -> Self:
        """Sent, and waiting for a decision of the municipality."""
        return self.filter(status__in=Aanvraag.WACHT)


class Aanvraag(models.Model):
    """An application for a grant, or for its final fixing. `verzonden` keeps every copy as it was sent (Awb 2:17)."""

    class Soort(models.TextChoices):
        GRANT = "verlening", "Aanvraag subsidie"
        FINAL = "vaststelling", "Aanvraag vaststelling"

    class Status(models.TextChoices):
        DRAFT = "concept", "Nog niet verstuurd"
        SUBMITTED = "ingediend", "Ontvangen"
        INCOMPLETE = "aanvullen", "Aanvulling gevraagd"
        COMPLETE = "volledig", "Volledig"
        DECIDED = "besloten", "Besloten"
        WITHDRAWN = "ingetrokken", "Ingetrokken"

    WACHT = (Status.SUBMITTED, Status.INCOMPLETE, Status.COMPLETE)
    OPEN = (Status.DRAFT, *WACHT)
    TE_WIJZIGEN = (Status.DRAFT, Status.INCOMPLETE)

    dossier = models.ForeignKey(Subsidiedossier, on_delete=models.PROTECT, related_name="aanvragen")
    soort = models.CharField(max_length=15, choices=Soort)
    status = models.CharField(max_length=15, choices=Status, default=Status.DRAFT)
    bedrag_centen = models.BigIntegerField("berekend of gevraagd bedrag", default=0)
    te_laat = models.BooleanField("na de laatste dag ingediend", default=False)
    gemaakt_op = models.DateTimeField()
    gemaakt_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    # Through the portal sending and receiving are one moment (Awb 2:20).
    ingediend_op = models.DateTimeField(null=True, blank=True)
    ingediend_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    volledig_op = models.DateTimeField(null=True, blank=True)
    volledig_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # The Monday of the week in which the provider counted.
    peilweek = models.DateField(null=True, blank=True)
    # LRK number -> doelgroepkinderen expected there on the first of January; a location without one has those of its lines.
    op_1_januari = models.JSONField(default=dict, blank=True)
    verzonden = models.JSONField(default=list, blank=True)

    objects = AanvraagQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=("dossier", "soort"),
                condition=Q(status__in=("concept", "ingediend", "aanvullen", "volledig")),
                name="aanvraag_een_open_per_soort",
                violation_error_message="Er loopt al zo'n aanvraag. Maak die eerst af.",
            ),
            models.CheckConstraint(
                name="aanvraag_ingediend_volledig",
                condition=Q(ingediend_op=None, ingediend_door=None, status__in=("concept", "ingetrokken"))
                | Q(ingediend_op__isnull=False, ingediend_door__isnull=False) & ~Q(status="concept"),
                violation_error_message="Leg vast wanneer en door wie de aanvraag is ingediend.",
            ),
            models.CheckConstraint(
                name="aanvraag_volledig_door_iemand",
                condition=Q(volledig_op=None, volledig_door=None)
                | Q(volledig_op__isnull=False, volledig_door__isnull=False),
                violation_error_message="Leg vast wanneer en door wie de aanvraag volledig is bevonden.",
            ),
            models.CheckConstraint(
                name="aanvraag_peilweek_maandag",
                condition=Q(peilweek=None) | Q(peilweek__iso_week_day=1),
                violation_error_message="Een peilweek begint op maandag.",
            ),
            models.CheckConstraint(
                name="aanvraag_bedrag_niet_negatief",
                condition=Q(bedrag_centen__gte=0),
                violation_error_message="Een gevraagd bedrag kan niet lager zijn dan € 0.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display().lower()} {self.dossier}"

    @property
    def ontvangen(self) -> date:
        """The day of receipt of what was sent."""
        return timezone.localdate(cast(datetime, self.ingediend_op))

    @property
    def is_te_wijzigen(self) -> bool:
        return self.status in self.TE_WIJZIGEN

    @property
    def wacht_op_besluit(self) -> bool:
        return self.status in self.WACHT


class Aanvraagregel(models.Model):
    """So many children expected at a location, alike in all that the calculation asks. The amount is of all together."""

    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.CASCADE, related_name="regels")
    volgorde = models.PositiveSmallIntegerField()
    locatie = models.ForeignKey(Locatie, on_delete=models.PROTECT, related_name="+")
    categorie = models.CharField(max_length=20, choices=CATEGORIENAMEN)
    kot = models.BooleanField("kinderopvangtoeslag", default=False)
    bijdrageklasse = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(200, "De tabel heeft hoogstens 200 klassen.")]
    )
    uren_per_week_honderdsten = models.PositiveIntegerField(
        validators=[
            MinValueValidator(25, "Vul minstens 0,25 uur per week in."),
            MaxValueValidator(60_00, "Meer dan 60 uur per week kan niet."),
        ]
    )
    dagen_per_week = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(7, "Een week heeft 7 dagen.")]
    )
    uurprijs_centen = models.PositiveIntegerField(
        null=True,
        blank=True,
        validators=[MaxValueValidator(1_000_00, "Een uurprijs is hoogstens € 1.000.")],
    )
    kinderen = models.PositiveSmallIntegerField(
        validators=[
            MinValueValidator(1, "Vul minstens 1 kind in."),
            MaxValueValidator(MEESTE_KINDEREN, f"Vul hoogstens {MEESTE_KINDEREN} kinderen in."),
        ]
    )
    # Of one child: the days of this line. Empty: the whole year.
    van = models.DateField(null=True, blank=True)
    tot_en_met = models.DateField("tot en met", null=True, blank=True)
    uren_honderdsten = models.PositiveIntegerField("uren met subsidie per kind", default=0)
    bedrag_centen = models.BigIntegerField(default=0)

    class Meta:
        ordering = ("aanvraag", "volgorde")
        constraints = [
            models.UniqueConstraint(
                fields=("aanvraag", "volgorde"),
                name="aanvraagregel_volgorde_uniek",
                violation_error_message="Deze regel van de aanvraag bestaat al.",
            ),
            models.CheckConstraint(
                name="aanvraagregel_dagen",
                condition=Q(van=None, tot_en_met=None) | Q(tot_en_met__gte=models.F("van")),
                violation_error_message="Een regel eindigt niet voordat hij begint. Controleer beide dagen.",
            ),
        ]


class Gezienbewijs(models.Model):
    """That parents showed a proof, on which day and to whom. The proof itself is not kept."""

    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.PROTECT, related_name="bewijzen")
    bewijs = models.CharField(max_length=120)
    gezien_op = models.DateField()
    gezien_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("aanvraag", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("aanvraag", "bewijs"),
                name="gezienbewijs_een_keer",
                violation_error_message="Dit bewijs staat er al bij als gezien.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.bewijs}, gezien bij {self.aanvraag}"


class Aanvraagbijlage(models.Model):
    """A file with an application. What kind it is was seen in its bytes."""

    class Soort(models.TextChoices):
        PDF = "pdf", "PDF"
        XLSX = "xlsx", "Excel"
        PNG = "png", "PNG"
        JPG = "jpg", "JPG"

    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.PROTECT, related_name="bijlagen")
    naam = models.CharField(max_length=100)
    soort = models.CharField(max_length=4, choices=Soort)
    inhoud = models.BinaryField()
    grootte = models.PositiveIntegerField("aantal bytes")
    sha256 = models.CharField("SHA-256", max_length=64)
    toegevoegd_op = models.DateTimeField()
    toegevoegd_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=("aanvraag", "sha256"),
                name="aanvraagbijlage_niet_dubbel",
                violation_error_message="Dit bestand zit al bij de aanvraag.",
            )
        ]


class Termijnstap(models.Model):
    """What happened to the term for deciding, on `dag`; `tot_en_met` is the last day that was given, or the new one."""

    class Soort(models.TextChoices):
        ASKED = "aanvulling-gevraagd", "Aanvulling gevraagd"
        SUPPLIED = "aanvulling-ontvangen", "Aanvulling ontvangen"
        EXTENDED = "verlengd", "Beslistermijn verlengd"
        OUTAGE = "storing", "Verlengd wegens een storing"
        DEFAULT = "ingebrekestelling", "Ingebrekestelling ontvangen"

    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.PROTECT, related_name="stappen")
    soort = models.CharField(max_length=20, choices=Soort)
    dag = models.DateField()
    tot_en_met = models.DateField(null=True, blank=True)
    reden = models.CharField(max_length=500, blank=True)
    vastgelegd_op = models.DateTimeField()
    vastgelegd_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("aanvraag", "dag", "pk")
        constraints = [
            models.CheckConstraint(
                name="termijnstap_laatste_dag",
                condition=Q(
                    soort__in=("aanvulling-gevraagd", "verlengd", "storing"), tot_en_met__isnull=False
                )
                | Q(soort__in=("aanvulling-ontvangen", "ingebrekestelling"), tot_en_met=None),
                violation_error_message="Vul de laatste dag in die u de aanvrager geeft, of de nieuwe laatste dag.",
            ),
            models.CheckConstraint(
                name="termijnstap_dagen_volgen",
                condition=Q(tot_en_met=None) | Q(tot_en_met__gt=models.F("dag")),
                violation_error_message="De nieuwe laatste dag ligt niet na de dag waarop u dit laat weten.",
            ),
            models.CheckConstraint(
                name="termijnstap_met_reden",
                condition=~Q(soort__in=("aanvulling-gevraagd", "verlengd", "storing")) | ~Q(reden=""),
                violation_error_message="Schrijf op wat ontbreekt, of waarom de termijn langer wordt.",
            ),
        ]
