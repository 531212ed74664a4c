from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import OuterRef, Subquery

from indicaties.buurtbestand import Buurtbestand
from indicaties.handelingen import Handeling
from indicaties.models import Adres, Buurt, Buurtadres, Buurtlezing
from organisaties.audit import record
from organisaties.models import Gebruiker, Gemeente
from organisaties.opslaan import save_checked
from organisaties.rijbeveiliging import Rijbereik, rijbereik


@transaction.atomic
def put_buurten(*, bestand: Buurtbestand, door: Gebruiker, op: date) -> Buurtlezing:
    """Keep what was read until somebody says yes; what waited before goes."""
    if bestand.fouten:
        raise ValidationError(bestand.fouten)
    gemeente = Gemeente.objects.select_for_update(no_key=True).get(pk=door.gemeente.pk)
    Buurtlezing.objects.filter(gemeente=gemeente).delete()
    lezing = Buurtlezing(
        gemeente=gemeente,
        jaar=bestand.jaar,
        buurten=[[code, *namen] for code, namen in bestand.buurten.items()],
        adressen=[[*adres, code] for adres, code in bestand.adressen.items()],
        van_elders=bestand.van_elders,
        gelezen_op=op,
        gelezen_door=door,
    )
    save_checked(lezing)
    record(
        handeling=Handeling.BUURT_READ,
        door=door,
        object=gemeente,
        buurten=len(bestand.buurten),
        adressen=len(bestand.adressen),
    )
    return lezing


@transaction.atomic
def confirm_buurten(*, door: Gebruiker, op: date) -> int:
    """The neighbourhoods of the municipality become those that were read, and each child gets its own again."""
    lezing = Buurtlezing.objects.select_for_update(of=("self",)).filter(gemeente=door.gemeente).first()
    if lezing is None:
        raise ValidationError("Er wacht geen bestand met buurten meer. Kies de bestanden opnieuw.")
    gemeente = door.gemeente
    # The functioneel beheerder works without rows of children; which neighbourhood each lies in is not shown.
    with rijbereik(Rijbereik(gemeente.pk)):
        buurten = _replace_buurten(lezing, door, op)
        Buurtadres.objects.filter(gemeente=gemeente).delete()
        Buurtadres.objects.bulk_create(
            (
                Buurtadres(gemeente=gemeente, buurt=buurten[code], postcode=postcode, huisnummer=huisnummer)
                for postcode, huisnummer, code in lezing.adressen
            ),
            batch_size=5_000,
        )
        _place_children(gemeente)
    record(
        handeling=Handeling.BUURT_IMPORT,
        door=door,
        object=gemeente,
        jaar=lezing.jaar,
        buurten=len(lezing.buurten),
        adressen=len(lezing.adressen),
    )
    aantal = len(lezing.buurten)
    lezing.delete()
    return aantal


def _replace_buurten(lezing: Buurtlezing, door: Gebruiker, op: date) -> dict[str, Buurt]:
    buurten = {}
    for code, naam, wijkcode, wijknaam in lezing.buurten:
        velden = {
            "naam": naam,
            "wijkcode": wijkcode,
            "wijknaam": wijknaam,
            "jaar": lezing.jaar,
            "ingelezen_op": op,
            "ingelezen_door": door,
        }
        buurten[code], _ = Buurt.objects.update_or_create(
            gemeente=lezing.gemeente, code=code, defaults=velden
        )
    Buurt.objects.filter(gemeente=lezing.gemeente).exclude(code__in=buurten).delete()
    return buurten


def _place_children(gemeente: Gemeente) -> None:
    eigen = Buurtadres.objects.filter(
        gemeente=gemeente, postcode=OuterRef("postcode"), huisnummer=OuterRef("huisnummer")
    )
    Adres.objects.filter(kind__gemeente=gemeente).update(buurt=Subquery(eigen.values("buurt")[:1]))
