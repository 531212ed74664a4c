"""Making a package: begun, filled in, allowed and read by the parents."""

import hashlib
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from indicaties.models import Kind
from lib.periode import add_maanden
from opvang.models import Overdracht, Overdrachtbijlage, Overdrachtinhoud, Plaatsing
from opvang.overdracht.bestanden import MAX_AANTAL, kind_of
from opvang.overdracht.handelingen import Handeling
from organisaties.audit import record
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked

# How long after the first school day a school is asked how it went (aanname: Putten names no term).
TERUGKOPPELEN_NA_MAANDEN = 2
Status = Overdracht.Status


def lock(overdracht: Overdracht, door: Gebruiker) -> Overdracht:
    """The row as it is now, for who may work on it, until the transaction ends."""
    eigen = Overdracht.objects.for_gebruiker(door)
    return (
        eigen.select_for_update(of=("self",))
        .select_related("kind", "locatie", "houder")
        .get(pk=overdracht.pk)
    )


def locked_concept(overdracht: Overdracht, door: Gebruiker) -> Overdracht:
    rij = lock(overdracht, door)
    if not rij.is_concept:
        raise ValidationError(
            "Deze overdracht is al verzonden. Maak een nieuwe versie als er iets niet klopt."
        )
    return rij


@transaction.atomic
def start_overdracht(*, kind: Kind, pakket: str, aanleiding: str, door: Gebruiker, op: date) -> Overdracht:
    """A draft, at the location where the child is or was last."""
    plaatsing = (
        Plaatsing.objects.for_gebruiker(door)
        .filter(kind=kind, startdatum__lte=op)
        .in_force()
        .select_related("locatie__houder")
        .order_by("-startdatum", "-pk")
        .first()
    )
    if plaatsing is None:
        raise ValidationError(
            f"{kind} heeft (nog) geen plaats bij u. U draagt alleen kinderen over die bij u zijn geweest."
        )
    overdracht = Overdracht(
        gemeente=door.gemeente,
        houder=plaatsing.locatie.houder,
        locatie=plaatsing.locatie,
        kind=kind,
        pseudoniem=kind.pseudoniem,
        pakket=pakket,
        aanleiding=aanleiding,
        opgesteld_op=op,
        opgesteld_door=door,
        terugkoppelen_vanaf=add_maanden(kind.vierde_verjaardag, TERUGKOPPELEN_NA_MAANDEN),
    )
    save_checked(overdracht)
    save_checked(Overdrachtinhoud(overdracht=overdracht))
    _record(Handeling.OVERDRACHT_START, overdracht, door, pakket=pakket, aanleiding=aanleiding)
    return overdracht


@transaction.atomic
def save_inhoud(
    *, overdracht: Overdracht, gegevens: dict[str, Any], warm_gewenst: bool, door: Gebruiker
) -> Overdracht:
    """Fill in the package. What the parents read before is then no longer what there is: they read it again."""
    overdracht = locked_concept(overdracht, door)
    inhoud = overdracht.inhoud
    gelijk = inhoud.gegevens == gegevens
    inhoud.gegevens = gegevens
    save_checked(inhoud)
    overdracht.warm_gewenst = warm_gewenst
    if not gelijk:
        _unsee(overdracht)
    save_checked(overdracht)
    _record(Handeling.OVERDRACHT_SAVE, overdracht, door, warm_gewenst=warm_gewenst)
    return overdracht


def _unsee(overdracht: Overdracht) -> None:
    overdracht.gezien_op = overdracht.gezien_door = None


@transaction.atomic
def discard_overdracht(*, overdracht: Overdracht, door: Gebruiker) -> None:
    """A draft that was a mistake goes, with all that was typed in it."""
    overdracht = locked_concept(overdracht, door)
    _record(Handeling.OVERDRACHT_DISCARD, overdracht, door)
    overdracht.delete()


@transaction.atomic
def attach_bijlage(
    *, overdracht: Overdracht, inhoud: bytes, omschrijving: str, door: Gebruiker, op: date
) -> Overdrachtbijlage:
    overdracht = locked_concept(overdracht, door)
    if not overdracht.is_volledig:
        raise ValidationError("Bij het wettelijke pakket horen geen bijlagen.")
    if overdracht.bijlagen.count() >= MAX_AANTAL:
        raise ValidationError(f"Er kunnen hoogstens {MAX_AANTAL} bijlagen mee. Haal er eerst een weg.")
    try:
        soort = kind_of(inhoud)
    except ValueError as fout:
        raise ValidationError(str(fout)) from None
    bijlage = Overdrachtbijlage(
        overdracht=overdracht,
        omschrijving=omschrijving,
        soort=soort,
        inhoud=inhoud,
        grootte=len(inhoud),
        afdruk=hashlib.sha256(inhoud).hexdigest(),
        toegevoegd_op=op,
        toegevoegd_door=door,
    )
    save_checked(bijlage)
    _unsee(overdracht)
    save_checked(overdracht)
    _record(Handeling.OVERDRACHT_ATTACH, overdracht, door, soort=soort, afdruk=bijlage.afdruk)
    return bijlage


@transaction.atomic
def detach_bijlage(*, bijlage: Overdrachtbijlage, door: Gebruiker) -> None:
    overdracht = locked_concept(bijlage.overdracht, door)
    _record(Handeling.OVERDRACHT_DETACH, overdracht, door, afdruk=bijlage.afdruk)
    bijlage.delete()
    _unsee(overdracht)
    save_checked(overdracht)


@transaction.atomic
def record_toestemming(
    *, overdracht: Overdracht, delen: list[str], ontvangers: list[str], dag: date, door: Gebruiker, op: date
) -> Overdracht:
    """What the parents allow, to whom, and on which day they said so."""
    if dag > op:
        raise ValidationError(f"De toestemming is van {dag:%d-%m-%Y}: die dag moet nog komen.")
    overdracht = locked_concept(overdracht, door)
    if not overdracht.is_volledig:
        raise ValidationError("Het wettelijke pakket gaat zonder toestemming naar school.")
    overdracht.toestemming_op, overdracht.toestemming_door = dag, door
    overdracht.toestemming_delen, overdracht.toestemming_ontvangers = sorted(delen), sorted(ontvangers)
    overdracht.ingetrokken_op = overdracht.ingetrokken_door = None
    _unsee(overdracht)
    save_checked(overdracht)
    _record(
        Handeling.OVERDRACHT_CONSENT,
        overdracht,
        door,
        delen=overdracht.toestemming_delen,
        ontvangers=overdracht.toestemming_ontvangers,
        dag=dag,
    )
    return overdracht


@transaction.atomic
def withdraw_toestemming(*, overdracht: Overdracht, door: Gebruiker, op: date) -> Overdracht:
    """Before sending: it cannot be sent. After: the school sees that it was withdrawn, and no longer what it says."""
    overdracht = lock(overdracht, door)
    if not overdracht.heeft_toestemming:
        raise ValidationError("Er is geen toestemming die kan worden ingetrokken.")
    overdracht.ingetrokken_op, overdracht.ingetrokken_door = op, door
    verzonden = overdracht.is_uit
    if verzonden:
        overdracht.status = Status.WITHDRAWN
        overdracht.code_afdruk, overdracht.code_tot_en_met = "", None
    save_checked(overdracht)
    _record(Handeling.OVERDRACHT_WITHDRAW, overdracht, door, was_verzonden=verzonden)
    return overdracht


@transaction.atomic
def record_ouders(
    *, overdracht: Overdracht, zienswijze: str, dag: date, door: Gebruiker, op: date
) -> Overdracht:
    """The parents read the package; what they think of it goes along, and nothing else changes."""
    if dag > op:
        raise ValidationError(f"De ouders lazen de overdracht op {dag:%d-%m-%Y}: die dag moet nog komen.")
    overdracht = locked_concept(overdracht, door)
    inhoud = overdracht.inhoud
    if zienswijze != inhoud.zienswijze:
        inhoud.zienswijze = zienswijze
        inhoud.zienswijze_op, inhoud.zienswijze_door = (dag, door) if zienswijze else (None, None)
        save_checked(inhoud)
    overdracht.gezien_op, overdracht.gezien_door = dag, door
    save_checked(overdracht)
    _record(Handeling.OVERDRACHT_PARENTS, overdracht, door, dag=dag, met_zienswijze=bool(inhoud.zienswijze))
    return overdracht


def _record(handeling: Handeling, overdracht: Overdracht, door: Gebruiker, **details: Any) -> None:
    record(handeling=handeling, door=door, object=overdracht, kind=overdracht.pseudoniem, **details)
