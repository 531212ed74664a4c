"""What an auditor or the beleidsmedewerker fills in: how to draw, and what was found."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Row, Submit
from django import forms
from django.core.validators import RegexValidator

from lib.geld import write_honderdsten
from organisaties.velden import HonderdstenField, TekstField
from rapportage.controledossier.models import MEESTE_POSTEN, Bevinding
from subsidies.grootboek.forms import INDICATOREN, MAX_CENTEN

# Those on which money is spent.
CONTROLEERBAAR = tuple(keuze for keuze in INDICATOREN if keuze[0] and keuze[0] != "D8/07")


class BedragField(HonderdstenField):
    def check(self, honderdsten: int) -> None:
        if not 0 < honderdsten <= MAX_CENTEN:
            raise ValueError(
                f"€ {write_honderdsten(honderdsten)} kan niet: vul een bedrag in boven 0, ook als er te weinig is betaald."
            )


class TrekkingForm(forms.Form):
    indicator = forms.ChoiceField(label="Waaruit?", choices=CONTROLEERBAAR)
    omvang = forms.IntegerField(
        label="Hoeveel trekkingen?",
        min_value=1,
        max_value=MEESTE_POSTEN,
        initial=5,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "vve-invoer--kort"}),
        error_messages={
            "required": "Vul in hoe vaak u trekt.",
            "invalid": "Vul een heel getal in, bijvoorbeeld 5.",
            "min_value": "Trek minstens 1 keer.",
            "max_value": f"Trek hoogstens {MEESTE_POSTEN} keer. Doe daarna zo nodig een tweede steekproef.",
        },
    )
    zaad = TekstField(
        label="Zaad",
        max_length=64,
        required=False,
        validators=[
            RegexValidator(r"^[0-9A-Za-z-]+$", "Een zaad bestaat uit letters, cijfers en streepjes.")
        ],
        help_text="Met hetzelfde zaad komen dezelfde boekingen eruit. Leeg: het programma kiest een zaad.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_class = "vve-formulier"
        self.helper.layout = Layout(Row("indicator", "omvang"), "zaad")
        self.helper.add_input(Submit("trekken", "Steekproef trekken"))


class BevindingForm(forms.Form):
    """In the place of another row it can be withdrawn too."""

    soort = forms.ChoiceField(label="Wat is het?", choices=Bevinding.Soort.choices)
    indicator = forms.ChoiceField(label="SiSa-indicator", choices=CONTROLEERBAAR)
    bedrag_centen = BedragField(label="Bedrag in euro")
    oorzaak = TekstField(
        label="Oorzaak",
        max_length=500,
        help_text="Wat er mis is en waar: de boeking of berekening. Noem geen kinderen.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    vervallen = forms.BooleanField(
        label="Dit vervalt",
        required=False,
        help_text="Het telt dan niet meer mee. Wat er stond, blijft te lezen.",
    )

    def __init__(self, *args: Any, vervangt: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not vervangt:
            del self.fields["vervallen"]
        self.helper = FormHelper()
        self.helper.form_class = "vve-formulier"
        self.helper.add_input(Submit("opslaan", "Vastleggen"))
