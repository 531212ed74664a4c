from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from indicaties.actions.adres import put_adres
from indicaties.dubbel.paren import keep_paren
from indicaties.handelingen import Handeling
from indicaties.models import Adres, Adresgegevens, Kind
from indicaties.wijzigingen import announce_wijziging
from lib.geboortedag import Bekend
from lib.weergave import datum
from organisaties.audit import record
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked

GEEN_ADRES = Adresgegevens()


@transaction.atomic
def register_kind(
    *,
    voornaam: str,
    tussenvoegsel: str,
    achternaam: str,
    geboortedatum: date,
    geboorte_bekend: str = Bekend.DAY,
    adres: Adresgegevens = GEEN_ADRES,
    bsn: str | None,
    is_ander_kind: bool = False,
    door: Gebruiker,
    op: date,
) -> Kind:
    """`is_ander_kind`: whoever enrols it saw the children that it looks like, and says that it is none of them."""
    if door.organisatie is None:
        raise ValidationError(
            "Alleen een organisatie, zoals het consultatiebureau, kan een kind inschrijven."
        )
    kind = Kind(
        gemeente=door.gemeente,
        ingeschreven_door=door.organisatie,
        voornaam=voornaam,
        tussenvoegsel=tussenvoegsel,
        achternaam=achternaam,
        geboortedatum=geboortedatum,
        geboorte_bekend=geboorte_bekend,
        ingeschreven_op=op,
    )
    kind.set_bsn(bsn)
    save_checked(kind)
    put_adres(Adres(kind=kind), adres)
    record(
        handeling=Handeling.KIND_REGISTER,
        door=door,
        object=kind,
        kind=kind.pseudoniem,
        met_bsn=kind.heeft_bsn,
    )
    keep_paren(kind=kind, is_ander_kind=is_ander_kind, door=door, op=op)
    return kind


@transaction.atomic
def rectify_kind(
    *, kind: Kind, velden: dict[str, Any], bsn: str | None, wis_bsn: bool, door: Gebruiker
) -> list[str]:
    """Correct the data; the record tells which fields changed, not what they were. Without a bsn it stays as it is."""
    kind = Kind.objects.lock(kind.pk)
    gewijzigd = [veld for veld, waarde in velden.items() if getattr(kind, veld) != waarde]
    for veld in gewijzigd:
        setattr(kind, veld, velden[veld])
    if (bsn or wis_bsn) and kind.bsn != bsn:
        kind.set_bsn(bsn)
        gewijzigd.append("bsn")
    eerste = kind.indicaties.effective().order_by("geldig_van").first()
    if eerste is not None and eerste.geldig_van < kind.geboortedatum:
        raise ValidationError(
            f"De geboortedatum {datum(kind.geboortedatum)} ligt na het begin van een indicatie "
            f"({datum(eerste.geldig_van)}). Trek eerst die indicatie in, of controleer de geboortedatum."
        )
    if gewijzigd:
        save_checked(kind)
        record(
            handeling=Handeling.KIND_RECTIFY, door=door, object=kind, kind=kind.pseudoniem, velden=gewijzigd
        )
    if "geboortedatum" in gewijzigd:
        announce_wijziging(kind)
    return gewijzigd


@transaction.atomic
def show_bsn(*, kind: Kind, reden: str, door: Gebruiker) -> str | None:
    """The BSN, for a reason that is recorded. `reden` is a RedenBsn."""
    record(handeling=Handeling.KIND_BSN_VIEW, door=door, object=kind, kind=kind.pseudoniem, reden=reden)
    return kind.bsn
