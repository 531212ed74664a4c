"""What a provider types of the quality of a location, and a municipality of an inspection."""

from collections.abc import Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Submit
from django import forms

from opvang.forms import GeheelField, UrenPerWeekField
from opvang.kwaliteit.actions import TELLINGEN, VELDEN, Groepstelling
from opvang.models import MAX_DAGEN_PER_WEEK, Ggdinspectie
from opvang.models.kwaliteit import MEESTE_BEROEPSKRACHTEN, MEESTE_PBM_UREN, MEESTE_WEKEN
from organisaties.velden import DatumField, HonderdstenField, TekstField

_LABELS = {
    "beroepskrachten": "Hoeveel beroepskrachten horen bij deze groep?",
    "tegelijk": "Hoeveel zijn er tegelijk als alle plaatsen bezet zijn?",
    "met_taal": "Hoeveel hebben het taalniveau (3F of B2)?",
    "met_scholing": "Hoeveel hebben VE-scholing?",
}
GEEN_NAMEN = "Noem geen namen van kinderen of medewerkers."


class PbmUrenField(HonderdstenField):
    """Hours of a year."""

    def check(self, honderdsten: int) -> None:
        if not 0 <= honderdsten <= MEESTE_PBM_UREN:
            raise ValueError(f"Vul 0 tot en met {MEESTE_PBM_UREN // 100} uur in.")


def _tekstvak(label: str, help_text: str = "") -> TekstField:
    return TekstField(
        label=label,
        max_length=1000,
        required=False,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class KwaliteitsbladForm(forms.Form):
    """A draft: what is not known yet stays empty. The names of the fields are those of the action."""

    dagen_per_week = GeheelField(
        label="Op hoeveel dagen per week krijgt een kind voorschoolse educatie?",
        minstens=1,
        hoogstens=MAX_DAGEN_PER_WEEK,
        required=False,
    )
    uren_per_week_honderdsten = UrenPerWeekField(
        label="Hoeveel uur per week?", required=False, help_text="Van een dag tellen ten hoogste 6 uur mee."
    )
    weken_per_jaar = GeheelField(
        label="Hoeveel weken per jaar?", minstens=1, hoogstens=MEESTE_WEKEN, required=False
    )
    opleidingsplan = DatumField(label="Wanneer is het opleidingsplan vastgesteld?", required=False)
    opleidingsplan_evaluatie = DatumField(label="Wanneer is het opleidingsplan geëvalueerd?", required=False)
    beleidsplan = DatumField(label="Wanneer is het pedagogisch beleidsplan vastgesteld?", required=False)
    beleidsplan_evaluatie = DatumField(
        label="Wanneer is het pedagogisch beleidsplan geëvalueerd?", required=False
    )
    pbm_uren_honderdsten = PbmUrenField(
        label="Hoeveel uur is de pedagogisch beleidsmedewerker in dit jaar ingezet voor voorschoolse educatie?",
        required=False,
        help_text="Beleid en coaching samen, boven op de uren die elk kindercentrum heeft.",
    )
    toelichting = _tekstvak("Wilt u iets toelichten?", GEEN_NAMEN)

    def __init__(self, *args: Any, groepen: Sequence[Groepstelling], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groepen = groepen
        blokken = [self._add_groep(nummer, groep) for nummer, groep in enumerate(groepen)]
        self.helper = FormHelper()
        self.helper.form_class = "vve-formulier"
        self.helper.layout = Layout(
            Fieldset("Aanbod", "dagen_per_week", "uren_per_week_honderdsten", "weken_per_jaar"),
            *blokken,
            Fieldset("Opleidingsplan", "opleidingsplan", "opleidingsplan_evaluatie"),
            Fieldset("Pedagogisch beleidsplan", "beleidsplan", "beleidsplan_evaluatie"),
            Fieldset("Pedagogisch beleidsmedewerker", "pbm_uren_honderdsten"),
            "toelichting",
        )
        self.helper.add_input(Submit("opslaan", "Opslaan en nakijken"))

    def _add_groep(self, nummer: int, groep: Groepstelling) -> Fieldset:
        namen = [f"g{nummer}-{telling}" for telling in TELLINGEN]
        for naam, telling in zip(namen, TELLINGEN, strict=True):
            self.fields[naam] = GeheelField(
                label=_LABELS[telling],
                minstens=0 if telling.startswith("met_") else 1,
                hoogstens=MEESTE_BEROEPSKRACHTEN,
                required=False,
                initial=getattr(groep, telling),
            )
        return Fieldset(f"Groep {groep.naam}, {groep.plaatsen} plaatsen", *namen)

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        for nummer, groep in enumerate(self.groepen):
            alle = gegevens.get(f"g{nummer}-beroepskrachten")
            for telling in TELLINGEN[1:]:
                naam = f"g{nummer}-{telling}"
                aantal = gegevens.get(naam)
                if aantal is not None and (alle is None or aantal > alle):
                    self.add_error(
                        naam,
                        f"{aantal} is meer dan de {alle or 0} beroepskrachten die bij groep {groep.naam} horen.",
                    )
        return gegevens

    def velden(self) -> dict[str, Any]:
        return {naam: self.cleaned_data[naam] for naam in VELDEN}

    def tellingen(self) -> list[Groepstelling]:
        return [
            Groepstelling(
                groep.naam,
                groep.plaatsen,
                **{telling: self.cleaned_data[f"g{nummer}-{telling}"] for telling in TELLINGEN},
            )
            for nummer, groep in enumerate(self.groepen)
        ]


class GgdinspectieForm(forms.Form):
    """Made anew, or in the place of another row: only then it can be withdrawn."""

    datum = DatumField(label="Wanneer was de inspectie?")
    uitkomst = forms.ChoiceField(
        label="Wat was de uitkomst?",
        choices=Ggdinspectie.Uitkomst.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een uitkomst."},
    )
    bevindingen = _tekstvak("Wat vond de GGD?", f"Alleen wat over voorschoolse educatie gaat. {GEEN_NAMEN}")
    opvolging = _tekstvak("Wat doet de gemeente of de aanbieder?", "Verplicht bij een tekortkoming.")
    opvolging_uiterlijk = DatumField(label="Wanneer is dat uiterlijk klaar?", required=False)
    opgevolgd = DatumField(label="Wanneer was het klaar?", required=False)
    vervallen = forms.BooleanField(
        label="Deze inspectie vervalt",
        required=False,
        help_text="Zij telt dan niet meer mee. Wat er stond, blijft te lezen.",
    )

    def __init__(self, *args: Any, vervangt: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not vervangt:
            del self.fields["vervallen"]
        self.helper = FormHelper()
        self.helper.form_class = "vve-formulier"
        self.helper.add_input(Submit("opslaan", "Vastleggen"))
