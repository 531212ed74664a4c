"""What the installatiebeheerder does: connect municipalities and organisations, and invite who sets them up.

What is about one municipality stands in its record, so that its own auditor sees it.
"""

from collections.abc import Collection
from datetime import date, datetime

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from organisaties.aanmelden.adapters import ensure_email_address
from organisaties.aanmelden.post import mail_uitnodiging
from organisaties.actions import refuse_double
from organisaties.audit import record, record_in_gemeente
from organisaties.handelingen import Handeling
from organisaties.instemming import find_beheerders
from organisaties.models import Gebruiker, Gemeente, Gemeentegebruiker, Locatie, Organisatie, Toekenning
from organisaties.opslaan import save_checked
from organisaties.rechten import Rol
from organisaties.wachtrij import enqueue


@transaction.atomic
def connect_gemeente(*, code: str, naam: str, door: Gebruiker) -> Gemeente:
    gemeente = Gemeente(code=code, naam=naam)
    save_checked(gemeente)
    record_in_gemeente(gemeente, handeling=Handeling.GEMEENTE_CONNECT, door=door, object=gemeente, code=code)
    return gemeente


@transaction.atomic
def merge_gemeente(*, gemeente: Gemeente, nieuw: Gemeente, per: date, door: Gebruiker) -> None:
    """Record that the code ends on this day and which municipality goes on. It moves no file of a child."""
    oud = Gemeente.objects.select_for_update().get(pk=gemeente.pk)
    if oud.opgegaan_in is not None:
        raise ValidationError(f"{oud} gaat al op in {oud.opgegaan_in}. Neem dat eerst terug.")
    if nieuw.opgegaan_in is not None:
        raise ValidationError(
            f"{nieuw} gaat zelf op in {nieuw.opgegaan_in}. Kies de gemeente die blijft bestaan."
        )
    oud.opgegaan_in, oud.opgeheven_per = nieuw, per
    save_checked(oud)
    for keten in (oud, nieuw):
        record_in_gemeente(
            keten, handeling=Handeling.GEMEENTE_MERGE, door=door, object=oud, nieuwe_code=nieuw.code, per=per
        )


@transaction.atomic
def unmerge_gemeente(*, gemeente: Gemeente, door: Gebruiker) -> None:
    """It was a mistake, or the merger is off."""
    oud = Gemeente.objects.select_for_update().get(pk=gemeente.pk)
    nieuw = oud.opgegaan_in
    if nieuw is None:
        raise ValidationError(f"Van {oud} is geen samenvoeging vastgelegd.")
    oud.opgegaan_in = oud.opgeheven_per = None
    save_checked(oud)
    for keten in (oud, nieuw):
        record_in_gemeente(
            keten, handeling=Handeling.GEMEENTE_UNMERGE, door=door, object=oud, nieuwe_code=nieuw.code
        )


@transaction.atomic
def invite_beheerder(
    *, gemeente: Gemeente, email: str, naam: str, door: Gebruiker, op: datetime, site: str
) -> Toekenning:
    """Invite a functioneel beheerder. The first one starts at once; with the next ones a colleague there agrees."""
    dag = timezone.localdate(op)
    # Of two who are invited at once, one is the first.
    gemeente = Gemeente.objects.select_for_update().get(pk=gemeente.pk)
    if gemeente.is_opgeheven_on(dag):
        raise ValidationError(f"{gemeente} is opgegaan in {gemeente.opgegaan_in}. Nodig daar iemand uit.")
    gebruiker, persoon = _person(gemeente, email, naam, door)
    is_eerste = not find_beheerders(gemeente, dag).exists()
    toekenning = Toekenning(
        gebruiker=gebruiker,
        rol=Rol.FUNCTIONEEL_BEHEERDER,
        gemeente=gemeente,
        geldig_van=dag,
        gegeven_door=door,
        status=Toekenning.Status.IN_FORCE if is_eerste else Toekenning.Status.WAITING,
        besloten_op=op if is_eerste else None,
    )
    refuse_double(toekenning, persoon, dag)
    save_checked(toekenning)
    record_in_gemeente(
        gemeente,
        handeling=Handeling.TOEKENNING_GIVE,
        door=door,
        object=toekenning,
        gebruiker=persoon.pk,
        rol=toekenning.rol,
        wacht_op_instemming=toekenning.is_waiting,
    )
    _mail(gebruiker, gemeente, door, site)
    return toekenning


@transaction.atomic
def mail_beheerder(*, toekenning: Toekenning, door: Gebruiker, site: str) -> None:
    """The link has expired, or the mail got lost."""
    gemeente, persoon = toekenning.thuis, toekenning.persoon
    record_in_gemeente(gemeente, handeling=Handeling.GEBRUIKER_MAIL, door=door, object=persoon)
    _mail(toekenning.gebruiker, gemeente, door, site)


@transaction.atomic
def make_organisatie(
    *,
    naam: str,
    soort: str,
    kvk_nummer: str,
    vestigingscode: str,
    gemeenten: Collection[Gemeente],
    door: Gebruiker,
) -> Organisatie:
    organisatie = Organisatie(naam=naam, soort=soort, kvk_nummer=kvk_nummer, vestigingscode=vestigingscode)
    save_checked(organisatie)
    record(handeling=Handeling.ORGANISATIE_MAKE, door=door, object=organisatie, soort=soort)
    for gemeente in gemeenten:
        _link(organisatie, gemeente, door)
    return organisatie


@transaction.atomic
def change_organisatie(
    *,
    organisatie: Organisatie,
    naam: str,
    kvk_nummer: str,
    vestigingscode: str,
    gemeenten: Collection[Gemeente],
    door: Gebruiker,
    dag: date,
) -> bool:
    """False when nothing changed. ValidationError when a municipality still works with it."""
    nu = Organisatie.objects.select_for_update().get(pk=organisatie.pk)
    nieuw = {"naam": naam, "kvk_nummer": kvk_nummer, "vestigingscode": vestigingscode}
    velden = [veld for veld, waarde in nieuw.items() if getattr(nu, veld) != waarde]
    if velden:
        for veld, waarde in nieuw.items():
            setattr(nu, veld, waarde)
        save_checked(nu)
        record(handeling=Handeling.ORGANISATIE_CHANGE, door=door, object=nu, velden=velden)
    gekoppeld = set(nu.gemeenten.all())
    for gemeente in set(gemeenten) - gekoppeld:
        _link(nu, gemeente, door)
    for gemeente in gekoppeld - set(gemeenten):
        _unlink(nu, gemeente, door, dag)
    return bool(velden) or gekoppeld != set(gemeenten)


def _person(
    gemeente: Gemeente, email: str, naam: str, door: Gebruiker
) -> tuple[Gebruiker, Gemeentegebruiker]:
    """The account, and the person on the list of the municipality; each stays as it is when it is there."""
    gebruiker, nieuw_account = Gebruiker.objects.get_or_create(
        email=email.lower(), defaults={"naam": naam, "password": make_password(None)}
    )
    if nieuw_account:
        ensure_email_address(gebruiker)
    persoon, nieuw = Gemeentegebruiker.objects.get_or_create(
        gemeente=gemeente, gebruiker=gebruiker, defaults={"naam": naam}
    )
    if nieuw:
        record_in_gemeente(gemeente, handeling=Handeling.GEBRUIKER_INVITE, door=door, object=persoon)
    return gebruiker, persoon


def _mail(gebruiker: Gebruiker, gemeente: Gemeente, door: Gebruiker, site: str) -> None:
    enqueue(mail_uitnodiging, gebruiker.pk, door.pk, gemeente.pk, site, door=door, gemeente=gemeente)


def _link(organisatie: Organisatie, gemeente: Gemeente, door: Gebruiker) -> None:
    organisatie.gemeenten.add(gemeente)
    record_in_gemeente(gemeente, handeling=Handeling.ORGANISATIE_LINK, door=door, object=organisatie)


def _unlink(organisatie: Organisatie, gemeente: Gemeente, door: Gebruiker, dag: date) -> None:
    """Not as long as it has locations or people there: their work would lose its organisation."""
    locaties = Locatie.objects.filter(houder=organisatie, gemeente=gemeente).count()
    rollen = Toekenning.objects.not_over(dag).filter(organisatie=organisatie, gemeente=gemeente).count()
    if locaties or rollen:
        raise ValidationError(
            f"{organisatie} heeft in {gemeente} nog {locaties} locatie(s) en {rollen} rol(len). De functioneel beheerder "
            "van die gemeente beëindigt eerst de rollen; met locaties blijft de koppeling bestaan."
        )
    organisatie.gemeenten.remove(gemeente)
    record_in_gemeente(gemeente, handeling=Handeling.ORGANISATIE_UNLINK, door=door, object=organisatie)
