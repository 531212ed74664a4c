from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from organisaties.rolcontrole import report_botsingen


class Command(BaseCommand):
    help = "Noem de personen met rollen die niet samengaan; exit 1 als er een is zonder uitzondering."

    def handle(self, *args: Any, **options: Any) -> None:
        if open_ := report_botsingen(timezone.localdate(), self.stdout.write):
            raise CommandError(
                f"Combinaties die niet mogen: {open_}. Laat een beheerder van de gemeente een van de rollen beëindigen."
            )
        self.stdout.write("Niemand heeft rollen die niet samengaan zonder uitzondering.")
