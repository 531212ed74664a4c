"""What a provider types of results, and who adds a scale."""

from datetime import date
from typing import Any

from crispy_forms.layout import Fieldset
from django import forms

from indicaties.forms.opmaak import helper
from opvang.domeinen import DOMEINEN
from opvang.models import Resultaatmeting
from opvang.models.resultaten import HOOGSTE_GETAL
from opvang.resultaten.schalen import Schaal, parse_stappen
from opvang.urenbestand.forms import SOORTEN
from organisaties.velden import DatumField, TabelbestandField, TekstField


class ResultaatForm(forms.Form):
    """One measurement on one scale: a field per domain that the scale follows."""

    datum = DatumField(label="Op welke dag keek u?")
    moment = forms.ChoiceField(
        label="Welk moment is dit?",
        choices=Resultaatmeting.Moment.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een moment."},
    )

    def __init__(self, *args: Any, schaal: Schaal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.schaal = schaal
        for domein in schaal.domeinen:
            self.fields[domein] = self._field(domein)
        self.helper = helper("Vastleggen", "datum", "moment", Fieldset(schaal.naam, *schaal.domeinen))

    def _field(self, domein: str) -> forms.Field:
        if self.schaal.stappen:
            keuzes = [("", "Niet ingevuld"), *((waarde, waarde) for waarde in self.schaal.stappen)]
            return forms.ChoiceField(label=DOMEINEN[domein], choices=keuzes, required=False)
        return TekstField(
            label=DOMEINEN[domein],
            required=False,
            max_length=6,
            help_text=self.schaal.eenheid.capitalize(),
            widget=forms.TextInput(attrs={"class": "vve-invoer--kort", "autocomplete": "off"}),
        )

    def clean(self) -> dict[str, Any]:
        """A number is looked at beside its own field."""
        gegevens = super().clean() or {}
        for domein in self.schaal.domeinen:
            if tekst := gegevens.get(domein):
                try:
                    self.schaal.read(tekst)
                except ValueError as fout:
                    self.add_error(domein, str(fout))
        return gegevens

    def waarden(self) -> dict[str, str]:
        return {domein: tekst for domein in self.schaal.domeinen if (tekst := self.cleaned_data[domein])}


class ResultaatbestandForm(forms.Form):
    bestand = TabelbestandField(
        label="Bestand met resultaten (Excel, LibreOffice of CSV)",
        widget=forms.ClearableFileInput(attrs={"accept": SOORTEN}),
        error_messages={"required": "Kies eerst het bestand met de resultaten."},
    )
    volgsysteem = forms.ChoiceField(
        label="Welk volgsysteem, als dat niet in het bestand staat?",
        required=False,
        error_messages={"invalid_choice": "Kies een volgsysteem uit de lijst."},
    )

    def __init__(self, *args: Any, schalen: dict[str, Schaal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuzes = [("", "Staat in het bestand"), *((code, schaal.naam) for code, schaal in schalen.items())]
        self.fields["volgsysteem"] = forms.ChoiceField(
            label=self.fields["volgsysteem"].label,
            choices=keuzes,
            required=False,
            error_messages={"invalid_choice": "Kies een volgsysteem uit de lijst."},
        )


def _grens(label: str, help_text: str) -> forms.IntegerField:
    fout = f"Vul een heel getal in van -{HOOGSTE_GETAL} tot en met {HOOGSTE_GETAL}."
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        required=False,
        min_value=-HOOGSTE_GETAL,
        max_value=HOOGSTE_GETAL,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "vve-invoer--kort"}),
        error_messages={"invalid": fout, "min_value": fout, "max_value": fout},
    )


class SchaalForm(forms.Form):
    naam = TekstField(
        label="Naam", max_length=60, help_text="Zo staat de schaal in de lijst en in bestanden."
    )
    bron = TekstField(
        label="Waar komt de indeling vandaan?",
        max_length=300,
        help_text="Bijvoorbeeld: handleiding 2024, bladzijde 12. Of: afgesproken in de VVE-werkgroep van 3 maart 2025.",
    )
    van = DatumField(label="Vanaf welke dag geldt de schaal?")
    stappen = TekstField(
        label="Uitkomsten",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Een per regel, met het niveau erachter. Bijvoorbeeld: A = verder. Niveaus: extra hulp, zoals verwacht, verder.",
    )
    onder = _grens("Of een getal: extra hulp onder", "Is de uitkomst een getal? Laat de uitkomsten dan leeg.")
    vanaf = _grens("En verder vanaf", "Alles ertussen is zoals verwacht.")

    def __init__(self, *args: Any, dag: date, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"van": dag})
        super().__init__(*args, **kwargs)
        self.helper = helper("Vastleggen", *self.fields)

    def clean_stappen(self) -> dict[str, str]:
        return parse_stappen(self.cleaned_data["stappen"])


class SchaalEindeForm(forms.Form):
    laatste_dag = DatumField(label="Tot en met welke dag geldt de schaal?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("Schaal beëindigen", "laatste_dag")
