"""A difference opened: per child, per day of a child, and per location."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from indicaties.models import Kind
from organisaties.models import Gemeente, Locatie
from subsidies.betalen.verdeling import per_kind as claim_per_kind
from subsidies.kolommen.beeld import Beeld, Lezing
from subsidies.kolommen.lijnen import Deel, Lijn
from subsidies.kolommen.verantwoord import read_verantwoord
from subsidies.locatiegeld.actions import current_policy
from subsidies.locatiegeld.rekenen import reken_houder
from subsidies.models import Berekening, Betaalverplichting, Herzieningsregel, Locatieberekening

Plek = tuple[int, date, date, str]  # declaration, first and last day, category


@dataclass
class Kindlijn:
    """Cents of one child in one line of the columns; None where there is no definitive report."""

    kind: Kind
    vandaag: int = 0
    goedgekeurd: int = 0
    verantwoord: int | None = None

    @property
    def verschil(self) -> int:
        return self.vandaag - self.goedgekeurd

    @property
    def orde(self) -> tuple[bool, str, str, int]:
        """Who differs first, then by name."""
        anders = self.verschil != 0 or self.verantwoord not in (None, self.goedgekeurd)
        return not anders, self.kind.achternaam, self.kind.voornaam, self.kind.pk


@dataclass
class Dagdeel:
    """Days of a child on which nothing changes: hundredths of hours and cents, today and as approved."""

    declaratie: int
    van: date
    tot_en_met: date
    categorie: str
    uren_vandaag: int = 0
    vandaag: int = 0
    uren_goedgekeurd: int = 0
    goedgekeurd: int = 0

    @property
    def verschil(self) -> int:
        return self.vandaag - self.goedgekeurd


@dataclass
class Locatielijn:
    """Cents of one location: by today's counts, and as approved in `berekening`."""

    naam: str
    berekening: int | None = None
    vandaag: int = 0
    goedgekeurd: int = 0


@dataclass(frozen=True)
class Opening:
    """One line of the columns as it is now, with the parts of which it is made."""

    gemeente: Gemeente
    lijn: Lijn
    beeld: Beeld
    vandaag: list[Deel]
    goedgekeurd: list[Deel]

    def per_kind(self) -> list[Kindlijn]:
        verantwoord = read_verantwoord(self.gemeente, self.lijn)
        van_kind = {kind: centen for (_, kind), centen in verantwoord.per_kind.items()}
        ids = {deel.kind for deel in (*self.vandaag, *self.goedgekeurd)} | set(van_kind)
        lijnen = {pk: Kindlijn(kind) for pk, kind in Kind.alle.in_bulk(ids).items()}
        for deel in self.vandaag:
            lijnen[deel.kind].vandaag += deel.centen
        for deel in self.goedgekeurd:
            lijnen[deel.kind].goedgekeurd += deel.centen
        if self.beeld.verantwoord is not None:
            for pk, lijn in lijnen.items():
                lijn.verantwoord = van_kind.get(pk, 0)
        return sorted(lijnen.values(), key=lambda lijn: lijn.orde)

    def per_dag(self, kind: int) -> list[Dagdeel]:
        """In order of time; parts that exist only today or only as approved have nothing on the other side."""
        delen: dict[Plek, Dagdeel] = {}
        for deel in _of_kind(self.vandaag, kind):
            dagdeel = _dagdeel(delen, deel)
            dagdeel.uren_vandaag += deel.uren
            dagdeel.vandaag += deel.centen
        for deel in _of_kind(self.goedgekeurd, kind):
            dagdeel = _dagdeel(delen, deel)
            dagdeel.uren_goedgekeurd += deel.uren
            dagdeel.goedgekeurd += deel.centen
        return sorted(delen.values(), key=lambda d: (d.van, d.tot_en_met, d.categorie))

    def redenen(self, kind: int) -> list[str]:
        """Why the child's amount changed, as the last review found it."""
        regels = Herzieningsregel.objects.filter(
            kind=kind,
            herziening__berekening__declaratie__houder=self.lijn.houder,
            herziening__berekening__declaratie__jaar=self.lijn.jaar,
            herziening__berekening__declaratie__gemeente=self.gemeente,
        )
        return [zin for regel in regels for zin in regel.redenen]

    def betalingen(self, kind: int) -> list[tuple[Betaalverplichting, int]]:
        """The claims out of calculations, each with the cents that are of this child."""
        met = [claim for claim in self.beeld.claims if claim.berekening_id is not None]
        delen = ((claim, sum(b.centen for b in claim_per_kind(claim) if b.kind.pk == kind)) for claim in met)
        return [(claim, centen) for claim, centen in delen if centen]

    def per_locatie(self) -> list[Locatielijn]:
        geldig = Locatieberekening.objects.in_force().filter(
            gemeente=self.gemeente, houder=self.lijn.houder, jaar=self.lijn.jaar
        )
        lijnen: dict[int, Locatielijn] = defaultdict(lambda: Locatielijn(""))
        for berekening in geldig.select_related("regeling__gemeente").prefetch_related("regels"):
            if berekening.regeling.naam == self.lijn.regelingnaam:
                for regel in berekening.regels.all():
                    lijnen[regel.locatie_id].goedgekeurd += regel.bedrag_centen
                    lijnen[regel.locatie_id].berekening = berekening.pk
            nu = current_policy(berekening.regeling)
            if nu.naam == self.lijn.regelingnaam:
                for locatie, post in reken_houder(nu, self.lijn.houder, self.lijn.jaar).posten:
                    lijnen[locatie].vandaag += post.centen
        for pk, naam in Locatie.objects.filter(pk__in=lijnen).values_list("pk", "naam"):
            lijnen[pk].naam = naam
        return sorted(lijnen.values(), key=lambda lijn: lijn.naam)


def _of_kind(delen: Iterable[Deel], kind: int) -> Iterable[Deel]:
    return (deel for deel in delen if deel.kind == kind)


def _dagdeel(delen: dict[Plek, Dagdeel], deel: Deel) -> Dagdeel:
    plek = (deel.declaratie, deel.van, deel.tot_en_met, deel.categorie)
    return delen.setdefault(plek, Dagdeel(*plek))


def open_lijn(gemeente: Gemeente, lijn: Lijn) -> Opening:
    """As it is at this moment, and not as the last check found it."""
    lezing = Lezing(gemeente, {lijn.houder}, lijn.jaar)
    return Opening(
        gemeente,
        lijn,
        lezing.beelden.get(lijn, Beeld(lijn)),
        [deel for deel in lezing.vandaag if deel.lijn == lijn],
        [deel for deel in lezing.goedgekeurd if deel.lijn == lijn],
    )


def calculation_of(declaraties: set[int]) -> dict[int, Berekening]:
    """Declaration -> its approved calculation, to open the explanation."""
    geldig = Berekening.objects.in_force().filter(declaratie__in=declaraties).select_related("declaratie")
    return {berekening.declaratie_id: berekening for berekening in geldig}
