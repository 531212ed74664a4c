"""Text into domain types, and a Dutch sentence with the value when that fails."""

from indicaties.forms.bsn import BsnForm, RedenBsn
from indicaties.forms.indicatie import (
    AfwijzingForm,
    BekendmakingForm,
    CriteriaField,
    IndicatieForm,
    IntrekkingForm,
    VerbeteringForm,
    VerkortingForm,
    VerlengingForm,
)
from indicaties.forms.kind import OUDSTE_IN_MAANDEN, KindForm, KindgegevensForm
from indicaties.forms.signaal import (
    AntwoordForm,
    BesprekingForm,
    OndersteuningForm,
    OpmerkingForm,
    SignaalForm,
)
from indicaties.forms.toeleiding import GeenDeelnameForm, ToeleidingForm
from indicaties.forms.toestemming import ToestemmingForm
from indicaties.forms.vertrek import VertrekForm
from indicaties.forms.werkwijze import CriteriumForm, LijstForm, WerkwijzeForm

__all__ = [
    "OUDSTE_IN_MAANDEN",
    "AfwijzingForm",
    "AntwoordForm",
    "BekendmakingForm",
    "BesprekingForm",
    "BsnForm",
    "CriteriaField",
    "CriteriumForm",
    "GeenDeelnameForm",
    "IndicatieForm",
    "IntrekkingForm",
    "KindForm",
    "KindgegevensForm",
    "LijstForm",
    "OndersteuningForm",
    "OpmerkingForm",
    "RedenBsn",
    "SignaalForm",
    "ToeleidingForm",
    "ToestemmingForm",
    "VerbeteringForm",
    "VerkortingForm",
    "VerlengingForm",
    "VertrekForm",
    "WerkwijzeForm",
]
