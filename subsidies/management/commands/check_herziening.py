from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lib.geld import euro
from organisaties.models import Gemeente
from subsidies.herzieningen.vergelijken import find_afwijkingen, in_groepen
from subsidies.models import Berekening


class Command(BaseCommand):
    help = "Vergelijkt alle goedgekeurde subsidie met wat de gegevens en regelingen van nu geven, en meldt elk verschil."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--gemeente", metavar="CODE", help="alleen deze gemeente, bijvoorbeeld 0273")

    def handle(self, *args: Any, **options: Any) -> None:
        gemeenten = Gemeente.objects.order_by("code")
        if code := options["gemeente"]:
            gemeenten = gemeenten.filter(code=code)
            if not gemeenten:
                raise CommandError(f"Er is geen gemeente met code {code}.")
        verschillen = [zin for gemeente in gemeenten for zin in _sentences(gemeente)]
        for zin in verschillen:
            self.stdout.write(zin)
        if verschillen:
            raise CommandError(f"{len(verschillen)} goedgekeurde bedragen kloppen niet meer.")
        self.stdout.write("Alle goedgekeurde bedragen kloppen met de gegevens en regelingen van nu.")


def _sentences(gemeente: Gemeente) -> list[str]:
    afwijkingen = [a for groep in in_groepen(gemeente.pk) for a in find_afwijkingen(gemeente.pk, groep)]
    berekeningen = Berekening.objects.select_related("declaratie__houder").in_bulk(
        {afwijking.berekening for afwijking in afwijkingen}
    )
    pseudoniemen = dict(
        gemeente.kinderen.filter(pk__in={a.kind for a in afwijkingen}).values_list("pk", "pseudoniem")
    )
    return [
        f"{berekeningen[a.berekening].declaratie}, kind {pseudoniemen[a.kind]}: goedgekeurd {euro(a.was.centen)}, "
        f"nu {'niet te berekenen' if a.wordt is None else euro(a.wordt.centen)}. {' '.join(a.redenen)}"
        for a in afwijkingen
    ]
