"""Users out of a file: look first, then all of them or nobody."""

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from organisaties import actions
from organisaties.aanmelden.post import site_of
from organisaties.audit import record
from organisaties.eenmaal import once
from organisaties.forms import GebruikersbestandForm, UitnodigingForm
from organisaties.gebruikersbestand import KOLOMMEN, read_gebruikers
from organisaties.handelingen import Handeling
from organisaties.paginas import show_refusal
from organisaties.rechten import GEMEENTE_ROLLEN, Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires

_ZOUT = "gebruikersbestand"
_GELDIG = 3600  # seconds


@requires(Recht.GEBRUIKER_MANAGE)
@limited(aantal=20, seconden=60)
def gebruiker_import(request: IngelogdVerzoek) -> HttpResponse:
    """What is in the file, row by row. Nothing is kept: the rows that are right wait in the page itself, signed."""
    form = GebruikersbestandForm(request.POST or None, request.FILES or None)
    context = {"form": form, "kolommen": KOLOMMEN, "rollen": [rol.label for rol in GEMEENTE_ROLLEN]}
    if form.is_valid():
        gemeente = request.user.gemeente
        try:
            regels = read_gebruikers(form.cleaned_data["bestand"].read(), gemeente, timezone.localdate())
        except ValueError as weigering:
            form.add_error("bestand", str(weigering))
        else:
            fout = sum(bool(regel.fouten) for regel in regels)
            context |= {"regels": regels, "fout": fout, "goed": len(regels) - fout}
            if not fout:
                context["getekend"] = _sign(request, [(regel.nummer, regel.velden) for regel in regels])
            record(
                handeling=Handeling.GEBRUIKER_PREVIEW,
                door=request.user,
                object=gemeente,
                aantal=len(regels),
                fout=fout,
            )
    return render(request, "organisaties/gebruiker_import.html", context)


@require_POST
@requires(Recht.GEBRUIKER_MANAGE)
@limited(aantal=10, seconden=60)
@once
def gebruikers_invite(request: IngelogdVerzoek) -> HttpResponse:
    """All of them, or nobody when one can't be invited any more."""
    try:
        regels = signing.loads(request.POST.get("regels", ""), salt=_salt(request), max_age=_GELDIG)
    except signing.BadSignature:
        messages.error(
            request, "Wat u had nagekeken, is verlopen. Kies het bestand opnieuw; er is niemand uitgenodigd."
        )
        return redirect("organisaties:gebruiker_import")
    try:
        with transaction.atomic():
            for nummer, velden in regels:
                _invite(request, nummer, velden)
    except ValidationError as fout:
        show_refusal(request, fout)
        return redirect("organisaties:gebruiker_import")
    messages.success(
        request, f"{len(regels)} rollen zijn gegeven. De mails gaan binnen een paar minuten weg."
    )
    return redirect("organisaties:gebruiker_list")


def _invite(request: IngelogdVerzoek, nummer: int, velden: dict[str, str]) -> None:
    dag = timezone.localdate()
    form = UitnodigingForm(velden, gemeente=request.user.gemeente, dag=dag)
    try:
        if not form.is_valid():
            raise ValidationError([fout for lijst in form.errors.values() for fout in lijst])
        persoon = actions.invite_gebruiker(**form.cleaned_data, door=request.user, dag=dag)
    except ValidationError as fout:
        raise ValidationError(
            [f"Regel {nummer}: {zin} Er is niemand uitgenodigd." for zin in fout.messages]
        ) from fout
    actions.send_uitnodiging(persoon=persoon, door=request.user, site=site_of(request))


def _sign(request: IngelogdVerzoek, regels: list[tuple[int, dict[str, str]]]) -> str:
    return signing.dumps(regels, salt=_salt(request), compress=True)


def _salt(request: IngelogdVerzoek) -> str:
    """What one beheerder looked at, nobody else sends, and not in another role."""
    return f"{_ZOUT}:{request.user.pk}:{request.user.toekenning.pk}"
