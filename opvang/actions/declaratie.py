from collections.abc import Mapping, Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from lib.geld import met_punt
from lib.periode import Tijdvak
from lib.weergave import opsommen
from opvang.actions.plaatsing import houder_of
from opvang.botsing import Botsing, Gezien, merge
from opvang.handelingen import Handeling
from opvang.invullen import CELLEN, fill, typed
from opvang.models import (
    Declaratiebewerking,
    Declaratieregel,
    Plaatsing,
    PlaatsingQuerySet,
    Urendeclaratie,
)
from opvang.regelkolommen import asked_columns
from opvang.ritme import opens_on, right_tijdvakken, tijdvakken_of
from opvang.tekort import check_volledig
from opvang.volgen import add_regels, follow_afspraken
from organisaties.audit import record
from organisaties.bijwerken import update_rows
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked

Status = Urendeclaratie.Status


@transaction.atomic
def start_declaratie(*, tijdvak: Tijdvak, door: Gebruiker, op: datetime) -> Urendeclaratie:
    """A draft with one line per placement in the tijdvak, and proposed hours to begin with."""
    houder = houder_of(door)
    _check_tijdvak(tijdvak, door)
    opent = opens_on(tijdvak)
    if timezone.localdate(op) < opent:
        raise ValidationError(
            f"{tijdvak.met_lidwoord.capitalize()} kunt u declareren vanaf {opent:%d-%m-%Y}.", code="te-vroeg"
        )
    declaratie = Urendeclaratie(
        gemeente=door.gemeente,
        houder=houder,
        **tijdvak.velden,
        **asked_columns(door.gemeente, tijdvak),
        opgesteld_op=op,
        opgesteld_door=door,
    )
    plaatsingen = list(plaatsingen_of(declaratie))
    if not plaatsingen:
        raise ValidationError(
            f"U hebt in {tijdvak.met_lidwoord} geen kinderen geplaatst. Leg eerst de plaatsingen vast."
        )
    save_checked(declaratie)
    add_regels(declaratie, plaatsingen)
    record_declaratie(Handeling.DECLARATIE_START, declaratie, door)
    return declaratie


def _check_tijdvak(tijdvak: Tijdvak, door: Gebruiker) -> None:
    """Refuse one that was declared already, and one by another rhythm than the municipality's."""
    bestaand = tijdvakken_of(door)
    if tijdvak in bestaand:
        raise ValidationError(
            f"Over {tijdvak.met_lidwoord} is al een declaratie. Is die niet goed? Maak dan daar een correctie.",
            code="bestaat",
        )
    goed = right_tijdvakken(door.gemeente.pk, tijdvak, bestaand)
    if tijdvak not in goed:
        raise ValidationError(
            f"U kunt {tijdvak.met_lidwoord} niet in een keer declareren. Kies {opsommen(map(str, goed), 'of')}:"
            " zo vraagt de gemeente het, of zo bent u begonnen.",
            code="ritme",
        )


@transaction.atomic
def refresh_declaratie(*, declaratie: Urendeclaratie, door: Gebruiker) -> tuple[int, int]:
    """Follow the placements as they are now: (lines added, lines that no longer belong here)."""
    declaratie = lock_declaratie(declaratie, Status.DRAFT, "bijgewerkt")
    eerst = set(declaratie.regels.values_list("plaatsing", flat=True))
    follow_afspraken(declaratie)
    nu = {plaatsing.pk: plaatsing for plaatsing in plaatsingen_of(declaratie)}
    declaratie.regels.exclude(plaatsing__in=nu).delete()
    bekend = set(declaratie.regels.values_list("plaatsing", flat=True))
    add_regels(declaratie, [plaatsing for pk, plaatsing in nu.items() if pk not in bekend])
    erbij, eraf = len(nu.keys() - eerst), len(eerst - nu.keys())
    if erbij or eraf:
        _add_bewerker(declaratie, door)
    record_declaratie(Handeling.DECLARATIE_REFRESH, declaratie, door, erbij=erbij, eraf=eraf)
    return erbij, eraf


@transaction.atomic
def save_uren(
    *,
    declaratie: Urendeclaratie,
    uren: Mapping[int, int],
    dagen: Mapping[int, int] | None = None,
    afwezig: Mapping[int, int] | None = None,
    maanden: Mapping[int, Sequence[int]] | None = None,
    gezien: Gezien | None = None,
    door: Gebruiker,
) -> int:
    """Put hours (hundredths), days of care, absence and hours by month on lines of a draft, by the id of the line.

    Gives the number of lines that changed; a line that is not named keeps what it has. `gezien`: what the screen
    showed; a Botsing, and nothing saved, when a cell that was typed over is another by now.
    """
    declaratie = lock_concept(declaratie)
    regels = {regel.pk: regel for regel in declaratie.regels.all()}
    dagen, afwezig, maanden = dagen or {}, afwezig or {}, maanden or {}
    genoemd = uren.keys() | dagen.keys() | afwezig.keys() | maanden.keys()
    if vreemd := genoemd - regels.keys():
        raise ValidationError(
            f"Regel {min(vreemd)} hoort niet bij deze declaratie. Open de declaratie opnieuw."
        )
    verschillen, gewijzigd = [], []
    for pk in genoemd:
        wil = uren.get(pk), dagen.get(pk), afwezig.get(pk), maanden.get(pk)
        getypt = typed(declaratie, regels[pk], *wil)
        staat, anders = merge(regels[pk], getypt, (gezien or {}).get(pk))
        verschillen += anders
        if fill(regels[pk], staat, declaratie.tijdvak):
            gewijzigd.append(regels[pk])
    if verschillen:
        raise Botsing(verschillen)
    if gewijzigd:
        update_rows(gewijzigd, CELLEN)
        _add_bewerker(declaratie, door)
        record_declaratie(Handeling.DECLARATIE_SAVE, declaratie, door, gewijzigd=len(gewijzigd))
    return len(gewijzigd)


@transaction.atomic
def submit_declaratie(*, declaratie: Urendeclaratie, door: Gebruiker, op: datetime) -> Urendeclaratie:
    """Hand the draft to the municipality. From here on the lines are frozen; a correction takes the old one's place."""
    declaratie = lock_declaratie(declaratie, Status.DRAFT, "ingediend")
    if declaratie.corrigeert_id is None and not declaratie.regels.filter(uren_honderdsten__gt=0).exists():
        raise ValidationError("U declareert 0 uren. Vul eerst de uren in.")
    check_volledig(declaratie)
    if declaratie.corrigeert_id is not None:
        _replace(declaratie.corrigeert_id)
    declaratie.inlezingen.open().delete()
    declaratie.status, declaratie.ingediend_op, declaratie.ingediend_door = Status.SUBMITTED, op, door
    save_checked(declaratie)
    record_declaratie(Handeling.DECLARATIE_SUBMIT, declaratie, door)
    return declaratie


@transaction.atomic
def correct_declaratie(*, declaratie: Urendeclaratie, door: Gebruiker, op: datetime) -> Urendeclaratie:
    """A new draft with the lines of the old declaration, to be put right and submitted in its place."""
    oud = Urendeclaratie.objects.select_for_update().get(pk=declaratie.pk)
    if not oud.is_te_corrigeren:
        raise ValidationError(_sentence(oud, "gecorrigeerd"))
    if Urendeclaratie.objects.filter(corrigeert=oud).exists():
        raise ValidationError("Voor deze declaratie is al een correctie gemaakt.", code="bestaat")
    correctie = Urendeclaratie(
        gemeente=oud.gemeente,
        houder=oud.houder,
        **oud.tijdvak.velden,
        volgnummer=oud.volgnummer + 1,
        corrigeert=oud,
        met_maanden=oud.met_maanden,
        met_afwezig=oud.met_afwezig,
        opgesteld_op=op,
        opgesteld_door=door,
    )
    save_checked(correctie)
    # Without the hours of a placement that was a mistake.
    geldig = oud.regels.filter(plaatsing__vervallen_op=None)
    Declaratieregel.objects.bulk_create(regel.copy_to(correctie) for regel in geldig)
    follow_afspraken(correctie)
    record_declaratie(Handeling.DECLARATIE_CORRECT, correctie, door, corrigeert=oud.pk)
    return correctie


@transaction.atomic
def discard_declaratie(*, declaratie: Urendeclaratie, door: Gebruiker) -> None:
    """Throw away a draft; what was submitted stays for ever."""
    declaratie = lock_declaratie(declaratie, Status.DRAFT, "verwijderd")
    record_declaratie(Handeling.DECLARATIE_DISCARD, declaratie, door)
    declaratie.regels.all().delete()
    declaratie.delete()


def _replace(pk: int) -> None:
    """Submitting and judging lock the same row, so that a correction never replaces what it has not seen."""
    oud = Urendeclaratie.objects.select_for_update().get(pk=pk)
    if not oud.is_te_corrigeren:
        raise ValidationError(_sentence(oud, "gecorrigeerd"))
    oud.status = Status.REPLACED
    save_checked(oud)


def lock_concept(declaratie: Urendeclaratie) -> Urendeclaratie:
    """The draft as it is now, held until the end of the transaction, for who changes its hours."""
    return lock_declaratie(declaratie, Status.DRAFT, "gewijzigd")


def lock_declaratie(declaratie: Urendeclaratie, verwacht: Status, handeling: str) -> Urendeclaratie:
    """The row as it is now, held until the end of the transaction; refused when another was here first."""
    actueel = Urendeclaratie.objects.select_for_update().filter(pk=declaratie.pk).first()
    if actueel is None:
        raise ValidationError("Deze declaratie is intussen verwijderd.")
    if actueel.status != verwacht:
        raise ValidationError(_sentence(actueel, handeling), code="status")
    return actueel


def _sentence(declaratie: Urendeclaratie, handeling: str) -> str:
    return f"De declaratie heeft de status ‘{declaratie.get_status_display()}’ en kan daarom niet worden {handeling}."


def plaatsingen_of(declaratie: Urendeclaratie) -> PlaatsingQuerySet:
    """The provider's placements that count in the tijdvak, as they are now."""
    return Plaatsing.objects.filter(
        locatie__gemeente=declaratie.gemeente, locatie__houder=declaratie.houder
    ).overlapping(declaratie.periode)


def _add_bewerker(declaratie: Urendeclaratie, door: Gebruiker) -> None:
    """Whoever changed hours may not approve their subsidy. Saving what was there already changes nothing."""
    Declaratiebewerking.objects.get_or_create(declaratie=declaratie, gebruiker=door)


def record_declaratie(
    handeling: Handeling, declaratie: Urendeclaratie, door: Gebruiker, **details: object
) -> None:
    honderdsten = sum(declaratie.regels.values_list("uren_honderdsten", flat=True))
    record(
        handeling=handeling,
        door=door,
        object=declaratie,
        tijdvak=str(declaratie.tijdvak),
        regels=declaratie.regels.count(),
        uren=met_punt(honderdsten),
        **details,
    )
