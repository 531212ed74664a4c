"""What one cell of the workbook means: a value, or a ValueError with the sentence."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from indicaties.bsn import clean_bsn
from lib.bladen import Cel, as_tekst
from lib.geboortedag import Geboortedag, parse_geboortedag
from lib.geld import parse_uren, shorten, to_honderdsten
from lib.namen import LANGSTE_NAAM, clean_naam, is_geen_naam
from lib.telefoon import parse_telefoon
from organisaties.velden import EERSTE_DAG, LAATSTE_DAG, check_tekst

_POSTCODE = re.compile(r"[1-9]\d{3}[A-Z]{2}", re.ASCII)


def read_tekst(cel: Cel, hoogstens: int = 80) -> str:
    tekst = " ".join(as_tekst(cel).split())
    if len(tekst) > hoogstens:
        raise ValueError(
            f"‘{shorten(tekst)}’ heeft {len(tekst)} tekens; hoogstens {hoogstens} past. Kort de tekst in."
        )
    _checked(tekst)
    return tekst


def _checked(tekst: str) -> None:
    try:
        check_tekst(tekst)
    except ValidationError as fout:
        raise ValueError(fout.messages[0]) from None


def read_naam(cel: Cel) -> str:
    if not isinstance(cel, str):
        raise ValueError(f"‘{as_tekst(cel)}’ is geen naam. Zet de kolom in Excel op Tekst.")
    naam = clean_naam(read_tekst(cel, LANGSTE_NAAM))
    if is_geen_naam(naam):
        raise ValueError(f"‘{naam}’ is geen naam. Vul de naam in of laat de cel leeg.")
    return naam


def read_dag(cel: Cel) -> date:
    """A date of the program, or one that is typed with day, month and year."""
    dag = cel if isinstance(cel, date) else _typed_dag(cel)
    if not EERSTE_DAG <= dag <= LAATSTE_DAG:
        raise ValueError(f"{dag:%d-%m-}{dag.year} kan niet. Controleer het jaar.")
    return dag


def _typed_dag(cel: str | Decimal) -> date:
    tekst = as_tekst(cel)
    delen = tekst.replace("/", "-").split("-")
    if len(delen) == 3 and all(deel.isascii() and deel.isdigit() for deel in delen):
        if len(delen[0]) == 4:
            delen.reverse()
        try:
            return date(int(delen[2]), int(delen[1]), int(delen[0]))
        except ValueError:
            raise ValueError(f"‘{shorten(tekst)}’ bestaat niet. Controleer dag en maand.") from None
    raise ValueError(
        f"‘{shorten(tekst)}’ is geen datum. Vul dag, maand en jaar in, bijvoorbeeld 15-05-2025, en zet de kolom in"
        " Excel op Datum."
    )


def read_geboortedag(cel: Cel) -> Geboortedag:
    if isinstance(cel, date):
        return Geboortedag(cel.year, cel.month, cel.day)
    dag = parse_geboortedag(as_tekst(cel))
    if not EERSTE_DAG <= dag.vroegste <= LAATSTE_DAG:
        raise ValueError(f"Het jaar {dag.jaar} kan niet. Controleer het jaar van de geboortedatum.")
    return dag


def read_ja_nee(cel: Cel) -> bool:
    antwoorden = {"ja": True, "j": True, "waar": True, "nee": False, "n": False, "onwaar": False}
    tekst = as_tekst(cel)
    if (antwoord := antwoorden.get(tekst.casefold())) is None:
        raise ValueError(f"‘{shorten(tekst)}’ is geen antwoord. Vul ja of nee in.")
    return antwoord


def read_keuze(cel: Cel, keuzes: Mapping[str, str]) -> str:
    """By the words or the code; `keuzes` is code -> words."""
    tekst = as_tekst(cel)
    for code, woorden in keuzes.items():
        if tekst.casefold() in (str(code).casefold(), woorden.casefold()):
            return code
    raise ValueError(f"‘{shorten(tekst)}’ kennen wij hier niet. Kies uit: {', '.join(keuzes.values())}.")


def read_honderdsten(cel: Cel) -> int:
    """Hours or euros; of '1.280' nobody knows what it is."""
    if isinstance(cel, date):
        raise ValueError(f"{as_tekst(cel)} is een datum en geen getal. Zet de kolom in Excel op Getal.")
    return to_honderdsten(cel) if isinstance(cel, Decimal) else parse_uren(cel)


def read_geheel(cel: Cel, minstens: int, hoogstens: int) -> int:
    tekst = as_tekst(cel)
    if not (tekst.isascii() and tekst.isdigit() and len(tekst) <= 9 and minstens <= int(tekst) <= hoogstens):
        raise ValueError(
            f"‘{shorten(tekst)}’ kan niet. Vul een heel getal in van {minstens} tot en met {hoogstens}."
        )
    return int(tekst)


def read_bsn(cel: Cel) -> str:
    """A column of numbers has lost the zero in front. The sentence does not repeat the number."""
    tekst = as_tekst(cel).replace(" ", "").replace(".", "")
    try:
        return clean_bsn(tekst.zfill(9))
    except ValidationError:
        raise ValueError(
            "Dit BSN klopt niet: het heeft geen negen cijfers of voldoet niet aan de 11-proef. Controleer het"
            " nummer, of maak de cel leeg."
        ) from None


def read_telefoon(cel: Cel) -> str:
    """A column of numbers has lost the zero in front."""
    tekst = as_tekst(cel)
    return parse_telefoon(f"0{tekst}" if isinstance(cel, Decimal) and len(tekst) == 9 else tekst)


def read_email(cel: Cel) -> str:
    tekst = read_tekst(cel, 254)
    try:
        validate_email(tekst)
    except ValidationError:
        raise ValueError(
            f"‘{shorten(tekst)}’ is geen e-mailadres. Controleer het, of maak de cel leeg."
        ) from None
    return tekst


def read_postcode(cel: Cel) -> str:
    tekst = as_tekst(cel).replace(" ", "").upper()
    if not _POSTCODE.fullmatch(tekst):
        raise ValueError(f"‘{shorten(as_tekst(cel))}’ is geen postcode. Een postcode ziet eruit als 3881 AB.")
    return tekst
