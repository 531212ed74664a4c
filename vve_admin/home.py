"""The start page: what must I do now? Each role gets its own tasks, out of the apps it works with.

Who answers for the year as a whole sees how it stands as well.
"""

from importlib import import_module

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from organisaties.rechten import Recht
from organisaties.taken import Taak
from organisaties.toegang import IngelogdVerzoek, requires
from rapportage.jaren import find_jaren
from rapportage.monitor import make_monitor

# Apps with a module `taken` that has `taken(gebruiker, dag) -> list[Taak]`, in the order of the work.
APPS_MET_TAKEN: tuple[str, ...] = ("indicaties", "opvang", "subsidies", "rapportage")


@requires(Recht.HOME_VIEW)
def home(request: IngelogdVerzoek) -> HttpResponse:
    dag = timezone.localdate()
    taken: list[Taak] = []
    for app in APPS_MET_TAKEN:
        taken += import_module(f"{app}.taken").taken(request.user, dag)
    stand = None
    if request.user.has_recht(Recht.MONITOR_VIEW):
        gemeente = request.user.gemeente
        stand = make_monitor(gemeente, find_jaren(gemeente, dag)[0], dag)
    context = {"taken": [taak for taak in taken if taak.aantal], "dag": dag, "stand": stand}
    return render(request, "home.html", context)
