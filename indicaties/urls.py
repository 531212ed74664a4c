from django.urls import path

from indicaties import views

app_name = "indicaties"

urlpatterns = [
    path("", views.kind_list, name="kind_list"),
    path("zoeken/", views.kind_search, name="kind_search"),
    path("nieuw/", views.kind_register, name="kind_register"),
    path("buurten/", views.buurt_list, name="buurt_list"),
    path("buurten/inlezen/", views.buurt_upload, name="buurt_upload"),
    path("buurten/overnemen/", views.buurt_confirm, name="buurt_confirm"),
    path("<int:kind_id>/", views.kind_detail, name="kind_detail"),
    path("<int:kind_id>/gegevens/", views.kind_rectify, name="kind_rectify"),
    path("<int:kind_id>/vertrek/", views.vertrek_record, name="vertrek_record"),
    path("<int:kind_id>/vertrek/ongedaan/", views.vertrek_undo, name="vertrek_undo"),
    path("<int:kind_id>/adres/", views.adres_change, name="adres_change"),
    path("<int:kind_id>/adres/tonen/", views.adres_show, name="adres_show"),
    path("<int:kind_id>/ouders/nieuw/", views.ouder_add, name="ouder_add"),
    path("<int:kind_id>/ouders/bekend/", views.ouder_link, name="ouder_link"),
    path("<int:kind_id>/gezin/", views.gezin_link, name="gezin_link"),
    path("<int:kind_id>/gezin/ontkoppelen/", views.gezin_unlink, name="gezin_unlink"),
    path("<int:kind_id>/herkomst/", views.herkomst_object, name="herkomst_object"),
    path("ouders/<int:ouderschap_id>/", views.ouder_change, name="ouder_change"),
    path("ouders/<int:ouderschap_id>/einde/", views.ouder_end, name="ouder_end"),
    path("<int:kind_id>/bsn/", views.bsn_show, name="bsn_show"),
    path("<int:kind_id>/indicatie/<slug:soort>/", views.indicatie_grant, name="indicatie_grant"),
    path("<int:kind_id>/verwijzen/", views.toeleiding_refer, name="toeleiding_refer"),
    path("indicaties/<int:indicatie_id>/intrekken/", views.indicatie_withdraw, name="indicatie_withdraw"),
    path("indicaties/<int:indicatie_id>/verkorten/", views.indicatie_shorten, name="indicatie_shorten"),
    path(
        "toeleidingen/<int:toeleiding_id>/geen-deelname/",
        views.toeleiding_decline,
        name="toeleiding_decline",
    ),
]
