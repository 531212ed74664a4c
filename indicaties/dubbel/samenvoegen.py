"""Two files of one child become one, and two again as long as nothing new stands on it (docs/adr/0039)."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from indicaties.dubbel.gegevens import VELDGROEPEN, vanzelf, write_velden
from indicaties.dubbel.gezin import ADRES, must_swap, swap_adressen
from indicaties.dubbel.verhuizing import (
    Ingreep,
    Verhuizing,
    changed_since,
    stand_van,
    verhuizing_van,
    verhuizingen,
)
from indicaties.handelingen import Handeling
from indicaties.herkomst import remove_herkomst
from indicaties.models import Dubbelpaar, Kind, Samenvoeging
from indicaties.wijzigingen import announce_wijziging
from lib.weergave import datum
from organisaties.audit import record
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked


def find_bezwaren(blijft: Kind, vervalt: Kind) -> list[str]:
    """What must be solved first, in sentences."""
    zinnen = []
    if blijft.gemeente_id != vervalt.gemeente_id or blijft.pk == vervalt.pk:
        zinnen.append("Kies twee verschillende dossiers van kinderen in dezelfde gemeente.")
    if blijft.heeft_bsn and vervalt.heeft_bsn:
        zinnen.append(
            "De twee dossiers hebben elk een eigen BSN. Dat zijn twee kinderen, of één van de twee nummers klopt niet. "
            "Herstel of verwijder dan eerst het verkeerde BSN."
        )
    return zinnen + [zin for soort in verhuizingen() for zin in soort.weigert(blijft, vervalt)]


def find_ingrepen(blijft: Kind, vervalt: Kind, door: Gebruiker, op: date) -> list[Ingreep]:
    return [ingreep for soort in verhuizingen() for ingreep in soort.regelt(blijft, vervalt, door, op)]


@transaction.atomic
def merge_kinderen(
    *, blijft: Kind, vervalt: Kind, overnemen: Collection[str], door: Gebruiker, op: date
) -> Samenvoeging:
    """Everything of `vervalt` moves to `blijft`; `overnemen` names the groups of fields (VELDGROEPEN, or ADRES) whose
    value comes from `vervalt`. ValidationError with what must be solved first."""
    blijft, vervalt = _lock_both(blijft, vervalt)
    if bezwaren := find_bezwaren(blijft, vervalt):
        raise ValidationError(bezwaren)
    samenvoeging = Samenvoeging(blijft=blijft, vervalt=vervalt, samengevoegd_op=op, samengevoegd_door=door)
    try:
        with transaction.atomic():
            samenvoeging.verhuisd = _intervene(blijft, vervalt, door, op) + _move_all(blijft, vervalt, door)
    except IntegrityError as fout:
        raise ValidationError(
            "De twee dossiers hebben iets dat niet naast elkaar kan bestaan. Kijk welke feiten in dezelfde periode "
            "dubbel vastliggen en haal er eerst één weg."
        ) from fout
    samenvoeging.gegevens = _take_over(blijft, vervalt, overnemen)
    if blijft.herkomst_bezwaar_op is not None:
        remove_herkomst(blijft)
    samenvoeging.stand = stand_van(blijft)
    save_checked(samenvoeging)
    _decide_pair(blijft, vervalt, Dubbelpaar.Status.MERGED, door, op)
    _record(Handeling.SAMENVOEGING_MERGE, samenvoeging, door, overgenomen=sorted(overnemen))
    announce_wijziging(blijft)
    return samenvoeging


@transaction.atomic
def undo_merge(*, samenvoeging: Samenvoeging, door: Gebruiker, op: date) -> Samenvoeging:
    """Everything goes back to where it was, as it was. ValidationError when new facts stand on it since."""
    samenvoeging = Samenvoeging.objects.select_for_update(of=("self",)).get(pk=samenvoeging.pk)
    blijft = Kind.objects.lock(samenvoeging.blijft_id)
    vervalt = Kind.alle.select_for_update().get(pk=samenvoeging.vervalt_id)
    if beletsel := why_no_undo(samenvoeging, blijft, vervalt):
        raise ValidationError(beletsel)
    for feit in reversed(samenvoeging.verhuisd):
        _put_back(feit, vervalt, door)
    if samenvoeging.gegevens["adres_gewisseld"]:
        swap_adressen(blijft, vervalt)
    write_velden(blijft, samenvoeging.gegevens)
    if samenvoeging.gegevens["bsn_overgenomen"]:
        blijft.set_bsn(None)
    save_checked(blijft)
    vervalt.samengevoegd_met = None
    save_checked(vervalt)
    blijft.save()  # the pseudoniem of the other is no word of it any more
    samenvoeging.ongedaan_op, samenvoeging.ongedaan_door = op, door
    samenvoeging.gegevens, samenvoeging.stand = {}, {}
    save_checked(samenvoeging)
    _reopen_pair(blijft, vervalt)
    _record(Handeling.SAMENVOEGING_UNDO, samenvoeging, door)
    for kind in (blijft, vervalt):
        announce_wijziging(kind)
    return samenvoeging


def why_no_undo(samenvoeging: Samenvoeging, blijft: Kind, vervalt: Kind) -> list[str]:
    """Empty when it can be undone."""
    if samenvoeging.ongedaan_op is not None:
        return [f"Dit samenvoegen is al ongedaan gemaakt op {datum(samenvoeging.ongedaan_op)}."]
    if not samenvoeging.gegevens or not vervalt.achternaam:
        return ["De bewaartermijn van dit kind is voorbij: de oude gegevens zijn er niet meer."]
    nieuw = list(changed_since(blijft, samenvoeging.stand))
    ander_bsn = samenvoeging.gegevens["bsn_overgenomen"] and blijft.bsn != vervalt.bsn
    if ander_bsn or samenvoeging.gegevens["na"] != _veldwaarden(blijft):
        nieuw.append("Gegevens van het kind: zij zijn hersteld of gewijzigd.")
    if not nieuw:
        return []
    return [
        "Dit kan niet meer ongedaan worden gemaakt: na het samenvoegen is er iets bij gekomen of gewijzigd.",
        *nieuw,
    ]


def _lock_both(blijft: Kind, vervalt: Kind) -> tuple[Kind, Kind]:
    """In one order, so that two who join the same files wait for each other."""
    vast = {pk: Kind.objects.lock(pk) for pk in sorted({blijft.pk, vervalt.pk})}
    return vast[blijft.pk], vast[vervalt.pk]


def _intervene(blijft: Kind, vervalt: Kind, door: Gebruiker, op: date) -> list[dict[str, Any]]:
    gedaan = []
    for ingreep in find_ingrepen(blijft, vervalt, door, op):
        rij = type(ingreep.rij)._base_manager.select_for_update().get(pk=ingreep.rij.pk)
        velden = [rij._meta.get_field(naam) for naam in ingreep.velden]
        oud = {veld.attname: _as_text(rij, veld.attname) for veld in velden if isinstance(veld, models.Field)}
        for naam, waarde in ingreep.velden.items():
            setattr(rij, naam, waarde)
        save_checked(rij)
        gedaan.append({"model": rij._meta.label_lower, "pk": rij.pk, "oud": oud})
        record(
            handeling=Handeling.SAMENVOEGING_MOVE,
            door=door,
            object=rij,
            kind=blijft.pseudoniem,
            van=vervalt.pseudoniem,
            velden=sorted(ingreep.velden),
        )
    return gedaan


def _move_all(blijft: Kind, vervalt: Kind, door: Gebruiker) -> list[dict[str, Any]]:
    """One line in the record for each fact that moves."""
    gedaan = []
    for soort in verhuizingen():
        if not soort.verhuist:
            continue
        for kant in soort.sides(vervalt):
            with kant:
                gedaan += _move(soort, blijft, vervalt, door)
    return gedaan


def _move(soort: Verhuizing, blijft: Kind, vervalt: Kind, door: Gebruiker) -> list[dict[str, Any]]:
    kolom = soort.model._meta.get_field(soort.pad).attname  # type: ignore[union-attr]  # a foreign key
    gedaan = []
    for rij in list(soort.moving(blijft, vervalt).select_for_update(of=("self",))):
        soort.model._base_manager.filter(pk=rij.pk).update(**{kolom: blijft.pk})
        gedaan.append({"model": soort.label, "pk": rij.pk, "oud": {kolom: str(vervalt.pk)}})
        record(
            handeling=Handeling.SAMENVOEGING_MOVE,
            door=door,
            object=rij,
            kind=blijft.pseudoniem,
            van=vervalt.pseudoniem,
        )
    return gedaan


def _take_over(blijft: Kind, vervalt: Kind, overnemen: Collection[str]) -> dict[str, Any]:
    """The fields as they were, and as they became. The empty file keeps its own, for when it must come back."""
    oud = _veldwaarden(blijft)
    for groep in (set(overnemen) - {ADRES}) | vanzelf(blijft, vervalt):
        for veld in VELDGROEPEN[groep]:
            setattr(blijft, veld, getattr(vervalt, veld))
    gewisseld = must_swap(blijft, vervalt, ADRES in overnemen)
    if gewisseld:
        swap_adressen(blijft, vervalt)
    bsn_overgenomen = vervalt.heeft_bsn
    if bsn_overgenomen:
        blijft.set_bsn(vervalt.bsn)
    vervalt.samengevoegd_met = blijft
    vervalt.save()
    save_checked(blijft)
    return {
        **oud,
        "adres_gewisseld": gewisseld,
        "bsn_overgenomen": bsn_overgenomen,
        "na": _veldwaarden(blijft),
    }


def _veldwaarden(kind: Kind) -> dict[str, str | None]:
    return {veld: _as_text(kind, veld) for groep in VELDGROEPEN.values() for veld in groep}


def _put_back(feit: dict[str, Any], vervalt: Kind, door: Gebruiker) -> None:
    soort = verhuizing_van(feit["model"])
    velden = {veld.attname: veld for veld in soort.model._meta.concrete_fields}
    oud = {
        naam: None if tekst is None else velden[naam].to_python(tekst) for naam, tekst in feit["oud"].items()
    }
    rijen = soort.model._base_manager.filter(pk=feit["pk"])
    for kant in soort.sides(vervalt):
        with kant:
            if rijen.update(**oud):
                record(
                    handeling=Handeling.SAMENVOEGING_RETURN,
                    door=door,
                    object=rijen.get(),
                    kind=vervalt.pseudoniem,
                    velden=sorted(oud),
                )
                return


def _as_text(rij: models.Model, kolom: str) -> str | None:
    waarde = getattr(rij, kolom)
    return None if waarde is None else str(waarde)


def _decide_pair(een: Kind, ander: Kind, status: str, door: Gebruiker, op: date) -> None:
    for paar in Dubbelpaar.objects.of_paar(een, ander):
        paar.status, paar.besloten_op, paar.besloten_door = status, op, door
        save_checked(paar)


def _reopen_pair(een: Kind, ander: Kind) -> None:
    Dubbelpaar.objects.of_paar(een, ander).update(
        status=Dubbelpaar.Status.OPEN, besloten_op=None, besloten_door=None
    )


def _record(handeling: Handeling, samenvoeging: Samenvoeging, door: Gebruiker, **details: Any) -> None:
    record(
        handeling=handeling,
        door=door,
        object=samenvoeging,
        kinderen=[samenvoeging.blijft.pseudoniem, samenvoeging.vervalt.pseudoniem],
        feiten=len(samenvoeging.verhuisd),
        **details,
    )
