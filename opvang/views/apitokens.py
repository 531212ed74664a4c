"""The keys of planning software: made, shown once, and withdrawn by the beheerder of the provider."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from opvang.actions.apitokens import make_apitoken, withdraw_apitoken
from opvang.api.forms import ApiTokenForm
from opvang.models import ApiToken
from organisaties.eenmaal import once
from organisaties.paginas import attempt, paginate
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires

# The new key on its way to the page that shows it, in the session and nowhere else.
NIEUW = "apitoken_nieuw"


@requires(Recht.API_MANAGE)
def apitoken_list(request: IngelogdVerzoek) -> HttpResponse:
    tokens = ApiToken.objects.for_gebruiker(request.user).select_related("toekenning", "gemaakt_door")
    dag = timezone.localdate()
    pagina = paginate(request, tokens)
    rijen = [(token, _state(token)) for token in pagina]
    context = {"pagina": pagina, "rijen": rijen, "nieuw": request.session.pop(NIEUW, None), "dag": dag}
    return render(request, "opvang/apitoken_list.html", context)


def _state(token: ApiToken) -> tuple[str, str]:
    """How it looks and what it says."""
    dag = timezone.localdate()
    if token.ingetrokken_op is not None:
        return "rustig", "Ingetrokken"
    if token.geldig_tot_en_met < dag:
        return "rustig", "Verlopen"
    rol = token.toekenning
    if rol is None or (rol.geldig_tot_en_met is not None and rol.geldig_tot_en_met < dag):
        return "let-op", "Werkt niet: de rol van de maker is beëindigd"
    return "goed", "Werkt"


@requires(Recht.API_MANAGE)
@limited(aantal=30, seconden=60)
@once
def apitoken_create(request: IngelogdVerzoek) -> HttpResponse:
    form = ApiTokenForm(request.POST or None, dag=timezone.localdate())
    if form.is_valid():
        try:
            token, sleutel = make_apitoken(**form.cleaned_data, door=request.user, op=timezone.now())
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            request.session[NIEUW] = {"naam": token.naam, "sleutel": sleutel}
            return redirect("opvang:apitoken_list")
    return render(request, "opvang/apitoken_form.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@requires(Recht.API_MANAGE)
@once
def apitoken_withdraw(request: IngelogdVerzoek, apitoken_id: int) -> HttpResponse:
    token = get_object_or_404(ApiToken.objects.for_gebruiker(request.user), pk=apitoken_id)
    gelukt = f"De sleutel van {token.naam} is ingetrokken. De software krijgt geen antwoord meer."
    attempt(request, withdraw_apitoken, gelukt, token=token, door=request.user, op=timezone.now())
    return redirect("opvang:apitoken_list")
