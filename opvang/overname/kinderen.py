"""The sheet of the children: who is here already, who is new, and who looks like somebody else."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

from indicaties.bsn import bsn_indexes
from indicaties.dubbel.vergelijken import Gelijkenis, Persoon, compare
from indicaties.dubbel.zoeken import MEESTE_KANDIDATEN
from indicaties.handelingen import Handeling
from indicaties.models import Adres, Kind
from lib.naamklank import klanksleutels
from opvang.overname.lezen import Regel
from opvang.overname.plan import Kindplan, Paar, Plan, Uitkomst, sentence_of
from opvang.overname.stand import Stand
from organisaties.models import Organisatie

_NAMEN = ("voornaam", "tussenvoegsel", "achternaam")
_ADRES = {
    "straat": "straat",
    "huisnummer": "huisnummer",
    "toevoeging": "toevoeging",
    "postcode": "postcode",
    "woonplaats": "woonplaats",
    "geheim": "geheim adres",
}
_HETZELFDE = "Is het hetzelfde kind? Vul dan bij ‘pseudoniem’ {} in."
_ANDER = "Is het een ander kind? Vul dan bij ‘ander kind’ ja in."


def plan_kinderen(plan: Plan, stand: Stand, regels: Iterable[Regel]) -> None:
    gezien: dict[str, int] = {}
    for regel in regels:
        sleutels = [f"kindnummer {regel.kindnummer}"]
        if bsn := regel.get("bsn"):
            sleutels.append(f"bsn {bsn}")
        dubbel = [(sleutel.split()[0], gezien[sleutel]) for sleutel in sleutels if sleutel in gezien]
        for kolom, nummer in dubbel:
            wat = "BSN" if kolom == "bsn" else "kindnummer"
            plan.refuse(regel, kolom, f"Dit {wat} staat ook op regel {nummer}. Elk kind staat er één keer.")
        gezien.update(dict.fromkeys(sleutels, regel.nummer))
        if not dubbel:
            _plan_kind(plan, stand, regel)
    _refuse_twice(plan)
    _ask_doubles(plan, stand)


def _plan_kind(plan: Plan, stand: Stand, regel: Regel) -> None:
    kind = _typed(plan, stand, regel)
    if kind.geboortedatum > plan.op:
        plan.refuse(regel, "geboortedatum", f"{kind.geboren} is nog niet geweest. Controleer het jaar.")
        return
    try:
        bekend = _known(stand, regel, kind)
    except LookupError as vraag:
        kolom, zin = vraag.args
        plan.refuse(regel, kolom, zin, is_vraag=True)
        return
    if bekend is None:
        _add_kind(plan, stand, regel, kind)
    else:
        plan.kinderen[regel.kindnummer] = Kindplan(regel, bekend)
        anders = _change_kind(plan, regel, kind, bekend)
        plan.count(regel, Uitkomst.CHANGED if anders else Uitkomst.SAME)


def _typed(plan: Plan, stand: Stand, regel: Regel) -> Kind:
    """The child as the workbook has it."""
    geboren = regel.get("geboortedatum")
    return Kind(
        gemeente=stand.gemeente,
        **{naam: regel.get(naam) for naam in _NAMEN},
        geboortedatum=geboren.rekendatum(plan.op),
        geboorte_bekend=geboren.bekend,
        ingeschreven_op=plan.op,
    )


def _known(stand: Stand, regel: Regel, kind: Kind) -> Kind | None:
    """The child that is here already; LookupError with column and sentence when somebody has to say so."""
    bsn, pseudoniem = regel.get("bsn"), regel.get("pseudoniem").upper()
    if pseudoniem:
        if pseudoniem not in stand.per_pseudoniem:
            raise LookupError(
                "pseudoniem", f"Een kind {pseudoniem} is hier niet bekend. Controleer het pseudoniem."
            )
        return stand.per_pseudoniem[pseudoniem]
    if bsn and (bekend := stand.with_bsn(bsn)):
        if _likeness(kind, bekend) is None:
            vraag = _HETZELFDE.format(bekend.pseudoniem)
            raise LookupError(
                "bsn",
                f"Dit BSN is hier van kind {bekend.pseudoniem}, met een andere naam of geboortedatum. {vraag} Zo niet,"
                " controleer dan het BSN.",
            )
        return bekend
    zelfde = [
        k
        for k in stand.named(kind)
        if not (bsn and k.bsn_index and k.bsn_index not in bsn_indexes(bsn)) and _is_same(regel, k)
    ]
    if len(zelfde) > 1:
        namen = " of ".join(k.pseudoniem for k in zelfde)
        raise LookupError(
            "achternaam",
            f"Hier staan {len(zelfde)} kinderen met deze naam en geboortedatum. {_HETZELFDE.format(namen)} {_ANDER}",
        )
    return zelfde[0] if zelfde else None


def _is_same(regel: Regel, bekend: Kind) -> bool:
    """With the same name and day of birth. Of another child the workbook says so, and it lives elsewhere."""
    adres = getattr(bekend, "adres", None)
    postcode = adres.postcode if adres else ""
    return not regel.get("ander kind", False) or regel.get("postcode") == postcode


def _likeness(een: Kind, ander: Kind) -> Gelijkenis | None:
    """Whatever their BSN is."""
    return compare(Persoon.from_kind(een), Persoon.from_kind(ander))


def _add_kind(plan: Plan, stand: Stand, regel: Regel, kind: Kind) -> None:
    soorten = (Organisatie.Soort.JGZ, Organisatie.Soort.HOUDER)
    try:
        kind.ingeschreven_door = stand.organisatie(regel.get("ingeschreven door"), *soorten)
    except ValueError as fout:
        plan.refuse(regel, "ingeschreven door", str(fout))
        return
    kind.set_bsn(regel.get("bsn") or None)
    adres = Adres(kind=kind, **_address(regel))
    if zin := sentence_of(kind) or sentence_of(adres):
        plan.refuse(regel, "", zin)
        return
    plan.kinderen[regel.kindnummer] = Kindplan(regel, kind)
    if _address(regel):
        plan.adressen.append(adres)
    plan.count(regel, Uitkomst.NEW)


def _address(regel: Regel) -> dict[str, Any]:
    return {veld: regel.get(kolom) for veld, kolom in _ADRES.items() if kolom in regel.waarden}


def _change_kind(plan: Plan, regel: Regel, kind: Kind, bekend: Kind) -> bool:
    """An empty cell leaves what stands here as it is."""
    velden: dict[str, Any] = {naam: getattr(kind, naam) for naam in _NAMEN if regel.get(naam)}
    velden |= {"geboortedatum": kind.geboortedatum, "geboorte_bekend": str(kind.geboorte_bekend)}
    bsn = regel.get("bsn")
    if bsn and bekend.bsn_index not in bsn_indexes(bsn):
        kind.pseudoniem = bekend.pseudoniem
        kind.set_bsn(bsn)
        velden |= {"bsn_versleuteld": kind.bsn_versleuteld, "bsn_index": kind.bsn_index}
    anders = plan.change(bekend, velden, Handeling.KIND_RECTIFY, bekend)
    adres = getattr(bekend, "adres", None)
    if adres is not None:
        return plan.change(adres, _address(regel), Handeling.ADRES_CHANGE, bekend) or anders
    if nieuw := _address(regel):
        plan.adressen.append(Adres(kind=bekend, **nieuw))
    return bool(nieuw) or anders


def _refuse_twice(plan: Plan) -> None:
    eerder: dict[int, Regel] = {}
    for kindplan in plan.kinderen.values():
        if kindplan.is_nieuw:
            continue
        eerste = eerder.setdefault(kindplan.kind.pk, kindplan.regel)
        if eerste is not kindplan.regel:
            plan.refuse(
                kindplan.regel,
                "kindnummer",
                f"Dit is hetzelfde kind als op regel {eerste.nummer} (kind {kindplan.kind.pseudoniem}). Verwijder een van"
                " beide regels.",
            )


def _ask_doubles(plan: Plan, stand: Stand) -> None:
    """As when one enrols a child by hand, of all of them at once: the same keys, the same comparison."""
    nieuw = {id(p.kind): p for p in plan.kinderen.values() if p.is_nieuw}
    adressen = {id(adres.kind): adres for adres in plan.adressen}
    personen = [(kind, Persoon.from_kind(kind)) for kind in stand.kinderen]
    personen += [(p.kind, Persoon.from_kind(p.kind, adressen.get(id(p.kind)))) for p in nieuw.values()]
    gesteld: set[int] = set()
    for een, ander, gelijkenis in _pairs(personen, set(nieuw)):
        later, eerder = (ander, een) if id(ander) in nieuw else (een, ander)
        _ask_double(plan, nieuw, gesteld, Paar(later, eerder, gelijkenis))


def _ask_double(plan: Plan, nieuw: dict[int, Kindplan], gesteld: set[int], paar: Paar) -> None:
    regel = nieuw[id(paar.kind)].regel
    if regel.get("ander kind", False):
        plan.paren.append(paar)
        return
    if id(paar.kind) in gesteld:
        return
    gesteld.add(id(paar.kind))
    waarom = ", ".join(paar.gelijkenis.redenen)
    if ander := nieuw.get(id(paar.ander)):
        wie, doe = f"regel {ander.regel.nummer}", "Is het hetzelfde kind? Verwijder dan een van beide regels."
    else:
        wie, doe = f"kind {paar.ander.pseudoniem}", _HETZELFDE.format(paar.ander.pseudoniem)
    plan.refuse(regel, "achternaam", f"Dit kind lijkt op {wie}: {waarom}. {doe} {_ANDER}", is_vraag=True)


def _pairs(personen: list[tuple[Kind, Persoon]], nieuw: set[int]) -> Iterator[tuple[Kind, Kind, Gelijkenis]]:
    """Every two that look like one child, of which at least one is new; the one that was here first stands first."""
    groepen: dict[str, list[int]] = defaultdict(list)
    for nummer, (_, persoon) in enumerate(personen):
        for sleutel in _keys(persoon):
            groepen[sleutel].append(nummer)
    gezien: set[tuple[int, int]] = set()
    for groep in groepen.values():
        if len(groep) > MEESTE_KANDIDATEN or not any(id(personen[n][0]) in nieuw for n in groep):
            continue
        for paar in combinations(groep, 2):
            (een, als_een), (ander, als_ander) = personen[paar[0]], personen[paar[1]]
            if paar in gezien or not {id(een), id(ander)} & nieuw:
                continue
            gezien.add(paar)
            gelijkenis = compare(als_een, als_ander)
            if gelijkenis is not None and not gelijkenis.vermoeden:
                yield een, ander, gelijkenis


def _keys(persoon: Persoon) -> Iterator[str]:
    """Born on one day, or with day and month swapped, or with a name that sounds the same."""
    if persoon.dagsleutel:
        yield persoon.dagsleutel
    yield from klanksleutels(persoon.voornaam, persoon.achternaam)
