from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from indicaties.actions import record_toestemming, withdraw_toestemming
from indicaties.forms import ToestemmingForm
from indicaties.handelingen import Handeling
from indicaties.models import Kind, Toestemming
from organisaties.eenmaal import once
from organisaties.inzien import render_recorded
from organisaties.paginas import attempt
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, requires


@requires(Recht.TOELEIDING_MANAGE)
@once
def toestemming_record(request: IngelogdVerzoek, kind_id: int) -> HttpResponse:
    kind = get_object_or_404(Kind.objects.for_gebruiker(request.user), pk=kind_id)
    dag = timezone.localdate()
    form = ToestemmingForm(request.POST or None, initial={"datum": dag})
    if form.is_valid():
        try:
            record_toestemming(kind=kind, door=request.user, op=dag, **form.cleaned_data)
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(request, "Het antwoord van de ouders is vastgelegd.")
            return redirect("indicaties:kind_detail", kind.pk)
    return render_recorded(
        request,
        "indicaties/toestemming_record.html",
        {"form": form, "kind": kind},
        handeling=Handeling.KIND_VIEW,
        object=kind,
        kind=kind.pseudoniem,
        formulier="toestemming",
    )


@require_POST
@requires(Recht.TOELEIDING_MANAGE)
def toestemming_withdraw(request: IngelogdVerzoek, toestemming_id: int) -> HttpResponse:
    toestemmingen = Toestemming.objects.for_gebruiker(request.user).select_related("kind")
    toestemming = get_object_or_404(toestemmingen, pk=toestemming_id)
    attempt(
        request,
        withdraw_toestemming,
        "De toestemming is ingetrokken. Nieuwe verwijzingen gaan niet meer door.",
        toestemming=toestemming,
        door=request.user,
        op=timezone.localdate(),
    )
    return redirect("indicaties:kind_detail", toestemming.kind_id)
