from typing import Any

from crispy_forms.layout import Fieldset
from django import forms

from indicaties.forms.opmaak import helper
from opvang.models import Herinneringsregel
from organisaties.velden import DatumField

_TERMIJN = ("indienen_dagen", "vooraf_dagen")
_STAPPEN = ("verwijzing_dagen", "corrigeren_dagen", "beoordelen_dagen", "goedkeuren_dagen")
_HERHALEN = ("herhaal_dagen", "hoogstens")
_KOLOMMEN = ("uren_per_maand", "afwezigheid")


class HerinneringsregelForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    vanaf = DatumField(
        label="Geldt vanaf",
        help_text="De termijn om te declareren geldt voor perioden die op of na deze dag eindigen. Wat"
        " houders invullen, geldt voor perioden die op of na deze dag beginnen; een declaratie die er al is, verandert niet.",
    )

    class Meta:
        model = Herinneringsregel
        fields = ("vanaf", *_TERMIJN, *_KOLOMMEN, *_STAPPEN, *_HERHALEN)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper(
            "Vastleggen",
            "vanaf",
            Fieldset("Termijn om te declareren", *_TERMIJN),
            Fieldset("Wat houders invullen", *_KOLOMMEN),
            Fieldset("Herinneren als iets blijft liggen", *_STAPPEN),
            Fieldset("Herhalen", *_HERHALEN),
        )

    def _post_clean(self) -> None:
        """The action checks and saves; this form only makes values out of text."""
