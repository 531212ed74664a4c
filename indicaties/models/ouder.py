"""Parents and carers, and which child each of them is a parent of."""

from dataclasses import dataclass
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from indicaties.models.adres import Adres
from indicaties.models.kind import Kind
from lib.namen import LANGSTE_NAAM, clean_naam, is_geen_naam
from lib.talen import TALEN
from lib.telefoon import write_telefoon
from organisaties.models import Gebruiker, Gemeente, Organisatie
from organisaties.rechten import Recht


@dataclass(frozen=True)
class Oudergegevens:
    achternaam: str
    voornaam: str = ""
    tussenvoegsel: str = ""
    telefoon: str = ""
    email: str = ""
    taal: str = ""
    tolk_nodig: bool = False


class Ouder(models.Model):
    """A parent or carer: somebody who is called about a child. One person for all the children of a family."""

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    # For which organisation it was written down; empty: for the municipality.
    organisatie = models.ForeignKey(
        Organisatie, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    voornaam = models.CharField(max_length=LANGSTE_NAAM, blank=True)
    tussenvoegsel = models.CharField(max_length=20, blank=True)
    achternaam = models.CharField(max_length=LANGSTE_NAAM)
    telefoon = models.CharField(
        max_length=16,
        blank=True,
        validators=[
            RegexValidator(r"^\+[1-9]\d{7,14}$", "Een telefoonnummer begint met + en het landnummer.")
        ],
    )
    email = models.EmailField("e-mail", blank=True)
    taal = models.CharField(max_length=3, blank=True, choices=list(TALEN.items()))
    tolk_nodig = models.BooleanField(default=False, db_default=False)

    class Meta:
        ordering = ("achternaam", "voornaam", "pk")

    def __str__(self) -> str:
        return f"ouder {self.pk}"

    def clean(self) -> None:
        for veld in ("voornaam", "tussenvoegsel", "achternaam"):
            naam = clean_naam(getattr(self, veld))
            if is_geen_naam(naam):
                raise ValidationError(f"‘{naam}’ is geen naam. Vul de naam in of laat het veld leeg.")
            setattr(self, veld, naam)

    @property
    def naam(self) -> str:
        return " ".join(deel for deel in (self.voornaam, self.tussenvoegsel, self.achternaam) if deel)

    @property
    def telefoon_leesbaar(self) -> str:
        return write_telefoon(self.telefoon)


class OuderschapQuerySet(models.QuerySet["Ouderschap"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        """Of the children of this user. A provider sees nobody who has a child at a secret address."""
        if not gebruiker.has_recht(Recht.OUDER_VIEW):
            return self.none()
        eigen = self.filter(kind__in=Kind.objects.for_gebruiker(gebruiker))
        return eigen.exclude(pk__in=self.at_secret_address()) if gebruiker.is_houder else eigen

    def current(self) -> Self:
        return self.filter(beeindigd_op=None)

    def at_secret_address(self) -> Self:
        """Of who has a child that lives at a secret address, whichever child the row is about."""
        geheim = Adres.objects.filter(
            geheim=True,
            kind__ouderschappen__ouder=OuterRef("ouder"),
            kind__ouderschappen__beeindigd_op=None,
        )
        return self.filter(Exists(geheim))

    def callable_first(self) -> Self:
        """Who is called first stands first."""
        return self.select_related("ouder").order_by("-belt_eerst", "ouder__achternaam", "pk")


class Ouderschap(models.Model):
    """That somebody is a parent or carer of a child, until it ends."""

    class Relatie(models.TextChoices):
        MOTHER = "moeder", "Moeder"
        FATHER = "vader", "Vader"
        STEP = "stiefouder", "Stiefouder"
        FOSTER = "pleegouder", "Pleegouder"
        GUARDIAN = "voogd", "Voogd"
        GRANDPARENT = "grootouder", "Opa of oma"
        OTHER = "anders", "Iemand anders"

    class Gezag(models.TextChoices):
        YES = "ja", "Ja"
        NO = "nee", "Nee"
        UNKNOWN = "onbekend", "Onbekend"

    kind = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="ouderschappen")
    ouder = models.ForeignKey(Ouder, on_delete=models.PROTECT, related_name="ouderschappen")
    relatie = models.CharField(max_length=10, choices=Relatie)
    gezag = models.CharField("heeft gezag", max_length=8, choices=Gezag, default=Gezag.UNKNOWN)
    belt_eerst = models.BooleanField("eerst bellen", default=False)
    vastgelegd_op = models.DateField()
    vastgelegd_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    beeindigd_op = models.DateField(null=True, blank=True)
    beeindigd_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = OuderschapQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=("kind", "ouder"),
                condition=Q(beeindigd_op=None),
                name="ouderschap_een_keer_per_kind",
                violation_error_message="Deze ouder staat al bij dit kind.",
            ),
            models.UniqueConstraint(
                fields=("kind",),
                condition=Q(beeindigd_op=None, belt_eerst=True),
                name="ouderschap_een_belt_eerst",
                violation_error_message="Bij dit kind staat al wie u het eerst belt.",
            ),
            models.CheckConstraint(
                name="ouderschap_einde_volledig",
                condition=Q(beeindigd_op=None, beeindigd_door=None)
                | Q(beeindigd_op__isnull=False, beeindigd_door__isnull=False),
                violation_error_message="Leg bij een einde vast wanneer en door wie.",
            ),
            models.CheckConstraint(
                name="ouderschap_eindigt_na_begin",
                condition=Q(beeindigd_op=None) | Q(beeindigd_op__gte=F("vastgelegd_op")),
                violation_error_message="Dit kan niet eerder eindigen dan het is vastgelegd.",
            ),
        ]

    def __str__(self) -> str:
        return f"ouder van kind {self.kind.pseudoniem}"
