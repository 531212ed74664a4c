"""Working through the files that may be double, and joining two of them."""

import re

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from indicaties.dubbel.gezin import find_gevolgen
from indicaties.dubbel.paren import decline_paar
from indicaties.dubbel.samenvoegen import find_bezwaren, find_ingrepen, merge_kinderen, undo_merge
from indicaties.dubbel.verhuizing import verhuizingen
from indicaties.dubbel.vragen import decline_vraag
from indicaties.forms import AnderDossierForm, SamenvoegForm
from indicaties.handelingen import Handeling
from indicaties.models import Dubbelpaar, Kind, Samenvoeging, Verwijsvraag
from organisaties.eenmaal import once
from organisaties.inzien import list_details, render_recorded
from organisaties.models import Gebruiker
from organisaties.paginas import attempt, paginate
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, requires


@requires(Recht.KIND_MERGE)
def dubbelen(request: IngelogdVerzoek) -> HttpResponse:
    paren = Dubbelpaar.objects.for_gebruiker(request.user).open()
    pagina = paginate(request, paren.select_related("een", "ander"))
    return render_recorded(
        request,
        "indicaties/dubbelen.html",
        {"pagina": pagina},
        handeling=Handeling.DUBBEL_LIST,
        object=request.user.gemeente,
        **list_details(request, (kind.pseudoniem for paar in pagina for kind in (paar.een, paar.ander))),
    )


@require_POST
@requires(Recht.KIND_MERGE)
@once
def dubbel_decline(request: IngelogdVerzoek, paar_id: int) -> HttpResponse:
    paar = get_object_or_404(Dubbelpaar.objects.for_gebruiker(request.user), pk=paar_id)
    attempt(
        request,
        decline_paar,
        "Vastgelegd: dit zijn twee kinderen.",
        paar=paar,
        door=request.user,
        op=timezone.localdate(),
    )
    return redirect("indicaties:dubbelen")


@requires(Recht.KIND_MERGE)
@once
def kind_merge(request: IngelogdVerzoek, kind_id: int) -> HttpResponse:
    """The file of `kind_id` stays, that of the pseudoniem in the address goes into it."""
    zichtbaar = Kind.objects.for_gebruiker(request.user).select_related("gemeente", "ingeschreven_door")
    blijft = get_object_or_404(zichtbaar, pk=kind_id)
    met = re.sub(r"[^0-9A-Z]", "", (request.POST.get("met") or request.GET.get("met", "")).upper())[:8]
    vervalt = zichtbaar.filter(pseudoniem=met).exclude(pk=blijft.pk).first()
    if vervalt is None:
        return _choose_other(request, blijft, met)
    form = SamenvoegForm(request.POST or None, blijft=blijft, vervalt=vervalt, gebruiker=request.user)
    if form.is_valid() if form.fields else request.method == "POST":
        try:
            merge_kinderen(
                blijft=blijft,
                vervalt=vervalt,
                overnemen=form.overnemen() if form.fields else (),
                door=request.user,
                op=timezone.localdate(),
            )
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(
                request,
                f"De dossiers {blijft.pseudoniem} en {vervalt.pseudoniem} zijn samengevoegd. Onderaan deze pagina kunt "
                "u dat ongedaan maken, zolang er niets bij komt.",
            )
            return redirect("indicaties:kind_detail", blijft.pk)
    return _compare(request, form, blijft, vervalt)


def _choose_other(request: IngelogdVerzoek, blijft: Kind, met: str) -> HttpResponse:
    form = AnderDossierForm(request.GET if "met" in request.GET else None)
    if form.is_valid():
        form.add_error(
            "met", f"Er is in {request.user.gemeente} geen ander kind met pseudoniem {met}. Controleer het."
        )
    return render_recorded(
        request,
        "indicaties/kind_merge_choose.html",
        {"form": form, "kind": blijft},
        handeling=Handeling.KIND_VIEW,
        object=blijft,
        kind=blijft.pseudoniem,
        formulier="samenvoegen",
    )


def _compare(request: IngelogdVerzoek, form: SamenvoegForm, blijft: Kind, vervalt: Kind) -> HttpResponse:
    return render_recorded(
        request,
        "indicaties/kind_merge.html",
        {
            "form": form,
            "blijft": blijft,
            "vervalt": vervalt,
            "bezwaren": find_bezwaren(blijft, vervalt),
            "ingrepen": find_ingrepen(blijft, vervalt, request.user, timezone.localdate()),
            "gevolgen": list(find_gevolgen(blijft, vervalt)),
            "verhuist": _moves(blijft, vervalt, request.user),
        },
        handeling=Handeling.SAMENVOEGING_VIEW,
        object=blijft,
        kinderen=[blijft.pseudoniem, vervalt.pseudoniem],
    )


def _moves(blijft: Kind, vervalt: Kind, gebruiker: Gebruiker) -> list[tuple[str, int, list[str]]]:
    """What moves, per kind of fact; the facts themselves only for who may see them elsewhere."""
    delen = []
    for soort in verhuizingen():
        rijen = list(soort.moving(blijft, vervalt)) if soort.verhuist else []
        if rijen:
            toon = [soort.toon(rij) for rij in rijen] if gebruiker.has_recht(soort.recht) else []
            delen.append((soort.titel, len(rijen), toon))
    return delen


@require_POST
@requires(Recht.KIND_MERGE)
@once
def merge_undo(request: IngelogdVerzoek, samenvoeging_id: int) -> HttpResponse:
    samenvoeging = get_object_or_404(Samenvoeging.objects.for_gebruiker(request.user), pk=samenvoeging_id)
    attempt(
        request,
        undo_merge,
        "Het samenvoegen is ongedaan gemaakt: er zijn weer twee dossiers.",
        samenvoeging=samenvoeging,
        door=request.user,
        op=timezone.localdate(),
    )
    return redirect("indicaties:kind_detail", samenvoeging.blijft_id)


@requires(Recht.TOELEIDING_MANAGE)
def verwijsvragen(request: IngelogdVerzoek) -> HttpResponse:
    vragen = Verwijsvraag.objects.for_gebruiker(request.user).open().select_related("kind", "houder")
    pagina = paginate(request, vragen)
    return render_recorded(
        request,
        "indicaties/verwijsvragen.html",
        {"pagina": pagina},
        handeling=Handeling.VERWIJSVRAAG_LIST,
        object=request.user.gemeente,
        **list_details(request, (vraag.kind.pseudoniem for vraag in pagina)),
    )


@require_POST
@requires(Recht.TOELEIDING_MANAGE)
@once
def verwijsvraag_decline(request: IngelogdVerzoek, verwijsvraag_id: int) -> HttpResponse:
    vraag = get_object_or_404(Verwijsvraag.objects.for_gebruiker(request.user), pk=verwijsvraag_id)
    attempt(
        request,
        decline_vraag,
        f"{vraag.houder} ziet dat het een ander kind is.",
        vraag=vraag,
        door=request.user,
        op=timezone.localdate(),
    )
    return redirect("indicaties:verwijsvragen")
