from brieven.models.bericht import Bericht, Ontvangers, Ontvangst
from brieven.models.brief import Brief, Briefnummer, Geadresseerde
from brieven.models.huisstijl import Huisstijl, huisstijl_of

__all__ = [
    "Bericht",
    "Brief",
    "Briefnummer",
    "Geadresseerde",
    "Huisstijl",
    "Ontvangers",
    "Ontvangst",
    "huisstijl_of",
]
