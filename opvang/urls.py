from django.urls import include, path

from opvang.views import (
    antwoorden,
    apitokens,
    bijeenkomsten,
    declaraties,
    groepen,
    herinneringen,
    locaties,
    lrk,
    overnames,
    plaatsingen,
    urenbestanden,
    urenopslaan,
    verwijzingen,
)

app_name = "opvang"

urlpatterns = [
    path("ouderbijeenkomsten/", bijeenkomsten.bijeenkomst_list, name="bijeenkomst_list"),
    path("ouderbijeenkomsten/nieuw/", bijeenkomsten.bijeenkomst_plan, name="bijeenkomst_plan"),
    path(
        "ouderbijeenkomsten/<int:bijeenkomst_id>/",
        bijeenkomsten.bijeenkomst_detail,
        name="bijeenkomst_detail",
    ),
    path("", include("opvang.overdracht.urls")),
    path("locaties/", locaties.locatie_list, name="locatie_list"),
    path("lrk/inlezen/", lrk.lrk_upload, name="lrk_upload"),
    path("lrk/nakijken/", lrk.lrk_review, name="lrk_review"),
    path("lrk/", lrk.lrkvraag_list, name="lrkvraag_list"),
    path("lrk/<int:lrkvraag_id>/", lrk.lrkvraag_detail, name="lrkvraag_detail"),
    path("locaties/<int:locatie_id>/", locaties.locatie_detail, name="locatie_detail"),
    path("locaties/<int:locatie_id>/kern/", locaties.locatie_kern, name="locatie_kern"),
    path("locaties/groepen/nieuw/", groepen.groep_create, name="groep_create"),
    path("locaties/groepen/<int:groep_id>/", groepen.groep_change, name="groep_change"),
    path("locaties/groepen/<int:groep_id>/einde/", groepen.groep_end, name="groep_end"),
    path("herinneringen/", herinneringen.herinneringsregel_set, name="herinneringsregel_set"),
    path("overnemen/", overnames.overname_list, name="overname_list"),
    path("overnemen/sjabloon.xlsx", overnames.overname_sjabloon, name="overname_sjabloon"),
    path("overnemen/<int:overname_id>/", overnames.overname_detail, name="overname_detail"),
    path("overnemen/<int:overname_id>/stand/", overnames.overname_stand, name="overname_stand"),
    path("verwijzingen/", verwijzingen.verwijzing_list, name="verwijzing_list"),
    path("verwijzingen/<int:toeleiding_id>/", verwijzingen.verwijzing_answer, name="verwijzing_answer"),
    path(
        "verwijzingen/<int:toeleiding_id>/start/", verwijzingen.verwijzing_confirm, name="verwijzing_confirm"
    ),
    path("plaatsingen/", plaatsingen.plaatsing_list, name="plaatsing_list"),
    path("plaatsingen/inschrijven/", plaatsingen.peuter_enrol, name="peuter_enrol"),
    path("plaatsingen/kind/<int:kind_id>/", plaatsingen.plaatsing_create, name="plaatsing_create"),
    path("plaatsingen/<int:plaatsing_id>/", plaatsingen.plaatsing_detail, name="plaatsing_detail"),
    path("plaatsingen/<int:plaatsing_id>/wijzigen/", plaatsingen.plaatsing_change, name="plaatsing_change"),
    path("plaatsingen/<int:plaatsing_id>/begin/", plaatsingen.plaatsing_restart, name="plaatsing_restart"),
    path("plaatsingen/<int:plaatsing_id>/vervallen/", plaatsingen.plaatsing_void, name="plaatsing_void"),
    path("plaatsingen/<int:plaatsing_id>/beeindigen/", plaatsingen.plaatsing_end, name="plaatsing_end"),
    path("koppelingen/", apitokens.apitoken_list, name="apitoken_list"),
    path("koppelingen/nieuw/", apitokens.apitoken_create, name="apitoken_create"),
    path("koppelingen/<int:apitoken_id>/intrekken/", apitokens.apitoken_withdraw, name="apitoken_withdraw"),
    path("declaraties/", declaraties.declaratie_list, name="declaratie_list"),
    path("declaraties/nieuw/", declaraties.declaratie_start, name="declaratie_start"),
    path("declaraties/<int:declaratie_id>/", declaraties.declaratie_detail, name="declaratie_detail"),
    path(
        "declaraties/<int:declaratie_id>/indienen/", declaraties.declaratie_submit, name="declaratie_submit"
    ),
    path(
        "declaraties/<int:declaratie_id>/correctie/",
        declaraties.declaratie_correct,
        name="declaratie_correct",
    ),
    path(
        "declaraties/<int:declaratie_id>/bijwerken/",
        declaraties.declaratie_refresh,
        name="declaratie_refresh",
    ),
    path(
        "declaraties/<int:declaratie_id>/verwijderen/",
        declaraties.declaratie_discard,
        name="declaratie_discard",
    ),
    path("declaraties/regels/<int:regel_id>/antwoord/", antwoorden.signaal_answer, name="signaal_answer"),
    path("declaraties/<int:declaratie_id>/uren/", urenopslaan.uren_save, name="uren_save"),
    path("declaraties/<int:declaratie_id>/uren.xlsx", urenbestanden.uren_workbook, name="uren_workbook"),
    path("declaraties/<int:declaratie_id>/uren.csv", urenbestanden.uren_download, name="uren_download"),
    path("declaraties/<int:declaratie_id>/inlezen/", urenbestanden.uren_upload, name="uren_upload"),
    path("declaraties/<int:declaratie_id>/inlezen/nakijken/", urenbestanden.uren_review, name="uren_review"),
]
