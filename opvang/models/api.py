from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from organisaties.models import Gebruiker, Gemeente, Organisatie, Toekenning


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        """Those of the own provider in this municipality, whoever made them."""
        return self.filter(gemeente=gebruiker.gemeente, houder=gebruiker.organisatie)


class ApiToken(models.Model):
    """The key with which the software of a provider works, in the name of the beheerder who made it.

    Only a print of the key is kept. It counts as long as that beheerder has the role under which it was made.
    """

    class Scope(models.TextChoices):
        READ = "lezen", "Lezen: verwezen kinderen, plaatsingen, declaraties en bedragen"
        PLACE = "plaatsen", "Plaatsen: kinderen plaatsen, afspraken wijzigen en beëindigen"
        DECLARE = "declareren", "Declareren: uren invullen, inlezen en indienen"

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="apitokens")
    houder = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="apitokens")
    naam = models.CharField("naam van de software", max_length=60)
    scopes = ArrayField(models.CharField(max_length=12, choices=Scope), verbose_name="wat mag de software")
    begin = models.CharField("eerste tekens", max_length=12)
    afdruk = models.CharField(
        "SHA-256 van de sleutel",
        max_length=64,
        unique=True,
        error_messages={"unique": "Deze sleutel bestaat al. Maak een nieuwe."},
    )
    geldig_tot_en_met = models.DateField("laatste dag")
    gemaakt_op = models.DateTimeField()
    gemaakt_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    # Gone with the role: then the key counts no more.
    toekenning = models.ForeignKey(
        Toekenning, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    laatst_gebruikt_op = models.DateTimeField(null=True, blank=True)
    ingetrokken_op = models.DateTimeField(null=True, blank=True)
    ingetrokken_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        ordering = (F("ingetrokken_op").asc(nulls_first=True), "naam", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("gemeente", "houder", "naam"),
                condition=Q(ingetrokken_op=None),
                name="apitoken_naam_uniek",
                violation_error_message="Er is al een sleutel met deze naam. Kies een andere naam of trek die eerst in.",
            ),
            models.CheckConstraint(
                name="apitoken_mag_iets",
                condition=~Q(scopes=[]),
                violation_error_message="Kies wat de software mag.",
            ),
            models.CheckConstraint(
                name="apitoken_intrekking_volledig",
                condition=Q(ingetrokken_op=None, ingetrokken_door=None)
                | Q(ingetrokken_op__isnull=False, ingetrokken_door__isnull=False),
                violation_error_message="Leg bij het intrekken vast wanneer en door wie.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.naam} ({self.begin}…)"

    @property
    def scope_labels(self) -> list[str]:
        return [str(self.Scope(scope).label) for scope in self.scopes]

    def why_not_on(self, dag: date) -> str:
        """Why the key itself no longer counts; empty when it does."""
        if self.ingetrokken_op is not None:
            return "De sleutel is ingetrokken."
        if self.geldig_tot_en_met < dag:
            return f"De sleutel gold tot en met {self.geldig_tot_en_met:%d-%m-%Y}."
        return ""


class ApiVerzoek(models.Model):
    """That a program asked for something with this Idempotency-Key, and what it got: asked again it gets the same.

    An answer tells ids and numbers, nothing of a child.
    """

    token = models.ForeignKey(ApiToken, on_delete=models.CASCADE, related_name="verzoeken")
    sleutel = models.CharField("Idempotency-Key", max_length=128)
    afdruk = models.CharField("SHA-256 van de vraag", max_length=64)
    antwoord = models.JSONField()
    tijdstip = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("token", "sleutel"),
                name="apiverzoek_een_per_sleutel",
                violation_error_message="Met deze Idempotency-Key is al iets gevraagd.",
            )
        ]
