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
    return Urendeclaratie(status=status, opgesteld_op=OP, ingediend_op=ingediend, beoordeeld_op=beoordeeld)


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
