from django.urls import path

from organisaties import gebruikers, logboek, opdrachten, rolpaginas, views

app_name = "organisaties"

urlpatterns = [
    path("logboek/", logboek.audit_list, name="audit_list"),
    path("logboek/export/", logboek.audit_export, name="audit_export"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path("rechten/", views.rechten, name="rechten"),
    path("rol/<int:toekenning_id>/", views.rol_choose, name="rol_choose"),
    path("werk/", opdrachten.opdracht_list, name="opdracht_list"),
    path("werk/<int:werk_id>/opnieuw/", opdrachten.opdracht_retry, name="opdracht_retry"),
    path("gebruikers/", gebruikers.gebruiker_list, name="gebruiker_list"),
    path("gebruikers/uitnodigen/", gebruikers.gebruiker_invite, name="gebruiker_invite"),
    path("gebruikers/<int:pk>/", gebruikers.gebruiker_detail, name="gebruiker_detail"),
    path("gebruikers/<int:pk>/uitzetten/", gebruikers.gebruiker_deactivate, name="gebruiker_deactivate"),
    path("gebruikers/<int:pk>/aanzetten/", gebruikers.gebruiker_reactivate, name="gebruiker_reactivate"),
    path("gebruikers/<int:pk>/mail/", gebruikers.gebruiker_mail, name="gebruiker_mail"),
    path("gebruikers/rol/<int:pk>/beeindigen/", gebruikers.toekenning_end, name="toekenning_end"),
    path("gebruikers/instemmen/", rolpaginas.toekenning_wacht, name="toekenning_wacht"),
    path("gebruikers/rol/<int:pk>/instemmen/", rolpaginas.toekenning_agree, name="toekenning_agree"),
    path("gebruikers/rol/<int:pk>/weigeren/", rolpaginas.toekenning_refuse, name="toekenning_refuse"),
    path("rechten/rollen-die-niet-samengaan/", rolpaginas.rolbotsingen, name="rolbotsingen"),
]
