from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from indicaties.actions import record_vertrek, undo_vertrek
from indicaties.forms import VertrekForm
from indicaties.handelingen import Handeling
from indicaties.models import Kind
from lib.weergave import datum
from organisaties.eenmaal import once
from organisaties.inzien import render_recorded
from organisaties.paginas import attempt
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, requires


@requires(Recht.VERTREK_RECORD)
@once
def vertrek_record(request: IngelogdVerzoek, kind_id: int) -> HttpResponse:
    kind = get_object_or_404(Kind.objects.for_gebruiker(request.user), pk=kind_id)
    bekend = {"laatste_dag": kind.vertrokken_op, "reden": kind.reden_vertrek}
    form = VertrekForm(request.POST or None, initial=bekend)
    if form.is_valid():
        try:
            kind = record_vertrek(kind=kind, **form.cleaned_data, door=request.user, op=timezone.localdate())
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(
                request,
                f"Vastgelegd: {kind} is {kind.get_reden_vertrek_display().lower()}. De laatste dag in de gemeente is "
                f"{datum(form.cleaned_data['laatste_dag'])}.",
            )
            return redirect("indicaties:kind_detail", kind.pk)
    return render_recorded(
        request,
        "indicaties/vertrek_record.html",
        {"form": form, "kind": kind},
        handeling=Handeling.KIND_VIEW,
        object=kind,
        kind=kind.pseudoniem,
        formulier="vertrek vastleggen",
    )


@require_POST
@requires(Recht.VERTREK_RECORD)
def vertrek_undo(request: IngelogdVerzoek, kind_id: int) -> HttpResponse:
    kind = get_object_or_404(Kind.objects.for_gebruiker(request.user), pk=kind_id)
    attempt(
        request, undo_vertrek, f"Het vertrek van {kind} is ongedaan gemaakt.", kind=kind, door=request.user
    )
    return redirect("indicaties:kind_detail", kind.pk)
