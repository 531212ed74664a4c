"""The numbers of the decisions of OCW that go to the Rijk beside the figures."""

from organisaties.models import Gemeente
from rapportage.goab.models import Goabbeschikking
from rapportage.sisa.lezen import find_tekst


def beschikkingsnummers_van(gemeente: Gemeente, jaar: int) -> str:
    """As the municipality wrote them down for SiSa; else the numbers of the decisions of OCW that are known here."""
    tekst = find_tekst(gemeente, jaar)
    if tekst and tekst.beschikkingsnummers:
        return tekst.beschikkingsnummers
    bekend = Goabbeschikking.objects.filter(gemeente=gemeente, jaar=jaar).order_by("pk")
    return ", ".join(dict.fromkeys(bekend.values_list("nummer", flat=True)))
