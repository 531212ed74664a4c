from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from organisaties.aanmelden.post import describe_link
from organisaties.installatie import start_installatie


class Command(BaseCommand):
    help = (
        "Maak de eerste installatiebeheerder van een lege installatie, en toon een link waarmee die één keer een "
        "wachtwoord kiest. Kan alleen zolang er geen is; daarna: herstel_installatie."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--email", required=True, help="het adres waarmee deze persoon inlogt")
        parser.add_argument("--naam", default="", help="hoe deze persoon heet; anders het adres")
        parser.add_argument("--site", default=settings.SITE_URL, help="het adres van de site, voor de link")

    def handle(self, *args: Any, email: str, naam: str, site: str, **options: Any) -> None:
        try:
            gebruiker = start_installatie(
                email=email, naam=naam, dag=timezone.localdate(), proces="start_installatie"
            )
        except ValidationError as fout:
            raise CommandError(" ".join(fout.messages)) from fout
        self.stdout.write(f"{gebruiker.email} is nu installatiebeheerder.")
        self.stdout.write(describe_link(gebruiker, site))
