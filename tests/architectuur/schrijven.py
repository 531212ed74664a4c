"""For every page that takes a POST: a request that succeeds, or why there is none.

Each case makes what it needs in the own world and answers with what stands in the address and in the form.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from indicaties.dubbel.samenvoegen import merge_kinderen
from indicaties.models import Indicatie, Kind, Toeleiding
from opvang import urenbestand
from opvang.actions import put_inlezing
from opvang.models import Declaratieregel, Plaatsing, Urendeclaratie
from opvang.urenbestand import Urenregels
from organisaties.models import Gebruiker, Locatie
from organisaties.rechten import Rol
from rekenregels import load_regeling
from subsidies.berekeningen.actions import calculate_declaratie
from subsidies.models import Subsidieregeling
from subsidies.regelingen.actions import import_regeling, propose_regeling
from tests.architectuur.wereld import Wereld
from tests.factories import CriteriumFactory, GebruikerFactory, KindFactory, ToeleidingFactory
from tests.rapportage.factories import VerantwoordingFactory
from tests.subsidies.administratie import NU, regeling_text
from tests.subsidies.factories import BoekingFactory
from tests.subsidies.regelingen.test_redactie import formulier

BSN = "111222333"
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
    "organisaties:audit_list",
    "organisaties:audit_export",
    "organisaties:rechten",
    "organisaties:gebruiker_list",
    "organisaties:toekenning_wacht",
    "organisaties:rolbotsingen",
    "organisaties:opdracht_list",
    "indicaties:kind_list",
    "indicaties:kind_detail",
    "indicaties:dubbelen",
    "indicaties:verwijsvragen",
    "opvang:locatie_list",
    "opvang:locatie_detail",
    "opvang:plaatsing_list",
    "opvang:plaatsing_detail",
    "opvang:declaratie_list",
    "subsidies:declaratie_list",
    "subsidies:declaratie_detail",
    "subsidies:berekening_list",
    "subsidies:berekening_detail",
    "subsidies:berekening_uitleg",
    "subsidies:herziening_list",
    "subsidies:herziening_detail",
    "subsidies:rekenopdracht_detail",
    "subsidies:rekenopdracht_progress",
    "subsidies:regeling_list",
    "subsidies:regeling_detail",
    "subsidies:regeling_download",
    "subsidies:regeling_verschillen",
    "subsidies:regeling_redactie",
    "subsidies:boeking_list",
    "rapportage:monitor",
    "rapportage:verantwoording_list",
    "rapportage:verantwoording_detail",
    "rapportage:verantwoording_progress",
    "rapportage:verantwoording_download",
}
ANDERS = {
    "organisaties:rol_choose": "changes the own session only; each line says under which role it was done"
}


def _posted(**data: Any) -> Callable[[Wereld, Gebruiker], Verzoek]:
    return lambda wereld, door: Verzoek(data)


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


def _toeleiding_refer(wereld: Wereld, door: Gebruiker) -> Verzoek:
    return Verzoek({"houder": wereld.houder.pk, "toestemming": "on"}, {"kind_id": _peuter(wereld).pk})


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


def _urenbestand(wereld: Wereld, door: Gebruiker) -> Verzoek:
    concept = _declaratie(wereld, "concept")
    inhoud = urenbestand.write(concept).replace(b";80", b";81")
    return Verzoek({"bestand": SimpleUploadedFile("uren.csv", inhoud)}, {"declaratie_id": concept.pk})


def _uren_review(wereld: Wereld, door: Gebruiker) -> Verzoek:
    concept = _declaratie(wereld, "concept")
    gelezen = Urenregels({Declaratieregel.objects.get(declaratie=concept).pk: 81_00})
    inlezing = put_inlezing(declaratie=concept, gelezen=gelezen, inhoud=b"", door=door, op=timezone.now())
    return Verzoek({"inlezing": inlezing.pk}, {"declaratie_id": concept.pk})


# -- money ---------------------------------------------------------------------------------------


def _berekening(**data: Any) -> Callable[[Wereld, Gebruiker], Verzoek]:
    def maak(wereld: Wereld, door: Gebruiker) -> Verzoek:
        declaratie = _declaratie(wereld, "geaccepteerd")
        berekening = calculate_declaratie(declaratie=declaratie, door=wereld.boeken.medewerker, op=NU)
        return Verzoek(data, {"berekening_id": berekening.pk})

    return maak


def _kwartaal_calculate(wereld: Wereld, door: Gebruiker) -> Verzoek:
    _declaratie(wereld, "geaccepteerd")
    return Verzoek({}, {"jaar": 2020, "kwartaal": 2})


def _concept(wereld: Wereld) -> Subsidieregeling:
    return import_regeling(tekst=TEKST, door=wereld.boeken.beleid, op=NU)


def _van_concept(**data: Any) -> Callable[[Wereld, Gebruiker], Verzoek]:
    return lambda wereld, door: Verzoek(data, {"regeling_id": _concept(wereld).pk})


def _van_voorstel(wereld: Wereld, door: Gebruiker) -> Verzoek:
    voorstel = propose_regeling(regeling=_concept(wereld), door=wereld.boeken.beleid)
    return Verzoek({}, {"regeling_id": voorstel.pk})


def _hoofdstuk(wereld: Wereld, door: Gebruiker) -> Verzoek:
    concept = _concept(wereld)
    data = formulier(load_regeling(concept.tekst), "tarieven") | {"doe": "bewaren"}
    return Verzoek(data | {"tarieven[0].bedrag[0].waarde": "10,50"}, {"regeling_id": concept.pk})


def _boeking_reverse(wereld: Wereld, door: Gebruiker) -> Verzoek:
    boeking = BoekingFactory(gemeente=wereld.gemeente)
    return Verzoek({"reden": "dubbel", "datum": "2025-06-01"}, {"boeking_id": boeking.pk})


def _verantwoording_create(wereld: Wereld, door: Gebruiker) -> Verzoek:
    return Verzoek({"jaar": BoekingFactory(gemeente=wereld.gemeente, jaar=2024).jaar})


def _verantwoording_retry(wereld: Wereld, door: Gebruiker) -> Verzoek:
    mislukt = VerantwoordingFactory(gemeente=wereld.gemeente, jaar=2024, failed=True)
    return Verzoek({}, {"verantwoording_id": mislukt.pk})


# -- users ---------------------------------------------------------------------------------------


def _collega(**extra: Any) -> Callable[[Wereld, Gebruiker], Verzoek]:
    def maak(wereld: Wereld, door: Gebruiker) -> Verzoek:
        persoon = GebruikerFactory(gemeente=wereld.gemeente).bij_gemeenten.get()
        for veld, waarde in extra.items():
            setattr(persoon, veld, waarde)
        persoon.save()
        return Verzoek({}, {"pk": persoon.pk})

    return maak


GEVALLEN: dict[str, Geval] = {
    "indicaties:kind_search": Geval(Rol.JGZ_MEDEWERKER, _posted(zoek=BSN), wijzigt=False),
    "indicaties:kind_register": Geval(Rol.JGZ_MEDEWERKER, lambda w, d: Verzoek(_kindgegevens())),
    "indicaties:kind_rectify": Geval(Rol.JGZ_MEDEWERKER, _kind_rectify),
    "indicaties:kind_merge": Geval(Rol.JGZ_MEDEWERKER, _kind_merge),
    "indicaties:merge_undo": Geval(Rol.KINDREGISSEUR, _merge_undo),
    "indicaties:dubbel_decline": Geval(Rol.JGZ_MEDEWERKER, _posted()),
    "indicaties:verwijsvraag_decline": Geval(Rol.KINDREGISSEUR, _posted()),
    "indicaties:bsn_show": Geval(Rol.JGZ_MEDEWERKER, _posted(reden="ouders"), wijzigt=False),
    "indicaties:indicatie_grant": Geval(Rol.JGZ_MEDEWERKER, _indicatie_grant),
    "indicaties:indicatie_withdraw": Geval(
        Rol.JGZ_MEDEWERKER, _posted(reden=Indicatie.RedenIntrekking.values[0])
    ),
    "indicaties:indicatie_shorten": Geval(
        Rol.JGZ_MEDEWERKER,
        _posted(laatste_dag="2020-06-30", reden=Indicatie.RedenIntrekking.values[0]),
        regels=2,  # the old decision withdrawn, the shorter one granted
    ),
    "indicaties:vertrek_record": Geval(
        Rol.KINDREGISSEUR, _posted(reden="verhuisd", laatste_dag="2020-02-15")
    ),
    "indicaties:vertrek_undo": Geval(Rol.JGZ_MEDEWERKER, _vertrek_undo),
    "indicaties:toeleiding_refer": Geval(Rol.JGZ_MEDEWERKER, _toeleiding_refer),
    "indicaties:toeleiding_decline": Geval(Rol.KINDREGISSEUR, _posted(reden=Toeleiding.Reden.values[0])),
    "opvang:locatie_kern": Geval(Rol.FUNCTIONEEL_BEHEERDER, _locatie_kern),
    "opvang:peuter_enrol": Geval(Rol.HOUDER_MEDEWERKER, _peuter_enrol, regels=2),  # enrolled, placed
    "opvang:plaatsing_create": Geval(Rol.HOUDER_MEDEWERKER, _plaatsing_create, regels=2),  # and referred
    "opvang:plaatsing_change": Geval(Rol.HOUDER_MEDEWERKER, _plaatsing_change, regels=2),  # ended, begun
    "opvang:plaatsing_restart": Geval(
        Rol.HOUDER_MEDEWERKER, _posted(startdatum="2020-02-03", reden="verkeerd-ingevuld")
    ),
    "opvang:plaatsing_void": Geval(Rol.HOUDER_MEDEWERKER, _posted(reden="verkeerd-kind")),
    "opvang:plaatsing_end": Geval(Rol.HOUDER_MEDEWERKER, _posted(einddatum="2020-05-01")),
    "opvang:declaratie_start": Geval(Rol.HOUDER_MEDEWERKER, _posted(jaar="2020", kwartaal="2")),
    "opvang:declaratie_detail": Geval(Rol.HOUDER_MEDEWERKER, _uren),
    "opvang:declaratie_submit": Geval(Rol.HOUDER_BEHEERDER, _van_declaratie("concept")),
    "opvang:declaratie_correct": Geval(Rol.HOUDER_BEHEERDER, _posted()),
    "opvang:declaratie_refresh": Geval(Rol.HOUDER_MEDEWERKER, _van_declaratie("concept"), wijzigt=False),
    "opvang:declaratie_discard": Geval(Rol.HOUDER_MEDEWERKER, _van_declaratie("concept")),
    "opvang:uren_upload": Geval(Rol.HOUDER_MEDEWERKER, _urenbestand),
    "opvang:uren_review": Geval(Rol.HOUDER_MEDEWERKER, _uren_review),
    "subsidies:declaratie_accept": Geval(Rol.SUBSIDIEMEDEWERKER, _van_declaratie("ingediend")),
    "subsidies:declaratie_return": Geval(
        Rol.SUBSIDIEMEDEWERKER, _van_declaratie("ingediend", reden="De uren kloppen niet.")
    ),
    "subsidies:declaratie_calculate": Geval(Rol.SUBSIDIEMEDEWERKER, _van_declaratie("geaccepteerd")),
    "subsidies:kwartaal_calculate": Geval(Rol.SUBSIDIEMEDEWERKER, _kwartaal_calculate),
    "subsidies:berekening_approve": Geval(Rol.BUDGETHOUDER, _berekening()),
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
    "privacy:inzage_export": Geval(Rol.KINDREGISSEUR, _posted(), wijzigt=False),
    "rapportage:verantwoording_create": Geval(Rol.BELEIDSMEDEWERKER, _verantwoording_create),
    "rapportage:verantwoording_retry": Geval(Rol.BELEIDSMEDEWERKER, _verantwoording_retry),
    "organisaties:gebruiker_invite": Geval(
        Rol.FUNCTIONEEL_BEHEERDER,
        _posted(naam="Bo", email="bo@duiven.test", rol="auditor"),
        regels=2,  # the account, the role
    ),
    "organisaties:gebruiker_detail": Geval(Rol.FUNCTIONEEL_BEHEERDER, _posted(rol="budgethouder")),
    "organisaties:gebruiker_deactivate": Geval(Rol.FUNCTIONEEL_BEHEERDER, _collega()),
    "organisaties:gebruiker_reactivate": Geval(Rol.FUNCTIONEEL_BEHEERDER, _collega(uitgezet_op=NU)),
    "organisaties:gebruiker_mail": Geval(Rol.FUNCTIONEEL_BEHEERDER, _collega()),
    "organisaties:opdracht_retry": Geval(Rol.FUNCTIONEEL_BEHEERDER, _posted()),
    "organisaties:toekenning_end": Geval(Rol.FUNCTIONEEL_BEHEERDER, _posted()),
    "organisaties:toekenning_agree": Geval(Rol.FUNCTIONEEL_BEHEERDER, _posted()),
    "organisaties:toekenning_refuse": Geval(
        Rol.FUNCTIONEEL_BEHEERDER, _posted(reden="Werkt hier niet meer.")
    ),
}
