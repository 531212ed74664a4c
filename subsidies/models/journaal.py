from typing import Self

from django.db import models
from django.db.models import Q

from lib.aanname import is_aanname, without_merk
from lib.periode import EERSTE_JAAR, JAAR_BESTAAT_NIET, LAATSTE_JAAR
from organisaties.models import Gebruiker, Gemeente
from subsidies.models.grootboek import BRON_LENGTE, Boeking, MetBron


class GrootboekrekeningQuerySet(models.QuerySet["Grootboekrekening"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        return self.filter(gemeente=gebruiker.gemeente)


class Grootboekrekening(MetBron, models.Model):
    """An account of the double entry. What it is for (`rol`, `bron`) is fixed, how the municipality calls it is not.

    The database makes the shipped set with the first booking (migration boekhouding); their codes are an assumption.
    """

    class Rol(models.TextChoices):
        """Stored values, which the posting rule in the database knows."""

        BANK = "bank", "Bank of rekening-courant"
        TO_PAY = "te-betalen", "Te betalen"
        OPENING = "beginstand", "Stand bij het begin van de administratie"
        IN_ADVANCE = "vooruitontvangen", "Vooruitontvangen uitkering (overlopende passiva)"
        COSTS = "lasten", "Lasten"
        INCOME = "baten", "Baten"

    class Kant(models.TextChoices):
        ASSETS = "activa", "Activa"
        LIABILITIES = "passiva", "Passiva"
        COSTS = "lasten", "Lasten"
        INCOME = "baten", "Baten"

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="grootboekrekeningen")
    rol = models.CharField(max_length=20, choices=Rol)
    bron = models.CharField(max_length=BRON_LENGTE, blank=True)
    code = models.CharField(max_length=20)
    naam = models.CharField(max_length=80)
    fcl_code = models.CharField("FCL-code", max_length=20, blank=True)
    toelichting = models.CharField(max_length=200)

    objects = GrootboekrekeningQuerySet.as_manager()

    class Meta:
        ordering = ("code", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("gemeente", "rol", "bron"),
                name="grootboekrekening_een_per_rol",
                violation_error_message="Voor dit doel en dit geld is er al een rekening.",
            ),
            models.UniqueConstraint(
                fields=("gemeente", "code"),
                name="grootboekrekening_code_een_keer",
                violation_error_message="Een andere rekening heeft deze code al. Kies een andere code.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.naam}"

    @property
    def kant(self) -> Kant:
        """On which side of the books it stands."""
        kanten = {
            self.Rol.BANK: self.Kant.ASSETS,
            self.Rol.OPENING: self.Kant.ASSETS,
            self.Rol.COSTS: self.Kant.COSTS,
            self.Rol.INCOME: self.Kant.INCOME,
        }
        return kanten.get(self.Rol(self.rol), self.Kant.LIABILITIES)

    @property
    def is_aanname(self) -> bool:
        return is_aanname(self.toelichting)

    @property
    def uitleg(self) -> str:
        return without_merk(self.toelichting)


class JournaalpostQuerySet(models.QuerySet["Journaalpost"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        return self.filter(gemeente=gebruiker.gemeente)

    def in_jaar(self, jaar: int) -> Self:
        return self.filter(jaar=jaar)


class Journaalpost(models.Model):
    """The double entry of one Boeking: made by the database in the same transaction, and never changed.

    Its primary key is the journal number. A gap in the numbers is a transaction that did not go through.
    """

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="journaalposten")
    jaar = models.PositiveSmallIntegerField("verantwoordingsjaar")
    datum = models.DateField()
    boeking = models.OneToOneField(
        Boeking,
        on_delete=models.PROTECT,
        related_name="journaalpost",
        error_messages={"unique": "Deze boeking heeft al een journaalpost."},
    )

    objects = JournaalpostQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                name="journaalpost_jaar_bestaat",
                condition=Q(jaar__range=(EERSTE_JAAR, LAATSTE_JAAR)),
                violation_error_message=JAAR_BESTAAT_NIET,
            )
        ]
        indexes = [models.Index(fields=("gemeente", "jaar"), name="journaalpost_jaar")]

    def __str__(self) -> str:
        return f"Journaalpost {self.pk}"


class Journaalregel(models.Model):
    """One side of a Journaalpost: an amount in cents that an account gets or gives."""

    post = models.ForeignKey(Journaalpost, on_delete=models.PROTECT, related_name="regels")
    rekening = models.ForeignKey(Grootboekrekening, on_delete=models.PROTECT, related_name="regels")
    debet_centen = models.BigIntegerField(default=0)
    credit_centen = models.BigIntegerField(default=0)

    class Meta:
        ordering = ("post", "pk")
        constraints = [
            models.CheckConstraint(
                name="journaalregel_debet_of_credit",
                condition=Q(debet_centen__gt=0, credit_centen=0) | Q(debet_centen=0, credit_centen__gt=0),
                violation_error_message="Een journaalregel is debet of credit, met een bedrag boven nul.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.post}, {self.rekening}"
