from django import forms

from organisaties.velden import TabelbestandField


class WerkmapForm(forms.Form):
    bestand = TabelbestandField(
        label="Werkmap (.xlsx)",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.ods"}),
        error_messages={"required": "Kies eerst de werkmap."},
    )
