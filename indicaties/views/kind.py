import re
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Prefetch, QuerySet, Value
from django.db.models.functions import Concat
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from indicaties.actions import rectify_kind, register_kind, show_adres, show_bsn
from indicaties.bsn import as_bsn, is_bsn
from indicaties.contact import contact_of
from indicaties.filters import FILTERS, apply_filter, choices
from indicaties.forms import AdresTonenForm, BsnForm, KindForm
from indicaties.handelingen import Handeling
from indicaties.kindpagina import make_delen
from indicaties.models import Indicatie, Kind, KindQuerySet, Toeleiding
from indicaties.naam import search_for
from indicaties.stand import EMFASE, VERTROKKEN, ZONDER_PLAATS, Stand, stand_of, with_stand_on
from indicaties.tijdlijn import make_tijdlijn, read_afwijzingen, read_vragen
from lib.zoekdag import take_geboortedag
from organisaties.audit import record
from organisaties.eenmaal import once
from organisaties.inzien import list_details, render_recorded
from organisaties.models import Gebruiker
from organisaties.paginas import paginate_keys, zoektekst
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires

KINDEREN_PER_PAGINA = 50
WEINIG = 5_000
# The order of the list, by what no index holds: sorting is then left for after the search.
OP_NAAM = (Concat("achternaam", Value("")), "voornaam", "pk")
# The record of what was shown for a reason names one child.
_ZONDER_GEZIN = {"mag_gezin": False, "gezin": []}
_VELDEN = ("voornaam", "tussenvoegsel", "achternaam", "geboortedatum", "geboorte_bekend")


@requires(Recht.KIND_VIEW)
@limited(aantal=120, seconden=60)
def kind_list(request: IngelogdVerzoek) -> HttpResponse:
    dag = timezone.localdate()
    zoek, filter_code = zoektekst(request.GET), request.GET.get("filter", "")
    kinderen = Kind.objects.for_gebruiker(request.user)
    if filter_code in FILTERS:
        kinderen = apply_filter(filter_code, request.user, dag)
    sleutels = _keys(kinderen, zoek, request.user, gefilterd=filter_code in FILTERS)
    pagina = paginate_keys(request, sleutels, partial(_read_lines, request.user, dag), KINDEREN_PER_PAGINA)
    for kind in pagina:
        kind.leeftijd = kind.leeftijd_op(dag)  # type: ignore[attr-defined]  # for the template
        kind.stand = Stand(kind.stand)  # type: ignore[attr-defined]  # annotated
        kind.stand_emfase = EMFASE[kind.stand]  # type: ignore[attr-defined]  # for the template
    return render_recorded(
        request,
        "indicaties/kind_list.html",
        {
            "pagina": pagina,
            "zoek": zoek,
            "filter": filter_code,
            "filters": choices(request.user),
            "dag": dag,
            "mag_inschrijven": request.user.has_recht(Recht.KIND_REGISTER),
            "mag_bsn": request.user.has_recht(Recht.BSN_VIEW),
        },
        handeling=Handeling.KIND_LIST,
        object=request.user.gemeente,
        **list_details(request, (kind.pseudoniem for kind in pagina)),
    )


def _keys(
    kinderen: KindQuerySet, zoek: str, gebruiker: Gebruiker, *, gefilterd: bool
) -> "QuerySet[Kind, int] | list[int]":
    """Of the children on the list, in its order.

    Few that are found are looked up before they are sorted: else the database walks through all names in their order
    until fifty are found. Of many it finds fifty soon enough.
    """
    alle = kinderen.values_list("pk", flat=True)
    if not zoek:
        return alle
    gevonden = search_for(Kind.objects.for_gebruiker(gebruiker), zoek, gebruiker).order_by(*OP_NAAM)
    sleutels = list(gevonden.values_list("pk", flat=True)[: WEINIG + 1])
    if len(sleutels) > WEINIG:
        return search_for(kinderen, zoek, gebruiker).values_list("pk", flat=True)
    return list(alle.filter(pk__in=sleutels)) if gefilterd else sleutels


def _read_lines(gebruiker: Gebruiker, dag: date, kinderen: list[int]) -> KindQuerySet:
    """What a line of the list tells: where the child stands, the last indicatie that counts and the last referral."""
    return with_stand_on(Kind.objects.filter(pk__in=kinderen), dag).prefetch_related(
        Prefetch("indicaties", Indicatie.objects.effective(), to_attr="geldende_indicaties"),
        Prefetch(
            "toeleidingen",
            Toeleiding.objects.for_gebruiker(gebruiker).select_related("houder"),
            to_attr="verwijzingen",
        ),
    )


@sensitive_post_parameters("zoek")
@require_POST
@requires(Recht.KIND_VIEW)
@limited(aantal=30, seconden=60)
def kind_search(request: IngelogdVerzoek) -> HttpResponse:
    """Search by POST, so that a BSN never comes in an address or a log; a name or a day then goes on as an address.

    Eight digits can be a day of birth and a BSN without its zero: then both are searched.
    """
    zoek, filter_code = zoektekst(request.POST), request.POST.get("filter", "")
    geboren, rest = take_geboortedag(zoek)
    nummer = re.fullmatch(r"[\d\s.-]{5,}", zoek) or re.search(r"\d(?:[ .-]?\d){7,}", rest)
    als_bsn = as_bsn(nummer[0]) if nummer else ""
    if nummer and geboren is None:
        return _search_bsn(request, als_bsn)
    if geboren is not None and zoek.isdecimal():
        kind = (
            _find_bsn(request, als_bsn)
            if request.user.has_recht(Recht.BSN_VIEW) and is_bsn(als_bsn)
            else None
        )
        if kind is not None:
            return redirect("indicaties:kind_detail", kind.pk)
        zoek = f"{geboren.van:%d-%m-%Y}"
    vraag = {sleutel: waarde for sleutel, waarde in (("zoek", zoek), ("filter", filter_code)) if waarde}
    return redirect(f"{reverse('indicaties:kind_list')}?{urlencode(vraag)}".rstrip("?"))


def _search_bsn(request: IngelogdVerzoek, bsn: str) -> HttpResponse:
    if not request.user.has_recht(Recht.BSN_VIEW):
        messages.error(request, "Met uw rol kunt u niet op BSN zoeken. Zoek op naam of pseudoniem.")
        return redirect("indicaties:kind_list")
    kind = _find_bsn(request, bsn)
    if kind is None:
        messages.warning(
            request,
            f"Er is in {request.user.gemeente} geen kind met dit BSN. Controleer het nummer, zoek op naam, "
            "of schrijf het kind in.",
        )
        return redirect("indicaties:kind_list")
    return redirect("indicaties:kind_detail", kind.pk)


@transaction.atomic
def _find_bsn(request: IngelogdVerzoek, bsn: str) -> Kind | None:
    """That somebody searched a BSN is on record, also when there is no such child."""
    kind: Kind | None = Kind.objects.for_gebruiker(request.user).with_bsn(bsn).first()
    record(
        handeling=Handeling.KIND_BSN_SEARCH,
        door=request.user,
        object=kind or request.user.gemeente,
        gevonden=kind is not None,
    )
    return kind


@requires(Recht.KIND_VIEW)
def kind_detail(request: IngelogdVerzoek, kind_id: int) -> HttpResponse:
    kind = _get_kind(request, kind_id)
    return _render_story(request, kind, _story(kind, request.user, timezone.localdate()))


@sensitive_post_parameters()
@never_cache
@require_POST
@requires(Recht.BSN_VIEW)
@limited(aantal=30, seconden=60)
def bsn_show(request: IngelogdVerzoek, kind_id: int) -> HttpResponse:
    """Show the BSN once, in the answer to this POST: it is in no address and a reload asks again."""
    kind = _get_kind(request, kind_id)
    form = BsnForm(request.POST)
    story = _story(kind, request.user, timezone.localdate())
    if not form.is_valid():
        return _render_story(request, kind, {**story, "bsn_form": form})
    story["bsn"] = show_bsn(kind=kind, reden=form.cleaned_data["reden"], door=request.user)
    return render(request, "indicaties/kind_detail.html", {**story, "bsn_form": form, **_ZONDER_GEZIN})


@never_cache
@require_POST
@requires(Recht.GEHEIM_ADRES_VIEW)
@limited(aantal=30, seconden=60)
def adres_show(request: IngelogdVerzoek, kind_id: int) -> HttpResponse:
    """Show a secret address once, in the answer to this POST: it is in no other page and a reload asks again."""
    kind = _get_kind(request, kind_id)
    form = AdresTonenForm(request.POST)
    story = _story(kind, request.user, timezone.localdate())
    if not form.is_valid():
        return _render_story(request, kind, {**story, "adres_form": form})
    show_adres(kind=kind, reden=form.cleaned_data["reden"], door=request.user)
    story["contact"] = contact_of(kind, request.user, getoond=True)
    return render(request, "indicaties/kind_detail.html", {**story, **_ZONDER_GEZIN})


@sensitive_post_parameters("bsn")
@requires(Recht.KIND_REGISTER)
@once
def kind_register(request: IngelogdVerzoek) -> HttpResponse:
    dag = timezone.localdate()
    form = KindForm(request.POST or None, gemeente=request.user.gemeente, dag=dag)
    if form.is_valid():
        try:
            kind = register_kind(
                **form.kindgegevens(),
                adres=form.adres(),
                bsn=form.cleaned_data["bsn"],
                is_ander_kind=form.cleaned_data["is_ander_kind"],
                door=request.user,
                op=dag,
            )
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(request, f"{kind} is ingeschreven.")
            return redirect("indicaties:kind_detail", kind.pk)
    if not form.dubbelen:
        return render(request, "indicaties/kind_register.html", {"form": form})
    return render_recorded(
        request,
        "indicaties/kind_register.html",
        {"form": form},
        handeling=Handeling.DUBBEL_VIEW,
        object=request.user.gemeente,
        kinderen=[lijkt.kind.pseudoniem for lijkt in form.dubbelen],
    )


@sensitive_post_parameters("bsn")
@requires(Recht.KIND_REGISTER)
def kind_rectify(request: IngelogdVerzoek, kind_id: int) -> HttpResponse:
    kind = _get_kind(request, kind_id)
    huidig = {veld: getattr(kind, veld) for veld in _VELDEN} | {"geboortedatum": kind.geboren_kort}
    form = KindForm(
        request.POST or None,
        initial=huidig,
        gemeente=request.user.gemeente,
        dag=timezone.localdate(),
        kind=kind,
    )
    if form.is_valid():
        try:
            gewijzigd = rectify_kind(
                kind=kind,
                velden=form.kindgegevens(),
                bsn=form.cleaned_data["bsn"],
                wis_bsn=form.cleaned_data.get("wis_bsn", False),
                door=request.user,
            )
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(request, "De gegevens zijn hersteld." if gewijzigd else "Er is niets gewijzigd.")
            return redirect("indicaties:kind_detail", kind.pk)
    return render_recorded(
        request,
        "indicaties/kind_rectify.html",
        {"form": form, "kind": kind},
        handeling=Handeling.KIND_VIEW,
        object=kind,
        kind=kind.pseudoniem,
        formulier="gegevens herstellen",
    )


def _render_story(request: IngelogdVerzoek, kind: Kind, story: dict[str, Any]) -> HttpResponse:
    """Brothers and sisters stand on the page by name, and so in the record."""
    gezin: list[Kind] = story["gezin"]
    anderen: dict[str, Any] = {"kinderen": [kind.pseudoniem, *(ander.pseudoniem for ander in gezin)]}
    return render_recorded(
        request,
        "indicaties/kind_detail.html",
        story,
        handeling=Handeling.KIND_VIEW,
        object=kind,
        kind=kind.pseudoniem,
        **(anderen if gezin else {}),
    )


def _get_kind(request: IngelogdVerzoek, kind_id: int) -> Kind:
    kinderen = Kind.objects.for_gebruiker(request.user).select_related("gemeente", "ingeschreven_door")
    return get_object_or_404(kinderen, pk=kind_id)


def _story(kind: Kind, gebruiker: Gebruiker, dag: date) -> dict[str, Any]:
    """The page of a child: who it is, its indicaties, its referrals and what other rooms know."""
    alle = kind.indicaties.effective() if gebruiker.is_houder else kind.indicaties.all()
    indicaties = list(alle.select_related("organisatie").with_gronden())
    toeleidingen = list(
        Toeleiding.objects.for_gebruiker(gebruiker)
        .filter(kind=kind)
        .select_related("houder", "locatie")
        .prefetch_related("stappen")
    )
    stand, sinds = stand_of(kind, dag)
    return {
        "kind": kind,
        "leeftijd": kind.leeftijd_op(dag),
        "stand": stand,
        "stand_emfase": EMFASE[stand],
        "stand_sinds": sinds,
        "dag": dag,
        "indicaties": [(indicatie, *_staat(indicatie, dag)) for indicatie in indicaties],
        "toeleidingen": toeleidingen,
        "tijdlijn": make_tijdlijn(
            kind,
            indicaties,
            toeleidingen,
            [*read_vragen(kind, gebruiker), *read_afwijzingen(kind, gebruiker)],
        ),
        "delen": make_delen(kind, gebruiker, dag),
        "bsn_form": BsnForm(),
        "contact": contact_of(kind, gebruiker),
        "adres_form": AdresTonenForm(),
        "gezin": _gezin(kind, gebruiker),
        **_may_do(gebruiker, indicaties, stand, dag),
    }


def _gezin(kind: Kind, gebruiker: Gebruiker) -> list[Kind]:
    """Brothers and sisters; a provider sees nothing of a family but its own child."""
    if kind.gezin_id is None or not gebruiker.has_recht(Recht.GEZIN_MANAGE):
        return []
    return list(
        Kind.objects.for_gebruiker(gebruiker)
        .filter(gezin=kind.gezin_id)
        .exclude(pk=kind.pk)
        .order_by("geboortedatum", "pk")
    )


def _may_do(gebruiker: Gebruiker, indicaties: list[Indicatie], stand: Stand, dag: date) -> dict[str, bool]:
    """Which parts and buttons the page shows; the next step of the work is the one that stands out."""
    mag_indiceren = gebruiker.has_recht(Recht.INDICATIE_GRANT)
    heeft_indicatie = any(not i.is_ingetrokken and i.geldig_tot_en_met >= dag for i in indicaties)
    return {
        "ziet_gronden": gebruiker.has_recht(Recht.CRITERIA_VIEW),
        "leest_gronden": gebruiker.has_recht(Recht.GRONDTEKST_VIEW),
        "mag_herstellen": gebruiker.has_recht(Recht.KIND_REGISTER),
        "mag_bsn": gebruiker.has_recht(Recht.BSN_VIEW),
        "mag_gezin": gebruiker.has_recht(Recht.GEZIN_MANAGE),
        "mag_vertrek": gebruiker.has_recht(Recht.VERTREK_RECORD),
        "mag_logboek": gebruiker.has_recht(Recht.AUDIT_VIEW),
        "mag_indiceren": mag_indiceren,
        "mag_toeleiden": gebruiker.has_recht(Recht.TOELEIDING_MANAGE),
        "eerst_indiceren": mag_indiceren and not heeft_indicatie and stand not in VERTROKKEN,
        "eerst_verwijzen": heeft_indicatie and stand in ZONDER_PLAATS,
    }


def _staat(indicatie: Indicatie, dag: date) -> tuple[str, str]:
    """The kind of badge and its words."""
    if indicatie.is_ingetrokken:
        return "rustig", "Ingetrokken"
    if indicatie.geldig_tot_en_met < dag:
        return "rustig", "Afgelopen"
    return ("goed", "Geldig") if indicatie.geldig_van <= dag else ("info", "Gaat nog in")
