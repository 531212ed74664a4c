"""What the record says of amounts per location."""

from organisaties.loghandeling import LogHandeling


class Handeling(LogHandeling):
    LOCATIEGELD_CALCULATE = "locatiegeld.calculate", "Bedragen per locatie berekend"
    LOCATIEGELD_APPROVE = "locatiegeld.approve", "Bedragen per locatie goedgekeurd"
    LOCATIEGELD_REJECT = "locatiegeld.reject", "Bedragen per locatie afgewezen"
    DOELGROEPVERKLARING_DOWNLOAD = (
        "doelgroepverklaring.download",
        "Verklaring van het aantal doelgroepkinderen opgehaald",
    )
    LOCATIEGELD_REPLACE = "locatiegeld.replace", "Bedragen per locatie vervangen"
