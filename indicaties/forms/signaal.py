from typing import Any

from django import forms

from indicaties.forms.opmaak import helper
from indicaties.models import Traject
from organisaties.velden import TekstField


class SignaalForm(forms.Form):
    """`aanleidingen`: whose signal this user can write down; with one there is nothing to choose."""

    aanleiding = forms.ChoiceField(
        label="Van wie komt het signaal?",
        error_messages={"required": "Kies van wie het signaal komt."},
    )
    toelichting = TekstField(
        label="Wat valt op aan dit kind?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Kort, in gewone woorden. Het consultatiebureau en de kindregisseur lezen dit.",
        error_messages={"required": "Schrijf kort op wat opvalt."},
    )

    def __init__(self, *args: Any, aanleidingen: tuple[Traject.Aanleiding, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuze = self.fields["aanleiding"]
        keuze.choices = [(a.value, a.label) for a in aanleidingen]  # type: ignore[attr-defined]  # a ChoiceField
        if len(aanleidingen) == 1:
            keuze.initial = aanleidingen[0].value
        self.helper = helper("Signaal geven", "aanleiding", "toelichting")


class OndersteuningForm(forms.Form):
    vraag = TekstField(
        label="Welke extra ondersteuning is nodig, en waarom?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Alleen het consultatiebureau, de kindregisseur en u lezen dit.",
        error_messages={"required": "Schrijf op wat u vraagt."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("Vraag versturen", "vraag")


class AntwoordForm(forms.Form):
    antwoord = TekstField(
        label="Uw antwoord",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Wie de vraag stelde leest dit. Schrijf niet meer dan die weten mag.",
        error_messages={"required": "Schrijf een antwoord."},
    )
    opent_traject = forms.BooleanField(label="Open ook een traject voor dit kind", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("Antwoord versturen", "antwoord", "opent_traject")


class OpmerkingForm(forms.Form):
    tekst = TekstField(
        label="Nieuwe opmerking",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Schrijf een opmerking."},
    )
