"""The forms of a declaration: its tijdvak, its hours, and what is said at a line."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from crispy_forms.helper import FormHelper
from django import forms

from lib.periode import EERSTE_JAAR, Ritme, Tijdvak
from opvang.botsing import Botsing, Staat, read_gezien, write_gezien
from opvang.forms import GeheelField, UrenField
from opvang.invoer import check_afwezig
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
    """A field for the hours of each line of a declaration, or one for each of its months; and for its days and its
    absence where those are asked."""

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        regels: Iterable[Declaratieregel],
        tijdvak: Tijdvak,
        met_dagen: bool = False,
        met_maanden: bool = False,
        met_afwezig: bool = False,
    ) -> None:
        super().__init__(data)
        self.regels, self.tijdvak = list(regels), tijdvak
        self.met_dagen, self.met_maanden, self.met_afwezig = met_dagen, met_maanden, met_afwezig
        for regel in self.regels:
            naam = regel.plaatsing.kind.naam
            if met_dagen:
                veld = GeheelField(
                    hoogstens=regel.periode.dagen, label=f"Dagen van {naam}", initial=regel.dagen
                )
                self.fields[f"dagen-{regel.pk}"] = veld
            self._add_uren(regel, naam)
            if met_afwezig:
                afwezig = self._uren_field(
                    tijdvak.ritme, f"Uren afwezig van {naam}", regel.afwezig_honderdsten
                )
                self.fields[f"afwezig-{regel.pk}"] = afwezig

    def _add_uren(self, regel: Declaratieregel, naam: str) -> None:
        if not self.met_maanden:
            veld = self._uren_field(self.tijdvak.ritme, f"Uren van {naam}", regel.uren_honderdsten)
            self.fields[f"uren-{regel.pk}"] = veld
            return
        for nummer, maand in self._months_of(regel):
            uren = (regel.maanden_honderdsten or [])[nummer - 1 : nummer]
            veld = self._uren_field(Ritme.MAAND, f"Uren in {maand.deel} van {naam}", next(iter(uren), 0))
            self.fields[f"m{nummer}-{regel.pk}"] = veld

    def _months_of(self, regel: Declaratieregel) -> list[tuple[int, Tijdvak]]:
        """The months in which the line has days, with their place in the tijdvak."""
        return [
            (nummer, maand)
            for nummer, maand in enumerate(self.tijdvak.maanden, 1)
            if maand.periode.overlap(regel.periode)
        ]

    @staticmethod
    def _uren_field(ritme: Ritme, label: str, honderdsten: int | None) -> UrenField:
        veld = UrenField(ritme=ritme, label=label, initial=honderdsten)
        veld.error_messages["required"] = "Vul de uren in; 0 als er geen uren zijn."
        return veld

    def clean(self) -> dict[str, Any]:
        for regel in self.regels if self.met_afwezig else ():
            if self.fouten_van(regel):
                continue
            try:
                check_afwezig(self.cleaned_data[f"afwezig-{regel.pk}"], self._totaal(regel))
            except ValueError as fout:
                self.add_error(f"afwezig-{regel.pk}", str(fout))
        return self.cleaned_data

    def _totaal(self, regel: Declaratieregel) -> int:
        if self.met_maanden:
            return sum(self._maanden(regel))
        return int(self.cleaned_data[f"uren-{regel.pk}"])

    def _maanden(self, regel: Declaratieregel) -> list[int]:
        uren = [0] * self.tijdvak.ritme.maanden
        for nummer, _ in self._months_of(regel):
            uren[nummer - 1] = self.cleaned_data[f"m{nummer}-{regel.pk}"]
        return uren

    def veld(self, soort: str, regel: Declaratieregel) -> forms.BoundField | None:
        naam = f"{soort}-{regel.pk}"
        return self[naam] if naam in self.fields else None

    def waarden(self) -> dict[str, Any]:
        """Of the lines that can be read as a whole: what save_uren takes, by the id of the line."""
        goed = [regel for regel in self.regels if not self.fouten_van(regel)]
        return {
            "uren": self._cleaned("uren", goed),
            "dagen": self._cleaned("dagen", goed),
            "afwezig": self._cleaned("afwezig", goed),
            "maanden": {regel.pk: self._maanden(regel) for regel in goed} if self.met_maanden else {},
        }

    def _cleaned(self, soort: str, regels: Iterable[Declaratieregel]) -> dict[int, int]:
        return {
            regel.pk: self.cleaned_data[f"{soort}-{regel.pk}"]
            for regel in regels
            if f"{soort}-{regel.pk}" in self.fields
        }

    def fouten_van(self, regel: Declaratieregel) -> dict[str, str]:
        """The sentence for each cell of a line that cannot be read."""
        soorten = [*(f"m{nummer}" for nummer, _ in self._months_of(regel)), "uren", "dagen", "afwezig"]
        return {
            soort: str(self.errors[f"{soort}-{regel.pk}"][0])
            for soort in soorten
            if f"{soort}-{regel.pk}" in self.errors
        }

    def gezien(self) -> dict[int, Staat]:
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
