from typing import Any

from crispy_forms.layout import Fieldset, Row
from django import forms

from indicaties.forms.opmaak import helper
from indicaties.models import Oudergegevens, Ouderschap
from lib.talen import TALEN
from organisaties.velden import NaamField, TekstField, TelefoonField

_GEEN_NAAM = "‘{}’ is geen naam. Vul de naam in, of laat het veld leeg."


class RelatieForm(forms.Form):
    """What somebody is to the child."""

    relatie = forms.ChoiceField(
        choices=[("", "Kies een relatie"), *Ouderschap.Relatie.choices],
        error_messages={"required": "Kies wat deze persoon van het kind is."},
    )
    gezag = forms.ChoiceField(
        label="Heeft deze persoon het gezag over het kind?",
        choices=Ouderschap.Gezag.choices,
        initial=Ouderschap.Gezag.UNKNOWN,
        error_messages={"required": "Kies ja, nee of onbekend."},
    )


class OuderForm(RelatieForm):
    voornaam = NaamField(label="Voornamen", required=False, geen_naam=_GEEN_NAAM)
    tussenvoegsel = TekstField(
        max_length=20, required=False, widget=forms.TextInput(attrs={"class": "vve-invoer--kort"})
    )
    achternaam = NaamField(geen_naam=_GEEN_NAAM, error_messages={"required": "Vul de naam van de ouder in."})
    telefoon = TelefoonField(required=False, help_text="Bijvoorbeeld 06 12345678 of +49 151 23456789")
    email = forms.EmailField(
        label="E-mail",
        required=False,
        error_messages={"invalid": "Dit is geen e-mailadres. Vul het in als naam@voorbeeld.nl."},
    )
    taal = forms.ChoiceField(
        label="Taal waarin u met deze ouder praat", required=False, choices=[("", "Onbekend"), *TALEN.items()]
    )
    tolk_nodig = forms.BooleanField(label="Er is een tolk nodig", required=False)
    belt_eerst = forms.BooleanField(label="Deze persoon belt u het eerst", required=False)

    def __init__(self, *args: Any, knop: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper(
            knop,
            Fieldset("Naam", Row("voornaam", "tussenvoegsel", "achternaam")),
            Row("relatie", "gezag"),
            Row("telefoon", "email"),
            "belt_eerst",
            Row("taal"),
            "tolk_nodig",
        )

    def gegevens(self) -> Oudergegevens:
        velden = Oudergegevens.__dataclass_fields__
        return Oudergegevens(**{veld: self.cleaned_data[veld] for veld in velden})

    def ouderschap(self) -> dict[str, Any]:
        return {veld: self.cleaned_data[veld] for veld in ("relatie", "gezag", "belt_eerst")}


class BekendeOuderForm(RelatieForm):
    """A parent of a brother or sister; `kandidaten` are those who may be chosen."""

    ouder = forms.TypedChoiceField(
        coerce=int,
        error_messages={"required": "Kies een ouder.", "invalid_choice": "Kies een ouder uit de lijst."},
    )

    def __init__(self, *args: Any, kandidaten: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["ouder"]
        assert isinstance(veld, forms.TypedChoiceField)  # noqa: S101 - for the type checker
        veld.choices = kandidaten
        self.helper = helper("Ouder toevoegen", Row("ouder", "relatie", "gezag"))
