"""The hours of a draft as a file: taken away, sent in, looked through, and only then saved."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from opvang import urenbestand
from opvang.actions import confirm_inlezing, keep_kolommen, put_inlezing
from opvang.handelingen import Handeling
from opvang.models import Inlezing, Kolomgewoonte, Urendeclaratie
from opvang.overzicht import Declaratiebeeld
from opvang.urenbestand import Getalvraag, Kolomvraag, Urenregels
from opvang.urenbestand.forms import UrenbestandForm
from opvang.views.declaraties import get_declaratie, show_declaratie
from opvang.voorbeeld import Voorbeeld
from organisaties.audit import record
from organisaties.eenmaal import once
from organisaties.inzien import list_details, render_recorded
from organisaties.paginas import as_file, attempt, paginate
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires

# Children that the file does not name; more than these are counted.
HOOGSTENS_GENOEMD = 50


@require_GET
@requires(Recht.DECLARATIE_SUBMIT)
@limited(aantal=20, seconden=60)
def uren_workbook(request: IngelogdVerzoek, declaratie_id: int) -> HttpResponse:
    return _take_away(request, declaratie_id, urenbestand.write_xlsx, "xlsx")


@require_GET
@requires(Recht.DECLARATIE_SUBMIT)
@limited(aantal=20, seconden=60)
def uren_download(request: IngelogdVerzoek, declaratie_id: int) -> HttpResponse:
    return _take_away(request, declaratie_id, urenbestand.write, "csv")


def _take_away(
    request: IngelogdVerzoek, declaratie_id: int, write: Callable[..., bytes], soort: str
) -> HttpResponse:
    declaratie = get_declaratie(request, declaratie_id)
    inhoud = write(declaratie, met_dagen=Declaratiebeeld(declaratie).met_dagen)
    kinderen = declaratie.regels.order_by("plaatsing__kind").values_list(
        "plaatsing__kind__pseudoniem", flat=True
    )
    record(
        handeling=Handeling.DECLARATIE_EXPORT,
        door=request.user,
        object=declaratie,
        **list_details(request, kinderen),
    )
    return as_file(inhoud, f"uren-{str(declaratie.tijdvak).replace(' ', '-')}.{soort}")


def _for_htmx(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A script that sent the form goes on to the next page as a browser would."""

    @wraps(view)
    def wrapper(request: IngelogdVerzoek, *args: Any, **kwargs: Any) -> HttpResponseBase:
        antwoord = view(request, *args, **kwargs)
        if request.htmx and antwoord.status_code == 302:
            return HttpResponse(status=204, headers={"HX-Redirect": antwoord.headers["Location"]})
        return antwoord

    return wrapper


@require_POST
@requires(Recht.DECLARATIE_SUBMIT)
@limited(aantal=20, seconden=60)
@_for_htmx
@once
def uren_upload(request: IngelogdVerzoek, declaratie_id: int) -> HttpResponse:
    """All or nothing, and nothing yet: what was read waits for a look. One wrong row and the draft stays as it was."""
    declaratie = get_declaratie(request, declaratie_id)
    form = UrenbestandForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(
            request, declaratie, form, [str(zin) for zinnen in form.errors.values() for zin in zinnen]
        )
    inhoud = form.cleaned_data["bestand"].read()
    try:
        gelezen = _read(request, declaratie, form, inhoud)
        put_inlezing(
            declaratie=declaratie, gelezen=gelezen, inhoud=inhoud, door=request.user, op=timezone.now()
        )
    except (Kolomvraag, Getalvraag) as vraag:
        return _show(request, declaratie, UrenbestandForm(vraag=vraag), [], vraag=str(vraag.message))
    except ValidationError as fout:
        return _show(request, declaratie, UrenbestandForm(), fout.messages)
    return redirect("opvang:uren_review", declaratie.pk)


def _read(
    request: IngelogdVerzoek, declaratie: Urendeclaratie, form: UrenbestandForm, inhoud: bytes
) -> Urenregels:
    """What was said of the columns is kept as soon as the file can be read with it, also when a row is wrong."""
    houder, gekozen = declaratie.houder, form.kolommen()
    bekend = Kolomgewoonte.objects.filter(houder=houder).first()
    try:
        gelezen = urenbestand.read(
            inhoud,
            declaratie,
            met_dagen=Declaratiebeeld(declaratie).met_dagen,
            gewoonte=(bekend.kolommen if bekend else {}) | gekozen,
            teken=form.cleaned_data["teken"] or None,
            vraag=form.cleaned_data["zelf_kiezen"] and not gekozen,
        )
    except Kolomvraag:
        raise
    except ValidationError:
        if gekozen:
            keep_kolommen(houder=houder, kolommen=gekozen, door=request.user, op=timezone.now())
        raise
    if gekozen:
        keep_kolommen(houder=houder, kolommen=gekozen, door=request.user, op=timezone.now())
    return gelezen


def _show(
    request: IngelogdVerzoek,
    declaratie: Urendeclaratie,
    form: UrenbestandForm,
    fouten: list[str],
    vraag: str = "",
) -> HttpResponse:
    """A script gets only the part that asks, so that the chosen file stays chosen."""
    template = "opvang/_urenvraag.html" if request.htmx else "opvang/declaratie_detail.html"
    return show_declaratie(
        request,
        declaratie,
        template,
        status=200 if request.htmx else 422,
        bestandsform=form,
        bestandsfouten=fouten,
        bestandsvraag=vraag,
    )


@requires(Recht.DECLARATIE_SUBMIT)
@once
def uren_review(request: IngelogdVerzoek, declaratie_id: int) -> HttpResponse:
    """What the file would change, for who sent it; saved after a yes."""
    declaratie = get_declaratie(request, declaratie_id)
    inlezing = declaratie.inlezingen.open().filter(gelezen_door=request.user).first()
    if inlezing is None or not declaratie.is_concept:
        messages.info(request, "Er staat geen bestand klaar. Kies eerst een bestand met uren.")
        return redirect("opvang:declaratie_detail", declaratie.pk)
    if request.method == "POST":
        if request.POST.get("inlezing") == str(inlezing.pk):
            return _confirm(request, inlezing)
        messages.warning(request, "Intussen is een ander bestand gekozen. Kijk opnieuw na wat er verandert.")
    return _review(request, Voorbeeld(inlezing))


def _confirm(request: IngelogdVerzoek, inlezing: Inlezing) -> HttpResponse:
    aantal = len(inlezing.regels)
    attempt(
        request,
        confirm_inlezing,
        lambda gewijzigd: (
            f"Het bestand is ingelezen: {aantal} {'regel' if aantal == 1 else 'regels'}, waarvan {gewijzigd} anders dan eerst."
        ),
        inlezing=inlezing,
        door=request.user,
        op=timezone.now(),
    )
    return redirect("opvang:declaratie_detail", inlezing.declaratie_id)


def _review(request: IngelogdVerzoek, voorbeeld: Voorbeeld) -> HttpResponse:
    pagina = paginate(request, voorbeeld.te_zien)
    genoemd = voorbeeld.buiten[:HOOGSTENS_GENOEMD]
    regels = [*(wijziging.regel for wijziging in pagina), *genoemd]
    return render_recorded(
        request,
        "opvang/uren_review.html",
        {
            "declaratie": voorbeeld.declaratie,
            "voorbeeld": voorbeeld,
            "pagina": pagina,
            "genoemd": genoemd,
            "ongenoemd": len(voorbeeld.buiten) - len(genoemd),
            "met_dagen": any(w.dagen is not None for w in voorbeeld.gelezen),
        },
        handeling=Handeling.DECLARATIE_VIEW,
        object=voorbeeld.declaratie,
        **list_details(request, (regel.plaatsing.kind.pseudoniem for regel in regels)),
    )
