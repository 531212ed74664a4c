"""What the record says of retention, of what is handed to a parent, and of leaving with everything."""

from organisaties.loghandeling import LogHandeling


class Handeling(LogHandeling):
    KIND_INZAGE_EXPORT = "kind.inzage_export", "Kind opgehaald voor inzage"
    KIND_PSEUDONYMISE = "kind.pseudonymise", "Kind gepseudonimiseerd"
    GEMEENTE_EXPORT = "gemeente.export", "Alle gegevens van de gemeente geëxporteerd"
    GEMEENTE_IMPORT = "gemeente.import", "Gegevens van de gemeente ingelezen uit een export"
