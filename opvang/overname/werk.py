"""Looking through, taking over and putting back: the work of the jobs. Interrupted it leaves nothing behind."""

import base64
import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from opvang.handelingen import Handeling
from opvang.models import Overname
from opvang.overname.lezen import Bevinding, read_werkmap
from opvang.overname.maken import make_plan
from opvang.overname.plan import Plan
from opvang.overname.terugdraaien import undo
from opvang.overname.uitvoeren import execute, prints_of, tell
from opvang.overname.voortgang import Voortgang
from organisaties.aanmelden.versleuteling import decrypt, encrypt
from organisaties.audit import record, record_system
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked
from organisaties.rechten import Recht

Status = Overname.Status
# So long a workbook that was looked through waits for a yes.
GELDIG = timedelta(days=1)
# So long a take-over can be put back: until then the old values of what it changed are kept.
TERUG_TOT = timedelta(days=30)
# More findings nobody reads at once; the rest waits for the next try.
MEESTE_BEVINDINGEN = 500


def who_asked(overname: Overname, dag: date) -> Gebruiker | None:
    """Who asked, in the role of that moment; None when that role may not do this any more."""
    door, voorkeur = overname.gevraagd_door, overname.toekenning_id
    if not (door.is_active and door.activate(dag, voorkeur) and door.toekenning.pk == voorkeur):
        return None
    return door if door.has_recht(Recht.OVERNAME_MANAGE) else None


def review(overname: Overname, door: Gebruiker, moment: datetime) -> None:
    """The trial run: all of it is really tried, and then taken back; only the report stays."""
    with Voortgang(overname) as stap:
        plan = _plan(overname, door, moment)
        # Before it is tried: what is tried gets numbers, and keeps them when it is taken back.
        stand = plan.stand
        stap(5)
        if not plan.bevindingen:
            plan.bevindingen += _try(overname, plan, moment, stap)
    _keep_report(overname, plan, stand)


def apply(overname: Overname, door: Gebruiker, moment: datetime) -> None:
    """All or nothing. What is not as it was looked at any more goes back to be looked at."""
    with Voortgang(overname) as stap:
        plan = _plan(overname, door, moment)
        if plan.bevindingen or plan.stand != overname.stand:
            _keep_report(
                overname,
                plan,
                plan.stand,
                "Er is intussen iets veranderd; er is niets doorgevoerd. Kijk opnieuw na.",
            )
            return
        try:
            _apply(overname, plan, moment, stap)
        except (IntegrityError, ValidationError) as fout:
            plan.bevindingen.append(_of_database(fout))
            _keep_report(
                overname,
                plan,
                overname.stand,
                "De overname paste niet bij wat er al staat; er is niets doorgevoerd.",
            )


@transaction.atomic
def _apply(overname: Overname, plan: Plan, moment: datetime, stap: Callable[[int], None]) -> None:
    boek = execute(plan, overname, moment, stap)
    gemaakt, nu = prints_of(boek.gemaakt), prints_of(_changed(boek.vorige))
    tell(plan, boek)
    overname = locked(overname, Status.APPLYING, "doorgevoerd")
    overname.gemaakt = gemaakt
    overname.vorige = [[label, pk, velden, nu[label][str(pk)]] for label, pk, velden in boek.vorige]
    overname.doorgevoerd_op, overname.doorgevoerd_door = moment, plan.door
    close(overname, Status.APPLIED)
    record(handeling=Handeling.OVERNAME_APPLY, door=plan.door, object=overname, **counts(overname))


def _changed(vorige: list[list[Any]]) -> dict[str, list[int]]:
    rijen: dict[str, list[int]] = {}
    for label, pk, *_ in vorige:
        rijen.setdefault(label, []).append(pk)
    return rijen


def put_back(overname: Overname, door: Gebruiker, moment: datetime) -> None:
    """As if the workbook had never been taken over; refused when something was built on it."""
    try:
        with Voortgang(overname) as stap:
            _put_back(overname, door, moment, stap)
    except ValidationError as fout:
        _stay(overname, fout.messages[0])
    except IntegrityError:
        _stay(
            overname,
            "Op een van deze kinderen is intussen verder gewerkt. Daarom kan de overname niet meer worden teruggedraaid.",
        )


@transaction.atomic
def _put_back(overname: Overname, door: Gebruiker, moment: datetime, stap: Callable[[int], None]) -> None:
    """The row is held last: until then its progress is told past this transaction."""
    undo(overname, door, stap)
    actueel = locked(overname, Status.UNDOING, "teruggedraaid")
    actueel.teruggedraaid_op, actueel.teruggedraaid_door = moment, door
    actueel.gemaakt, actueel.vorige = {}, []
    close(actueel, Status.UNDONE)
    record(handeling=Handeling.OVERNAME_UNDO, door=door, object=actueel, **counts(actueel))
    # What the database checks at the end is checked here, where it still can be told.
    _check_now()


@transaction.atomic
def expire_overnames(moment: datetime) -> int:
    """Workbooks that nobody said yes to go after a day; old values of what was changed after the term of the undo."""
    wachtend = Overname.objects.select_for_update().filter(
        status=Status.REVIEWED, gevraagd_op__lte=moment - GELDIG
    )
    aantal = 0
    for overname in wachtend:
        close(overname, Status.EXPIRED)
        record_system(
            handeling=Handeling.OVERNAME_EXPIRE,
            proces="overnames opruimen",
            gemeente_code=overname.gemeente.code,
            object=overname,
        )
        aantal += 1
    oud = Overname.objects.filter(status=Status.APPLIED, doorgevoerd_op__lte=moment - TERUG_TOT)
    oud.exclude(vorige=[]).update(vorige=[])
    return aantal


def report_of(overname: Overname) -> list[Bevinding]:
    return [Bevinding(**rij) for rij in json.loads(decrypt(overname.verslag))] if overname.verslag else []


def _plan(overname: Overname, door: Gebruiker, moment: datetime) -> Plan:
    werkmap = read_werkmap(base64.b64decode(decrypt(overname.bestand)))
    return make_plan(werkmap, door=door, op=timezone.localdate(moment))


def _try(overname: Overname, plan: Plan, moment: datetime, stap: Callable[[int], None]) -> list[Bevinding]:
    """What the database would say; nothing stays of it."""
    try:
        with transaction.atomic():
            execute(plan, overname, moment, stap)
            _check_now()
            raise _Gelukt
    except _Gelukt:
        return []
    except (IntegrityError, ValidationError) as fout:
        return [_of_database(fout)]


class _Gelukt(Exception):
    """It went well: take it back."""


def _check_now() -> None:
    connection.check_constraints()


def _of_database(fout: Exception) -> Bevinding:
    if isinstance(fout, ValidationError):
        return Bevinding("", 0, "", "", fout.messages[0])
    naam = getattr(getattr(fout.__cause__, "diag", None), "constraint_name", None) or "onbekend"
    return Bevinding("", 0, "", "", f"{_sentence(naam)} Controleer de werkmap.")


def _sentence(naam: str) -> str:
    for model in apps.get_models():
        for regel in model._meta.constraints:
            if regel.name == naam:
                return str(regel.violation_error_message)
    return f"De gegevens passen niet bij wat er al staat (regel {naam})."


@transaction.atomic
def _keep_report(overname: Overname, plan: Plan, stand: str, melding: str = "") -> None:
    overname = Overname.objects.select_for_update(of=("self",)).get(pk=overname.pk)
    if not overname.is_bezig:
        return
    eerste = [bevinding.as_dict() for bevinding in plan.bevindingen[:MEESTE_BEVINDINGEN]]
    overname.verslag = encrypt(json.dumps(eerste))
    overname.fouten, overname.aantallen, overname.stand = len(plan.bevindingen), plan.aantallen, stand
    overname.status, overname.gedaan, overname.melding = Status.REVIEWED, 100, melding
    save_checked(overname)


def _stay(overname: Overname, melding: str) -> None:
    overname = Overname.objects.get(pk=overname.pk)
    overname.status, overname.melding = Status.APPLIED, melding[:500]
    save_checked(overname)


def close(overname: Overname, status: Overname.Status) -> None:
    overname.status, overname.bestand, overname.verslag, overname.gedaan = status, "", "", 100
    save_checked(overname)


def locked(overname: Overname, verwacht: Overname.Status, handeling: str) -> Overname:
    actueel = Overname.objects.select_for_update(of=("self",)).get(pk=overname.pk)
    if actueel.status != verwacht:
        raise ValidationError(
            f"Deze overname heeft de stand ‘{actueel.get_status_display()}’ en kan daarom niet worden {handeling}."
        )
    return actueel


def counts(overname: Overname) -> dict[str, Any]:
    """Per sheet [new, changed, the same]; a word that may stand in the record."""
    return {naam.lower(): aantallen for naam, aantallen in overname.aantallen.items()}
