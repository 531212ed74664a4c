from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from indicaties.actions import (
    aanleidingen_voor,
    answer_ondersteuning,
    ask_ondersteuning,
    give_signaal,
    write_opmerking,
)
from indicaties.forms import AntwoordForm, OndersteuningForm, OpmerkingForm, SignaalForm
from indicaties.handelingen import Handeling
from indicaties.models import Kind, Ondersteuningsvraag
from organisaties.eenmaal import once
from organisaties.inzien import list_details, render_recorded
from organisaties.paginas import attempt, paginate
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires


@requires(Recht.SIGNAAL_GIVE)
@once
def signaal_give(request: IngelogdVerzoek, kind_id: int) -> HttpResponse:
    kind = _get_kind(request, kind_id)
    form = SignaalForm(request.POST or None, aanleidingen=aanleidingen_voor(request.user))
    if form.is_valid():
        try:
            give_signaal(kind=kind, door=request.user, op=timezone.localdate(), **form.cleaned_data)
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(request, "Het signaal is gegeven. Bij dit kind leest u wat ermee gebeurt.")
            return redirect("indicaties:kind_detail", kind.pk)
    return _render_kind(request, "indicaties/signaal_give.html", form, kind, "signaal geven")


@requires(Recht.SIGNAAL_GIVE)
@once
def ondersteuning_ask(request: IngelogdVerzoek, kind_id: int) -> HttpResponse:
    kind = _get_kind(request, kind_id)
    form = OndersteuningForm(request.POST or None)
    if form.is_valid():
        try:
            ask_ondersteuning(kind=kind, door=request.user, op=timezone.localdate(), **form.cleaned_data)
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(
                request, "De vraag ligt bij het consultatiebureau. Het antwoord komt bij dit kind."
            )
            return redirect("indicaties:kind_detail", kind.pk)
    return _render_kind(request, "indicaties/ondersteuning_ask.html", form, kind, "ondersteuning vragen")


@requires(Recht.INDICATIE_GRANT)
@limited(aantal=120, seconden=60)
def ondersteuning_wacht(request: IngelogdVerzoek) -> HttpResponse:
    """The questions that wait for an answer, the longest first."""
    dag = timezone.localdate()
    vragen = Ondersteuningsvraag.objects.for_gebruiker(request.user).open()
    pagina = paginate(request, vragen.select_related("kind", "organisatie"))
    for vraag in pagina:
        vraag.wacht = (dag - vraag.gesteld_op).days  # type: ignore[attr-defined]  # for the template
    return render_recorded(
        request,
        "indicaties/ondersteuning_wacht.html",
        {"pagina": pagina},
        handeling=Handeling.ONDERSTEUNING_LIST,
        object=request.user.gemeente,
        **list_details(request, (vraag.kind.pseudoniem for vraag in pagina)),
    )


@requires(Recht.INDICATIE_GRANT)
@once
def ondersteuning_answer(request: IngelogdVerzoek, vraag_id: int) -> HttpResponse:
    vragen = Ondersteuningsvraag.objects.for_gebruiker(request.user).select_related(
        "kind", "organisatie", "gesteld_door"
    )
    vraag = get_object_or_404(vragen, pk=vraag_id)
    form = AntwoordForm(request.POST or None)
    if form.is_valid():
        try:
            answer_ondersteuning(vraag=vraag, door=request.user, op=timezone.localdate(), **form.cleaned_data)
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(request, "Het antwoord is verstuurd.")
            return redirect("indicaties:kind_detail", vraag.kind_id)
    return render_recorded(
        request,
        "indicaties/ondersteuning_answer.html",
        {"form": form, "vraag": vraag},
        handeling=Handeling.ONDERSTEUNING_VIEW,
        object=vraag,
        kind=vraag.kind.pseudoniem,
    )


@require_POST
@requires(Recht.JGZ_OPMERKING_VIEW)
@once
def opmerking_write(request: IngelogdVerzoek, kind_id: int) -> HttpResponse:
    kind = _get_kind(request, kind_id)
    form = OpmerkingForm(request.POST)
    if form.is_valid():
        attempt(
            request,
            write_opmerking,
            "De opmerking is bewaard. Alleen uw eigen organisatie leest die.",
            kind=kind,
            door=request.user,
            op=timezone.now(),
            **form.cleaned_data,
        )
        return redirect("indicaties:kind_detail", kind.pk)
    return _render_kind(request, "indicaties/opmerking_write.html", form, kind, "opmerking")


def _render_kind(
    request: IngelogdVerzoek, template: str, form: Form, kind: Kind, formulier: str
) -> HttpResponse:
    return render_recorded(
        request,
        template,
        {"form": form, "kind": kind},
        handeling=Handeling.KIND_VIEW,
        object=kind,
        kind=kind.pseudoniem,
        formulier=formulier,
    )


def _get_kind(request: IngelogdVerzoek, kind_id: int) -> Kind:
    kinderen = Kind.objects.for_gebruiker(request.user).select_related("gemeente")
    return get_object_or_404(kinderen, pk=kind_id)
