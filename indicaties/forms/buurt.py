from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from indicaties.buurtbestand import MAX_BYTES
from indicaties.forms.opmaak import helper

_GROOT = f"Dit bestand is groter dan {MAX_BYTES // 1024**2} MB. Stuur alleen de regels van uw eigen gemeente."


class BuurtbestandForm(forms.Form):
    adressen = forms.FileField(
        label="Bestand met adressen",
        help_text="Kolommen PC6, Huisnummer, Buurt, Wijk en Gem, met het jaar in de naam. CSV of XLSX.",
        error_messages={"required": "Kies het bestand met adressen.", "empty": "Het bestand is leeg."},
    )
    namen = forms.FileField(
        label="Bestand met namen",
        help_text="Kolommen buurtcode, buurtnaam, GM, WK en WK_NAAM, met het jaar in de naam. CSV of XLSX.",
        error_messages={"required": "Kies het bestand met namen.", "empty": "Het bestand is leeg."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("Bestanden nakijken", "adressen", "namen")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for veld in ("adressen", "namen"):
            if veld in data and data[veld].size > MAX_BYTES:
                self.add_error(veld, ValidationError(_GROOT))
        return data
