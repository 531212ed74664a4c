"""Which families are invited to a meeting."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from indicaties.models import Kind
from indicaties.models.kind import KindQuerySet
from lib.periode import laatst_geboren
from opvang.models import Plaatsing
from organisaties.models import Gebruiker

# Older children go to school.
HOOGSTENS_MAANDEN = 47


@dataclass(frozen=True)
class Selectie:
    """Children of these ages, in whole months; when asked only with an indicatie, or with a place at one location."""

    van_maanden: int = 0
    tot_en_met_maanden: int = HOOGSTENS_MAANDEN
    doelgroep: bool = False
    locatie_id: int | None = None

    @classmethod
    def from_dict(cls, velden: dict[str, Any]) -> Self:
        return cls(**velden)

    def kinderen(self, gebruiker: Gebruiker, dag: date) -> KindQuerySet:
        """Those whom this user may see, who live here on the day and are that old."""
        kinderen = (
            Kind.objects.for_gebruiker(gebruiker)
            .exclude(achternaam="")
            .present_on(dag)
            .filter(
                geboortedatum__lte=laatst_geboren(dag, self.van_maanden),
                geboortedatum__gt=laatst_geboren(dag, self.tot_en_met_maanden + 1),
            )
        )
        if self.doelgroep:
            kinderen = kinderen.with_indicatie_on(dag)
        if self.locatie_id is not None:
            geplaatst = Plaatsing.objects.active_on(dag).filter(locatie=self.locatie_id)
            kinderen = kinderen.filter(pk__in=geplaatst.values("kind"))
        return kinderen.order_by("pk")
