from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from indicaties.models import Kind
from organisaties.audit import record
from organisaties.paginas import as_file
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires
from privacy.handelingen import Handeling
from privacy.inzage import read_dossier


@require_POST
@requires(Recht.INZAGE_EXPORT)
@limited(aantal=10, seconden=60)
def inzage_export(request: IngelogdVerzoek, kind_id: int, vorm: str) -> HttpResponse:
    """Everything about one child in one file; a POST, so that no address gives it away and each time is recorded."""
    kind = get_object_or_404(Kind.objects.for_gebruiker(request.user), pk=kind_id)
    record(
        handeling=Handeling.KIND_INZAGE_EXPORT,
        door=request.user,
        object=kind,
        kind=kind.pseudoniem,
        vorm=vorm,
    )
    dossier = read_dossier(kind, timezone.now())
    inhoud = dossier.as_pdf() if vorm == "pdf" else dossier.as_json()
    return as_file(inhoud, f"inzage-{kind.pseudoniem}.{vorm}")
