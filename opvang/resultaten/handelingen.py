"""What the record says of results and of the scales they are on."""

from organisaties.loghandeling import LogHandeling


class Handeling(LogHandeling):
    RESULTAAT_LIST = "resultaat.list", "Resultaten in lijst bekeken"
    RESULTAAT_RECORD = "resultaat.record", "Resultaat van een kind vastgelegd"
    RESULTAAT_WITHDRAW = "resultaat.withdraw", "Resultaat van een kind ingetrokken"
    RESULTAAT_EXPORT = "resultaat.export", "Werkmap voor resultaten opgehaald"
    RESULTAAT_UPLOAD = "resultaat.upload", "Bestand met resultaten nagekeken"
    RESULTAAT_CONFIRM = "resultaat.confirm", "Bestand met resultaten overgenomen"
    RESULTAAT_ERASE = "resultaat.erase", "Resultaten van een kind gewist na de bewaartermijn"
    EIGENSCHAAL_RECORD = "eigenschaal.record", "Schaal van een volgsysteem vastgelegd"
    EIGENSCHAAL_END = "eigenschaal.end", "Schaal van een volgsysteem beëindigd"
