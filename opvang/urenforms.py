"""The forms of a declaration: its tijdvak, its hours, and what is said at a line."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from crispy_forms.helper import FormHelper
from django import forms

from lib.periode import EERSTE_JAAR, Ritme, Tijdvak
from opvang.botsing import Botsing, read_gezien, write_gezien
from opvang.forms import GeheelField, UrenField
from opvang.models import Declaratieregel
from organisaties.velden import JaarField, TekstField


class TijdvakForm(forms.Form):
    """A tijdvak by name, of the rhythms that the municipality has."""

    deel = forms.ChoiceField(label="Tijdvak")
    jaar = JaarField(vanaf=2010)

    def __init__(self, *args: Any, ritmes: Iterable[Ritme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        delen = [t for ritme in ritmes for t in Tijdvak.all_in(ritme, EERSTE_JAAR)]
        cast(forms.ChoiceField, self.fields["deel"]).choices = [(t.deelcode, t.deel) for t in delen]

    def tijdvak(self) -> Tijdvak:
        return Tijdvak.from_code(f"{self.cleaned_data['jaar']}-{self.cleaned_data['deel']}")


class UrenregelsForm(forms.Form):
    """A field for the hours of each line of a declaration, and one for its days where a policy looks at them."""

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        regels: Iterable[Declaratieregel],
        ritme: Ritme,
        met_dagen: bool = False,
    ) -> None:
        super().__init__(data)
        self.regels, self.met_dagen = list(regels), met_dagen
        for regel in self.regels:
            naam = regel.plaatsing.kind.naam
            if met_dagen:
                veld = GeheelField(
                    hoogstens=regel.periode.dagen, label=f"Dagen van {naam}", initial=regel.dagen
                )
                self.fields[f"dagen-{regel.pk}"] = veld
            uren = UrenField(ritme=ritme, label=f"Uren van {naam}", initial=regel.uren_honderdsten)
            uren.error_messages["required"] = "Vul de uren in; 0 als er geen uren zijn."
            self.fields[f"uren-{regel.pk}"] = uren

    def veld_uren(self, regel: Declaratieregel) -> forms.BoundField:
        return self[f"uren-{regel.pk}"]

    def veld_dagen(self, regel: Declaratieregel) -> forms.BoundField | None:
        return self[f"dagen-{regel.pk}"] if self.met_dagen else None

    def uren(self) -> dict[int, int]:
        """Hundredths of hours, by the id of the line."""
        return self._cleaned("uren")

    def dagen(self) -> dict[int, int]:
        """Days of care, by the id of the line; nothing where no policy looks at them."""
        return self._cleaned("dagen")

    def _cleaned(self, veld: str) -> dict[int, int]:
        """Of the lines that can be read as a whole."""
        return {
            regel.pk: self.cleaned_data[f"{veld}-{regel.pk}"]
            for regel in self.regels
            if f"{veld}-{regel.pk}" in self.fields and not self.fouten_van(regel)
        }

    def fouten_van(self, regel: Declaratieregel) -> dict[str, str]:
        """The sentence for each cell of a line that cannot be read."""
        return {
            veld: str(self.errors[f"{veld}-{regel.pk}"][0])
            for veld in ("uren", "dagen")
            if f"{veld}-{regel.pk}" in self.errors
        }

    def gezien(self) -> dict[int, tuple[int, int | None]]:
        """What the screen showed of each line when somebody began to type."""
        return read_gezien(self.data.get("gezien", ""))

    @property
    def gezien_nu(self) -> str:
        """What this screen shows, to send along."""
        return write_gezien(self.regels)

    def add_botsing(self, botsing: Botsing) -> None:
        for verschil in botsing.verschillen:
            self.add_error(f"{verschil.veld}-{verschil.regel}", verschil.zin)


class AntwoordForm(forms.Form):
    """What a provider says about a line; empty takes it away."""

    tekst = TekstField(
        label="Uw antwoord",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Schrijf kort wat er aan de hand is. Noem geen inkomen, diagnose of andere kinderen.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
