"""An order of the engine as a command of Django; needs no database."""

from argparse import ArgumentParser
from inspect import signature
from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandError

from rekenregels.opdrachten import Opdracht, Opdrachtfout


class Opdrachtcommand(BaseCommand):
    opdracht: ClassVar[Opdracht]
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        self.opdracht.add_arguments(parser)

    def handle(self, *args: Any, **opties: Any) -> None:
        """Django gives its own options along; the order gets those that it asks for."""
        eigen = {naam: opties[naam] for naam in signature(self.opdracht.doe).parameters if naam in opties}
        try:
            self.opdracht.run(uit=self.stdout, fout=self.stderr, **eigen)
        except Opdrachtfout as fout:
            raise CommandError(str(fout)) from fout
