from typing import Any, cast

from django import forms

from indicaties.forms.opmaak import helper
from indicaties.models import Kind, Toeleiding, Toestemming
from organisaties.models import Organisatie
from organisaties.velden import TekstField

# What is asked only while the parents have not answered.
_TOESTEMMING = ("toestemming", "ouder", "vastlegging", "ontwikkelpunten")


class ToeleidingForm(forms.Form):
    """With `vraag_toestemming` the consent of the parents is recorded in one go, because there is none yet."""

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
    ouder = forms.ChoiceField(
        label="Wie zei dat?",
        choices=Toestemming.Ouder.choices,
        initial=Toestemming.Ouder.ONE,
        required=False,
    )
    vastlegging = forms.ChoiceField(
        label="Hoe?",
        choices=Toestemming.Vastlegging.choices,
        initial=Toestemming.Vastlegging.SPOKEN,
        required=False,
    )
    ontwikkelpunten = forms.BooleanField(
        label="De ouders vinden ook goed dat de houder leest wat die over de ontwikkeling moet weten",
        required=False,
    )
    startinformatie = TekstField(
        label="Wat moet de houder weten bij de start?",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Alleen als de ouders dat goedvinden. Alleen deze houder, het consultatiebureau en de "
        "kindregisseur lezen dit.",
    )

    def __init__(
        self, *args: Any, kind: Kind, vraag_toestemming: bool, met_informatie: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        houder = cast("forms.ModelChoiceField[Organisatie]", self.fields["houder"])
        houder.queryset = (
            Organisatie.objects.houders()
            .in_gemeente(kind.gemeente)
            .exclude(pk__in=kind.toeleidingen.open().values("houder"))
        )
        if not vraag_toestemming:
            for veld in _TOESTEMMING:
                del self.fields[veld]
            if not met_informatie:
                del self.fields["startinformatie"]
        self.helper = helper("Verwijzen", *self.fields)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if (
            data.get("startinformatie")
            and "ontwikkelpunten" in self.fields
            and not data.get("ontwikkelpunten")
        ):
            self.add_error(
                "startinformatie",
                "Geef dit alleen door als de ouders dat goedvinden, en zet dan hierboven het vinkje. Of laat het "
                "veld leeg.",
            )
        return data

    @property
    def antwoord(self) -> dict[str, Any] | None:
        """What the parents said, when the form asked for it."""
        if "toestemming" not in self.fields:
            return None
        data = self.cleaned_data
        omvang = Toestemming.Omvang
        return {
            "gegeven": True,
            "omvang": omvang.ONTWIKKELPUNTEN if data["ontwikkelpunten"] else omvang.INDICATIE,
            "ouder": data["ouder"] or Toestemming.Ouder.ONE,
            "vastlegging": data["vastlegging"] or Toestemming.Vastlegging.SPOKEN,
        }


class GeenDeelnameForm(forms.Form):
    reden = forms.ChoiceField(
        label="Waarom doet het gezin niet mee?",
        choices=[("", "Kies een reden"), *Toeleiding.Reden.choices],
        error_messages={"required": "Kies een reden."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("Vastleggen", "reden")
