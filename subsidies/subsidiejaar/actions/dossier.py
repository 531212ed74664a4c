"""What every action here begins with: a file, held until the end, so that all that happens to it waits its turn."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max

from brieven.models import Brief
from indicaties.models import Kind
from organisaties.audit import record
from organisaties.models import Gebruiker, Gemeente, Organisatie
from organisaties.opslaan import save_checked
from organisaties.rijbeveiliging import Rijbereik, rijbereik
from subsidies.models import Aanvraag, Subsidiedossier, Subsidieregeling
from subsidies.subsidiejaar.handelingen import Handeling


def open_dossier(
    *,
    regeling: Subsidieregeling,
    jaar: int,
    houder: Organisatie | None = None,
    intermediair: Organisatie | None = None,
    kind: Kind | None = None,
    door: Gebruiker,
    op: datetime,
) -> Subsidiedossier:
    """The file of this one recipient, opened when there is none. Numbered per municipality and year, without gaps."""
    gemeente = regeling.gemeente
    lock_jaar(gemeente)
    bestaand = (
        Subsidiedossier.objects.of_regeling(regeling, jaar)
        .filter(houder=houder, intermediair=intermediair, kind=kind)
        .first()
    )
    if bestaand is not None:
        return bestaand
    dossier = Subsidiedossier(
        gemeente=gemeente,
        houder=houder,
        intermediair=intermediair,
        kind=kind,
        regeling=regeling,
        regelingnaam=regeling.naam,
        jaar=jaar,
        volgnummer=_next_nummer(gemeente, jaar),
        geopend_op=op,
        geopend_door=door,
    )
    save_checked(dossier)
    record_dossier(Handeling.SUBSIDIEDOSSIER_OPEN, dossier, dossier, door)
    return dossier


def lock_jaar(gemeente: Gemeente) -> None:
    """Numbers and the ceiling are shared by all files of a municipality: who changes one of them waits."""
    Gemeente.objects.select_for_update(no_key=True).get(pk=gemeente.pk)


def _next_nummer(gemeente: Gemeente, jaar: int) -> int:
    """Counted over all recipients, also those that a provider does not see."""
    with rijbereik(Rijbereik(gemeente.pk)):
        rijen = Subsidiedossier.objects.filter(gemeente=gemeente, jaar=jaar)
        return (rijen.aggregate(hoogste=Max("volgnummer"))["hoogste"] or 0) + 1


def lock_dossier(dossier: Subsidiedossier, door: Gebruiker) -> Subsidiedossier:
    """The file as it is now; ValidationError when it is not of who asks."""
    vast = Subsidiedossier.objects.select_for_update(of=("self",)).select_related(
        "regeling", "houder", "intermediair", "kind", "gemeente"
    )
    dossier = vast.get(pk=dossier.pk)
    if dossier.gemeente_id != door.gemeente.pk:
        raise ValidationError("Dit dossier is van een andere gemeente.")
    if door.is_houder and dossier.houder != door.organisatie:
        raise ValidationError("Dit dossier is van een andere aanbieder.")
    return dossier


def lock_aanvraag(aanvraag: Aanvraag, door: Gebruiker) -> Aanvraag:
    """The application as it is now, with its file held."""
    dossier = lock_dossier(aanvraag.dossier, door)
    aanvraag = Aanvraag.objects.get(pk=aanvraag.pk)
    aanvraag.dossier = dossier
    return aanvraag


def check_applicant(dossier: Subsidiedossier, door: Gebruiker) -> None:
    """A provider applies itself; the municipality only for who does not do that here."""
    if not door.is_houder and not dossier.is_namens:
        raise ValidationError("Een aanbieder vraagt zelf aan. De gemeente doet dat niet voor hem.")


def lock_own_aanvraag(aanvraag: Aanvraag, door: Gebruiker) -> Aanvraag:
    """As `lock_aanvraag`, for who applies."""
    aanvraag = lock_aanvraag(aanvraag, door)
    check_applicant(aanvraag.dossier, door)
    return aanvraag


def record_dossier(
    handeling: Handeling, ding: Any, dossier: Subsidiedossier, door: Gebruiker, **details: Any
) -> None:
    if dossier.kind is not None:
        details["kind"] = dossier.kind.pseudoniem
    record(handeling=handeling, door=door, object=ding, dossier=dossier.nummer, **details)


def record_brief(brief: Brief, door: Gebruiker) -> None:
    record(handeling=Handeling.SUBSIDIEBRIEF_EXPORT, door=door, object=brief, nummer=brief.nummer)
