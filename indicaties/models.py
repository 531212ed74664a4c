import secrets
from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Case, F, Func, Q, Value, When
from django.db.models.lookups import LessThan

from indicaties.bsn import bsn_index, decrypt_bsn, encrypt_bsn
from organisaties.models import Gebruiker, Gemeente, Organisatie
from organisaties.rechten import HOUDER_ROLLEN, Recht

# Letters and digits that cannot be mistaken for each other when read aloud.
_PSEUDONIEM_TEKENS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def new_pseudoniem() -> str:
    return "K" + "".join(secrets.choice(_PSEUDONIEM_TEKENS) for _ in range(7))


class DateRange(Func):
    """daterange(van, tot en met, '[]'): both days included, an empty end is endless."""

    function = "DATERANGE"
    output_field = DateRangeField()

    def __init__(self, van: str, tot_en_met: str) -> None:
        super().__init__(F(van), F(tot_en_met), Value("[]"))

    def get_expression_for_validation(self) -> Case:
        """PostgreSQL has no range that ends before it starts; such a row breaks its own constraint, not this one."""
        van, tot_en_met, _ = self.get_source_expressions()
        return Case(
            When(LessThan(tot_en_met, van), then=Value(None)), default=self, output_field=DateRangeField()
        )


class SameRow(Func):
    """int8range(id, id, '[]'): lets an exclusion constraint compare ids without the btree_gist extension.

    Takes the name of the relation ("kind"), not of its column: full_clean() fills in only the former, and
    would otherwise find an overlap with every row.
    """

    function = "INT8RANGE"

    def __init__(self, veld: str) -> None:
        super().__init__(F(veld), F(veld), Value("[]"))


class KindQuerySet(models.QuerySet["Kind"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        """The children that this user may see by name; a provider sees those referred to or enrolled by it."""
        if not gebruiker.has_recht(Recht.KIND_VIEW):
            return self.none()
        eigen = self.filter(gemeente=gebruiker.gemeente)
        if gebruiker.rol in HOUDER_ROLLEN:
            houder = gebruiker.organisatie
            return eigen.filter(
                Q(ingeschreven_door=houder)
                | Q(pk__in=Toeleiding.objects.filter(houder=houder).values("kind"))
            )
        return eigen

    def with_indicatie_on(self, dag: date) -> Self:
        return self.filter(pk__in=Indicatie.objects.valid_on(dag).values("kind"))


class Kind(models.Model):
    """A child, known to one municipality. Under `pseudoniem` it stands in figures and reports."""

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="kinderen")
    ingeschreven_door = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="+")
    pseudoniem = models.CharField(max_length=8, unique=True, default=new_pseudoniem, editable=False)
    voornaam = models.CharField(max_length=80)
    tussenvoegsel = models.CharField(max_length=20, blank=True)
    achternaam = models.CharField(max_length=80)
    geboortedatum = models.DateField()
    postcode = models.CharField(
        max_length=6,
        validators=[RegexValidator(r"^[1-9]\d{3}[A-Z]{2}$", "Een postcode ziet eruit als 3881 AB.")],
    )
    bsn_versleuteld = models.BinaryField(null=True, editable=False)
    bsn_index = models.CharField(max_length=64, null=True, editable=False)  # noqa: DJ001 - NULL is never equal
    ingeschreven_op = models.DateField()

    objects = KindQuerySet.as_manager()

    class Meta:
        ordering = ("achternaam", "voornaam", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("gemeente", "bsn_index"),
                name="kind_bsn_uniek_in_gemeente",
                violation_error_message="Een kind met dit BSN is in deze gemeente al ingeschreven.",
            ),
            models.CheckConstraint(
                name="kind_geboren_voor_inschrijving",
                condition=Q(geboortedatum__lte=F("ingeschreven_op")),
                violation_error_message="De geboortedatum ligt na de dag van inschrijving.",
            ),
        ]
        indexes = [models.Index(fields=("gemeente", "achternaam"), name="kind_lijst")]

    def __str__(self) -> str:
        return self.naam

    @property
    def naam(self) -> str:
        return " ".join(deel for deel in (self.voornaam, self.tussenvoegsel, self.achternaam) if deel)

    @property
    def bsn(self) -> str | None:
        if self.bsn_versleuteld is None:
            return None
        return decrypt_bsn(bytes(self.bsn_versleuteld), context=self.pseudoniem)

    def set_bsn(self, bsn: str | None) -> None:
        self.bsn_versleuteld = encrypt_bsn(bsn, context=self.pseudoniem) if bsn else None
        self.bsn_index = bsn_index(bsn) if bsn else None


class Criterium(models.Model):
    """A ground on which a municipality grants an indicatie, with the place where it is written."""

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="criteria")
    soort = models.CharField(max_length=3, choices=[("vve", "VVE"), ("smi", "SMI")])
    code = models.SlugField(max_length=40)
    naam = models.CharField(max_length=120)
    bron = models.CharField(max_length=200)
    actief = models.BooleanField(default=True)

    class Meta:
        ordering = ("soort", "pk")
        constraints = [models.UniqueConstraint(fields=("gemeente", "code"), name="criterium_code_uniek")]

    def __str__(self) -> str:
        return self.naam


class IndicatieQuerySet(models.QuerySet["Indicatie"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        return self.filter(kind__in=Kind.objects.for_gebruiker(gebruiker))

    def effective(self) -> Self:
        return self.filter(ingetrokken_op=None)

    def valid_on(self, dag: date) -> Self:
        return self.effective().filter(geldig_van__lte=dag, geldig_tot_en_met__gte=dag)

    def expiring_between(self, van: date, tot_en_met: date) -> Self:
        return self.effective().filter(geldig_tot_en_met__gte=van, geldig_tot_en_met__lte=tot_en_met)


class Indicatie(models.Model):
    """The decision of the consultatiebureau that a child belongs to the doelgroep, for a period."""

    class Soort(models.TextChoices):
        VVE = "vve", "VVE-indicatie"
        SMI = "smi", "Sociaal-medische indicatie (SMI)"

    kind = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="indicaties")
    soort = models.CharField(max_length=3, choices=Soort, default=Soort.VVE)
    criteria = models.ManyToManyField(Criterium, related_name="+")
    geldig_van = models.DateField()
    geldig_tot_en_met = models.DateField()
    afgegeven_op = models.DateField()
    afgegeven_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    organisatie = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="+")
    ingetrokken_op = models.DateField(null=True, blank=True)
    ingetrokken_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reden_intrekking = models.CharField(max_length=200, blank=True)

    objects = IndicatieQuerySet.as_manager()

    class Meta:
        ordering = ("-geldig_van", "-pk")
        constraints = [
            models.CheckConstraint(
                name="indicatie_eindigt_na_begin",
                condition=Q(geldig_tot_en_met__gte=F("geldig_van")),
                violation_error_message="De indicatie eindigt voordat zij begint. Controleer beide datums.",
            ),
            models.CheckConstraint(
                name="indicatie_intrekking_volledig",
                condition=Q(ingetrokken_op=None, ingetrokken_door=None)
                | Q(ingetrokken_op__isnull=False, ingetrokken_door__isnull=False),
                violation_error_message="Leg bij een intrekking vast wanneer en door wie.",
            ),
            ExclusionConstraint(
                name="indicatie_overlapt_niet",
                expressions=[
                    (SameRow("kind"), RangeOperators.OVERLAPS),
                    (DateRange("geldig_van", "geldig_tot_en_met"), RangeOperators.OVERLAPS),
                ],
                condition=Q(ingetrokken_op=None),
                violation_error_message="Dit kind heeft in (een deel van) deze periode al een indicatie.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} {self.geldig_van:%d-%m-%Y} t/m {self.geldig_tot_en_met:%d-%m-%Y}"

    def clean(self) -> None:
        if self.soort == self.Soort.SMI and not self.kind.gemeente.kent_smi:
            raise ValidationError(
                f"Gemeente {self.kind.gemeente} kent geen sociaal-medische indicatie. Kies een VVE-indicatie."
            )

    @property
    def is_ingetrokken(self) -> bool:
        return self.ingetrokken_op is not None

    def is_geldig_op(self, dag: date) -> bool:
        return not self.is_ingetrokken and self.geldig_van <= dag <= self.geldig_tot_en_met


class ToeleidingQuerySet(models.QuerySet["Toeleiding"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        eigen = self.filter(kind__in=Kind.objects.for_gebruiker(gebruiker))
        return eigen.filter(houder=gebruiker.organisatie) if gebruiker.is_houder else eigen

    def open(self) -> Self:
        return self.filter(status=Toeleiding.Status.REFERRED)


class Toeleiding(models.Model):
    """Leading a family to a place: the child is referred to a provider, and how that ended."""

    class Status(models.TextChoices):
        REFERRED = "verwezen", "Verwezen"
        PLACED = "geplaatst", "Geplaatst"
        DECLINED = "geen-deelname", "Geen deelname"

    class Reden(models.TextChoices):
        TOO_EXPENSIVE = "te-duur", "Te duur"
        TOO_SCHOOLISH = "te-schools", "Te schools"
        ELSEWHERE = "elders", "Gaat elders naar kinderopvang"
        NOT_WANTED = "niet-gewenst", "Ouders willen het niet"
        MOVED = "verhuisd", "Verhuisd"
        FULL = "geen-plaats", "Geen plaats beschikbaar"
        OTHER = "anders", "Andere reden"

    kind = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="toeleidingen")
    houder = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="toeleidingen")
    status = models.CharField(max_length=15, choices=Status, default=Status.REFERRED)
    reden = models.CharField("reden van geen deelname", max_length=15, choices=Reden, blank=True)
    verwezen_op = models.DateField()
    verwezen_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    afgerond_op = models.DateField(null=True, blank=True)
    afgerond_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ToeleidingQuerySet.as_manager()

    class Meta:
        ordering = ("-verwezen_op", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("kind", "houder"),
                condition=Q(status="verwezen"),
                name="toeleiding_een_open_per_houder",
                violation_error_message="Dit kind is al naar deze houder verwezen.",
            ),
            models.CheckConstraint(
                name="toeleiding_reden_bij_geen_deelname",
                condition=(Q(status="geen-deelname") & ~Q(reden=""))
                | (~Q(status="geen-deelname") & Q(reden="")),
                violation_error_message="Kies een reden als het gezin niet deelneemt.",
            ),
            models.CheckConstraint(
                name="toeleiding_afronding_volledig",
                condition=Q(status="verwezen", afgerond_op=None, afgerond_door=None)
                | (~Q(status="verwezen") & Q(afgerond_op__isnull=False, afgerond_door__isnull=False)),
                violation_error_message="Leg bij de uitkomst vast wanneer en door wie.",
            ),
        ]
