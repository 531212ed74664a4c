"""What people give of the SiSa form: the file of the municipality, and notes beside the figures."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms

from organisaties.velden import TabelbestandField, TekstField


class SisabijlageForm(forms.Form):
    bestand = TabelbestandField(
        label="SiSa-bijlage op maat",
        help_text="Het Excel-bestand (.xlsx) van uw gemeente, met de indicatoren van D8. ODS en CSV mogen ook.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_class = "vve-formulier"
        self.helper.add_input(Submit("nakijken", "Nakijken"))


class SisaopmerkingForm(forms.Form):
    beschikkingsnummers = TekstField(
        label="Beschikkingsnummers",
        max_length=300,
        required=False,
        help_text="Leeg: de nummers van de beschikkingen van OCW die onder Uitkering van het Rijk zijn vastgelegd.",
    )
    opmerkingen = TekstField(
        label="Opmerkingen", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_class = "vve-formulier"
        self.helper.add_input(Submit("opslaan", "Vastleggen"))
