from typing import Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q, Sum

from indicaties.models import Kind
from organisaties.models import Gebruiker, Gemeente, Organisatie
from subsidies.models.bankrekeningen import Bankrekening
from subsidies.models.betalen import KENMERK, KENMERK_ZIN, Betaalverplichting
from subsidies.models.ontvangers import EEN_VAN_BEIDE, EEN_VAN_BEIDE_ZIN, MetOntvanger


class Painversie(models.TextChoices):
    """In which message the bank takes the payments."""

    V09 = "pain.001.001.09", "pain.001.001.09"
    V03 = "pain.001.001.03", "pain.001.001.03"


class BetaalrunQuerySet(models.QuerySet["Betaalrun"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        return self.none() if gebruiker.is_houder else self.filter(gemeente=gebruiker.gemeente)

    def proposed(self) -> Self:
        return self.filter(status=Betaalrun.Status.PROPOSED)

    def with_totaal(self) -> Self:
        """With `totaal` (cents in the file) and `aantal` (payments in the file)."""
        in_bestand = Q(betalingen__bedrag_centen__gt=0)
        return self.order_by("-pk").annotate(
            totaal=Sum("betalingen__bedrag_centen", default=0),
            aantal=models.Count("betalingen", filter=in_bestand),
        )


class Betaalrun(models.Model):
    """Payments that leave together. One person makes it, another releases it; the file is made in the release."""

    class Status(models.TextChoices):
        PROPOSED = "voorstel", "Wacht op vrijgave"
        RELEASED = "vrijgegeven", "Vrijgegeven"
        DONE = "afgerond", "Afgerond"
        WITHDRAWN = "ingetrokken", "Ingetrokken"

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="betaalruns")
    tot_en_met = models.DateField("verplichtingen tot en met deze vervaldag")
    uitvoerdag = models.DateField("dag waarop de bank betaalt")
    versie = models.CharField(max_length=20, choices=Painversie, default=Painversie.V09)
    status = models.CharField(max_length=15, choices=Status, default=Status.PROPOSED)
    gemaakt_op = models.DateTimeField()
    gemaakt_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    vrijgegeven_op = models.DateTimeField(null=True, blank=True)
    vrijgegeven_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = BetaalrunQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(
                name="betaalrun_vier_ogen",
                condition=Q(vrijgegeven_door=None) | ~Q(vrijgegeven_door=F("gemaakt_door")),
                violation_error_message="Een ander dan wie de betaalrun maakte, geeft haar vrij (vier ogen).",
            ),
            models.CheckConstraint(
                name="betaalrun_vrijgave_volledig",
                condition=Q(
                    status__in=("voorstel", "ingetrokken"), vrijgegeven_op=None, vrijgegeven_door=None
                )
                | Q(
                    status__in=("vrijgegeven", "afgerond"),
                    vrijgegeven_op__isnull=False,
                    vrijgegeven_door__isnull=False,
                ),
                violation_error_message="Leg bij de vrijgave vast wanneer en door wie.",
            ),
        ]

    def __str__(self) -> str:
        return f"betaalrun {self.pk}"

    @property
    def is_proposed(self) -> bool:
        return self.status == self.Status.PROPOSED


class BetalingQuerySet(models.QuerySet["Betaling"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        """An organisation sees its own payments once they are released."""
        if gebruiker.locatie is not None:
            return self.none()
        eigen = self.filter(gemeente=gebruiker.gemeente)
        if gebruiker.is_houder:
            return eigen.filter(organisatie=gebruiker.organisatie).exclude(
                status__in=(Betaling.Status.PROPOSED, Betaling.Status.WITHDRAWN)
            )
        return eigen

    def under_way(self) -> Self:
        return self.filter(status=Betaling.Status.SENT)


class Betaling(MetOntvanger, models.Model):
    """What one recipient gets in a run: its claims less what is set off, in cents, never below zero.

    `kenmerk` is the end-to-end id under which the bank tells what became of it; a second try has another.
    """

    class Status(models.TextChoices):
        PROPOSED = "voorgesteld", "In een voorstel"
        SENT = "in-bestand", "In het betaalbestand"
        PAID = "betaald", "Betaald"
        FAILED = "mislukt", "Mislukt"
        SET_OFF = "verrekend", "Geheel verrekend"
        WITHDRAWN = "ingetrokken", "Ingetrokken"

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    run = models.ForeignKey(Betaalrun, on_delete=models.PROTECT, related_name="betalingen")
    organisatie = models.ForeignKey(
        Organisatie, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    kind = models.ForeignKey(Kind, on_delete=models.PROTECT, null=True, blank=True, related_name="betalingen")
    # Empty: nothing is left to pay.
    bankrekening = models.ForeignKey(
        Bankrekening, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    andere_rekening = models.BooleanField("andere rekening dan de vorige keer", default=False)
    kenmerk = models.CharField(max_length=35, validators=[RegexValidator(KENMERK, KENMERK_ZIN)])
    bedrag_centen = models.BigIntegerField()
    status = models.CharField(max_length=15, choices=Status, default=Status.PROPOSED)
    betaaldag = models.DateField(null=True, blank=True)
    reden_mislukt = models.CharField(max_length=200, blank=True)

    objects = BetalingQuerySet.as_manager()

    class Meta:
        ordering = ("organisatie__naam", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("run", "organisatie", "kind"),
                nulls_distinct=False,
                name="betaling_een_per_ontvanger",
                violation_error_message="Deze ontvanger staat al in de betaalrun.",
            ),
            models.CheckConstraint(
                name="betaling_een_ontvanger",
                condition=EEN_VAN_BEIDE,
                violation_error_message=EEN_VAN_BEIDE_ZIN,
            ),
            models.UniqueConstraint(
                fields=("gemeente", "kenmerk"),
                name="betaling_een_per_kenmerk",
                violation_error_message="Er is al een betaling met dit kenmerk.",
            ),
            models.CheckConstraint(
                name="betaling_niet_negatief",
                condition=Q(bedrag_centen__gte=0),
                violation_error_message="Een betaling kan niet negatief zijn.",
            ),
            models.CheckConstraint(
                name="betaling_met_rekening",
                condition=Q(bedrag_centen=0) | Q(bankrekening__isnull=False),
                violation_error_message="Zonder rekeningnummer kan er niet worden betaald.",
            ),
            models.CheckConstraint(
                name="betaling_uitkomst_volledig",
                condition=Q(status="betaald", betaaldag__isnull=False)
                | Q(status="mislukt") & ~Q(reden_mislukt="")
                | ~Q(status__in=("betaald", "mislukt")),
                violation_error_message="Noem bij een betaling de dag, en bij een mislukte betaling de reden.",
            ),
        ]

    def __str__(self) -> str:
        return f"betaling {self.kenmerk}"


class Betaalregel(models.Model):
    """The part of a claim that a payment settles: of what is paid all, of what is set off as much as there was."""

    class Stand(models.TextChoices):
        RUNNING = "loopt", "Loopt"
        SETTLED = "voldaan", "Voldaan"
        BACK = "terug", "Teruggekomen"

    betaling = models.ForeignKey(Betaling, on_delete=models.PROTECT, related_name="regels")
    verplichting = models.ForeignKey(Betaalverplichting, on_delete=models.PROTECT, related_name="regels")
    bedrag_centen = models.BigIntegerField()
    stand = models.CharField(max_length=10, choices=Stand, default=Stand.RUNNING)

    class Meta:
        ordering = ("betaling", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("verplichting",),
                condition=Q(stand="loopt"),
                name="betaalregel_in_een_run_tegelijk",
                violation_error_message="Deze betaalverplichting zit al in een andere betaalrun.",
            ),
            models.UniqueConstraint(
                fields=("verplichting",),
                condition=Q(stand__in=("loopt", "voldaan"), bedrag_centen__gt=0),
                name="betaalregel_wordt_een_keer_betaald",
                violation_error_message="Deze betaalverplichting is al betaald.",
            ),
            models.CheckConstraint(
                name="betaalregel_niet_nul",
                condition=~Q(bedrag_centen=0),
                violation_error_message="Een bedrag van € 0,00 wordt niet betaald en niet verrekend.",
            ),
        ]


class Betaalbestand(models.Model):
    """The message to the bank, made once, as it is downloaded each time."""

    run = models.OneToOneField(
        Betaalrun,
        on_delete=models.PROTECT,
        related_name="bestand",
        error_messages={"unique": "Van deze betaalrun is al een betaalbestand gemaakt."},
    )
    bericht_id = models.CharField(
        max_length=35, unique=True, error_messages={"unique": "Er is al een betaalbestand met dit kenmerk."}
    )
    inhoud = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.bericht_id
