"""Put policy files in one layout; their values and remarks stay. Needs no database."""

from rekenregels.opdrachten import OPDRACHTEN
from subsidies.management.opdrachtcommand import Opdrachtcommand


class Command(Opdrachtcommand):
    opdracht = OPDRACHTEN["format"]
    help = opdracht.hulp
