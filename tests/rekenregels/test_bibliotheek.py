"""The engine installs by itself: a wheel, unpacked far from the product, computes the shipped policies."""

import os
import shutil
import subprocess
import sys
import zipfile
from email import message_from_string
from pathlib import Path

import pytest

import rekenregels

WORTEL = Path(rekenregels.__file__).parent.parent

PROGRAMMA = """
import sys
from datetime import date
from pathlib import Path

class Nee:
    def find_spec(self, naam, pad=None, doel=None):
        if naam.split(".")[0] in ("django", "psycopg", "lib", "organisaties", "subsidies"):
            raise ModuleNotFoundError(naam)

sys.meta_path.insert(0, Nee())
import rekenregels
from rekenregels.regelingen import MAP
from rekenregels import Categorie, Feit, Feiten, calculate, let_op, load_regeling, make_uitleg, run_voorbeelden

for pad in sorted(MAP.glob("*.toml")):
    regeling = load_regeling(pad.read_text(encoding="utf-8"), bestand=pad.name)
    assert all(uitslag.klopt for uitslag in run_voorbeelden(regeling)), pad
duiven = load_regeling((MAP / "duiven-2020.toml").read_text(encoding="utf-8"))
kind = Feit(geboortedatum=date(2017, 6, 1), van=date(2020, 1, 1), tot_en_met=date(2020, 12, 31),
            categorie=Categorie.DOELGROEP, kot=False, bijdrageklasse=3, uren=64_000)
uitkomst = calculate(duiven, Feiten.from_records([kind]))
print(Path(rekenregels.__file__).parent, int(uitkomst.subsidie[0]), make_uitleg(uitkomst, 0).subsidie, duiven.sha256)
"""


@pytest.fixture(scope="module")
def wiel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy of the two rooms, so that nothing is left behind in the product; without the internet."""
    bouw = tmp_path_factory.mktemp("bouw")
    for kamer in ("rekenregels", "lib"):
        shutil.copytree(
            WORTEL / kamer, bouw / kamer, ignore=shutil.ignore_patterns("__pycache__", "build", "*.egg-info")
        )
    opdracht = [
        "-m",
        "pip",
        "wheel",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
        "-q",
        "-w",
        str(bouw / "uit"),
    ]
    subprocess.run([sys.executable, *opdracht, str(bouw / "rekenregels")], check=True, capture_output=True)
    [gemaakt] = (bouw / "uit").glob("*.whl")
    return gemaakt


def test_the_wheel_needs_numpy_only_and_holds_policies_tables_and_types(wiel: Path) -> None:
    with zipfile.ZipFile(wiel) as inhoud:
        namen = set(inhoud.namelist())
        [metadata] = (naam for naam in namen if naam.endswith("METADATA"))
        kop = message_from_string(inhoud.read(metadata).decode())
    assert kop["Version"] == rekenregels.ENGINE_VERSIE
    assert kop.get_all("Requires-Dist") == ["numpy<2.5,>=2"]
    assert {naam.split("/")[0] for naam in namen} == {"rekenregels", metadata.split("/")[0]}
    assert {
        "rekenregels/py.typed",
        "rekenregels/tabellen/vng.csv",
        "rekenregels/regelingen/duiven-2020.toml",
    } <= namen
    meegeleverd = {
        f"rekenregels/regelingen/{pad.name}" for pad in (WORTEL / "rekenregels/regelingen").glob("*.toml")
    }
    assert meegeleverd <= namen


def test_it_computes_every_shipped_example_without_django_and_without_the_product(
    wiel: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(wiel) as inhoud:
        inhoud.extractall(tmp_path / "los")
    omgeving = {"PYTHONPATH": str(tmp_path / "los"), "PATH": os.environ["PATH"]}
    uit = subprocess.run(
        [sys.executable, "-c", PROGRAMMA],
        cwd=tmp_path,
        env=omgeving,
        check=True,
        capture_output=True,
        text=True,
    )
    duiven = rekenregels.load_regeling(
        (WORTEL / "rekenregels/regelingen/duiven-2020.toml").read_text(encoding="utf-8")
    )
    assert uit.stdout.split() == [str(tmp_path / "los/rekenregels"), "628800", "628800", duiven.sha256]
