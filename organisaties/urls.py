from django.urls import path

from organisaties.landelijk import views as landelijk
from organisaties.views import (
    algemeen,
    gebruikers,
    gebruikersbestand,
    installatie,
    instellingen,
    logboek,
    opdrachten,
    rollen,
)

app_name = "organisaties"

urlpatterns = [
    path("logboek/", logboek.audit_list, name="audit_list"),
    path("logboek/export/", logboek.audit_export, name="audit_export"),
    path(".well-known/security.txt", algemeen.security_txt, name="security_txt"),
    path("rechten/", algemeen.rechten, name="rechten"),
    path("rol/<int:toekenning_id>/", algemeen.rol_choose, name="rol_choose"),
    path("werk/", opdrachten.opdracht_list, name="opdracht_list"),
    path("werk/<int:werk_id>/opnieuw/", opdrachten.opdracht_retry, name="opdracht_retry"),
    path("gebruikers/", gebruikers.gebruiker_list, name="gebruiker_list"),
    path("gebruikers/uitnodigen/", gebruikers.gebruiker_invite, name="gebruiker_invite"),
    path("gebruikers/bestand/", gebruikersbestand.gebruiker_import, name="gebruiker_import"),
    path("gebruikers/bestand/uitnodigen/", gebruikersbestand.gebruikers_invite, name="gebruikers_invite"),
    path("instellingen/", instellingen.instelling_list, name="instelling_list"),
    path("instellingen/smi/", instellingen.smi_set, name="smi_set"),
    path("instellingen/<slug:instelling>/", instellingen.instelling_set, name="instelling_set"),
    path("gebruikers/<int:pk>/", gebruikers.gebruiker_detail, name="gebruiker_detail"),
    path("gebruikers/<int:pk>/uitzetten/", gebruikers.gebruiker_deactivate, name="gebruiker_deactivate"),
    path("gebruikers/<int:pk>/aanzetten/", gebruikers.gebruiker_reactivate, name="gebruiker_reactivate"),
    path("gebruikers/<int:pk>/mail/", gebruikers.gebruiker_mail, name="gebruiker_mail"),
    path("gebruikers/rol/<int:pk>/beeindigen/", gebruikers.toekenning_end, name="toekenning_end"),
    path("gebruikers/instemmen/", rollen.toekenning_wacht, name="toekenning_wacht"),
    path("gebruikers/rol/<int:pk>/instemmen/", rollen.toekenning_agree, name="toekenning_agree"),
    path("gebruikers/rol/<int:pk>/weigeren/", rollen.toekenning_refuse, name="toekenning_refuse"),
    path("rechten/rollen-die-niet-samengaan/", rollen.rolbotsingen, name="rolbotsingen"),
    path("installatie/gemeenten/", installatie.gemeente_list, name="gemeente_list"),
    path("installatie/gemeenten/aansluiten/", installatie.gemeente_connect, name="gemeente_connect"),
    path("installatie/gemeenten/<int:gemeente_id>/", installatie.gemeente_detail, name="gemeente_detail"),
    path(
        "installatie/gemeenten/<int:gemeente_id>/samenvoegen/",
        installatie.gemeente_merge,
        name="gemeente_merge",
    ),
    path(
        "installatie/gemeenten/<int:gemeente_id>/samenvoegen/terug/",
        installatie.gemeente_unmerge,
        name="gemeente_unmerge",
    ),
    path("installatie/gemeenten/<int:gemeente_id>/mail/", installatie.beheerder_mail, name="beheerder_mail"),
    path("installatie/rondes/", landelijk.ronde_list, name="ronde_list"),
    path("installatie/rondes/starten/", landelijk.ronde_start, name="ronde_start"),
    path("installatie/rondes/<int:ronde_id>/", landelijk.ronde_detail, name="ronde_detail"),
    path("installatie/rondes/<int:ronde_id>/voortgang/", landelijk.ronde_progress, name="ronde_progress"),
    path("installatie/rondes/<int:ronde_id>/stoppen/", landelijk.ronde_stop, name="ronde_stop"),
    path("installatie/rondes/<int:ronde_id>/verder/", landelijk.ronde_resume, name="ronde_resume"),
    path("installatie/rondes/<int:ronde_id>/opnieuw/", landelijk.ronde_retry, name="ronde_retry"),
    path("machtigingen/", landelijk.machtiging_list, name="machtiging_list"),
    path("machtigingen/<slug:machtiging>/geven/", landelijk.machtiging_give, name="machtiging_give"),
    path(
        "machtigingen/<slug:machtiging>/intrekken/", landelijk.machtiging_withdraw, name="machtiging_withdraw"
    ),
    path("installatie/organisaties/", installatie.organisatie_list, name="organisatie_list"),
    path("installatie/organisaties/nieuw/", installatie.organisatie_make, name="organisatie_make"),
    path(
        "installatie/organisaties/<int:organisatie_id>/",
        installatie.organisatie_change,
        name="organisatie_change",
    ),
]
