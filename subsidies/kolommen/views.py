"""The five columns on screen: all lines as the last check found them, and one line as it is now, down to child and day."""

from django.db.models import Max, Sum
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from organisaties.eenmaal import once
from organisaties.inzien import list_details, render_recorded
from organisaties.paginas import attempt, jaar_uit, paginate
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, requires
from subsidies.kolommen.actions import status_van
from subsidies.kolommen.handelingen import Handeling
from subsidies.kolommen.klaarzetten import claim_missing, find_regeling, missing
from subsidies.kolommen.lijnen import Lijn
from subsidies.kolommen.opening import Opening, calculation_of, open_lijn
from subsidies.kolommen.redenen import explain
from subsidies.models import Beschikking, Kolommenstand

KOLOMMEN = ("verschuldigd", "besloten", "betaald", "geboekt", "verantwoord")
UITLEG = {
    "verschuldigd": "Wat de goedgekeurde declaraties en bedragen per locatie met de gegevens en regelingen van vandaag opleveren, hoogstens wat is verleend.",
    "besloten": "De vaststelling; tot die er is de verlening, en zonder voorschot wat is goedgekeurd.",
    "betaald": "Wat de bank betaalde en wat is verrekend, min wat is terugbetaald.",
    "geboekt": "Wat in het grootboek over dit jaar is besteed, ook als het in een later jaar is geboekt.",
    "verantwoord": "Wat in een definitieve verantwoording aan het Rijk staat: gemaakt nadat de boeken waren afgesloten, en door de budgethouder definitief gemaakt.",
}


@requires(Recht.KOLOMMEN_VIEW)
def kolommen(request: IngelogdVerzoek) -> HttpResponse:
    eigen = Kolommenstand.objects.for_gebruiker(request.user)
    jaren = sorted(set(eigen.order_by().values_list("jaar", flat=True)), reverse=True)
    jaar, status = jaar_uit(request.GET, 0), request.GET.get("status", "")
    gevonden = eigen.filter(jaar=jaar) if jaar in jaren else eigen
    if status in Kolommenstand.Status.values:
        gevonden = gevonden.filter(status=status)
    return render(
        request,
        "subsidies/kolommen.html",
        {
            "pagina": paginate(request, gevonden.select_related("organisatie", "kind")),
            "totaal": gevonden.aggregate(**{naam: Sum(f"{naam}_centen", default=0) for naam in KOLOMMEN}),
            "moment": eigen.aggregate(moment=Max("gecontroleerd_op"))["moment"],
            "jaren": jaren,
            "jaar": jaar,
            "status": status,
            "statussen": Kolommenstand.Status.choices,
            "uitleg": UITLEG,
        },
    )


@requires(Recht.KOLOMMEN_VIEW)
def kolommen_detail(request: IngelogdVerzoek, stand_id: int) -> HttpResponse:
    stand = _get(request, stand_id)
    opening = _open(stand)
    pagina = paginate(request, opening.per_kind())
    redenen = explain(opening.beeld, timezone.localdate())
    # As it is now, and not as the last check found it.
    stand.status = status_van(redenen)
    return render_recorded(
        request,
        "subsidies/kolommen_detail.html",
        {
            "stand": stand,
            "beeld": opening.beeld,
            "open": opening.beeld.geclaimd - opening.beeld.betaald,
            "kolommen": [
                (naam, bedrag, UITLEG[naam])
                for naam, bedrag in zip(KOLOMMEN, opening.beeld.kolommen, strict=True)
            ],
            "redenen": redenen,
            "besluiten": _besluiten(opening),
            "locaties": opening.per_locatie(),
            "met_naam": request.user.has_recht(Recht.KINDNAAM_VIEW),
            "mag_klaarzetten": request.user.has_recht(Recht.BETALING_PREPARE)
            and find_regeling(stand.gemeente, opening.beeld) is not None,
            "ontbreekt": missing(opening.beeld),
            "pagina": pagina,
        },
        handeling=Handeling.KOLOMMEN_VIEW,
        object=stand,
        **list_details(request, [lijn.kind.pseudoniem for lijn in pagina]),
    )


@requires(Recht.KOLOMMEN_VIEW)
def kolommen_kind(request: IngelogdVerzoek, stand_id: int, kind_id: int) -> HttpResponse:
    """One child in one line: its days today and as approved, why they differ, and what was paid for it."""
    stand = _get(request, stand_id)
    opening = _open(stand)
    lijn = next((lijn for lijn in opening.per_kind() if lijn.kind.pk == kind_id), None)
    if lijn is None:
        raise Http404
    delen = opening.per_dag(kind_id)
    berekeningen = calculation_of({deel.declaratie for deel in delen})
    met_naam = request.user.has_recht(Recht.KINDNAAM_VIEW)
    return render_recorded(
        request,
        "subsidies/kolommen_kind.html",
        {
            "stand": stand,
            "lijn": lijn,
            "delen": [(deel, berekeningen.get(deel.declaratie)) for deel in delen],
            "redenen": opening.redenen(kind_id),
            "betalingen": opening.betalingen(kind_id),
            "met_naam": met_naam,
        },
        handeling=Handeling.KOLOMMENKIND_VIEW,
        object=stand,
        kind=lijn.kind.pseudoniem,
        met_naam=met_naam,
    )


@requires(Recht.BETALING_PREPARE)
@require_POST
@once
def kolommen_claim(request: IngelogdVerzoek, stand_id: int) -> HttpResponse:
    """Put ready what was approved before this program made payments."""
    stand = _get(request, stand_id)
    attempt(
        request,
        claim_missing,
        "De betaling is klaargezet. Neem haar op in een betaalrun.",
        gemeente=stand.gemeente,
        lijn=_lijn(stand),
        door=request.user,
        op=timezone.now(),
    )
    return redirect("subsidies:kolommen_detail", stand.pk)


def _get(request: IngelogdVerzoek, pk: int) -> Kolommenstand:
    eigen = Kolommenstand.objects.for_gebruiker(request.user).select_related(
        "organisatie", "kind", "gemeente"
    )
    return get_object_or_404(eigen, pk=pk)


def _open(stand: Kolommenstand) -> Opening:
    return open_lijn(stand.gemeente, _lijn(stand))


def _lijn(stand: Kolommenstand) -> Lijn:
    return Lijn(stand.organisatie_id, stand.regelingnaam, stand.jaar, stand.kind_id)


def _besluiten(opening: Opening) -> list[Beschikking]:
    return [b for b in (opening.beeld.verlening, opening.beeld.vaststelling) if b is not None]
