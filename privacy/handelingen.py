"""What the record says of retention, and what is handed to a parent."""

from organisaties.loghandeling import LogHandeling


class Handeling(LogHandeling):
    KIND_INZAGE_EXPORT = "kind.inzage_export", "Kind opgehaald voor inzage"
    KIND_PSEUDONYMISE = "kind.pseudonymise", "Kind gepseudonimiseerd"
