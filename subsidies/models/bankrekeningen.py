from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from stdnum import bic as bic_van
from stdnum import iban as iban_van
from stdnum.exceptions import InvalidChecksum, InvalidLength
from stdnum.exceptions import ValidationError as GeenNummer

from indicaties.models import Kind
from organisaties.models import Gebruiker, Gemeente, Organisatie
from subsidies.models.ontvangers import MetOntvanger, Sleutel


def check_iban(iban: str) -> None:
    """Country, length and check digits (mod 97); ValidationError with what is wrong."""
    try:
        iban_van.validate(iban)
    except (InvalidChecksum, InvalidLength):
        raise ValidationError(
            f"‘{iban}’ klopt niet: de controlecijfers passen niet bij het nummer, of er ontbreekt een teken. "
            "Neem het rekeningnummer over van een bankafschrift.",
            code="iban",
        ) from None
    except GeenNummer:
        raise ValidationError(
            f"‘{iban}’ is geen IBAN. Een Nederlands rekeningnummer heeft 18 tekens, bijvoorbeeld "
            "NL91 ABNA 0417 1643 00.",
            code="iban",
        ) from None


def check_bic(bic: str) -> None:
    if not bic_van.is_valid(bic):
        raise ValidationError(
            f"‘{bic}’ is geen BIC. Een BIC heeft 8 of 11 tekens, bijvoorbeeld BNGHNL2G.", code="bic"
        )


class BankrekeningQuerySet(models.QuerySet["Bankrekening"]):
    def for_gebruiker(self, gebruiker: Gebruiker) -> Self:
        """An organisation sees its own accounts."""
        if gebruiker.locatie is not None:
            return self.none()
        eigen = self.filter(gemeente=gebruiker.gemeente)
        return eigen.filter(organisatie=gebruiker.organisatie) if gebruiker.is_houder else eigen

    def waiting(self) -> Self:
        return self.filter(status=Bankrekening.Status.PROPOSED)

    def in_force_on(self, gemeente: Gemeente, dag: date) -> "dict[Sleutel, Bankrekening]":
        """Recipient -> the account that counts on the day; `DE_GEMEENTE` -> that of the municipality itself."""
        geldend = self.filter(gemeente=gemeente, status=Bankrekening.Status.AGREED, geldig_van__lte=dag)
        return {rekening.sleutel: rekening for rekening in geldend.order_by("geldig_van", "pk")}


class Bankrekening(MetOntvanger, models.Model):
    """An account that is paid to, or, without a recipient, that of the municipality that is paid from.

    One person proposes it and another agrees. A later one takes its place from `geldig_van` on; none is edited.
    """

    class Status(models.TextChoices):
        PROPOSED = "voorgesteld", "Wacht op akkoord"
        AGREED = "akkoord", "Akkoord"
        REFUSED = "afgewezen", "Afgewezen"

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="bankrekeningen")
    organisatie = models.ForeignKey(
        Organisatie, on_delete=models.PROTECT, null=True, blank=True, related_name="bankrekeningen"
    )
    # Whose parents hold the account.
    kind = models.ForeignKey(
        Kind, on_delete=models.PROTECT, null=True, blank=True, related_name="bankrekeningen"
    )
    iban = models.CharField("IBAN", max_length=34, validators=[check_iban])
    bic = models.CharField("BIC", max_length=11, blank=True, validators=[check_bic])
    tenaamstelling = models.CharField(max_length=70)
    # Of parents only the town is kept: it is all that a bank needs.
    straat = models.CharField(max_length=70, blank=True)
    huisnummer = models.CharField(max_length=16, blank=True)
    postcode = models.CharField(max_length=16, blank=True)
    plaats = models.CharField(max_length=35)
    land = models.CharField(
        max_length=2, default="NL", validators=[RegexValidator(r"^[A-Z]{2}$", "Een landcode is NL of BE.")]
    )
    geldig_van = models.DateField("vanaf welke dag")
    status = models.CharField(max_length=15, choices=Status, default=Status.PROPOSED)
    voorgesteld_op = models.DateTimeField()
    voorgesteld_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    besloten_op = models.DateTimeField(null=True, blank=True)
    besloten_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reden_afwijzing = models.CharField(max_length=500, blank=True)

    objects = BankrekeningQuerySet.as_manager()

    class Meta:
        ordering = ("organisatie__naam", "-geldig_van", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("gemeente", "organisatie", "kind"),
                condition=Q(status="voorgesteld"),
                nulls_distinct=False,
                name="bankrekening_een_voorstel",
                violation_error_message="Er wacht al een rekeningnummer op akkoord. Laat dat eerst beoordelen.",
            ),
            models.CheckConstraint(
                name="bankrekening_vier_ogen",
                condition=Q(besloten_door=None) | ~Q(besloten_door=F("voorgesteld_door")),
                violation_error_message="Een ander dan wie het rekeningnummer voorstelde, geeft akkoord (vier ogen).",
            ),
            models.CheckConstraint(
                name="bankrekening_besluit_volledig",
                condition=Q(status="voorgesteld", besloten_op=None, besloten_door=None)
                | Q(
                    status__in=("akkoord", "afgewezen"),
                    besloten_op__isnull=False,
                    besloten_door__isnull=False,
                ),
                violation_error_message="Leg bij het besluit vast wanneer en door wie.",
            ),
            models.CheckConstraint(
                name="bankrekening_gemeente_met_bic",
                condition=Q(organisatie__isnull=False) | Q(kind__isnull=False) | ~Q(bic=""),
                violation_error_message="Vul bij de rekening van de gemeente de BIC in: die staat in het betaalbestand.",
            ),
            models.CheckConstraint(
                name="bankrekening_adres",
                condition=Q(kind__isnull=False, straat="", huisnummer="", postcode="")
                | Q(kind=None) & ~Q(straat="") & ~Q(huisnummer="") & ~Q(postcode=""),
                violation_error_message="Vul straat, huisnummer en postcode in; bij een rekening van ouders juist niet.",
            ),
            models.CheckConstraint(
                name="bankrekening_hoogstens_een_ontvanger",
                condition=Q(organisatie=None) | Q(kind=None),
                violation_error_message="Een rekening is van een organisatie of van ouders, niet van allebei.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gemaskeerd} van {self.eigenaar}"

    @property
    def eigenaar(self) -> str:
        return self.ontvanger or str(self.gemeente)

    @property
    def gemaskeerd(self) -> str:
        """Enough to recognise it by, and not to use it: 'NL91 •••• 4300'."""
        return f"{self.iban[:4]} •••• {self.iban[-4:]}"

    @property
    def voluit(self) -> str:
        return " ".join(self.iban[i : i + 4] for i in range(0, len(self.iban), 4))
