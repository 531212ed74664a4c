"""Form fields that every room uses."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from lib.csvbestand import decode_csv


class DatumField(forms.DateField):
    """A day, from the browser's own date picker or typed as 15-05-2025."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"])
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        try:
            return super().to_python(value)
        except ValidationError:
            raise ValidationError(
                f"‘{value}’ is geen datum. Vul dag, maand en jaar in, bijvoorbeeld 15-05-2025.",
                code="invalid",
            ) from None


class TekstbestandField(forms.FileField):
    """An uploaded text file (CSV, TOML): small enough, and really text, whatever its name says."""

    default_error_messages = {"empty": "Het bestand is leeg. Kies een ander bestand."}

    def __init__(self, *, max_bytes: int = 2 * 1024 * 1024, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.max_bytes = max_bytes

    def clean(self, data: Any, initial: Any = None) -> Any:
        bestand = super().clean(data, initial)
        if not bestand:
            return bestand
        if bestand.size > self.max_bytes:
            raise ValidationError(
                f"Het bestand {bestand.name} is {bestand.size / 1024**2:.1f} MB. "
                f"Kies een bestand van hoogstens {self.max_bytes // 1024**2} MB."
            )
        try:
            decode_csv(bestand.read(8192))
        except ValueError as fout:
            raise ValidationError(str(fout)) from None
        bestand.seek(0)
        return bestand
