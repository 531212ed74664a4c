from typing import Any

from crispy_forms.layout import Fieldset
from django import forms

from indicaties.forms.opmaak import helper
from indicaties.models import Criterium, Werkwijze
from organisaties.models import Gemeente
from organisaties.velden import TekstField

_TERMIJNEN = ("aandacht_maanden", "stil_na_weken", "opnieuw_vragen_na_weken", "op_tijd_maanden")
_GRONDEN = ("vraagt_toestemming", "criteriaregel", "criteriadrempel")
_OVERDRACHT = ("overdracht_maanden", "overdracht_bij_verhuizing", "overdracht_bij_einde")


class WerkwijzeForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    class Meta:
        model = Werkwijze
        fields = (*_TERMIJNEN, *_GRONDEN, *_OVERDRACHT)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper(
            "Werkwijze vastleggen",
            Fieldset("Termijnen", *_TERMIJNEN),
            Fieldset("Toestemming en gronden", *_GRONDEN),
            Fieldset("Overdracht", *_OVERDRACHT),
        )

    def _post_clean(self) -> None:
        """The action checks and saves; this form only makes values out of text."""


class CriteriumForm(forms.Form):
    """With a `criterium` its kind is fixed: decisions lean on it."""

    soort = forms.ChoiceField(label="Voor welke indicatie?")
    groep = forms.ChoiceField(label="Groep", choices=Criterium.Groep.choices)
    naam = TekstField(label="Grond", max_length=120, error_messages={"required": "Vul in wat de grond is."})
    brieftekst = TekstField(
        label="Zin voor de ouders",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Staat in de brief. Zonder zin staat daar de grond zelf.",
    )
    volgorde = forms.IntegerField(
        label="Plaats in de lijst",
        min_value=0,
        max_value=999,
        initial=0,
        widget=forms.NumberInput(attrs={"class": "vve-invoer--kort"}),
    )
    gewicht = forms.IntegerField(
        label="Gewicht",
        min_value=0,
        max_value=100,
        initial=1,
        widget=forms.NumberInput(attrs={"class": "vve-invoer--kort"}),
        help_text="Telt alleen als de gronden samen wegen.",
    )
    is_herkomst = forms.BooleanField(
        label="Deze grond gaat over het land van herkomst",
        required=False,
        help_text="Ouders kunnen daartegen bezwaar maken; dan verdwijnt het gegeven.",
    )
    actief = forms.BooleanField(label="Te kiezen bij een nieuwe indicatie", required=False, initial=True)

    def __init__(
        self, *args: Any, gemeente: Gemeente, criterium: Criterium | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        soorten = [("vve", "VVE")] + ([("smi", "SMI")] if gemeente.kent_smi else [])
        self.fields["soort"].choices = soorten  # type: ignore[attr-defined]  # a ChoiceField
        if criterium is not None:
            del self.fields["soort"]
        self.helper = helper("Grond opslaan", *self.fields)


class LijstForm(forms.Form):
    lijst = forms.ChoiceField(label="Lijst van gronden", error_messages={"required": "Kies een lijst."})

    def __init__(self, *args: Any, lijsten: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lijst"].choices = lijsten.items()  # type: ignore[attr-defined]  # a ChoiceField
        self.helper = helper("Lijst overnemen", "lijst")
