from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core.exceptions import ValidationError

from brieven.ouderteksten import NEDERLANDS, ouderteksten
from opvang.ouders.selectie import HOOGSTENS_MAANDEN, Selectie
from organisaties.models import Gebruiker, Locatie
from organisaties.velden import DatumField, TekstField


def _maanden(label: str, begin: int) -> forms.IntegerField:
    zin = f"Vul een heel aantal maanden in van 0 tot en met {HOOGSTENS_MAANDEN}."
    return forms.IntegerField(
        label=label,
        initial=begin,
        min_value=0,
        max_value=HOOGSTENS_MAANDEN,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), zin),
    )


class BijeenkomstForm(forms.Form):
    """When and where, in which languages, and for whom."""

    use_required_attribute = False

    datum = DatumField(label="Dag")
    tijd = forms.TimeField(
        label="Tijd",
        widget=forms.TimeInput(attrs={"type": "time", "class": "vve-invoer--kort"}, format="%H:%M"),
        input_formats=["%H:%M", "%H.%M"],
        error_messages={"required": "Vul een tijd in.", "invalid": "Vul een tijd in, bijvoorbeeld 19:30."},
    )
    plaats = TekstField(
        label="Plaats",
        max_length=200,
        help_text="Gebouw en adres.",
        error_messages={"required": "Vul in waar de bijeenkomst is."},
    )
    talen = forms.MultipleChoiceField(
        label="Ook in deze talen",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(t.taal, t.naam) for t in ouderteksten().values() if t.taal != NEDERLANDS],
        help_text="De brief is altijd in het Nederlands; de vertaling komt eronder.",
    )
    doelgroep = forms.BooleanField(label="Alleen kinderen met een indicatie", required=False)
    locatie = forms.ModelChoiceField(
        label="Alleen kinderen met een plaats op",
        queryset=Locatie.objects.none(),
        required=False,
        empty_label="alle locaties, en ook zonder plaats",
    )
    van_maanden = _maanden("Leeftijd vanaf (maanden)", 24)
    tot_en_met_maanden = _maanden("Leeftijd tot en met (maanden)", HOOGSTENS_MAANDEN)

    def __init__(self, *args: Any, gebruiker: Gebruiker, vandaag: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vandaag = vandaag
        locatie = self.fields["locatie"]
        assert isinstance(locatie, forms.ModelChoiceField)  # noqa: S101 - tells the type checker
        locatie.queryset = Locatie.objects.for_gebruiker(gebruiker).registered()
        self.helper = FormHelper()
        self.helper.form_class = "vve-formulier"
        self.helper.add_input(Submit("opslaan", "Uitnodigingen laten maken"))

    def clean_datum(self) -> date:
        dag: date = self.cleaned_data["datum"]
        if dag <= self.vandaag:
            raise ValidationError(
                f"{dag:%d-%m-%Y} is te vroeg om nog uit te nodigen. Kies een dag na vandaag."
            )
        return dag

    def clean(self) -> dict[str, Any]:
        gegevens: dict[str, Any] = super().clean() or {}
        van, tot = gegevens.get("van_maanden"), gegevens.get("tot_en_met_maanden")
        if van is not None and tot is not None and van > tot:
            self.add_error("tot_en_met_maanden", f"Dit is jonger dan {van} maanden. Vul {van} of meer in.")
        return gegevens

    def as_selectie(self) -> Selectie:
        locatie = self.cleaned_data["locatie"]
        return Selectie(
            van_maanden=self.cleaned_data["van_maanden"],
            tot_en_met_maanden=self.cleaned_data["tot_en_met_maanden"],
            doelgroep=self.cleaned_data["doelgroep"],
            locatie_id=locatie.pk if locatie else None,
        )
