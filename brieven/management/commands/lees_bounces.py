from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from brieven.bounces import read_map
from brieven.models import Onbereikbaar
from brieven.onbereikbaar import mark_unreachable
from organisaties.models import Gebruiker


class Command(BaseCommand):
    help = "Lees teruggekomen mails uit een map en zet die adressen op onbereikbaar."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("map", type=Path, help="losse mails, een maildir of bestanden in mbox-vorm")

    def handle(self, *args: Any, **options: Any) -> None:
        map_: Path = options["map"]
        if not map_.is_dir():
            raise CommandError(f"{map_} is geen map. Geef de map met de teruggekomen mails.")
        gemarkeerd = bekend = onbekend = 0
        for bounce in read_map(map_):
            gebruiker = Gebruiker.objects.filter(email=bounce.adres).first()
            if gebruiker is None:
                onbekend += 1
                continue
            bron = Onbereikbaar.Bron.BESTAND
            nieuw = mark_unreachable(gebruiker=gebruiker, bron=bron, code=bounce.code, op=timezone.now())
            gemarkeerd, bekend = gemarkeerd + (nieuw is not None), bekend + (nieuw is None)
        self.stdout.write(
            f"{gemarkeerd} adressen op onbereikbaar gezet, {bekend} stonden er al zo, {onbekend} zijn van niemand hier."
        )
