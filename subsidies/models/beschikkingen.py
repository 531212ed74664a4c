"""Decisions on a subsidy: prepared by one person, taken by another, superseded and never edited."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from lib.periode import EERSTE_JAAR, LAATSTE_JAAR
from organisaties.models import Gebruiker, Gemeente
from subsidies.models.subsidiejaar import Aanvraag, Subsidiedossier


class BeschikkingQuerySet(models.QuerySet["Beschikking"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        """What is only prepared, is of the municipality alone."""
        eigen = self.filter(dossier__in=Subsidiedossier.objects.for_gebruiker(gebruiker))
        return eigen.filter(genomen_op__isnull=False) if gebruiker.is_houder else eigen

    def prepared(self) -> Self:
        return self.filter(status=Beschikking.Status.PREPARED)

    def in_force(self) -> Self:
        return self.filter(status=Beschikking.Status.TAKEN)

    def grants(self) -> Self:
        """What says how much is granted: the grant itself, or what came in its place."""
        return self.filter(soort__in=Beschikking.VERLENEND)

    def finals(self) -> Self:
        return self.filter(soort__in=Beschikking.VASTSTELLEND)


class Beschikking(models.Model):
    """`bedrag_centen` is what is granted or fixed as a whole, not the difference; `onderbouwing` how it was found."""

    class Soort(models.TextChoices):
        GRANT = "verlening", "Verlening"
        REFUSAL = "afwijzing", "Afwijzing"
        UNANSWERED = "buiten-behandeling", "Buiten behandeling gesteld"
        CHANGE = "wijziging", "Wijziging van de verlening"
        WITHDRAWAL = "intrekking", "Intrekking van de verlening"
        FINAL = "vaststelling", "Vaststelling"
        OWN_FINAL = "ambtshalve", "Ambtshalve vaststelling"

    class Status(models.TextChoices):
        PREPARED = "voorbereid", "Wacht op besluit"
        TAKEN = "genomen", "Genomen"
        RETURNED = "teruggegeven", "Teruggegeven"
        REPLACED = "vervangen", "Vervangen"

    VERLENEND = (Soort.GRANT, Soort.CHANGE, Soort.WITHDRAWAL)
    VASTSTELLEND = (Soort.FINAL, Soort.OWN_FINAL)
    ZONDER_BEDRAG = (Soort.REFUSAL, Soort.UNANSWERED, Soort.WITHDRAWAL)

    dossier = models.ForeignKey(Subsidiedossier, on_delete=models.PROTECT, related_name="beschikkingen")
    aanvraag = models.ForeignKey(
        Aanvraag, on_delete=models.PROTECT, null=True, blank=True, related_name="beschikkingen"
    )
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    jaar = models.PositiveSmallIntegerField("jaar van het nummer")
    # Given when it is taken, so that the numbers have no gaps.
    volgnummer = models.PositiveIntegerField(null=True, blank=True)
    soort = models.CharField(max_length=20, choices=Soort)
    status = models.CharField(max_length=15, choices=Status, default=Status.PREPARED)
    bedrag_centen = models.BigIntegerField(default=0)
    onderbouwing = models.JSONField(default=dict, blank=True)
    motivering = models.CharField(max_length=2000)
    artikel = models.CharField("artikel van de wet", max_length=120)
    voorbereid_op = models.DateTimeField()
    voorbereid_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    genomen_op = models.DateTimeField(null=True, blank=True)
    genomen_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    teruggegeven_op = models.DateTimeField(null=True, blank=True)
    teruggegeven_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reden_terug = models.CharField(max_length=500, blank=True)
    bekendgemaakt_op = models.DateField(null=True, blank=True)
    bekendgemaakt_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    vervangt = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="vervangen_door",
        error_messages={"unique": "Dit besluit is al door een ander vervangen."},
    )

    objects = BeschikkingQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=("gemeente", "jaar", "volgnummer"),
                name="beschikking_nummer_uniek",
                violation_error_message="Dit nummer is al gebruikt. Probeer het opnieuw.",
            ),
            models.UniqueConstraint(
                fields=("dossier",),
                condition=Q(status="voorbereid"),
                name="beschikking_een_wachtend_per_dossier",
                violation_error_message="In dit dossier wacht al een besluit. Neem dat eerst, of geef het terug.",
            ),
            models.UniqueConstraint(
                fields=("dossier",),
                condition=Q(status="genomen", soort__in=("verlening", "wijziging", "intrekking")),
                name="beschikking_een_geldende_verlening",
                violation_error_message="Er geldt al een verlening. Wijzig die, of trek haar in.",
            ),
            models.UniqueConstraint(
                fields=("dossier",),
                condition=Q(status="genomen", soort__in=("vaststelling", "ambtshalve")),
                name="beschikking_een_geldende_vaststelling",
                violation_error_message="De subsidie is al vastgesteld. Een nieuwe vaststelling vervangt de oude.",
            ),
            models.CheckConstraint(
                name="beschikking_vier_ogen",
                condition=Q(genomen_door=None) | ~Q(genomen_door=F("voorbereid_door")),
                violation_error_message="Een ander dan wie het besluit voorbereidde, neemt het (vier ogen).",
            ),
            models.CheckConstraint(
                name="beschikking_genomen_volledig",
                condition=Q(
                    status__in=("voorbereid", "teruggegeven"),
                    genomen_op=None,
                    genomen_door=None,
                    volgnummer=None,
                    bekendgemaakt_op=None,
                )
                | Q(
                    status__in=("genomen", "vervangen"),
                    genomen_op__isnull=False,
                    genomen_door__isnull=False,
                    volgnummer__isnull=False,
                ),
                violation_error_message="Leg bij het besluit vast wanneer en door wie.",
            ),
            models.CheckConstraint(
                name="beschikking_teruggegeven_volledig",
                condition=Q(teruggegeven_op=None, teruggegeven_door=None, reden_terug="")
                | Q(status="teruggegeven", teruggegeven_op__isnull=False, teruggegeven_door__isnull=False)
                & ~Q(reden_terug=""),
                violation_error_message="Schrijf op waarom u het besluit teruggeeft.",
            ),
            models.CheckConstraint(
                name="beschikking_bekendgemaakt_door_iemand",
                condition=Q(bekendgemaakt_op=None, bekendgemaakt_door=None)
                | Q(bekendgemaakt_op__isnull=False, bekendgemaakt_door__isnull=False),
                violation_error_message="Leg vast op welke dag en door wie het besluit bekend is gemaakt.",
            ),
            models.CheckConstraint(
                name="beschikking_bedrag_bij_soort",
                condition=Q(bedrag_centen__gte=0)
                & (~Q(soort__in=("afwijzing", "buiten-behandeling", "intrekking")) | Q(bedrag_centen=0)),
                violation_error_message="Een besluit noemt een bedrag van € 0 of meer; wie afwijst of intrekt, € 0.",
            ),
            models.CheckConstraint(
                name="beschikking_jaar",
                condition=Q(jaar__range=(EERSTE_JAAR, LAATSTE_JAAR)),
                violation_error_message=f"Kies een jaar van {EERSTE_JAAR} tot en met {LAATSTE_JAAR}.",
            ),
        ]

    def __str__(self) -> str:
        nummer = f" {self.nummer}" if self.volgnummer else ""
        return f"{self.get_soort_display().lower()}{nummer} in {self.dossier}"

    @property
    def nummer(self) -> str:
        return f"B{self.jaar}-{self.volgnummer:03d}" if self.volgnummer else ""

    @property
    def is_prepared(self) -> bool:
        return self.status == self.Status.PREPARED

    @property
    def is_verlenend(self) -> bool:
        return self.soort in self.VERLENEND

    @property
    def is_vaststellend(self) -> bool:
        return self.soort in self.VASTSTELLEND


class Voorschottermijn(models.Model):
    """A part of the advance with the last day for paying it. A change of the grant adds its difference, also below zero."""

    beschikking = models.ForeignKey(Beschikking, on_delete=models.PROTECT, related_name="termijnen")
    volgnummer = models.PositiveSmallIntegerField()
    vervaldag = models.DateField()
    bedrag_centen = models.BigIntegerField()

    class Meta:
        ordering = ("vervaldag", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("beschikking", "volgnummer"),
                name="voorschottermijn_volgnummer_uniek",
                violation_error_message="Deze termijn van het besluit bestaat al.",
            )
        ]

    def __str__(self) -> str:
        return f"termijn {self.volgnummer} van {self.beschikking}"


class Bezwaar(models.Model):
    """An objection to a decision, registered: when it came in, what it is about in short, and how it ended."""

    class Uitkomst(models.TextChoices):
        FOUNDED = "gegrond", "Gegrond"
        PARTLY = "deels-gegrond", "Deels gegrond"
        UNFOUNDED = "ongegrond", "Ongegrond"
        INADMISSIBLE = "niet-ontvankelijk", "Niet-ontvankelijk"
        WITHDRAWN = "ingetrokken", "Ingetrokken"

    beschikking = models.ForeignKey(Beschikking, on_delete=models.PROTECT, related_name="bezwaren")
    ontvangen = models.DateField("ontvangen")
    kort = models.CharField("waarover, in het kort", max_length=500)
    vastgelegd_op = models.DateTimeField()
    vastgelegd_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    uitkomst = models.CharField(max_length=20, choices=Uitkomst, blank=True)
    beslist_op = models.DateField(null=True, blank=True)
    beslist_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                name="bezwaar_beslist_volledig",
                condition=Q(uitkomst="", beslist_op=None, beslist_door=None)
                | ~Q(uitkomst="") & Q(beslist_op__isnull=False, beslist_door__isnull=False),
                violation_error_message="Leg bij de uitkomst vast op welke dag en door wie zij is vastgelegd.",
            ),
            models.CheckConstraint(
                name="bezwaar_beslist_na_ontvangst",
                condition=Q(beslist_op=None) | Q(beslist_op__gte=F("ontvangen")),
                violation_error_message="Op het bezwaar is beslist voordat het was ontvangen. Controleer beide dagen.",
            ),
        ]

    def __str__(self) -> str:
        return f"bezwaar tegen {self.beschikking}"
