"""The whole year of one provider under Putten's policy, from application to what is fixed again after a correction."""

from copy import copy
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from brieven.models import Brief
from lib.periode import kwartaal
from opvang.models import Urendeclaratie
from organisaties.models import Gebruiker
from organisaties.rechten import Rol
from rekenregels import Categorie
from subsidies.berekeningen.actions import approve_berekening, calculate_declaratie
from subsidies.models import Aanvraag, Beschikking, Betaalverplichting, Subsidiedossier, Termijnstap
from subsidies.subsidiejaar.actions.aanvraag import (
    attach_bijlage,
    save_regels,
    start_aanvraag,
    start_vaststelling,
    submit_aanvraag,
)
from subsidies.subsidiejaar.actions.behandelen import complete_aanvraag, record_stap
from subsidies.subsidiejaar.actions.beschikking import (
    announce_beschikking,
    prepare_beschikking,
    return_beschikking,
    take_beschikking,
)
from subsidies.subsidiejaar.actions.bezwaar import decide_bezwaar, record_bezwaar
from subsidies.subsidiejaar.bedragen import sum_delen, vast_te_stellen
from subsidies.subsidiejaar.betaling import most_to_fix, sum_geclaimd
from subsidies.subsidiejaar.herinneringen import find_wachtend
from subsidies.subsidiejaar.plafond import propose_bedrag, read_stand
from subsidies.subsidiejaar.stand import next_step, termijn_van
from subsidies.subsidiejaar.verwachting import Verwacht
from tests.factories import LocatieFactory, OrganisatieFactory
from tests.subsidies.administratie import Administratie

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4 stuk"


def at(jaar: int, maand: int, dag: int) -> datetime:
    return datetime(jaar, maand, dag, 10, 0, tzinfo=UTC)


@pytest.fixture
def putten() -> Administratie:
    boeken = Administratie(code="0273", regeling_naam="putten-2025", jaar=2025)
    boeken.locatie.ve_geregistreerd = True
    boeken.locatie.save()
    return boeken


def aanbieder_van(boeken: Administratie) -> Gebruiker:
    return boeken.gebruiker(Rol.HOUDER_BEHEERDER, organisatie=boeken.houder)


def twaalf(boeken: Administratie) -> list[Verwacht]:
    """10 doelgroepkinderen at 6.569,60 and 2 reguliere at 2.553,20, as the examples of the policy have them."""
    basis = {"locatie": boeken.locatie, "kot": False, "bijdrageklasse": 4}
    return [
        Verwacht(**basis, categorie=Categorie.DOELGROEP, uren_per_week=16_00, kinderen=10),
        Verwacht(**basis, categorie=Categorie.REGULIER, uren_per_week=6_50, kinderen=2),
    ]


def ingediend(boeken: Administratie, op: datetime) -> Aanvraag:
    houder = aanbieder_van(boeken)
    aanvraag = start_aanvraag(regeling=boeken.regeling, jaar=2025, door=houder, op=op)
    save_regels(aanvraag=aanvraag, regels=twaalf(boeken), door=houder)
    return submit_aanvraag(aanvraag=aanvraag, door=houder, op=op)


def besluit(
    boeken: Administratie, dossier: Subsidiedossier, soort: str, bedrag: int, op: datetime
) -> Beschikking:
    voorbereid = prepare_beschikking(
        dossier=dossier,
        soort=soort,
        bedrag=bedrag,
        motivering="Zoals berekend.",
        door=boeken.medewerker,
        op=op,
    )
    return take_beschikking(besluit=voorbereid, door=boeken.budgethouder, op=op)


def verleend(boeken: Administratie) -> Subsidiedossier:
    aanvraag = ingediend(boeken, at(2024, 12, 2))
    complete_aanvraag(aanvraag=aanvraag, door=boeken.medewerker, op=at(2024, 12, 9))
    besluit(boeken, aanvraag.dossier, "verlening", 70_802_40, at(2024, 12, 16))
    return aanvraag.dossier


def goedgekeurd(boeken: Administratie, uren: str, eerder: object = None) -> int:
    """Approve the hours of one child over the first quarter; what that comes to."""
    kind = boeken.kind(van=date(2024, 12, 1), tot=date(2026, 5, 31))
    kind.geboortedatum = date(2022, 6, 1)
    kind.save()
    plaats = boeken.plaatsing(kind, bijdrageklasse=4, uren_per_week_honderdsten=16_00)
    declaratie = boeken.declaratie({plaats: uren}, kwartaal(2025, 1), corrigeert=eerder)
    berekening = calculate_declaratie(declaratie=declaratie, door=boeken.medewerker, op=at(2025, 4, 15))
    approve_berekening(berekening=berekening, door=boeken.budgethouder, op=at(2025, 4, 16))
    return berekening.totaal_centen


def momenten(boeken: Administratie, dag: date) -> list[tuple[date, str]]:
    """When who is reminded of the applications of this municipality."""
    return [(m.op, m.soort) for w in find_wachtend(boeken.gemeente, dag) for m in w.momenten]


def claims(dossier: Subsidiedossier) -> list[tuple[str, str, date, int]]:
    rijen = Betaalverplichting.objects.filter(organisatie=dossier.houder, jaar=2025).order_by("pk")
    return list(rijen.values_list("kenmerk", "soort", "vervaldag", "bedrag_centen"))


def step(dossier: Subsidiedossier, dag: date) -> str:
    return next_step(dossier, sum_delen(vast_te_stellen([dossier])[dossier.pk]), dag).wat


def test_a_year_from_application_to_fixed_again(putten: Administratie) -> None:
    houder = aanbieder_van(putten)
    aanvraag = ingediend(putten, at(2024, 12, 2))
    dossier = aanvraag.dossier
    assert (dossier.nummer, aanvraag.bedrag_centen) == ("S2025-001", 10 * 6_569_60 + 2 * 2_553_20)
    assert aanvraag.verzonden[0]["bedrag"] == 70_802_40
    assert [brief.soort for brief in Brief.objects.all()] == ["subsidie-ontvangst"]
    assert step(dossier, date(2024, 12, 2)) == "Nagaan of de aanvraag volledig is"

    # A question stops the term for the days in between; eight weeks after 2 December is 27 January.
    vraag = {
        "soort": "aanvulling-gevraagd",
        "tot_en_met": date(2024, 12, 18),
        "reden": "De begroting ontbreekt.",
    }
    record_stap(aanvraag=aanvraag, dag=date(2024, 12, 4), door=putten.medewerker, op=at(2024, 12, 4), **vraag)
    aanvraag.refresh_from_db()
    assert termijn_van(aanvraag, date(2024, 12, 5)).hersteltermijn == date(2024, 12, 18)
    aanvraag = submit_aanvraag(aanvraag=aanvraag, door=houder, op=at(2024, 12, 9))
    assert termijn_van(aanvraag, date(2024, 12, 9)).beslissen_voor == date(2025, 1, 31)
    assert aanvraag.stappen.last().soort == Termijnstap.Soort.SUPPLIED
    complete_aanvraag(aanvraag=aanvraag, door=putten.medewerker, op=at(2024, 12, 9))
    assert momenten(putten, date(2024, 12, 9)) == [
        (date(2025, 1, 17), "subsidie-beslistermijn"),
        (date(2025, 2, 1), "subsidie-te-laat"),
    ]

    aanvraag.refresh_from_db()
    assert propose_bedrag(aanvraag) == 70_802_40
    voorbereid = prepare_beschikking(
        dossier=dossier,
        soort="verlening",
        bedrag=70_802_40,
        motivering="Past onder het plafond.",
        door=putten.medewerker,
        op=at(2024, 12, 16),
    )
    with pytest.raises(ValidationError, match="zelf voorbereid"):
        take_beschikking(besluit=voorbereid, door=putten.medewerker, op=at(2024, 12, 16))
    verlening = take_beschikking(besluit=voorbereid, door=putten.budgethouder, op=at(2024, 12, 16))
    assert (verlening.nummer, verlening.artikel) == ("B2024-001", "Awb artikel 4:29 en 4:31")
    assert claims(dossier) == [
        ("B2024-001-T1", "voorschot", date(2025, 1, 27), 17_700_60),
        ("B2024-001-T2", "voorschot", date(2025, 4, 1), 17_700_60),
        ("B2024-001-T3", "voorschot", date(2025, 7, 1), 17_700_60),
        ("B2024-001-T4", "voorschot", date(2025, 10, 1), 17_700_60),
    ]
    stand = read_stand(putten.regeling, 2025)
    assert (stand.plafond, stand.verleend, stand.over) == (386_792_00, 70_802_40, 315_989_60)

    announce_beschikking(str(verlening.pk), date(2024, 12, 17), "post", putten.medewerker)
    verlening.refresh_from_db()
    bezwaar = record_bezwaar(
        besluit=verlening,
        ontvangen=date(2025, 1, 6),
        kort="Het tarief.",
        door=putten.medewerker,
        op=at(2025, 1, 7),
    )
    assert step(dossier, date(2025, 1, 8)) == "Op het bezwaar beslissen"
    decide_bezwaar(
        bezwaar=bezwaar, uitkomst="ongegrond", dag=date(2025, 2, 3), door=putten.medewerker, op=at(2025, 2, 3)
    )

    gewijzigd = besluit(putten, dossier, "wijziging", 80_802_40, at(2025, 6, 2))
    verlening.refresh_from_db()
    assert (gewijzigd.vervangt, verlening.status) == (verlening, Beschikking.Status.REPLACED)
    assert claims(dossier)[-1] == ("B2025-001-T1", "voorschot", date(2025, 7, 14), 10_000_00)

    bedrag = goedgekeurd(putten, "160")
    assert bedrag == 1_642_40  # 80 x (10,71 - 0,89) + 80 x 10,71
    final = start_vaststelling(dossier=dossier, door=houder, op=at(2026, 3, 2))
    submit_aanvraag(aanvraag=final, door=houder, op=at(2026, 3, 2))
    complete_aanvraag(aanvraag=final, door=putten.medewerker, op=at(2026, 3, 9))
    with pytest.raises(ValidationError, match=r"Stel hoogstens €.*1\.642,40 vast"):
        besluit(putten, dossier, "vaststelling", 1_642_41, at(2026, 3, 16))
    vastgesteld = besluit(putten, dossier, "vaststelling", most_to_fix(dossier), at(2026, 3, 16))
    assert claims(dossier)[-1] == ("B2026-001-E", "terugvordering", date(2026, 4, 28), 1_642_40 - 80_802_40)
    assert sum_geclaimd(dossier) == 1_642_40
    assert step(dossier, date(2026, 5, 4)) == "Afgerond"
    assert read_stand(putten.regeling, 2025).verleend == 1_642_40

    # Less is approved after that: the file opens by itself, and is fixed again at the difference.
    declaratie = Urendeclaratie.objects.get(houder=putten.houder)
    erbij = goedgekeurd(putten, "80", declaratie)
    assert erbij == 80 * 9_82  # the first eight hours a week go first
    assert step(dossier, date(2026, 6, 1)).endswith("opnieuw vaststellen")
    opnieuw = besluit(putten, dossier, "vaststelling", erbij, at(2026, 6, 1))
    assert opnieuw.vervangt == vastgesteld
    assert claims(dossier)[-1][1:] == ("terugvordering", date(2026, 7, 13), erbij - 1_642_40)
    assert sum_geclaimd(dossier) == erbij
    assert step(dossier, date(2026, 6, 2)) == "Afgerond"


def test_over_the_ceiling_is_refused_and_the_next_gets_what_is_left(putten: Administratie) -> None:
    dossier = verleend(putten)
    ander = copy(putten)
    ander.houder = OrganisatieFactory(gemeenten=[putten.gemeente])
    ander.locatie = LocatieFactory(gemeente=putten.gemeente, houder=ander.houder, ve_geregistreerd=True)
    houder = aanbieder_van(ander)
    groot = start_aanvraag(regeling=putten.regeling, jaar=2025, door=houder, op=at(2024, 12, 18))
    zestig = [
        Verwacht(
            locatie=ander.locatie,
            categorie=Categorie.DOELGROEP,
            kot=False,
            bijdrageklasse=4,
            uren_per_week=16_00,
            kinderen=60,
        )
    ]
    save_regels(aanvraag=groot, regels=zestig, door=houder)
    groot = submit_aanvraag(aanvraag=groot, door=houder, op=at(2024, 12, 18))
    complete_aanvraag(aanvraag=groot, door=putten.medewerker, op=at(2024, 12, 19))
    groot.refresh_from_db()
    assert groot.bedrag_centen == 394_176_00
    assert propose_bedrag(groot) == 386_792_00 - 70_802_40
    with pytest.raises(ValidationError, match="4:25, tweede lid"):
        besluit(putten, groot.dossier, "verlening", 315_989_61, at(2025, 1, 6))
    genomen = besluit(putten, groot.dossier, "verlening", 315_989_60, at(2025, 1, 6))
    assert genomen.nummer == "B2025-001"
    assert sum(genomen.termijnen.values_list("bedrag_centen", flat=True)) == 315_989_60
    with pytest.raises(ValidationError, match="4:25, tweede lid"):
        besluit(putten, dossier, "wijziging", 70_802_41, at(2025, 2, 3))


def test_what_is_not_supplemented_is_left_unanswered_within_four_weeks(putten: Administratie) -> None:
    aanvraag = ingediend(putten, at(2024, 12, 2))
    vraag = {
        "soort": "aanvulling-gevraagd",
        "tot_en_met": date(2024, 12, 18),
        "reden": "De begroting ontbreekt.",
    }
    record_stap(aanvraag=aanvraag, dag=date(2024, 12, 4), door=putten.medewerker, op=at(2024, 12, 4), **vraag)
    assert momenten(putten, date(2024, 12, 5)) == [(date(2024, 12, 15), "subsidie-hersteltermijn")]
    with pytest.raises(ValidationError, match="kan nog aanvullen tot en met 18 december 2024"):
        besluit(putten, aanvraag.dossier, "buiten-behandeling", 0, at(2024, 12, 18))
    with pytest.raises(ValidationError, match="Dit kon tot en met 15 januari 2025"):
        besluit(putten, aanvraag.dossier, "buiten-behandeling", 0, at(2025, 1, 16))
    genomen = besluit(putten, aanvraag.dossier, "buiten-behandeling", 0, at(2025, 1, 15))
    assert (genomen.bedrag_centen, genomen.artikel) == (0, "Awb artikel 4:5")
    aanvraag.refresh_from_db()
    assert aanvraag.status == Aanvraag.Status.DECIDED
    assert not Betaalverplichting.objects.exists()


def test_without_an_application_the_municipality_fixes_the_year_itself(putten: Administratie) -> None:
    dossier = verleend(putten)
    with pytest.raises(ValidationError, match="kan nog tot en met 1 mei 2026"):
        besluit(putten, dossier, "ambtshalve", 0, at(2026, 5, 1))
    assert "4:47" in step(dossier, date(2026, 5, 2))
    besluit(putten, dossier, "ambtshalve", 0, at(2026, 5, 4))
    assert sum_geclaimd(dossier) == 0


def test_a_decision_given_back_is_prepared_anew_and_a_file_is_told_by_its_bytes(
    putten: Administratie,
) -> None:
    houder = aanbieder_van(putten)
    aanvraag = start_aanvraag(regeling=putten.regeling, jaar=2025, door=houder, op=at(2024, 12, 2))
    for inhoud, zin in ((b"tekst", "geen PDF"), (PDF, "niet heel"), (b"PK\x03\x04", "niet heel")):
        with pytest.raises(ValidationError, match=zin):
            attach_bijlage(aanvraag=aanvraag, inhoud=inhoud, naam="x", door=houder, op=at(2024, 12, 2))
    with pytest.raises(ValidationError, match="hoeveel kinderen"):
        submit_aanvraag(aanvraag=aanvraag, door=houder, op=at(2024, 12, 2))
    save_regels(aanvraag=aanvraag, regels=twaalf(putten), door=houder)
    submit_aanvraag(aanvraag=aanvraag, door=houder, op=at(2024, 12, 2))
    complete_aanvraag(aanvraag=aanvraag, door=putten.medewerker, op=at(2024, 12, 3))
    maak = {
        "dossier": aanvraag.dossier,
        "soort": "verlening",
        "bedrag": 1_00,
        "motivering": "Te weinig.",
        "door": putten.medewerker,
        "op": at(2024, 12, 4),
    }
    voorbereid = prepare_beschikking(**maak)
    return_beschikking(
        besluit=voorbereid, reden="Zie de berekening.", door=putten.budgethouder, op=at(2024, 12, 5)
    )
    assert prepare_beschikking(**maak | {"bedrag": 70_802_40}).is_prepared


def test_a_policy_with_a_last_day_takes_a_late_application_after_all_others() -> None:
    duiven = Administratie()
    houder = aanbieder_van(duiven)
    with pytest.raises(ValidationError, match="geldt niet in 2021"):
        start_aanvraag(regeling=duiven.regeling, jaar=2021, door=houder, op=at(2020, 9, 1))
    aanvraag = start_aanvraag(regeling=duiven.regeling, jaar=2020, door=houder, op=at(2019, 10, 2))
    regel = Verwacht(
        locatie=duiven.locatie,
        categorie=Categorie.REGULIER,
        kot=False,
        bijdrageklasse=3,
        uren_per_week=8_00,
        kinderen=5,
    )
    save_regels(aanvraag=aanvraag, regels=[regel], door=houder)
    assert submit_aanvraag(aanvraag=aanvraag, door=houder, op=at(2019, 10, 2)).te_laat
