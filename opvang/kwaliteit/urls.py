from django.urls import path

from opvang.kwaliteit import views

urlpatterns = [
    path("kwaliteit/", views.kwaliteit_list, name="kwaliteit_list"),
    path("kwaliteit/eisen/", views.kwaliteit_eisen, name="kwaliteit_eisen"),
    path("kwaliteit/<jaar:jaar>/<int:locatie_id>/", views.kwaliteit_detail, name="kwaliteit_detail"),
    path(
        "kwaliteit/<jaar:jaar>/<int:locatie_id>/invullen/",
        views.kwaliteitsblad_edit,
        name="kwaliteitsblad_edit",
    ),
    path(
        "kwaliteit/<jaar:jaar>/<slug:bestandsvorm>/",
        views.kwaliteit_export,
        name="kwaliteit_export",
    ),
    path("kwaliteit/blad/<int:blad_id>/", views.kwaliteitsblad_detail, name="kwaliteitsblad_detail"),
    path("kwaliteit/blad/<int:blad_id>/indienen/", views.kwaliteitsblad_submit, name="kwaliteitsblad_submit"),
    path("kwaliteit/blad/<int:blad_id>/akkoord/", views.kwaliteitsblad_agree, name="kwaliteitsblad_agree"),
    path("kwaliteit/blad/<int:blad_id>/terug/", views.kwaliteitsblad_return, name="kwaliteitsblad_return"),
    path("kwaliteit/inspectie/<int:locatie_id>/", views.ggdinspectie_record, name="ggdinspectie_record"),
    path(
        "kwaliteit/inspectie/<int:inspectie_id>/wijzigen/",
        views.ggdinspectie_replace,
        name="ggdinspectie_replace",
    ),
]
