"""An application as a workbook of four sheets: totals, expected children, doelgroepkinderen on 1 January, calculation."""

from typing import Any

from organisaties.models import Locatie
from rekenregels import Categorie
from subsidies.models import Aanvraag, Subsidiedossier
from subsidies.subsidiejaar.beleid import beleid_van
from subsidies.subsidiejaar.werkboek.indeling import kolommen_van
from subsidies.subsidiejaar.werkboek.lezen import Gelezen, read_werkboek
from subsidies.subsidiejaar.werkboek.schrijven import write_werkboek


def locaties_van(dossier: Subsidiedossier) -> list[Locatie]:
    """A provider asks for its own; parents, and an organisation for several, for all in the municipality."""
    eigen = Locatie.objects.registered().filter(gemeente=dossier.gemeente_id)
    if dossier.houder_id is not None:
        eigen = eigen.filter(houder=dossier.houder_id)
    return list(eigen.order_by("naam", "pk"))


def make_werkboek(aanvraag: Aanvraag, beeld: dict[str, Any], *, verstuurd: bool) -> bytes:
    """`beeld` is what is written down now, or a copy of what was sent."""
    dossier = aanvraag.dossier
    locaties = [(locatie.lrk_nummer, locatie.naam) for locatie in locaties_van(dossier)]
    if verstuurd:
        locaties = list({regel["lrk_nummer"]: regel["locatie"] for regel in beeld["regels"]}.items())
    kolommen = kolommen_van(beleid_van(dossier).regeling)
    return write_werkboek(dossier, beeld, kolommen, locaties, verstuurd=verstuurd)


def parse_werkboek(aanvraag: Aanvraag, inhoud: bytes) -> Gelezen:
    dossier, regeling = aanvraag.dossier, beleid_van(aanvraag.dossier).regeling
    groepen = [categorie for categorie in Categorie if regeling.vergoedt(categorie)]
    return read_werkboek(inhoud, dossier.nummer, kolommen_van(regeling), locaties_van(dossier), groepen)
