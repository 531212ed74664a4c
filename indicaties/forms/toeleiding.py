from typing import Any, cast

from django import forms

from indicaties.aanbod import Aanbod
from indicaties.forms.opmaak import helper
from indicaties.models import Kind, Toeleiding, Toestemming
from organisaties.models import Locatie, Organisatie
from organisaties.velden import TekstField

# What is asked only while the parents have not answered.
_TOESTEMMING = ("toestemming", "ouder", "vastlegging", "ontwikkelpunten")


class ToeleidingForm(forms.Form):
    """With `vraag_toestemming` the consent of the parents is recorded in one go, because there is none yet."""

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
        self,
        *args: Any,
        kind: Kind,
        aanbod: list[Aanbod],
        vraag_toestemming: bool,
        met_informatie: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        lopend = set(kind.toeleidingen.open().values_list("houder", flat=True))
        houder = cast("forms.ModelChoiceField[Organisatie]", self.fields["houder"])
        houder.queryset = Organisatie.objects.houders().in_gemeente(kind.gemeente).exclude(pk__in=lopend)
        self.aanbod = {str(a.locatie.pk): a for a in aanbod if a.locatie.houder_id not in lopend}
        locatie = cast("forms.ChoiceField", self.fields["locatie"])
        locatie.choices = [("", "Geen bepaalde locatie"), *((pk, a.keuze) for pk, a in self.aanbod.items())]
        if not vraag_toestemming:
            for veld in _TOESTEMMING:
                del self.fields[veld]
            if not met_informatie:
                del self.fields["startinformatie"]
        self.helper = helper("Verwijzen", *self.fields)

    def clean(self) -> dict[str, Any]:
        """A location says of which provider it is; without one the provider itself must be chosen."""
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
        if "locatie" not in self.errors and "houder" not in self.errors:
            self._check_bestemming(data.get("houder"))
        return data

    def _check_bestemming(self, houder: Organisatie | None) -> None:
        if self.gekozen is None and houder is None:
            self.add_error(None, "Kies een locatie of een houder.")
        elif self.gekozen is not None and houder not in (None, self.gekozen.locatie.houder):
            locatie = self.gekozen.locatie
            self.add_error(None, f"{locatie} is van {locatie.houder}, niet van {houder}. Kies een van beide.")

    @property
    def gekozen(self) -> Aanbod | None:
        return self.aanbod.get(self.cleaned_data.get("locatie") or "")

    def bestemming(self) -> tuple[Organisatie, Locatie | None]:
        if self.gekozen is not None:
            return self.gekozen.locatie.houder, self.gekozen.locatie
        return self.cleaned_data["houder"], None

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
