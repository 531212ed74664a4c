"""The steps of setting up that are about people and organisations."""

from datetime import date

from organisaties.bereikdoel import BEREIKDOEL
from organisaties.inrichting import Fase, Stand, Stap, count_stand
from organisaties.instellingen import gekozen_op
from organisaties.instemming import find_beheerders
from organisaties.models import Gemeente, Organisatie, Toekenning
from organisaties.rechten import Rol

# Without these nobody signals, refers and places; without those nobody declares, calculates and approves.
_VOOR_KINDEREN = (Rol.JGZ_MEDEWERKER, Rol.KINDREGISSEUR, Rol.HOUDER_BEHEERDER)
_VOOR_GELD = (Rol.SUBSIDIEMEDEWERKER, Rol.BUDGETHOUDER, Rol.BELEIDSMEDEWERKER)


def _jgz(gemeente: Gemeente, dag: date) -> Stand:
    aantal = gemeente.organisaties.filter(soort=Organisatie.Soort.JGZ).count()
    return count_stand(aantal, "organisatie", "organisaties", "Er is nog geen JGZ-organisatie gekoppeld.")


def _beheerders(gemeente: Gemeente, dag: date) -> Stand:
    aantal = find_beheerders(gemeente, dag).count()
    tekst = f"{aantal} van 2: een tweede beheerder stemt in met elke rol die u geeft."
    return Stand(aantal >= 2, f"{aantal} beheerders" if aantal >= 2 else tekst)


def _with_roles(gemeente: Gemeente, dag: date, rollen: tuple[Rol, ...]) -> Stand:
    gegeven = Toekenning.objects.filter(gemeente=gemeente)
    geldt = set(gegeven.usable_on(dag).values_list("rol", flat=True))
    wacht = set(gegeven.waiting().values_list("rol", flat=True))
    mist = [rol.label.lower() for rol in rollen if rol not in geldt]
    if not mist:
        return Stand(True, "Elke rol is gegeven.")
    op_instemming = " Er wachten rollen op instemming." if wacht & {*map(str, rollen)} else ""
    return Stand(False, f"Nog niemand is {', '.join(mist)}.{op_instemming}")


def _kinderen(gemeente: Gemeente, dag: date) -> Stand:
    return _with_roles(gemeente, dag, _VOOR_KINDEREN)


def _geld(gemeente: Gemeente, dag: date) -> Stand:
    return _with_roles(gemeente, dag, _VOOR_GELD)


def _doel(gemeente: Gemeente, dag: date) -> Stand:
    doel = gekozen_op(gemeente, BEREIKDOEL.code, dag)
    return Stand(doel.rij is not None, f"{doel.waarde} %" if doel.rij else "Er is nog geen doel gekozen.")


STAPPEN = (
    Stap(110, Fase.KIND, "Tweede functioneel beheerder", "organisaties:gebruiker_list", _beheerders),
    Stap(120, Fase.KIND, "JGZ-organisatie", "organisaties:organisatie_list", _jgz),
    Stap(190, Fase.KIND, "Mensen die met kinderen werken", "organisaties:gebruiker_import", _kinderen),
    Stap(290, Fase.DECLARATIE, "Mensen die met geld werken", "organisaties:gebruiker_import", _geld),
    Stap(310, Fase.VERSLAG, "Doel voor het bereik", "organisaties:instelling_list", _doel),
)
