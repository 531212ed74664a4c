"""Letters: made once, kept as they were sent, and replaced instead of edited."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from brieven.models.brieftekst import Brieftekst
from brieven.pseudoniemen import all_pseudoniemen
from brieven.soorten import briefsoort, closed_soorten
from brieven.termijn import laatste_dag_bezwaar
from lib.periode import EERSTE_JAAR, LAATSTE_JAAR
from organisaties.models import Gebruiker, Gemeente, Organisatie
from organisaties.rechten import Rol

GEHEIM = "Adres geheim: de envelop wordt apart geadresseerd"


@dataclass(frozen=True)
class Geadresseerde:
    """Whom a letter is for. With `adres_geheim` the lines of the address reach no letter, whatever they say.

    `organisatie`: the letter is for this organisation, which can be reached in the portal when it said so.
    """

    naam: str
    adresregels: tuple[str, ...] = ()
    adres_geheim: bool = False
    organisatie: Organisatie | None = None


class Briefnummer(models.Model):
    """The last number of a municipality in a year; locking its row gives the letters one order without gaps."""

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    jaar = models.PositiveSmallIntegerField()
    laatste = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("gemeente", "jaar"),
                name="briefnummer_een_per_jaar",
                violation_error_message="Deze gemeente telt de brieven van dit jaar al.",
            ),
            models.CheckConstraint(
                name="briefnummer_jaar",
                condition=Q(jaar__range=(EERSTE_JAAR, LAATSTE_JAAR)),
                violation_error_message="Dit jaar kan niet.",
            ),
        ]


class BriefQuerySet(models.QuerySet["Brief"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        """The municipality sees all of them; an organisation those to it, and a JGZ organisation those that it sends.

        Some kinds say more than everybody with letters may read.
        """
        gesloten = closed_soorten(gebruiker.toekenning.rechten)
        eigen = self.filter(gemeente=gebruiker.gemeente).exclude(soort__in=gesloten)
        if gebruiker.organisatie is None:
            return eigen
        aan_ons = Q(aan_organisatie=gebruiker.organisatie)
        van_ons = Q(organisatie=gebruiker.organisatie)
        return eigen.filter(aan_ons | van_ons if gebruiker.rol == Rol.JGZ_MEDEWERKER else aan_ons)

    def about(self, pseudoniem: str, gemeente: Gemeente) -> Self:
        """Also what was sent under the pseudoniem of a file that was joined with it."""
        return self.filter(gemeente=gemeente, pseudoniem__in=all_pseudoniemen(pseudoniem, gemeente))

    def to_post(self) -> Self:
        """To be printed and posted: not made known yet, not replaced by another, and still there."""
        return self.filter(bekend_gemaakt_op=None, vervangen_door=None, vernietigd_op=None)

    def without_pdf(self) -> Self:
        """For lists: the bytes stay in the database."""
        return self.defer("pdf", "context")


class Brief(models.Model):
    """A letter as it left. The database refuses every change of what it says; a replacement is a new letter."""

    class Wijze(models.TextChoices):
        POST = "post", "Per post"
        UITGEREIKT = "uitgereikt", "Uitgereikt"
        PORTAAL = "portaal", "In het portaal geplaatst"

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    # The JGZ organisation that sends it; none: the municipality.
    organisatie = models.ForeignKey(
        Organisatie, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    soort = models.CharField(max_length=40)
    jaar = models.PositiveSmallIntegerField()
    volgnummer = models.PositiveIntegerField()
    # The child that it is about.
    pseudoniem = models.CharField(max_length=20, blank=True)
    object_type = models.CharField(max_length=40)
    object_id = models.CharField(max_length=40)
    aan_naam = models.CharField("geadresseerde", max_length=450, blank=True)
    aan_adres = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    adres_geheim = models.BooleanField(default=False)
    aan_organisatie = models.ForeignKey(
        Organisatie, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    context = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    # SHA-256 of the template as it was.
    sjabloonversie = models.CharField(max_length=64)
    # The municipality's own words with which it was made; none: those that the programme ships.
    tekstversie = models.ForeignKey(
        Brieftekst, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    opgemaakt_op = models.DateField()
    opgemaakt_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    # Awb 3:41: the day of sending or handing over; from the day after it one can object.
    bekend_gemaakt_op = models.DateField(null=True, blank=True)
    bekend_gemaakt_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    bekend_gemaakt_hoe = models.CharField(max_length=12, choices=Wijze, blank=True)
    # The first time that somebody of the organisation to which it is opened it.
    gelezen_op = models.DateTimeField(null=True, blank=True)
    gelezen_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    vervangt = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="vervangen_door",
        error_messages={
            "unique": "Deze brief is al vervangen. Vervang de brief die ervoor in de plaats kwam."
        },
    )
    vernietigd_op = models.DateField(null=True, blank=True)

    objects = BriefQuerySet.as_manager()

    class Meta:
        ordering = ("-jaar", "-volgnummer", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("gemeente", "jaar", "volgnummer"),
                name="brief_nummer_uniek",
                violation_error_message="Er is al een brief met dit nummer.",
            ),
            models.CheckConstraint(
                name="brief_jaar",
                condition=Q(jaar__range=(EERSTE_JAAR, LAATSTE_JAAR)),
                violation_error_message="Dit jaar kan niet.",
            ),
            models.CheckConstraint(
                name="brief_geheim_zonder_adres",
                condition=Q(adres_geheim=False) | Q(aan_adres=[]),
                violation_error_message="Bij een geheim adres staat in de brief geen adres.",
            ),
            models.CheckConstraint(
                name="brief_bekend_gemaakt_door_iemand",
                condition=Q(bekend_gemaakt_op=None, bekend_gemaakt_door=None, bekend_gemaakt_hoe="")
                | (
                    Q(bekend_gemaakt_op__isnull=False, bekend_gemaakt_door__isnull=False)
                    & ~Q(bekend_gemaakt_hoe="")
                ),
                violation_error_message="Een brief is bekendgemaakt op een dag, door iemand en op een manier.",
            ),
            models.CheckConstraint(
                name="brief_gelezen_door_iemand",
                condition=Q(gelezen_op=None, gelezen_door=None)
                | Q(gelezen_op__isnull=False, gelezen_door__isnull=False),
                violation_error_message="Een brief is gelezen op een moment en door iemand.",
            ),
        ]
        indexes = [models.Index(fields=("gemeente", "pseudoniem"), name="brief_van_kind")]

    def __str__(self) -> str:
        return f"brief {self.nummer}"

    @property
    def nummer(self) -> str:
        """The kenmerk: 2025-0007."""
        return f"{self.jaar}-{self.volgnummer:04d}"

    @property
    def soortnaam(self) -> str:
        return briefsoort(self.soort).naam

    @property
    def adresregels(self) -> list[str]:
        """What stands in the window of the envelope under the name."""
        return [GEHEIM] if self.adres_geheim else self.aan_adres

    @property
    def opvolger(self) -> "Brief | None":
        """The letter that took its place."""
        return getattr(self, "vervangen_door", None)

    @property
    def is_to_post(self) -> bool:
        """As `BriefQuerySet.to_post`."""
        return self.bekend_gemaakt_op is None and self.opvolger is None and self.vernietigd_op is None

    @property
    def bezwaar_tot_en_met(self) -> date | None:
        """None: one cannot object to it, or the term does not run yet."""
        if self.bekend_gemaakt_op is None or not briefsoort(self.soort).met_bezwaar:
            return None
        return laatste_dag_bezwaar(self.bekend_gemaakt_op)
