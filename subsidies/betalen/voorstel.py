"""Which part of which claim a payment settles; without a database."""

from collections.abc import Iterable


def settle(vorderingen: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """(key, cents) of the open claims of one organisation, in their order -> the parts that go into one payment.

    What is owed goes in whole. What is to be got back is set off against it, the first as far as it goes: the
    payment is never below zero and the rest stays open (Awb 4:93). Nothing when nothing is owed.
    """
    alle = list(vorderingen)
    te_betalen = [(sleutel, centen) for sleutel, centen in alle if centen > 0]
    ruimte = sum(centen for _, centen in te_betalen)
    delen = list(te_betalen)
    for sleutel, centen in alle:
        if centen < 0 and ruimte:
            deel = max(centen, -ruimte)
            ruimte += deel
            delen.append((sleutel, deel))
    return delen
