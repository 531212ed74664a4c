"""What goes of payments to parents when the term of their child has ended; the amounts stay."""

from indicaties.models import Kind
from subsidies.models import Bankrekening, Betaalbestand

GEWIST = "NL00"


def forget_money(kind: Kind) -> None:
    """The account, and the files to the bank in which it stands. A decision names nobody.

    A file is never younger than the last year of the child, so for the others in it the term of the books is over too.
    Its print stays: that it was made, and what it was.
    """
    Betaalbestand.objects.filter(run__betalingen__kind=kind).update(inhoud=b"")
    Bankrekening.objects.filter(kind=kind).update(
        iban=GEWIST, bic="", tenaamstelling="", plaats="", reden_afwijzing=""
    )
