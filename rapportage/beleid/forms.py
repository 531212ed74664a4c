"""What the beleidsmedewerker types of a year of policy."""

from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms

from lib.periode import EERSTE_JAAR
from organisaties.models import Gebruiker
from organisaties.velden import DatumField, JaarField, TekstField
from rapportage.beleid.maten import MATEN
from rapportage.beleid.models import Beleidsoverleg, Onderwerp
from subsidies.grootboek.forms import EuroField
from subsidies.models import Activiteit

GEEN_NAMEN = "Noem geen kinderen."


def _tekstvak(regels: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": regels})


class _Beleidsformulier(forms.Form):
    """Made anew, or in the place of another row: only then it can be withdrawn."""

    vervallen = forms.BooleanField(
        label="Dit vervalt",
        required=False,
        help_text="Het telt dan niet meer mee. Wat er stond, blijft te lezen.",
    )

    def __init__(self, *args: Any, gebruiker: Gebruiker, dag: date, vervangt: bool, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"jaar": dag.year, "datum": dag, "uiterlijk": date(dag.year, 12, 31)})
        super().__init__(*args, **kwargs)
        self.order_fields([naam for naam in self.fields if naam != "vervallen"])
        if not vervangt:
            del self.fields["vervallen"]
        self.helper = FormHelper()
        self.helper.form_class = "vve-formulier"
        self.helper.add_input(Submit("opslaan", "Vastleggen"))


class BeleidsafspraakForm(_Beleidsformulier):
    jaar = JaarField(label="Voor welk jaar?", vanaf=EERSTE_JAAR)
    onderwerp = forms.ChoiceField(label="Onderwerp", choices=Onderwerp.choices)
    tekst = TekstField(label="Wat is afgesproken?", max_length=1000, widget=_tekstvak(4))
    datum = DatumField(label="Wanneer?")
    partijen = TekstField(
        label="Met wie?",
        max_length=300,
        help_text=(
            "De schoolbesturen en de houders van kinderopvang. Over de resultaten van vroegschoolse educatie alleen de "
            "schoolbesturen (WPO artikel 160, tweede lid)."
        ),
    )
    is_resultaat = forms.BooleanField(label="Dit is een resultaatafspraak", required=False)
    maat = forms.ChoiceField(
        label="Wat wordt gemeten?",
        choices=[("", "Niets: het doel staat in woorden"), *((m.code, m.naam) for m in MATEN.values())],
        required=False,
        help_text="De waarde komt uit de monitor.",
    )
    doel_pct = forms.IntegerField(
        label="Doel in procenten",
        min_value=0,
        max_value=100,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "vve-invoer--kort"}),
        error_messages={
            "invalid": "Vul een heel getal in van 0 tot en met 100.",
            "min_value": "Vul een heel getal in van 0 tot en met 100.",
            "max_value": "Vul een heel getal in van 0 tot en met 100.",
        },
    )
    doel = TekstField(label="Doel in woorden", max_length=300, required=False)
    uitkomst = TekstField(
        label="Wat is ervan gekomen?",
        max_length=1000,
        required=False,
        widget=_tekstvak(3),
        help_text=f"Voor de evaluatie en de verantwoording. {GEEN_NAMEN}",
    )


class BeleidsactieForm(_Beleidsformulier):
    jaar = JaarField(label="Voor welk jaar?", vanaf=EERSTE_JAAR)
    actie = TekstField(label="Wat gaat er gebeuren?", max_length=500, widget=_tekstvak(3))
    eigenaar = TekstField(label="Wie doet het?", max_length=120, help_text="Een organisatie of een functie.")
    uiterlijk = DatumField(label="Uiterlijk")
    onderwerp = forms.ChoiceField(
        label="Onderwerp", choices=[("", "Geen"), *Onderwerp.choices], required=False
    )
    overleg = forms.ModelChoiceField(
        Beleidsoverleg.objects.none(), label="Volgt uit overleg", empty_label="Geen", required=False
    )
    kosten_centen = EuroField(
        label="Kosten in euro, geraamd", required=False, help_text="Laat leeg als er geen raming is."
    )
    activiteit = forms.ModelChoiceField(
        Activiteit.objects.none(),
        label="Waar wordt het geboekt?",
        empty_label="Nergens",
        required=False,
        help_text="Wat er dit jaar op deze activiteit is geboekt, staat dan naast de raming.",
    )
    afgerond = DatumField(label="Afgerond op", required=False)

    def __init__(self, *args: Any, gebruiker: Gebruiker, **kwargs: Any) -> None:
        super().__init__(*args, gebruiker=gebruiker, **kwargs)
        self._choose("activiteit", Activiteit.objects.for_gebruiker(gebruiker))
        self._choose("overleg", Beleidsoverleg.objects.for_gebruiker(gebruiker))

    def _choose(self, naam: str, eigen: Any) -> None:
        """What is in use now, and what this row had already."""
        veld = self.fields[naam]
        assert isinstance(veld, forms.ModelChoiceField)  # noqa: S101 - tells the type checker
        nu = eigen.in_use() if naam == "activiteit" else eigen.current()
        veld.queryset = nu | eigen.filter(pk=self.initial.get(naam))


class BeleidsoverlegForm(_Beleidsformulier):
    soort = forms.ChoiceField(
        label="Welk overleg?",
        choices=Beleidsoverleg.Soort.choices,
        help_text="Van een casusoverleg legt u alleen vast wanneer het was en wie erbij waren.",
    )
    datum = DatumField(label="Wanneer?")
    aanwezig = TekstField(
        label="Wie waren erbij?",
        max_length=500,
        widget=_tekstvak(3),
        help_text="Organisaties of functies. Is het overleg nog niet geweest: wie zijn uitgenodigd.",
    )
    agenda = TekstField(
        label="Agenda", max_length=2000, required=False, widget=_tekstvak(4), help_text=GEEN_NAMEN
    )
    besluiten = TekstField(
        label="Besluiten", max_length=2000, required=False, widget=_tekstvak(4), help_text=GEEN_NAMEN
    )
