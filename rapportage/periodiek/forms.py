"""Which report of a quarter or a year somebody asks for."""

from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms

from lib.periode import Ritme, Tijdvak
from organisaties.hoofdstukken import Document

KWARTALEN_TERUG = 8


class PeriodiekForm(forms.Form):
    """The quarters of the last two years, and the years with figures that are over."""

    wat = forms.ChoiceField(label="Kwartaal of evaluatie")

    def __init__(self, *args: Any, jaren: list[int], dag: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wat"] = forms.ChoiceField(
            label="Kwartaal of evaluatie",
            choices=[*_kwartalen(dag), *_jaren(jaren, dag)],
            error_messages={
                "invalid_choice": "‘%(value)s’ staat niet in de lijst. Kies een van de verslagen."
            },
        )

    def as_request(self, action: str) -> "PeriodiekForm":
        self.helper = FormHelper()
        self.helper.form_class, self.helper.form_action = "vve-filter", action
        self.helper.add_input(Submit("maken", "Verslag maken"))
        return self

    @property
    def keuze(self) -> tuple[Document, int, int | None]:
        document, _, rest = self.cleaned_data["wat"].partition(" ")
        jaar, _, kwartaal = rest.partition("-")
        return Document(document), int(jaar), int(kwartaal) if kwartaal else None


def _kwartalen(dag: date) -> list[tuple[str, str]]:
    tijdvak = Tijdvak.of(Ritme.KWARTAAL, dag)
    keuzes = []
    for _ in range(KWARTALEN_TERUG):
        tijdvak = tijdvak.vorige
        keuzes.append((f"{Document.KWARTAAL} {tijdvak.jaar}-{tijdvak.nummer}", str(tijdvak)))
    return keuzes


def _jaren(jaren: list[int], dag: date) -> list[tuple[str, str]]:
    return [(f"{Document.EVALUATIE} {jaar}", f"Evaluatie {jaar}") for jaar in jaren if jaar < dag.year]
