"""The start page: what must I do now? Each role gets its own tasks."""

from django.http import HttpResponse
from django.shortcuts import render

from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, requires


@requires(Recht.HOME_VIEW)
def home(request: IngelogdVerzoek) -> HttpResponse:
    return render(request, "home.html", {"taken": []})
