"""Form fields that every room uses."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError


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
