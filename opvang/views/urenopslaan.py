"""Hours that are saved as somebody types, for the script of the page; the answer says what became of each cell."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from lib.geld import uren, write_honderdsten
from lib.tekst import geheel
from opvang.actions import save_uren
from opvang.botsing import Botsing, Verschil, write_regel
from opvang.models import Declaratieregel, Urendeclaratie
from opvang.overzicht import Declaratiebeeld
from opvang.urenforms import UrenregelsForm
from opvang.views.declaraties import get_declaratie
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires

# A line is named by its hours, or by those of a month.
_UREN = re.compile(r"(?:uren|m[0-9]{1,2})-([0-9]{1,18})")


@require_POST
@requires(Recht.DECLARATIE_SUBMIT)
@limited(aantal=240, seconden=60)
def uren_save(request: IngelogdVerzoek, declaratie_id: int) -> HttpResponse:
    """The lines that the post names: good ones are kept, the others come back with a sentence."""
    declaratie = get_declaratie(request, declaratie_id)
    form = Declaratiebeeld(declaratie).make_form(request.POST, _named(request, declaratie))
    form.is_valid()
    try:
        verschillen = _save(form, declaratie, request)
    except ValidationError as fout:
        return JsonResponse({"zin": " ".join(fout.messages)}, status=409)
    return JsonResponse(_answer(form, declaratie, verschillen))


def _named(request: IngelogdVerzoek, declaratie: Urendeclaratie) -> list[Declaratieregel]:
    nummers = {geheel(veld[1], 0) for naam in request.POST if (veld := _UREN.fullmatch(naam))}
    return list(declaratie.regels.filter(pk__in=nummers).select_related("plaatsing__kind"))


def _save(form: UrenregelsForm, declaratie: Urendeclaratie, request: IngelogdVerzoek) -> list[Verschil]:
    """Save what can be saved; what was changed elsewhere meanwhile is left as it is."""
    gegevens: dict[str, Any] = {"declaratie": declaratie, "gezien": form.gezien(), "door": request.user}
    waarden = form.waarden()
    try:
        save_uren(**waarden, **gegevens)
    except Botsing as botsing:
        weg = {verschil.regel for verschil in botsing.verschillen}
        over: dict[str, Any] = {
            soort: {pk: waarde for pk, waarde in per_regel.items() if pk not in weg}
            for soort, per_regel in waarden.items()
        }
        save_uren(**over, **gegevens)
        return botsing.verschillen
    return []


def _answer(form: UrenregelsForm, declaratie: Urendeclaratie, verschillen: list[Verschil]) -> dict[str, Any]:
    """By the id of the line: what is there now, what is wrong with a cell, and what another put there."""
    nu = declaratie.regels.in_bulk([regel.pk for regel in form.regels])
    return {
        "regels": {pk: _line(regel) for pk, regel in nu.items()},
        "fouten": {regel.pk: fouten for regel in form.regels if (fouten := form.fouten_van(regel))},
        "botsingen": [
            {"regel": v.regel, "veld": v.veld, "staat": v.staat, "getypt": v.getypt} for v in verschillen
        ],
        "totaal": uren(Declaratiebeeld(declaratie).totaal),
        "tijd": f"{timezone.localtime():%H:%M}",
    }


def _line(regel: Declaratieregel) -> dict[str, str]:
    """The months by the names of their fields; `som` is shown, not typed."""
    cellen = {
        "gezien": write_regel(regel),
        "uren": write_honderdsten(regel.uren_honderdsten),
        "dagen": "" if regel.dagen is None else str(regel.dagen),
    }
    if regel.afwezig_honderdsten is not None:
        cellen["afwezig"] = write_honderdsten(regel.afwezig_honderdsten)
    if regel.maanden_honderdsten:
        maanden = enumerate(regel.maanden_honderdsten, 1)
        cellen |= {f"m{nummer}": write_honderdsten(aantal) for nummer, aantal in maanden}
        cellen["som"] = uren(regel.uren_honderdsten)
    return cellen
