"""What this room moves when two files of one child become one."""

from django.utils import timezone

from indicaties.dubbel.verhuizing import Verhuizing, register_verhuizing
from indicaties.models import Kind
from lib.weergave import datum
from opvang.models import Declaratieregel, Overdracht, Plaatsing, Regelbericht, Urendeclaratie
from organisaties.rechten import Recht


def register() -> None:
    """The declared hours and all that was computed with them go along with their placement."""
    register_verhuizing(
        Verhuizing(
            Plaatsing,
            "Plaatsingen",
            _show_plaatsing,
            samen=("locatie",),
            weigert=_overlapping,
            recht=Recht.PLAATSING_VIEW,
        )
    )
    register_verhuizing(
        Verhuizing(
            Declaratieregel,
            "Gedeclareerde uren",
            lambda regel: str(regel.declaratie),
            "plaatsing__kind",
            samen=("declaratie__houder",),
            recht=Recht.DECLARATIE_VIEW,
        )
    )
    register_verhuizing(
        Verhuizing(
            Urendeclaratie,
            "Declaraties",
            pad="regels__plaatsing__kind",
            samen=("houder",),
            recht=Recht.DECLARATIE_VIEW,
        )
    )
    register_verhuizing(
        Verhuizing(
            Regelbericht,
            "Wat bij gedeclareerde uren is geschreven",
            lambda bericht: f"op {datum(timezone.localdate(bericht.geschreven_op))}",
            "regel__plaatsing__kind",
            recht=Recht.DECLARATIE_VIEW,
        )
    )
    register_verhuizing(
        Verhuizing(
            Overdracht,
            "Overdracht naar school",
            _show_overdracht,
            samen=("locatie",),
            weigert=_two_drafts,
            recht=Recht.OVERDRACHT_VIEW,
        )
    )


def _show_plaatsing(plaatsing: Plaatsing) -> str:
    einde = f" tot en met {datum(plaatsing.einddatum)}" if plaatsing.einddatum else ""
    return f"{plaatsing.locatie} vanaf {datum(plaatsing.startdatum)}{einde}"


def _show_overdracht(overdracht: Overdracht) -> str:
    return f"van {overdracht.locatie}, opgesteld op {datum(overdracht.opgesteld_op)}"


def _two_drafts(blijft: Kind, vervalt: Kind) -> list[str]:
    """What a provider is writing is for nobody else to throw away."""
    concepten = Overdracht.objects.filter(status=Overdracht.Status.DRAFT).select_related("houder")
    eigen = set(concepten.filter(kind=blijft.pk).values_list("houder", "pakket"))
    return [
        f"Bij beide dossiers heeft {ander.houder} een overdracht in concept ({ander.get_pakket_display()}). Vraag "
        f"{ander.houder} om één van de twee te versturen of weg te gooien."
        for ander in concepten.filter(kind=vervalt.pk)
        if (ander.houder_id, ander.pakket) in eigen
    ]


def _overlapping(blijft: Kind, vervalt: Kind) -> list[str]:
    """A child can't be twice at one location on one day: which of the two is true, only the provider knows."""
    eigen = list(Plaatsing.objects.in_force().filter(kind=blijft.pk).select_related("locatie__houder"))
    return [
        f"Beide dossiers hebben in dezelfde periode een plaats bij {ander.locatie}: {_show_plaatsing(een)} en "
        f"{_show_plaatsing(ander)}. Vraag {ander.locatie.houder} om één van de twee te beëindigen of te laten vervallen."
        for een in eigen
        for ander in Plaatsing.objects.in_force()
        .filter(kind=vervalt.pk, locatie=een.locatie_id)
        .select_related("locatie__houder")
        if _meet(een, ander)
    ]


def _meet(een: Plaatsing, ander: Plaatsing) -> bool:
    return (een.einddatum is None or een.einddatum >= ander.startdatum) and (
        ander.einddatum is None or ander.einddatum >= een.startdatum
    )
