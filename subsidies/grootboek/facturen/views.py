"""Activities and their invoices on screen: written down, out of a file, agreed or refused."""

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from organisaties.audit import record
from organisaties.eenmaal import once
from organisaties.formulieren import RedenForm
from organisaties.paginas import attempt, jaar_uit, paginate, show_refusal
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires
from subsidies.grootboek.bronnen import bronnen_van
from subsidies.grootboek.facturen import actions
from subsidies.grootboek.facturen.bestand import KOLOMMEN, check_velden, read_facturen
from subsidies.grootboek.facturen.forms import ActiviteitForm, FactuurbestandForm, FactuurForm
from subsidies.grootboek.handelingen import Handeling
from subsidies.models import Activiteit, Factuur, FactuurQuerySet

_ZOUT = "facturenbestand"
_GELDIG = 3600  # seconds
_AFWIJZEN = {"label": "Waarom niet akkoord?", "hulp": "Wie de factuur voorbereidde, leest dit."}


def find_facturen(request: IngelogdVerzoek, jaar: int) -> FactuurQuerySet:
    """The invoices of a year that the address asks for."""
    facturen: FactuurQuerySet = Factuur.objects.for_gebruiker(request.user).in_jaar(jaar)
    status = request.GET.get("status", "")
    return facturen.filter(status=status) if status in Factuur.Status.values else facturen


@requires(Recht.BOEKING_VIEW)
def factuur_list(request: IngelogdVerzoek) -> HttpResponse:
    dag = timezone.localdate()
    eigen = Factuur.objects.for_gebruiker(request.user)
    jaren = sorted({*eigen.order_by().values_list("jaar", flat=True).distinct(), dag.year}, reverse=True)
    jaar = jaar_uit(request.GET, jaren[0])
    facturen = find_facturen(request, jaar).select_related("activiteit")
    return render(
        request,
        "subsidies/factuur_list.html",
        {
            "jaar": jaar,
            "jaren": jaren if jaar in jaren else sorted([*jaren, jaar], reverse=True),
            "status": request.GET.get("status", ""),
            "statussen": Factuur.Status.choices,
            "pagina": paginate(request, facturen),
            "totaal": facturen.aggregate(som=Sum("bedrag_centen"))["som"] or 0,
            "zonder_activiteiten": not Activiteit.objects.for_gebruiker(request.user).exists(),
            "mag_voorbereiden": request.user.has_recht(Recht.FACTUUR_PREPARE),
        },
    )


@requires(Recht.BOEKING_VIEW)
def factuur_detail(request: IngelogdVerzoek, factuur_id: int) -> HttpResponse:
    return _show(request, _get(request, factuur_id), RedenForm(**_AFWIJZEN))


@requires(Recht.FACTUUR_PREPARE)
@once
def factuur_create(request: IngelogdVerzoek) -> HttpResponse:
    nu = timezone.now()
    vandaag = timezone.localdate(nu)
    form = FactuurForm(
        request.POST or None,
        gemeente=request.user.gemeente,
        initial={"jaar": vandaag.year, "factuurdatum": vandaag},
    )
    if form.is_valid():
        try:
            factuur = actions.prepare_factuur(door=request.user, op=nu, **form.cleaned_data)
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(request, "De factuur is voorbereid en wacht op akkoord van de budgethouder.")
            return redirect("subsidies:factuur_detail", factuur.pk)
    zonder = not Activiteit.objects.for_gebruiker(request.user).in_use().exists()
    context = {"form": form, "zonder_activiteiten": zonder}
    return render(request, "subsidies/factuur_form.html", context, status=422 if form.errors else 200)


@require_POST
@requires(Recht.FACTUUR_AGREE)
@once
def factuur_agree(request: IngelogdVerzoek, factuur_id: int) -> HttpResponse:
    nu = timezone.now()
    attempt(
        request,
        actions.agree_factuur,
        "Akkoord. Het bedrag staat in het grootboek.",
        factuur=_get(request, factuur_id),
        datum=timezone.localdate(nu),
        door=request.user,
        op=nu,
    )
    return redirect("subsidies:factuur_detail", factuur_id)


@require_POST
@requires(Recht.FACTUUR_AGREE)
@once
def factuur_refuse(request: IngelogdVerzoek, factuur_id: int) -> HttpResponse:
    factuur = _get(request, factuur_id)
    form = RedenForm(request.POST, **_AFWIJZEN)
    if not form.is_valid():
        return _show(request, factuur, form, status=422)
    attempt(
        request,
        actions.refuse_factuur,
        "De factuur is niet akkoord. Er is niets geboekt.",
        factuur=factuur,
        reden=form.cleaned_data["reden"],
        door=request.user,
        op=timezone.now(),
    )
    return redirect("subsidies:factuur_detail", factuur_id)


@requires(Recht.FACTUUR_PREPARE)
@limited(aantal=20, seconden=60)
def factuur_import(request: IngelogdVerzoek) -> HttpResponse:
    """What is in the file, row by row. Nothing is kept: the rows that are right wait in the page itself, signed."""
    form = FactuurbestandForm(request.POST or None, request.FILES or None)
    context = {"form": form, "kolommen": KOLOMMEN}
    if form.is_valid():
        try:
            regels = read_facturen(form.cleaned_data["bestand"].read(), request.user)
        except ValueError as weigering:
            form.add_error("bestand", str(weigering))
        else:
            fout = sum(bool(regel.fouten) for regel in regels)
            context |= {"regels": regels, "fout": fout, "goed": len(regels) - fout}
            if not fout:
                velden = [(regel.nummer, regel.velden) for regel in regels]
                context["getekend"] = signing.dumps(velden, salt=_salt(request), compress=True)
            record(
                handeling=Handeling.FACTUUR_PREVIEW,
                door=request.user,
                object=request.user.gemeente,
                aantal=len(regels),
                fout=fout,
            )
    return render(request, "subsidies/factuur_import.html", context, status=422 if form.errors else 200)


@require_POST
@requires(Recht.FACTUUR_PREPARE)
@limited(aantal=10, seconden=60)
@once
def facturen_prepare(request: IngelogdVerzoek) -> HttpResponse:
    """All of them, or none when one can't be taken any more."""
    try:
        regels = signing.loads(request.POST.get("regels", ""), salt=_salt(request), max_age=_GELDIG)
    except signing.BadSignature:
        messages.error(
            request, "Wat u had nagekeken, is verlopen. Kies het bestand opnieuw; er is niets bewaard."
        )
        return redirect("subsidies:factuur_import")
    try:
        gelezen = [(nummer, _check(nummer, velden, request)) for nummer, velden in regels]
        facturen = actions.prepare_facturen(facturen=gelezen, door=request.user, op=timezone.now())
    except ValidationError as fout:
        show_refusal(request, fout)
        messages.error(request, "Er is niets bewaard. Verbeter het bestand en kies het opnieuw.")
        return redirect("subsidies:factuur_import")
    messages.success(request, f"{len(facturen)} facturen zijn voorbereid en wachten op akkoord.")
    return redirect(f"{reverse('subsidies:factuur_list')}?jaar={facturen[0].jaar}")


@requires(Recht.BOEKING_VIEW)
def activiteit_list(request: IngelogdVerzoek) -> HttpResponse:
    context = {
        "pagina": paginate(request, Activiteit.objects.for_gebruiker(request.user)),
        "mag_beheren": request.user.has_recht(Recht.BOEKING_MANAGE),
    }
    return render(request, "subsidies/activiteit_list.html", context)


@requires(Recht.BOEKING_MANAGE)
@once
def activiteit_create(request: IngelogdVerzoek) -> HttpResponse:
    return _edit(request, None)


@requires(Recht.BOEKING_MANAGE)
@once
def activiteit_edit(request: IngelogdVerzoek, activiteit_id: int) -> HttpResponse:
    eigen = Activiteit.objects.for_gebruiker(request.user)
    return _edit(request, get_object_or_404(eigen, pk=activiteit_id))


@require_POST
@requires(Recht.BOEKING_MANAGE)
@once
def activiteiten_start(request: IngelogdVerzoek) -> HttpResponse:
    attempt(
        request,
        actions.start_activiteiten,
        lambda aantal: f"{aantal} activiteiten staan klaar. Kijk bij elke welke SiSa-indicator klopt.",
        door=request.user,
    )
    return redirect("subsidies:activiteit_list")


def _edit(request: IngelogdVerzoek, activiteit: Activiteit | None) -> HttpResponse:
    velden = {naam: getattr(activiteit, naam) for naam in ActiviteitForm.base_fields} if activiteit else {}
    form = ActiviteitForm(
        request.POST or None,
        initial=velden or {"in_gebruik": True},
        bronnen=bronnen_van(request.user.gemeente),
    )
    if form.is_valid():
        try:
            actions.set_activiteit(activiteit=activiteit, door=request.user, **form.cleaned_data)
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            return redirect("subsidies:activiteit_list")
    context = {"form": form, "activiteit": activiteit}
    return render(request, "subsidies/activiteit_form.html", context, status=422 if form.errors else 200)


def _check(nummer: int, velden: dict[str, str], request: IngelogdVerzoek) -> actions.Factuurgegevens:
    gegevens, fouten = check_velden(velden, request.user)
    if gegevens is None:
        raise ValidationError([f"Regel {nummer}: {zin}" for zin in fouten])
    return gegevens


def _get(request: IngelogdVerzoek, pk: int) -> Factuur:
    eigen = Factuur.objects.for_gebruiker(request.user)
    return get_object_or_404(
        eigen.select_related("activiteit", "gemeente", "voorbereid_door", "besloten_door"), pk=pk
    )


def _show(request: IngelogdVerzoek, factuur: Factuur, form: RedenForm, status: int = 200) -> HttpResponse:
    mag_beslissen = request.user.has_recht(Recht.FACTUUR_AGREE) and factuur.is_waiting
    context = {
        "factuur": factuur,
        "boekingen": factuur.boekingen.order_by("pk"),
        "form": form,
        "mag_beslissen": mag_beslissen and factuur.voorbereid_door_id != request.user.pk,
        "zelf_voorbereid": mag_beslissen and factuur.voorbereid_door_id == request.user.pk,
        "mag_storneren": request.user.has_recht(Recht.BOEKING_MANAGE)
        and factuur.status == Factuur.Status.AGREED,
    }
    return render(request, "subsidies/factuur_detail.html", context, status=status)


def _salt(request: IngelogdVerzoek) -> str:
    """What one person looked at, nobody else sends, and not in another role."""
    return f"{_ZOUT}:{request.user.pk}:{request.user.toekenning.pk}"
