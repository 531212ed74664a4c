"""Who changed what of the way a municipality works, and when: read from the record itself."""

from dataclasses import dataclass
from datetime import datetime

from indicaties.handelingen import Handeling
from indicaties.models import Werkwijze
from organisaties.models import AuditRegel, Gemeente

_LAATSTE = 20


@dataclass(frozen=True)
class Wijziging:
    wanneer: datetime
    wie: str
    wat: list[str]


def read_wijzigingen(gemeente: Gemeente) -> list[Wijziging]:
    """The last changes, newest first."""
    regels = AuditRegel.objects.filter(
        gemeente_code=gemeente.code, handeling=Handeling.WERKWIJZE_SET.value
    ).order_by("-volgnummer")[:_LAATSTE]
    return [
        Wijziging(
            regel.tijdstip,
            regel.gebruiker_email,
            [_in_words(veld, *waarden) for veld, waarden in regel.details["velden"].items()],
        )
        for regel in regels
    ]


def _in_words(veld: str, oud: object, nieuw: object) -> str:
    kolom = Werkwijze._meta.get_field(veld)
    woorden = dict(getattr(kolom, "flatchoices", ()))
    naar = _value(nieuw, woorden)
    naam = str(getattr(kolom, "verbose_name", veld)).capitalize()
    return f"{naam}: {naar}" if oud is None else f"{naam}: van {_value(oud, woorden)} naar {naar}"


def _value(waarde: object, woorden: dict[object, str]) -> str:
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    return str(woorden.get(waarde, waarde))
