from datetime import date
from typing import Any

from crispy_forms.layout import Field, Fieldset, Row
from django import forms
from django.core.exceptions import ValidationError

from indicaties.bsn import clean_bsn
from indicaties.dubbel.vergelijken import Persoon
from indicaties.dubbel.zoeken import Lijkt, find_dubbelen
from indicaties.forms.adres import ADRESVELDEN, AdresForm, adresblok, geheimveld
from indicaties.forms.dubbel import ANDER_KIND, ask_ander_kind
from indicaties.forms.opmaak import helper
from indicaties.models import Kind
from lib.geboortedag import Geboortedag
from lib.periode import laatst_geboren
from lib.weergave import datum
from organisaties.models import Gemeente
from organisaties.velden import GeboortedatumField, NaamField, TekstField

OUDSTE_IN_MAANDEN = 6 * 12


class KindgegevensForm(AdresForm):
    """Who a child is and where it lives. The form on top gives `dag`, today, and says which age it takes."""

    dag: date

    voornaam = NaamField(
        label="Voornamen", required=False, help_text="Laat leeg als het kind maar één naam heeft."
    )
    tussenvoegsel = TekstField(
        max_length=20, required=False, widget=forms.TextInput(attrs={"class": "vve-invoer--kort"})
    )
    achternaam = NaamField(
        error_messages={"required": "Vul de achternaam in, of de enige naam van het kind."}
    )
    geboortedatum = GeboortedatumField()

    def check_leeftijd(self, geboren: date) -> None:
        """Raise ValidationError when a child born on this day is too old for what the form does."""

    def laatste_geboortedag(self) -> date:
        """On this day the child had been born."""
        return self.dag

    def clean_geboortedatum(self) -> date:
        dag: Geboortedag = self.cleaned_data["geboortedatum"]
        if dag.vroegste > self.dag:
            raise ValidationError(
                f"De geboortedatum {self.data.get(self.add_prefix('geboortedatum'))} ligt in de toekomst. "
                "Controleer het jaar."
            )
        geboren = dag.rekendatum(self.laatste_geboortedag())
        self.check_leeftijd(geboren)
        self.cleaned_data["geboorte_bekend"] = dag.bekend
        return geboren

    def persoon(self) -> Persoon:
        """What is compared with the children that are known."""
        data = self.cleaned_data
        return Persoon(
            **self.kindgegevens(),
            postcode=data["postcode"],
            huisnummer=data["huisnummer"],
            geheim=bool(data.get("geheim")),
        )

    def kindgegevens(self) -> dict[str, Any]:
        """What says who the child is, by the names that the action knows."""
        return {
            veld: self.cleaned_data[veld]
            for veld in ("voornaam", "tussenvoegsel", "achternaam", "geboortedatum", "geboorte_bekend")
        }


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
    geheim = geheimveld()
    is_ander_kind = forms.BooleanField(label=ANDER_KIND, required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, gemeente: Gemeente, dag: date, kind: Kind | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.gemeente, self.dag, self.kind = gemeente, dag, kind
        self.dubbelen: list[Lijkt] = []
        if kind is not None:
            # An address is put right on its own page, where a secret one stays unseen.
            for veld in (*ADRESVELDEN, "geheim"):
                del self.fields[veld]
        if kind is None or not kind.heeft_bsn:
            del self.fields["wis_bsn"]
        else:
            self.fields["bsn"].label = "Nieuw BSN"
            self.fields["bsn"].help_text = "Er is al een BSN bekend. Laat het veld leeg om dat te houden."
        self.helper = helper(
            "Kind inschrijven" if kind is None else "Gegevens opslaan",
            "is_ander_kind",
            Fieldset("Naam", Row("voornaam", "tussenvoegsel", "achternaam")),
            "geboortedatum",
            *([adresblok("geheim")] if kind is None else []),
            Field("bsn"),
            *(["wis_bsn"] if "wis_bsn" in self.fields else []),
        )

    def laatste_geboortedag(self) -> date:
        return self.kind.ingeschreven_op if self.kind else self.dag

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
