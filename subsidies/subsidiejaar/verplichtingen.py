"""What is granted and not spent yet, per source; and which files stand in the way of closing a year."""

from collections import Counter
from collections.abc import Mapping

from django.urls import reverse

from lib.geld import split_evenly
from organisaties.models import Gemeente
from rekenregels import Categorie
from subsidies.grootboek.afsluiten.beletselen import Beletsel
from subsidies.grootboek.cijfers import bron_van
from subsidies.models import Aanvraag, Aanvraagregel, Beschikking, Subsidiedossier
from subsidies.subsidiejaar.bedragen import sum_delen, vast_te_stellen
from subsidies.subsidiejaar.beleid import beleid_van


def toegezegd_per_bron(gemeente: Gemeente, jaar: int) -> Mapping[str, int]:
    """Per file what is fixed, or else granted, less what is approved; over the sources as its application asked."""
    bedragen = _decided(gemeente, jaar)
    dossiers = list(Subsidiedossier.objects.filter(pk__in=bedragen).select_related("regeling"))
    delen = vast_te_stellen(dossiers)
    som: Counter[str] = Counter()
    for dossier in dossiers:
        rest = bedragen[dossier.pk] - sum_delen(delen[dossier.pk])
        if rest > 0:
            som.update(_per_bron(dossier, rest))
    return som


def _decided(gemeente: Gemeente, jaar: int) -> dict[int, int]:
    """File -> the cents that its decisions in force bind."""
    geldend = Beschikking.objects.in_force().filter(dossier__gemeente=gemeente, dossier__jaar=jaar)
    bedragen: dict[int, int] = {}
    for besluit in sorted(geldend, key=lambda besluit: besluit.is_vaststellend):
        if besluit.is_verlenend or besluit.is_vaststellend:
            bedragen[besluit.dossier_id] = besluit.bedrag_centen
    return bedragen


def _per_bron(dossier: Subsidiedossier, centen: int) -> dict[str, int]:
    """In proportion to what was asked per kind of child; without lines as for doelgroepkinderen."""
    beleid = beleid_van(dossier)
    regels = Aanvraagregel.objects.filter(
        aanvraag__dossier=dossier, aanvraag__soort=Aanvraag.Soort.GRANT, aanvraag__status="besloten"
    )
    gewichten: Counter[str] = Counter()
    for categorie, bedrag in regels.order_by("pk").values_list("categorie", "bedrag_centen"):
        betaler = beleid.regeling.geldstroom.betaler(Categorie(categorie))
        gewichten[str(bron_van(categorie, zonder_ve=False, betaler=betaler)[0])] += bedrag
    if not sum(gewichten.values()):
        betaler = beleid.regeling.geldstroom.betaler(Categorie.DOELGROEP)
        gewichten[str(bron_van(Categorie.DOELGROEP, zonder_ve=False, betaler=betaler)[0])] = 1
    return dict(zip(gewichten, split_evenly(centen, list(gewichten.values())), strict=True))


def open_dossiers(gemeente: Gemeente, jaar: int) -> Beletsel:
    """Files with an application or a decision that waits, or a grant that is not fixed yet."""
    van_jaar = Subsidiedossier.objects.filter(gemeente=gemeente, jaar=jaar)
    geldend = Beschikking.objects.in_force().filter(dossier__gemeente=gemeente, dossier__jaar=jaar)
    verleend = geldend.grants().filter(bedrag_centen__gt=0).values("dossier")
    vastgesteld = geldend.finals().values("dossier")
    open_ = (
        van_jaar.filter(aanvragen__status__in=Aanvraag.WACHT)
        | van_jaar.filter(beschikkingen__status=Beschikking.Status.PREPARED)
        | van_jaar.filter(pk__in=verleend).exclude(pk__in=vastgesteld)
    )
    url = f"{reverse('subsidies:subsidiejaar_list')}?jaar={jaar}"
    return Beletsel("Subsidiedossiers die nog niet zijn afgerond", open_.distinct().count(), url)
