from django.urls import path, re_path

from rapportage import views
from rapportage.beleid import views as beleid
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
    path("monitor/beleid/", beleid.beleid_jaar, name="beleid_jaar"),
    re_path(
        r"^monitor/beleid/(?P<lijst>afspraken|acties|overleggen)\.csv$", beleid.beleid_csv, name="beleid_csv"
    ),
    path("monitor/beleid/afspraak/", beleid.beleidsafspraak_record, name="beleidsafspraak_record"),
    path(
        "monitor/beleid/afspraak/<int:beleidsafspraak_id>/",
        beleid.beleidsafspraak_detail,
        name="beleidsafspraak_detail",
    ),
    path(
        "monitor/beleid/afspraak/<int:beleidsafspraak_id>/wijzigen/",
        beleid.beleidsafspraak_replace,
        name="beleidsafspraak_replace",
    ),
    path("monitor/beleid/actie/", beleid.beleidsactie_record, name="beleidsactie_record"),
    path(
        "monitor/beleid/actie/<int:beleidsactie_id>/", beleid.beleidsactie_detail, name="beleidsactie_detail"
    ),
    path(
        "monitor/beleid/actie/<int:beleidsactie_id>/wijzigen/",
        beleid.beleidsactie_replace,
        name="beleidsactie_replace",
    ),
    path("monitor/beleid/overleg/", beleid.beleidsoverleg_record, name="beleidsoverleg_record"),
    path(
        "monitor/beleid/overleg/<int:beleidsoverleg_id>/",
        beleid.beleidsoverleg_detail,
        name="beleidsoverleg_detail",
    ),
    path(
        "monitor/beleid/overleg/<int:beleidsoverleg_id>/wijzigen/",
        beleid.beleidsoverleg_replace,
        name="beleidsoverleg_replace",
    ),
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
