"""Starting, stopping and going on with a round: by the operator on screen or by command, and by the clock.

Whoever asks for what is under way joins it: two operators, two clocks and two tabs do no double work.
"""

import logging
from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from organisaties.audit import INSTALLATIE, record, record_system
from organisaties.handelingen import Handeling
from organisaties.landelijk.soorten import Landelijkwerk
from organisaties.landelijk.tasks import spread_ronde
from organisaties.loghandeling import LogHandeling
from organisaties.models import Gebruiker, Gemeente
from organisaties.opslaan import save_checked
from organisaties.ronde import Ronde, Rondedeel
from organisaties.wachtrij import enqueue

logger = logging.getLogger(__name__)
Status = Rondedeel.Status
PROCES = "landelijk"


def find_gemeenten(codes: Iterable[str]) -> QuerySet[Gemeente]:
    """These, or all when no code is given. ValidationError for a code of no municipality that is connected."""
    codes = set(codes)
    alle = Gemeente.objects.order_by("code")
    if not codes:
        return alle
    gevonden = alle.filter(code__in=codes)
    if onbekend := sorted(codes - {gemeente.code for gemeente in gevonden}):
        raise ValidationError(
            f"Geen aangesloten gemeente met code {', '.join(onbekend)}. Typ de CBS-code met vier cijfers.",
            code="gemeente",
        )
    return gevonden


@transaction.atomic
def start_ronde(
    *,
    werk: Landelijkwerk,
    keuze: str,
    gemeenten: Iterable[Gemeente],
    op: datetime,
    door: Gebruiker | None = None,
) -> tuple[Ronde, bool]:
    """The round, and whether it is a new one: who asks for work that is under way gets that round.

    Without `door` it is a command of the operator. ValidationError for a choice that does not fit the work.
    """
    if werk.alleen_nacht:
        raise ValidationError(f"‘{werk.naam}’ start alleen vanzelf, elke nacht.", code="nacht")
    keuze = werk.keuzesoort.check(keuze)
    ronde, nieuw = _open(
        Ronde(soort=werk.code, keuze=keuze, gevraagd_op=op, gevraagd_door=door), list(gemeenten)
    )
    if nieuw:
        _record(Handeling.RONDE_START, ronde, door, gemeenten=ronde.delen.count())
        enqueue(spread_ronde, ronde.pk, door=door)
    return ronde, nieuw


@transaction.atomic
def start_nacht(code: str, op: datetime, nacht: date) -> Ronde | None:
    """Along all municipalities, once a night however many clocks ask for it; None when there is nothing to start."""
    gemeenten = list(Gemeente.objects.order_by("code"))
    if not gemeenten or Ronde.objects.filter(soort=code, nacht=nacht).exists():
        return None
    ronde, nieuw = _open(Ronde(soort=code, nacht=nacht, gevraagd_op=op), gemeenten)
    if not nieuw:
        logger.warning("%s loopt nog; de ronde van deze nacht begint niet.", ronde)
        return None
    enqueue(spread_ronde, ronde.pk)
    return ronde


@transaction.atomic
def stop_ronde(*, ronde: Ronde, op: datetime, door: Gebruiker | None = None) -> Ronde:
    """What is at work may finish its turn; the rest waits until somebody goes on with it."""
    ronde = _lock(ronde)
    if not ronde.is_onderweg:
        raise ValidationError("Deze ronde is al klaar. Er valt niets te stoppen.", code="klaar")
    ronde.gestopt, ronde.klaar_op = True, op
    ronde.save(update_fields=["gestopt", "klaar_op"])
    ronde.delen.filter(status=Status.WAITING).update(status=Status.STOPPED)
    _record(Handeling.RONDE_STOP, ronde, door)
    return ronde


@transaction.atomic
def resume_ronde(*, ronde: Ronde, door: Gebruiker | None = None) -> Ronde:
    """Go on where it was: what was stopped waits again, and what waits is sent once more."""
    ronde = _lock(ronde)
    if not ronde.is_onderweg and not ronde.gestopt:
        raise ValidationError(
            "Deze ronde is klaar. Start een nieuwe, of begin met wat mislukte opnieuw.", code="klaar"
        )
    _reopen(ronde)
    _record(Handeling.RONDE_RESUME, ronde, door)
    enqueue(spread_ronde, ronde.pk, door=door)
    return ronde


@transaction.atomic
def retry_ronde(*, ronde: Ronde, door: Gebruiker | None = None) -> int:
    """Begin again with the municipalities that failed, each with all its attempts; how many."""
    ronde = _lock(ronde)
    mislukt = ronde.delen.filter(status=Status.FAILED)
    aantal = mislukt.update(status=Status.WAITING, pogingen=0, zin="", klaar_op=None)
    if not aantal:
        raise ValidationError("In deze ronde is niets mislukt.", code="niets")
    _reopen(ronde)
    _record(Handeling.RONDE_RETRY, ronde, door, gemeenten=aantal)
    enqueue(spread_ronde, ronde.pk, door=door)
    return aantal


def _open(ronde: Ronde, gemeenten: list[Gemeente]) -> tuple[Ronde, bool]:
    if not gemeenten:
        raise ValidationError("Er is nog geen gemeente aangesloten.", code="gemeenten")
    zelfde = Ronde.objects.underway().filter(soort=ronde.soort, keuze=ronde.keuze)
    if (bezig := zelfde.first()) is not None:
        return bezig, False
    try:
        save_checked(ronde)
    except ValidationError:
        # Another was first, a moment ago: its round, or that of this night.
        bezig = zelfde.first() or Ronde.objects.filter(soort=ronde.soort, nacht=ronde.nacht).first()
        if bezig is None:
            raise
        return bezig, False
    Rondedeel.objects.bulk_create(Rondedeel(ronde=ronde, gemeente=gemeente) for gemeente in gemeenten)
    return ronde, True


def _reopen(ronde: Ronde) -> None:
    ronde.gestopt, ronde.klaar_op = False, None
    save_checked(ronde)
    ronde.delen.filter(status=Status.STOPPED).update(status=Status.WAITING)


def _lock(ronde: Ronde) -> Ronde:
    return Ronde.objects.select_for_update(of=("self",)).get(pk=ronde.pk)


def _record(handeling: LogHandeling, ronde: Ronde, door: Gebruiker | None, **details: int) -> None:
    alles = {"soort": ronde.soort, "keuze": ronde.keuze, **details}
    if door is not None:
        record(handeling=handeling, door=door, object=ronde, **alles)
    else:
        record_system(handeling=handeling, proces=PROCES, gemeente_code=INSTALLATIE, object=ronde, **alles)
