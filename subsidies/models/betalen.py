from datetime import date
from typing import Self

from django.apps import apps
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from indicaties.models import Kind
from lib.periode import EERSTE_JAAR, JAAR_BESTAAT_NIET, LAATSTE_JAAR
from organisaties.models import Gebruiker, Gemeente, Organisatie
from subsidies.models.berekeningen import Berekening
from subsidies.models.ontvangers import EEN_VAN_BEIDE, EEN_VAN_BEIDE_ZIN, MetOntvanger
from subsidies.models.regelingen import Subsidieregeling

# What a bank carries along in every country, and so what a kenmerk may hold.
KENMERK = r"^[A-Za-z0-9][A-Za-z0-9.-]{0,34}$"
KENMERK_ZIN = "Een kenmerk heeft hoogstens 35 tekens: letters, cijfers, punten en streepjes."


class BetaalverplichtingQuerySet(models.QuerySet["Betaalverplichting"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        """An organisation sees what it is owed or owes itself, as a whole."""
        if gebruiker.locatie is not None:
            return self.none()
        eigen = self.filter(gemeente=gebruiker.gemeente)
        return eigen.filter(organisatie=gebruiker.organisatie) if gebruiker.is_houder else eigen

    def open(self) -> Self:
        """What a run may take up: also what the bank sent back."""
        return self.filter(status__in=Betaalverplichting.ALS_OPEN)

    def with_rest(self) -> Self:
        """By day, with `rest`: the cents that are not paid, set off or paid back yet."""
        voldaan = Sum("regels__bedrag_centen", filter=Q(regels__stand="voldaan"), default=0)
        per_claim = apps.get_model("subsidies", "Terugbetaling").objects.filter(verplichting=OuterRef("pk"))
        som = per_claim.order_by().values("verplichting").annotate(som=Sum("bedrag_centen")).values("som")
        terug = Coalesce(Subquery(som), 0)
        return self.order_by("vervaldag", "pk").annotate(rest=F("bedrag_centen") - voldaan + terug)

    def due_by(self, dag: date) -> Self:
        return self.filter(vervaldag__lte=dag)

    def standing(self) -> Self:
        """All that was claimed and not withdrawn: also what is paid or set off already."""
        return self.exclude(status=Betaalverplichting.Status.WITHDRAWN)


class Betaalverplichting(MetOntvanger, models.Model):
    """What the municipality owes a recipient out of a decision, or gets back from it (negative cents).

    It arises once per `kenmerk` and is never edited: another amount is another claim (Awb 4:86). Below zero it is
    set off against what the same recipient gets (Awb 4:93, 4:57), or paid back.
    """

    class Soort(models.TextChoices):
        VOORSCHOT = "voorschot", "Voorschot"
        DECLARATIE = "declaratie", "Declaratie"
        NABETALING = "nabetaling", "Nabetaling"
        TERUGVORDERING = "terugvordering", "Terugvordering"
        LOCATIEBEDRAG = "locatiebedrag", "Bedrag per locatie"

    class Status(models.TextChoices):
        OPEN = "open", "Open"
        IN_RUN = "in-run", "In een betaalrun"
        PAID = "betaald", "Betaald"
        FAILED = "mislukt", "Mislukt, weer open"
        SET_OFF = "verrekend", "Verrekend"
        REPAID = "terugbetaald", "Terugbetaald"
        WITHDRAWN = "vervallen", "Vervallen"

    # Of a claim that was read `with_rest`.
    rest: int

    ALS_OPEN = (Status.OPEN, Status.FAILED)

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="betaalverplichtingen")
    organisatie = models.ForeignKey(
        Organisatie, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Whose parents are paid.
    kind = models.ForeignKey(
        Kind, on_delete=models.PROTECT, null=True, blank=True, related_name="betaalverplichtingen"
    )
    regeling = models.ForeignKey(Subsidieregeling, on_delete=models.PROTECT, related_name="+")
    jaar = models.PositiveSmallIntegerField("subsidiejaar")
    soort = models.CharField(max_length=15, choices=Soort)
    kenmerk = models.CharField(max_length=35, validators=[RegexValidator(KENMERK, KENMERK_ZIN)])
    bedrag_centen = models.BigIntegerField()
    vervaldag = models.DateField("laatste dag om te betalen")
    omschrijving = models.CharField(max_length=140)
    berekening = models.ForeignKey(
        Berekening, on_delete=models.PROTECT, null=True, blank=True, related_name="betaalverplichtingen"
    )
    status = models.CharField(max_length=15, choices=Status, default=Status.OPEN)
    ontstaan_op = models.DateTimeField()
    ontstaan_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    vervallen_op = models.DateTimeField(null=True, blank=True)
    vervallen_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reden_vervallen = models.CharField(max_length=500, blank=True)

    objects = BetaalverplichtingQuerySet.as_manager()

    class Meta:
        ordering = ("vervaldag", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("gemeente", "kenmerk"),
                name="betaalverplichting_een_per_kenmerk",
                violation_error_message="Er is al een betaalverplichting met dit kenmerk.",
            ),
            models.CheckConstraint(
                name="betaalverplichting_een_ontvanger",
                condition=EEN_VAN_BEIDE,
                violation_error_message=EEN_VAN_BEIDE_ZIN,
            ),
            models.CheckConstraint(
                name="betaalverplichting_kenmerk_leesbaar",
                condition=Q(kenmerk__regex=KENMERK),
                violation_error_message=KENMERK_ZIN,
            ),
            models.CheckConstraint(
                name="betaalverplichting_jaar_bestaat",
                condition=Q(jaar__range=(EERSTE_JAAR, LAATSTE_JAAR)),
                violation_error_message=JAAR_BESTAAT_NIET,
            ),
            models.CheckConstraint(
                name="betaalverplichting_niet_nul",
                condition=~Q(bedrag_centen=0),
                violation_error_message="Een bedrag van € 0,00 wordt niet betaald en niet verrekend.",
            ),
            models.CheckConstraint(
                name="betaalverplichting_richting",
                condition=Q(soort="terugvordering", bedrag_centen__lt=0)
                | Q(soort="nabetaling", bedrag_centen__gt=0)
                | ~Q(soort__in=("terugvordering", "nabetaling")),
                violation_error_message="Een terugvordering is negatief en een nabetaling positief.",
            ),
            models.CheckConstraint(
                name="betaalverplichting_vervallen_volledig",
                condition=Q(vervallen_op=None, vervallen_door=None, reden_vervallen="")
                & ~Q(status="vervallen")
                | Q(vervallen_op__isnull=False, vervallen_door__isnull=False, status="vervallen")
                & ~Q(reden_vervallen=""),
                violation_error_message="Leg vast waarom deze betaalverplichting vervalt, wanneer en door wie.",
            ),
        ]
        indexes = [
            models.Index(fields=("gemeente", "status", "vervaldag"), name="betaalverplichting_open"),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display().lower()} {self.kenmerk}"
