"""What may be attached to an application: told by its bytes, not by its name."""

import io
import zipfile

from opvang.overdracht.bestanden import kind_of

MAX_BYTES = 10 * 1024**2
MAX_AANTAL = 10


def soort_van(inhoud: bytes) -> str:
    """'pdf', 'xlsx', 'png' or 'jpg'; ValueError with the sentence for anything else."""
    if len(inhoud) <= MAX_BYTES and inhoud.startswith(b"PK\x03\x04"):
        _check_werkmap(inhoud)
        return "xlsx"
    return kind_of(inhoud, MAX_BYTES)


def _check_werkmap(inhoud: bytes) -> None:
    """A workbook of Excel without a program in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as pak:
            namen = set(pak.namelist())
    except zipfile.BadZipFile:
        raise ValueError(
            "Dit bestand is niet heel. Open het, sla het opnieuw op en kies het nog een keer."
        ) from None
    if not {"[Content_Types].xml", "xl/workbook.xml"} <= namen:
        raise ValueError("Dit is geen Excel-bestand. Sla het op als XLSX of als PDF.")
    if any(naam.endswith("vbaProject.bin") for naam in namen):
        raise ValueError(
            "In dit Excel-bestand zit een programma (macro). Sla het op zonder macro's, als XLSX."
        )
