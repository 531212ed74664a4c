"""Synthetic people: the same seed gives the same people, and nobody of them exists."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from indicaties.models import Adresgegevens, Oudergegevens
from lib.geboortedag import Bekend
from lib.periode import add_maanden

VOORNAMEN = (
    *("Aaliyah", "Adam", "Alicja", "Amira", "Anna", "Ayaan", "Bilal", "Bram", "Daan", "Dani", "Elif", "Emma"),
    *("Eva", "Fatima", "Fenna", "Filip", "Finn", "Gijs", "Hamza", "Hana", "Ibrahim", "Isa", "Jan", "Jasmijn"),
    *("Jayden", "Julia", "Kacper", "Lars", "Leila", "Levi", "Lina", "Liv", "Lotte", "Luuk", "Maja", "Maryam"),
    *("Mees", "Mila", "Milan", "Mohammed", "Naomi", "Noah", "Noor", "Nora", "Omar", "Oskar", "Pien", "Rayan"),
    *("Roos", "Saar", "Sami", "Sara", "Sem", "Senna", "Sofie", "Stijn", "Teun", "Tess", "Thijs", "Yara"),
    *("Yusuf", "Zofia"),
)
# tussenvoegsel and achternaam
ACHTERNAMEN = (
    *(
        ("", naam)
        for naam in ("Abdi", "Aksoy", "Bakker", "Bosman", "Demir", "Dijkstra", "El Amrani", "Gerritsen")
    ),
    *(
        ("", naam)
        for naam in ("Haddad", "Hendriks", "Huisman", "Jansen", "Kaya", "Kowalski", "Kuiper", "Mulder")
    ),
    *(("", naam) for naam in ("Nowak", "Okafor", "Petrenko", "Peters", "Polat", "Saleh", "Smit", "Tesfay")),
    *(("", naam) for naam in ("Timmer", "Visser", "Wiśniewska", "Yıldız")),
    *(("de", naam) for naam in ("Boer", "Groot", "Jong", "Vries", "Wit")),
    *(("van", naam) for naam in ("Beek", "Dam", "Dijk", "Leeuwen", "Loon")),
    *(("van de", naam) for naam in ("Pol", "Kamp", "Wal")),
    *(("van den", naam) for naam in ("Berg", "Brink", "Hoek")),
)
STRATEN = ("Dorpsstraat", "Kerkweg", "Molenpad", "Schoolstraat", "Beukenlaan", "Esdoornhof", "Waterkant")
# The letters of a postcode; SA, SD and SS are never given out.
_LETTERS = "ABCDEGHJKLMNPRTVWXZ"


@dataclass(frozen=True)
class Persoon:
    voornaam: str
    tussenvoegsel: str
    achternaam: str
    geboortedatum: date
    adres: Adresgegevens
    ouder: Oudergegevens
    bsn: str | None
    # When the consultatiebureau registers the child: at about a year and a half.
    in_beeld_op: date
    # What of the day of birth the register knows.
    geboorte_bekend: Bekend = Bekend.DAY


class Mensen:
    """Makes children who differ in name, birthday, postcode and BSN."""

    def __init__(self, *, seed: int, postcodes: tuple[int, ...], woonplaats: str) -> None:
        self.random = Random(seed)  # noqa: S311 - made-up people, not a secret
        self._toeval_adres = Random(seed + 1)  # noqa: S311 - and so that the people stay who they are
        self.postcodes, self.woonplaats = postcodes, woonplaats
        self._namen = iter(all_names(self.random))
        self._bsns = bsn_test_numbers(self.random)

    def persoon(self, geboren_van: date, geboren_tot_en_met: date) -> Persoon:
        """A child; three in four have a BSN."""
        voornaam, tussenvoegsel, achternaam = next(self._namen)
        geboortedatum = self.dag(geboren_van, geboren_tot_en_met)
        return Persoon(
            voornaam=voornaam,
            tussenvoegsel=tussenvoegsel,
            achternaam=achternaam,
            geboortedatum=geboortedatum,
            adres=self._adres(self._postcode()),
            ouder=self._ouder(tussenvoegsel, achternaam),
            bsn=next(self._bsns) if self.random.random() < 0.75 else None,
            in_beeld_op=add_maanden(geboortedatum, 18) + timedelta(days=self.random.randint(0, 30)),
        )

    def dag(self, van: date, tot_en_met: date) -> date:
        return van + timedelta(days=self.random.randint(0, (tot_en_met - van).days))

    def _adres(self, postcode: str) -> Adresgegevens:
        """Whole, at a house number between 1 and 99; one in twenty is secret."""
        toeval = self._toeval_adres
        return Adresgegevens(
            postcode,
            toeval.randint(1, 99),
            toeval.choice(("", "", "", "a", "b")),
            toeval.choice(STRATEN),
            self.woonplaats,
            geheim=toeval.random() < 0.05,
        )

    def _ouder(self, tussenvoegsel: str, achternaam: str) -> Oudergegevens:
        """Somebody who can be called; one in six speaks another language and needs an interpreter."""
        toeval = self._toeval_adres
        voornaam, nummer = toeval.choice(VOORNAMEN), toeval.randrange(1_000)
        taal = toeval.choice(("ar", "pl", "ti", "tr", "uk")) if toeval.random() < 1 / 6 else "nl"
        return Oudergegevens(
            achternaam,
            voornaam,
            tussenvoegsel,
            telefoon=f"+31612345{nummer:03d}",
            email=f"ouder{nummer}@voorbeeld.test",
            taal=taal,
            tolk_nodig=taal != "nl",
        )

    def _postcode(self) -> str:
        letters = "".join(self.random.choice(_LETTERS) for _ in range(2))
        return f"{self.random.choice(self.postcodes)}{letters}"


def all_names(random: Random) -> list[tuple[str, str, str]]:
    """Every first name with every last name, shuffled: nobody is called the same."""
    namen = [(voornaam, *achternaam) for voornaam in VOORNAMEN for achternaam in ACHTERNAMEN]
    random.shuffle(namen)
    return namen


def bsn_test_numbers(random: Random) -> Iterator[str]:
    """Different numbers that pass the 11-proef, from 999000000 on, where no real BSN is given out."""
    gegeven = set()
    while True:
        eerste = f"999{random.randrange(100_000):05d}"
        rest = (
            sum(int(cijfer) * gewicht for cijfer, gewicht in zip(eerste, range(9, 1, -1), strict=True)) % 11
        )
        if rest < 10 and eerste not in gegeven:
            gegeven.add(eerste)
            yield f"{eerste}{rest}"
