"""The keys under which children with names that sound alike are found without reading all of them."""

from lib.naam import delen, klank, woorden

KLANKLENGTE = 20


def klanksleutels(voornaam: str, achternaam: str) -> set[str]:
    """One for each name of a double surname with the first of the first names, the same in either order."""
    eerste = woorden(voornaam)[:1] or [""]
    anders = [frozenset(woorden(achternaam))] if achternaam.strip() else []
    sleutels: set[str] = set()
    for deel in list(delen(achternaam)) or anders:
        klanken = sorted((_kort("".join(sorted(deel))), _kort(eerste[0])))
        sleutels.add("|".join(klanken))
    return sleutels


def _kort(woord: str) -> str:
    return klank(woord)[:KLANKLENGTE]
