"""The case on the page of a child, for who leads families to a place."""

from datetime import date

from indicaties.kindpagina import Deel
from indicaties.models import Contactmoment, Kind, Traject, Trajectnotitie, Trajecttaak, werkwijze_of
from indicaties.routekaart.collegas import names_of
from indicaties.routekaart.forms import ContactForm
from indicaties.routekaart.lezen import read_gang
from indicaties.routekaart.optijd import find_oorzaak
from indicaties.routekaart.stap import VOLGENDE, WEG, stap_of
from organisaties.models import Gebruiker


def route_deel(kind: Kind, gebruiker: Gebruiker, dag: date) -> Deel | None:
    trajecten = Traject.objects.to_work_on_for(gebruiker).filter(kind=kind)
    traject = trajecten.open().first() or trajecten.first()
    if traject is None:
        return None
    stap, sinds = stap_of(kind, dag) or (None, None)
    gang = read_gang(kind, dag)
    maanden = werkwijze_of(kind.gemeente).op_tijd_maanden
    namen = names_of(gebruiker.gemeente)
    context = {
        "traject": traject,
        "kind": kind,
        "dag": dag,
        "stap": stap,
        "sinds": sinds,
        "weg": WEG,
        "wie": namen.get(traject.behandelaar_id or 0) or traject.get_aan_zet_display() or "Nog niemand",
        "wat": traject.volgende_stap or (VOLGENDE[stap] if stap else ""),
        "te_laat": traject.uiterlijk is not None and traject.uiterlijk < dag,
        "contacten": Contactmoment.objects.filter(traject=traject).select_related("vastgelegd_door"),
        "notities": Trajectnotitie.objects.for_gebruiker(gebruiker)
        .filter(traject=traject)
        .select_related("geschreven_door"),
        "taken": Trajecttaak.objects.for_gebruiker(gebruiker).filter(traject=traject).select_related("voor"),
        "wissels": traject.wissels.select_related("van", "naar"),
        "contact_form": ContactForm(initial={"datum": dag}),
        "gang": gang,
        "op_tijd": gang.is_op_tijd(maanden),
        "is_laat": find_oorzaak(gang, maanden) is not None,
    }
    return Deel("Routekaart", "indicaties/_route.html", context, plek=5)
