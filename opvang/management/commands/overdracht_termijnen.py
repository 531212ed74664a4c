from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from lib.periode import add_maanden
from opvang.models import Overdracht
from opvang.overdracht.bewaren import BRON, expire_overdrachten, termijnen
from organisaties.models import Gemeente


class Command(BaseCommand):
    help = "Toont welke overdrachten worden gewist en welke gewist zijn; met --wis wordt er nu gewist (dat gaat ook elke nacht)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dag", type=date.fromisoformat, help="alsof het deze dag is (JJJJ-MM-DD)")
        parser.add_argument("--maanden", type=int, default=3, help="toon wat in zoveel maanden afloopt")
        parser.add_argument("--wis", action="store_true", help="wis nu wat voorbij zijn termijn is")

    def handle(self, *args: Any, dag: date | None, maanden: int, wis: bool, **options: Any) -> None:
        dag = dag or timezone.localdate()
        self.stdout.write(BRON)
        if wis:
            self.stdout.write(f"Nu gewist: {expire_overdrachten(dag)}")
        tot = add_maanden(dag, maanden)
        for gemeente in Gemeente.objects.order_by("pk"):
            for termijn in termijnen(gemeente):
                if termijn.bewaren_tot_en_met <= tot:
                    self.stdout.write(
                        f"{gemeente}: {termijn.overdracht}, weg uit het kindercentrum op"
                        f" {termijn.vertrokken_op:%d-%m-%Y}, bewaren tot en met {termijn.bewaren_tot_en_met:%d-%m-%Y}"
                    )
            for gewist in Overdracht.objects.filter(gemeente=gemeente, gewist_op__isnull=False):
                self.stdout.write(f"{gemeente}: {gewist}, gewist op {gewist.gewist_op:%d-%m-%Y}")
