"""The hours of a draft as a file, out and back in: our own workbook, or a report of planning software."""

from opvang.urenbestand.getallen import Getalvraag
from opvang.urenbestand.kolommen import Kolomvraag, Rol, missing, simplify
from opvang.urenbestand.lezen import Urenregels, read
from opvang.urenbestand.schrijven import write, write_xlsx

__all__ = [
    "Getalvraag",
    "Kolomvraag",
    "Rol",
    "Urenregels",
    "missing",
    "read",
    "simplify",
    "write",
    "write_xlsx",
]
