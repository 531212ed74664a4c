from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from organisaties.models import Gemeente
from subsidies.invarianten import INVARIANTEN


class Command(BaseCommand):
    help = "Controleert wat in de boeken altijd waar moet zijn en meldt elke regel die niet klopt."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--gemeente", metavar="CODE", help="alleen deze gemeente, bijvoorbeeld 0273")

    def handle(self, *args: Any, **options: Any) -> None:
        gemeente = _find(options["gemeente"])
        geschonden = 0
        for invariant in INVARIANTEN.values():
            zinnen = list(invariant(gemeente))
            geschonden += bool(zinnen)
            self.stdout.write(f"{'FOUT' if zinnen else 'goed'}  {invariant.zin}")
            for zin in zinnen:
                self.stderr.write(f"      {zin}")
        if geschonden:
            raise CommandError(f"{geschonden} van {len(INVARIANTEN)} regels kloppen niet.")
        self.stdout.write(f"Alle {len(INVARIANTEN)} regels kloppen.")


def _find(code: str | None) -> Gemeente | None:
    if code is None:
        return None
    gemeente = Gemeente.objects.filter(code=code).first()
    if gemeente is None:
        raise CommandError(f"Er is geen gemeente met code {code}.")
    return gemeente
