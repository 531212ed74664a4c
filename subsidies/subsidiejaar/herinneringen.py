"""Whom this subject reminds: who has to supplement, and who has to decide before the term is over."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from brieven.herinneren import Moment, Wachtend
from brieven.models import Ontvangers
from organisaties.models import Gemeente
from organisaties.rechten import HOUDER_ROLLEN, RECHTEN, Recht, Rol
from subsidies.models import Aanvraag
from subsidies.subsidiejaar.beleid import beleid_van
from subsidies.subsidiejaar.stand import KORT_DAG, termijn_van

AANVULLEN, BESLISSEN, TE_LAAT = "subsidie-hersteltermijn", "subsidie-beslistermijn", "subsidie-te-laat"
BERICHTSOORTEN = (
    (AANVULLEN, "uw subsidieaanvraag", "De termijn om uw subsidieaanvraag aan te vullen loopt bijna af."),
    (BESLISSEN, "een termijn", "De termijn om over een subsidieaanvraag te beslissen loopt bijna af."),
    (TE_LAAT, "een termijn", "De termijn om over een subsidieaanvraag te beslissen is voorbij."),
)
# So many days before the last day to supplement.
_VOORAF = timedelta(days=3)
_BEHANDELAARS = Ontvangers(frozenset(rol for rol in Rol if Recht.BESCHIKKING_PREPARE in RECHTEN[rol]))


def find_wachtend(gemeente: Gemeente, dag: date) -> Iterator[Wachtend]:
    wacht = Aanvraag.objects.undecided().filter(dossier__gemeente=gemeente).order_by("pk")
    for aanvraag in wacht.select_related("dossier__houder", "dossier__regeling").prefetch_related("stappen"):
        if not beleid_van(aanvraag.dossier).is_besluit:
            continue
        termijn = termijn_van(aanvraag, dag)
        if termijn.hersteltermijn is not None:
            if aanvraag.dossier.houder is None:
                continue
            momenten: tuple[Moment, ...] = (Moment(termijn.hersteltermijn - _VOORAF, AANVULLEN),)
            aan, einde = Ontvangers(HOUDER_ROLLEN, aanvraag.dossier.houder), termijn.hersteltermijn
        else:
            aan, einde = _BEHANDELAARS, termijn.beslissen_voor
            momenten = (
                Moment(einde - timedelta(days=KORT_DAG), BESLISSEN),
                Moment(einde + timedelta(days=1), TE_LAAT),
            )
        yield Wachtend(
            # Another last day is another reminder.
            sleutel=f"subsidieaanvraag/{aanvraag.pk}/{einde}",
            momenten=momenten,
            aan=aan,
            url=reverse("subsidies:subsidiejaar_detail", args=[aanvraag.dossier_id]),
            object=aanvraag,
        )
