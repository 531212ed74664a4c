from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from opvang.actions import set_herinneringsregel
from opvang.herinneringsforms import HerinneringsregelForm
from opvang.models import Herinneringsregel, herinneringsregel_of
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, requires


@requires(Recht.WERKWIJZE_MANAGE)
def herinneringsregel_set(request: IngelogdVerzoek) -> HttpResponse:
    gemeente, dag = request.user.gemeente, timezone.localdate()
    geldt = herinneringsregel_of(gemeente, dag)
    form = HerinneringsregelForm(request.POST or None, instance=geldt, initial={"vanaf": dag})
    if form.is_valid():
        velden = dict(form.cleaned_data)
        try:
            gewijzigd = set_herinneringsregel(
                gemeente=gemeente, vanaf=velden.pop("vanaf"), velden=velden, door=request.user, op=dag
            )
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(
                request,
                "Termijn en herinneringen zijn vastgelegd." if gewijzigd else "Er is niets gewijzigd.",
            )
            return redirect("opvang:herinneringsregel_set")
    regels = Herinneringsregel.objects.filter(gemeente=gemeente).select_related("vastgelegd_door")
    return render(
        request,
        "opvang/herinneringsregel_set.html",
        {"form": form, "is_vastgelegd": geldt.pk is not None, "regels": regels, "geldt": geldt},
    )
