"""The letters about a subsidy: which kinds there are, and what stands in them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from brieven.actions import make_brief
from brieven.models import Brief, Geadresseerde
from brieven.soorten import Briefsoort
from lib.geld import euro
from lib.geld import uren as schrijf_uren
from lib.weergave import datum, datum_kort
from organisaties.models import Gebruiker, Organisatie
from organisaties.rechten import Recht
from subsidies.models import CATEGORIENAMEN, Aanvraag, Beschikking, Termijnstap
from subsidies.subsidiejaar.beleid import beleid_van
from subsidies.subsidiejaar.betaling import Betaling
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
_ZINNEN = {
    Soort.GRANT: "Wij verlenen u voor {jaar} een subsidie van ten hoogste {bedrag}.",
    Soort.REFUSAL: "Wij weigeren de subsidie die u voor {jaar} vroeg.",
    Soort.UNANSWERED: "Wij behandelen uw aanvraag voor {jaar} niet, omdat zij niet op tijd is aangevuld.",
    Soort.CHANGE: "Wij wijzigen uw subsidie voor {jaar}. U krijgt ten hoogste {bedrag}.",
    Soort.WITHDRAWAL: "Wij trekken de subsidie in die wij u voor {jaar} verleenden.",
    Soort.FINAL: "Wij stellen uw subsidie voor {jaar} vast op {bedrag}.",
    Soort.OWN_FINAL: "U vroeg niet om vaststelling. Wij stellen uw subsidie voor {jaar} zelf vast op {bedrag}.",
}
_VERPLICHTINGEN = [
    "U voert de activiteiten uit waarvoor u de subsidie krijgt (Awb artikel 4:37).",
    "U houdt een administratie bij waaruit de uren, de ouderbijdragen en de bewijzen blijken.",
    "U laat het ons direct weten als het aantal kinderen of uren duidelijk anders wordt.",
]


def briefsoorten(na_bekendmaking: Any) -> list[Briefsoort]:
    """What the house must know of; a decision notes the day on which it was made known."""
    recht = Recht.SUBSIDIEJAAR_VIEW
    gewoon = [
        Briefsoort(
            BRIEF_ONTVANGST,
            "Ontvangstbevestiging subsidieaanvraag",
            "subsidies/pdf/ontvangst.html",
            recht=recht,
        ),
        Briefsoort(
            BRIEF_TERMIJN, "Bericht over uw subsidieaanvraag", "subsidies/pdf/termijn.html", recht=recht
        ),
    ]
    return gewoon + [
        Briefsoort(code, naam, "subsidies/pdf/besluit.html", True, recht, na_bekendmaking)
        for code, naam in BESLUITBRIEVEN.values()
    ]


def _aan(houder: Organisatie) -> Geadresseerde:
    return Geadresseerde(
        houder.naam, (houder.adres, f"{houder.postcode} {houder.plaats}".strip()), False, houder
    )


def write_ontvangst(aanvraag: Aanvraag, door: Gebruiker, op: datetime) -> Brief:
    """The confirmation of receipt, with a copy of what was sent (Awb 2:17)."""
    dossier = aanvraag.dossier
    beleid = beleid_van(dossier)
    verzonden = aanvraag.verzonden[-1]
    context = {
        "dossier": dossier.nummer,
        "regeling": dossier.regelingnaam,
        "jaar": str(dossier.jaar),
        "wat": aanvraag.get_soort_display().lower(),
        "ontvangen": datum(aanvraag.ontvangen),
        "beslissen_voor": datum(beslisdatum(aanvraag.ontvangen, weken=beleid.beslisweken(aanvraag.soort))),
        "te_laat": aanvraag.te_laat,
        "te_laat_regel": beleid.te_laat,
        "bedrag": euro(aanvraag.bedrag_centen),
        "regels": [_als_rij(regel) for regel in verzonden["regels"]],
        "locaties": [[naam, euro(centen)] for naam, centen in verzonden["locaties"]],
        "bijlagen": [bijlage["naam"] for bijlage in verzonden["bijlagen"]],
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
        "dossier": dossier.nummer,
        "regeling": dossier.regelingnaam,
        "jaar": str(dossier.jaar),
        "aanvulling": stap.soort == Termijnstap.Soort.ASKED,
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
    dossier = besluit.dossier
    beleid = beleid_van(dossier)
    soort = Soort(besluit.soort)
    brieven = Brief.objects.filter(object_type="beschikking", object_id=str(besluit.vervangt_id or 0))
    zin = _ZINNEN[soort].format(jaar=dossier.jaar, bedrag=euro(besluit.bedrag_centen))
    dag = timezone.localdate(op)
    termijnen = betalingen if soort == Soort.GRANT else []
    verschil = 0 if termijnen else sum(betaling.centen for betaling in betalingen)
    context = {
        "nummer": besluit.nummer,
        "dossier": dossier.nummer,
        "regeling": dossier.regelingnaam,
        "jaar": str(dossier.jaar),
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
        "betalen_voor": datum(betaaldatum(dag)),
        "verplichtingen": [*_VERPLICHTINGEN, beleid.zin_indicatie, *beleid.zinnen_bewijs]
        if soort in (Soort.GRANT, Soort.CHANGE)
        else [],
        "vaststellen_voor": datum(beleid.vaststellen_tot_en_met)
        if soort in (Soort.GRANT, Soort.CHANGE)
        else "",
    }
    code, _ = BESLUITBRIEVEN[soort]
    return make_brief(
        soort=code,
        gemeente=dossier.gemeente,
        onderwerp=besluit,
        aan=_aan(dossier.houder),
        context=context,
        vervangt=brieven.filter(vervangen_door=None).last() if besluit.vervangt_id else None,
        door=door,
        op=op,
    )
