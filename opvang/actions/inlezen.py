"""A file of hours: kept for who sent it until he has seen what changes, then saved like typed hours."""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from opvang.actions.declaratie import lock_concept, save_uren
from opvang.handelingen import Handeling
from opvang.models import Inlezing, Kolomgewoonte, Urendeclaratie
from opvang.urenbestand import Urenregels
from organisaties.audit import record
from organisaties.models import Gebruiker, Organisatie
from organisaties.opslaan import save_checked

# So long somebody may look before saying yes.
GELDIG = timedelta(hours=1)
_OPNIEUW = "Kies het bestand opnieuw en kijk na wat er verandert."


@transaction.atomic
def put_inlezing(
    *, declaratie: Urendeclaratie, gelezen: Urenregels, inhoud: bytes, door: Gebruiker, op: datetime
) -> Inlezing:
    """Keep what the file said, in place of an earlier file of this person. The draft stays as it is."""
    declaratie = lock_concept(declaratie)
    Inlezing.objects.open().filter(declaratie=declaratie, gelezen_door=door).delete()
    Inlezing.objects.open().filter(gelezen_op__lte=op - GELDIG).delete()
    inlezing = Inlezing(
        declaratie=declaratie,
        gelezen_op=op,
        gelezen_door=door,
        afdruk=hashlib.sha256(inhoud).hexdigest(),
        stand=stand_of(declaratie),
        regels={
            str(pk): [
                uren,
                gelezen.dagen.get(pk),
                gelezen.maanden.get(pk, []),
                gelezen.afwezig.get(pk),
                gelezen.per_maand.get(pk, []),
            ]
            for pk, uren in gelezen.uren.items()
        },
    )
    save_checked(inlezing)
    record(handeling=Handeling.DECLARATIE_UPLOAD, door=door, object=declaratie, regels=len(gelezen.uren))
    return inlezing


@transaction.atomic
def confirm_inlezing(*, inlezing: Inlezing, door: Gebruiker, op: datetime) -> int:
    """Save what was seen; the number of lines that changed. Refused when the draft is no longer what it was then."""
    declaratie = lock_concept(inlezing.declaratie)
    actueel = Inlezing.objects.select_for_update().open().filter(pk=inlezing.pk, gelezen_door=door).first()
    if actueel is None:
        raise ValidationError(f"Dit bestand is al ingelezen of vervangen door een ander. {_OPNIEUW}")
    if actueel.gelezen_op <= op - GELDIG:
        raise ValidationError(f"U keek langer dan een uur geleden na wat er verandert. {_OPNIEUW}")
    if actueel.stand != stand_of(declaratie):
        raise ValidationError(f"De declaratie is intussen gewijzigd; er is niets ingelezen. {_OPNIEUW}")
    gelezen = Urenregels.of_rijen(actueel.regels)
    gewijzigd = save_uren(
        declaratie=declaratie,
        uren=gelezen.uren,
        dagen=gelezen.dagen,
        afwezig=gelezen.afwezig,
        maanden=gelezen.per_maand,
        door=door,
    )
    declaratie.inlezingen.filter(afdruk=actueel.afdruk).exclude(bewaard_op=None).delete()
    actueel.regels, actueel.bewaard_op, actueel.bewaard_door = {}, op, door
    save_checked(actueel)
    return gewijzigd


@transaction.atomic
def keep_kolommen(
    *, houder: Organisatie, kolommen: Mapping[str, str], door: Gebruiker, op: datetime
) -> Kolomgewoonte:
    """Remember what the columns of this provider's files hold: simplified name -> role, or empty. Others stay."""
    gewoonte = Kolomgewoonte.objects.select_for_update().filter(houder=houder).first()
    gewoonte = gewoonte or Kolomgewoonte(houder=houder)
    samen = gewoonte.kolommen | dict(kolommen)
    if samen != gewoonte.kolommen:
        gewoonte.kolommen, gewoonte.vastgelegd_op, gewoonte.vastgelegd_door = samen, op, door
        save_checked(gewoonte)
        record(handeling=Handeling.KOLOMMEN_SAVE, door=door, object=gewoonte, kolommen=len(kolommen))
    return gewoonte


def stand_of(declaratie: Urendeclaratie) -> str:
    """A print of the lines as they are: another when a line came, went or changed."""
    rijen = declaratie.regels.order_by("pk").values_list(
        "pk", "van", "tot_en_met", "uren_honderdsten", "dagen", "afwezig_honderdsten", "maanden_honderdsten"
    )
    return hashlib.sha256(repr(list(rijen)).encode()).hexdigest()
