"""Text of people becomes dates, cents and checked policies."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Row, Submit
from django import forms
from django.core.validators import RegexValidator

from lib.geld import write_honderdsten
from organisaties.formulieren import RedenForm
from organisaties.velden import DatumField, HonderdstenField, JaarField, TekstField
from subsidies.models import Boeking
from subsidies.models.grootboek import BRON_LENGTE

# Each source with its name (grootboek/bronnen.py).
Bronnen = Sequence[tuple[str, str]]
MAX_CENTEN = 1_000_000_000_00
FCL_CODE = RegexValidator(
    r"^[0-9A-Za-z][0-9A-Za-z.\-]*$", "Een FCL-code bestaat uit letters, cijfers, punten en streepjes."
)

# Which indicators a person may book on. Their official texts differ per year and stand in the report.
INDICATOREN = (
    ("", "Geen (geen GOAB-besteding)"),
    ("D8/01", "D8/01 Voorschoolse educatie"),
    ("D8/02", "D8/02 Overige activiteiten"),
    ("D8/03", "D8/03 Afspraken met schoolbesturen en houders"),
    ("D8/05", "D8/05 Overgeboekt aan een andere gemeente"),
    ("D8/07", "D8/07 Ontvangen van een andere gemeente"),
)


class EuroField(HonderdstenField):
    def check(self, honderdsten: int) -> None:
        if not 0 <= honderdsten <= MAX_CENTEN:
            raise ValueError(
                f"€ {write_honderdsten(honderdsten)} kan niet: vul een bedrag in van 0 tot en met 1 miljard euro."
            )


class BoekingForm(forms.Form):
    soort = forms.ChoiceField(label="Wat gebeurde er?", choices=Boeking.Soort.choices)
    bron = forms.ChoiceField(label="Welk geld?")
    bedrag_centen = EuroField(label="Bedrag in euro")
    datum = DatumField(label="Datum")
    jaar = JaarField(label="Verantwoordingsjaar", vanaf=2011)
    indicator = forms.ChoiceField(
        label="SiSa-indicator",
        choices=INDICATOREN,
        required=False,
        help_text="Verplicht bij een besteding uit GOAB.",
    )
    andere_gemeente = TekstField(
        validators=[RegexValidator(r"^[0-9]{4}$", "Een CBS-code heeft vier cijfers.")],
        label="CBS-code van de andere gemeente",
        required=False,
        help_text="Alleen bij D8/05 en D8/07.",
        widget=forms.TextInput(attrs={"class": "vve-invoer--kort"}),
    )
    omschrijving = TekstField(label="Omschrijving", max_length=200)

    def __init__(self, *args: Any, dag: date, bronnen: Bronnen, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"datum": dag, "jaar": dag.year, "soort": "ontvangen", "bron": "goab"})
        super().__init__(*args, **kwargs)
        self.fields["bron"].choices = bronnen  # type: ignore[attr-defined]
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
    datum = DatumField(label="Datum van de storno")


class RekeningForm(forms.Form):
    code = TekstField(label="Code", max_length=20)
    naam = TekstField(label="Naam", max_length=80)
    fcl_code = TekstField(
        label="FCL-code",
        max_length=20,
        required=False,
        help_text="Als een boeking zelf geen code heeft, staat deze in het bestand voor uw financiële administratie.",
        validators=[FCL_CODE],
    )
    toelichting = TekstField(
        label="Waar staat dit?", max_length=200, help_text="Bijvoorbeeld: rekeningschema 2026."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_class = "vve-formulier"
        self.helper.add_input(Submit("opslaan", "Vastleggen"))


class BegrotingspostForm(forms.Form):
    bron = forms.ChoiceField(label="Welk geld?")
    bedrag_centen = EuroField(label="Bedrag in euro", help_text="Vul 0 in om deze begroting weg te halen.")
    toelichting = TekstField(label="Waar staat dit?", max_length=200, help_text="Het besluit of document.")
    fcl_code = TekstField(
        label="FCL-code",
        max_length=20,
        required=False,
        help_text="Onder welke code uw financiële administratie dit geld boekt. Leeg: de code blijft zoals zij was.",
        validators=[FCL_CODE],
    )

    def __init__(self, *args: Any, bronnen: Bronnen, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bron"].choices = bronnen  # type: ignore[attr-defined]
        self.helper = FormHelper()
        self.helper.form_class = "vve-formulier"
        self.helper.add_input(Submit("opslaan", "Begroting vastleggen"))


class GeldbronForm(forms.Form):
    naam = TekstField(
        label="Naam van de geldbron",
        max_length=BRON_LENGTE,
        help_text="Bijvoorbeeld: Provincie Gelderland. De naam staat bij elke boeking en verandert niet meer.",
    )
    code_lasten = TekstField(label="Code van de rekening voor lasten", max_length=20)
    code_baten = TekstField(label="Code van de rekening voor baten", max_length=20)
    toelichting = TekstField(label="Waar staat dit?", max_length=200, help_text="Het besluit of document.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_class = "vve-formulier"
        self.helper.add_input(Submit("opslaan", "Geldbron toevoegen"))
