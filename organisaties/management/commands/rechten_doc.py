from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from organisaties.rechtendoc import rechten_markdown


class Command(BaseCommand):
    help = "Schrijf docs/rechten.md opnieuw uit de tabel van rollen en rechten."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        pad = Path(settings.BASE_DIR) / "docs" / "rechten.md"
        pad.write_text(rechten_markdown())
        self.stdout.write(f"{pad.relative_to(settings.BASE_DIR)} is geschreven.")
