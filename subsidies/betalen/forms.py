"""What people type about accounts and payments becomes accounts, days and bytes."""

from datetime import date, timedelta
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Row, Submit
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

from indicaties.models import Kind
from organisaties.models import Gemeente, Organisatie
from organisaties.velden import DatumField, TekstField, check_tekst
from subsidies.betalen.camt import MAX_BYTES
from subsidies.grootboek.forms import EuroField
from subsidies.models.bankrekeningen import check_bic, check_iban

DE_GEMEENTE, OUDERS = "gemeente", "ouders-"


class NummerField(TekstField):
    """A number of a bank, which may be typed with spaces. Its digits are no BSN."""

    def clean(self, value: Any) -> str:
        kaal = "".join(str(forms.CharField.clean(self, value) or "").split()).upper()
        check_tekst("".join(teken for teken in kaal if not teken.isascii() or not teken.isdigit()))
        return kaal


class IbanField(NummerField):
    def clean(self, value: Any) -> str:
        iban = super().clean(value)
        check_iban(iban)
        return iban


class BicField(NummerField):
    def clean(self, value: Any) -> str:
        bic = super().clean(value)
        if bic:
            check_bic(bic)
        return bic


class BankrekeningForm(forms.Form):
    organisatie = forms.ChoiceField(label="Van wie is de rekening?")
    iban = IbanField(label="Rekeningnummer (IBAN)", max_length=42)
    bic = BicField(
        label="BIC",
        max_length=14,
        required=False,
        help_text="Verplicht bij de rekening van de gemeente zelf.",
    )
    tenaamstelling = TekstField(
        label="Naam van de rekeninghouder", max_length=70, help_text="Zoals de bank die naam kent."
    )
    straat = TekstField(
        label="Straat", max_length=70, required=False, help_text="Van ouders bewaren wij alleen de plaats."
    )
    huisnummer = TekstField(label="Huisnummer", max_length=16, required=False)
    postcode = TekstField(label="Postcode", max_length=16, required=False)
    plaats = TekstField(label="Plaats", max_length=35)
    land = TekstField(
        label="Landcode",
        max_length=2,
        initial="NL",
        validators=[RegexValidator(r"^[A-Z]{2}$", "Een landcode is twee hoofdletters, bijvoorbeeld NL.")],
    )
    geldig_van = DatumField(label="Vanaf welke dag")

    def __init__(self, data: Any = None, *, gemeente: Gemeente, eigen: Organisatie | None, dag: date) -> None:
        """`eigen`: the organisation that gives its own account, and chooses no other."""
        super().__init__(data, initial={"geldig_van": dag})
        soorten = (Organisatie.Soort.HOUDER, Organisatie.Soort.INTERMEDIAIR)
        self.houders = Organisatie.objects.in_gemeente(gemeente).filter(soort__in=soorten)
        self.kinderen = Kind.objects.filter(gemeente=gemeente, subsidiedossiers__isnull=False).distinct()
        keuze = self.fields["organisatie"]
        assert isinstance(keuze, forms.ChoiceField)  # noqa: S101 - tells the type checker
        namen = [(str(houder.pk), houder.naam) for houder in self.houders]
        keuze.choices = [("", "Kies"), (DE_GEMEENTE, "Van de gemeente zelf"), *namen]
        if eigen is None:
            keuze.choices += [
                (f"{OUDERS}{kind.pk}", f"Ouders van {kind.pseudoniem}")
                for kind in self.kinderen.order_by("pseudoniem")
            ]
        else:
            del self.fields["organisatie"]
        self.helper = FormHelper()
        self.helper.form_class = "vve-formulier"
        rijen = [Row("straat", "huisnummer"), Row("postcode", "plaats", "land"), "geldig_van"]
        kop = [] if eigen is not None else ["organisatie"]
        self.helper.layout = Layout(*kop, Row("iban", "bic"), "tenaamstelling", *rijen)
        self.helper.add_input(Submit("opslaan", "Voorleggen voor akkoord"))

    def clean_organisatie(self) -> Organisatie | None:
        """None: of the municipality itself, or of parents."""
        gekozen = self.cleaned_data["organisatie"]
        if gekozen == DE_GEMEENTE or gekozen.startswith(OUDERS):
            return None
        return self.houders.get(pk=gekozen)

    def clean(self) -> dict[str, Any]:
        gegevens: dict[str, Any] = super().clean() or {}
        gekozen = str(self.data.get("organisatie", ""))
        if "organisatie" in self.fields and gekozen.startswith(OUDERS) and "organisatie" not in self.errors:
            gegevens["kind"] = self.kinderen.get(pk=int(gekozen.removeprefix(OUDERS)))
            return gegevens
        for veld in ("straat", "huisnummer", "postcode"):
            if not gegevens.get(veld) and veld not in self.errors:
                self.add_error(
                    veld, "Vul dit in: de bank vraagt het adres. Alleen bij ouders hoeft het niet."
                )
        return gegevens


class BetaalrunForm(forms.Form):
    tot_en_met = DatumField(
        label="Wat betaald moet zijn tot en met", help_text="De laatste vervaldag die meegaat."
    )
    uitvoerdag = DatumField(label="Dag waarop de bank betaalt")

    def __init__(self, data: Any = None, *, dag: date) -> None:
        super().__init__(data, initial={"tot_en_met": dag + timedelta(days=14), "uitvoerdag": dag})
        self.helper = FormHelper()
        self.helper.form_class = "vve-formulier"
        self.helper.layout = Layout(Row("tot_en_met", "uitvoerdag"))
        self.helper.add_input(Submit("opslaan", "Betaalrun maken"))


class BetaaldagForm(forms.Form):
    dag = DatumField(label="Dag waarop de bank betaalde")

    def __init__(self, data: Any = None, *, dag: date, vandaag: date) -> None:
        super().__init__(data, initial={"dag": min(dag, vandaag)})
        self.vandaag = vandaag
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def clean_dag(self) -> date:
        dag: date = self.cleaned_data["dag"]
        if dag > self.vandaag:
            raise ValidationError(f"{dag:%d-%m-%Y} moet nog komen. Vul de dag in waarop de bank betaalde.")
        return dag


class TerugbetalingForm(forms.Form):
    bedrag_centen = EuroField(label="Bedrag in euro")
    dag = DatumField(label="Dag waarop het bedrag binnenkwam")
    referentie = TekstField(
        label="Referentie op het bankafschrift",
        max_length=35,
        help_text="Zoals de bank de overboeking noemt. Zo telt dezelfde overboeking maar één keer.",
    )

    def __init__(self, data: Any = None, *, open_centen: int) -> None:
        super().__init__(data, initial={"bedrag_centen": open_centen})
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True


class AfschriftForm(forms.Form):
    bestand = forms.FileField(
        label="Bankafschrift (camt.053)",
        widget=forms.ClearableFileInput(attrs={"accept": ".xml"}),
        error_messages={
            "required": "Kies eerst het bankafschrift.",
            "empty": "Het bestand is leeg. Kies een ander bestand.",
        },
    )

    def clean_bestand(self) -> Any:
        bestand = self.cleaned_data["bestand"]
        if bestand.size > MAX_BYTES:
            raise ValidationError(
                f"Het bestand is {bestand.size / 1024**2:.0f} MB; hoogstens {MAX_BYTES // 1024**2} MB past. Haal bij "
                "de bank een afschrift over minder dagen op."
            )
        return bestand
