"""The provider applies: expected children in a table, attachments, and sending it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from lib.tekst import geheel
from organisaties.eenmaal import once
from organisaties.paginas import as_file, attempt, show_refusal
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires, takes_bytes
from rekenregels import Categorie, vragen_van
from subsidies.models import Aanvraag, Aanvraagbijlage, Subsidiedossier, Subsidieregeling
from subsidies.subsidiejaar.actions.aanvraag import (
    attach_bijlage,
    detach_bijlage,
    save_regels,
    start_aanvraag,
    start_vaststelling,
    submit_aanvraag,
    withdraw_aanvraag,
)
from subsidies.subsidiejaar.actions.dossier import record_dossier
from subsidies.subsidiejaar.beleid import beleid_van
from subsidies.subsidiejaar.bestanden import MAX_BYTES
from subsidies.subsidiejaar.forms import AanvraagFormset, BijlageForm, TellingForm
from subsidies.subsidiejaar.handelingen import Handeling
from subsidies.subsidiejaar.spelregels import spelregels
from subsidies.subsidiejaar.verwachting import Telling, bereken, read_regels
from subsidies.subsidiejaar.werkboek import locaties_van
from subsidies.subsidiejaar.woorden import woorden_van

# With what else the form holds.
_MET_FORMULIER = MAX_BYTES + 1024**2


@require_POST
@requires(Recht.AANVRAAG_SUBMIT)
@once
def aanvraag_start(request: IngelogdVerzoek, regeling_id: int) -> HttpResponse:
    """For the year that the button names; without one for next year."""
    regeling = get_object_or_404(
        Subsidieregeling.objects.for_gebruiker(request.user).adopted().select_related("gemeente"),
        pk=regeling_id,
    )
    nu = timezone.now()
    jaar = geheel(request.POST.get("jaar"), regeling.geldig_van.year)
    try:
        aanvraag = start_aanvraag(regeling=regeling, jaar=jaar, door=request.user, op=nu)
    except ValidationError as fout:
        show_refusal(request, fout)
        return redirect("subsidies:subsidiejaar_list")
    return redirect("subsidies:aanvraag_edit", aanvraag.pk)


@require_POST
@requires(Recht.AANVRAAG_SUBMIT)
@once
def vaststelling_start(request: IngelogdVerzoek, dossier_id: int) -> HttpResponse:
    dossier = get_object_or_404(Subsidiedossier.objects.for_gebruiker(request.user), pk=dossier_id)
    attempt(
        request,
        start_vaststelling,
        "Kijk de bedragen na, voeg toe wat erbij hoort en verstuur de aanvraag.",
        dossier=dossier,
        door=request.user,
        op=timezone.now(),
    )
    return redirect("subsidies:subsidiejaar_detail", dossier_id)


@requires(Recht.AANVRAAG_SUBMIT)
@once
def aanvraag_edit(request: IngelogdVerzoek, aanvraag_id: int) -> HttpResponse:
    """The expected children. What changes is computed again when it is kept."""
    aanvraag = _get(request, aanvraag_id)
    if not aanvraag.is_te_wijzigen or aanvraag.soort != Aanvraag.Soort.GRANT:
        return redirect("subsidies:subsidiejaar_detail", aanvraag.dossier_id)
    formset = AanvraagFormset(
        request.POST or None, initial=_initial(aanvraag), form_kwargs=_keuzes(aanvraag), prefix="regel"
    )
    telling = _telling(request, aanvraag)
    goed = formset.is_valid() and (telling is None or telling.is_valid())
    if request.method == "POST" and goed:
        regels = [regel for form in formset if (regel := form.verwacht) is not None]
        gelukt = attempt(
            request,
            save_regels,
            "De aanvraag is berekend.",
            aanvraag=aanvraag,
            regels=regels,
            telling=telling and telling.telling,
            door=request.user,
        )
        if gelukt:
            return redirect("subsidies:aanvraag_edit", aanvraag_id)
    context = _context(aanvraag, formset) | {"telling": telling}
    status = 422 if formset.is_bound and not goed else 200
    return render(request, "subsidies/aanvraag_form.html", context, status=status)


def _telling(request: IngelogdVerzoek, aanvraag: Aanvraag) -> TellingForm | None:
    """Who applies for one child counts nothing."""
    if aanvraag.dossier.kind_id is not None:
        return None
    return TellingForm(
        request.POST or None,
        locaties=locaties_van(aanvraag.dossier),
        telling=Telling(aanvraag.peilweek, aanvraag.op_1_januari),
        jaar=aanvraag.dossier.jaar,
    )


def _context(aanvraag: Aanvraag, formset: Any) -> dict[str, Any]:
    beleid = beleid_van(aanvraag.dossier)
    return {
        "aanvraag": aanvraag,
        "dossier": aanvraag.dossier,
        "beleid": beleid,
        "woorden": woorden_van(beleid),
        "spelregels": spelregels(beleid),
        "formset": formset,
        "regels": aanvraag.regels.select_related("locatie"),
        "locatiebedragen": bereken(beleid, read_regels(aanvraag), aanvraag.op_1_januari).locaties,
        "namen": dict.fromkeys(veld.label for veld in formset.empty_form),
    }


def _keuzes(aanvraag: Aanvraag) -> dict[str, Any]:
    regeling = beleid_van(aanvraag.dossier).regeling
    vragen = vragen_van(regeling)
    return {
        "kind": aanvraag.dossier.kind,
        "locaties": locaties_van(aanvraag.dossier),
        "categorieen": [categorie for categorie in Categorie if regeling.vergoedt(categorie)],
        "met_dagen": vragen.dagen,
        "met_prijs": vragen.prijs,
    }


def _initial(aanvraag: Aanvraag) -> list[dict[str, Any]]:
    return [
        {
            "locatie": regel.locatie_id,
            "categorie": regel.categorie,
            "kot": regel.kot,
            "bijdrageklasse": regel.bijdrageklasse,
            "uren_per_week": regel.uren_per_week_honderdsten,
            "dagen_per_week": regel.dagen_per_week,
            "uurprijs": regel.uurprijs_centen,
            "kinderen": regel.kinderen,
            "van": regel.van,
            "tot_en_met": regel.tot_en_met,
        }
        for regel in aanvraag.regels.all()
    ]


@require_POST
@requires(Recht.AANVRAAG_SUBMIT)
@once
def aanvraag_submit(request: IngelogdVerzoek, aanvraag_id: int) -> HttpResponse:
    aanvraag = _get(request, aanvraag_id)
    attempt(
        request,
        submit_aanvraag,
        "De aanvraag is verstuurd. De ontvangstbevestiging staat bij de brieven van dit dossier.",
        aanvraag=aanvraag,
        door=request.user,
        op=timezone.now(),
        verklaart_inkomen=request.POST.get("verklaart_inkomen") == "ja",
    )
    return redirect("subsidies:subsidiejaar_detail", aanvraag.dossier_id)


@require_POST
@requires(Recht.AANVRAAG_SUBMIT)
@once
def aanvraag_withdraw(request: IngelogdVerzoek, aanvraag_id: int) -> HttpResponse:
    aanvraag = _get(request, aanvraag_id)
    attempt(request, withdraw_aanvraag, "De aanvraag is ingetrokken.", aanvraag=aanvraag, door=request.user)
    return redirect("subsidies:subsidiejaar_detail", aanvraag.dossier_id)


@requires(Recht.AANVRAAG_SUBMIT)
@limited(aantal=30, seconden=60)
@takes_bytes(_MET_FORMULIER)
@once
def aanvraagbijlage_attach(request: IngelogdVerzoek, aanvraag_id: int) -> HttpResponse:
    aanvraag = _get(request, aanvraag_id)
    form = BijlageForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            attach_bijlage(
                aanvraag=aanvraag,
                inhoud=form.cleaned_data["bestand"].read(),
                naam=form.cleaned_data["naam"],
                door=request.user,
                op=timezone.now(),
            )
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            return redirect("subsidies:subsidiejaar_detail", aanvraag.dossier_id)
    return render(
        request,
        "subsidies/aanvraagbijlage_form.html",
        {"form": form, "aanvraag": aanvraag, "dossier": aanvraag.dossier},
        status=422 if form.errors else 200,
    )


@require_POST
@requires(Recht.AANVRAAG_SUBMIT)
@once
def aanvraagbijlage_detach(request: IngelogdVerzoek, aanvraagbijlage_id: int) -> HttpResponse:
    bijlage = _bijlage(request, aanvraagbijlage_id)
    attempt(request, detach_bijlage, "De bijlage is weggehaald.", bijlage=bijlage, door=request.user)
    return redirect("subsidies:subsidiejaar_detail", bijlage.aanvraag.dossier_id)


@requires(Recht.SUBSIDIEJAAR_VIEW)
@limited(aantal=60, seconden=60)
def aanvraagbijlage_show(request: IngelogdVerzoek, aanvraagbijlage_id: int) -> HttpResponse:
    bijlage = _bijlage(request, aanvraagbijlage_id)
    antwoord = as_file(bytes(bijlage.inhoud), f"bijlage-{bijlage.pk}.{bijlage.soort}")
    record_dossier(
        Handeling.AANVRAAGBIJLAGE_EXPORT,
        bijlage,
        bijlage.aanvraag.dossier,
        request.user,
        sha256=bijlage.sha256,
    )
    return antwoord


def _bijlage(request: IngelogdVerzoek, pk: int) -> Aanvraagbijlage:
    eigen = Aanvraag.objects.for_gebruiker(request.user)
    bijlagen = Aanvraagbijlage.objects.filter(aanvraag__in=eigen).select_related("aanvraag__dossier")
    return get_object_or_404(bijlagen, pk=pk)


def _get(request: IngelogdVerzoek, pk: int) -> Aanvraag:
    eigen = Aanvraag.objects.for_gebruiker(request.user).select_related(
        "dossier__regeling", "dossier__houder", "dossier__intermediair", "dossier__kind"
    )
    return get_object_or_404(eigen, pk=pk)
