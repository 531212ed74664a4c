"""From an accepted declaration to approved money, to the cent."""

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, ProgrammingError, connection, transaction

from organisaties.models import AuditRegel
from organisaties.rechten import Rol
from subsidies.berekeningen.actions import (
    approve_berekening,
    calculate_declaratie,
    reject_berekening,
)
from subsidies.berekeningen.uitleg import differences, explain
from subsidies.grootboek.cijfers import balans, bestedingen, per_indicator
from subsidies.models import Berekening, Berekeningsdeel, Berekeningsregel, Boeking
from tests.factories import GebruikerFactory
from tests.subsidies.administratie import NU, Administratie

pytestmark = pytest.mark.django_db
LATER = datetime(2020, 7, 1, 9, 0, tzinfo=UTC)


def _calculate(duiven: Administratie, declaratie: object) -> Berekening:
    return calculate_declaratie(declaratie=declaratie, door=duiven.medewerker, op=NU)


def _approve(duiven: Administratie, berekening: Berekening) -> Berekening:
    return approve_berekening(berekening=berekening, door=duiven.budgethouder, op=LATER)


def test_a_year_of_16_hours_a_week_for_a_doelgroep_child_without_kot_is_6288_euro(
    duiven: Administratie,
) -> None:
    plaatsing = duiven.plaatsing(duiven.kind("vve"))
    for kwartaal in (1, 2, 3, 4):
        berekening = _calculate(duiven, duiven.declaratie({plaatsing: "160"}, kwartaal))
        assert berekening.totaal_centen == 1_572_00
        _approve(duiven, berekening)
    assert per_indicator(duiven.gemeente, 2020) == {"D8/01": 6_288_00}
    assert balans(duiven.gemeente, 2020).besteed == 6_288_00


def test_a_year_of_8_hours_a_week_for_a_regular_child_without_kot_is_2729_60_euro(
    duiven: Administratie,
) -> None:
    plaatsing = duiven.plaatsing(duiven.kind(None))
    for kwartaal in (1, 2, 3, 4):
        _approve(duiven, _calculate(duiven, duiven.declaratie({plaatsing: "80"}, kwartaal)))
    assert [(b.bron, b.categorie, b.centen) for b in bestedingen(duiven.gemeente, 2020)] == [
        ("gemeente", "regulier", 2_729_60)
    ]
    assert balans(duiven.gemeente, 2020).besteed == 0


def test_the_receipt_keeps_input_policy_and_engine_version(duiven: Administratie) -> None:
    kind = duiven.kind("vve")
    declaratie = duiven.declaratie({duiven.plaatsing(kind): "160"})
    berekening = _calculate(duiven, declaratie)
    assert duiven.regeling is not None
    deel = berekening.delen.get()
    assert (deel.regeling, deel.regeling_sha256) == (duiven.regeling, duiven.regeling.sha256)
    assert berekening.engine_versie
    assert deel.invoer["feiten"]["sleutels"] == [kind.pseudoniem]
    assert deel.invoer["feiten"]["uren"] == [16_000]
    assert kind.voornaam not in str(deel.invoer)


def test_a_line_whose_category_changes_has_a_result_per_part(duiven: Administratie) -> None:
    plaatsing = duiven.plaatsing(duiven.kind("vve", date(2020, 2, 1), date(2021, 5, 31)))
    berekening = _calculate(duiven, duiven.declaratie({plaatsing: "160"}))
    regels = list(berekening.regels.values_list("categorie", "van", "tot_en_met", "subsidie_centen"))
    assert [regel[:3] for regel in regels] == [
        ("regulier", date(2020, 1, 1), date(2020, 1, 31)),
        ("doelgroep", date(2020, 2, 1), date(2020, 3, 31)),
    ]
    assert sum(regel[3] for regel in regels) == berekening.totaal_centen
    _approve(duiven, berekening)
    assert {b.categorie: b.bedrag_centen for b in berekening.boekingen.all()} == {
        categorie: centen for categorie, _, _, centen in regels
    }


def test_computing_twice_gives_one_calculation(duiven: Administratie) -> None:
    declaratie = duiven.declaratie({duiven.plaatsing(duiven.kind()): "160"})
    assert _calculate(duiven, declaratie) == _calculate(duiven, declaratie)
    assert Berekening.objects.count() == 1


@pytest.mark.parametrize(("status", "woord"), [("ingediend", "Ingediend"), ("concept", "Concept")])
def test_only_an_accepted_declaration_is_calculated(duiven: Administratie, status: str, woord: str) -> None:
    declaratie = duiven.declaratie({duiven.plaatsing(duiven.kind()): "160"}, status=status)
    with pytest.raises(ValidationError, match=f"deze heeft de status ‘{woord}’"):
        _calculate(duiven, declaratie)


def test_without_an_adopted_policy_for_the_quarter_nothing_is_calculated(duiven: Administratie) -> None:
    duiven.jaar = 2021
    declaratie = duiven.declaratie({duiven.plaatsing(duiven.kind()): "160"})
    with pytest.raises(
        ValidationError, match="geen vastgestelde regeling voor 1 januari 2021 t/m 31 maart 2021"
    ):
        _calculate(duiven, declaratie)


def test_a_contribution_class_that_the_table_does_not_have_is_refused_with_its_value(
    duiven: Administratie,
) -> None:
    plaatsing = duiven.plaatsing(duiven.kind(), bijdrageklasse=9)
    with pytest.raises(ValidationError, match="bijdrageklasse = 9: de bijdragetabel heeft 7 klassen"):
        _calculate(duiven, duiven.declaratie({plaatsing: "160"}))


def test_approval_books_one_line_per_category_that_add_up_to_the_total(duiven: Administratie) -> None:
    uren = {
        duiven.plaatsing(duiven.kind("vve")): "160",
        duiven.plaatsing(duiven.kind("smi")): "80",
        duiven.plaatsing(duiven.kind(None)): "80",
    }
    berekening = _approve(duiven, _calculate(duiven, duiven.declaratie(uren)))
    boekingen = {b.categorie: (b.bron, b.indicator, b.bedrag_centen) for b in berekening.boekingen.all()}
    assert boekingen == {
        "doelgroep": ("goab", "D8/01", 1_572_00),
        "regulier": ("gemeente", "", 682_40),
        "smi": ("goab", "D8/01", 682_40),
    }
    assert sum(centen for _, _, centen in boekingen.values()) == berekening.totaal_centen
    assert berekening.boekingen.values_list("datum", flat=True)[0] == date(2020, 7, 1)


def test_who_calculated_may_not_approve(duiven: Administratie) -> None:
    berekening = _calculate(duiven, duiven.declaratie({duiven.plaatsing(duiven.kind()): "160"}))
    with pytest.raises(ValidationError, match="vier ogen"):
        approve_berekening(berekening=berekening, door=duiven.medewerker, op=NU)
    assert Boeking.objects.count() == 0


def test_the_database_too_refuses_one_pair_of_eyes(duiven: Administratie) -> None:
    berekening = _calculate(duiven, duiven.declaratie({duiven.plaatsing(duiven.kind()): "160"}))
    with pytest.raises(IntegrityError, match="keurt haar niet goed"), transaction.atomic():
        Berekening.objects.filter(pk=berekening.pk).update(
            status="goedgekeurd", besloten_op=NU, besloten_door=duiven.medewerker
        )


def test_a_budgethouder_of_another_municipality_may_not_approve(duiven: Administratie) -> None:
    berekening = _calculate(duiven, duiven.declaratie({duiven.plaatsing(duiven.kind()): "160"}))
    with pytest.raises(ValidationError, match="andere gemeente"):
        approve_berekening(berekening=berekening, door=GebruikerFactory.create(rol=Rol.BUDGETHOUDER), op=NU)


def test_a_rejection_needs_a_reason_and_opens_the_way_to_a_new_calculation(duiven: Administratie) -> None:
    declaratie = duiven.declaratie({duiven.plaatsing(duiven.kind()): "160"})
    eerste = _calculate(duiven, declaratie)
    with pytest.raises(ValidationError, match="Geef een reden"):
        reject_berekening(berekening=eerste, reden="  ", door=duiven.budgethouder, op=NU)
    reject_berekening(berekening=eerste, reden="Welke regeling?", door=duiven.budgethouder, op=NU)
    tweede = _calculate(duiven, declaratie)
    assert tweede.vervangt == eerste
    assert tweede.vorige_goedgekeurde is None
    assert Boeking.objects.count() == 0


def test_a_calculation_is_decided_on_once(duiven: Administratie) -> None:
    berekening = _calculate(duiven, duiven.declaratie({duiven.plaatsing(duiven.kind()): "160"}))
    _approve(duiven, berekening)
    with pytest.raises(ValidationError, match="al beslist: ‘Goedgekeurd’"):
        reject_berekening(berekening=berekening, reden="Toch niet", door=duiven.budgethouder, op=NU)
    assert Boeking.objects.count() == 1


def test_an_approved_correction_reverses_the_old_calculation_and_books_the_new(duiven: Administratie) -> None:
    plaatsing = duiven.plaatsing(duiven.kind())
    oud_declaratie = duiven.declaratie({plaatsing: "160"})
    oud = _approve(duiven, _calculate(duiven, oud_declaratie))
    nieuw = _calculate(duiven, duiven.declaratie({plaatsing: "120"}, corrigeert=oud_declaratie))
    oud.refresh_from_db()
    assert (nieuw.vervangt, oud.status) == (oud, "goedgekeurd")
    _approve(duiven, nieuw)
    oud.refresh_from_db()
    assert oud.status == "vervangen"
    # 80 x (10,26 - 0,87) + 40 x 10,26
    assert nieuw.totaal_centen == 1_161_60
    assert sorted(oud.boekingen.values_list("bedrag_centen", flat=True)) == [-1_572_00, 1_572_00]
    assert balans(duiven.gemeente, 2020).besteed == 1_161_60


def test_the_difference_of_a_correction_is_shown_per_child(duiven: Administratie) -> None:
    zelfde, minder, weg = (duiven.kind() for _ in range(3))
    plaatsen = {kind: duiven.plaatsing(kind) for kind in (zelfde, minder, weg)}
    oud = duiven.declaratie(dict.fromkeys(plaatsen.values(), "160"))
    _approve(duiven, _calculate(duiven, oud))
    nieuw = duiven.declaratie({plaatsen[zelfde]: "160", plaatsen[minder]: "120"}, corrigeert=oud)
    regels = differences(_calculate(duiven, nieuw))
    assert [(r.kind_id, r.was, r.wordt, r.verschil) for r in regels] == [
        (weg.pk, 1_572_00, 0, -1_572_00),
        (minder.pk, 1_572_00, 1_161_60, -410_40),
    ]


def test_a_rejected_correction_leaves_the_approved_calculation_in_force(duiven: Administratie) -> None:
    plaatsing = duiven.plaatsing(duiven.kind())
    oud_declaratie = duiven.declaratie({plaatsing: "160"})
    oud = _approve(duiven, _calculate(duiven, oud_declaratie))
    correctie = duiven.declaratie({plaatsing: "120"}, corrigeert=oud_declaratie)
    afgewezen = _calculate(duiven, correctie)
    reject_berekening(berekening=afgewezen, reden="Nee", door=duiven.budgethouder, op=NU)
    opnieuw = _calculate(duiven, correctie)
    assert opnieuw.vorige_goedgekeurde == oud
    _approve(duiven, opnieuw)
    oud.refresh_from_db()
    assert oud.status == "vervangen"
    assert balans(duiven.gemeente, 2020).besteed == 1_161_60


def test_an_undecided_calculation_makes_way_when_the_provider_corrects(duiven: Administratie) -> None:
    plaatsing = duiven.plaatsing(duiven.kind())
    oud_declaratie = duiven.declaratie({plaatsing: "160"})
    oud = _calculate(duiven, oud_declaratie)
    correctie = duiven.declaratie({plaatsing: "120"}, corrigeert=oud_declaratie)
    with pytest.raises(ValidationError, match="intussen een correctie ingediend"):
        _approve(duiven, oud)
    nieuw = _calculate(duiven, correctie)
    oud.refresh_from_db()
    assert (oud.status, oud.besloten_op, nieuw.vervangt) == ("vervangen", None, oud)
    assert nieuw.vorige_goedgekeurde is None


def test_every_step_is_in_the_record(duiven: Administratie) -> None:
    _approve(duiven, _calculate(duiven, duiven.declaratie({duiven.plaatsing(duiven.kind()): "160"})))
    handelingen = AuditRegel.objects.filter(object_type="berekening").order_by("volgnummer")
    assert [(r.handeling, r.gebruiker_email) for r in handelingen] == [
        ("berekening.calculate", duiven.medewerker.email),
        ("berekening.approve", duiven.budgethouder.email),
    ]


@pytest.mark.parametrize("wijziging", [{"totaal_centen": 1}, {"engine_versie": "9"}])
def test_the_database_refuses_to_change_a_receipt(
    duiven: Administratie, wijziging: dict[str, object]
) -> None:
    berekening = _calculate(duiven, duiven.declaratie({duiven.plaatsing(duiven.kind()): "160"}))
    with pytest.raises(IntegrityError, match="wordt niet gewijzigd"), transaction.atomic():
        Berekening.objects.filter(pk=berekening.pk).update(**wijziging)


@pytest.mark.parametrize("wijziging", [{"invoer": {}}, {"regeling_sha256": "0" * 64}, {"eerste": 1}])
def test_the_database_refuses_to_change_what_went_in(
    duiven: Administratie, wijziging: dict[str, object]
) -> None:
    berekening = _calculate(duiven, duiven.declaratie({duiven.plaatsing(duiven.kind()): "160"}))
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Berekeningsdeel.objects.filter(berekening=berekening).update(**wijziging)


def test_the_database_refuses_to_undo_a_decision_or_remove_a_calculation(duiven: Administratie) -> None:
    berekening = _approve(
        duiven, _calculate(duiven, duiven.declaratie({duiven.plaatsing(duiven.kind()): "160"}))
    )
    with pytest.raises(IntegrityError, match="wordt niet gewijzigd"), transaction.atomic():
        Berekening.objects.filter(pk=berekening.pk).update(
            status="berekend", besloten_op=None, besloten_door=None
        )
    with pytest.raises(IntegrityError, match="nooit verwijderd"), transaction.atomic():
        Berekening.objects.filter(pk=berekening.pk)._raw_delete("default")


def test_the_explanation_stays_the_same_when_the_child_changes_later(duiven: Administratie) -> None:
    kind = duiven.kind("vve")
    plaatsing = duiven.plaatsing(kind)
    berekening = _approve(duiven, _calculate(duiven, duiven.declaratie({plaatsing: "160"})))
    kind.indicaties.update(ingetrokken_op=date(2020, 6, 1), ingetrokken_door=duiven.medewerker)
    kind.geboortedatum = date(2014, 1, 1)
    kind.save()
    plaatsing.kot = True
    plaatsing.save()
    uitleg = explain(berekening.regels.get())
    assert (uitleg.klopt, uitleg.subsidie) == (True, 1_572_00)
    assert "80,00 uur x (€\u00a010,26 - €\u00a00,87) = €\u00a0751,20" in [stap.som for stap in uitleg.stappen]


@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    def test_two_approvals_at_once_book_once(self) -> None:
        duiven = Administratie()
        berekening = _calculate(duiven, duiven.declaratie({duiven.plaatsing(duiven.kind()): "160"}))
        tweede = duiven.gebruiker(Rol.BUDGETHOUDER)
        uitkomsten = _at_once(
            lambda: _approve(duiven, berekening),
            lambda: approve_berekening(berekening=berekening, door=tweede, op=LATER),
        )
        assert sorted(uitkomsten) == ["Over deze berekening is al beslist: ‘Goedgekeurd’.", "gelukt"]
        assert list(Boeking.objects.values_list("bedrag_centen", flat=True)) == [1_572_00]

    def test_two_calculations_at_once_make_one(self) -> None:
        duiven = Administratie()
        declaratie = duiven.declaratie({duiven.plaatsing(duiven.kind()): "160"})
        uitkomsten = _at_once(lambda: _calculate(duiven, declaratie), lambda: _calculate(duiven, declaratie))
        assert uitkomsten == ["gelukt", "gelukt"]
        assert Berekening.objects.count() == 1
        assert Berekeningsregel.objects.count() == 1


def _at_once(*acties: Callable[[], object]) -> list[str]:
    """Run the actions in threads of their own that start together; 'gelukt' or the sentence of refusal."""
    uitkomsten: list[str] = []
    samen = threading.Barrier(len(acties))

    def run(actie: Callable[[], object]) -> None:
        try:
            samen.wait(timeout=10)
            actie()
            uitkomsten.append("gelukt")
        except ValidationError as fout:
            uitkomsten.append(fout.messages[0])
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(actie,)) for actie in acties]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return uitkomsten
