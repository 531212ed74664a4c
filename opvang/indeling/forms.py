"""Which child goes to which group: a choice per child, on one day."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms

from opvang.models import Groep, Plaatsing
from organisaties.velden import DatumField

NIET_INGEDEELD = "Niet ingedeeld"


class DagForm(forms.Form):
    """Which day the page is about."""

    per = DatumField(label="Indeling vanaf")


class IndelingForm(forms.Form):
    """`rijen`: each child's place with its group on the day (None: not divided)."""

    def __init__(
        self,
        *args: Any,
        rijen: Sequence[tuple[Plaatsing, Groep | None]],
        groepen: Sequence[Groep],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._rijen = rijen
        namen = [(groep.naam, groep.naam) for groep in groepen]
        for plaats, groep in rijen:
            leeg = [] if groep else [("", NIET_INGEDEELD)]
            self.fields[_veld(plaats)] = forms.ChoiceField(
                label=f"Groep van {plaats.kind.naam}",
                choices=[*leeg, *namen],
                initial=groep.naam if groep else "",
                required=False,
                widget=forms.Select(attrs={"class": "utrecht-select utrecht-select--html-select"}),
                error_messages={
                    "invalid_choice": "‘%(value)s’ loopt niet op deze dag. Kies een andere groep."
                },
            )

    def rows(self) -> Iterator[tuple[Plaatsing, Groep | None, forms.BoundField]]:
        for plaats, groep in self._rijen:
            yield plaats, groep, self[_veld(plaats)]

    def keuzes(self) -> dict[int, str]:
        """Child -> name of the group that was chosen; also of who stays where it was."""
        return {
            plaats.kind_id: naam for plaats, _ in self._rijen if (naam := self.cleaned_data[_veld(plaats)])
        }


def _veld(plaats: Plaatsing) -> str:
    return f"groep-{plaats.kind_id}"
