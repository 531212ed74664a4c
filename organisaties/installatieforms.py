"""The forms of the installatiebeheerder."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core.exceptions import ValidationError

from organisaties.gemeentelijst import gemeentelijst
from organisaties.models import Gemeente, Organisatie
from organisaties.velden import DatumField, TekstField


def _helper(knop: str) -> FormHelper:
    helper = FormHelper()
    helper.form_class = "vve-formulier"
    helper.add_input(Submit("opslaan", knop))
    return helper


class GemeenteForm(forms.Form):
    """A municipality out of the list, or one that is newer than the list."""

    gemeente = forms.ChoiceField(label="Gemeente", required=False)
    naam = TekstField(
        label="Of: naam van een gemeente die niet in de lijst staat", max_length=80, required=False
    )
    code = TekstField(
        label="CBS-code daarvan",
        max_length=4,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "vve-invoer--kort"}),
        help_text="Vier cijfers, ook de nullen vooraan. U vindt de code bij het CBS onder ‘Gemeentelijke indeling’.",
    )
    nagekeken = forms.BooleanField(
        label="Ik heb naam en code nagekeken bij het CBS",
        required=False,
        help_text="Alleen nodig als de gemeente niet in de lijst staat.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        aangesloten = set(Gemeente.objects.values_list("code", flat=True))
        vrij = sorted(
            (naam, code) for code, naam in gemeentelijst().gemeenten.items() if code not in aangesloten
        )
        keuze = self.fields["gemeente"]
        assert isinstance(keuze, forms.ChoiceField)  # noqa: S101 - tells the type checker
        keuze.choices = [("", "staat niet in de lijst"), *((c, f"{naam} ({c})") for naam, c in vrij)]
        self.helper = _helper("Aansluiten")

    def clean(self) -> dict[str, Any]:
        gegevens: dict[str, Any] = super().clean() or {}
        if self.errors:
            return gegevens
        gekozen, naam, code = gegevens["gemeente"], gegevens["naam"], gegevens["code"]
        if gekozen and (naam or code):
            raise ValidationError(
                "Kies een gemeente in de lijst, of vul een naam en een code in. Niet allebei."
            )
        if gekozen:
            return {"code": gekozen, "naam": gemeentelijst().gemeenten[gekozen]}
        if not (naam and code):
            raise ValidationError("Kies een gemeente in de lijst, of vul een naam en een code in.")
        gemeentelijst().check(code, naam)
        if not gegevens["nagekeken"]:
            self.add_error("nagekeken", "Kijk naam en code na bij het CBS, en zet dan dit vinkje.")
        return {"code": code, "naam": naam}


class BeheerderForm(forms.Form):
    naam = TekstField(label="Naam", max_length=120)
    email = forms.EmailField(label="E-mailadres", max_length=254)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = _helper("Uitnodigen")

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class SamenvoegingForm(forms.Form):
    nieuw = forms.ModelChoiceField(
        label="Gaat op in",
        queryset=Gemeente.objects.none(),
        help_text="De gemeente die verdergaat. Sluit haar eerst aan als zij hier niet staat.",
    )
    per = DatumField(
        label="Vanaf", help_text="De eerste dag dat de oude code niet meer geldt, meestal 1 januari."
    )

    def __init__(self, *args: Any, gemeente: Gemeente, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuze = self.fields["nieuw"]
        assert isinstance(keuze, forms.ModelChoiceField)  # noqa: S101 - tells the type checker
        keuze.queryset = Gemeente.objects.filter(opgegaan_in=None).exclude(pk=gemeente.pk)
        self.helper = _helper("Samenvoeging vastleggen")


class OrganisatieForm(forms.Form):
    soort = forms.ChoiceField(label="Soort", choices=Organisatie.Soort.choices)
    naam = TekstField(label="Naam", max_length=120)
    kvk_nummer = TekstField(
        label="KvK-nummer",
        max_length=8,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "vve-invoer--middel"}),
        help_text="Acht cijfers. Bij een houder herkent het inlezen van het LRK haar hieraan.",
    )
    vestigingscode = TekstField(
        label="Vestigingscode van een school",
        max_length=6,
        required=False,
        help_text="Zoals DUO die heeft: 10AB00.",
    )
    gemeenten = forms.ModelMultipleChoiceField(
        label="Werkt voor",
        queryset=Gemeente.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Alleen deze gemeenten kunnen mensen van de organisatie uitnodigen.",
    )

    def __init__(self, *args: Any, organisatie: Organisatie | None = None, **kwargs: Any) -> None:
        if organisatie is not None:
            kwargs["initial"] = {
                veld: getattr(organisatie, veld) for veld in ("naam", "kvk_nummer", "vestigingscode")
            } | {"gemeenten": organisatie.gemeenten.all()}
        super().__init__(*args, **kwargs)
        if organisatie is not None:
            del self.fields["soort"]
        self.vaste_soort = organisatie.soort if organisatie else None
        self.helper = _helper("Opslaan")

    def clean(self) -> dict[str, Any]:
        gegevens: dict[str, Any] = super().clean() or {}
        soort = self.vaste_soort or gegevens.get("soort")
        if gegevens.get("vestigingscode") and soort != Organisatie.Soort.SCHOOL:
            self.add_error(
                "vestigingscode", "Alleen een school heeft een vestigingscode. Laat dit veld leeg."
            )
        return gegevens
