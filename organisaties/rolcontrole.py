"""What `check_rollen` and an upgrade tell the operator: who has roles that may not meet."""

from collections.abc import Callable
from datetime import date

from organisaties.models import Toekenning


def report_botsingen(dag: date, write: Callable[[str], object]) -> int:
    """Write a line per combination, of all municipalities; how many there are without an exception."""
    botsingen = Toekenning.objects.botsingen(dag)
    for botsing in botsingen:
        een, ander = botsing.rollen
        stand = "zonder uitzondering"
        if (uitzondering := botsing.uitzondering) is not None:
            stand = f"uitzondering {uitzondering.pk} tot en met {uitzondering.geldig_tot_en_met:%d-%m-%Y}"
        write(f"{_gemeente(een, ander)}: {een.gebruiker.email}, {een} én {ander}: {stand}")
    return sum(botsing.uitzondering is None for botsing in botsingen)


def _gemeente(*rollen: Toekenning) -> str:
    gemeente = next((rol.gemeente for rol in rollen if rol.gemeente), None)
    return f"{gemeente} ({gemeente.code})" if gemeente else "hele installatie"
