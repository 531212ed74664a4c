"""The register in the browser: a file looked through before it is taken over, and the questions that it leaves."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from opvang.actions.lrk import (
    ImportVerslag,
    afdruk_of,
    confirm_lrkinlezing,
    load_bestand,
    put_lrkinlezing,
    read_verschil,
)
from opvang.actions.lrkvragen import apply_lrkvraag, reject_lrkvraag
from opvang.actions.opvolging import gevolgen_of
from opvang.lrk import MAX_BYTES, LrkFout, read_lrk
from opvang.lrk.forms import IngangForm, LrkBestandForm
from opvang.models import LrkInlezing, LrkVraag
from organisaties.eenmaal import once
from organisaties.models import Locatie
from organisaties.paginas import attempt, paginate
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires, takes_bytes

# Of each kind of change so many are shown; the rest is counted.
HOOGSTENS_GENOEMD = 100


@takes_bytes(MAX_BYTES + 64 * 1024)
@requires(Recht.LOCATIE_MANAGE)
@limited(aantal=20, seconden=60)
@once
def lrk_upload(request: IngelogdVerzoek) -> HttpResponse:
    """Nothing is changed yet: what was read waits for a look."""
    dag = timezone.localdate()
    form = LrkBestandForm(request.POST or None, request.FILES or None, dag=dag)
    if request.method != "POST":
        return render(request, "opvang/lrk_upload.html", {"form": form})
    if form.is_valid():
        try:
            _put(request, form)
        except (LrkFout, ValidationError) as fout:
            form.add_error("bestand", str(fout) if isinstance(fout, LrkFout) else fout.messages[0])
        else:
            return redirect("opvang:lrk_review")
    return render(request, "opvang/lrk_upload.html", {"form": form}, status=422)


def _put(request: IngelogdVerzoek, form: LrkBestandForm) -> None:
    gemeente, inhoud = request.user.gemeente, form.cleaned_data["bestand"].file
    nummers = Locatie.objects.filter(gemeente=gemeente).values_list("lrk_nummer", flat=True)
    afdruk = afdruk_of(inhoud)
    gelezen = read_lrk(inhoud, gemeente_codes={gemeente.code}, lrk_nummers=set(nummers))
    put_lrkinlezing(
        bestand=gelezen,
        afdruk=afdruk,
        peildatum=form.cleaned_data["peildatum"],
        door=request.user,
        op=timezone.now(),
    )


@requires(Recht.LOCATIE_MANAGE)
@once
def lrk_review(request: IngelogdVerzoek) -> HttpResponse:
    """What the file would change; done after a yes."""
    inlezing = LrkInlezing.objects.filter(
        gemeente=request.user.gemeente, gelezen_door=request.user, bewaard_op=None
    ).first()
    if inlezing is None:
        messages.info(request, "Er staat geen bestand klaar. Kies eerst het bestand van het LRK.")
        return redirect("opvang:lrk_upload")
    if request.method == "POST":
        if request.POST.get("inlezing") == str(inlezing.pk):
            return _confirm(request, inlezing)
        messages.warning(request, "Intussen is een ander bestand gekozen. Kijk opnieuw na wat er verandert.")
    return render(request, "opvang/lrk_review.html", _changes(inlezing))


def _confirm(request: IngelogdVerzoek, inlezing: LrkInlezing) -> HttpResponse:
    gelukt = attempt(
        request, confirm_lrkinlezing, _sentence, inlezing=inlezing, door=request.user, op=timezone.now()
    )
    if not gelukt:
        return redirect("opvang:lrk_upload")
    has_vragen = LrkVraag.objects.for_gebruiker(request.user).open().exists()
    return redirect("opvang:lrkvraag_list" if has_vragen else "opvang:locatie_list")


def _sentence(verslag: ImportVerslag) -> str:
    einde = sum(g.is_einde for g in verslag.verschil.gewijzigd)
    return (
        f"Doorgevoerd: {len(verslag.nieuw)} nieuw, {len(verslag.verschil.gewijzigd) - einde} gewijzigd, {einde}"
        f" uitgeschreven. Er {'is' if len(verslag.vragen) == 1 else 'zijn'} {len(verslag.vragen)}"
        f" {'vraag' if len(verslag.vragen) == 1 else 'vragen'} voor u."
    )


def _changes(inlezing: LrkInlezing) -> dict[str, Any]:
    bestand = load_bestand(inlezing.inhoud)
    verschil = read_verschil(bestand, gemeenten=[inlezing.gemeente], per=inlezing.peildatum)
    einde = [g for g in verschil.gewijzigd if g.is_einde]
    anders = [g for g in verschil.gewijzigd if not g.is_einde]
    return {
        "inlezing": inlezing,
        "verouderd": verschil.stand != inlezing.stand,
        "ongewijzigd": verschil.ongewijzigd,
        "verandert": bool(verschil.nieuw or verschil.gewijzigd or verschil.vragen),
        "overgeslagen": len(bestand.overgeslagen),
        "hoogstens": HOOGSTENS_GENOEMD,
        "fouten": bestand.fouten,
        "nieuw": verschil.nieuw,
        "anders": anders,
        "einde": einde,
        "ontbreekt": verschil.ontbreekt,
        "vragen": verschil.vragen,
    }


@requires(Recht.LOCATIE_MANAGE)
def lrkvraag_list(request: IngelogdVerzoek) -> HttpResponse:
    vragen = LrkVraag.objects.for_gebruiker(request.user).select_related("locatie__houder", "naar__houder")
    alle = request.GET.get("toon") == "alle"
    pagina = paginate(request, vragen if alle else vragen.open())
    return render(request, "opvang/lrkvraag_list.html", {"pagina": pagina, "alle": alle})


@requires(Recht.LOCATIE_MANAGE)
@once
def lrkvraag_detail(request: IngelogdVerzoek, lrkvraag_id: int) -> HttpResponse:
    vraag = get_object_or_404(
        LrkVraag.objects.for_gebruiker(request.user).select_related(
            "locatie__houder", "locatie__gemeente", "naar__houder", "beslist_door"
        ),
        pk=lrkvraag_id,
    )
    if request.method == "POST" and request.POST.get("doe") == "afwijzen":
        gelukt = "Vastgelegd: er verandert niets."
        attempt(request, reject_lrkvraag, gelukt, vraag=vraag, door=request.user, op=timezone.now())
        return redirect("opvang:lrkvraag_list")
    form = IngangForm(request.POST or None, initial={"ingangsdatum": vraag.peildatum})
    if request.method == "POST" and form.is_valid():
        ingang = form.cleaned_data["ingangsdatum"]
        try:
            apply_lrkvraag(vraag=vraag, ingangsdatum=ingang, door=request.user, op=timezone.now())
        except ValidationError as fout:
            form.add_error("ingangsdatum", fout.messages)
        else:
            messages.success(
                request, f"Vastgelegd vanaf {ingang:%d-%m-%Y}: {vraag.get_soort_display().lower()}."
            )
            return redirect("opvang:lrkvraag_list")
    return _show(request, vraag, form)


def _show(request: IngelogdVerzoek, vraag: LrkVraag, form: IngangForm) -> HttpResponse:
    gevolgen = gevolgen_of(vraag.locatie, per=vraag.peildatum, op=timezone.localdate())
    context = {"vraag": vraag, "form": form, "gevolgen": gevolgen}
    return render(request, "opvang/lrkvraag_detail.html", context, status=422 if form.errors else 200)
