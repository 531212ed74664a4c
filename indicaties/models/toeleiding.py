from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from indicaties.models.kind import Kind
from organisaties.models import Gebruiker, Locatie, Organisatie


class ToeleidingQuerySet(models.QuerySet["Toeleiding"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        """A provider sees what was referred to it; one of its locations what is not meant for another one."""
        zichtbaar = Q(kind__in=Kind.objects.for_gebruiker(gebruiker))
        if gebruiker.locatie is not None:
            zichtbaar &= Q(locatie=None) | Q(locatie=gebruiker.locatie)
        elif gebruiker.is_houder:
            # What it did not decline makes the child its own; only for the rest there is more to look up.
            eigen = Q(kind__gemeente=gebruiker.gemeente, kind__samengevoegd_met=None)
            zichtbaar = eigen & ~Q(status__in=DECLINED) | zichtbaar
        return (
            self.filter(zichtbaar, houder=gebruiker.organisatie)
            if gebruiker.is_houder
            else self.filter(zichtbaar)
        )

    def not_declined(self) -> Self:
        return self.exclude(status__in=DECLINED)

    def open(self) -> Self:
        return self.filter(status__in=OPEN)

    def to_confirm_on(self, dag: date) -> Self:
        """Placed, and the place has begun: did the child come?"""
        begonnen = Q(kind__plaatsingen__startdatum__lte=dag, kind__plaatsingen__vervallen_op=None)
        eigen = Q(kind__plaatsingen__locatie__houder=F("houder"))
        return self.filter(begonnen & eigen, status=Toeleiding.Status.PLACED).distinct()

    def waiting_on(self, dag: date) -> Self:
        """Open, of children that still live here: who moved or died needs no place any more."""
        return self.open().filter(Q(kind__vertrokken_op=None) | Q(kind__vertrokken_op__gte=dag))


class Toeleiding(models.Model):
    """Leading a family to a place: the child is referred to a provider, and how that ended.

    `sinds` is the first day of the present status; empty: that of the referral or of its outcome.
    """

    class Status(models.TextChoices):
        REFERRED = "verwezen", "Verwezen"
        ACCEPTED = "aangenomen", "Aangenomen"
        WAITLISTED = "wachtlijst", "Op de wachtlijst"
        PLACED = "geplaatst", "Geplaatst"
        STARTED = "gestart", "Gestart"
        NOT_SHOWN = "niet-gekomen", "Niet gekomen"
        DECLINED = "geen-deelname", "Geen deelname"
        RECALLED = "teruggenomen", "Teruggenomen"

    class Reden(models.TextChoices):
        TOO_EXPENSIVE = "te-duur", "Te duur"
        TOO_SCHOOLISH = "te-schools", "Te schools"
        ELSEWHERE = "elders", "Gaat elders naar kinderopvang"
        NOT_WANTED = "niet-gewenst", "Ouders willen het niet"
        MOVED = "verhuisd", "Verhuisd"
        FULL = "geen-plaats", "Geen plaats beschikbaar"
        OTHER = "anders", "Andere reden"

    kind = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="toeleidingen")
    houder = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="toeleidingen")
    locatie = models.ForeignKey(
        Locatie, on_delete=models.PROTECT, null=True, blank=True, related_name="toeleidingen"
    )
    status = models.CharField(max_length=15, choices=Status, default=Status.REFERRED)
    reden = models.CharField("reden van geen deelname", max_length=15, choices=Reden, blank=True)
    toelichting = models.CharField("reden in eigen woorden", max_length=200, blank=True, db_default="")
    sinds = models.DateField("stand sinds", null=True, blank=True)
    verwacht = models.DateField("verwachte begindatum", null=True, blank=True)
    verwezen_op = models.DateField()
    verwezen_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    afgerond_op = models.DateField(null=True, blank=True)
    afgerond_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    gestart_op = models.DateField(null=True, blank=True)
    gestart_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ToeleidingQuerySet.as_manager()

    class Meta:
        ordering = ("-verwezen_op", "-pk")
        indexes = [models.Index(fields=("houder", "status", "verwezen_op"), name="toeleiding_werkvoorraad")]
        constraints = [
            models.UniqueConstraint(
                fields=("kind", "houder"),
                condition=Q(status__in=("verwezen", "aangenomen", "wachtlijst")),
                name="toeleiding_een_open_per_houder",
                violation_error_message="Dit kind is al naar deze houder verwezen.",
            ),
            models.CheckConstraint(
                name="toeleiding_reden_bij_geen_deelname",
                condition=(Q(status="geen-deelname") & ~Q(reden=""))
                | (~Q(status="geen-deelname") & Q(reden="")),
                violation_error_message="Kies een reden als het gezin niet deelneemt.",
            ),
            models.CheckConstraint(
                name="toeleiding_afronding_volledig",
                condition=Q(
                    status__in=("verwezen", "aangenomen", "wachtlijst"), afgerond_op=None, afgerond_door=None
                )
                | (
                    ~Q(status__in=("verwezen", "aangenomen", "wachtlijst"))
                    & Q(afgerond_op__isnull=False, afgerond_door__isnull=False)
                ),
                violation_error_message="Leg bij de uitkomst vast wanneer en door wie.",
            ),
            models.CheckConstraint(
                name="toeleiding_start_volledig",
                condition=Q(status="gestart", gestart_op__isnull=False, gestart_door__isnull=False)
                | (~Q(status="gestart") & Q(gestart_op=None, gestart_door=None)),
                violation_error_message="Leg bij een start vast wanneer het kind kwam en wie dat meldde.",
            ),
            models.CheckConstraint(
                name="toeleiding_eigen_woorden_bij_geen_deelname",
                condition=Q(toelichting="") | Q(status="geen-deelname"),
                violation_error_message="Een reden in eigen woorden hoort bij een gezin dat niet deelneemt.",
            ),
        ]

    def __str__(self) -> str:
        return f"verwijzing naar {self.houder}"

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def stand_sinds(self) -> date:
        return self.sinds or self.gestart_op or self.afgerond_op or self.verwezen_op


DECLINED = (Toeleiding.Status.DECLINED, Toeleiding.Status.RECALLED)
OPEN = (Toeleiding.Status.REFERRED, Toeleiding.Status.ACCEPTED, Toeleiding.Status.WAITLISTED)


class Toeleidingstap(models.Model):
    """A status that a referral got: the first day of it, and who said so."""

    toeleiding = models.ForeignKey(Toeleiding, on_delete=models.PROTECT, related_name="stappen")
    status = models.CharField(max_length=15, choices=Toeleiding.Status)
    sinds = models.DateField()
    verwacht = models.DateField(null=True, blank=True)
    vastgelegd_op = models.DateField()
    vastgelegd_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("pk",)
