"""Which account is paid to: proposed by one person, agreed by another, superseded by the next."""

from datetime import date, datetime
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction

from indicaties.models import Kind
from organisaties.audit import record
from organisaties.models import Gebruiker, Organisatie
from organisaties.opslaan import save_checked
from subsidies.betalen.handelingen import Handeling
from subsidies.models import Bankrekening, Sleutel

Status = Bankrekening.Status


class Rekeninggegevens(TypedDict):
    """What somebody types of an account, with the address that the bank asks for."""

    iban: str
    bic: str
    tenaamstelling: str
    straat: str
    huisnummer: str
    postcode: str
    plaats: str
    land: str
    geldig_van: date


@transaction.atomic
def propose_bankrekening(
    *,
    organisatie: Organisatie | None,
    kind: Kind | None = None,
    door: Gebruiker,
    op: datetime,
    **gegevens: Unpack[Rekeninggegevens],
) -> Bankrekening:
    """Give the account of an organisation, of the parents of a child, or of the municipality itself; it counts when
    another agrees. A provider gives its own.
    """
    if door.is_houder and (organisatie != door.organisatie or kind is not None):
        raise ValidationError("U geeft alleen het rekeningnummer van uw eigen organisatie door.")
    if (
        organisatie is not None
        and not Organisatie.objects.in_gemeente(door.gemeente).filter(pk=organisatie.pk).exists()
    ):
        raise ValidationError("Deze organisatie werkt niet voor uw gemeente.")
    if kind is not None and kind.gemeente_id != door.gemeente.pk:
        raise ValidationError("Dit kind is van een andere gemeente.")
    van = Sleutel(organisatie.pk if organisatie else None, kind.pk if kind else None)
    _check_dag(van, gegevens["geldig_van"], door)
    if kind is not None:
        gegevens = gegevens | {"bic": "", "straat": "", "huisnummer": "", "postcode": ""}
    rekening = Bankrekening(
        gemeente=door.gemeente,
        organisatie=organisatie,
        kind=kind,
        voorgesteld_op=op,
        voorgesteld_door=door,
        **gegevens,
    )
    save_checked(rekening)
    _record(Handeling.BANKREKENING_PROPOSE, rekening, door)
    return rekening


@transaction.atomic
def agree_bankrekening(*, rekening: Bankrekening, door: Gebruiker, op: datetime) -> Bankrekening:
    """The second pair of eyes saw that the account is of this recipient."""
    return _decide(rekening, Status.AGREED, "", door, op)


@transaction.atomic
def refuse_bankrekening(*, rekening: Bankrekening, reden: str, door: Gebruiker, op: datetime) -> Bankrekening:
    if not reden.strip():
        raise ValidationError("Geef een reden.", code="reden")
    return _decide(rekening, Status.REFUSED, reden.strip(), door, op)


def _check_dag(van: Sleutel, geldig_van: date, door: Gebruiker) -> None:
    """An account that begins before the one that counts would never take its place."""
    akkoord = Bankrekening.objects.filter(
        gemeente=door.gemeente,
        organisatie=van.organisatie,
        kind=van.kind,
        status=Status.AGREED,
        geldig_van__gt=geldig_van,
    )
    if (later := akkoord.order_by("-geldig_van").first()) is not None:
        raise ValidationError(
            f"Het huidige rekeningnummer geldt vanaf {later.geldig_van:%d-%m-%Y}. Kies die dag of een latere.",
            code="dag",
        )


def _decide(
    rekening: Bankrekening, status: Bankrekening.Status, reden: str, door: Gebruiker, op: datetime
) -> Bankrekening:
    rekening = Bankrekening.objects.select_for_update(of=("self",)).get(pk=rekening.pk)
    if rekening.gemeente_id != door.gemeente.pk:
        raise ValidationError("Dit rekeningnummer hoort bij een andere gemeente.")
    if rekening.status != Status.PROPOSED:
        raise ValidationError(
            f"Over dit rekeningnummer is al besloten: {rekening.get_status_display().lower()}.", code="status"
        )
    if rekening.voorgesteld_door_id == door.pk:
        raise ValidationError(
            "U stelde dit rekeningnummer zelf voor. Een collega beslist erover (vier ogen).", code="vier-ogen"
        )
    rekening.status, rekening.besloten_op, rekening.besloten_door = status, op, door
    rekening.reden_afwijzing = reden
    save_checked(rekening)
    _record(
        Handeling.BANKREKENING_AGREE if status == Status.AGREED else Handeling.BANKREKENING_REFUSE,
        rekening,
        door,
    )
    return rekening


def _record(handeling: Handeling, rekening: Bankrekening, door: Gebruiker) -> None:
    record(
        handeling=handeling,
        door=door,
        object=rekening,
        organisatie=rekening.organisatie_id,
        **({"kind": rekening.kind.pseudoniem} if rekening.kind else {}),
        iban=rekening.gemaskeerd,
        vanaf=rekening.geldig_van,
    )
