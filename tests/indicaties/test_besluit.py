"""Decisions: how grounds are weighed, what each outcome leaves behind, and that none of them is ever edited."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from indicaties.actions import (
    announce_besluit,
    change_criterium,
    correct_besluit,
    extend_indicatie,
    grant_indicatie,
    make_besluitbrief,
    refuse_indicatie,
    shorten_indicatie,
    withdraw_indicatie,
)
from indicaties.herkomst import remove_herkomst
from indicaties.models import Criterium, Indicatie, Indicatiebesluit, Kind, Werkwijze
from organisaties.models import AuditRegel, Gebruiker
from organisaties.rechten import Rol
from tests.factories import CriteriumFactory, GebruikerFactory, KindFactory

pytestmark = pytest.mark.django_db

OP = date(2025, 5, 15)
VAN, TOT = date(2025, 6, 1), date(2026, 2, 28)


@pytest.fixture
def jgz() -> Gebruiker:
    return GebruikerFactory(rol=Rol.JGZ_MEDEWERKER)


@pytest.fixture
def kind() -> Kind:
    return KindFactory(voornaam="Noor", achternaam="Bakker")


def weigh_together(kind: Kind, drempel: int = 3) -> None:
    Werkwijze.objects.create(gemeente=kind.gemeente, criteriaregel="gewicht", criteriadrempel=drempel)


def grant(kind: Kind, jgz: Gebruiker, *gronden: Criterium, **extra: str) -> Indicatie:
    return grant_indicatie(
        kind=kind,
        soort="vve",
        criteria=gronden or [CriteriumFactory(gemeente=kind.gemeente)],
        geldig_van=VAN,
        geldig_tot_en_met=TOT,
        door=jgz,
        op=OP,
        **extra,
    )


def extend(indicatie: Indicatie, jgz: Gebruiker, tot: date, op: date = OP) -> Indicatie:
    criteria = list(indicatie.criteria.all())
    return extend_indicatie(indicatie=indicatie, laatste_dag=tot, criteria=criteria, door=jgz, op=op)


# -- weighing ------------------------------------------------------------------------------------


def test_where_one_ground_is_enough_its_weight_does_not_matter(kind: Kind, jgz: Gebruiker) -> None:
    besluit = grant(kind, jgz, CriteriumFactory(gewicht=0)).besluiten.get()
    assert (besluit.criteriaregel, besluit.gewicht, besluit.drempel) == ("een", 0, 0)


@pytest.mark.parametrize(
    ("gewichten", "genoeg"), [((3,), True), ((1, 2), True), ((2,), False), ((1, 1), False)]
)
def test_weights_reach_the_threshold_or_the_sum_is_told(
    kind: Kind, jgz: Gebruiker, gewichten: tuple[int, ...], genoeg: bool
) -> None:
    weigh_together(kind)
    gronden = [CriteriumFactory(gewicht=gewicht) for gewicht in gewichten]
    if genoeg:
        besluit = grant(kind, jgz, *gronden).besluiten.get()
        assert (besluit.criteriaregel, besluit.gewicht, besluit.drempel) == ("gewicht", 3, 3)
        return
    with pytest.raises(ValidationError) as fout:
        grant(kind, jgz, *gronden)
    assert fout.value.messages[0] == (
        "De gekozen gronden wegen samen 2. In Putten hoort een kind bij de doelgroep vanaf 3. "
        "Kies alle gronden die van toepassing zijn."
    )
    assert not Indicatie.objects.exists()


def test_a_professional_may_judge_otherwise_with_a_reason(kind: Kind, jgz: Gebruiker) -> None:
    weigh_together(kind)
    oordeel = CriteriumFactory(groep=Criterium.Groep.OORDEEL, gewicht=1)
    with pytest.raises(ValidationError, match=r"wegen samen 1\. .* geef daarbij uw reden"):
        grant(kind, jgz, oordeel)
    besluit = grant(kind, jgz, oordeel, oordeel="Twee talen en weinig taal thuis.").besluiten.get()
    assert (besluit.gewicht, besluit.oordeel) == (1, "Twee talen en weinig taal thuis.")


def test_a_reason_alone_without_that_ground_is_not_enough(kind: Kind, jgz: Gebruiker) -> None:
    weigh_together(kind)
    CriteriumFactory(groep=Criterium.Groep.OORDEEL)
    with pytest.raises(ValidationError, match="wegen samen 2"):
        grant(kind, jgz, CriteriumFactory(gewicht=2), oordeel="Toch wel.")


def test_a_decision_keeps_the_words_with_which_it_was_made(kind: Kind, jgz: Gebruiker) -> None:
    grond = CriteriumFactory(code="taal", naam="Praat weinig", brieftekst="Uw kind praat weinig.")
    besluit = grant(kind, jgz, grond).besluiten.get()
    beheerder = GebruikerFactory(rol=Rol.FUNCTIONEEL_BEHEERDER)
    change_criterium(criterium=grond, velden={"naam": "Iets anders", "gewicht": 9}, door=beheerder)
    besluit.refresh_from_db()
    assert [(g.code, g.naam, g.gewicht) for g in besluit.gronden_toen] == [("taal", "Praat weinig", 1)]


# -- outcomes ------------------------------------------------------------------------------------


def test_a_refusal_is_a_decision_without_an_indicatie_and_no_end(kind: Kind, jgz: Gebruiker) -> None:
    besluit = refuse_indicatie(kind=kind, soort="vve", reden="geen-grond", door=jgz, op=OP)
    assert (besluit.soort, besluit.reden, besluit.indicatie) == ("afgewezen", "geen-grond", None)
    assert AuditRegel.objects.get(handeling="indicatie.refuse").details == {
        "kind": kind.pseudoniem,
        "soort": "vve",
        "reden": "geen-grond",
    }
    grant(kind, jgz)
    assert [b.soort for b in kind.besluiten.order_by("pk")] == ["afgewezen", "toegekend"]


def test_another_reason_needs_words_for_the_parents(kind: Kind, jgz: Gebruiker) -> None:
    with pytest.raises(ValidationError, match="de ouders lezen waarom"):
        refuse_indicatie(kind=kind, soort="vve", reden="anders", door=jgz, op=OP)


def test_a_chain_of_extensions_has_no_gap_and_no_overlap(kind: Kind, jgz: Gebruiker) -> None:
    een = grant(kind, jgz)
    twee = extend(een, jgz, date(2026, 5, 31))
    drie = extend(twee, jgz, date(2026, 8, 31))
    assert [(i.geldig_van, i.geldig_tot_en_met) for i in (een, twee, drie)] == [
        (date(2025, 6, 1), date(2026, 2, 28)),
        (date(2026, 3, 1), date(2026, 5, 31)),
        (date(2026, 6, 1), date(2026, 8, 31)),
    ]
    besluiten = [i.besluiten.get() for i in (een, twee, drie)]
    assert [b.soort for b in besluiten] == ["toegekend", "verlengd", "verlengd"]
    assert [b.vorige for b in besluiten] == [None, besluiten[0], besluiten[1]]
    dag = VAN
    while dag <= date(2026, 8, 31):
        assert kind.indicaties.valid_on(dag).count() == 1, dag
        dag += timedelta(days=1)


def test_what_an_extension_stands_on_is_not_taken_away_first(kind: Kind, jgz: Gebruiker) -> None:
    een = grant(kind, jgz)
    twee = extend(een, jgz, date(2026, 8, 31))
    zin = "volgt een verlenging, 1 maart 2026 t/m 31 augustus 2026. Trek eerst die verlenging in."
    with pytest.raises(ValidationError, match=zin):
        withdraw_indicatie(indicatie=een, reden="ouders", door=jgz, op=OP)
    with pytest.raises(ValidationError, match=zin):
        shorten_indicatie(indicatie=een, laatste_dag=date(2025, 12, 31), reden="ouders", door=jgz, op=OP)
    withdraw_indicatie(indicatie=twee, reden="ouders", door=jgz, op=OP)
    withdraw_indicatie(indicatie=een, reden="ouders", door=jgz, op=OP)
    assert not kind.indicaties.effective().exists()


@pytest.mark.parametrize(
    ("tot", "op", "zin"),
    [
        (TOT, OP, "loopt al tot en met 28 februari 2026. Kies een latere laatste dag"),
        (date(2026, 8, 31), date(2026, 3, 1), "eindigde op 28 februari 2026. Geef een nieuwe indicatie af"),
    ],
)
def test_an_extension_goes_on_from_one_that_runs(
    kind: Kind, jgz: Gebruiker, tot: date, op: date, zin: str
) -> None:
    with pytest.raises(ValidationError, match=zin):
        extend(grant(kind, jgz), jgz, tot, op)


def test_shortening_and_withdrawing_replace_the_decision_before(kind: Kind, jgz: Gebruiker) -> None:
    indicatie = grant(kind, jgz, CriteriumFactory(code="taal"))
    korter = shorten_indicatie(
        indicatie=indicatie, laatste_dag=date(2025, 12, 31), reden="ouders", door=jgz, op=OP
    )
    withdraw_indicatie(indicatie=korter, reden="onjuist", door=jgz, op=OP)
    eerste, tweede, derde = kind.besluiten.order_by("pk")
    assert [b.soort for b in (eerste, tweede, derde)] == ["toegekend", "verkort", "ingetrokken"]
    assert (tweede.vervangt, derde.vervangt) == (eerste, tweede)
    assert (tweede.geldig_tot_en_met, derde.reden) == (date(2025, 12, 31), "onjuist")
    assert [g.code for g in derde.gronden_toen] == ["taal"]
    assert list(Indicatiebesluit.objects.geldend()) == [derde]


def test_a_correction_leaves_the_old_decision_as_it_was(kind: Kind, jgz: Gebruiker) -> None:
    oud = grant(kind, jgz, toelichting="Verkeerd.").besluiten.get()
    nieuw = correct_besluit(besluit=oud, toelichting="Goed.", door=jgz, op=OP)
    oud.refresh_from_db()
    assert (oud.toelichting, oud.is_vervangen, nieuw.toelichting) == ("Verkeerd.", True, "Goed.")
    assert (nieuw.vervangt, nieuw.indicatie, nieuw.gronden) == (oud, oud.indicatie, oud.gronden)
    with pytest.raises(ValidationError, match="al vervangen"):
        correct_besluit(besluit=oud, toelichting="Nog eens.", door=jgz, op=OP)


def test_an_objection_takes_the_country_of_origin_out_and_leaves_the_decision(
    kind: Kind, jgz: Gebruiker
) -> None:
    gronden = CriteriumFactory(code="herkomst", is_herkomst=True), CriteriumFactory(code="taal")
    indicatie = grant(kind, jgz, *gronden)
    assert remove_herkomst(kind) == 1
    assert [g.code for g in indicatie.besluiten.get().gronden_toen] == ["taal"]
    assert [c.code for c in indicatie.criteria.all()] == ["taal"]


# -- the letter ----------------------------------------------------------------------------------


def test_the_letter_says_what_and_why_in_the_words_for_parents(kind: Kind, jgz: Gebruiker) -> None:
    grond = CriteriumFactory(naam="SES", brieftekst="Uw kind praat nog weinig.")
    besluit = grant(kind, jgz, grond, toelichting="Wij spraken u in mei.").besluiten.get()
    brief = make_besluitbrief(besluit=besluit, door=jgz, op=OP)
    assert brief.soort == "indicatie-toegekend"
    assert brief.aan_naam == "De ouders/verzorgers van Noor Bakker"
    assert brief.context["gronden"] == ["Uw kind praat nog weinig."]
    assert brief.context["periode"] == "1 juni 2025 t/m 28 februari 2026"
    assert bytes(brief.pdf).startswith(b"%PDF")
    with pytest.raises(ValidationError, match=f"al een brief gemaakt, met kenmerk {brief.nummer}"):
        make_besluitbrief(besluit=besluit, door=jgz, op=OP)


def test_the_letter_of_a_corrected_decision_replaces_the_one_before(kind: Kind, jgz: Gebruiker) -> None:
    oud = grant(kind, jgz).besluiten.get()
    eerste = make_besluitbrief(besluit=oud, door=jgz, op=OP)
    nieuw = correct_besluit(besluit=oud, toelichting="Beter gezegd.", door=jgz, op=OP)
    assert make_besluitbrief(besluit=nieuw, door=jgz, op=OP).vervangt == eerste


def test_a_replaced_decision_gets_no_letter_any_more(kind: Kind, jgz: Gebruiker) -> None:
    oud = grant(kind, jgz).besluiten.get()
    correct_besluit(besluit=oud, toelichting="Beter gezegd.", door=jgz, op=OP)
    with pytest.raises(ValidationError, match="Maak een brief over het besluit dat nu geldt"):
        make_besluitbrief(besluit=Indicatiebesluit.objects.get(pk=oud.pk), door=jgz, op=OP)


def test_making_it_known_counts_for_the_decision_and_its_letter_once(kind: Kind, jgz: Gebruiker) -> None:
    besluit = grant(kind, jgz).besluiten.get()
    brief = make_besluitbrief(besluit=besluit, door=jgz, op=OP)
    with pytest.raises(ValidationError, match="ligt in de toekomst"):
        announce_besluit(besluit=besluit, dag=date(2025, 5, 16), hoe="post", door=jgz, op=OP)
    announce_besluit(besluit=besluit, dag=OP, hoe="post", door=jgz, op=OP)
    besluit.refresh_from_db()
    brief.refresh_from_db()
    assert (besluit.bekend_gemaakt_op, besluit.bekendmaking) == (OP, "post")
    assert (brief.bekend_gemaakt_op, brief.bekend_gemaakt_hoe) == (OP, "post")
    with pytest.raises(ValidationError, match="al bekend gemaakt op 15 mei 2025"):
        announce_besluit(besluit=besluit, dag=OP, hoe="post", door=jgz, op=OP)
