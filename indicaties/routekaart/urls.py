from django.urls import path

from indicaties.routekaart.views import dossier, lijsten

urlpatterns = [
    path("", lijsten.route_board, name="route_board"),
    path("lijst/", lijsten.route_table, name="route_table"),
    path("lijst.csv", lijsten.route_export, name="route_export"),
    path("taken/", lijsten.route_tasks, name="route_tasks"),
    path("taken/<int:taak_id>/gedaan/", dossier.route_task_done, name="route_task_done"),
    path("op-tijd/", lijsten.route_on_time, name="route_on_time"),
    path("geven/", dossier.route_transfer_all, name="route_transfer_all"),
    path("<int:traject_id>/contact/", dossier.route_contact, name="route_contact"),
    path("<int:traject_id>/besproken/", dossier.route_discuss, name="route_discuss"),
    path("<int:traject_id>/stap/", dossier.route_plan, name="route_plan"),
    path("<int:traject_id>/notitie/", dossier.route_note, name="route_note"),
    path("<int:traject_id>/taak/", dossier.route_task, name="route_task"),
    path("<int:traject_id>/geven/", dossier.route_transfer, name="route_transfer"),
    path("<int:traject_id>/sluiten/", dossier.route_close, name="route_close"),
    path("<int:traject_id>/late-start/", dossier.route_late, name="route_late"),
]
