"""What the record says of reviews of approved money."""

from organisaties.loghandeling import LogHandeling


class Handeling(LogHandeling):
    HERZIENING_VIEW = "herziening.view", "Herziening bekeken"
    HERZIENING_ASK = "herziening.ask", "Correctie gevraagd na herziening"
