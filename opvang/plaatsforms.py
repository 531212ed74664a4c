"""The forms about referrals and groups."""

from typing import Any, cast

from django import forms

from indicaties.forms.opmaak import helper
from indicaties.models import Toeleiding
from opvang.forms import GeheelField
from opvang.models import MEESTE_DAGDELEN, MEESTE_PLAATSEN
from organisaties.models import Gebruiker, Locatie
from organisaties.velden import DatumField, TekstField

VOL = "geen-plaats"


class AntwoordForm(forms.Form):
    """What the provider answers to a referral. Placing a child has its own form, with the agreements."""

    antwoord = forms.ChoiceField(
        label="Kunt u dit kind een plaats geven?",
        choices=[
            (Toeleiding.Status.ACCEPTED.value, "Ja, vanaf de datum hieronder"),
            (Toeleiding.Status.WAITLISTED.value, "Nog niet: het kind komt op de wachtlijst"),
            (VOL, "Nee, er is geen plaats"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een antwoord."},
    )
    verwacht = DatumField(
        label="Verwachte begindatum",
        required=False,
        help_text="Nodig bij ‘ja’; bij de wachtlijst alleen als u de datum weet.",
    )
    toelichting = TekstField(
        label="Waarom is er geen plaats?",
        max_length=200,
        required=False,
        help_text="Alleen bij ‘nee’. Bijvoorbeeld: alle VE-groepen zijn vol tot de zomer. Schrijf niets over het gezin.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("Antwoord versturen", "antwoord", "verwacht", "toelichting")

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        antwoord = gegevens.get("antwoord")
        if (
            antwoord == Toeleiding.Status.ACCEPTED
            and not gegevens.get("verwacht")
            and "verwacht" not in self.errors
        ):
            self.add_error("verwacht", "Vul in wanneer het kind kan beginnen.")
        if antwoord == VOL and not gegevens.get("toelichting") and "toelichting" not in self.errors:
            self.add_error("toelichting", "Schrijf op waarom er geen plaats is.")
        return gegevens


class StartForm(forms.Form):
    gekomen = forms.TypedChoiceField(
        label="Is het kind gekomen?",
        choices=[("ja", "Ja, het is gestart"), ("nee", "Nee, het is niet gekomen")],
        coerce=lambda keuze: keuze == "ja",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies ja of nee."},
    )
    datum = DatumField(label="Op welke dag kwam het, of had u het verwacht?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("Vastleggen", "gekomen", "datum")


def _ve_veld() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label="Is dit een groep met voorschoolse educatie (VE)?",
        choices=[("ja", "Ja"), ("nee", "Nee")],
        coerce=lambda keuze: keuze == "ja",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies ja of nee."},
    )


class PlaatsenForm(forms.Form):
    plaatsen = GeheelField(label="Aantal plaatsen", minstens=1, hoogstens=MEESTE_PLAATSEN)
    ve = _ve_veld()
    half = forms.TypedChoiceField(
        label="Is dit een hele of een halve groep?",
        choices=[("heel", "Een hele groep"), ("half", "Een halve groep")],
        coerce=lambda keuze: keuze == "half",
        widget=forms.RadioSelect,
        help_text="Voor het bedrag per groep, als de regeling van de gemeente dat kent.",
        error_messages={"required": "Kies of het een hele of een halve groep is."},
    )
    dagdelen_per_week = GeheelField(
        label="Dagdelen per week",
        minstens=1,
        hoogstens=MEESTE_DAGDELEN,
        help_text="Zoveel dagdelen is de groep open.",
    )


class GroepForm(PlaatsenForm):
    locatie = forms.ModelChoiceField(
        label="Locatie",
        queryset=Locatie.objects.none(),
        empty_label="Kies een locatie",
        error_messages={"required": "Kies een locatie.", "invalid_choice": "Kies een van uw eigen locaties."},
    )
    naam = TekstField(
        label="Naam van de groep", max_length=80, error_messages={"required": "Geef de groep een naam."}
    )
    van = DatumField(label="Eerste dag")
    tot_en_met = DatumField(label="Laatste dag", required=False, help_text="Leeg: de groep loopt door.")
    field_order = ("locatie", "naam", "plaatsen", "ve", "half", "dagdelen_per_week", "van", "tot_en_met")

    def __init__(self, *args: Any, gebruiker: Gebruiker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        locatie = cast("forms.ModelChoiceField[Locatie]", self.fields["locatie"])
        locatie.queryset = Locatie.objects.for_gebruiker(gebruiker).registered()
        self.helper = helper("Groep vastleggen", *self.fields)


class GroepWijzigForm(PlaatsenForm):
    vanaf = DatumField(label="Vanaf welke dag?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("Wijzigen", *self.fields)


class GroepEindeForm(forms.Form):
    laatste_dag = DatumField(label="Laatste dag van de groep")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("Groep beëindigen", "laatste_dag")
