"""What the columns are about: one provider, scheme and year; and the parts of which an amount by the hour is made."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from subsidies.berekeningen.opgaven import approved_regels
from subsidies.herzieningen.vergelijken import Vandaag
from subsidies.models import Berekening, Berekeningsdeel, Berekeningsregel

# (declaration, child) -> why today can't be computed.
Fouten = dict[tuple[int, int], str]


class Lijn(NamedTuple):
    """The ids are those of the provider; a scheme keeps its name over its versions."""

    houder: int
    regelingnaam: str
    jaar: int


@dataclass(frozen=True)
class Deel:
    """Days of a child on which nothing changes. Hours in hundredths, money in cents."""

    lijn: Lijn
    kind: int
    declaratie: int
    van: date
    tot_en_met: date
    categorie: str
    uren: int
    centen: int


def read_vandaag(gemeente_id: int, jaar: int, kinderen: set[int]) -> tuple[list[Deel], Fouten]:
    """What the approved declarations of these children come to by today's facts, at all providers."""
    regels = approved_regels(gemeente_id, Q(declaratie__jaar=jaar), kinderen)
    if not regels:
        return [], {}
    per_pk = {regel.pk: regel for regel in regels}
    vandaag = Vandaag(gemeente_id, regels)
    delen = []
    for deel in vandaag.resultaat.delen:
        for uitkomst in deel.regels:
            regel = per_pk[uitkomst.declaratieregel]
            delen.append(
                Deel(
                    Lijn(regel.declaratie.houder_id, deel.regeling.naam, jaar),
                    regel.plaatsing.kind_id,
                    regel.declaratie_id,
                    uitkomst.van,
                    uitkomst.tot_en_met,
                    uitkomst.categorie,
                    uitkomst.uren,
                    uitkomst.subsidie,
                )
            )
    return delen, vandaag.fouten


def read_goedgekeurd(gemeente_id: int, waar: Q) -> list[Deel]:
    """What approved calculations say."""
    berekeningen = Berekening.objects.in_force().filter(waar, declaratie__gemeente=gemeente_id)
    return list(read_delen(berekeningen.values_list("pk", flat=True)))


def read_delen(berekeningen: Iterable[int]) -> Iterator[Deel]:
    """The lines of calculations, each under the scheme that it came out of."""
    ids = list(berekeningen)
    eerste: dict[int, list[tuple[int, str]]] = defaultdict(list)
    delen = Berekeningsdeel.objects.filter(berekening__in=ids).order_by("berekening", "eerste", "pk")
    for pk, begint, naam in delen.values_list("berekening", "eerste", "regeling__naam"):
        eerste[pk].append((begint, naam))
    regels = Berekeningsregel.objects.filter(berekening__in=ids).order_by("berekening", "volgorde")
    velden = ("berekening", "volgorde", "berekening__declaratie__houder", "berekening__declaratie__jaar")
    uitkomst = ("van", "tot_en_met", "categorie", "uren_honderdsten", "subsidie_centen")
    for pk, volgorde, houder, jaar, kind, declaratie, *rest in regels.values_list(
        *velden, "declaratieregel__plaatsing__kind", "berekening__declaratie", *uitkomst
    ):
        naam = next(naam for begint, naam in reversed(eerste[pk]) if begint <= volgorde)
        yield Deel(Lijn(houder, naam, jaar), kind, declaratie, *rest)
