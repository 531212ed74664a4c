"""What waits for whom in the year of a scheme."""

from datetime import date

from django.urls import reverse

from organisaties.models import Gebruiker
from organisaties.rechten import Recht
from organisaties.taken import Taak
from subsidies.models import Aanvraag, Beschikking, Bezwaar
from subsidies.subsidiejaar.stand import KORT_DAG, termijn_van


def taken(gebruiker: Gebruiker, dag: date) -> list[Taak]:
    gevonden: list[Taak] = []
    if gebruiker.has_recht(Recht.BESCHIKKING_PREPARE):
        gevonden += [_te_behandelen(gebruiker, dag), _bezwaren(gebruiker)]
    if gebruiker.has_recht(Recht.BESCHIKKING_TAKE):
        gevonden.append(_te_nemen(gebruiker))
    if gebruiker.has_recht(Recht.AANVRAAG_SUBMIT):
        gevonden.append(_aan_te_vullen(gebruiker))
    return gevonden


def _te_behandelen(gebruiker: Gebruiker, dag: date) -> Taak:
    """What is with the applicant does not wait for us."""
    wacht = Aanvraag.objects.for_gebruiker(gebruiker).undecided().exclude(status=Aanvraag.Status.INCOMPLETE)
    termijnen = [termijn_van(aanvraag, dag).beslissen_voor for aanvraag in wacht.prefetch_related("stappen")]
    eerste = min(termijnen, default=None)
    toelichting = f"De eerste beslistermijn eindigt op {eerste:%d-%m-%Y}." if eerste else ""
    return Taak(
        "Subsidieaanvragen behandelen",
        len(termijnen),
        reverse("subsidies:subsidiejaar_list"),
        toelichting,
        dringend=eerste is not None and (eerste - dag).days <= KORT_DAG,
    )


def _bezwaren(gebruiker: Gebruiker) -> Taak:
    besluiten = Beschikking.objects.for_gebruiker(gebruiker)
    open_ = Bezwaar.objects.filter(beschikking__in=besluiten, uitkomst="")
    return Taak(
        "Bezwaren tegen subsidiebesluiten",
        open_.count(),
        reverse("subsidies:subsidiejaar_list"),
        "Leg de uitkomst vast als op het bezwaar is beslist.",
    )


def _te_nemen(gebruiker: Gebruiker) -> Taak:
    wacht = Beschikking.objects.for_gebruiker(gebruiker).prepared()
    return Taak(
        "Subsidiebesluiten nemen",
        wacht.count(),
        reverse("subsidies:subsidiejaar_list"),
        "Een collega bereidde ze voor.",
    )


def _aan_te_vullen(gebruiker: Gebruiker) -> Taak:
    vraag = Aanvraag.objects.for_gebruiker(gebruiker).filter(status=Aanvraag.Status.INCOMPLETE)
    if not gebruiker.is_houder:
        namens = vraag.filter(dossier__houder=None)
        return Taak(
            "Aanvragen van ouders of een organisatie aanvullen",
            namens.count(),
            reverse("subsidies:subsidiejaar_list"),
            "U vroeg om iets dat ontbrak. Vul het in zodra u het hebt gezien.",
        )
    return Taak(
        "Subsidieaanvraag aanvullen",
        vraag.count(),
        reverse("subsidies:subsidiejaar_list"),
        "De gemeente mist iets. Zij beslist pas verder als u aanvult.",
    )
