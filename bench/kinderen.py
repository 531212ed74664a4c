"""A municipality at work: children of all ages on their way from signal to a place, made in bulk, the same each time."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from bench.pseudoniemen import next_pseudoniem
from demo.inrichting import GemeentePlan, HouderPlan, Inrichting, LocatiePlan, build_inrichting
from indicaties.models import Indicatie, Kind, Toeleiding, Traject
from lib.periode import add_maanden
from opvang.models import Groep, Groepsindeling, Plaatsing
from organisaties.models import Organisatie

KINDEREN_PER_HOUDER = 500
PREFIXEN = ("", "", "", "van den", "de", "el")
GROEPEN, BEGIN = ("Beren", "Egels"), date(2019, 1, 1)
NAMEN = ("Jansen", "Berg", "Bakker", "Vries", "Yildiz", "Idrissi", "Kowalska", "Visser")


def make_kinderen(code: str, aantal: int) -> None:
    """Children of nought to four years today: six in ten with an indicatie, most of those referred or placed."""
    dag = date.today()  # noqa: DTZ011 - the pages that are measured look at today too
    houders = tuple(
        HouderPlan(f"Houder {code}-{i}", (LocatiePlan(f"Locatie {i}", "Putten", f"{int(code):05}{i:04}"),))
        for i in range(-(-aantal // KINDEREN_PER_HOUDER))
    )
    plan = GemeentePlan(
        code, f"Meting {code}", f"{code}.meting", f"JGZ {code}", f"School {code}", houders, 80, "meting"
    )
    inrichting = build_inrichting(plan, dag=dag, geldig_van=date(2019, 1, 1))
    toeval = Random(aantal)  # noqa: S311 - the same children each time
    kinderen = Kind.objects.bulk_create(
        (_kind(inrichting, nummer, dag, toeval) for nummer in range(aantal)), batch_size=5_000
    )
    met_indicatie = [kind for kind in kinderen if toeval.random() < 0.6]
    _indiceer(inrichting, met_indicatie, dag)
    wachtend = [kind for kind in met_indicatie if toeval.random() < 0.3]
    _verwijs(inrichting, wachtend, dag, toeval)
    wacht = {kind.pk for kind in wachtend}
    _plaats(inrichting, [kind for kind in met_indicatie if kind.pk not in wacht], dag, toeval)
    _deel_in(inrichting)


def _kind(inrichting: Inrichting, nummer: int, dag: date, toeval: Random) -> Kind:
    geboren = dag - timedelta(days=toeval.randrange(300, 1450))
    return Kind(
        pseudoniem=next_pseudoniem(),
        gemeente=inrichting.gemeente,
        ingeschreven_door=inrichting.jgz,
        voornaam=f"Kind{nummer}",
        tussenvoegsel=toeval.choice(PREFIXEN),
        achternaam=f"{toeval.choice(NAMEN)}{nummer if nummer % 3 else ''}",
        geboortedatum=geboren,
        ingeschreven_op=geboren + timedelta(days=60),
    )


def _indiceer(inrichting: Inrichting, kinderen: list[Kind], dag: date) -> None:
    jgz = inrichting.gebruikers["jgz"]
    Indicatie.objects.bulk_create(
        (
            Indicatie(
                kind=kind,
                geldig_van=add_maanden(kind.geboortedatum, 9),
                geldig_tot_en_met=add_maanden(kind.geboortedatum, 48) - timedelta(days=1),
                afgegeven_op=add_maanden(kind.geboortedatum, 9),
                afgegeven_door=jgz,
                organisatie=inrichting.jgz,
            )
            for kind in kinderen
        ),
        batch_size=5_000,
    )
    Traject.objects.bulk_create(
        (
            Traject(kind=kind, aanleiding="indicatie", geopend_op=kind.ingeschreven_op, geopend_door=jgz)
            for kind in kinderen
        ),
        batch_size=5_000,
    )


def _verwijs(inrichting: Inrichting, kinderen: list[Kind], dag: date, toeval: Random) -> None:
    Toeleiding.objects.bulk_create(
        (
            Toeleiding(
                kind=kind,
                houder=_houder(inrichting, kind),
                verwezen_op=dag - timedelta(days=toeval.randrange(0, 90)),
                verwezen_door=inrichting.gebruikers["jgz"],
            )
            for kind in kinderen
        ),
        batch_size=5_000,
    )


def _plaats(inrichting: Inrichting, kinderen: list[Kind], dag: date, toeval: Random) -> None:
    locaties = {houder.pk: houder.locaties.get() for houder in inrichting.houders}
    Plaatsing.objects.bulk_create(
        (
            Plaatsing(
                kind=kind,
                locatie=locaties[(houder := _houder(inrichting, kind)).pk],
                startdatum=add_maanden(kind.geboortedatum, 24),
                uren_per_week_honderdsten=toeval.choice([8_00, 16_00]),
                kot=toeval.random() < 0.5,
                vastgelegd_op=kind.ingeschreven_op,
                vastgelegd_door=inrichting.medewerker(houder),
            )
            for kind in kinderen
            if add_maanden(kind.geboortedatum, 24) <= dag + timedelta(days=60)
        ),
        batch_size=5_000,
    )


def _deel_in(inrichting: Inrichting) -> None:
    """Two groups per location; each child goes to one of them, from its first day on."""
    groepen: dict[int, list[Groep]] = {}
    for houder in inrichting.houders:
        locatie, door = houder.locaties.get(), inrichting.medewerker(houder)
        vast: dict[str, Any] = {"plaatsen": 16, "dagdelen_per_week": 8, "van": BEGIN, "vastgelegd_op": BEGIN}
        rijen = [Groep(locatie=locatie, naam=naam, vastgelegd_door=door, **vast) for naam in GROEPEN]
        groepen[locatie.pk] = Groep.objects.bulk_create(rijen)
    plaatsen = Plaatsing.objects.filter(kind__gemeente=inrichting.gemeente).order_by("pk")
    Groepsindeling.objects.bulk_create(
        (
            Groepsindeling(
                kind_id=plaats.kind_id,
                groep=groepen[plaats.locatie_id][plaats.pk % len(GROEPEN)],
                vanaf=plaats.startdatum,
                vastgelegd_op=plaats.vastgelegd_op,
                vastgelegd_door_id=plaats.vastgelegd_door_id,
            )
            for plaats in plaatsen
        ),
        batch_size=5_000,
    )


def _houder(inrichting: Inrichting, kind: Kind) -> Organisatie:
    return inrichting.houders[kind.pk % len(inrichting.houders)]
