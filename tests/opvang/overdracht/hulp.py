"""A package on its way, by the actions of those who make it."""

import io
from datetime import date
from typing import Any

from indicaties.models import Kind
from opvang.models import Overdracht
from opvang.overdracht.actions.opstellen import (
    record_ouders,
    record_toestemming,
    save_inhoud,
    start_overdracht,
)
from organisaties.models import Gebruiker

GEGEVENS = {
    "volgsysteem": "KIJK!",
    "taal_niveau": "extra",
    "taal_tekst": "Praat in zinnen van drie woorden.",
    "rekenen_niveau": "verwacht",
    "rekenen_tekst": "",
    "motoriek_niveau": "voor",
    "motoriek_tekst": "",
    "sociaal_niveau": "verwacht",
    "sociaal_tekst": "",
    "aandachtspunten": "Went langzaam.",
    "advies_opvang": "Werk met plaatjes.",
    "advies_ouders": "",
    "betrokkenen": "Logopedist, praktijk Spraak.",
}
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20 + b"IEND\xaeB`\x82"
JPG = b"\xff\xd8\xff\xe0" + b"0" * 20 + b"\xff\xd9"


def empty_pdf(**erbij: Any) -> bytes:
    """A PDF without pages, with these keys in its root."""
    import pikepdf

    uit = io.BytesIO()
    with pikepdf.new() as document:
        for naam, waarde in erbij.items():
            document.Root[f"/{naam}"] = waarde
        document.save(uit, deterministic_id=True)
    return uit.getvalue()


def loaded_pdf(soort: str) -> bytes:
    """A PDF that would run something, or that carries another file."""
    import pikepdf

    if soort == "JavaScript":
        return empty_pdf(OpenAction=pikepdf.Dictionary(S=pikepdf.Name("/JavaScript"), JS="x"))
    return empty_pdf(Names=pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary()))


def draft_overdracht(kind: Kind, door: Gebruiker, op: date, pakket: str = "volledig") -> Overdracht:
    return start_overdracht(kind=kind, pakket=pakket, aanleiding="leeftijd", door=door, op=op)


def allowed_overdracht(kind: Kind, door: Gebruiker, op: date, **toestemming: Any) -> Overdracht:
    overdracht = draft_overdracht(kind, door, op)
    save_inhoud(overdracht=overdracht, gegevens=GEGEVENS, warm_gewenst=True, door=door)
    record_toestemming(
        overdracht=overdracht,
        delen=toestemming.get("delen", Overdracht.Deel.values),
        ontvangers=toestemming.get("ontvangers", ["school", "bso"]),
        dag=op,
        door=door,
        op=op,
    )
    record_ouders(overdracht=overdracht, zienswijze="Wij herkennen ons kind.", dag=op, door=door, op=op)
    overdracht.refresh_from_db()
    return overdracht
