"""The screens of the installatiebeheerder: municipalities, their first beheerder, and organisations."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Exists, OuterRef, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from lib.tekst import geheel
from organisaties import aansluiten
from organisaties.aanmelden.post import site_of
from organisaties.eenmaal import once
from organisaties.gemeentelijst import gemeentelijst
from organisaties.installatieforms import BeheerderForm, GemeenteForm, OrganisatieForm, SamenvoegingForm
from organisaties.models import Gemeente, Organisatie, Toekenning
from organisaties.paginas import attempt, paginate, zoektekst
from organisaties.rechten import Recht, Rol
from organisaties.toegang import IngelogdVerzoek, limited, requires


@requires(Recht.GEMEENTE_MANAGE)
@limited(aantal=120, seconden=60)
def gemeente_list(request: IngelogdVerzoek) -> HttpResponse:
    zoek, dag = zoektekst(request.GET), timezone.localdate()
    beheerders = Toekenning.objects.usable_on(dag).filter(
        rol=Rol.FUNCTIONEEL_BEHEERDER, gemeente=OuterRef("pk")
    )
    gemeenten = (
        Gemeente.objects.filter(Q(naam__icontains=zoek) | Q(code__startswith=zoek))
        .select_related("opgegaan_in")
        .annotate(aantal_organisaties=Count("organisaties"), heeft_beheerder=Exists(beheerders))
        .order_by("naam", "pk")
    )
    context = {"pagina": paginate(request, gemeenten), "zoek": zoek, "dag": dag}
    return render(request, "organisaties/gemeente_list.html", context)


@requires(Recht.GEMEENTE_MANAGE)
@once
def gemeente_connect(request: IngelogdVerzoek) -> HttpResponse:
    form = GemeenteForm(request.POST or None)
    if form.is_valid():
        try:
            gemeente = aansluiten.connect_gemeente(**form.cleaned_data, door=request.user)
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(request, f"{gemeente} is aangesloten. Nodig nu de functioneel beheerder uit.")
            return redirect("organisaties:gemeente_detail", gemeente.pk)
    context = {"form": form, "lijst": gemeentelijst()}
    return render(request, "organisaties/gemeente_connect.html", context)


@requires(Recht.GEMEENTE_MANAGE)
@limited(aantal=60, seconden=60)
@once
def gemeente_detail(request: IngelogdVerzoek, gemeente_id: int) -> HttpResponse:
    """The municipality with its beheerders and organisations, and a form to invite a beheerder."""
    gemeente = get_object_or_404(Gemeente.objects.select_related("opgegaan_in"), pk=gemeente_id)
    form = BeheerderForm(request.POST or None)
    if form.is_valid():
        try:
            rol = aansluiten.invite_beheerder(
                gemeente=gemeente,
                **form.cleaned_data,
                door=request.user,
                op=timezone.now(),
                site=site_of(request),
            )
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            wacht = " De rol gaat in als een beheerder van de gemeente instemt." if rol.is_waiting else ""
            messages.success(request, f"De uitnodiging gaat binnen een paar minuten weg.{wacht}")
            return redirect("organisaties:gemeente_detail", gemeente_id)
    rollen = Toekenning.objects.not_over(timezone.localdate()).filter(
        gemeente=gemeente, rol=Rol.FUNCTIONEEL_BEHEERDER
    )
    context = {
        "gemeente": gemeente,
        "rollen": rollen.select_related("gebruiker"),
        "organisaties": gemeente.organisaties.order_by("soort", "naam"),
        "voorgangers": gemeente.voorgangers.all(),
        "form": form,
        "dag": timezone.localdate(),
    }
    return render(request, "organisaties/gemeente_detail.html", context)


@require_POST
@requires(Recht.GEMEENTE_MANAGE)
@limited(aantal=10, seconden=60)
@once
def beheerder_mail(request: IngelogdVerzoek, gemeente_id: int) -> HttpResponse:
    """Send the invitation of one beheerder again."""
    gemeente = get_object_or_404(Gemeente, pk=gemeente_id)
    rollen = Toekenning.objects.not_over(timezone.localdate()).filter(
        gemeente=gemeente, rol=Rol.FUNCTIONEEL_BEHEERDER, pk=geheel(request.POST.get("rol"), 0)
    )
    if (rol := rollen.select_related("gebruiker", "gemeente").first()) is None:
        messages.error(
            request, f"Deze beheerder heeft in {gemeente} geen rol meer. Nodig hem of haar opnieuw uit."
        )
    else:
        aansluiten.mail_beheerder(toekenning=rol, door=request.user, site=site_of(request))
        messages.success(request, f"De mail aan {rol.gebruiker.email} gaat binnen een paar minuten weg.")
    return redirect("organisaties:gemeente_detail", gemeente_id)


@requires(Recht.GEMEENTE_MANAGE)
def gemeente_merge(request: IngelogdVerzoek, gemeente_id: int) -> HttpResponse:
    gemeente = get_object_or_404(Gemeente.objects.select_related("opgegaan_in"), pk=gemeente_id)
    form = SamenvoegingForm(request.POST or None, gemeente=gemeente)
    if form.is_valid():
        try:
            aansluiten.merge_gemeente(gemeente=gemeente, **form.cleaned_data, door=request.user)
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(request, "De samenvoeging is vastgelegd.")
            return redirect("organisaties:gemeente_detail", gemeente_id)
    return render(request, "organisaties/gemeente_merge.html", {"gemeente": gemeente, "form": form})


@require_POST
@requires(Recht.GEMEENTE_MANAGE)
def gemeente_unmerge(request: IngelogdVerzoek, gemeente_id: int) -> HttpResponse:
    gemeente = get_object_or_404(Gemeente, pk=gemeente_id)
    gelukt = "De samenvoeging is teruggenomen."
    attempt(request, aansluiten.unmerge_gemeente, gelukt, gemeente=gemeente, door=request.user)
    return redirect("organisaties:gemeente_detail", gemeente_id)


@requires(Recht.ORGANISATIE_MANAGE)
@limited(aantal=120, seconden=60)
def organisatie_list(request: IngelogdVerzoek) -> HttpResponse:
    zoek, soort = zoektekst(request.GET), request.GET.get("soort", "")
    organisaties = Organisatie.objects.filter(naam__icontains=zoek).prefetch_related("gemeenten")
    if soort in Organisatie.Soort.values:
        organisaties = organisaties.filter(soort=soort)
    context = {
        "pagina": paginate(request, organisaties.order_by("naam", "pk")),
        "zoek": zoek,
        "soort": soort,
        "soorten": Organisatie.Soort.choices,
        "zijn_er_gemeenten": Gemeente.objects.exists(),
    }
    return render(request, "organisaties/organisatie_list.html", context)


@requires(Recht.ORGANISATIE_MANAGE)
@once
def organisatie_make(request: IngelogdVerzoek) -> HttpResponse:
    form = OrganisatieForm(request.POST or None)
    if form.is_valid():
        try:
            organisatie = aansluiten.make_organisatie(**form.cleaned_data, door=request.user)
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(request, f"{organisatie} is vastgelegd.")
            return redirect("organisaties:organisatie_list")
    return render(request, "organisaties/organisatie_form.html", {"form": form})


@requires(Recht.ORGANISATIE_MANAGE)
def organisatie_change(request: IngelogdVerzoek, organisatie_id: int) -> HttpResponse:
    organisatie = get_object_or_404(Organisatie, pk=organisatie_id)
    form = OrganisatieForm(request.POST or None, organisatie=organisatie)
    if form.is_valid():
        try:
            gewijzigd = aansluiten.change_organisatie(
                organisatie=organisatie, **form.cleaned_data, door=request.user, dag=timezone.localdate()
            )
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(
                request, "De wijziging is opgeslagen." if gewijzigd else "Er is niets gewijzigd."
            )
            return redirect("organisaties:organisatie_list")
    context = {"form": form, "organisatie": organisatie}
    return render(request, "organisaties/organisatie_form.html", context)
