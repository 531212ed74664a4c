"""Four eyes over the whole chain: who had a hand in the hours or the policy does not decide on them.

The database knows the chain and refuses by itself (its migration vier_ogen_over_de_keten); here are its words for people.
"""

from django.db import connection

from organisaties.models import Gebruiker
from subsidies.models import Berekening, Subsidieregeling

_AAN_BEREKENING = {
    "ingevuld": "de uren ingevuld",
    "ingediend": "de declaratie ingediend",
    "beoordeeld": "de declaratie beoordeeld",
    "berekend": "de subsidie berekend",
}
_AAN_REGELING = {
    "geschreven": "aan de tekst geschreven",
    "aangeboden": "haar ter vaststelling aangeboden",
}


def why_not_approve(berekening: Berekening, gebruiker: Gebruiker) -> str:
    """One sentence when this person may not approve the calculation; nothing when they may.

    Counts every declaration of the tijdvak that this one corrects, and every calculation of those.
    """
    zelf = _steps("vve_handen_aan_declaratie", berekening.declaratie_id, gebruiker)
    if not zelf:
        return ""
    return (
        f"U kunt deze berekening niet goedkeuren, want u hebt zelf {_sum_up(zelf, _AAN_BEREKENING)}; "
        "laat een collega goedkeuren (vier ogen)."
    )


def why_not_adopt(regeling: Subsidieregeling, gebruiker: Gebruiker) -> str:
    """One sentence when this person may not adopt the policy; nothing when they may."""
    zelf = _steps("vve_handen_aan_regeling", regeling.pk, gebruiker)
    if not zelf:
        return ""
    return (
        f"U kunt deze regeling niet vaststellen, want u hebt zelf {_sum_up(zelf, _AAN_REGELING)}; "
        "laat een collega vaststellen (vier ogen)."
    )


def bewerkers(regeling: Subsidieregeling) -> list[Gebruiker]:
    """Who worked on the policy besides the one who made the concept."""
    anderen = regeling.bewerkingen.exclude(gebruiker=regeling.opgesteld_door_id)
    return list(Gebruiker.objects.filter(pk__in=anderen.values("gebruiker")))


def approved_by_own_hand() -> list[int]:
    """The calculations approved by somebody with a hand in them, as earlier releases allowed."""
    return _ids(
        "SELECT b.id FROM subsidies_berekening b WHERE b.besloten_door_id IN"
        " (SELECT gebruiker FROM vve_handen_aan_declaratie(b.declaratie_id)) AND b.status <> 'afgewezen'"
    )


def adopted_by_own_hand() -> list[int]:
    """The policies adopted by somebody who worked on them, as earlier releases allowed."""
    return _ids(
        "SELECT r.id FROM subsidies_subsidieregeling r WHERE r.vastgesteld_door_id IN"
        " (SELECT gebruiker FROM vve_handen_aan_regeling(r.id))"
    )


def _ids(vraag: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(vraag)
        return [pk for (pk,) in cursor.fetchall()]


def _steps(functie: str, pk: int, gebruiker: Gebruiker) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT stap FROM {functie}(%s) WHERE gebruiker = %s", [pk, gebruiker.pk])  # noqa: S608
        return {stap for (stap,) in cursor.fetchall()}


def _sum_up(zelf: set[str], woorden: dict[str, str]) -> str:
    """In the order of the work: 'de uren ingevuld, de declaratie ingediend en de subsidie berekend'."""
    delen = [woord for stap, woord in woorden.items() if stap in zelf]
    return " en ".join([", ".join(delen[:-1]), delen[-1]] if len(delen) > 1 else delen)
