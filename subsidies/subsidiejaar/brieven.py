"""The letters about a subsidy: which kinds there are, and what stands in them."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Model
from django.utils import timezone

from brieven.actions import make_brief
from brieven.models import Brief, Geadresseerde
from brieven.rekenstaat import REKENSTAAT
from brieven.soorten import Briefsoort
from indicaties.geadresseerden import ontvangers
from lib.geld import euro
from lib.periode import Ritme, Tijdvak
from lib.weergave import datum, datum_kort
from organisaties.models import Gebruiker
from organisaties.rechten import Recht
from subsidies.models import Aanvraag, Beschikking, Subsidiedossier, Termijnstap
from subsidies.subsidiejaar.beleid import Beleid, beleid_van
from subsidies.subsidiejaar.betaling import Betaling
from subsidies.subsidiejaar.briefteksten import (
    VOORBEELD_ONTVANGST,
    VOORBEELD_TERMIJN,
    blokken_van_besluit,
    ontvangstblokken,
    termijnblokken,
    voorbeeld_van,
    vormen_van,
)
from subsidies.subsidiejaar.rekenstaat import (
    Rekenregel,
    as_rekenstaat,
    as_tabel,
    of_aanvraag,
    of_dossier,
    rekenzin,
)
from subsidies.subsidiejaar.termijnen import beslisdatum
from subsidies.subsidiejaar.woorden import ALLE, OUDER, Woorden, woorden_van

Soort = Beschikking.Soort
# Per kind of decision the last part of the code of its letter.
_CODES = {
    Soort.GRANT: "verlening",
    Soort.REFUSAL: "afwijzing",
    Soort.UNANSWERED: "buiten-behandeling",
    Soort.CHANGE: "wijziging",
    Soort.WITHDRAWAL: "intrekking",
    Soort.FINAL: "vaststelling",
    Soort.OWN_FINAL: "ambtshalve",
}


def code_of(woorden: Woorden, wat: str) -> str:
    return f"subsidie-{woorden.code}{wat}"


def briefsoorten(na_bekendmaking: Any) -> list[Briefsoort]:
    """What the house must know of; a decision notes the day on which it was made known."""
    return [soort for woorden in ALLE for soort in _soorten_of(woorden, na_bekendmaking)]


def _soorten_of(woorden: Woorden, na_bekendmaking: Any) -> Iterator[Briefsoort]:
    """A letter to parents names their child: it is for who may see names."""
    recht = Recht.KINDNAAM_VIEW if woorden is OUDER else Recht.SUBSIDIEJAAR_VIEW
    vormen = vormen_van(woorden)
    for wat, naam, blokken, voorbeeld in (
        ("ontvangst", woorden.ontvangst, ontvangstblokken(woorden), VOORBEELD_ONTVANGST),
        ("termijn", woorden.bericht, termijnblokken(woorden), VOORBEELD_TERMIJN),
    ):
        yield Briefsoort(
            code_of(woorden, wat),
            naam,
            f"subsidies/pdf/{wat}.html",
            recht=recht,
            blokken=blokken,
            voorbeeld=voorbeeld | vormen,
        )
    for soort, naam in woorden.brieven.items():
        yield Briefsoort(
            code_of(woorden, _CODES[soort]),
            naam,
            "subsidies/pdf/besluit.html",
            met_bezwaar=woorden.is_besluit,
            recht=recht,
            na_bekendmaking=na_bekendmaking,
            blokken=blokken_van_besluit(soort, woorden),
            voorbeeld=voorbeeld_van(soort) | vormen,
        )


def _aan(dossier: Subsidiedossier) -> Geadresseerde:
    """The organisation, or the parents where the child lives."""
    if dossier.kind is not None:
        return ontvangers(dossier.kind)[0]
    wie = dossier.organisatie
    assert wie is not None  # noqa: S101 - a constraint wants it
    return Geadresseerde(wie.naam, (wie.adres, f"{wie.postcode} {wie.plaats}".strip()), False, wie)


def _make(
    wat: str, dossier: Subsidiedossier, onderwerp: Model, context: dict[str, Any], **rest: Any
) -> Brief:
    """With what stands in every letter about this file."""
    woorden = woorden_van(beleid_van(dossier))
    return make_brief(
        soort=code_of(woorden, wat),
        gemeente=dossier.gemeente,
        kind=dossier.kind.pseudoniem if dossier.kind else "",
        onderwerp=onderwerp,
        aan=_aan(dossier),
        context={
            "dossier": dossier.nummer,
            "regeling": dossier.regelingnaam,
            "jaar": str(dossier.jaar),
            **vormen_van(woorden),
            "namens": dossier.is_namens,
            **context,
        },
        **rest,
    )


def write_ontvangst(aanvraag: Aanvraag, door: Gebruiker, op: datetime) -> Brief:
    """The confirmation of receipt, with a copy of what was sent (Awb 2:17)."""
    dossier, beleid = aanvraag.dossier, beleid_van(aanvraag.dossier)
    regels, verzonden = of_aanvraag(aanvraag), aanvraag.verzonden[-1]
    context = {
        "wat": woorden_van(beleid).aanvragen[Aanvraag.Soort(aanvraag.soort)].lower(),
        "ontvangen": datum(aanvraag.ontvangen),
        "beslissen_voor": datum(beslisdatum(aanvraag.ontvangen, weken=beleid.beslisweken(aanvraag.soort))),
        "te_laat": aanvraag.te_laat,
        "te_laat_regel": beleid.te_laat,
        "bedrag": euro(aanvraag.bedrag_centen),
        "rekentabel": as_tabel(regels),
        "bijlagen": [bijlage["naam"] for bijlage in verzonden["bijlagen"]],
        "bewijzen": [f"{bewijs}, gezien op {dag}" for bewijs, dag in verzonden.get("bewijzen", [])],
        REKENSTAAT: as_rekenstaat(regels, dossier=dossier.nummer, verzonden=verzonden),
    }
    return _make("ontvangst", dossier, aanvraag, context, door=door, op=op)


def write_termijn(stap: Termijnstap, beslissen_voor: date, door: Gebruiker, op: datetime) -> Brief:
    """Asking for a supplement, or telling that deciding takes longer."""
    assert stap.tot_en_met is not None  # noqa: S101 - a constraint wants it
    context = {
        "aanvulling": stap.soort == Termijnstap.Soort.ASKED,
        "verlenging": stap.soort == Termijnstap.Soort.EXTENDED,
        "storing": stap.soort == Termijnstap.Soort.OUTAGE,
        "tot_en_met": datum(stap.tot_en_met),
        "beslissen_voor": datum(beslissen_voor),
        "reden": stap.reden,
    }
    return _make("termijn", stap.aanvraag.dossier, stap, context, door=door, op=op)


def write_besluit(
    besluit: Beschikking, betalingen: Sequence[Betaling], door: Gebruiker, op: datetime
) -> Brief:
    """A grant tells the parts of its advance; every other decision what is paid or got back at once."""
    brieven = Brief.objects.filter(object_type="beschikking", object_id=str(besluit.vervangt_id or 0))
    return _make(
        _CODES[Soort(besluit.soort)],
        besluit.dossier,
        besluit,
        _wat(besluit) | _geld(besluit, betalingen, timezone.localdate(op)),
        vervangt=brieven.filter(vervangen_door=None).last() if besluit.vervangt_id else None,
        door=door,
        op=op,
    )


def _wat(besluit: Beschikking) -> dict[str, Any]:
    """What was decided, why, and what the policy asks of who gets it."""
    dossier, beleid = besluit.dossier, beleid_van(besluit.dossier)
    return {
        "nummer": besluit.nummer,
        "artikel": besluit.artikel,
        "bronnen": "; ".join(dict.fromkeys(beleid.bronnen)),
        "motivering": besluit.motivering,
        "rekenzin": rekenzin(besluit),
        "vaststellen_voor": datum(beleid.vaststellen_tot_en_met),
        "voorwaarden": _conditions(dossier, beleid) if besluit.is_verlenend else [],
    }


def _conditions(dossier: Subsidiedossier, beleid: Beleid) -> list[str]:
    """What the policy says of indications and proofs, to who keeps those; parents showed theirs."""
    return [] if dossier.kind is not None else [beleid.zin_indicatie, *beleid.zinnen_bewijs]


def _geld(besluit: Beschikking, betalingen: Sequence[Betaling], dag: date) -> dict[str, Any]:
    """The amounts, how they were found, and when they are paid."""
    regels = _rekenregels(besluit)
    bedragen = [[naam, euro(centen)] for naam, centen in besluit.onderbouwing["delen"]]
    termijnen = betalingen if besluit.soort == Soort.GRANT else []
    verschil = 0 if termijnen else sum(betaling.centen for betaling in betalingen)
    return {
        "rekentabel": as_tabel(regels),
        "bedragen": [*bedragen, [f"Samen, volgens {besluit.nummer}", euro(besluit.bedrag_centen)]],
        "bedrag": euro(besluit.bedrag_centen),
        "maanden": _months(besluit) if besluit.is_verlenend else [],
        "termijnen": [[datum_kort(betaling.vervaldag), euro(betaling.centen)] for betaling in termijnen],
        "nabetaling": euro(verschil) if verschil > 0 else "",
        "terugvordering": euro(-verschil) if verschil < 0 else "",
        "betalen_voor": datum(beleid_van(besluit.dossier).betalen_voor(dag)),
        REKENSTAAT: as_rekenstaat(
            regels,
            besluit=besluit.nummer,
            dossier=besluit.dossier.nummer,
            soort=besluit.soort,
            bedrag_centen=besluit.bedrag_centen,
            betalingen=[{"vervaldag": b.vervaldag.isoformat(), "centen": b.centen} for b in betalingen],
        ),
    }


def _months(besluit: Beschikking) -> list[list[str]]:
    """What each month comes to, where the decision is about one child."""
    maanden = besluit.onderbouwing.get("maanden", [])
    return [
        [str(Tijdvak(Ritme.MAAND, besluit.dossier.jaar, nummer)), euro(centen)]
        for nummer, centen in enumerate(maanden, start=1)
        if centen
    ]


def _rekenregels(besluit: Beschikking) -> list[Rekenregel]:
    if besluit.is_vaststellend:
        return of_dossier(besluit.dossier)
    if besluit.aanvraag is not None:
        return of_aanvraag(besluit.aanvraag)
    return [Rekenregel(naam, centen) for naam, centen in besluit.onderbouwing["delen"]]
