import re
from typing import Any

from crispy_forms.layout import Fieldset, Row
from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from indicaties.forms.opmaak import helper
from indicaties.models import Adresgegevens
from organisaties.velden import TekstField

ADRESVELDEN = ("postcode", "huisnummer", "toevoeging", "straat", "woonplaats")


class RedenAdres(models.TextChoices):
    """Why somebody looks at a secret address; stored in the record."""

    VISIT = "bezoek", "Huisbezoek"
    CALL = "bellen", "De ouders bellen of mailen"
    LETTER = "brief", "Een brief bezorgen"
    CORRECT = "herstellen", "Een fout in de gegevens herstellen"
    PARENTS = "ouders", "Vraag van de ouders"


class AdresTonenForm(forms.Form):
    reden = forms.ChoiceField(
        label="Waarom hebt u het adres of telefoonnummer nodig?",
        choices=[("", "Kies een reden"), *RedenAdres.choices],
        error_messages={"required": "Kies waarom u het adres of telefoonnummer nodig hebt."},
    )


class AdresForm(forms.Form):
    """Where a child lives; nothing of it is obligatory. Only who works for the municipality marks it as secret."""

    postcode = TekstField(
        max_length=10,
        required=False,
        widget=forms.TextInput(attrs={"class": "vve-invoer--kort", "autocomplete": "off"}),
        help_text="Bijvoorbeeld 3881 AB",
    )
    huisnummer = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=99_999,
        widget=forms.TextInput(
            attrs={"class": "vve-invoer--kort", "inputmode": "numeric", "autocomplete": "off"}
        ),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"),
            "Vul als huisnummer alleen het getal in, van 1 tot en met 99999. Een letter hoort bij de toevoeging.",
        ),
    )
    toevoeging = TekstField(
        max_length=10,
        required=False,
        widget=forms.TextInput(attrs={"class": "vve-invoer--kort", "autocomplete": "off"}),
    )
    straat = TekstField(max_length=80, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    woonplaats = TekstField(
        max_length=80, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def clean_postcode(self) -> str:
        tekst: str = self.cleaned_data["postcode"]
        postcode = "".join(tekst.split()).upper()
        if postcode and not re.fullmatch(r"[1-9]\d{3}[A-Z]{2}", postcode, re.ASCII):
            raise ValidationError(
                f"‘{tekst}’ is geen postcode. Vul vier cijfers en twee letters in, bijvoorbeeld 3881 AB."
            )
        return postcode

    def adres(self) -> Adresgegevens:
        geheim = bool(self.cleaned_data.get("geheim"))
        return Adresgegevens(**{veld: self.cleaned_data[veld] for veld in ADRESVELDEN}, geheim=geheim)


def geheimveld(**kwargs: Any) -> forms.BooleanField:
    return forms.BooleanField(
        label="Het adres is geheim (indicatie geheim van de BRP)",
        required=False,
        help_text="Niemand ziet het dan zonder reden, en de aanbieder ziet het nooit. Dat geldt ook voor telefoon en"
        " e-mail van de ouders.",
        **kwargs,
    )


def adresblok(*extra: str) -> Fieldset:
    return Fieldset("Adres", Row("postcode", "huisnummer", "toevoeging"), Row("straat", "woonplaats"), *extra)


class AdresWijzigForm(AdresForm):
    geheim = geheimveld()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("Adres opslaan", adresblok("geheim"))
