"""Results of children for who looks after them: the list, one measurement, and a file that is looked at first."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from opvang.domeinen import DOMEINEN
from opvang.models import Plaatsing, Resultaatinlezing, Resultaatmeting
from opvang.resultaten import actions
from opvang.resultaten.forms import ResultaatbestandForm, ResultaatForm
from opvang.resultaten.handelingen import Handeling
from opvang.resultaten.kindpagina import read_resultaten, show_meting
from opvang.resultaten.lezen import read
from opvang.resultaten.schalen import Schaal, code_of, schalen_op, schalen_van
from opvang.resultaten.schrijven import write_xlsx
from opvang.resultaten.werklijst import due, followed, needed, read_standen
from organisaties.audit import record
from organisaties.eenmaal import once
from organisaties.inzien import list_details, render_recorded
from organisaties.paginas import as_file, attempt, paginate
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires

# More than a provider has at once; a workbook is made in memory.
MEESTE_IN_WERKMAP = 2_000


@requires(Recht.RESULTAAT_MANAGE)
@limited(aantal=60, seconden=60)
def resultaat_list(request: IngelogdVerzoek) -> HttpResponse:
    """Of whom something is due, or with `toon=alle` all children that are followed."""
    return _list(request, ResultaatbestandForm(schalen=schalen_op(request.user, timezone.localdate())), [])


def _list(request: IngelogdVerzoek, form: ResultaatbestandForm, fouten: list[str]) -> HttpResponse:
    dag = timezone.localdate()
    toon = request.GET.get("toon", "te-doen")
    zoek = followed if toon == "alle" else due
    pagina = paginate(request, zoek(request.user, dag))
    standen = read_standen(list(pagina), request.user, dag)
    context: dict[str, Any] = {
        "pagina": pagina,
        "toon": toon,
        "form": form,
        "bestandsfouten": fouten,
        "domeinen": DOMEINEN.values(),
        "rijen": [(stand, show_meting(stand.laatste) if stand.laatste else None) for stand in standen],
        "mag_schalen": request.user.has_recht(Recht.VOLGSYSTEEM_MANAGE),
    }
    status = 422 if fouten else 200
    if not standen:
        return render(request, "opvang/resultaat_list.html", context, status=status)
    return render_recorded(
        request,
        "opvang/resultaat_list.html",
        context,
        handeling=Handeling.RESULTAAT_LIST,
        object=request.user.gemeente,
        status=status,
        **list_details(request, (stand.kind.pseudoniem for stand in standen)),
    )


@requires(Recht.RESULTAAT_MANAGE)
@once
def resultaat_record(request: IngelogdVerzoek, plaatsing_id: int) -> HttpResponse:
    eigen = Plaatsing.objects.for_gebruiker(request.user).in_force().select_related("kind", "locatie__houder")
    return _record(request, get_object_or_404(eigen, pk=plaatsing_id), None)


@requires(Recht.RESULTAAT_MANAGE)
@once
def resultaat_replace(request: IngelogdVerzoek, resultaatmeting_id: int) -> HttpResponse:
    meting = _meting(request, resultaatmeting_id)
    plaatsen = (
        Plaatsing.objects.for_gebruiker(request.user).in_force().select_related("kind", "locatie__houder")
    )
    plaatsen = plaatsen.filter(kind=meting.kind_id, locatie=meting.locatie_id).order_by("-startdatum", "-pk")
    return _record(request, get_object_or_404(plaatsen[:1]), meting)


def _record(request: IngelogdVerzoek, plaatsing: Plaatsing, vervangt: Resultaatmeting | None) -> HttpResponse:
    dag = timezone.localdate()
    schalen = schalen_op(request.user, dag)
    if vervangt:
        alle = schalen_van(request.user.gemeente, request.user.organisatie)
        schalen = {code_of(vervangt): alle[code_of(vervangt)]} | schalen
    schaal = schalen.get(request.GET.get("volgsysteem", "")) or _usual(request, schalen, vervangt)
    form = ResultaatForm(
        request.POST or None, schaal=schaal, initial=_initial(request, plaatsing, vervangt, schaal)
    )
    if form.is_valid():
        try:
            actions.record_resultaat(
                plaatsing=plaatsing,
                datum=form.cleaned_data["datum"],
                moment=form.cleaned_data["moment"],
                schaal=schaal,
                waarden=form.waarden(),
                door=request.user,
                op=dag,
                vervangt=vervangt,
            )
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(request, f"Het resultaat van {plaatsing.kind} is vastgelegd.")
            return redirect("opvang:plaatsing_detail", plaatsing.pk)
    return render_recorded(
        request,
        "opvang/resultaat_form.html",
        {
            "form": form,
            "plaatsing": plaatsing,
            "schaal": schaal,
            "schalen": schalen.values(),
            "vervangt": vervangt,
            **read_resultaten(plaatsing.kind, request.user),
        },
        handeling=Handeling.RESULTAAT_LIST,
        object=plaatsing,
        kind=plaatsing.kind.pseudoniem,
        formulier="resultaat",
    )


def _usual(request: IngelogdVerzoek, schalen: dict[str, Schaal], vervangt: Resultaatmeting | None) -> Schaal:
    """The scale of what is replaced, else the one that was used here last, else the first."""
    laatste = vervangt or (
        Resultaatmeting.objects.for_gebruiker(request.user)
        .current()
        .order_by("-vastgelegd_op", "-pk")
        .first()
    )
    eerste = next(iter(schalen.values()))
    return schalen.get(code_of(laatste), eerste) if laatste else eerste


def _initial(
    request: IngelogdVerzoek, plaatsing: Plaatsing, vervangt: Resultaatmeting | None, schaal: Schaal
) -> dict[str, Any]:
    if vervangt:
        scores = {score.domein: score.waarde for score in vervangt.scores.all()}
        gelijk = scores if code_of(vervangt) == schaal.code else {}
        return {"datum": vervangt.datum, "moment": vervangt.moment, **gelijk}
    dag = timezone.localdate()
    kind = followed(request.user, dag).filter(pk=plaatsing.kind_id).first()
    einde = plaatsing.einddatum
    return {"datum": min(dag, einde) if einde else dag, "moment": (kind and needed(kind, dag)) or None}


@require_POST
@requires(Recht.RESULTAAT_MANAGE)
def resultaat_withdraw(request: IngelogdVerzoek, resultaatmeting_id: int) -> HttpResponse:
    meting = _meting(request, resultaatmeting_id)
    attempt(
        request,
        actions.withdraw_resultaat,
        "Het resultaat telt niet meer mee.",
        meting=meting,
        door=request.user,
        op=timezone.localdate(),
    )
    return redirect("indicaties:kind_detail", meting.kind_id)


def _meting(request: IngelogdVerzoek, pk: int) -> Resultaatmeting:
    eigen = Resultaatmeting.objects.for_gebruiker(request.user).current().select_related("kind", "schaal")
    return get_object_or_404(eigen, pk=pk)


@require_GET
@requires(Recht.RESULTAAT_MANAGE)
@limited(aantal=20, seconden=60)
def resultaat_werkmap(request: IngelogdVerzoek) -> HttpResponse:
    """All children that are followed, to fill in."""
    nu = timezone.now()
    dag = timezone.localdate(nu)
    standen = read_standen(list(followed(request.user, dag)[:MEESTE_IN_WERKMAP]), request.user, dag)
    inhoud = write_xlsx(standen, list(schalen_op(request.user, dag).values()), nu)
    record(
        handeling=Handeling.RESULTAAT_EXPORT,
        door=request.user,
        object=request.user.gemeente,
        **list_details(request, (stand.kind.pseudoniem for stand in standen)),
    )
    return as_file(inhoud, f"resultaten-{dag}.xlsx")


@require_POST
@requires(Recht.RESULTAAT_MANAGE)
@limited(aantal=20, seconden=60)
@once
def resultaat_upload(request: IngelogdVerzoek) -> HttpResponse:
    """Nothing is recorded yet: what was read waits for a look. One wrong cell and all of it is refused."""
    nu = timezone.now()
    dag = timezone.localdate(nu)
    form = ResultaatbestandForm(request.POST, request.FILES, schalen=schalen_op(request.user, dag))
    if not form.is_valid():
        return _list(request, form, [str(zin) for zinnen in form.errors.values() for zin in zinnen])
    inhoud = form.cleaned_data["bestand"].read()
    alle = schalen_van(request.user.gemeente, request.user.organisatie)
    gekozen = alle.get(form.cleaned_data["volgsysteem"])
    try:
        rijen = read(inhoud, request.user, schalen=alle, standaard=gekozen.code if gekozen else "", op=dag)
        actions.put_resultaten(rijen=rijen, inhoud=inhoud, door=request.user, op=nu)
    except ValidationError as fout:
        return _list(request, form, fout.messages)
    return redirect("opvang:resultaat_review")


@requires(Recht.RESULTAAT_MANAGE)
@once
def resultaat_review(request: IngelogdVerzoek) -> HttpResponse:
    """What the file would change, for who sent it; recorded after a yes."""
    wacht = Resultaatinlezing.objects.open().filter(
        gemeente=request.user.gemeente, houder=request.user.organisatie, gelezen_door=request.user
    )
    inlezing = wacht.first()
    if inlezing is None:
        messages.info(request, "Er staat geen bestand klaar. Kies eerst een bestand met resultaten.")
        return redirect("opvang:resultaat_list")
    if request.method == "POST":
        if request.POST.get("inlezing") == str(inlezing.pk):
            return _confirm(request, inlezing)
        messages.warning(request, "Intussen is een ander bestand gekozen. Kijk opnieuw na wat er verandert.")
    return _review(request, inlezing)


def _confirm(request: IngelogdVerzoek, inlezing: Resultaatinlezing) -> HttpResponse:
    attempt(
        request,
        actions.confirm_resultaten,
        lambda aantal: f"Het bestand is overgenomen. Nieuw of gewijzigd: {aantal}.",
        inlezing=inlezing,
        door=request.user,
        op=timezone.now(),
    )
    return redirect("opvang:resultaat_list")


def _review(request: IngelogdVerzoek, inlezing: Resultaatinlezing) -> HttpResponse:
    veranderingen = actions.read_veranderingen(inlezing, request.user)
    anders = [verandering for verandering in veranderingen if not verandering.is_gelijk]
    schalen = schalen_van(request.user.gemeente, request.user.organisatie)
    pagina = paginate(request, anders)
    zelfde = Resultaatinlezing.objects.filter(gemeente=inlezing.gemeente, houder=inlezing.houder)
    context = {
        "inlezing": inlezing,
        "pagina": pagina,
        "rijen": [_show(verandering, schalen) for verandering in pagina],
        "domeinen": DOMEINEN.values(),
        "aantal": len(veranderingen),
        "nieuw": sum(verandering.nu is None for verandering in anders),
        "anders": len(anders),
        "eerder": zelfde.filter(afdruk=inlezing.afdruk).exclude(bewaard_op=None).first(),
    }
    if not anders:
        return render(request, "opvang/resultaat_review.html", context)
    return render_recorded(
        request,
        "opvang/resultaat_review.html",
        context,
        handeling=Handeling.RESULTAAT_LIST,
        object=request.user.gemeente,
        **list_details(request, (verandering.plaatsing.kind.pseudoniem for verandering in pagina)),
    )


def _show(verandering: actions.Verandering, schalen: dict[str, Schaal]) -> dict[str, Any]:
    rij = verandering.rij
    return {
        "verandering": verandering,
        "moment": Resultaatmeting.Moment(rij.moment).label,
        "systeem": schalen[rij.schaal].naam,
        "cellen": [(naam, rij.waarden.get(domein, "")) for domein, naam in DOMEINEN.items()],
    }
