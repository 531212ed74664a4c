"""What the functioneel beheerder does with users: invite, give and end roles, switch access off and on.

All of it goes over the own municipality alone. The account belongs to the person, and whether it was there
before, under which name, or off elsewhere changes nothing in what is done, said or recorded here.
"""

from datetime import date, datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from organisaties.aanmelden.adapters import ensure_email_address
from organisaties.aanmelden.post import mail_uitnodiging
from organisaties.aanmelden.sessies import end_sessies_for
from organisaties.audit import record
from organisaties.handelingen import Handeling
from organisaties.models import Gebruiker, Gemeentegebruiker, Locatie, Organisatie, Toekenning
from organisaties.opdracht import Opdracht
from organisaties.opslaan import save_checked
from organisaties.rechten import INSTEMMING_ROLLEN, Rol
from organisaties.rijbeveiliging import Rijbereik, rijbereik
from organisaties.wachtrij import enqueue, start_again


@transaction.atomic
def invite_gebruiker(
    *,
    email: str,
    naam: str,
    rol: Rol,
    organisatie: Organisatie | None,
    locatie: Locatie | None,
    geldig_tot_en_met: date | None,
    door: Gebruiker,
    dag: date,
) -> Gemeentegebruiker:
    """Put the person on the list of the municipality of `door`, under this name, and give the role.

    Who has an account keeps it, with its name and password; who is on the list keeps the name there.
    """
    gebruiker, nieuw_account = Gebruiker.objects.get_or_create(
        email=email.lower(), defaults={"naam": naam, "password": make_password(None)}
    )
    if nieuw_account:
        ensure_email_address(gebruiker)
    persoon, nieuw = Gemeentegebruiker.objects.get_or_create(
        gemeente=door.gemeente, gebruiker=gebruiker, defaults={"naam": naam}
    )
    if nieuw:
        record(handeling=Handeling.GEBRUIKER_INVITE, door=door, object=persoon)
    give_rol(
        gebruiker=gebruiker,
        rol=rol,
        organisatie=organisatie,
        locatie=locatie,
        geldig_tot_en_met=geldig_tot_en_met,
        door=door,
        dag=dag,
    )
    return persoon


@transaction.atomic
def give_rol(
    *,
    gebruiker: Gebruiker,
    rol: Rol,
    organisatie: Organisatie | None,
    locatie: Locatie | None,
    geldig_tot_en_met: date | None,
    door: Gebruiker,
    dag: date,
) -> Toekenning:
    """Nobody gives a role to themselves; a role of INSTEMMING_ROLLEN waits until a second beheerder agrees."""
    # Who gives the same person a role at the same moment waits here, and then sees the other one.
    Gebruiker.objects.select_for_update(no_key=True).get(pk=gebruiker.pk)
    toekenning = Toekenning(
        gebruiker=gebruiker,
        rol=rol,
        gemeente=door.gemeente,
        organisatie=organisatie,
        locatie=locatie,
        geldig_van=dag,
        geldig_tot_en_met=geldig_tot_en_met,
        gegeven_door=door,
        status=Toekenning.Status.WAITING if rol in INSTEMMING_ROLLEN else Toekenning.Status.IN_FORCE,
    )
    persoon = Gemeentegebruiker.objects.known(gebruiker, door.gemeente)
    refuse_double(toekenning, persoon, dag)
    save_checked(toekenning)
    record(
        handeling=Handeling.TOEKENNING_GIVE,
        door=door,
        object=toekenning,
        gebruiker=persoon.pk,
        rol=str(rol),
        namens=toekenning.namens,
        tot_en_met=geldig_tot_en_met,
        wacht_op_instemming=toekenning.is_waiting,
    )
    return toekenning


def refuse_double(toekenning: Toekenning, persoon: Gemeentegebruiker, dag: date) -> None:
    """No role for who is kept out, and none that the person has; ValidationError with the sentence."""
    if persoon.is_uitgezet:
        raise ValidationError(f"De toegang van {persoon} staat uit. Zet die eerst aan, en geef dan de rol.")
    # Who has the role for all of the organisation needs it not once more for one location.
    bestaand = Toekenning.objects.not_over(dag).filter(
        Q(locatie=None) | Q(locatie=toekenning.locatie),
        gebruiker=toekenning.gebruiker,
        rol=toekenning.rol,
        gemeente=toekenning.gemeente,
        organisatie=toekenning.organisatie,
    )
    if (dubbel := bestaand.first()) is not None:
        wacht = " De rol wacht op instemming." if dubbel.is_waiting else ""
        raise ValidationError(f"{persoon} heeft deze rol al: {dubbel}.{wacht}")


@transaction.atomic
def end_rol(*, toekenning: Toekenning, door: Gebruiker, dag: date) -> None:
    """The role ends today at once: the user has it no more from the next click on."""
    if toekenning.gebruiker == door:
        raise ValidationError("U kunt uw eigen rol niet beëindigen. Vraag een andere functioneel beheerder.")
    if toekenning.geldig_van >= dag or toekenning.is_waiting:
        # Given today, or never in force: there is no earlier last day to write down.
        record(handeling=Handeling.TOEKENNING_REVOKE, door=door, object=toekenning, rol=toekenning.rol)
        toekenning.delete()
        return
    toekenning.geldig_tot_en_met = dag - timedelta(days=1)
    toekenning.full_clean()
    toekenning.save(update_fields=["geldig_tot_en_met"])
    record(handeling=Handeling.TOEKENNING_END, door=door, object=toekenning, rol=toekenning.rol)


@transaction.atomic
def deactivate_gebruiker(*, persoon: Gemeentegebruiker, door: Gebruiker, op: datetime) -> None:
    """Out of this municipality at once: its roles count no more, and sessions that work for it are ended."""
    if persoon.gebruiker == door:
        raise ValidationError(
            "U kunt uw eigen toegang niet uitzetten. Vraag een andere functioneel beheerder."
        )
    persoon = Gemeentegebruiker.objects.select_for_update().get(pk=persoon.pk)
    if persoon.is_uitgezet:
        raise ValidationError(f"De toegang van {persoon} staat al uit.")
    end_sessies_for(gebruiker=persoon.gebruiker, gemeente=persoon.gemeente, dag=timezone.localdate(op))
    persoon.uitgezet_op, persoon.uitgezet_door = op, door
    persoon.save(update_fields=["uitgezet_op", "uitgezet_door"])
    record(handeling=Handeling.GEBRUIKER_DEACTIVATE, door=door, object=persoon)


@transaction.atomic
def reactivate_gebruiker(*, persoon: Gemeentegebruiker, door: Gebruiker) -> None:
    """The roles in this municipality that did not end meanwhile count again."""
    persoon.uitgezet_op = persoon.uitgezet_door = None
    persoon.save(update_fields=["uitgezet_op", "uitgezet_door"])
    record(handeling=Handeling.GEBRUIKER_REACTIVATE, door=door, object=persoon)


def send_uitnodiging(*, persoon: Gemeentegebruiker, door: Gebruiker, site: str) -> None:
    """Have a mail sent with a one-time link to choose a password, or that there is a new role.

    Only the receiver learns which of the two it was. `site` is the address of the site as the sender sees it.
    """
    enqueue(mail_uitnodiging, persoon.gebruiker_id, door.pk, door.gemeente.pk, site, door=door)


def retry_opdracht(*, opdracht_id: int, door: Gebruiker) -> None:
    """Start work again that was set aside; Opdracht.DoesNotExist when it is not of this municipality, or not so."""
    with rijbereik(Rijbereik(door.gemeente.pk)), transaction.atomic():
        terzijde = Opdracht.objects.for_gebruiker(door).set_aside()
        opdracht = terzijde.select_for_update().get(pk=opdracht_id)
        start_again(opdracht)
        record(handeling=Handeling.OPDRACHT_RETRY, door=door, object=opdracht, werk=opdracht.werk)
