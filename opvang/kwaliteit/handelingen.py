"""What the record says of the quality of locations."""

from organisaties.loghandeling import LogHandeling


class Handeling(LogHandeling):
    KWALITEITSBLAD_SAVE = "kwaliteitsblad.save", "Kwaliteitsblad opgeslagen"
    KWALITEITSBLAD_SUBMIT = "kwaliteitsblad.submit", "Kwaliteitsblad ingediend"
    KWALITEITSBLAD_AGREE = "kwaliteitsblad.agree", "Kwaliteitsblad akkoord"
    KWALITEITSBLAD_RETURN = "kwaliteitsblad.return", "Kwaliteitsblad teruggestuurd"
    KWALITEITSBLAD_REPLACE = "kwaliteitsblad.replace", "Kwaliteitsblad vervangen"
    KWALITEIT_EXPORT = "kwaliteit.export", "Kwaliteit van locaties geëxporteerd"
    GGDINSPECTIE_RECORD = "ggdinspectie.record", "Inspectie van de GGD vastgelegd"
