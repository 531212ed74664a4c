"""The letters about a subsidy: which kinds there are, and what stands in them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from brieven.actions import make_brief
from brieven.models import Brief, Geadresseerde
from brieven.rekenstaat import REKENSTAAT
from brieven.soorten import Briefsoort
from lib.geld import euro
from lib.weergave import datum, datum_kort
from organisaties.models import Gebruiker, Organisatie
from organisaties.rechten import Recht
from subsidies.models import Aanvraag, Beschikking, Termijnstap
from subsidies.subsidiejaar.beleid import beleid_van
from subsidies.subsidiejaar.betaling import Betaling
from subsidies.subsidiejaar.briefteksten import (
    ONTVANGSTBLOKKEN,
    TERMIJNBLOKKEN,
    VOORBEELD_ONTVANGST,
    VOORBEELD_TERMIJN,
    blokken_van_besluit,
    voorbeeld_van,
)
from subsidies.subsidiejaar.rekenstaat import (
    Rekenregel,
    as_rekenstaat,
    as_tabel,
    of_aanvraag,
    of_dossier,
    rekenzin,
)
from subsidies.subsidiejaar.termijnen import beslisdatum, betaaldatum

Soort = Beschikking.Soort
BRIEF_ONTVANGST = "subsidie-ontvangst"
BRIEF_TERMIJN = "subsidie-termijn"
# Per kind of decision: the code of its letter, and how the letter is called.
BESLUITBRIEVEN = {
    Soort.GRANT: ("subsidie-verlening", "Besluit: subsidie verleend"),
    Soort.REFUSAL: ("subsidie-afwijzing", "Besluit: subsidie geweigerd"),
    Soort.UNANSWERED: ("subsidie-buiten-behandeling", "Besluit: aanvraag niet behandeld"),
    Soort.CHANGE: ("subsidie-wijziging", "Besluit: subsidie gewijzigd"),
    Soort.WITHDRAWAL: ("subsidie-intrekking", "Besluit: subsidie ingetrokken"),
    Soort.FINAL: ("subsidie-vaststelling", "Besluit: subsidie vastgesteld"),
    Soort.OWN_FINAL: ("subsidie-ambtshalve", "Besluit: subsidie zonder aanvraag vastgesteld"),
}


def briefsoorten(na_bekendmaking: Any) -> list[Briefsoort]:
    """What the house must know of; a decision notes the day on which it was made known."""
    recht = Recht.SUBSIDIEJAAR_VIEW
    gewoon = [
        Briefsoort(
            BRIEF_ONTVANGST,
            "Ontvangstbevestiging subsidieaanvraag",
            "subsidies/pdf/ontvangst.html",
            recht=recht,
            blokken=ONTVANGSTBLOKKEN,
            voorbeeld=VOORBEELD_ONTVANGST,
        ),
        Briefsoort(
            BRIEF_TERMIJN,
            "Bericht over uw subsidieaanvraag",
            "subsidies/pdf/termijn.html",
            recht=recht,
            blokken=TERMIJNBLOKKEN,
            voorbeeld=VOORBEELD_TERMIJN,
        ),
    ]
    return gewoon + [
        Briefsoort(
            code,
            naam,
            "subsidies/pdf/besluit.html",
            met_bezwaar=True,
            recht=recht,
            na_bekendmaking=na_bekendmaking,
            blokken=blokken_van_besluit(soort),
            voorbeeld=voorbeeld_van(soort),
        )
        for soort, (code, naam) in BESLUITBRIEVEN.items()
    ]


def _aan(houder: Organisatie) -> Geadresseerde:
    return Geadresseerde(
        houder.naam, (houder.adres, f"{houder.postcode} {houder.plaats}".strip()), False, houder
    )


def write_ontvangst(aanvraag: Aanvraag, door: Gebruiker, op: datetime) -> Brief:
    """The confirmation of receipt, with a copy of what was sent (Awb 2:17)."""
    dossier = aanvraag.dossier
    regels = of_aanvraag(aanvraag)
    context = {
        "dossier": dossier.nummer,
        "regeling": dossier.regelingnaam,
        "jaar": str(dossier.jaar),
        "wat": aanvraag.get_soort_display().lower(),
        "ontvangen": datum(aanvraag.ontvangen),
        "beslissen_voor": datum(beslisdatum(aanvraag.ontvangen)),
        "te_laat": aanvraag.te_laat,
        "te_laat_regel": beleid_van(dossier).te_laat,
        "bedrag": euro(aanvraag.bedrag_centen),
        "rekentabel": as_tabel(regels),
        "bijlagen": [bijlage["naam"] for bijlage in aanvraag.verzonden[-1]["bijlagen"]],
        REKENSTAAT: as_rekenstaat(regels, dossier=dossier.nummer, verzonden=aanvraag.verzonden[-1]),
    }
    return make_brief(
        soort=BRIEF_ONTVANGST,
        gemeente=dossier.gemeente,
        onderwerp=aanvraag,
        aan=_aan(dossier.houder),
        context=context,
        door=door,
        op=op,
    )


def write_termijn(stap: Termijnstap, beslissen_voor: date, door: Gebruiker, op: datetime) -> Brief:
    """Asking for a supplement, or telling that deciding takes longer."""
    dossier = stap.aanvraag.dossier
    assert stap.tot_en_met is not None  # noqa: S101 - a constraint wants it
    context = {
        "dossier": dossier.nummer,
        "regeling": dossier.regelingnaam,
        "jaar": str(dossier.jaar),
        "aanvulling": stap.soort == Termijnstap.Soort.ASKED,
        "verlenging": stap.soort == Termijnstap.Soort.EXTENDED,
        "storing": stap.soort == Termijnstap.Soort.OUTAGE,
        "tot_en_met": datum(stap.tot_en_met),
        "beslissen_voor": datum(beslissen_voor),
        "reden": stap.reden,
    }
    return make_brief(
        soort=BRIEF_TERMIJN,
        gemeente=dossier.gemeente,
        onderwerp=stap,
        aan=_aan(dossier.houder),
        context=context,
        door=door,
        op=op,
    )


def write_besluit(
    besluit: Beschikking, betalingen: Sequence[Betaling], door: Gebruiker, op: datetime
) -> Brief:
    """A grant tells the parts of its advance; every other decision what is paid or got back at once."""
    brieven = Brief.objects.filter(object_type="beschikking", object_id=str(besluit.vervangt_id or 0))
    code, _ = BESLUITBRIEVEN[Soort(besluit.soort)]
    return make_brief(
        soort=code,
        gemeente=besluit.gemeente,
        onderwerp=besluit,
        aan=_aan(besluit.dossier.houder),
        context=_wat(besluit) | _geld(besluit, betalingen, timezone.localdate(op)),
        vervangt=brieven.filter(vervangen_door=None).last() if besluit.vervangt_id else None,
        door=door,
        op=op,
    )


def _wat(besluit: Beschikking) -> dict[str, Any]:
    """What was decided, and why."""
    dossier, beleid = besluit.dossier, beleid_van(besluit.dossier)
    return {
        "nummer": besluit.nummer,
        "dossier": dossier.nummer,
        "regeling": dossier.regelingnaam,
        "jaar": str(dossier.jaar),
        "artikel": besluit.artikel,
        "bronnen": "; ".join(dict.fromkeys(beleid.bronnen)),
        "motivering": besluit.motivering,
        "rekenzin": rekenzin(besluit),
        "vaststellen_voor": datum(beleid.vaststellen_tot_en_met),
    }


def _geld(besluit: Beschikking, betalingen: Sequence[Betaling], dag: date) -> dict[str, Any]:
    """The amounts, how they were found, and when they are paid."""
    regels = _rekenregels(besluit)
    bedragen = [[naam, euro(centen)] for naam, centen in besluit.onderbouwing["delen"]]
    termijnen = betalingen if besluit.soort == Soort.GRANT else []
    verschil = 0 if termijnen else sum(betaling.centen for betaling in betalingen)
    return {
        "rekentabel": as_tabel(regels),
        "bedragen": [*bedragen, ["Dit besluit", euro(besluit.bedrag_centen)]],
        "bedrag": euro(besluit.bedrag_centen),
        "termijnen": [[datum_kort(betaling.vervaldag), euro(betaling.centen)] for betaling in termijnen],
        "nabetaling": euro(verschil) if verschil > 0 else "",
        "terugvordering": euro(-verschil) if verschil < 0 else "",
        "betalen_voor": datum(betaaldatum(dag)),
        REKENSTAAT: as_rekenstaat(
            regels,
            besluit=besluit.nummer,
            dossier=besluit.dossier.nummer,
            soort=besluit.soort,
            bedrag_centen=besluit.bedrag_centen,
            betalingen=[{"vervaldag": b.vervaldag.isoformat(), "centen": b.centen} for b in betalingen],
        ),
    }


def _rekenregels(besluit: Beschikking) -> list[Rekenregel]:
    if besluit.is_vaststellend:
        return of_dossier(besluit.dossier)
    if besluit.aanvraag is not None:
        return of_aanvraag(besluit.aanvraag)
    return [Rekenregel(naam, centen) for naam, centen in besluit.onderbouwing["delen"]]
