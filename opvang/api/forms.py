"""The form with which a beheerder gives software a key."""

from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms

from lib.periode import add_maanden
from opvang.models import ApiToken
from organisaties.velden import DatumField, TekstField


class ApiTokenForm(forms.Form):
    naam = TekstField(
        label="Naam van de software",
        max_length=60,
        help_text="Bijvoorbeeld de naam van het planningssysteem. De naam staat bij alles wat het doet.",
        error_messages={"required": "Vul een naam in waaraan u de software herkent."},
    )
    scopes = forms.MultipleChoiceField(
        label="Wat mag de software?",
        choices=ApiToken.Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies wat de software mag."},
    )
    geldig_tot_en_met = DatumField(
        label="Laatste dag", help_text="Hoogstens een jaar vooruit. Maak daarna een nieuwe sleutel."
    )

    def __init__(self, data: Any = None, *, dag: date) -> None:
        super().__init__(
            data, initial={"geldig_tot_en_met": add_maanden(dag, 12), "scopes": [ApiToken.Scope.READ]}
        )
        self.helper = FormHelper()
        self.helper.form_class = "vve-formulier"
        self.helper.add_input(Submit("maken", "Sleutel maken"))
