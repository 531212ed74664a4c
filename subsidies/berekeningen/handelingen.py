"""What the record says of calculations."""

from organisaties.loghandeling import LogHandeling


class Handeling(LogHandeling):
    BEREKENING_VIEW = "berekening.view", "Berekening bekeken"
    UITLEG_VIEW = "uitleg.view", "Uitleg bekeken"
    BEREKENING_CALCULATE = "berekening.calculate", "Berekening berekend"
    BEREKENING_APPROVE = "berekening.approve", "Berekening goedgekeurd"
    BEREKENING_REJECT = "berekening.reject", "Berekening afgewezen"
    BEREKENING_REPLACE = "berekening.replace", "Berekening vervangen"
