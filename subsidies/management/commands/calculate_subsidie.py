"""The engine on files: a policy and a CSV with facts in, a CSV with amounts out; needs no database."""

from rekenregels.opdrachten import OPDRACHTEN
from subsidies.management.opdrachtcommand import Opdrachtcommand


class Command(Opdrachtcommand):
    opdracht = OPDRACHTEN["calculate"]
    help = opdracht.hulp
