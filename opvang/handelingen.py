"""What the record says of locations, placements and declarations of hours."""

from organisaties.loghandeling import LogHandeling


class Handeling(LogHandeling):
    LOCATIE_VIEW = "locatie.view", "Locatie bekeken"
    LOCATIE_UPDATE = "locatie.update", "Kern van een locatie vastgelegd"
    LOCATIE_IMPORT = "locatie.import", "Locatie ingelezen"
    PLAATSING_LIST = "plaatsing.list", "Plaatsing in lijst bekeken"
    PLAATSING_VIEW = "plaatsing.view", "Plaatsing bekeken"
    PLAATSING_CREATE = "plaatsing.create", "Plaatsing vastgelegd"
    PLAATSING_CORRECT = "plaatsing.correct", "Plaatsing gecorrigeerd"
    PLAATSING_VOID = "plaatsing.void", "Plaatsing vervallen"
    PLAATSING_END = "plaatsing.end", "Plaatsing beëindigd"
    DECLARATIE_VIEW = "declaratie.view", "Declaratie bekeken"
    DECLARATIE_EXPORT = "declaratie.export", "Declaratie geëxporteerd"
    DECLARATIE_START = "declaratie.start", "Declaratie begonnen"
    DECLARATIE_REFRESH = "declaratie.refresh", "Declaratie bijgewerkt"
    DECLARATIE_UPLOAD = "declaratie.upload", "Urenbestand nagekeken"
    KOLOMMEN_SAVE = "kolommen.save", "Kolommen van urenbestanden vastgelegd"
    DECLARATIE_SAVE = "declaratie.save", "Declaratie opgeslagen"
    DECLARATIE_SUBMIT = "declaratie.submit", "Declaratie ingediend"
    DECLARATIE_CORRECT = "declaratie.correct", "Declaratie gecorrigeerd"
    DECLARATIE_DISCARD = "declaratie.discard", "Declaratie weggegooid"
    DECLARATIE_RETURN = "declaratie.return", "Declaratie teruggestuurd"
    DECLARATIE_ACCEPT = "declaratie.accept", "Declaratie geaccepteerd"
    DECLARATIE_REOPEN = "declaratie.reopen", "Acceptatie van een declaratie ongedaan gemaakt"
    DECLARATIE_ANSWER = "declaratie.answer", "Signaal in een declaratie beantwoord"
