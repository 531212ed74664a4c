"""What the beleidsmedewerker types over from the CBS or the BRP, and from the schools."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms

from indicaties.models import Buurt
from opvang.forms import GeheelField
from organisaties.models import Gemeente, Organisatie
from organisaties.velden import DatumField, TekstField

# More children of 2 and 3 years than Amsterdam has.
MEESTE_KINDEREN = 50_000


class _Tellingformulier(forms.Form):
    peildatum = DatumField(label="Op welke dag is er geteld?")

    def __init__(self, *args: Any, gemeente: Gemeente, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gemeente = gemeente
        self.helper = FormHelper()
        self.helper.form_class = "vve-formulier"
        self.helper.add_input(Submit("opslaan", "Vastleggen"))


class PeutersForm(_Tellingformulier):
    buurt = forms.ModelChoiceField(Buurt.objects.none(), label="Buurt", empty_label="Kies een buurt")
    aantal = GeheelField(label="Hoeveel kinderen van 2 en 3 jaar wonen er?", hoogstens=MEESTE_KINDEREN)
    bron = TekstField(label="Waar staat dit?", max_length=200, help_text="De tabel van het CBS, of de BRP.")
    field_order = ("buurt", "peildatum", "aantal", "bron")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "buurt", Buurt.objects.filter(gemeente=self.gemeente))


class LeerlingenForm(_Tellingformulier):
    school = forms.ModelChoiceField(
        Organisatie.objects.none(), label="Basisschool", empty_label="Kies een school"
    )
    aantal = GeheelField(label="Hoeveel leerlingen zitten er in groep 1 en 2?", hoogstens=MEESTE_KINDEREN)
    met_indicatie = GeheelField(
        label="Hoeveel van hen hadden een VVE-indicatie?",
        hoogstens=MEESTE_KINDEREN,
        help_text="Alleen het aantal. Noem geen kinderen.",
    )
    bron = TekstField(
        label="Waar staat dit?", max_length=200, help_text="Bijvoorbeeld: opgave van de school."
    )
    field_order = ("school", "peildatum", "aantal", "met_indicatie", "bron")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scholen = Organisatie.objects.scholen().in_gemeente(self.gemeente).filter(opgeheven=False)
        _choose(self, "school", scholen)

    def clean(self) -> dict[str, Any]:
        gegevens: dict[str, Any] = super().clean() or {}
        aantal, met = gegevens.get("aantal"), gegevens.get("met_indicatie")
        if aantal is not None and met is not None and met > aantal:
            self.add_error(
                "met_indicatie",
                f"{met} met een VVE-indicatie is meer dan de {aantal} leerlingen in groep 1 en 2. "
                "Kijk beide getallen na.",
            )
        return gegevens


def _choose(form: forms.Form, naam: str, keuze: Any) -> None:
    veld = form.fields[naam]
    assert isinstance(veld, forms.ModelChoiceField)  # noqa: S101 - tells the type checker
    veld.queryset = keuze
