"""Writing down agreements, actions and meetings. What takes the place of another row says so; nothing is edited."""

from datetime import date, datetime

from django.db import transaction

from organisaties.audit import record
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked
from rapportage.beleid.models import Beleidsactie, Beleidsafspraak, Beleidsoverleg, Beleidsrij
from rapportage.handelingen import Handeling
from subsidies.models import Activiteit


@transaction.atomic
def record_afspraak(
    *,
    jaar: int,
    onderwerp: str,
    datum: date,
    partijen: str,
    tekst: str,
    door: Gebruiker,
    op: datetime,
    is_resultaat: bool = False,
    doel: str = "",
    maat: str = "",
    doel_pct: int | None = None,
    uitkomst: str = "",
    vervallen: bool = False,
    vervangt: Beleidsafspraak | None = None,
) -> Beleidsafspraak:
    """An agreement for a year, in the place of `vervangt` where that is given."""
    afspraak = Beleidsafspraak(
        gemeente=door.gemeente,
        jaar=jaar,
        onderwerp=onderwerp,
        datum=datum,
        partijen=partijen,
        tekst=tekst,
        is_resultaat=is_resultaat,
        doel=doel,
        maat=maat,
        doel_pct=doel_pct,
        uitkomst=uitkomst,
    )
    _keep(afspraak, Handeling.BELEIDSAFSPRAAK_RECORD, vervangt, vervallen, door, op)
    return afspraak


@transaction.atomic
def record_actie(
    *,
    jaar: int,
    actie: str,
    eigenaar: str,
    uiterlijk: date,
    door: Gebruiker,
    op: datetime,
    kosten_centen: int | None = None,
    onderwerp: str = "",
    activiteit: Activiteit | None = None,
    overleg: Beleidsoverleg | None = None,
    afgerond: date | None = None,
    vervallen: bool = False,
    vervangt: Beleidsactie | None = None,
) -> Beleidsactie:
    """A line of the uitvoeringsagenda of a year, in the place of `vervangt` where that is given."""
    regel = Beleidsactie(
        gemeente=door.gemeente,
        jaar=jaar,
        actie=actie,
        eigenaar=eigenaar,
        uiterlijk=uiterlijk,
        kosten_centen=kosten_centen,
        onderwerp=onderwerp,
        activiteit=activiteit,
        overleg=overleg,
        afgerond=afgerond,
    )
    _keep(regel, Handeling.BELEIDSACTIE_RECORD, vervangt, vervallen, door, op)
    return regel


@transaction.atomic
def record_overleg(
    *,
    soort: str,
    datum: date,
    aanwezig: str,
    door: Gebruiker,
    op: datetime,
    agenda: str = "",
    besluiten: str = "",
    vervallen: bool = False,
    vervangt: Beleidsoverleg | None = None,
) -> Beleidsoverleg:
    """A meeting, in the place of `vervangt` where that is given."""
    overleg = Beleidsoverleg(
        gemeente=door.gemeente,
        soort=soort,
        datum=datum,
        aanwezig=aanwezig,
        agenda=agenda,
        besluiten=besluiten,
    )
    _keep(overleg, Handeling.BELEIDSOVERLEG_RECORD, vervangt, vervallen, door, op)
    return overleg


def _keep(
    rij: Beleidsrij,
    handeling: Handeling,
    vervangt: Beleidsrij | None,
    vervallen: bool,
    door: Gebruiker,
    op: datetime,
) -> None:
    """Saved and written down; ValidationError when another row already took the place of `vervangt`."""
    rij.vervangt, rij.vervallen = vervangt, vervallen
    rij.vastgelegd_op, rij.vastgelegd_door = op, door
    save_checked(rij)
    eerder = vervangt.pk if vervangt else None
    record(handeling=handeling, door=door, object=rij, vervangt=eerder, vervallen=vervallen)
