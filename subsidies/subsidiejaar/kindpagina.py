"""The money for the parents of a child, on the page of that child."""

from datetime import date

from indicaties.kindpagina import Deel
from indicaties.models import Kind
from organisaties.models import Gebruiker
from organisaties.rechten import Recht
from rekenregels.regeling.geldstroom import Begunstigde
from subsidies.models import Subsidiedossier
from subsidies.regelingen.document import as_regeling
from subsidies.subsidiejaar.beleid import Beleid, read_regelingen


def oudersubsidie_deel(kind: Kind, gebruiker: Gebruiker, dag: date) -> Deel | None:
    """The files of the parents, and the schemes of this year and the next for which they have none."""
    if gebruiker.is_houder or not gebruiker.has_recht(Recht.SUBSIDIEJAAR_VIEW):
        return None
    dossiers = list(Subsidiedossier.objects.for_gebruiker(gebruiker).filter(kind=kind))
    heeft = {(dossier.regelingnaam, dossier.jaar) for dossier in dossiers}
    te_vragen = [
        (regeling, jaar)
        for jaar in (dag.year, dag.year + 1)
        for regeling in read_regelingen(kind.gemeente, jaar)
        if Beleid(as_regeling(regeling), jaar).begunstigde is Begunstigde.OUDER
        and (regeling.naam, jaar) not in heeft
    ]
    if not gebruiker.has_recht(Recht.AANVRAAG_SUBMIT):
        te_vragen = []
    if not dossiers and not te_vragen:
        return None
    context = {"dossiers": dossiers, "te_vragen": te_vragen}
    return Deel("Geld voor de ouders", "subsidies/_kindpagina_ouders.html", context, plek=60)
