"""Text of people becomes expected children, days and cents."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms

from indicaties.models import Kind
from lib.periode import Periode
from organisaties.models import Locatie
from organisaties.velden import DatumField, HonderdstenField, TabelbestandField, TekstField
from rekenregels import Categorie
from subsidies.grootboek.forms import EuroField
from subsidies.models import Beschikking, Bezwaar, Termijnstap
from subsidies.models.subsidiejaar import MEESTE_KINDEREN
from subsidies.subsidiejaar.bestanden import MAX_BYTES
from subsidies.subsidiejaar.verwachting import Telling, Verwacht, monday_of
from subsidies.subsidiejaar.woorden import SUBSIDIE, Woorden

MEESTE_REGELS = 60
LEGE_REGELS = 3
_KORT = {"class": "vve-invoer--kort", "inputmode": "numeric"}


class Formulier(forms.Form):
    """A form inside a page; its button stands in the template."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True


_VERPLICHT = {
    "locatie": "Kies een locatie.",
    "categorie": "Kies een groep.",
    "van": "Vul de eerste dag in.",
    "tot_en_met": "Vul de laatste dag in.",
    "uren_per_week": "Vul de uren per week in.",
}


class AanvraagregelForm(forms.Form):
    """Expected children that are alike. A line without a number of children counts for nothing.

    Of one child: where it goes in which days, and a line without hours counts for nothing.
    """

    use_required_attribute = False

    locatie = forms.TypedChoiceField(label="Locatie", coerce=int, required=False)
    categorie = forms.ChoiceField(label="Groep", required=False)
    kot = forms.BooleanField(label="Met toeslag", required=False)
    bijdrageklasse = forms.IntegerField(
        label="Klasse", min_value=1, max_value=200, required=False, widget=forms.TextInput(attrs=_KORT)
    )
    van = DatumField(label="Vanaf", required=False)
    tot_en_met = DatumField(label="Tot en met", required=False)
    uren_per_week = HonderdstenField(label="Uren per week", required=False)
    dagen_per_week = forms.IntegerField(
        label="Dagen per week", min_value=1, max_value=7, required=False, widget=forms.TextInput(attrs=_KORT)
    )
    uurprijs = EuroField(label="Uurprijs in euro", required=False)
    kinderen = forms.IntegerField(
        label="Kinderen",
        min_value=0,
        max_value=MEESTE_KINDEREN,
        required=False,
        widget=forms.TextInput(attrs=_KORT),
        error_messages={"invalid": "Vul een heel aantal kinderen in, bijvoorbeeld 12."},
    )

    def __init__(
        self,
        *args: Any,
        locaties: Iterable[Locatie],
        categorieen: Iterable[Categorie],
        met_dagen: bool,
        met_prijs: bool,
        kind: Kind | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        if kind is None:
            del self.fields["van"], self.fields["tot_en_met"]
        else:
            del self.fields["kinderen"]
        self.per_pk = {locatie.pk: locatie for locatie in locaties}
        self.fields["locatie"].choices = [(pk, locatie.naam) for pk, locatie in self.per_pk.items()]  # type: ignore[attr-defined]
        self.fields["categorie"].choices = [(str(c), c.label) for c in categorieen]  # type: ignore[attr-defined]
        for veld, houd in (("dagen_per_week", met_dagen), ("uurprijs", met_prijs)):
            if not houd:
                del self.fields[veld]

    @property
    def telt(self) -> str:
        """The field that makes a line count."""
        return "kinderen" if self.kind is None else "uren_per_week"

    def clean(self) -> dict[str, Any]:
        gegevens: dict[str, Any] = super().clean() or {}
        van, tot_en_met = gegevens.get("van"), gegevens.get("tot_en_met")
        if van and tot_en_met and tot_en_met < van:
            self.add_error("tot_en_met", "De laatste dag ligt voor de eerste dag.")
        if gegevens.get(self.telt):
            for veld, zin in _VERPLICHT.items():
                if veld in self.fields and not gegevens.get(veld) and veld not in self.errors:
                    self.add_error(veld, zin)
        return gegevens

    @property
    def verwacht(self) -> Verwacht | None:
        """None for a line without children."""
        gegevens = self.cleaned_data
        if not gegevens.get(self.telt):
            return None
        return Verwacht(
            locatie=self.per_pk[gegevens["locatie"]],
            categorie=Categorie(gegevens["categorie"]),
            kot=gegevens["kot"],
            bijdrageklasse=gegevens["bijdrageklasse"],
            uren_per_week=gegevens["uren_per_week"],
            dagen_per_week=gegevens.get("dagen_per_week"),
            uurprijs=gegevens.get("uurprijs"),
            kinderen=gegevens.get("kinderen", 1),
            geboortedatum=self.kind.geboortedatum if self.kind else None,
            periode=Periode(gegevens["van"], gegevens["tot_en_met"]) if self.kind else None,
        )


AanvraagFormset = forms.formset_factory(
    AanvraagregelForm, extra=LEGE_REGELS, max_num=MEESTE_REGELS, validate_max=True
)


class TellingForm(Formulier):
    """In which week was counted, and per location how many doelgroepkinderen there are on the first of January."""

    peilweek = DatumField(
        label="Een dag in de peilweek",
        required=False,
        help_text="De week waarin u telde: een gewone week, zonder vakantie.",
    )

    def __init__(self, data: Any = None, *, locaties: Iterable[Locatie], telling: Telling, jaar: int) -> None:
        op_1_januari = telling.op_1_januari
        per_veld = {f"januari_{locatie.pk}": locatie for locatie in locaties}
        begin = {veld: op_1_januari.get(locatie.lrk_nummer) for veld, locatie in per_veld.items()}
        super().__init__(data, initial={"peilweek": telling.peilweek, **begin})
        self.per_veld = per_veld
        for veld, locatie in per_veld.items():
            self.fields[veld] = forms.IntegerField(
                label=f"{locatie.naam}: doelgroepkinderen op 1 januari {jaar}",
                min_value=0,
                max_value=MEESTE_KINDEREN,
                required=False,
                widget=forms.TextInput(attrs=_KORT),
                help_text="Leeg: zoveel als u hierboven verwacht.",
            )

    @property
    def telling(self) -> Telling:
        gegeven = {locatie.lrk_nummer: self.cleaned_data[veld] for veld, locatie in self.per_veld.items()}
        dag = self.cleaned_data["peilweek"]
        return Telling(
            monday_of(dag) if dag else None, {lrk: n for lrk, n in gegeven.items() if n is not None}
        )


class WerkboekForm(Formulier):
    bestand = TabelbestandField(
        label="Werkboek",
        help_text="Het Excel-bestand (XLSX) met de vier bladen.",
        error_messages={"required": "Kies het werkboek."},
    )


class BijlageForm(Formulier):
    naam = TekstField(
        label="Wat is het?", max_length=100, error_messages={"required": "Schrijf op wat dit bestand is."}
    )
    bestand = forms.FileField(
        label="Bestand",
        help_text=f"PDF, Excel (XLSX), PNG of JPG van hoogstens {MAX_BYTES // 1024**2} MB.",
        error_messages={
            "required": "Kies een bestand.",
            "empty": "Het bestand is leeg. Kies een ander bestand.",
        },
    )


class BewijsForm(Formulier):
    bewijs = forms.ChoiceField(label="Wat lieten de ouders zien?")
    gezien_op = DatumField(label="Op welke dag zag u het?")

    def __init__(self, *args: Any, bewijzen: Iterable[str], dag: date, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"gezien_op": dag})
        super().__init__(*args, **kwargs)
        self.fields["bewijs"].choices = [(bewijs, bewijs) for bewijs in bewijzen]  # type: ignore[attr-defined]


class TermijnForm(Formulier):
    soort = forms.ChoiceField(
        label="Wat gebeurde er?",
        choices=[(s.value, s.label) for s in Termijnstap.Soort if s != Termijnstap.Soort.SUPPLIED],
    )
    dag = DatumField(label="Op welke dag?")
    tot_en_met = DatumField(
        label="Laatste dag",
        required=False,
        help_text="De laatste dag om aan te vullen, of de nieuwe laatste dag om te beslissen. Leeg bij een ingebrekestelling.",
    )
    reden = TekstField(
        label="Wat ontbreekt, of waarom duurt het langer?",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="De aanvrager leest dit in de brief. Noem geen namen van kinderen.",
    )

    def __init__(self, *args: Any, dag: date, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"dag": dag})
        super().__init__(*args, **kwargs)


class BeschikkingForm(Formulier):
    soort = forms.ChoiceField(label="Welk besluit?")
    bedrag = EuroField(
        label="Bedrag in euro",
        help_text="Wat in totaal wordt verleend of vastgesteld. Telt niet mee als u weigert of intrekt.",
    )
    motivering = TekstField(
        label="Motivering",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Komt in de brief. Waarom dit besluit en dit bedrag? Noem geen namen van kinderen.",
        error_messages={"required": "Schrijf op waarom u dit besluit voorstelt."},
    )

    def __init__(
        self, *args: Any, soorten: Iterable[Beschikking.Soort], woorden: Woorden = SUBSIDIE, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["soort"].choices = [(s.value, woorden.besluiten[s]) for s in soorten]  # type: ignore[attr-defined]


class BekendForm(Formulier):
    dag = DatumField(label="Verstuurd of uitgereikt op")


class BezwaarForm(Formulier):
    ontvangen = DatumField(label="Ontvangen op")
    kort = TekstField(
        label="Waarover gaat het, in het kort?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Schrijf in het kort op waarover het bezwaar gaat."},
    )


class UitkomstForm(Formulier):
    uitkomst = forms.ChoiceField(label="Uitkomst", choices=Bezwaar.Uitkomst.choices)
    dag = DatumField(label="Beslist op")
