from dataclasses import asdict

from django.db import transaction

from indicaties.handelingen import Handeling
from indicaties.models import Adres, Adresgegevens, Kind, find_buurt
from organisaties.audit import record
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked


@transaction.atomic
def set_adres(*, kind: Kind, adres: Adresgegevens, door: Gebruiker) -> list[str]:
    """Write down where the child lives; the record tells which fields changed, not what stands there."""
    Kind.objects.select_for_update(no_key=True).get(pk=kind.pk)
    rij = Adres.objects.filter(kind=kind).first() or Adres(kind=kind)
    gewijzigd = put_adres(rij, adres)
    if gewijzigd:
        record(
            handeling=Handeling.ADRES_CHANGE, door=door, object=rij, kind=kind.pseudoniem, velden=gewijzigd
        )
    return gewijzigd


def put_adres(rij: Adres, adres: Adresgegevens) -> list[str]:
    """Save the address with the neighbourhood it lies in; which fields changed."""
    velden = asdict(adres)
    gewijzigd = [veld for veld, waarde in velden.items() if getattr(rij, veld) != waarde]
    for veld in gewijzigd:
        setattr(rij, veld, velden[veld])
    if gewijzigd:
        rij.buurt = find_buurt(rij.kind.gemeente, rij.postcode, rij.huisnummer)
        save_checked(rij)
    return gewijzigd


@transaction.atomic
def show_adres(*, kind: Kind, reden: str, door: Gebruiker) -> None:
    """Somebody sees a secret address, and how to reach the parents there. `reden` is a RedenAdres."""
    record(handeling=Handeling.ADRES_VIEW, door=door, object=kind, kind=kind.pseudoniem, reden=reden)
