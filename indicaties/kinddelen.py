"""What this room itself adds to the page of a child: decisions, signals and questions, consent, information, own remarks."""

from datetime import date

from brieven.models import Brief
from indicaties.actions import knows_kind
from indicaties.forms import OpmerkingForm
from indicaties.informatiebrief import BRIEFSOORT, refusal_of, vertaaltalen
from indicaties.kindpagina import Deel
from indicaties.models import (
    Indicatiebesluit,
    Kind,
    Ondersteuningsvraag,
    Opmerking,
    Signaal,
    Startinformatie,
    Toestemming,
)
from lib.talen import TALEN
from organisaties.models import Gebruiker
from organisaties.rechten import Recht


def besluiten_deel(kind: Kind, gebruiker: Gebruiker, dag: date) -> Deel | None:
    if not gebruiker.has_recht(Recht.CRITERIA_VIEW):
        return None
    besluiten = list(
        Indicatiebesluit.objects.for_gebruiker(gebruiker)
        .filter(kind=kind)
        .select_related("organisatie", "vervangen_door")
    )
    context = {"besluiten": besluiten, "leest_tekst": gebruiker.has_recht(Recht.GRONDTEKST_VIEW)}
    return Deel("Besluiten", "indicaties/_besluiten.html", context, plek=30) if besluiten else None


def startinformatie_deel(kind: Kind, gebruiker: Gebruiker, dag: date) -> Deel | None:
    """For the provider, and for who gave it; nothing is said where there is nothing to know."""
    if not gebruiker.has_recht(Recht.SIGNAAL_GIVE):
        return None
    informatie = list(
        Startinformatie.objects.for_gebruiker(gebruiker)
        .filter(toeleiding__kind=kind)
        .select_related("toeleiding__houder")
    )
    context = {"informatie": informatie}
    return (
        Deel("Wat de houder moet weten", "indicaties/_startinformatie.html", context, plek=15)
        if informatie
        else None
    )


def signalen_deel(kind: Kind, gebruiker: Gebruiker, dag: date) -> Deel | None:
    """A provider sees its own signals with what came of them, and its own questions with their answers."""
    if not gebruiker.has_recht(Recht.SIGNAAL_GIVE):
        return None
    vragen = Ondersteuningsvraag.objects.for_gebruiker(gebruiker).filter(kind=kind)
    context = {
        "kind": kind,
        "signalen": Signaal.objects.for_gebruiker(gebruiker).filter(kind=kind).select_related("organisatie"),
        "vragen": vragen.select_related("organisatie"),
        "traject": _to_discuss(kind, gebruiker),
        "mag_geven": knows_kind(kind, gebruiker),
        "mag_antwoorden": gebruiker.has_recht(Recht.INDICATIE_GRANT),
    }
    return Deel("Signalen en vragen", "indicaties/_signalen.html", context, plek=40)


def _to_discuss(kind: Kind, gebruiker: Gebruiker) -> object:
    if not gebruiker.has_recht(Recht.TOELEIDING_MANAGE):
        return None
    return kind.trajecten.open().filter(besproken_op=None).first()


def toestemming_deel(kind: Kind, gebruiker: Gebruiker, dag: date) -> Deel | None:
    if not gebruiker.has_recht(Recht.TOELEIDING_MANAGE):
        return None
    toestemmingen = list(Toestemming.objects.for_gebruiker(gebruiker).filter(kind=kind))
    laatste = toestemmingen[0] if toestemmingen else None
    ingetrokken = laatste is not None and not laatste.geldt
    context = {
        "kind": kind,
        "toestemmingen": toestemmingen,
        "loopt_door": ingetrokken and kind.toeleidingen.open().exists(),
    }
    return Deel("Toestemming van de ouders", "indicaties/_toestemming.html", context, plek=10)


def informatiebrief_deel(kind: Kind, gebruiker: Gebruiker, dag: date) -> Deel | None:
    if not gebruiker.has_recht(Recht.OUDERS_INFORM) or refusal_of(kind, dag):
        return None
    brieven = Brief.objects.for_gebruiker(gebruiker).about(kind.pseudoniem, kind.gemeente).without_pdf()
    vertaald, onvertaald = ([TALEN[taal] for taal in talen] for talen in vertaaltalen(kind))
    context = {
        "kind": kind,
        "brieven": brieven.filter(soort=BRIEFSOORT.code),
        "vertaald": vertaald,
        "onvertaald": onvertaald,
    }
    return Deel("Informatie voor de ouders", "indicaties/_informatiebrief.html", context, plek=45)


def opmerkingen_deel(kind: Kind, gebruiker: Gebruiker, dag: date) -> Deel | None:
    if not gebruiker.has_recht(Recht.JGZ_OPMERKING_VIEW):
        return None
    opmerkingen = Opmerking.objects.for_gebruiker(gebruiker).filter(kind=kind)
    context = {
        "kind": kind,
        "opmerkingen": opmerkingen.select_related("geschreven_door"),
        "form": OpmerkingForm(),
    }
    return Deel("Opmerkingen van het consultatiebureau", "indicaties/_opmerkingen.html", context)


DELEN = (
    besluiten_deel,
    startinformatie_deel,
    signalen_deel,
    toestemming_deel,
    informatiebrief_deel,
    opmerkingen_deel,
)
