from typing import Any

from django import forms

from indicaties.dubbel.gegevens import keuzes
from indicaties.dubbel.gezin import adres_keuze
from indicaties.forms.opmaak import helper
from indicaties.models import Kind
from organisaties.models import Gebruiker
from organisaties.velden import TekstField


class AnderDossierForm(forms.Form):
    """Which file is the other one of this child?"""

    met = TekstField(
        label="Pseudoniem van het andere dossier",
        max_length=8,
        error_messages={"required": "Vul het pseudoniem in, bijvoorbeeld K7PQ2XYZ."},
        help_text="Het pseudoniem begint met een K en staat op de pagina van het kind.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("Vergelijken", "met")
        self.helper.form_method = "get"
        self.helper.disable_csrf = True


class SamenvoegForm(forms.Form):
    """For each part that differs: which of the two values stays."""

    def __init__(self, *args: Any, blijft: Kind, vervalt: Kind, gebruiker: Gebruiker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.verschillen = list(keuzes(blijft, vervalt))
        if (adres := adres_keuze(blijft, vervalt, gebruiker)) is not None:
            self.verschillen.append(adres)
        for keuze in self.verschillen:
            self.fields[keuze.naam] = forms.ChoiceField(
                label=keuze.label,
                choices=[("blijft", keuze.blijft), ("vervalt", keuze.vervalt)],
                initial="blijft",
                widget=forms.RadioSelect,
                error_messages={"required": "Kies welke van de twee blijft."},
            )
        self.helper = helper("Dossiers samenvoegen", *(keuze.naam for keuze in self.verschillen))

    def overnemen(self) -> set[str]:
        return {keuze.naam for keuze in self.verschillen if self.cleaned_data[keuze.naam] == "vervalt"}
