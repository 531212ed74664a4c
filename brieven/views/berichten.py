from collections.abc import Iterator
from contextlib import contextmanager

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from brieven.actions import read_bericht, set_instelling
from brieven.models import Bericht, Berichtinstelling, Ontvangst
from organisaties.eenmaal import once
from organisaties.models import Gebruiker
from organisaties.paginas import attempt, paginate
from organisaties.rechten import Recht
from organisaties.rijbeveiliging import NIETS, Rijbereik, bereik_van, rijbereik
from organisaties.toegang import IngelogdVerzoek, requires


@contextmanager
def bereik_berichten(gebruiker: Gebruiker) -> Iterator[None]:
    """A role without data of children sees no rows, but may have messages of its own."""
    bereik = bereik_van(gebruiker)
    with rijbereik(Rijbereik(gebruiker.gemeente.pk) if bereik == NIETS else bereik):
        yield


@requires(Recht.BERICHT_VIEW)
def bericht_list(request: IngelogdVerzoek) -> HttpResponse:
    with bereik_berichten(request.user):
        berichten = Bericht.objects.for_gebruiker(request.user)
        ongelezen = berichten.unread_by(request.user)
        toon = ongelezen if request.GET.get("toon") == "ongelezen" else berichten
        pagina = paginate(request, toon)
        eigen = Ontvangst.objects.filter(gebruiker=request.user, bericht__in=[b.pk for b in pagina])
        gelezen = {o.bericht_id: o.gelezen_op for o in eigen}
        regels = [(bericht, gelezen.get(bericht.pk)) for bericht in pagina]
        aantal = ongelezen.count()
    context = {
        "pagina": pagina,
        "regels": regels,
        "ongelezen": aantal,
        "dagelijks": Berichtinstelling.objects.filter(gebruiker=request.user, dagelijks=True).exists(),
    }
    return render(request, "brieven/bericht_list.html", context)


@require_POST
@requires(Recht.BERICHT_VIEW)
@once
def bericht_open(request: IngelogdVerzoek, bericht_id: int) -> HttpResponse:
    """Read it, and go where the work is."""
    with bereik_berichten(request.user):
        bericht = get_object_or_404(Bericht.objects.for_gebruiker(request.user), pk=bericht_id)
        read_bericht(bericht=bericht, door=request.user, op=timezone.now())
    return redirect(bericht.url)


@require_POST
@requires(Recht.BERICHT_VIEW)
@once
def bericht_instelling(request: IngelogdVerzoek) -> HttpResponse:
    dagelijks = request.POST.get("mail") == "dagelijks"
    gelukt = (
        "U krijgt voortaan één mail per werkdag."
        if dagelijks
        else "U krijgt voortaan meteen een mail bij een bericht."
    )
    attempt(request, set_instelling, gelukt, dagelijks=dagelijks, door=request.user)
    return redirect("brieven:bericht_list")
