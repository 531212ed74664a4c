from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from privacy.bewaren import TERMIJNEN, end_terms


class Command(BaseCommand):
    help = "Pseudonimiseer de kinderen van wie de bewaartermijn is verstreken; loopt ook elke nacht."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dag", type=date.fromisoformat, help="alsof het deze dag is (JJJJ-MM-DD)")

    def handle(self, *args: Any, dag: date | None, **options: Any) -> None:
        aantallen = end_terms(dag or timezone.localdate())
        for termijn in TERMIJNEN:
            self.stdout.write(f"{aantallen[termijn.code]:>5}  {termijn.resultaat}")
