"""Thousands of odd files: the right numbers, a question or a sentence. Never a wrong number, never a crash."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lib.periode import Ritme
from opvang import urenbestand
from opvang.models import Declaratieregel, Inlezing, hoogste_uren
from opvang.urenbestand import Getalvraag
from organisaties.models import Locatie
from tests.factories import DeclaratieregelFactory, KindFactory, PlaatsingFactory
from tests.werkmappen import MAKERS, as_libreoffice, as_tekst, by_openpyxl, by_xlsxwriter

pytestmark = pytest.mark.django_db

NAMEN = ("Noor", "Sem", "Ida")
GEBOREN = date(2022, 5, 15)
INSTELLING = settings(max_examples=200, deadline=None)


@pytest.fixture
def regels(regel: Declaratieregel, locatie: Locatie) -> list[Declaratieregel]:
    return [
        DeclaratieregelFactory(
            declaratie=regel.declaratie,
            plaatsing=PlaatsingFactory(
                locatie=locatie, kind=KindFactory(voornaam=naam, achternaam="Bos", geboortedatum=GEBOREN)
            ),
        )
        for naam in NAMEN
    ]


@dataclass(frozen=True)
class Schrijfwijze:
    """How a program writes numbers as text: its decimal mark, thousands or not, and how many decimals at least."""

    teken: str
    duizendtallen: bool
    decimalen: int

    def write(self, honderdsten: int) -> str:
        heel, rest = divmod(honderdsten, 100)
        cijfers = f"{rest:02d}".rstrip("0").ljust(self.decimalen, "0")
        groep = (
            f"{heel:,}".replace(",", "." if self.teken == "," else ",") if self.duizendtallen else str(heel)
        )
        return f"{groep}{self.teken}{cijfers}" if cijfers else groep


@dataclass(frozen=True)
class Bestand:
    maker: str
    uren: dict[tuple[str, int | None], int]  # (child, month) -> hundredths
    schrijfwijze: Schrijfwijze | None  # None: numbers as numbers
    volgorde: tuple[str, ...]
    titel: bool

    def make(self) -> bytes:
        kop = [kolom for kolom in self.volgorde if kolom != "Maand" or self.met_maanden]
        rijen: list[list[Any]] = [["Overzicht 2025"], []] if self.titel else []
        rijen.append(kop)
        for (naam, maand), uren in self.uren.items():
            getal = self.schrijfwijze.write(uren) if self.schrijfwijze else uren / 100
            cellen = {
                "Kind": f"Bos, {naam}",
                "Geboren": GEBOREN,
                "Maand": maand,
                "Uren": getal,
                "Groep": "1.234",
            }
            rijen.append([cellen[kolom] for kolom in kop])
        return MAKERS[self.maker](rijen)

    @property
    def met_maanden(self) -> bool:
        return None not in {maand for _, maand in self.uren}

    @property
    def waarheid(self) -> dict[str, int]:
        samen = dict.fromkeys((naam for naam, _ in self.uren), 0)
        for (naam, _), uren in self.uren.items():
            samen[naam] += uren
        return samen


SCHRIJFWIJZEN = st.builds(Schrijfwijze, st.sampled_from(",."), st.booleans(), st.integers(0, 4))
HOOGSTE = hoogste_uren(Ritme.KWARTAAL)
UREN = st.integers(0, HOOGSTE // 3) | st.sampled_from([50, 1_00, 1_28, 100_00, 368_00])
PER_KWARTAAL = st.dictionaries(
    st.tuples(st.sampled_from(NAMEN), st.none()), UREN | st.sampled_from([1_040_00, 1_104_00]), min_size=1
)
PER_MAAND = st.dictionaries(st.tuples(st.sampled_from(NAMEN), st.sampled_from([1, 2, 3])), UREN, min_size=1)
BESTANDEN = st.builds(
    Bestand,
    maker=st.sampled_from(sorted(MAKERS)),
    uren=PER_KWARTAAL | PER_MAAND,
    schrijfwijze=st.none() | SCHRIJFWIJZEN,
    volgorde=st.permutations(["Kind", "Geboren", "Maand", "Uren", "Groep"]).map(tuple),
    titel=st.booleans(),
)


def test_every_file_gives_the_hours_that_were_written_or_asks(regels: list[Declaratieregel]) -> None:
    ids = {regel.plaatsing.kind.voornaam: regel.pk for regel in regels}
    declaratie = regels[0].declaratie

    @INSTELLING
    @given(BESTANDEN)
    @example(
        Bestand(
            "csv-utf8", {("Noor", None): 50}, Schrijfwijze(".", False, 3), ("Kind", "Geboren", "Uren"), False
        )
    )
    def check(bestand: Bestand) -> None:
        inhoud = bestand.make()
        try:
            gelezen = urenbestand.read(inhoud, declaratie)
        except Getalvraag:
            assert bestand.schrijfwijze, "numbers of a spreadsheet are never asked"
            gelezen = urenbestand.read(inhoud, declaratie, teken=bestand.schrijfwijze.teken)
        assert gelezen.uren == {ids[naam]: uren for naam, uren in bestand.waarheid.items()}

    check()


CELLEN = st.one_of(
    st.text(max_size=30),
    st.floats(),
    st.integers(),
    st.dates(),
    st.booleans(),
    st.none(),
    st.sampled_from(
        ["=1+1", "1.280", "0.500", "1e3", "#N/A", "12:30", "１２", "½", "-0", "1'000", "'12", "∞"]
    ),
)


def test_odd_cells_are_hours_that_can_be_or_a_sentence(regels: list[Declaratieregel]) -> None:
    declaratie = regels[0].declaratie

    @INSTELLING
    @given(st.sampled_from([by_xlsxwriter, by_openpyxl, as_libreoffice, as_tekst()]), CELLEN, CELLEN, CELLEN)
    def check(maker: Any, uren: Any, naam: Any, maand: Any) -> None:
        kop = ["Kind", "Geboren", "Maand", "Uren"]
        rijen = [kop, ["Noor Bos", GEBOREN, 1, uren], [naam, GEBOREN, maand, 1]]
        try:
            inhoud = maker(rijen)
        except Exception:  # the library that writes refuses more than Excel does
            return
        with suppress(ValidationError):
            gelezen = urenbestand.read(inhoud, declaratie)
            assert all(0 <= honderdsten <= HOOGSTE for honderdsten in gelezen.uren.values())

    check()


def test_broken_bytes_are_never_a_crash_and_nothing_is_stored(regels: list[Declaratieregel]) -> None:
    declaratie = regels[0].declaratie
    heel = Bestand("xlsxwriter", {("Noor", 1): 50}, None, ("Kind", "Geboren", "Maand", "Uren"), False)
    goed = [
        MAKERS[maker]([["Kind", "Geboren", "Uren"], ["Noor Bos", GEBOREN, 40.5]]) for maker in sorted(MAKERS)
    ]

    @INSTELLING
    @given(st.sampled_from([*goed, heel.make()]), st.integers(0, 10_000), st.binary(max_size=8))
    def check(inhoud: bytes, plek: int, bytes_: bytes) -> None:
        plek %= len(inhoud)
        with suppress(ValidationError):
            urenbestand.read(inhoud[:plek] + bytes_ + inhoud[plek + len(bytes_) :], declaratie)

    check()
    assert not Inlezing.objects.exists()


@settings(max_examples=300, deadline=None)
@given(
    st.binary(max_size=400) | st.text(max_size=200).map(lambda tekst: tekst.encode("utf-8", "surrogatepass"))
)
def test_any_bytes_are_a_table_or_a_sentence(inhoud: bytes) -> None:
    from lib.bladen import read_bladen

    with suppress(ValueError):
        read_bladen(inhoud)
