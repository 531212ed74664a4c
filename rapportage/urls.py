from django.urls import path, re_path

from rapportage import views
from rapportage.beleid import views as beleid
from rapportage.controledossier import views as controle
from rapportage.goab.views import goab_meter, goabbeschikking_record, goabscore_record
from rapportage.monitor import views as monitor
from rapportage.opgave import tekstviews
from rapportage.opgave import views as sisa
from rapportage.opmerkingen.views import verslagopmerking_record
from rapportage.periodiek import views as periodiek
from rapportage.resultaten.views import resultaten, resultaten_csv
from rapportage.tellingen import views as tellingen

app_name = "rapportage"

urlpatterns = [
    path("monitor/", views.monitor, name="monitor"),
    re_path(
        r"^monitor/(?P<tabel>bereik|budget|saldo|aanbieders)\.csv$", views.monitor_csv, name="monitor_csv"
    ),
    path("monitor/kwartaal/", monitor.monitor_kwartaal, name="monitor_kwartaal"),
    path("monitor/kwartaal/kinderen/", monitor.monitor_kinderen, name="monitor_kinderen"),
    path("monitor/kwartaal/spreiding/", monitor.monitor_spreiding, name="monitor_spreiding"),
    path("monitor/kwartaal/buurt/<int:buurt_id>/", monitor.monitor_buurt, name="monitor_buurt"),
    re_path(
        r"^monitor/kwartaal/(?P<naar>buurt|locatie|aanbieder|grond|taal)/$",
        monitor.monitor_uitsplitsing,
        name="monitor_uitsplitsing",
    ),
    re_path(
        r"^monitor/kwartaal/(?P<tabel>bereik|deelname|tijd|buurt|locatie|aanbieder|grond|taal|spreiding|segregatie|groepen"
        r"|scholen)\.(?P<bestandsvorm>csv|xlsx)$",
        monitor.monitor_blad,
        name="monitor_blad",
    ),
    path("monitor/tellingen/", tellingen.tellingen, name="tellingen"),
    path("monitor/tellingen/peuters/", tellingen.peuters_record, name="peuters_record"),
    path(
        "monitor/tellingen/<int:telling_id>/intrekken/",
        tellingen.telling_withdraw,
        name="telling_withdraw",
    ),
    path("monitor/tellingen/leerlingen/", tellingen.leerlingen_record, name="leerlingen_record"),
    path("goab/", goab_meter, name="goab_meter"),
    path("goab/score/", goabscore_record, name="goabscore_record"),
    path("goab/beschikking/", goabbeschikking_record, name="goabbeschikking_record"),
    path("monitor/resultaten/", resultaten, name="resultaten"),
    re_path(r"^monitor/resultaten/(?P<resultaat>niveau|groei)\.csv$", resultaten_csv, name="resultaten_csv"),
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
    path("verantwoording/voorbereiden/", views.verantwoording_prepare, name="verantwoording_prepare"),
    path(
        "verantwoording/voorbereiden/<int:jaar>/<slug:verslaghoofdstuk>/",
        verslagopmerking_record,
        name="verslagopmerking_record",
    ),
    path("verantwoording/verslagen/", periodiek.periodieke_verslagen, name="periodieke_verslagen"),
    path("verantwoording/verslagen/nieuw/", periodiek.periodiek_create, name="periodiek_create"),
    path("verantwoording/verslagen/<int:verslag_id>/", periodiek.periodiek_detail, name="periodiek_detail"),
    path(
        "verantwoording/verslagen/<int:verslag_id>/pdf/",
        periodiek.periodiek_download,
        name="periodiek_download",
    ),
    path("verantwoording/sisa/", sisa.sisa, name="sisa"),
    path("verantwoording/sisa/boekingen/", sisa.sisa_boekingen, name="sisa_boekingen"),
    re_path(
        r"^verantwoording/sisa/opgave\.(?P<bestandsvorm>csv|xlsx)$", sisa.sisa_export, name="sisa_export"
    ),
    path("verantwoording/sisa/verschillen/", sisa.sisa_verschillen, name="sisa_verschillen"),
    re_path(
        r"^verantwoording/sisa/verschillen\.(?P<bestandsvorm>csv|xlsx)$",
        sisa.sisa_verschillen_export,
        name="sisa_verschillen_export",
    ),
    path("verantwoording/sisa/teksten/", tekstviews.sisa_teksten, name="sisa_teksten"),
    path("verantwoording/sisa/teksten/bestand/", tekstviews.sisa_bijlage, name="sisa_bijlage"),
    path("verantwoording/sisa/teksten/overnemen/", tekstviews.sisa_bijlage_take, name="sisa_bijlage_take"),
    path("verantwoording/sisa/teksten/terug/", tekstviews.sisa_bijlage_drop, name="sisa_bijlage_drop"),
    path("verantwoording/sisa/opmerkingen/", tekstviews.sisa_opmerkingen, name="sisa_opmerkingen"),
    path("verantwoording/controle/", controle.controle, name="controle"),
    path("verantwoording/controle/steekproef/", controle.trekking_draw, name="trekking_draw"),
    path(
        "verantwoording/controle/steekproef/<int:trekking_id>/",
        controle.trekking_detail,
        name="trekking_detail",
    ),
    path(
        "verantwoording/controle/steekproef/<int:trekking_id>/pdf/",
        controle.trekking_download,
        name="trekking_download",
    ),
    path(
        "verantwoording/controle/boeking/<int:boeking_id>/pdf/",
        controle.controledossier_download,
        name="controledossier_download",
    ),
    path("verantwoording/controle/m-en-o/", controle.menolijst, name="menolijst"),
    re_path(
        r"^verantwoording/controle/m-en-o\.(?P<bestandsvorm>csv|xlsx)$",
        controle.menolijst_export,
        name="menolijst_export",
    ),
    path("verantwoording/controle/bevinding/", controle.bevinding_record, name="bevinding_record"),
    path(
        "verantwoording/controle/bevinding/<int:bevinding_id>/wijzigen/",
        controle.bevinding_replace,
        name="bevinding_replace",
    ),
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
        "verantwoording/<int:verantwoording_id>/definitief/",
        views.verantwoording_finalize,
        name="verantwoording_finalize",
    ),
    path(
        "verantwoording/<int:verantwoording_id>/verzonden/",
        views.verantwoording_send,
        name="verantwoording_send",
    ),
    path(
        "verantwoording/<int:verantwoording_id>/pdf/",
        views.verantwoording_download,
        name="verantwoording_download",
    ),
]
