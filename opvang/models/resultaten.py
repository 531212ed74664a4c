"""What children learnt: measurements on a scale, the scales of a municipality or provider itself, and files on their way."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from indicaties.models import Kind
from opvang.domeinen import DOMEINEN, NIVEAUS
from organisaties.models import Gebruiker, Gemeente, Locatie, Organisatie
from organisaties.rechten import Recht

HOOGSTE_GETAL = 1_000


class EigenSchaalQuerySet(models.QuerySet["EigenSchaal"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        """Those of the municipality are for all; those of a provider for that provider and the municipality."""
        eigen = self.filter(gemeente=gebruiker.gemeente)
        if gebruiker.is_houder:
            return eigen.filter(Q(houder=None) | Q(houder=gebruiker.organisatie))
        return eigen


class EigenSchaal(models.Model):
    """A scale that is not in the shipped list, from day to day; of one provider, or of the municipality for all.

    `stappen`: outcome -> level. Or it is a number: under `onder` is extra, from `vanaf` on is voor.
    """

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    houder = models.ForeignKey(Organisatie, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    naam = models.CharField(max_length=60)
    bron = models.CharField(max_length=300)
    stappen = models.JSONField(default=dict, blank=True)
    onder = models.SmallIntegerField(null=True, blank=True)
    vanaf = models.SmallIntegerField(null=True, blank=True)
    van = models.DateField("vanaf welke dag")
    tot_en_met = models.DateField("laatste dag", null=True, blank=True)
    vastgelegd_op = models.DateField()
    vastgelegd_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")

    objects = EigenSchaalQuerySet.as_manager()

    class Meta:
        ordering = ("naam", "-van", "pk")
        constraints = [
            models.CheckConstraint(
                name="eigenschaal_stappen_of_getal",
                condition=Q(stappen={}, onder__isnull=False, vanaf__isnull=False)
                | (~Q(stappen={}) & Q(onder=None, vanaf=None)),
                violation_error_message="Een schaal heeft stappen of twee grenzen, en niet allebei.",
            ),
            models.CheckConstraint(
                name="eigenschaal_grenzen_op_volgorde",
                condition=Q(onder=None) | Q(onder__lte=F("vanaf")),
                violation_error_message="De grens voor extra hulp ligt boven de grens voor verder. Wissel ze om.",
            ),
            models.CheckConstraint(
                name="eigenschaal_eindigt_na_begin",
                condition=Q(tot_en_met=None) | Q(tot_en_met__gte=F("van")),
                violation_error_message="De schaal eindigt voordat zij begint. Controleer beide datums.",
            ),
            models.UniqueConstraint(
                fields=("gemeente", "houder", "naam", "van"),
                nulls_distinct=False,
                name="eigenschaal_een_per_naam_en_dag",
                violation_error_message="Er begint op die dag al een schaal met deze naam. Kies een andere naam of dag.",
            ),
        ]

    def __str__(self) -> str:
        return self.naam

    def clean(self) -> None:
        if set(self.stappen.values()) - set(NIVEAUS):
            raise ValidationError(f"Een stap hoort bij een van deze niveaus: {', '.join(NIVEAUS)}.")


class ResultaatmetingQuerySet(models.QuerySet["Resultaatmeting"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        """Of the own children; nobody else has a page about the result of one child."""
        if not gebruiker.has_recht(Recht.RESULTAAT_MANAGE):
            return self.none()
        eigen = self.filter(kind__gemeente=gebruiker.gemeente, locatie__houder=gebruiker.organisatie)
        return eigen.filter(locatie=gebruiker.locatie) if gebruiker.locatie else eigen

    def current(self) -> Self:
        """Not replaced or withdrawn."""
        return self.filter(vervallen_op=None)


class Resultaatmeting(models.Model):
    """That a child was measured on a day, and with what. Who may see what came of it, see Resultaatscore.

    Nothing is edited: a row that was wrong is vervallen, and what takes its place says so (`vervangt`).
    """

    class Moment(models.TextChoices):
        START = "start", "Bij de start"
        HALFWAY = "tussen", "Halverwege"
        END = "eind", "Bij het einde"

    kind = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="resultaatmetingen")
    locatie = models.ForeignKey(Locatie, on_delete=models.PROTECT, related_name="+")
    datum = models.DateField()
    moment = models.CharField(max_length=10, choices=Moment)
    systeem = models.CharField("volgsysteem", max_length=30, blank=True)
    schaal = models.ForeignKey(
        EigenSchaal, on_delete=models.PROTECT, null=True, blank=True, related_name="metingen"
    )
    vervangt = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="opvolger",
        error_messages={"unique": "Een collega heeft dit net al gewijzigd. Open het kind opnieuw."},
    )
    vastgelegd_op = models.DateField()
    vastgelegd_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    vervallen_op = models.DateField(null=True, blank=True)
    vervallen_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ResultaatmetingQuerySet.as_manager()

    class Meta:
        ordering = ("datum", "pk")
        constraints = [
            models.CheckConstraint(
                name="resultaatmeting_met_een_schaal",
                condition=(Q(systeem="") & Q(schaal__isnull=False)) | (~Q(systeem="") & Q(schaal=None)),
                violation_error_message="Kies met welk volgsysteem er is gekeken.",
            ),
            models.CheckConstraint(
                name="resultaatmeting_verval_volledig",
                condition=Q(vervallen_op=None, vervallen_door=None)
                | Q(vervallen_op__isnull=False, vervallen_door__isnull=False),
                violation_error_message="Leg vast wanneer en door wie het resultaat is vervallen.",
            ),
            models.UniqueConstraint(
                fields=("kind", "locatie", "datum"),
                condition=Q(vervallen_op=None),
                name="resultaatmeting_een_per_dag",
                violation_error_message="Van dit kind is op die dag al een resultaat vastgelegd. Wijzig dat, of kies een andere dag.",
            ),
            models.UniqueConstraint(
                fields=("kind", "locatie", "moment"),
                condition=Q(vervallen_op=None, moment__in=("start", "eind")),
                name="resultaatmeting_een_start_en_einde",
                violation_error_message=(
                    "Dit kind heeft op deze locatie al een resultaat bij de start of bij het einde. Wijzig dat, of kies "
                    "‘halverwege’."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_moment_display().lower()}, {self.datum:%d-%m-%Y}"


class Resultaatscore(models.Model):
    """What came of it in one domain: the outcome as the scale has it, and the level that it fell in on that day."""

    meting = models.ForeignKey(Resultaatmeting, on_delete=models.CASCADE, related_name="scores")
    domein = models.CharField(max_length=10, choices=tuple(DOMEINEN.items()))
    waarde = models.CharField("uitkomst", max_length=40)
    niveau = models.CharField(max_length=10, choices=tuple(NIVEAUS.items()))

    class Meta:
        ordering = ("meting", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("meting", "domein"),
                name="resultaatscore_een_per_domein",
                violation_error_message="Per domein is er één uitkomst.",
            ),
            models.CheckConstraint(
                name="resultaatscore_niveau_bestaat",
                condition=Q(niveau__in=tuple(NIVEAUS), domein__in=tuple(DOMEINEN)),
                violation_error_message="Deze uitkomst heeft geen domein of niveau dat wij kennen.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_domein_display()}: {self.waarde}"


class ResultaatinlezingQuerySet(models.QuerySet["Resultaatinlezing"]):
    def open(self) -> Self:
        return self.filter(bewaard_op=None)


class Resultaatinlezing(models.Model):
    """Results out of a file between the preview and the yes of who sent it; `rijen` by placement, without names.

    Once taken over, only the print of the file stays.
    """

    gemeente = models.ForeignKey(Gemeente, on_delete=models.CASCADE, related_name="+")
    houder = models.ForeignKey(Organisatie, on_delete=models.CASCADE, related_name="+")
    locatie = models.ForeignKey(Locatie, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    gelezen_op = models.DateTimeField()
    gelezen_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    afdruk = models.CharField("SHA-256 van het bestand", max_length=64)
    # Each: [id of the placement, day, moment, key of the scale, {domain: outcome}].
    rijen = models.JSONField(default=list, blank=True)
    bewaard_op = models.DateTimeField(null=True, blank=True)
    bewaard_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ResultaatinlezingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("gemeente", "houder", "gelezen_door"),
                condition=Q(bewaard_op=None),
                name="resultaatinlezing_een_open_per_persoon",
                violation_error_message="U hebt al een bestand klaarstaan. Bekijk dat eerst.",
            ),
            models.CheckConstraint(
                name="resultaatinlezing_bewaard_is_leeg",
                condition=Q(bewaard_op=None, bewaard_door=None)
                | Q(bewaard_op__isnull=False, bewaard_door__isnull=False, rijen=[]),
                violation_error_message="Van een bewaard bestand blijven geen resultaten achter, wel door wie en wanneer.",
            ),
        ]
