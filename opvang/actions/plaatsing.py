from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from indicaties.actions import complete_toeleiding, register_kind
from indicaties.dubbel.vergelijken import Persoon
from indicaties.dubbel.zoeken import ask_dubbel
from indicaties.models import Adresgegevens, Kind
from indicaties.wijzigingen import announce_wijziging
from lib.geboortedag import Bekend
from lib.geld import met_punt
from opvang.handelingen import Handeling
from opvang.klassen import check_klasse
from opvang.models import Declaratieregel, Plaatsing, Urendeclaratie
from opvang.vragen import check_minimaregel
from organisaties.audit import record
from organisaties.models import Gebruiker, Locatie, Organisatie
from organisaties.opslaan import save_checked

# Further ahead than this a start date is more likely a typing error than an agreement.
MAX_DAGEN_VOORUIT = 550

_VASTGESTELD = (Urendeclaratie.Status.SUBMITTED, Urendeclaratie.Status.ACCEPTED)


@dataclass(frozen=True)
class Afspraken:
    """What parents and provider agreed on; stays the same during one placement. Hours in hundredths."""

    locatie: Locatie
    uren_per_week: int
    kot: bool
    bijdrageklasse: int | None = None
    kindrang: int = 1
    uurprijs_centen: int | None = None
    # A Plaatsing.Bewijs that the parents showed, and the year it is about; the income itself is not kept.
    bewijs: str = ""
    bewijs_jaar: int | None = None
    dagen_per_week: int | None = None
    # By its name in the policy of the municipality; empty: none.
    minimaregel: str = ""
    # A Huishouden; empty: not known, or of no use to the policy.
    huishouden: str = ""


@transaction.atomic
def place_kind(
    *,
    kind: Kind,
    afspraken: Afspraken,
    startdatum: date,
    einddatum: date | None = None,
    door: Gebruiker,
    op: date,
) -> Plaatsing:
    """Place a child at one of the provider's own locations; an open referral to it is thereby done."""
    # Whoever places or changes the same child waits here, and then sees what the other did.
    kind = Kind.objects.lock(kind.pk, no_key=True)
    check_kind(kind, startdatum, door, op)
    check_locatie(afspraken.locatie, door)
    check_klasse(afspraken.bijdrageklasse, kind.gemeente, startdatum)
    check_minimaregel(afspraken, kind.gemeente, startdatum)
    plaatsing = new_plaatsing(kind, afspraken, startdatum, einddatum, door, op)
    complete_toeleiding(kind=kind, houder=houder_of(door), door=door, op=op)
    return plaatsing


@transaction.atomic
def enrol_peuter(
    *,
    voornaam: str,
    tussenvoegsel: str,
    achternaam: str,
    geboortedatum: date,
    geboorte_bekend: str = Bekend.DAY,
    adres: Adresgegevens,
    afspraken: Afspraken,
    startdatum: date,
    einddatum: date | None,
    is_ander_kind: bool = False,
    door: Gebruiker,
    op: date,
) -> Plaatsing:
    """Enrol a child without indication, brought by its parents, and place it. It needs no BSN here.

    `is_ander_kind`: whoever enrols it knows that a child like it is known, and says that it is another one.
    """
    # A button pressed twice: the second waits for the first and then finds the child.
    Organisatie.objects.select_for_update(no_key=True).get(pk=houder_of(door).pk)
    if not is_ander_kind:
        _refuse_double(
            Persoon(
                voornaam,
                tussenvoegsel,
                achternaam,
                geboortedatum,
                adres.postcode,
                geboorte_bekend,
                huisnummer=adres.huisnummer,
            ),
            door,
        )
    kind = register_kind(
        voornaam=voornaam,
        tussenvoegsel=tussenvoegsel,
        achternaam=achternaam,
        geboortedatum=geboortedatum,
        geboorte_bekend=geboorte_bekend,
        adres=adres,
        bsn=None,
        is_ander_kind=is_ander_kind,
        door=door,
        op=op,
    )
    return place_kind(
        kind=kind, afspraken=afspraken, startdatum=startdatum, einddatum=einddatum, door=door, op=op
    )


@transaction.atomic
def end_plaatsing(*, plaatsing: Plaatsing, einddatum: date, door: Gebruiker) -> Plaatsing:
    """Set the last day. Hours that were declared after it must be corrected first."""
    plaatsing = locked(plaatsing)
    _refuse_declared_after(plaatsing, einddatum)
    vorige, plaatsing.einddatum = plaatsing.einddatum, einddatum
    save_checked(plaatsing)
    record(
        handeling=Handeling.PLAATSING_END,
        door=door,
        object=plaatsing,
        kind=plaatsing.kind.pseudoniem,
        einddatum=einddatum,
        vorige=vorige,
    )
    announce_wijziging(plaatsing.kind)
    return plaatsing


def houder_of(door: Gebruiker) -> Organisatie:
    """The provider for which the user works; others have no hand in its children and hours."""
    if not door.is_houder or door.organisatie is None:
        raise PermissionDenied("Alleen een houder van kinderopvang kan dit doen.")
    return door.organisatie


# Named alike in the agreements, on the placement and on record.
_GELIJK = ("dagen_per_week", "kot", "bijdrageklasse", "kindrang", "minimaregel", "huishouden")


def new_plaatsing(
    kind: Kind,
    afspraken: Afspraken,
    startdatum: date,
    einddatum: date | None,
    door: Gebruiker,
    op: date,
    vorige: Plaatsing | None = None,
) -> Plaatsing:
    gelijk: dict[str, Any] = {veld: getattr(afspraken, veld) for veld in _GELIJK}
    plaatsing = Plaatsing(
        kind=kind,
        locatie=afspraken.locatie,
        startdatum=startdatum,
        einddatum=einddatum,
        uren_per_week_honderdsten=afspraken.uren_per_week,
        uurprijs_centen=afspraken.uurprijs_centen,
        **gelijk,
        **bewijs_van(afspraken, door, op, vorige),
        eerste_id=vorige.verblijf if vorige else None,
        vastgelegd_op=op,
        vastgelegd_door=door,
    )
    save_checked(plaatsing)
    record(
        handeling=Handeling.PLAATSING_CREATE,
        door=door,
        object=plaatsing,
        kind=kind.pseudoniem,
        locatie=afspraken.locatie.lrk_nummer,
        startdatum=startdatum,
        einddatum=einddatum,
        uren_per_week=met_punt(afspraken.uren_per_week),
        bewijs=afspraken.bewijs,
        bewijs_jaar=afspraken.bewijs_jaar,
        **gelijk,
    )
    return plaatsing


def bewijs_van(afspraken: Afspraken, door: Gebruiker, op: date, vorige: Plaatsing | None) -> dict[str, Any]:
    """Who saw the proof, and when: whoever saw it first, as long as class, proof and year stay the same."""
    if not afspraken.bewijs:
        return {}
    gezien = {"bewijs_gezien_op": op, "bewijs_gezien_door": door}
    velden = ("bijdrageklasse", "bewijs", "bewijs_jaar")
    if vorige is not None and all(getattr(vorige, veld) == getattr(afspraken, veld) for veld in velden):
        gezien = {
            "bewijs_gezien_op": vorige.bewijs_gezien_op,
            "bewijs_gezien_door": vorige.bewijs_gezien_door,
        }
    return {"bewijs": afspraken.bewijs, "bewijs_jaar": afspraken.bewijs_jaar, **gezien}


def locked(plaatsing: Plaatsing) -> Plaatsing:
    """The row as it is now, held until the end of the transaction; refused when it was a mistake."""
    actueel = (
        Plaatsing.objects.select_for_update(of=("self", "kind"))
        .select_related("kind", "locatie")
        .get(pk=plaatsing.pk)
    )
    if actueel.vervallen_op is not None:
        raise ValidationError(
            f"Deze plaatsing is op {actueel.vervallen_op:%d-%m-%Y} vervallen. Plaats het kind opnieuw."
        )
    return actueel


def check_kind(kind: Kind, startdatum: date, door: Gebruiker, op: date) -> None:
    if not Kind.objects.for_gebruiker(door).filter(pk=kind.pk).exists():
        raise ValidationError("Dit kind is niet naar uw organisatie verwezen.")
    if startdatum < kind.geboortedatum:
        raise ValidationError(
            f"De startdatum {startdatum:%d-%m-%Y} ligt voor de geboortedatum {kind.geboortedatum:%d-%m-%Y}."
        )
    overleden = kind.reden_vertrek == Kind.RedenVertrek.DECEASED
    if overleden and kind.vertrokken_op is not None and startdatum > kind.vertrokken_op:
        raise ValidationError(
            f"Dit kind is overleden op {kind.vertrokken_op:%d-%m-%Y}. Het kan daarna geen plaats krijgen. Klopt dit"
            " niet? Bel het consultatiebureau."
        )
    if startdatum > op + timedelta(days=MAX_DAGEN_VOORUIT):
        raise ValidationError(
            f"De startdatum {startdatum:%d-%m-%Y} ligt meer dan anderhalf jaar vooruit. Controleer het jaar."
        )


def check_locatie(locatie: Locatie, door: Gebruiker, blijft: int | None = None) -> None:
    """`blijft`: the location where the child is already; its agreements there can still be put right."""
    if not Locatie.objects.for_gebruiker(door).filter(pk=locatie.pk).exists():
        raise ValidationError("Kies een locatie van uw eigen organisatie.")
    if locatie.pk == blijft:
        return
    if locatie.opgevolgd_per is not None:
        raise ValidationError(
            f"Locatie {locatie} gaat vanaf {locatie.opgevolgd_per:%d-%m-%Y} verder bij een andere houder of onder een ander"
            " LRK-nummer. Kies een andere locatie."
        )
    if locatie.uitgeschreven:
        raise ValidationError(
            f"Locatie {locatie} staat niet meer ingeschreven in het LRK. Kies een andere locatie."
        )


def _refuse_double(persoon: Persoon, door: Gebruiker) -> None:
    """The same child enrolled twice would be paid twice. Of a child that this provider does not see no name is told."""
    vraag = ask_dubbel(persoon, door)
    if vraag.zichtbaar:
        kind = vraag.zichtbaar[0].kind
        raise ValidationError(
            f"{kind.naam}, geboren: {kind.geboren}, staat al bij uw kinderen. Zoek het kind op bij"
            " Plaatsingen en plaats het daar, of zeg dat dit een ander kind is."
        )
    if vraag.elders:
        raise ValidationError(
            f"Bij het consultatiebureau is in {door.gemeente} al een kind bekend met (bijna) deze naam en"
            " geboortedatum. Vraag om dat kind naar u te verwijzen, of zeg dat dit een ander kind is."
        )


def _refuse_declared_after(plaatsing: Plaatsing, einddatum: date) -> None:
    regels = Declaratieregel.objects.filter(
        plaatsing=plaatsing, uren_honderdsten__gt=0, declaratie__status__in=_VASTGESTELD
    ).select_related("declaratie")
    for regel in regels:
        if regel.declaratie.periode.van > einddatum:
            raise ValidationError(
                f"U hebt voor deze plaatsing uren gedeclareerd over"
                f" {regel.declaratie.tijdvak.met_lidwoord}. Corrigeer eerst die declaratie, of kies een latere einddatum."
            )
