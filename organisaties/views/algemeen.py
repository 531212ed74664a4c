from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from organisaties.aanmelden.sessies import SESSIE_TOEKENNING, mark_signed_in
from organisaties.rechten import LOCATIE_ROLLEN, NIET_OP_LOCATIE, RECHTEN, Recht, Rol
from organisaties.rechtendoc import ZONDER_OP_LOCATIE
from organisaties.toegang import IngelogdVerzoek, openbaar, requires


@requires(Recht.RECHTEN_VIEW)
def rechten(request: IngelogdVerzoek) -> HttpResponse:
    tabel = [(recht.value, [recht in RECHTEN[rol] for rol in Rol]) for recht in Recht]
    rollen = [(rol.label, [recht.value for recht in Recht if recht in RECHTEN[rol]]) for rol in Rol]
    op_locatie = {
        "rollen": [rol.label for rol in Rol if rol in LOCATIE_ROLLEN],
        "uitleg": ZONDER_OP_LOCATIE,
        "zonder": [recht.value for recht in Recht if recht in NIET_OP_LOCATIE],
    }
    context = {"rollen": rollen, "tabel": tabel, "op_locatie": op_locatie}
    return render(request, "organisaties/rechten.html", context)


@openbaar
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116: where to report a hole. The end date moves along, as the address is set at every start."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    regels = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {timezone.now() + timedelta(days=180):%Y-%m-%dT00:00:00Z}",
        "Preferred-Languages: nl, en",
        f"Canonical: {request.build_absolute_uri()}",
    ]
    return HttpResponse("\n".join(regels) + "\n", content_type="text/plain; charset=utf-8")


@require_POST
@requires(Recht.HOME_VIEW)
def rol_choose(request: IngelogdVerzoek, toekenning_id: int) -> HttpResponse:
    """Work on under another of one's own roles."""
    eigen = request.user.toekenningen.usable_on(timezone.localdate())
    toekenning = get_object_or_404(eigen, pk=toekenning_id)
    request.session[SESSIE_TOEKENNING] = toekenning.pk
    if toekenning.gemeente and toekenning.gemeente != request.user.toekenning.gemeente:
        mark_signed_in(request.user, toekenning.gemeente, timezone.now())
    return redirect("home")
