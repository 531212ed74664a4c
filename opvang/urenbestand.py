"""The hours of a draft as a file for Excel, out and back in."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from lib.csvbestand import decode_csv, double_names, read_rows, write_csv
from lib.geld import parse_honderdsten, write_honderdsten
from lib.weergave import datum_kort
from opvang.invoer import check_dagen, check_uren
from opvang.models import MAX_UREN_PER_KWARTAAL, Declaratieregel, Urendeclaratie

KOLOMMEN = ("plaatsing", "pseudoniem", "naam", "geboortedatum", "locatie", "uren")
DAGEN = "dagen"  # only where a policy looks at them
NODIG = ("plaatsing", "pseudoniem", "uren")
MAX_BYTES = 2 * 1024 * 1024
# After so many sentences a reader knows enough; the rest waits for the next try.
MAX_FOUTEN = 50


@dataclass(frozen=True)
class Urenregels:
    """What a file says, by the id of the line: hundredths of hours, and days of care where they were given."""

    uren: dict[int, int] = field(default_factory=dict)
    dagen: dict[int, int] = field(default_factory=dict)


def write(declaratie: Urendeclaratie, *, met_dagen: bool = False) -> bytes:
    regels = declaratie.regels.select_related("plaatsing__kind", "plaatsing__locatie")
    kolommen = (*KOLOMMEN, DAGEN) if met_dagen else KOLOMMEN
    return write_csv(kolommen, (_row(regel, met_dagen) for regel in regels))


def _row(regel: Declaratieregel, met_dagen: bool) -> list[str]:
    kind = regel.plaatsing.kind
    dagen = ["" if regel.dagen is None else str(regel.dagen)] if met_dagen else []
    return [
        str(regel.plaatsing_id),
        kind.pseudoniem,
        kind.naam,
        datum_kort(kind.geboortedatum),
        regel.plaatsing.locatie.naam,
        write_honderdsten(regel.uren_honderdsten),
        *dagen,
    ]


def read(inhoud: bytes, declaratie: Urendeclaratie, *, met_dagen: bool = False) -> Urenregels:
    """ValidationError with a sentence per wrong line: line, column, value, what to do.

    Lines that are not in the file keep their hours, and an empty cell keeps the days.
    """
    if len(inhoud) > MAX_BYTES:
        raise ValidationError("Het bestand is groter dan 2 MB. Stuur alleen de uren van deze declaratie.")
    try:
        rijen = list(_rows(decode_csv(inhoud)))
    except ValueError as fout:
        raise ValidationError(str(fout)) from fout
    gelezen, fouten = _read_lines(rijen, declaratie, met_dagen)
    if fouten:
        raise ValidationError(_shortened(fouten))
    if not gelezen.uren:
        raise ValidationError("In het bestand staan geen regels met uren.")
    return gelezen


def _read_lines(
    rijen: list[tuple[int, dict[str, str]]], declaratie: Urendeclaratie, met_dagen: bool
) -> tuple[Urenregels, list[str]]:
    """What the lines say, and a sentence for each line that is wrong."""
    bekend = {str(regel.plaatsing_id): regel for regel in declaratie.regels.select_related("plaatsing__kind")}
    gelezen = Urenregels()
    fouten = []
    for nummer, rij in rijen:
        try:
            regel, uren = _read_row(rij, bekend)
            dagen = _read_dagen(rij.get(DAGEN, ""), regel) if met_dagen else None
            if regel.pk in gelezen.uren:
                raise ValueError(
                    f"kolom plaatsing: {rij['plaatsing']} staat twee keer in het bestand. Verwijder er een."
                )
        except ValueError as fout:
            fouten.append(f"Regel {nummer}, {fout}")
        else:
            gelezen.uren[regel.pk] = uren
            if dagen is not None:
                gelezen.dagen[regel.pk] = dagen
    return gelezen, fouten


def _rows(tekst: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Line numbers as a text editor counts them, and the cells by the name of their column."""
    eerste = tekst.partition("\n")[0]
    scheiding = max(";,\t", key=eerste.count)
    rijen = read_rows(tekst, scheiding)
    kop = [kolom.strip().strip("'").lower() for kolom in next(rijen, (1, []))[1]]
    if ontbreekt := [kolom for kolom in NODIG if kolom not in kop]:
        raise ValidationError(
            f"Regel 1: kolom {', '.join(ontbreekt)} ontbreekt. Download het bestand opnieuw en laat de eerste regel staan."
        )
    if dubbel := double_names([kolom for kolom in kop if kolom]):
        raise ValidationError(
            f"Regel 1: kolom {', '.join(dubbel)} staat er meer dan een keer. Verwijder de kolom die niet geldt."
        )
    for nummer, rij in rijen:
        if any(cel.strip() for cel in rij):
            yield nummer, dict(zip(kop, [cel.strip() for cel in rij] + [""] * len(kop), strict=False))


def _read_row(rij: dict[str, str], bekend: dict[str, Declaratieregel]) -> tuple[Declaratieregel, int]:
    regel = bekend.get(rij["plaatsing"])
    if regel is None:
        raise ValueError(
            f"kolom plaatsing: ‘{rij['plaatsing']}’ staat niet in deze declaratie. Verwijder de regel, of gebruik"
            " het bestand van dit kwartaal."
        )
    if regel.plaatsing.kind.pseudoniem != rij["pseudoniem"].upper():
        raise ValueError(
            f"kolom pseudoniem: ‘{rij['pseudoniem']}’ hoort niet bij plaatsing {rij['plaatsing']}. Zijn de kolommen"
            " los van elkaar gesorteerd? Download het bestand dan opnieuw."
        )
    try:
        uren = parse_honderdsten(rij["uren"])
        check_uren(uren, MAX_UREN_PER_KWARTAAL, "een kwartaal")
    except ValueError as fout:
        raise ValueError(f"kolom uren: {fout}") from fout
    return regel, uren


def _read_dagen(cel: str, regel: Declaratieregel) -> int | None:
    if not cel:
        return None
    try:
        honderdsten = parse_honderdsten(cel)
        if honderdsten % 100:
            raise ValueError(f"‘{cel}’ is geen heel aantal dagen. Schrijf bijvoorbeeld 30.")
        check_dagen(honderdsten // 100, regel.periode)
    except ValueError as fout:
        raise ValueError(f"kolom {DAGEN}: {fout}") from fout
    return honderdsten // 100


def _shortened(fouten: list[str]) -> list[str]:
    if len(fouten) <= MAX_FOUTEN:
        return fouten
    return [*fouten[:MAX_FOUTEN], f"En nog {len(fouten) - MAX_FOUTEN} regels met een fout."]
