from django.urls import path

from subsidies.berekeningen.views import beoordelen, berekeningen, declaraties
from subsidies.betalen.views import rekeningen, runs, verplichtingen
from subsidies.controles import views as controles
from subsidies.grootboek import journaalviews, uitvoer
from subsidies.grootboek import views as boekingen
from subsidies.grootboek.afsluiten import views as afsluiten
from subsidies.grootboek.facturen import views as facturen
from subsidies.herzieningen import views as herzieningen
from subsidies.kolommen import views as kolommen
from subsidies.locatiegeld import views as locatiegeld
from subsidies.regelingen import tabellen
from subsidies.regelingen import views as regelingen
from subsidies.regelingen.redactie import views as redactie
from subsidies.scenarios import kosten
from subsidies.scenarios import views as scenarios
from subsidies.subsidiejaar.views import aanvraag, besluiten, dossier, namens, plafond, werkboek
from subsidies.subsidiejaar.views import uitvoer as lijstuitvoer

app_name = "subsidies"

urlpatterns = [
    path("declaraties/", declaraties.declaratie_list, name="declaratie_list"),
    path("declaraties/te-beoordelen/", beoordelen.werklijst, name="werklijst"),
    path("declaraties/te-beoordelen/accepteren/", beoordelen.declaraties_accept, name="declaraties_accept"),
    path("declaraties/<int:declaratie_id>/", declaraties.declaratie_detail, name="declaratie_detail"),
    path(
        "declaraties/<int:declaratie_id>/heropenen/", beoordelen.declaratie_reopen, name="declaratie_reopen"
    ),
    path(
        "declaraties/<int:declaratie_id>/regels-terugsturen/", beoordelen.regels_return, name="regels_return"
    ),
    path(
        "declaraties/<int:declaratie_id>/accepteren/", declaraties.declaratie_accept, name="declaratie_accept"
    ),
    path(
        "declaraties/<int:declaratie_id>/terugsturen/",
        declaraties.declaratie_return,
        name="declaratie_return",
    ),
    path(
        "declaraties/<int:declaratie_id>/berekenen/",
        declaraties.declaratie_calculate,
        name="declaratie_calculate",
    ),
    path("berekeningen/", berekeningen.berekening_list, name="berekening_list"),
    path(
        "berekeningen/<tijdvak:tijdvak>/maken/",
        berekeningen.tijdvak_calculate,
        name="tijdvak_calculate",
    ),
    path("berekeningen/<int:berekening_id>/", berekeningen.berekening_detail, name="berekening_detail"),
    path(
        "berekeningen/opdracht/<int:opdracht_id>/",
        berekeningen.rekenopdracht_detail,
        name="rekenopdracht_detail",
    ),
    path(
        "berekeningen/opdracht/<int:opdracht_id>/voortgang/",
        berekeningen.rekenopdracht_progress,
        name="rekenopdracht_progress",
    ),
    path(
        "berekeningen/<int:berekening_id>/goedkeuren/",
        berekeningen.berekening_approve,
        name="berekening_approve",
    ),
    path(
        "berekeningen/<int:berekening_id>/afwijzen/", berekeningen.berekening_reject, name="berekening_reject"
    ),
    path(
        "berekeningen/<int:berekening_id>/uitleg/<int:volgorde>/",
        berekeningen.berekening_uitleg,
        name="berekening_uitleg",
    ),
    path("locatiegeld/", locatiegeld.locatiegeld_list, name="locatiegeld_list"),
    path(
        "locatiegeld/<jaar:jaar>/berekenen/", locatiegeld.locatiegeld_calculate, name="locatiegeld_calculate"
    ),
    path(
        "locatiegeld/berekening/<int:locatieberekening_id>/",
        locatiegeld.locatiegeld_detail,
        name="locatiegeld_detail",
    ),
    path(
        "locatiegeld/berekening/<int:locatieberekening_id>/goedkeuren/",
        locatiegeld.locatiegeld_approve,
        name="locatiegeld_approve",
    ),
    path(
        "locatiegeld/berekening/<int:locatieberekening_id>/afwijzen/",
        locatiegeld.locatiegeld_reject,
        name="locatiegeld_reject",
    ),
    path("locatiegeld/doelgroepkinderen/", locatiegeld.doelgroepkinderen, name="doelgroepkinderen"),
    path(
        "locatiegeld/doelgroepkinderen/<jaar:jaar>/<int:locatie_id>/",
        locatiegeld.doelgroepverklaring,
        name="doelgroepverklaring",
    ),
    path("herzieningen/", herzieningen.herziening_list, name="herziening_list"),
    path("herzieningen/<int:herziening_id>/", herzieningen.herziening_detail, name="herziening_detail"),
    path("herzieningen/<int:herziening_id>/vragen/", herzieningen.herziening_ask, name="herziening_ask"),
    path("regelingen/", regelingen.regeling_list, name="regeling_list"),
    path("regelingen/tabellen/", tabellen.landelijke_tabellen, name="landelijke_tabellen"),
    path("regelingen/nieuw/", regelingen.regeling_create, name="regeling_create"),
    path("regelingen/nieuw/met-een-voorbeeld/", redactie.regeling_start, name="regeling_start"),
    path("regelingen/<int:regeling_id>/", regelingen.regeling_detail, name="regeling_detail"),
    path("regelingen/<int:regeling_id>/toml/", regelingen.regeling_download, name="regeling_download"),
    path("regelingen/<int:regeling_id>/wijzigen/", regelingen.regeling_edit, name="regeling_edit"),
    path(
        "regelingen/<int:oud_id>/verschillen/<int:nieuw_id>/",
        regelingen.regeling_verschillen,
        name="regeling_verschillen",
    ),
    path("regelingen/<int:regeling_id>/terugsturen/", regelingen.regeling_return, name="regeling_return"),
    path("regelingen/<int:regeling_id>/kosten/", kosten.regeling_kosten, name="regeling_kosten"),
    path(
        "regelingen/<int:regeling_id>/redactie/voorbeelden/<int:nummer>/overnemen/",
        redactie.voorbeeld_take_over,
        name="voorbeeld_take_over",
    ),
    path("regelingen/<int:regeling_id>/redactie/", redactie.regeling_redactie, name="regeling_redactie"),
    path(
        "regelingen/<int:regeling_id>/redactie/<slug:hoofdstuk>/",
        redactie.hoofdstuk_edit,
        name="hoofdstuk_edit",
    ),
    path("regelingen/<int:regeling_id>/nieuwe-versie/", redactie.regeling_copy, name="regeling_copy"),
    path("regelingen/<int:regeling_id>/volgend-jaar/", redactie.regeling_next, name="regeling_next"),
    path("regelingen/<int:regeling_id>/weggooien/", regelingen.regeling_discard, name="regeling_discard"),
    path("regelingen/<int:regeling_id>/aanbieden/", regelingen.regeling_propose, name="regeling_propose"),
    path("regelingen/<int:regeling_id>/terugnemen/", regelingen.regeling_withdraw, name="regeling_withdraw"),
    path("regelingen/<int:regeling_id>/vaststellen/", regelingen.regeling_adopt, name="regeling_adopt"),
    path("scenarios/", scenarios.scenario, name="scenario"),
    path("scenarios/csv/", scenarios.scenario_csv, name="scenario_csv"),
    path("grootboek/", boekingen.boeking_list, name="boeking_list"),
    path("grootboek/boeken/", boekingen.boeking_create, name="boeking_create"),
    path("grootboek/<int:boeking_id>/storneren/", boekingen.boeking_reverse, name="boeking_reverse"),
    path("grootboek/begroting/<jaar:jaar>/", boekingen.begrotingspost_set, name="begrotingspost_set"),
    path("betalingen/", verplichtingen.betaling_list, name="betaling_list"),
    path(
        "betalingen/<int:verplichting_id>/terugbetaald/",
        verplichtingen.terugbetaling_create,
        name="terugbetaling_create",
    ),
    path(
        "betalingen/<int:verplichting_id>/vervallen/",
        verplichtingen.verplichting_withdraw,
        name="verplichting_withdraw",
    ),
    path(
        "betalingen/gedaan/<int:betaling_id>/specificatie/<slug:bestandsvorm>/",
        verplichtingen.betaling_specificatie,
        name="betaling_specificatie",
    ),
    path("betalingen/gedaan/<int:betaling_id>/mislukt/", runs.betaling_fail, name="betaling_fail"),
    path("rekeningnummers/", rekeningen.rekening_list, name="rekening_list"),
    path("rekeningnummers/nieuw/", rekeningen.rekening_create, name="rekening_create"),
    path("rekeningnummers/<int:rekening_id>/", rekeningen.rekening_detail, name="rekening_detail"),
    path("rekeningnummers/<int:rekening_id>/akkoord/", rekeningen.rekening_agree, name="rekening_agree"),
    path("rekeningnummers/<int:rekening_id>/afwijzen/", rekeningen.rekening_refuse, name="rekening_refuse"),
    path("betaalruns/", runs.run_list, name="run_list"),
    path("betaalruns/nieuw/", runs.run_create, name="run_create"),
    path("betaalruns/afschrift/", runs.afschrift_upload, name="afschrift_upload"),
    path("betaalruns/afschrift/<int:afschrift_id>/", runs.afschrift_detail, name="afschrift_detail"),
    path("betaalruns/<int:run_id>/", runs.run_detail, name="run_detail"),
    path("betaalruns/<int:run_id>/vrijgeven/", runs.run_release, name="run_release"),
    path("betaalruns/<int:run_id>/intrekken/", runs.run_withdraw, name="run_withdraw"),
    path("betaalruns/<int:run_id>/bestand/", runs.run_download, name="run_download"),
    path("betaalruns/<int:run_id>/boekingen/", runs.run_boekingen, name="run_boekingen"),
    path("betaalruns/<int:run_id>/betaald/", runs.run_confirm, name="run_confirm"),
    path("subsidiejaar/", dossier.subsidiejaar_list, name="subsidiejaar_list"),
    path("subsidiejaar/<int:dossier_id>/", dossier.subsidiejaar_detail, name="subsidiejaar_detail"),
    path(
        "subsidiejaar/<int:dossier_id>/vaststelling/", aanvraag.vaststelling_start, name="vaststelling_start"
    ),
    path("subsidiejaar/<int:dossier_id>/besluit/", besluiten.beschikking_prepare, name="beschikking_prepare"),
    path("subsidiejaar/aanvragen/<int:regeling_id>/", aanvraag.aanvraag_start, name="aanvraag_start"),
    path("subsidiejaar/namens/<int:regeling_id>/", namens.namens_start, name="namens_start"),
    path("subsidiejaar/aanvraag/<int:aanvraag_id>/bewijs/", namens.bewijs_see, name="bewijs_see"),
    path("subsidiejaar/aanvraag/<int:aanvraag_id>/", aanvraag.aanvraag_edit, name="aanvraag_edit"),
    path(
        "subsidiejaar/aanvraag/<int:aanvraag_id>/werkboek/",
        werkboek.aanvraag_werkboek,
        name="aanvraag_werkboek",
    ),
    path(
        "subsidiejaar/aanvraag/<int:aanvraag_id>/werkboek/inlezen/",
        werkboek.aanvraag_upload,
        name="aanvraag_upload",
    ),
    path(
        "subsidiejaar/aanvraag/<int:aanvraag_id>/indienen/", aanvraag.aanvraag_submit, name="aanvraag_submit"
    ),
    path(
        "subsidiejaar/aanvraag/<int:aanvraag_id>/intrekken/",
        aanvraag.aanvraag_withdraw,
        name="aanvraag_withdraw",
    ),
    path(
        "subsidiejaar/aanvraag/<int:aanvraag_id>/bijlage/",
        aanvraag.aanvraagbijlage_attach,
        name="aanvraagbijlage_attach",
    ),
    path(
        "subsidiejaar/aanvraag/<int:aanvraag_id>/termijn/",
        besluiten.termijnstap_record,
        name="termijnstap_record",
    ),
    path(
        "subsidiejaar/aanvraag/<int:aanvraag_id>/volledig/",
        besluiten.aanvraag_complete,
        name="aanvraag_complete",
    ),
    path(
        "subsidiejaar/bijlage/<int:aanvraagbijlage_id>/",
        aanvraag.aanvraagbijlage_show,
        name="aanvraagbijlage_show",
    ),
    path(
        "subsidiejaar/bijlage/<int:aanvraagbijlage_id>/weghalen/",
        aanvraag.aanvraagbijlage_detach,
        name="aanvraagbijlage_detach",
    ),
    path(
        "subsidiejaar/besluit/<int:beschikking_id>/nemen/",
        besluiten.beschikking_take,
        name="beschikking_take",
    ),
    path(
        "subsidiejaar/besluit/<int:beschikking_id>/teruggeven/",
        besluiten.beschikking_return,
        name="beschikking_return",
    ),
    path(
        "subsidiejaar/besluit/<int:beschikking_id>/bezwaar/", besluiten.bezwaar_record, name="bezwaar_record"
    ),
    path("subsidiejaar/bezwaar/<int:bezwaar_id>/uitkomst/", besluiten.bezwaar_decide, name="bezwaar_decide"),
    path(
        "subsidiejaar/brief/<int:subsidiebrief_id>/",
        besluiten.subsidiebrief_download,
        name="subsidiebrief_download",
    ),
    path(
        "subsidiejaar/brief/<int:subsidiebrief_id>/verstuurd/",
        besluiten.subsidiebrief_announce,
        name="subsidiebrief_announce",
    ),
    path("grootboek/plafond/", plafond.plafond, name="plafond"),
    path("grootboek/plafond/<int:regeling_id>/<int:jaar>/loting/", plafond.loting_draw, name="loting_draw"),
    path("grootboek/journaal/", journaalviews.journaal, name="journaal"),
    path(
        "grootboek/rekeningen/<int:grootboekrekening_id>/",
        journaalviews.grootboekrekening_edit,
        name="grootboekrekening_edit",
    ),
    path("grootboek/geldbron/", journaalviews.geldbron_add, name="geldbron_add"),
    path("grootboek/afsluiten/", afsluiten.afsluiting_list, name="afsluitingen"),
    path("grootboek/afsluiten/<jaar:jaar>/", afsluiten.afsluiting_detail, name="afsluiting_detail"),
    path("grootboek/afsluiten/<jaar:jaar>/voorstellen/", afsluiten.jaar_propose, name="jaar_propose"),
    path("grootboek/afsluiten/<jaar:jaar>/intrekken/", afsluiten.jaar_withdraw, name="jaar_withdraw"),
    path("grootboek/afsluiten/<jaar:jaar>/sluiten/", afsluiten.jaar_close, name="jaar_close"),
    path(
        "grootboek/afsluiten/<jaar:jaar>/heropenen-vragen/",
        afsluiten.jaar_ask_reopen,
        name="jaar_ask_reopen",
    ),
    path("grootboek/afsluiten/<jaar:jaar>/heropenen/", afsluiten.jaar_reopen, name="jaar_reopen"),
    path("grootboek/bestand/<jaar:jaar>/<slug:bestandsvorm>/", uitvoer.boeking_export, name="boeking_export"),
    path(
        "grootboek/journaal/<jaar:jaar>/<slug:bestandsvorm>/", uitvoer.journaal_export, name="journaal_export"
    ),
    path("facturen/bestand/<jaar:jaar>/<slug:bestandsvorm>/", uitvoer.factuur_export, name="factuur_export"),
    path("activiteiten/bestand/<slug:bestandsvorm>/", uitvoer.activiteit_export, name="activiteit_export"),
    path(
        "lijsten/declaraties/<jaar:jaar>/<slug:bestandsvorm>/",
        lijstuitvoer.declaraties_export,
        name="declaraties_export",
    ),
    path(
        "lijsten/berekeningen/<jaar:jaar>/<slug:bestandsvorm>/",
        lijstuitvoer.berekeningen_export,
        name="berekeningen_export",
    ),
    path(
        "lijsten/herzieningen/<jaar:jaar>/<slug:bestandsvorm>/",
        lijstuitvoer.herzieningen_export,
        name="herzieningen_export",
    ),
    path(
        "lijsten/bedragen-per-locatie/<jaar:jaar>/<slug:bestandsvorm>/",
        lijstuitvoer.locatiegeld_export,
        name="locatiegeld_export",
    ),
    path(
        "lijsten/subsidiejaar/<jaar:jaar>/<slug:bestandsvorm>/",
        lijstuitvoer.dossiers_export,
        name="dossiers_export",
    ),
    path(
        "lijsten/besluiten/<jaar:jaar>/<slug:bestandsvorm>/",
        lijstuitvoer.besluiten_export,
        name="besluiten_export",
    ),
    path(
        "lijsten/betaalverplichtingen/<jaar:jaar>/<slug:bestandsvorm>/",
        lijstuitvoer.verplichtingen_export,
        name="verplichtingen_export",
    ),
    path(
        "lijsten/betalingen/<jaar:jaar>/<slug:bestandsvorm>/",
        lijstuitvoer.betalingen_export,
        name="betalingen_export",
    ),
    path("lijsten/betaalruns/<jaar:jaar>/<slug:bestandsvorm>/", lijstuitvoer.runs_export, name="runs_export"),
    path("kolommen/", kolommen.kolommen, name="kolommen"),
    path("kolommen/<int:stand_id>/", kolommen.kolommen_detail, name="kolommen_detail"),
    path("kolommen/<int:stand_id>/klaarzetten/", kolommen.kolommen_claim, name="kolommen_claim"),
    path("kolommen/<int:stand_id>/kind/<int:kind_id>/", kolommen.kolommen_kind, name="kolommen_kind"),
    path("boekencontrole/", controles.controle_list, name="controle_list"),
    path("facturen/", facturen.factuur_list, name="factuur_list"),
    path("facturen/nieuw/", facturen.factuur_create, name="factuur_create"),
    path("facturen/uit-een-bestand/", facturen.factuur_import, name="factuur_import"),
    path("facturen/uit-een-bestand/bewaren/", facturen.facturen_prepare, name="facturen_prepare"),
    path("facturen/<int:factuur_id>/", facturen.factuur_detail, name="factuur_detail"),
    path("facturen/<int:factuur_id>/akkoord/", facturen.factuur_agree, name="factuur_agree"),
    path("facturen/<int:factuur_id>/niet-akkoord/", facturen.factuur_refuse, name="factuur_refuse"),
    path("activiteiten/", facturen.activiteit_list, name="activiteit_list"),
    path("activiteiten/nieuw/", facturen.activiteit_create, name="activiteit_create"),
    path("activiteiten/meegeleverd/", facturen.activiteiten_start, name="activiteiten_start"),
    path("activiteiten/<int:activiteit_id>/", facturen.activiteit_edit, name="activiteit_edit"),
]
