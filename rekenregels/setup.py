"""Builds the engine as a package of its own: `pip install ./rekenregels` in a checkout of the product.

Inside the product the engine shares the room `lib` with its neighbours. Installed by itself it takes along what it uses
of that room, as `rekenregels._lib`, so that no package with so general a name is installed.
"""

from __future__ import annotations

import re
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

HIER = Path(__file__).resolve().parent
MEE = ("geld", "periode", "weergave", "csvbestand")  # of lib; the test of the wheel fails when one is missing
UIT_LIB = re.compile(r"^(\s*)from lib(\.| import)", re.MULTILINE)


class BuildMetLib(build_py):  # type: ignore[misc]
    """Copies the modules of `lib`, and points the imports of the copy at them."""

    def run(self) -> None:
        super().run()
        doel = Path(self.build_lib) / "rekenregels"
        (doel / "_lib").mkdir(exist_ok=True)
        (doel / "_lib" / "__init__.py").write_text(
            '"""What the engine shares with the rest of the product."""\n'
        )
        for naam in MEE:
            self.copy_file(str(HIER.parent / "lib" / f"{naam}.py"), str(doel / "_lib" / f"{naam}.py"))
        for bestand in doel.rglob("*.py"):
            tekst = bestand.read_text(encoding="utf-8")
            bestand.write_text(UIT_LIB.sub(r"\1from rekenregels._lib\2", tekst), encoding="utf-8")


def _versie() -> str:
    gevonden = re.search(
        r'^ENGINE_VERSIE: Final = "(.+)"',
        (HIER / "rekenen" / "bereken.py").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    if gevonden is None:
        raise RuntimeError("rekenen/bereken.py heeft geen ENGINE_VERSIE.")
    return gevonden[1]


def _pakketten() -> list[str]:
    mappen = (
        bestand.parent.relative_to(HIER)
        for bestand in HIER.rglob("__init__.py")
        if "build" not in bestand.parts
    )
    return sorted(".".join(("rekenregels", *map_.parts)) for map_ in mappen)


if __name__ == "__main__":
    setup(
        version=_versie(),
        package_dir={"rekenregels": "."},
        packages=_pakketten(),
        package_data={"rekenregels": ["py.typed", "tabellen/*.csv"], "rekenregels.regelingen": ["*.toml"]},
        cmdclass={"build_py": BuildMetLib},
    )
