from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from brieven.actions import set_verklaring
from brieven.forms import VerklaringForm
from brieven.models import verklaring_of
from organisaties.eenmaal import once
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, requires


@requires(Recht.WERKWIJZE_MANAGE)
@once
def verklaring_set(request: IngelogdVerzoek) -> HttpResponse:
    eigen = verklaring_of(request.user.gemeente)
    form = VerklaringForm(
        request.POST or None, initial={veld: getattr(eigen, veld) for veld in VerklaringForm.base_fields}
    )
    if form.is_valid():
        try:
            set_verklaring(door=request.user, op=timezone.now(), **form.cleaned_data)
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(request, "Vastgelegd. De verklaringen onderaan elke pagina zijn bijgewerkt.")
            return redirect("brieven:verklaring_set")
    return render(request, "brieven/verklaring.html", {"form": form, "eigen": eigen if eigen.pk else None})
