"""What the record says of scenarios."""

from organisaties.loghandeling import LogHandeling


class Handeling(LogHandeling):
    SCENARIO_VIEW = "scenario.view", "Scenario bekeken"
    SCENARIO_EXPORT = "scenario.export", "Scenario geëxporteerd"
