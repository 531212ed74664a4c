"""Where the workers look for the jobs of this room."""

from subsidies.berekeningen.tasks import calculate_kwartaal as calculate_kwartaal
