"""What a provider answers to the signals of one line."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from opvang.actions import answer_signaal
from opvang.handelingen import Handeling
from opvang.models import Declaratieregel, Regelbericht
from opvang.overzicht import Declaratiebeeld
from opvang.urenforms import AntwoordForm
from opvang.views.declaraties import get_declaratie
from organisaties.eenmaal import once
from organisaties.inzien import render_recorded
from organisaties.paginas import attempt
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, requires


@requires(Recht.DECLARATIE_SUBMIT)
@once
def signaal_answer(request: IngelogdVerzoek, regel_id: int) -> HttpResponse:
    regel = get_object_or_404(Declaratieregel.objects.select_related("plaatsing__kind"), pk=regel_id)
    declaratie = get_declaratie(request, regel.declaratie_id)
    if not declaratie.is_concept:
        return redirect("opvang:declaratie_detail", declaratie.pk)
    staat = regel.berichten.filter(soort=Regelbericht.Soort.ANSWER).first()
    form = AntwoordForm(request.POST or None, initial={"tekst": staat.tekst if staat else ""})
    if request.method == "POST" and form.is_valid():
        attempt(
            request,
            answer_signaal,
            "Uw antwoord is opgeslagen.",
            regel=regel,
            tekst=form.cleaned_data["tekst"],
            door=request.user,
            op=timezone.now(),
        )
        return redirect("opvang:declaratie_detail", declaratie.pk)
    kind = regel.plaatsing.kind
    return render_recorded(
        request,
        "opvang/signaal_answer.html",
        {
            "declaratie": declaratie,
            "kind": kind,
            "form": form,
            "signalen": Declaratiebeeld(declaratie).signalen.get(regel.pk, []),
        },
        handeling=Handeling.DECLARATIE_VIEW,
        object=declaratie,
        kind=kind.pseudoniem,
    )
