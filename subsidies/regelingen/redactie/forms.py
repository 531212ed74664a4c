"""The form with which an own policy begins, and the one that gives a new outcome its source."""

from typing import Any, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms

from organisaties.velden import TekstField
from subsidies.regelingen.redactie.sjabloon import meegeleverd


class RegelingStartForm(forms.Form):
    """Which policy that comes with the product to start from, and what the own one is called."""

    voorbeeld = forms.ChoiceField(
        label="Regeling om mee te beginnen",
        help_text="Kies een regeling die op die van u lijkt: dezelfde soort ouderbijdrage, hetzelfde aantal blokken uren.",
    )
    naam = TekstField(
        label="Naam van uw regeling", max_length=120, help_text="Bijvoorbeeld de gemeente en het jaar."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuzes = [(sleutel, regeling.naam) for sleutel, regeling in meegeleverd().items()]
        cast(forms.ChoiceField, self.fields["voorbeeld"]).choices = [("", "Kies een regeling"), *keuzes]
        self.helper = FormHelper()
        self.helper.form_class = "vve-formulier"
        self.helper.add_input(Submit("beginnen", "Concept maken"))


class OvernameForm(forms.Form):
    """Where it stands that the new amount of a worked example is right."""

    use_required_attribute = False

    bron = TekstField(
        label="Bron van het nieuwe bedrag",
        max_length=200,
        help_text="Het besluit of de bladzijde, of de som waarmee u het zelf narekende.",
        error_messages={"required": "Schrijf waar het nieuwe bedrag staat, of hoe u het narekende."},
    )

    def __init__(self, *args: Any, nummer: int, **kwargs: Any) -> None:
        kwargs["prefix"] = f"voorbeeld{nummer}"
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
