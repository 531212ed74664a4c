"""The dossier of the policy of a year: agreements on the topics of the law, the uitvoeringsagenda, and the meetings."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from lib.tekst import geheel
from organisaties.audit import record
from organisaties.eenmaal import once
from organisaties.paginas import as_file
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires
from rapportage.beleid.actions import record_actie, record_afspraak, record_overleg
from rapportage.beleid.bestand import write_beleid
from rapportage.beleid.forms import BeleidsactieForm, BeleidsafspraakForm, BeleidsoverlegForm
from rapportage.beleid.lezen import find_jaren, read_beleidsjaar
from rapportage.beleid.models import Beleidsactie, Beleidsafspraak, Beleidsoverleg, Beleidsrij
from rapportage.beleid.tonen import show_onderwerpen
from rapportage.beleid.velden import list_velden
from rapportage.beleidsjaar import Beleidsjaar
from rapportage.handelingen import Handeling


@dataclass(frozen=True)
class Soort:
    """One of the three kinds of rows, which people write down, read and replace in the same way."""

    model: Any
    form: Any
    action: Callable[..., Beleidsrij]
    naam: str
    detail: str
    replace: str


AFSPRAAK = Soort(
    Beleidsafspraak,
    BeleidsafspraakForm,
    record_afspraak,
    "Afspraak",
    "rapportage:beleidsafspraak_detail",
    "rapportage:beleidsafspraak_replace",
)
ACTIE = Soort(
    Beleidsactie,
    BeleidsactieForm,
    record_actie,
    "Actie",
    "rapportage:beleidsactie_detail",
    "rapportage:beleidsactie_replace",
)
OVERLEG = Soort(
    Beleidsoverleg,
    BeleidsoverlegForm,
    record_overleg,
    "Overleg",
    "rapportage:beleidsoverleg_detail",
    "rapportage:beleidsoverleg_replace",
)


@requires(Recht.MONITOR_VIEW)
@limited(aantal=60, seconden=60)
def beleid_jaar(request: IngelogdVerzoek) -> HttpResponse:
    stand, jaren = _read(request)
    context = {
        "stand": stand,
        "jaren": jaren,
        "dag": timezone.localdate(),
        "onderwerpen": show_onderwerpen(
            stand.onderwerpen, volledig=request.user.has_recht(Recht.CIJFER_PER_KIND_VIEW)
        ),
        "mag_vastleggen": request.user.has_recht(Recht.BELEID_MANAGE),
    }
    return render(request, "rapportage/beleid_jaar.html", context)


@require_GET
@requires(Recht.MONITOR_VIEW)
@limited(aantal=20, seconden=60)
def beleid_csv(request: IngelogdVerzoek, lijst: str) -> HttpResponse:
    """A list of the year as a file, without small groups for who may not take those along."""
    stand, _ = _read(request)
    volledig = request.user.has_recht(Recht.CIJFER_PER_KIND_VIEW)
    inhoud = write_beleid(stand, lijst, volledig=volledig)
    record(
        handeling=Handeling.BELEID_EXPORT,
        door=request.user,
        object=request.user.gemeente,
        jaar=stand.jaar,
        lijst=lijst,
        volledig=volledig,
    )
    return as_file(inhoud, f"beleid-{stand.jaar}-{lijst}.csv")


def _read(request: IngelogdVerzoek) -> tuple[Beleidsjaar, list[int]]:
    dag, gemeente = timezone.localdate(), request.user.gemeente
    jaren = find_jaren(gemeente, dag)
    gevraagd = geheel(request.GET.get("jaar"), dag.year)
    return read_beleidsjaar(gemeente, gevraagd if gevraagd in jaren else dag.year, dag), jaren


@requires(Recht.MONITOR_VIEW)
def beleidsafspraak_detail(request: IngelogdVerzoek, beleidsafspraak_id: int) -> HttpResponse:
    return _detail(request, AFSPRAAK, beleidsafspraak_id)


@requires(Recht.MONITOR_VIEW)
def beleidsactie_detail(request: IngelogdVerzoek, beleidsactie_id: int) -> HttpResponse:
    return _detail(request, ACTIE, beleidsactie_id)


@requires(Recht.MONITOR_VIEW)
def beleidsoverleg_detail(request: IngelogdVerzoek, beleidsoverleg_id: int) -> HttpResponse:
    return _detail(request, OVERLEG, beleidsoverleg_id)


@requires(Recht.BELEID_MANAGE)
@once
def beleidsafspraak_record(request: IngelogdVerzoek) -> HttpResponse:
    return _record(request, AFSPRAAK)


@requires(Recht.BELEID_MANAGE)
@once
def beleidsactie_record(request: IngelogdVerzoek) -> HttpResponse:
    return _record(request, ACTIE)


@requires(Recht.BELEID_MANAGE)
@once
def beleidsoverleg_record(request: IngelogdVerzoek) -> HttpResponse:
    return _record(request, OVERLEG)


@requires(Recht.BELEID_MANAGE)
@once
def beleidsafspraak_replace(request: IngelogdVerzoek, beleidsafspraak_id: int) -> HttpResponse:
    return _record(request, AFSPRAAK, _get(request, AFSPRAAK, beleidsafspraak_id))


@requires(Recht.BELEID_MANAGE)
@once
def beleidsactie_replace(request: IngelogdVerzoek, beleidsactie_id: int) -> HttpResponse:
    return _record(request, ACTIE, _get(request, ACTIE, beleidsactie_id))


@requires(Recht.BELEID_MANAGE)
@once
def beleidsoverleg_replace(request: IngelogdVerzoek, beleidsoverleg_id: int) -> HttpResponse:
    return _record(request, OVERLEG, _get(request, OVERLEG, beleidsoverleg_id))


def _get(request: IngelogdVerzoek, soort: Soort, pk: int) -> Any:
    return get_object_or_404(soort.model.objects.for_gebruiker(request.user), pk=pk)


def _detail(request: IngelogdVerzoek, soort: Soort, pk: int) -> HttpResponse:
    """The row with those before it, the newest first."""
    rij = _get(request, soort, pk)
    versies = list(_versions(rij))
    opvolger = soort.model.objects.for_gebruiker(request.user).filter(vervangt=rij).first()
    context = {
        "soort": soort,
        "rij": rij,
        "versies": [(versie, list_velden(versie)) for versie in versies],
        "opvolger_url": reverse(soort.detail, args=[opvolger.pk]) if opvolger else "",
        "wijzig_url": reverse(soort.replace, args=[rij.pk]) if _may_replace(request, rij, opvolger) else "",
        "acties": _acties(versies),
    }
    return render(request, "rapportage/beleid_detail.html", context)


def _may_replace(request: IngelogdVerzoek, rij: Beleidsrij, opvolger: Beleidsrij | None) -> bool:
    return opvolger is None and not rij.vervallen and request.user.has_recht(Recht.BELEID_MANAGE)


def _versions(rij: Any) -> Iterator[Any]:
    while rij is not None:
        yield rij
        rij = rij.vervangt


def _acties(versies: list[Any]) -> list[Beleidsactie]:
    """What a meeting led to, also where the meeting was replaced since."""
    if not isinstance(versies[0], Beleidsoverleg):
        return []
    return list(Beleidsactie.objects.current().filter(overleg__in=[versie.pk for versie in versies]))


def _record(request: IngelogdVerzoek, soort: Soort, vervangt: Any = None) -> HttpResponse:
    nu = timezone.now()
    begin = {"initial": model_to_dict(vervangt)} if vervangt else {}
    form = soort.form(
        request.POST or None,
        gebruiker=request.user,
        dag=timezone.localdate(nu),
        vervangt=vervangt is not None,
        **begin,
    )
    if form.is_valid() and (rij := _save(form, soort, request, nu, vervangt)):
        return redirect(soort.detail, rij.pk)
    kop = f"{soort.naam} wijzigen" if vervangt else f"{soort.naam} vastleggen"
    context = {"form": form, "kop": kop, "vervangt": vervangt}
    return render(request, "rapportage/beleid_form.html", context, status=422 if form.errors else 200)


def _save(
    form: forms.Form, soort: Soort, request: IngelogdVerzoek, nu: Any, vervangt: Any
) -> Beleidsrij | None:
    """None when a rule says no; the form then has its sentence."""
    try:
        return soort.action(door=request.user, op=nu, vervangt=vervangt, **form.cleaned_data)
    except ValidationError as fout:
        form.add_error(None, fout.messages)
        return None
