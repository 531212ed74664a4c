"""Placing a message: it can be read at once, and who it is for is told so by e-mail."""

from datetime import date, datetime
from typing import Any

from django.db import models, transaction

from brieven.handelingen import Handeling
from brieven.models import Bericht, Ontvangers, Ontvangst
from brieven.soorten import berichtsoort
from brieven.tasks import mail_kennisgeving
from brieven.termijn import moment_van
from organisaties.audit import record, record_system
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
) -> Bericht:
    """Tell a person, or everybody with some role, that something waits for them on the page `url`.

    `soort` is the code of a registered Berichtsoort, whose sentence is all that is said; `door` is nobody when the
    system does it by itself. Who gets the role later reads it too, without a notice. A message for somebody of
    another organisation is none that the sender may see: it is kept in the scope of the municipality.
    """
    berichtsoort(soort)
    moment = moment_van(op)
    with rijbereik(Rijbereik(gemeente.pk)):
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
    _record(bericht, door)
    return bericht


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
    ontvangst = Ontvangst.objects.create(bericht=bericht, gebruiker=gebruiker, versturen_vanaf=moment)
    enqueue(mail_kennisgeving, ontvangst.pk, gemeente=bericht.gemeente)


def _record(bericht: Bericht, door: Gebruiker | None) -> None:
    over = {"soort": bericht.soort, "over": f"{bericht.object_type}:{bericht.object_id}"}
    if door is not None:
        record(handeling=Handeling.BERICHT_PLACE, door=door, object=bericht, **over)
    else:
        record_system(
            handeling=Handeling.BERICHT_PLACE,
            proces="berichten",
            gemeente_code=bericht.gemeente.code,
            object=bericht,
            **over,
        )
