"""The tables of a quarter beside those of another one, with their names and links."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from indicaties.models import Buurt, Criterium, Toeleiding, werkwijze_of
from lib.talen import TALEN
from organisaties.models import Gemeente, Locatie
from rapportage.doelgroep import GEEN_VERWIJZING, NIET, STIL, VE, VE_ELDERS, WACHT, ZONDER_VE, read_telling
from rapportage.monitor import definities
from rapportage.monitor.blad import Blad, Regel, Vak, ask, zip_regels
from rapportage.monitor.kwartalen import Kwartaal
from rapportage.monitor.tabellen import BEREIKT, NIET_BEREIKT, ONBEKEND, Kwartaaltabellen, Stand
from rapportage.monitor.weg import STAPPEN, Duur, Weg, einde, read_weg

REDENEN = dict(Toeleiding.Reden.choices)
BLADNAMEN = {
    BEREIKT: "Bereikt",
    VE: "met VE in de gemeente",
    VE_ELDERS: "met VE elders",
    ZONDER_VE: "zonder VE",
    NIET_BEREIKT: "Niet bereikt",
    ONBEKEND: "Onbekend",
    STIL: "stil: verwezen en niets meer gehoord",
    WACHT: "verwezen, wacht op een plaats",
    GEEN_VERWIJZING: "geen open verwijzing",
    **{NIET + code: str(naam).lower() for code, naam in REDENEN.items()},
}
ONBEKEND_RIJ = "onbekend"


@dataclass(frozen=True)
class Peil:
    """A quarter, its tables and the way to a place of who began in it."""

    kwartaal: Kwartaal
    tabellen: Kwartaaltabellen

    @property
    def code(self) -> str:
        return self.kwartaal.code

    def read_weg(self, gemeente: Gemeente) -> Weg:
        periode = einde(self.kwartaal.tijdvak.periode, self.kwartaal.dag)
        return read_weg(gemeente, periode, volledig=self.tabellen.volledig)


def read_peil(gemeente: Gemeente, kwartaal: Kwartaal, *, volledig: bool) -> Peil:
    weken = werkwijze_of(gemeente).stil_na_weken
    return Peil(kwartaal, Kwartaaltabellen(read_telling(gemeente, kwartaal.dag, weken), volledig))


def list_bereik(peilen: Sequence[Peil]) -> Blad:
    """Both definitions of the reach, side by side."""
    regels = (
        Regel(definities.PEUTERMONITOR.naam, tuple(vak for peil in peilen for vak in _peutermonitor(peil))),
        Regel(definities.VRAGENLIJST.naam, tuple(vak for peil in peilen for vak in _vragenlijst(peil))),
    )
    kolommen = [f"{kop} {_kort(peil)}" for peil in peilen for kop in ("Doelgroep", "Bereikt", "Bereik")]
    uitleg = tuple(
        zin
        for d in (definities.PEUTERMONITOR, definities.VRAGENLIJST)
        for zin in (
            f"{d.naam}: doelgroep is {d.doelgroep}; bereikt is {d.bereikt}. Bron: {d.bron}.",
            f"{definities.AANNAME}{d.aanname}",
        )
    )
    return Blad("bereik", "Bereik volgens twee definities", ("Definitie", *kolommen), regels, uitleg)


def _peutermonitor(peil: Peil) -> tuple[Vak, Vak, Vak]:
    stand = peil.tabellen.stand
    return (
        Vak(stand.totaal, ask(peil.code)),
        Vak(stand.bereikt, ask(peil.code, BEREIKT)),
        Vak(stand.percentage),
    )


def _vragenlijst(peil: Peil) -> tuple[Vak, Vak, Vak]:
    aandeel = peil.tabellen.landelijk
    return (
        Vak(aandeel.geheel, ask(peil.code, naar="leeftijd", rij="ja")),
        Vak(aandeel.deel, ask(peil.code, "met-ve", "leeftijd", "ja")),
        Vak(aandeel.percentage),
    )


def list_deelname(peilen: Sequence[Peil], weken: int) -> Blad:
    """What the reach is made of: where children have a place, and why others have none."""
    namen: list[tuple[str, int]] = []
    kolommen: list[list[Vak]] = []
    for peil in peilen:
        t = peil.tabellen
        cellen = [
            (BEREIKT, 0, t.stand.bereikt),
            *((blad, 1, cel) for blad, cel in t.plekken.items()),
            (NIET_BEREIKT, 0, t.stand.niet),
            *((NIET + reden, 1, cel) for reden, cel in t.redenen.items()),
            (ONBEKEND, 0, t.stand.onbekend),
            *((blad, 1, cel) for blad, cel in t.stilte.items()),
        ]
        namen = [*((BLADNAMEN[blad], niveau) for blad, niveau, _ in cellen), ("Totaal", 0)]
        kolommen.append(
            [
                *(Vak(cel, ask(peil.code, blad)) for blad, _, cel in cellen),
                Vak(t.stand.totaal, ask(peil.code)),
            ]
        )
    return Blad(
        "deelname",
        "Wie meedoet, en waarom anderen niet",
        ("Kinderen met een VVE-indicatie", *map(_kort, peilen)),
        zip_regels(namen, kolommen),
        (definities.STIL.format(weken=weken),),
    )


def list_tijd(peilen: Sequence[Peil], gemeente: Gemeente) -> Blad:
    """Started on time, the hours, and how long it took: half of the children at most so many days."""
    kolommen = [_tijd(peil, peil.read_weg(gemeente)) for peil in peilen]
    namen = (
        ("Begonnen in het kwartaal", 0),
        ("op tijd: uiterlijk met 2 jaar en 6 maanden", 1),
        ("later", 1),
        *((f"{naam} (dagen, middelste kind)", 0) for _, _, naam in STAPPEN),
        ("Plaats van 16 uur of meer per week, met VE", 0),
        ("Plaats van minder uren, met VE", 0),
    )
    return Blad(
        "tijd",
        "Op tijd, doorlooptijd en uren",
        ("Kinderen", *map(_kort, peilen)),
        zip_regels(namen, kolommen),
        (definities.OP_TIJD, definities.UREN),
    )


def _tijd(peil: Peil, weg: Weg) -> list[Vak]:
    vol, minder = peil.tabellen.volle_uren
    return [
        *(Vak(cel) for cel in (weg.gestart, weg.op_tijd, weg.te_laat)),
        *map(_dagen, weg.duren),
        Vak(vol, ask(peil.code, naar="uren", rij="ja")),
        Vak(minder, ask(peil.code, naar="uren", rij="nee")),
    ]


def _dagen(duur: Duur) -> Vak:
    if duur.spreiding is None:
        return Vak(None if duur.is_verborgen else "-")
    return Vak(str(duur.spreiding.midden))


@dataclass(frozen=True)
class Uitsplitsing:
    """A property by which children are divided: how its rows are called, and how they are found in an address."""

    naam: str
    titel: str
    kolom: str
    uitleg: str
    maak: Callable[[Gemeente, Sequence[Peil]], tuple[Regel, ...]]


def list_uitsplitsing(naar: str, gemeente: Gemeente, peilen: Sequence[Peil]) -> Blad:
    """ValueError for a property that there is not."""
    soort = UITSPLITSINGEN[naar]
    kolommen = (
        ("Totaal", "Bereikt", "Niet bereikt", "Onbekend", "Bereik") if naar in _MET_STAND else ("Bereikt",)
    )
    eerder = [f"{'Bereik' if naar in _MET_STAND else 'Bereikt'} {_kort(peil)}" for peil in peilen[1:]]
    return Blad(
        naar, soort.titel, (soort.kolom, *kolommen, *eerder), soort.maak(gemeente, peilen), (soort.uitleg,)
    )


def buurten_van(gemeente: Gemeente) -> list[tuple[Any, str]]:
    buurten = list(Buurt.objects.filter(gemeente=gemeente).values_list("pk", "naam"))
    return [*buurten, (None, "Buurt onbekend")]


def _per_buurt(gemeente: Gemeente, peilen: Sequence[Peil]) -> tuple[Regel, ...]:
    regels = _stand_regels("buurt", buurten_van(gemeente), peilen, overlapt=False)
    return tuple(
        Regel(
            r.naam,
            r.vakken,
            url=f"{reverse('rapportage:monitor_buurt', args=[sleutel or 0])}?kwartaal={peilen[0].code}",
        )
        for r, (sleutel, _) in zip(regels, buurten_van(gemeente), strict=True)
    )


def _per_taal(gemeente: Gemeente, peilen: Sequence[Peil]) -> tuple[Regel, ...]:
    """Which languages there are is told only of those that are shown; the others are one row."""
    talen = sorted(
        {taal for peil in peilen for taal in peil.tabellen.telling.per["taal"] if taal is not None},
        key=lambda taal: TALEN.get(taal, taal),
    )
    rijen = [*((taal, TALEN.get(taal, taal)) for taal in talen), (None, "Niet vastgelegd")]
    regels = _stand_regels("taal", rijen, peilen, overlapt=False)
    *met_taal, zonder = regels
    open_ = [regel for regel in met_taal if regel.vakken[0].waarde]
    verborgen = any(regel.vakken[0].waarde is None for regel in met_taal)
    andere = (Regel("Andere talen", tuple(Vak(None) for _ in zonder.vakken)),) if verborgen else ()
    return (*open_, *andere, zonder)


def _per_grond(gemeente: Gemeente, peilen: Sequence[Peil]) -> tuple[Regel, ...]:
    gronden = list(Criterium.objects.filter(gemeente=gemeente, soort="vve").values_list("pk", "naam"))
    return _stand_regels("grond", gronden, peilen, overlapt=True)


def _stand_regels(
    naar: str, rijen: Sequence[tuple[Any, str]], peilen: Sequence[Peil], *, overlapt: bool
) -> tuple[Regel, ...]:
    sleutels = [sleutel for sleutel, _ in rijen]
    standen = [(p.tabellen.divide_each if overlapt else p.tabellen.divide)(naar, sleutels) for p in peilen]
    return tuple(
        Regel(
            naam,
            (
                *stand_vakken(standen[0][sleutel], peilen[0].code, naar, sleutel),
                *(Vak(eerder[sleutel].percentage) for eerder in standen[1:]),
            ),
        )
        for sleutel, naam in rijen
    )


def stand_vakken(stand: Stand, code: str, naar: str, sleutel: Any) -> tuple[Vak, ...]:
    rij = ONBEKEND_RIJ if sleutel is None else sleutel
    return (
        Vak(stand.totaal, ask(code, "", naar, rij)),
        Vak(stand.bereikt, ask(code, BEREIKT, naar, rij)),
        Vak(stand.niet, ask(code, NIET_BEREIKT, naar, rij)),
        Vak(stand.onbekend, ask(code, ONBEKEND, naar, rij)),
        Vak(stand.percentage),
    )


def read_plekken(gemeente: Gemeente, peil: Peil) -> dict[int, tuple[str, int]]:
    """Of each location of the municipality the kind of place that it has on the day, and its provider."""
    alle = Locatie.objects.filter(gemeente=gemeente)
    met_ve = set(alle.with_ve_on(peil.kwartaal.dag).values_list("pk", flat=True))
    return {
        pk: (((VE_ELDERS if elders else VE) if pk in met_ve else ZONDER_VE), houder)
        for pk, houder, elders in alle.values_list("pk", "houder", "buiten_gemeente")
    }


def _per_locatie(gemeente: Gemeente, peilen: Sequence[Peil]) -> tuple[Regel, ...]:
    locaties = Locatie.objects.filter(gemeente=gemeente).values_list("pk", "naam", "houder__naam")
    return _plek_regels(
        gemeente, peilen, "locatie", [(pk, f"{naam} ({houder})") for pk, naam, houder in locaties]
    )


def _per_aanbieder(gemeente: Gemeente, peilen: Sequence[Peil]) -> tuple[Regel, ...]:
    houders = Locatie.objects.filter(gemeente=gemeente).order_by("houder__naam", "houder")
    return _plek_regels(
        gemeente, peilen, "aanbieder", list(houders.values_list("houder", "houder__naam").distinct())
    )


def _plek_regels(
    gemeente: Gemeente, peilen: Sequence[Peil], naar: str, rijen: Sequence[tuple[int, str]]
) -> tuple[Regel, ...]:
    tellingen = []
    for peil in peilen:
        per_houder, per_locatie = peil.tabellen.count_per_plek(read_plekken(gemeente, peil))
        tellingen.append(per_locatie if naar == "locatie" else per_houder)
    return tuple(
        Regel(
            naam,
            (
                Vak(tellingen[0].get(pk, 0), ask(peilen[0].code, BEREIKT, naar, pk)),
                *(Vak(eerder.get(pk, 0)) for eerder in tellingen[1:]),
            ),
        )
        for pk, naam in rijen
    )


def _kort(peil: Peil) -> str:
    return f"{peil.kwartaal.tijdvak.nummer}e kw. {peil.kwartaal.tijdvak.jaar}"


UITSPLITSINGEN = {
    soort.naam: soort
    for soort in (
        Uitsplitsing("buurt", "Bereik per buurt", "Buurt", definities.BUURT, _per_buurt),
        Uitsplitsing("locatie", "Bereikte kinderen per locatie", "Locatie", definities.PLEK, _per_locatie),
        Uitsplitsing(
            "aanbieder", "Bereikte kinderen per aanbieder", "Aanbieder", definities.PLEK, _per_aanbieder
        ),
        Uitsplitsing("grond", "Bereik per grond van de indicatie", "Grond", definities.GROND, _per_grond),
        Uitsplitsing("taal", "Bereik per thuistaal", "Taal", definities.TAAL, _per_taal),
    )
}
_MET_STAND = ("buurt", "grond", "taal")
