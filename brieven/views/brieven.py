from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from brieven.actions import announce_brief, mark_gelezen
from brieven.actions.brief import BERICHT_BRIEF
from brieven.forms import BekendmakenForm
from brieven.handelingen import Handeling
from brieven.models import Brief, Ontvangst
from brieven.models.brief import BriefQuerySet
from brieven.printen import HOOGSTENS, join_brieven
from brieven.pseudoniemen import all_pseudoniemen
from brieven.soorten import briefsoorten
from organisaties.audit import record
from organisaties.inzien import list_details, render_recorded
from organisaties.models import Gemeente
from organisaties.paginas import as_file, attempt, paginate, zoektekst
from organisaties.rechten import ORGANISATIE_ROLLEN, Recht, Rol
from organisaties.rijbeveiliging import Rijbereik, rijbereik
from organisaties.toegang import IngelogdVerzoek, limited, requires

STANDEN = {
    "te-versturen": "Nog te versturen",
    "bekendgemaakt": "Bekendgemaakt",
    "vervangen": "Vervangen",
}


def _about(brief: Brief) -> dict[str, Any]:
    return {"kind": brief.pseudoniem} if brief.pseudoniem else {}


def may_send(request: IngelogdVerzoek) -> bool:
    """Who sends letters; other organisations only read those to them."""
    return request.user.rol == Rol.JGZ_MEDEWERKER or request.user.rol not in ORGANISATIE_ROLLEN


@requires(Recht.BRIEF_VIEW)
@limited(aantal=120, seconden=60)
def brief_list(request: IngelogdVerzoek) -> HttpResponse:
    zoek, soort, stand = zoektekst(request.GET), request.GET.get("soort", ""), request.GET.get("stand", "")
    brieven = _filter(_brieven(request), request.user.gemeente, zoek, soort, stand)
    pagina = paginate(request, brieven)
    context = {
        "pagina": pagina,
        "zoek": zoek,
        "soort": soort,
        "stand": stand,
        "soorten": briefsoorten(),
        "standen": STANDEN.items(),
        "mag_versturen": may_send(request),
        "te_versturen": _to_post(request).count() if may_send(request) else 0,
    }
    kinderen = [brief.pseudoniem for brief in pagina if brief.pseudoniem]
    if not kinderen:
        return render(request, "brieven/brief_list.html", context)
    return render_recorded(
        request,
        "brieven/brief_list.html",
        context,
        handeling=Handeling.BRIEF_LIST,
        object=request.user.gemeente,
        **list_details(request, kinderen),
    )


def _brieven(request: IngelogdVerzoek) -> BriefQuerySet:
    rijen = Brief.objects.for_gebruiker(request.user).without_pdf()
    return rijen.select_related("organisatie", "vervangt", "vervangen_door")


def _filter(brieven: BriefQuerySet, gemeente: Gemeente, zoek: str, soort: str, stand: str) -> BriefQuerySet:
    if zoek:
        jaar, _, nummer = zoek.partition("-")
        op_nummer = Q(jaar=int(jaar), volgnummer=int(nummer)) if _is_nummer(jaar, nummer) else Q(pk=None)
        brieven = brieven.filter(op_nummer | Q(pseudoniem__in=all_pseudoniemen(zoek.upper(), gemeente)))
    if soort:
        brieven = brieven.filter(soort=soort)
    match stand:
        case "te-versturen":
            return brieven.to_post()
        case "bekendgemaakt":
            return brieven.filter(bekend_gemaakt_op__isnull=False)
        case "vervangen":
            return brieven.filter(vervangen_door__isnull=False)
    return brieven


def _is_nummer(jaar: str, nummer: str) -> bool:
    return all(deel.isascii() and deel.isdecimal() and len(deel) < 8 for deel in (jaar, nummer))


@requires(Recht.BRIEF_VIEW)
def brief_detail(request: IngelogdVerzoek, brief_id: int) -> HttpResponse:
    """The moments of a letter; whoever sends it says here when that was."""
    rijen = _brieven(request).select_related(
        "opgemaakt_door", "bekend_gemaakt_door", "aan_organisatie", "gelezen_door", "tekstversie"
    )
    brief = get_object_or_404(rijen, pk=brief_id)
    mag = may_send(request) and brief.is_to_post
    form = BekendmakenForm(request.POST or None, vandaag=timezone.localdate()) if mag else None
    if form is not None and form.is_valid():
        gelukt = f"Vastgelegd: brief {brief.nummer} is bekendgemaakt."
        attempt(request, announce_brief, gelukt, brief=brief, door=request.user, **form.cleaned_data)
        return redirect("brieven:brief_detail", brief.pk)
    return render_recorded(
        request,
        "brieven/brief_detail.html",
        {"brief": brief, "form": form, "kennisgevingen": _kennisgevingen(request, brief)},
        handeling=Handeling.BRIEF_VIEW,
        object=brief,
        **_about(brief),
    )


def _kennisgevingen(request: IngelogdVerzoek, brief: Brief) -> list[Ontvangst]:
    """For who sends: to whom of the reader's organisation it was announced, when, and whether they opened the message."""
    if not may_send(request):
        return []
    with rijbereik(Rijbereik(request.user.gemeente.pk)):
        over = Ontvangst.objects.filter(
            bericht__gemeente=request.user.gemeente,
            bericht__soort=BERICHT_BRIEF,
            bericht__object_id=str(brief.pk),
        )
        return list(over.select_related("bericht", "gebruiker").order_by("pk"))


@require_POST
@requires(Recht.BRIEF_VIEW)
@limited(aantal=60, seconden=60)
def brief_download(request: IngelogdVerzoek, brief_id: int) -> HttpResponse:
    """The letter itself; a POST, so that each time is recorded and no address gives it away."""
    brief = get_object_or_404(
        Brief.objects.for_gebruiker(request.user).filter(vernietigd_op=None), pk=brief_id
    )
    with transaction.atomic():
        eerste = mark_gelezen(brief=brief, door=request.user, op=timezone.now())
        record(
            handeling=Handeling.BRIEF_EXPORT,
            door=request.user,
            object=brief,
            nummer=brief.nummer,
            **({"eerste_keer": True} if eerste else {}),
            **_about(brief),
        )
    return as_file(bytes(brief.pdf), f"brief-{brief.nummer}.pdf")


def _to_post(request: IngelogdVerzoek) -> BriefQuerySet:
    return Brief.objects.for_gebruiker(request.user).to_post().order_by("jaar", "volgnummer")


@requires(Recht.BRIEF_VIEW)
def brief_print(request: IngelogdVerzoek) -> HttpResponse:
    """What must be printed and posted; with a POST: these were posted on a day."""
    if not may_send(request):
        return redirect("brieven:brief_list")
    form = BekendmakenForm(request.POST or None, vandaag=timezone.localdate())
    if form.is_valid():
        nummers = [
            int(nummer) for nummer in request.POST.getlist("brief") if nummer.isascii() and nummer.isdecimal()
        ]
        _announce_all(request, nummers, **form.cleaned_data)
        return redirect("brieven:brief_print")
    pagina = paginate(request, _to_post(request).without_pdf(), HOOGSTENS)
    context = {"pagina": pagina, "form": form, "hoogstens": HOOGSTENS}
    kinderen = [brief.pseudoniem for brief in pagina if brief.pseudoniem]
    if not kinderen:
        return render(request, "brieven/brief_print.html", context)
    return render_recorded(
        request,
        "brieven/brief_print.html",
        context,
        handeling=Handeling.BRIEF_LIST,
        object=request.user.gemeente,
        **list_details(request, kinderen),
    )


def _announce_all(request: IngelogdVerzoek, nummers: list[int], hoe: str, dag: date) -> None:
    for brief in _to_post(request).filter(pk__in=nummers[:HOOGSTENS]):
        gelukt = f"Vastgelegd: brief {brief.nummer} is bekendgemaakt."
        attempt(request, announce_brief, gelukt, brief=brief, hoe=hoe, dag=dag, door=request.user)


@require_POST
@requires(Recht.BRIEF_VIEW)
@limited(aantal=10, seconden=60)
def brief_bundle(request: IngelogdVerzoek) -> HttpResponse:
    """One file of all letters that must be posted, in their order, to send to a printer."""
    brieven = list(_to_post(request)[:HOOGSTENS]) if may_send(request) else []
    if not brieven:
        return redirect(
            reverse("brieven:brief_print") if may_send(request) else reverse("brieven:brief_list")
        )
    record(
        handeling=Handeling.BRIEF_EXPORT,
        door=request.user,
        object=request.user.gemeente,
        nummers=[brief.nummer for brief in brieven],
        kinderen=[brief.pseudoniem for brief in brieven if brief.pseudoniem],
    )
    return as_file(join_brieven(brieven), f"brieven-{timezone.localdate().isoformat()}.pdf")
