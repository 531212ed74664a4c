"""Validate policy files and run their worked examples; needs no database."""

from rekenregels.opdrachten import OPDRACHTEN
from subsidies.management.opdrachtcommand import Opdrachtcommand


class Command(Opdrachtcommand):
    opdracht = OPDRACHTEN["check"]
    help = opdracht.hulp
