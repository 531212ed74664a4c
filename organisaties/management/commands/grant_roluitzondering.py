from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from organisaties.instemming import grant_uitzondering
from organisaties.models import Gebruiker, Gemeente
from organisaties.rechten import Rol


class Command(BaseCommand):
    help = (
        "Leg vast dat iemand tot een dag een rol naast die van functioneel beheerder mag hebben. "
        "Alleen na een besluit boven de beheerder; de auditor van de gemeente ziet het."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--gemeente", required=True, help="CBS-code")
        parser.add_argument("--email", required=True, help="van wie de rollen krijgt")
        parser.add_argument("--rol", required=True, choices=[str(rol) for rol in Rol], help="naast beheer")
        parser.add_argument("--van", type=date.fromisoformat, help="JJJJ-MM-DD; anders vandaag")
        parser.add_argument("--tot-en-met", type=date.fromisoformat, required=True, help="JJJJ-MM-DD")
        parser.add_argument("--reden", required=True)
        parser.add_argument("--namens", required=True, help="wie in de gemeente besloot: naam en functie")

    def handle(self, *args: Any, **options: Any) -> None:
        gemeente = Gemeente.objects.filter(code=options["gemeente"]).first()
        gebruiker = Gebruiker.objects.filter(email=options["email"].lower()).first()
        if gemeente is None:
            raise CommandError(f"Er is geen gemeente met code {options['gemeente']}.")
        if gebruiker is None:
            raise CommandError(f"Er is geen gebruiker met adres {options['email']}. Nodig deze eerst uit.")
        if not (options["reden"].strip() and options["namens"].strip()):
            raise CommandError("Zeg met --reden waarom, en met --namens wie in de gemeente besloot.")
        try:
            uitzondering = grant_uitzondering(
                gebruiker=gebruiker,
                gemeente=gemeente,
                rol=Rol(options["rol"]),
                geldig_van=options["van"] or timezone.localdate(),
                geldig_tot_en_met=options["tot_en_met"],
                reden=options["reden"],
                namens=options["namens"],
                proces="grant_roluitzondering",
            )
        except ValidationError as fout:
            raise CommandError(" ".join(fout.messages)) from fout
        self.stdout.write(
            f"Uitzondering {uitzondering.pk}: {gebruiker.email} in {gemeente}, {uitzondering}. "
            "Geef de rol met een laatste dag binnen deze periode."
        )
