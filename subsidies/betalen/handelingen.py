"""What the record says of claims and payments."""

from organisaties.loghandeling import LogHandeling


class Handeling(LogHandeling):
    BETAALVERPLICHTING_CLAIM = "betaalverplichting.claim", "Betaalverplichting vastgelegd"
    BETAALVERPLICHTING_WITHDRAW = "betaalverplichting.withdraw", "Betaalverplichting vervallen verklaard"
    TERUGBETALING_RECORD = "terugbetaling.record", "Terugbetaling vastgelegd"
    BANKREKENING_PROPOSE = "bankrekening.propose", "Rekeningnummer voorgesteld"
    BANKREKENING_AGREE = "bankrekening.agree", "Akkoord gegeven op een rekeningnummer"
    BANKREKENING_REFUSE = "bankrekening.refuse", "Rekeningnummer afgewezen"
    BETAALRUN_PROPOSE = "betaalrun.propose", "Betaalrun gemaakt"
    BETAALRUN_WITHDRAW = "betaalrun.withdraw", "Betaalrun ingetrokken"
    BETAALRUN_RELEASE = "betaalrun.release", "Betaalrun vrijgegeven"
    BETAALRUN_EXPORT = "betaalrun.export", "Boekingen van een betaalrun opgehaald"
    BETAALBESTAND_EXPORT = "betaalbestand.export", "Betaalbestand opgehaald"
    BETALING_PAY = "betaling.pay", "Betaling bevestigd"
    BETALING_RETURN = "betaling.return", "Betaling mislukt of teruggekomen"
    BETALING_EXPORT = "betaling.export", "Betaalspecificatie opgehaald"
    BANKAFSCHRIFT_READ = "bankafschrift.read", "Bankafschrift ingelezen"
