from django.urls import path

from indicaties import views

app_name = "indicaties"

urlpatterns = [
    path("", views.kind_list, name="kind_list"),
    path("zoeken/", views.kind_search, name="kind_search"),
    path("nieuw/", views.kind_register, name="kind_register"),
    path("<int:kind_id>/", views.kind_detail, name="kind_detail"),
    path("<int:kind_id>/gegevens/", views.kind_rectify, name="kind_rectify"),
    path("<int:kind_id>/vertrek/", views.vertrek_record, name="vertrek_record"),
    path("<int:kind_id>/vertrek/ongedaan/", views.vertrek_undo, name="vertrek_undo"),
    path("<int:kind_id>/bsn/", views.bsn_show, name="bsn_show"),
    path("<int:kind_id>/indicatie/<slug:soort>/", views.indicatie_grant, name="indicatie_grant"),
    path("<int:kind_id>/geen-indicatie/<slug:soort>/", views.indicatie_refuse, name="indicatie_refuse"),
    path("<int:kind_id>/signaal/", views.signaal_give, name="signaal_give"),
    path("<int:kind_id>/ondersteuning/", views.ondersteuning_ask, name="ondersteuning_ask"),
    path("<int:kind_id>/opmerking/", views.opmerking_write, name="opmerking_write"),
    path("<int:kind_id>/toestemming/", views.toestemming_record, name="toestemming_record"),
    path("<int:kind_id>/verwijzen/", views.toeleiding_refer, name="toeleiding_refer"),
    path("indicaties/<int:indicatie_id>/intrekken/", views.indicatie_withdraw, name="indicatie_withdraw"),
    path("indicaties/<int:indicatie_id>/verkorten/", views.indicatie_shorten, name="indicatie_shorten"),
    path("indicaties/<int:indicatie_id>/verlengen/", views.indicatie_extend, name="indicatie_extend"),
    path("besluiten/<int:besluit_id>/", views.besluit_detail, name="besluit_detail"),
    path("besluiten/<int:besluit_id>/verbeteren/", views.besluit_correct, name="besluit_correct"),
    path("besluiten/<int:besluit_id>/bekendmaken/", views.besluit_announce, name="besluit_announce"),
    path("besluiten/<int:besluit_id>/brief/", views.besluit_brief, name="besluit_brief"),
    path(
        "besluiten/<int:besluit_id>/brief/ophalen/",
        views.besluit_brief_download,
        name="besluit_brief_download",
    ),
    path("trajecten/<int:traject_id>/besproken/", views.traject_discuss, name="traject_discuss"),
    path("ondersteuning/", views.ondersteuning_wacht, name="ondersteuning_wacht"),
    path("ondersteuning/<int:vraag_id>/", views.ondersteuning_answer, name="ondersteuning_answer"),
    path(
        "toestemmingen/<int:toestemming_id>/intrekken/",
        views.toestemming_withdraw,
        name="toestemming_withdraw",
    ),
    path("werkwijze/", views.werkwijze_edit, name="werkwijze_edit"),
    path("werkwijze/gronden/", views.criteria_edit, name="criteria_edit"),
    path("werkwijze/gronden/lijst/", views.criteria_start, name="criteria_start"),
    path("werkwijze/gronden/nieuw/", views.criterium_add, name="criterium_add"),
    path("werkwijze/gronden/<int:criterium_id>/", views.criterium_change, name="criterium_change"),
    path(
        "toeleidingen/<int:toeleiding_id>/geen-deelname/",
        views.toeleiding_decline,
        name="toeleiding_decline",
    ),
]
