from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from opvang.models import Declaratieregel
from organisaties.velden import TekstField


class RegelredenenForm(forms.Form):
    """A place for a reason at each line; lines with one go back to the provider."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, regels: Iterable[Declaratieregel]) -> None:
        super().__init__(data)
        self.regels = list(regels)
        for regel in self.regels:
            self.fields[f"reden-{regel.pk}"] = TekstField(
                label="Waarom klopt deze regel niet?", max_length=500, required=False
            )

    def veld(self, regel: Declaratieregel) -> forms.BoundField:
        return self[f"reden-{regel.pk}"]

    def redenen(self) -> dict[int, str]:
        ingevuld = {regel.pk: self.cleaned_data[f"reden-{regel.pk}"] for regel in self.regels}
        return {pk: reden for pk, reden in ingevuld.items() if reden}
