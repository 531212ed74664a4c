from typing import Self

from django.db import models
from django.db.models import F, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce

from lib.periode import Tijdvak
from opvang.models import Declaratieregel, Urendeclaratie, is_tijdvak
from organisaties.models import Gebruiker
from organisaties.rechten import HOUDER_ROLLEN
from subsidies.models.regelingen import CATEGORIENAMEN, Subsidieregeling


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

    def with_verschil(self) -> Self:
        """With `verschil`: what approving would change, beside what is approved of the provider's tijdvak (cents)."""
        zelfde = Berekening.objects.in_force().filter(
            declaratie__gemeente=OuterRef("declaratie__gemeente"),
            declaratie__houder=OuterRef("declaratie__houder"),
            declaratie__ritme=OuterRef("declaratie__ritme"),
            declaratie__jaar=OuterRef("declaratie__jaar"),
            declaratie__nummer=OuterRef("declaratie__nummer"),
        )
        eerder = Coalesce(Subquery(zelfde.order_by().values("totaal_centen")[:1]), 0)
        return self.annotate(verschil=F("totaal_centen") - eerder)

    def with_regelingen(self) -> Self:
        """With the policies that they came out of; without the receipts, which are as long as a declaration."""
        delen = Berekeningsdeel.objects.select_related("regeling")
        zonder_bon = delen.defer("invoer", "regeling__tekst", "regeling__document")
        return self.prefetch_related(Prefetch("delen", zonder_bon))

    def same_tijdvak(self, declaratie: Urendeclaratie) -> Self:
        """The calculations of a provider's tijdvak: of the declaration and of all its corrections."""
        return self.in_tijdvak(declaratie.tijdvak).filter(
            declaratie__gemeente=declaratie.gemeente_id, declaratie__houder=declaratie.houder_id
        )

    def in_tijdvak(self, tijdvak: Tijdvak) -> Self:
        return self.filter(is_tijdvak(tijdvak, "declaratie__"))

    def in_jaar(self, jaar: int) -> Self:
        return self.filter(declaratie__jaar=jaar)


class Berekening(models.Model):
    """The receipt of a calculated declaration: what went in (`delen`, per policy), engine version and result.

    It is never edited: a rejected, corrected or reviewed one is followed by a new one (`vervangt`).
    """

    class Status(models.TextChoices):
        CALCULATED = "berekend", "Wacht op goedkeuring"
        APPROVED = "goedgekeurd", "Goedgekeurd"
        REJECTED = "afgewezen", "Afgewezen"
        REPLACED = "vervangen", "Vervangen"

    declaratie = models.ForeignKey(Urendeclaratie, on_delete=models.PROTECT, related_name="berekeningen")
    engine_versie = models.CharField(max_length=20)
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
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="vervangen_door",
        error_messages={"unique": "Deze berekening is al door een andere vervangen."},
    )

    objects = BerekeningQuerySet.as_manager()

    class Meta:
        ordering = ("-berekend_op", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("declaratie",),
                condition=Q(status="berekend"),
                name="berekening_een_wachtend_per_declaratie",
                violation_error_message="Van deze declaratie wacht al een berekening op goedkeuring.",
            ),
            models.UniqueConstraint(
                fields=("declaratie",),
                condition=Q(status="goedgekeurd"),
                name="berekening_een_geldig_per_declaratie",
                violation_error_message="Van deze declaratie is al een goedgekeurde berekening.",
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
    def regelingen(self) -> list[Subsidieregeling]:
        return [deel.regeling for deel in self.delen.all()]

    @property
    def vorige_goedgekeurde(self) -> "Berekening | None":
        """The approved calculation that this one came after, past those that were rejected."""
        vorige = self.vervangt
        while vorige is not None and (vorige.besloten_op is None or vorige.status == self.Status.REJECTED):
            vorige = vorige.vervangt
        return vorige


class Berekeningsdeel(models.Model):
    """What went into a calculation under one policy. There are more where the policy changes inside the tijdvak,
    or where schemes exist beside each other, each for its own children.

    `eerste` is the `volgorde` of the first Berekeningsregel that came out of it; `invoer` holds the facts.
    """

    berekening = models.ForeignKey(Berekening, on_delete=models.PROTECT, related_name="delen")
    regeling = models.ForeignKey(Subsidieregeling, on_delete=models.PROTECT, related_name="+")
    regeling_sha256 = models.CharField(max_length=64)
    eerste = models.PositiveIntegerField()
    invoer = models.JSONField()

    class Meta:
        ordering = ("berekening", "eerste", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("berekening", "regeling"),
                name="berekeningsdeel_een_per_regeling",
                violation_error_message="Deze regeling staat al op de bon.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.berekening}, volgens {self.regeling}"


class Berekeningsregel(models.Model):
    """The result of one declared line, or of a part of it when the child's category changes in the tijdvak.

    The explanation is read again from the receipt of the calculation.
    """

    berekening = models.ForeignKey(Berekening, on_delete=models.PROTECT, related_name="regels")
    volgorde = models.PositiveIntegerField()
    declaratieregel = models.ForeignKey(Declaratieregel, on_delete=models.PROTECT, related_name="+")
    van = models.DateField()
    tot_en_met = models.DateField()
    categorie = models.CharField(max_length=20, choices=CATEGORIENAMEN)
    kot = models.BooleanField()
    zonder_ve = models.BooleanField(
        "kind met indicatie op een locatie zonder VE", default=False, db_default=False
    )
    uren_honderdsten = models.IntegerField("gesubsidieerde uren")
    subsidie_centen = models.BigIntegerField()
    ouderbijdrage_centen = models.BigIntegerField()

    class Meta:
        ordering = ("berekening", "volgorde")
        constraints = [
            models.UniqueConstraint(
                fields=("berekening", "volgorde"),
                name="berekeningsregel_volgorde_uniek",
                violation_error_message="Deze regel van de berekening bestaat al.",
            ),
            models.UniqueConstraint(
                fields=("berekening", "declaratieregel", "van"),
                name="berekeningsregel_deel_uniek",
                violation_error_message="Dit deel van de declaratie staat al in de berekening.",
            ),
            models.CheckConstraint(
                name="berekeningsregel_eindigt_na_begin",
                condition=Q(tot_en_met__gte=F("van")),
                violation_error_message="Een deel van een berekening eindigt voordat het begint.",
            ),
            models.CheckConstraint(
                name="berekeningsregel_niet_negatief",
                condition=Q(subsidie_centen__gte=0, uren_honderdsten__gte=0),
                violation_error_message="Een subsidiebedrag of aantal uren kan niet negatief zijn.",
            ),
        ]
