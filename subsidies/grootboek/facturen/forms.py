"""What people type of activities and invoices becomes dates and cents."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Row, Submit
from django import forms

from lib.geld import write_honderdsten
from organisaties.models import Gemeente
from organisaties.velden import DatumField, HonderdstenField, JaarField, TabelbestandField, TekstField
from subsidies.grootboek.forms import FCL_CODE, INDICATOREN, MAX_CENTEN, Bronnen
from subsidies.models import Activiteit

# Money passed on to or received from another municipality has a row per municipality in SiSa: never an invoice.
_VAN_ACTIVITEITEN = tuple(keuze for keuze in INDICATOREN if keuze[0] not in ("D8/05", "D8/07"))


class BedragField(HonderdstenField):
    """An amount above zero, or below it for a credit note."""

    def check(self, honderdsten: int) -> None:
        if not 0 < abs(honderdsten) <= MAX_CENTEN:
            raise ValueError(
                f"€ {write_honderdsten(honderdsten)} kan niet: vul het bedrag van de factuur in, of dat van een creditnota"
                " met een min ervoor, tot en met 1 miljard euro."
            )


class ActiviteitForm(forms.Form):
    naam = TekstField(label="Naam", max_length=80)
    bron = forms.ChoiceField(label="Welk geld?")
    indicator = forms.ChoiceField(
        label="SiSa-indicator",
        choices=_VAN_ACTIVITEITEN,
        required=False,
        help_text="Verplicht bij geld uit GOAB.",
    )
    fcl_code = TekstField(
        label="FCL-code",
        max_length=20,
        required=False,
        help_text="Onder welke code uw financiële administratie deze activiteit boekt.",
        validators=[FCL_CODE],
    )
    toelichting = TekstField(
        label="Waar staat dit?",
        max_length=200,
        help_text="Het besluit of document. Begin met ‘Aanname:’ als u het nog niet zeker weet.",
    )
    in_gebruik = forms.BooleanField(
        label="In gebruik",
        required=False,
        help_text="Zet dit uit als er geen facturen meer bij komen. Wat geboekt is, blijft staan.",
    )

    def __init__(self, *args: Any, bronnen: Bronnen, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bron"].choices = bronnen  # type: ignore[attr-defined]
        self.helper = FormHelper()
        self.helper.form_class = "vve-formulier"
        self.helper.add_input(Submit("opslaan", "Vastleggen"))


class FactuurForm(forms.Form):
    activiteit = forms.ModelChoiceField(Activiteit.objects.none(), label="Activiteit", empty_label="Kies…")
    crediteur = TekstField(label="Crediteur", max_length=120, help_text="Van wie de factuur is.")
    nummer = TekstField(label="Factuurnummer", max_length=40)
    factuurdatum = DatumField(label="Factuurdatum")
    bedrag_centen = BedragField(
        label="Bedrag in euro", help_text="Een creditnota vult u in met een min ervoor: -250."
    )
    jaar = JaarField(
        label="Verantwoordingsjaar", vanaf=2011, help_text="Het jaar waarin de kosten thuishoren."
    )
    omschrijving = TekstField(label="Omschrijving", max_length=150, required=False)

    def __init__(self, *args: Any, gemeente: Gemeente, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["activiteit"].queryset = Activiteit.objects.filter(gemeente=gemeente).in_use()  # type: ignore[attr-defined]
        self.helper = FormHelper()
        self.helper.form_class = "vve-formulier"
        self.helper.layout = Layout(
            Row("activiteit", "jaar"),
            Row("crediteur", "nummer"),
            Row("factuurdatum", "bedrag_centen"),
            "omschrijving",
        )
        self.helper.add_input(Submit("opslaan", "Voorbereiden"))


class FactuurbestandForm(forms.Form):
    bestand = TabelbestandField(label="Bestand", help_text="Een Excel-werkmap (.xlsx), ODS of CSV.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_class = "vve-formulier"
        self.helper.add_input(Submit("nakijken", "Nakijken"))
