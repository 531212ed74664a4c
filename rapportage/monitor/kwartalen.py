"""The quarters that can be looked at: those that are over on their last day, the running one on today."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Min

from indicaties.models import Indicatie
from lib.periode import Ritme, Tijdvak
from organisaties.models import Gemeente

# Further back the facts of one indicatie are a mistake in typing, and children have become pseudonyms.
MEESTE_JAREN = 10


@dataclass(frozen=True)
class Kwartaal:
    tijdvak: Tijdvak
    vandaag: date

    @property
    def dag(self) -> date:
        return min(self.tijdvak.periode.tot_en_met, self.vandaag)

    @property
    def loopt(self) -> bool:
        return self.vandaag < self.tijdvak.periode.tot_en_met

    @property
    def code(self) -> str:
        return self.tijdvak.code

    def __str__(self) -> str:
        """'2e kwartaal 2025', '3e kwartaal 2025 (nu)'"""
        return f"{self.tijdvak} (nu)" if self.loopt else str(self.tijdvak)


def find_kwartalen(gemeente: Gemeente, vandaag: date) -> list[Kwartaal]:
    """From the first indicatie on, the newest first; always the running one and that of a year ago."""
    van = Indicatie.objects.filter(kind__gemeente=gemeente).aggregate(eerste=Min("geldig_van"))["eerste"]
    laatste = Tijdvak.of(Ritme.KWARTAAL, vandaag)
    eerste = Tijdvak.of(Ritme.KWARTAAL, min(van or vandaag, vandaag))
    aantal = min(max((laatste.eerste_maand - eerste.eerste_maand) // 3, 4), 4 * MEESTE_JAREN) + 1
    kwartalen = [laatste]
    while len(kwartalen) < aantal:
        kwartalen.append(kwartalen[-1].vorige)
    return [Kwartaal(tijdvak, vandaag) for tijdvak in kwartalen]


def choose(kwartalen: list[Kwartaal], code: str | None, anders: int) -> Kwartaal:
    """The one that the address asks for, else the one at this place."""
    gekozen = next((kwartaal for kwartaal in kwartalen if kwartaal.code == code), None)
    return gekozen or kwartalen[min(anders, len(kwartalen) - 1)]
