"""The letters about a subsidy: which kinds there are, and what stands in them."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Model
from django.utils import timezone

from brieven.actions import make_brief
from brieven.models import Brief, Geadresseerde
from brieven.soorten import Briefsoort
from indicaties.geadresseerden import ontvangers
from lib.geld import euro
from lib.geld import uren as schrijf_uren
from lib.periode import Ritme, Tijdvak
from lib.weergave import datum, datum_kort
from organisaties.models import Gebruiker
from organisaties.rechten import Recht
from subsidies.models import CATEGORIENAMEN, Aanvraag, Beschikking, Subsidiedossier, Termijnstap
from subsidies.subsidiejaar.beleid import Beleid, beleid_van
from subsidies.subsidiejaar.betaling import Betaling
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
    for wat, naam in (("ontvangst", woorden.ontvangst), ("termijn", woorden.bericht)):
        yield Briefsoort(code_of(woorden, wat), naam, f"subsidies/pdf/{wat}.html", recht=recht)
    for soort, naam in woorden.brieven.items():
        code = code_of(woorden, _CODES[soort])
        sjabloon = "besluit" if woorden.is_besluit else "opdracht"
        yield Briefsoort(
            code, naam, f"subsidies/pdf/{sjabloon}.html", woorden.is_besluit, recht, na_bekendmaking
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
    beleid = beleid_van(dossier)
    woorden = woorden_van(beleid)
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
            "geld": woorden.geld,
            "is_besluit": woorden.is_besluit,
            "namens": dossier.is_namens,
            **context,
        },
        **rest,
    )


def write_ontvangst(aanvraag: Aanvraag, door: Gebruiker, op: datetime) -> Brief:
    """The confirmation of receipt, with a copy of what was sent (Awb 2:17)."""
    dossier = aanvraag.dossier
    beleid = beleid_van(dossier)
    verzonden = aanvraag.verzonden[-1]
    context = {
        "wat": woorden_van(beleid_van(dossier)).aanvragen[Aanvraag.Soort(aanvraag.soort)].lower(),
        "ontvangen": datum(aanvraag.ontvangen),
        "beslissen_voor": datum(beslisdatum(aanvraag.ontvangen, weken=beleid.beslisweken(aanvraag.soort))),
        "te_laat": aanvraag.te_laat,
        "te_laat_regel": beleid.te_laat,
        "bedrag": euro(aanvraag.bedrag_centen),
        "regels": [_als_rij(regel) for regel in verzonden["regels"]],
        "locaties": [[naam, euro(centen)] for naam, centen in verzonden["locaties"]],
        "bijlagen": [bijlage["naam"] for bijlage in verzonden["bijlagen"]],
        "bewijzen": [f"{bewijs}, gezien op {dag}" for bewijs, dag in verzonden.get("bewijzen", [])],
    }
    return _make("ontvangst", dossier, aanvraag, context, door=door, op=op)


def _als_rij(regel: dict[str, Any]) -> list[str]:
    return [
        regel["locatie"],
        CATEGORIENAMEN[regel["categorie"]],
        "ja" if regel["kot"] else "nee",
        str(regel["bijdrageklasse"] or "–"),
        schrijf_uren(regel["uren_per_week"]),
        str(regel["kinderen"]),
        euro(regel["centen"]),
    ]


def write_termijn(stap: Termijnstap, beslissen_voor: date, door: Gebruiker, op: datetime) -> Brief:
    """Asking for a supplement, or telling that deciding takes longer."""
    dossier = stap.aanvraag.dossier
    assert stap.tot_en_met is not None  # noqa: S101 - a constraint wants it
    context = {
        "aanvulling": stap.soort == Termijnstap.Soort.ASKED,
        "storing": stap.soort == Termijnstap.Soort.OUTAGE,
        "tot_en_met": datum(stap.tot_en_met),
        "beslissen_voor": datum(beslissen_voor),
        "reden": stap.reden,
    }
    return _make("termijn", dossier, stap, context, door=door, op=op)


def write_besluit(
    besluit: Beschikking, betalingen: Sequence[Betaling], door: Gebruiker, op: datetime
) -> Brief:
    """A grant tells the parts of its advance; every other decision what is paid or got back at once."""
    dossier = besluit.dossier
    soort, beleid = Soort(besluit.soort), beleid_van(dossier)
    woorden = woorden_van(beleid)
    brieven = Brief.objects.filter(object_type="beschikking", object_id=str(besluit.vervangt_id or 0))
    zin = woorden.zinnen[soort].format(jaar=dossier.jaar, bedrag=euro(besluit.bedrag_centen))
    dag = timezone.localdate(op)
    termijnen = betalingen if soort == Soort.GRANT else []
    verschil = 0 if termijnen else sum(betaling.centen for betaling in betalingen)
    context = {
        "nummer": besluit.nummer,
        "besluit": zin,
        "artikel": besluit.artikel,
        "bronnen": list(dict.fromkeys(beleid.bronnen)),
        "motivering": besluit.motivering,
        "bedragen": [[naam, euro(centen)] for naam, centen in besluit.onderbouwing.get("delen", [])],
        "met_bedrag": soort not in Beschikking.ZONDER_BEDRAG,
        "bedrag": euro(besluit.bedrag_centen),
        "termijnen": [[datum_kort(betaling.vervaldag), euro(betaling.centen)] for betaling in termijnen],
        "nabetaling": euro(verschil) if verschil > 0 else "",
        "terugvordering": euro(-verschil) if verschil < 0 else "",
        "betalen_voor": datum(beleid.betalen_voor(dag)),
        "maanden": _months(besluit) if soort in (Soort.GRANT, Soort.CHANGE) else [],
        "verplichtingen": [*woorden.verplichtingen, *_conditions(dossier, beleid)]
        if soort in (Soort.GRANT, Soort.CHANGE)
        else [],
        "vaststellen_voor": datum(beleid.vaststellen_tot_en_met)
        if soort in (Soort.GRANT, Soort.CHANGE)
        else "",
    }
    vervangt = brieven.filter(vervangen_door=None).last() if besluit.vervangt_id else None
    return _make(_CODES[soort], dossier, besluit, context, vervangt=vervangt, door=door, op=op)


def _conditions(dossier: Subsidiedossier, beleid: Beleid) -> list[str]:
    """What the policy says of indications and proofs, to who keeps those; parents showed theirs."""
    return [] if dossier.kind is not None else [beleid.zin_indicatie, *beleid.zinnen_bewijs]


def _months(besluit: Beschikking) -> list[list[str]]:
    """What each month comes to, where the decision is about one child."""
    maanden = besluit.onderbouwing.get("maanden", [])
    return [
        [str(Tijdvak(Ritme.MAAND, besluit.dossier.jaar, nummer)), euro(centen)]
        for nummer, centen in enumerate(maanden, start=1)
        if centen
    ]
