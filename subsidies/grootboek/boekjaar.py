"""In which year of the ledger something is booked: the books are closed up to and including a year."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError

from organisaties.models import Gemeente
from subsidies.models import Jaarafsluiting


@dataclass(frozen=True)
class Boekjaar:
    """`jaar` is open; `betreft` is the year that it is about, where that is closed. `laatste` closed the books."""

    jaar: int
    betreft: int | None = None
    laatste: Jaarafsluiting | None = None


def find_boekjaar(gemeente: Gemeente, jaar: int) -> Boekjaar:
    """The first open year from this one on. Called in the transaction of the booking: who is closing it waits.

    An earlier year decides the balance with which a closed one begins, so it takes nothing any more either.
    """
    lopend = Jaarafsluiting.objects.current().filter(gemeente=gemeente, jaar__gte=jaar)
    dicht = [a for a in lopend.order_by("jaar").select_for_update(no_key=True) if a.is_closed]
    return Boekjaar(dicht[-1].jaar + 1, jaar, dicht[-1]) if dicht else Boekjaar(jaar)


def check_open(gemeente: Gemeente, jaar: int) -> None:
    """ValidationError, with the year in which it can be booked, when this one is closed."""
    boekjaar = find_boekjaar(gemeente, jaar)
    if boekjaar.laatste is not None:
        raise ValidationError(
            f"De boeken tot en met {boekjaar.laatste.jaar} zijn afgesloten op {boekjaar.laatste.gesloten_op:%d-%m-%Y}:"
            f" die cijfers zijn verantwoord en veranderen niet meer. Boek dit in {boekjaar.jaar}, of laat"
            f" {boekjaar.laatste.jaar} heropenen.",
            code="afgesloten",
        )
