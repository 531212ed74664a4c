"""What is to be paid or got back: it arises out of a decision, once, and may fall away until a run holds it."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from indicaties.models import Kind
from lib.geld import euro
from organisaties.audit import record
from organisaties.models import Gebruiker, Gemeente, Organisatie
from organisaties.opslaan import save_checked
from subsidies.betalen.handelingen import Handeling
from subsidies.models import Berekening, Betaalverplichting, Subsidieregeling

Soort, Status = Betaalverplichting.Soort, Betaalverplichting.Status
_GEGEVENS = ("sleutel", "regeling_id", "jaar", "soort", "bedrag_centen", "berekening_id")


@transaction.atomic
def claim_betaling(
    *,
    gemeente: Gemeente,
    organisatie: Organisatie | None,
    regeling: Subsidieregeling,
    jaar: int,
    soort: Betaalverplichting.Soort,
    kenmerk: str,
    bedrag_centen: int,
    vervaldag: date,
    omschrijving: str,
    door: Gebruiker,
    op: datetime,
    berekening: Berekening | None = None,
    kind: Kind | None = None,
) -> Betaalverplichting:
    """Say that this is to be paid (or got back, below zero), to an organisation or to the parents of a child. The same kenmerk again gives the claim that there is;
    ValidationError when that one is about something else."""
    verplichting = Betaalverplichting(
        gemeente=gemeente,
        organisatie=organisatie,
        kind=kind,
        regeling=regeling,
        jaar=jaar,
        soort=soort,
        kenmerk=kenmerk,
        bedrag_centen=bedrag_centen,
        vervaldag=vervaldag,
        omschrijving=omschrijving[:140],
        berekening=berekening,
        ontstaan_op=op,
        ontstaan_door=door,
    )
    if (bestaand := _find(verplichting)) is not None:
        return _same(bestaand, verplichting)
    try:
        save_checked(verplichting)
    except ValidationError:
        # Another may have claimed it in the meantime.
        if (bestaand := _find(verplichting)) is None:
            raise
        return _same(bestaand, verplichting)
    _record(Handeling.BETAALVERPLICHTING_CLAIM, verplichting, door)
    return verplichting


@transaction.atomic
def withdraw_betaling(
    *, verplichting: Betaalverplichting, reden: str, door: Gebruiker, op: datetime
) -> Betaalverplichting:
    """It need not be paid after all. What a run holds, or what is paid, is no longer withdrawn."""
    verplichting = Betaalverplichting.objects.select_for_update(of=("self",)).get(pk=verplichting.pk)
    if verplichting.gemeente_id != door.gemeente.pk:
        raise ValidationError("Deze betaalverplichting is van een andere gemeente.")
    if not reden.strip():
        raise ValidationError("Geef een reden.", code="reden")
    if (
        verplichting.status not in verplichting.ALS_OPEN
        or verplichting.regels.filter(stand="voldaan").exists()
        or verplichting.terugbetalingen.exists()
    ):
        raise ValidationError(
            f"Deze betaalverplichting heeft de status ‘{verplichting.get_status_display()}’. Alleen een open "
            "betaalverplichting waarvan nog niets is verrekend of terugbetaald, kan vervallen; leg anders het tegengestelde bedrag vast.",
            code="status",
        )
    verplichting.status = Status.WITHDRAWN
    verplichting.vervallen_op, verplichting.vervallen_door = op, door
    verplichting.reden_vervallen = reden.strip()
    save_checked(verplichting)
    _record(Handeling.BETAALVERPLICHTING_WITHDRAW, verplichting, door)
    return verplichting


def _find(verplichting: Betaalverplichting) -> Betaalverplichting | None:
    return Betaalverplichting.objects.filter(
        gemeente=verplichting.gemeente_id, kenmerk=verplichting.kenmerk
    ).first()


def _same(bestaand: Betaalverplichting, gevraagd: Betaalverplichting) -> Betaalverplichting:
    if any(getattr(bestaand, veld) != getattr(gevraagd, veld) for veld in _GEGEVENS):
        raise ValidationError(
            f"Kenmerk {bestaand.kenmerk} is al gebruikt voor {euro(bestaand.bedrag_centen)} aan "
            f"{bestaand.ontvanger}. Gebruik een ander kenmerk voor een ander bedrag.",
            code="kenmerk",
        )
    return bestaand


def _record(handeling: Handeling, verplichting: Betaalverplichting, door: Gebruiker) -> None:
    record(
        handeling=handeling,
        door=door,
        object=verplichting,
        kenmerk=verplichting.kenmerk,
        soort=verplichting.soort,
        jaar=verplichting.jaar,
        centen=verplichting.bedrag_centen,
        organisatie=verplichting.organisatie_id,
        **({"kind": verplichting.kind.pseudoniem} if verplichting.kind else {}),
    )
