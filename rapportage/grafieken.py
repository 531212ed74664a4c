"""The charts of the monitor and the report, out of the same figures as the tables."""

from lib.geld import euro, round_half_up
from lib.grafiek import (
    Balk,
    Doel,
    Grafiek,
    Punt,
    Stapel,
    make_budgetgrafiek,
    make_staafgrafiek,
    make_stapelgrafiek,
)
from lib.weergave import datum_kort
from rapportage.rapport import Bereik, Budget


def draw_bereik(bereik: tuple[Bereik, ...], doel_pct: int | None) -> Grafiek:
    """The share that is reached on each day; children whose participation is unknown count in the whole."""
    punten = [
        Punt(
            datum_kort(stand.peildatum),
            round_half_up(stand.bereikt * 1000, stand.totaal) if stand.totaal else 0,
            stand.percentage,
        )
        for stand in bereik
    ]
    return make_staafgrafiek(
        "Bereik per peildatum",
        punten,
        kolommen=("Peildatum", "Bereik"),
        doel=Doel(doel_pct * 10, f"doel {doel_pct} %") if doel_pct else None,
        top=1000,
        schrijf=lambda tienden: f"{tienden // 10} %",
    )


def draw_deelname(bereik: tuple[Bereik, ...]) -> Grafiek:
    """The children behind the share, in numbers."""
    return make_stapelgrafiek(
        "Deelname in aantallen kinderen",
        [
            Stapel(datum_kort(stand.peildatum), (stand.bereikt, stand.niet, stand.onbekend))
            for stand in bereik
        ],
        reeksen=("Bereikt", "Niet bereikt", "Onbekend"),
        eerste_kolom="Peildatum",
    )


def draw_budget(budget: Budget) -> Grafiek:
    return make_budgetgrafiek(
        "Besteed ten opzichte van het budget",
        [Balk(regel.naam, regel.begroot, regel.besteed) for regel in budget.regels],
        eerste_kolom="Geldbron",
        schrijf=euro,
    )
