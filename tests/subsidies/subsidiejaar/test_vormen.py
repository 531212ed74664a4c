"""Other forms of money run through the same year: parents, an organisation in between, a contract, a symbolic amount."""

import io
from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from brieven.models import Brief
from indicaties.models import Kind
from lib.periode import Ritme, Tijdvak, kwartaal
from organisaties.models import Locatie, Organisatie
from organisaties.rechten import Rol
from organisaties.rijbeveiliging import Rijbereik, rijbereik
from privacy.bewaren import end_terms
from rekenregels import Categorie
from subsidies.berekeningen.actions import approve_berekening, calculate_declaratie
from subsidies.betalen.rekeningen import agree_bankrekening, propose_bankrekening
from subsidies.betalen.runs import propose_run, release_run
from subsidies.betalen.uitkomsten import confirm_run
from subsidies.models import (
    Aanvraag,
    Bankrekening,
    Beschikking,
    Betaalbestand,
    Betaalverplichting,
    Betaling,
    Subsidiedossier,
    Subsidieregeling,
)
from subsidies.regelingen.actions import adopt_regeling, import_regeling, propose_regeling
from subsidies.subsidiejaar.actions.aanvraag import (
    attach_bijlage,
    save_regels,
    start_aanvraag,
    start_vaststelling,
    submit_aanvraag,
)
from subsidies.subsidiejaar.actions.behandelen import complete_aanvraag, record_stap
from subsidies.subsidiejaar.actions.beschikking import prepare_beschikking, take_beschikking
from subsidies.subsidiejaar.actions.bezwaar import record_bezwaar
from subsidies.subsidiejaar.actions.namens import see_bewijs, start_voor_organisatie, start_voor_ouders
from subsidies.subsidiejaar.bedragen import sum_delen, vast_te_stellen
from subsidies.subsidiejaar.beleid import beleid_van
from subsidies.subsidiejaar.betaling import sum_geclaimd
from subsidies.subsidiejaar.stand import next_step
from subsidies.subsidiejaar.verwachting import Verwacht, per_maand, read_regels
from tests.factories import LocatieFactory, OrganisatieFactory
from tests.subsidies.administratie import Administratie, regeling_text
from tests.subsidies.subsidiejaar.test_putten import PDF, at, besluit

pytestmark = pytest.mark.django_db
IBAN, GEMEENTE_IBAN = "NL20INGB0001234567", "NL91ABNA0417164300"


def adopt_text(boeken: Administratie, tekst: str) -> Subsidieregeling:
    concept = import_regeling(tekst=tekst, door=boeken.beleid, op=at(2023, 9, 1))
    voorstel = propose_regeling(regeling=concept, door=boeken.beleid)
    return adopt_regeling(regeling=voorstel, door=boeken.budgethouder, op=at(2023, 9, 2))


def ouders(naam: str, code: str) -> tuple[Administratie, Kind]:
    """A municipality with a scheme for parents, and a peuter without toeslag of 10 hours a week all year."""
    boeken = Administratie(code=code, regeling_naam=naam, jaar=2024)
    kind = boeken.kind(None)
    kind.geboortedatum = date(2021, 6, 1)
    kind.save()
    boeken.plaatsing(kind, bijdrageklasse=1, uren_per_week_honderdsten=10_00, kot=False)
    return boeken, kind


def gevraagd(boeken: Administratie, kind: Kind, op: datetime) -> Aanvraag:
    aanvraag = start_voor_ouders(
        regeling=boeken.regeling, jaar=2024, kind=kind, door=boeken.medewerker, op=op
    )
    see_bewijs(
        aanvraag=aanvraag,
        bewijs="inkomensverklaring",
        gezien_op=op.date(),
        door=boeken.medewerker,
        op=op,
    )
    return submit_aanvraag(aanvraag=aanvraag, door=boeken.medewerker, op=op)


def rekening(boeken: Administratie, iban: str, **van: object) -> Bankrekening:
    voorstel = propose_bankrekening(
        organisatie=None,
        door=boeken.medewerker,
        op=at(2024, 1, 5),
        iban=iban,
        bic="" if van else "ABNANL2A",
        tenaamstelling="F. Jansen" if van else "Gemeente",
        straat="Dorpsstraat",
        huisnummer="1",
        postcode="3421 AB",
        plaats="Oudewater",
        land="NL",
        geldig_van=date(2024, 1, 1),
        **van,
    )
    return agree_bankrekening(rekening=voorstel, door=boeken.budgethouder, op=at(2024, 1, 6))


def declareer(boeken: Administratie, tijdvak: Tijdvak, uren: str) -> int:
    plaats = boeken.locatie.plaatsingen.get()
    declaratie = boeken.declaratie({plaats: uren}, tijdvak)
    berekening = calculate_declaratie(declaratie=declaratie, door=boeken.medewerker, op=at(2024, 12, 20))
    approve_berekening(berekening=berekening, door=boeken.budgethouder, op=at(2024, 12, 21))
    return berekening.totaal_centen


def brieftekst(brief: Brief) -> str:
    tekst = "".join(p.extract_text() for p in PdfReader(io.BytesIO(bytes(brief.pdf))).pages)
    return " ".join(tekst.split())


# Both: 400 × (10,25 - 0,41); Oudewater publishes € 328 a month and € 3.936 a year, and pays for the place, not the hours.
@pytest.mark.parametrize(
    ("naam", "code", "uiteindelijk"),
    [("oudewater-2024", "0589", 400 * 9_84), ("de-bilt-2024", "0310", 360 * 9_84)],
)
def test_parents_are_granted_paid_and_settled_per_child(naam: str, code: str, uiteindelijk: int) -> None:
    boeken, kind = ouders(naam, code)
    aanvraag = gevraagd(boeken, kind, at(2023, 10, 2))
    dossier = aanvraag.dossier
    assert (dossier.houder, dossier.kind, dossier.nummer) == (None, kind, "S2024-001")
    assert aanvraag.bedrag_centen == 3_936_00
    complete_aanvraag(aanvraag=aanvraag, door=boeken.medewerker, op=at(2023, 10, 9))
    verleend = besluit(boeken, dossier, "verlening", 3_936_00, at(2023, 12, 4))
    assert verleend.onderbouwing["maanden"] == [328_00] * 12

    # 10 % less came than was expected; what the parents got too much is set off or got back.
    tijdvakken = Tijdvak.all_in(boeken.ritme, 2024)
    boeken_som = sum(declareer(boeken, tijdvak, "90") for tijdvak in tijdvakken)
    assert sum_delen(vast_te_stellen([dossier])[dossier.pk]) == boeken_som == uiteindelijk
    assert not Betaalverplichting.objects.filter(organisatie__isnull=False).exists()

    rekening(boeken, GEMEENTE_IBAN)
    rekening(boeken, IBAN, kind=kind)
    run = propose_run(
        tot_en_met=date(2024, 12, 31),
        uitvoerdag=date(2024, 1, 20),
        versie="pain.001.001.09",
        door=boeken.medewerker,
        op=at(2024, 1, 15),
    )
    release_run(run=run, door=boeken.budgethouder, op=at(2024, 1, 15))
    confirm_run(run=run, dag=date(2024, 1, 20), door=boeken.medewerker)
    betaling = Betaling.objects.get()
    assert (betaling.organisatie, betaling.kind, betaling.bedrag_centen) == (None, kind, 3_936_00)
    assert betaling.ontvanger == f"ouders van {kind.pseudoniem}"
    bestand = bytes(Betaalbestand.objects.get().inhoud).decode()
    assert [deel in bestand for deel in (IBAN, "F. Jansen", kind.achternaam)] == [True, True, False]

    vraag = start_vaststelling(dossier=dossier, door=boeken.medewerker, op=at(2025, 2, 3))
    submit_aanvraag(aanvraag=vraag, door=boeken.medewerker, op=at(2025, 2, 3))
    complete_aanvraag(aanvraag=vraag, door=boeken.medewerker, op=at(2025, 2, 4))
    besluit(boeken, dossier, "vaststelling", uiteindelijk, at(2025, 2, 5))
    terug = Betaalverplichting.objects.filter(soort="terugvordering").values_list("kind", "bedrag_centen")
    verschil = uiteindelijk - 3_936_00
    assert list(terug) == ([(kind.pk, verschil)] if verschil else [])
    assert sum_geclaimd(dossier) == uiteindelijk


def test_a_letter_to_parents_speaks_to_them_and_names_each_month() -> None:
    boeken, kind = ouders("oudewater-2024", "0589")
    aanvraag = gevraagd(boeken, kind, at(2023, 10, 2))
    complete_aanvraag(aanvraag=aanvraag, door=boeken.medewerker, op=at(2023, 10, 9))
    besluit(boeken, aanvraag.dossier, "verlening", 3_936_00, at(2023, 12, 4))
    brieven = {brief.soort: brief for brief in Brief.objects.all()}
    assert set(brieven) == {"subsidie-ouder-ontvangst", "subsidie-ouder-verlening"}
    assert {brief.pseudoniem for brief in brieven.values()} == {kind.pseudoniem}
    ontvangst = brieftekst(brieven["subsidie-ouder-ontvangst"])
    assert "inkomensverklaring, gezien op 2 oktober 2023" in ontvangst
    assert "geen kopie" in ontvangst
    tekst = brieftekst(brieven["subsidie-ouder-verlening"])
    assert f"De ouders/verzorgers van {kind.naam}" in tekst
    assert "voor de peuteropvang van uw kind" in tekst
    assert "maart 2024 € 328,00" in tekst
    assert "bezwaar" in tekst
    # The auditor and the budgethouder read decisions, and no letter with the name of a child.
    auditor = boeken.gebruiker(Rol.AUDITOR)
    assert not Brief.objects.for_gebruiker(auditor).exists()
    assert Brief.objects.for_gebruiker(boeken.medewerker).count() == 2


def test_a_proof_is_seen_and_not_kept() -> None:
    boeken, kind = ouders("oudewater-2024", "0589")
    op = at(2023, 10, 2)
    aanvraag = start_voor_ouders(
        regeling=boeken.regeling, jaar=2024, kind=kind, door=boeken.medewerker, op=op
    )
    with pytest.raises(ValidationError, match="Leg eerst vast welk bewijs"):
        submit_aanvraag(aanvraag=aanvraag, door=boeken.medewerker, op=op)
    with pytest.raises(ValidationError, match="bewaart de gemeente niet"):
        attach_bijlage(aanvraag=aanvraag, inhoud=PDF, naam="IB60", door=boeken.medewerker, op=op)
    with pytest.raises(ValidationError, match="volgens de regeling geen bewijs"):
        see_bewijs(aanvraag=aanvraag, bewijs="foto", gezien_op=op.date(), door=boeken.medewerker, op=op)
    gezien = see_bewijs(
        aanvraag=aanvraag,
        bewijs="verklaring geen KOT",
        gezien_op=op.date(),
        door=boeken.medewerker,
        op=op,
    )
    assert (gezien.gezien_door, gezien.gezien_op) == (boeken.medewerker, date(2023, 10, 2))
    assert submit_aanvraag(aanvraag=aanvraag, door=boeken.medewerker, op=op).status == "ingediend"


def test_a_provider_sees_nothing_of_the_money_of_parents() -> None:
    boeken, kind = ouders("oudewater-2024", "0589")
    aanvraag = gevraagd(boeken, kind, at(2023, 10, 2))
    complete_aanvraag(aanvraag=aanvraag, door=boeken.medewerker, op=at(2023, 10, 9))
    besluit(boeken, aanvraag.dossier, "verlening", 3_936_00, at(2023, 12, 4))
    rekening(boeken, IBAN, kind=kind)
    houder = boeken.gebruiker(Rol.HOUDER_BEHEERDER, organisatie=boeken.houder)
    assert not Subsidiedossier.objects.for_gebruiker(houder).exists()
    tabellen = (Subsidiedossier, Aanvraag, Beschikking, Bankrekening, Betaalverplichting)
    with rijbereik(Rijbereik(boeken.gemeente.pk, houder_id=boeken.houder.pk)):
        assert [tabel.objects.count() for tabel in tabellen] == [0] * len(tabellen)
    with rijbereik(Rijbereik(boeken.gemeente.pk)):
        assert [tabel.objects.count() for tabel in tabellen] == [1, 1, 1, 1, 4]
    with pytest.raises(ValidationError, match="Deze regeling is voor een ouder"):
        start_aanvraag(regeling=boeken.regeling, jaar=2024, door=houder, op=at(2023, 10, 2))


def test_a_child_that_starts_in_july_gets_its_own_months_and_terms() -> None:
    boeken, kind = ouders("oudewater-2024", "0589")
    plaats = boeken.locatie.plaatsingen.get()
    plaats.startdatum = date(2024, 7, 1)
    plaats.save()
    aanvraag = gevraagd(boeken, kind, at(2023, 10, 2))
    maanden = per_maand(beleid_van(aanvraag.dossier), read_regels(aanvraag))
    assert maanden == [0] * 6 + [328_00] * 6
    complete_aanvraag(aanvraag=aanvraag, door=boeken.medewerker, op=at(2023, 10, 9))
    verleend = besluit(boeken, aanvraag.dossier, "verlening", 1_968_00, at(2023, 12, 4))
    termijnen = list(verleend.termijnen.values_list("vervaldag", "bedrag_centen"))
    assert termijnen == [(date(2024, 7, 1), 984_00), (date(2024, 10, 1), 984_00)]


@pytest.fixture
def duiven() -> Administratie:
    boeken = Administratie(code="0226", regeling_naam=None, jaar=2020)
    boeken.locatie.ve_geregistreerd = True
    boeken.locatie.save()
    return boeken


def in_vorm(boeken: Administratie, **anders: str) -> None:
    tekst = regeling_text("duiven-2020")
    for sleutel, waarde in anders.items():
        assert 'begunstigde = "houder"' in tekst
        if sleutel == "begunstigde":
            tekst = tekst.replace('begunstigde = "houder"', f'begunstigde = "{waarde}"')
        else:
            tekst = tekst.replace('begunstigde = "houder"', f'begunstigde = "houder"\n{sleutel} = "{waarde}"')
    boeken.regeling = adopt_text(boeken, tekst)


def verwacht(boeken: Administratie, locatie: Locatie) -> list[Verwacht]:
    return [
        Verwacht(
            locatie=locatie,
            categorie=Categorie.DOELGROEP,
            kot=False,
            bijdrageklasse=3,
            uren_per_week=16_00,
            kinderen=1,
        )
    ]


def test_an_organisation_gets_the_money_of_several_providers(duiven: Administratie) -> None:
    in_vorm(duiven, begunstigde="intermediair")
    stichting = OrganisatieFactory.create(
        naam="Stichting Peuters", soort=Organisatie.Soort.INTERMEDIAIR, gemeenten=[duiven.gemeente]
    )
    tweede = OrganisatieFactory.create(gemeenten=[duiven.gemeente])
    andere = LocatieFactory.create(gemeente=duiven.gemeente, houder=tweede, ve_geregistreerd=True)
    op = at(2019, 9, 2)
    aanvraag = start_voor_organisatie(
        regeling=duiven.regeling, jaar=2020, organisatie=stichting, door=duiven.medewerker, op=op
    )
    regels = verwacht(duiven, duiven.locatie) + verwacht(duiven, andere)
    save_regels(aanvraag=aanvraag, regels=regels, door=duiven.medewerker)
    aanvraag = submit_aanvraag(aanvraag=aanvraag, door=duiven.medewerker, op=op)
    dossier = aanvraag.dossier
    assert (dossier.ontvanger, dossier.houder) == ("Stichting Peuters", None)
    complete_aanvraag(aanvraag=aanvraag, door=duiven.medewerker, op=op)
    besluit(duiven, dossier, "verlening", aanvraag.bedrag_centen, at(2019, 12, 2))

    som = 0
    for houder, locatie in ((duiven.houder, duiven.locatie), (tweede, andere)):
        plaats = duiven.plaatsing(duiven.kind(), locatie=locatie)
        declaratie = duiven.declaratie({plaats: "160"}, kwartaal(2020, 1), houder=houder)
        berekening = calculate_declaratie(declaratie=declaratie, door=duiven.medewerker, op=at(2020, 4, 15))
        approve_berekening(berekening=berekening, door=duiven.budgethouder, op=at(2020, 4, 16))
        som += berekening.totaal_centen
    assert sum_delen(vast_te_stellen([dossier])[dossier.pk]) == som > 0
    assert set(Betaalverplichting.objects.values_list("organisatie", flat=True)) == {stichting.pk}

    ander = OrganisatieFactory.create(
        naam="Stichting Twee", soort=Organisatie.Soort.INTERMEDIAIR, gemeenten=[duiven.gemeente]
    )
    dubbel = start_voor_organisatie(
        regeling=duiven.regeling, jaar=2020, organisatie=ander, door=duiven.medewerker, op=op
    )
    save_regels(aanvraag=dubbel, regels=verwacht(duiven, andere), door=duiven.medewerker)
    with pytest.raises(ValidationError, match="vroeg Stichting Peuters al aan"):
        submit_aanvraag(aanvraag=dubbel, door=duiven.medewerker, op=op)


def test_a_contract_is_no_decision(duiven: Administratie) -> None:
    in_vorm(duiven, vorm="overeenkomst")
    houder = duiven.gebruiker(Rol.HOUDER_BEHEERDER, organisatie=duiven.houder)
    op = at(2019, 9, 2)
    aanvraag = start_aanvraag(regeling=duiven.regeling, jaar=2020, door=houder, op=op)
    save_regels(aanvraag=aanvraag, regels=verwacht(duiven, duiven.locatie), door=houder)
    aanvraag = submit_aanvraag(aanvraag=aanvraag, door=houder, op=op)
    dossier = aanvraag.dossier
    with pytest.raises(ValidationError, match="loopt geen beslistermijn"):
        record_stap(
            aanvraag=aanvraag,
            soort="verlengd",
            dag=op.date(),
            tot_en_met=date(2020, 1, 1),
            reden="druk",
            door=duiven.medewerker,
            op=op,
        )
    complete_aanvraag(aanvraag=aanvraag, door=duiven.medewerker, op=op)
    assert next_step(dossier, 0, op.date()).uiterlijk is None
    opdracht = besluit(duiven, dossier, "verlening", aanvraag.bedrag_centen, at(2020, 1, 6))
    assert opdracht.artikel.startswith("de overeenkomst (")
    with pytest.raises(ValidationError, match="is geen besluit"):
        record_bezwaar(
            besluit=opdracht, ontvangen=date(2020, 1, 7), kort="x", door=duiven.medewerker, op=at(2020, 1, 8)
        )
    # Thirty days after 6 January and not six weeks.
    assert min(opdracht.termijnen.values_list("vervaldag", flat=True)) == date(2020, 2, 5)
    step = next_step(dossier, 0, date(2020, 2, 1))
    assert step.wat == "Eindafrekening opgeven na afloop van het jaar"
    for brief in Brief.objects.all():
        tekst = brieftekst(brief).lower()
        assert brief.soort.startswith("subsidie-opdracht-")
        for woord in ("awb", "bezwaar", "besluit", "beschikking", "subsidie"):
            assert woord not in tekst, (brief.soort, woord)


def test_a_contract_is_settled_on_what_was_delivered(duiven: Administratie) -> None:
    in_vorm(duiven, vorm="overeenkomst")
    houder = duiven.gebruiker(Rol.HOUDER_BEHEERDER, organisatie=duiven.houder)
    op = at(2019, 9, 2)
    aanvraag = start_aanvraag(regeling=duiven.regeling, jaar=2020, door=houder, op=op)
    save_regels(aanvraag=aanvraag, regels=verwacht(duiven, duiven.locatie), door=houder)
    aanvraag = submit_aanvraag(aanvraag=aanvraag, door=houder, op=op)
    dossier = aanvraag.dossier
    complete_aanvraag(aanvraag=aanvraag, door=duiven.medewerker, op=op)
    besluit(duiven, dossier, "verlening", aanvraag.bedrag_centen, at(2020, 1, 6))
    plaats = duiven.plaatsing(duiven.kind())
    declaratie = duiven.declaratie({plaats: "160"}, Tijdvak(Ritme.KWARTAAL, 2020, 1))
    berekening = calculate_declaratie(declaratie=declaratie, door=duiven.medewerker, op=at(2020, 4, 15))
    approve_berekening(berekening=berekening, door=duiven.budgethouder, op=at(2020, 4, 16))
    vraag = start_vaststelling(dossier=dossier, door=houder, op=at(2021, 2, 1))
    submit_aanvraag(aanvraag=vraag, door=houder, op=at(2021, 2, 1))
    complete_aanvraag(aanvraag=vraag, door=duiven.medewerker, op=at(2021, 2, 2))
    with pytest.raises(ValidationError, match="Reken hoogstens") as fout:
        prepare_beschikking(
            dossier=dossier,
            soort="vaststelling",
            bedrag=aanvraag.bedrag_centen,
            motivering="x",
            door=duiven.medewerker,
            op=at(2021, 2, 3),
        )
    assert "Awb" not in str(fout.value)
    voorbereid = prepare_beschikking(
        dossier=dossier,
        soort="vaststelling",
        bedrag=berekening.totaal_centen,
        motivering="Zoals geleverd.",
        door=duiven.medewerker,
        op=at(2021, 2, 3),
    )
    take_beschikking(besluit=voorbereid, door=duiven.budgethouder, op=at(2021, 2, 4))
    assert sum_geclaimd(dossier) == berekening.totaal_centen
    afrekening = Brief.objects.get(soort="subsidie-opdracht-vaststelling")
    assert "De afrekening van de opdracht voor 2020 is" in brieftekst(afrekening)


def test_the_worker_applies_for_the_parents_from_the_page_of_the_child(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    boeken, kind = ouders("oudewater-2024", "0589")
    client.force_login(boeken.medewerker)
    monkeypatch.setattr("django.utils.timezone.now", lambda: at(2024, 2, 1))
    pagina = client.get(reverse("indicaties:kind_detail", args=[kind.pk])).content.decode()
    assert "Aanvragen voor de ouders: Oudewater 2024, peuteropvangtoeslag over 2024" in pagina
    antwoord = client.post(
        reverse("subsidies:namens_start", args=[boeken.regeling.pk]), {"kind": kind.pk, "jaar": 2024}
    )
    aanvraag = Aanvraag.objects.get()
    assert antwoord["Location"] == reverse("subsidies:aanvraag_edit", args=[aanvraag.pk])
    telling = {"regel-TOTAL_FORMS": "1", "regel-INITIAL_FORMS": "1", "regel-0-locatie": boeken.locatie.pk}
    regel = {"categorie": "regulier", "bijdrageklasse": "1", "uren_per_week": "8"}
    dagen = {"van": "2024-01-01", "tot_en_met": "2024-12-31"}
    gegevens = telling | {f"regel-0-{naam}": waarde for naam, waarde in (regel | dagen).items()}
    client.post(antwoord["Location"], gegevens)
    aanvraag.refresh_from_db()
    assert aanvraag.bedrag_centen == 320 * 9_84
    dossier_url = reverse("subsidies:subsidiejaar_detail", args=[aanvraag.dossier_id])
    client.post(
        reverse("subsidies:bewijs_see", args=[aanvraag.pk]),
        {"bewijs": "inkomensverklaring", "gezien_op": "2024-01-31"},
    )
    tekst = client.get(dossier_url).content.decode()
    assert "gezien op 31 januari 2024" in tekst
    assert f"Ouders van {kind.pseudoniem}" in tekst
    assert kind.achternaam not in tekst
    client.force_login(boeken.gebruiker(Rol.HOUDER_BEHEERDER, organisatie=boeken.houder))
    assert client.get(dossier_url).status_code == 404
    assert client.post(reverse("subsidies:bewijs_see", args=[aanvraag.pk])).status_code == 404


def test_the_account_of_parents_goes_with_the_term_of_their_child() -> None:
    boeken, kind = ouders("oudewater-2024", "0589")
    aanvraag = gevraagd(boeken, kind, at(2023, 10, 2))
    complete_aanvraag(aanvraag=aanvraag, door=boeken.medewerker, op=at(2023, 10, 9))
    besluit(boeken, aanvraag.dossier, "verlening", 3_936_00, at(2023, 12, 4))
    rekening(boeken, IBAN, kind=kind)
    assert Bankrekening.objects.values_list("straat", "plaats").get() == ("", "Oudewater")
    # Granted, so kept for seven years after the child turned four, though nothing was declared.
    assert end_terms(date(2032, 12, 31))["met-subsidie"] == 0
    assert end_terms(date(2033, 1, 1))["met-subsidie"] == 1
    over = Bankrekening.objects.get()
    assert (over.iban, over.tenaamstelling, over.plaats) == ("NL00", "", "")
    assert Subsidiedossier.objects.get().beschikkingen.get().bedrag_centen == 3_936_00


def test_a_symbolic_amount_per_place_is_told_in_its_own_words() -> None:
    boeken = Administratie(code="0345", regeling_naam=None, jaar=2021)
    boeken.locatie.ve_geregistreerd = True
    boeken.locatie.save()
    tekst = regeling_text("veenendaal-2021").replace(
        'begunstigde = "houder"', 'begunstigde = "houder"\nvorm = "symbolisch"'
    )
    boeken.regeling = adopt_text(boeken, tekst)
    houder = boeken.gebruiker(Rol.HOUDER_BEHEERDER, organisatie=boeken.houder)
    op = at(2020, 10, 1)
    aanvraag = start_aanvraag(regeling=boeken.regeling, jaar=2021, door=houder, op=op)
    save_regels(aanvraag=aanvraag, regels=verwacht(boeken, boeken.locatie), door=houder)
    aanvraag = submit_aanvraag(aanvraag=aanvraag, door=houder, op=op)
    complete_aanvraag(aanvraag=aanvraag, door=boeken.medewerker, op=op)
    besluit(boeken, aanvraag.dossier, "verlening", aanvraag.bedrag_centen, at(2020, 12, 1))
    brief = Brief.objects.get(soort="subsidie-symbolisch-verlening")
    tekst = brieftekst(brief)
    assert "een klein vast bedrag per plaats" in tekst
    assert "bezwaar" in tekst
