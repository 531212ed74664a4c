"""Text into domain types, and a Dutch sentence with the value when that fails."""

from indicaties.forms.adres import ADRESVELDEN, AdresTonenForm, AdresWijzigForm, RedenAdres, adresblok
from indicaties.forms.bezwaar import HerkomstbezwaarForm
from indicaties.forms.bsn import BsnForm, RedenBsn
from indicaties.forms.buurt import BuurtbestandForm
from indicaties.forms.dubbel import ANDER_KIND, ask_ander_kind
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
from indicaties.forms.ouder import BekendeOuderForm, OuderForm
from indicaties.forms.samenvoegen import AnderDossierForm, SamenvoegForm
from indicaties.forms.signaal import (
    AntwoordForm,
    OndersteuningForm,
    OpmerkingForm,
    SignaalForm,
)
from indicaties.forms.toeleiding import GeenDeelnameForm, ToeleidingForm
from indicaties.forms.toestemming import ToestemmingForm
from indicaties.forms.vertrek import VertrekForm
from indicaties.forms.werkwijze import CriteriumForm, LijstForm, WerkwijzeForm

__all__ = [
    "ADRESVELDEN",
    "ANDER_KIND",
    "OUDSTE_IN_MAANDEN",
    "AdresTonenForm",
    "AdresWijzigForm",
    "AfwijzingForm",
    "AnderDossierForm",
    "AntwoordForm",
    "BekendeOuderForm",
    "BekendmakingForm",
    "BsnForm",
    "BuurtbestandForm",
    "CriteriaField",
    "CriteriumForm",
    "GeenDeelnameForm",
    "HerkomstbezwaarForm",
    "IndicatieForm",
    "IntrekkingForm",
    "KindForm",
    "KindgegevensForm",
    "LijstForm",
    "OndersteuningForm",
    "OpmerkingForm",
    "OuderForm",
    "RedenAdres",
    "RedenBsn",
    "SamenvoegForm",
    "SignaalForm",
    "ToeleidingForm",
    "ToestemmingForm",
    "VerbeteringForm",
    "VerkortingForm",
    "VerlengingForm",
    "VertrekForm",
    "WerkwijzeForm",
    "adresblok",
    "ask_ander_kind",
]
