"""A child, and the questions that one asks of many children."""

import secrets
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Self, cast

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from indicaties.bsn import bsn_index, bsn_indexes, decrypt_bsn, encrypt_bsn
from indicaties.models.gezin import Gezin
from lib.geboortedag import REKENREGEL, Bekend, geboren, geboren_kort
from lib.naam import woorden
from lib.namen import GEEN_NAAM, LANGSTE_NAAM, clean_naam, is_geen_naam
from lib.periode import day_before, laatst_geboren, leeftijd_in_maanden, verjaardag
from lib.zoekdag import take_geboortedag
from organisaties.models import Gebruiker, Gemeente, Locatie, Organisatie
from organisaties.rechten import HOUDER_ROLLEN, Recht

if TYPE_CHECKING:
    from indicaties.models.indicatie import IndicatieQuerySet
    from indicaties.models.toeleiding import ToeleidingQuerySet
    from indicaties.models.zoekwoord import ZoekwoordQuerySet

# Letters and digits that cannot be mistaken for each other when read aloud.
_PSEUDONIEM_TEKENS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"

WAARSCHUWING_VERLOOP_DAGEN = 60


def new_pseudoniem() -> str:
    return "K" + "".join(secrets.choice(_PSEUDONIEM_TEKENS) for _ in range(7))


def _indicaties() -> "IndicatieQuerySet":
    return apps.get_model("indicaties", "Indicatie").objects.all()


def _toeleidingen() -> "ToeleidingQuerySet":
    return apps.get_model("indicaties", "Toeleiding").objects.all()


def _zoekwoorden() -> "ZoekwoordQuerySet":
    return apps.get_model("indicaties", "Zoekwoord").objects.all()


class KindQuerySet(models.QuerySet["Kind"]):
    def bulk_create(self, objs: Iterable["Kind"], *args: Any, **kwargs: Any) -> list["Kind"]:
        kinderen = super().bulk_create(objs, *args, **kwargs)
        _zoekwoorden().renew(kinderen)
        return kinderen

    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        """The children that this user may see by name.

        A provider sees those that it enrolled, those referred to it until the family declines, and those with a place
        there, as after a take-over; who works at one of its locations sees of those the children of that location.
        """
        if not gebruiker.has_recht(Recht.KIND_VIEW):
            return self.none()
        eigen = self.filter(gemeente=gebruiker.gemeente)
        if gebruiker.rol in HOUDER_ROLLEN:
            houder = gebruiker.organisatie
            toegeleid = _toeleidingen().filter(houder=houder).not_declined()
            geplaatst = Kind.objects.filter(
                plaatsingen__locatie__houder=houder, plaatsingen__vervallen_op=None
            )
            # What was enrolled here and joined with a file that somebody else had, is still a child of theirs.
            samengevoegd = Kind.alle.filter(ingeschreven_door=houder, samengevoegd_met__isnull=False)
            eigen = eigen.filter(
                Q(ingeschreven_door=houder)
                | Q(pk__in=toegeleid.values("kind"))
                | Q(pk__in=geplaatst.values("pk"))
                | Q(pk__in=samengevoegd.values("samengevoegd_met"))
            )
        return eigen.on_locatie(gebruiker.locatie) if gebruiker.locatie else eigen

    def on_locatie(self, locatie: Locatie) -> Self:
        """Those with a place there, ever; those referred to it, or to the provider and not to another location of
        it; and those whom the provider enrolled and who have no place yet.

        The last is one moment long: enrolling a child at a location ends with its placement there.
        """
        geplaatst = Kind.objects.filter(plaatsingen__isnull=False)
        verwezen = (
            _toeleidingen().open().filter(Q(locatie=None) | Q(locatie=locatie), houder=locatie.houder_id)
        )
        return self.filter(
            Q(pk__in=geplaatst.filter(plaatsingen__locatie=locatie).values("pk"))
            | Q(pk__in=verwezen.values("kind"))
            | (Q(ingeschreven_door=locatie.houder_id) & ~Q(pk__in=geplaatst.values("pk")))
        )

    def search(self, tekst: str) -> Self:
        """Every word begins a word of the name, or is the pseudoniem; a day, month or year is that of the birth."""
        geboren, rest = take_geboortedag(tekst)
        gevonden = self
        if geboren is not None:
            gevonden = gevonden.filter(geboortedatum__range=(geboren.van, geboren.tot_en_met))
        gevraagd = woorden(rest)
        for woord in gevraagd:
            gevonden = gevonden.filter(pk__in=_zoekwoorden().beginning_with(woord).values("kind").distinct())
        return gevonden if gevraagd or geboren or not tekst.strip() else self.none()

    def lock(self, pk: int, *, no_key: bool = False) -> "Kind":
        """The row as it is now, held until the end of the transaction; refused when it was joined with another."""
        kind = self.select_for_update(no_key=no_key).filter(pk=pk).first()
        if kind is None:
            raise ValidationError(
                "Dit dossier is intussen samengevoegd met een ander dossier van hetzelfde kind. Zoek het kind "
                "opnieuw op en probeer het daar nog een keer."
            )
        return kind

    def with_bsn(self, bsn: str) -> Self:
        """Nine digits; some leave out the zero in front."""
        return self.filter(bsn_index__in=bsn_indexes(bsn.zfill(9)))

    def younger_than_four_on(self, dag: date) -> Self:
        return self.filter(geboortedatum__gt=laatst_geboren(dag, 48))

    def present_on(self, dag: date) -> Self:
        """Without those who moved away or died before the day."""
        return self.filter(Q(vertrokken_op=None) | Q(vertrokken_op__gte=dag))

    def with_indicatie_on(self, dag: date) -> Self:
        return self.filter(pk__in=_indicaties().valid_on(dag).values("kind"))

    def without_indicatie(self) -> Self:
        return self.exclude(pk__in=_indicaties().effective().values("kind"))


_AlleKinderen = models.Manager.from_queryset(KindQuerySet)


class KindManager(_AlleKinderen["Kind"]):
    """The children; a file that was joined with another one is no child any more (docs/adr/0039)."""

    def get_queryset(self) -> KindQuerySet:
        return cast(KindQuerySet, super().get_queryset().filter(samengevoegd_met=None))


class Kind(models.Model):
    """A child, known to one municipality. Under `pseudoniem` it stands in figures and reports.

    Who has one name has it as `achternaam`, as in the BRP. Of a day of birth that is not known as a whole,
    `geboorte_bekend` says what is; everything computes with `geboortedatum` (lib/geboortedag.py).
    `vertrokken_op` is the last day on which it lived in the municipality. After `herkomst_bezwaar_op` the family's
    country of origin is no ground any more (UAVG 25).
    """

    class GeboorteBekend(models.TextChoices):
        DAY = Bekend.DAY, "Dag, maand en jaar"
        MONTH = Bekend.MONTH, "Maand en jaar"
        YEAR = Bekend.YEAR, "Alleen het jaar"

    class RedenVertrek(models.TextChoices):
        MOVED = "verhuisd", "Verhuisd"
        DECEASED = "overleden", "Overleden"

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="kinderen")
    ingeschreven_door = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="+")
    pseudoniem = models.CharField(
        max_length=8,
        unique=True,
        default=new_pseudoniem,
        editable=False,
        error_messages={"unique": "Er kwam een pseudoniem uit dat al bestaat. Probeer het nog een keer."},
    )
    voornaam = models.CharField(max_length=LANGSTE_NAAM, blank=True)
    tussenvoegsel = models.CharField(max_length=20, blank=True)
    achternaam = models.CharField(max_length=LANGSTE_NAAM)
    geboortedatum = models.DateField()
    geboorte_bekend = models.CharField(
        "wat van de geboortedatum bekend is",
        max_length=5,
        choices=GeboorteBekend,
        default=GeboorteBekend.DAY,
        db_default="dag",
    )
    gezin = models.ForeignKey(Gezin, on_delete=models.PROTECT, null=True, blank=True, related_name="kinderen")
    bsn_versleuteld = models.BinaryField(null=True, editable=False)
    bsn_index = models.CharField(max_length=64, null=True, editable=False)  # noqa: DJ001 - NULL is never equal
    ingeschreven_op = models.DateField()
    vertrokken_op = models.DateField("laatste dag in de gemeente", null=True, blank=True)
    reden_vertrek = models.CharField(
        "reden van vertrek", max_length=15, choices=RedenVertrek, blank=True, db_default=""
    )
    herkomst_bezwaar_op = models.DateField("bezwaar tegen land van herkomst", null=True, blank=True)
    herkomst_bezwaar_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    samengevoegd_met = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    objects = KindManager()
    alle = KindQuerySet.as_manager()

    class Meta:
        ordering = ("achternaam", "voornaam", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("gemeente", "bsn_index"),
                condition=Q(samengevoegd_met=None),
                name="kind_bsn_uniek_in_gemeente",
                violation_error_message="Een kind met dit BSN is in deze gemeente al ingeschreven.",
            ),
            models.CheckConstraint(
                name="kind_geboren_voor_inschrijving",
                condition=Q(geboortedatum__lte=F("ingeschreven_op")),
                violation_error_message="De geboortedatum ligt na de dag van inschrijving.",
            ),
            models.CheckConstraint(
                name="kind_vertrek_volledig",
                condition=Q(vertrokken_op=None, reden_vertrek="")
                | Q(vertrokken_op__isnull=False, reden_vertrek__in=("verhuisd", "overleden")),
                violation_error_message="Leg bij een vertrek de laatste dag en de reden vast.",
            ),
            models.CheckConstraint(
                name="kind_vertrokken_na_geboorte",
                condition=Q(vertrokken_op=None) | Q(vertrokken_op__gte=F("geboortedatum")),
                violation_error_message="De laatste dag in de gemeente ligt voor de geboorte van het kind.",
            ),
            models.CheckConstraint(
                name="kind_geboorte_bekend_klopt",
                condition=Q(geboorte_bekend__in=("dag", "maand", "jaar")),
                violation_error_message="Leg vast welk deel van de geboortedatum bekend is.",
            ),
            models.CheckConstraint(
                name="kind_bezwaar_volledig",
                condition=Q(herkomst_bezwaar_op=None, herkomst_bezwaar_door=None)
                | Q(herkomst_bezwaar_op__isnull=False, herkomst_bezwaar_door__isnull=False),
                violation_error_message="Leg bij een bezwaar vast wanneer en door wie.",
            ),
        ]
        indexes = [
            models.Index(fields=("gemeente", "achternaam"), name="kind_lijst"),
            models.Index(fields=("gemeente", "geboortedatum"), name="kind_geboren"),
            models.Index(
                fields=("gemeente", "vertrokken_op"),
                condition=Q(vertrokken_op__isnull=False),
                name="kind_vertrokken",
            ),
        ]

    def __str__(self) -> str:
        return self.naam

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        _zoekwoorden().renew([self])

    def clean(self) -> None:
        for veld in ("voornaam", "tussenvoegsel", "achternaam"):
            naam = clean_naam(getattr(self, veld))
            if is_geen_naam(naam):
                raise ValidationError(GEEN_NAAM.format(naam))
            setattr(self, veld, naam)

    @property
    def naam(self) -> str:
        """When the term of keeping it has ended there is no name any more, only the pseudoniem."""
        delen = [deel for deel in (self.voornaam, self.tussenvoegsel, self.achternaam) if deel]
        return " ".join(delen) or self.pseudoniem

    @property
    def roepnaam(self) -> str:
        """What a sentence calls the child; who has one name is called by it."""
        return self.voornaam or self.naam

    @property
    def geboren(self) -> str:
        """What is known of the day of birth: '3 maart 2024', '2024 (dag en maand onbekend)'."""
        return geboren(self.geboortedatum, self.geboorte_bekend)

    @property
    def geboren_kort(self) -> str:
        return geboren_kort(self.geboortedatum, self.geboorte_bekend)

    @property
    def rekenregel(self) -> str:
        """How the day to compute with was chosen; empty when it is known."""
        return REKENREGEL[Bekend(self.geboorte_bekend)]

    @property
    def vierde_verjaardag(self) -> date:
        return verjaardag(self.geboortedatum, 48)

    @property
    def laatste_dag_als_peuter(self) -> date:
        return day_before(self.vierde_verjaardag)

    def leeftijd_op(self, dag: date) -> str:
        """'2 jaar en 3 maanden'"""
        jaren, maanden = divmod(leeftijd_in_maanden(self.geboortedatum, dag), 12)
        deel = f"{maanden} maand" if maanden == 1 else f"{maanden} maanden"
        if jaren == 0:
            return deel
        return f"{jaren} jaar en {deel}" if maanden else f"{jaren} jaar"

    def is_vertrokken_op(self, dag: date) -> bool:
        """Did the child move away or die before this day?"""
        return self.vertrokken_op is not None and self.vertrokken_op < dag

    @property
    def heeft_bsn(self) -> bool:
        return self.bsn_index is not None

    @property
    def bsn(self) -> str | None:
        if self.bsn_versleuteld is None:
            return None
        return decrypt_bsn(bytes(self.bsn_versleuteld), context=self.pseudoniem)

    def set_bsn(self, bsn: str | None) -> None:
        self.bsn_versleuteld = encrypt_bsn(bsn, context=self.pseudoniem) if bsn else None
        self.bsn_index = bsn_index(bsn) if bsn else None


def pseudoniemen_van(pseudoniem: str, gemeente: Gemeente) -> set[str]:
    """Of the child with this pseudoniem: its own, and those of the files that were joined with it."""
    alle = Kind.alle.filter(gemeente=gemeente)
    kind = alle.filter(pseudoniem=pseudoniem).first()
    if kind is None:
        return set()
    nu = kind.samengevoegd_met_id or kind.pk
    return set(alle.filter(Q(pk=nu) | Q(samengevoegd_met=nu)).values_list("pseudoniem", flat=True))


def pseudoniemen_nu(gemeente_id: int) -> dict[str, str]:
    """Of files that were joined with another one: their pseudoniem -> that of the child, for what keeps the old one."""
    samengevoegd = Kind.alle.filter(gemeente=gemeente_id, samengevoegd_met__isnull=False)
    return dict(samengevoegd.values_list("pseudoniem", "samengevoegd_met__pseudoniem"))
