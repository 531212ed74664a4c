from typing import Any

from celery import current_app
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from kombu.exceptions import OperationalError

from organisaties.audit import INSTALLATIE, record_system
from organisaties.handelingen import Handeling
from organisaties.opdracht import Opdracht
from organisaties.terzijde import TERZIJDE
from organisaties.wachtrij import start_again


class Command(BaseCommand):
    help = "Toon werk dat wacht of mislukte, van alle gemeenten; met --opnieuw begint mislukt werk nog eens."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--opnieuw", type=int, metavar="NUMMER", help="begin dit mislukte werk opnieuw")

    def handle(self, *args: Any, opnieuw: int | None, **options: Any) -> None:
        if opnieuw is not None:
            self._again(opnieuw)
        for opdracht in Opdracht.objects.exclude(status=Opdracht.Status.DONE).select_related("gemeente"):
            van = opdracht.gemeente or "geen gemeente"
            self.stdout.write(
                f"{opdracht.pk}  {opdracht.get_status_display()}  {opdracht.werk}  {van}  {opdracht.fout}"
            )
        self.stdout.write(f"Onleesbare berichten terzijde: {_unreadable()}")

    @transaction.atomic
    def _again(self, nummer: int) -> None:
        opdracht = Opdracht.objects.set_aside().select_for_update(of=("self",)).filter(pk=nummer).first()
        if opdracht is None:
            raise CommandError(f"Er is geen mislukt werk met nummer {nummer}.")
        start_again(opdracht)
        record_system(
            handeling=Handeling.OPDRACHT_RETRY,
            proces="opdrachten",
            gemeente_code=opdracht.gemeente.code if opdracht.gemeente else INSTALLATIE,
            object=opdracht,
            werk=opdracht.werk,
        )


def _unreadable() -> str:
    """How many messages the workers could not read (vve_admin/broker.py)."""
    try:
        with current_app.connection_for_read() as verbinding:
            kanaal: Any = verbinding.default_channel
            return str(kanaal.client.llen(TERZIJDE))
    except (OperationalError, OSError):
        return "onbekend, de wachtrij is niet bereikbaar"
