from typing import Any, cast

from django import forms

from indicaties.forms.opmaak import helper
from indicaties.models import Behandelaarwissel, Contactmoment, Traject
from organisaties.models import Gebruiker
from organisaties.velden import DatumField, TekstField

Keuzes = list[tuple[str, str]]


class _KnopForm(forms.Form):
    """A form with one button, that says what it does."""

    knop = "Vastleggen"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper(self.knop, *self.fields)


class ContactForm(forms.Form):
    """The buttons say what it was, so that it takes two clicks."""

    soort = forms.ChoiceField(
        choices=Contactmoment.Soort, error_messages={"required": "Kies wat voor contact het was."}
    )
    datum = DatumField(label="Wanneer?")
    notitie = TekstField(label="Korte notitie", max_length=300, required=False)


class BesprokenForm(_KnopForm):
    besproken_op = DatumField(label="Wanneer is het signaal met het gezin besproken?")


class StapForm(_KnopForm):
    """`wie` is a side, or somebody of it by name."""

    volgende_stap = TekstField(
        label="Wat moet er gebeuren?",
        max_length=200,
        error_messages={"required": "Schrijf op wat er moet gebeuren."},
    )
    wie = forms.ChoiceField(label="Wie doet dat?", error_messages={"required": "Kies wie het doet."})
    uiterlijk = DatumField(label="Uiterlijk op")

    def __init__(self, *args: Any, collegas: Keuzes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kanten = [(f"kant-{code}", f"{naam} (wie het eerst kan)") for code, naam in Traject.Kant.choices]
        cast("forms.ChoiceField", self.fields["wie"]).choices = [*collegas, *kanten]

    def gekozen(self) -> dict[str, Any]:
        """As the action wants it."""
        wie = self.cleaned_data["wie"]
        kant = wie.removeprefix("kant-") if wie.startswith("kant-") else ""
        return {
            "volgende_stap": self.cleaned_data["volgende_stap"],
            "uiterlijk": self.cleaned_data["uiterlijk"],
            "behandelaar": None if kant else Gebruiker.objects.get(pk=wie),
            "aan_zet": kant,
        }


class NotitieForm(_KnopForm):
    tekst = TekstField(
        label="Notitie",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Alleen uw eigen kant leest dit: het consultatiebureau, of de kindregisseurs van de gemeente. De "
        "ouders kunnen het opvragen.",
        error_messages={"required": "Schrijf een notitie."},
    )
    knop = "Bewaren"


class TaakForm(_KnopForm):
    omschrijving = TekstField(
        label="Wat wilt u doen?", max_length=200, error_messages={"required": "Schrijf op wat u wilt doen."}
    )
    uiterlijk = DatumField(label="Uiterlijk op", help_text="Vanaf die dag staat de taak op uw startpagina.")
    knop = "Taak bewaren"


class WisselForm(_KnopForm):
    naar = forms.ChoiceField(label="Aan wie?", error_messages={"required": "Kies een collega."})
    reden = forms.ChoiceField(
        label="Waarom?",
        choices=[("", "Kies een reden"), *Behandelaarwissel.Reden.choices],
        error_messages={"required": "Kies een reden."},
    )
    knop = "Geven"

    def __init__(self, *args: Any, collegas: Keuzes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for veld in {"van", "naar"} & {*self.fields}:
            cast("forms.ChoiceField", self.fields[veld]).choices = [("", "Kies een collega"), *collegas]

    def collega(self, veld: str) -> Gebruiker:
        return Gebruiker.objects.get(pk=self.cleaned_data[veld])


class WisselAllesForm(WisselForm):
    """`van` may be somebody who has no role any more."""

    van = forms.ChoiceField(label="Van wie?", error_messages={"required": "Kies wiens dossiers het zijn."})
    field_order = ("van", "naar", "reden")


class SluitForm(_KnopForm):
    reden = forms.ChoiceField(
        label="Waarom sluit u dit dossier?",
        choices=[
            ("", "Kies een reden"),
            *((code, naam) for code, naam in Traject.RedenSluiting.choices if code != "samengevoegd"),
        ],
        error_messages={"required": "Kies een reden."},
    )
    toelichting = TekstField(
        label="De reden in uw eigen woorden",
        max_length=200,
        required=False,
        help_text="Alleen nodig bij een andere reden.",
    )
    knop = "Dossier sluiten"


class LaatForm(_KnopForm):
    reden = forms.ChoiceField(
        label="Waarom begon dit kind laat?",
        choices=[("", "Kies een reden"), *Traject.RedenLaat.choices],
        error_messages={"required": "Kies een reden."},
    )
