"""What a provider hands over to the school of a child, and which VVE programme its locations follow."""

from datetime import date
from typing import Self

from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from indicaties.models import Kind
from lib.bereik import DateRange, SameRow
from organisaties.models import Gebruiker, Gemeente, Locatie, Organisatie
from organisaties.opslaan import Exclusion
from organisaties.rechten import Recht, Rol


def _samen(*namen: str) -> Q:
    """A moment and who it was go together."""
    voorwaarde = Q()
    for naam in namen:
        leeg = Q(**{f"{naam}_op": None, f"{naam}_door": None})
        vol = Q(**{f"{naam}_op__isnull": False, f"{naam}_door__isnull": False})
        voorwaarde &= leeg | vol
    return voorwaarde


class Locatieprogramma(models.Model):
    """The VVE programme that a location follows from day to day; `programma` is a code of the reference list."""

    locatie = models.ForeignKey(Locatie, on_delete=models.PROTECT, related_name="programmas")
    programma = models.CharField(max_length=40)
    van = models.DateField("vanaf")
    tot_en_met = models.DateField("tot en met", null=True, blank=True)
    vastgelegd_op = models.DateField()
    vastgelegd_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-van", "-pk")
        constraints = [
            models.CheckConstraint(
                name="locatieprogramma_eindigt_na_begin",
                condition=Q(tot_en_met=None) | Q(tot_en_met__gte=F("van")),
                violation_error_message="De laatste dag van het programma ligt voor de eerste dag.",
            ),
            Exclusion(
                name="locatieprogramma_overlapt_niet",
                expressions=[
                    (SameRow("locatie"), RangeOperators.OVERLAPS),
                    (DateRange("van", "tot_en_met"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="In (een deel van) deze periode volgt deze locatie al een programma.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programma} bij {self.locatie}"


class OverdrachtQuerySet(models.QuerySet["Overdracht"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        """A school sees what was sent to it, a provider its own, the municipality and JGZ that it is there."""
        eigen = self.filter(gemeente=gebruiker.gemeente)
        if gebruiker.rol == Rol.IB_ER:
            return eigen.filter(school=gebruiker.organisatie).sent()
        if gebruiker.is_houder:
            eigen = eigen.filter(houder=gebruiker.organisatie)
            return eigen.filter(locatie=gebruiker.locatie) if gebruiker.locatie else eigen
        return eigen if gebruiker.has_recht(Recht.OVERDRACHT_VIEW) else self.none()

    def sent(self) -> Self:
        return self.filter(verzonden_op__isnull=False)

    def out(self) -> Self:
        """Handed over: at the school, or on its way there with the parents."""
        return self.filter(status__in=(Overdracht.Status.SENT, Overdracht.Status.WAITING))

    def open_for_school(self) -> Self:
        return self.filter(status=Overdracht.Status.SENT)

    def not_received(self) -> Self:
        return self.open_for_school().filter(Q(vervolg=None) | Q(vervolg__ontvangen_op=None))

    def talk_wanted(self) -> Self:
        return self.open_for_school().filter(Q(vervolg=None) | Q(vervolg__gesprek_op=None), warm_gewenst=True)

    def feedback_due(self, dag: date) -> Self:
        """Received, and the child is at school long enough to say how it went."""
        return self.open_for_school().filter(
            vervolg__ontvangen_op__isnull=False,
            vervolg__teruggekoppeld_op=None,
            terugkoppelen_vanaf__lte=dag,
        )


class Overdracht(models.Model):
    """One package about one child, from one provider to one school. What it says stands in `Overdrachtinhoud`.

    This row is what the municipality and JGZ may know: that it is there, and how far it is. A correction is a
    new row that replaces the sent one. `pseudoniem` tells the school and the record which child it is.
    """

    class Pakket(models.TextChoices):
        STATUTORY = "wettelijk", "Wettelijk: programma en duur"
        FULL = "volledig", "Volledig: met wat de kinderopvang zag"

    class Aanleiding(models.TextChoices):
        AGE = "leeftijd", "Bijna naar school"
        MOVED = "verhuizing", "Verhuizing"
        END = "einde", "Einde van de plaats"

    class Status(models.TextChoices):
        DRAFT = "concept", "Concept"
        WAITING = "wacht-op-code", "Wacht op de code van de ouders"
        SENT = "verzonden", "Verzonden"
        REPLACED = "vervangen", "Vervangen"
        WITHDRAWN = "ingetrokken", "Toestemming ingetrokken"
        EXPIRED = "verlopen", "Gewist na de bewaartermijn"

    class Deel(models.TextChoices):
        """What the parents may allow one by one."""

        HOURS = "uren", "Uren per week en in totaal"
        OBSERVATIONS = "observaties", "Hoe het kind zich ontwikkelt"
        ATTENTION = "aandachtspunten", "Aandachtspunten"
        ADVICE = "adviezen", "Adviezen van de opvang en de ouders"
        INVOLVED = "betrokkenen", "Wie er bij het kind betrokken zijn"
        ATTACHMENTS = "bijlagen", "Bijlagen"

    class Ontvanger(models.TextChoices):
        SCHOOL = "school", "De basisschool"
        BSO = "bso", "De buitenschoolse opvang (BSO)"

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    houder = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="+")
    locatie = models.ForeignKey(Locatie, on_delete=models.PROTECT, related_name="+")
    kind = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="overdrachten")
    pseudoniem = models.CharField(max_length=8, editable=False)
    pakket = models.CharField(max_length=10, choices=Pakket)
    aanleiding = models.CharField(max_length=10, choices=Aanleiding)
    status = models.CharField(max_length=15, choices=Status, default=Status.DRAFT)
    versie = models.PositiveSmallIntegerField(default=1)
    vervangt = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="opvolger",
        error_messages={"unique": "Van deze overdracht is al een nieuwe versie gemaakt."},
    )
    opgesteld_op = models.DateField()
    opgesteld_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    toestemming_op = models.DateField(null=True, blank=True)
    toestemming_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    toestemming_delen = models.JSONField(default=list, blank=True)
    toestemming_ontvangers = models.JSONField(default=list, blank=True)
    ingetrokken_op = models.DateField(null=True, blank=True)
    ingetrokken_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    gezien_op = models.DateField("gelezen door de ouders op", null=True, blank=True)
    gezien_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    warm_gewenst = models.BooleanField("gesprek met de school gewenst", default=False)
    school = models.ForeignKey(Organisatie, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    code_afdruk = models.CharField(max_length=64, blank=True, editable=False)
    code_tot_en_met = models.DateField(null=True, blank=True)
    verzonden_op = models.DateField(null=True, blank=True)
    verzonden_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    opgehaald_op = models.DateField("met de code opgehaald op", null=True, blank=True)
    opgehaald_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    bso_op = models.DateField("voor de BSO opgehaald op", null=True, blank=True)
    bso_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    terugkoppelen_vanaf = models.DateField()
    gewist_op = models.DateField("inhoud gewist op", null=True, blank=True)

    objects = OverdrachtQuerySet.as_manager()

    class Meta:
        ordering = ("-opgesteld_op", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("kind", "houder", "pakket"),
                condition=Q(status="concept"),
                name="overdracht_een_concept_per_kind",
                violation_error_message="Voor dit kind staat al een concept van dit pakket klaar.",
            ),
            models.UniqueConstraint(
                fields=("code_afdruk",),
                condition=~Q(code_afdruk=""),
                name="overdracht_code_uniek",
                violation_error_message="Er kwam een code uit die al bestaat. Probeer het nog een keer.",
            ),
            models.CheckConstraint(
                name="overdracht_wie_bij_wanneer",
                condition=_samen("toestemming", "ingetrokken", "gezien", "verzonden", "opgehaald", "bso"),
                violation_error_message="Leg bij een stap van de overdracht vast wanneer en door wie.",
            ),
            models.CheckConstraint(
                name="overdracht_verzonden_naar_school",
                condition=~Q(status="verzonden") | Q(school__isnull=False, verzonden_op__isnull=False),
                violation_error_message="Een verzonden overdracht heeft een school.",
            ),
            models.CheckConstraint(
                name="overdracht_code_bij_wachten",
                condition=Q(status="wacht-op-code") | Q(code_afdruk="", code_tot_en_met=None),
                violation_error_message="Alleen een overdracht die op een code wacht, heeft een code.",
            ),
            models.CheckConstraint(
                name="overdracht_volledig_met_toestemming",
                condition=~Q(pakket="volledig", status__in=("verzonden", "wacht-op-code"))
                | Q(toestemming_op__isnull=False, ingetrokken_op=None),
                violation_error_message=(
                    "Een volledige overdracht gaat alleen naar school met toestemming van de ouders."
                ),
            ),
        ]
        indexes = [
            models.Index(fields=("houder", "status"), name="overdracht_van_houder"),
            models.Index(fields=("school", "status"), name="overdracht_van_school"),
        ]

    def __str__(self) -> str:
        return f"overdracht van kind {self.pseudoniem}"

    @property
    def is_volledig(self) -> bool:
        return self.pakket == self.Pakket.FULL

    @property
    def is_concept(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def is_uit(self) -> bool:
        return self.status in (self.Status.SENT, self.Status.WAITING)

    @property
    def ontvangen_op(self) -> date | None:
        return self._vervolg.ontvangen_op if self._vervolg else None

    @property
    def gesprek_op(self) -> date | None:
        return self._vervolg.gesprek_op if self._vervolg else None

    @property
    def teruggekoppeld_op(self) -> date | None:
        return self._vervolg.teruggekoppeld_op if self._vervolg else None

    @property
    def _vervolg(self) -> "Overdrachtvervolg | None":
        return getattr(self, "vervolg", None)

    @property
    def heeft_toestemming(self) -> bool:
        return self.toestemming_op is not None and self.ingetrokken_op is None

    def mag_naar(self, ontvanger: str) -> bool:
        """What the law asks goes to the school anyhow; anything else where the parents allowed it."""
        if not self.is_volledig:
            return ontvanger == self.Ontvanger.SCHOOL
        return self.heeft_toestemming and ontvanger in self.toestemming_ontvangers

    @property
    def delen(self) -> list[str]:
        return [deel.label for deel in self.Deel if deel in self.toestemming_delen]

    @property
    def ontvangers(self) -> list[str]:
        return [wie.label for wie in self.Ontvanger if wie in self.toestemming_ontvangers]


class Overdrachtinhoud(models.Model):
    """What the package says. `gegevens` is worked on; `verzonden` is what went out, frozen, with its SHA-256."""

    overdracht = models.OneToOneField(
        Overdracht,
        on_delete=models.CASCADE,
        related_name="inhoud",
        error_messages={"unique": "Deze overdracht heeft al een inhoud."},
    )
    gegevens = models.JSONField(default=dict, blank=True)
    zienswijze = models.TextField("zienswijze van de ouders", blank=True)
    zienswijze_op = models.DateField(null=True, blank=True)
    zienswijze_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    verzonden = models.JSONField(null=True, blank=True)
    afdruk = models.CharField("SHA-256 van wat is verzonden", max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="overdrachtinhoud_zienswijze_volledig",
                condition=Q(zienswijze="", zienswijze_op=None, zienswijze_door=None)
                | (~Q(zienswijze="") & Q(zienswijze_op__isnull=False, zienswijze_door__isnull=False)),
                violation_error_message="Leg bij een zienswijze vast wanneer en door wie zij is genoteerd.",
            ),
            models.CheckConstraint(
                name="overdrachtinhoud_verzonden_met_afdruk",
                condition=Q(verzonden=None, afdruk="") | (Q(verzonden__isnull=False) & ~Q(afdruk="")),
                violation_error_message="Wat is verzonden, heeft een afdruk.",
            ),
        ]

    @property
    def verzonden_bijlagen(self) -> list[str]:
        """The prints of the attachments that went along."""
        return [rij["afdruk"] for rij in (self.verzonden or {}).get("bijlagen", [])]


class Overdrachtbijlage(models.Model):
    """A file that goes along. What kind it is was seen in its bytes; its own name is not kept."""

    class Soort(models.TextChoices):
        PDF = "pdf", "PDF"
        PNG = "png", "PNG"
        JPG = "jpg", "JPG"

    overdracht = models.ForeignKey(Overdracht, on_delete=models.CASCADE, related_name="bijlagen")
    omschrijving = models.CharField(max_length=100)
    soort = models.CharField(max_length=3, choices=Soort)
    inhoud = models.BinaryField()
    grootte = models.PositiveIntegerField("aantal bytes")
    afdruk = models.CharField("SHA-256", max_length=64)
    toegevoegd_op = models.DateField()
    toegevoegd_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("pk",)


class Overdrachtvervolg(models.Model):
    """What happened after it was sent: received, talked about, and what the school has to say of it."""

    class Deelnemer(models.TextChoices):
        PM = "pm", "Pedagogisch medewerker"
        IB = "ib", "Intern begeleider"
        TEACHER = "leerkracht", "Leerkracht"
        PARENTS = "ouders", "Ouders"
        JGZ = "jgz", "Consultatiebureau"
        OTHER = "anders", "Iemand anders"

    overdracht = models.OneToOneField(
        Overdracht,
        on_delete=models.CASCADE,
        related_name="vervolg",
        error_messages={"unique": "Van deze overdracht is het vervolg al vastgelegd."},
    )
    ontvangen_op = models.DateField(null=True, blank=True)
    ontvangen_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    gesprek_op = models.DateField(null=True, blank=True)
    gesprek_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    deelnemers = models.JSONField(default=list, blank=True)
    antwoorden = models.JSONField(default=dict, blank=True)
    teruggekoppeld_op = models.DateField(null=True, blank=True)
    teruggekoppeld_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="overdrachtvervolg_wie_bij_wanneer",
                condition=_samen("ontvangen", "gesprek", "teruggekoppeld"),
                violation_error_message="Leg bij het vervolg vast wanneer en door wie.",
            ),
            models.CheckConstraint(
                name="overdrachtvervolg_antwoorden_bij_terugkoppeling",
                condition=Q(teruggekoppeld_op__isnull=False) | Q(antwoorden={}),
                violation_error_message="Antwoorden horen bij een terugkoppeling met een datum.",
            ),
        ]

    @property
    def wie_er_waren(self) -> list[str]:
        return [wie.label for wie in self.Deelnemer if wie in self.deelnemers]
