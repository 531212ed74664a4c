"""The engine without Django: python -m rekenregels check|schema|calculate|compare. Exit 1: it failed, 2: wrong use."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from typing import NoReturn

from rekenregels.opdrachten import OPDRACHTEN, Opdrachtfout

ZINNEN = (
    (r"the following arguments are required: (.*)", r"Geef ook op: \1."),
    (r"unrecognized arguments: (.*)", r"Dit is niet bekend: \1."),
    (r"argument opdracht: invalid choice: '(.*?)' .*", r"‘\1’ is geen opdracht. Kies een van: {opdrachten}."),
    (r"argument (\S+): expected one argument", r"Bij \1 hoort de naam van een bestand."),
    (r"argument (\S+): ignored explicit argument .*", r"Bij \1 hoort geen waarde."),
)


class Lezer(argparse.ArgumentParser):
    """A parser that speaks Dutch."""

    def __init__(self, **opties: object) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **opties)  # type: ignore[arg-type]
        self.add_argument("-h", "--help", action="help", help="toon deze hulp")

    def format_help(self) -> str:
        hulp = super().format_help()
        koppen = {"usage:": "gebruik:", "positional arguments:": "argumenten:", "options:": "opties:"}
        return re.sub("|".join(koppen), lambda kop: koppen[kop[0]], hulp)

    def format_usage(self) -> str:
        return super().format_usage().replace("usage:", "gebruik:", 1)

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.format_usage()}{_in_dutch(message)}\n")


def _in_dutch(engels: str) -> str:
    for patroon, zin in ZINNEN:
        if gevonden := re.fullmatch(patroon, engels, re.DOTALL):
            return gevonden.expand(zin).format(opdrachten=", ".join(OPDRACHTEN))
    return engels


def main(argumenten: Sequence[str] | None = None) -> int:
    lezer = Lezer(
        prog="python -m rekenregels", description="Subsidieregelingen controleren en ermee rekenen."
    )
    keuzes = lezer.add_subparsers(dest="opdracht", metavar="opdracht", required=True, parser_class=Lezer)
    for naam, opdracht in OPDRACHTEN.items():
        opdracht.add_arguments(keuzes.add_parser(naam, help=opdracht.hulp, description=opdracht.hulp))
    opties = vars(lezer.parse_args(argumenten))
    try:
        OPDRACHTEN[opties.pop("opdracht")].run(uit=sys.stdout, fout=sys.stderr, **opties)
    except Opdrachtfout as fout:
        sys.stderr.write(f"{fout}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
