"""Made-up neighbourhoods: rows like those of the CBS for the addresses of the demo, read as a municipality reads its own."""

from datetime import date

from demo.inrichting import Inrichting
from indicaties.actions import confirm_buurten, put_buurten
from indicaties.buurtbestand import read_buurten
from indicaties.models import Adres

NAMEN = ("Kern-Noord", "Kern-Oost", "Kern-Zuid", "Kern-West", "Buitengebied")


def load_buurten(inrichting: Inrichting, *, op: date) -> None:
    door, code = inrichting.gebruikers["beheer"], int(inrichting.gemeente.code)
    plekken = Adres.objects.filter(kind__gemeente=inrichting.gemeente).values_list("postcode", "huisnummer")
    adressen = [
        f"{postcode};{nummer};{code}{_buurt(postcode):04d};{code}01;{code}"
        for postcode, nummer in sorted(set(plekken))
    ]
    namen = [f"{code}{nummer:04d};{naam};{code};;{code}01;Dorp" for nummer, naam in enumerate(NAMEN, 101)]
    bestand = read_buurten(
        _file("PC6;Huisnummer;Buurt2024;Wijk2024;Gem2024", adressen),
        _file("buurtcode2024;buurtnaam2024;GM_2024;GM_NAAM;WK_2024;WK_NAAM", namen),
        inrichting.gemeente.code,
    )
    put_buurten(bestand=bestand, door=door, op=op)
    confirm_buurten(door=door, op=op)


def _buurt(postcode: str) -> int:
    """By the first letter, so that a street stays together."""
    return 101 + (ord(postcode[4]) - ord("A")) % len(NAMEN)


def _file(kop: str, regels: list[str]) -> bytes:
    return "\n".join([kop, *regels]).encode()
