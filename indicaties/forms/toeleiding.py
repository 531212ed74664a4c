from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from indicaties.aanbod import Aanbod
from indicaties.forms.opmaak import helper
from indicaties.models import Kind, Toeleiding
from organisaties.models import Locatie, Organisatie
from organisaties.velden import TekstField


class ToeleidingForm(forms.Form):
    locatie = forms.ChoiceField(
        label="Naar welke locatie?",
        required=False,
        help_text="Bovenaan staan de locaties in het postcodegebied van het kind, daarna die met VE en met de meeste "
        "vrije plaatsen.",
    )
    houder = forms.ModelChoiceField(
        label="Of naar een houder, die zelf een locatie kiest",
        queryset=Organisatie.objects.none(),
        required=False,
        empty_label="Kies een houder",
    )
    toestemming = forms.BooleanField(
        label="De ouders vinden het goed dat deze houder de gegevens van hun kind krijgt",
        error_messages={"required": "Verwijs pas als de ouders het goedvinden, en zet dan hier een vinkje."},
    )

    def __init__(
        self, *args: Any, kind: Kind, aanbod: list[Aanbod], vraagt_toestemming: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        lopend = set(kind.toeleidingen.open().values_list("houder", flat=True))
        houder = cast("forms.ModelChoiceField[Organisatie]", self.fields["houder"])
        houder.queryset = Organisatie.objects.houders().in_gemeente(kind.gemeente).exclude(pk__in=lopend)
        self.aanbod = {str(a.locatie.pk): a for a in aanbod if a.locatie.houder_id not in lopend}
        locatie = cast("forms.ChoiceField", self.fields["locatie"])
        locatie.choices = [("", "Geen bepaalde locatie"), *((pk, a.keuze) for pk, a in self.aanbod.items())]
        self.fields["toestemming"].required = vraagt_toestemming
        self.helper = helper("Verwijzen", "locatie", "houder", "toestemming")

    def clean(self) -> dict[str, Any]:
        """A location says of which provider it is; without one the provider itself must be chosen."""
        gegevens = super().clean() or {}
        if "locatie" in self.errors or "houder" in self.errors:
            return gegevens
        gekozen, houder = self.gekozen, gegevens.get("houder")
        if gekozen is None and houder is None:
            raise ValidationError("Kies een locatie of een houder.")
        if gekozen is not None and houder not in (None, gekozen.locatie.houder):
            raise ValidationError(
                f"{gekozen.locatie} is van {gekozen.locatie.houder}, niet van {houder}. Kies een van beide."
            )
        return gegevens

    @property
    def gekozen(self) -> Aanbod | None:
        return self.aanbod.get(self.cleaned_data.get("locatie") or "")

    def bestemming(self) -> tuple[Organisatie, Locatie | None]:
        if self.gekozen is not None:
            return self.gekozen.locatie.houder, self.gekozen.locatie
        return self.cleaned_data["houder"], None


class GeenDeelnameForm(forms.Form):
    reden = forms.ChoiceField(
        label="Waarom gaat het niet door?",
        choices=[("", "Kies een reden"), *Toeleiding.Reden.choices],
        error_messages={"required": "Kies een reden."},
        help_text="Kies ‘Geen plaats beschikbaar’ als de aanbieder geen plaats heeft: dan wilde het gezin wel.",
    )
    toelichting = TekstField(
        label="De reden in uw eigen woorden",
        max_length=200,
        required=False,
        help_text="Alleen nodig bij een andere reden.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("Vastleggen", "reden", "toelichting")

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        if gegevens.get("reden") == Toeleiding.Reden.OTHER and not gegevens.get("toelichting"):
            self.add_error("toelichting", "Schrijf in een paar woorden op wat die reden is.")
        return gegevens
