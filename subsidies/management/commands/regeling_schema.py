"""JSON Schema of the policy file on stdout; needs no database."""

from rekenregels.opdrachten import OPDRACHTEN
from subsidies.management.opdrachtcommand import Opdrachtcommand


class Command(Opdrachtcommand):
    opdracht = OPDRACHTEN["schema"]
    help = opdracht.hulp
