"""What may be attached to an overdracht: told by its bytes, not by its name."""

import io

MAX_BYTES = 5 * 1024 * 1024
MAX_AANTAL = 5
_PNG_EINDE = b"IEND\xaeB`\x82"
_ANDERS = "Dit is geen PDF, PNG of JPG. Sla het bestand op als PDF, of maak er een foto (JPG of PNG) van."
_STUK = "Dit bestand is niet heel. Open het, sla het opnieuw op en kies het nog een keer."


def kind_of(inhoud: bytes, meeste: int = MAX_BYTES) -> str:
    """'pdf', 'png' or 'jpg'; ValueError with the sentence for anything else."""
    if len(inhoud) > meeste:
        raise ValueError(
            f"Het bestand is {len(inhoud) / 1024**2:.1f} MB".replace(".", ",")
            + f"; hoogstens {meeste // 1024**2} MB past. Maak het kleiner of kies een ander bestand."
        )
    if inhoud.startswith(b"%PDF-"):
        _check_pdf(inhoud)
        return "pdf"
    if inhoud.startswith(b"\x89PNG\r\n\x1a\n"):
        return _whole("png", inhoud.endswith(_PNG_EINDE))
    if inhoud.startswith(b"\xff\xd8\xff"):
        return _whole("jpg", inhoud.rstrip(b"\0").endswith(b"\xff\xd9"))
    raise ValueError(_ANDERS)


def _whole(soort: str, heel: bool) -> str:
    if not heel:
        raise ValueError(_STUK)
    return soort


def _check_pdf(inhoud: bytes) -> None:
    """It opens without a password, and carries no program and no other file."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(inhoud)) as document:
            namen = document.Root.get("/Names", pikepdf.Dictionary())
            loopt = any(naam in document.Root for naam in ("/OpenAction", "/AA")) and _runs(document)
            draagt = any(naam in namen for naam in ("/JavaScript", "/EmbeddedFiles"))
    except pikepdf.PasswordError:
        raise ValueError("Op deze PDF staat een wachtwoord. Sla hem op zonder wachtwoord.") from None
    except (pikepdf.PdfError, ValueError, TypeError):
        raise ValueError(_STUK) from None
    if loopt or draagt:
        raise ValueError("In deze PDF zit een programma of een ander bestand. Druk hem opnieuw af naar PDF.")


def _runs(document: object) -> bool:
    import pikepdf

    actie = document.Root.get("/OpenAction")  # type: ignore[attr-defined]
    soort = str(actie.get("/S", "")) if isinstance(actie, pikepdf.Dictionary) else ""
    return "/AA" in document.Root or soort in ("/JavaScript", "/Launch")  # type: ignore[attr-defined]
