"""Taking over a workbook: into the same draft as the screen fills, wholly or not at all."""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from organisaties.models import Gebruiker
from subsidies.models import Aanvraag
from subsidies.subsidiejaar.actions.aanvraag import save_regels
from subsidies.subsidiejaar.afdruk import picture_of
from subsidies.subsidiejaar.werkboek import parse_werkboek
from subsidies.subsidiejaar.werkboek.indeling import AANTAL, KINDEREN
from subsidies.subsidiejaar.werkboek.lezen import Celfout, Gelezen
from subsidies.subsidiejaar.werkboek.vergelijken import find_getypt

_REGEL = re.compile(r"regel (\d+)")


@dataclass(frozen=True)
class Uitslag:
    """With `fouten` nothing was taken over; `opmerkingen` tell what of the workbook does not count."""

    fouten: list[Celfout] = field(default_factory=list)
    opmerkingen: list[str] = field(default_factory=list)


@transaction.atomic
def take_over_werkboek(*, aanvraag: Aanvraag, inhoud: bytes, door: Gebruiker, op: datetime) -> Uitslag:
    """The lines of the workbook in the place of those of the draft; ValidationError for a file that is no workbook."""
    try:
        gelezen = parse_werkboek(aanvraag, inhoud)
    except ValueError as fout:
        raise ValidationError(str(fout), code="bestand") from None
    if not gelezen.fouten and not gelezen.regels:
        zin = (
            "Er staat nergens een aantal kinderen. Vul bij minstens één regel in hoeveel kinderen u verwacht."
        )
        gelezen.fouten.append(Celfout(KINDEREN, "", AANTAL, zin))
    if gelezen.fouten:
        return Uitslag(fouten=gelezen.fouten)
    voor = picture_of(aanvraag, op)
    try:
        aanvraag = save_regels(
            aanvraag=aanvraag,
            regels=gelezen.regels,
            telling=gelezen.telling,
            bestand=hashlib.sha256(inhoud).hexdigest(),
            door=door,
        )
    except ValidationError as fout:
        if {een.code for een in fout.error_list} != {"feiten"}:
            raise
        return Uitslag(fouten=[_as_celfout(gelezen, zin) for zin in fout.messages])
    opmerkingen = find_getypt(gelezen, voor, picture_of(aanvraag, op))
    if gelezen.overgeslagen:
        rijen = ", ".join(map(str, gelezen.overgeslagen))
        opmerkingen.append(f"Zonder aantal kinderen telt een regel niet mee. Blad ‘{KINDEREN}’, rij {rijen}.")
    return Uitslag(opmerkingen=opmerkingen)


def _as_celfout(gelezen: Gelezen, zin: str) -> Celfout:
    """What the policy can't compute with, at the row of the sheet."""
    gevonden = _REGEL.match(zin)
    rij = gelezen.rijen[int(gevonden[1]) - 1] if gevonden else 0
    return Celfout(KINDEREN, f"rij {rij}" if rij else "", "", zin.partition(", ")[2] or zin)
