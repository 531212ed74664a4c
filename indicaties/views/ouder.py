from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from indicaties.actions import add_ouder, change_ouder, end_ouderschap, link_ouder
from indicaties.forms import BekendeOuderForm, OuderForm
from indicaties.handelingen import Handeling
from indicaties.models import Kind, Ouder, Ouderschap
from organisaties.eenmaal import once
from organisaties.inzien import render_recorded
from organisaties.models import Gebruiker
from organisaties.paginas import attempt
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, requires

_VAN_OUDER = ("voornaam", "tussenvoegsel", "achternaam", "telefoon", "email", "taal", "tolk_nodig")
_VAN_OUDERSCHAP = ("relatie", "gezag", "belt_eerst")
_GEHEIM = ("telefoon", "email")


@requires(Recht.OUDER_MANAGE)
@once
def ouder_add(request: IngelogdVerzoek, kind_id: int) -> HttpResponse:
    kind = _kind(request, kind_id)
    form = OuderForm(request.POST or None, knop="Ouder vastleggen")
    if form.is_valid():
        try:
            ouderschap = add_ouder(
                kind=kind,
                gegevens=form.gegevens(),
                **form.ouderschap(),
                door=request.user,
                op=timezone.localdate(),
            )
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(request, f"{ouderschap.ouder.naam} is vastgelegd.")
            return redirect("indicaties:kind_detail", kind.pk)
    return _render(request, kind, {"form": form, "kop": "Ouder of verzorger vastleggen"})


@requires(Recht.GEZIN_MANAGE)
@once
def ouder_link(request: IngelogdVerzoek, kind_id: int) -> HttpResponse:
    """Parents of brothers and sisters, one press away."""
    kind = _kind(request, kind_id)
    kandidaten = _parents_of_siblings(kind, request.user)
    keuzes = [(ouder.pk, ouder.naam) for ouder in kandidaten.values()]
    form = BekendeOuderForm(request.POST or None, kandidaten=keuzes)
    if form.is_valid():
        gekozen = form.cleaned_data
        if attempt(
            request,
            link_ouder,
            f"{kandidaten[gekozen['ouder']].naam} staat nu ook bij {kind}.",
            kind=kind,
            ouder=kandidaten[gekozen["ouder"]],
            relatie=gekozen["relatie"],
            gezag=gekozen["gezag"],
            door=request.user,
            op=timezone.localdate(),
        ):
            return redirect("indicaties:kind_detail", kind.pk)
    return _render(
        request, kind, {"form": form if keuzes else None, "kop": "Ouder van een broertje of zusje toevoegen"}
    )


def _parents_of_siblings(kind: Kind, gebruiker: Gebruiker) -> dict[int, Ouder]:
    if kind.gezin_id is None:
        return {}
    rijen = Ouderschap.objects.for_gebruiker(gebruiker).current().filter(kind__gezin=kind.gezin_id)
    hier = Ouderschap.objects.current().filter(kind=kind).values("ouder")
    return {rij.ouder_id: rij.ouder for rij in rijen.exclude(ouder__in=hier).select_related("ouder")}


@requires(Recht.OUDER_MANAGE)
def ouder_change(request: IngelogdVerzoek, ouderschap_id: int) -> HttpResponse:
    """At a secret address telephone and e-mail are not shown here: what stays empty stays as it was."""
    ouderschap = _ouderschap(request, ouderschap_id)
    ouder, kind = ouderschap.ouder, ouderschap.kind
    verborgen = _is_secret(ouderschap)
    huidig = {veld: getattr(ouder, veld) for veld in _VAN_OUDER} | {
        veld: getattr(ouderschap, veld) for veld in _VAN_OUDERSCHAP
    }
    if verborgen:
        huidig |= dict.fromkeys(_GEHEIM, "")
    form = OuderForm(request.POST or None, initial=huidig, knop="Gegevens opslaan")
    if form.is_valid():
        if verborgen:
            for veld in _GEHEIM:
                form.cleaned_data[veld] = form.cleaned_data[veld] or getattr(ouder, veld)
        try:
            gewijzigd = change_ouder(
                ouderschap=ouderschap, gegevens=form.gegevens(), **form.ouderschap(), door=request.user
            )
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(
                request, "De gegevens zijn gewijzigd." if gewijzigd else "Er is niets gewijzigd."
            )
            return redirect("indicaties:kind_detail", kind.pk)
    return _render(
        request,
        kind,
        {
            "form": form,
            "kop": f"Gegevens van {ouder.naam}",
            "ouderschap": ouderschap,
            "verborgen": verborgen,
        },
    )


@require_POST
@requires(Recht.OUDER_MANAGE)
def ouder_end(request: IngelogdVerzoek, ouderschap_id: int) -> HttpResponse:
    ouderschap = _ouderschap(request, ouderschap_id)
    attempt(
        request,
        end_ouderschap,
        f"{ouderschap.ouder.naam} hoort niet meer bij {ouderschap.kind}.",
        ouderschap=ouderschap,
        door=request.user,
        op=timezone.localdate(),
    )
    return redirect("indicaties:kind_detail", ouderschap.kind_id)


def _is_secret(ouderschap: Ouderschap) -> bool:
    return Ouderschap.objects.filter(pk=ouderschap.pk).at_secret_address().exists()


def _kind(request: IngelogdVerzoek, kind_id: int) -> Kind:
    return get_object_or_404(Kind.objects.for_gebruiker(request.user).select_related("gemeente"), pk=kind_id)


def _ouderschap(request: IngelogdVerzoek, ouderschap_id: int) -> Ouderschap:
    rijen = Ouderschap.objects.for_gebruiker(request.user).current().select_related("ouder", "kind__gemeente")
    return get_object_or_404(rijen, pk=ouderschap_id)


def _render(request: IngelogdVerzoek, kind: Kind, context: dict[str, object]) -> HttpResponse:
    return render_recorded(
        request,
        "indicaties/ouder_form.html",
        {"kind": kind, **context},
        handeling=Handeling.KIND_VIEW,
        object=kind,
        kind=kind.pseudoniem,
        formulier="ouders",
    )
