from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from organisaties.middleware import SESSIE_TOEKENNING
from organisaties.models import AuditRegel
from organisaties.rechten import RECHTEN, Recht, Rol
from organisaties.toegang import IngelogdVerzoek, requires

REGELS_PER_PAGINA = 100


@requires(Recht.AUDIT_VIEW)
def audit_list(request: IngelogdVerzoek) -> HttpResponse:
    regels = AuditRegel.objects.filter(gemeente_code=request.user.gemeente.code)
    pagina = Paginator(regels, REGELS_PER_PAGINA).get_page(request.GET.get("pagina"))
    return render(request, "organisaties/audit_list.html", {"pagina": pagina})


@requires(Recht.RECHTEN_VIEW)
def rechten(request: IngelogdVerzoek) -> HttpResponse:
    tabel = [(recht.value, [recht in RECHTEN[rol] for rol in Rol]) for recht in Recht]
    return render(
        request, "organisaties/rechten.html", {"rollen": [rol.label for rol in Rol], "tabel": tabel}
    )


@require_POST
@requires(Recht.HOME_VIEW)
def rol_choose(request: IngelogdVerzoek, toekenning_id: int) -> HttpResponse:
    """Work on under another of one's own roles."""
    eigen = request.user.toekenningen.valid_on(timezone.localdate())
    request.session[SESSIE_TOEKENNING] = get_object_or_404(eigen, pk=toekenning_id).pk
    return redirect("home")
