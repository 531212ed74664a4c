"""Where money comes from: the three sources that policies know, and those that a municipality adds as accounts."""

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from organisaties.audit import record
from organisaties.models import Gebruiker, Gemeente
from organisaties.opslaan import save_checked
from subsidies.grootboek.handelingen import Handeling
from subsidies.models import Geldbron, Grootboekrekening
from subsidies.models.grootboek import bronnaam

Rol = Grootboekrekening.Rol


def bronnen_van(gemeente: Gemeente) -> list[tuple[str, str]]:
    """Each source with its name, those of the municipality itself last."""
    eigen = (
        Grootboekrekening.objects.filter(gemeente=gemeente, rol=Rol.COSTS)
        .exclude(bron__in=Geldbron.values)
        .order_by("bron")
        .values_list("bron", flat=True)
    )
    return [*Geldbron.choices, *((bron, bron) for bron in eigen)]


def check_bron(gemeente: Gemeente, bron: str) -> None:
    if bron not in dict(bronnen_van(gemeente)):
        raise ValidationError(
            f"Geldbron “{bron}” is er niet. Kies een geldbron uit de lijst, of voeg haar eerst toe bij het journaal.",
            code="bron",
        )


@transaction.atomic
def add_bron(*, naam: str, code_lasten: str, code_baten: str, toelichting: str, door: Gebruiker) -> str:
    """A source of its own, by the name under which it is booked from now on; its name does not change any more.

    ValidationError when it is there already, or when an account has one of the codes.
    """
    gemeente, naam = door.gemeente, naam.strip()
    bekend = {label.lower(): label for deel in bronnen_van(gemeente) for label in deel}
    if naam.lower() in bekend:
        raise ValidationError(f"Geldbron “{bekend[naam.lower()]}” is er al.", code="bestaat")
    _make_shipped(gemeente)
    for rol, code in ((Rol.COSTS, code_lasten), (Rol.INCOME, code_baten)):
        rekening = Grootboekrekening(
            gemeente=gemeente,
            rol=rol,
            bron=naam,
            code=code,
            naam=f"{rol.label} uit {bronnaam(naam)}",
            toelichting=toelichting,
        )
        save_checked(rekening)
        record(
            handeling=Handeling.REKENING_SET,
            door=door,
            object=rekening,
            rol=str(rol),
            bron=naam,
            was="",
            wordt=code,
        )
    return naam


def _make_shipped(gemeente: Gemeente) -> None:
    """The accounts that come with the first booking, so that none of their codes is taken before."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT vve_grootboekrekening(%s, %s, '')", [gemeente.pk, str(Rol.BANK)])
