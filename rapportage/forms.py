from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms

from organisaties.velden import DatumField, TekstField


class JaarForm(forms.Form):
    """Which year, out of those with figures: the filter of the monitor and the subject of a report."""

    jaar = forms.TypedChoiceField(label="Jaar", coerce=int)

    def __init__(self, *args: Any, jaren: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["jaar"] = forms.TypedChoiceField(
            label="Jaar",
            coerce=int,
            choices=[(jaar, str(jaar)) for jaar in jaren],
            error_messages={
                "invalid_choice": "Over %(value)s zijn geen cijfers. Kies een van de jaren in de lijst."
            },
        )

    def as_filter(self) -> "JaarForm":
        self.helper = FormHelper()
        self.helper.form_class, self.helper.form_method = "vve-filter", "get"
        self.helper.add_input(Submit("", "Toon", css_class="tweede"))
        return self

    def as_start(self, action: str) -> "JaarForm":
        self.helper = FormHelper()
        self.helper.form_class, self.helper.form_method = "vve-filter", "get"
        self.helper.form_action = action
        self.helper.add_input(Submit("", "Verantwoording voorbereiden"))
        return self


class VerzendForm(forms.Form):
    """On which day the report was sent, and to whom."""

    dag = DatumField(label="Verzonden op")
    aan = TekstField(
        label="Aan wie?",
        max_length=200,
        help_text="Een organisatie, bijvoorbeeld het CBS of de gemeenteraad. Noem geen kinderen.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_class = "vve-formulier"
        self.helper.form_tag = False
