from typing import Any, cast

from crispy_forms.layout import Row
from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString

from indicaties.forms.opmaak import helper
from indicaties.models import Criterium, Indicatie, Kind
from lib.weergave import datum
from organisaties.velden import DatumField


class CriteriaField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not generic at run time
    def label_from_instance(self, obj: Criterium) -> SafeString:
        return format_html(
            '{}<span class="vve-bron vve-zacht vve-klein">{}Bron: {}</span>',
            obj.naam,
            format_html('<span class="vve-aanname">{}</span> ', "Aanname") if obj.is_aanname else "",
            obj.bron.removeprefix("aanname: "),
        )


class IndicatieForm(forms.Form):
    criteria = CriteriaField(
        label="Op welke gronden?",
        queryset=Criterium.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies ten minste één grond voor de indicatie."},
    )
    geldig_van = DatumField(label="Eerste dag", error_messages={"required": "Vul de eerste dag in."})
    geldig_tot_en_met = DatumField(
        label="Laatste dag",
        help_text="Meestal de dag voor de vierde verjaardag",
        error_messages={"required": "Vul de laatste dag in."},
    )

    def __init__(self, *args: Any, kind: Kind, soort: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        criteria = cast(CriteriaField, self.fields["criteria"])
        criteria.queryset = kind.gemeente.criteria.filter(soort=soort, actief=True)
        self.helper = helper("Indicatie afgeven", "criteria", Row("geldig_van", "geldig_tot_en_met"))

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


class _RedenIntrekkingForm(forms.Form):
    reden = forms.ChoiceField(
        choices=[
            ("", "Kies een reden"),
            *(keuze for keuze in Indicatie.RedenIntrekking.choices if keuze[0] != "samengevoegd"),
        ],
        error_messages={"required": "Kies een reden."},
    )


class IntrekkingForm(_RedenIntrekkingForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("Indicatie intrekken", "reden", soort="gevaar")


class VerkortingForm(_RedenIntrekkingForm):
    laatste_dag = DatumField(error_messages={"required": "Vul de nieuwe laatste dag in."})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("Indicatie eerder laten eindigen", "laatste_dag", "reden")
