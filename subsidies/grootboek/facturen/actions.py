"""Invoices of activities: one prepares, another agrees, and then it stands in the ledger."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction

from lib.geld import euro
from organisaties.audit import record
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked
from subsidies.grootboek.boekjaar import check_open
from subsidies.grootboek.bronnen import check_bron
from subsidies.grootboek.facturen.meegeleverd import ACTIVITEITEN
from subsidies.grootboek.handelingen import Handeling
from subsidies.models import Activiteit, Boeking, Factuur

Status = Factuur.Status


class Activiteitgegevens(TypedDict):
    naam: str
    bron: str
    indicator: str
    fcl_code: str
    toelichting: str
    in_gebruik: bool


class Factuurgegevens(TypedDict):
    activiteit: Activiteit
    jaar: int
    crediteur: str
    nummer: str
    factuurdatum: date
    bedrag_centen: int
    omschrijving: str


@transaction.atomic
def set_activiteit(
    *, activiteit: Activiteit | None, door: Gebruiker, **gegevens: Unpack[Activiteitgegevens]
) -> Activiteit:
    """Write an activity down, or change it. What was booked before keeps the indicator under which it was booked."""
    activiteit = activiteit or Activiteit(gemeente=door.gemeente)
    check_bron(door.gemeente, gegevens["bron"])
    was = (activiteit.bron, activiteit.indicator, activiteit.fcl_code) if activiteit.pk else None
    for naam, waarde in gegevens.items():
        setattr(activiteit, naam, waarde)
    save_checked(activiteit)
    record(
        handeling=Handeling.ACTIVITEIT_SET,
        door=door,
        object=activiteit,
        was=was,
        wordt=(activiteit.bron, activiteit.indicator, activiteit.fcl_code),
        in_gebruik=activiteit.in_gebruik,
    )
    return activiteit


@transaction.atomic
def start_activiteiten(*, door: Gebruiker) -> int:
    """Take over the shipped activities of which there is none with that name yet; how many."""
    eigen = {naam.casefold() for naam in door.gemeente.activiteiten.values_list("naam", flat=True)}
    nieuw = [voorbeeld for voorbeeld in ACTIVITEITEN if voorbeeld.naam.casefold() not in eigen]
    for voorbeeld in nieuw:
        set_activiteit(
            activiteit=None,
            naam=voorbeeld.naam,
            bron=voorbeeld.bron,
            indicator=voorbeeld.indicator,
            fcl_code="",
            toelichting=voorbeeld.toelichting,
            in_gebruik=True,
            door=door,
        )
    if not nieuw:
        raise ValidationError("Alle meegeleverde activiteiten staan er al.", code="staat-er")
    return len(nieuw)


@transaction.atomic
def prepare_factuur(*, door: Gebruiker, op: datetime, **gegevens: Unpack[Factuurgegevens]) -> Factuur:
    """Write an invoice down; it waits for somebody else to agree."""
    factuur = _save(door, op, gegevens)
    record(
        handeling=Handeling.FACTUUR_PREPARE,
        door=door,
        object=factuur,
        jaar=factuur.jaar,
        activiteit=factuur.activiteit_id,
        centen=factuur.bedrag_centen,
    )
    return factuur


@transaction.atomic
def prepare_facturen(
    *, facturen: Sequence[tuple[int, Factuurgegevens]], door: Gebruiker, op: datetime
) -> list[Factuur]:
    """Those of a file, by the number of their row: all, or none when one of them is refused."""
    gemaakt = []
    for regel, gegevens in facturen:
        try:
            gemaakt.append(_save(door, op, gegevens))
        except ValidationError as fout:
            raise ValidationError([f"Regel {regel}: {zin}" for zin in fout.messages]) from fout
    for factuur in gemaakt:
        record(
            handeling=Handeling.FACTUUR_PREPARE,
            door=door,
            object=factuur,
            jaar=factuur.jaar,
            activiteit=factuur.activiteit_id,
            centen=factuur.bedrag_centen,
            uit_bestand=True,
        )
    return gemaakt


@transaction.atomic
def agree_factuur(*, factuur: Factuur, datum: date, door: Gebruiker, op: datetime) -> Boeking:
    """The budgethouder agrees: the amount is spent on the source and indicator of the activity."""
    factuur = _lock_waiting(factuur)
    if factuur.voorbereid_door_id == door.pk:
        raise ValidationError(
            "U kunt niet akkoord gaan met deze factuur, want u hebt haar zelf voorbereid; laat een collega akkoord"
            " gaan (vier ogen).",
            code="vier-ogen",
        )
    check_open(factuur.gemeente, factuur.jaar)
    _decide(factuur, Status.AGREED, door, op)
    activiteit = factuur.activiteit
    boeking = Boeking(
        gemeente=factuur.gemeente,
        jaar=factuur.jaar,
        datum=datum,
        soort=Boeking.Soort.SPENT,
        bron=activiteit.bron,
        indicator=activiteit.indicator,
        factuur=factuur,
        bedrag_centen=factuur.bedrag_centen,
        omschrijving=f"{activiteit}: {factuur.crediteur}, factuur {factuur.nummer}"[:200],
        geboekt_op=op,
        geboekt_door=door,
    )
    save_checked(boeking)
    record(
        handeling=Handeling.FACTUUR_AGREE,
        door=door,
        object=factuur,
        boeking=boeking.pk,
        centen=factuur.bedrag_centen,
    )
    return boeking


@transaction.atomic
def refuse_factuur(*, factuur: Factuur, reden: str, door: Gebruiker, op: datetime) -> Factuur:
    """Nothing is booked; the invoice can be prepared anew under the same number."""
    if not reden.strip():
        raise ValidationError("Geef een reden als u niet akkoord gaat.", code="reden")
    factuur = _lock_waiting(factuur)
    factuur.reden_afwijzing = reden.strip()
    _decide(factuur, Status.REFUSED, door, op)
    record(handeling=Handeling.FACTUUR_REFUSE, door=door, object=factuur)
    return factuur


def why_not(gegevens: Factuurgegevens, door: Gebruiker) -> str:
    """One sentence when the invoice is there already; nothing when it may be written down."""
    zelfde = Factuur.objects.same_nummer(door.gemeente, gegevens["crediteur"], gegevens["nummer"]).first()
    if zelfde is None:
        return ""
    return (
        f"Factuur {zelfde.nummer} van {zelfde.crediteur} staat er al: {euro(zelfde.bedrag_centen)} van"
        f" {zelfde.factuurdatum:%d-%m-%Y}, {zelfde.get_status_display().lower()}. Een factuur telt één keer."
    )


def _save(door: Gebruiker, op: datetime, gegevens: Factuurgegevens) -> Factuur:
    check_open(door.gemeente, gegevens["jaar"])
    if zin := why_not(gegevens, door):
        raise ValidationError(zin, code="dubbel")
    factuur = Factuur(gemeente=door.gemeente, voorbereid_op=op, voorbereid_door=door, **gegevens)
    save_checked(factuur)
    return factuur


def _lock_waiting(factuur: Factuur) -> Factuur:
    factuur = Factuur.objects.select_for_update().get(pk=factuur.pk)
    if not factuur.is_waiting:
        raise ValidationError(
            f"Over deze factuur is al beslist: ‘{factuur.get_status_display()}’.", code="beslist"
        )
    return factuur


def _decide(factuur: Factuur, status: Status, door: Gebruiker, op: datetime) -> None:
    factuur.status, factuur.besloten_op, factuur.besloten_door = status, op, door
    save_checked(factuur)
