from collections.abc import Mapping
from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core.exceptions import ValidationError

from brieven.logo import read_logo
from brieven.models import Brief, Huisstijl, Verklaring
from brieven.models.huisstijl import MAX_LOGO
from brieven.soorten import Briefsoort
from brieven.tekstblokken import LANGSTE_BLOK, Tekstblok, find_fouten
from organisaties.models import Gemeente, Organisatie
from organisaties.velden import DatumField, TekstField, check_tekst


def helper(knop: str) -> FormHelper:
    helper = FormHelper()
    helper.form_class = "vve-formulier"
    helper.add_input(Submit("opslaan", knop))
    return helper


def _tekst(label: str, lengte: int, hulp: str = "") -> TekstField:
    return TekstField(
        label=label,
        max_length=lengte,
        help_text=hulp,
        error_messages={"required": f"Vul in: {label.lower()}."},
    )


class HuisstijlForm(forms.Form):
    """Who sends the letters. Whether a postal code or a colour can be, the model says."""

    use_required_attribute = False

    afzender = _tekst("Naam van de afzender", 120, "Bijvoorbeeld: Gemeente Voorbeeldstad, team Jeugd.")
    adres = _tekst("Postadres", 120, "Straat en huisnummer, of postbus.")
    postcode = _tekst("Postcode", 7)
    plaats = _tekst("Plaats", 80)
    telefoon = _tekst("Telefoonnummer", 20)
    email = forms.EmailField(label="E-mailadres", max_length=254)
    ondertekenaar = _tekst("Naam van wie ondertekent", 120)
    functie = _tekst("Functie van wie ondertekent", 120)
    bezwaar_bij = _tekst("Bij wie maakt iemand bezwaar?", 200, "Het bestuursorgaan dat het besluit nam.")
    bezwaar_adres = _tekst("Adres voor bezwaar", 200)
    bezwaar_email = forms.EmailField(
        label="E-mailadres voor bezwaar", max_length=254, required=False, help_text="Leeg: alleen per post."
    )
    kleur = _tekst("Kleur van de koppen", 7, "Een kleurcode, bijvoorbeeld #154273.")
    logo = forms.FileField(
        label="Logo",
        required=False,
        help_text=f"PNG of SVG, hoogstens {MAX_LOGO // 1000} kB. Leeg: het logo blijft zoals het is.",
    )
    zonder_logo = forms.BooleanField(label="Haal het logo weg", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("Opslaan")

    def clean_logo(self) -> tuple[bytes, str] | None:
        bestand = self.cleaned_data["logo"]
        if not bestand:
            return None
        try:
            return read_logo(bestand.read(MAX_LOGO + 1))
        except ValueError as fout:
            raise ValidationError(str(fout)) from None


class BriefTekstForm(forms.Form):
    """A field for each block of words of a kind of letter."""

    use_required_attribute = False

    def __init__(self, data: Any = None, *, soort: Briefsoort, begin: Mapping[str, str]) -> None:
        super().__init__(data, initial=dict(begin))
        self.soort = soort
        for blok in soort.tekstblokken:
            self.fields[blok.code] = TekstField(
                label=blok.naam,
                max_length=LANGSTE_BLOK,
                required=not blok.mag_leeg,
                help_text=blok.uitleg,
                error_messages={"required": f"Vul een tekst in bij ‘{blok.naam}’."},
                widget=forms.Textarea(
                    attrs={"rows": min(14, 2 + len(blok.tekst) // 70 + blok.tekst.count("\n"))}
                ),
            )

    @property
    def blokken(self) -> dict[str, str]:
        return {blok.code: self.cleaned_data[blok.code] for blok in self.soort.tekstblokken}

    @property
    def velden(self) -> list[tuple[forms.BoundField, Tekstblok]]:
        return [(self[blok.code], blok) for blok in self.soort.tekstblokken]

    def clean(self) -> dict[str, Any]:
        """A browser sends lines with CR and LF; a mistake is told with its block."""
        for blok in self.soort.tekstblokken:
            if blok.code not in self.cleaned_data:
                continue
            tekst = self.cleaned_data[blok.code].replace("\r\n", "\n").replace("\r", "\n")
            self.cleaned_data[blok.code] = tekst
            for fout in find_fouten(blok, tekst):
                self.add_error(blok.code, fout)
        return self.cleaned_data


class VerklaringForm(forms.Form):
    """What the municipality says of itself; each may wait."""

    functionaris = TekstField(
        label="Functionaris gegevensbescherming",
        max_length=200,
        required=False,
        help_text="Hoe iemand de functionaris bereikt: naam of functie, e-mailadres of postadres.",
    )
    beheerder = TekstField(
        label="Wie beheert het programma voor u?",
        max_length=200,
        required=False,
        help_text="De organisatie die het draaiend houdt: de gemeente zelf, een samenwerkingsverband of een leverancier.",
    )
    grondslag_gezondheid = TekstField(
        label="Grondslag voor gegevens over gezondheid",
        max_length=500,
        required=False,
        help_text="Bijvoorbeeld het artikel van de UAVG of de Jeugdwet, en of ouders toestemming geven.",
    )
    opslag = TekstField(
        label="In welk land, en bij welke leverancier, staan de gegevens?", max_length=200, required=False
    )
    naleving = forms.ChoiceField(
        label="Nalevingsstatus volgens het Besluit digitale toegankelijkheid overheid",
        choices=[("", "Nog niet bekend"), *Verklaring.Naleving.choices],
        required=False,
        help_text="Een A of B vraagt een onderzoek volgens WCAG-EM.",
    )
    registratie = forms.URLField(
        label="Adres van uw verklaring in het register",
        max_length=300,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": "Vul een heel internetadres in, dat met https:// begint."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("Vastleggen")


class BekendmakenForm(forms.Form):
    """When and how a letter was made known (Awb 3:41)."""

    hoe = forms.ChoiceField(
        label="Hoe", choices=[(w.value, w.label) for w in (Brief.Wijze.POST, Brief.Wijze.UITGEREIKT)]
    )
    dag = DatumField(label="Op welke dag is de brief verstuurd of uitgereikt?")

    def __init__(self, *args: Any, vandaag: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"dag": vandaag, "hoe": Brief.Wijze.POST}
        super().__init__(*args, **kwargs)
        self.vandaag = vandaag
        self.helper = helper("Vastleggen")

    def clean_dag(self) -> date:
        dag: date = self.cleaned_data["dag"]
        if dag > self.vandaag:
            raise ValidationError(f"{dag:%d-%m-%Y} moet nog komen. Leg vast wat er al is gebeurd.")
        return dag


class AndersForm(forms.Form):
    """How somebody was told of a message when the mail did not arrive."""

    dag = DatumField(label="Op welke dag?")
    hoe = _tekst("Hoe is het bericht meegedeeld?", 200, "Bijvoorbeeld: gebeld en voorgelezen.")

    def __init__(self, *args: Any, vandaag: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"dag": vandaag}
        super().__init__(*args, **kwargs)
        self.vandaag = vandaag
        self.helper = helper("Vastleggen")

    clean_dag = BekendmakenForm.clean_dag


class BereikbaarheidForm(forms.Form):
    """An organisation says expressly that it can be reached in the portal (Awb 2:8)."""

    organisatie = forms.ModelChoiceField(
        label="Organisatie", queryset=Organisatie.objects.none(), empty_label="Kies een organisatie"
    )
    sinds = DatumField(label="Vanaf welke dag?")
    verklaard_door = _tekst("Wie verklaarde dit namens de organisatie?", 120, "Naam en functie.")

    def __init__(self, *args: Any, gemeente: Gemeente, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisatie = self.fields["organisatie"]
        assert isinstance(organisatie, forms.ModelChoiceField)  # noqa: S101 - tells the type checker
        organisatie.queryset = Organisatie.objects.in_gemeente(gemeente)
        self.helper = helper("Vastleggen")


HUISSTIJLVELDEN = tuple(veld for veld in HuisstijlForm.base_fields if veld not in ("logo", "zonder_logo"))


def initial_of(huisstijl: Huisstijl) -> dict[str, Any]:
    return {veld: getattr(huisstijl, veld) for veld in HUISSTIJLVELDEN}


class TaalForm(forms.Form):
    """The page with more information in one language."""

    url = forms.URLField(
        label="Adres van de pagina",
        max_length=300,
        required=False,
        assume_scheme="https",
        help_text="Leeg: de folder heeft geen QR-code.",
        error_messages={"invalid": "Vul een heel adres in, bijvoorbeeld https://www.voorbeeldstad.nl/vve."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("Opslaan")

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        check_tekst(url)
        return url
