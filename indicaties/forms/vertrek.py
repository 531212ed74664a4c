from typing import Any

from django import forms

from indicaties.forms.opmaak import helper
from indicaties.models import Kind
from organisaties.velden import DatumField


class VertrekForm(forms.Form):
    """What `record_vertrek` needs; the field names are its own."""

    reden = forms.ChoiceField(
        label="Wat is er gebeurd?",
        choices=[("", "Kies een reden"), *Kind.RedenVertrek.choices],
        error_messages={"required": "Kies of het kind is verhuisd of overleden."},
    )
    laatste_dag = DatumField(
        label="Laatste dag in de gemeente",
        help_text="Deze dag telt nog mee. Bij overlijden: de dag van overlijden.",
        error_messages={"required": "Vul de laatste dag in."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("Vertrek vastleggen", "reden", "laatste_dag")
