import re
from datetime import date
from typing import Any

from crispy_forms.layout import Field, Fieldset, Row
from django import forms
from django.core.exceptions import ValidationError

from indicaties.bsn import clean_bsn
from indicaties.dubbel.vergelijken import Persoon
from indicaties.dubbel.zoeken import Lijkt, find_dubbelen
from indicaties.forms.dubbel import ANDER_KIND, ask_ander_kind
from indicaties.forms.opmaak import helper
from indicaties.models import Kind
from lib.periode import laatst_geboren
from lib.weergave import datum
from organisaties.models import Gemeente
from organisaties.velden import DatumField, TekstField

OUDSTE_IN_MAANDEN = 6 * 12


class KindgegevensForm(forms.Form):
    """Who a child is. The form on top of it gives `dag`, today, and says which age it takes."""

    dag: date

    voornaam = TekstField(max_length=80, error_messages={"required": "Vul de voornaam in."})
    tussenvoegsel = TekstField(
        max_length=20, required=False, widget=forms.TextInput(attrs={"class": "vve-invoer--kort"})
    )
    achternaam = TekstField(max_length=80, error_messages={"required": "Vul de achternaam in."})
    geboortedatum = DatumField(error_messages={"required": "Vul de geboortedatum in."})
    postcode = TekstField(
        max_length=10,
        error_messages={"required": "Vul de postcode in."},
        widget=forms.TextInput(attrs={"class": "vve-invoer--kort", "autocomplete": "off"}),
        help_text="Bijvoorbeeld 3881 AB",
    )

    def check_leeftijd(self, geboren: date) -> None:
        """Raise ValidationError when a child born on this day is too old for what the form does."""

    def clean_geboortedatum(self) -> date:
        geboren: date = self.cleaned_data["geboortedatum"]
        if geboren > self.dag:
            raise ValidationError(
                f"De geboortedatum {geboren:%d-%m-%Y} ligt in de toekomst. Controleer het jaar."
            )
        self.check_leeftijd(geboren)
        return geboren

    def clean_postcode(self) -> str:
        tekst: str = self.cleaned_data["postcode"]
        postcode = "".join(tekst.split()).upper()
        if not re.fullmatch(r"[1-9]\d{3}[A-Z]{2}", postcode):
            raise ValidationError(
                f"‘{tekst}’ is geen postcode. Vul vier cijfers en twee letters in, bijvoorbeeld 3881 AB."
            )
        return postcode

    def persoon(self) -> Persoon:
        """What is compared with the children that are known."""
        data = self.cleaned_data
        return Persoon(
            voornaam=data["voornaam"],
            tussenvoegsel=data["tussenvoegsel"],
            achternaam=data["achternaam"],
            geboortedatum=data["geboortedatum"],
            postcode=data["postcode"],
            bekend=data.get("geboorte_bekend") or "dag",
        )

    def kindgegevens(self) -> dict[str, Any]:
        return {veld: self.cleaned_data[veld] for veld in KindgegevensForm.base_fields}


class KindForm(KindgegevensForm):
    """Enrol a child, or correct its data when `kind` is given."""

    bsn = forms.CharField(
        label="Burgerservicenummer (BSN)",
        max_length=20,
        required=False,
        widget=forms.TextInput(
            attrs={"class": "vve-invoer--middel", "inputmode": "numeric", "autocomplete": "off"}
        ),
        help_text="Negen cijfers. Het nummer wordt versleuteld bewaard.",
    )
    wis_bsn = forms.BooleanField(label="Het BSN uit de administratie verwijderen", required=False)
    is_ander_kind = forms.BooleanField(label=ANDER_KIND, required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, gemeente: Gemeente, dag: date, kind: Kind | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.gemeente, self.dag, self.kind = gemeente, dag, kind
        self.dubbelen: list[Lijkt] = []
        if kind is None or not kind.heeft_bsn:
            del self.fields["wis_bsn"]
        else:
            self.fields["bsn"].label = "Nieuw BSN"
            self.fields["bsn"].help_text = "Er is al een BSN bekend. Laat het veld leeg om dat te houden."
        self.helper = helper(
            "Kind inschrijven" if kind is None else "Gegevens opslaan",
            "is_ander_kind",
            Fieldset("Naam", Row("voornaam", "tussenvoegsel", "achternaam")),
            Row("geboortedatum", "postcode"),
            Field("bsn"),
            *(["wis_bsn"] if "wis_bsn" in self.fields else []),
        )

    def check_leeftijd(self, geboren: date) -> None:
        if geboren <= laatst_geboren(self.dag, OUDSTE_IN_MAANDEN):
            raise ValidationError(
                f"Een kind dat op {datum(geboren)} is geboren, is 6 jaar of ouder en zit al op school. "
                "Controleer het jaar."
            )

    def clean_bsn(self) -> str | None:
        tekst: str = self.cleaned_data["bsn"]
        if not tekst:
            return None
        bsn = clean_bsn(tekst)
        zelfde = Kind.objects.filter(gemeente=self.gemeente).with_bsn(bsn)
        if self.kind is not None:
            zelfde = zelfde.exclude(pk=self.kind.pk)
        if (ander := zelfde.first()) is not None:
            raise ValidationError(
                f"BSN {bsn} hoort in {self.gemeente} al bij een kind, met pseudoniem {ander.pseudoniem}. "
                "Zoek dat kind op, of controleer het nummer."
            )
        return bsn

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("bsn") and data.get("wis_bsn"):
            self.add_error("wis_bsn", "Vul een nieuw BSN in, of laat het verwijderen; niet allebei.")
        if self.kind is None and not self.errors and not data["is_ander_kind"]:
            self._refuse_double(data)
        return data

    def _refuse_double(self, data: dict[str, Any]) -> None:
        """Enrolling a child twice splits its story; after a look the user may go on."""
        self.dubbelen = find_dubbelen(self.persoon(), self.gemeente)
        if self.dubbelen:
            ask_ander_kind(self)
