from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from indicaties.actions.besluit import decide_on, geldend_besluit, kept, weighed
from indicaties.actions.signaal import answer_signalen
from indicaties.actions.traject import open_traject
from indicaties.actions.vertrek import record_vertrek_of
from indicaties.handelingen import Handeling
from indicaties.models import Criterium, Indicatie, Indicatiebesluit, Kind, Signaal, Traject
from indicaties.wegen import check_gronden
from indicaties.wijzigingen import announce_wijziging
from lib.weergave import datum
from organisaties.audit import record
from organisaties.models import Gebruiker, Organisatie
from organisaties.opslaan import save_checked


@transaction.atomic
def grant_indicatie(
    *,
    kind: Kind,
    soort: str,
    criteria: Collection[Criterium],
    geldig_van: date,
    geldig_tot_en_met: date,
    oordeel: str = "",
    toelichting: str = "",
    door: Gebruiker,
    op: date,
) -> Indicatie:
    """Decide that the child belongs to the doelgroep. `toelichting` are own words for the parents."""
    weging = check_gronden(kind, soort, criteria, oordeel)
    indicatie = _save_new(kind, soort, criteria, geldig_van, geldig_tot_en_met, door, op)
    decide_on(
        indicatie,
        Indicatiebesluit.Soort.GRANTED,
        door=door,
        op=op,
        oordeel=oordeel,
        toelichting=toelichting,
        **weighed(criteria, weging),
    )
    answer_signalen(kind, Signaal.Uitkomst.INDICATIE, door=door, op=op)
    _record_indicatie(Handeling.INDICATIE_GRANT, indicatie, door)
    return indicatie


def _save_new(
    kind: Kind,
    soort: str,
    criteria: Collection[Criterium],
    geldig_van: date,
    geldig_tot_en_met: date,
    door: Gebruiker,
    op: date,
) -> Indicatie:
    indicatie = Indicatie(
        kind=kind,
        soort=soort,
        geldig_van=geldig_van,
        geldig_tot_en_met=geldig_tot_en_met,
        afgegeven_op=op,
        afgegeven_door=door,
        organisatie=_organisatie(door),
    )
    open_traject(kind=kind, aanleiding=Traject.Aanleiding.INDICATIE, door=door, op=op)
    save_checked(indicatie)
    indicatie.criteria.set(criteria)
    return indicatie


def _organisatie(door: Gebruiker) -> Organisatie:
    if door.organisatie is None:
        raise ValidationError(
            "Alleen een organisatie, zoals het consultatiebureau, kan over een indicatie besluiten."
        )
    return door.organisatie


@transaction.atomic
def refuse_indicatie(
    *, kind: Kind, soort: str, reden: str, toelichting: str = "", door: Gebruiker, op: date
) -> Indicatiebesluit:
    """The child gets no indicatie now: a decision of its own. It can be granted one later."""
    if reden == Indicatiebesluit.RedenAfwijzing.OTHER and not toelichting:
        raise ValidationError("Vul bij ‘Andere reden’ de toelichting in: de ouders lezen waarom.")
    if (geldt := kind.indicaties.valid_on(op).first()) is not None:
        raise ValidationError(
            f"Dit kind heeft al een indicatie: {geldt}. Trek die in of laat haar eerder eindigen."
        )
    besluit = Indicatiebesluit(
        kind=kind,
        organisatie=_organisatie(door),
        soort=Indicatiebesluit.Soort.REFUSED,
        indicatiesoort=soort,
        besloten_op=op,
        besloten_door=door,
        reden=reden,
        toelichting=toelichting,
    )
    save_checked(besluit)
    answer_signalen(kind, Signaal.Uitkomst.NO_INDICATIE, door=door, op=op)
    record(
        handeling=Handeling.INDICATIE_REFUSE,
        door=door,
        object=besluit,
        kind=kind.pseudoniem,
        soort=soort,
        reden=reden,
    )
    return besluit


@transaction.atomic
def extend_indicatie(
    *,
    indicatie: Indicatie,
    laatste_dag: date,
    criteria: Collection[Criterium],
    oordeel: str = "",
    toelichting: str = "",
    door: Gebruiker,
    op: date,
) -> Indicatie:
    """Follow on to an indicatie that still runs, from the day after its last one: no gap and no overlap."""
    indicatie = Indicatie.objects.select_for_update(of=("self",)).get(pk=indicatie.pk)
    _check_extends(indicatie, laatste_dag, op)
    kind = indicatie.kind
    weging = check_gronden(kind, indicatie.soort, criteria, oordeel)
    begin = indicatie.geldig_tot_en_met + timedelta(days=1)
    langer = _save_new(kind, indicatie.soort, criteria, begin, laatste_dag, door, op)
    decide_on(
        langer,
        Indicatiebesluit.Soort.EXTENDED,
        door=door,
        op=op,
        oordeel=oordeel,
        toelichting=toelichting,
        vorige=geldend_besluit(indicatie),
        **weighed(criteria, weging),
    )
    _record_indicatie(Handeling.INDICATIE_EXTEND, langer, door, verlengt=indicatie.pk)
    return langer


def _check_extends(indicatie: Indicatie, laatste_dag: date, op: date) -> None:
    if indicatie.ingetrokken_op is not None:
        raise ValidationError("Deze indicatie is ingetrokken. Geef een nieuwe indicatie af.")
    if indicatie.geldig_tot_en_met < op:
        raise ValidationError(
            f"Deze indicatie eindigde op {datum(indicatie.geldig_tot_en_met)}. Geef een nieuwe indicatie af."
        )
    if laatste_dag <= indicatie.geldig_tot_en_met:
        raise ValidationError(
            f"De indicatie loopt al tot en met {datum(indicatie.geldig_tot_en_met)}. Kies een latere laatste dag."
        )


def _check_last_of_chain(indicatie: Indicatie) -> None:
    """An extension stands on this indicatie; taking that from under it would leave a gap."""
    besluiten = Indicatiebesluit.objects.geldend()
    volgt = besluiten.filter(vorige__indicatie=indicatie, indicatie__ingetrokken_op=None).first()
    if volgt is not None:
        raise ValidationError(
            f"Op deze indicatie volgt een verlenging, {volgt.periode}. Trek eerst die verlenging in."
        )


@transaction.atomic
def withdraw_indicatie(
    *, indicatie: Indicatie, reden: str, toelichting: str = "", door: Gebruiker, op: date
) -> Indicatie:
    """Take the decision back for all its days. It stays on record; only its withdrawal is added.

    Of a child that moved or died this day is also the last one in the municipality, unless it is known better.
    """
    vorig = geldend_besluit(indicatie)
    indicatie = _withdraw(indicatie, reden, door, op)
    decide_on(
        indicatie,
        Indicatiebesluit.Soort.WITHDRAWN,
        door=door,
        op=op,
        reden=reden,
        toelichting=toelichting,
        vervangt=vorig,
        **kept(vorig),
    )
    record_vertrek_of(indicatie, reden, laatste_dag=op, door=door, op=op)
    return indicatie


def _withdraw(indicatie: Indicatie, reden: str, door: Gebruiker, op: date) -> Indicatie:
    indicatie = Indicatie.objects.select_for_update().get(pk=indicatie.pk)
    if indicatie.ingetrokken_op is not None:
        raise ValidationError(f"Deze indicatie is al ingetrokken op {datum(indicatie.ingetrokken_op)}.")
    _check_last_of_chain(indicatie)
    indicatie.ingetrokken_op = op
    indicatie.ingetrokken_door = door
    indicatie.reden_intrekking = reden
    save_checked(indicatie)
    _record_indicatie(Handeling.INDICATIE_WITHDRAW, indicatie, door, reden=reden)
    return indicatie


@transaction.atomic
def shorten_indicatie(
    *,
    indicatie: Indicatie,
    laatste_dag: date,
    reden: str,
    toelichting: str = "",
    door: Gebruiker,
    op: date,
) -> Indicatie:
    """Let an indicatie end earlier: the old decision is withdrawn and a shorter one takes its place.

    Of a child that moved or died its last day is also the last one in the municipality, unless it is known better.
    """
    if not indicatie.geldig_van <= laatste_dag < indicatie.geldig_tot_en_met:
        raise ValidationError(
            f"{datum(laatste_dag)} ligt niet tussen {datum(indicatie.geldig_van)} en "
            f"{datum(indicatie.geldig_tot_en_met)}. Kies een laatste dag binnen de indicatie."
        )
    criteria, vorig = list(indicatie.criteria.all()), geldend_besluit(indicatie)
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
    decide_on(
        korter,
        Indicatiebesluit.Soort.SHORTENED,
        door=door,
        op=op,
        reden=reden,
        toelichting=toelichting,
        vervangt=vorig,
        **kept(vorig),
    )
    _record_indicatie(Handeling.INDICATIE_GRANT, korter, door, vervangt=indicatie.pk)
    record_vertrek_of(korter, reden, laatste_dag=laatste_dag, door=door, op=op)
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
