"""Which texts a year uses, and taking over those of the municipality's own SiSa-bijlage."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from organisaties.audit import record
from organisaties.eenmaal import once
from organisaties.models import Gemeente
from organisaties.paginas import attempt
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires
from rapportage.handelingen import Handeling
from rapportage.opgave.forms import SisabijlageForm, SisaopmerkingForm
from rapportage.opgave.views import read_jaar
from rapportage.sisa import Formulier, GeenFormulier
from rapportage.sisa.actions import drop_bijlage, record_bijlage, record_opmerkingen
from rapportage.sisa.bijlage import Bijlage, read_bijlage
from rapportage.sisa.lezen import find_tekst, formulier_voor
from rapportage.sisa.models import Sisatekst

_ZOUT = "sisabijlage"
_GELDIG = 3600  # seconds


@require_GET
@requires(Recht.VERANTWOORDING_VIEW)
def sisa_teksten(request: IngelogdVerzoek) -> HttpResponse:
    form, jaar = read_jaar(request)
    gemeente = request.user.gemeente
    eigen = Sisatekst.objects.for_gebruiker(request.user).filter(jaar=jaar)
    context = {
        "form": form.as_filter(),
        "jaar": jaar,
        "formulier": _find(gemeente, jaar),
        "versies": eigen.select_related("vastgelegd_door"),
        "mag_maken": request.user.has_recht(Recht.VERANTWOORDING_MAKE),
    }
    return render(request, "rapportage/sisa_teksten.html", context)


@requires(Recht.VERANTWOORDING_MAKE)
@limited(aantal=20, seconden=60)
def sisa_bijlage(request: IngelogdVerzoek) -> HttpResponse:
    """What is in the file. Nothing is kept: the texts wait in the page itself, signed."""
    _, jaar = read_jaar(request)
    form = SisabijlageForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form, "jaar": jaar}
    if form.is_valid():
        bestand = form.cleaned_data["bestand"]
        try:
            bijlage = read_bijlage(bestand.read(), bestand.name, jaar, _find(request.user.gemeente, jaar))
        except ValueError as weigering:
            form.add_error("bestand", str(weigering))
        else:
            context |= _preview(request, jaar, bijlage)
    return render(request, "rapportage/sisa_bijlage.html", context, status=422 if form.errors else 200)


def _preview(request: IngelogdVerzoek, jaar: int, bijlage: Bijlage) -> dict[str, Any]:
    record(
        handeling=Handeling.SISATEKST_PREVIEW,
        door=request.user,
        object=request.user.gemeente,
        jaar=jaar,
        indicatoren=len(bijlage.formulier["indicatoren"]),
        meldingen=len(bijlage.meldingen),
    )
    gegevens = [jaar, bijlage.formulier, bijlage.beschikkingsnummers, bijlage.opmerkingen]
    getekend = signing.dumps(gegevens, salt=_salt(request), compress=True) if bijlage.is_bruikbaar else ""
    return {"bijlage": bijlage, "getekend": getekend}


@require_POST
@requires(Recht.VERANTWOORDING_MAKE)
@limited(aantal=10, seconden=60)
@once
def sisa_bijlage_take(request: IngelogdVerzoek) -> HttpResponse:
    try:
        jaar, formulier, beschikkingsnummers, opmerkingen = signing.loads(
            request.POST.get("teksten", ""), salt=_salt(request), max_age=_GELDIG
        )
    except signing.BadSignature:
        messages.error(
            request, "Wat u had nagekeken, is verlopen. Kies het bestand opnieuw; er is niets bewaard."
        )
        return redirect("rapportage:sisa_bijlage")
    attempt(
        request,
        record_bijlage,
        f"De teksten van uw SiSa-bijlage gelden nu voor {jaar}.",
        jaar=jaar,
        formulier=formulier,
        beschikkingsnummers=beschikkingsnummers,
        opmerkingen=opmerkingen,
        door=request.user,
        op=timezone.now(),
    )
    return _to_teksten(jaar)


@require_POST
@requires(Recht.VERANTWOORDING_MAKE)
@once
def sisa_bijlage_drop(request: IngelogdVerzoek) -> HttpResponse:
    _, jaar = read_jaar(request)
    attempt(
        request,
        drop_bijlage,
        f"De teksten van dit programma gelden weer voor {jaar}.",
        jaar=jaar,
        door=request.user,
        op=timezone.now(),
    )
    return _to_teksten(jaar)


@requires(Recht.VERANTWOORDING_MAKE)
@once
def sisa_opmerkingen(request: IngelogdVerzoek) -> HttpResponse:
    _, jaar = read_jaar(request)
    tekst = find_tekst(request.user.gemeente, jaar)
    velden = {naam: getattr(tekst, naam) for naam in SisaopmerkingForm.base_fields} if tekst else {}
    form = SisaopmerkingForm(request.POST or None, initial=velden)
    if form.is_valid():
        try:
            record_opmerkingen(jaar=jaar, door=request.user, op=timezone.now(), **form.cleaned_data)
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            return redirect(f"{reverse('rapportage:sisa')}?jaar={jaar}")
    context = {"form": form, "jaar": jaar}
    return render(request, "rapportage/sisa_opmerkingen.html", context, status=422 if form.errors else 200)


def _find(gemeente: Gemeente, jaar: int) -> Formulier | None:
    try:
        return formulier_voor(gemeente, jaar)
    except GeenFormulier:
        return None


def _to_teksten(jaar: int) -> HttpResponse:
    return redirect(f"{reverse('rapportage:sisa_teksten')}?jaar={jaar}")


def _salt(request: IngelogdVerzoek) -> str:
    """What one person looked at, nobody else sends, and not in another role."""
    return f"{_ZOUT}:{request.user.pk}:{request.user.toekenning.pk}"
