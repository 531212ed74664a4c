"""Read a year of policy out of the database, with what the monitor measures and what the ledger booked beside it."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Sum

from lib.periode import jaar_periode
from organisaties.instellingen import Gekozen, gekozen_op
from organisaties.models import Gemeente
from rapportage.beleid.instellingen import CASUSOVERLEG, WERKGROEP
from rapportage.beleid.maten import MATEN, Peilmoment
from rapportage.beleid.models import Beleidsactie, Beleidsafspraak, Beleidsoverleg, Onderwerp
from rapportage.beleidsjaar import (
    Actiestand,
    Afspraakstand,
    Beleidsjaar,
    Doel,
    Meting,
    Onderwerpstand,
    Overlegstand,
    Plicht,
    count_expected,
)
from subsidies.models import Boeking

_WET = "WPO artikel 160 en 161: ten minste jaarlijks overleg"


def read_beleidsjaar(gemeente: Gemeente, jaar: int, dag: date) -> Beleidsjaar:
    """The year as it stands on `dag`: what is measured is measured then, or on the last day of the year."""
    overleggen = list(_overleggen(gemeente, jaar))
    return Beleidsjaar(
        jaar=jaar,
        onderwerpen=_onderwerpen(gemeente, jaar, dag),
        acties=_acties(gemeente, jaar),
        overleggen=tuple(
            Overlegstand(o.pk, o.get_soort_display(), o.datum, o.aanwezig, o.agenda, o.besluiten)
            for o in overleggen
        ),
        plichten=_plichten(gemeente, overleggen, jaar, dag),
    )


def read_plichten(gemeente: Gemeente, jaar: int, dag: date) -> tuple[Plicht, ...]:
    """What must be held in the year, and what of it was held by the day."""
    return _plichten(gemeente, _overleggen(gemeente, jaar), jaar, dag)


def _plichten(
    gemeente: Gemeente, overleggen: Iterable[Beleidsoverleg], jaar: int, dag: date
) -> tuple[Plicht, ...]:
    soorten = [o.soort for o in overleggen if o.datum <= dag]
    einde = jaar_periode(jaar).tot_en_met
    werkgroep, casus = (gekozen_op(gemeente, s.code, einde) for s in (WERKGROEP, CASUSOVERLEG))
    soort = Beleidsoverleg.Soort
    eisen = (
        (soort.OOGO, 1, _WET),
        (soort.WERKGROEP, *_keer(werkgroep)),
        (soort.CASUSOVERLEG, *_keer(casus)),
    )
    return tuple(
        Plicht(
            str(welke.label), jaar, keer, soorten.count(welke.value), count_expected(keer, jaar, dag), bron
        )
        for welke, keer, bron in eisen
        if keer
    )


def _keer(gekozen: Gekozen) -> tuple[int, str]:
    return gekozen.waarde or 0, gekozen.bron


def find_jaren(gemeente: Gemeente, dag: date) -> list[int]:
    """This year and the next, and every year of which something stands here; the newest first."""
    jaren = {dag.year, dag.year + 1}
    for model in (Beleidsafspraak, Beleidsactie):
        jaren |= set(model.objects.filter(gemeente=gemeente).values_list("jaar", flat=True))
    dagen = Beleidsoverleg.objects.filter(gemeente=gemeente).values_list("datum", flat=True)
    return sorted(jaren | {datum.year for datum in dagen}, reverse=True)


def _overleggen(gemeente: Gemeente, jaar: int) -> Iterable[Beleidsoverleg]:
    periode = jaar_periode(jaar)
    alle = Beleidsoverleg.objects.current().filter(gemeente=gemeente)
    return alle.filter(datum__range=(periode.van, periode.tot_en_met))


def _onderwerpen(gemeente: Gemeente, jaar: int, dag: date) -> tuple[Onderwerpstand, ...]:
    rijen = list(Beleidsafspraak.objects.current().filter(gemeente=gemeente, jaar=jaar))
    metingen = _meet(gemeente, {rij.maat for rij in rijen}, jaar, dag)
    return tuple(
        Onderwerpstand(
            onderwerp.value,
            str(onderwerp.label),
            onderwerp.artikel,
            tuple(_afspraak(rij, metingen.get(rij.maat)) for rij in rijen if rij.onderwerp == onderwerp),
        )
        for onderwerp in Onderwerp
    )


def _meet(gemeente: Gemeente, codes: set[str], jaar: int, dag: date) -> dict[str, Meting]:
    """Each measure once; nothing of a year that has not begun."""
    periode = jaar_periode(jaar)
    if dag < periode.van:
        return {}
    moment = Peilmoment(gemeente, min(dag, periode.tot_en_met))
    return {code: maat.meet(moment) for code, maat in MATEN.items() if code in codes}


def _afspraak(rij: Beleidsafspraak, meting: Meting | None) -> Afspraakstand:
    maat = MATEN.get(rij.maat)
    doel = Doel(maat.naam, rij.doel_pct, maat.hoogstens) if maat and rij.doel_pct is not None else None
    return Afspraakstand(
        rij.pk, rij.datum, rij.partijen, rij.tekst, rij.is_resultaat, doel, rij.doel, meting, rij.uitkomst
    )


def _acties(gemeente: Gemeente, jaar: int) -> tuple[Actiestand, ...]:
    rijen = list(
        Beleidsactie.objects.current()
        .filter(gemeente=gemeente, jaar=jaar)
        .select_related("activiteit", "overleg")
    )
    geboekt = _geboekt(gemeente, jaar, [rij.activiteit_id for rij in rijen if rij.activiteit_id])
    return tuple(
        Actiestand(
            pk=rij.pk,
            actie=rij.actie,
            eigenaar=rij.eigenaar,
            uiterlijk=rij.uiterlijk,
            afgerond=rij.afgerond,
            kosten=rij.kosten_centen,
            activiteit=str(rij.activiteit or ""),
            geboekt=geboekt.get(rij.activiteit_id, 0) if rij.activiteit_id else None,
            uit=str(rij.overleg or ""),
        )
        for rij in rijen
    )


def _geboekt(gemeente: Gemeente, jaar: int, activiteiten: list[int]) -> dict[int, int]:
    """Per activity what its agreed invoices came to in the year, credit notes and reversals taken off."""
    rijen = Boeking.objects.filter(
        gemeente=gemeente, jaar=jaar, soort=Boeking.Soort.SPENT, factuur__activiteit__in=activiteiten
    )
    return dict(
        rijen.order_by().values_list("factuur__activiteit").annotate(Sum("bedrag_centen"))
        if activiteiten
        else ()
    )
