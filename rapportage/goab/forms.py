"""What people type over from the letters of OCW and the tables of CBS."""

from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms

from organisaties.velden import DatumField, HonderdstenField, JaarField, TekstField
from rapportage.goab.models import Stand
from subsidies.grootboek.forms import EuroField

# The score of the largest municipality is far below it (Amsterdam, 2018).
HOOGSTE_SCORE = 1_000_000_00


class ScoreField(HonderdstenField):
    def check(self, honderdsten: int) -> None:
        if not 0 <= honderdsten <= HOOGSTE_SCORE:
            raise ValueError(
                "Een achterstandsscore is een getal van 0 tot en met 1.000.000, met hoogstens twee decimalen."
            )


class _Formulier(forms.Form):
    knop = "Vastleggen"

    def __init__(self, *args: Any, dag: date, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"jaar": dag.year, "datum": dag})
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_class = "vve-formulier"
        self.helper.add_input(Submit("opslaan", self.knop))


class GoabscoreForm(_Formulier):
    jaar = JaarField(label="Jaar van de teldatum", vanaf=2017)
    stand = forms.ChoiceField(label="Welke stand?", choices=Stand.choices)
    score_honderdsten = ScoreField(
        label="Achterstandsscore", help_text="Zoals CBS haar noemt, bijvoorbeeld 512,25."
    )
    bron = TekstField(label="Waar staat dit?", max_length=200, help_text="De tabel van CBS, met de datum.")


class GoabbeschikkingForm(_Formulier):
    jaar = JaarField(label="Over welk jaar?", vanaf=2019)
    stand = forms.ChoiceField(label="Welke beschikking?", choices=Stand.choices)
    bedrag_centen = EuroField(label="Bedrag in euro")
    nummer = TekstField(label="Kenmerk", max_length=50, help_text="Het nummer dat op de beschikking staat.")
    datum = DatumField(label="Datum van de beschikking")
