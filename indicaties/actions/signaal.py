"""Signals about a child: given by who sees it, discussed at the consultatiebureau, answered by a decision."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from indicaties.actions.traject import open_traject
from indicaties.handelingen import Handeling
from indicaties.models import Kind, Signaal, Traject
from lib.weergave import datum
from organisaties.audit import record
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked
from organisaties.rechten import Recht


def aanleidingen_voor(gebruiker: Gebruiker) -> tuple[Traject.Aanleiding, ...]:
    """Whose signal this user can write down: its own, and for the parents who does not work for a provider."""
    if gebruiker.is_houder:
        return (Traject.Aanleiding.HOUDER,)
    if gebruiker.has_recht(Recht.INDICATIE_GRANT):
        return (Traject.Aanleiding.JGZ, Traject.Aanleiding.PARENTS)
    return (Traject.Aanleiding.PARENTS,)


def knows_kind(kind: Kind, gebruiker: Gebruiker) -> bool:
    """A provider speaks up only about a child that it enrolled or that it has or had on a place."""
    if not gebruiker.is_houder:
        return True
    houder = gebruiker.organisatie
    geplaatst = Q(plaatsingen__locatie__houder=houder, plaatsingen__vervallen_op=None)
    return Kind.objects.filter(Q(ingeschreven_door=houder) | geplaatst, pk=kind.pk).exists()


def check_knows(kind: Kind, door: Gebruiker) -> None:
    if not knows_kind(kind, door):
        raise ValidationError(
            "U kunt dit alleen doen voor een kind dat u zelf inschreef of dat bij u een plaats heeft of had."
        )


@transaction.atomic
def give_signaal(*, kind: Kind, aanleiding: str, toelichting: str = "", door: Gebruiker, op: date) -> Signaal:
    """A child may belong to the doelgroep: its case opens, or goes on when it is open already."""
    check_knows(kind, door)
    if aanleiding not in aanleidingen_voor(door):
        raise ValidationError("Met uw rol kunt u dit signaal niet vastleggen.")
    lopend = kind.signalen.unanswered().filter(aanleiding=aanleiding, organisatie=door.organisatie).first()
    if lopend is not None:
        raise ValidationError(
            f"Op {datum(lopend.gegeven_op)} is dit signaal al gegeven. Het consultatiebureau heeft het nog in behandeling."
        )
    traject = open_traject(kind=kind, aanleiding=aanleiding, toelichting=toelichting, door=door, op=op)
    signaal = Signaal(
        kind=kind,
        traject=traject,
        aanleiding=aanleiding,
        organisatie=door.organisatie,
        toelichting=toelichting,
        gegeven_op=op,
        gegeven_door=door,
    )
    save_checked(signaal)
    record(
        handeling=Handeling.SIGNAAL_GIVE,
        door=door,
        object=signaal,
        kind=kind.pseudoniem,
        aanleiding=aanleiding,
    )
    return signaal


def answer_signalen(kind: Kind, uitkomst: str, *, door: Gebruiker, op: date) -> None:
    """What came of it, for who gave a signal."""
    kind.signalen.unanswered().update(uitkomst=uitkomst, uitkomst_op=op, uitkomst_door=door)
