"""How the letters of a municipality, or of a JGZ organisation that sends its own, look and who signs them."""

import base64

from django.core.validators import MaxLengthValidator, RegexValidator
from django.db import models

from organisaties.models import Gebruiker, Gemeente, Organisatie

KLEUR = "#154273"
MAX_LOGO = 200_000


class Huisstijl(models.Model):
    """One row for the municipality and one for each JGZ organisation that has a style of its own.

    Without a row the letters are sent by the municipality, and say what nobody has filled in yet.
    """

    class Logosoort(models.TextChoices):
        PNG = "image/png", "PNG"
        SVG = "image/svg+xml", "SVG"

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    organisatie = models.ForeignKey(
        Organisatie, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    afzender = models.CharField("naam van de afzender", max_length=120)
    adres = models.CharField("postadres", max_length=120)
    postcode = models.CharField(
        max_length=7,
        validators=[RegexValidator(r"^[1-9]\d{3} ?[A-Z]{2}$", "Vul een postcode in zoals 3881 AB.")],
    )
    plaats = models.CharField(max_length=80)
    telefoon = models.CharField(
        max_length=20, validators=[RegexValidator(r"^[\d +()-]{5,20}$", "Vul een telefoonnummer in.")]
    )
    email = models.EmailField("e-mailadres", max_length=254)
    ondertekenaar = models.CharField("naam van wie ondertekent", max_length=120)
    functie = models.CharField("functie van wie ondertekent", max_length=120)
    bezwaar_bij = models.CharField("bezwaar bij", max_length=200)
    bezwaar_adres = models.CharField("adres voor bezwaar", max_length=200)
    bezwaar_email = models.EmailField("e-mailadres voor bezwaar", max_length=254, blank=True)
    kleur = models.CharField(
        max_length=7,
        default=KLEUR,
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", "Vul een kleur in zoals #154273.")],
    )
    logo = models.BinaryField(null=True, blank=True, validators=[MaxLengthValidator(MAX_LOGO)])
    logo_soort = models.CharField(max_length=20, choices=Logosoort, blank=True)
    gewijzigd_op = models.DateTimeField()
    gewijzigd_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("gemeente", "organisatie"),
                nulls_distinct=False,
                name="huisstijl_een_per_afzender",
                violation_error_message="Deze afzender heeft al een huisstijl.",
            ),
            models.CheckConstraint(
                name="huisstijl_logo_heeft_soort",
                condition=models.Q(logo=None, logo_soort="")
                | (models.Q(logo__isnull=False) & ~models.Q(logo_soort="")),
                violation_error_message="Een logo heeft een soort, en alleen een logo.",
            ),
        ]

    def __str__(self) -> str:
        return f"huisstijl van {self.organisatie or self.gemeente}"

    @property
    def is_vastgesteld(self) -> bool:
        return self.pk is not None

    @property
    def logo_adres(self) -> str:
        """The picture as an address that needs no file."""
        if not self.logo:
            return ""
        return f"data:{self.logo_soort};base64,{base64.b64encode(bytes(self.logo)).decode()}"


def huisstijl_of(gemeente: Gemeente, organisatie: Organisatie | None = None) -> Huisstijl:
    """That of the organisation, else of the municipality; an unsaved one with only a name when nobody filled it in."""
    rijen = {rij.organisatie_id: rij for rij in Huisstijl.objects.filter(gemeente=gemeente)}
    eigen = rijen.get(organisatie.pk) if organisatie else None
    afzender = str(organisatie) if organisatie else f"Gemeente {gemeente}"
    return (
        eigen or rijen.get(None) or Huisstijl(gemeente=gemeente, organisatie=organisatie, afzender=afzender)
    )
