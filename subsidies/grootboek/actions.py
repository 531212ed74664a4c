"""Writing in the ledger. Lines are only added: what is wrong is reversed and booked anew."""

from datetime import date, datetime
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction

from organisaties.audit import record
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked
from subsidies.grootboek.boekjaar import check_open, find_boekjaar
from subsidies.grootboek.bronnen import check_bron
from subsidies.grootboek.handelingen import Handeling
from subsidies.models import Begrotingspost, Boeking, Factuur, Grootboekrekening


class Boekingsgegevens(TypedDict):
    """What a person fills in for a line that does not come out of a calculation."""

    jaar: int
    datum: date
    soort: str
    bron: str
    indicator: str
    andere_gemeente: str
    bedrag_centen: int
    omschrijving: str


@transaction.atomic
def post_boeking(*, door: Gebruiker, op: datetime, **gegevens: Unpack[Boekingsgegevens]) -> Boeking:
    """Book money that came in, went back or was spent on something else than the hours of children."""
    check_open(door.gemeente, gegevens["jaar"])
    check_bron(door.gemeente, gegevens["bron"])
    if gegevens["andere_gemeente"] == door.gemeente.code:
        raise ValidationError(
            f"{door.gemeente.code} is de code van uw eigen gemeente. Vul de CBS-code van de andere gemeente in, of laat het"
            " veld leeg als het geld niet van of naar een andere gemeente gaat.",
            code="eigen-gemeente",
        )
    boeking = Boeking(gemeente=door.gemeente, geboekt_op=op, geboekt_door=door, **gegevens)
    save_checked(boeking)
    _record(Handeling.BOEKING_POST, boeking, door)
    return boeking


@transaction.atomic
def reverse_boeking(*, boeking: Boeking, reden: str, datum: date, door: Gebruiker, op: datetime) -> Boeking:
    """Take a line back by its opposite. What a calculation booked is only taken back by a new calculation.

    The invoice of a line that is taken back can be prepared anew, under the same number.
    """
    if boeking.locatieberekening_id is not None:
        raise ValidationError(
            "Deze boeking hoort bij de bedragen per locatie. Laat die opnieuw berekenen; de nieuwe berekening boekt "
            "het verschil.",
            code="berekening",
        )
    if boeking.beschikking_id is not None:
        raise ValidationError(
            "Deze boeking hoort bij een vaststelling. Stel de subsidie opnieuw vast; het nieuwe besluit boekt het "
            "verschil.",
            code="vaststelling",
        )
    if boeking.berekening_id is not None:
        raise ValidationError(
            "Deze boeking hoort bij een berekening. Laat de houder een correctie indienen; "
            "de nieuwe berekening boekt het verschil.",
            code="berekening",
        )
    if boeking.storneert_id is not None:
        raise ValidationError(
            "Dit is zelf een storno. Boek het bedrag opnieuw als het toch klopte.", code="storno"
        )
    if not reden.strip():
        raise ValidationError("Geef een reden voor de storno.", code="reden")
    storno = make_opposite(boeking, f"Storno: {reden.strip()}"[:200], datum, door, op)
    save_checked(storno)
    if boeking.factuur is not None:
        boeking.factuur.status = Factuur.Status.REVERSED
        save_checked(boeking.factuur)
    _record(Handeling.BOEKING_REVERSE, storno, door, storneert=boeking.pk)
    return storno


@transaction.atomic
def set_begrotingspost(
    *, jaar: int, bron: str, bedrag_centen: int, toelichting: str, door: Gebruiker, fcl_code: str = ""
) -> Begrotingspost:
    """Write down what there is for a year from one source; a plan may be adjusted, the log keeps the old amount.

    An amount of 0 takes the plan away: a year with nothing else in it is then no year to choose any more. Without
    an FCL code the one that was there stays.
    """
    check_open(door.gemeente, jaar)
    check_bron(door.gemeente, bron)
    post = (
        Begrotingspost.objects.select_for_update()
        .filter(gemeente=door.gemeente, jaar=jaar, bron=bron)
        .first()
    )
    was = post.bedrag_centen if post else None
    post = post or Begrotingspost(gemeente=door.gemeente, jaar=jaar, bron=bron)
    post.bedrag_centen, post.toelichting = bedrag_centen, toelichting
    post.fcl_code = fcl_code or post.fcl_code
    save_checked(post)
    record(
        handeling=Handeling.BEGROTINGSPOST_SET,
        door=door,
        object=post,
        jaar=jaar,
        bron=bron,
        was=was,
        wordt=bedrag_centen,
        fcl_code=post.fcl_code,
    )
    if bedrag_centen == 0:
        post.delete()
    return post


@transaction.atomic
def set_rekening(
    *,
    rekening: Grootboekrekening,
    code: str,
    naam: str,
    fcl_code: str,
    toelichting: str,
    door: Gebruiker,
) -> Grootboekrekening:
    """What the municipality calls an account; what it is for stays, and so does everything that was booked on it."""
    was = rekening.code
    rekening.code, rekening.naam = code, naam
    rekening.fcl_code, rekening.toelichting = fcl_code, toelichting
    save_checked(rekening)
    record(
        handeling=Handeling.REKENING_SET,
        door=door,
        object=rekening,
        rol=rekening.rol,
        bron=rekening.bron,
        was=was,
        wordt=code,
        fcl_code=fcl_code,
    )
    return rekening


def make_opposite(boeking: Boeking, omschrijving: str, datum: date, door: Gebruiker, op: datetime) -> Boeking:
    """In the year of the line itself; when that is closed in the first open one, which says what it is about."""
    boekjaar = find_boekjaar(boeking.gemeente, boeking.jaar)
    return Boeking(
        gemeente_id=boeking.gemeente_id,
        jaar=boekjaar.jaar,
        betreft_jaar=boeking.betreft_jaar or boekjaar.betreft,
        datum=datum,
        soort=boeking.soort,
        bron=boeking.bron,
        indicator=boeking.indicator,
        andere_gemeente=boeking.andere_gemeente,
        categorie=boeking.categorie,
        houder=boeking.houder,
        berekening_id=boeking.berekening_id,
        locatieberekening_id=boeking.locatieberekening_id,
        bedragsoort=boeking.bedragsoort,
        regeling_id=boeking.regeling_id,
        begunstigde=boeking.begunstigde,
        factuur=boeking.factuur,
        beschikking_id=boeking.beschikking_id,
        bedrag_centen=-boeking.bedrag_centen,
        omschrijving=omschrijving,
        storneert=boeking,
        geboekt_op=op,
        geboekt_door=door,
    )


def _record(handeling: Handeling, boeking: Boeking, door: Gebruiker, **details: object) -> None:
    record(
        handeling=handeling,
        door=door,
        object=boeking,
        jaar=boeking.jaar,
        soort=boeking.soort,
        bron=boeking.bron,
        indicator=boeking.indicator,
        centen=boeking.bedrag_centen,
        **details,
    )
