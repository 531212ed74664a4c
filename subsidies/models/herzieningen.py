from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Sum
from django.db.models.functions import Coalesce

from indicaties.models import Kind
from opvang.models import Urendeclaratie
from organisaties.models import Gebruiker
from subsidies.models.berekeningen import Berekening


class HerzieningQuerySet(models.QuerySet["Herziening"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        """A provider sees those about which it was asked something."""
        if gebruiker.locatie is not None:
            return self.none()
        eigen = self.filter(berekening__declaratie__gemeente=gebruiker.gemeente)
        if gebruiker.is_houder:
            return eigen.filter(
                berekening__declaratie__houder=gebruiker.organisatie, correctie_gevraagd_op__isnull=False
            )
        return eigen

    def with_stand(self) -> Self:
        """With `wacht` (a new calculation waits for approval), of its `kinderen` together `was`, `wordt` and `verschil`
        in cents, `totaal` (what the whole tijdvak becomes), and `onbekend` (so many that can't be computed)."""
        wachtend = Berekening.objects.waiting().filter(declaratie=OuterRef("berekening__declaratie"))
        return (
            self.order_by("gevonden_op", "pk")
            .annotate(
                wacht=Exists(wachtend),
                was=Sum("regels__was_centen"),
                wordt=Sum(Coalesce("regels__wordt_centen", "regels__was_centen")),
                verschil=Sum(Coalesce("regels__wordt_centen", "regels__was_centen"))
                - Sum("regels__was_centen"),
                onbekend=models.Count("regels", filter=Q(regels__wordt_centen=None)),
                kinderen=models.Count("regels"),
            )
            .annotate(totaal=F("berekening__totaal_centen") + F("verschil"))
        )

    def to_do(self) -> Self:
        """What waits for the one who calculates: not yet calculated, and nothing asked of the provider."""
        wachtend = Berekening.objects.waiting().filter(declaratie=OuterRef("berekening__declaratie"))
        return self.filter(
            ~Exists(wachtend),
            berekening__declaratie__status=Urendeclaratie.Status.ACCEPTED,
            correctie_gevraagd_op=None,
        )


class Herziening(models.Model):
    """An approved calculation that today's facts and policies no longer give, and what is done about it.

    It exists as long as there is a difference: the check that finds none takes it away.
    """

    berekening = models.OneToOneField(
        Berekening,
        on_delete=models.PROTECT,
        related_name="herziening",
        error_messages={"unique": "Van deze berekening is al bekend dat zij niet meer klopt."},
    )
    gevonden_op = models.DateTimeField()
    correctie_gevraagd_op = models.DateTimeField(null=True, blank=True)
    correctie_gevraagd_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    vraag = models.CharField("vraag aan de houder", max_length=500, blank=True)

    objects = HerzieningQuerySet.as_manager()

    class Meta:
        ordering = ("gevonden_op", "pk")
        constraints = [
            models.CheckConstraint(
                name="herziening_vraag_volledig",
                condition=Q(correctie_gevraagd_op=None, correctie_gevraagd_door=None, vraag="")
                | Q(correctie_gevraagd_op__isnull=False, correctie_gevraagd_door__isnull=False)
                & ~Q(vraag=""),
                violation_error_message="Schrijf op wat de houder moet corrigeren.",
            ),
        ]

    def __str__(self) -> str:
        return f"Herziening van {self.berekening}"


class Herzieningsregel(models.Model):
    """One child in a review: approved and today's cents and hundredths of hours, and why they differ.

    Without `wordt_centen` today's facts can't be computed; the reasons say what stands in the way.
    """

    herziening = models.ForeignKey(Herziening, on_delete=models.CASCADE, related_name="regels")
    kind = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="+")
    was_centen = models.BigIntegerField()
    wordt_centen = models.BigIntegerField(null=True)
    uren_was_honderdsten = models.IntegerField()
    uren_wordt_honderdsten = models.IntegerField(null=True)
    redenen = models.JSONField("redenen, in zinnen")

    class Meta:
        ordering = ("herziening", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("herziening", "kind"),
                name="herzieningsregel_een_per_kind",
                violation_error_message="Dit kind staat al in deze herziening.",
            ),
            models.CheckConstraint(
                name="herzieningsregel_wordt_volledig",
                condition=Q(wordt_centen=None, uren_wordt_honderdsten=None)
                | Q(wordt_centen__isnull=False, uren_wordt_honderdsten__isnull=False),
                violation_error_message="Noem bij het nieuwe bedrag ook de uren.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind.pseudoniem} in {self.herziening}"

    @property
    def verschil(self) -> int | None:
        return None if self.wordt_centen is None else self.wordt_centen - self.was_centen
