from typing import Self

from django.db import models
from django.db.models import Q

from organisaties.models import Gebruiker, Gemeente, Locatie


class LrkInlezing(models.Model):
    """A file of the register between the preview and the yes of who sent it: the rows of the own municipality.

    Public data, nothing of a child. Once used only the print of the file stays.
    """

    gemeente = models.ForeignKey(Gemeente, on_delete=models.CASCADE, related_name="lrk_inlezingen")
    gelezen_op = models.DateTimeField()
    gelezen_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    peildatum = models.DateField("dag van het bestand")
    afdruk = models.CharField("SHA-256 van het bestand", max_length=64)
    stand = models.CharField("SHA-256 van wat er zou veranderen", max_length=64)
    inhoud = models.JSONField(default=dict, blank=True)
    bewaard_op = models.DateTimeField(null=True, blank=True)
    bewaard_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("gemeente", "gelezen_door"),
                condition=Q(bewaard_op=None),
                name="lrkinlezing_een_open_per_persoon",
                violation_error_message="U hebt al een bestand klaarstaan. Bekijk dat eerst.",
            ),
            models.CheckConstraint(
                name="lrkinlezing_bewaard_is_leeg",
                condition=Q(bewaard_op=None, bewaard_door=None)
                | Q(bewaard_op__isnull=False, bewaard_door__isnull=False, inhoud={}),
                violation_error_message="Van een doorgevoerd bestand blijft de inhoud niet achter, wel door wie en wanneer.",
            ),
        ]

    def __str__(self) -> str:
        return f"LRK-bestand van {self.peildatum:%d-%m-%Y}"


class LrkVraagQuerySet(models.QuerySet["LrkVraag"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        return self.filter(gemeente=gebruiker.gemeente)

    def open(self) -> Self:
        return self.filter(status=LrkVraag.Status.OPEN)


class LrkVraag(models.Model):
    """What the register says of a known location that somebody must decide on before it is done."""

    class Soort(models.TextChoices):
        HOUDER = "houder", "Andere houder"
        OPVOLGER = "opvolger", "Ander LRK-nummer of samenvoeging"
        GESLOTEN = "gesloten", "Niet meer in het LRK"
        VE = "ve", "VE-registratie vervallen"

    class Status(models.TextChoices):
        OPEN = "open", "Open"
        APPLIED = "toegepast", "Toegepast"
        REJECTED = "afgewezen", "Afgewezen"
        OVERTAKEN = "vervallen", "Niet meer nodig"

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="lrk_vragen")
    locatie = models.ForeignKey(Locatie, on_delete=models.PROTECT, related_name="lrk_vragen")
    soort = models.CharField(max_length=10, choices=Soort)
    # The day of the file, or the one that the register tells: proposed as the day from which it holds.
    peildatum = models.DateField()
    houder_naam = models.CharField(max_length=120, blank=True)
    kvk_nummer = models.CharField("KvK-nummer", max_length=8, blank=True)
    naar = models.ForeignKey(
        Locatie, on_delete=models.PROTECT, null=True, blank=True, related_name="lrk_vragen_als_opvolger"
    )
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    gevonden_op = models.DateTimeField()
    beslist_op = models.DateTimeField(null=True, blank=True)
    beslist_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ingangsdatum = models.DateField("geldt vanaf", null=True, blank=True)

    objects = LrkVraagQuerySet.as_manager()

    class Meta:
        ordering = ("-gevonden_op", "locatie__naam", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("locatie", "soort"),
                condition=Q(status="open"),
                name="lrkvraag_een_open_per_soort",
                violation_error_message="Over deze locatie staat deze vraag al open.",
            ),
            models.CheckConstraint(
                name="lrkvraag_besluit_volledig",
                condition=Q(status__in=("open", "vervallen"), beslist_op=None, beslist_door=None)
                | Q(
                    status__in=("toegepast", "afgewezen"),
                    beslist_op__isnull=False,
                    beslist_door__isnull=False,
                ),
                violation_error_message="Leg bij het antwoord vast wanneer en door wie.",
            ),
            models.CheckConstraint(
                name="lrkvraag_toegepast_vanaf_een_dag",
                condition=~Q(status="toegepast") | Q(ingangsdatum__isnull=False),
                violation_error_message="Leg vast vanaf welke dag het geldt.",
            ),
            models.CheckConstraint(
                name="lrkvraag_weet_waarheen",
                condition=(~Q(soort="houder") | ~Q(houder_naam=""))
                & (~Q(soort="opvolger") | Q(naar__isnull=False)),
                violation_error_message="Noem bij de vraag de andere houder of de andere locatie.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()}: {self.locatie}"

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.OPEN

    @property
    def houder_label(self) -> str:
        return f"{self.houder_naam} (KvK {self.kvk_nummer})" if self.kvk_nummer else self.houder_naam

    @property
    def zin(self) -> str:
        """What the register says, in words."""
        locatie = f"{self.locatie} (LRK {self.locatie.lrk_nummer})"
        if self.soort == self.Soort.HOUDER:
            return f"{locatie} heeft in het LRK houder {self.houder_label}; hier staat {self.locatie.houder}."
        if self.soort == self.Soort.OPVOLGER and self.naar is not None:
            return (
                f"{locatie} is niet meer ingeschreven; op hetzelfde adres staat {self.naar} (LRK"
                f" {self.naar.lrk_nummer}) van {self.naar.houder}."
            )
        if self.soort == self.Soort.VE:
            return f"{locatie} staat niet meer met voorschoolse educatie (VE) in het LRK."
        return f"{locatie} staat niet meer ingeschreven in het LRK."
