from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core.exceptions import ValidationError

from organisaties.landelijk.rondes import find_gemeenten
from organisaties.landelijk.soorten import Keuzesoort, Landelijkwerk, all_werk, find_werk
from organisaties.models import Gemeente
from organisaties.velden import TekstField


class RondeForm(forms.Form):
    """Which work, over what, and along which municipalities."""

    werk = forms.ChoiceField(label="Werk", widget=forms.RadioSelect)
    keuze = TekstField(
        label="Tijdvak of jaar",
        required=False,
        max_length=10,
        widget=forms.TextInput(attrs={"class": "vve-invoer--kort", "autocomplete": "off"}),
        help_text="Een tijdvak is 2026-3 (derde kwartaal), 2026-m3 (maart), 2026-h1 of 2026-j1. Een jaar is 2025.",
    )
    gemeenten = TekstField(
        label="Alleen deze gemeenten",
        required=False,
        max_length=2_000,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="CBS-codes met een komma ertussen, zoals 0273, 0226. Leeg betekent alle gemeenten.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuzes = [(een.code, _label(een)) for een in all_werk() if not een.alleen_nacht]
        veld = self.fields["werk"]
        assert isinstance(veld, forms.ChoiceField)  # noqa: S101 - tells the type checker
        veld.choices = keuzes
        self.helper = FormHelper()
        self.helper.form_class = "vve-formulier"
        self.helper.add_input(Submit("starten", "Starten"))

    def clean_werk(self) -> Landelijkwerk:
        werk = find_werk(self.cleaned_data["werk"])
        if werk is None:
            raise ValidationError("Kies een van deze soorten werk.")
        return werk

    def clean_gemeenten(self) -> list[Gemeente]:
        codes = [code.strip() for code in self.cleaned_data["gemeenten"].split(",") if code.strip()]
        return list(find_gemeenten(codes))

    def clean(self) -> dict[str, Any]:
        gegevens: dict[str, Any] = super().clean() or {}
        if "werk" in gegevens and "keuze" in gegevens:
            try:
                gegevens["keuze"] = gegevens["werk"].keuzesoort.check(gegevens["keuze"])
            except ValidationError as fout:
                self.add_error("keuze", fout)
        return gegevens


def _label(werk: Landelijkwerk) -> str:
    over = "" if werk.keuzesoort is Keuzesoort.GEEN else f" (geef een {werk.keuzesoort})"
    return f"{werk.naam}{over}"
