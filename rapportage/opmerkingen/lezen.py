"""The remarks as they count now."""

from django.utils import timezone

from organisaties.models import Gemeente
from organisaties.rechten import Rol
from rapportage.opmerkingen.models import Verslagopmerking
from rapportage.rapport import Opmerking


def read_opmerkingen(gemeente: Gemeente, jaar: int) -> tuple[Opmerking, ...]:
    """Under the role that writes them: a report leaves the building, the name of a colleague does not."""
    rijen = Verslagopmerking.objects.current().filter(gemeente=gemeente, jaar=jaar)
    return tuple(
        Opmerking(
            rij.hoofdstuk, rij.tekst, timezone.localdate(rij.vastgelegd_op), str(Rol.BELEIDSMEDEWERKER.label)
        )
        for rij in rijen.order_by("hoofdstuk")
    )


def find_laatste(gemeente: Gemeente, jaar: int, hoofdstuk: str) -> Verslagopmerking | None:
    """The last row of a chapter, also when it has no text any more."""
    laatste: Verslagopmerking | None = Verslagopmerking.objects.filter(
        gemeente=gemeente, jaar=jaar, hoofdstuk=hoofdstuk, opvolger=None
    ).first()
    return laatste
