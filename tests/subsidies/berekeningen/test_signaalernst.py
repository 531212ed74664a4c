"""Every signal of the calculation has a weight on the screen of the reviewer."""

from rekenregels import Signaal
from subsidies.berekeningen.signalen import _ERNST


def test_every_signal_of_the_calculation_has_a_weight() -> None:
    assert set(_ERNST) == set(Signaal)
