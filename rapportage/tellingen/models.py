"""How many peuters live in a neighbourhood, and how many pupils of groep 1-2 a school has. Only added to and withdrawn."""

from datetime import date
from typing import Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from organisaties.models import Gebruiker, Gemeente, Organisatie


class KindertellingQuerySet(models.QuerySet["Kindertelling"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        return self.filter(gemeente=gebruiker.gemeente)

    def current(self) -> Self:
        """Without what was withdrawn."""
        return self.filter(ingetrokken_op=None)

    def with_vervangen(self) -> Self:
        """`vervangen`: the same place was counted anew for the same day."""
        later = (
            Kindertelling.objects.current()
            .filter(
                gemeente=OuterRef("gemeente"),
                peildatum=OuterRef("peildatum"),
                buurtcode=OuterRef("buurtcode"),
                pk__gt=OuterRef("pk"),
            )
            .filter(Q(school=OuterRef("school")) | Q(school=None) & ~Q(buurtcode=""))
        )
        return self.annotate(vervangen=Exists(later))

    def latest_on(self, dag: date) -> "dict[str | int, Kindertelling]":
        """Code of the neighbourhood, or id of the school -> its count of the last day on or before `dag`, as last written."""
        rijen = self.current().filter(peildatum__lte=dag).order_by("peildatum", "pk")
        return {rij.buurtcode or rij.school_id or "": rij for rij in rijen}


class Kindertelling(models.Model):
    """Children counted on a day by somebody else, of one neighbourhood or of one school. The last one written counts.

    The neighbourhood is kept by its code of the CBS with its name of then: rows of `Buurt` go when a new file is read.
    """

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    peildatum = models.DateField()
    buurtcode = models.CharField(
        max_length=8, blank=True, validators=[RegexValidator(r"^\d{8}$", "Een buurtcode heeft acht cijfers.")]
    )
    buurtnaam = models.CharField(max_length=120, blank=True)
    school = models.ForeignKey(Organisatie, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    aantal = models.PositiveIntegerField("aantal kinderen")
    met_indicatie = models.PositiveIntegerField("waarvan met een VVE-indicatie", null=True, blank=True)
    bron = models.CharField(max_length=200)
    vastgelegd_op = models.DateTimeField()
    vastgelegd_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    ingetrokken_op = models.DateTimeField(null=True, blank=True)
    ingetrokken_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    # Set by `with_vervangen`.
    vervangen: bool

    objects = KindertellingQuerySet.as_manager()

    class Meta:
        ordering = ("-peildatum", "-pk")
        constraints = [
            models.CheckConstraint(
                name="kindertelling_buurt_of_school",
                condition=Q(school=None, met_indicatie=None) & ~Q(buurtcode="")
                | Q(school__isnull=False, met_indicatie__isnull=False, buurtcode="", buurtnaam=""),
                violation_error_message=(
                    "Een telling gaat over één buurt, of over één school met het aantal kinderen met een VVE-indicatie."
                ),
            ),
            models.CheckConstraint(
                name="kindertelling_intrekking_volledig",
                condition=Q(ingetrokken_op=None, ingetrokken_door=None)
                | Q(ingetrokken_op__isnull=False, ingetrokken_door__isnull=False),
                violation_error_message="Leg vast wanneer en door wie de telling is ingetrokken.",
            ),
            models.CheckConstraint(
                name="kindertelling_deel_van_aantal",
                condition=Q(met_indicatie=None) | Q(met_indicatie__lte=F("aantal")),
                violation_error_message=(
                    "Er kunnen niet meer kinderen met een VVE-indicatie zijn dan er kinderen zijn geteld."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"telling van {self.buurtnaam or self.school} op {self.peildatum:%d-%m-%Y}"
