"""What waits for the beleidsmedewerker: meetings that are due, topics without an agreement, and actions that are late."""

from datetime import date

from django.urls import reverse

from lib.weergave import opsommen
from organisaties.models import Gebruiker
from organisaties.rechten import Recht
from organisaties.taken import Taak
from rapportage.beleid.lezen import read_plichten
from rapportage.beleid.models import Beleidsactie, Beleidsafspraak, Onderwerp
from rapportage.beleidsjaar import count_expected


def taken(gebruiker: Gebruiker, dag: date) -> list[Taak]:
    if not gebruiker.has_recht(Recht.BELEID_MANAGE):
        return []
    url = reverse("rapportage:beleid_jaar") + f"?jaar={dag.year}"
    te_laat = Beleidsactie.objects.for_gebruiker(gebruiker).current()
    te_laat = te_laat.filter(jaar=dag.year, afgerond=None, uiterlijk__lt=dag)
    return [
        *_overleggen(gebruiker, dag, url),
        _onderwerpen(gebruiker, dag, url),
        Taak(
            "Acties van het beleid die te laat zijn",
            te_laat.count(),
            url,
            "Leg vast wanneer ze klaar waren, of een nieuwe datum.",
        ),
    ]


def _overleggen(gebruiker: Gebruiker, dag: date, url: str) -> list[Taak]:
    """A meeting reminds in the last third of its part of the year."""
    return [
        Taak(
            f"{plicht.naam} houden",
            plicht.tekort,
            url,
            f"Dit jaar {plicht.gehouden} van {plicht.per_jaar} vastgelegd; de volgende hoort uiterlijk"
            f" in {plicht.volgende_voor}.",
            plicht.tekort > 1,
        )
        for plicht in read_plichten(gebruiker.gemeente, dag.year, dag)
    ]


def _onderwerpen(gebruiker: Gebruiker, dag: date, url: str) -> Taak:
    """From September on: the law asks agreements on all eight every year."""
    eigen = Beleidsafspraak.objects.for_gebruiker(gebruiker).current().filter(jaar=dag.year)
    met = (
        set(eigen.values_list("onderwerp", flat=True)) if count_expected(1, dag.year, dag) else set(Onderwerp)
    )
    zonder = [str(onderwerp.label) for onderwerp in Onderwerp if onderwerp not in met]
    return Taak(
        "Onderwerpen van het OOGO zonder afspraak",
        len(zonder),
        url,
        f"Over {dag.year} nog niets vastgelegd over: {opsommen(zonder).lower()}." if zonder else "",
    )
