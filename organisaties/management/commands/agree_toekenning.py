from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from organisaties.instemming import agree_as_operator
from organisaties.models import Toekenning


class Command(BaseCommand):
    help = (
        "Stem in met een rol die wacht, voor een gemeente waar geen andere beheerder dat kan. "
        "Zonder nummer: toon wat er wacht."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("nummer", type=int, nargs="?", help="het nummer van de rol")
        parser.add_argument("--namens", help="wie in de gemeente besloot: naam en functie")

    def handle(self, *args: Any, nummer: int | None, namens: str | None, **options: Any) -> None:
        wachtend = Toekenning.objects.waiting().select_related(
            "gebruiker", "gemeente", "organisatie", "locatie"
        )
        if nummer is None:
            for wacht in wachtend:
                self.stdout.write(self._line(wacht))
            self.stdout.write(f"{len(wachtend)} wacht op instemming.")
            return
        if not (namens or "").strip():
            raise CommandError(
                'Zeg met --namens wie in de gemeente besloot, zoals --namens "J. Bos, secretaris".'
            )
        toekenning = Toekenning.objects.filter(pk=nummer).first()
        if toekenning is None:
            raise CommandError(f"Er is geen rol met nummer {nummer}. Zonder nummer ziet u wat er wacht.")
        try:
            gegeven = agree_as_operator(
                toekenning=toekenning,
                namens=str(namens).strip(),
                op=timezone.now(),
                proces="agree_toekenning",
            )
        except ValidationError as fout:
            raise CommandError(" ".join(fout.messages)) from fout
        self.stdout.write(f"De rol geldt nu. {self._line(gegeven)}")

    def _line(self, toekenning: Toekenning) -> str:
        return f"{toekenning.pk}: {toekenning.gebruiker.email}, {toekenning}, {toekenning.gemeente}"
