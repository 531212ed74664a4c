"""What the record says of the check of the books."""

from organisaties.loghandeling import LogHandeling


class Handeling(LogHandeling):
    BOEKEN_BROKEN = "boeken.broken", "Controle van de boeken vond een fout"
