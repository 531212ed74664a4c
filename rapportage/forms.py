from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms


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

    def as_request(self, action: str) -> "JaarForm":
        self.helper = FormHelper()
        self.helper.form_class, self.helper.form_action = "vve-filter", action
        self.helper.add_input(Submit("maken", "Verantwoording maken"))
        return self
