from allauth.usersessions.internal.flows.sessions import end_sessions
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from organisaties.audit import record
from organisaties.handelingen import Handeling
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, requires


@requires(Recht.HOME_VIEW)
def sessie_list(request: IngelogdVerzoek) -> HttpResponse:
    sessies = UserSession.objects.purge_and_list(request.user)
    sessies.sort(key=lambda sessie: sessie.created_at, reverse=True)
    return render(request, "account/sessies.html", {"sessies": sessies})


@require_POST
@requires(Recht.HOME_VIEW)
def sessie_end(request: IngelogdVerzoek, pk: int) -> HttpResponse:
    sessie = get_object_or_404(UserSession, pk=pk, user=request.user)
    with transaction.atomic():
        record(handeling=Handeling.SESSIE_END, door=request.user, object=sessie)
        end_sessions(request, [sessie])
    return redirect("sessie_list")
