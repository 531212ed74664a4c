"""What the adopted policies say of how often is declared, and over how many weeks."""

from datetime import date
from fractions import Fraction

import pytest

from lib.periode import Periode, Ritme, jaar_periode
from opvang.ritme import Regelritme, ritmes_of
from rekenregels import RegelingFout, load_document, load_regeling
from subsidies.regelingen.vragen import read_ritmes, read_weken
from tests.subsidies.administratie import Administratie, regeling_text, with_ritme

PUTTEN = regeling_text("putten-2025")


@pytest.mark.django_db
@pytest.mark.parametrize("ritme", Ritme)
def test_an_adopted_policy_tells_its_rhythm_and_its_days(ritme: Ritme) -> None:
    putten = Administratie("0273", "putten-2025", 2025, ritme=ritme)
    assert list(read_ritmes(putten.gemeente.pk, jaar_periode(2025))) == [
        Regelritme(Periode(date(2025, 1, 1), date(2025, 12, 31)), ritme)
    ]
    assert list(read_ritmes(putten.gemeente.pk, jaar_periode(2026))) == []
    assert ritmes_of(putten.gemeente) == [ritme]


@pytest.mark.django_db
def test_the_weeks_of_the_policy_are_those_of_the_day() -> None:
    putten = Administratie("0273", "putten-2025", 2025)
    assert read_weken(putten.gemeente.pk, date(2025, 3, 1)) == Fraction(40)
    assert read_weken(putten.gemeente.pk, date(2026, 3, 1)) is None


def test_a_word_of_an_earlier_release_is_a_quarter_and_is_not_written_any_more() -> None:
    """An adopted document keeps its hash; a text that is offered anew must say how long."""
    document = load_regeling(PUTTEN).as_document()
    document["geldstroom"]["declaratie_ritme"] = "periode"
    vroeger = load_document(document)
    assert vroeger.geldstroom.ritme is Ritme.KWARTAAL
    assert vroeger.as_document()["geldstroom"]["declaratie_ritme"] == "periode"
    with pytest.raises(RegelingFout, match="Kies een van: maand, kwartaal, halfjaar, jaar"):
        load_regeling(with_ritme(PUTTEN, "periode"))
