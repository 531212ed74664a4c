from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from organisaties.instemming import withdraw_uitzondering
from organisaties.models import Roluitzondering


class Command(BaseCommand):
    help = "Beëindig een uitzondering op rollen die niet samengaan; de rol die zij toestond, eindigt mee."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("nummer", type=int, help="het nummer dat grant_roluitzondering gaf")

    def handle(self, *args: Any, nummer: int, **options: Any) -> None:
        uitzondering = Roluitzondering.objects.filter(pk=nummer).first()
        if uitzondering is None:
            bekend = (
                ", ".join(f"{u.pk} ({u.gebruiker.email})" for u in Roluitzondering.objects.all()) or "geen"
            )
            raise CommandError(f"Er is geen uitzondering met nummer {nummer}. Er zijn: {bekend}.")
        beeindigd = withdraw_uitzondering(
            uitzondering=uitzondering, dag=timezone.localdate(), proces="withdraw_roluitzondering"
        )
        for toekenning in beeindigd:
            self.stdout.write(f"Beëindigd: {toekenning}, {uitzondering.gebruiker.email}")
        self.stdout.write("De uitzondering geldt niet meer.")
