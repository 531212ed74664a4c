"""Which SiSa form counts for a municipality in a year: the one that it read in itself, else the one of this program."""

from organisaties.models import Gemeente
from rapportage.sisa import Formulier, formulier_van, parse_formulier
from rapportage.sisa.models import Sisatekst


def find_tekst(gemeente: Gemeente, jaar: int) -> Sisatekst | None:
    """What the municipality itself wrote down last for the year."""
    return Sisatekst.objects.current().filter(gemeente=gemeente, jaar=jaar).first()


def formulier_voor(gemeente: Gemeente, jaar: int) -> Formulier:
    """GeenFormulier when the municipality read in none and this program knows none."""
    tekst = find_tekst(gemeente, jaar)
    return parse_formulier(tekst.formulier) if tekst and tekst.formulier else formulier_van(jaar)
