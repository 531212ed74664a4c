"""Placing a message: it can be read at once, and who it is for is told so by e-mail."""

from datetime import date, datetime
from typing import Any

from django.db import models, transaction

from brieven.handelingen import Handeling
from brieven.kennisgeving import first_moment
from brieven.models import Bericht, Ontvangers, Ontvangst
from brieven.onbereikbaar import is_unreachable
from brieven.soorten import berichtsoort
from brieven.tasks import mail_kennisgeving
from brieven.termijn import moment_van
from organisaties.audit import record_system
from organisaties.models import Gebruiker, Gemeente, Toekenning
from organisaties.opslaan import save_checked
from organisaties.rijbeveiliging import Rijbereik, rijbereik
from organisaties.wachtrij import enqueue


@transaction.atomic
def place_bericht(
    *,
    soort: str,
    gemeente: Gemeente,
    aan: Gebruiker | Ontvangers,
    url: str,
    object: models.Model,
    door: Gebruiker | None = None,
    op: date,
    tot_gelezen: bool = False,
) -> Bericht:
    """Tell a person, or everybody with some role, that something waits for them on the page `url`.

    `soort` is the code of a registered Berichtsoort, whose sentence is all that is said; `door` is nobody when the
    system does it by itself. Who gets the role later reads it too, without a notice. A message for somebody of
    another organisation is none that the sender may see: it is kept in the scope of the municipality. With
    `tot_gelezen` there is no second message about the same page as long as nobody has read the first.

    What `door` did stands in the record already, and whom it was told here; only the system's own gets a line.
    """
    berichtsoort(soort)
    moment = moment_van(op)
    with rijbereik(Rijbereik(gemeente.pk)):
        if tot_gelezen and (wachtend := _unread(soort, gemeente, aan, url)) is not None:
            return wachtend
        bericht = Bericht(
            gemeente=gemeente,
            soort=soort,
            url=url,
            object_type=object._meta.model_name or "",
            object_id=str(object.pk),
            geplaatst_op=moment,
            geplaatst_door=door,
            **_aan(aan),
        )
        save_checked(bericht)
        for gebruiker in _personen(aan, gemeente, moment.date()):
            _announce(bericht, gebruiker, moment)
    if door is None:
        record_system(
            handeling=Handeling.BERICHT_PLACE,
            proces="berichten",
            gemeente_code=gemeente.code,
            object=bericht,
            soort=soort,
        )
    return bericht


def _unread(soort: str, gemeente: Gemeente, aan: Gebruiker | Ontvangers, url: str) -> Bericht | None:
    gelijk = Bericht.objects.filter(gemeente=gemeente, soort=soort, url=url, **_aan(aan))
    return gelijk.exclude(ontvangsten__gelezen_op__isnull=False).first()


def _aan(aan: Gebruiker | Ontvangers) -> dict[str, Any]:
    if isinstance(aan, Gebruiker):
        return {"gebruiker": aan}
    return {"organisatie": aan.organisatie, "rollen": sorted(str(rol) for rol in aan.rollen)}


def _personen(aan: Gebruiker | Ontvangers, gemeente: Gemeente, dag: date) -> list[Gebruiker]:
    """Who has the role now, over the whole of the organisation: a role for one location goes without."""
    if isinstance(aan, Gebruiker):
        return [aan]
    rollen = Toekenning.objects.usable_on(dag).filter(
        gemeente=gemeente, organisatie=aan.organisatie, locatie=None, rol__in=[str(rol) for rol in aan.rollen]
    )
    return list(Gebruiker.objects.filter(is_active=True, pk__in=rollen.values("gebruiker")).order_by("pk"))


def _announce(bericht: Bericht, gebruiker: Gebruiker, moment: datetime) -> None:
    vanaf = first_moment(gebruiker, moment)
    ontvangst = Ontvangst(bericht=bericht, gebruiker=gebruiker, versturen_vanaf=vanaf)
    if is_unreachable(gebruiker):
        ontvangst.status, ontvangst.fout = Ontvangst.Status.FAILED, "onbereikbaar"
    ontvangst.save()
    if vanaf == moment and ontvangst.status == Ontvangst.Status.WAITING:
        enqueue(mail_kennisgeving, ontvangst.pk, gemeente=bericht.gemeente)
