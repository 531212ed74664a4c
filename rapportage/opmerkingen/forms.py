from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms

from organisaties.velden import TekstField
from rapportage.opmerkingen.models import LANGST


class OpmerkingForm(forms.Form):
    """What the municipality says in one chapter."""

    tekst = TekstField(
        label="Opmerking van de gemeente",
        max_length=LANGST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Een lege regel begint een nieuwe alinea. Noem geen kinderen. Leeg laten haalt de opmerking weg.",
    )
    # The remark that was on the screen: another one since is not overwritten unseen.
    vervangt = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_class = "vve-formulier"
        self.helper.add_input(Submit("opslaan", "Vastleggen"))
