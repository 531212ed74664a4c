from typing import Any, cast

from django import forms

from indicaties.forms.opmaak import helper
from indicaties.models import Kind, Toeleiding
from organisaties.models import Organisatie


class ToeleidingForm(forms.Form):
    houder = forms.ModelChoiceField(
        label="Naar welke houder?",
        queryset=Organisatie.objects.none(),
        empty_label="Kies een houder",
        error_messages={"required": "Kies een houder."},
    )
    toestemming = forms.BooleanField(
        label="De ouders vinden het goed dat deze houder de gegevens van hun kind krijgt",
        error_messages={"required": "Verwijs pas als de ouders het goedvinden, en zet dan hier een vinkje."},
    )

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        houder = cast("forms.ModelChoiceField[Organisatie]", self.fields["houder"])
        houder.queryset = (
            Organisatie.objects.houders()
            .in_gemeente(kind.gemeente)
            .exclude(pk__in=kind.toeleidingen.open().values("houder"))
        )
        self.helper = helper("Verwijzen", "houder", "toestemming")


class GeenDeelnameForm(forms.Form):
    reden = forms.ChoiceField(
        label="Waarom doet het gezin niet mee?",
        choices=[("", "Kies een reden"), *Toeleiding.Reden.choices],
        error_messages={"required": "Kies een reden."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("Vastleggen", "reden")
