"""Which words a letter is made with: those that the municipality saved last, else those that the programme ships."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from brieven.models import Brief, Brieftekst, Huisstijl
from brieven.soorten import BEZWAARTERMIJN_IN_WOORDEN, Briefsoort
from brieven.tekstblokken import Alinea, fill, find_fouten, names_in, split_alineas
from lib.weergave import datum
from organisaties.models import Gemeente

# Under this key a letter keeps its filled-in words, so that it can be made again.
TEKSTEN = "teksten"


def geldende_tekst(gemeente: Gemeente, soort: str) -> Brieftekst | None:
    """The version that was saved last; None as long as nobody saved one."""
    return Brieftekst.objects.filter(gemeente=gemeente, soort=soort).order_by("-versie").first()


def blokken_van(soort: Briefsoort, versie: Brieftekst | None) -> dict[str, str]:
    """Per block the words of this version; a block that it leaves alone has those of the programme."""
    eigen = versie.blokken if versie else {}
    return {blok.code: eigen.get(blok.code, blok.tekst) for blok in soort.tekstblokken}


def waarden_van(brief: Brief, huisstijl: Huisstijl, context: Mapping[str, Any]) -> dict[str, str]:
    """What the names stand for in this letter: the texts of its context, and what every letter has."""
    van_brief = {code: waarde for code, waarde in context.items() if isinstance(waarde, str)}
    return van_brief | {
        "kenmerk": brief.nummer,
        "datum": datum(brief.opgemaakt_op),
        "gemeente": str(brief.gemeente),
        "geadresseerde": brief.aan_naam,
        "bezwaartermijn": BEZWAARTERMIJN_IN_WOORDEN,
        "bezwaaradres": _bezwaaradres(brief, huisstijl),
    }


def _bezwaaradres(brief: Brief, huisstijl: Huisstijl) -> str:
    if not huisstijl.is_vastgesteld:
        return (
            f"het college van burgemeester en wethouders van {brief.gemeente} (aanname: het adres voor bezwaar is nog niet"
            " vastgesteld)"
        )
    adres = f"{huisstijl.bezwaar_bij}, {huisstijl.bezwaar_adres}"
    return f"{adres}, of een bericht aan {huisstijl.bezwaar_email}" if huisstijl.bezwaar_email else adres


def fill_blokken(soort: Briefsoort, blokken: Mapping[str, str], waarden: Mapping[str, str]) -> dict[str, str]:
    """The words with everything filled in; ValidationError when a text can't be used, with where to repair it."""
    ingevuld = {}
    for blok in soort.tekstblokken:
        tekst = blokken[blok.code]
        fouten = find_fouten(blok, tekst) + [
            f"Er is geen waarde voor {{{naam}}}." for naam in sorted(names_in(tekst) - waarden.keys())
        ]
        if fouten:
            raise ValidationError(
                f"De tekst ‘{blok.naam}’ van de brief ‘{soort.naam}’ klopt niet: {fouten[0]} Pas hem aan bij Huisstijl,"
                " Teksten van brieven.",
                code="brieftekst",
            )
        ingevuld[blok.code] = fill(tekst, waarden)
    return ingevuld


def check_niets_over(soort: Briefsoort, html: str) -> None:
    """ValidationError when a name between braces is still in the letter, wherever it came from."""
    namen = {plaats.code for blok in soort.tekstblokken for plaats in blok.plaatshouders}
    if over := sorted(names_in(html) & namen):
        raise ValidationError(
            f"In de brief staat nog {{{over[0]}}}. Haal dat weg uit wat u zelf invulde, bijvoorbeeld de motivering, of uit de"
            " tekst bij Huisstijl, Teksten van brieven.",
            code="plaatshouder",
        )


def alineas_van(context: Mapping[str, Any]) -> dict[str, list[Alinea]]:
    return {code: split_alineas(tekst) for code, tekst in context.get(TEKSTEN, {}).items()}
