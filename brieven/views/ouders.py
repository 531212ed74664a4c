from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from brieven.actions import check_taaltekst, set_taaltekst_url
from brieven.folder import render_folder
from brieven.forms import TaalForm
from brieven.handelingen import Handeling
from brieven.models import huisstijl_of
from brieven.ouderteksten import Taal, talen_van
from organisaties.audit import record
from organisaties.eenmaal import once
from organisaties.paginas import as_file, attempt
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires


@requires(Recht.OUDERS_INFORM)
def ouderteksten(request: IngelogdVerzoek) -> HttpResponse:
    """The letter with information and the folder, per language."""
    return render(request, "brieven/ouderteksten.html", {"talen": talen_van(request.user.gemeente).values()})


@require_POST
@requires(Recht.OUDERS_INFORM)
@limited(aantal=20, seconden=60)
def folder_download(request: IngelogdVerzoek, taal: str) -> HttpResponse:
    gekozen = _taal(request, taal)
    huisstijl = huisstijl_of(request.user.gemeente)
    record(handeling=Handeling.OUDERFOLDER_EXPORT, door=request.user, object=request.user.gemeente, taal=taal)
    return as_file(render_folder(gekozen, huisstijl, timezone.localdate()), f"vve-folder-{taal}.pdf")


@requires(Recht.WERKWIJZE_MANAGE)
def taalteksten(request: IngelogdVerzoek) -> HttpResponse:
    return render(request, "brieven/taalteksten.html", {"talen": talen_van(request.user.gemeente).values()})


@requires(Recht.WERKWIJZE_MANAGE)
@once
def taaltekst_set(request: IngelogdVerzoek, taal: str) -> HttpResponse:
    """The text of one language to look at, and the page to which its code leads."""
    gekozen = _taal(request, taal)
    form = TaalForm(request.POST or None, initial={"url": gekozen.instelling.url})
    if form.is_valid():
        gelukt = "Het adres is opgeslagen."
        url = form.cleaned_data["url"]
        attempt(request, set_taaltekst_url, gelukt, taal=taal, url=url, door=request.user)
        return redirect("brieven:taalteksten")
    return render(request, "brieven/taaltekst_set.html", {"taal": gekozen, "form": form})


@require_POST
@requires(Recht.WERKWIJZE_MANAGE)
@once
def taaltekst_check(request: IngelogdVerzoek, taal: str) -> HttpResponse:
    _taal(request, taal)
    versie = request.POST.get("versie", "")
    gelukt = "Vastgelegd: deze vertaling is nagekeken."
    attempt(request, check_taaltekst, gelukt, taal=taal, versie=versie, door=request.user, op=timezone.now())
    return redirect("brieven:taalteksten")


def _taal(request: IngelogdVerzoek, taal: str) -> Taal:
    try:
        return talen_van(request.user.gemeente)[taal]
    except KeyError:
        raise Http404 from None
