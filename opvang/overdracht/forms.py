"""From typed text to what the actions take. A field's name is the name that the action knows it by."""

from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Submit
from django import forms
from django.core.exceptions import ValidationError

from lib.periode import add_maanden
from opvang.domeinen import DOMEINEN, NIVEAUS
from opvang.models import Overdracht, Overdrachtvervolg
from opvang.overdracht.actions.vervolg import TOELICHTING, VRAGEN
from opvang.overdracht.bestanden import MAX_BYTES
from opvang.overdracht.code import LENGTE, is_code
from opvang.overdracht.programmas import programmas
from organisaties.models import Gemeente, Locatie, Organisatie
from organisaties.velden import DatumField, TabelbestandField, TekstField

MAX_TEKST = 2_000
CODE_MAANDEN = 3


class Formulier(forms.Form):
    """`knop` is what stands on the button."""

    knop = "Opslaan"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_class = "vve-formulier"
        self.helper.add_input(Submit("opslaan", self.knop))


def _tekstvak(label: str, help_text: str = "") -> TekstField:
    return TekstField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=MAX_TEKST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class StartForm(Formulier):
    knop = "Overdracht beginnen"
    pakket = forms.ChoiceField(
        label="Wat draagt u over?",
        choices=Overdracht.Pakket.choices,
        widget=forms.RadioSelect,
        initial=Overdracht.Pakket.FULL,
        help_text=(
            "Het wettelijke pakket (welk programma en hoe lang) gaat zonder toestemming naar de school. "
            "Voor het volledige pakket is toestemming van de ouders nodig."
        ),
        error_messages={"required": "Kies een pakket."},
    )
    aanleiding = forms.ChoiceField(
        label="Waarom nu?",
        choices=Overdracht.Aanleiding.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies waarom u nu overdraagt."},
    )


class InhoudForm(Formulier):
    """The full package; what is not allowed by the parents stays here and does not go along."""

    knop = "Overdracht opslaan"
    volgsysteem = TekstField(
        label="Waarmee volgt u het kind?",
        required=False,
        max_length=80,
        help_text="Bijvoorbeeld KIJK!, BOSOS of Cito. Voeg een uitdraai eventueel als bijlage toe.",
    )
    aandachtspunten = _tekstvak("Aandachtspunten", "Wat moet de leerkracht de eerste week weten?")
    advies_opvang = _tekstvak("Uw advies aan de school")
    advies_ouders = _tekstvak("Advies van de ouders aan de school")
    betrokkenen = _tekstvak(
        "Wie is er bij het kind betrokken?", "Bijvoorbeeld logopedist of jeugdarts, met de organisatie."
    )
    warm_gewenst = forms.BooleanField(label="Wij willen dit met de school bespreken", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        blokken = []
        for code, naam in DOMEINEN.items():
            self.fields[f"{code}_niveau"] = forms.ChoiceField(
                label=f"{naam}: hoe gaat het?",
                choices=[("", "Niet ingevuld"), *NIVEAUS.items()],
                required=False,
            )
            self.fields[f"{code}_tekst"] = _tekstvak(f"{naam}: wat ziet u?")
            blokken.append(Fieldset(naam, f"{code}_niveau", f"{code}_tekst"))
        self.helper.layout = Layout(
            "volgsysteem",
            *blokken,
            Fieldset(
                "Verder", "aandachtspunten", "advies_opvang", "advies_ouders", "betrokkenen", "warm_gewenst"
            ),
        )

    def gegevens(self) -> dict[str, str]:
        return {veld: waarde for veld, waarde in self.cleaned_data.items() if veld != "warm_gewenst"}


class WettelijkForm(Formulier):
    """Nothing to fill in: programme and duration come out of the placements."""

    warm_gewenst = forms.BooleanField(label="Wij willen dit met de school bespreken", required=False)

    def gegevens(self) -> dict[str, str]:
        return {}


class ToestemmingForm(Formulier):
    knop = "Toestemming vastleggen"
    delen = forms.MultipleChoiceField(
        label="Wat mag er mee?",
        choices=Overdracht.Deel.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies minstens één onderdeel."},
    )
    ontvangers = forms.MultipleChoiceField(
        label="Wie mag het lezen?",
        choices=Overdracht.Ontvanger.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies minstens één ontvanger."},
    )
    dag = DatumField(label="Op welke dag gaven de ouders toestemming?")


class OudersForm(Formulier):
    knop = "Gelezen door de ouders"
    dag = DatumField(label="Op welke dag lazen de ouders de overdracht?")
    zienswijze = _tekstvak(
        "Zienswijze van de ouders", "In hun eigen woorden. De rest van de overdracht verandert daardoor niet."
    )


class BijlageForm(Formulier):
    knop = "Bijlage toevoegen"
    omschrijving = TekstField(
        label="Wat is het?", max_length=100, error_messages={"required": "Schrijf op wat dit bestand is."}
    )
    bestand = forms.FileField(
        label="Bestand",
        help_text=f"PDF, PNG of JPG van hoogstens {MAX_BYTES // 1024**2} MB.",
        error_messages={
            "required": "Kies een bestand.",
            "empty": "Het bestand is leeg. Kies een ander bestand.",
        },
    )


class VerzendForm(Formulier):
    knop = "Naar de school verzenden"
    school = forms.ModelChoiceField(
        label="School",
        queryset=Organisatie.objects.none(),
        empty_label="Kies een school",
        error_messages={"required": "Kies een school.", "invalid_choice": "Kies een school uit de lijst."},
        help_text="De school waar de ouders het kind hebben ingeschreven.",
    )

    def __init__(self, *args: Any, gemeente: Gemeente, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["school"]
        assert isinstance(veld, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        veld.queryset = Organisatie.objects.scholen().in_gemeente(gemeente).filter(opgeheven=False)


class CodeForm(Formulier):
    """For the letter with the code that the parents take along."""

    knop = "Brief met code maken"
    tot_en_met = DatumField(label="De code geldt tot en met")

    def __init__(self, *args: Any, dag: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tot_en_met"].initial = add_maanden(dag, CODE_MAANDEN)


class GesprekForm(Formulier):
    knop = "Gesprek vastleggen"
    dag = DatumField(label="Op welke dag was het gesprek?")
    deelnemers = forms.MultipleChoiceField(
        label="Wie waren erbij?",
        choices=Overdrachtvervolg.Deelnemer.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies wie erbij waren."},
    )


class TerugkoppelingForm(Formulier):
    knop = "Terugkoppeling geven"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, (vraag, keuzes) in VRAGEN.items():
            self.fields[code] = forms.ChoiceField(
                label=vraag,
                choices=[(keuze, keuze.capitalize()) for keuze in keuzes.split("|")],
                widget=forms.RadioSelect,
                error_messages={"required": "Kies een antwoord."},
            )
        self.fields[TOELICHTING] = _tekstvak("Wat wilt u de kinderopvang meegeven?")


class InwisselForm(Formulier):
    knop = "Overdracht ophalen"
    code = TekstField(
        label="Code van de ouders",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Vul de code in."},
        help_text="De code staat op de brief van de kinderopvang, bijvoorbeeld ABCD-EFGH-JKLM.",
    )

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if not is_code(code):
            raise ValidationError(
                f"‘{code}’ is geen code. Een code heeft {LENGTE} letters en cijfers, zonder 0, 1, I en O."
            )
        return code


class ProgrammaForm(Formulier):
    knop = "Programma vastleggen"
    programma = forms.ChoiceField(label="VVE-programma", error_messages={"required": "Kies een programma."})
    van = DatumField(label="Vanaf")
    tot_en_met = DatumField(label="Tot en met", required=False, help_text="Leeg als het programma nog loopt.")

    def __init__(self, *args: Any, locatie: Locatie, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.locatie = locatie
        veld = self.fields["programma"]
        assert isinstance(veld, forms.ChoiceField)  # noqa: S101 - for the type checker
        veld.choices = [("", "Kies een programma"), *((p.code, p.naam) for p in programmas().values())]


class ScholenForm(Formulier):
    knop = "Scholen inlezen"
    bestand = TabelbestandField(
        label="Lijst van vestigingen basisonderwijs (CSV of JSON)",
        error_messages={"required": "Kies een bestand."},
        help_text="Van onderwijsdata.duo.nl. Alleen de scholen van uw gemeente worden gelezen.",
    )
