from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from organisaties.aanmelden.post import describe_link
from organisaties.installatie import restore_installatie


class Command(BaseCommand):
    help = (
        "Geef een installatiebeheerder opnieuw toegang, of maak er een bij: het oude wachtwoord vervalt, en de link kiest "
        "een nieuw. Staat in het logboek van de installatie."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--email", required=True, help="het adres waarmee deze persoon inlogt")
        parser.add_argument("--naam", default="", help="hoe deze persoon heet; anders het adres")
        parser.add_argument("--vervangt", default="", help="het adres van de installatiebeheerder die stopt")
        parser.add_argument(
            "--nieuwe-tweede-factor",
            action="store_true",
            help="haal ook de tweede factor weg: de telefoon of sleutel is kwijt",
        )
        parser.add_argument("--site", default=settings.SITE_URL, help="het adres van de site, voor de link")

    def handle(self, *args: Any, email: str, naam: str, vervangt: str, site: str, **options: Any) -> None:
        try:
            gebruiker = restore_installatie(
                email=email,
                naam=naam,
                vervangt=vervangt,
                zonder_tweede_factor=options["nieuwe_tweede_factor"],
                dag=timezone.localdate(),
                proces="herstel_installatie",
            )
        except ValidationError as fout:
            raise CommandError(" ".join(fout.messages)) from fout
        self.stdout.write(f"{gebruiker.email} is installatiebeheerder en kiest een nieuw wachtwoord.")
        self.stdout.write(describe_link(gebruiker, site))
