"""What the record says of the ledger and the budget."""

from organisaties.loghandeling import LogHandeling


class Handeling(LogHandeling):
    BOEKING_POST = "boeking.post", "Boeking geboekt"
    BOEKING_REVERSE = "boeking.reverse", "Boeking gestorneerd"
    BOEKING_EXPORT = "boeking.export", "Lijst van het grootboek opgehaald"
    BEGROTINGSPOST_SET = "begrotingspost.set", "Begrotingspost vastgesteld"
    REKENING_SET = "rekening.set", "Grootboekrekening gewijzigd"
    ACTIVITEIT_SET = "activiteit.set", "Activiteit vastgelegd"
    FACTUUR_PREVIEW = "factuur.preview", "Facturen uit een bestand nagekeken"
    FACTUUR_PREPARE = "factuur.prepare", "Factuur voorbereid"
    FACTUUR_AGREE = "factuur.agree", "Akkoord met een factuur"
    FACTUUR_REFUSE = "factuur.refuse", "Factuur niet akkoord"
    JAAR_PROPOSE = "jaar.propose", "Voorgesteld een jaar af te sluiten"
    JAAR_WITHDRAW = "jaar.withdraw", "Voorstel over een jaar ingetrokken"
    JAAR_CLOSE = "jaar.close", "Jaar afgesloten"
    JAAR_ASK_REOPEN = "jaar.ask_reopen", "Gevraagd een jaar te heropenen"
    JAAR_REOPEN = "jaar.reopen", "Jaar heropend"
