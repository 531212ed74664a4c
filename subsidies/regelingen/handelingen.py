"""What the record says of policies."""

from organisaties.loghandeling import LogHandeling


class Handeling(LogHandeling):
    REGELING_DOWNLOAD = "regeling.download", "Regeling opgehaald"
    REGELING_IMPORT = "regeling.import", "Regeling ingelezen"
    REGELING_UPDATE = "regeling.update", "Regeling gewijzigd"
    REGELING_DISCARD = "regeling.discard", "Regeling weggegooid"
    REGELING_PROPOSE = "regeling.propose", "Regeling aangeboden"
    REGELING_WITHDRAW = "regeling.withdraw", "Regeling ingetrokken"
    REGELING_RETURN = "regeling.return", "Regeling teruggestuurd"
    REGELING_ADOPT = "regeling.adopt", "Regeling vastgesteld"
    REGELING_REPLACE = "regeling.replace", "Regeling vervangen"
