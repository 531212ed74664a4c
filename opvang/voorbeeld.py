"""What a file would change in a draft, before anybody says yes."""

from dataclasses import dataclass
from functools import cached_property

from lib.weergave import MAANDEN
from opvang.actions.inlezen import stand_of
from opvang.models import Declaratieregel, Inlezing
from opvang.urenbestand.maanden import months_of


@dataclass(frozen=True)
class Wijziging:
    """One line as it is and as it would be; hours in hundredths."""

    regel: Declaratieregel
    uren: int
    dagen: int | None
    afwezig: int | None
    per_maand: list[int]
    zonder: str  # the months in which the child is placed and of which the file tells nothing

    @property
    def anders(self) -> bool:
        nu = (self.regel.uren_honderdsten, self.regel.dagen, self.regel.afwezig_honderdsten)
        return (self.uren, self.dagen, self.afwezig) != nu or bool(self.maanden_anders)

    @property
    def maanden_anders(self) -> list[tuple[str, int, int]]:
        """Of the months that have a column and change: name, hours now and hours to come."""
        if not self.per_maand:
            return []
        tijdvak, nu = self.regel.declaratie.tijdvak, self.regel.maanden_honderdsten or []
        return [
            (maand.deel, was, wordt)
            for maand, was, wordt in zip(tijdvak.maanden, nu, self.per_maand, strict=True)
            if was != wordt
        ]


class Voorbeeld:
    """The lines that change, those that do not, and the children that the file does not name."""

    def __init__(self, inlezing: Inlezing) -> None:
        self.inlezing, self.declaratie = inlezing, inlezing.declaratie

    @cached_property
    def _regels(self) -> list[Declaratieregel]:
        regels = self.declaratie.regels.select_related("plaatsing__kind")
        return list(regels.prefetch_related("plaatsing__locatie"))

    @cached_property
    def gelezen(self) -> list[Wijziging]:
        return [
            _change(regel, *rij[:3], *(rij[3:] or (None, [])))
            for regel in self._regels
            if (rij := self.inlezing.regels.get(str(regel.pk)))
        ]

    @cached_property
    def te_zien(self) -> list[Wijziging]:
        """What changes, or asks for a look."""
        return [wijziging for wijziging in self.gelezen if wijziging.anders or wijziging.zonder]

    @property
    def aantal_anders(self) -> int:
        return sum(wijziging.anders for wijziging in self.gelezen)

    @property
    def aantal_gelijk(self) -> int:
        return len(self.gelezen) - self.aantal_anders

    @cached_property
    def buiten(self) -> list[Declaratieregel]:
        """Lines of which the file says nothing: they keep what they have."""
        return [regel for regel in self._regels if str(regel.pk) not in self.inlezing.regels]

    @property
    def totaal_nu(self) -> int:
        return sum(regel.uren_honderdsten for regel in self._regels)

    @property
    def totaal_straks(self) -> int:
        return self.totaal_nu + sum(w.uren - w.regel.uren_honderdsten for w in self.gelezen)

    @cached_property
    def is_verouderd(self) -> bool:
        return self.inlezing.stand != stand_of(self.declaratie)

    @cached_property
    def eerder(self) -> Inlezing | None:
        """When this very file was saved before, in this declaration."""
        zelfde = self.declaratie.inlezingen.filter(afdruk=self.inlezing.afdruk).exclude(bewaard_op=None)
        return zelfde.select_related("bewaard_door").first()


def _change(
    regel: Declaratieregel,
    uren: int,
    dagen: int | None,
    maanden: list[int],
    afwezig: int | None,
    per_maand: list[int],
) -> Wijziging:
    zonder = [maand for maand in months_of(regel.van, regel.tot_en_met) if maanden and maand not in maanden]
    return Wijziging(
        regel,
        uren,
        regel.dagen if dagen is None else dagen,
        regel.afwezig_honderdsten if afwezig is None else afwezig,
        per_maand,
        " en ".join(MAANDEN[maand - 1] for maand in zonder),
    )
