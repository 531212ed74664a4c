"""What the record says of calculations."""

from organisaties.loghandeling import LogHandeling


class Handeling(LogHandeling):
    BEREKENING_VIEW = "berekening.view", "Berekening bekeken"
    UITLEG_VIEW = "uitleg.view", "Uitleg bekeken"
    BEREKENING_CALCULATE = "berekening.calculate", "Berekening berekend"
    BEREKENING_APPROVE = "berekening.approve", "Berekening goedgekeurd"
    BEREKENING_REJECT = "berekening.reject", "Berekening afgewezen"
    REKENOPDRACHT_REQUEST = "rekenopdracht.request", "Berekening van een tijdvak aangevraagd"
    REKENOPDRACHT_RETRY = "rekenopdracht.retry", "Berekening van een tijdvak opnieuw gestart"
    BEREKENING_REPLACE = "berekening.replace", "Berekening vervangen"
