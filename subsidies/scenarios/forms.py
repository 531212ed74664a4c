"""The knobs of a scenario as a form, filled with the present policy; what is not turned stays as it is."""

import dataclasses
from decimal import Decimal
from typing import cast

from crispy_forms.helper import FormHelper
from django import forms

from lib.geld import write_honderdsten
from organisaties.velden import HonderdstenField
from rekenregels import Regeling
from rekenregels.regeling.velden import Eenheid
from subsidies.scenarios.knoppen import Knop, find_knoppen, make_variant, present_table, table_choices

ZOALS_NU = "nu"


class Knopveld(HonderdstenField):
    """A Dutch number of at least 0."""

    def check(self, honderdsten: int) -> None:
        if honderdsten < 0:
            raise ValueError(f"{write_honderdsten(honderdsten)} is minder dan 0. Vul 0 of meer in.")


class ScenarioForm(forms.Form):
    """Always filled in: with what the address asks, else with the policy that it starts from."""

    tabel = forms.ChoiceField(label="Tabel van de ouderbijdrage")

    def __init__(self, data: dict[str, str], *, basis: Regeling) -> None:
        self.basis = basis
        self.knoppen = find_knoppen(basis)
        super().__init__({knop.sleutel: _write(knop) for knop in self.knoppen} | {"tabel": ZOALS_NU} | data)
        for knop in self.knoppen:
            self.fields[knop.sleutel] = _field(knop)
        self._set_tables()
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def _set_tables(self) -> None:
        tabellen = table_choices(self.basis)
        if not tabellen:
            del self.fields["tabel"]
            return
        nu = present_table(self.basis)
        keuzes = [(naam, _tabelnaam(naam)) for naam in tabellen if naam != nu]
        veld = cast(forms.ChoiceField, self.fields["tabel"])
        veld.choices = [(ZOALS_NU, f"Zoals nu ({_tabelnaam(nu)})"), *keuzes]

    def turned(self) -> dict[str, Decimal]:
        """The knobs that stand elsewhere than in the policy that the scenario starts from."""
        return {
            knop.sleutel: stand
            for knop in self.knoppen
            if (stand := Decimal(self.cleaned_data[knop.sleutel]).scaleb(-2)) != knop.waarde
        }

    def variant(self) -> Regeling:
        """The policy that the form describes; raises RegelingFout when it makes no sense."""
        tabel = self.cleaned_data.get("tabel", ZOALS_NU)
        return make_variant(self.basis, self.turned(), None if tabel == ZOALS_NU else tabel)


def hold_to_time_of(huidig: Regeling, basis: Regeling) -> Regeling:
    """Another policy, as if it held when the present one does, so that it can compute the same lines."""
    kop = dataclasses.replace(
        basis.regeling, geldig_van=huidig.geldig_van, geldig_tot_en_met=huidig.geldig_tot_en_met
    )
    return dataclasses.replace(basis, regeling=kop)


def _field(knop: Knop) -> Knopveld:
    eenheid = "euro" if knop.eenheid is Eenheid.EURO else str(knop.eenheid)
    return Knopveld(label=knop.label, help_text=f"Nu {_write(knop)} {eenheid}.")


def _write(knop: Knop) -> str:
    tekst = f"{knop.waarde:.2f}".replace(".", ",")
    return tekst if knop.eenheid is Eenheid.EURO else tekst.rstrip("0").rstrip(",")


def _tabelnaam(naam: str) -> str:
    soort, _, jaar = naam.partition("-")
    return f"{soort.upper()}-tabel {jaar}" if jaar else "eigen tabel"
