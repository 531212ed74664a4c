"""What the record says of the monitor and the yearly report."""

from organisaties.loghandeling import LogHandeling


class Handeling(LogHandeling):
    MONITOR_EXPORT = "monitor.export", "Monitor geëxporteerd"
    GOABSCORE_RECORD = "goabscore.record", "Achterstandsscore van CBS vastgelegd"
    GOABBESCHIKKING_RECORD = "goabbeschikking.record", "Beschikking van OCW vastgelegd"
    BELEIDSAFSPRAAK_RECORD = "beleidsafspraak.record", "Afspraak van het beleid vastgelegd"
    BELEIDSACTIE_RECORD = "beleidsactie.record", "Actie van de uitvoeringsagenda vastgelegd"
    BELEIDSOVERLEG_RECORD = "beleidsoverleg.record", "Overleg over het beleid vastgelegd"
    BELEID_EXPORT = "beleid.export", "Lijst van het beleid geëxporteerd"
    VERANTWOORDING_REQUEST = "verantwoording.request", "Verantwoording aangevraagd"
    VERANTWOORDING_RETRY = "verantwoording.retry", "Verantwoording opnieuw gestart"
    VERANTWOORDING_MAKE = "verantwoording.make", "Verantwoording gemaakt"
    VERANTWOORDING_FAIL = "verantwoording.fail", "Verantwoording mislukt"
    VERANTWOORDING_DOWNLOAD = "verantwoording.download", "Verantwoording opgehaald"
    VERANTWOORDING_EXPORT = "verantwoording.export", "Verantwoording geëxporteerd"
