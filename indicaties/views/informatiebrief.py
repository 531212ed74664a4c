from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from indicaties.actions import make_informatiebrief
from indicaties.models import Kind
from organisaties.eenmaal import once
from organisaties.paginas import attempt
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires


@require_POST
@requires(Recht.OUDERS_INFORM)
@limited(aantal=30, seconden=60)
@once
def informatiebrief_make(request: IngelogdVerzoek, kind_id: int) -> HttpResponse:
    kinderen = Kind.objects.for_gebruiker(request.user).select_related("gemeente")
    kind = get_object_or_404(kinderen, pk=kind_id)
    attempt(
        request,
        make_informatiebrief,
        lambda brieven: (
            f"Gemaakt: brief {', '.join(brief.nummer for brief in brieven)}. Verstuur die bij Brieven."
        ),
        kind=kind,
        door=request.user,
        op=timezone.localdate(),
    )
    return redirect("indicaties:kind_detail", kind.pk)
