"""Every shipped policy reads, comes out right on its own examples, and can be explained."""

from functools import cache

import pytest

from rekenregels import Regeling, load_regeling, make_uitleg, run_voorbeelden
from rekenregels.regeling.toml import as_toml
from rekenregels.regelingen import MAP as REGELINGEN
from rekenregels.rekenen.voorbeelden import Voorbeelduitslag
from rekenregels.scenario import make_scenario

from .conftest import lees
from .rekenblad import controleer

BESTANDEN = sorted(pad.name for pad in REGELINGEN.glob("*.toml"))
GEMEENTEN = {
    "Bergen op Zoom",
    "Apeldoorn",
    "Assen",
    "De Bilt",
    "De Ronde Venen",
    "Duiven",
    "Ede",
    "Halderberge",
    "Hardenberg",
    "Het Hogeland",
    "IJsselstein",
    "Leidschendam-Voorburg",
    "Oudewater",
    "Onbekend (aanbieder Dikkertje Dap)",
    "Opsterland",
    "Overbetuwe",
    "Putten",
    "Rhenen",
    "Smallingerland",
    "Stein",
    "Tilburg",
    "Vaals",
    "Veenendaal",
    "Weert",
    "Woerden",
}
VOORBEELDEN = [(naam, i) for naam in BESTANDEN for i in range(len(lees(naam).voorbeelden))]


@cache
def uitslagen(naam: str) -> list[Voorbeelduitslag]:
    return run_voorbeelden(lees(naam))


def test_ten_municipalities_are_shipped_beside_putten_and_duiven() -> None:
    assert {
        lees(naam).regeling.gemeente for naam in BESTANDEN if not naam.startswith("voorbeeld-")
    } == GEMEENTEN


@pytest.mark.parametrize(("naam", "i"), VOORBEELDEN, ids=[f"{naam}-{i + 1}" for naam, i in VOORBEELDEN])
def test_a_worked_example_comes_out_right_and_its_explanation_can_be_redone(naam: str, i: int) -> None:
    uitslag = uitslagen(naam)[i]
    assert uitslag.verschillen == ()
    assert uitslag.uitkomst is not None
    for stap in make_uitleg(uitslag.uitkomst, 0).stappen:
        assert not stap.formule or controleer(stap.formule) == stap.waarde


@pytest.mark.parametrize("naam", BESTANDEN)
def test_a_shipped_policy_survives_export(naam: str) -> None:
    assert load_regeling(as_toml(lees(naam))) == lees(naam)


@pytest.mark.parametrize("naam", [naam for naam in BESTANDEN if naam.startswith("duiven")])
def test_a_duiven_scenario_equals_its_published_total(naam: str) -> None:
    regeling = lees(naam)
    assert regeling.populatie is not None
    assert make_scenario(regeling, regeling.populatie).klopt


def test_what_a_source_does_not_state_is_listed_as_assumption(putten: Regeling) -> None:
    paden = {pad: (waarde, bron) for pad, waarde, bron in putten.aannames}
    assert paden["tarieven.basis.bedrag"] == ("€ 10,71", "aanname: het landelijk maximum van 2025")
    assert "doelgroep.fasen[1].vanaf" not in paden


def test_the_hash_is_of_the_content_not_of_the_lay_out(duiven: Regeling) -> None:
    tekst = (REGELINGEN / "duiven-2020.toml").read_text(encoding="utf-8")
    assert load_regeling("# een opmerking\n" + tekst).sha256 == duiven.sha256
    assert load_regeling(tekst.replace("waarde = 10.26", "waarde = 10.27")).sha256 != duiven.sha256
