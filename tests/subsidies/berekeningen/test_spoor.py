from datetime import UTC, datetime

from opvang.models import Urendeclaratie
from opvang.spoor import Punt
from subsidies.berekeningen.spoor import draw_spoor
from subsidies.models import Berekening

OP = datetime(2025, 4, 4, 8, 12, tzinfo=UTC)
WANNEER = "4 april 2025, 10:12"
Status = Urendeclaratie.Status


def declaratie(
    status: Status, *, ingediend: datetime | None = OP, beoordeeld: datetime | None = None
) -> Urendeclaratie:
    terug = status == Status.RETURNED
    return Urendeclaratie(
        status=status,
        opgesteld_op=OP,
        ingediend_op=ingediend,
        beoordeeld_op=beoordeeld,
        reden_terugsturen="De uren kloppen niet." if terug else "",
    )


def stand(punten: list[Punt]) -> list[tuple[str, str]]:
    return [(punt.naam, punt.staat) for punt in punten]


def test_a_submitted_declaration_waits_for_its_review() -> None:
    punten = draw_spoor(declaratie(Status.SUBMITTED), None)
    assert stand(punten) == [
        ("Opgesteld", "klaar"),
        ("Ingediend", "klaar"),
        ("Beoordelen", "nu"),
        ("Berekenen", "straks"),
        ("Goedkeuren", "straks"),
    ]
    assert [punt.wanneer for punt in punten] == [WANNEER, WANNEER, "", "", ""]


def test_nothing_waits_after_a_declaration_that_was_sent_back() -> None:
    punten = draw_spoor(declaratie(Status.RETURNED, beoordeeld=OP), None)
    assert stand(punten)[2:] == [("Teruggestuurd", "fout"), ("Berekenen", "straks"), ("Goedkeuren", "straks")]


def test_a_calculated_declaration_waits_for_a_second_person() -> None:
    berekening = Berekening(status=Berekening.Status.CALCULATED, berekend_op=OP)
    punten = draw_spoor(declaratie(Status.ACCEPTED, beoordeeld=OP), berekening)
    assert stand(punten)[2:] == [("Geaccepteerd", "klaar"), ("Berekend", "klaar"), ("Goedkeuren", "nu")]


def test_a_decided_calculation_ends_the_track() -> None:
    af = declaratie(Status.ACCEPTED, beoordeeld=OP)
    goed = Berekening(status=Berekening.Status.APPROVED, berekend_op=OP, besloten_op=OP)
    fout = Berekening(status=Berekening.Status.REJECTED, berekend_op=OP, besloten_op=OP)
    assert stand(draw_spoor(af, goed))[-1] == ("Goedgekeurd", "klaar")
    assert stand(draw_spoor(af, fout))[-1] == ("Afgewezen", "fout")


def test_a_returned_declaration_that_was_replaced_tells_that_it_was_returned() -> None:
    terug = declaratie(Status.REPLACED, beoordeeld=OP)
    terug.reden_terugsturen = "De uren kloppen niet."
    correctie = Urendeclaratie(ingediend_op=OP)
    terug.gecorrigeerd_door = correctie
    assert stand(draw_spoor(terug, None))[2:] == [
        ("Teruggestuurd", "fout"),
        ("Vervangen door een correctie", "klaar"),
    ]


def test_a_declaration_replaced_before_anybody_judged_it_was_not_accepted() -> None:
    vervangen = declaratie(Status.REPLACED)
    vervangen.gecorrigeerd_door = Urendeclaratie(ingediend_op=OP)
    assert stand(draw_spoor(vervangen, None)) == [
        ("Opgesteld", "klaar"),
        ("Ingediend", "klaar"),
        ("Vervangen door een correctie", "klaar"),
    ]


def test_hours_sent_back_after_a_rejection_tell_both() -> None:
    terug = declaratie(Status.RETURNED, beoordeeld=OP)
    terug.reden_terugsturen = "De budgethouder keurt dit niet goed."
    fout = Berekening(status=Berekening.Status.REJECTED, berekend_op=OP, besloten_op=OP)
    assert stand(draw_spoor(terug, fout))[2:] == [
        ("Berekend", "klaar"),
        ("Afgewezen", "fout"),
        ("Teruggestuurd", "fout"),
    ]
