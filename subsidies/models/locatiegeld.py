"""Amounts that do not go by the hour, per provider, scheme and year: the receipt, and what is no longer true of it."""

from collections.abc import Iterator
from typing import Self

from django.db import models
from django.db.models import F, Q

from lib.geld import uren
from lib.periode import EERSTE_JAAR, JAAR_BESTAAT_NIET, LAATSTE_JAAR
from lib.weergave import getal
from organisaties.models import Gebruiker, Gemeente, Locatie, Organisatie
from organisaties.rechten import HOUDER_ROLLEN
from subsidies.models.regelingen import CATEGORIENAMEN, Subsidieregeling


class Bedragsoort(models.TextChoices):
    """What an amount per location is for; the codes are those of the engine (`rekenregels.Plaatsbedrag`)."""

    PBM = "pbm", "Pedagogisch beleidsmedewerker of hbo'er"
    KWALITEIT = "kwaliteit", "Kwaliteitsbijdrage per plaats"
    LOCATIE = "locatie", "Vast bedrag per locatie"
    GROEP = "groep", "Vast bedrag per groep"
    HALVE_GROEP = "halve-groep", "Vast bedrag per halve groep"


class LocatieberekeningQuerySet(models.QuerySet["Locatieberekening"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        """A provider sees what was approved of its own locations, as a whole."""
        if gebruiker.locatie is not None:
            return self.none()
        eigen = self.filter(gemeente=gebruiker.gemeente)
        if gebruiker.rol in HOUDER_ROLLEN:
            return eigen.filter(
                houder=gebruiker.organisatie,
                status__in=(Locatieberekening.Status.APPROVED, Locatieberekening.Status.REPLACED),
                besloten_op__isnull=False,
            )
        return eigen

    def in_force(self) -> Self:
        return self.filter(status=Locatieberekening.Status.APPROVED)

    def waiting(self) -> Self:
        return self.filter(status=Locatieberekening.Status.CALCULATED)

    def in_jaar(self, jaar: int) -> Self:
        return self.filter(jaar=jaar)

    def of_lijn(self, gemeente_id: int, houder_id: int, regeling: Subsidieregeling, jaar: int) -> Self:
        """Of a provider and year, under this policy and those that it came in the place of."""
        lijn = [eerdere.pk for eerdere in policy_line(regeling)]
        return self.filter(gemeente=gemeente_id, houder=houder_id, jaar=jaar, regeling__in=lijn)


def policy_line(regeling: Subsidieregeling) -> Iterator[Subsidieregeling]:
    """The policy, and each one that was replaced, back to the first."""
    eerdere: Subsidieregeling | None = regeling
    while eerdere is not None:
        yield eerdere
        eerdere = eerdere.vervangt


class Locatieberekening(models.Model):
    """What the locations of a provider get in a year under one policy: counts (`invoer`), engine version and result.

    It is never edited: a rejected or overtaken one is followed by a new one (`vervangt`).
    """

    class Status(models.TextChoices):
        CALCULATED = "berekend", "Wacht op goedkeuring"
        APPROVED = "goedgekeurd", "Goedgekeurd"
        REJECTED = "afgewezen", "Afgewezen"
        REPLACED = "vervangen", "Vervangen"

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="locatieberekeningen")
    houder = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="+")
    regeling = models.ForeignKey(Subsidieregeling, on_delete=models.PROTECT, related_name="+")
    regeling_sha256 = models.CharField(max_length=64)
    jaar = models.PositiveSmallIntegerField()
    engine_versie = models.CharField(max_length=20)
    invoer = models.JSONField("tellingen per locatie", blank=True)
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

    objects = LocatieberekeningQuerySet.as_manager()

    class Meta:
        ordering = ("-jaar", "houder__naam", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("gemeente", "houder", "regeling", "jaar"),
                condition=Q(status="berekend"),
                name="locatieberekening_een_wachtend",
                violation_error_message="Van deze houder en dit jaar wacht al een berekening op goedkeuring.",
            ),
            models.UniqueConstraint(
                fields=("gemeente", "houder", "regeling", "jaar"),
                condition=Q(status="goedgekeurd"),
                name="locatieberekening_een_geldig",
                violation_error_message="Van deze houder en dit jaar is al een berekening goedgekeurd.",
            ),
            models.CheckConstraint(
                name="locatieberekening_vier_ogen",
                condition=Q(besloten_door=None) | ~Q(besloten_door=F("berekend_door")),
                violation_error_message="Een ander dan wie de berekening maakte, keurt haar goed (vier ogen).",
            ),
            models.CheckConstraint(
                name="locatieberekening_besluit_volledig",
                condition=Q(status="berekend", besloten_op=None, besloten_door=None)
                | Q(status="vervangen")
                | (
                    Q(status__in=("goedgekeurd", "afgewezen"))
                    & Q(besloten_op__isnull=False, besloten_door__isnull=False)
                ),
                violation_error_message="Leg bij het besluit vast wanneer en door wie.",
            ),
            models.CheckConstraint(
                name="locatieberekening_reden_bij_afwijzing",
                condition=~Q(status="afgewezen") | ~Q(reden_afwijzing=""),
                violation_error_message="Geef een reden als u een berekening afwijst.",
            ),
            models.CheckConstraint(
                name="locatieberekening_jaar_bestaat",
                condition=Q(jaar__range=(EERSTE_JAAR, LAATSTE_JAAR)),
                violation_error_message=JAAR_BESTAAT_NIET,
            ),
            models.CheckConstraint(
                name="locatieberekening_niet_negatief",
                condition=Q(totaal_centen__gte=0),
                violation_error_message="Een subsidiebedrag kan niet negatief zijn.",
            ),
        ]

    def __str__(self) -> str:
        return f"Bedragen per locatie {self.jaar}, {self.houder}"

    @property
    def is_waiting(self) -> bool:
        return self.status == self.Status.CALCULATED


class Locatieregel(models.Model):
    """One amount of one location: what was counted, for how much, and why. The exact sum stands in `som`.

    `aantal_honderdsten` and `tarief_centen` are rounded for the eye: a group of part of a year is no whole number.
    """

    locatieberekening = models.ForeignKey(Locatieberekening, on_delete=models.PROTECT, related_name="regels")
    volgorde = models.PositiveIntegerField()
    locatie = models.ForeignKey(Locatie, on_delete=models.PROTECT, related_name="+")
    soort = models.CharField(max_length=15, choices=Bedragsoort)
    categorie = models.CharField(max_length=20, choices=CATEGORIENAMEN)
    ve = models.BooleanField("met VE-registratie")
    van = models.DateField()
    tot_en_met = models.DateField()
    aantal_honderdsten = models.BigIntegerField()
    tarief_centen = models.BigIntegerField()
    bedrag_centen = models.BigIntegerField()
    uitleg = models.TextField()
    som = models.TextField()
    artikel = models.TextField(blank=True)
    bron = models.TextField(blank=True)
    aanname = models.BooleanField(default=False)

    class Meta:
        ordering = ("locatieberekening", "volgorde")
        constraints = [
            models.UniqueConstraint(
                fields=("locatieberekening", "volgorde"),
                name="locatieregel_volgorde_uniek",
                violation_error_message="Deze regel van de berekening bestaat al.",
            ),
            models.UniqueConstraint(
                fields=("locatieberekening", "locatie", "soort", "categorie", "ve", "van"),
                name="locatieregel_een_per_soort",
                violation_error_message="Dit bedrag van deze locatie staat al in de berekening.",
            ),
            models.CheckConstraint(
                name="locatieregel_eindigt_na_begin",
                condition=Q(tot_en_met__gte=F("van")),
                violation_error_message="Een deel van een berekening eindigt voordat het begint.",
            ),
            models.CheckConstraint(
                name="locatieregel_niet_negatief",
                condition=Q(bedrag_centen__gte=0, aantal_honderdsten__gte=0, tarief_centen__gte=0),
                violation_error_message="Een aantal of subsidiebedrag kan niet negatief zijn.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()}, {self.locatie}"

    @property
    def aantal(self) -> str:
        """As people write it: 5, and 0,50 for half a year."""
        heel, rest = divmod(self.aantal_honderdsten, 100)
        return uren(self.aantal_honderdsten) if rest else getal(heel)


class LocatieherzieningQuerySet(models.QuerySet["Locatieherziening"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        """For the municipality: a provider has nothing to correct here but its groups and placements."""
        if gebruiker.is_houder:
            return self.none()
        return self.filter(locatieberekening__gemeente=gebruiker.gemeente)


class Locatieherziening(models.Model):
    """An approved calculation that today's facts and policies no longer give. The check that finds none takes it away."""

    locatieberekening = models.OneToOneField(
        Locatieberekening,
        on_delete=models.PROTECT,
        related_name="herziening",
        error_messages={"unique": "Van deze berekening is al bekend dat zij niet meer klopt."},
    )
    gevonden_op = models.DateTimeField()
    wordt_centen = models.BigIntegerField()
    redenen = models.JSONField("redenen, in zinnen")

    objects = LocatieherzieningQuerySet.as_manager()

    class Meta:
        ordering = ("gevonden_op", "pk")

    def __str__(self) -> str:
        return f"Herziening van {self.locatieberekening}"

    @property
    def verschil(self) -> int:
        """Cents."""
        return self.wordt_centen - self.locatieberekening.totaal_centen
