import hashlib
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from lib.pdf import PdfNietBeschikbaar
from organisaties.audit import record_system
from organisaties.models import Gemeente
from rapportage.cijfers import prepare_rapport
from rapportage.handelingen import Handeling
from rapportage.rapport import SluitNietAan
from rapportage.sisa import GeenFormulier
from rapportage.verslag import make_verslag


class Command(BaseCommand):
    help = "Maak de jaarlijkse verantwoording als PDF: hetzelfde bestand als de site op dezelfde dag maakt."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--gemeente", required=True, metavar="CODE", help="CBS-code, zoals 0273 voor Putten"
        )
        parser.add_argument("--jaar", required=True, type=int)
        parser.add_argument("--out", required=True, type=Path, metavar="FILE.pdf")

    def handle(self, *args: Any, **options: Any) -> None:
        gemeente = self._find(options["gemeente"])
        try:
            rapport = prepare_rapport(gemeente, options["jaar"], timezone.localdate())
            _, pdf = make_verslag(rapport)
            with transaction.atomic():
                record_system(
                    handeling=Handeling.VERANTWOORDING_EXPORT,
                    proces="make_verantwoording",
                    gemeente_code=gemeente.code,
                    object=gemeente,
                    jaar=options["jaar"],
                    sha256=hashlib.sha256(pdf).hexdigest(),
                )
                options["out"].write_bytes(pdf)
        except (SluitNietAan, GeenFormulier, PdfNietBeschikbaar) as fout:
            raise CommandError(str(fout)) from fout
        except OSError as fout:
            raise CommandError(f"{options['out']} kan niet worden geschreven: {fout.strerror}.") from fout
        self.stdout.write(f"{options['out']}: {rapport.titel}, gemeente {gemeente}, {len(pdf)} bytes")

    def _find(self, code: str) -> Gemeente:
        try:
            return Gemeente.objects.get(code=code)
        except Gemeente.DoesNotExist:
            bekend = ", ".join(f"{g.code} ({g.naam})" for g in Gemeente.objects.all()) or "geen"
            raise CommandError(f"Gemeente {code} is hier niet bekend. Wel bekend: {bekend}.") from None
