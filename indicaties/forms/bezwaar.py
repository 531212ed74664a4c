from typing import Any

from django import forms

from indicaties.forms.opmaak import helper
from organisaties.velden import DatumField


class HerkomstbezwaarForm(forms.Form):
    dag = DatumField(
        label="Dag waarop het bezwaar binnenkwam",
        error_messages={"required": "Vul de dag van het bezwaar in."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("Bezwaar vastleggen", "dag")
