from django.urls import path, re_path

from rapportage import views
from rapportage.goab.views import goab_meter, goabbeschikking_record, goabscore_record

app_name = "rapportage"

urlpatterns = [
    path("monitor/", views.monitor, name="monitor"),
    re_path(
        r"^monitor/(?P<tabel>bereik|budget|saldo|aanbieders)\.csv$", views.monitor_csv, name="monitor_csv"
    ),
    path("goab/", goab_meter, name="goab_meter"),
    path("goab/score/", goabscore_record, name="goabscore_record"),
    path("goab/beschikking/", goabbeschikking_record, name="goabbeschikking_record"),
    path("verantwoording/", views.verantwoording_list, name="verantwoording_list"),
    path("verantwoording/nieuw/", views.verantwoording_create, name="verantwoording_create"),
    path(
        "verantwoording/<int:verantwoording_id>/", views.verantwoording_detail, name="verantwoording_detail"
    ),
    path(
        "verantwoording/<int:verantwoording_id>/voortgang/",
        views.verantwoording_progress,
        name="verantwoording_progress",
    ),
    path(
        "verantwoording/<int:verantwoording_id>/opnieuw/",
        views.verantwoording_retry,
        name="verantwoording_retry",
    ),
    path(
        "verantwoording/<int:verantwoording_id>/pdf/",
        views.verantwoording_download,
        name="verantwoording_download",
    ),
]
