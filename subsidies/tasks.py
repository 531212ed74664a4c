"""Where the workers look for the jobs of this room."""

from subsidies.berekeningen.tasks import calculate_kwartaal as calculate_kwartaal
from subsidies.controles.tasks import check_alle_boeken as check_alle_boeken
from subsidies.herzieningen.tasks import check_alle_gemeenten as check_alle_gemeenten
