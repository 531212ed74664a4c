import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from opvang.api import urls as _alle_operaties  # noqa: F401 - makes every operation known
from opvang.api.openapi import description

BESTAND = Path("docs") / "openapi.json"


def as_text() -> str:
    return json.dumps(description(), ensure_ascii=False, indent=2) + "\n"


class Command(BaseCommand):
    help = "Schrijf docs/openapi.json opnieuw uit de operaties van de API."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        (Path(settings.BASE_DIR) / BESTAND).write_text(as_text())
        self.stdout.write(f"{BESTAND} is geschreven.")
