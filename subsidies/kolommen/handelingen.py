"""What the record says of the five columns."""

from organisaties.loghandeling import LogHandeling


class Handeling(LogHandeling):
    KOLOMMEN_VIEW = "kolommen.view", "Vijf kolommen bekeken"
    KOLOMMENKIND_VIEW = "kolommenkind.view", "Vijf kolommen van een kind bekeken"
