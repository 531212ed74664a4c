"""Made-up neighbourhoods: rows like those of the CBS for the addresses of the demo, read as a municipality reads its own."""

import re
from datetime import date
from typing import Any

from demo.inrichting import Inrichting
from demo.kwartalen import moment
from indicaties.actions import confirm_buurten, put_buurten
from indicaties.buurtbestand import read_buurten
from indicaties.models import Adres, Buurt
from organisaties.models import Locatie, Organisatie
from rapportage.tellingen.actions import record_leerlingen, record_peuters

NAMEN = ("Kern-Noord", "Kern-Oost", "Kern-Zuid", "Kern-West", "Buitengebied")


def load_buurten(inrichting: Inrichting, *, op: date) -> None:
    door, code = inrichting.gebruikers["beheer"], int(inrichting.gemeente.code)
    plekken = set(
        Adres.objects.filter(kind__gemeente=inrichting.gemeente).values_list("postcode", "huisnummer")
    )
    locaties = Locatie.objects.filter(gemeente=inrichting.gemeente, buiten_gemeente=False).exclude(
        postcode=""
    )
    plekken |= {(postcode, _nummer(adres)) for postcode, adres in locaties.values_list("postcode", "adres")}
    adressen = [
        f"{postcode};{nummer};{code}{_buurt(postcode):04d};{code}01;{code}"
        for postcode, nummer in sorted(plekken)
    ]
    namen = [f"{code}{nummer:04d};{naam};{code};;{code}01;Dorp" for nummer, naam in enumerate(NAMEN, 101)]
    bestand = read_buurten(
        _file("PC6;Huisnummer;Buurt2024;Wijk2024;Gem2024", adressen),
        _file("buurtcode2024;buurtnaam2024;GM_2024;GM_NAAM;WK_2024;WK_NAAM", namen),
        inrichting.gemeente.code,
    )
    put_buurten(bestand=bestand, door=door, op=op)
    confirm_buurten(door=door, op=op)


def load_tellingen(inrichting: Inrichting, *, op: date) -> None:
    """Made-up peuters per neighbourhood and pupils of the school, on the first of October before."""
    vast: dict[str, Any] = {
        "door": inrichting.gebruikers["beleid"],
        "op": moment(op),
        "peildatum": date(op.year - 1, 10, 1),
    }
    buurten = Buurt.objects.filter(gemeente=inrichting.gemeente)
    for buurt, aantal in zip(buurten, (34, 28, 41, 25, 17), strict=True):
        record_peuters(buurt=buurt, aantal=aantal, bron="voorbeeld", **vast)
    school = Organisatie.objects.scholen().in_gemeente(inrichting.gemeente).get()
    record_leerlingen(school=school, aantal=46, met_indicatie=9, bron="voorbeeld", **vast)


def _nummer(adres: str) -> int:
    return int(next(iter(re.findall(r"\d+", adres)), "1"))


def _buurt(postcode: str) -> int:
    """By the first letter, so that a street stays together."""
    return 101 + (ord(postcode[4]) - ord("A")) % len(NAMEN)


def _file(kop: str, regels: list[str]) -> bytes:
    return "\n".join([kop, *regels]).encode()
