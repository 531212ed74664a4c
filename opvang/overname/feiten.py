"""The sheets of parents, indicaties and referrals. Of a decision that is here already nothing is changed by a file."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from indicaties.handelingen import Handeling
from indicaties.models import (
    OPEN,
    Criterium,
    Grond,
    Indicatie,
    Indicatiebesluit,
    Kind,
    Ouder,
    Ouderschap,
    Toeleiding,
    Traject,
)
from lib.naam import normaal
from opvang.overname.lezen import Regel, Werkmap
from opvang.overname.plan import Kindplan, Plan, Uitkomst, sentence_of
from opvang.overname.stand import Stand
from organisaties.models import Organisatie

Status = Toeleiding.Status


def with_child(plan: Plan, werkmap: Werkmap, regels: Iterable[Regel]) -> Iterator[tuple[Regel, Kindplan]]:
    """Each row with its child; a row of a child that is on no sheet is refused."""
    for regel in regels:
        if kindplan := plan.kinderen.get(regel.kindnummer):
            yield regel, kindplan
        elif regel.kindnummer not in werkmap.kindnummers:
            plan.refuse(
                regel,
                "kindnummer",
                f"Kindnummer {regel.kindnummer} staat niet op het blad Kinderen. Zet het kind daar ook neer.",
            )


def plan_all(
    plan: Plan, stand: Stand, rijen: Iterable[tuple[Regel, Kindplan]], doe: Callable[..., None]
) -> None:
    """`doe` plans one row; a ValueError with column and sentence refuses it."""
    for regel, kindplan in rijen:
        try:
            doe(plan, stand, regel, kindplan.kind)
        except ValueError as fout:
            kolom, zin = fout.args if len(fout.args) == 2 else ("", str(fout))
            plan.refuse(regel, kolom, zin)


class Ouders:
    """Plans the parents; one person is a parent of all the children of a family."""

    def __init__(self) -> None:
        self.samen: dict[tuple[Any, ...], Ouder] = {}
        self.gezien: set[tuple[int, str]] = set()
        self.met_beller: set[int] = set()

    def plan(self, plan: Plan, stand: Stand, regel: Regel, kind: Kind) -> None:
        naam = normaal(" ".join(regel.get(veld) for veld in ("voornaam", "tussenvoegsel", "achternaam")))
        if (id(kind), naam) in self.gezien:
            raise ValueError(
                "achternaam", "Deze ouder staat al bij dit kind. Verwijder een van beide regels."
            )
        self.gezien.add((id(kind), naam))
        bekend = [s for s in stand.ouderschappen.get(kind.pk, []) if normaal(s.ouder.naam) == naam]
        if bekend:
            anders = self._change(plan, regel, kind, bekend[0])
            plan.count(regel, Uitkomst.CHANGED if anders else Uitkomst.SAME)
            return
        plan.ouderschappen.append(self._new(plan, stand, regel, kind))
        plan.count(regel, Uitkomst.NEW)

    def _change(self, plan: Plan, regel: Regel, kind: Kind, bekend: Ouderschap) -> bool:
        velden = {veld: regel.get(kolom) for veld, kolom in _CONTACT.items() if regel.get(kolom)}
        anders = plan.change(bekend.ouder, velden, Handeling.OUDER_CHANGE, kind)
        return plan.change(bekend, {"relatie": regel.get("relatie")}, Handeling.OUDER_CHANGE, kind) or anders

    def _new(self, plan: Plan, stand: Stand, regel: Regel, kind: Kind) -> Ouderschap:
        velden = {veld: regel.get(veld) for veld in ("voornaam", "tussenvoegsel", "achternaam")}
        velden |= {veld: regel.get(kolom) for veld, kolom in _CONTACT.items()}
        ouder = Ouder(gemeente=stand.gemeente, **velden)
        if zin := sentence_of(ouder):
            raise ValueError("", zin)
        if velden["telefoon"] or velden["email"]:
            ouder = self.samen.setdefault(tuple(velden.values()), ouder)
        eerste = id(kind) not in self.met_beller and not stand.ouderschappen.get(kind.pk)
        self.met_beller.add(id(kind))
        return Ouderschap(
            kind=kind,
            ouder=ouder,
            relatie=regel.get("relatie"),
            belt_eerst=eerste,
            vastgelegd_op=plan.op,
            vastgelegd_door=plan.door,
        )


_CONTACT = {"telefoon": "telefoon", "email": "e-mail", "taal": "taal"}


def plan_indicatie(plan: Plan, stand: Stand, regel: Regel, kind: Kind) -> None:
    van, tot, afgegeven = (regel.get(k) for k in ("geldig van", "geldig tot en met", "afgegeven op"))
    soort = regel.get("soort")
    zelfde = [i for i in stand.indicaties.get(kind.pk, []) if (i.soort, i.geldig_van) == (soort, van)]
    if zelfde:
        if zelfde[0].geldig_tot_en_met != tot:
            raise ValueError(
                "geldig tot en met",
                f"Hier loopt deze indicatie tot en met {zelfde[0].geldig_tot_en_met:%d-%m-%Y}. Een besluit wijzigt u op de"
                " pagina van het kind.",
            )
        plan.count(regel, Uitkomst.SAME)
        return
    if afgegeven > plan.op:
        raise ValueError("afgegeven op", f"{afgegeven:%d-%m-%Y} is nog niet geweest. Controleer de dag.")
    if tot < van:
        raise ValueError(
            "geldig tot en met", "De indicatie eindigt voordat zij begint. Controleer beide datums."
        )
    indicatie = Indicatie(
        kind=kind,
        soort=soort,
        geldig_van=van,
        geldig_tot_en_met=tot,
        afgegeven_op=afgegeven,
        afgegeven_door=plan.door,
        organisatie=_jgz(stand, regel),
    )
    if zin := sentence_of(indicatie):
        raise ValueError("geldig van", zin)
    _refuse_overlap(plan, stand, indicatie)
    gronden = _gronden(stand, regel)
    plan.indicaties.append((indicatie, _decision(indicatie, gronden), gronden))
    plan.keep(indicatie)
    _open_traject(plan, stand, kind)
    plan.count(regel, Uitkomst.NEW)


def _jgz(stand: Stand, regel: Regel) -> Organisatie:
    try:
        return stand.organisatie(regel.get("consultatiebureau"), Organisatie.Soort.JGZ)
    except ValueError as fout:
        raise ValueError("consultatiebureau", str(fout)) from None


def _refuse_overlap(plan: Plan, stand: Stand, nieuw: Indicatie) -> None:
    for ander in [*stand.indicaties.get(nieuw.kind.pk, []), *plan.kept(Indicatie, nieuw.kind)]:
        if ander.geldig_van <= nieuw.geldig_tot_en_met and nieuw.geldig_van <= ander.geldig_tot_en_met:
            raise ValueError(
                "geldig van",
                f"Dit kind heeft in (een deel van) deze periode al een indicatie: {ander}. Controleer de datums.",
            )


def _gronden(stand: Stand, regel: Regel) -> list[Criterium]:
    codes = [code.strip() for code in regel.get("gronden").split(",") if code.strip()]
    gevonden = []
    for code in codes:
        criterium = stand.criteria.get((regel.get("soort"), code.casefold()))
        if criterium is None:
            bekend = ", ".join(
                c.code for (soort, _), c in stand.criteria.items() if soort == regel.get("soort")
            )
            raise ValueError(
                "gronden", f"Grond ‘{code}’ is hier niet bekend. Bekend zijn: {bekend or 'geen'}."
            )
        gevonden.append(criterium)
    return gevonden


def _decision(indicatie: Indicatie, gronden: list[Criterium]) -> Indicatiebesluit:
    """As it was made then: nothing is weighed anew, and nobody makes it known again."""
    return Indicatiebesluit(
        kind=indicatie.kind,
        indicatie=indicatie,
        organisatie=indicatie.organisatie,
        soort=Indicatiebesluit.Soort.GRANTED,
        indicatiesoort=indicatie.soort,
        besloten_op=indicatie.afgegeven_op,
        besloten_door=indicatie.afgegeven_door,
        geldig_van=indicatie.geldig_van,
        geldig_tot_en_met=indicatie.geldig_tot_en_met,
        gronden=[Grond.of(criterium).as_dict() for criterium in gronden],
    )


def _open_traject(plan: Plan, stand: Stand, kind: Kind) -> None:
    """Somebody watches over a child until it is four; of older ones no case is opened."""
    if kind.pk in stand.open_trajecten or id(kind) in plan.trajecten:
        return
    if kind.vierde_verjaardag > plan.op and not kind.is_vertrokken_op(plan.op):
        plan.trajecten[id(kind)] = Traject(
            kind=kind,
            aanleiding=Traject.Aanleiding.INDICATIE,
            geopend_op=plan.op,
            geopend_door=plan.door,
        )


def plan_toeleiding(plan: Plan, stand: Stand, regel: Regel, kind: Kind) -> None:
    verwezen, status, sinds = (regel.get(k, None) for k in ("verwezen op", "stand", "sinds"))
    houder = _houder(stand, regel)
    _check_stand(plan, regel, verwezen, status, sinds)
    bekend = [t for t in stand.toeleidingen.get(kind.pk, []) if t.houder_id == houder.pk]
    eigen = [t for t in plan.kept(Toeleiding, kind) if t.houder == houder]
    for ander in (t for t in [*bekend, *eigen] if t.verwezen_op == verwezen):
        if ander.status != status or ander in eigen:
            raise ValueError(
                "stand",
                f"Deze verwijzing staat er al, met stand ‘{ander.get_status_display()}’. Een andere stand legt u vast op de"
                " pagina van het kind.",
            )
        plan.count(regel, Uitkomst.SAME)
        return
    if status in OPEN and any(t.is_open for t in [*bekend, *eigen]):
        raise ValueError(
            "aanbieder", f"Dit kind is al verwezen naar {houder}, en daarop wacht nog een antwoord."
        )
    toeleiding = _referral(plan, stand, regel, kind, houder)
    plan.toeleidingen.append(toeleiding)
    plan.keep(toeleiding)
    _open_traject(plan, stand, kind)
    plan.count(regel, Uitkomst.NEW)


def _houder(stand: Stand, regel: Regel) -> Organisatie:
    try:
        return stand.organisatie(regel.get("aanbieder"), Organisatie.Soort.HOUDER)
    except ValueError as fout:
        raise ValueError("aanbieder", str(fout)) from None


def _check_stand(plan: Plan, regel: Regel, verwezen: date, status: str, sinds: date | None) -> None:
    if verwezen > plan.op:
        raise ValueError("verwezen op", f"{verwezen:%d-%m-%Y} is nog niet geweest. Controleer de dag.")
    if status != Status.REFERRED and sinds is None:
        raise ValueError("sinds", f"Vul in sinds wanneer de stand ‘{Status(status).label}’ is.")
    if sinds is not None and not verwezen <= sinds <= plan.op:
        raise ValueError(
            "sinds", f"{sinds:%d-%m-%Y} ligt niet tussen de verwijzing en vandaag. Controleer de dag."
        )
    if (status == Status.DECLINED) != bool(regel.get("reden")):
        raise ValueError("reden", "Vul bij ‘Geen deelname’ een reden in, en bij een andere stand geen.")


def _referral(plan: Plan, stand: Stand, regel: Regel, kind: Kind, houder: Organisatie) -> Toeleiding:
    status, sinds = regel.get("stand"), regel.get("sinds", None)
    toeleiding = Toeleiding(
        kind=kind,
        houder=houder,
        status=status,
        reden=regel.get("reden"),
        sinds=sinds,
        verwezen_op=regel.get("verwezen op"),
        verwezen_door=plan.door,
    )
    if nummer := regel.get("lrk-nummer"):
        try:
            toeleiding.locatie = stand.locatie(nummer, regel.get("verwezen op"))
        except ValueError as fout:
            raise ValueError("lrk-nummer", str(fout)) from None
        if toeleiding.locatie.houder_id != houder.pk:
            raise ValueError(
                "lrk-nummer", f"Locatie {toeleiding.locatie} is niet van {houder}. Controleer beide."
            )
    if status not in OPEN:
        toeleiding.afgerond_op, toeleiding.afgerond_door = sinds, plan.door
    if status == Status.STARTED:
        toeleiding.gestart_op, toeleiding.gestart_door = sinds, plan.door
    return toeleiding
