from django.urls import path

from indicaties import views

app_name = "indicaties"

urlpatterns = [
    path("", views.kind_list, name="kind_list"),
    path("zoeken/", views.kind_search, name="kind_search"),
    path("nieuw/", views.kind_register, name="kind_register"),
    path("dubbel/", views.dubbelen, name="dubbelen"),
    path("dubbel/<int:paar_id>/ander-kind/", views.dubbel_decline, name="dubbel_decline"),
    path("vragen/", views.verwijsvragen, name="verwijsvragen"),
    path("vragen/<int:vraag_id>/ander-kind/", views.verwijsvraag_decline, name="verwijsvraag_decline"),
    path("samenvoegingen/<int:samenvoeging_id>/ongedaan/", views.merge_undo, name="merge_undo"),
    path("<int:kind_id>/samenvoegen/", views.kind_merge, name="kind_merge"),
    path("<int:kind_id>/", views.kind_detail, name="kind_detail"),
    path("<int:kind_id>/gegevens/", views.kind_rectify, name="kind_rectify"),
    path("<int:kind_id>/vertrek/", views.vertrek_record, name="vertrek_record"),
    path("<int:kind_id>/vertrek/ongedaan/", views.vertrek_undo, name="vertrek_undo"),
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
