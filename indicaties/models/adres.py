from dataclasses import dataclass
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q

from indicaties.models.buurt import Buurt
from indicaties.models.kind import Kind
from organisaties.models import Gebruiker
from organisaties.rechten import Recht


@dataclass(frozen=True)
class Adresgegevens:
    """An address as it is filled in; every part may be unknown."""

    postcode: str = ""
    huisnummer: int | None = None
    toevoeging: str = ""
    straat: str = ""
    woonplaats: str = ""
    geheim: bool = False


class AdresQuerySet(models.QuerySet["Adres"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        """Who calls or visits parents sees where they live; a provider not of those who live there in secret."""
        if not gebruiker.has_recht(Recht.OUDER_VIEW):
            return self.none()
        eigen = self.filter(kind__in=Kind.objects.for_gebruiker(gebruiker))
        return eigen.filter(geheim=False) if gebruiker.is_houder else eigen


class Adres(models.Model):
    """Where a child lives. In a table of its own: no list of children loads it.

    `geheim` is the ‘indicatie geheim’ of the BRP: indicaties/geheim.py says who may see what of it.
    """

    kind = models.OneToOneField(
        Kind,
        on_delete=models.PROTECT,
        related_name="adres",
        error_messages={"unique": "Van dit kind is het adres al vastgelegd. Wijzig het."},
    )
    straat = models.CharField(max_length=80, blank=True)
    huisnummer = models.PositiveIntegerField(
        null=True,
        blank=True,
        validators=[
            MinValueValidator(1, "Een huisnummer is 1 of hoger."),
            MaxValueValidator(99_999, "Een huisnummer heeft hooguit vijf cijfers."),
        ],
    )
    toevoeging = models.CharField(max_length=10, blank=True)
    postcode = models.CharField(
        max_length=6,
        blank=True,
        validators=[RegexValidator(r"^[1-9]\d{3}[A-Z]{2}$", "Een postcode ziet eruit als 3881 AB.")],
    )
    woonplaats = models.CharField(max_length=80, blank=True)
    geheim = models.BooleanField("geheim adres", default=False, db_default=False)
    buurt = models.ForeignKey(
        Buurt, on_delete=models.SET_NULL, null=True, blank=True, related_name="adressen_van_kinderen"
    )

    objects = AdresQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=("kind",), condition=Q(geheim=True), name="adres_geheim"),
            models.Index(fields=("postcode", "huisnummer"), name="adres_postcode"),
        ]

    def __str__(self) -> str:
        return f"adres van kind {self.kind.pseudoniem}"

    @property
    def regels(self) -> tuple[str, ...]:
        """As on an envelope; only what is known."""
        nummer = f"{self.huisnummer or ''}{f' {self.toevoeging}' if self.toevoeging else ''}"
        postcode = f"{self.postcode[:4]} {self.postcode[4:]}".strip()
        regels = (f"{self.straat} {nummer}".strip(), f"{postcode} {self.woonplaats}".strip())
        return tuple(regel for regel in regels if regel)
