"""The words of letters: what a municipality made of them, a preview before saving, and what they were before."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from brieven.actions import save_brieftekst
from brieven.briefteksten import blokken_van, geldende_tekst
from brieven.forms import BriefTekstForm
from brieven.handelingen import Handeling
from brieven.models import Brieftekst, huisstijl_of
from brieven.pdf import render_voorbeeld
from brieven.soorten import Briefsoort, briefsoorten
from organisaties.audit import record
from organisaties.eenmaal import once
from organisaties.paginas import as_file, attempt
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires


@requires(Recht.WERKWIJZE_MANAGE)
def briefteksten(request: IngelogdVerzoek) -> HttpResponse:
    """Every kind of letter with words to adapt, and who adapted them last."""
    versies = Brieftekst.objects.filter(gemeente=request.user.gemeente).order_by("versie")
    geldend = {versie.soort: versie for versie in versies.select_related("opgeslagen_door")}
    rijen = [(soort, geldend.get(soort.code)) for soort in briefsoorten() if soort.tekstblokken]
    return render(request, "brieven/briefteksten.html", {"rijen": rijen})


@requires(Recht.WERKWIJZE_MANAGE)
@once
def brieftekst_edit(request: IngelogdVerzoek, briefsoort: str) -> HttpResponse:
    gekozen = _soort(briefsoort)
    geldend = geldende_tekst(request.user.gemeente, briefsoort)
    form = BriefTekstForm(request.POST or None, soort=gekozen, begin=blokken_van(gekozen, geldend))
    if form.is_valid() and _save(
        request, gekozen, form.blokken, "Opgeslagen. Nieuwe brieven krijgen deze tekst."
    ):
        return redirect("brieven:brieftekst_edit", briefsoort)
    return _show(request, gekozen, form)


def _show(request: IngelogdVerzoek, soort: Briefsoort, form: BriefTekstForm) -> HttpResponse:
    versies = Brieftekst.objects.filter(gemeente=request.user.gemeente, soort=soort.code)
    context = {"soort": soort, "form": form, "versies": list(versies.select_related("opgeslagen_door"))}
    return render(request, "brieven/brieftekst_form.html", context, status=422 if form.errors else 200)


def _save(request: IngelogdVerzoek, soort: Briefsoort, blokken: dict[str, str], gelukt: str) -> bool:
    return bool(
        attempt(
            request,
            save_brieftekst,
            gelukt,
            soort=soort,
            blokken=blokken,
            door=request.user,
            op=timezone.now(),
        )
    )


@require_POST
@requires(Recht.WERKWIJZE_MANAGE)
@limited(aantal=30, seconden=60)
def brieftekst_preview(request: IngelogdVerzoek, briefsoort: str) -> HttpResponse:
    """The letter as the words on the page would make it, with made-up data; nothing is saved."""
    gekozen, gemeente = _soort(briefsoort), request.user.gemeente
    form = BriefTekstForm(request.POST, soort=gekozen, begin={})
    if not form.is_valid():
        return _show(request, gekozen, form)
    pdf = render_voorbeeld(gekozen, form.blokken, gemeente, huisstijl_of(gemeente), timezone.localdate())
    record(handeling=Handeling.BRIEFTEKST_EXPORT, door=request.user, object=gemeente, soort=briefsoort)
    return as_file(pdf, f"voorbeeld-{briefsoort}.pdf")


@requires(Recht.WERKWIJZE_MANAGE)
def brieftekst_versie(request: IngelogdVerzoek, briefsoort: str, tekstversie: int) -> HttpResponse:
    """What it said before; version 0 is what the programme ships."""
    gekozen = _soort(briefsoort)
    rij = _versie(request, briefsoort, tekstversie)
    blokken = blokken_van(gekozen, rij)
    context: dict[str, Any] = {
        "soort": gekozen,
        "versie": rij,
        "nummer": tekstversie,
        "blokken": [(blok.naam, blokken[blok.code]) for blok in gekozen.tekstblokken],
        "geldt": blokken == blokken_van(gekozen, geldende_tekst(request.user.gemeente, briefsoort)),
    }
    return render(request, "brieven/brieftekst_versie.html", context)


@require_POST
@requires(Recht.WERKWIJZE_MANAGE)
@once
def brieftekst_restore(request: IngelogdVerzoek, briefsoort: str, tekstversie: int) -> HttpResponse:
    """Back to an earlier version, or to what the programme ships: that becomes the next version."""
    gekozen = _soort(briefsoort)
    blokken = blokken_van(gekozen, _versie(request, briefsoort, tekstversie))
    _save(request, gekozen, blokken, "Teruggezet. Nieuwe brieven krijgen deze tekst.")
    return redirect("brieven:brieftekst_edit", briefsoort)


def _soort(code: str) -> Briefsoort:
    for soort in briefsoorten():
        if soort.code == code and soort.tekstblokken:
            return soort
    raise Http404


def _versie(request: IngelogdVerzoek, soort: str, versie: int) -> Brieftekst | None:
    if versie == 0:
        return None
    rij = (
        Brieftekst.objects.filter(gemeente=request.user.gemeente, soort=soort, versie=versie)
        .select_related("opgeslagen_door")
        .first()
    )
    if rij is None:
        raise Http404
    return rij
