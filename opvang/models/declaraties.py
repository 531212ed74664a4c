from functools import reduce
from operator import add
from typing import Self

from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import Case, Count, F, GeneratedField, Q, Sum, When
from django.db.models.functions import Coalesce, Least
from django.db.models.lookups import GreaterThanOrEqual

from lib.bereik import NumberRange, SameRow
from lib.geld import write_honderdsten
from lib.periode import Periode, Ritme, Tijdvak
from opvang.models.plaatsingen import Plaatsing
from opvang.models.tijdvakken import MetTijdvak, is_tijdvak, tijdvak_constraints
from organisaties.models import Gebruiker, Gemeente, Organisatie
from organisaties.opslaan import Exclusion
from organisaties.rechten import HOUDER_ROLLEN

NIEUWSTE_EERST = ("-laatste_maand", "-eerste_maand", "houder__naam", "-volgnummer", "-pk")


def hoogste_uren(ritme: Ritme) -> int:
    """Hundredths. Nobody is in care longer than 12 hours a day, 7 days a week, in the longest tijdvak."""
    return ritme.meeste_dagen * 12_00


MEESTE_DAGEN = Ritme.JAAR.meeste_dagen
MEESTE_UREN = hoogste_uren(Ritme.JAAR)
MAANDEN_IN_TIJDVAK = [ritme.maanden for ritme in Ritme if ritme is not Ritme.MAAND]
# As lib.periode.Tijdvak counts them.
_MAANDEN = Case(
    *(When(ritme=str(ritme), then=ritme.maanden) for ritme in Ritme), output_field=models.IntegerField()
)


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

    def in_tijdvak(self, tijdvak: Tijdvak) -> Self:
        return self.filter(is_tijdvak(tijdvak))

    def same_tijdvak(self, declaratie: "Urendeclaratie") -> Self:
        """The declaration and all its corrections."""
        return self.filter(
            is_tijdvak(declaratie.tijdvak), gemeente=declaratie.gemeente_id, houder=declaratie.houder_id
        )

    def accepted(self) -> Self:
        return self.filter(status=Urendeclaratie.Status.ACCEPTED)


class Urendeclaratie(MetTijdvak):
    """The hours that a provider declares to a municipality over a month, quarter, half year or year.

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
    # Computed by the database: to ask what overlaps, and what comes first.
    eerste_maand = GeneratedField(
        expression=F("jaar") * 12 + (F("nummer") - 1) * _MAANDEN,
        output_field=models.IntegerField(),
        db_persist=True,
    )
    laatste_maand = GeneratedField(
        expression=F("jaar") * 12 + F("nummer") * _MAANDEN - 1,
        output_field=models.IntegerField(),
        db_persist=True,
    )
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
    # What the municipality asked when it was begun; a later choice changes nothing here (docs/adr/0058).
    met_maanden = models.BooleanField("uren per maand", default=False, db_default=False)
    met_afwezig = models.BooleanField("met afwezigheid", default=False, db_default=False)

    objects = UrendeclaratieQuerySet.as_manager()

    class Meta:
        ordering = NIEUWSTE_EERST
        constraints = [
            *tijdvak_constraints("declaratie"),
            Exclusion(
                name="declaratie_een_per_tijdvak",
                expressions=[
                    (SameRow("gemeente"), RangeOperators.OVERLAPS),
                    (SameRow("houder"), RangeOperators.OVERLAPS),
                    (SameRow("volgnummer"), RangeOperators.OVERLAPS),
                    (NumberRange("eerste_maand", "laatste_maand"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Over deze maanden is al een declaratie; maak daarvan een correctie.",
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
        return f"{self.houder}, {self.tijdvak}{correctie}"

    @property
    def periode(self) -> Periode:
        return self.tijdvak.periode

    @property
    def is_concept(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def maanden(self) -> list[Tijdvak]:
        """The months that have a column of their own; none where hours are asked for the tijdvak as a whole."""
        return self.tijdvak.maanden if self.met_maanden else []

    @property
    def is_te_corrigeren(self) -> bool:
        """Whether it still is the last word on its tijdvak, so that a correction may follow it."""
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


_MAANDUREN = [Coalesce(F(f"maanden_honderdsten__{maand}"), 0) for maand in range(Ritme.JAAR.maanden)]


class Declaratieregel(models.Model):
    """The hours of one placement in the tijdvak. The database refuses changes once the declaration is submitted."""

    declaratie = models.ForeignKey(Urendeclaratie, on_delete=models.CASCADE, related_name="regels")
    plaatsing = models.ForeignKey(Plaatsing, on_delete=models.PROTECT, related_name="declaratieregels")
    # The days that the hours are about: those of the placement in the tijdvak when the hours were filled in.
    van = models.DateField()
    tot_en_met = models.DateField()
    uren_honderdsten = models.IntegerField("uren")
    # Days of care; empty where no policy of the tijdvak looks at them.
    dagen = models.PositiveSmallIntegerField(null=True, blank=True)
    # Of those hours, the ones in which the child was not there; empty where that is not asked.
    afwezig_honderdsten = models.IntegerField("afwezig", null=True, blank=True)
    # The hours by month of the tijdvak, from its first; empty where they are not asked by month.
    maanden_honderdsten = ArrayField(
        models.IntegerField(), size=Ritme.JAAR.maanden, null=True, blank=True, verbose_name="uren per maand"
    )

    class Meta:
        ordering = (
            "plaatsing__kind__achternaam",
            "plaatsing__kind__voornaam",
            "plaatsing__startdatum",
            "pk",
        )
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
                condition=Q(uren_honderdsten__gte=0, uren_honderdsten__lte=MEESTE_UREN),
                violation_error_message=f"Vul 0 tot {write_honderdsten(MEESTE_UREN)} uren in; meer past niet in een jaar.",
            ),
            models.CheckConstraint(
                name="declaratieregel_dagen_mogelijk",
                condition=Q(dagen=None) | Q(dagen__range=(0, MEESTE_DAGEN)),
                violation_error_message=f"Vul 0 tot en met {MEESTE_DAGEN} dagen in; meer past niet in een jaar.",
            ),
            models.CheckConstraint(
                name="declaratieregel_afwezig_binnen_uren",
                condition=Q(afwezig_honderdsten=None)
                | Q(afwezig_honderdsten__gte=0, afwezig_honderdsten__lte=F("uren_honderdsten")),
                violation_error_message="Een kind kan niet meer uren afwezig zijn dan er uren zijn.",
            ),
            models.CheckConstraint(
                name="declaratieregel_maanden_zijn_de_uren",
                condition=Q(maanden_honderdsten=None) | Q(uren_honderdsten=reduce(add, _MAANDUREN)),
                violation_error_message="De uren van een regel zijn de uren van zijn maanden samen.",
            ),
            models.CheckConstraint(
                name="declaratieregel_maanden_mogelijk",
                condition=Q(maanden_honderdsten=None)
                | Q(
                    GreaterThanOrEqual(Least(*_MAANDUREN), 0), maanden_honderdsten__len__in=MAANDEN_IN_TIJDVAK
                ),
                violation_error_message="Uren van een maand kunnen niet negatief zijn, en elke maand van het tijdvak telt mee.",
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


class Regelbericht(models.Model):
    """A sentence at a line: what the provider answers to its signals, or why the municipality sends it back.

    Free text about a child: it goes when the term of the child ends.
    """

    class Soort(models.TextChoices):
        ANSWER = "antwoord", "Antwoord van de houder"
        RETURN = "terug", "Reden van terugsturen"

    regel = models.ForeignKey(Declaratieregel, on_delete=models.CASCADE, related_name="berichten")
    soort = models.CharField(max_length=10, choices=Soort)
    tekst = models.CharField(max_length=500)
    geschreven_op = models.DateTimeField()
    geschreven_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("regel", "soort"),
                name="regelbericht_een_per_soort",
                violation_error_message="Bij deze regel staat al zo'n bericht. Wijzig dat.",
            ),
            models.CheckConstraint(
                name="regelbericht_heeft_tekst",
                condition=~Q(tekst=""),
                violation_error_message="Vul een tekst in.",
            ),
        ]
