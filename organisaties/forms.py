from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core.exceptions import ValidationError

from organisaties.models import Gemeente, Organisatie
from organisaties.rechten import ORGANISATIE_ROLLEN, Rol

_SOORT_BIJ_ROL = {
    Rol.JGZ_MEDEWERKER: Organisatie.Soort.JGZ,
    Rol.HOUDER_MEDEWERKER: Organisatie.Soort.HOUDER,
    Rol.HOUDER_BEHEERDER: Organisatie.Soort.HOUDER,
    Rol.IB_ER: Organisatie.Soort.SCHOOL,
}


class RolForm(forms.Form):
    """A role in one's own municipality, on behalf of an organisation that works for it where the role asks that."""

    rol = forms.ChoiceField(label="Rol", choices=Rol.choices)
    organisatie = forms.ModelChoiceField(
        label="Organisatie",
        queryset=Organisatie.objects.none(),
        required=False,
        empty_label="geen",
        help_text="Alleen bij JGZ, kinderopvang en school.",
    )
    geldig_tot_en_met = forms.DateField(
        label="Laatste dag",
        required=False,
        help_text="Leeg: zonder einddatum.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    knop = "Rol geven"

    def __init__(self, *args: Any, gemeente: Gemeente, dag: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dag = dag
        organisatie = self.fields["organisatie"]
        assert isinstance(organisatie, forms.ModelChoiceField)  # noqa: S101 - tells the type checker
        organisatie.queryset = Organisatie.objects.in_gemeente(gemeente)
        self.helper = FormHelper()
        self.helper.form_class = "vve-formulier"
        self.helper.add_input(Submit("opslaan", self.knop))

    def clean_rol(self) -> Rol:
        return Rol(self.cleaned_data["rol"])

    def clean_geldig_tot_en_met(self) -> date | None:
        laatste: date | None = self.cleaned_data["geldig_tot_en_met"]
        if laatste is not None and laatste < self.dag:
            raise ValidationError(f"{laatste:%d-%m-%Y} is al voorbij. Kies vandaag of later.")
        return laatste

    def clean(self) -> dict[str, Any]:
        gegevens: dict[str, Any] = super().clean() or {}
        rol, organisatie = gegevens.get("rol"), gegevens.get("organisatie")
        if rol in ORGANISATIE_ROLLEN and (organisatie is None or organisatie.soort != _SOORT_BIJ_ROL[rol]):
            soort = _SOORT_BIJ_ROL[rol].label
            self.add_error("organisatie", f"Kies bij deze rol een organisatie van de soort: {soort}.")
        if rol is not None and rol not in ORGANISATIE_ROLLEN and organisatie is not None:
            self.add_error("organisatie", "Deze rol hoort bij de gemeente zelf. Laat dit veld leeg.")
        return gegevens


class UitnodigingForm(RolForm):
    naam = forms.CharField(label="Naam", max_length=120)
    email = forms.EmailField(label="E-mailadres", max_length=254)
    field_order = ("naam", "email", "rol", "organisatie", "geldig_tot_en_met")
    knop = "Uitnodigen"

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()
