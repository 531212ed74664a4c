"""Text into domain types, and a Dutch sentence with the value when that fails."""

from indicaties.forms.bsn import BsnForm, RedenBsn
from indicaties.forms.dubbel import ANDER_KIND, ask_ander_kind
from indicaties.forms.indicatie import CriteriaField, IndicatieForm, IntrekkingForm, VerkortingForm
from indicaties.forms.kind import OUDSTE_IN_MAANDEN, KindForm, KindgegevensForm
from indicaties.forms.samenvoegen import AnderDossierForm, SamenvoegForm
from indicaties.forms.toeleiding import GeenDeelnameForm, ToeleidingForm
from indicaties.forms.vertrek import VertrekForm

__all__ = [
    "ANDER_KIND",
    "OUDSTE_IN_MAANDEN",
    "AnderDossierForm",
    "BsnForm",
    "CriteriaField",
    "GeenDeelnameForm",
    "IndicatieForm",
    "IntrekkingForm",
    "KindForm",
    "KindgegevensForm",
    "RedenBsn",
    "SamenvoegForm",
    "ToeleidingForm",
    "VerkortingForm",
    "VertrekForm",
    "ask_ander_kind",
]
