import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from organisaties.models import Gemeente
from privacy.uitgang import export_gemeente
from privacy.uitgang.bsn import WAARSCHUWING, Wijze


class Command(BaseCommand):
    help = "Schrijf alles van één gemeente naar een map, in open formaten. Zie docs/exitplan.md."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", help="CBS-code, zoals 0273 voor Putten")
        parser.add_argument("--out", required=True, type=Path, metavar="MAP", help="nieuwe of lege map")
        parser.add_argument(
            "--bsn",
            required=True,
            choices=[wijze.value for wijze in Wijze],
            help="of en hoe de BSN's meegaan: geen, leesbaar, of onder het wachtwoord in EXPORT_WACHTWOORD",
        )

    def handle(self, *args: Any, code: str, out: Path, bsn: str, **options: Any) -> None:
        gemeente = Gemeente.objects.filter(code=code).first()
        if gemeente is None:
            bekend = ", ".join(f"{g.code} ({g.naam})" for g in Gemeente.objects.all()) or "geen"
            raise CommandError(f"Gemeente {code} is hier niet bekend. Wel bekend: {bekend}.")
        try:
            inhoud = export_gemeente(
                gemeente=gemeente,
                waar=out,
                bsn=Wijze(bsn),
                wachtwoord=os.environ.get("EXPORT_WACHTWOORD", ""),
                op=timezone.now(),
            )
        except (ValueError, OSError) as fout:
            raise CommandError(str(fout)) from fout
        rijen = sum(tabel["rijen"] for tabel in inhoud["tabellen"])
        self.stdout.write(
            f"{out}: gemeente {gemeente}, {len(inhoud['tabellen'])} tabellen met {rijen} rijen,"
            f" {len(inhoud['bestanden'])} brieven en andere bestanden."
        )
        self.stdout.write(WAARSCHUWING[Wijze(bsn)])
