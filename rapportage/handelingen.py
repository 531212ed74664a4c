"""What the record says of the monitor and the yearly report."""

from organisaties.loghandeling import LogHandeling


class Handeling(LogHandeling):
    MONITOR_EXPORT = "monitor.export", "Monitor geëxporteerd"
    GOABSCORE_RECORD = "goabscore.record", "Achterstandsscore van CBS vastgelegd"
    GOABBESCHIKKING_RECORD = "goabbeschikking.record", "Beschikking van OCW vastgelegd"
    VERANTWOORDING_REQUEST = "verantwoording.request", "Verantwoording aangevraagd"
    VERANTWOORDING_RETRY = "verantwoording.retry", "Verantwoording opnieuw gestart"
    VERANTWOORDING_MAKE = "verantwoording.make", "Verantwoording gemaakt"
    VERANTWOORDING_FAIL = "verantwoording.fail", "Verantwoording mislukt"
    VERANTWOORDING_DOWNLOAD = "verantwoording.download", "Verantwoording opgehaald"
    VERANTWOORDING_EXPORT = "verantwoording.export", "Verantwoording geëxporteerd"
