from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from indicaties.actions import link_gezin, unlink_gezin
from indicaties.handelingen import Handeling
from indicaties.models import Kind, Ouderschap
from lib.tekst import geheel
from organisaties.eenmaal import once
from organisaties.inzien import render_recorded
from organisaties.paginas import attempt, zoektekst
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires

MEESTE_GEVONDEN = 20


@requires(Recht.GEZIN_MANAGE)
@limited(aantal=60, seconden=60)
@once
def gezin_link(request: IngelogdVerzoek, kind_id: int) -> HttpResponse:
    """Look for a brother or sister, or take one who has a parent in common; the name is sent by POST."""
    kind = _kind(request, kind_id)
    if nummer := geheel(request.POST.get("ander"), 0):
        ander = Kind.objects.for_gebruiker(request.user).filter(pk=nummer).first()
        if ander is not None:
            zin = f"{ander} staat nu bij de broertjes en zusjes van {kind}."
            if attempt(request, link_gezin, zin, kind=kind, ander=ander, door=request.user):
                return redirect("indicaties:kind_detail", kind.pk)
    zoek = zoektekst(request.POST)
    anderen = Kind.objects.for_gebruiker(request.user).exclude(pk=kind.pk)
    if kind.gezin_id is not None:
        anderen = anderen.exclude(gezin=kind.gezin_id)
    gevonden = list(anderen.search(zoek)[: MEESTE_GEVONDEN + 1]) if zoek else []
    ouders = Ouderschap.objects.current().filter(kind=kind).values("ouder")
    delen_ouder = Ouderschap.objects.current().filter(ouder__in=ouders).values("kind")
    voorstel = list(anderen.filter(pk__in=delen_ouder)[:MEESTE_GEVONDEN])
    getoond = gevonden[:MEESTE_GEVONDEN]
    return render_recorded(
        request,
        "indicaties/gezin_link.html",
        {
            "kind": kind,
            "zoek": zoek,
            "gevonden": getoond,
            "er_is_meer": len(gevonden) > MEESTE_GEVONDEN,
            "voorstel": voorstel,
            "dag": timezone.localdate(),
        },
        handeling=Handeling.KIND_VIEW,
        object=kind,
        kind=kind.pseudoniem,
        kinderen=[ander.pseudoniem for ander in (*voorstel, *getoond)],
        formulier="gezin",
    )


@require_POST
@requires(Recht.GEZIN_MANAGE)
def gezin_unlink(request: IngelogdVerzoek, kind_id: int) -> HttpResponse:
    kind = _kind(request, kind_id)
    zin = f"{kind} staat niet meer bij broertjes en zusjes."
    attempt(request, unlink_gezin, zin, kind=kind, door=request.user)
    return redirect("indicaties:kind_detail", kind.pk)


def _kind(request: IngelogdVerzoek, kind_id: int) -> Kind:
    return get_object_or_404(Kind.objects.for_gebruiker(request.user), pk=kind_id)
