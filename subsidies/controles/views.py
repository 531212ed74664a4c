"""Which rules of the books held last night; what broke one, for who may see the books."""

from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import render

from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, requires
from subsidies.models import Controleuitslag


@requires(Recht.CONTROLE_VIEW)
def controle_list(request: IngelogdVerzoek) -> HttpResponse:
    eigen = Controleuitslag.objects.for_gebruiker(request.user)
    return render(
        request,
        "subsidies/controle_list.html",
        {
            "uitslagen": eigen,
            "fout": eigen.broken().count(),
            "moment": eigen.aggregate(moment=Max("gecontroleerd_op"))["moment"],
            # The sentences name providers and amounts.
            "met_zinnen": request.user.has_recht(Recht.BOEKING_VIEW),
        },
    )
