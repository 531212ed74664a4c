from django.urls import path

from brieven.views import (
    afschriften,
    berichten,
    briefteksten,
    brieven,
    huisstijl,
    kennisgevingen,
    ouders,
    verklaring,
)

app_name = "brieven"
urlpatterns = [
    path("brieven/", brieven.brief_list, name="brief_list"),
    path("brieven/printen/", brieven.brief_print, name="brief_print"),
    path("brieven/printen/bestand/", brieven.brief_bundle, name="brief_bundle"),
    path("brieven/<int:brief_id>/", brieven.brief_detail, name="brief_detail"),
    path("brieven/<int:brief_id>/ophalen/", brieven.brief_download, name="brief_download"),
    path("berichten/", berichten.bericht_list, name="bericht_list"),
    path("berichten/mail/", berichten.bericht_instelling, name="bericht_instelling"),
    path("berichten/<int:bericht_id>/openen/", berichten.bericht_open, name="bericht_open"),
    path("kennisgevingen/", kennisgevingen.kennisgeving_list, name="kennisgeving_list"),
    path(
        "kennisgevingen/<int:ontvangst_id>/opnieuw/",
        kennisgevingen.kennisgeving_resend,
        name="kennisgeving_resend",
    ),
    path(
        "kennisgevingen/<int:ontvangst_id>/anders/",
        kennisgevingen.kennisgeving_tell,
        name="kennisgeving_tell",
    ),
    path("kennisgevingen/<int:ontvangst_id>/teruggekomen/", kennisgevingen.adres_bounce, name="adres_bounce"),
    path("kennisgevingen/<int:ontvangst_id>/bereikbaar/", kennisgevingen.adres_restore, name="adres_restore"),
    path("huisstijl/", huisstijl.huisstijl_set, name="huisstijl_set"),
    path("huisstijl/proef/", huisstijl.huisstijl_preview, name="huisstijl_preview"),
    path("huisstijl/bereikbaarheid/", huisstijl.bereikbaarheid, name="bereikbaarheid"),
    path(
        "huisstijl/bereikbaarheid/<int:bereikbaarheid_id>/intrekken/",
        huisstijl.bereikbaarheid_withdraw,
        name="bereikbaarheid_withdraw",
    ),
    path("huisstijl/verklaringen/", verklaring.verklaring_set, name="verklaring_set"),
    path("huisstijl/brieven/", briefteksten.briefteksten, name="briefteksten"),
    path("huisstijl/brieven/<slug:briefsoort>/", briefteksten.brieftekst_edit, name="brieftekst_edit"),
    path(
        "huisstijl/brieven/<slug:briefsoort>/voorbeeld/",
        briefteksten.brieftekst_preview,
        name="brieftekst_preview",
    ),
    path(
        "huisstijl/brieven/<slug:briefsoort>/<int:tekstversie>/",
        briefteksten.brieftekst_versie,
        name="brieftekst_versie",
    ),
    path(
        "huisstijl/brieven/<slug:briefsoort>/<int:tekstversie>/terugzetten/",
        briefteksten.brieftekst_restore,
        name="brieftekst_restore",
    ),
    path("huisstijl/teksten/", ouders.taalteksten, name="taalteksten"),
    path("huisstijl/teksten/<str:taal>/", ouders.taaltekst_set, name="taaltekst_set"),
    path("huisstijl/teksten/<str:taal>/nagekeken/", ouders.taaltekst_check, name="taaltekst_check"),
    path("ouders/", ouders.ouderteksten, name="ouderteksten"),
    path("ouders/folder/<str:taal>/", ouders.folder_download, name="folder_download"),
    path("afschrift/<slug:wat>/<int:nummer>/<slug:vorm>/", afschriften.afschrift_download, name="afschrift"),
]
