"""JSON Schema of the policy file on stdout; needs no database."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand

from rekenregels.regeling.schema import regeling_schema


class Command(BaseCommand):
    help = "Schrijft het JSON Schema van een regelingbestand."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **opties: Any) -> None:
        self.stdout.write(json.dumps(regeling_schema(), indent=2, ensure_ascii=False))
