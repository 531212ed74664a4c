"""Forms that several rooms ask for."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms

from organisaties.velden import TekstField


class RedenForm(forms.Form):
    """Why something goes back or is refused; the other side reads it."""

    # The browser would colour the field red before anybody typed in it.
    use_required_attribute = False

    reden = TekstField(
        label="Reden",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Geef een reden. De ander leest wat er anders moet."},
    )

    def __init__(self, *args: Any, hulp: str = "", label: str = "Reden", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reden"].label = label
        self.fields["reden"].help_text = hulp
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
