"""What the record says of the five columns."""

from organisaties.loghandeling import LogHandeling


class Handeling(LogHandeling):
    KOLOMMEN_VIEW = "kolommen.view", "Vijf kolommen bekeken"
    KOLOMMEN_KIND_VIEW = "kolommen.kind-view", "Vijf kolommen van een kind bekeken"
