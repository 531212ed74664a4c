from django.urls import path

from organisaties import views

app_name = "organisaties"

urlpatterns = [
    path("logboek/", views.audit_list, name="audit_list"),
    path("rechten/", views.rechten, name="rechten"),
    path("rol/<int:toekenning_id>/", views.rol_choose, name="rol_choose"),
]
