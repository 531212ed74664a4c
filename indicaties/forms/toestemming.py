from typing import Any

from django import forms

from indicaties.forms.opmaak import helper
from indicaties.models import Toestemming
from organisaties.velden import DatumField


class ToestemmingForm(forms.Form):
    gegeven = forms.TypedChoiceField(
        label="Vinden de ouders het goed dat hun kind wordt verwezen?",
        choices=[("ja", "Ja"), ("nee", "Nee")],
        coerce=lambda waarde: waarde == "ja",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies ja of nee."},
    )
    omvang = forms.ChoiceField(
        label="Welke gegevens mag de houder krijgen?",
        choices=Toestemming.Omvang.choices,
        initial=Toestemming.Omvang.INDICATIE,
        required=False,
        help_text="Alleen nodig bij ‘ja’.",
    )
    datum = DatumField(
        label="Op welke dag?", error_messages={"required": "Vul de dag in waarop de ouders antwoordden."}
    )
    ouder = forms.ChoiceField(
        label="Wie antwoordde?",
        choices=[("", "Kies wie"), *Toestemming.Ouder.choices],
        error_messages={"required": "Kies wie antwoordde."},
    )
    vastlegging = forms.ChoiceField(
        label="Hoe?",
        choices=[("", "Kies hoe"), *Toestemming.Vastlegging.choices],
        error_messages={"required": "Kies hoe het antwoord kwam."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("Antwoord vastleggen", *self.base_fields)
