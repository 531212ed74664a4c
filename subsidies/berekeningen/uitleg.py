"""How an amount came about, read from the receipt: today, and years later just the same."""

from collections import defaultdict
from dataclasses import dataclass, replace
from fractions import Fraction

from lib.geld import euro, round_half_up, uren
from rekenregels import Feiten, Stap, make_uitleg
from subsidies.berekeningen.redenen import Bron, explain_verschil
from subsidies.berekeningen.rekenen import deel_van, replay_regel
from subsidies.models import Berekening, Berekeningsregel


@dataclass(frozen=True)
class Getoond:
    """A step as the page shows it; all text."""

    naam: str
    uitleg: str
    som: str
    waarde: str
    bron: str
    aanname: str


@dataclass(frozen=True)
class Regeluitleg:
    """The steps of one line, and whether they still come out at what was stored."""

    stappen: list[Getoond]
    signalen: tuple[str, ...]
    regeling: str
    gedeclareerd: int
    subsidie: int
    opgeslagen: int
    klopt: bool

    @property
    def afwijking(self) -> str:
        return (
            f"Opgeslagen is {euro(self.opgeslagen)}; opnieuw berekend is het {euro(self.subsidie)}. "
            "Het opgeslagen bedrag geldt. Meld dit aan de functioneel beheerder."
        )


@dataclass(frozen=True)
class Verschilregel:
    """What a correction changed for one child, in cents and hundredths of hours."""

    pseudoniem: str
    kind_id: int
    naam: str
    uren_was: int
    uren_wordt: int
    was: int
    wordt: int
    redenen: tuple[str, ...] = ()

    @property
    def verschil(self) -> int:
        return self.wordt - self.was


def explain(regel: Berekeningsregel) -> Regeluitleg:
    deel = deel_van(regel.berekening, regel.volgorde)
    uitkomst = replay_regel(deel, regel.volgorde)
    uitleg = make_uitleg(uitkomst, 0)
    klopt = (uitleg.subsidie, uitleg.ouderbijdrage) == (regel.subsidie_centen, regel.ouderbijdrage_centen)
    return Regeluitleg(
        stappen=[_show(stap) for stap in uitleg.stappen],
        signalen=uitleg.signalen,
        regeling=str(deel.regeling),
        gedeclareerd=int(uitkomst.feiten.uren[0]),
        subsidie=uitleg.subsidie,
        opgeslagen=regel.subsidie_centen,
        klopt=klopt,
    )


def _show(stap: Stap) -> Getoond:
    """An assumption stands in the place of the source, because it has none."""
    bron = ", ".join(deel for deel in (stap.artikel, stap.bron) if deel)
    return Getoond(
        naam=f"{stap.naam} ({stap.periode})" if stap.periode else stap.naam,
        uitleg=stap.omschrijving,
        som=stap.formule,
        waarde=_waarde(stap.waarde, stap.eenheid),
        bron="" if stap.aanname else bron,
        aanname=bron.removeprefix("aanname: ") if stap.aanname else "",
    )


def _waarde(waarde: Fraction, eenheid: str) -> str:
    """'€ 751,20', '80,00 uur', '91 dagen'; a finer value stands in the sum, here it is rounded for the eye."""
    honderdsten = round_half_up((waarde * 100).numerator, (waarde * 100).denominator)
    if eenheid == "euro":
        return euro(honderdsten)
    if eenheid == "uur":
        return f"{uren(honderdsten)} uur"
    return f"{waarde} {eenheid}"


def differences(berekening: Berekening) -> list[Verschilregel]:
    """Per child what was, what it becomes and the difference with the approved calculation before; the largest first."""
    vorige = berekening.vorige_goedgekeurde
    if vorige is None:
        return []
    was, wordt = _per_kind(vorige), _per_kind(berekening)
    leeg = ("", "", 0, 0)
    regels = []
    for kind_id in was.keys() | wordt.keys():
        oud, nieuw = was.get(kind_id, leeg), wordt.get(kind_id, leeg)
        pseudoniem, naam = (nieuw if nieuw[0] else oud)[:2]
        regels.append(Verschilregel(pseudoniem, kind_id, naam, oud[2], nieuw[2], oud[3], nieuw[3]))
    anders = [regel for regel in regels if regel.verschil or regel.uren_was != regel.uren_wordt]
    eerst, nu = _bronnen(vorige), _bronnen(berekening)
    return [
        replace(regel, redenen=tuple(explain_verschil(eerst[regel.pseudoniem], nu[regel.pseudoniem])))
        for regel in sorted(anders, key=lambda regel: (-abs(regel.verschil), regel.pseudoniem))
    ]


def _bronnen(berekening: Berekening) -> dict[str, list[Bron]]:
    """What went into a calculation, per child by its pseudonym."""
    bronnen: dict[str, list[Bron]] = defaultdict(list)
    for deel in berekening.delen.select_related("regeling"):
        feiten = Feiten.from_dict(deel.invoer["feiten"])
        for i in range(len(feiten)):
            bronnen[feiten.sleutel(i)].append(Bron(feiten.record(i), str(deel.regeling)))
    return bronnen


def _per_kind(berekening: Berekening) -> dict[int, tuple[str, str, int, int]]:
    som: dict[int, tuple[str, str, int, int]] = {}
    for regel in berekening.regels.select_related("declaratieregel__plaatsing__kind"):
        kind = regel.declaratieregel.plaatsing.kind
        _, _, uren, centen = som.get(kind.pk, ("", "", 0, 0))
        som[kind.pk] = (
            kind.pseudoniem,
            kind.naam,
            uren + regel.uren_honderdsten,
            centen + regel.subsidie_centen,
        )
    return som
