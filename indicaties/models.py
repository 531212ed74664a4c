import secrets
from datetime import date, timedelta
from typing import Self

from django.contrib.postgres.fields import RangeOperators
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery

from indicaties.bsn import bsn_index, bsn_indexes, decrypt_bsn, encrypt_bsn
from lib.bereik import DateRange, SameRow
from lib.periode import day_before, laatst_geboren, leeftijd_in_maanden, verjaardag
from lib.weergave import datum
from organisaties.models import Gebruiker, Gemeente, Locatie, Organisatie
from organisaties.opslaan import Exclusion
from organisaties.rechten import HOUDER_ROLLEN, Recht

# Letters and digits that cannot be mistaken for each other when read aloud.
_PSEUDONIEM_TEKENS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"

WAARSCHUWING_VERLOOP_DAGEN = 60
STIL_NA_DAGEN = 6 * 7


def new_pseudoniem() -> str:
    return "K" + "".join(secrets.choice(_PSEUDONIEM_TEKENS) for _ in range(7))


class KindQuerySet(models.QuerySet["Kind"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        """The children that this user may see by name.

        A provider sees those that it enrolled and those referred to it, until the family declines; who works
        at one of its locations sees of those the children of that location.
        """
        if not gebruiker.has_recht(Recht.KIND_VIEW):
            return self.none()
        eigen = self.filter(gemeente=gebruiker.gemeente)
        if gebruiker.rol in HOUDER_ROLLEN:
            houder = gebruiker.organisatie
            toegeleid = Toeleiding.objects.filter(houder=houder).exclude(status=Toeleiding.Status.DECLINED)
            eigen = eigen.filter(Q(ingeschreven_door=houder) | Q(pk__in=toegeleid.values("kind")))
        return eigen.on_locatie(gebruiker.locatie) if gebruiker.locatie else eigen

    def on_locatie(self, locatie: Locatie) -> Self:
        """Those who have or had a place there, and those whom the provider enrolled and who have no place yet.

        The second is one moment long: enrolling a child at a location ends with its placement there.
        """
        geplaatst = Kind.objects.filter(plaatsingen__isnull=False)
        return self.filter(
            Q(pk__in=geplaatst.filter(plaatsingen__locatie=locatie).values("pk"))
            | (Q(ingeschreven_door=locatie.houder_id) & ~Q(pk__in=geplaatst.values("pk")))
        )

    def search(self, tekst: str) -> Self:
        """Every word must occur in the name, or be the pseudoniem."""
        gevonden = self
        for woord in tekst.split():
            gevonden = gevonden.filter(
                Q(voornaam__icontains=woord)
                | Q(achternaam__icontains=woord)
                | Q(tussenvoegsel__iexact=woord)
                | Q(pseudoniem__iexact=woord)
            )
        return gevonden

    def with_bsn(self, bsn: str) -> Self:
        return self.filter(bsn_index__in=bsn_indexes(bsn))

    def like(self, voornaam: str, achternaam: str, geboortedatum: date) -> Self:
        """Children that could well be this one."""
        return self.filter(
            voornaam__iexact=voornaam, achternaam__iexact=achternaam, geboortedatum=geboortedatum
        )

    def younger_than_four_on(self, dag: date) -> Self:
        return self.filter(geboortedatum__gt=laatst_geboren(dag, 48))

    def present_on(self, dag: date) -> Self:
        """Without those who moved away or died before the day."""
        return self.filter(Q(vertrokken_op=None) | Q(vertrokken_op__gte=dag))

    def with_indicatie_on(self, dag: date) -> Self:
        return self.filter(pk__in=Indicatie.objects.valid_on(dag).values("kind"))

    def without_indicatie(self) -> Self:
        return self.exclude(pk__in=Indicatie.objects.effective().values("kind"))

    def expiring_after(self, dag: date) -> Self:
        """Their last indicatie ends within WAARSCHUWING_VERLOOP_DAGEN: no next one follows it. The first end first."""
        einde = dag + timedelta(days=WAARSCHUWING_VERLOOP_DAGEN)
        verlopend = Indicatie.objects.expiring_between(dag, einde).values("kind")
        loopt_door = Indicatie.objects.effective().filter(geldig_tot_en_met__gt=einde).values("kind")
        eerste_einde = Indicatie.objects.expiring_between(dag, einde).filter(kind=OuterRef("pk"))
        return (
            self.filter(pk__in=verlopend)
            .present_on(dag)
            .exclude(pk__in=loopt_door)
            .order_by(
                Subquery(eerste_einde.order_by("geldig_tot_en_met").values("geldig_tot_en_met")[:1]),
                "achternaam",
                "voornaam",
                "pk",
            )
        )

    def around_18_months_on(self, dag: date) -> Self:
        """The age at which the consultatiebureau invites: 18 months up to 2 years and 6 months. The oldest first."""
        return (
            self.without_indicatie()
            .present_on(dag)
            .filter(geboortedatum__gt=laatst_geboren(dag, 30), geboortedatum__lte=laatst_geboren(dag, 18))
            .order_by("geboortedatum", "achternaam", "voornaam", "pk")
        )


class Kind(models.Model):
    """A child, known to one municipality. Under `pseudoniem` it stands in figures and reports.

    `vertrokken_op` is the last day on which it lived in the municipality.
    """

    class RedenVertrek(models.TextChoices):
        MOVED = "verhuisd", "Verhuisd"
        DECEASED = "overleden", "Overleden"

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="kinderen")
    ingeschreven_door = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="+")
    pseudoniem = models.CharField(
        max_length=8,
        unique=True,
        default=new_pseudoniem,
        editable=False,
        error_messages={"unique": "Er kwam een pseudoniem uit dat al bestaat. Probeer het nog een keer."},
    )
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
    vertrokken_op = models.DateField("laatste dag in de gemeente", null=True, blank=True)
    reden_vertrek = models.CharField(
        "reden van vertrek", max_length=15, choices=RedenVertrek, blank=True, db_default=""
    )

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
            models.CheckConstraint(
                name="kind_vertrek_volledig",
                condition=Q(vertrokken_op=None, reden_vertrek="")
                | Q(vertrokken_op__isnull=False, reden_vertrek__in=("verhuisd", "overleden")),
                violation_error_message="Leg bij een vertrek de laatste dag en de reden vast.",
            ),
            models.CheckConstraint(
                name="kind_vertrokken_na_geboorte",
                condition=Q(vertrokken_op=None) | Q(vertrokken_op__gte=F("geboortedatum")),
                violation_error_message="De laatste dag in de gemeente ligt voor de geboorte van het kind.",
            ),
        ]
        indexes = [models.Index(fields=("gemeente", "achternaam"), name="kind_lijst")]

    def __str__(self) -> str:
        return self.naam

    @property
    def naam(self) -> str:
        """When the term of keeping it has ended there is no name any more, only the pseudoniem."""
        delen = [deel for deel in (self.voornaam, self.tussenvoegsel, self.achternaam) if deel]
        return " ".join(delen) or self.pseudoniem

    @property
    def vierde_verjaardag(self) -> date:
        return verjaardag(self.geboortedatum, 48)

    @property
    def laatste_dag_als_peuter(self) -> date:
        return day_before(self.vierde_verjaardag)

    def leeftijd_op(self, dag: date) -> str:
        """'2 jaar en 3 maanden'"""
        jaren, maanden = divmod(leeftijd_in_maanden(self.geboortedatum, dag), 12)
        deel = f"{maanden} maand" if maanden == 1 else f"{maanden} maanden"
        if jaren == 0:
            return deel
        return f"{jaren} jaar en {deel}" if maanden else f"{jaren} jaar"

    def is_vertrokken_op(self, dag: date) -> bool:
        """Did the child move away or die before this day?"""
        return self.vertrokken_op is not None and self.vertrokken_op < dag

    @property
    def heeft_bsn(self) -> bool:
        return self.bsn_index is not None

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
        ordering = ("-soort", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("gemeente", "code"),
                name="criterium_code_uniek",
                violation_error_message="Er is in deze gemeente al een grond met deze code.",
            )
        ]

    def __str__(self) -> str:
        return self.naam

    @property
    def is_aanname(self) -> bool:
        """The municipality's document does not state this ground in so many words."""
        return self.bron.startswith("aanname")


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

    class RedenIntrekking(models.TextChoices):
        WRONG = "onjuist", "Ten onrechte of met verkeerde gegevens afgegeven"
        NOT_NEEDED = "niet-nodig", "Het kind heeft de indicatie niet meer nodig"
        PARENTS = "ouders", "Op verzoek van de ouders"
        MOVED = "verhuisd", "Het kind is verhuisd"
        DECEASED = "overleden", "Het kind is overleden"

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
    reden_intrekking = models.CharField(max_length=15, choices=RedenIntrekking, blank=True)

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
            Exclusion(
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
        return (
            f"{self.get_soort_display()} van {self.geldig_van:%d-%m-%Y} t/m {self.geldig_tot_en_met:%d-%m-%Y}"
        )

    def clean(self) -> None:
        if self.soort == self.Soort.SMI and not self.kind.gemeente.kent_smi:
            raise ValidationError(
                f"Gemeente {self.kind.gemeente} kent geen sociaal-medische indicatie. Kies een VVE-indicatie."
            )
        if self.geldig_van < self.kind.geboortedatum:
            raise ValidationError(
                f"De indicatie begint op {datum(self.geldig_van)}, voor de geboorte van het kind op "
                f"{datum(self.kind.geboortedatum)}. Kies een latere eerste dag."
            )
        # From the fifth birthday on a child must go to school (art. 3 Leerplichtwet 1969, rounded down).
        uiterste_dag = day_before(verjaardag(self.kind.geboortedatum, 60))
        if self.geldig_tot_en_met > uiterste_dag:
            raise ValidationError(
                f"De indicatie loopt tot en met {datum(self.geldig_tot_en_met)}. Dat kan hooguit tot en met "
                f"{datum(uiterste_dag)}, de dag voor de vijfde verjaardag: dan gaat het kind naar school."
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

    def waiting_on(self, dag: date) -> Self:
        """Open, of children that still live here: who moved or died needs no place any more."""
        return self.open().filter(Q(kind__vertrokken_op=None) | Q(kind__vertrokken_op__gte=dag))


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
