"""From typed text to domain types. A field's name is the name that the action knows it by."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Fieldset, Layout, Row, Submit
from django import forms

from indicaties.dubbel.zoeken import Dubbelvraag, ask_dubbel
from indicaties.forms import ANDER_KIND, KindgegevensForm, adresblok, ask_ander_kind
from lib.geld import parse_uren, write_honderdsten
from lib.periode import Periode, Ritme
from opvang.actions import Afspraken
from opvang.invoer import check_uren
from opvang.klassen import HOOGSTE_ZONDER_TABEL, klassen_op
from opvang.models import (
    HUISHOUDENS,
    MAX_DAGEN_PER_WEEK,
    MAX_UREN_PER_WEEK,
    Plaatsing,
    hoogste_uren,
)
from opvang.vragen import kernen_van, vragen_in
from organisaties.models import Gebruiker, Locatie
from organisaties.velden import DatumField, HonderdstenField, JaarField
from rekenregels import Vragen

MAX_UURPRIJS_CENTEN = 100_00
ADRES_GEHEIM = "Heeft het gezin een geheim adres? Laat het adres dan leeg. De gemeente legt het vast."


class UrenPerWeekField(HonderdstenField):
    parse = staticmethod(parse_uren)

    def check(self, honderdsten: int) -> None:
        check_uren(honderdsten, MAX_UREN_PER_WEEK, "een week")
        if honderdsten == 0:
            raise ValueError("Vul meer dan 0 uur per week in.")


class UrenField(HonderdstenField):
    """Hours of a line in a tijdvak of this rhythm."""

    parse = staticmethod(parse_uren)

    def __init__(self, *, ritme: Ritme, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.ritme = ritme

    def check(self, honderdsten: int) -> None:
        check_uren(honderdsten, hoogste_uren(self.ritme), self.ritme.een)


class GeheelField(forms.IntegerField):
    """A whole number of days."""

    def __init__(self, *, hoogstens: int, minstens: int = 0, **kwargs: Any) -> None:
        zin = f"Vul een heel getal in van {minstens} tot en met {hoogstens}."
        fouten = dict.fromkeys(("required", "invalid", "min_value", "max_value"), zin)
        attrs = {"inputmode": "numeric", "autocomplete": "off", "class": "vve-invoer--kort"}
        super().__init__(
            min_value=minstens,
            max_value=hoogstens,
            error_messages=fouten,
            widget=forms.TextInput(attrs=attrs),
            **kwargs,
        )


class UurprijsField(HonderdstenField):
    def check(self, honderdsten: int) -> None:
        if not 0 < honderdsten <= MAX_UURPRIJS_CENTEN:
            raise ValueError(
                f"Een uurprijs van {write_honderdsten(honderdsten)} euro kan niet. Vul 0,01 tot 100 euro in."
            )


class LocatieField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """Shows at a glance which locations offer voorschoolse educatie."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.naam}{'' if obj.ve_geregistreerd else ' (geen VE in het LRK)'}"


def redenveld(**kwargs: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Waarom herstelt u dit?",
        choices=[("", "Kies een reden"), *Plaatsing.RedenHerstel.choices],
        error_messages={"required": "Kies een reden."},
        **kwargs,
    )


class AfsprakenForm(forms.Form):
    """The agreements of a placement; the forms that place, enrol and change add their own days."""

    locatie = LocatieField(
        queryset=Locatie.objects.none(),
        empty_label="Kies een locatie",
        error_messages={"required": "Kies een locatie.", "invalid_choice": "Kies een van uw eigen locaties."},
    )
    uren_per_week = UrenPerWeekField(label="Uren per week", help_text="Bijvoorbeeld 16 of 10,5.")
    dagen_per_week = GeheelField(
        label="Dagen per week",
        hoogstens=MAX_DAGEN_PER_WEEK,
        minstens=1,
        required=False,
        help_text="Alleen als de gemeente daarom vraagt.",
    )
    kot = forms.TypedChoiceField(
        label="Hebben de ouders recht op kinderopvangtoeslag (KOT)?",
        choices=[("ja", "Ja"), ("nee", "Nee")],
        coerce=lambda keuze: keuze == "ja",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies ja of nee."},
    )
    bijdrageklasse = forms.TypedChoiceField(
        label="Klasse van de ouderbijdrage",
        coerce=int,
        empty_value=None,
        required=False,
        help_text="De rij van de bijdragetabel van de gemeente waarin het toetsingsinkomen van de ouders valt.",
    )
    bewijs = forms.ChoiceField(
        label="Welk bewijs hebt u gezien?",
        choices=[("", "Geen bewijs gezien"), *Plaatsing.Bewijs.choices],
        required=False,
        help_text="Wij bewaren alleen welk bewijs u zag. Upload of noteer geen inkomen en geen loonstrook.",
    )
    bewijs_jaar = JaarField(label="Over welk jaar gaat het bewijs?", vanaf=2005, required=False)
    kindrang = forms.TypedChoiceField(
        label="Eerste of volgend kind",
        choices=[(1, "Eerste kind"), (2, "Tweede of volgend kind")],
        coerce=int,
        initial=1,
        help_text="Welk kind van het gezin dit is in de kinderopvang.",
    )
    uurprijs_centen = UurprijsField(
        label="Uw uurprijs in euro", required=False, help_text="Alleen als de gemeente daarom vraagt."
    )
    minimaregel = forms.ChoiceField(
        label="Minimaregel",
        required=False,
        help_text="De regel van de gemeente voor ouders met een laag inkomen die u hebt vastgesteld.",
    )

    huishouden = forms.ChoiceField(
        label="Soort huishouden",
        choices=[("", "Niet bekend"), *HUISHOUDENS],
        required=False,
        help_text="Een minimaregel van de gemeente hangt ervan af. Wij bewaren geen inkomen.",
    )

    def __init__(self, *args: Any, gebruiker: Gebruiker, dag: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        vragen = vragen_in(gebruiker.gemeente, Periode(dag, dag))
        cast(forms.ChoiceField, self.fields["bijdrageklasse"]).choices = _klassen(gebruiker, dag)
        cast(forms.ChoiceField, self.fields["minimaregel"]).choices = self._minimaregels(vragen)
        if not vragen.huishouden and not self.initial.get("huishouden"):
            self.fields["huishouden"].widget = forms.HiddenInput()
        locatie = self.fields["locatie"]
        assert isinstance(locatie, LocatieField)  # noqa: S101 - for the type checker
        locatie.queryset = Locatie.objects.for_gebruiker(gebruiker).registered()
        locatie.initial = gebruiker.locatie
        self.helper = FormHelper()
        self.helper.form_class = "vve-formulier"

    def _minimaregels(self, vragen: Vragen) -> list[tuple[str, str]]:
        """The rules of the policy of the day, with the one agreed on now; without any there is nothing to choose."""
        namen = dict.fromkeys(vragen.minima)
        if nu := self.initial.get("minimaregel"):
            namen[nu] = None
        if not namen:
            self.fields["minimaregel"].widget = forms.HiddenInput()
        woorden = {naam: f"{naam} ({grens})" for naam, grens in vragen.grenzen}
        return [("", "Geen minimaregel"), *((naam, woorden.get(naam, naam)) for naam in namen)]

    def clean(self) -> dict[str, Any]:
        """A class rests on a proof that somebody saw, and a proof is about a year."""
        klasse, bewijs, jaar = (
            self.cleaned_data.get(veld) for veld in ("bijdrageklasse", "bewijs", "bewijs_jaar")
        )
        if klasse and not bewijs and "bewijs" not in self.errors:
            self.add_error(
                "bewijs",
                "Kies welk bewijs van het inkomen u zag. Zag u er geen? Kies dan bij de klasse"
                " ‘Inkomen niet aangetoond’.",
            )
        if bewijs and not jaar and "bewijs_jaar" not in self.errors:
            self.add_error("bewijs_jaar", "Vul in over welk jaar het bewijs gaat, bijvoorbeeld 2024.")
        if jaar and not bewijs and "bewijs" not in self.errors:
            self.add_error("bewijs", "Kies welk bewijs u zag, of maak het jaar leeg.")
        return self.cleaned_data

    def afspraken(self) -> Afspraken:
        return Afspraken(**{veld.name: self.cleaned_data[veld.name] for veld in fields(Afspraken)})


def _klassen(gebruiker: Gebruiker, dag: date) -> list[tuple[str, str]]:
    """The classes with their incomes as the policy of the day has them, else their numbers."""
    klassen = klassen_op(gebruiker.gemeente, dag)
    if klassen is None:
        keuzes = [(str(nummer), f"Klasse {nummer}") for nummer in range(1, HOOGSTE_ZONDER_TABEL + 1)]
    else:
        keuzes = [(str(k.nummer), f"Klasse {k.nummer}: {k.inkomen}") for k in klassen]
    return [("", "Inkomen niet aangetoond"), *keuzes]


_AFSPRAKEN = (
    "locatie",
    Row("uren_per_week", "dagen_per_week"),
    "kot",
    Row("bijdrageklasse", "kindrang"),
    Row("bewijs", "bewijs_jaar"),
    Row("huishouden", "minimaregel"),
    "uurprijs_centen",
)


class PlaatsingForm(AfsprakenForm):
    startdatum = DatumField(label="Startdatum")
    einddatum = DatumField(
        label="Einddatum", required=False, help_text="Laat leeg als het einde nog niet bekend is."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(Row("startdatum", "einddatum"), *_AFSPRAKEN)
        self.helper.add_input(Submit("opslaan", "Kind plaatsen"))

    def clean(self) -> dict[str, Any]:
        super().clean()
        start, eind = self.cleaned_data.get("startdatum"), self.cleaned_data.get("einddatum")
        if start and eind and eind < start:
            self.add_error(
                "einddatum",
                f"De einddatum {eind:%d-%m-%Y} ligt voor de startdatum {start:%d-%m-%Y}.",
            )
        return self.cleaned_data


class InschrijfForm(KindgegevensForm, PlaatsingForm):
    """A child without indication: who it is and what was agreed, in one go."""

    is_ander_kind = forms.BooleanField(label=ANDER_KIND, required=False, widget=forms.HiddenInput)
    is_zelfde_kind = forms.BooleanField(
        label="Dit is hetzelfde kind: vraag het consultatiebureau om het naar ons te verwijzen",
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(self, *args: Any, gebruiker: Gebruiker, dag: date, **kwargs: Any) -> None:
        self.dag, self.gebruiker = dag, gebruiker
        super().__init__(*args, gebruiker=gebruiker, dag=dag, **kwargs)
        self.dubbelen = Dubbelvraag()
        self.helper.layout = Layout(
            "is_zelfde_kind",
            "is_ander_kind",
            Fieldset(
                "Het kind",
                Row("voornaam", "tussenvoegsel", "achternaam"),
                "geboortedatum",
            ),
            adresblok(HTML(f"<p>{ADRES_GEHEIM}</p>")),
            Fieldset("De plaatsing", Row("startdatum", "einddatum"), *_AFSPRAKEN),
        )
        self.helper.inputs = []
        self.helper.add_input(Submit("opslaan", "Peuter inschrijven en plaatsen"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.errors:
            return data
        self.dubbelen = ask_dubbel(self.persoon(), self.gebruiker)
        if data["is_zelfde_kind"] and data["is_ander_kind"]:
            self.add_error("is_ander_kind", "Kies één van de twee: hetzelfde kind, of een ander kind.")
        if self.dubbelen and (self.errors or not (data["is_zelfde_kind"] or data["is_ander_kind"])):
            if self.dubbelen.elders:
                self.fields["is_zelfde_kind"].widget = forms.CheckboxInput()
            ask_ander_kind(self)
        return data

    def check_leeftijd(self, geboren: date) -> None:
        if geboren.year < self.dag.year - 13:
            raise forms.ValidationError(
                f"Geboren op {geboren:%d-%m-%Y}: dit kind is te oud voor de kinderopvang. Controleer het jaar."
            )


class WijzigForm(AfsprakenForm):
    vanaf = DatumField(
        label="Deze afspraken gelden vanaf",
        help_text="Kies de begindatum van de plaatsing als zij vanaf de eerste dag zo waren. Wat eerder was"
        " vastgelegd, blijft bewaard. Wat u wijzigt, gaat ook mee in latere afspraken die op dat punt gelijk waren.",
    )
    reden = redenveld(required=False, help_text="Kies een reden als de afspraken al eerder zo waren.")

    def __init__(self, *args: Any, dag: date, **kwargs: Any) -> None:
        super().__init__(*args, dag=dag, **kwargs)
        self.dag = dag
        self.helper.layout = Layout("vanaf", *_AFSPRAKEN, "reden")
        self.helper.add_input(Submit("opslaan", "Afspraken wijzigen"))

    def clean(self) -> dict[str, Any]:
        super().clean()
        vanaf = self.cleaned_data.get("vanaf")
        if vanaf and vanaf < self.dag and not self.cleaned_data.get("reden"):
            self.add_error(
                "reden", f"{vanaf:%d-%m-%Y} is voorbij. Kies waarom u de afspraken nu pas wijzigt."
            )
        return self.cleaned_data


class BeginForm(forms.Form):
    startdatum = DatumField(label="Eerste dag", help_text="De dag waarop het kind op deze locatie begon.")
    reden = redenveld()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_class = "vve-formulier"
        self.helper.add_input(Submit("opslaan", "Begindatum herstellen"))


class VervalForm(forms.Form):
    reden = redenveld()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_class = "vve-formulier"
        self.helper.add_input(Submit("vervallen", "Plaatsing laten vervallen", css_class="gevaar"))


class EindeForm(forms.Form):
    einddatum = DatumField(label="Laatste dag", help_text="De laatste dag waarop het kind een plaats heeft.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_class = "vve-formulier"
        self.helper.add_input(Submit("opslaan", "Plaatsing beëindigen"))


class KernForm(forms.Form):
    kern = forms.ChoiceField(
        label="Kern of wijk",
        required=False,
        help_text="De namen komen uit de regelingen van de gemeente. Daarin hangen bedragen of uren ervan af.",
    )

    def __init__(self, data: Mapping[str, Any] | None, *, locatie: Locatie) -> None:
        super().__init__(data, initial={"kern": locatie.kern})
        namen = dict.fromkeys((*kernen_van(locatie.gemeente), *filter(None, [locatie.kern])))
        keuzes = [("", "Geen van deze"), *((naam, naam) for naam in namen)]
        cast(forms.ChoiceField, self.fields["kern"]).choices = keuzes
        self.helper = FormHelper()
        self.helper.form_class = "vve-formulier"
        self.helper.add_input(Submit("opslaan", "Opslaan"))


def afspraken_van(plaatsing: Plaatsing) -> dict[str, Any]:
    """The agreements of a placement as first values of a form."""
    return {
        "locatie": plaatsing.locatie_id,
        "uren_per_week": plaatsing.uren_per_week_honderdsten,
        "dagen_per_week": plaatsing.dagen_per_week,
        "kot": "ja" if plaatsing.kot else "nee",
        "bijdrageklasse": plaatsing.bijdrageklasse,
        "bewijs": plaatsing.bewijs,
        "bewijs_jaar": plaatsing.bewijs_jaar,
        "kindrang": plaatsing.kindrang,
        "uurprijs_centen": plaatsing.uurprijs_centen,
        "minimaregel": plaatsing.minimaregel,
        "huishouden": plaatsing.huishouden,
    }
