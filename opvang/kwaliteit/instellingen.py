"""Whether a municipality asks its locations for a sheet, and by when: its own choice."""

from datetime import date, timedelta

from lib.periode import jaar_periode
from organisaties.instellingen import Instellingsoort, gekozen_op
from organisaties.models import Gemeente

KWALITEIT_WEKEN = Instellingsoort(
    "kwaliteit_weken",
    "Termijn van het kwaliteitsblad",
    "weken",
    "Hoeveel weken na het einde van een jaar een aanbieder het kwaliteitsblad van elke VE-locatie indient. Geldt voor elk jaar"
    " dat eindigt op of na de dag waarop de keuze ingaat; bij 0 vraagt de gemeente geen blad.",
    0,
    52,
    None,
    "Er is nog niet gekozen: de gemeente vraagt geen kwaliteitsblad.",
)


def deadline(gemeente: Gemeente, jaar: int) -> date | None:
    """The last day to send the sheet of a year; None when the municipality does not ask for it."""
    einde = jaar_periode(jaar).tot_en_met
    weken = gekozen_op(gemeente, KWALITEIT_WEKEN.code, einde).waarde
    return einde + timedelta(weeks=weken) if weken else None
