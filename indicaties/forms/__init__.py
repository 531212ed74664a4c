"""Text into domain types, and a Dutch sentence with the value when that fails."""

from indicaties.forms.bsn import BsnForm, RedenBsn
from indicaties.forms.indicatie import CriteriaField, IndicatieForm, IntrekkingForm, VerkortingForm
from indicaties.forms.kind import OUDSTE_IN_MAANDEN, KindForm, KindgegevensForm
from indicaties.forms.toeleiding import GeenDeelnameForm, ToeleidingForm
from indicaties.forms.vertrek import VertrekForm

__all__ = [
    "OUDSTE_IN_MAANDEN",
    "BsnForm",
    "CriteriaField",
    "GeenDeelnameForm",
    "IndicatieForm",
    "IntrekkingForm",
    "KindForm",
    "KindgegevensForm",
    "RedenBsn",
    "ToeleidingForm",
    "VerkortingForm",
    "VertrekForm",
]
