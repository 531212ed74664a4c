"""What the screens of a declaration show: lines with their signals, totals, and the tijdvakken still to declare."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

from django.db.models import Sum
from django.forms import BoundField

from lib.periode import Tijdvak
from opvang.actions.declaratie import plaatsingen_of
from opvang.models import Declaratieregel, Regelbericht, Urendeclaratie
from opvang.regelkolommen import counts_agreed
from opvang.ritme import Tijdvakken, tijdvakken_of, with_children
from opvang.signalen import Declaratiesignaal, Ernst, signaleer
from opvang.tekort import tekorten_per_regel
from opvang.urenforms import UrenregelsForm
from opvang.vragen import vragen_in
from organisaties.models import Gebruiker
from rekenregels import Vragen

AANDACHT = (Ernst.FOUT, Ernst.LET_OP)


@dataclass(frozen=True)
class Maandcel:
    """The hours of a line in one month: empty where it has no days. `vorige`: when it was another before."""

    naam: str
    uren: int | None
    veld: BoundField | None
    vorige: int | None


@dataclass(frozen=True)
class Regelbeeld:
    """One line of the table; `eerder` is the line in the declaration that this one corrects."""

    regel: Declaratieregel
    signalen: list[Declaratiesignaal]
    form: UrenregelsForm | None
    maanden: list[Maandcel]
    eerder: Declaratieregel | None
    antwoord: str = ""  # of the provider, to the signals
    terug: str = (
        ""  # why the municipality sent this line back, here or in the declaration that this one corrects
    )

    @property
    def velden(self) -> list[BoundField]:
        return [cel.veld for cel in self.maanden if cel.veld] + [
            veld for veld in (self.veld, self.veld_dagen, self.veld_afwezig) if veld
        ]

    @property
    def is_fout(self) -> bool:
        return bool(self.terug) or any(veld.errors for veld in self.velden)

    @property
    def veld(self) -> BoundField | None:
        return self.form.veld("uren", self.regel) if self.form else None

    @property
    def veld_dagen(self) -> BoundField | None:
        return self.form.veld("dagen", self.regel) if self.form else None

    @property
    def veld_afwezig(self) -> BoundField | None:
        return self.form.veld("afwezig", self.regel) if self.form else None

    @property
    def vorige(self) -> int | None:
        return self.eerder.uren_honderdsten if self.eerder else None

    @property
    def vorige_afwezig(self) -> int | None:
        """When it was another before."""
        afwezig = self.eerder.afwezig_honderdsten if self.eerder else None
        return afwezig if afwezig != self.regel.afwezig_honderdsten else None

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

    @cached_property
    def telt_afgesproken(self) -> bool:
        return self.declaratie.is_concept and counts_agreed(self.declaratie)

    @property
    def kolommen_voor_totaal(self) -> int:
        """The columns of the table that stand before the hours."""
        return 4 + self.met_dagen + len(self.declaratie.maanden) + bool(self.declaratie.corrigeert_id)

    @property
    def cellen_per_regel(self) -> int:
        return (len(self.declaratie.maanden) or 1) + self.met_dagen + self.declaratie.met_afwezig

    def make_form(self, data: Mapping[str, Any] | None, regels: Iterable[Declaratieregel]) -> UrenregelsForm:
        return UrenregelsForm(
            data,
            regels=regels,
            tijdvak=self.declaratie.tijdvak,
            met_dagen=self.met_dagen,
            met_maanden=self.declaratie.met_maanden,
            met_afwezig=self.declaratie.met_afwezig,
        )

    def with_regels(self, pagina: Iterable[Declaratieregel], form: UrenregelsForm | None) -> Self:
        eerder = self._earlier() if self.declaratie.corrigeert_id else {}
        antwoorden, terug = self._berichten()
        self.regels = [
            Regelbeeld(
                regel,
                self.signalen.get(regel.pk, []),
                form,
                months_of_regel(regel, self.declaratie, form, eerder.get(regel.plaatsing_id)),
                eerder.get(regel.plaatsing_id),
                antwoorden.get(regel.pk, ""),
                terug.get(regel.plaatsing_id, ""),
            )
            for regel in pagina
        ]
        return self

    def _earlier(self) -> dict[int, Declaratieregel]:
        """The lines of the declaration that this one corrects, by placement."""
        vorige = Declaratieregel.objects.filter(declaratie=self.declaratie.corrigeert_id)
        return {regel.plaatsing_id: regel for regel in vorige}

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
        """How many placements in the tijdvak a draft does not have yet."""
        if not self.declaratie.is_concept:
            return 0
        erin = self.declaratie.regels.values("plaatsing")
        return plaatsingen_of(self.declaratie).exclude(pk__in=erin).count()


def months_of_regel(
    regel: Declaratieregel,
    declaratie: Urendeclaratie,
    form: UrenregelsForm | None = None,
    eerder: Declaratieregel | None = None,
) -> list[Maandcel]:
    """A cell for each month that has a column."""
    uren = regel.maanden_honderdsten or [0] * len(declaratie.maanden)
    was = (eerder.maanden_honderdsten if eerder else None) or uren
    return [
        Maandcel(
            maand.deel,
            nu if maand.periode.overlap(regel.periode) else None,
            form.veld(f"m{nummer}", regel) if form else None,
            eerst if eerst != nu else None,
        )
        for nummer, (maand, nu, eerst) in enumerate(zip(declaratie.maanden, uren, was, strict=True), 1)
    ]


def open_tijdvakken(gebruiker: Gebruiker, tijdvakken: Tijdvakken) -> list[Tijdvak]:
    """In which the provider had children and over which it has not begun a declaration, the newest first."""
    begonnen = tijdvakken_of(gebruiker)
    open_ = (tijdvak for tijdvak in tijdvakken.declarable(begonnen) if tijdvak not in begonnen)
    return with_children(gebruiker, open_)
