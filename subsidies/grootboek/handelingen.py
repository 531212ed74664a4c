"""What the record says of the ledger and the budget."""

from organisaties.loghandeling import LogHandeling


class Handeling(LogHandeling):
    BOEKING_POST = "boeking.post", "Boeking geboekt"
    BOEKING_REVERSE = "boeking.reverse", "Boeking gestorneerd"
    BEGROTINGSPOST_SET = "begrotingspost.set", "Begrotingspost vastgesteld"
