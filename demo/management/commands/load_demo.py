from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from demo.laden import PLANNEN, load_demo, login_lines


class Command(BaseCommand):
    help = "Laadt de demogemeenten Putten (2025) en Duiven (2020), met verzonnen mensen. Een tweede keer verandert niets."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--force", action="store_true", help="laad de demo ook buiten ontwikkeling, in een echte database"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not (settings.DEBUG or settings.EMBEDDED or options["force"]):
            raise CommandError(
                "De demo maakt gebruikers met een bekend wachtwoord. Daarom laadt zij alleen met DEBUG aan of met de"
                " ingebouwde database. Weet u het zeker? Gebruik dan --force."
            )
        for plan in PLANNEN:
            self.stdout.write(f"Demogemeente {plan.naam}: ", ending="")
            self.stdout.flush()
            gemaakt = load_demo(timezone.localdate(), [plan])
            self.stdout.write("geladen." if gemaakt else "was al geladen en blijft zoals zij is.")
        self.stdout.write("\nAlle mensen, locatienummers en plaatsingen zijn verzonnen.")
        self.stdout.write("\n".join(login_lines()))
