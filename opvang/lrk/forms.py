"""The form that takes the file of the register, and the day on which an answer holds."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from opvang.lrk.rijen import MAX_BYTES
from organisaties.velden import DatumField


class LrkBestandForm(forms.Form):
    bestand = forms.FileField(
        label="Bestand van het LRK (CSV)",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt"}),
        error_messages={
            "required": "Kies eerst het bestand van het LRK.",
            "empty": "Het bestand is leeg. Kies een ander bestand.",
        },
    )
    peildatum = DatumField(
        label="Dag van het bestand",
        help_text="Wat gewijzigd is, geldt vanaf deze dag als het LRK zelf geen dag noemt.",
    )

    def __init__(self, data: Any = None, files: Any = None, *, dag: date) -> None:
        super().__init__(data, files, initial={"peildatum": dag})
        self.dag = dag

    def clean_bestand(self) -> Any:
        bestand = self.cleaned_data["bestand"]
        if bestand.size > MAX_BYTES:
            raise ValidationError(
                f"Het bestand is {bestand.size / 1024**2:.0f} MB; hoogstens {MAX_BYTES // 1024**2} MB past. Kies het"
                " opendatabestand van het LRK."
            )
        return bestand

    def clean_peildatum(self) -> date:
        peildatum: date = self.cleaned_data["peildatum"]
        if peildatum > self.dag:
            raise ValidationError(
                f"{peildatum:%d-%m-%Y} is nog niet geweest. Kies vandaag of een eerdere dag."
            )
        return peildatum


class IngangForm(forms.Form):
    ingangsdatum = DatumField(label="Geldt vanaf", help_text="De eerste dag waarop het anders is.")
