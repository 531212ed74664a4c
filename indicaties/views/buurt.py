from django.core.exceptions import ValidationError
from django.db.models import Count, Func, IntegerField
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from indicaties.actions import confirm_buurten, put_buurten
from indicaties.buurtbestand import read_buurten
from indicaties.forms import BuurtbestandForm
from indicaties.models import Buurt, Buurtlezing
from organisaties.eenmaal import once
from organisaties.paginas import attempt, paginate
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires


@requires(Recht.WERKWIJZE_MANAGE)
def buurt_list(request: IngelogdVerzoek) -> HttpResponse:
    return _show(request, BuurtbestandForm(), [])


@require_POST
@requires(Recht.WERKWIJZE_MANAGE)
@limited(aantal=20, seconden=60)
@once
def buurt_upload(request: IngelogdVerzoek) -> HttpResponse:
    """All or nothing, and nothing yet: what was read waits for a yes."""
    form = BuurtbestandForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, form, [])
    try:
        bestand = read_buurten(
            form.cleaned_data["adressen"].read(),
            form.cleaned_data["namen"].read(),
            request.user.gemeente.code,
        )
        put_buurten(bestand=bestand, door=request.user, op=timezone.localdate())
    except ValidationError as fout:
        return _show(request, BuurtbestandForm(), fout.messages)
    except ValueError as fout:
        return _show(request, BuurtbestandForm(), [str(fout)])
    return redirect("indicaties:buurt_list")


@require_POST
@requires(Recht.WERKWIJZE_MANAGE)
@limited(aantal=20, seconden=60)
@once
def buurt_confirm(request: IngelogdVerzoek) -> HttpResponse:
    attempt(
        request,
        confirm_buurten,
        lambda aantal: f"{aantal} buurten zijn ingelezen, en elk kind met een adres kreeg zijn buurt.",
        door=request.user,
        op=timezone.localdate(),
    )
    return redirect("indicaties:buurt_list")


def _show(request: IngelogdVerzoek, form: BuurtbestandForm, fouten: list[str]) -> HttpResponse:
    form.helper.form_action = "indicaties:buurt_upload"
    buurten = (
        Buurt.objects.filter(gemeente=request.user.gemeente)
        .annotate(aantal=Count("adressen"))
        .order_by("code")
    )
    lezing = (
        Buurtlezing.objects.filter(gemeente=request.user.gemeente)
        .annotate(aantal_buurten=_length("buurten"), aantal_adressen=_length("adressen"))
        .defer("buurten", "adressen")
        .first()
    )
    context = {"pagina": paginate(request, buurten), "form": form, "fouten": fouten, "lezing": lezing}
    return render(request, "indicaties/buurt_list.html", context)


def _length(veld: str) -> Func:
    return Func(veld, function="jsonb_array_length", output_field=IntegerField())
