"""A person on the list of one municipality."""

from typing import Any, Protocol, Self

from django.db import models
from django.db.models import Q

from organisaties.opdracht import Vrager


class Account(Protocol):
    """Of the account only the address is needed here; the users know of this list, not it of them."""

    @property
    def email(self) -> str: ...


class GemeentegebruikerQuerySet(models.QuerySet["Gemeentegebruiker"]):
    def for_gebruiker(self, gebruiker: Vrager) -> Self:
        return self.filter(gemeente=gebruiker.gemeente)

    def known(self, gebruiker: Account, gemeente: models.Model) -> "Gemeentegebruiker":
        """The person on the list of this municipality; who was not on it yet stands there by mail address."""
        sleutel: dict[str, Any] = {"gemeente": gemeente, "gebruiker": gebruiker}
        return self.get_or_create(**sleutel, defaults={"naam": gebruiker.email[:120]})[0]

    def switched_off(self) -> Self:
        return self.filter(uitgezet_op__isnull=False)


class Gemeentegebruiker(models.Model):
    """A person as one municipality knows them: under the name that it gave, and whether it lets them in.

    The account belongs to the person. Of what one municipality writes here another sees nothing. The database
    makes the row with the first role, under the mail address, where an invitation did not make it before.
    """

    gemeente = models.ForeignKey("organisaties.Gemeente", on_delete=models.PROTECT, related_name="gebruikers")
    gebruiker = models.ForeignKey(
        "organisaties.Gebruiker", on_delete=models.PROTECT, related_name="bij_gemeenten"
    )
    naam = models.CharField(max_length=120)
    laatst_ingelogd = models.DateTimeField(null=True, blank=True)
    uitgezet_op = models.DateTimeField(null=True, blank=True)
    uitgezet_door = models.ForeignKey(
        "organisaties.Gebruiker", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = GemeentegebruikerQuerySet.as_manager()

    class Meta:
        ordering = ("naam", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("gemeente", "gebruiker"),
                name="gemeentegebruiker_een_per_gemeente",
                violation_error_message="Deze persoon staat al bij de gebruikers van deze gemeente.",
            ),
            # Of who was switched off by an earlier release it is not known by whom.
            models.CheckConstraint(
                name="gemeentegebruiker_uitgezet_volledig",
                condition=Q(uitgezet_door=None) | Q(uitgezet_op__isnull=False),
                violation_error_message="Leg bij het uitzetten vast wanneer en door wie.",
            ),
        ]

    def __str__(self) -> str:
        return self.naam

    @property
    def email(self) -> str:
        return self.gebruiker.email

    @property
    def is_uitgezet(self) -> bool:
        return self.uitgezet_op is not None
