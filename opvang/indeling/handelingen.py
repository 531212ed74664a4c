"""What the record says of children in groups."""

from organisaties.loghandeling import LogHandeling


class Handeling(LogHandeling):
    INDELING_VIEW = "indeling.view", "Indeling in groepen bekeken"
    INDELING_SET = "indeling.set", "Kind in een groep ingedeeld"
    INDELING_WITHDRAW = "indeling.withdraw", "Indeling in een groep ingetrokken"
