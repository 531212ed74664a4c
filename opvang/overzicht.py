"""What the screens of a declaration show: lines with their signals, totals, and the quarters still to declare."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Self

from django.db.models import Sum
from django.forms import BoundField

from opvang.actions.declaratie import eerste_dag_van_declareren
from opvang.forms import UrenregelsForm
from opvang.models import Declaratieregel, Plaatsing, Urendeclaratie
from opvang.signalen import Ernst, Signaal, signaleer
from organisaties.models import Gebruiker
from vve_admin.lib.periode import kwartaal_periode, kwartaal_van

# Older quarters than these are started by name, on the same page.
KWARTALEN_TERUG = 4


@dataclass(frozen=True)
class Regelbeeld:
    """One line of the table."""

    regel: Declaratieregel
    signalen: list[Signaal]
    veld: BoundField | None

    @property
    def ernst(self) -> str:
        """The heaviest of the signals colours the row."""
        ernsten = {signaal.ernst for signaal in self.signalen}
        return next((str(ernst) for ernst in (Ernst.FOUT, Ernst.LET_OP) if ernst in ernsten), "")


@dataclass(frozen=True)
class DeclaratieRegels:
    """The lines of one page, and figures over the whole declaration."""

    regels: list[Regelbeeld]
    totaal: Decimal
    aantal_kinderen: int
    signalen_per_ernst: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        declaratie: Urendeclaratie,
        pagina: Iterable[Declaratieregel] = (),
        form: UrenregelsForm | None = None,
    ) -> Self:
        signalen = signaleer(declaratie)
        beelden = [
            Regelbeeld(regel, signalen.get(regel.pk, []), form[form.veldnaam(regel)] if form else None)
            for regel in pagina
        ]
        alle = [signaal for van_regel in signalen.values() for signaal in van_regel]
        return cls(
            beelden,
            declaratie.regels.aggregate(totaal=Sum("uren"))["totaal"] or Decimal(0),
            declaratie.regels.values("plaatsing__kind").distinct().count(),
            {str(ernst): sum(s.ernst == ernst for s in alle) for ernst in Ernst},
        )

    @property
    def aandacht(self) -> int:
        """How many signals ask for a look; what is only worth knowing does not count."""
        return self.signalen_per_ernst[Ernst.FOUT] + self.signalen_per_ernst[Ernst.LET_OP]


def last_quarters(dag: date, aantal: int) -> Sequence[tuple[int, int]]:
    """The latest quarters that may be declared on the day, the newest first."""
    jaar, kwartaal = kwartaal_van(dag)
    kwartalen: list[tuple[int, int]] = []
    while len(kwartalen) < aantal:
        if dag >= eerste_dag_van_declareren(jaar, kwartaal):
            kwartalen.append((jaar, kwartaal))
        jaar, kwartaal = (jaar, kwartaal - 1) if kwartaal > 1 else (jaar - 1, 4)
    return kwartalen


def open_quarters(gebruiker: Gebruiker, dag: date) -> list[tuple[int, int]]:
    """Quarters in which the provider had children and over which it has not begun a declaration."""
    kwartalen = last_quarters(dag, KWARTALEN_TERUG)
    begonnen = set(Urendeclaratie.objects.for_gebruiker(gebruiker).values_list("jaar", "kwartaal"))
    return [
        (jaar, kwartaal)
        for jaar, kwartaal in kwartalen
        if (jaar, kwartaal) not in begonnen
        and Plaatsing.objects.for_gebruiker(gebruiker).overlapping(kwartaal_periode(jaar, kwartaal)).exists()
    ]
