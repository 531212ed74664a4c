"""Sending a package: to a school, or with the parents and a code; replacing it; giving it to the BSO."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from indicaties.actions import mark_overgedragen
from opvang.models import Overdracht, Overdrachtbijlage, Overdrachtinhoud
from opvang.overdracht.actions.opstellen import lock, locked_concept
from opvang.overdracht.berichten import tell_school
from opvang.overdracht.code import hash_code, new_code
from opvang.overdracht.handelingen import Handeling
from opvang.overdracht.inhoud import hash_of, make_snapshot, programmadelen_of
from organisaties.audit import record
from organisaties.models import Gebruiker, Organisatie
from organisaties.opslaan import save_checked
from organisaties.rijbeveiliging import Rijbereik, rijbereik

Status, Ontvanger = Overdracht.Status, Overdracht.Ontvanger
# One sentence for every code that opens nothing: who guesses learns nothing from it.
ONBEKEND = (
    "Met deze code is niets op te halen. Controleer de letters en cijfers. Een code werkt één keer; is hij al gebruikt "
    "of verlopen, vraag de ouders dan om een nieuwe van de kinderopvang."
)


def missing_of(overdracht: Overdracht, dag: date) -> list[str]:
    """What has to be done before this draft can be sent, a sentence each."""
    ontbreekt = []
    delen = programmadelen_of(overdracht, dag)
    zonder = sorted({naam for deel in delen if not deel.programma for naam in deel.locaties})
    if zonder:
        ontbreekt.append(f"Leg vast welk VVE-programma er is bij {' en '.join(zonder)}.")
    if not overdracht.is_volledig:
        if not delen:
            ontbreekt.append(
                "Dit kind volgde geen VVE-programma bij u; er is geen wettelijk pakket. Kies het volledige pakket."
            )
        return ontbreekt
    if overdracht.ingetrokken_op is not None:
        ontbreekt.append("De ouders hebben hun toestemming ingetrokken. Zo kan dit pakket niet naar school.")
    elif not overdracht.mag_naar(Ontvanger.SCHOOL):
        ontbreekt.append("Leg vast dat de ouders toestemming geven voor de school.")
    if overdracht.gezien_op is None:
        ontbreekt.append("Laat de ouders de overdracht lezen en leg dat vast.")
    return ontbreekt


@transaction.atomic
def send_overdracht(*, overdracht: Overdracht, school: Organisatie, door: Gebruiker, op: date) -> Overdracht:
    """To the school where the child is enrolled. From now on it says what it says."""
    overdracht = _ready_to_go(overdracht, door, op)
    if not Organisatie.objects.scholen().in_gemeente(door.gemeente).filter(pk=school.pk).exists():
        raise ValidationError(f"{school} is geen school van gemeente {door.gemeente}.")
    overdracht.school, overdracht.status = school, Status.SENT
    _go(overdracht, door, op)
    _record(Handeling.OVERDRACHT_SEND, overdracht, door, school=school.pk, afdruk=overdracht.inhoud.afdruk)
    mark_overgedragen(kind=overdracht.kind, door=door, op=op)
    tell_school(overdracht, door, op)
    return overdracht


@transaction.atomic
def send_with_code(*, overdracht: Overdracht, tot_en_met: date, door: Gebruiker, op: date) -> str:
    """Give the parents a code with which the school of their choice fetches it; the code, shown this once."""
    if tot_en_met < op:
        raise ValidationError(f"De code geldt tot en met {tot_en_met:%d-%m-%Y}: die dag is al voorbij.")
    overdracht = _ready_to_go(overdracht, door, op)
    overdracht.status = Status.WAITING
    code = _put_code(overdracht, tot_en_met)
    _go(overdracht, door, op)
    _record(
        Handeling.OVERDRACHT_CODE, overdracht, door, tot_en_met=tot_en_met, afdruk=overdracht.inhoud.afdruk
    )
    return code


@transaction.atomic
def renew_code(*, overdracht: Overdracht, tot_en_met: date, door: Gebruiker, op: date) -> str:
    """A new code for a package that still waits; the one before it works no longer."""
    if tot_en_met < op:
        raise ValidationError(f"De code geldt tot en met {tot_en_met:%d-%m-%Y}: die dag is al voorbij.")
    overdracht = lock(overdracht, door)
    if overdracht.status != Status.WAITING:
        raise ValidationError("Deze overdracht wacht niet op een code.")
    code = _put_code(overdracht, tot_en_met)
    save_checked(overdracht)
    _record(Handeling.OVERDRACHT_CODE, overdracht, door, tot_en_met=tot_en_met, opnieuw=True)
    return code


def _put_code(overdracht: Overdracht, tot_en_met: date) -> str:
    code = new_code()
    overdracht.code_afdruk, overdracht.code_tot_en_met = hash_code(code), tot_en_met
    return code


def _ready_to_go(overdracht: Overdracht, door: Gebruiker, op: date) -> Overdracht:
    overdracht = locked_concept(overdracht, door)
    if ontbreekt := missing_of(overdracht, op):
        raise ValidationError(ontbreekt)
    return overdracht


def _go(overdracht: Overdracht, door: Gebruiker, op: date) -> None:
    """Freeze what it says; what it replaces is from now on the old version."""
    inhoud = overdracht.inhoud
    inhoud.verzonden = make_snapshot(overdracht, inhoud, op)
    inhoud.afdruk = hash_of(inhoud.verzonden)
    save_checked(inhoud)
    overdracht.verzonden_op, overdracht.verzonden_door = op, door
    save_checked(overdracht)
    if (vorige := overdracht.vervangt) is not None and vorige.is_uit:
        vorige.status, vorige.code_afdruk, vorige.code_tot_en_met = Status.REPLACED, "", None
        save_checked(vorige)


@transaction.atomic
def redeem_code(*, code: str, door: Gebruiker, op: date) -> Overdracht:
    """The package becomes that of the school of `door`; ValidationError when the code opens nothing.

    A school sees no package without a school: the look for it is done in the scope of the municipality.
    """
    school = door.organisatie
    with rijbereik(Rijbereik(door.gemeente.pk)):
        wachtend = Overdracht.objects.filter(
            gemeente=door.gemeente,
            status=Status.WAITING,
            code_afdruk=hash_code(code),
            code_tot_en_met__gte=op,
        )
        overdracht = wachtend.select_for_update(of=("self",)).first()
        if overdracht is None or school is None:
            raise ValidationError(ONBEKEND)
        overdracht.school, overdracht.status = school, Status.SENT
        overdracht.code_afdruk, overdracht.code_tot_en_met = "", None
        overdracht.opgehaald_op, overdracht.opgehaald_door = op, door
        save_checked(overdracht)
        _record(Handeling.OVERDRACHT_REDEEM, overdracht, door, school=school.pk)
        mark_overgedragen(kind=overdracht.kind, door=door, op=op)
    return overdracht


@transaction.atomic
def refuse_code(*, door: Gebruiker) -> None:
    """A code that opened nothing: who tries often shows in the record."""
    record(handeling=Handeling.OVERDRACHT_REFUSE, door=door, object=door.gemeente)


@transaction.atomic
def replace_overdracht(*, overdracht: Overdracht, door: Gebruiker, op: date) -> Overdracht:
    """A new version with the same content; the sent one stays as it is until the new one goes."""
    oud = lock(overdracht, door)
    if not oud.is_uit:
        raise ValidationError("Alleen van een verzonden overdracht kunt u een nieuwe versie maken.")
    nieuw = Overdracht(
        vervangt=oud,
        versie=oud.versie + 1,
        opgesteld_op=op,
        opgesteld_door=door,
        **{veld: getattr(oud, veld) for veld in _BLIJFT},
    )
    save_checked(nieuw)
    save_checked(
        Overdrachtinhoud(overdracht=nieuw, **{veld: getattr(oud.inhoud, veld) for veld in _BLIJFT_INHOUD})
    )
    for bijlage in oud.bijlagen.all():
        save_checked(
            Overdrachtbijlage(overdracht=nieuw, **{veld: getattr(bijlage, veld) for veld in _BLIJFT_BIJLAGE})
        )
    _record(Handeling.OVERDRACHT_REPLACE, nieuw, door, vervangt=oud.pk, versie=nieuw.versie)
    return nieuw


_BLIJFT = (
    *("gemeente", "houder", "locatie", "kind", "pseudoniem", "pakket", "aanleiding", "warm_gewenst"),
    *("toestemming_op", "toestemming_door", "toestemming_delen", "toestemming_ontvangers"),
    *("terugkoppelen_vanaf", "school"),
)
_BLIJFT_INHOUD = ("gegevens", "zienswijze", "zienswijze_op", "zienswijze_door")
_BLIJFT_BIJLAGE = ("omschrijving", "soort", "inhoud", "grootte", "afdruk", "toegevoegd_op", "toegevoegd_door")


@transaction.atomic
def fetch_for_bso(*, overdracht: Overdracht, door: Gebruiker, op: date) -> dict[str, Any]:
    """What the parents allow the out-of-school care to read; that it was fetched is kept."""
    overdracht = lock(overdracht, door)
    if not overdracht.mag_naar(Ontvanger.BSO):
        raise ValidationError("De ouders gaven geen toestemming om dit aan de BSO te geven.")
    if overdracht.gezien_op is None:
        raise ValidationError("Laat de ouders de overdracht eerst lezen en leg dat vast.")
    overdracht.bso_op, overdracht.bso_door = op, door
    save_checked(overdracht)
    _record(Handeling.OVERDRACHT_BSO, overdracht, door)
    return overdracht.inhoud.verzonden or make_snapshot(overdracht, overdracht.inhoud, op)


def _record(handeling: Handeling, overdracht: Overdracht, door: Gebruiker, **details: Any) -> None:
    record(handeling=handeling, door=door, object=overdracht, kind=overdracht.pseudoniem, **details)
