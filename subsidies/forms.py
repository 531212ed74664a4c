"""Text of people becomes dates, cents and checked policies."""

from datetime import date
from typing import Any, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Row, Submit
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from opvang.invoer import parse_getal
from organisaties.models import Gemeente
from subsidies.actions.regelingen import parse_regeling
from subsidies.models import Boeking, Geldbron
from subsidies.redactie.sjabloon import meegeleverd

MAX_BYTES_REGELING = 500_000
MAX_CENTEN = 1_000_000_000_00

# Which indicators a person may book on. Their official texts differ per year and stand in the report.
INDICATOREN = (
    ("", "Geen (geen GOAB-besteding)"),
    ("D8/01", "D8/01 Voorschoolse educatie"),
    ("D8/02", "D8/02 Overige activiteiten"),
    ("D8/03", "D8/03 Afspraken met schoolbesturen en houders"),
    ("D8/05", "D8/05 Overgeboekt aan een andere gemeente"),
    ("D8/07", "D8/07 Ontvangen van een andere gemeente"),
)


class RegelingForm(forms.Form):
    """A policy as pasted text or as file. What was typed stays in the field, however wrong it is."""

    bestand = forms.FileField(
        label="Bestand (TOML)", required=False, help_text="Of plak de tekst hieronder. Het bestand gaat voor."
    )
    tekst = forms.CharField(
        label="Tekst van de regeling",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "class": "vve-invoer--code", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, gemeente: Gemeente, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gemeente = gemeente
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        tekst = self._tekst(gegevens.get("bestand")) or gegevens.get("tekst", "")
        if not self.errors:
            gegevens["tekst"] = self._checked(tekst)
        return gegevens

    def _tekst(self, bestand: "UploadedFile[bytes] | None") -> str:
        """The text of an uploaded file, put into the field too, so that it can be mended there."""
        if bestand is None:
            return ""
        if (bestand.size or 0) > MAX_BYTES_REGELING:
            self.add_error(
                "bestand", f"Dit bestand is {bestand.size} bytes; hoogstens {MAX_BYTES_REGELING} past."
            )
            return ""
        try:
            tekst = str(bestand.read(), "utf-8-sig")
        except UnicodeDecodeError:
            self.add_error("bestand", f"{bestand.name} is geen tekst in UTF-8. Bewaar het bestand als UTF-8.")
            return ""
        self.data = {**dict(self.data.items()), "tekst": tekst}
        return tekst

    def _checked(self, tekst: str) -> str:
        if not tekst.strip():
            self.add_error("tekst", "Kies een bestand of plak de tekst van de regeling.")
            return tekst
        try:
            parse_regeling(tekst, self.gemeente)
        except ValidationError as fout:
            self.add_error("tekst", fout)
        return tekst


class RegelingStartForm(forms.Form):
    """Which policy that comes with the product to start from, and what the own one is called."""

    voorbeeld = forms.ChoiceField(
        label="Regeling om mee te beginnen",
        help_text="Kies een regeling die op die van u lijkt: dezelfde soort ouderbijdrage, hetzelfde aantal blokken uren.",
    )
    naam = forms.CharField(
        label="Naam van uw regeling", max_length=120, help_text="Bijvoorbeeld de gemeente en het jaar."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuzes = [(sleutel, regeling.naam) for sleutel, regeling in meegeleverd().items()]
        cast(forms.ChoiceField, self.fields["voorbeeld"]).choices = [("", "Kies een regeling"), *keuzes]
        self.helper = FormHelper()
        self.helper.form_class = "vve-formulier"
        self.helper.add_input(Submit("beginnen", "Concept maken"))


class RedenForm(forms.Form):
    """Why something goes back or is refused; the other side reads it."""

    # The browser would colour the field red before anybody typed in it.
    use_required_attribute = False

    reden = forms.CharField(
        label="Reden",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Geef een reden. De ander leest wat er anders moet."},
    )

    def __init__(self, *args: Any, hulp: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reden"].help_text = hulp
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True


class EuroField(forms.CharField):
    """'1.234,50' -> 123450 cents."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal"})
        super().__init__(widget=widget, **kwargs)

    def clean(self, value: Any) -> int:
        tekst: str = super().clean(value)
        try:
            centen = int(parse_getal(tekst) * 100)
        except ValueError as fout:
            raise ValidationError(str(fout)) from fout
        if not 0 <= centen <= MAX_CENTEN:
            raise ValidationError(f"€ {tekst} kan niet: vul een bedrag in van 0 tot en met 1 miljard euro.")
        return centen


class BoekingForm(forms.Form):
    soort = forms.ChoiceField(label="Wat gebeurde er?", choices=Boeking.Soort.choices)
    bron = forms.ChoiceField(label="Welk geld?", choices=Geldbron.choices)
    bedrag_centen = EuroField(label="Bedrag in euro")
    datum = forms.DateField(label="Datum", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    jaar = forms.IntegerField(
        label="Verantwoordingsjaar",
        min_value=2011,
        max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "vve-invoer--kort"}),
    )
    indicator = forms.ChoiceField(
        label="SiSa-indicator",
        choices=INDICATOREN,
        required=False,
        help_text="Verplicht bij een besteding uit GOAB.",
    )
    andere_gemeente = forms.RegexField(
        r"^\d{4}$",
        label="CBS-code van de andere gemeente",
        required=False,
        help_text="Alleen bij D8/05 en D8/07.",
        widget=forms.TextInput(attrs={"class": "vve-invoer--kort"}),
        error_messages={"invalid": "Een CBS-code heeft vier cijfers."},
    )
    omschrijving = forms.CharField(label="Omschrijving", max_length=200)

    def __init__(self, *args: Any, dag: date, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"datum": dag, "jaar": dag.year, "soort": "ontvangen", "bron": "goab"})
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_class = "vve-formulier"
        self.helper.layout = Layout(
            Row("soort", "bron"),
            Row("bedrag_centen", "datum"),
            Row("indicator", "andere_gemeente"),
            Row("omschrijving", "jaar"),
        )
        self.helper.add_input(Submit("opslaan", "Boeken"))


class StornoForm(RedenForm):
    datum = forms.DateField(
        label="Datum van de storno", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class BegrotingspostForm(forms.Form):
    bron = forms.ChoiceField(label="Welk geld?", choices=Geldbron.choices)
    bedrag_centen = EuroField(label="Bedrag in euro")
    toelichting = forms.CharField(
        label="Waar staat dit?", max_length=200, help_text="Het besluit of document."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_class = "vve-formulier"
        self.helper.add_input(Submit("opslaan", "Begroting vastleggen"))
