"""The policies and quarters around the day of loading: examples, marked as such everywhere, that no council decided."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from demo.geld import Post, book_goab, set_begroting
from demo.inrichting import Inrichting
from demo.kwartalen import VOORBEELD, Kwartaal, adopt_tekst, expect_outcomes, moment
from lib.periode import Ritme, Tijdvak, add_maanden, kwartaal_periode
from opvang.eisen import newest
from opvang.models import Plaatsing
from organisaties.models import Organisatie
from rekenregels import (
    Regeling,
    as_toml,
    inkomenstabellen,
    load_document,
    load_regeling,
    max_uurprijzen,
)
from rekenregels.regelingen import MAP as REGELINGEN
from subsidies.locatiegeld.actions import approve_locatiegeld, calculate_jaar
from subsidies.models import Geldbron, Subsidieregeling
from subsidies.regelingen.actions import import_regeling
from subsidies.regelingen.redactie.sjabloon import next_period

# A quarter that is over longer than this is no work of today.
MAANDEN_TERUG = 12
TE_VEEL = 300_00


@dataclass(frozen=True)
class Voorbeeldregeling:
    """The shipped policy, and per price in it how far it is above the national maximum.

    `per_kind` is an hourly rate for the pedagogical adviser, `per_groep` an amount per group: of the example only.
    """

    bestand: str
    boven_maximum: dict[str, str]
    goab: int
    per_kind: str = ""
    per_groep: str = ""


@dataclass(frozen=True)
class Lopend:
    inrichting: Inrichting
    regeling: Voorbeeldregeling
    # The first day after the closed year.
    vanaf: date

    def adopt(self, dag: date) -> Subsidieregeling:
        """In force for this year and the one before it; a concept for the next. Gives that of this year."""
        begroot = []
        for jaar in range(max(self.vanaf.year, dag.year - 1), dag.year + 1):
            besluit = date(jaar - 1, 12, 1)
            geldend = adopt_tekst(self.inrichting, self._tekst(jaar), op=besluit)
            begroot.append(Post(jaar, Geldbron.GOAB, self.regeling.goab, VOORBEELD.capitalize()))
            if date(jaar, 1, 15) <= dag:
                book_goab(self.inrichting, self.regeling.goab, date(jaar, 1, 15))
        set_begroting(self.inrichting, tuple(begroot))
        beleid = self.inrichting.gebruikers["beleid"]
        op = moment(max(self.vanaf, dag - timedelta(days=10)))
        import_regeling(tekst=self._tekst(dag.year + 1), door=beleid, op=op, uit=geldend)
        return geldend

    def declare(self, dag: date) -> None:
        """The last quarter waits for everybody; what came before it is approved."""
        nu = Tijdvak.of(Ritme.KWARTAAL, dag).vorige
        vroegste = max(self.vanaf, add_maanden(dag, -MAANDEN_TERUG))
        houders = [houder for houder in self.inrichting.houders if self.inrichting.ve_locaties(houder)]
        eerder = nu.vorige
        while eerder.periode.van >= self.vanaf and eerder.periode.tot_en_met >= vroegste:
            for houder in houders:
                if self._has_children(houder, eerder):
                    self._kwartaal(houder, eerder, dag).approve()
            eerder = eerder.vorige
        if nu.periode.van >= self.vanaf:
            self._wait(houders, nu, dag)

    def pay_locaties(self, dag: date) -> None:
        """The amounts per location of this year: the first provider's wait for the budgethouder."""
        op = moment(max(self.vanaf, date(dag.year, 1, 1), dag - timedelta(days=2)))
        gemaakt = calculate_jaar(
            gemeente=self.inrichting.gemeente,
            jaar=dag.year,
            door=self.inrichting.gebruikers["subsidie"],
            op=op,
        )
        for berekening in gemaakt[1:]:
            approve_locatiegeld(berekening=berekening, door=self.inrichting.gebruikers["budgethouder"], op=op)

    def _wait(self, houders: list[Organisatie], nu: Tijdvak, dag: date) -> None:
        """A draft with half of its hours, one to judge with a signal, one to approve and one to compute."""
        stappen: tuple[Callable[[Kwartaal], object], ...] = (
            Kwartaal.draft,
            lambda kwartaal: kwartaal.submit({0: TE_VEEL}),
            Kwartaal.calculate,
            Kwartaal.accept,
        )
        for houder, stap in zip(houders, stappen, strict=False):
            if self._has_children(houder, nu):
                stap(self._kwartaal(houder, nu, dag))

    def _kwartaal(self, houder: Organisatie, tijdvak: Tijdvak, dag: date) -> Kwartaal:
        gisteren = dag - timedelta(days=1)
        return Kwartaal(self.inrichting, houder, tijdvak.jaar, tijdvak.nummer, uiterlijk=gisteren)

    def _has_children(self, houder: Organisatie, tijdvak: Tijdvak) -> bool:
        periode = kwartaal_periode(tijdvak.jaar, tijdvak.nummer)
        bij_houder = Plaatsing.objects.filter(
            locatie__houder=houder, locatie__gemeente=self.inrichting.gemeente
        )
        return bij_houder.in_force().overlapping(periode).exists()

    def _tekst(self, jaar: int) -> str:
        """The shipped policy as it would be in this year, with the prices at the national maximum or above it."""
        regeling = load_regeling((REGELINGEN / self.regeling.bestand).read_text())
        while regeling.geldig_van.year < jaar:
            regeling = next_period(_with_own_maximum(regeling))
        document = regeling.as_document()
        document["regeling"]["naam"] += " (voorbeeld)"
        maximum = _maximum_in(jaar)
        for tarief, erboven in self.regeling.boven_maximum.items():
            document["tarieven"][tarief]["bedrag"] = _waarde(maximum + Decimal(erboven))
        document["plaatsbedragen"] |= self._per_locatie()
        tabel = document["bijdragetabel"]
        hoogste = regeling.bijdragetabel is not None and bool(regeling.bijdragetabel.neemt_hoogste)
        tabel["versies"] = [_tabel(jaar, kindrang=tabel["kindrang"], heel=hoogste)]
        return as_toml(load_document(expect_outcomes(document)))

    def _per_locatie(self) -> dict[str, Any]:
        """Ten hours per child, as VE asks (Besluit basisvoorwaarden art. 2a), at the rate of the example."""
        bedragen: dict[str, Any] = {}
        if tarief := self.regeling.per_kind:
            bedragen["hbo"] = {
                "soort": "uren_maal_tarief",
                "uren_per_kind": {
                    "waarde": Decimal(newest("pbm")),
                    "bron": "Besluit basisvoorwaarden kwaliteit voorschoolse educatie, art. 2a",
                },
                "uurtarief": _waarde(Decimal(tarief)),
                "peildatum": "01-01",
            }
        if bedrag := self.regeling.per_groep:
            groep = Decimal(bedrag)
            bedragen["vaste_voet"] = {
                "per_locatie": _waarde(Decimal(0)),
                "per_groep": _waarde(groep),
                "per_halve_groep": _waarde(groep / 2),
            }
        return bedragen


def _with_own_maximum(regeling: Regeling) -> Regeling:
    """Of a year that the national table does not have yet, the last maximum is an example."""
    document, jaar = regeling.as_document(), regeling.geldig_van.year + 1
    if jaar > max_uurprijzen()[-1].vanaf.year:
        document["max_uurprijs"] = {"bedragen": [_waarde(_maximum_in(jaar))]}
    return load_document(document)


def _maximum_in(jaar: int) -> Decimal:
    return [prijs.bedrag for prijs in max_uurprijzen() if prijs.vanaf.year <= jaar][-1]


def _tabel(jaar: int, *, kindrang: bool, heel: bool) -> dict[str, Any]:
    """The last national table until this year, with an amount for a second child when the policy asks for one.

    `heel`: one of which no class is missing, since the policy has parents pay the last.
    """
    tabellen = [
        naam
        for naam, tabel in inkomenstabellen().items()
        if naam.startswith("vng-")
        and int(naam.removeprefix("vng-")) <= jaar
        and (tabel.is_heel or not heel)
        and not (kindrang and any(klasse.kind2 is None for klasse in tabel.klassen))
    ]
    return {"tabel": tabellen[-1], "bron": f"{VOORBEELD} ({tabellen[-1]})"}


def _waarde(bedrag: Decimal) -> dict[str, Any]:
    return {"waarde": bedrag, "bron": VOORBEELD}
