"""The manual of one's own role, on a page."""

from django.http import HttpResponse
from django.shortcuts import render

from organisaties.rechten import Recht, Rol
from organisaties.toegang import IngelogdVerzoek, requires
from vve_admin.handleiding import handleiding_van


@requires(Recht.HOME_VIEW)
def hulp(request: IngelogdVerzoek) -> HttpResponse:
    toekenning = request.user.toekenning
    context = {"handleiding": handleiding_van(Rol(toekenning.rol), toekenning.rechten)}
    return render(request, "vve_admin/hulp.html", context)
