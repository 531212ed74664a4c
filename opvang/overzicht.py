"""What the screens of a declaration show: lines with their signals, totals, and the quarters still to declare."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Self

from django.db.models import Sum
from django.forms import BoundField

from lib.periode import kwartaal_periode, kwartaal_van
from opvang.actions.declaratie import eerste_dag_van_declareren, plaatsingen_of
from opvang.models import Declaratieregel, Plaatsing, Regelbericht, Urendeclaratie
from opvang.signalen import Declaratiesignaal, Ernst, signaleer
from opvang.tekort import tekorten_per_regel
from opvang.urenforms import UrenregelsForm
from opvang.vragen import vragen_in
from organisaties.models import Gebruiker
from rekenregels import Vragen

# Older quarters than these are started by name, on the same page.
KWARTALEN_TERUG = 4


AANDACHT = (Ernst.FOUT, Ernst.LET_OP)


@dataclass(frozen=True)
class Regelbeeld:
    """One line of the table; `vorige` is what the declaration that this one corrects said, in hundredths."""

    regel: Declaratieregel
    signalen: list[Declaratiesignaal]
    veld: BoundField | None
    veld_dagen: BoundField | None
    vorige: int | None
    antwoord: str = ""  # of the provider, to the signals
    terug: str = (
        ""  # why the municipality sent this line back, here or in the declaration that this one corrects
    )

    @property
    def ernst(self) -> str:
        """The heaviest of the signals colours the row."""
        ernsten = {signaal.ernst for signaal in self.signalen}
        return next((str(ernst) for ernst in AANDACHT if ernst in ernsten), "")


class Declaratiebeeld:
    """What the screens show of one declaration: figures over the whole, and the lines of one page."""

    def __init__(self, declaratie: Urendeclaratie) -> None:
        self.declaratie = declaratie
        self.regels: list[Regelbeeld] = []

    @cached_property
    def signalen(self) -> dict[int, list[Declaratiesignaal]]:
        """With what is missing in a draft first; a draft that is whole has only the others."""
        signalen = signaleer(self.declaratie)
        for pk, ontbreekt in self.tekorten.items():
            signalen[pk] = ontbreekt + signalen[pk]
        return signalen

    @cached_property
    def tekorten(self) -> dict[int, list[Declaratiesignaal]]:
        """What must be there before it can be submitted, by the id of the line."""
        return tekorten_per_regel(self.declaratie, self.vragen) if self.declaratie.is_concept else {}

    @cached_property
    def vragen(self) -> Vragen:
        return vragen_in(self.declaratie.gemeente, self.declaratie.periode)

    @cached_property
    def met_dagen(self) -> bool:
        """Where a policy looks at days; once submitted, where they were given."""
        if self.declaratie.is_concept:
            return self.vragen.dagen
        return self.declaratie.regels.filter(dagen__isnull=False).exists()

    def with_regels(self, pagina: Iterable[Declaratieregel], form: UrenregelsForm | None) -> Self:
        vorige = self._per_plaatsing("uren_honderdsten") if self.declaratie.corrigeert_id else {}
        antwoorden, terug = self._berichten()
        self.regels = [
            Regelbeeld(
                regel,
                self.signalen.get(regel.pk, []),
                form.veld_uren(regel) if form else None,
                form.veld_dagen(regel) if form else None,
                vorige.get(regel.plaatsing_id),
                antwoorden.get(regel.pk, ""),
                terug.get(regel.plaatsing_id, ""),
            )
            for regel in pagina
        ]
        return self

    def _per_plaatsing(self, veld: str) -> dict[int, int]:
        """Of the declaration that this one corrects."""
        vorige = Declaratieregel.objects.filter(declaratie=self.declaratie.corrigeert_id)
        return dict(vorige.values_list("plaatsing", veld))

    def _berichten(self) -> tuple[dict[int, str], dict[int, str]]:
        """Answers by line; reasons for sending a line back by placement, also those of the declaration before."""
        declaraties = [pk for pk in (self.declaratie.pk, self.declaratie.corrigeert_id) if pk]
        antwoorden, terug = {}, {}
        berichten = Regelbericht.objects.filter(regel__declaratie__in=declaraties).select_related("regel")
        for bericht in berichten:
            if bericht.soort == Regelbericht.Soort.RETURN:
                terug[bericht.regel.plaatsing_id] = bericht.tekst
            elif bericht.regel.declaratie_id == self.declaratie.pk:
                antwoorden[bericht.regel_id] = bericht.tekst
        return antwoorden, terug

    @cached_property
    def totaal(self) -> int:
        """Hundredths of hours."""
        return self.declaratie.regels.aggregate(totaal=Sum("uren_honderdsten"))["totaal"] or 0

    @cached_property
    def aantal_kinderen(self) -> int:
        return self.declaratie.regels.values("plaatsing__kind").distinct().count()

    @property
    def aandachtsregels(self) -> list[int]:
        """The lines that ask for a look; what is only worth knowing does not count."""
        return [
            pk
            for pk, signalen in self.signalen.items()
            if any(signaal.ernst in AANDACHT for signaal in signalen)
        ]

    @cached_property
    def ontbrekend(self) -> int:
        """How many placements in the quarter a draft does not have yet."""
        if not self.declaratie.is_concept:
            return 0
        erin = self.declaratie.regels.values("plaatsing")
        return plaatsingen_of(self.declaratie).exclude(pk__in=erin).count()


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
