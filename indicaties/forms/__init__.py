"""Text into domain types, and a Dutch sentence with the value when that fails."""

from indicaties.forms.adres import ADRESVELDEN, AdresTonenForm, AdresWijzigForm, RedenAdres, adresblok
from indicaties.forms.bezwaar import HerkomstbezwaarForm
from indicaties.forms.bsn import BsnForm, RedenBsn
from indicaties.forms.buurt import BuurtbestandForm
from indicaties.forms.indicatie import CriteriaField, IndicatieForm, IntrekkingForm, VerkortingForm
from indicaties.forms.kind import OUDSTE_IN_MAANDEN, KindForm, KindgegevensForm
from indicaties.forms.ouder import BekendeOuderForm, OuderForm
from indicaties.forms.toeleiding import GeenDeelnameForm, ToeleidingForm
from indicaties.forms.vertrek import VertrekForm

__all__ = [
    "ADRESVELDEN",
    "OUDSTE_IN_MAANDEN",
    "AdresTonenForm",
    "AdresWijzigForm",
    "BekendeOuderForm",
    "BsnForm",
    "BuurtbestandForm",
    "CriteriaField",
    "GeenDeelnameForm",
    "HerkomstbezwaarForm",
    "IndicatieForm",
    "IntrekkingForm",
    "KindForm",
    "KindgegevensForm",
    "OuderForm",
    "RedenAdres",
    "RedenBsn",
    "ToeleidingForm",
    "VerkortingForm",
    "VertrekForm",
    "adresblok",
]
