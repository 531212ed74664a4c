"""How an amount came about, read from the receipt: today, and years later just the same."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from fractions import Fraction

from indicaties.models import pseudoniemen_nu
from lib.geld import euro, round_half_up, uren
from rekenregels import Feiten, Stap, make_uitleg
from subsidies.berekeningen.redenen import Bron, explain_verschil
from subsidies.berekeningen.rekenen import deel_van, replay_regel
from subsidies.models import Berekening, Berekeningsregel, Subsidieregeling
from subsidies.regelingen.document import as_regeling


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
    afwezigheid: str = ""

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
        afwezigheid=_tell_absence(regel, deel.regeling, int(uitkomst.feiten.uren[0])),
    )


def _tell_absence(regel: Berekeningsregel, regeling: Subsidieregeling, gerekend: int) -> str:
    """What the absence of the declared line did to the hours that this part was computed with."""
    declaratieregel = regel.declaratieregel
    if not declaratieregel.afwezig_honderdsten:
        return ""
    geheel, afwezig = declaratieregel.uren_honderdsten, declaratieregel.afwezig_honderdsten
    zin = f"Gedeclareerd is {uren(geheel)} uur, waarvan {uren(afwezig)} uur afwezig."
    if not as_regeling(regeling).geldstroom.vaststelling.op_werkelijke_uren:
        return f"{zin} De regeling rekent met de afgesproken uren: daar gaat afwezigheid niet af."
    if regel.berekening.regels.filter(declaratieregel=declaratieregel).count() > 1:
        return f"{zin} De regeling rekent af op werkelijke uren: in dit deel van de regel telt {uren(gerekend)} uur."
    return f"{zin} De regeling rekent af op werkelijke uren: {uren(geheel - afwezig)} uur telt."


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
    eerst, nu = _bronnen(vorige), _bronnen(berekening)
    regels = [
        _compare(kind_id, was[kind_id], wordt[kind_id])
        for kind_id in was.keys() | wordt.keys()
        if was[kind_id].delen != wordt[kind_id].delen
    ]
    return [
        replace(regel, redenen=tuple(explain_verschil(eerst[regel.pseudoniem], nu[regel.pseudoniem])))
        for regel in sorted(regels, key=lambda regel: (-abs(regel.verschil), regel.pseudoniem))
    ]


def _compare(kind_id: int, oud: "_Kindsom", nieuw: "_Kindsom") -> Verschilregel:
    bekend = nieuw if nieuw.pseudoniem else oud
    bedragen = (oud.som("uren"), nieuw.som("uren"), oud.som("centen"), nieuw.som("centen"))
    return Verschilregel(bekend.pseudoniem, kind_id, bekend.naam, *bedragen)


def _bronnen(berekening: Berekening) -> dict[str, list[Bron]]:
    """What went into a calculation, per child by the pseudonym that it has today."""
    bronnen: dict[str, list[Bron]] = defaultdict(list)
    nu = pseudoniemen_nu(berekening.declaratie.gemeente_id)
    for deel in berekening.delen.select_related("regeling"):
        feiten = Feiten.from_dict(deel.invoer["feiten"])
        for i in range(len(feiten)):
            toen = feiten.sleutel(i)
            bronnen[nu.get(toen, toen)].append(Bron(feiten.record(i), str(deel.regeling)))
    return bronnen


@dataclass
class _Kindsom:
    """Hundredths of hours and cents of a child, per category: the category decides whose money it is."""

    pseudoniem: str = ""
    naam: str = ""
    delen: Counter[tuple[str, str]] = field(default_factory=Counter)

    def som(self, wat: str) -> int:
        return sum(waarde for (_, soort), waarde in self.delen.items() if soort == wat)


def _per_kind(berekening: Berekening) -> defaultdict[int, _Kindsom]:
    per_kind: defaultdict[int, _Kindsom] = defaultdict(_Kindsom)
    for regel in berekening.regels.select_related("declaratieregel__plaatsing__kind"):
        kind = regel.declaratieregel.plaatsing.kind
        som = per_kind[kind.pk]
        som.pseudoniem, som.naam = kind.pseudoniem, kind.naam
        som.delen[regel.categorie, "uren"] += regel.uren_honderdsten
        som.delen[regel.categorie, "centen"] += regel.subsidie_centen
        som.delen[regel.categorie, "bijdrage"] += regel.ouderbijdrage_centen
    return per_kind
