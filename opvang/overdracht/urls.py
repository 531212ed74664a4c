from django.urls import path

from opvang.overdracht.views import bestanden, gemeente, houder, school

urlpatterns = [
    path("overdrachten/", houder.overdracht_list, name="overdracht_list"),
    path("overdrachten/kind/<int:kind_id>/", houder.overdracht_start, name="overdracht_start"),
    path("overdrachten/<int:overdracht_id>/", houder.overdracht_detail, name="overdracht_detail"),
    path("overdrachten/<int:overdracht_id>/invullen/", houder.overdracht_edit, name="overdracht_edit"),
    path(
        "overdrachten/<int:overdracht_id>/toestemming/", houder.toestemming_record, name="toestemming_record"
    ),
    path(
        "overdrachten/<int:overdracht_id>/toestemming/intrekken/",
        houder.toestemming_withdraw,
        name="toestemming_withdraw",
    ),
    path("overdrachten/<int:overdracht_id>/ouders/", houder.ouders_record, name="ouders_record"),
    path("overdrachten/<int:overdracht_id>/bijlage/", houder.bijlage_add, name="bijlage_add"),
    path("overdrachten/<int:overdracht_id>/verzenden/", houder.overdracht_send, name="overdracht_send"),
    path("overdrachten/<int:overdracht_id>/code/", bestanden.overdracht_code, name="overdracht_code"),
    path("overdrachten/<int:overdracht_id>/gesprek/", houder.gesprek_record, name="gesprek_record"),
    path("overdrachten/<int:overdracht_id>/vervangen/", houder.overdracht_replace, name="overdracht_replace"),
    path("overdrachten/<int:overdracht_id>/weggooien/", houder.overdracht_discard, name="overdracht_discard"),
    path("overdrachten/<int:overdracht_id>/overdracht.pdf", bestanden.overdracht_pdf, name="overdracht_pdf"),
    path("overdrachten/<int:overdracht_id>/bso.pdf", bestanden.overdracht_bso, name="overdracht_bso"),
    path("overdrachten/bijlage/<int:bijlage_id>/", bestanden.bijlage_show, name="bijlage_show"),
    path("overdrachten/bijlage/<int:bijlage_id>/weghalen/", houder.bijlage_remove, name="bijlage_remove"),
    path("overdrachten/stand/", gemeente.overdracht_stand, name="overdracht_stand"),
    path("ontvangen/", school.ontvangen_list, name="ontvangen_list"),
    path("ontvangen/code/", school.code_redeem, name="code_redeem"),
    path("ontvangen/<int:overdracht_id>/", school.ontvangen_detail, name="ontvangen_detail"),
    path("ontvangen/<int:overdracht_id>/bevestigen/", school.ontvangst_confirm, name="ontvangst_confirm"),
    path("ontvangen/<int:overdracht_id>/gesprek/", school.ontvangen_gesprek, name="ontvangen_gesprek"),
    path(
        "ontvangen/<int:overdracht_id>/terugkoppeling/",
        school.terugkoppeling_give,
        name="terugkoppeling_give",
    ),
    path("ontvangen/<int:overdracht_id>/overdracht.pdf", bestanden.ontvangen_pdf, name="ontvangen_pdf"),
    path("ontvangen/bijlage/<int:bijlage_id>/", bestanden.ontvangen_bijlage, name="ontvangen_bijlage"),
    path("scholen/", gemeente.school_list, name="school_list"),
    path("locaties/<int:locatie_id>/programma/", gemeente.locatie_programma, name="locatie_programma"),
]
