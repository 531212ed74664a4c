"""The check as work of a job: after a change of a child, after an approval, and of everything each night."""

from celery import shared_task
from django.utils import timezone

from indicaties.models import Kind
from opvang.models import Declaratieregel, Urendeclaratie
from organisaties import wachtrij
from organisaties.landelijk.rondes import start_nacht
from organisaties.models import Gemeente
from subsidies.gebeurtenissen import announce_geld
from subsidies.herzieningen.actions import check_herzieningen
from subsidies.herzieningen.landelijk import HERZIENING, finish_check
from subsidies.models import Berekening


@wachtrij.opdracht("Nakijken of de goedgekeurde subsidie van een kind nog klopt", kind_id=Kind)
def check_kind(kind_id: int) -> None:
    """With the files that were joined with it: what was found of those stands on the list under a child no more."""
    gemeente = Kind.objects.select_related("gemeente").get(pk=kind_id).gemeente
    samengevoegd = Kind.alle.filter(samengevoegd_met=kind_id).values_list("pk", flat=True)
    _check(gemeente, {kind_id, *samengevoegd})


@wachtrij.opdracht("Nakijken wat een goedkeuring voor andere tijdvakken betekent", berekening_id=Berekening)
def check_na_goedkeuring(berekening_id: int) -> None:
    """The children of an approved calculation took room, and those that a correction left out gave theirs back."""
    declaratie = Berekening.objects.select_related("declaratie__gemeente").get(pk=berekening_id).declaratie
    regels = Declaratieregel.objects.filter(declaratie__in=Urendeclaratie.objects.same_tijdvak(declaratie))
    kinderen = set(regels.values_list("plaatsing__kind", flat=True))
    _check(declaratie.gemeente, kinderen)


def _check(gemeente: Gemeente, kinderen: set[int]) -> None:
    """Their providers' money is compared once more with what is decided and paid."""
    check_herzieningen(gemeente=gemeente, op=timezone.now(), kinderen=kinderen)
    goedgekeurd = Berekening.objects.in_force().filter(
        declaratie__gemeente=gemeente, declaratie__regels__plaatsing__kind__in=kinderen
    )
    announce_geld(gemeente, goedgekeurd.order_by().values_list("declaratie__houder", flat=True).distinct())


@wachtrij.opdracht("Nakijken of alle goedgekeurde subsidie nog klopt", gemeente_id=Gemeente)
def check_gemeente(gemeente_id: int) -> None:
    gemeente, nu = Gemeente.objects.get(pk=gemeente_id), timezone.now()
    check_herzieningen(gemeente=gemeente, op=nu)
    finish_check(gemeente, nu)


@shared_task
@wachtrij.by_the_clock
def check_alle_gemeenten() -> None:
    start_nacht(HERZIENING.code, timezone.now(), timezone.localdate())
