from typing import Any

from django.core.management.base import BaseCommand, CommandError

from subsidies.berekeningen.controle import INVARIANTEN


class Command(BaseCommand):
    help = "Controleert wat in de boeken altijd waar moet zijn en meldt elke regel die niet klopt."

    def handle(self, *args: Any, **options: Any) -> None:
        geschonden = 0
        for naam, controleer in INVARIANTEN.items():
            zinnen = list(controleer())
            geschonden += bool(zinnen)
            self.stdout.write(f"{'FOUT' if zinnen else 'goed'}  {naam.replace('_', ' ')}")
            for zin in zinnen:
                self.stderr.write(f"      {zin}")
        if geschonden:
            raise CommandError(f"{geschonden} van {len(INVARIANTEN)} regels kloppen niet.")
        self.stdout.write(f"Alle {len(INVARIANTEN)} regels kloppen.")
