"""Whom this subject reminds: who declares, who judges hours and who approves. A message names nobody."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import cast

from django.urls import reverse
from django.utils import timezone

from brieven.herinneren import Wachtend
from brieven.models import Ontvangers
from opvang.herinneringen import na_dagen, wacht_op_declaratie
from opvang.models import Herinneringsregel, Urendeclaratie, herinneringsregel_of
from organisaties.models import Gemeente, Organisatie
from organisaties.rechten import RECHTEN, Recht, Rol
from subsidies.berekeningen.werklijst import niet_gedeclareerd_in
from subsidies.models import Berekening

BEOORDELEN, GOEDKEUREN = "declaratie-wacht", "goedkeuring-wacht"
BERICHTSOORTEN = (
    (BEOORDELEN, "declaraties", "Ingediende declaraties wachten al een tijd op uw oordeel."),
    (GOEDKEUREN, "berekeningen", "Berekeningen wachten al een tijd op goedkeuring."),
)


def find_wachtend(gemeente: Gemeente, dag: date) -> Iterator[Wachtend]:
    regel = herinneringsregel_of(gemeente, dag)
    yield from _niet_gedeclareerd(gemeente, dag)
    yield from _te_beoordelen(gemeente, regel)
    yield from _goed_te_keuren(gemeente, regel)


def _niet_gedeclareerd(gemeente: Gemeente, dag: date) -> Iterator[Wachtend]:
    rijen = niet_gedeclareerd_in(gemeente, dag)
    houders = Organisatie.objects.in_bulk({rij.houder_id for rij in rijen})
    for rij in rijen:
        yield wacht_op_declaratie(gemeente, houders[rij.houder_id], rij.periode)


def _te_beoordelen(gemeente: Gemeente, regel: Herinneringsregel) -> Iterator[Wachtend]:
    wacht = Urendeclaratie.objects.filter(gemeente=gemeente, status=Urendeclaratie.Status.SUBMITTED)
    for declaratie in wacht.order_by("pk"):
        sinds = timezone.localdate(cast(datetime, declaratie.ingediend_op))  # a constraint wants it
        yield Wachtend(
            sleutel=f"beoordelen/{declaratie.pk}",
            momenten=na_dagen(regel, sinds, regel.beoordelen_dagen, BEOORDELEN),
            aan=_wie(Recht.DECLARATIE_REVIEW),
            url=reverse("subsidies:werklijst"),
            object=declaratie,
        )


def _goed_te_keuren(gemeente: Gemeente, regel: Herinneringsregel) -> Iterator[Wachtend]:
    wacht = Berekening.objects.waiting().filter(declaratie__gemeente=gemeente)
    for berekening in wacht.order_by("pk"):
        sinds = timezone.localdate(berekening.berekend_op)
        yield Wachtend(
            sleutel=f"goedkeuren/{berekening.pk}",
            momenten=na_dagen(regel, sinds, regel.goedkeuren_dagen, GOEDKEUREN),
            aan=_wie(Recht.BEREKENING_APPROVE),
            url=reverse("subsidies:berekening_list"),
            object=berekening,
        )


def _wie(recht: Recht) -> Ontvangers:
    return Ontvangers(frozenset(rol for rol in Rol if recht in RECHTEN[rol]))
