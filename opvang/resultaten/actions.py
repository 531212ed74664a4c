"""Recording what children learnt, by hand and out of a file, and the scales of a municipality or provider itself."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from indicaties.models import Indicatie, Kind
from lib.weergave import datum as schrijf_datum
from opvang.domeinen import DOMEINEN
from opvang.models import EigenSchaal, Plaatsing, Resultaatinlezing, Resultaatmeting, Resultaatscore
from opvang.resultaten.handelingen import Handeling
from opvang.resultaten.schalen import Schaal, check_dag, code_of, keys_of, schalen_van
from organisaties.audit import record
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked

# So long somebody may look before saying yes.
GELDIG = timedelta(hours=1)
_OPNIEUW = "Kies het bestand opnieuw en kijk na wat er verandert."
Moment = Resultaatmeting.Moment


@dataclass(frozen=True)
class Rij:
    """One measurement as a form or a file gives it; `waarden`: domain -> outcome, without those that are empty."""

    plaatsing: int
    datum: date
    moment: str
    schaal: str
    waarden: Mapping[str, str]

    def as_json(self) -> list[object]:
        return [self.plaatsing, self.datum.isoformat(), self.moment, self.schaal, dict(self.waarden)]

    @classmethod
    def from_json(cls, rij: list[object]) -> Self:
        plaatsing, dag, moment, schaal, waarden = rij
        assert isinstance(plaatsing, int)  # noqa: S101 - as we wrote it
        assert isinstance(waarden, dict)  # noqa: S101
        return cls(plaatsing, date.fromisoformat(str(dag)), str(moment), str(schaal), waarden)


@transaction.atomic
def record_resultaat(
    *,
    plaatsing: Plaatsing,
    datum: date,
    moment: str,
    schaal: Schaal,
    waarden: Mapping[str, str],
    door: Gebruiker,
    op: date,
    vervangt: Resultaatmeting | None = None,
) -> Resultaatmeting:
    """A measurement of a child of the doelgroep that is or was placed here, in the place of `vervangt` where given.

    ValidationError: not placed here that day, no VVE-indicatie, a day to come, an outcome that the scale has not, or
    another measurement in the way.
    """
    kind = Kind.objects.lock(plaatsing.kind_id, no_key=True)
    check_meting(plaatsing, datum, door, op)
    scores = read_scores(schaal, waarden, datum)
    if vervangt is not None:
        _void(vervangt, door, op)
    meting = Resultaatmeting(
        kind=kind,
        locatie=plaatsing.locatie,
        datum=datum,
        moment=moment,
        vervangt=vervangt,
        vastgelegd_op=op,
        vastgelegd_door=door,
        **keys_of(schaal),
    )
    save_checked(meting)
    Resultaatscore.objects.bulk_create(
        Resultaatscore(meting=meting, domein=domein, waarde=waarde, niveau=niveau)
        for domein, (waarde, niveau) in scores.items()
    )
    record(
        handeling=Handeling.RESULTAAT_RECORD,
        door=door,
        object=meting,
        kind=kind.pseudoniem,
        moment=moment,
        domeinen=sorted(scores),
        vervangt=vervangt.pk if vervangt else None,
    )
    return meting


def check_meting(plaatsing: Plaatsing, dag: date, door: Gebruiker, op: date) -> None:
    """Only of a child that this person may see, that was there on the day, and that belongs to the doelgroep."""
    if dag > op:
        raise ValidationError(f"{schrijf_datum(dag)} moet nog komen. Vul de dag in waarop u keek.")
    eigen = Plaatsing.objects.for_gebruiker(door).active_on(dag)
    if not eigen.filter(kind=plaatsing.kind_id, locatie=plaatsing.locatie_id).exists():
        raise ValidationError(
            f"Het kind had op {schrijf_datum(dag)} geen plaats bij {plaatsing.locatie}. Kies een dag waarop het er was."
        )
    geldig = Indicatie.objects.valid_on(dag).filter(kind=plaatsing.kind_id, soort=Indicatie.Soort.VVE)
    if not geldig.exists():
        raise ValidationError(
            f"Het kind had op {schrijf_datum(dag)} geen VVE-indicatie. Resultaten legt u hier alleen vast van kinderen van "
            "de doelgroep."
        )


def read_scores(schaal: Schaal, waarden: Mapping[str, str], dag: date) -> dict[str, tuple[str, str]]:
    """Domain -> outcome and level; ValidationError with a sentence for each that can't be."""
    check_dag(schaal, dag)
    scores, fouten = {}, []
    for domein, tekst in waarden.items():
        try:
            scores[domein] = _read_score(schaal, domein, tekst)
        except ValueError as fout:
            fouten.append(f"{DOMEINEN[domein]}: {fout}")
    if not waarden:
        fouten.append("Vul minstens één domein in.")
    if fouten:
        raise ValidationError(fouten)
    return scores


def _read_score(schaal: Schaal, domein: str, tekst: str) -> tuple[str, str]:
    if domein not in schaal.domeinen:
        raise ValueError(f"{schaal.naam} volgt dit domein niet. Laat het leeg.")
    return schaal.read(tekst)


def _void(meting: Resultaatmeting, door: Gebruiker, op: date) -> None:
    """From now on it does not count; ValidationError when a colleague was first."""
    eigen = Resultaatmeting.objects.for_gebruiker(door).current()
    rij = eigen.select_for_update(of=("self",)).filter(pk=meting.pk).first()
    if rij is None:
        raise ValidationError("Een collega heeft dit resultaat net al gewijzigd. Open het kind opnieuw.")
    rij.vervallen_op, rij.vervallen_door = op, door
    save_checked(rij)


@transaction.atomic
def withdraw_resultaat(*, meting: Resultaatmeting, door: Gebruiker, op: date) -> None:
    """It was a mistake: it does not count any more, and stays to be read."""
    kind = Kind.objects.lock(meting.kind_id, no_key=True)
    _void(meting, door, op)
    record(handeling=Handeling.RESULTAAT_WITHDRAW, door=door, object=meting, kind=kind.pseudoniem)


@transaction.atomic
def put_resultaten(*, rijen: list[Rij], inhoud: bytes, door: Gebruiker, op: datetime) -> Resultaatinlezing:
    """Keep what a file said until its sender has seen what it does, in place of an earlier file of this person."""
    houder = door.organisatie
    assert houder is not None  # noqa: S101 - the right is of providers alone
    wacht = Resultaatinlezing.objects.open().filter(gemeente=door.gemeente)
    wacht.filter(houder=houder, gelezen_door=door).delete()
    wacht.filter(gelezen_op__lte=op - GELDIG).delete()
    inlezing = Resultaatinlezing(
        gemeente=door.gemeente,
        houder=houder,
        locatie=door.locatie,
        gelezen_op=op,
        gelezen_door=door,
        afdruk=hashlib.sha256(inhoud).hexdigest(),
        rijen=[rij.as_json() for rij in rijen],
    )
    save_checked(inlezing)
    record(handeling=Handeling.RESULTAAT_UPLOAD, door=door, object=door.gemeente, rijen=len(rijen))
    return inlezing


@transaction.atomic
def confirm_resultaten(*, inlezing: Resultaatinlezing, door: Gebruiker, op: datetime) -> int:
    """Record all rows of the file that are new or differ; how many. All of them or none."""
    wacht = Resultaatinlezing.objects.select_for_update(of=("self",)).open()
    actueel = wacht.filter(pk=inlezing.pk, gelezen_door=door).first()
    if actueel is None:
        raise ValidationError(f"Dit bestand is al overgenomen of vervangen door een ander. {_OPNIEUW}")
    if actueel.gelezen_op <= op - GELDIG:
        raise ValidationError(f"U keek langer dan een uur geleden na wat er verandert. {_OPNIEUW}")
    schalen = schalen_van(door.gemeente, door.organisatie)
    aantal = 0
    for verandering in read_veranderingen(actueel, door):
        if not verandering.is_gelijk:
            rij = verandering.rij
            record_resultaat(
                plaatsing=verandering.plaatsing,
                datum=rij.datum,
                moment=rij.moment,
                schaal=schalen[rij.schaal],
                waarden=rij.waarden,
                door=door,
                op=timezone.localdate(op),
                vervangt=verandering.nu,
            )
            aantal += 1
    actueel.rijen, actueel.bewaard_op, actueel.bewaard_door = [], op, door
    save_checked(actueel)
    record(handeling=Handeling.RESULTAAT_CONFIRM, door=door, object=door.gemeente, aantal=aantal)
    return aantal


@dataclass(frozen=True)
class Verandering:
    """A row of a file beside the measurement in whose place it would come."""

    rij: Rij
    plaatsing: Plaatsing
    nu: Resultaatmeting | None
    is_gelijk: bool


def read_veranderingen(inlezing: Resultaatinlezing, door: Gebruiker) -> list[Verandering]:
    """What the file would do now; a placement that this person does not see any more is left out."""
    rijen = [Rij.from_json(rij) for rij in inlezing.rijen]
    plaatsingen = (
        Plaatsing.objects.for_gebruiker(door)
        .select_related("kind", "locatie")
        .in_bulk({rij.plaatsing for rij in rijen})
    )
    kinderen = {plaatsing.kind_id for plaatsing in plaatsingen.values()}
    metingen = Resultaatmeting.objects.for_gebruiker(door).current().filter(kind__in=kinderen)
    per_plek: dict[tuple[int, int], list[Resultaatmeting]] = {}
    for meting in metingen.prefetch_related("scores"):
        per_plek.setdefault((meting.kind_id, meting.locatie_id), []).append(meting)
    return [
        _change(rij, plaatsing, per_plek.get((plaatsing.kind_id, plaatsing.locatie_id), []))
        for rij in rijen
        if (plaatsing := plaatsingen.get(rij.plaatsing))
    ]


def _change(rij: Rij, plaatsing: Plaatsing, metingen: list[Resultaatmeting]) -> Verandering:
    """A start and an end are there once; halfway, what is of the same day is the same measurement."""
    eenmalig = rij.moment in (Moment.START, Moment.END)
    nu = next(
        (m for m in metingen if (eenmalig and m.moment == rij.moment) or m.datum == rij.datum),
        None,
    )
    gelijk = nu is not None and (
        (nu.datum, nu.moment, {score.domein: score.waarde.casefold() for score in nu.scores.all()})
        == (rij.datum, rij.moment, {domein: w.casefold() for domein, w in rij.waarden.items()})
        and code_of(nu) == rij.schaal
    )
    return Verandering(rij, plaatsing, nu, gelijk)


@transaction.atomic
def record_schaal(
    *,
    naam: str,
    bron: str,
    van: date,
    stappen: Mapping[str, str],
    onder: int | None,
    vanaf: int | None,
    door: Gebruiker,
    op: date,
) -> EigenSchaal:
    """A scale of the provider of `door`, or of the municipality; one of the same name that still counts ends the day before."""
    schaal = EigenSchaal(
        gemeente=door.gemeente,
        houder=door.organisatie if door.is_houder else None,
        naam=naam,
        bron=bron,
        stappen=dict(stappen),
        onder=onder,
        vanaf=vanaf,
        van=van,
        vastgelegd_op=op,
        vastgelegd_door=door,
    )
    zelfde = EigenSchaal.objects.filter(gemeente=schaal.gemeente, houder=schaal.houder, naam=naam)
    for vorige in zelfde.select_for_update(of=("self",)).filter(tot_en_met=None, van__lt=van):
        vorige.tot_en_met = van - timedelta(days=1)
        save_checked(vorige)
    save_checked(schaal)
    record(handeling=Handeling.EIGENSCHAAL_RECORD, door=door, object=schaal, naam=naam)
    return schaal


@transaction.atomic
def end_schaal(*, schaal: EigenSchaal, laatste_dag: date, door: Gebruiker) -> EigenSchaal:
    """Only by who made it: a provider its own, the municipality its own. What was measured with it stays."""
    houder = door.organisatie if door.is_houder else None
    eigen = EigenSchaal.objects.filter(gemeente=door.gemeente, houder=houder)
    rij = eigen.select_for_update(of=("self",)).filter(pk=schaal.pk).first()
    if rij is None:
        raise ValidationError("Deze schaal is niet van u. Wie haar vastlegde, kan haar beëindigen.")
    later = Resultaatmeting.objects.current().filter(schaal=rij, datum__gt=laatste_dag)
    if later.exists():
        raise ValidationError(
            f"Na {schrijf_datum(laatste_dag)} zijn met deze schaal nog resultaten vastgelegd. Kies een latere dag."
        )
    rij.tot_en_met = laatste_dag
    save_checked(rij)
    record(handeling=Handeling.EIGENSCHAAL_END, door=door, object=rij, laatste_dag=laatste_dag)
    return rij
