"""Who may set up the installation: the first one by command, from an empty server, and again when access was lost."""

from datetime import date, timedelta

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from organisaties.aanmelden.adapters import ensure_email_address
from organisaties.audit import INSTALLATIE, record_system
from organisaties.handelingen import Handeling
from organisaties.models import Gebruiker, Toekenning, ToekenningQuerySet
from organisaties.opslaan import save_checked
from organisaties.rechten import Rol


def installatiebeheerders(dag: date) -> ToekenningQuerySet:
    rollen = Toekenning.objects.filter(rol=Rol.INSTALLATIEBEHEERDER).not_over(dag)
    return rollen.select_related("gebruiker")


@transaction.atomic
def start_installatie(*, email: str, naam: str, dag: date, proces: str) -> Gebruiker:
    """Make the first installatiebeheerder; ValidationError when there is one."""
    if (bestaand := installatiebeheerders(dag).first()) is not None:
        raise ValidationError(
            f"Er is al een installatiebeheerder: {bestaand.gebruiker.email}. Kan die niet meer inloggen, of komt er "
            "iemand bij? Gebruik dan: manage.py herstel_installatie --email ADRES."
        )
    gebruiker = _account(email, naam)
    _give(gebruiker, dag, Handeling.INSTALLATIE_START, proces)
    return gebruiker


@transaction.atomic
def restore_installatie(
    *, email: str, naam: str, vervangt: str, zonder_tweede_factor: bool, dag: date, proces: str
) -> Gebruiker:
    """Give (back) access: the old password counts no more, and without the second factor a new one is set up.

    `vervangt` is the address of who stops. ValidationError when the installation was never started.
    """
    if not Toekenning.objects.filter(rol=Rol.INSTALLATIEBEHEERDER).exists():
        raise ValidationError(
            "Deze installatie is nog niet gestart. Gebruik: manage.py start_installatie --email ADRES."
        )
    if vervangt:
        _end(vervangt, dag, proces)
    gebruiker = _account(email, naam)
    gebruiker.set_unusable_password()
    gebruiker.is_active = True
    gebruiker.save(update_fields=["password", "is_active"])
    if zonder_tweede_factor:
        for middel in Authenticator.objects.filter(user=gebruiker):
            middel.delete()
    _give(gebruiker, dag, Handeling.INSTALLATIE_RESTORE, proces)
    return gebruiker


def _account(email: str, naam: str) -> Gebruiker:
    adres = email.strip().lower()
    try:
        validate_email(adres)
    except ValidationError as fout:
        raise ValidationError(f"‘{email}’ is geen e-mailadres. Typ het als naam@voorbeeld.nl.") from fout
    gebruiker, nieuw = Gebruiker.objects.get_or_create(
        email=adres, defaults={"naam": naam or adres[:120], "password": make_password(None)}
    )
    if nieuw:
        ensure_email_address(gebruiker)
    return gebruiker


def _give(gebruiker: Gebruiker, dag: date, handeling: Handeling, proces: str) -> None:
    """The role, unless the person has it."""
    rol = installatiebeheerders(dag).filter(gebruiker=gebruiker).first()
    if rol is None:
        rol = Toekenning(gebruiker=gebruiker, rol=Rol.INSTALLATIEBEHEERDER, geldig_van=dag)
        save_checked(rol)
    record_system(handeling=handeling, proces=proces, gemeente_code=INSTALLATIE, object=rol, rol=rol.rol)


def _end(email: str, dag: date, proces: str) -> None:
    rol = installatiebeheerders(dag).filter(gebruiker__email=email.strip().lower()).first()
    if rol is None:
        raise ValidationError(
            f"{email} is geen installatiebeheerder. Controleer het adres achter --vervangt."
        )
    record_system(
        handeling=Handeling.TOEKENNING_END, proces=proces, gemeente_code=INSTALLATIE, object=rol, rol=rol.rol
    )
    if rol.geldig_van >= dag:
        rol.delete()
        return
    rol.geldig_tot_en_met = dag - timedelta(days=1)
    save_checked(rol)
