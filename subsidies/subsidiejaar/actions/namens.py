"""The municipality applies for who doesn't do so here: parents, or an organisation that gets the money for providers."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from indicaties.models import Kind
from lib.weergave import datum
from organisaties.models import Gebruiker, Organisatie
from organisaties.opslaan import save_checked
from rekenregels.regeling.geldstroom import Begunstigde
from subsidies.models import Aanvraag, Gezienbewijs, Subsidieregeling
from subsidies.regelingen.document import as_regeling
from subsidies.subsidiejaar.actions.aanvraag import begin_aanvraag
from subsidies.subsidiejaar.actions.dossier import lock_own_aanvraag, open_dossier, record_dossier
from subsidies.subsidiejaar.beleid import Beleid, beleid_van
from subsidies.subsidiejaar.handelingen import Handeling
from subsidies.subsidiejaar.verwachting import propose_kind


@transaction.atomic
def start_voor_ouders(
    *, regeling: Subsidieregeling, jaar: int, kind: Kind, door: Gebruiker, op: datetime
) -> Aanvraag:
    """Begin an application of the parents of a child, with its places of the year filled in. The open one, if any."""
    _check(regeling, jaar, Begunstigde.OUDER)
    if not Kind.objects.for_gebruiker(door).filter(pk=kind.pk).exists():
        raise ValidationError("Dit kind is niet bekend in uw gemeente.", code="kind")
    dossier = open_dossier(regeling=regeling, jaar=jaar, kind=kind, door=door, op=op)
    return begin_aanvraag(dossier, lambda beleid: propose_kind(beleid, kind), door, op)


@transaction.atomic
def start_voor_organisatie(
    *, regeling: Subsidieregeling, jaar: int, organisatie: Organisatie, door: Gebruiker, op: datetime
) -> Aanvraag:
    """Begin an application of an organisation that gets the money for several providers. The open one, if any."""
    _check(regeling, jaar, Begunstigde.INTERMEDIAIR)
    if not Organisatie.objects.intermediairs().in_gemeente(door.gemeente).filter(pk=organisatie.pk).exists():
        raise ValidationError("Deze organisatie werkt niet voor uw gemeente.", code="organisatie")
    dossier = open_dossier(regeling=regeling, jaar=jaar, intermediair=organisatie, door=door, op=op)
    return begin_aanvraag(dossier, lambda _: [], door, op)


def _check(regeling: Subsidieregeling, jaar: int, wie: Begunstigde) -> None:
    beleid = Beleid(as_regeling(regeling), jaar)
    if beleid.begunstigde is not wie:
        raise ValidationError(
            f"Deze regeling is voor een {beleid.begunstigde}. Een {wie} kan haar niet aanvragen.",
            code="begunstigde",
        )


@transaction.atomic
def see_bewijs(
    *, aanvraag: Aanvraag, bewijs: str, gezien_op: date, door: Gebruiker, op: datetime
) -> Gezienbewijs:
    """Write down that parents showed this proof. It is not kept: only what it was, when, and who saw it."""
    aanvraag = lock_own_aanvraag(aanvraag, door)
    if aanvraag.dossier.kind is None:
        raise ValidationError("Alleen bij een aanvraag van ouders legt de gemeente vast wat zij zag.")
    if not aanvraag.is_te_wijzigen:
        raise ValidationError("Deze aanvraag is al ingediend en verandert niet meer.", code="status")
    if bewijs not in beleid_van(aanvraag.dossier).bewijzen:
        raise ValidationError(f"‘{bewijs}’ is volgens de regeling geen bewijs.", code="bewijs")
    if gezien_op > timezone.localdate(op):
        raise ValidationError(f"{datum(gezien_op)} moet nog komen. Vul een eerdere dag in.", code="dag")
    gezien = Gezienbewijs(aanvraag=aanvraag, bewijs=bewijs, gezien_op=gezien_op, gezien_door=door)
    save_checked(gezien)
    record_dossier(Handeling.BEWIJS_SEE, gezien, aanvraag.dossier, door, bewijs=bewijs, gezien_op=gezien_op)
    return gezien
