"""What a municipality chose for itself as a number: its target, its terms. Dated, and superseded rather than edited.

A room registers what can be chosen; what counts on a day is the latest choice that had begun by then, and without one
what the room says that counts until somebody chooses.
"""

from dataclasses import dataclass
from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models

from organisaties.opdracht import Vrager


@dataclass(frozen=True)
class Instellingsoort:
    """Something that a municipality chooses; `standaard` counts until it does, for the reason in `standaard_bron`."""

    code: str
    naam: str
    eenheid: str
    uitleg: str
    minstens: int
    hoogstens: int
    standaard: int | None = None
    standaard_bron: str = ""
    # Only these, where not every number between the bounds means something.
    alleen: tuple[int, ...] = ()

    def check(self, waarde: int) -> None:
        if not self.minstens <= waarde <= self.hoogstens:
            raise ValidationError(
                f"{self.naam}: {waarde} {self.eenheid} kan niet. Vul een heel getal in van {self.minstens} tot en met "
                f"{self.hoogstens}."
            )
        if self.alleen and waarde not in self.alleen:
            raise ValidationError(f"{self.naam}: {waarde} kan niet. {self.keuze}")

    @property
    def keuze(self) -> str:
        """One sentence about what can be filled in."""
        if self.alleen:
            return f"Vul {' of '.join(str(waarde) for waarde in self.alleen)} in."
        return f"Van {self.minstens} tot en met {self.hoogstens}."


@dataclass(frozen=True)
class Gekozen:
    """What counts on a day, and who said so; `rij` None: nobody chose it yet."""

    soort: Instellingsoort
    waarde: int | None
    bron: str
    rij: "Instelling | None" = None


_soorten: dict[str, Instellingsoort] = {}


def register_instelling(*soorten: Instellingsoort) -> None:
    """Called in the ready() of the room that works with it; a code never changes."""
    _soorten.update({soort.code: soort for soort in soorten})


def find_soort(code: str) -> Instellingsoort | None:
    return _soorten.get(code)


def instellingsoorten() -> tuple[Instellingsoort, ...]:
    return tuple(_soorten.values())


class InstellingQuerySet(models.QuerySet["Instelling"]):
    def for_gebruiker(self, gebruiker: Vrager) -> Self:
        return self.filter(gemeente=gebruiker.gemeente)

    def newest_first(self) -> Self:
        return self.order_by("-geldig_van", "-pk")


class Instelling(models.Model):
    """One choice of a municipality, from a day on. A later row with an earlier or the same day corrects it."""

    gemeente = models.ForeignKey(
        "organisaties.Gemeente", on_delete=models.PROTECT, related_name="instellingen"
    )
    soort = models.CharField(max_length=40)
    waarde = models.PositiveIntegerField()
    bron = models.CharField("waar dit staat", max_length=200, blank=True)
    geldig_van = models.DateField("geldt vanaf")
    vastgelegd_op = models.DateTimeField()
    # Nobody: it comes from a release in which it had no history.
    vastgelegd_door = models.ForeignKey(
        "organisaties.Gebruiker", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = InstellingQuerySet.as_manager()

    class Meta:
        ordering = ("soort", "-geldig_van", "-pk")
        indexes = [models.Index(fields=("gemeente", "soort", "-geldig_van"), name="instelling_geldend")]

    def __str__(self) -> str:
        soort = _soorten.get(self.soort)
        naam, eenheid = (soort.naam, f" {soort.eenheid}") if soort else (self.soort, "")
        return f"{naam}: {self.waarde}{eenheid} vanaf {self.geldig_van:%d-%m-%Y}"


def gekozen_op(gemeente: models.Model, code: str, dag: date) -> Gekozen:
    """What counts for the municipality on the day."""
    soort = _soorten[code]
    rij = (
        Instelling.objects.filter(gemeente=gemeente.pk, soort=code, geldig_van__lte=dag)
        .newest_first()
        .first()
    )
    if rij is None:
        return Gekozen(soort, soort.standaard, soort.standaard_bron)
    return Gekozen(soort, rij.waarde, rij.bron, rij)
