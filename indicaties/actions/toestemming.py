"""What the parents agree to before anything goes to a provider."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from indicaties.handelingen import Handeling
from indicaties.models import Kind, Startinformatie, Toeleiding, Toestemming, toestemming_of, werkwijze_of
from lib.weergave import datum
from organisaties.audit import record
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked

_Omvang = Toestemming.Omvang


@transaction.atomic
def record_toestemming(
    *,
    kind: Kind,
    gegeven: bool,
    datum: date,
    omvang: str,
    ouder: str,
    vastlegging: str,
    door: Gebruiker,
    op: date,
) -> Toestemming:
    """The answer of the parents; it takes the place of what they said before."""
    toestemming = Toestemming(
        kind=kind,
        gegeven=gegeven,
        datum=datum,
        omvang=omvang if gegeven else "",
        ouder=ouder,
        vastlegging=vastlegging,
        vastgelegd_op=op,
        vastgelegd_door=door,
    )
    save_checked(toestemming)
    record(
        handeling=Handeling.TOESTEMMING_RECORD,
        door=door,
        object=toestemming,
        kind=kind.pseudoniem,
        gegeven=gegeven,
        omvang=toestemming.omvang,
    )
    return toestemming


@transaction.atomic
def withdraw_toestemming(*, toestemming: Toestemming, door: Gebruiker, op: date) -> Toestemming:
    """Nothing new goes out; what a provider knows already is for the kindregisseur to talk over."""
    toestemming = Toestemming.objects.select_for_update(of=("self",)).get(pk=toestemming.pk)
    if not toestemming.geldt:
        raise ValidationError("Deze toestemming geldt al niet meer.")
    toestemming.ingetrokken_op, toestemming.ingetrokken_door = op, door
    save_checked(toestemming)
    record(
        handeling=Handeling.TOESTEMMING_WITHDRAW,
        door=door,
        object=toestemming,
        kind=toestemming.kind.pseudoniem,
    )
    return toestemming


def needed_omvang(kind: Kind) -> str:
    """A provider to which a child is referred sees its indicatie too."""
    return _Omvang.INDICATIE if kind.indicaties.effective().exists() else _Omvang.CONTACT


def check_toestemming(kind: Kind) -> Toestemming | None:
    """ValidationError when the municipality asks for consent before referring, and there is none that reaches."""
    toestemming = toestemming_of(kind)
    if werkwijze_of(kind.gemeente).vraagt_toestemming and (zin := _missing(kind, toestemming)):
        raise ValidationError(f"{zin} Leg eerst de toestemming vast.", code="toestemming")
    return toestemming


def _missing(kind: Kind, toestemming: Toestemming | None) -> str:
    if toestemming is None:
        return "De ouders hebben nog niet gezegd dat dit kind verwezen mag worden."
    if not toestemming.gegeven:
        return f"De ouders gaven op {datum(toestemming.datum)} geen toestemming."
    if toestemming.ingetrokken_op is not None:
        return f"De ouders trokken hun toestemming op {datum(toestemming.ingetrokken_op)} in."
    if not toestemming.covers(needed_omvang(kind)):
        return (
            f"De toestemming van {datum(toestemming.datum)} gaat alleen over naam en contact, en de aanbieder ziet "
            "ook de indicatie."
        )
    return ""


@transaction.atomic
def give_startinformatie(*, toeleiding: Toeleiding, tekst: str, door: Gebruiker, op: date) -> Startinformatie:
    """What the provider must know; only when the parents agreed to that too, whatever the municipality asks."""
    toestemming = toestemming_of(toeleiding.kind)
    if toestemming is None or not toestemming.covers(_Omvang.ONTWIKKELPUNTEN):
        raise ValidationError(
            "De ouders gaven geen toestemming om ontwikkelpunten door te geven. Laat het veld leeg, of leg die "
            "toestemming eerst vast.",
            code="toestemming",
        )
    info = Startinformatie(toeleiding=toeleiding, tekst=tekst, gegeven_op=op, gegeven_door=door)
    save_checked(info)
    record(
        handeling=Handeling.STARTINFORMATIE_GIVE,
        door=door,
        object=info,
        kind=toeleiding.kind.pseudoniem,
        houder=toeleiding.houder.naam,
    )
    return info
