"""What the policy of the municipality computes with and a declaration does not tell yet: that must be there first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from lib.weergave import opsommen
from opvang.models import Declaratieregel, Urendeclaratie
from opvang.signalen import Declaratiesignaal, Ernst
from opvang.voorstel import actief_in
from opvang.vragen import vragen_in
from rekenregels import Vragen

# So many children are named in one sentence; the others are counted.
MEESTE_NAMEN = 10


@dataclass(frozen=True)
class Tekort:
    """One fact that can be missing: the sentence at the line, and the one that names the children."""

    code: str
    ontbreekt: Callable[[Declaratieregel, Vragen], bool]
    bij_regel: str
    geheel: str


TEKORTEN = (
    Tekort(
        "dagen-ontbreken",
        lambda regel, vragen: vragen.dagen and regel.dagen is None,
        "Vul het aantal dagen opvang in: de regeling van de gemeente kijkt daarnaar.",
        "De regeling van de gemeente kijkt naar het aantal dagen opvang. Vul de dagen in van",
    ),
    Tekort(
        "prijs-ontbreekt",
        lambda regel, vragen: vragen.prijs and regel.plaatsing.uurprijs_centen is None,
        "Leg uw uurprijs vast bij de afspraken: de regeling van de gemeente rekent daarmee.",
        "De regeling van de gemeente rekent met uw uurprijs. Leg die vast bij de afspraken van",
    ),
    Tekort(
        "minimaregel-onbekend",
        lambda regel, vragen: (
            bool(vragen.minima and regel.plaatsing.minimaregel)
            and regel.plaatsing.minimaregel not in vragen.minima
        ),
        "De minimaregel bij de afspraken staat niet in de regeling van de gemeente. Kies daar een andere.",
        "De regeling van de gemeente kent de minimaregel niet die is afgesproken. Wijzig de afspraken van",
    ),
)


def tekorten_per_regel(declaratie: Urendeclaratie, vragen: Vragen) -> dict[int, list[Declaratiesignaal]]:
    """What is missing, by the id of the line. Without a question of the policy not even a query."""
    return {
        regel.pk: [Declaratiesignaal(t.code, t.bij_regel, Ernst.FOUT) for t in tekorten]
        for regel, tekorten in _find(declaratie, vragen)
    }


def check_volledig(declaratie: Urendeclaratie) -> None:
    """ValidationError with a sentence for each thing that is missing, and for which children."""
    gevonden = _find(declaratie, vragen_in(declaratie.gemeente, declaratie.periode))
    zinnen = [
        f"{tekort.geheel} {_names(regel for regel, tekorten in gevonden if tekort in tekorten)}."
        for tekort in TEKORTEN
        if any(tekort in tekorten for _, tekorten in gevonden)
    ]
    if zinnen:
        raise ValidationError(zinnen, code="onvolledig")


def _find(declaratie: Urendeclaratie, vragen: Vragen) -> list[tuple[Declaratieregel, list[Tekort]]]:
    """The lines that count and miss something, in their order."""
    if not (vragen.dagen or vragen.prijs or vragen.minima):
        return []
    regels = [
        (regel, [tekort for tekort in TEKORTEN if tekort.ontbreekt(regel, vragen)])
        for regel in declaratie.regels.select_related("plaatsing__kind")
        if not regel.plaatsing.is_vervallen and actief_in(regel.plaatsing, declaratie.periode)
    ]
    return [(regel, tekorten) for regel, tekorten in regels if tekorten]


def _names(regels: Iterable[Declaratieregel]) -> str:
    namen = list(dict.fromkeys(regel.plaatsing.kind.naam for regel in regels))
    genoemd, rest = namen[:MEESTE_NAMEN], len(namen) - MEESTE_NAMEN
    if rest > 0:
        return f"{', '.join(genoemd)} en nog {rest} {'kind' if rest == 1 else 'kinderen'}"
    return opsommen(genoemd)
