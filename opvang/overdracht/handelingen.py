"""What the record says of programmes, schools and handing over."""

from organisaties.loghandeling import LogHandeling


class Handeling(LogHandeling):
    PROGRAMMA_SET = "programma.set", "VVE-programma van een locatie vastgelegd"
    SCHOOL_IMPORT = "school.import", "Scholen ingelezen"
    OVERDRACHT_LIST = "overdracht.list", "Overdracht in lijst bekeken"
    OVERDRACHT_VIEW = "overdracht.view", "Overdracht bekeken"
    OVERDRACHT_EXPORT = "overdracht.export", "Overdracht opgehaald"
    OVERDRACHT_START = "overdracht.start", "Overdracht begonnen"
    OVERDRACHT_SAVE = "overdracht.save", "Overdracht opgeslagen"
    OVERDRACHT_DISCARD = "overdracht.discard", "Concept van een overdracht weggegooid"
    OVERDRACHT_ATTACH = "overdracht.attach", "Bijlage bij een overdracht gevoegd"
    OVERDRACHT_DETACH = "overdracht.detach", "Bijlage van een overdracht weggehaald"
    OVERDRACHT_CONSENT = "overdracht.consent", "Toestemming voor een overdracht vastgelegd"
    OVERDRACHT_WITHDRAW = "overdracht.withdraw", "Toestemming voor een overdracht ingetrokken"
    OVERDRACHT_PARENTS = "overdracht.parents", "Overdracht gelezen door de ouders"
    OVERDRACHT_SEND = "overdracht.send", "Overdracht verzonden"
    OVERDRACHT_CODE = "overdracht.code", "Code voor een overdracht gemaakt"
    OVERDRACHT_REDEEM = "overdracht.redeem", "Overdracht met code opgehaald"
    OVERDRACHT_REFUSE = "overdracht.refuse", "Code voor een overdracht geweigerd"
    OVERDRACHT_REPLACE = "overdracht.replace", "Nieuwe versie van een overdracht begonnen"
    OVERDRACHT_BSO = "overdracht.bso", "Overdracht voor de BSO opgehaald"
    OVERDRACHT_TALK = "overdracht.talk", "Gesprek over een overdracht vastgelegd"
    OVERDRACHT_RECEIVE = "overdracht.receive", "Ontvangst van een overdracht bevestigd"
    OVERDRACHT_ANSWER = "overdracht.answer", "Terugkoppeling over een overdracht gegeven"
    OVERDRACHT_EXPIRE = "overdracht.expire", "Overdracht gewist na de bewaartermijn"
