"""Totals of several policies over a population, side by side; needs no database."""

from rekenregels.opdrachten import OPDRACHTEN
from subsidies.management.opdrachtcommand import Opdrachtcommand


class Command(Opdrachtcommand):
    opdracht = OPDRACHTEN["compare"]
    help = opdracht.hulp
