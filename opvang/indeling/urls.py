from django.urls import path

from opvang.indeling import views

urlpatterns = [
    path("locaties/<int:locatie_id>/indeling/", views.indeling_edit, name="indeling_edit"),
    path("indelingen/<int:indeling_id>/intrekken/", views.indeling_withdraw, name="indeling_withdraw"),
]
