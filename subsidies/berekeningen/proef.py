"""A trial calculation for who declares: the same as the reviewer sees, out of what the provider itself may see."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db.models import Sum

from opvang.models import Declaratieregel, Urendeclaratie
from opvang.proef import Proef
from subsidies.berekeningen.opgaven import reken_elk
from subsidies.berekeningen.rekenen import Rekenresultaat


def try_out(declaraties: Sequence[Urendeclaratie]) -> dict[int, Proef]:
    rijen = Declaratieregel.objects.filter(declaratie__in=declaraties).order_by().values("declaratie")
    uren = dict(rijen.annotate(som=Sum("uren_honderdsten")).values_list("declaratie", "som"))
    return {pk: _proef(uren.get(pk, 0), uitkomst) for pk, uitkomst in reken_elk(declaraties).items()}


def _proef(uren: int, uitkomst: Rekenresultaat | ValidationError) -> Proef:
    if isinstance(uitkomst, ValidationError):
        return Proef(uren, None, tuple(uitkomst.messages))
    return Proef(uren, uitkomst.totaal)
