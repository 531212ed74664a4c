"""The form that takes a file with hours, and what it asks about a file that does not say enough by itself."""

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from lib.werkmap import MEESTE_KOLOMMEN
from opvang.urenbestand.getallen import Getalvraag
from opvang.urenbestand.kolommen import LANGSTE_NAAM, Kolomvraag, Rol, missing, simplify
from organisaties.velden import TabelbestandField

SOORTEN = ".xlsx,.ods,.csv,.txt"


class UrenbestandForm(forms.Form):
    """With `vraag` it also asks that; the answers come back with the file in one post."""

    bestand = TabelbestandField(
        label="Bestand met uren (Excel, LibreOffice of CSV)",
        widget=forms.ClearableFileInput(attrs={"accept": SOORTEN}),
        error_messages={"required": "Kies eerst het bestand met de uren."},
    )
    teken = forms.ChoiceField(
        label="Hoe staan de getallen in dit bestand?",
        choices=[(",", "met een komma voor de decimalen"), (".", "met een punt voor de decimalen")],
        required=False,
        widget=forms.RadioSelect,
    )
    zelf_kiezen = forms.BooleanField(label="Ik wil zelf kiezen welke kolom wat is", required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, Any] | None = None,
        *,
        vraag: Kolomvraag | Getalvraag | None = None,
    ) -> None:
        super().__init__(data, files)
        self.vraag = vraag
        self.voorbeelden: dict[str, list[str]] = {}
        self.namen = data.getlist("kolom")[:MEESTE_KOLOMMEN] if data else []
        gekozen: dict[str, Rol] = {}
        if isinstance(vraag, Kolomvraag):
            self.namen, self.voorbeelden, gekozen = vraag.namen, vraag.voorbeelden, vraag.gekozen
        elif vraag is not None:
            opties = [(",", f"‘{vraag.tekst}’ is {vraag.komma}"), (".", f"‘{vraag.tekst}’ is {vraag.punt}")]
            cast(forms.ChoiceField, self.fields["teken"]).choices = opties
            self.fields["teken"].required = True
        for nummer, naam in enumerate(self.namen):
            self.fields[f"rol-{nummer}"] = forms.ChoiceField(
                label=f"Wat staat er in {naam[:LANGSTE_NAAM]}?",
                choices=[("", "Niet gebruiken"), *Rol.choices],
                initial=gekozen.get(naam, ""),
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        rollen = [rol for rol in self.kolommen().values() if rol]
        if dubbel := [Rol(rol).label for rol in dict.fromkeys(rollen) if rollen.count(rol) > 1]:
            self.add_error(None, f"U koos ‘{dubbel[0]}’ voor meer dan een kolom. Kies de kolom die geldt.")
        elif self.namen and (tekort := missing({Rol(rol) for rol in rollen})):
            self.add_error(None, f"Kies ook in welke kolom dit staat: {' en '.join(tekort)}.")
        return self.cleaned_data

    def kolommen(self) -> dict[str, str]:
        """What was chosen: simplified name of the column -> role, or empty."""
        gekozen = (self.cleaned_data.get(f"rol-{nummer}", "") for nummer in range(len(self.namen)))
        return {simplify(naam): rol for naam, rol in zip(self.namen, gekozen, strict=True)}

    def kolomvelden(self) -> list[tuple[str, list[str], forms.BoundField]]:
        """For the table that asks: the name of the column, what stands in it, and the field."""
        return [
            (naam, self.voorbeelden.get(naam, []), self[f"rol-{nummer}"])
            for nummer, naam in enumerate(self.namen)
        ]
