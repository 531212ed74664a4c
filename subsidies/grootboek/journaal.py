"""The double entry read: per account what it got and gave in a year."""

from dataclasses import dataclass

from django.db.models import Sum

from organisaties.models import Gemeente
from subsidies.models import Grootboekrekening, Journaalregel


@dataclass(frozen=True)
class Saldoregel:
    """One account in a year, in cents."""

    rekening: Grootboekrekening
    debet: int
    credit: int

    @property
    def saldo(self) -> int:
        """Debit less credit: above zero it stands on the debit side."""
        return self.debet - self.credit


def proefbalans(gemeente: Gemeente, jaar: int) -> list[Saldoregel]:
    """Every account that moved in the year, in the order of the codes; debit and credit add up to the same."""
    rijen = (
        Journaalregel.objects.filter(post__gemeente=gemeente, post__jaar=jaar)
        .order_by()
        .values_list("rekening")
        .annotate(Sum("debet_centen"), Sum("credit_centen"))
    )
    per_rekening = {pk: (debet, credit) for pk, debet, credit in rijen}
    rekeningen = Grootboekrekening.objects.filter(pk__in=per_rekening)
    return [Saldoregel(rekening, *per_rekening[rekening.pk]) for rekening in rekeningen]


def saldo_van(gemeente: Gemeente, rol: str, bron: str, *, tot_en_met_jaar: int) -> int:
    """Debit less credit of one account over all years up to and including this one, in cents."""
    regels = Journaalregel.objects.filter(
        rekening__gemeente=gemeente,
        rekening__rol=rol,
        rekening__bron=bron,
        post__jaar__lte=tot_en_met_jaar,
    )
    som = regels.aggregate(debet=Sum("debet_centen"), credit=Sum("credit_centen"))
    return (som["debet"] or 0) - (som["credit"] or 0)
