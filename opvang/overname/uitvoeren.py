"""A plan is carried out: in bulk, under the rules of the database.

The caller holds the transaction. What was made and what was changed is given back, so that it can be put back.
"""

import base64
import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models

from indicaties.handelingen import Handeling as KindHandeling
from indicaties.models import (
    Adres,
    Buurtadres,
    Dubbelpaar,
    Indicatie,
    Indicatiebesluit,
    Kind,
    Ouder,
    Ouderschap,
    Toeleiding,
    Toeleidingstap,
    Traject,
)
from indicaties.wijzigingen import announce_wijziging
from lib.geld import met_punt
from opvang.actions.declaratie import plaatsingen_of
from opvang.handelingen import Handeling
from opvang.maandverdeling import divide_maanden
from opvang.models import Declaratiebewerking, Declaratieregel, Overname, Plaatsing, Urendeclaratie
from opvang.overname.plan import Plan, Urenplan, Wijziging
from opvang.regelkolommen import asked_columns
from opvang.verdelen import Deel, split_uren
from opvang.volgen import add_regels
from organisaties.audit import Logregel, record_many
from organisaties.opslaan import save_checked

# What the hours of a workbook change on a line.
URENVELDEN = ["uren_honderdsten", "maanden_honderdsten", "afwezig_honderdsten"]
_PER_KEER = 1_000
Stap = Callable[[int], None]


@dataclass
class Boek:
    """What was done: per model the rows that were made, and the old values of those that were changed."""

    gemaakt: dict[str, list[int]] = field(default_factory=dict)
    vorige: list[list[Any]] = field(default_factory=list)
    log: list[Logregel] = field(default_factory=list)

    def made(self, rijen: Iterable[models.Model]) -> None:
        for rij in rijen:
            self.gemaakt.setdefault(rij._meta.label, []).append(rij.pk)


def execute(plan: Plan, overname: Overname, moment: datetime, stap: Stap) -> Boek:
    """IntegrityError when meanwhile somebody did what a rule of the database does not let stand beside it."""
    boek = Boek()
    nummer = {"overname": overname.pk}
    stap(10)
    _make_kinderen(plan, boek, nummer)
    stap(35)
    _make_ouders(plan, boek, nummer)
    stap(50)
    _make_indicaties(plan, boek, nummer)
    _make_toeleidingen(plan, boek, nummer)
    stap(65)
    _make_plaatsingen(plan, boek, nummer)
    stap(75)
    for wijziging in plan.wijzigingen:
        _change(wijziging, boek, nummer)
    for urenplan in plan.uren:
        _make_uren(urenplan, plan, boek, moment, nummer)
    stap(85)
    return boek


def tell(plan: Plan, boek: Boek) -> None:
    """The record, and who computes with what changed. Last: the lock of the record is everybody's."""
    for kind in _touched(plan, set(boek.gemaakt.get(Kind._meta.label, []))):
        announce_wijziging(kind)
    record_many(regels=boek.log, door=plan.door)


def _create(boek: Boek, model: type[models.Model], rijen: Iterable[Any]) -> None:
    manager = Kind.alle if model is Kind else model._default_manager
    boek.made(manager.bulk_create(list(rijen), batch_size=_PER_KEER))


def _make_kinderen(plan: Plan, boek: Boek, nummer: dict[str, int]) -> None:
    kinderen = plan.nieuwe_kinderen
    _create(boek, Kind, kinderen)
    boek.log += [
        Logregel(
            KindHandeling.KIND_REGISTER,
            kind,
            {"kind": kind.pseudoniem, "met_bsn": kind.heeft_bsn, **nummer},
        )
        for kind in kinderen
    ]
    _find_buurten(plan)
    _create(boek, Adres, plan.adressen)
    _create(boek, Dubbelpaar, [_pair(plan, paar.ander, paar.kind, paar.gelijkenis) for paar in plan.paren])
    boek.log += [
        Logregel(
            KindHandeling.DUBBEL_DECLINE,
            paar.kind,
            {"kinderen": [paar.kind.pseudoniem, paar.ander.pseudoniem], **nummer},
        )
        for paar in plan.paren
    ]


def _find_buurten(plan: Plan) -> None:
    postcodes = {adres.postcode for adres in plan.adressen if adres.postcode}
    rijen = Buurtadres.objects.filter(gemeente=plan.door.gemeente, postcode__in=postcodes)
    buurten = {(rij.postcode, rij.huisnummer): rij.buurt_id for rij in rijen}
    for adres in plan.adressen:
        adres.buurt_id = buurten.get((adres.postcode, adres.huisnummer or 0))


def _pair(plan: Plan, een: Kind, ander: Kind, gelijkenis: Any) -> Dubbelpaar:
    eerste, tweede = sorted((een.pk, ander.pk))
    return Dubbelpaar(
        gemeente=plan.door.gemeente,
        een_id=eerste,
        ander_id=tweede,
        score=gelijkenis.score,
        redenen=list(gelijkenis.redenen),
        status=Dubbelpaar.Status.OTHER,
        gevonden_op=plan.op,
        besloten_op=plan.op,
        besloten_door=plan.door,
    )


def _make_ouders(plan: Plan, boek: Boek, nummer: dict[str, int]) -> None:
    _create(boek, Ouder, {id(s.ouder): s.ouder for s in plan.ouderschappen}.values())
    _create(boek, Ouderschap, plan.ouderschappen)
    boek.log += [
        Logregel(
            KindHandeling.OUDER_ADD,
            s,
            {"kind": s.kind.pseudoniem, "relatie": s.relatie, "gezag": s.gezag, **nummer},
        )
        for s in plan.ouderschappen
    ]


def _make_indicaties(plan: Plan, boek: Boek, nummer: dict[str, int]) -> None:
    _create(boek, Traject, plan.trajecten.values())
    boek.log += [
        Logregel(
            KindHandeling.TRAJECT_OPEN,
            traject,
            {"kind": traject.kind.pseudoniem, "aanleiding": traject.aanleiding, **nummer},
        )
        for traject in plan.trajecten.values()
    ]
    _create(boek, Indicatie, [indicatie for indicatie, _, _ in plan.indicaties])
    _create(boek, Indicatiebesluit, [besluit for _, besluit, _ in plan.indicaties])
    _create(
        boek,
        Indicatie.criteria.through,
        [
            Indicatie.criteria.through(indicatie=indicatie, criterium=criterium)
            for indicatie, _, gronden in plan.indicaties
            for criterium in dict.fromkeys(gronden)
        ],
    )
    boek.log += [Logregel(KindHandeling.INDICATIE_GRANT, i, _about(i, nummer)) for i, _, _ in plan.indicaties]


def _about(indicatie: Indicatie, nummer: dict[str, int]) -> dict[str, Any]:
    return {
        "kind": indicatie.kind.pseudoniem,
        "soort": indicatie.soort,
        "geldig_van": indicatie.geldig_van,
        "geldig_tot_en_met": indicatie.geldig_tot_en_met,
        **nummer,
    }


def _make_toeleidingen(plan: Plan, boek: Boek, nummer: dict[str, int]) -> None:
    _create(boek, Toeleiding, plan.toeleidingen)
    _create(
        boek,
        Toeleidingstap,
        [
            Toeleidingstap(
                toeleiding=t,
                status=t.status,
                sinds=t.stand_sinds,
                vastgelegd_op=plan.op,
                vastgelegd_door=plan.door,
            )
            for t in plan.toeleidingen
            if t.status != Toeleiding.Status.REFERRED
        ],
    )
    boek.log += [
        Logregel(
            KindHandeling.TOELEIDING_REFER,
            t,
            {"kind": t.kind.pseudoniem, "houder": t.houder.naam, "status": t.status, **nummer},
        )
        for t in plan.toeleidingen
    ]


def _make_plaatsingen(plan: Plan, boek: Boek, nummer: dict[str, int]) -> None:
    _create(boek, Plaatsing, plan.plaatsingen)
    boek.log += [
        Logregel(
            Handeling.PLAATSING_CREATE,
            p,
            {
                "kind": p.kind.pseudoniem,
                "locatie": p.locatie.lrk_nummer,
                "startdatum": p.startdatum,
                "einddatum": p.einddatum,
                "uren_per_week": met_punt(p.uren_per_week_honderdsten),
                "kot": p.kot,
                "bijdrageklasse": p.bijdrageklasse,
                "kindrang": p.kindrang,
                **nummer,
            },
        )
        for p in plan.plaatsingen
    ]


def _change(wijziging: Wijziging, boek: Boek, nummer: dict[str, int]) -> None:
    """The record tells which fields changed, not what stood there; that is kept apart for putting it back."""
    rij = wijziging.rij
    boek.vorige.append([rij._meta.label, rij.pk, {naam: write_veld(rij, naam) for naam in wijziging.velden}])
    for naam, waarde in wijziging.velden.items():
        setattr(rij, naam, waarde)
    save_checked(rij)
    details = {"kind": wijziging.kind.pseudoniem, "velden": sorted(wijziging.velden), **nummer}
    boek.log.append(Logregel(wijziging.handeling, rij, details))


def _make_uren(urenplan: Urenplan, plan: Plan, boek: Boek, moment: datetime, nummer: dict[str, int]) -> None:
    """In a draft that the provider submits itself. What the workbook does not name has no hours yet."""
    declaratie = urenplan.declaratie or _start(urenplan, plan, boek, moment, nummer)
    _add_missing(declaratie, boek)
    eigen = set(boek.gemaakt.get(Declaratieregel._meta.label, []))
    anders = []
    for regel, uren in _divided(urenplan, declaratie):
        if regel.pk not in eigen:
            was = {naam: getattr(regel, naam) for naam in URENVELDEN}
            boek.vorige.append([regel._meta.label, regel.pk, was])
        regel.uren_honderdsten = uren
        if regel.afwezig_honderdsten is not None:
            regel.afwezig_honderdsten = min(regel.afwezig_honderdsten, uren)
        anders.append(regel)
    _fill_months(declaratie, anders)
    Declaratieregel.objects.bulk_update(anders, URENVELDEN, batch_size=500)
    bewerking, nieuw = Declaratiebewerking.objects.get_or_create(declaratie=declaratie, gebruiker=plan.door)
    if nieuw:
        boek.made([bewerking])
    totaal = sum(declaratie.regels.values_list("uren_honderdsten", flat=True))
    details: dict[str, Any] = {"tijdvak": str(declaratie.tijdvak), "uren": met_punt(totaal)}
    details |= {"gewijzigd": len(anders), **nummer}
    boek.log.append(Logregel(Handeling.DECLARATIE_SAVE, declaratie, details))


def _fill_months(declaratie: Urendeclaratie, regels: list[Declaratieregel]) -> None:
    """The workbook has one number; by month it is divided as a proposal would be, for the provider to look at."""
    if not declaratie.met_maanden:
        return
    delen = [Deel(regel.plaatsing, regel.periode) for regel in regels]
    uren = [regel.uren_honderdsten for regel in regels]
    verdeeld = divide_maanden(declaratie.gemeente_id, declaratie.tijdvak, delen, uren)
    for regel, maanden in zip(regels, verdeeld, strict=True):
        regel.maanden_honderdsten = maanden


def _divided(urenplan: Urenplan, declaratie: Urendeclaratie) -> Iterator[tuple[Declaratieregel, int]]:
    """The hours of a child at a location, over the lines of its agreements there."""
    per_plek: dict[tuple[int, int], list[Declaratieregel]] = {}
    for regel in declaratie.regels.select_related("plaatsing").order_by("van", "pk"):
        per_plek.setdefault((regel.plaatsing.kind_id, regel.plaatsing.locatie_id), []).append(regel)
    for kind, locatie_id, uren in urenplan.uren:
        regels = per_plek[kind.pk, locatie_id]
        delen = [Deel(regel.plaatsing, regel.periode) for regel in regels]
        yield from zip(regels, split_uren(uren, delen), strict=True)


def _add_missing(declaratie: Urendeclaratie, boek: Boek) -> None:
    """A line without hours for each placement that has none yet."""
    bekend = set(declaratie.regels.values_list("plaatsing", flat=True))
    add_regels(declaratie, [p for p in plaatsingen_of(declaratie) if p.pk not in bekend])
    nieuw = declaratie.regels.exclude(plaatsing__in=bekend)
    boek.made(nieuw)
    leeg = [0] * len(declaratie.maanden) or None
    nieuw.update(uren_honderdsten=0, maanden_honderdsten=leeg)


def _start(
    urenplan: Urenplan, plan: Plan, boek: Boek, moment: datetime, nummer: dict[str, int]
) -> Urendeclaratie:
    declaratie = Urendeclaratie(
        gemeente=plan.door.gemeente,
        houder=urenplan.houder,
        **urenplan.tijdvak.velden,
        **asked_columns(plan.door.gemeente, urenplan.tijdvak),
        opgesteld_op=moment,
        opgesteld_door=plan.door,
    )
    save_checked(declaratie)
    boek.made([declaratie])
    details = {"tijdvak": str(declaratie.tijdvak), **nummer}
    boek.log.append(Logregel(Handeling.DECLARATIE_START, declaratie, details))
    return declaratie


def _touched(plan: Plan, nieuw: set[int]) -> list[Kind]:
    """Children that were here already, and of which something changed that money may depend on."""
    rijen: list[Any] = [i for i, _, _ in plan.indicaties] + plan.plaatsingen
    kinderen = [rij.kind for rij in rijen] + [w.kind for w in plan.wijzigingen]
    return list({kind.pk: kind for kind in kinderen if kind.pk not in nieuw}.values())


def write_veld(rij: models.Model, naam: str) -> Any:
    """A value as JSON can keep it."""
    waarde = getattr(rij, naam)
    if isinstance(waarde, bytes | memoryview):
        return base64.b64encode(bytes(waarde)).decode()
    return waarde if waarde is None or isinstance(waarde, bool | int | str) else str(waarde)


def prints_of(gemaakt: dict[str, list[int]]) -> dict[str, dict[str, str]]:
    """A print of each of these rows as it stands in the database now."""
    return {label: _prints(apps.get_model(label), ids) for label, ids in gemaakt.items()}


def _prints(model: type[models.Model], ids: list[int]) -> dict[str, str]:
    manager = Kind.alle if model is Kind else model._base_manager
    rijen = manager.filter(pk__in=ids).values_list("pk", *(f.attname for f in model._meta.concrete_fields))
    return {
        str(pk): hashlib.sha256(repr([_plain(w) for w in rij]).encode()).hexdigest()[:12]
        for pk, *rij in rijen
    }


def _plain(waarde: Any) -> Any:
    return bytes(waarde) if isinstance(waarde, memoryview) else waarde
