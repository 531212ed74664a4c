"""What the functioneel beheerder does with users: invite, give and end roles, switch an account off and on."""

from datetime import date, timedelta

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from organisaties.aanmelden.adapters import ensure_email_address
from organisaties.audit import record
from organisaties.handelingen import Handeling
from organisaties.models import Gebruiker, Locatie, Organisatie, Toekenning
from organisaties.opslaan import save_checked
from organisaties.rechten import INSTEMMING_ROLLEN, Rol


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
) -> Gebruiker:
    """Make the account if there is none yet, and give it the role in the municipality of `door`.

    Somebody who already works for another municipality keeps the same account and password.
    """
    gebruiker = Gebruiker.objects.filter(email=email.lower()).first()
    if gebruiker is None:
        gebruiker = Gebruiker.objects.create_user(email=email, naam=naam)
        ensure_email_address(gebruiker)
        record(handeling=Handeling.GEBRUIKER_INVITE, door=door, object=gebruiker)
    give_rol(
        gebruiker=gebruiker,
        rol=rol,
        organisatie=organisatie,
        locatie=locatie,
        geldig_tot_en_met=geldig_tot_en_met,
        door=door,
        dag=dag,
    )
    return gebruiker


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
    # Who has the role for all of the organisation needs it not once more for one location.
    bestaand = Toekenning.objects.not_over(dag).filter(
        Q(locatie=None) | Q(locatie=locatie),
        gebruiker=gebruiker,
        rol=rol,
        gemeente=door.gemeente,
        organisatie=organisatie,
    )
    if (dubbel := bestaand.first()) is not None:
        wacht = " De rol wacht op instemming." if dubbel.is_waiting else ""
        raise ValidationError(f"{gebruiker.naam} heeft deze rol al: {dubbel}.{wacht}")
    save_checked(toekenning)
    record(
        handeling=Handeling.TOEKENNING_GIVE,
        door=door,
        object=toekenning,
        gebruiker=gebruiker.pk,
        rol=str(rol),
        namens=toekenning.namens,
        tot_en_met=geldig_tot_en_met,
        wacht_op_instemming=toekenning.is_waiting,
    )
    return toekenning


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
def deactivate_gebruiker(*, gebruiker: Gebruiker, door: Gebruiker, dag: date) -> None:
    """Out at once: the account is off and its sessions are ended."""
    if gebruiker == door:
        raise ValidationError(
            "U kunt uw eigen account niet uitzetten. Vraag een andere functioneel beheerder."
        )
    elders = gebruiker.toekenningen.valid_on(dag).exclude(gemeente=door.gemeente).first()
    if elders is not None:
        raise ValidationError(
            f"{gebruiker.naam} werkt ook voor een andere gemeente. Beëindig de rollen in uw eigen gemeente; "
            "het account blijft dan bestaan."
        )
    gebruiker.is_active = False
    gebruiker.save(update_fields=["is_active"])
    for sessie in UserSession.objects.filter(user=gebruiker):
        sessie.end()
    record(handeling=Handeling.GEBRUIKER_DEACTIVATE, door=door, object=gebruiker)


@transaction.atomic
def reactivate_gebruiker(*, gebruiker: Gebruiker, door: Gebruiker) -> None:
    gebruiker.is_active = True
    gebruiker.save(update_fields=["is_active"])
    record(handeling=Handeling.GEBRUIKER_REACTIVATE, door=door, object=gebruiker)


def send_uitnodiging(*, gebruiker: Gebruiker, door: Gebruiker, site: str) -> None:
    """Mail a one-time link to choose a password, or, to somebody who has one, that there is a new role.

    `site` is the address of the site as the sender sees it.
    """
    wachtend = gebruiker.toekenningen.waiting().filter(gemeente=door.gemeente).exists()
    context = {"gebruiker": gebruiker, "door": door, "gemeente": door.gemeente, "wachtend": wachtend}
    if gebruiker.has_usable_password():
        soort, pad = "nieuwe_rol", reverse("login")
    else:
        sleutel = {
            "uidb36": user_pk_to_url_str(gebruiker),
            "key": default_token_generator.make_token(gebruiker),
        }
        soort, pad = "uitnodiging", reverse("account_reset_password_from_key", kwargs=sleutel)
    get_adapter().send_mail(f"account/email/{soort}", gebruiker.email, context | {"url": site + pad})
