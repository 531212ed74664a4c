"""Writing down the SiSa form of a year: read from a file, or back to that of this program, with notes beside it."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from organisaties.audit import record
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked
from rapportage.handelingen import Handeling
from rapportage.sisa import GeenFormulier, formulier_van, parse_formulier
from rapportage.sisa.lezen import find_tekst
from rapportage.sisa.models import Sisatekst


@transaction.atomic
def record_bijlage(
    *,
    jaar: int,
    formulier: dict[str, Any],
    beschikkingsnummers: str,
    opmerkingen: str,
    door: Gebruiker,
    op: datetime,
) -> Sisatekst:
    """Take over the texts of the municipality's own form. Notes that the file does not have stay as they were."""
    parse_formulier(formulier)
    was = find_tekst(door.gemeente, jaar)
    return _keep(
        was,
        jaar,
        formulier,
        beschikkingsnummers or (was.beschikkingsnummers if was else ""),
        opmerkingen or (was.opmerkingen if was else ""),
        door,
        op,
    )


@transaction.atomic
def record_opmerkingen(
    *, jaar: int, beschikkingsnummers: str, opmerkingen: str, door: Gebruiker, op: datetime
) -> Sisatekst:
    """What goes to the Rijk beside the figures; the texts stay."""
    was = find_tekst(door.gemeente, jaar)
    return _keep(was, jaar, was.formulier if was else {}, beschikkingsnummers, opmerkingen, door, op)


@transaction.atomic
def drop_bijlage(*, jaar: int, door: Gebruiker, op: datetime) -> Sisatekst:
    """Back to the texts of this program; ValidationError when they count already, or when there are none."""
    was = find_tekst(door.gemeente, jaar)
    if was is None or not was.formulier:
        raise ValidationError(f"Voor {jaar} gelden al de teksten van dit programma.", code="teksten")
    try:
        formulier_van(jaar)
    except GeenFormulier as fout:
        raise ValidationError(str(fout), code="teksten") from fout
    return _keep(was, jaar, {}, was.beschikkingsnummers, was.opmerkingen, door, op)


def _keep(
    was: Sisatekst | None,
    jaar: int,
    formulier: dict[str, Any],
    beschikkingsnummers: str,
    opmerkingen: str,
    door: Gebruiker,
    op: datetime,
) -> Sisatekst:
    tekst = Sisatekst(
        gemeente=door.gemeente,
        jaar=jaar,
        formulier=formulier,
        beschikkingsnummers=beschikkingsnummers,
        opmerkingen=opmerkingen,
        vervangt=was,
        vastgelegd_op=op,
        vastgelegd_door=door,
    )
    save_checked(tekst)
    record(
        handeling=Handeling.SISATEKST_RECORD,
        door=door,
        object=tekst,
        jaar=jaar,
        eigen=bool(formulier),
        vervangt=was.pk if was else None,
    )
    return tekst
