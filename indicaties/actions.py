"""What people do with children, indicaties and referrals: one transaction each, with its line in the record.

The record names a child by pseudoniem and holds no grounds of an indicatie: those say too much about a family.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from indicaties.handelingen import Handeling
from indicaties.models import Criterium, Indicatie, Kind, Toeleiding
from indicaties.wijzigingen import announce_wijziging
from lib.periode import add_maanden
from lib.weergave import datum
from organisaties.audit import record
from organisaties.models import Gebruiker, Organisatie
from organisaties.opslaan import save_checked

# Further ahead than this the last day is more likely a typing error than a move.
_MEESTE_MAANDEN_VOORUIT = 12


@transaction.atomic
def register_kind(
    *,
    voornaam: str,
    tussenvoegsel: str,
    achternaam: str,
    geboortedatum: date,
    postcode: str,
    bsn: str | None,
    door: Gebruiker,
    op: date,
) -> Kind:
    if door.organisatie is None:
        raise ValidationError(
            "Alleen een organisatie, zoals het consultatiebureau, kan een kind inschrijven."
        )
    kind = Kind(
        gemeente=door.gemeente,
        ingeschreven_door=door.organisatie,
        voornaam=voornaam,
        tussenvoegsel=tussenvoegsel,
        achternaam=achternaam,
        geboortedatum=geboortedatum,
        postcode=postcode,
        ingeschreven_op=op,
    )
    kind.set_bsn(bsn)
    save_checked(kind)
    record(
        handeling=Handeling.KIND_REGISTER,
        door=door,
        object=kind,
        kind=kind.pseudoniem,
        met_bsn=kind.heeft_bsn,
    )
    return kind


@transaction.atomic
def rectify_kind(
    *, kind: Kind, velden: dict[str, Any], bsn: str | None, wis_bsn: bool, door: Gebruiker
) -> list[str]:
    """Correct the data; the record tells which fields changed, not what they were. Without a bsn it stays as it is."""
    kind = Kind.objects.select_for_update().get(pk=kind.pk)
    gewijzigd = [veld for veld, waarde in velden.items() if getattr(kind, veld) != waarde]
    for veld in gewijzigd:
        setattr(kind, veld, velden[veld])
    if (bsn or wis_bsn) and kind.bsn != bsn:
        kind.set_bsn(bsn)
        gewijzigd.append("bsn")
    eerste = kind.indicaties.effective().order_by("geldig_van").first()
    if eerste is not None and eerste.geldig_van < kind.geboortedatum:
        raise ValidationError(
            f"De geboortedatum {datum(kind.geboortedatum)} ligt na het begin van een indicatie "
            f"({datum(eerste.geldig_van)}). Trek eerst die indicatie in, of controleer de geboortedatum."
        )
    if gewijzigd:
        save_checked(kind)
        record(
            handeling=Handeling.KIND_RECTIFY, door=door, object=kind, kind=kind.pseudoniem, velden=gewijzigd
        )
    if "geboortedatum" in gewijzigd:
        announce_wijziging(kind)
    return gewijzigd


@transaction.atomic
def show_bsn(*, kind: Kind, reden: str, door: Gebruiker) -> str | None:
    """The BSN, for a reason that is recorded. `reden` is a RedenBsn."""
    record(handeling=Handeling.KIND_BSN_VIEW, door=door, object=kind, kind=kind.pseudoniem, reden=reden)
    return kind.bsn


@transaction.atomic
def grant_indicatie(
    *,
    kind: Kind,
    soort: str,
    criteria: Collection[Criterium],
    geldig_van: date,
    geldig_tot_en_met: date,
    door: Gebruiker,
    op: date,
) -> Indicatie:
    _check_criteria(criteria, kind, soort)
    if door.organisatie is None:
        raise ValidationError(
            "Alleen een organisatie, zoals het consultatiebureau, kan een indicatie afgeven."
        )
    indicatie = Indicatie(
        kind=kind,
        soort=soort,
        geldig_van=geldig_van,
        geldig_tot_en_met=geldig_tot_en_met,
        afgegeven_op=op,
        afgegeven_door=door,
        organisatie=door.organisatie,
    )
    save_checked(indicatie)
    indicatie.criteria.set(criteria)
    _record_indicatie(Handeling.INDICATIE_GRANT, indicatie, door)
    return indicatie


def _check_criteria(criteria: Collection[Criterium], kind: Kind, soort: str) -> None:
    if not criteria:
        raise ValidationError("Kies ten minste één grond voor de indicatie.")
    for criterium in criteria:
        if criterium.gemeente_id != kind.gemeente_id or criterium.soort != soort:
            raise ValidationError(f"De grond ‘{criterium}’ hoort niet bij deze soort indicatie.")


@transaction.atomic
def withdraw_indicatie(*, indicatie: Indicatie, reden: str, door: Gebruiker, op: date) -> Indicatie:
    """Take the decision back for all its days. It stays on record; only its withdrawal is added.

    Of a child that moved or died this day is also the last one in the municipality, unless it is known better.
    """
    indicatie = _withdraw(indicatie, reden, door, op)
    _record_vertrek_of(indicatie, reden, laatste_dag=op, door=door, op=op)
    return indicatie


def _withdraw(indicatie: Indicatie, reden: str, door: Gebruiker, op: date) -> Indicatie:
    indicatie = Indicatie.objects.select_for_update().get(pk=indicatie.pk)
    if indicatie.ingetrokken_op is not None:
        raise ValidationError(f"Deze indicatie is al ingetrokken op {datum(indicatie.ingetrokken_op)}.")
    indicatie.ingetrokken_op = op
    indicatie.ingetrokken_door = door
    indicatie.reden_intrekking = reden
    save_checked(indicatie)
    _record_indicatie(Handeling.INDICATIE_WITHDRAW, indicatie, door, reden=reden)
    return indicatie


@transaction.atomic
def shorten_indicatie(
    *, indicatie: Indicatie, laatste_dag: date, reden: str, door: Gebruiker, op: date
) -> Indicatie:
    """Let an indicatie end earlier: the old decision is withdrawn and a shorter one takes its place.

    Of a child that moved or died its last day is also the last one in the municipality, unless it is known better.
    """
    if not indicatie.geldig_van <= laatste_dag < indicatie.geldig_tot_en_met:
        raise ValidationError(
            f"{datum(laatste_dag)} ligt niet tussen {datum(indicatie.geldig_van)} en "
            f"{datum(indicatie.geldig_tot_en_met)}. Kies een laatste dag binnen de indicatie."
        )
    criteria = list(indicatie.criteria.all())
    _withdraw(indicatie, reden, door, op)
    korter = Indicatie(
        kind=indicatie.kind,
        soort=indicatie.soort,
        geldig_van=indicatie.geldig_van,
        geldig_tot_en_met=laatste_dag,
        afgegeven_op=op,
        afgegeven_door=door,
        organisatie=indicatie.organisatie,
    )
    save_checked(korter)
    korter.criteria.set(criteria)
    _record_indicatie(Handeling.INDICATIE_GRANT, korter, door, vervangt=indicatie.pk)
    _record_vertrek_of(korter, reden, laatste_dag=laatste_dag, door=door, op=op)
    return korter


def _record_indicatie(handeling: Handeling, indicatie: Indicatie, door: Gebruiker, **details: Any) -> None:
    announce_wijziging(indicatie.kind)
    record(
        handeling=handeling,
        door=door,
        object=indicatie,
        kind=indicatie.kind.pseudoniem,
        soort=indicatie.soort,
        geldig_van=indicatie.geldig_van,
        geldig_tot_en_met=indicatie.geldig_tot_en_met,
        **details,
    )


@transaction.atomic
def record_vertrek(*, kind: Kind, laatste_dag: date, reden: str, door: Gebruiker, op: date) -> Kind:
    """The child moved away or died (a Kind.RedenVertrek); `laatste_dag` is its last day in the municipality.

    Recording it anew puts the day or the reason right. No placement ends by it: that is up to the provider.
    """
    kind = Kind.objects.select_for_update().get(pk=kind.pk)
    if reden == Kind.RedenVertrek.DECEASED and laatste_dag > op:
        raise ValidationError(f"{datum(laatste_dag)} ligt in de toekomst. Vul de dag van overlijden in.")
    if laatste_dag > add_maanden(op, _MEESTE_MAANDEN_VOORUIT):
        raise ValidationError(f"{datum(laatste_dag)} ligt meer dan een jaar vooruit. Controleer het jaar.")
    kind.vertrokken_op, kind.reden_vertrek = laatste_dag, reden
    save_checked(kind)
    record(
        handeling=Handeling.KIND_DEPART,
        door=door,
        object=kind,
        kind=kind.pseudoniem,
        laatste_dag=laatste_dag,
        reden=reden,
    )
    announce_wijziging(kind)
    return kind


@transaction.atomic
def undo_vertrek(*, kind: Kind, door: Gebruiker) -> Kind:
    """The child lives here after all, or again: nothing is known of a departure any more."""
    kind = Kind.objects.select_for_update().get(pk=kind.pk)
    if kind.vertrokken_op is None:
        raise ValidationError("Van dit kind is geen vertrek vastgelegd.")
    kind.vertrokken_op, kind.reden_vertrek = None, ""
    save_checked(kind)
    record(handeling=Handeling.KIND_RETURN, door=door, object=kind, kind=kind.pseudoniem)
    announce_wijziging(kind)
    return kind


def _record_vertrek_of(
    indicatie: Indicatie, reden: str, *, laatste_dag: date, door: Gebruiker, op: date
) -> None:
    """The reason for which an indicatie ends can tell that the child left."""
    if reden in Kind.RedenVertrek.values and indicatie.kind.vertrokken_op is None:
        record_vertrek(kind=indicatie.kind, laatste_dag=laatste_dag, reden=reden, door=door, op=op)


@transaction.atomic
def refer_kind(*, kind: Kind, houder: Organisatie, door: Gebruiker, op: date) -> Toeleiding:
    """Refer the family to a provider, which from then on sees the child. The parents agreed: the form asks for it."""
    if houder not in Organisatie.objects.houders().in_gemeente(kind.gemeente):
        raise ValidationError(f"{houder} is geen houder in de gemeente {kind.gemeente}.")
    toeleiding = Toeleiding(kind=kind, houder=houder, verwezen_op=op, verwezen_door=door)
    save_checked(toeleiding)
    _record_toeleiding(Handeling.TOELEIDING_REFER, toeleiding, door, toestemming_ouders=True)
    return toeleiding


@transaction.atomic
def decline_toeleiding(*, toeleiding: Toeleiding, reden: str, door: Gebruiker, op: date) -> Toeleiding:
    """The family does not take part, for a reason that the monitor counts."""
    toeleiding = Toeleiding.objects.select_for_update().get(pk=toeleiding.pk)
    if toeleiding.afgerond_op is not None:
        raise ValidationError(f"Deze verwijzing is al afgerond op {datum(toeleiding.afgerond_op)}.")
    _finish(toeleiding, Toeleiding.Status.DECLINED, door, op, reden=reden)
    return toeleiding


@transaction.atomic
def complete_toeleiding(*, kind: Kind, houder: Organisatie, door: Gebruiker, op: date) -> Toeleiding | None:
    """The provider placed the child: its open referral ends well. None when the child came without a referral."""
    toeleiding = kind.toeleidingen.open().filter(houder=houder).select_for_update().first()
    if toeleiding is not None:
        _finish(toeleiding, Toeleiding.Status.PLACED, door, op)
    return toeleiding


def _finish(toeleiding: Toeleiding, status: str, door: Gebruiker, op: date, reden: str = "") -> None:
    toeleiding.status = status
    toeleiding.reden = reden
    toeleiding.afgerond_op = op
    toeleiding.afgerond_door = door
    save_checked(toeleiding)
    handeling = (
        Handeling.TOELEIDING_PLACE if status == Toeleiding.Status.PLACED else Handeling.TOELEIDING_DECLINE
    )
    _record_toeleiding(handeling, toeleiding, door, reden=reden)


def _record_toeleiding(handeling: Handeling, toeleiding: Toeleiding, door: Gebruiker, **details: Any) -> None:
    record(
        handeling=handeling,
        door=door,
        object=toeleiding,
        kind=toeleiding.kind.pseudoniem,
        houder=toeleiding.houder.naam,
        **details,
    )
