"""The figures of a year as they are frozen: only what can't change by itself, so that they can be compared later."""

import hashlib
import json
from typing import TypedDict

from django.db.models import Count, Sum

from organisaties.models import Gemeente
from subsidies.grootboek.cijfers import balans, begroting, bestedingen
from subsidies.grootboek.journaal import proefbalans
from subsidies.models import Boeking


class Balanscijfers(TypedDict):
    stand_begin: int
    ontvangen: int
    besteed: int
    terugbetaald: int
    stand_eind: int


class Besteed(TypedDict):
    bron: str
    indicator: str
    categorie: str
    houder: int | None
    centen: int


class Saldo(TypedDict):
    rol: str
    bron: str
    debet: int
    credit: int


class Jaarcijfers(TypedDict):
    """In cents. `houder` is the key of the provider, since its name may change."""

    jaar: int
    boekingen: int
    som: int
    goab: Balanscijfers
    bestedingen: list[Besteed]
    begroot: dict[str, int]
    journaal: list[Saldo]


def freeze(gemeente: Gemeente, jaar: int) -> Jaarcijfers:
    """The figures of the year as they are now."""
    telling = Boeking.objects.filter(gemeente=gemeente, jaar=jaar).aggregate(
        aantal=Count("pk"), som=Sum("bedrag_centen")
    )
    stand = balans(gemeente, jaar)
    return Jaarcijfers(
        jaar=jaar,
        boekingen=telling["aantal"],
        som=telling["som"] or 0,
        goab=Balanscijfers(
            stand_begin=stand.stand_begin,
            ontvangen=stand.ontvangen,
            besteed=stand.besteed,
            terugbetaald=stand.terugbetaald,
            stand_eind=stand.stand_eind,
        ),
        bestedingen=_bestedingen(gemeente, jaar),
        begroot={str(post.bron): post.bedrag_centen for post in begroting(gemeente, jaar).posten},
        journaal=_journaal(gemeente, jaar),
    )


def hash_of(cijfers: Jaarcijfers) -> str:
    """SHA-256 over the figures, written in one way."""
    return hashlib.sha256(json.dumps(cijfers, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _bestedingen(gemeente: Gemeente, jaar: int) -> list[Besteed]:
    rijen = [
        Besteed(
            bron=str(b.bron),
            indicator=b.indicator,
            categorie=b.categorie,
            houder=b.houder_id,
            centen=b.centen,
        )
        for b in bestedingen(gemeente, jaar)
    ]
    return sorted(rijen, key=lambda r: (r["bron"], r["indicator"], r["categorie"], r["houder"] or 0))


def _journaal(gemeente: Gemeente, jaar: int) -> list[Saldo]:
    saldi = [
        Saldo(rol=regel.rekening.rol, bron=regel.rekening.bron, debet=regel.debet, credit=regel.credit)
        for regel in proefbalans(gemeente, jaar)
    ]
    return sorted(saldi, key=lambda saldo: (saldo["rol"], saldo["bron"]))
