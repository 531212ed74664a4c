"""What the record says of claims and payments."""

from organisaties.loghandeling import LogHandeling


class Handeling(LogHandeling):
    BETAALVERPLICHTING_CLAIM = "betaalverplichting.claim", "Betaalverplichting vastgelegd"
    BETAALVERPLICHTING_WITHDRAW = "betaalverplichting.withdraw", "Betaalverplichting vervallen verklaard"
