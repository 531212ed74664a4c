"""What waits for the provider, the school and the municipality around handing over."""

from datetime import date

from django.urls import reverse

from opvang.models import Overdracht
from opvang.overdracht.werklijst import late, to_hand_over
from organisaties.models import Gebruiker
from organisaties.rechten import Recht
from organisaties.taken import Taak


def taken(gebruiker: Gebruiker, dag: date) -> list[Taak]:
    gevonden: list[Taak] = []
    if gebruiker.has_recht(Recht.OVERDRACHT_MAKE):
        gevonden += _van_houder(gebruiker, dag)
    if gebruiker.has_recht(Recht.OVERDRACHT_READ):
        gevonden += _van_school(gebruiker, dag)
    if gebruiker.has_recht(Recht.OVERDRACHT_VIEW):
        gevonden.append(
            Taak(
                "Kinderen die nog niet zijn overgedragen aan de school",
                late(gebruiker, dag).count(),
                reverse("opvang:overdracht_stand"),
                "Het moment dat de gemeente afsprak is voorbij.",
            )
        )
    return gevonden


def _van_houder(gebruiker: Gebruiker, dag: date) -> list[Taak]:
    return [
        Taak(
            "Kinderen overdragen aan de school",
            to_hand_over(gebruiker, dag, dag).count(),
            reverse("opvang:overdracht_list"),
            "Het moment dat de gemeente afsprak is er, het kind verhuisde of de plaats eindigde.",
        )
    ]


def _van_school(gebruiker: Gebruiker, dag: date) -> list[Taak]:
    eigen, url = Overdracht.objects.for_gebruiker(gebruiker), reverse("opvang:ontvangen_list")
    return [
        Taak(
            "Nieuwe overdrachten lezen en de ontvangst bevestigen",
            eigen.not_received().count(),
            f"{url}?toon=nieuw",
            "De kinderopvang stuurde deze overdrachten aan uw school.",
        ),
        Taak(
            "Gesprekken die de kinderopvang met u wil voeren",
            eigen.talk_wanted().count(),
            f"{url}?toon=gesprek",
            "Maak een afspraak en leg daarna vast wanneer het gesprek was.",
        ),
        Taak(
            "Terugkoppeling geven aan de kinderopvang",
            eigen.feedback_due(dag).count(),
            f"{url}?toon=terugkoppelen",
            "Het kind is nu twee maanden op school. Vier korte vragen.",
        ),
    ]
