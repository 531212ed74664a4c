from datetime import datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from brieven.actions import resend_kennisgeving, restore_adres, tell_otherwise
from brieven.forms import AndersForm
from brieven.handelingen import Handeling
from brieven.models import Onbereikbaar, Ontvangst
from brieven.models.bericht import OntvangstQuerySet
from brieven.onbereikbaar import mark_unreachable
from organisaties.inzien import render_recorded
from organisaties.paginas import attempt, paginate
from organisaties.rechten import Recht
from organisaties.rijbeveiliging import Rijbereik, rijbereik
from organisaties.toegang import IngelogdVerzoek, limited, requires

TOON = {
    "alle": "Alle",
    "mislukt": "Mislukt",
    "wacht": "Na een dag nog niet verstuurd",
    "te-laat": "Later dan 48 uur",
}


def _rows(request: IngelogdVerzoek) -> OntvangstQuerySet:
    """Of the own municipality; each view opens its scope, because this role has none of its own."""
    rijen = Ontvangst.objects.filter(bericht__gemeente=request.user.gemeente)
    return rijen.select_related("bericht", "gebruiker", "afgehandeld_door")


def _filter(rijen: OntvangstQuerySet, toon: str, nu: datetime) -> OntvangstQuerySet:
    match toon:
        case "mislukt":
            return rijen.failed()
        case "wacht":
            return rijen.alarming(nu)
        case "te-laat":
            return rijen.late(nu)
    return rijen


@requires(Recht.WACHTRIJ_MANAGE)
@limited(aantal=120, seconden=60)
def kennisgeving_list(request: IngelogdVerzoek) -> HttpResponse:
    """What was sent to whom and when, what was late and what failed."""
    nu, toon = timezone.now(), request.GET.get("toon", "alle")
    with rijbereik(Rijbereik(request.user.gemeente.pk)):
        pagina = paginate(request, _filter(_rows(request), toon, nu))
        pagina.object_list = list(pagina.object_list)
        aantallen = {naam: _filter(_rows(request), naam, nu).count() for naam in TOON}
    mensen = {ontvangst.gebruiker_id for ontvangst in pagina}
    onbereikbaar = set(
        Onbereikbaar.objects.open().filter(gebruiker__in=mensen).values_list("gebruiker", flat=True)
    )
    context = {
        "pagina": pagina,
        "toon": toon,
        "keuzes": [(naam, label, aantallen[naam]) for naam, label in TOON.items()],
        "onbereikbaar": onbereikbaar,
    }
    if not mensen:
        return render(request, "brieven/kennisgeving_list.html", context)
    return render_recorded(
        request,
        "brieven/kennisgeving_list.html",
        context,
        handeling=Handeling.KENNISGEVING_LIST,
        object=request.user.gemeente,
        aantal=len(pagina.object_list),
    )


@require_POST
@requires(Recht.WACHTRIJ_MANAGE)
@limited(aantal=30, seconden=60)
def kennisgeving_resend(request: IngelogdVerzoek, ontvangst_id: int) -> HttpResponse:
    with rijbereik(Rijbereik(request.user.gemeente.pk)):
        ontvangst = get_object_or_404(_rows(request), pk=ontvangst_id)
        gelukt = f"De kennisgeving gaat opnieuw naar {ontvangst.gebruiker.email}."
        _attempt(request, resend_kennisgeving, gelukt, ontvangst=ontvangst, op=timezone.now())
    return redirect("brieven:kennisgeving_list")


@requires(Recht.WACHTRIJ_MANAGE)
def kennisgeving_tell(request: IngelogdVerzoek, ontvangst_id: int) -> HttpResponse:
    """Write down that somebody was told in another way."""
    with rijbereik(Rijbereik(request.user.gemeente.pk)):
        ontvangst = get_object_or_404(_rows(request), pk=ontvangst_id)
        form = AndersForm(request.POST or None, vandaag=timezone.localdate())
        if form.is_valid():
            moment = datetime.combine(
                form.cleaned_data["dag"], time(12), tzinfo=timezone.get_current_timezone()
            )
            try:
                tell_otherwise(
                    ontvangst=ontvangst, hoe=form.cleaned_data["hoe"], moment=moment, door=request.user
                )
            except ValidationError as fout:
                form.add_error(None, fout.messages)
            else:
                return redirect("brieven:kennisgeving_list")
        return render_recorded(
            request,
            "brieven/kennisgeving_tell.html",
            {"ontvangst": ontvangst, "form": form},
            handeling=Handeling.KENNISGEVING_VIEW,
            object=ontvangst,
        )


@require_POST
@requires(Recht.WACHTRIJ_MANAGE)
def adres_bounce(request: IngelogdVerzoek, ontvangst_id: int) -> HttpResponse:
    """A mail came back in the mailbox of the municipality: the address of this person does not work."""
    with rijbereik(Rijbereik(request.user.gemeente.pk)):
        gebruiker = get_object_or_404(_rows(request), pk=ontvangst_id).gebruiker
        gelukt = (
            f"{gebruiker.email} staat nu als onbereikbaar. Wat wachtte, staat bij de mislukte kennisgevingen."
        )
        bron = Onbereikbaar.Bron.HAND
        _attempt(request, mark_unreachable, gelukt, gebruiker=gebruiker, bron=bron, op=timezone.now())
    return redirect("brieven:kennisgeving_list")


@require_POST
@requires(Recht.WACHTRIJ_MANAGE)
def adres_restore(request: IngelogdVerzoek, ontvangst_id: int) -> HttpResponse:
    with rijbereik(Rijbereik(request.user.gemeente.pk)):
        gebruiker = get_object_or_404(_rows(request), pk=ontvangst_id).gebruiker
        gelukt = f"{gebruiker.email} is weer bereikbaar. Nieuwe kennisgevingen gaan per mail."
        _attempt(request, restore_adres, gelukt, gebruiker=gebruiker, op=timezone.now())
    return redirect("brieven:kennisgeving_list")


def _attempt(request: IngelogdVerzoek, actie: Any, gelukt: str, **gegevens: Any) -> None:
    attempt(request, actie, gelukt, door=request.user, **gegevens)
