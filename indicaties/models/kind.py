"""A child, and the questions that one asks of many children."""

import secrets
from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Self, cast

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery

from indicaties.bsn import bsn_index, bsn_indexes, decrypt_bsn, encrypt_bsn
from lib.geboortedag import neem_geboortedag
from lib.naam import woorden
from lib.periode import day_before, laatst_geboren, leeftijd_in_maanden, verjaardag
from organisaties.models import Gebruiker, Gemeente, Locatie, Organisatie
from organisaties.rechten import HOUDER_ROLLEN, Recht

if TYPE_CHECKING:
    from indicaties.models.indicatie import IndicatieQuerySet
    from indicaties.models.toeleiding import ToeleidingQuerySet
    from indicaties.models.zoekwoord import ZoekwoordQuerySet

# Letters and digits that cannot be mistaken for each other when read aloud.
_PSEUDONIEM_TEKENS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"

WAARSCHUWING_VERLOOP_DAGEN = 60
STIL_NA_DAGEN = 6 * 7


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

        A provider sees those that it enrolled and those referred to it, until the family declines; who works
        at one of its locations sees of those the children of that location.
        """
        if not gebruiker.has_recht(Recht.KIND_VIEW):
            return self.none()
        eigen = self.filter(gemeente=gebruiker.gemeente)
        if gebruiker.rol in HOUDER_ROLLEN:
            houder = gebruiker.organisatie
            toegeleid = _toeleidingen().filter(houder=houder).not_declined()
            # What was enrolled here and joined with a file that somebody else had, is still a child of theirs.
            samengevoegd = Kind.alle.filter(ingeschreven_door=houder, samengevoegd_met__isnull=False)
            eigen = eigen.filter(
                Q(ingeschreven_door=houder)
                | Q(pk__in=toegeleid.values("kind"))
                | Q(pk__in=samengevoegd.values("samengevoegd_met"))
            )
        return eigen.on_locatie(gebruiker.locatie) if gebruiker.locatie else eigen

    def on_locatie(self, locatie: Locatie) -> Self:
        """Those who have or had a place there, and those whom the provider enrolled and who have no place yet.

        The second is one moment long: enrolling a child at a location ends with its placement there.
        """
        geplaatst = Kind.objects.filter(plaatsingen__isnull=False)
        return self.filter(
            Q(pk__in=geplaatst.filter(plaatsingen__locatie=locatie).values("pk"))
            | (Q(ingeschreven_door=locatie.houder_id) & ~Q(pk__in=geplaatst.values("pk")))
        )

    def search(self, tekst: str) -> Self:
        """Every word begins a word of the name, or is the pseudoniem; a day, month or year is that of the birth."""
        geboren, rest = neem_geboortedag(tekst)
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

    def expiring_after(self, dag: date) -> Self:
        """Their last indicatie ends within WAARSCHUWING_VERLOOP_DAGEN: no next one follows it. The first end first."""
        einde = dag + timedelta(days=WAARSCHUWING_VERLOOP_DAGEN)
        verlopend = _indicaties().expiring_between(dag, einde).values("kind")
        loopt_door = _indicaties().effective().filter(geldig_tot_en_met__gt=einde).values("kind")
        eerste_einde = _indicaties().expiring_between(dag, einde).filter(kind=OuterRef("pk"))
        return (
            self.filter(pk__in=verlopend)
            .present_on(dag)
            .exclude(pk__in=loopt_door)
            .order_by(
                Subquery(eerste_einde.order_by("geldig_tot_en_met").values("geldig_tot_en_met")[:1]),
                "achternaam",
                "voornaam",
                "pk",
            )
        )

    def around_18_months_on(self, dag: date) -> Self:
        """The age at which the consultatiebureau invites: 18 months up to 2 years and 6 months. The oldest first."""
        return (
            self.without_indicatie()
            .present_on(dag)
            .filter(geboortedatum__gt=laatst_geboren(dag, 30), geboortedatum__lte=laatst_geboren(dag, 18))
            .order_by("geboortedatum", "achternaam", "voornaam", "pk")
        )


_AlleKinderen = models.Manager.from_queryset(KindQuerySet)


class KindManager(_AlleKinderen["Kind"]):
    """The children; a file that was joined with another one is no child any more (docs/adr/0039)."""

    def get_queryset(self) -> KindQuerySet:
        return cast(KindQuerySet, super().get_queryset().filter(samengevoegd_met=None))


class Kind(models.Model):
    """A child, known to one municipality. Under `pseudoniem` it stands in figures and reports.

    `vertrokken_op` is the last day on which it lived in the municipality.
    """

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
    voornaam = models.CharField(max_length=80)
    tussenvoegsel = models.CharField(max_length=20, blank=True)
    achternaam = models.CharField(max_length=80)
    geboortedatum = models.DateField()
    postcode = models.CharField(
        max_length=6,
        validators=[RegexValidator(r"^[1-9]\d{3}[A-Z]{2}$", "Een postcode ziet eruit als 3881 AB.")],
    )
    bsn_versleuteld = models.BinaryField(null=True, editable=False)
    bsn_index = models.CharField(max_length=64, null=True, editable=False)  # noqa: DJ001 - NULL is never equal
    ingeschreven_op = models.DateField()
    vertrokken_op = models.DateField("laatste dag in de gemeente", null=True, blank=True)
    reden_vertrek = models.CharField(
        "reden van vertrek", max_length=15, choices=RedenVertrek, blank=True, db_default=""
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
        ]
        indexes = [
            models.Index(fields=("gemeente", "achternaam"), name="kind_lijst"),
            models.Index(fields=("gemeente", "geboortedatum"), name="kind_geboren"),
        ]

    def __str__(self) -> str:
        return self.naam

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        _zoekwoorden().renew([self])

    @property
    def naam(self) -> str:
        """When the term of keeping it has ended there is no name any more, only the pseudoniem."""
        delen = [deel for deel in (self.voornaam, self.tussenvoegsel, self.achternaam) if deel]
        return " ".join(delen) or self.pseudoniem

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


def pseudoniemen_nu(gemeente_id: int) -> dict[str, str]:
    """Of files that were joined with another one: their pseudoniem -> that of the child, for what keeps the old one."""
    samengevoegd = Kind.alle.filter(gemeente=gemeente_id, samengevoegd_met__isnull=False)
    return dict(samengevoegd.values_list("pseudoniem", "samengevoegd_met__pseudoniem"))
