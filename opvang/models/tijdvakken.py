"""The fields of what is about a month, quarter, half year or year; what those are stands in lib/periode.py."""

from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Q

from lib.periode import EERSTE_JAAR, JAAR_BESTAAT_NIET, LAATSTE_JAAR, Ritme, Tijdvak

RITMES = [(str(ritme), ritme.capitalize()) for ritme in Ritme]
NUMMER_BESTAAT_NIET = "Kies een maand van 1 tot en met 12, een kwartaal van 1 tot en met 4, halfjaar 1 of 2, of een heel jaar (1)."


class MetTijdvak(models.Model):
    """A row about one tijdvak."""

    jaar = models.PositiveSmallIntegerField()
    ritme = models.CharField(
        max_length=10, choices=RITMES, default=Ritme.KWARTAAL, db_default=str(Ritme.KWARTAAL)
    )
    nummer = models.PositiveSmallIntegerField()

    class Meta:
        abstract = True

    @property
    def tijdvak(self) -> Tijdvak:
        return Tijdvak(Ritme(self.ritme), self.jaar, self.nummer)


def is_tijdvak(tijdvak: Tijdvak, pad: str = "") -> Q:
    """Rows about this one; `pad`: the way to the row, such as "declaratie__"."""
    return Q(**{f"{pad}{naam}": waarde for naam, waarde in tijdvak.velden.items()})


def tijdvak_constraints(naam: str) -> list[models.CheckConstraint]:
    return [
        models.CheckConstraint(
            name=f"{naam}_jaar_bestaat",
            condition=Q(jaar__range=(EERSTE_JAAR, LAATSTE_JAAR)),
            violation_error_message=JAAR_BESTAAT_NIET,
        ),
        models.CheckConstraint(
            name=f"{naam}_tijdvak_bestaat",
            condition=reduce(
                or_, (Q(ritme=str(ritme), nummer__range=(1, ritme.per_jaar)) for ritme in Ritme)
            ),
            violation_error_message=NUMMER_BESTAAT_NIET,
        ),
    ]
