from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import ModelChoiceIterator

from organisaties.instellingen import Instellingsoort
from organisaties.models import Gemeente, Locatie, Organisatie
from organisaties.rechten import GEMEENTE_ROLLEN, LOCATIE_ROLLEN, ORGANISATIE_ROLLEN, Rol
from organisaties.velden import DatumField, TabelbestandField, TekstField

_SOORT_BIJ_ROL = {
    Rol.JGZ_MEDEWERKER: Organisatie.Soort.JGZ,
    Rol.HOUDER_MEDEWERKER: Organisatie.Soort.HOUDER,
    Rol.HOUDER_BEHEERDER: Organisatie.Soort.HOUDER,
    Rol.IB_ER: Organisatie.Soort.SCHOOL,
}


class _PerHouder(ModelChoiceIterator):  # type: ignore[type-arg]  # not generic at run time
    """The locations under the names of their providers."""

    def __iter__(self) -> Iterator[Any]:
        yield "", self.field.empty_label
        for houder, locaties in groupby(self.queryset, lambda locatie: locatie.houder):
            yield houder.naam, [self.choice(locatie) for locatie in locaties]


class LocatieVanHouderField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    iterator = _PerHouder


class RolForm(forms.Form):
    """A role in one's own municipality, on behalf of an organisation that works for it where the role asks that."""

    rol = forms.ChoiceField(label="Rol", choices=[(rol.value, rol.label) for rol in GEMEENTE_ROLLEN])
    organisatie = forms.ModelChoiceField(
        label="Organisatie",
        queryset=Organisatie.objects.none(),
        required=False,
        empty_label="geen",
        help_text="Alleen bij JGZ, kinderopvang en school.",
    )
    locatie = LocatieVanHouderField(
        label="Alleen voor één locatie",
        queryset=Locatie.objects.none(),
        required=False,
        empty_label="nee, voor de hele organisatie",
        help_text="Alleen bij een medewerker kinderopvang. Die ziet dan de kinderen van die locatie, "
        "en geen declaraties en berekeningen: die gaan over de hele organisatie.",
        error_messages={"invalid_choice": "Kies een locatie die in deze gemeente in gebruik is."},
    )
    geldig_tot_en_met = DatumField(label="Laatste dag", required=False, help_text="Leeg: zonder einddatum.")
    knop = "Rol geven"

    def __init__(self, *args: Any, gemeente: Gemeente, dag: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dag = dag
        organisatie, locatie = self.fields["organisatie"], self.fields["locatie"]
        assert isinstance(organisatie, forms.ModelChoiceField)  # noqa: S101 - tells the type checker
        assert isinstance(locatie, LocatieVanHouderField)  # noqa: S101 - tells the type checker
        organisatie.queryset = Organisatie.objects.in_gemeente(gemeente)
        locatie.queryset = (
            Locatie.objects.filter(gemeente=gemeente)
            .registered()
            .select_related("houder")
            .order_by("houder__naam", "houder", "naam")
        )
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
        self._check_locatie(rol, organisatie, gegevens.get("locatie"))
        return gegevens

    def _check_locatie(
        self, rol: Rol | None, organisatie: Organisatie | None, locatie: Locatie | None
    ) -> None:
        if locatie is None or rol is None:
            return
        if rol not in LOCATIE_ROLLEN:
            self.add_error(
                "locatie",
                f"De rol {rol.label} geldt niet voor één locatie. Kies hier: nee, voor de hele organisatie.",
            )
        elif organisatie is not None and locatie.houder != organisatie:
            self.add_error(
                "locatie",
                f"Locatie {locatie} is van {locatie.houder}. Kies een locatie van {organisatie}.",
            )


class InstellingForm(forms.Form):
    waarde = forms.IntegerField(
        label="Waarde", widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "vve-invoer--kort"})
    )
    geldig_van = DatumField(
        label="Geldt vanaf", help_text="Ligt de dag in het verleden, dan telt het ook voor cijfers van toen."
    )
    bron = TekstField(
        label="Waar dit staat",
        max_length=200,
        required=False,
        help_text="Bijvoorbeeld: Beleidskader 2025-2028, par. 2.3. Is het nog niet besloten? Begin met ‘aanname:’.",
    )

    def __init__(self, *args: Any, soort: Instellingsoort, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.soort = soort
        waarde = self.fields["waarde"]
        waarde.label = f"{soort.naam} ({soort.eenheid})"
        waarde.help_text = soort.keuze
        waarde.error_messages["invalid"] = "Vul een heel getal in."
        self.helper = FormHelper()
        self.helper.form_class = "vve-formulier"
        self.helper.add_input(Submit("opslaan", "Vastleggen"))

    def clean_waarde(self) -> int:
        waarde: int = self.cleaned_data["waarde"]
        self.soort.check(waarde)
        return waarde


class GebruikersbestandForm(forms.Form):
    bestand = TabelbestandField(label="Bestand", help_text="Een Excel-werkmap (.xlsx), ODS of CSV.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_class = "vve-formulier"
        self.helper.add_input(Submit("nakijken", "Nakijken"))


class UitnodigingForm(RolForm):
    naam = TekstField(label="Naam", max_length=120)
    email = forms.EmailField(label="E-mailadres", max_length=254)
    field_order = ("naam", "email", "rol", "organisatie", "locatie", "geldig_tot_en_met")
    knop = "Uitnodigen"

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()
