import json

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from brieven.afschriften import Afschrift, find_maker
from brieven.handelingen import Handeling
from brieven.pdf import render_afschrift
from organisaties.audit import record
from organisaties.paginas import as_file
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires


@require_POST
@requires(Recht.BERICHT_VIEW)
@limited(aantal=30, seconden=60)
def afschrift_download(request: IngelogdVerzoek, wat: str, nummer: int, vorm: str) -> HttpResponse:
    """What this user, or the own organisation, sent in: as it was entered, to keep (Awb 2:17 lid 2)."""
    maker = find_maker(wat)
    if maker is None or vorm not in ("pdf", "json"):
        raise Http404
    ding = get_object_or_404(maker.rijen(request.user), pk=nummer)
    afschrift = maker.maak(ding)
    record(
        handeling=Handeling.AFSCHRIFT_EXPORT,
        door=request.user,
        object=ding,
        vorm=vorm,
        **({"kind": afschrift.pseudoniem} if afschrift.pseudoniem else {}),
        **({"kinderen": list(afschrift.pseudoniemen)} if afschrift.pseudoniemen else {}),
    )
    moment = timezone.now()
    inhoud = render_afschrift(afschrift, moment) if vorm == "pdf" else _as_json(afschrift)
    return as_file(inhoud, f"afschrift-{wat}-{nummer}.{vorm}")


def _as_json(afschrift: Afschrift) -> str:
    inhoud = {
        "titel": afschrift.titel,
        **{
            blok.titel: [dict(zip(blok.kolommen, rij, strict=True)) for rij in blok.rijen]
            for blok in afschrift.blokken
        },
    }
    return json.dumps(inhoud, ensure_ascii=False, indent=2)
