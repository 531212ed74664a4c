"""The start page: what must I do now? Each role gets its own tasks, out of the rooms it works with.

Who answers for the year as a whole sees how it stands as well.
"""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from organisaties.rechten import Recht
from organisaties.taken import taken_van
from organisaties.toegang import IngelogdVerzoek, requires
from rapportage.jaren import find_jaren
from rapportage.monitor import make_monitor


@requires(Recht.HOME_VIEW)
def home(request: IngelogdVerzoek) -> HttpResponse:
    dag = timezone.localdate()
    stand = None
    if request.user.has_recht(Recht.MONITOR_VIEW):
        gemeente = request.user.gemeente
        stand = make_monitor(gemeente, find_jaren(gemeente, dag)[0], dag)
    context = {"taken": taken_van(request.user, dag), "dag": dag, "stand": stand}
    return render(request, "home.html", context)
