from typing import Any

from django.core.management.base import BaseCommand, CommandError

from subsidies.berekeningen.controle import replay_differences
from subsidies.models import Berekening


class Command(BaseCommand):
    help = "Speelt elke opgeslagen berekening opnieuw af met haar bevroren regeling en meldt elk verschil."

    def handle(self, *args: Any, **options: Any) -> None:
        verschillen = list(replay_differences())
        for zin in verschillen:
            self.stderr.write(zin)
        aantal = Berekening.objects.count()
        if verschillen:
            raise CommandError(f"{len(verschillen)} van {aantal} berekeningen komen anders uit.")
        self.stdout.write(f"Alle {aantal} berekeningen komen opnieuw precies zo uit.")
