from typing import Any, cast

from crispy_forms.layout import Row
from django import forms
from django.db.models import Case, IntegerField, Value, When
from django.utils.html import format_html
from django.utils.safestring import SafeString

from indicaties.forms.opmaak import helper
from indicaties.models import Criterium, Indicatie, Indicatiebesluit, Kind
from indicaties.wegen import weigh
from lib.weergave import datum
from organisaties.velden import DatumField, TekstField


def toelichting_field() -> TekstField:
    """Own words that come in the letter."""
    return TekstField(
        label="Toelichting voor de ouders",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Komt in de brief aan de ouders. Schrijf zo dat zij het begrijpen.",
    )


class _Gronden(forms.CheckboxSelectMultiple):
    """Each ground knows its group, for a heading above it, and its weight, for the sum."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        criterium = value.instance
        option["groep"] = criterium.get_groep_display()
        option["gewicht"] = criterium.gewicht
        return option


class CriteriaField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not generic at run time
    def label_from_instance(self, obj: Criterium) -> SafeString:
        return format_html(
            '{}<span class="vve-bron vve-zacht vve-klein">{}Bron: {}</span>',
            obj.naam,
            format_html('<span class="vve-aanname">{}</span> ', "Aanname") if obj.is_aanname else "",
            obj.bron.removeprefix("aanname: "),
        )


class _GrondenForm(forms.Form):
    criteria = CriteriaField(
        label="Op welke gronden?",
        queryset=Criterium.objects.none(),
        widget=_Gronden,
        error_messages={"required": "Kies ten minste één grond voor de indicatie."},
    )
    oordeel = TekstField(
        label="Reden van uw oordeel",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Vul dit in als de gronden samen te weinig wegen en u de indicatie toch geeft. Alleen het "
        "consultatiebureau leest dit.",
    )
    toelichting = toelichting_field()
    geldig_tot_en_met = DatumField(
        label="Laatste dag",
        help_text="Meestal de dag voor de vierde verjaardag",
        error_messages={"required": "Vul de laatste dag in."},
    )

    def set_gronden(self, kind: Kind, soort: str) -> None:
        """The grounds of the municipality, by group; a reason only where the grounds are weighed."""
        criteria = cast(CriteriaField, self.fields["criteria"])
        actief = kind.gemeente.criteria.filter(soort=soort, actief=True)
        if kind.herkomst_bezwaar_op is not None:
            actief = actief.filter(is_herkomst=False)
        criteria.queryset = actief.order_by(_group_order(), "volgorde", "pk")
        weging = weigh(kind.gemeente, soort, ())
        if weging.is_genoeg:
            del self.fields["oordeel"]
            return
        criteria.help_text = format_html(
            'Samen wegen de gekozen gronden <output data-weegsom>0</output>. Nodig is <span data-drempel="{0}">{0}</span>.',
            weging.drempel,
        )
        if not actief.filter(groep=Criterium.Groep.OORDEEL).exists():
            del self.fields["oordeel"]

    @property
    def velden(self) -> list[str]:
        return [veld for veld in ("criteria", "oordeel") if veld in self.fields]


def _group_order() -> Any:
    groepen = Criterium.Groep.values
    return Case(
        *(When(groep=groep, then=Value(nummer)) for nummer, groep in enumerate(groepen)),
        output_field=IntegerField(),
    )


class IndicatieForm(_GrondenForm):
    geldig_van = DatumField(label="Eerste dag", error_messages={"required": "Vul de eerste dag in."})

    def __init__(self, *args: Any, kind: Kind, soort: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_gronden(kind, soort)
        self.helper = helper(
            "Indicatie afgeven", *self.velden, Row("geldig_van", "geldig_tot_en_met"), "toelichting"
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        van, tot_en_met = data.get("geldig_van"), data.get("geldig_tot_en_met")
        if van and tot_en_met and tot_en_met < van:
            self.add_error(
                "geldig_tot_en_met",
                f"De laatste dag ({datum(tot_en_met)}) ligt voor de eerste dag ({datum(van)}). "
                "Controleer beide datums.",
            )
        return data


class VerlengingForm(_GrondenForm):
    """The first day is the one after the last of the indicatie that it follows."""

    def __init__(self, *args: Any, indicatie: Indicatie, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_gronden(indicatie.kind, indicatie.soort)
        self.helper = helper("Indicatie verlengen", *self.velden, "geldig_tot_en_met", "toelichting")


class AfwijzingForm(forms.Form):
    reden = forms.ChoiceField(
        label="Waarom krijgt dit kind geen indicatie?",
        choices=[("", "Kies een reden"), *Indicatiebesluit.RedenAfwijzing.choices],
        error_messages={"required": "Kies een reden."},
    )
    toelichting = toelichting_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("Geen indicatie geven", "reden", "toelichting")


class _RedenIntrekkingForm(forms.Form):
    reden = forms.ChoiceField(
        choices=[
            ("", "Kies een reden"),
            *(keuze for keuze in Indicatie.RedenIntrekking.choices if keuze[0] != "samengevoegd"),
        ],
        error_messages={"required": "Kies een reden."},
    )
    toelichting = toelichting_field()


class IntrekkingForm(_RedenIntrekkingForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("Indicatie intrekken", "reden", "toelichting", soort="gevaar")


class VerkortingForm(_RedenIntrekkingForm):
    laatste_dag = DatumField(error_messages={"required": "Vul de nieuwe laatste dag in."})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("Indicatie eerder laten eindigen", "laatste_dag", "reden", "toelichting")


class VerbeteringForm(forms.Form):
    """A decision whose words for the parents were not right."""

    toelichting = toelichting_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("Besluit vervangen", "toelichting")


class BekendmakingForm(forms.Form):
    dag = DatumField(
        label="Op welke dag?", error_messages={"required": "Vul de dag in waarop de brief is gegaan."}
    )
    hoe = forms.ChoiceField(
        label="Hoe?",
        choices=[("", "Kies hoe"), *Indicatiebesluit.Bekendmaking.choices],
        error_messages={"required": "Kies hoe de ouders de brief kregen."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("Bekendmaking vastleggen", "dag", "hoe")
