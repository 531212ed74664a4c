"""How many children the pedagogical adviser counts on 1 January: counted by the room of the money, which registers here."""

from collections.abc import Callable, Mapping, Sequence

from organisaties.models import Locatie

# By the id of the location; one that was not open in the year is left out.
Doelgroepteller = Callable[[Sequence[Locatie], int], Mapping[int, int]]

_tellers: list[Doelgroepteller] = []


def register_doelgroepteller(teller: Doelgroepteller) -> None:
    _tellers.append(teller)


def count_doelgroepkinderen(locaties: Sequence[Locatie], jaar: int) -> dict[int, int]:
    geteld: dict[int, int] = {}
    for teller in _tellers:
        geteld |= teller(locaties, jaar)
    return geteld
