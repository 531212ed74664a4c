"""The letter that tells parents what VVE is, in Dutch and in the languages that they speak."""

from datetime import date
from typing import Any

from brieven.ouderteksten import NEDERLANDS, Taal, talen_van
from brieven.soorten import Briefsoort
from indicaties.models import Kind, Ouderschap
from lib.talen import TALEN
from lib.weergave import datum

BRIEFSOORT = Briefsoort("informatie", "Informatiebrief over VVE", "indicaties/brief_informatie.html")


def refusal_of(kind: Kind, dag: date) -> str:
    """Why there is nothing to tell these parents; empty when there is."""
    if not kind.achternaam:
        return "De naam van dit kind is niet bekend. Er kan geen brief over worden gemaakt."
    if kind.vertrokken_op is not None and kind.is_vertrokken_op(dag):
        tot = datum(kind.vertrokken_op)
        return f"Dit kind woonde tot en met {tot} in de gemeente. Een brief komt daar niet meer aan."
    if kind.vierde_verjaardag <= dag:
        return f"Dit kind is op {datum(kind.vierde_verjaardag)} vier geworden. VVE is voor peuters."
    return ""


def vertaaltalen(kind: Kind) -> tuple[list[str], list[str]]:
    """The languages of the parents besides Dutch: those with a translation, and those without."""
    ouders = Ouderschap.objects.filter(kind=kind).current()
    gesproken = set(ouders.values_list("ouder__taal", flat=True)) - {"", NEDERLANDS}
    vertaald = talen_van(kind.gemeente)
    return [taal for taal in vertaald if taal in gesproken], sorted(gesproken - vertaald.keys())


def letter_text(kind: Kind) -> dict[str, Any]:
    """What the letter says: Dutch first, every other language below it."""
    talen, vertaald = talen_van(kind.gemeente), vertaaltalen(kind)[0]
    return {
        "kind_naam": kind.naam,
        "ook_in": [TALEN[taal] for taal in vertaald],
        "talen": [text_in(talen[taal]) for taal in (NEDERLANDS, *vertaald)],
    }


def text_in(taal: Taal) -> dict[str, Any]:
    tekst = taal.tekst
    return {
        "taal": tekst.taal,
        "richting": tekst.richting,
        "titel": tekst.titel,
        "delen": tekst.delen,
        "vragen": tekst.vragen,
        "nagekeken": taal.is_nagekeken,
        "code": tekst.code,
        "url": taal.instelling.url,
        "qr": taal.qr,
        "qr_zijde": taal.qr_zijde,
    }
