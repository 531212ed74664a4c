"""Are these two descriptions of one child? A score with its reasons in Dutch; no database here (docs/adr/0038)."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Self

from lib.geboortedag import Bekend
from lib.naam import VOORVOEGSELS, afstand, delen, klank, normaal

if TYPE_CHECKING:
    from indicaties.models import Adres, Kind

# Both at least so alike; below it they are two names.
GENOEG = 70


@dataclass(frozen=True)
class Persoon:
    """What is compared of a child. `geboorte_bekend` tells how much of the birth is known: 'dag', 'maand' or 'jaar'.

    A postcode that is `geheim` counts, and is never given as a reason: that would tell it.
    """

    voornaam: str
    tussenvoegsel: str
    achternaam: str
    geboortedatum: date
    postcode: str = ""
    geboorte_bekend: str = Bekend.DAY
    geheim: bool = False
    bsn_index: str | None = None
    huisnummer: int | None = None

    @classmethod
    def from_kind(cls, kind: "Kind", adres: "Adres | None" = None) -> Self:
        """With the address of the child, or with the one that it gets."""
        adres = adres or getattr(kind, "adres", None)
        return cls(
            kind.voornaam,
            kind.tussenvoegsel,
            kind.achternaam,
            kind.geboortedatum,
            adres.postcode if adres else "",
            kind.geboorte_bekend,
            adres is not None and adres.geheim,
            kind.bsn_index,
            adres.huisnummer if adres else None,
        )

    def without_secret(self) -> Self:
        """As somebody sees it from whom the address is kept."""
        return replace(self, postcode="", huisnummer=None, geheim=False) if self.geheim else self

    @cached_property
    def voor(self) -> str:
        return normaal(self.voornaam)

    @cached_property
    def achter(self) -> str:
        """Without prefixes: 'de Vries' and 'Vries' are one name, wherever the prefix was typed."""
        alle = normaal(f"{self.tussenvoegsel} {self.achternaam}").split()
        return "".join(woord for woord in alle if woord not in VOORVOEGSELS) or "".join(alle)

    @cached_property
    def namen(self) -> frozenset[frozenset[str]]:
        """The parts of a double name."""
        return frozenset(delen(f"{self.tussenvoegsel} {self.achternaam}"))

    @property
    def hele_dag(self) -> bool:
        """1 January stands for a day that nobody knew."""
        return self.geboorte_bekend == Bekend.DAY and (self.geboortedatum.month, self.geboortedatum.day) != (
            1,
            1,
        )

    @property
    def dagsleutel(self) -> str:
        """The same for who was born on that day, or with day and month swapped; where nobody knew the day, for who has
        that postcode too. '' for who has neither: there only the sound of the name finds a double."""
        dag = self.geboortedatum
        if self.hele_dag:
            kleinste, grootste = sorted((dag.day, dag.month))
            return f"{dag.year} {kleinste} {grootste}"
        return f"{dag} {self.postcode}" if self.postcode else ""


@dataclass(frozen=True)
class Deel:
    """How alike one part is, of 100, and what is different about it; '' when nothing is."""

    punten: int
    verschil: str = ""


@dataclass(frozen=True)
class Gelijkenis:
    """`vermoeden`: for who looks through the list, and too little to hold up somebody who enrols a child."""

    score: int
    redenen: tuple[str, ...]
    vermoeden: bool = False


def compare(een: Persoon, ander: Persoon) -> Gelijkenis | None:
    """None when they are two children, as twins are."""
    if een.bsn_index and ander.bsn_index and een.bsn_index != ander.bsn_index:
        return None
    geboren = _compare_geboorte(een, ander)
    if geboren is None:
        return None
    namen = _compare_namen(een, ander)
    postcode = bool(een.postcode) and een.postcode == ander.postcode
    if namen is None or not _is_enough(namen, geboren, een.hele_dag and ander.hele_dag, postcode):
        return None
    voor, achter = namen
    score = (voor.punten * 35 + achter.punten * 25 + geboren.punten * 30) // 100 + (10 if postcode else 0)
    redenen = _redenen(voor, achter, geboren, postcode and not (een.geheim or ander.geheim))
    andere_naam = achter.punten < GENOEG
    return Gelijkenis(
        score, tuple(redenen), _half_known(een, ander) or (andere_naam and not _same_door(een, ander))
    )


def _same_door(een: Persoon, ander: Persoon) -> bool:
    """A postcode is a street; only with the number of the house it is one family."""
    return een.huisnummer is not None and een.huisnummer == ander.huisnummer


def _half_known(een: Persoon, ander: Persoon) -> bool:
    """The BRP keeps an unknown day or month as it is: of one child it does not know now more and then less."""
    onvolledig = Bekend.DAY not in (een.geboorte_bekend, ander.geboorte_bekend)
    return onvolledig and een.geboorte_bekend != ander.geboorte_bekend


def _is_enough(namen: tuple[Deel, Deel], geboren: Deel, hele_dag: bool, postcode: bool) -> bool:
    voor, achter = namen
    laagste = min(voor.punten, achter.punten)
    if achter.punten < GENOEG:
        # Under the name of another parent: everything else is the same.
        return postcode and hele_dag and voor.punten >= 95 and geboren.punten == 100
    if laagste < GENOEG:
        return False
    if geboren.punten < 80:
        return postcode and laagste >= 85
    if postcode:
        return True
    return laagste >= (95 if not hele_dag else 85 if geboren.punten < 100 else GENOEG)


def _redenen(voor: Deel, achter: Deel, geboren: Deel, postcode: bool) -> list[str]:
    redenen = [geboren.verschil or "zelfde geboortedatum"]
    if achter.punten < GENOEG:
        redenen.append("zelfde voornaam, andere achternaam")
        return [*redenen, "zelfde postcode"] if postcode else redenen
    verschillen = [deel.verschil for deel in (voor, achter) if deel.verschil]
    redenen += list(dict.fromkeys(verschillen)) or ["zelfde naam"]
    return [*redenen, "zelfde postcode"] if postcode else redenen


def _compare_geboorte(een: Persoon, ander: Persoon) -> Deel | None:
    a, b = een.geboortedatum, ander.geboortedatum
    if Bekend.YEAR in (een.geboorte_bekend, ander.geboorte_bekend):
        return Deel(80, "geboren in hetzelfde jaar, dag niet bekend") if a.year == b.year else None
    if Bekend.MONTH in (een.geboorte_bekend, ander.geboorte_bekend):
        gelijk = (a.year, a.month) == (b.year, b.month)
        return Deel(85, "geboren in dezelfde maand, dag niet bekend") if gelijk else None
    if a == b:
        return Deel(100)
    if (a.year, a.month, a.day) == (b.year, b.day, b.month):
        return Deel(85, "dag en maand van de geboorte verwisseld")
    if afstand(f"{a:%d%m%Y}", f"{b:%d%m%Y}") == 1:
        return Deel(60, "geboortedatum verschilt één cijfer")
    return None


def _compare_namen(een: Persoon, ander: Persoon) -> tuple[Deel, Deel] | None:
    """First names and surnames, also when they were typed in each other's field."""
    voor, achter = _compare_voornaam(een.voor, ander.voor), _compare_achternaam(een, ander)
    if min(voor.punten, achter.punten) < GENOEG and _is_swapped(een, ander):
        return Deel(90, "voornaam en achternaam verwisseld"), Deel(90)
    if not een.voor or not ander.voor:
        heel_een, heel_ander = (
            een.voor.replace(" ", "") + een.achter,
            ander.voor.replace(" ", "") + ander.achter,
        )
        if heel_een == heel_ander:
            return Deel(90, "dezelfde naam, anders over de velden verdeeld"), Deel(90)
    return voor, achter


def _is_swapped(een: Persoon, ander: Persoon) -> bool:
    kruis = (
        (een.voor.replace(" ", ""), ander.achter),
        (een.achter, ander.voor.replace(" ", "")),
    )
    return all(a and b and _compare_woord(a, b).punten >= 85 for a, b in kruis)


def _compare_voornaam(een: str, ander: str) -> Deel:
    heel = _compare_woord(een.replace(" ", ""), ander.replace(" ", ""))
    if heel.punten >= 95 or not een or not ander:
        return heel
    eerste, andere = een.split(), ander.split()
    if len(eerste) != len(andere) and eerste[0] == andere[0]:
        return Deel(85, "één van de twee heeft meer voornamen")
    return heel


def _compare_achternaam(een: Persoon, ander: Persoon) -> Deel:
    heel = _compare_woord(een.achter, ander.achter)
    if heel.punten >= 85:
        return heel
    if een.namen & ander.namen and len(een.namen | ander.namen) > 1:
        return Deel(90, "een deel van een dubbele achternaam")
    return heel


def _compare_woord(een: str, ander: str) -> Deel:
    """Names without spaces. In a short name one letter makes another name, and so does the first letter."""
    if een == ander:
        return Deel(100)
    if not een or not ander:
        return Deel(0)
    if len(een) > 2 and klank(een) == klank(ander):
        return Deel(95, "de naam klinkt hetzelfde")
    kortste = min(len(een), len(ander))
    letters = afstand(een, ander)
    if letters == 1 and kortste >= 4 and (een[0] == ander[0] or kortste >= 6):
        return Deel(85, "naam verschilt één letter")
    if letters == 2 and kortste >= 7 and een[0] == ander[0]:
        return Deel(75, "naam verschilt twee letters")
    return Deel(0)
