"""The files of children: registration, indicatie, referral and placement, written in a few statements."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from indicaties.models import Criterium, Indicatie, Kind, Toeleiding
from opvang.models import Locatie, Plaatsing
from organisaties.models import Gebruiker, Organisatie
from rapportage.demo.inrichting import Inrichting
from vve_admin.lib.periode import add_maanden, day_before

MAANDEN_TOT_VIER_JAAR = 48
# From the indicatie to the referral, and from the referral to the first day at the location.
DAGEN_TOT_VERWIJZING = 7
DAGEN_TOT_START = 21


@dataclass(frozen=True)
class Afspraak:
    """What is agreed with the parents about the place."""

    uren_per_week: Decimal
    kot: bool
    bijdrageklasse: int | None
    kindrang: int = 1


@dataclass
class Dossiers:
    """Collects the rows of many children; `save` writes them all."""

    inrichting: Inrichting
    kinderen: list[Kind] = field(default_factory=list)
    indicaties: list[Indicatie] = field(default_factory=list)
    criteria: list[list[Criterium]] = field(default_factory=list)
    toeleidingen: list[Toeleiding] = field(default_factory=list)
    plaatsingen: list[Plaatsing] = field(default_factory=list)

    def register(self, kind: Kind) -> Kind:
        self.kinderen.append(kind)
        return kind

    def indicate(
        self,
        kind: Kind,
        *,
        van: date,
        criteria: list[Criterium],
        soort: Indicatie.Soort = Indicatie.Soort.VVE,
        tot_en_met: date | None = None,
    ) -> None:
        """An indicatie, in force until the day before the fourth birthday unless told otherwise."""
        self.indicaties.append(
            Indicatie(
                kind=kind,
                soort=soort,
                geldig_van=van,
                geldig_tot_en_met=tot_en_met or laatste_dag(kind),
                afgegeven_op=van,
                afgegeven_door=self.inrichting.gebruikers["jgz"],
                organisatie=self.inrichting.jgz,
            )
        )
        self.criteria.append(criteria)

    def refer(self, kind: Kind, houder: Organisatie, *, op: date) -> Toeleiding:
        toeleiding = Toeleiding(
            kind=kind,
            houder=houder,
            verwezen_op=op,
            verwezen_door=self.inrichting.gebruikers["kindregisseur"],
        )
        self.toeleidingen.append(toeleiding)
        return toeleiding

    def decline(self, toeleiding: Toeleiding, reden: Toeleiding.Reden, *, op: date) -> None:
        toeleiding.status, toeleiding.reden = Toeleiding.Status.DECLINED, reden
        self._close(toeleiding, op, self.inrichting.gebruikers["kindregisseur"])

    def place(self, kind: Kind, locatie: Locatie, afspraak: Afspraak, *, start: date) -> None:
        """A place from `start` until the day before the fourth birthday."""
        self.plaatsingen.append(
            Plaatsing(
                kind=kind,
                locatie=locatie,
                startdatum=start,
                einddatum=laatste_dag(kind),
                uren_per_week=afspraak.uren_per_week,
                kot=afspraak.kot,
                bijdrageklasse=afspraak.bijdrageklasse,
                kindrang=afspraak.kindrang,
                vastgelegd_op=start - timedelta(days=DAGEN_TOT_START),
                vastgelegd_door=self.inrichting.medewerker(locatie.houder),
            )
        )

    def refer_and_place(self, kind: Kind, locatie: Locatie, afspraak: Afspraak, *, start: date) -> None:
        """The whole way of a child with an indicatie: referred, placed, and there until its fourth birthday."""
        toeleiding = self.refer(kind, locatie.houder, op=start - timedelta(days=DAGEN_TOT_START))
        toeleiding.status = Toeleiding.Status.PLACED
        self._close(toeleiding, toeleiding.verwezen_op, self.inrichting.medewerker(locatie.houder))
        self.place(kind, locatie, afspraak, start=start)

    def _close(self, toeleiding: Toeleiding, op: date, door: Gebruiker) -> None:
        toeleiding.afgerond_op, toeleiding.afgerond_door = op, door

    def save(self) -> None:
        Kind.objects.bulk_create(self.kinderen)
        Indicatie.objects.bulk_create(self.indicaties)
        Indicatie.criteria.through.objects.bulk_create(
            Indicatie.criteria.through(indicatie=indicatie, criterium=criterium)
            for indicatie, criteria in zip(self.indicaties, self.criteria, strict=True)
            for criterium in criteria
        )
        Toeleiding.objects.bulk_create(self.toeleidingen)
        Plaatsing.objects.bulk_create(self.plaatsingen)


def laatste_dag(kind: Kind) -> date:
    return day_before(add_maanden(kind.geboortedatum, MAANDEN_TOT_VIER_JAAR))
