"""The explanation of one line computes that line alone, and comes out the same as among all others."""

from typing import Any

import numpy as np
import pytest

from rekenregels import Feiten, calculate, load_regeling, make_uitleg, populatie_feiten
from rekenregels.regelingen import MAP
from subsidies.berekeningen import rekenen
from subsidies.berekeningen.actions import calculate_declaratie
from subsidies.berekeningen.rekenen import replay, replay_regel
from subsidies.berekeningen.uitleg import explain
from tests.subsidies.administratie import NU, Administratie

REGELINGEN = sorted(MAP.glob("*.toml"))


@pytest.mark.parametrize("bestand", REGELINGEN, ids=lambda pad: pad.stem)
def test_a_line_alone_comes_out_as_it_does_among_the_others(bestand: Any) -> None:
    """Under every policy that is shipped, over the kinds of children of its own population."""
    regeling = load_regeling(bestand.read_text(), bestand=bestand.name)
    if regeling.populatie is None:
        return
    feiten = populatie_feiten(regeling, regeling.populatie.groepen)
    samen = calculate(regeling, feiten)
    _, eerste = np.unique(np.stack([samen.subsidie, samen.uren]), axis=1, return_index=True)
    for i in eerste:
        alleen = calculate(regeling, feiten.deel(i, i + 1))
        assert alleen.as_dict() == {naam: [kolom[i]] for naam, kolom in samen.as_dict().items()}
        assert make_uitleg(alleen, 0) == make_uitleg(samen, i)


@pytest.fixture
def berekening(duiven: Administratie) -> Any:
    """Three children whose hours and rights differ; the second one was paid for hours before."""
    plaatsingen = [
        duiven.plaatsing(duiven.kind(soort), kot=kot) for soort, kot in (("vve", False), (None, True))
    ]
    calculate_declaratie(
        declaratie=duiven.declaratie(dict.fromkeys(plaatsingen, "80.25")), door=duiven.medewerker, op=NU
    )
    derde = duiven.plaatsing(duiven.kind(None))
    declaratie = duiven.declaratie({plaatsingen[0]: "160", plaatsingen[1]: "64.75", derde: "91"}, kwartaal=2)
    return calculate_declaratie(declaratie=declaratie, door=duiven.medewerker, op=NU)


@pytest.mark.django_db
def test_each_line_is_explained_as_the_whole_explains_it(berekening: Any) -> None:
    deel = berekening.delen.get()
    geheel = replay(deel)
    for regel in berekening.regels.all():
        alleen = make_uitleg(replay_regel(deel, regel.volgorde), 0)
        assert alleen == make_uitleg(geheel, regel.volgorde)
        assert explain(regel).klopt


@pytest.mark.django_db
def test_explaining_a_line_computes_one_line(berekening: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    gerekend: list[int] = []

    def count(regeling: Any, feiten: Feiten) -> Any:
        gerekend.append(len(feiten))
        return calculate(regeling, feiten)

    monkeypatch.setattr(rekenen, "calculate", count)
    explain(berekening.regels.get(volgorde=2))
    assert gerekend == [1]
