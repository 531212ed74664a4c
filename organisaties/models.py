from datetime import date, timedelta
from functools import cached_property
from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from organisaties.gemeentegebruiker import Gemeentegebruiker as Gemeentegebruiker  # so that Django finds it
from organisaties.instellingen import Instelling as Instelling  # so that Django finds it
from organisaties.kortgeheugen import Notitie as Notitie  # so that Django finds it
from organisaties.opdracht import Opdracht as Opdracht  # so that Django finds it
from organisaties.rechten import (
    HOUDER_ROLLEN,
    INSTALLATIE_ROLLEN,
    LOCATIE_ROLLEN,
    ORGANISATIE_ROLLEN,
    Recht,
    Rol,
    rechten_van,
)
from organisaties.rolbotsing import Botsing, find_botsingen, only_shortens
from organisaties.rolregels import TOEKENNING_REGELS, UITZONDERING_REGELS
from organisaties.ronde import Machtiging as Machtiging  # so that Django finds it
from organisaties.ronde import Ronde as Ronde  # so that Django finds it
from organisaties.ronde import Rondedeel as Rondedeel  # so that Django finds it

# What belongs to no municipality has this in the place of a CBS code.
INSTALLATIE = "0000"


class Gemeente(models.Model):
    """A municipality: the tenant. Everything else belongs to one."""

    code = models.CharField(
        max_length=4,
        unique=True,
        error_messages={"unique": "Er is al een gemeente met deze CBS-code."},
        validators=[RegexValidator(r"^(?!0000)\d{4}$", "Een CBS-code heeft vier cijfers, zoals 0273.")],
    )
    naam = models.CharField(
        max_length=80, unique=True, error_messages={"unique": "Er is al een gemeente met deze naam."}
    )
    kent_smi = models.BooleanField("kent een sociaal-medische indicatie", default=False)
    # A merger is a fact and moves nothing: children, hours and money stay under the code under which they came.
    opgeheven_per = models.DateField("eerste dag dat de code niet meer geldt", null=True, blank=True)
    opgegaan_in = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="voorgangers"
    )

    class Meta:
        ordering = ("naam",)
        constraints = [
            models.CheckConstraint(
                name="gemeente_opgeheven_volledig",
                condition=Q(opgeheven_per=None, opgegaan_in=None)
                | Q(opgeheven_per__isnull=False, opgegaan_in__isnull=False),
                violation_error_message="Leg bij een samenvoeging de dag en de nieuwe gemeente vast.",
            ),
            models.CheckConstraint(
                name="gemeente_niet_in_zichzelf",
                condition=Q(opgegaan_in=None) | ~Q(opgegaan_in=F("id")),
                violation_error_message="Een gemeente gaat niet op in zichzelf. Kies een andere gemeente.",
            ),
        ]

    def __str__(self) -> str:
        return self.naam

    def is_opgeheven_on(self, dag: date) -> bool:
        return self.opgeheven_per is not None and dag >= self.opgeheven_per


class OrganisatieQuerySet(models.QuerySet["Organisatie"]):
    def houders(self) -> Self:
        return self.filter(soort=Organisatie.Soort.HOUDER)

    def scholen(self) -> Self:
        return self.filter(soort=Organisatie.Soort.SCHOOL)

    def intermediairs(self) -> Self:
        return self.filter(soort=Organisatie.Soort.INTERMEDIAIR)

    def in_gemeente(self, gemeente: Gemeente) -> Self:
        return self.filter(gemeenten=gemeente)


class Organisatie(models.Model):
    """A JGZ organisation, a childcare provider (houder), a school, or one that gets money for several providers.

    It can work for several municipalities.
    """

    class Soort(models.TextChoices):
        JGZ = "jgz", "JGZ-organisatie"
        HOUDER = "houder", "Houder kinderopvang"
        SCHOOL = "school", "Basisschool"
        INTERMEDIAIR = "intermediair", "Organisatie die voor aanbieders aanvraagt"

    naam = models.CharField(max_length=120)
    soort = models.CharField(max_length=15, choices=Soort)
    kvk_nummer = models.CharField(
        "KvK-nummer",
        max_length=8,
        blank=True,
        validators=[RegexValidator(r"^\d{8}$", "Een KvK-nummer heeft acht cijfers.")],
    )
    gemeenten = models.ManyToManyField(Gemeente, related_name="organisaties")
    # Of a school, as the list of DUO has it; empty when it was not read from there.
    vestigingscode = models.CharField(
        max_length=6,
        blank=True,
        default="",
        db_default="",
        validators=[RegexValidator(r"^[0-9A-Z]{6}$", "Een vestigingscode heeft zes tekens, zoals 10AB00.")],
    )
    adres = models.CharField(max_length=200, blank=True, default="", db_default="")
    postcode = models.CharField(max_length=6, blank=True, default="", db_default="")
    plaats = models.CharField(max_length=80, blank=True, default="", db_default="")
    opgeheven = models.BooleanField("staat niet meer in de lijst van DUO", default=False, db_default=False)

    objects = OrganisatieQuerySet.as_manager()

    class Meta:
        ordering = ("naam", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("soort", "naam"),
                name="organisatie_naam_uniek",
                violation_error_message="Er is al een organisatie van deze soort met deze naam.",
            ),
            models.UniqueConstraint(
                fields=("vestigingscode",),
                condition=~Q(vestigingscode=""),
                name="organisatie_vestigingscode_uniek",
                violation_error_message="Er is al een school met deze vestigingscode.",
            ),
        ]

    def __str__(self) -> str:
        return self.naam


class LocatieQuerySet(models.QuerySet["Locatie"]):
    def for_gebruiker(self, gebruiker: "Gebruiker") -> Self:
        """Locations are public (LRK): everybody of the municipality sees them, a provider its own."""
        eigen = self.filter(gemeente=gebruiker.gemeente)
        if gebruiker.locatie is not None:
            return eigen.filter(pk=gebruiker.locatie.pk)
        return eigen.filter(houder=gebruiker.organisatie) if gebruiker.is_houder else eigen

    def registered(self) -> Self:
        """The locations where a child may be placed: still registered in the LRK, under this holder and number."""
        return self.current().filter(uitgeschreven=False)

    def current(self) -> Self:
        """Without those that go on under another holder or number."""
        return self.filter(opgevolgd_per=None)

    def with_ve_on(self, dag: date) -> Self:
        """Those of which `Locatie.has_ve_on` says yes."""
        begonnen = Q(ve_vanaf=None) | Q(ve_vanaf__lte=dag)
        weer = Q(ve_tot_en_met__lt=F("ve_vanaf"))  # lost once, and won back
        loopt = Q(ve_geregistreerd=True) & begonnen & (Q(ve_tot_en_met=None) | weer)
        nog = Q(ve_tot_en_met__gte=dag) & (begonnen | weer)
        return self.filter(loopt | nog, Q(uitgeschreven_per=None) | Q(uitgeschreven_per__gt=dag))


class Locatie(models.Model):
    """A childcare location as in the Landelijk Register Kinderopvang (LRK).

    `gemeente` is the municipality that works with it; `buiten_gemeente` says that it lies in another.
    Under another holder or another number it goes on as a row of its own (`opgevolgd_door`), so that what was
    placed and declared before that day stays with who declared it.
    """

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="locaties")
    houder = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="locaties")
    lrk_nummer = models.CharField(
        "LRK-nummer",
        max_length=12,
        validators=[RegexValidator(r"^\d{6,12}$", "Een LRK-nummer bestaat uit 6 tot 12 cijfers.")],
    )
    naam = models.CharField(max_length=200)
    adres = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=6, blank=True)
    plaats = models.CharField(max_length=80)
    # Not of the register: what a policy calls this part of the municipality.
    kern = models.CharField("kern of wijk", max_length=80, blank=True, default="", db_default="")
    ve_geregistreerd = models.BooleanField("biedt voorschoolse educatie (VE in het LRK)", default=False)
    buiten_gemeente = models.BooleanField("ligt in een andere gemeente", default=False)
    kindplaatsen = models.PositiveSmallIntegerField(null=True, blank=True)
    uitgeschreven = models.BooleanField("niet meer ingeschreven in het LRK", default=False)
    # Empty: as far as we know it always was as it is now.
    ve_vanaf = models.DateField("eerste dag met VE-registratie", null=True, blank=True)
    ve_tot_en_met = models.DateField("laatste dag met VE-registratie", null=True, blank=True)
    uitgeschreven_per = models.DateField("eerste dag zonder inschrijving", null=True, blank=True)
    begint_per = models.DateField("eerste dag bij deze houder of onder dit nummer", null=True, blank=True)
    opgevolgd_per = models.DateField("eerste dag bij de opvolger", null=True, blank=True)
    opgevolgd_door = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="voorgangers"
    )

    objects = LocatieQuerySet.as_manager()

    class Meta:
        ordering = ("naam", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("gemeente", "lrk_nummer"),
                condition=Q(opgevolgd_per=None),
                name="locatie_lrk_uniek_in_gemeente",
                violation_error_message="Er is al een locatie met dit LRK-nummer.",
            ),
            models.CheckConstraint(
                name="locatie_opvolging_volledig",
                condition=Q(opgevolgd_door=None) | Q(opgevolgd_per__isnull=False),
                violation_error_message="Leg bij een opvolger vast vanaf welke dag.",
            ),
            models.CheckConstraint(
                name="locatie_opgevolgd_na_begin",
                condition=Q(begint_per=None) | Q(opgevolgd_per=None) | Q(opgevolgd_per__gt=F("begint_per")),
                violation_error_message="De locatie gaat verder bij een opvolger voordat zij begon.",
            ),
        ]

    def __str__(self) -> str:
        return self.naam

    def has_ve_on(self, dag: date) -> bool:
        """Has the location a VE registration on this day?

        Registered: from `ve_vanaf` on, up to and including `ve_tot_en_met`. Not registered: up to and including
        `ve_tot_en_met`, and without that day never. A last day before the first one is that of an earlier
        registration. A location that is no longer in the LRK has none.
        """
        if self.uitgeschreven_per is not None and dag >= self.uitgeschreven_per:
            return False
        begonnen = self.ve_vanaf is None or dag >= self.ve_vanaf
        if self.ve_tot_en_met is None:
            return self.ve_geregistreerd and begonnen
        if self.ve_vanaf is not None and self.ve_tot_en_met < self.ve_vanaf:
            return dag <= self.ve_tot_en_met or (self.ve_geregistreerd and begonnen)
        return begonnen and dag <= self.ve_tot_en_met

    @property
    def ve_wisseldagen(self) -> set[date]:
        """The first days of another answer of `has_ve_on`."""
        na = self.ve_tot_en_met and self.ve_tot_en_met + timedelta(days=1)
        return {dag for dag in (self.ve_vanaf, na, self.uitgeschreven_per) if dag is not None}


class GebruikerManager(BaseUserManager["Gebruiker"]):
    def create_user(self, email: str, naam: str, password: str | None = None) -> "Gebruiker":
        gebruiker = self.model(email=self.normalize_email(email).lower(), naam=naam)
        gebruiker.set_password(password)
        gebruiker.save(using=self._db)
        return gebruiker

    def get_by_natural_key(self, username: str | None) -> "Gebruiker":
        return self.get(email=(username or "").lower())


class Gebruiker(AbstractBaseUser):
    """A person who signs in. What they may do comes from the toekenning under which they work now."""

    email = models.EmailField(
        "e-mailadres", unique=True, error_messages={"unique": "Er is al een account met dit e-mailadres."}
    )
    naam = models.CharField(max_length=120)
    is_active = models.BooleanField("actief", default=True)

    andere_toekenningen: list["Toekenning"]
    # Through what the person works when it is not the site: a program with a token. It stands in the record.
    via = ""

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["naam"]

    objects: ClassVar[GebruikerManager] = GebruikerManager()

    class Meta:
        ordering = ("naam", "pk")

    def __str__(self) -> str:
        return self.naam

    def activate(self, dag: date, voorkeur: int | None = None) -> bool:
        """Work under the preferred toekenning, else the oldest one valid on the day; False when there is none."""
        geldig = list(self.toekenningen.usable_on(dag).select_related("gemeente", "organisatie", "locatie"))
        gekozen = next((t for t in geldig if t.pk == voorkeur), geldig[0] if geldig else None)
        if gekozen is not None:
            self.__dict__["toekenning"] = gekozen
            self.andere_toekenningen = [t for t in geldig if t is not gekozen]
        return gekozen is not None

    @cached_property
    def toekenning(self) -> "Toekenning":
        raise PermissionDenied(f"{self.naam} heeft nu geen rol. Vraag de functioneel beheerder om een rol.")

    @property
    def heeft_toekenning(self) -> bool:
        return "toekenning" in self.__dict__

    @property
    def wacht_op_instemming(self) -> bool:
        return self.toekenningen.waiting().exists()

    @property
    def rol(self) -> Rol:
        return Rol(self.toekenning.rol)

    @property
    def gemeente(self) -> Gemeente:
        return self.toekenning.thuis

    @property
    def organisatie(self) -> Organisatie | None:
        return self.toekenning.organisatie

    @property
    def locatie(self) -> Locatie | None:
        """The one location over which the role goes; None: over all of the organisation."""
        return self.toekenning.locatie

    @property
    def is_houder(self) -> bool:
        return self.rol in HOUDER_ROLLEN

    def has_recht(self, recht: Recht) -> bool:
        return self.heeft_toekenning and recht in self.toekenning.rechten


class ToekenningQuerySet(models.QuerySet["Toekenning"]):
    def valid_on(self, dag: date) -> Self:
        """What counts on the day: a role that waits for agreement, or was refused it, gives no rights."""
        return self.in_force().filter(
            Q(geldig_tot_en_met=None) | Q(geldig_tot_en_met__gte=dag), geldig_van__lte=dag
        )

    def in_force(self) -> Self:
        return self.filter(status=Toekenning.Status.IN_FORCE)

    def waiting(self) -> Self:
        return self.filter(status=Toekenning.Status.WAITING)

    def not_over(self, dag: date) -> Self:
        """Counts or waits, on the day or later."""
        return self.exclude(status=Toekenning.Status.REFUSED).exclude(geldig_tot_en_met__lt=dag)

    def botsingen(self, dag: date) -> list[Botsing]:
        """The pairs in this set that may not meet, on the day or later; also those that an exception allows."""
        rollen = self.not_over(dag).order_by("gebruiker__naam", "pk")
        verwant = ("gebruiker", "gemeente", "organisatie", "locatie")
        uitzonderingen = Roluitzondering.objects.filter(geldig_tot_en_met__gte=dag)
        return find_botsingen(list(rollen.select_related(*verwant)), list(uitzonderingen), vanaf=dag)

    def usable_on(self, dag: date) -> Self:
        """The roles under which the person may work: valid, in a municipality that did not switch them off."""
        uitgezet = Gemeentegebruiker.objects.switched_off().filter(
            gebruiker=OuterRef("gebruiker"), gemeente=OuterRef("gemeente")
        )
        return self.valid_on(dag).exclude(Exists(uitgezet))


class Toekenning(models.Model):
    """A role given to a person, for one municipality and, for some roles, on behalf of one organisation.

    Without a municipality it is a role of the installation as a whole, which sees nothing of a child.

    For an employee of a provider it can go over one location of that provider; the database holds the
    location to the organisation and the municipality of the role. Most roles wait until a second beheerder
    agrees (`besloten_door`; nobody there when the operator agreed by command).
    """

    class Status(models.TextChoices):
        WAITING = "wacht", "Wacht op instemming"
        IN_FORCE = "geldt", "Geldt"
        REFUSED = "geweigerd", "Geweigerd"

    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="toekenningen")
    rol = models.CharField(max_length=30, choices=Rol)
    gemeente = models.ForeignKey(
        Gemeente, on_delete=models.PROTECT, null=True, blank=True, related_name="toekenningen"
    )
    organisatie = models.ForeignKey(
        Organisatie, on_delete=models.PROTECT, null=True, blank=True, related_name="toekenningen"
    )
    locatie = models.ForeignKey(
        Locatie, on_delete=models.PROTECT, null=True, blank=True, related_name="toekenningen"
    )
    geldig_van = models.DateField()
    geldig_tot_en_met = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.IN_FORCE)
    gegeven_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    besloten_op = models.DateTimeField(null=True, blank=True)
    besloten_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reden_weigering = models.CharField(max_length=500, blank=True)

    objects = ToekenningQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                name="toekenning_organisatie_bij_rol",
                condition=Q(
                    rol__in=[str(rol) for rol in sorted(ORGANISATIE_ROLLEN)], organisatie__isnull=False
                )
                | (
                    ~Q(rol__in=[str(rol) for rol in sorted(ORGANISATIE_ROLLEN)]) & Q(organisatie__isnull=True)
                ),
                violation_error_message="Kies een organisatie bij deze rol, en alleen bij deze rol.",
            ),
            models.CheckConstraint(
                name="toekenning_gemeente_bij_rol",
                condition=Q(rol__in=[str(rol) for rol in sorted(INSTALLATIE_ROLLEN)], gemeente__isnull=True)
                | (~Q(rol__in=[str(rol) for rol in sorted(INSTALLATIE_ROLLEN)]) & Q(gemeente__isnull=False)),
                violation_error_message=(
                    "Een installatiebeheerder hoort bij geen gemeente; elke andere rol wel."
                ),
            ),
            models.CheckConstraint(
                name="toekenning_locatie_bij_rol",
                condition=Q(locatie=None) | Q(rol__in=[str(rol) for rol in sorted(LOCATIE_ROLLEN)]),
                violation_error_message="Alleen een medewerker kinderopvang kan een rol op één locatie hebben.",
            ),
            models.CheckConstraint(
                name="toekenning_eindigt_na_begin",
                condition=Q(geldig_tot_en_met=None) | Q(geldig_tot_en_met__gte=F("geldig_van")),
                violation_error_message="De rol eindigt voordat zij begint.",
            ),
            *TOEKENNING_REGELS,
        ]

    def __str__(self) -> str:
        return f"{self.rol_label}, {self.namens or self.waar}"

    def clean(self) -> None:
        eigen = (self.organisatie_id, self.gemeente_id)
        if self.locatie is not None and (self.locatie.houder_id, self.locatie.gemeente_id) != eigen:
            raise ValidationError(
                f"Locatie {self.locatie} is van {self.locatie.houder}. "
                f"Kies een locatie van {self.organisatie} in {self.gemeente}."
            )

    @property
    def rol_label(self) -> str:
        return Rol(self.rol).label

    @property
    def thuis(self) -> Gemeente:
        """The municipality of the role; a role of the installation has none, and opens no page of one."""
        if self.gemeente is None:
            raise PermissionDenied(f"De rol {self.rol_label} is niet van een gemeente.")
        return self.gemeente

    @property
    def keten(self) -> str:
        """The code under which the record keeps what is done in this role."""
        return self.gemeente.code if self.gemeente else INSTALLATIE

    @property
    def waar(self) -> str:
        return f"gemeente {self.gemeente}" if self.gemeente else "hele installatie"

    @property
    def persoon(self) -> Gemeentegebruiker:
        """Who has the role, as the municipality that gave it knows them."""
        return Gemeentegebruiker.objects.known(self.gebruiker, self.thuis)

    @property
    def wie(self) -> str:
        return str(self.persoon if self.gemeente else self.gebruiker)

    @property
    def namens(self) -> str:
        """On whose behalf: 'De Rakkers, locatie De Boomhut'; nothing for a role of the municipality itself."""
        delen = [str(self.organisatie or ""), f"locatie {self.locatie}" if self.locatie else ""]
        return ", ".join(deel for deel in delen if deel)

    @property
    def rechten(self) -> frozenset[Recht]:
        return rechten_van(Rol(self.rol), op_locatie=self.locatie_id is not None)

    @property
    def is_waiting(self) -> bool:
        return self.status == self.Status.WAITING

    def botsing(self) -> Botsing | None:
        """The first other role of the same person in the same municipality with which this one may not meet.

        Shortening a role makes no new combination: as in the database, one that was there may always be undone.
        """
        if self.pk and any(only_shortens(vorige, self) for vorige in Toekenning.objects.filter(pk=self.pk)):
            return None
        alle = Toekenning.objects.filter(gebruiker=self.gebruiker_id)
        hier = Q(gemeente=self.gemeente_id) | Q(gemeente=None) if self.gemeente_id else Q()
        andere = alle.filter(hier).exclude(status=self.Status.REFUSED).exclude(pk=self.pk)
        uitzonderingen = list(
            Roluitzondering.objects.filter(gebruiker=self.gebruiker_id, gemeente=self.gemeente_id)
        )
        gevonden = find_botsingen([self, *andere], uitzonderingen, vanaf=self.geldig_van)
        return next((b for b in gevonden if self in b.rollen and b.uitzondering is None), None)


class Roluitzondering(models.Model):
    """For a time somebody may hold this role beside that of functioneel beheerder, in one municipality.

    Decided above the beheerder and written down by the operator: no page of the site makes one.
    """

    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="roluitzonderingen")
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="roluitzonderingen")
    rol = models.CharField(max_length=30, choices=Rol)
    geldig_van = models.DateField()
    geldig_tot_en_met = models.DateField()
    reden = models.CharField(max_length=500)
    besloten_namens = models.CharField("besloten door", max_length=120)

    class Meta:
        ordering = ("gebruiker__naam", "geldig_van", "pk")
        constraints = [*UITZONDERING_REGELS]

    def __str__(self) -> str:
        return (
            f"{Rol(self.rol).label}, {self.geldig_van:%d-%m-%Y} tot en met {self.geldig_tot_en_met:%d-%m-%Y}"
        )


class Sleutelproef(models.Model):
    """One row: a known text under the data key (sleutelproef.py)."""

    versleuteld = models.TextField()


class AuditKeten(models.Model):
    """The last link of the audit chain of a municipality; locking its row puts the lines in one order."""

    gemeente_code = models.CharField(
        max_length=4, unique=True, error_messages={"unique": "Deze gemeente heeft al een logboek."}
    )
    laatste_hash = models.CharField(max_length=64, blank=True)
    aantal = models.PositiveBigIntegerField(default=0)


class AuditRegel(models.Model):
    """One thing that somebody did or saw. No foreign keys: the record never depends on the live data.

    Lines are only added; the database refuses UPDATE and DELETE.
    """

    gemeente_code = models.CharField(max_length=4)
    volgnummer = models.PositiveBigIntegerField()
    tijdstip = models.DateTimeField()
    gebruiker_id = models.BigIntegerField(null=True)
    gebruiker_email = models.CharField(max_length=254)
    rol = models.CharField(max_length=30)
    # The organisation, and the location when the role goes over one.
    organisatie = models.CharField(max_length=330, blank=True)
    handeling = models.CharField(max_length=60)
    object_type = models.CharField(max_length=40)
    object_id = models.CharField(max_length=40)
    details = models.JSONField(default=dict)
    vorige_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("-tijdstip", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("gemeente_code", "volgnummer"),
                name="auditregel_volgnummer_uniek",
                violation_error_message="Deze regel van het logboek bestaat al.",
            )
        ]
        indexes = [
            models.Index(fields=("gemeente_code", "-tijdstip"), name="auditregel_recent"),
            models.Index(fields=("gemeente_code", "handeling"), name="auditregel_handeling"),
            models.Index(fields=("gemeente_code", "gebruiker_email", "-tijdstip"), name="auditregel_wie"),
            # Who saw this child? The pseudoniem stands in the details.
            GinIndex(fields=("details",), opclasses=("jsonb_path_ops",), name="auditregel_details"),
        ]

    def payload(self) -> dict[str, Any]:
        """What the hash covers: every field but the hash itself."""
        return {
            "gemeente": self.gemeente_code,
            "volgnummer": self.volgnummer,
            "tijdstip": self.tijdstip.isoformat(),
            "gebruiker": self.gebruiker_id,
            "email": self.gebruiker_email,
            "rol": self.rol,
            "organisatie": self.organisatie,
            "handeling": self.handeling,
            "object": f"{self.object_type}:{self.object_id}",
            "details": self.details,
            "vorige": self.vorige_hash,
        }


class Verzending(models.Model):
    """That a form was sent, and where its answer led: the same form sent again leads there too, and makes nothing.

    Of the form there is only a print, from which nobody can tell who sent what.
    """

    afdruk = models.CharField(max_length=64, primary_key=True)
    antwoord = models.TextField()
    tijdstip = models.DateTimeField(db_index=True)
