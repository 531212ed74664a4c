"""The tables of the monitor as files for a spreadsheet; what is hidden on the page is hidden here."""

from collections.abc import Callable, Sequence

from lib.csvbestand import write_amount, write_csv
from lib.kleine_groepen import TOELICHTING, VERBORGEN
from lib.weergave import datum_kort
from rapportage.monitor.jaar import Monitor
from rapportage.uitgave import Peiling

Rij = Sequence[str]

_BEREIK: tuple[tuple[str, Callable[[Peiling], str]], ...] = (
    ("Bereikt, VE-locatie in de gemeente", lambda peil: peil.ve_in_gemeente),
    ("Bereikt, VE-locatie elders", lambda peil: peil.ve_elders),
    ("Bereikt, locatie zonder VE", lambda peil: peil.zonder_ve),
    ("Bereikt", lambda peil: peil.bereikt),
    ("Niet bereikt", lambda peil: peil.niet),
    ("Onbekend", lambda peil: peil.onbekend),
    ("Totaal", lambda peil: peil.totaal),
    ("Bereik (bereikt van totaal)", lambda peil: peil.percentage.replace("\u00a0", " ")),
)


def write_tabel(stand: Monitor, tabel: str) -> bytes:
    """One of TABELLEN, with a line that explains what is hidden."""
    kop, rijen = TABELLEN[tabel](stand)
    if any(VERBORGEN in rij for rij in rijen):
        rijen = [*rijen, ("Toelichting", TOELICHTING)]
    return write_csv(kop, rijen)


def _bereik(stand: Monitor) -> tuple[Rij, list[Rij]]:
    peilingen = stand.peilingen
    kop = ("Kinderen met een VVE-indicatie", *(datum_kort(peil.peildatum) for peil in peilingen))
    return kop, [(naam, *(lees(peil) for peil in peilingen)) for naam, lees in _BEREIK]


def _budget(stand: Monitor) -> tuple[Rij, list[Rij]]:
    """Money of the municipality per source, of which no line is about children."""
    regels = [(regel.naam, regel.begroot, regel.besteed, regel.over) for regel in stand.budget.regels]
    totaal = ("Totaal", stand.budget.begroot, stand.budget.besteed, stand.budget.over)
    kop = ("Geldbron", "Budget (euro)", "Besteed (euro)", "Over (euro)")
    return kop, [
        (naam, *(write_amount(bedrag) for bedrag in bedragen)) for naam, *bedragen in (*regels, totaal)
    ]


def _saldo(stand: Monitor) -> tuple[Rij, list[Rij]]:
    saldo = stand.saldo
    regels = (
        ("Stand op 1 januari", saldo.stand_begin),
        ("Ontvangen", saldo.ontvangen),
        ("Besteed", saldo.besteed),
        ("Terugbetaald", saldo.terugbetaald),
        ("Stand op 31 december", saldo.stand_eind),
    )
    kop = ("Saldo van de specifieke uitkering", "Bedrag (euro)")
    return kop, [(naam, write_amount(bedrag)) for naam, bedrag in regels]


def _aanbieders(stand: Monitor) -> tuple[Rij, list[Rij]]:
    kop = ("Aanbieder", "Kinderen", "Uren", "Subsidie (euro)")
    return kop, [(r.naam, *(_plain(cel) for cel in (r.kinderen, r.uren, r.bedrag))) for r in stand.telregels]


def _plain(cel: str) -> str:
    """'€ 1.234,56' as a spreadsheet reads it: 1234,56."""
    return cel.removeprefix("€").replace("\u00a0", "").replace(".", "").strip()


TABELLEN: dict[str, Callable[[Monitor], tuple[Rij, list[Rij]]]] = {
    "bereik": _bereik,
    "budget": _budget,
    "saldo": _saldo,
    "aanbieders": _aanbieders,
}
