from brieven.models.bereik import Bereikbaarheid, Berichtinstelling, Onbereikbaar
from brieven.models.bericht import Bericht, Ontvangers, Ontvangst
from brieven.models.brief import Brief, Briefnummer, Geadresseerde
from brieven.models.brieftekst import Brieftekst
from brieven.models.herinnering import Herinnering
from brieven.models.huisstijl import Huisstijl, huisstijl_of
from brieven.models.ouders import Ouderbijeenkomst, Taaltekst
from brieven.models.verklaring import Verklaring, verklaring_of

__all__ = [
    "Bereikbaarheid",
    "Bericht",
    "Berichtinstelling",
    "Brief",
    "Briefnummer",
    "Brieftekst",
    "Geadresseerde",
    "Herinnering",
    "Huisstijl",
    "Onbereikbaar",
    "Ontvangers",
    "Ontvangst",
    "Ouderbijeenkomst",
    "Taaltekst",
    "Verklaring",
    "huisstijl_of",
    "verklaring_of",
]
