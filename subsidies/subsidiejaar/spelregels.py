"""What the policy says of the year, in sentences with their source: for who applies, and for who decides."""

from collections.abc import Iterator
from dataclasses import dataclass

from lib.geld import euro
from lib.weergave import datum
from rekenregels.regeling.geldstroom import Begunstigde, Grondslag, Verdeling, Vorm
from rekenregels.regeling.velden import Parameter
from subsidies.models import Aanvraag
from subsidies.subsidiejaar.beleid import Beleid

VERDEELWIJZEN = {
    Verdeling.VOLGORDE: "op volgorde van ontvangst",
    Verdeling.VOLLEDIG: "op volgorde van de dag waarop een aanvraag volledig is",
    Verdeling.TEGELIJK: "over alle aanvragen tegelijk, na de laatste dag, naar verhouding",
    Verdeling.LOTING: "door loting onder alle aanvragen, na de laatste dag",
    Verdeling.WACHTLIJST: "op volgorde van ontvangst, met een wachtlijst",
}
_ONTVANGERS = {
    Begunstigde.HOUDER: "de aanbieder",
    Begunstigde.OUDER: "de ouder",
    Begunstigde.INTERMEDIAIR: "een organisatie die namens aanbieders aanvraagt",
}
_VORMEN = {
    Vorm.SUBSIDIE: "Het geld is een subsidie.",
    Vorm.OVEREENKOMST: "Het geld is betaling onder een overeenkomst: er is geen besluit en geen bezwaar.",
    Vorm.SYMBOLISCH: "Het geld is een klein vast bedrag per plaats.",
}
_GRONDSLAGEN = {
    Grondslag.PEILWEEK: "de kinderen in de peilweek",
    Grondslag.SCHATTING: "de aantallen kinderen die u verwacht",
    Grondslag.MODAAL: "de verwachte kinderen bij een modaal inkomen",
    Grondslag.VORIG_JAAR: "de kinderen van vorig jaar",
}


@dataclass(frozen=True)
class Spelregel:
    wat: str
    zin: str
    bron: str


def spelregels(beleid: Beleid) -> list[Spelregel]:
    """In the order of the year."""
    return [
        *_van_wie(beleid),
        *_van_aanvraag(beleid),
        *_van_geld(beleid),
        *_van_vaststelling(beleid),
    ]


def _bronnen(*parameters: Parameter | None) -> str:
    gevonden = [
        bron
        for parameter in parameters
        if parameter is not None
        for waarde in parameter.waarden
        for bron in (waarde.bron, waarde.artikel)
        if bron
    ]
    return "; ".join(dict.fromkeys(gevonden))


def _van_wie(beleid: Beleid) -> Iterator[Spelregel]:
    stroom = beleid.regeling.geldstroom
    zin = (
        f"Het geld gaat naar {_ONTVANGERS[stroom.begunstigde]}. Uren worden per {stroom.ritme} gedeclareerd."
    )
    yield Spelregel("Voor wie", zin, stroom.bron)
    yield Spelregel("Vorm", _VORMEN[stroom.vorm], stroom.bron)
    yield Spelregel("Indicatie", beleid.zin_indicatie, stroom.indicering.bron)
    yield Spelregel("Bewijzen", " ".join(beleid.zinnen_bewijs), stroom.bron)


def _van_aanvraag(beleid: Beleid) -> Iterator[Spelregel]:
    aanvraag, verlening = beleid.regeling.geldstroom.aanvraag, beleid.regeling.geldstroom.verlening
    yield Spelregel("Aanvragen", beleid.aanvraagregel, aanvraag.bron)
    if beleid.is_besluit:
        weken = beleid.beslisweken(Aanvraag.Soort.GRANT)
        yield Spelregel(
            "Beslissen",
            f"De gemeente beslist binnen {weken} weken.",
            _bronnen(aanvraag.beslistermijn) or "Awb artikel 4:13",
        )
    deel = beleid.op(verlening.voorschot)
    procent = f"{deel // 10}" + (f",{deel % 10}" if deel % 10 else "")
    zin = f"Gerekend wordt met {_GRONDSLAGEN[verlening.grondslag]}. Vooraf wordt {procent} % betaald"
    zin += f", in {beleid.termijnen} termijnen." if deel else "."
    yield Spelregel("Verlening", zin, _bronnen(verlening.voorschot, verlening.termijnen))


def _van_geld(beleid: Beleid) -> Iterator[Spelregel]:
    stroom = beleid.regeling.geldstroom
    if stroom.plafond is not None and beleid.plafond is not None:
        zin = f"Hoogstens {euro(beleid.plafond)} voor alle aanvragen samen, {VERDEELWIJZEN[stroom.plafond.verdeling]}."
        yield Spelregel("Plafond", zin, _bronnen(stroom.plafond.bedrag))
    for bron, (naam, centen) in zip(stroom.bekostiging, beleid.bekostiging, strict=True):
        yield Spelregel("Betaald uit", f"{naam}: {euro(centen)} per jaar.", _bronnen(bron.bedrag))
    if stroom.geldbronnen is not None:
        delen = [
            f"{groep}: {betaler}"
            for groep, betaler in (
                ("doelgroepkinderen", stroom.geldbronnen.doelgroep),
                ("kinderen zonder indicatie", stroom.geldbronnen.regulier),
                ("kinderen met een SMI", stroom.geldbronnen.smi),
            )
            if betaler is not None
        ]
        yield Spelregel("Geld per groep", f"{'; '.join(delen)}.".capitalize(), stroom.geldbronnen.bron)


def _van_vaststelling(beleid: Beleid) -> Iterator[Spelregel]:
    regels = beleid.regeling.geldstroom.vaststelling
    weken = beleid.beslisweken(Aanvraag.Soort.FINAL)
    uren = "de werkelijke uren" if regels.op_werkelijke_uren else "de afgesproken uren"
    inkomen = " en het werkelijke inkomen van ouders" if regels.op_werkelijk_inkomen else ""
    zin = (
        f"Vraag uiterlijk op {datum(beleid.vaststellen_tot_en_met)} om vaststelling. Afgerekend wordt op {uren}"
        f"{inkomen}. De gemeente beslist binnen {weken} weken."
    )
    if not beleid.is_besluit:
        zin = f"Geef uiterlijk op {datum(beleid.vaststellen_tot_en_met)} op wat is geleverd. Afgerekend wordt op {uren}{inkomen}."
    yield Spelregel(
        "Vaststelling", zin, "; ".join(filter(None, (regels.bron, _bronnen(regels.beslistermijn))))
    )
    if regels.accountant_vanaf is not None and beleid.accountant_vanaf is not None:
        zin = f"Vanaf {euro(beleid.accountant_vanaf)} hoort er een verklaring van een accountant bij."
        yield Spelregel("Accountant", zin, _bronnen(regels.accountant_vanaf))
