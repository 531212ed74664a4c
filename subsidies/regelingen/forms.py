"""Text of people becomes checked policies."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from organisaties.models import Gemeente
from organisaties.velden import TekstField
from rekenregels import GROOTSTE_REGELING
from subsidies.regelingen.actions import parse_regeling


class RegelingForm(forms.Form):
    """A policy as pasted text or as file. What was typed stays in the field, however wrong it is."""

    bestand = forms.FileField(
        label="Bestand (TOML)", required=False, help_text="Of plak de tekst hieronder. Het bestand gaat voor."
    )
    tekst = TekstField(
        label="Tekst van de regeling",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "class": "vve-invoer--code", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, gemeente: Gemeente, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gemeente = gemeente
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        tekst = self._tekst(gegevens.get("bestand")) or gegevens.get("tekst", "")
        if not self.errors:
            gegevens["tekst"] = self._checked(tekst)
        return gegevens

    def _tekst(self, bestand: "UploadedFile[bytes] | None") -> str:
        """The text of an uploaded file, put into the field too, so that it can be mended there."""
        if bestand is None:
            return ""
        if (bestand.size or 0) > GROOTSTE_REGELING:
            self.add_error(
                "bestand", f"Dit bestand is {bestand.size} bytes; hoogstens {GROOTSTE_REGELING} past."
            )
            return ""
        try:
            tekst = str(bestand.read(), "utf-8-sig")
        except UnicodeDecodeError:
            self.add_error("bestand", f"{bestand.name} is geen tekst in UTF-8. Bewaar het bestand als UTF-8.")
            return ""
        self.data = {**dict(self.data.items()), "tekst": tekst}
        return tekst

    def _checked(self, tekst: str) -> str:
        if not tekst.strip():
            self.add_error("tekst", "Kies een bestand of plak de tekst van de regeling.")
            return tekst
        try:
            parse_regeling(tekst, self.gemeente)
        except ValidationError as fout:
            self.add_error("tekst", fout)
        return tekst
