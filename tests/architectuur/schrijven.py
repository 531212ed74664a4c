"""For every page that takes a POST: a request that succeeds, or why there is none.

Each case makes what it needs in the own world and answers with what stands in the address and in the form.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from brieven.actions import save_brieftekst
from brieven.briefteksten import blokken_van
from brieven.models import Onbereikbaar
from brieven.ouderteksten import ouderteksten
from brieven.soorten import briefsoort
from indicaties.actions import put_buurten
from indicaties.buurtbestand import read_buurten
from indicaties.dubbel.samenvoegen import merge_kinderen
from indicaties.models import Gezin, Indicatie, Kind, Ouderschap, Toeleiding, Traject
from lib.periode import kwartaal
from opvang import urenbestand
from opvang.actions import put_inlezing
from opvang.actions.lrk import put_lrkinlezing
from opvang.lrk import read_lrk
from opvang.models import (
    Declaratieregel,
    Groep,
    Groepsindeling,
    Locatieprogramma,
    Overdracht,
    Overdrachtvervolg,
    Overname,
    Plaatsing,
    Urendeclaratie,
)
from opvang.overdracht.actions.opstellen import attach_bijlage
from opvang.overdracht.actions.verzenden import send_with_code
from opvang.resultaten.actions import Rij as Resultaatrij
from opvang.resultaten.actions import put_resultaten
from opvang.urenbestand import Urenregels
from organisaties.models import Gebruiker, Locatie, Machtiging, Ronde
from organisaties.rechten import Rol
from rapportage.jaren import find_jaren
from rapportage.models import Sisatekst
from rapportage.sisa import formulier_van
from rapportage.sisa.bijlage import read_bijlage
from rekenregels import load_regeling
from subsidies.berekeningen.actions import calculate_declaratie
from subsidies.berekeningen.werklijst import signaleringen_of
from subsidies.betalen.rekeningen import agree_bankrekening
from subsidies.betalen.runs import propose_run, release_run
from subsidies.grootboek.afsluiten.actions import ask_heropening, close_jaar, propose_afsluiting
from subsidies.grootboek.facturen.bestand import KOLOMMEN, read_facturen
from subsidies.kolommen.actions import check_kolommen
from subsidies.models import (
    Aanvraag,
    Beschikking,
    Betaalrun,
    Grootboekrekening,
    Jaarafsluiting,
    Kolommenstand,
    Subsidiedossier,
    Subsidieregeling,
)
from subsidies.regelingen.actions import adopt_regeling, import_regeling, propose_regeling
from subsidies.subsidiejaar.actions.aanvraag import start_aanvraag
from subsidies.subsidiejaar.actions.beschikking import prepare_beschikking
from subsidies.subsidiejaar.actions.namens import start_voor_ouders
from subsidies.subsidiejaar.afdruk import picture_of
from subsidies.subsidiejaar.beleid import beleid_van
from subsidies.subsidiejaar.werkboek import make_werkboek
from tests.architectuur.wereld import Wereld
from tests.factories import (
    CriteriumFactory,
    GebruikerFactory,
    GemeenteFactory,
    IndicatieFactory,
    KindFactory,
    KwaliteitsbladFactory,
    OrganisatieFactory,
    OuderschapFactory,
    ToeleidingFactory,
    TrajecttaakFactory,
)
from tests.opvang import lrkbestand, overnamewerkmap
from tests.opvang.overdracht.hulp import PNG, allowed_overdracht
from tests.rapportage.factories import VerantwoordingFactory
from tests.subsidies.administratie import NU, regeling_text
from tests.subsidies.betalen.wereld import ANDER_IBAN, GEMEENTE_IBAN, camt, give_account, make_claim, post
from tests.subsidies.factories import (
    ActiviteitFactory,
    BoekingFactory,
    FactuurFactory,
    LocatieberekeningFactory,
)
from tests.subsidies.locatiegeld.wereld import adopt_locatiegeld
from tests.subsidies.regelingen.test_redactie import formulier

BSN = "111222333"
HERINNERINGSREGEL = {
    "indienen_dagen": "28",
    "vooraf_dagen": "5",
    "verwijzing_dagen": "10",
    "corrigeren_dagen": "10",
    "beoordelen_dagen": "10",
    "goedkeuren_dagen": "10",
    "herhaal_dagen": "7",
    "hoogstens": "2",
}
OUDER = {"achternaam": "Aksoy", "telefoon": "06 12345678", "relatie": "moeder", "gezag": "ja"}
ADRES = {"postcode": "3881 AB", "huisnummer": "12", "straat": "Dorpsstraat", "woonplaats": "Putten"}
TEKST = regeling_text("duiven-2020")


@dataclass(frozen=True)
class Verzoek:
    data: dict[str, Any] = field(default_factory=dict)
    kwargs: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Geval:
    """Who posts what, how many lines it leaves, and whether something changes or is only seen."""

    rol: Rol
    maak: Callable[[Wereld, Gebruiker], Verzoek]
    regels: int = 1
    wijzigt: bool = True


# Shows the same as a GET does, whatever is posted.
ALLEEN_LEZEN = {
    "home",
    "hulp",
    "brieven:bericht_list",
    "brieven:brief_list",
    "brieven:kennisgeving_list",
    "brieven:ouderteksten",
    "brieven:briefteksten",
    "brieven:brieftekst_versie",
    "brieven:taalteksten",
    "opvang:bijeenkomst_list",
    "opvang:bijeenkomst_detail",
    "organisaties:audit_list",
    "organisaties:audit_export",
    "organisaties:rechten",
    "organisaties:gebruiker_list",
    "organisaties:gemeente_list",
    "organisaties:instelling_list",
    "organisaties:organisatie_list",
    "organisaties:toekenning_wacht",
    "organisaties:rolbotsingen",
    "organisaties:opdracht_list",
    "organisaties:ronde_list",
    "organisaties:ronde_detail",
    "organisaties:ronde_progress",
    "organisaties:machtiging_list",
    "indicaties:kind_list",
    "indicaties:kind_detail",
    "indicaties:besluit_detail",
    "indicaties:ondersteuning_wacht",
    "indicaties:criteria_edit",
    "indicaties:buurt_list",
    "indicaties:route_board",
    "indicaties:route_table",
    "indicaties:route_export",
    "indicaties:route_tasks",
    "indicaties:route_on_time",
    "opvang:verwijzing_list",
    "indicaties:dubbelen",
    "indicaties:verwijsvragen",
    "opvang:locatie_list",
    "opvang:locatie_detail",
    "opvang:apitoken_list",
    "opvang:lrkvraag_list",
    "opvang:kwaliteit_list",
    "opvang:kwaliteit_detail",
    "opvang:kwaliteit_eisen",
    "opvang:kwaliteit_export",
    "opvang:kwaliteitsblad_detail",
    "opvang:plaatsing_list",
    "opvang:plaatsing_detail",
    "opvang:declaratie_list",
    "opvang:overname_sjabloon",
    "opvang:overname_stand",
    "opvang:resultaat_list",
    "opvang:volgsystemen",
    "opvang:overdracht_list",
    "opvang:overdracht_detail",
    "opvang:overdracht_pdf",
    "opvang:bijlage_show",
    "opvang:overdracht_stand",
    "opvang:ontvangen_list",
    "opvang:ontvangen_detail",
    "opvang:ontvangen_pdf",
    "opvang:ontvangen_bijlage",
    "subsidies:subsidiejaar_list",
    "subsidies:subsidiejaar_detail",
    "subsidies:plafond",
    "subsidies:declaratie_list",
    "subsidies:declaratie_detail",
    "subsidies:werklijst",
    "subsidies:berekening_list",
    "subsidies:berekening_detail",
    "subsidies:berekening_uitleg",
    "subsidies:locatiegeld_list",
    "subsidies:locatiegeld_detail",
    "subsidies:doelgroepkinderen",
    "subsidies:doelgroepverklaring",
    "subsidies:herziening_list",
    "subsidies:herziening_detail",
    "subsidies:rekenopdracht_detail",
    "subsidies:rekenopdracht_progress",
    "subsidies:regeling_list",
    "subsidies:regeling_detail",
    "subsidies:regeling_download",
    "subsidies:regeling_verschillen",
    "subsidies:regeling_redactie",
    "subsidies:landelijke_tabellen",
    "subsidies:regeling_kosten",
    "subsidies:boeking_list",
    "subsidies:betaling_list",
    "subsidies:betaling_specificatie",
    "subsidies:rekening_list",
    "subsidies:rekening_detail",
    "subsidies:run_list",
    "subsidies:run_detail",
    "subsidies:run_download",
    "subsidies:run_boekingen",
    "subsidies:afschrift_detail",
    "subsidies:factuur_list",
    "subsidies:factuur_detail",
    "subsidies:activiteit_list",
    "subsidies:journaal",
    "subsidies:kolommen",
    "subsidies:kolommen_detail",
    "subsidies:kolommen_kind",
    "subsidies:controle_list",
    "subsidies:afsluitingen",
    "subsidies:boeking_export",
    "subsidies:journaal_export",
    "subsidies:factuur_export",
    "subsidies:activiteit_export",
    "subsidies:declaraties_export",
    "subsidies:berekeningen_export",
    "subsidies:herzieningen_export",
    "subsidies:locatiegeld_export",
    "subsidies:dossiers_export",
    "subsidies:besluiten_export",
    "subsidies:verplichtingen_export",
    "subsidies:betalingen_export",
    "subsidies:runs_export",
    "subsidies:afsluiting_detail",
    "rapportage:monitor",
    "rapportage:resultaten",
    "rapportage:monitor_kwartaal",
    "rapportage:monitor_uitsplitsing",
    "rapportage:monitor_buurt",
    "rapportage:monitor_spreiding",
    "rapportage:monitor_kinderen",
    "rapportage:tellingen",
    "rapportage:monitor_blad",
    "rapportage:beleid_jaar",
    "rapportage:beleidsafspraak_detail",
    "rapportage:beleidsactie_detail",
    "rapportage:beleidsoverleg_detail",
    "rapportage:sisa",
    "rapportage:sisa_boekingen",
    "rapportage:sisa_export",
    "rapportage:sisa_verschillen",
    "rapportage:sisa_verschillen_export",
    "rapportage:sisa_teksten",
    "rapportage:controle",
    "rapportage:trekking_detail",
    "rapportage:trekking_download",
    "rapportage:controledossier_download",
    "rapportage:menolijst",
    "rapportage:menolijst_export",
    "rapportage:verantwoording_list",
    "rapportage:verantwoording_detail",
    "rapportage:verantwoording_progress",
    "rapportage:verantwoording_prepare",
    "rapportage:periodieke_verslagen",
    "rapportage:periodiek_detail",
    "rapportage:periodiek_download",
    "rapportage:verantwoording_download",
}
ANDERS = {
    "organisaties:rol_choose": "changes the own session only; each line says under which role it was done"
}


def _posted(**data: Any) -> Callable[[Wereld, Gebruiker], Verzoek]:
    return lambda wereld, door: Verzoek(data)


_GGDINSPECTIE = {"datum": "2020-02-03", "uitkomst": "hersteld", "bevindingen": "Een evaluatie ontbrak."}


def _kwaliteitsblad(wereld: Wereld, door: Gebruiker) -> Verzoek:
    concept = KwaliteitsbladFactory(
        locatie=wereld.locatie, jaar=2020, volgnummer=2, status="concept", opgesteld_door=door
    )
    return Verzoek(kwargs={"blad_id": concept.pk})


# -- children ------------------------------------------------------------------------------------


def _peuter(wereld: Wereld, **extra: Any) -> Kind:
    """A child that is a toddler today."""
    vandaag = timezone.localdate()
    geboren = vandaag - timedelta(days=30 * 30)
    kind: Kind = KindFactory(
        gemeente=wereld.gemeente, geboortedatum=geboren, ingeschreven_op=vandaag, **extra
    )
    return kind


def _kindgegevens(geboren: date | None = None) -> dict[str, Any]:
    return {
        "voornaam": "Sam",
        "tussenvoegsel": "de",
        "achternaam": "Nieuw",
        "geboortedatum": (geboren or timezone.localdate() - timedelta(days=900)).isoformat(),
        "postcode": "3881 AB",
    }


def _kind_rectify(wereld: Wereld, door: Gebruiker) -> Verzoek:
    kind = _peuter(wereld)
    return Verzoek(_kindgegevens(kind.geboortedatum), {"kind_id": kind.pk})


def _ouder(wereld: Wereld, **extra: Any) -> Ouderschap:
    ouderschap: Ouderschap = OuderschapFactory(kind=_peuter(wereld), **extra)
    return ouderschap


def _ouder_change(wereld: Wereld, door: Gebruiker) -> Verzoek:
    return Verzoek(OUDER, {"ouderschap_id": _ouder(wereld).pk})


def _ouder_end(wereld: Wereld, door: Gebruiker) -> Verzoek:
    return Verzoek({}, {"ouderschap_id": _ouder(wereld, vastgelegd_op=timezone.localdate()).pk})


def _ouder_link(wereld: Wereld, door: Gebruiker) -> Verzoek:
    ouderschap, kind = _ouder(wereld), _peuter(wereld)
    Kind.objects.filter(pk__in=(kind.pk, ouderschap.kind_id)).update(
        gezin=Gezin.objects.create(gemeente=wereld.gemeente)
    )
    data = {"ouder": ouderschap.ouder_id, "relatie": "vader", "gezag": "ja"}
    return Verzoek(data, {"kind_id": kind.pk})


def _gezin_link(wereld: Wereld, door: Gebruiker) -> Verzoek:
    return Verzoek({"ander": _peuter(wereld).pk}, {"kind_id": _peuter(wereld).pk})


def _gezin_unlink(wereld: Wereld, door: Gebruiker) -> Verzoek:
    gezin = Gezin.objects.create(gemeente=wereld.gemeente)
    _peuter(wereld, gezin=gezin)
    return Verzoek({}, {"kind_id": _peuter(wereld, gezin=gezin).pk})


def _buurtbestanden(wereld: Wereld) -> tuple[bytes, bytes]:
    gem = int(wereld.gemeente.code)
    return (
        f"PC6;Huisnummer;Buurt2024;Wijk2024;Gem2024\n3881AB;12;{gem}0101;{gem}01;{gem}\n".encode(),
        f"buurtcode2024;buurtnaam2024;GM_2024;GM_NAAM;WK_2024;WK_NAAM\n{gem}0101;Kern;{gem};X;{gem}01;Dorp\n".encode(),
    )


def _buurt_upload(wereld: Wereld, door: Gebruiker) -> Verzoek:
    adressen, namen = _buurtbestanden(wereld)
    return Verzoek(
        {"adressen": SimpleUploadedFile("a.csv", adressen), "namen": SimpleUploadedFile("n.csv", namen)}
    )


def _buurt_confirm(wereld: Wereld, door: Gebruiker) -> Verzoek:
    bestand = read_buurten(*_buurtbestanden(wereld), wereld.gemeente.code)
    put_buurten(bestand=bestand, door=door, op=timezone.localdate())
    return Verzoek({})


def _vertrek_undo(wereld: Wereld, door: Gebruiker) -> Verzoek:
    kind = _peuter(wereld, vertrokken_op=timezone.localdate(), reden_vertrek="verhuisd")
    return Verzoek({}, {"kind_id": kind.pk})


def _kind_merge(wereld: Wereld, door: Gebruiker) -> Verzoek:
    blijft, vervalt = _peuter(wereld, voornaam="Sam"), _peuter(wereld, voornaam="Samuel")
    return Verzoek({"met": vervalt.pseudoniem, "naam": "vervalt"}, {"kind_id": blijft.pk})


def _merge_undo(wereld: Wereld, door: Gebruiker) -> Verzoek:
    blijft, vervalt = _peuter(wereld), _peuter(wereld)
    samenvoeging = merge_kinderen(
        blijft=blijft, vervalt=vervalt, overnemen=(), door=door, op=timezone.localdate()
    )
    return Verzoek({}, {"samenvoeging_id": samenvoeging.pk})


def _indicatie_grant(wereld: Wereld, door: Gebruiker) -> Verzoek:
    kind = _peuter(wereld)
    criterium = CriteriumFactory(gemeente=wereld.gemeente)
    data = {
        "criteria": [criterium.pk],
        "geldig_van": timezone.localdate().isoformat(),
        "geldig_tot_en_met": kind.laatste_dag_als_peuter.isoformat(),
    }
    return Verzoek(data, {"kind_id": kind.pk})


def _van_peuter(**data: Any) -> Callable[[Wereld, Gebruiker], Verzoek]:
    return lambda wereld, door: Verzoek(data, {"kind_id": _peuter(wereld).pk})


def _indicatie_extend(wereld: Wereld, door: Gebruiker) -> Verzoek:
    kind = _peuter(wereld)
    vandaag = timezone.localdate()
    indicatie = IndicatieFactory(
        kind=kind,
        geldig_van=vandaag,
        geldig_tot_en_met=vandaag + timedelta(days=60),
        afgegeven_door=door,
    )
    data = {
        "criteria": [CriteriumFactory(gemeente=wereld.gemeente).pk],
        "geldig_tot_en_met": kind.laatste_dag_als_peuter.isoformat(),
    }
    return Verzoek(data, {"indicatie_id": indicatie.pk})


def _toeleiding_refer(wereld: Wereld, door: Gebruiker) -> Verzoek:
    return Verzoek({"houder": wereld.houder.pk, "toestemming": "on"}, {"kind_id": _peuter(wereld).pk})


def _een_open(wereld: Wereld, **extra: Any) -> Toeleiding:
    toeleiding: Toeleiding = ToeleidingFactory(
        kind=_peuter(wereld), houder=wereld.houder, verwezen_op=timezone.localdate(), **extra
    )
    return toeleiding


def _toeleiding_recall(wereld: Wereld, door: Gebruiker) -> Verzoek:
    return Verzoek({}, {"toeleiding_id": _een_open(wereld).pk})


def _verwijzing_answer(wereld: Wereld, door: Gebruiker) -> Verzoek:
    data = {"antwoord": "wachtlijst", "verwacht": "", "toelichting": ""}
    return Verzoek(data, {"toeleiding_id": _een_open(wereld).pk})


def _verwijzing_confirm(wereld: Wereld, door: Gebruiker) -> Verzoek:
    vandaag = timezone.localdate()
    geplaatst = _een_open(wereld, status="geplaatst", afgerond_op=vandaag, afgerond_door=door)
    return Verzoek({"gekomen": "ja", "datum": vandaag.isoformat()}, {"toeleiding_id": geplaatst.pk})


def _over_een_week() -> str:
    return (timezone.localdate() + timedelta(days=7)).isoformat()


def _route_plan(wereld: Wereld, door: Gebruiker) -> Verzoek:
    return Verzoek({"volgende_stap": "Bel het gezin", "wie": f"{door.pk}", "uiterlijk": _over_een_week()})


def _route_task(wereld: Wereld, door: Gebruiker) -> Verzoek:
    return Verzoek({"omschrijving": "Folder opsturen", "uiterlijk": _over_een_week()})


def _route_task_done(wereld: Wereld, door: Gebruiker) -> Verzoek:
    taak = TrajecttaakFactory(traject_id=wereld.ids["traject_id"], voor=door)
    return Verzoek({}, {"taak_id": taak.pk})


def _collega_van(wereld: Wereld, door: Gebruiker) -> Gebruiker:
    collega: Gebruiker = GebruikerFactory(rol=Rol.KINDREGISSEUR, gemeente=wereld.gemeente)
    return collega


def _route_transfer(wereld: Wereld, door: Gebruiker) -> Verzoek:
    return Verzoek({"naar": _collega_van(wereld, door).pk, "reden": "vakantie"})


def _route_transfer_all(wereld: Wereld, door: Gebruiker) -> Verzoek:
    Traject.objects.filter(pk=wereld.ids["traject_id"]).update(behandelaar=door)
    return Verzoek({"van": door.pk, "naar": _collega_van(wereld, door).pk, "reden": "vakantie"})


# -- childcare -----------------------------------------------------------------------------------


def _afspraken(wereld: Wereld, **extra: Any) -> dict[str, Any]:
    return {
        "locatie": wereld.ids["locatie_id"],
        "uren_per_week": "16",
        "kot": "nee",
        "bijdrageklasse": "",
        "kindrang": "1",
        "uurprijs_centen": "",
        **extra,
    }


def _locatie_kern(wereld: Wereld, door: Gebruiker) -> Verzoek:
    """The policy of the world names no villages, so that there is one to take away."""
    Locatie.objects.filter(pk=wereld.ids["locatie_id"]).update(kern="Dorp")
    return Verzoek({"kern": ""})


def _indeling(wereld: Wereld, door: Gebruiker) -> Verzoek:
    groep = Groep.objects.get(pk=wereld.ids["groep_id"])
    Groepsindeling.objects.filter(pk=wereld.ids["indeling_id"]).delete()
    return Verzoek({f"groep-{wereld.ids['kind_id']}": groep.naam})


def _apitoken_create(wereld: Wereld, door: Gebruiker) -> Verzoek:
    morgen = timezone.localdate() + timedelta(days=1)
    return Verzoek({"naam": "Rooster", "scopes": ["lezen"], "geldig_tot_en_met": morgen.isoformat()})


def _lrk_upload(wereld: Wereld, door: Gebruiker) -> Verzoek:
    """A file with a location that is new here."""
    inhoud = lrkbestand.bestand(lrkbestand.regel(cbs_code=wereld.gemeente.code)).read()
    return Verzoek({"bestand": SimpleUploadedFile("lrk.csv", inhoud), "peildatum": "2025-01-01"})


def _lrk_review(wereld: Wereld, door: Gebruiker) -> Verzoek:
    gelezen = read_lrk(
        lrkbestand.bestand(lrkbestand.regel(cbs_code=wereld.gemeente.code)),
        gemeente_codes={wereld.gemeente.code},
        lrk_nummers=set(),
    )
    inlezing = put_lrkinlezing(
        bestand=gelezen, afdruk="0" * 64, peildatum=date(2025, 1, 1), door=door, op=timezone.now()
    )
    return Verzoek({"inlezing": inlezing.pk})


def _overname_list(wereld: Wereld, door: Gebruiker) -> Verzoek:
    """A workbook that waits to be looked through."""
    inhoud = overnamewerkmap.workbook(kinderen=[overnamewerkmap.child()])
    return Verzoek({"bestand": SimpleUploadedFile("administratie.xlsx", inhoud)})


def _overname_detail(wereld: Wereld, door: Gebruiker) -> Verzoek:
    """One that was looked through, with a child in it that is new."""
    overname = Overname.objects.create(
        gemeente=wereld.gemeente,
        status=Overname.Status.REVIEWED,
        gevraagd_op=timezone.now(),
        gevraagd_door=door,
        toekenning=door.toekenning,
        afdruk="0" * 64,
        aantallen={"Kinderen": [1, 0, 0]},
    )
    return Verzoek({"doe": "doorvoeren"}, {"overname_id": overname.pk})


def _plaatsing_create(wereld: Wereld, door: Gebruiker) -> Verzoek:
    kind = _peuter(wereld)
    ToeleidingFactory(kind=kind, houder=wereld.houder)
    vandaag = timezone.localdate().isoformat()
    return Verzoek(_afspraken(wereld, startdatum=vandaag, einddatum=""), {"kind_id": kind.pk})


def _peuter_enrol(wereld: Wereld, door: Gebruiker) -> Verzoek:
    vandaag = timezone.localdate().isoformat()
    return Verzoek(_kindgegevens() | _afspraken(wereld, startdatum=vandaag, einddatum=""))


def _plaatsing_change(wereld: Wereld, door: Gebruiker) -> Verzoek:
    return Verzoek(_afspraken(wereld, vanaf="2020-05-01", reden="later-bekend"))


def _plaatsing(wereld: Wereld) -> Plaatsing:
    return Plaatsing.objects.get(pk=wereld.ids["plaatsing_id"])


def _declaratie(wereld: Wereld, status: str) -> Urendeclaratie:
    """Over the second quarter; the world itself declared the first."""
    return wereld.boeken.declaratie(
        {_plaatsing(wereld): "80"}, kwartaal=2, status=status, houder=wereld.houder
    )


def _van_declaratie(status: str, **data: Any) -> Callable[[Wereld, Gebruiker], Verzoek]:
    return lambda wereld, door: Verzoek(data, {"declaratie_id": _declaratie(wereld, status).pk})


def _uren(wereld: Wereld, door: Gebruiker) -> Verzoek:
    concept = _declaratie(wereld, "concept")
    regel = Declaratieregel.objects.get(declaratie=concept)
    return Verzoek({f"uren-{regel.pk}": "81"}, {"declaratie_id": concept.pk})


def _antwoord(wereld: Wereld, door: Gebruiker) -> Verzoek:
    regel = Declaratieregel.objects.get(declaratie=_declaratie(wereld, "concept"))
    return Verzoek({"tekst": "Het kind kwam vaker."}, {"regel_id": regel.pk})


def _regels_return(wereld: Wereld, door: Gebruiker) -> Verzoek:
    ingediend = _declaratie(wereld, "ingediend")
    regel = Declaratieregel.objects.get(declaratie=ingediend)
    return Verzoek({f"reden-{regel.pk}": "Te veel uren."}, {"declaratie_id": ingediend.pk})


def _declaraties_accept(wereld: Wereld, door: Gebruiker) -> Verzoek:
    declaratie = _declaratie(wereld, "ingediend")
    signaleringen_of([declaratie])  # kept at the first look, whatever is decided then
    return Verzoek({"declaratie": declaratie.pk}, {})


def _urenbestand(wereld: Wereld, door: Gebruiker) -> Verzoek:
    concept = _declaratie(wereld, "concept")
    inhoud = urenbestand.write(concept).replace(b";80", b";81")
    return Verzoek({"bestand": SimpleUploadedFile("uren.csv", inhoud)}, {"declaratie_id": concept.pk})


def _uren_review(wereld: Wereld, door: Gebruiker) -> Verzoek:
    concept = _declaratie(wereld, "concept")
    gelezen = Urenregels({Declaratieregel.objects.get(declaratie=concept).pk: 81_00})
    inlezing = put_inlezing(declaratie=concept, gelezen=gelezen, inhoud=b"", door=door, op=timezone.now())
    return Verzoek({"inlezing": inlezing.pk}, {"declaratie_id": concept.pk})


# -- results ---------------------------------------------------------------------------------------


def _resultatenbestand(wereld: Wereld, door: Gebruiker) -> Verzoek:
    inhoud = (
        f"pseudoniem;datum;moment;volgsysteem;taal\n{wereld.pseudoniem};02-03-2020;halverwege;cito-a-e;B\n"
    )
    return Verzoek({"bestand": SimpleUploadedFile("resultaten.csv", inhoud.encode())})


def _resultaten_review(wereld: Wereld, door: Gebruiker) -> Verzoek:
    rij = Resultaatrij(wereld.ids["plaatsing_id"], date(2020, 3, 2), "tussen", "cito-a-e", {"taal": "B"})
    return Verzoek({"inlezing": put_resultaten(rijen=[rij], inhoud=b"", door=door, op=timezone.now()).pk})


# -- to school -----------------------------------------------------------------------------------


def _concept_van(wereld: Wereld, door: Gebruiker) -> Overdracht:
    """A full package that may go; at the world's location there is a programme."""
    op = timezone.localdate()
    Locatieprogramma.objects.create(
        locatie=wereld.locatie,
        programma="piramide",
        van=date(2010, 1, 1),
        vastgelegd_op=op,
        vastgelegd_door=door,
    )
    return allowed_overdracht(Kind.objects.get(pk=wereld.ids["kind_id"]), door, op)


def _overdracht_start(wereld: Wereld, door: Gebruiker) -> Verzoek:
    return Verzoek({"pakket": "wettelijk", "aanleiding": "leeftijd"})


def _van_overdracht(**data: Any) -> Callable[[Wereld, Gebruiker], Verzoek]:
    return lambda wereld, door: Verzoek(data, {"overdracht_id": _concept_van(wereld, door).pk})


def _overdracht_send(wereld: Wereld, door: Gebruiker) -> Verzoek:
    return Verzoek({"school": wereld.school.pk}, {"overdracht_id": _concept_van(wereld, door).pk})


def _bijlage_add(wereld: Wereld, door: Gebruiker) -> Verzoek:
    data = {"omschrijving": "KIJK!", "bestand": SimpleUploadedFile("kijk.png", PNG)}
    return Verzoek(data, {"overdracht_id": _concept_van(wereld, door).pk})


def _bijlage_remove(wereld: Wereld, door: Gebruiker) -> Verzoek:
    bijlage = attach_bijlage(
        overdracht=_concept_van(wereld, door),
        inhoud=PNG,
        omschrijving="KIJK!",
        door=door,
        op=timezone.localdate(),
    )
    return Verzoek({}, {"bijlage_id": bijlage.pk})


def _code_redeem(wereld: Wereld, door: Gebruiker) -> Verzoek:
    maker = GebruikerFactory(rol=Rol.HOUDER_BEHEERDER, gemeente=wereld.gemeente, organisatie=wereld.houder)
    code = send_with_code(
        overdracht=_concept_van(wereld, maker),
        tot_en_met=date(2099, 1, 1),
        door=maker,
        op=timezone.localdate(),
    )
    return Verzoek({"code": code})


def _terugkoppeling(wereld: Wereld, door: Gebruiker) -> Verzoek:
    Overdrachtvervolg.objects.create(
        overdracht_id=wereld.ids["overdracht_id"], ontvangen_op=date(2025, 6, 1), ontvangen_door=door
    )
    return Verzoek({"genoeg": "ja", "klopte": "ja", "gesprek": "geen gesprek", "toelichting": ""})


def _school_list(wereld: Wereld, door: Gebruiker) -> Verzoek:
    inhoud = (
        f"VESTIGINGSCODE;VESTIGINGSNAAM;PLAATSNAAM;GEMEENTENUMMER\n10AB00;De Kei;Dorp;{wereld.gemeente.code}"
    )
    return Verzoek({"bestand": SimpleUploadedFile("scholen.csv", inhoud.encode())})


# -- money ---------------------------------------------------------------------------------------


def _nieuwe_aanvraag(wereld: Wereld, door: Gebruiker) -> Aanvraag:
    """Of a provider that has nothing of the year yet, to be filled in."""
    oud = Aanvraag.objects.get(pk=wereld.ids["aanvraag_id"])
    oud.status = Aanvraag.Status.WITHDRAWN
    oud.save()
    regeling = Subsidieregeling.objects.get(pk=wereld.ids["regeling_id"])
    houder = (
        door if door.is_houder else wereld.boeken.gebruiker(Rol.HOUDER_BEHEERDER, organisatie=wereld.houder)
    )
    return start_aanvraag(regeling=regeling, jaar=regeling.geldig_van.year, door=houder, op=NU)


def _van_aanvraag(status: str = "concept", **data: Any) -> Callable[[Wereld, Gebruiker], Verzoek]:
    def maak(wereld: Wereld, door: Gebruiker) -> Verzoek:
        aanvraag = _nieuwe_aanvraag(wereld, door)
        if status != "concept":
            aanvraag.ingediend_op, aanvraag.ingediend_door, aanvraag.status = (
                NU,
                aanvraag.gemaakt_door,
                status,
            )
            aanvraag.save()
        return Verzoek(data, {"aanvraag_id": aanvraag.pk})

    return maak


def _aanvraag_start(wereld: Wereld, door: Gebruiker) -> Verzoek:
    _nieuwe_aanvraag(wereld, door).delete()
    return Verzoek({}, {"regeling_id": wereld.ids["regeling_id"]})


def _ouders(wereld: Wereld) -> tuple[Subsidieregeling, Kind]:
    """A scheme that pays parents. Its row is of another year, so that it can stand beside the one of the providers."""
    regeling = Subsidieregeling.objects.get(pk=wereld.ids["regeling_id"])
    geldstroom = regeling.document["geldstroom"] | {"begunstigde": "ouder"}
    regeling.document = regeling.document | {"geldstroom": geldstroom}
    regeling.tekst = regeling.tekst.replace('begunstigde = "houder"', 'begunstigde = "ouder"')
    regeling.pk, regeling.naam, regeling.sha256 = None, "Voor ouders", load_regeling(regeling.tekst).sha256
    regeling.geldig_van, regeling.geldig_tot_en_met = date(2031, 1, 1), date(2031, 12, 31)
    regeling.save()
    return regeling, Kind.objects.get(pk=wereld.ids["kind_id"])


def _namens_start(wereld: Wereld, door: Gebruiker) -> Verzoek:
    regeling, kind = _ouders(wereld)
    return Verzoek({"kind": kind.pk, "jaar": wereld.boeken.jaar}, {"regeling_id": regeling.pk})


def _bewijs_see(wereld: Wereld, door: Gebruiker) -> Verzoek:
    regeling, kind = _ouders(wereld)
    aanvraag = start_voor_ouders(
        regeling=regeling, jaar=wereld.boeken.jaar, kind=kind, door=wereld.boeken.medewerker, op=NU
    )
    bewijs = beleid_van(aanvraag.dossier).bewijzen[0]
    return Verzoek({"bewijs": bewijs, "gezien_op": NU.date().isoformat()}, {"aanvraag_id": aanvraag.pk})


def _aanvraag_edit(wereld: Wereld, door: Gebruiker) -> Verzoek:
    aanvraag = _nieuwe_aanvraag(wereld, door)
    aantal = aanvraag.regels.count()
    telling = {"regel-TOTAL_FORMS": f"{aantal + 1}", "regel-INITIAL_FORMS": f"{aantal}"}
    nieuw = {"locatie": wereld.locatie.pk, "categorie": "regulier", "uren_per_week": "8", "kinderen": "2"}
    regel = {f"regel-{aantal}-{naam}": waarde for naam, waarde in nieuw.items()}
    return Verzoek(telling | regel, {"aanvraag_id": aanvraag.pk})


def _aanvraag_upload(wereld: Wereld, door: Gebruiker) -> Verzoek:
    """The workbook as it was taken away, with a day in another week."""
    aanvraag = _nieuwe_aanvraag(wereld, door)
    aanvraag.peilweek = date(2024, 11, 4)
    inhoud = make_werkboek(aanvraag, picture_of(aanvraag, NU), verstuurd=False)
    return Verzoek({"bestand": SimpleUploadedFile("aanvraag.xlsx", inhoud)}, {"aanvraag_id": aanvraag.pk})


def _aanvraagbijlage(wereld: Wereld, door: Gebruiker) -> Verzoek:
    data = {"naam": "Begroting", "bestand": SimpleUploadedFile("begroting.png", PNG)}
    return Verzoek(data, {"aanvraag_id": _nieuwe_aanvraag(wereld, door).pk})


def _verleend(wereld: Wereld, door: Gebruiker) -> Subsidiedossier:
    """A year for which something is granted, and that is over."""
    besluit = Beschikking.objects.get(pk=wereld.ids["beschikking_id"])
    dossier = besluit.dossier
    dossier.aanvragen.update(status="besloten")
    vast = {"jaar": NU.year, "motivering": "x", "artikel": "x", "voorbereid_op": NU, "genomen_op": NU}
    dossier.beschikkingen.create(
        gemeente=wereld.gemeente,
        volgnummer=900,
        soort="verlening",
        status="genomen",
        bedrag_centen=1_000_00,
        voorbereid_door=wereld.boeken.medewerker,
        genomen_door=wereld.boeken.budgethouder,
        **vast,
    )
    return dossier


def _vaststelling_start(wereld: Wereld, door: Gebruiker) -> Verzoek:
    return Verzoek({}, {"dossier_id": _verleend(wereld, door).pk})


def _beschikking_prepare(wereld: Wereld, door: Gebruiker) -> Verzoek:
    data = {"soort": "wijziging", "bedrag": "900", "motivering": "Er komen minder kinderen."}
    return Verzoek(data, {"dossier_id": _verleend(wereld, door).pk})


def _voorbereid(**data: Any) -> Callable[[Wereld, Gebruiker], Verzoek]:
    def maak(wereld: Wereld, door: Gebruiker) -> Verzoek:
        besluit = prepare_beschikking(
            dossier=_verleend(wereld, door),
            soort="intrekking",
            bedrag=0,
            motivering="De locatie sloot.",
            door=wereld.boeken.medewerker,
            op=timezone.now(),
        )
        return Verzoek(data, {"beschikking_id": besluit.pk})

    return maak


def _berekening(**data: Any) -> Callable[[Wereld, Gebruiker], Verzoek]:
    def maak(wereld: Wereld, door: Gebruiker) -> Verzoek:
        declaratie = _declaratie(wereld, "geaccepteerd")
        berekening = calculate_declaratie(declaratie=declaratie, door=wereld.boeken.medewerker, op=NU)
        return Verzoek(data, {"berekening_id": berekening.pk})

    return maak


def _locatiegeld(**data: Any) -> Callable[[Wereld, Gebruiker], Verzoek]:
    def maak(wereld: Wereld, door: Gebruiker) -> Verzoek:
        regeling = Subsidieregeling.objects.get(pk=wereld.ids["regeling_id"])
        berekening = LocatieberekeningFactory(
            houder=wereld.houder, regeling=regeling, status="berekend", besloten_op=None
        )
        return Verzoek(data, {"locatieberekening_id": berekening.pk})

    return maak


def _locatiegeld_calculate(wereld: Wereld, door: Gebruiker) -> Verzoek:
    """Under a policy that pays for the group of the provider."""
    adopt_locatiegeld(wereld.boeken)
    return Verzoek({}, {"jaar": 2020})


def _tijdvak_calculate(wereld: Wereld, door: Gebruiker) -> Verzoek:
    _declaratie(wereld, "geaccepteerd")
    return Verzoek({}, {"tijdvak": kwartaal(2020, 2)})


def _concept(wereld: Wereld) -> Subsidieregeling:
    return import_regeling(tekst=TEKST, door=wereld.boeken.beleid, op=NU)


def _van_concept(**data: Any) -> Callable[[Wereld, Gebruiker], Verzoek]:
    return lambda wereld, door: Verzoek(data, {"regeling_id": _concept(wereld).pk})


def _van_voorstel(wereld: Wereld, door: Gebruiker) -> Verzoek:
    voorstel = propose_regeling(regeling=_concept(wereld), door=wereld.boeken.beleid)
    return Verzoek({}, {"regeling_id": voorstel.pk})


def _loting_draw(wereld: Wereld, door: Gebruiker) -> Verzoek:
    """Under a policy that draws lots, after its last day of applying."""
    tekst = TEKST.replace('verdeling = "volgorde_van_ontvangst"', 'verdeling = "loting_op_een_datum"')
    concept = import_regeling(tekst=tekst, door=wereld.boeken.beleid, op=NU)
    voorstel = propose_regeling(regeling=concept, door=wereld.boeken.beleid)
    regeling = adopt_regeling(regeling=voorstel, door=wereld.boeken.budgethouder, op=NU)
    return Verzoek({}, {"regeling_id": regeling.pk, "jaar": regeling.geldig_van.year})


def _terug(wereld: Wereld, door: Gebruiker) -> Verzoek:
    verzoek = _van_voorstel(wereld, door)
    return Verzoek({"reden": "Het plafond is te hoog."}, verzoek.kwargs)


def _overname(wereld: Wereld, door: Gebruiker) -> Verzoek:
    tekst = regeling_text("duiven-2020").replace("waarde = 9.40", "waarde = 9.50")
    concept = import_regeling(tekst=tekst, door=wereld.boeken.beleid, op=NU)
    plek = {"regeling_id": concept.pk, "nummer": 3}
    return Verzoek({"voorbeeld3-bron": "besluit", "gezien": concept.sha256}, plek)


def _hoofdstuk(wereld: Wereld, door: Gebruiker) -> Verzoek:
    concept = _concept(wereld)
    data = formulier(load_regeling(concept.tekst), "tarieven") | {"doe": "bewaren"}
    return Verzoek(data | {"tarieven[0].bedrag[0].waarde": "10,50"}, {"regeling_id": concept.pk})


def _boeking_reverse(wereld: Wereld, door: Gebruiker) -> Verzoek:
    boeking = BoekingFactory(gemeente=wereld.gemeente)
    return Verzoek({"reden": "dubbel", "datum": "2025-06-01"}, {"boeking_id": boeking.pk})


def _verplichting_withdraw(wereld: Wereld, door: Gebruiker) -> Verzoek:
    open_ = make_claim(wereld.boeken, "open-1", "100", organisatie=wereld.houder)
    return Verzoek({"reden": "Al betaald."}, {"verplichting_id": open_.pk})


def _kolommen_claim(wereld: Wereld, door: Gebruiker) -> Verzoek:
    """Under a scheme that pays no advance a claim took € 50 back of which nothing is decided."""
    tekst = re.sub(r"voorschot = \{ waarde = \d+", "voorschot = { waarde = 0", regeling_text("duiven-2020"))
    tekst = re.sub(r'^naam = ".*"', 'naam = "Zonder voorschot"', tekst, count=1, flags=re.MULTILINE)
    regeling = import_regeling(tekst=tekst, door=wereld.boeken.beleid, op=NU)
    BoekingFactory(gemeente=wereld.gemeente, houder=wereld.houder, regeling=regeling, jaar=2020)
    make_claim(wereld.boeken, "te-veel-terug", "-50", organisatie=wereld.houder, regeling=regeling)
    check_kolommen(gemeente=wereld.gemeente, op=NU)
    stand = Kolommenstand.objects.get(gemeente=wereld.gemeente, regelingnaam="Zonder voorschot")
    return Verzoek({}, {"stand_id": stand.pk})


def _terugbetaling_create(wereld: Wereld, door: Gebruiker) -> Verzoek:
    terug = make_claim(wereld.boeken, "terug-1", "-100", soort="terugvordering", organisatie=wereld.houder)
    gegevens = {"bedrag_centen": "40", "dag": "2025-06-01", "referentie": "B1"}
    return Verzoek(gegevens, {"verplichting_id": terug.pk})


def _rekening_create(wereld: Wereld, door: Gebruiker) -> Verzoek:
    adres = {
        "straat": "Dorpsstraat",
        "huisnummer": "1",
        "postcode": "6921 AB",
        "plaats": "Duiven",
        "land": "NL",
    }
    data = adres | {"iban": ANDER_IBAN, "tenaamstelling": "Kinderopvang", "geldig_van": "2025-01-01"}
    return Verzoek(data | {"organisatie": wereld.houder.pk})


def _voorgestelde_rekening(**data: Any) -> Callable[[Wereld, Gebruiker], Verzoek]:
    def maak(wereld: Wereld, door: Gebruiker) -> Verzoek:
        rekening = give_account(wereld.boeken, wereld.houder, ANDER_IBAN)
        return Verzoek(data, {"rekening_id": rekening.pk})

    return maak


def _factuur_create(wereld: Wereld, door: Gebruiker) -> Verzoek:
    return Verzoek(
        {
            "activiteit": ActiviteitFactory(gemeente=wereld.gemeente).pk,
            "crediteur": "Bibliotheek",
            "nummer": "2025-1",
            "factuurdatum": "2025-06-01",
            "bedrag_centen": "100",
            "jaar": "2025",
        }
    )


def _factuur(**data: Any) -> Callable[[Wereld, Gebruiker], Verzoek]:
    def maak(wereld: Wereld, door: Gebruiker) -> Verzoek:
        return Verzoek(data, {"factuur_id": FactuurFactory(gemeente=wereld.gemeente).pk})

    return maak


def _te_betalen(wereld: Wereld) -> None:
    """An open claim, with the accounts that it takes to pay it."""
    boeken = wereld.boeken
    rekening = give_account(boeken, None, GEMEENTE_IBAN)
    agree_bankrekening(rekening=rekening, door=boeken.budgethouder, op=timezone.now())
    make_claim(boeken, "open-1", "100", organisatie=wereld.houder)


def _run_create(wereld: Wereld, door: Gebruiker) -> Verzoek:
    _te_betalen(wereld)
    dag = timezone.localdate().isoformat()
    return Verzoek({"tot_en_met": dag, "uitvoerdag": dag})


def _run(vrijgegeven: bool = False, **data: Any) -> Callable[[Wereld, Gebruiker], Verzoek]:
    def maak(wereld: Wereld, door: Gebruiker) -> Verzoek:
        _te_betalen(wereld)
        boeken, nu, dag = wereld.boeken, timezone.now(), timezone.localdate()
        run = propose_run(
            tot_en_met=dag, uitvoerdag=dag, versie="pain.001.001.09", door=boeken.medewerker, op=nu
        )
        if vrijgegeven:
            release_run(run=run, door=boeken.budgethouder, op=nu)
        return Verzoek(data, {"run_id": run.pk})

    return maak


def _factuurregel(wereld: Wereld) -> dict[str, str]:
    naam = ActiviteitFactory(gemeente=wereld.gemeente).naam
    waarden = (naam, "Bibliotheek", "2025-2", "01-06-2025", "100", "2025", "")
    return dict(zip(KOLOMMEN, waarden, strict=True))


_BEVINDING = {"soort": "fout", "indicator": "D8/01", "bedrag_centen": "10", "oorzaak": "Dubbel geboekt."}
_SISA = "\n".join(f"{i.code};{i.tekst};{i.aard_controle}" for i in formulier_van(2025).indicatoren).encode()


def _sisa_bijlage(wereld: Wereld, door: Gebruiker) -> Verzoek:
    return Verzoek({"bestand": SimpleUploadedFile("sisa.csv", _SISA)})


def _sisa_take(wereld: Wereld, door: Gebruiker) -> Verzoek:
    bijlage = read_bijlage(_SISA, "sisa.csv", 2025, formulier_van(2025))
    zout = f"sisabijlage:{door.pk}:{door.toekenning.pk}"
    gegevens = [2025, bijlage.formulier, "", ""]
    return Verzoek({"teksten": signing.dumps(gegevens, salt=zout, compress=True)})


def _sisa_drop(wereld: Wereld, door: Gebruiker) -> Verzoek:
    jaar = find_jaren(wereld.gemeente, timezone.localdate())[0]
    formulier = read_bijlage(_SISA, "sisa.csv", jaar, formulier_van(2025)).formulier
    Sisatekst.objects.create(
        gemeente=wereld.gemeente, jaar=jaar, formulier=formulier, vastgelegd_op=NU, vastgelegd_door=door
    )
    return Verzoek({})


def _factuur_import(wereld: Wereld, door: Gebruiker) -> Verzoek:
    regel = _factuurregel(wereld)
    inhoud = f"{';'.join(regel)}\n{';'.join(regel.values())}\n".encode()
    return Verzoek({"bestand": SimpleUploadedFile("facturen.csv", inhoud)})


def _facturen_prepare(wereld: Wereld, door: Gebruiker) -> Verzoek:
    regel = _factuurregel(wereld)
    (gelezen,) = read_facturen(f"{';'.join(regel)}\n{';'.join(regel.values())}\n".encode(), door)
    zout = f"facturenbestand:{door.pk}:{door.toekenning.pk}"
    return Verzoek({"regels": signing.dumps([(2, gelezen.velden)], salt=zout, compress=True)})


def _grootboekrekening_edit(wereld: Wereld, door: Gebruiker) -> Verzoek:
    BoekingFactory(gemeente=wereld.gemeente)
    rekening = Grootboekrekening.objects.get(gemeente=wereld.gemeente, rol="bank")
    velden = {"code": "B100", "naam": "Bank", "fcl_code": "6.421", "toelichting": "Rekeningschema"}
    return Verzoek(velden, {"grootboekrekening_id": rekening.pk})


def _afsluiting(*stappen: str, **data: str) -> Callable[[Wereld, Gebruiker], Verzoek]:
    """The year 2019 of a municipality, as far on its way as `stappen` say."""

    def maak(wereld: Wereld, door: Gebruiker) -> Verzoek:
        BoekingFactory(gemeente=wereld.gemeente, jaar=2019)
        een, ander = (GebruikerFactory(rol=rol, gemeente=wereld.gemeente) for rol in _SLUITERS)
        afsluiting = propose_afsluiting(jaar=2019, door=een, op=NU) if stappen else None
        if afsluiting and "dicht" in stappen:
            afsluiting = close_jaar(afsluiting=afsluiting, door=ander, op=NU)
        if afsluiting and "gevraagd" in stappen:
            ask_heropening(afsluiting=afsluiting, reden="Fout", door=een, op=NU)
        return Verzoek(data, {"jaar": 2019})

    return maak


def _betaling_fail(wereld: Wereld, door: Gebruiker) -> Verzoek:
    run = Betaalrun.objects.get(pk=_run(vrijgegeven=True)(wereld, door).kwargs["run_id"])
    return Verzoek({"reden": "De rekening is opgeheven."}, {"betaling_id": run.betalingen.get().pk})


def _afschrift_upload(wereld: Wereld, door: Gebruiker) -> Verzoek:
    _te_betalen(wereld)
    return Verzoek({"bestand": SimpleUploadedFile("camt.xml", camt(post("onbekend", "12.00")))})


_SLUITERS = (Rol.BELEIDSMEDEWERKER, Rol.BUDGETHOUDER)


def _activiteit_edit(wereld: Wereld, door: Gebruiker) -> Verzoek:
    activiteit = ActiviteitFactory(gemeente=wereld.gemeente)
    return Verzoek(_ACTIVITEIT | {"in_gebruik": ""}, {"activiteit_id": activiteit.pk})


_ACTIVITEIT = {
    "naam": "Taalcafé",
    "bron": "goab",
    "indicator": "D8/02",
    "toelichting": "Besluit",
    "in_gebruik": "on",
}


_BELEIDSAFSPRAAK = {
    "jaar": "2025",
    "onderwerp": "160-toeleiding",
    "tekst": "Het consultatiebureau verwijst elk kind.",
    "datum": "2025-01-06",
    "partijen": "gemeente en houders",
    "doel": "elk kind",
}
_BELEIDSACTIE = {"jaar": "2025", "actie": "Folder maken", "eigenaar": "gemeente", "uiterlijk": "2025-12-31"}
_BELEIDSOVERLEG = {"soort": "oogo", "datum": "2025-06-03", "aanwezig": "gemeente en schoolbesturen"}


def _peuters_record(wereld: Wereld, door: Gebruiker) -> Verzoek:
    return Verzoek(_TELLING | {"buurt": wereld.ids["buurt_id"]})


def _leerlingen_record(wereld: Wereld, door: Gebruiker) -> Verzoek:
    school = OrganisatieFactory(school=True, gemeenten=[wereld.gemeente])
    return Verzoek(_TELLING | {"school": school.pk, "met_indicatie": "4"})


_TELLING = {"peildatum": "2019-10-01", "aantal": "30", "bron": "opgave"}


def _verantwoording_create(wereld: Wereld, door: Gebruiker) -> Verzoek:
    return Verzoek({"jaar": BoekingFactory(gemeente=wereld.gemeente, jaar=2024).jaar})


def _verantwoording_retry(wereld: Wereld, door: Gebruiker) -> Verzoek:
    mislukt = VerantwoordingFactory(gemeente=wereld.gemeente, jaar=2024, failed=True)
    return Verzoek({}, {"verantwoording_id": mislukt.pk})


def _verantwoording_finalize(wereld: Wereld, door: Gebruiker) -> Verzoek:
    een, ander = wereld.boeken.medewerker, wereld.boeken.budgethouder
    Jaarafsluiting.objects.create(
        gemeente=wereld.gemeente,
        jaar=2024,
        status=Jaarafsluiting.Status.CLOSED,
        voorgesteld_op=NU,
        voorgesteld_door=een,
        gesloten_op=NU,
        gesloten_door=ander,
        sha256="0" * 64,
    )
    klaar = VerantwoordingFactory(gemeente=wereld.gemeente, jaar=2024, done=True, closed=True)
    return Verzoek({}, {"verantwoording_id": klaar.pk})


def _verantwoording_send(wereld: Wereld, door: Gebruiker) -> Verzoek:
    klaar = VerantwoordingFactory(gemeente=wereld.gemeente, jaar=2024, done=True, final=True)
    dag = timezone.localdate(klaar.definitief_op)
    return Verzoek({"dag": dag.isoformat(), "aan": "het CBS"}, {"verantwoording_id": klaar.pk})


def _periodiek_create(wereld: Wereld, door: Gebruiker) -> Verzoek:
    return Verzoek({"wat": f"evaluatie {BoekingFactory(gemeente=wereld.gemeente, jaar=2024).jaar}"})


# -- users ---------------------------------------------------------------------------------------


def _collega(**extra: Any) -> Callable[[Wereld, Gebruiker], Verzoek]:
    def maak(wereld: Wereld, door: Gebruiker) -> Verzoek:
        persoon = GebruikerFactory(gemeente=wereld.gemeente).bij_gemeenten.get()
        for veld, waarde in extra.items():
            setattr(persoon, veld, waarde)
        persoon.save()
        return Verzoek({}, {"pk": persoon.pk})

    return maak


# -- users out of a file, and settings -----------------------------------------------------------


def _ronde_stop(wereld: Wereld, door: Gebruiker) -> Verzoek:
    Ronde.objects.filter(pk=wereld.ids["ronde_id"]).update(gestopt=False, klaar_op=None)
    return Verzoek({})


def _machtiging_withdraw(wereld: Wereld, door: Gebruiker) -> Verzoek:
    Machtiging.objects.create(gemeente=wereld.gemeente, soort="berekenen", gegeven_op=NU, gegeven_door=door)
    return Verzoek({})


def _smi_set(wereld: Wereld, door: Gebruiker) -> Verzoek:
    return Verzoek({"kent_smi": "nee" if wereld.gemeente.kent_smi else "ja"})


def _gebruiker_import(wereld: Wereld, door: Gebruiker) -> Verzoek:
    inhoud = b"naam;e-mailadres;rol\nBo;bo@duiven.test;Auditor\n"
    return Verzoek({"bestand": SimpleUploadedFile("gebruikers.csv", inhoud)})


def _gebruikers_invite(wereld: Wereld, door: Gebruiker) -> Verzoek:
    velden = {"naam": "Bo", "email": "bo@duiven.test", "rol": "auditor"}
    zout = f"gebruikersbestand:{door.pk}:{door.toekenning.pk}"
    return Verzoek({"regels": signing.dumps([(2, velden)], salt=zout, compress=True)})


# -- the installation ----------------------------------------------------------------------------


def _beheerder_mail(wereld: Wereld, door: Gebruiker) -> Verzoek:
    ander = GebruikerFactory(rol=Rol.FUNCTIONEEL_BEHEERDER, gemeente=wereld.gemeente)
    return Verzoek({"rol": ander.toekenningen.get().pk})


def _gemeente_merge(wereld: Wereld, door: Gebruiker) -> Verzoek:
    return Verzoek({"nieuw": GemeenteFactory(code="0299").pk, "per": "2027-01-01"})


def _gemeente_unmerge(wereld: Wereld, door: Gebruiker) -> Verzoek:
    wereld.gemeente.opgegaan_in, wereld.gemeente.opgeheven_per = (
        GemeenteFactory(code="0299"),
        date(2027, 1, 1),
    )
    wereld.gemeente.save()
    return Verzoek()


def _organisatie_make(wereld: Wereld, door: Gebruiker) -> Verzoek:
    return Verzoek({"soort": "jgz", "naam": "GGD Voorbeeld", "gemeenten": [wereld.gemeente.pk]})


def _organisatie_change(wereld: Wereld, door: Gebruiker) -> Verzoek:
    gemeenten = [wereld.gemeente.pk, GemeenteFactory(code="0299").pk]
    return Verzoek({"naam": "Nieuwe naam", "kvk_nummer": "12345678", "gemeenten": gemeenten})


# -- letters and messages ------------------------------------------------------------------------

HUISSTIJL = {
    "afzender": "Gemeente Voorbeeldstad",
    "adres": "Postbus 1",
    "postcode": "1234 AB",
    "plaats": "Voorbeeldstad",
    "telefoon": "14 0123",
    "email": "jeugd@voorbeeldstad.test",
    "ondertekenaar": "J. Bos",
    "functie": "teamleider Jeugd",
    "bezwaar_bij": "het college",
    "bezwaar_adres": "Postbus 1, 1234 AB Voorbeeldstad",
    "bezwaar_email": "",
    "kleur": "#154273",
}


def _brieftekst(wereld: Wereld, door: Gebruiker) -> Verzoek:
    """All words of a letter, with another end."""
    return Verzoek(blokken_van(briefsoort("subsidie-verlening"), None) | {"slot": "Tot ziens."})


def _brieftekst_restore(wereld: Wereld, door: Gebruiker) -> Verzoek:
    soort = briefsoort("subsidie-verlening")
    save_brieftekst(soort=soort, blokken=blokken_van(soort, None) | {"slot": ""}, door=door, op=NU)
    return Verzoek()


def _brief_print(wereld: Wereld, door: Gebruiker) -> Verzoek:
    data = {"hoe": "post", "dag": timezone.localdate().isoformat()}
    return Verzoek(data | {"brief": [wereld.ids["brief_id"]]})


def _brief_announce(wereld: Wereld, door: Gebruiker) -> Verzoek:
    return Verzoek({"hoe": "post", "dag": timezone.localdate().isoformat()})


def _tell(wereld: Wereld, door: Gebruiker) -> Verzoek:
    return Verzoek({"dag": timezone.localdate().isoformat(), "hoe": "gebeld"})


def _adres_restore(wereld: Wereld, door: Gebruiker) -> Verzoek:
    Onbereikbaar.objects.create(gebruiker=wereld.iemand, bron="smtp", gemeld_op=NU)
    return Verzoek()


def _bereikbaarheid(wereld: Wereld, door: Gebruiker) -> Verzoek:
    andere = OrganisatieFactory(gemeenten=[wereld.gemeente])
    return Verzoek({"organisatie": andere.pk, "sinds": "2025-01-01", "verklaard_door": "A. Smit, directeur"})


def _bijeenkomst(wereld: Wereld, door: Gebruiker) -> Verzoek:
    _peuter(wereld)
    dag = (timezone.localdate() + timedelta(days=14)).isoformat()
    data = {"datum": dag, "tijd": "19:30", "plaats": "Buurthuis", "talen": ["ar"]}
    return Verzoek(data | {"van_maanden": "24", "tot_en_met_maanden": "47"})


WERKWIJZE = {
    "aandacht_maanden": "18",
    "stil_na_weken": "8",
    "opnieuw_vragen_na_weken": "13",
    "op_tijd_maanden": "30",
    "criteriaregel": "een",
    "criteriadrempel": "1",
    "overdracht_maanden": "45",
}

GEVALLEN: dict[str, Geval] = {
    "brieven:afschrift": Geval(Rol.HOUDER_MEDEWERKER, _posted(), wijzigt=False),
    "brieven:brief_detail": Geval(Rol.KINDREGISSEUR, _brief_announce),
    "brieven:brief_download": Geval(Rol.KINDREGISSEUR, _posted(), wijzigt=False),
    "brieven:brief_print": Geval(Rol.KINDREGISSEUR, _brief_print),
    "brieven:brief_bundle": Geval(Rol.KINDREGISSEUR, _posted(), wijzigt=False),
    "brieven:bericht_open": Geval(Rol.HOUDER_MEDEWERKER, _posted()),
    "brieven:bericht_instelling": Geval(Rol.AUDITOR, _posted(mail="dagelijks")),
    "brieven:kennisgeving_resend": Geval(Rol.FUNCTIONEEL_BEHEERDER, _posted()),
    "brieven:kennisgeving_tell": Geval(Rol.FUNCTIONEEL_BEHEERDER, _tell),
    "brieven:adres_bounce": Geval(Rol.FUNCTIONEEL_BEHEERDER, _posted()),
    "brieven:adres_restore": Geval(Rol.FUNCTIONEEL_BEHEERDER, _adres_restore),
    "brieven:huisstijl_set": Geval(Rol.FUNCTIONEEL_BEHEERDER, _posted(**HUISSTIJL)),
    "brieven:verklaring_set": Geval(Rol.FUNCTIONEEL_BEHEERDER, _posted(functionaris="fg@voorbeeldstad.test")),
    "brieven:brieftekst_edit": Geval(Rol.FUNCTIONEEL_BEHEERDER, _brieftekst),
    "brieven:brieftekst_preview": Geval(Rol.FUNCTIONEEL_BEHEERDER, _brieftekst, wijzigt=False),
    "brieven:brieftekst_restore": Geval(Rol.FUNCTIONEEL_BEHEERDER, _brieftekst_restore),
    "brieven:huisstijl_preview": Geval(Rol.FUNCTIONEEL_BEHEERDER, _posted(), wijzigt=False),
    "brieven:bereikbaarheid": Geval(Rol.FUNCTIONEEL_BEHEERDER, _bereikbaarheid),
    "brieven:bereikbaarheid_withdraw": Geval(Rol.FUNCTIONEEL_BEHEERDER, _posted()),
    "brieven:folder_download": Geval(Rol.KINDREGISSEUR, _posted(), wijzigt=False),
    "brieven:taaltekst_set": Geval(Rol.FUNCTIONEEL_BEHEERDER, _posted(url="https://voorbeeldstad.test/vve")),
    "brieven:taaltekst_check": Geval(Rol.FUNCTIONEEL_BEHEERDER, _posted(versie=ouderteksten()["en"].versie)),
    "opvang:bijeenkomst_plan": Geval(Rol.KINDREGISSEUR, _bijeenkomst),
    "indicaties:kind_search": Geval(Rol.JGZ_MEDEWERKER, _posted(zoek=BSN), wijzigt=False),
    "indicaties:kind_register": Geval(Rol.JGZ_MEDEWERKER, lambda w, d: Verzoek(_kindgegevens())),
    "indicaties:kind_rectify": Geval(Rol.JGZ_MEDEWERKER, _kind_rectify),
    "indicaties:adres_change": Geval(Rol.KINDREGISSEUR, _posted(**ADRES)),
    "indicaties:adres_show": Geval(Rol.KINDREGISSEUR, _posted(reden="bezoek"), wijzigt=False),
    "indicaties:ouder_add": Geval(Rol.HOUDER_MEDEWERKER, _posted(**OUDER)),
    "indicaties:ouder_link": Geval(Rol.JGZ_MEDEWERKER, _ouder_link),
    "indicaties:ouder_change": Geval(Rol.KINDREGISSEUR, _ouder_change),
    "indicaties:ouder_end": Geval(Rol.JGZ_MEDEWERKER, _ouder_end),
    "indicaties:gezin_link": Geval(Rol.KINDREGISSEUR, _gezin_link),
    "indicaties:gezin_unlink": Geval(Rol.KINDREGISSEUR, _gezin_unlink),
    "indicaties:herkomst_object": Geval(Rol.JGZ_MEDEWERKER, _posted(dag="2020-02-03")),
    "indicaties:buurt_upload": Geval(Rol.FUNCTIONEEL_BEHEERDER, _buurt_upload),
    "indicaties:buurt_confirm": Geval(Rol.FUNCTIONEEL_BEHEERDER, _buurt_confirm),
    "indicaties:kind_merge": Geval(Rol.JGZ_MEDEWERKER, _kind_merge),
    "indicaties:merge_undo": Geval(Rol.KINDREGISSEUR, _merge_undo),
    "indicaties:dubbel_decline": Geval(Rol.JGZ_MEDEWERKER, _posted()),
    "indicaties:verwijsvraag_decline": Geval(Rol.KINDREGISSEUR, _posted()),
    "indicaties:bsn_show": Geval(Rol.JGZ_MEDEWERKER, _posted(reden="ouders"), wijzigt=False),
    "indicaties:indicatie_grant": Geval(Rol.JGZ_MEDEWERKER, _indicatie_grant, regels=2),  # and the case
    "indicaties:indicatie_withdraw": Geval(
        Rol.JGZ_MEDEWERKER, _posted(reden=Indicatie.RedenIntrekking.values[0])
    ),
    "indicaties:indicatie_shorten": Geval(
        Rol.JGZ_MEDEWERKER,
        _posted(laatste_dag="2020-06-30", reden=Indicatie.RedenIntrekking.values[0]),
        regels=2,  # the old decision withdrawn, the shorter one granted
    ),
    "indicaties:indicatie_extend": Geval(Rol.JGZ_MEDEWERKER, _indicatie_extend, regels=2),  # a case opened
    "indicaties:indicatie_refuse": Geval(Rol.JGZ_MEDEWERKER, _van_peuter(reden="geen-grond")),
    "indicaties:informatiebrief_make": Geval(Rol.KINDREGISSEUR, _van_peuter()),
    "indicaties:besluit_brief": Geval(Rol.JGZ_MEDEWERKER, _posted()),
    "indicaties:besluit_correct": Geval(Rol.JGZ_MEDEWERKER, _posted(toelichting="Zo bedoelen wij het.")),
    "indicaties:besluit_announce": Geval(
        Rol.JGZ_MEDEWERKER, _posted(dag=timezone.localdate().isoformat(), hoe="post")
    ),
    "indicaties:signaal_give": Geval(
        Rol.JGZ_MEDEWERKER,
        _van_peuter(aanleiding="ouders", toelichting="Praat nog weinig."),
        regels=2,  # the case opened
    ),
    "indicaties:ondersteuning_ask": Geval(Rol.HOUDER_MEDEWERKER, _posted(vraag="Kan iemand meekijken?")),
    "indicaties:ondersteuning_answer": Geval(Rol.JGZ_MEDEWERKER, _posted(antwoord="Wij komen langs.")),
    "indicaties:opmerking_write": Geval(Rol.JGZ_MEDEWERKER, _posted(tekst="Nog eens bellen.")),
    "indicaties:toestemming_record": Geval(
        Rol.KINDREGISSEUR,
        _posted(gegeven="nee", datum="2024-09-01", ouder="een", vastlegging="mondeling"),
    ),
    "indicaties:toestemming_withdraw": Geval(Rol.KINDREGISSEUR, _posted()),
    "indicaties:werkwijze_edit": Geval(Rol.FUNCTIONEEL_BEHEERDER, _posted(**WERKWIJZE)),
    "opvang:herinneringsregel_set": Geval(
        Rol.FUNCTIONEEL_BEHEERDER, _posted(vanaf="2025-01-01", **HERINNERINGSREGEL)
    ),
    "indicaties:criteria_start": Geval(Rol.FUNCTIONEEL_BEHEERDER, _posted(lijst="0273")),
    "indicaties:criterium_add": Geval(
        Rol.FUNCTIONEEL_BEHEERDER,
        _posted(soort="vve", groep="situatie", naam="Nieuwe grond", volgorde="1", gewicht="2"),
    ),
    "indicaties:criterium_change": Geval(
        Rol.FUNCTIONEEL_BEHEERDER,
        _posted(groep="situatie", naam="Andere woorden", volgorde="1", gewicht="2"),
    ),
    "indicaties:vertrek_record": Geval(
        Rol.KINDREGISSEUR, _posted(reden="verhuisd", laatste_dag="2020-02-15")
    ),
    "indicaties:vertrek_undo": Geval(Rol.JGZ_MEDEWERKER, _vertrek_undo),
    "indicaties:toeleiding_refer": Geval(
        Rol.JGZ_MEDEWERKER, _toeleiding_refer, regels=3
    ),  # the consent, the case, the referral
    "indicaties:toeleiding_decline": Geval(Rol.KINDREGISSEUR, _posted(reden=Toeleiding.Reden.values[0])),
    "indicaties:toeleiding_recall": Geval(Rol.KINDREGISSEUR, _toeleiding_recall),
    "indicaties:route_contact": Geval(
        Rol.KINDREGISSEUR, _posted(soort="gebeld", datum="2020-01-15", notitie="Belt terug.")
    ),
    "indicaties:route_discuss": Geval(Rol.KINDREGISSEUR, _posted(besproken_op="2020-01-15")),
    "indicaties:route_plan": Geval(Rol.KINDREGISSEUR, _route_plan),
    "indicaties:route_note": Geval(Rol.JGZ_MEDEWERKER, _posted(tekst="Belt liever na zessen.")),
    "indicaties:route_task": Geval(Rol.KINDREGISSEUR, _route_task),
    "indicaties:route_task_done": Geval(Rol.KINDREGISSEUR, _route_task_done),
    "indicaties:route_transfer": Geval(Rol.KINDREGISSEUR, _route_transfer),
    "indicaties:route_transfer_all": Geval(Rol.KINDREGISSEUR, _route_transfer_all),
    "indicaties:route_close": Geval(Rol.KINDREGISSEUR, _posted(reden="niet-nodig", toelichting="")),
    "indicaties:route_late": Geval(Rol.KINDREGISSEUR, _posted(reden="gezin-later")),
    "opvang:verwijzing_answer": Geval(Rol.HOUDER_MEDEWERKER, _verwijzing_answer),
    "opvang:verwijzing_confirm": Geval(Rol.HOUDER_MEDEWERKER, _verwijzing_confirm),
    "opvang:groep_create": Geval(
        Rol.HOUDER_MEDEWERKER,
        lambda w, d: Verzoek(
            {
                "locatie": w.ids["locatie_id"],
                "naam": "Rupsen",
                "plaatsen": "8",
                "ve": "ja",
                "half": "heel",
                "dagdelen_per_week": "4",
                "van": "2025-01-01",
                "tot_en_met": "",
            }
        ),
    ),
    "opvang:groep_change": Geval(
        Rol.HOUDER_MEDEWERKER,
        _posted(plaatsen="10", ve="ja", half="half", dagdelen_per_week="4", vanaf="2025-01-01"),
    ),
    "opvang:kwaliteitsblad_edit": Geval(
        Rol.HOUDER_MEDEWERKER,
        _posted(dagen_per_week="4", uren_per_week_honderdsten="16", weken_per_jaar="40", toelichting=""),
    ),
    "opvang:kwaliteitsblad_submit": Geval(
        Rol.HOUDER_MEDEWERKER, _kwaliteitsblad, regels=2
    ),  # one is replaced
    "opvang:kwaliteitsblad_agree": Geval(Rol.BELEIDSMEDEWERKER, _posted()),
    "opvang:kwaliteitsblad_return": Geval(
        Rol.BELEIDSMEDEWERKER, _posted(reden="Welke weken is de groep dicht?")
    ),
    "opvang:ggdinspectie_record": Geval(Rol.BELEIDSMEDEWERKER, _posted(**_GGDINSPECTIE)),
    "opvang:ggdinspectie_replace": Geval(Rol.BELEIDSMEDEWERKER, _posted(**_GGDINSPECTIE)),
    "opvang:groep_end": Geval(Rol.HOUDER_MEDEWERKER, _posted(laatste_dag="2025-12-31")),
    "opvang:indeling_edit": Geval(Rol.HOUDER_MEDEWERKER, _indeling),
    "opvang:indeling_withdraw": Geval(Rol.HOUDER_MEDEWERKER, _posted()),
    "opvang:locatie_kern": Geval(Rol.FUNCTIONEEL_BEHEERDER, _locatie_kern),
    "opvang:apitoken_create": Geval(Rol.HOUDER_BEHEERDER, _apitoken_create),
    "opvang:apitoken_withdraw": Geval(Rol.HOUDER_BEHEERDER, _posted()),
    "opvang:overname_list": Geval(Rol.KINDREGISSEUR, _overname_list),
    "opvang:overname_detail": Geval(Rol.KINDREGISSEUR, _overname_detail),
    "opvang:lrk_upload": Geval(Rol.FUNCTIONEEL_BEHEERDER, _lrk_upload),
    "opvang:lrk_review": Geval(Rol.FUNCTIONEEL_BEHEERDER, _lrk_review),
    "opvang:lrkvraag_detail": Geval(Rol.FUNCTIONEEL_BEHEERDER, _posted(doe="afwijzen")),
    "opvang:peuter_enrol": Geval(Rol.HOUDER_MEDEWERKER, _peuter_enrol, regels=2),  # enrolled, placed
    "opvang:plaatsing_create": Geval(Rol.HOUDER_MEDEWERKER, _plaatsing_create, regels=2),  # and referred
    "opvang:plaatsing_change": Geval(Rol.HOUDER_MEDEWERKER, _plaatsing_change, regels=2),  # ended, begun
    "opvang:plaatsing_restart": Geval(
        Rol.HOUDER_MEDEWERKER, _posted(startdatum="2020-02-03", reden="verkeerd-ingevuld")
    ),
    "opvang:plaatsing_void": Geval(Rol.HOUDER_MEDEWERKER, _posted(reden="verkeerd-kind")),
    "opvang:plaatsing_end": Geval(Rol.HOUDER_MEDEWERKER, _posted(einddatum="2020-05-01")),
    "opvang:declaratie_start": Geval(Rol.HOUDER_MEDEWERKER, _posted(jaar="2020", deel="2")),
    "opvang:declaratie_detail": Geval(Rol.HOUDER_MEDEWERKER, _uren),
    "opvang:uren_save": Geval(Rol.HOUDER_MEDEWERKER, _uren),
    "opvang:signaal_answer": Geval(Rol.HOUDER_MEDEWERKER, _antwoord),
    "opvang:declaratie_submit": Geval(Rol.HOUDER_BEHEERDER, _van_declaratie("concept")),
    "opvang:declaratie_correct": Geval(Rol.HOUDER_BEHEERDER, _posted()),
    "opvang:declaratie_refresh": Geval(Rol.HOUDER_MEDEWERKER, _van_declaratie("concept"), wijzigt=False),
    "opvang:declaratie_discard": Geval(Rol.HOUDER_MEDEWERKER, _van_declaratie("concept")),
    "opvang:uren_upload": Geval(Rol.HOUDER_MEDEWERKER, _urenbestand),
    "opvang:uren_review": Geval(Rol.HOUDER_MEDEWERKER, _uren_review),
    "opvang:resultaat_record": Geval(
        Rol.HOUDER_MEDEWERKER, _posted(datum="2020-03-02", moment="tussen", taal="B")
    ),
    "opvang:resultaat_replace": Geval(
        Rol.HOUDER_MEDEWERKER, _posted(datum="2020-01-20", moment="start", taal="B")
    ),
    "opvang:resultaat_withdraw": Geval(Rol.HOUDER_MEDEWERKER, _posted()),
    "opvang:resultaat_upload": Geval(Rol.HOUDER_MEDEWERKER, _resultatenbestand),
    "opvang:resultaat_review": Geval(Rol.HOUDER_MEDEWERKER, _resultaten_review, regels=2),
    "opvang:eigenschaal_record": Geval(
        Rol.HOUDER_BEHEERDER,
        _posted(naam="Eigen", bron="handleiding", van="2020-01-01", stappen="A = verder\nB = extra hulp"),
    ),
    "opvang:eigenschaal_end": Geval(Rol.HOUDER_BEHEERDER, _posted(laatste_dag="2099-12-31")),
    "opvang:overdracht_start": Geval(Rol.HOUDER_MEDEWERKER, _overdracht_start),
    "opvang:overdracht_edit": Geval(Rol.HOUDER_MEDEWERKER, _van_overdracht(aandachtspunten="Went snel.")),
    "opvang:toestemming_record": Geval(
        Rol.HOUDER_MEDEWERKER, _van_overdracht(delen=["uren"], ontvangers=["school"], dag="2025-05-15")
    ),
    "opvang:toestemming_withdraw": Geval(Rol.HOUDER_MEDEWERKER, _posted()),
    "opvang:ouders_record": Geval(
        Rol.HOUDER_MEDEWERKER, _van_overdracht(dag="2025-05-15", zienswijze="Mooi.")
    ),
    "opvang:bijlage_add": Geval(Rol.HOUDER_MEDEWERKER, _bijlage_add),
    "opvang:bijlage_remove": Geval(Rol.HOUDER_MEDEWERKER, _bijlage_remove),
    "opvang:overdracht_send": Geval(Rol.HOUDER_MEDEWERKER, _overdracht_send, regels=2),
    "opvang:overdracht_code": Geval(Rol.HOUDER_MEDEWERKER, _van_overdracht(tot_en_met="2099-01-01")),
    "opvang:overdracht_bso": Geval(Rol.HOUDER_MEDEWERKER, _posted()),
    "opvang:gesprek_record": Geval(Rol.HOUDER_MEDEWERKER, _posted(dag="2025-06-01", deelnemers=["pm"])),
    "opvang:overdracht_replace": Geval(Rol.HOUDER_MEDEWERKER, _posted()),
    "opvang:overdracht_discard": Geval(Rol.HOUDER_MEDEWERKER, _van_overdracht()),
    "opvang:locatie_programma": Geval(
        Rol.HOUDER_MEDEWERKER, _posted(programma="piramide", van="2020-01-01", tot_en_met="")
    ),
    "opvang:ontvangst_confirm": Geval(Rol.IB_ER, _posted()),
    "opvang:ontvangen_gesprek": Geval(Rol.IB_ER, _posted(dag="2025-06-01", deelnemers=["ib"])),
    "opvang:terugkoppeling_give": Geval(Rol.IB_ER, _terugkoppeling),
    "opvang:code_redeem": Geval(Rol.IB_ER, _code_redeem, regels=2),
    "opvang:school_list": Geval(Rol.FUNCTIONEEL_BEHEERDER, _school_list),
    "subsidies:declaratie_accept": Geval(Rol.SUBSIDIEMEDEWERKER, _van_declaratie("ingediend")),
    "subsidies:declaratie_return": Geval(
        Rol.SUBSIDIEMEDEWERKER, _van_declaratie("ingediend", reden="De uren kloppen niet.")
    ),
    "subsidies:regels_return": Geval(Rol.SUBSIDIEMEDEWERKER, _regels_return),
    "subsidies:declaratie_reopen": Geval(Rol.SUBSIDIEMEDEWERKER, _van_declaratie("geaccepteerd")),
    "subsidies:declaraties_accept": Geval(Rol.SUBSIDIEMEDEWERKER, _declaraties_accept),
    "subsidies:declaratie_calculate": Geval(Rol.SUBSIDIEMEDEWERKER, _van_declaratie("geaccepteerd")),
    "subsidies:tijdvak_calculate": Geval(Rol.SUBSIDIEMEDEWERKER, _tijdvak_calculate),
    "subsidies:berekening_approve": Geval(Rol.BUDGETHOUDER, _berekening()),
    "subsidies:locatiegeld_calculate": Geval(Rol.SUBSIDIEMEDEWERKER, _locatiegeld_calculate),
    "subsidies:locatiegeld_approve": Geval(Rol.BUDGETHOUDER, _locatiegeld()),
    "subsidies:locatiegeld_reject": Geval(Rol.BUDGETHOUDER, _locatiegeld(reden="De groepen kloppen niet.")),
    "subsidies:herziening_ask": Geval(
        Rol.SUBSIDIEMEDEWERKER, _posted(reden="Controleer de begindatum van dit kind.")
    ),
    "subsidies:berekening_reject": Geval(Rol.BUDGETHOUDER, _berekening(reden="Het tarief klopt niet.")),
    "subsidies:regeling_create": Geval(Rol.BELEIDSMEDEWERKER, _posted(tekst=TEKST)),
    "subsidies:regeling_start": Geval(
        Rol.BELEIDSMEDEWERKER, _posted(voorbeeld="duiven-2020", naam="Duiven opnieuw")
    ),
    "subsidies:regeling_edit": Geval(
        Rol.BELEIDSMEDEWERKER, _van_concept(tekst=TEKST.replace("waarde = 10.26", "waarde = 10.27"))
    ),
    "subsidies:hoofdstuk_edit": Geval(Rol.BELEIDSMEDEWERKER, _hoofdstuk),
    "subsidies:regeling_copy": Geval(Rol.BELEIDSMEDEWERKER, _posted()),
    "subsidies:regeling_next": Geval(Rol.BELEIDSMEDEWERKER, _posted()),
    "subsidies:regeling_discard": Geval(Rol.BELEIDSMEDEWERKER, _van_concept()),
    "subsidies:regeling_propose": Geval(Rol.BELEIDSMEDEWERKER, _van_concept()),
    "subsidies:regeling_withdraw": Geval(Rol.BELEIDSMEDEWERKER, _van_voorstel),
    "subsidies:regeling_return": Geval(Rol.BUDGETHOUDER, _terug),
    "subsidies:voorbeeld_take_over": Geval(Rol.BELEIDSMEDEWERKER, _overname),
    "subsidies:regeling_adopt": Geval(Rol.BUDGETHOUDER, _van_voorstel, regels=2),  # the version before ends
    "subsidies:boeking_create": Geval(
        Rol.SUBSIDIEMEDEWERKER,
        _posted(
            soort="ontvangen",
            bron="goab",
            bedrag_centen="100",
            datum="2025-05-15",
            jaar="2025",
            omschrijving="Voorschot",
        ),
    ),
    "subsidies:boeking_reverse": Geval(Rol.SUBSIDIEMEDEWERKER, _boeking_reverse),
    "subsidies:begrotingspost_set": Geval(
        Rol.SUBSIDIEMEDEWERKER, _posted(bron="goab", bedrag_centen="1000", toelichting="Begroting")
    ),
    "subsidies:kolommen_claim": Geval(Rol.SUBSIDIEMEDEWERKER, _kolommen_claim),
    "subsidies:terugbetaling_create": Geval(Rol.SUBSIDIEMEDEWERKER, _terugbetaling_create),
    "subsidies:verplichting_withdraw": Geval(Rol.SUBSIDIEMEDEWERKER, _verplichting_withdraw),
    "subsidies:rekening_create": Geval(Rol.SUBSIDIEMEDEWERKER, _rekening_create),
    "subsidies:rekening_agree": Geval(Rol.BUDGETHOUDER, _voorgestelde_rekening()),
    "subsidies:rekening_refuse": Geval(Rol.BUDGETHOUDER, _voorgestelde_rekening(reden="Niet van u.")),
    "subsidies:run_create": Geval(Rol.SUBSIDIEMEDEWERKER, _run_create),
    "subsidies:run_release": Geval(Rol.BUDGETHOUDER, _run()),
    "subsidies:run_withdraw": Geval(Rol.SUBSIDIEMEDEWERKER, _run()),
    "subsidies:run_confirm": Geval(Rol.SUBSIDIEMEDEWERKER, _run(vrijgegeven=True, dag="2025-06-01")),
    "subsidies:betaling_fail": Geval(Rol.SUBSIDIEMEDEWERKER, _betaling_fail),
    "subsidies:afschrift_upload": Geval(Rol.SUBSIDIEMEDEWERKER, _afschrift_upload),
    "subsidies:aanvraag_start": Geval(Rol.HOUDER_BEHEERDER, _aanvraag_start),
    # The file of the parents, and their application.
    "subsidies:namens_start": Geval(Rol.SUBSIDIEMEDEWERKER, _namens_start, regels=2),
    "subsidies:bewijs_see": Geval(Rol.SUBSIDIEMEDEWERKER, _bewijs_see),
    "subsidies:aanvraag_edit": Geval(Rol.HOUDER_BEHEERDER, _aanvraag_edit),
    # Sent, its letter made, and made known.
    "subsidies:aanvraag_submit": Geval(Rol.HOUDER_BEHEERDER, _van_aanvraag(), regels=3),
    "subsidies:aanvraag_withdraw": Geval(Rol.HOUDER_BEHEERDER, _van_aanvraag()),
    "subsidies:aanvraag_upload": Geval(Rol.HOUDER_BEHEERDER, _aanvraag_upload),
    "subsidies:aanvraag_werkboek": Geval(Rol.HOUDER_BEHEERDER, _van_aanvraag(), wijzigt=False),
    "subsidies:aanvraagbijlage_attach": Geval(Rol.HOUDER_BEHEERDER, _aanvraagbijlage),
    "subsidies:aanvraagbijlage_detach": Geval(Rol.HOUDER_BEHEERDER, _posted()),
    "subsidies:aanvraagbijlage_show": Geval(Rol.HOUDER_BEHEERDER, _posted(), wijzigt=False),
    "subsidies:vaststelling_start": Geval(Rol.HOUDER_BEHEERDER, _vaststelling_start),
    # The step, its letter made, and made known.
    "subsidies:termijnstap_record": Geval(
        Rol.SUBSIDIEMEDEWERKER,
        _van_aanvraag(
            "ingediend", soort="verlengd", dag=NU.date().isoformat(), tot_en_met="2099-01-01", reden="Advies."
        ),
        regels=3,
    ),
    "subsidies:aanvraag_complete": Geval(Rol.SUBSIDIEMEDEWERKER, _van_aanvraag("ingediend")),
    "subsidies:beschikking_prepare": Geval(Rol.SUBSIDIEMEDEWERKER, _beschikking_prepare),
    # The decision, its letter made, and made known, which is noted with the decision.
    "subsidies:beschikking_take": Geval(Rol.BUDGETHOUDER, _voorbereid(), regels=4),
    "subsidies:beschikking_return": Geval(Rol.BUDGETHOUDER, _voorbereid(reden="Reken het na.")),
    "rapportage:telling_withdraw": Geval(Rol.BELEIDSMEDEWERKER, _posted()),
    "rapportage:peuters_record": Geval(Rol.BELEIDSMEDEWERKER, _peuters_record),
    "rapportage:leerlingen_record": Geval(Rol.BELEIDSMEDEWERKER, _leerlingen_record),
    "rapportage:goabscore_record": Geval(
        Rol.SUBSIDIEMEDEWERKER,
        _posted(jaar="2019", stand="definitief", score_honderdsten="512,25", bron="tabel van CBS"),
    ),
    "rapportage:goabbeschikking_record": Geval(
        Rol.SUBSIDIEMEDEWERKER,
        _posted(jaar="2020", stand="voorlopig", bedrag_centen="276000", nummer="OCW-1", datum="2020-01-10"),
    ),
    # Two accounts, each with its line.
    "subsidies:geldbron_add": Geval(
        Rol.SUBSIDIEMEDEWERKER,
        _posted(naam="Provincie", code_lasten="4400", code_baten="8400", toelichting="besluit"),
        regels=2,
    ),
    "subsidies:loting_draw": Geval(Rol.SUBSIDIEMEDEWERKER, _loting_draw),
    "subsidies:bezwaar_record": Geval(
        Rol.SUBSIDIEMEDEWERKER, _posted(ontvangen="2020-05-01", kort="Het bedrag is te laag.")
    ),
    "subsidies:bezwaar_decide": Geval(
        Rol.SUBSIDIEMEDEWERKER, _posted(uitkomst="ongegrond", dag="2020-05-15")
    ),
    "subsidies:subsidiebrief_download": Geval(Rol.HOUDER_BEHEERDER, _posted()),
    # Made known, which is noted with the decision.
    "subsidies:subsidiebrief_announce": Geval(
        Rol.SUBSIDIEMEDEWERKER, _posted(dag=NU.date().isoformat()), regels=2
    ),
    "subsidies:jaar_propose": Geval(Rol.SUBSIDIEMEDEWERKER, _afsluiting()),
    "subsidies:jaar_withdraw": Geval(Rol.SUBSIDIEMEDEWERKER, _afsluiting("voorgesteld")),
    "subsidies:jaar_close": Geval(Rol.BUDGETHOUDER, _afsluiting("voorgesteld")),
    "subsidies:jaar_ask_reopen": Geval(
        Rol.SUBSIDIEMEDEWERKER, _afsluiting("voorgesteld", "dicht", reden="Een factuur ontbreekt")
    ),
    "subsidies:jaar_reopen": Geval(Rol.BUDGETHOUDER, _afsluiting("voorgesteld", "dicht", "gevraagd")),
    "subsidies:grootboekrekening_edit": Geval(Rol.SUBSIDIEMEDEWERKER, _grootboekrekening_edit),
    "subsidies:activiteit_create": Geval(Rol.SUBSIDIEMEDEWERKER, _posted(**_ACTIVITEIT)),
    "subsidies:activiteit_edit": Geval(Rol.SUBSIDIEMEDEWERKER, _activiteit_edit),
    "subsidies:activiteiten_start": Geval(Rol.SUBSIDIEMEDEWERKER, _posted(), regels=7),  # one per activity
    "subsidies:factuur_create": Geval(Rol.BELEIDSMEDEWERKER, _factuur_create),
    "subsidies:factuur_import": Geval(Rol.BELEIDSMEDEWERKER, _factuur_import, wijzigt=False),
    "subsidies:facturen_prepare": Geval(Rol.BELEIDSMEDEWERKER, _facturen_prepare),
    "subsidies:factuur_agree": Geval(Rol.BUDGETHOUDER, _factuur()),
    "subsidies:factuur_refuse": Geval(Rol.BUDGETHOUDER, _factuur(reden="Hoort in 2024")),
    "privacy:inzage_export": Geval(Rol.KINDREGISSEUR, _posted(), wijzigt=False),
    "rapportage:beleidsafspraak_record": Geval(Rol.BELEIDSMEDEWERKER, _posted(**_BELEIDSAFSPRAAK)),
    "rapportage:beleidsafspraak_replace": Geval(Rol.BELEIDSMEDEWERKER, _posted(**_BELEIDSAFSPRAAK)),
    "rapportage:beleidsactie_record": Geval(Rol.BELEIDSMEDEWERKER, _posted(**_BELEIDSACTIE)),
    "rapportage:beleidsactie_replace": Geval(Rol.BELEIDSMEDEWERKER, _posted(**_BELEIDSACTIE)),
    "rapportage:beleidsoverleg_record": Geval(Rol.BELEIDSMEDEWERKER, _posted(**_BELEIDSOVERLEG)),
    "rapportage:beleidsoverleg_replace": Geval(Rol.BELEIDSMEDEWERKER, _posted(**_BELEIDSOVERLEG)),
    "rapportage:sisa_bijlage": Geval(Rol.BELEIDSMEDEWERKER, _sisa_bijlage, wijzigt=False),
    "rapportage:sisa_bijlage_take": Geval(Rol.BELEIDSMEDEWERKER, _sisa_take),
    "rapportage:sisa_bijlage_drop": Geval(Rol.BELEIDSMEDEWERKER, _sisa_drop),
    "rapportage:sisa_opmerkingen": Geval(Rol.BELEIDSMEDEWERKER, _posted(beschikkingsnummers="OCW-9")),
    "rapportage:trekking_draw": Geval(Rol.AUDITOR, _posted(indicator="D8/01", omvang="1")),
    "rapportage:bevinding_record": Geval(Rol.AUDITOR, _posted(**_BEVINDING)),
    "rapportage:bevinding_replace": Geval(Rol.AUDITOR, _posted(**_BEVINDING)),
    "rapportage:verantwoording_create": Geval(Rol.BELEIDSMEDEWERKER, _verantwoording_create),
    "rapportage:verantwoording_finalize": Geval(Rol.BUDGETHOUDER, _verantwoording_finalize),
    "rapportage:verantwoording_send": Geval(Rol.BELEIDSMEDEWERKER, _verantwoording_send),
    "rapportage:verslagopmerking_record": Geval(
        Rol.BELEIDSMEDEWERKER, _posted(tekst="De wachtlijst liep terug.")
    ),
    "rapportage:periodiek_create": Geval(Rol.BELEIDSMEDEWERKER, _periodiek_create),
    "rapportage:verantwoording_retry": Geval(Rol.BELEIDSMEDEWERKER, _verantwoording_retry),
    "organisaties:gebruiker_invite": Geval(
        Rol.FUNCTIONEEL_BEHEERDER,
        _posted(naam="Bo", email="bo@duiven.test", rol="auditor"),
        regels=2,  # the account, the role
    ),
    "organisaties:gebruiker_import": Geval(Rol.FUNCTIONEEL_BEHEERDER, _gebruiker_import, wijzigt=False),
    "organisaties:gebruikers_invite": Geval(
        Rol.FUNCTIONEEL_BEHEERDER,
        _gebruikers_invite,
        regels=2,  # the account, the role
    ),
    "organisaties:smi_set": Geval(Rol.FUNCTIONEEL_BEHEERDER, _smi_set),
    "organisaties:instelling_set": Geval(
        Rol.FUNCTIONEEL_BEHEERDER, _posted(waarde="85", geldig_van="2025-01-01", bron="Beleidskader")
    ),
    "organisaties:gemeente_connect": Geval(Rol.INSTALLATIEBEHEERDER, _posted(gemeente="0363")),
    "organisaties:gemeente_detail": Geval(
        Rol.INSTALLATIEBEHEERDER,
        _posted(naam="Bo", email="bo@duiven.test"),
        regels=2,  # the account, the role
    ),
    "organisaties:beheerder_mail": Geval(Rol.INSTALLATIEBEHEERDER, _beheerder_mail),
    # In the record of both municipalities.
    "organisaties:gemeente_merge": Geval(Rol.INSTALLATIEBEHEERDER, _gemeente_merge, regels=2),
    "organisaties:gemeente_unmerge": Geval(Rol.INSTALLATIEBEHEERDER, _gemeente_unmerge, regels=2),
    # The organisation, and its municipality.
    "organisaties:organisatie_make": Geval(Rol.INSTALLATIEBEHEERDER, _organisatie_make, regels=2),
    "organisaties:organisatie_change": Geval(Rol.INSTALLATIEBEHEERDER, _organisatie_change, regels=2),
    "organisaties:gebruiker_detail": Geval(Rol.FUNCTIONEEL_BEHEERDER, _posted(rol="budgethouder")),
    "organisaties:gebruiker_deactivate": Geval(Rol.FUNCTIONEEL_BEHEERDER, _collega()),
    "organisaties:gebruiker_reactivate": Geval(Rol.FUNCTIONEEL_BEHEERDER, _collega(uitgezet_op=NU)),
    "organisaties:gebruiker_mail": Geval(Rol.FUNCTIONEEL_BEHEERDER, _collega()),
    "organisaties:ronde_start": Geval(Rol.INSTALLATIEBEHEERDER, _posted(werk="boeken")),
    "organisaties:ronde_stop": Geval(Rol.INSTALLATIEBEHEERDER, _ronde_stop),
    "organisaties:ronde_resume": Geval(Rol.INSTALLATIEBEHEERDER, _posted()),
    "organisaties:ronde_retry": Geval(Rol.INSTALLATIEBEHEERDER, _posted()),
    "organisaties:machtiging_give": Geval(Rol.SUBSIDIEMEDEWERKER, _posted()),
    "organisaties:machtiging_withdraw": Geval(Rol.SUBSIDIEMEDEWERKER, _machtiging_withdraw),
    "organisaties:opdracht_retry": Geval(Rol.FUNCTIONEEL_BEHEERDER, _posted()),
    "organisaties:toekenning_end": Geval(Rol.FUNCTIONEEL_BEHEERDER, _posted()),
    "organisaties:toekenning_agree": Geval(Rol.FUNCTIONEEL_BEHEERDER, _posted()),
    "organisaties:toekenning_refuse": Geval(
        Rol.FUNCTIONEEL_BEHEERDER, _posted(reden="Werkt hier niet meer.")
    ),
}
