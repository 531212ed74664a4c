"""A sheet is saved and sent by the provider, and agreed or sent back by the municipality; inspections are written down."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from brieven.actions import place_bericht
from brieven.models import Ontvangers
from opvang.kwaliteit.doelgroep import count_doelgroepkinderen
from opvang.kwaliteit.handelingen import Handeling
from opvang.kwaliteit.locaties import had_ve_in, peildag, ve_groepen
from opvang.models import Ggdinspectie, Kwaliteitsblad, Kwaliteitsgroep, Locatieprogramma
from organisaties.audit import record
from organisaties.models import Gebruiker, Locatie
from organisaties.opslaan import save_checked
from organisaties.rechten import HOUDER_ROLLEN

Status = Kwaliteitsblad.Status
BERICHT_TERUG = "kwaliteitsblad-terug"
# Of what stood on the sheet before, a next one begins with these.
VELDEN = (
    "dagen_per_week",
    "uren_per_week_honderdsten",
    "weken_per_jaar",
    "opleidingsplan",
    "opleidingsplan_evaluatie",
    "beleidsplan",
    "beleidsplan_evaluatie",
    "pbm_uren_honderdsten",
    "toelichting",
)
TELLINGEN = ("beroepskrachten", "tegelijk", "met_taal", "met_scholing")


@dataclass(frozen=True)
class Groepstelling:
    """The staff of one VE group as counts; None where it was not filled in yet."""

    naam: str
    plaatsen: int
    beroepskrachten: int | None = None
    tegelijk: int | None = None
    met_taal: int | None = None
    met_scholing: int | None = None


@transaction.atomic
def save_blad(
    *,
    locatie: Locatie,
    jaar: int,
    velden: Mapping[str, Any],
    groepen: Sequence[Groepstelling],
    door: Gebruiker,
    op: datetime,
) -> Kwaliteitsblad:
    """The draft of a location and year as it is now; one is begun where there is none. `velden`: those of VELDEN."""
    _lock_own(locatie, jaar, door, op)
    eerdere = Kwaliteitsblad.objects.filter(locatie=locatie, jaar=jaar).order_by("-volgnummer")
    blad = eerdere.filter(status=Status.DRAFT).first()
    if blad is None:
        laatste = eerdere.first()
        volgnummer = laatste.volgnummer + 1 if laatste else 1
        blad = Kwaliteitsblad(gemeente=locatie.gemeente, locatie=locatie, jaar=jaar, volgnummer=volgnummer)
    for naam in VELDEN:
        setattr(blad, naam, velden[naam])
    blad.opgesteld_op, blad.opgesteld_door = op, door
    save_checked(blad)
    blad.groepen.all().delete()
    for groep in groepen:
        tellingen = {naam: getattr(groep, naam) for naam in TELLINGEN}
        save_checked(Kwaliteitsgroep(blad=blad, naam=groep.naam, plaatsen=groep.plaatsen, **tellingen))
    _record(Handeling.KWALITEITSBLAD_SAVE, blad, door)
    return blad


@transaction.atomic
def submit_blad(*, blad: Kwaliteitsblad, door: Gebruiker, op: datetime) -> Kwaliteitsblad:
    """The provider sends the draft: programme and children of 1 January are kept with it, the one before is replaced."""
    _lock_own(blad.locatie, blad.jaar, door, op)
    blad = _lock(blad, Status.DRAFT, "ingediend")
    _refuse_incomplete(blad)
    for vorige in Kwaliteitsblad.objects.in_force().filter(locatie=blad.locatie, jaar=blad.jaar):
        vorige.status = Status.REPLACED
        save_checked(vorige)
        _record(Handeling.KWALITEITSBLAD_REPLACE, vorige, door)
    blad.programma = find_programma(blad.locatie, peildag(blad.jaar, timezone.localdate(op)))
    blad.doelgroepkinderen = count_doelgroepkinderen([blad.locatie], blad.jaar).get(blad.locatie_id, 0)
    blad.status, blad.ingediend_op, blad.ingediend_door = Status.SUBMITTED, op, door
    save_checked(blad)
    _record(Handeling.KWALITEITSBLAD_SUBMIT, blad, door, doelgroepkinderen=blad.doelgroepkinderen)
    return blad


@transaction.atomic
def agree_blad(*, blad: Kwaliteitsblad, door: Gebruiker, op: datetime) -> Kwaliteitsblad:
    """The municipality has no questions."""
    return _judge(_lock(blad, Status.SUBMITTED, "akkoord"), Status.AGREED, door, op)


@transaction.atomic
def return_blad(*, blad: Kwaliteitsblad, reden: str, door: Gebruiker, op: datetime) -> Kwaliteitsblad:
    """The municipality has a question; the provider answers with a next sheet."""
    blad = _lock(blad, Status.SUBMITTED, "teruggestuurd")
    if not reden.strip():
        raise ValidationError("Geef een reden. De aanbieder leest wat er anders moet.")
    blad.reden_terugsturen = reden.strip()
    blad = _judge(blad, Status.RETURNED, door, op)
    place_bericht(
        soort=BERICHT_TERUG,
        gemeente=blad.gemeente,
        aan=Ontvangers(HOUDER_ROLLEN, blad.locatie.houder),
        url=reverse("opvang:kwaliteit_detail", args=[blad.jaar, blad.locatie_id]),
        object=blad,
        door=door,
        op=op,
    )
    return blad


@transaction.atomic
def record_inspectie(
    *,
    locatie: Locatie,
    datum: date,
    uitkomst: str,
    door: Gebruiker,
    op: datetime,
    bevindingen: str = "",
    opvolging: str = "",
    opvolging_uiterlijk: date | None = None,
    opgevolgd: date | None = None,
    vervallen: bool = False,
    vervangt: Ggdinspectie | None = None,
) -> Ggdinspectie:
    """What the GGD found at a location, in the place of `vervangt` where that is given."""
    if datum > timezone.localdate(op):
        raise ValidationError(
            f"{datum:%d-%m-%Y} ligt in de toekomst. Leg een inspectie vast als zij er is geweest."
        )
    inspectie = Ggdinspectie(
        gemeente=locatie.gemeente,
        locatie=locatie,
        datum=datum,
        uitkomst=uitkomst,
        bevindingen=bevindingen,
        opvolging=opvolging,
        opvolging_uiterlijk=opvolging_uiterlijk,
        opgevolgd=opgevolgd,
        vervangt=vervangt,
        vervallen=vervallen,
        vastgelegd_op=op,
        vastgelegd_door=door,
    )
    save_checked(inspectie)
    record(
        handeling=Handeling.GGDINSPECTIE_RECORD,
        door=door,
        object=inspectie,
        locatie=locatie.lrk_nummer,
        datum=datum,
        uitkomst=uitkomst,
        vervangt=vervangt.pk if vervangt else None,
        vervallen=vervallen,
    )
    return inspectie


def find_programma(locatie: Locatie, dag: date) -> str:
    """The code of the programme that the location followed on the day; empty when none was written down."""
    rijen = Locatieprogramma.objects.filter(locatie=locatie, van__lte=dag).order_by("-van")
    rij = rijen.exclude(tot_en_met__lt=dag).first()
    return rij.programma if rij else ""


def begin_groepen(blad: Kwaliteitsblad | None, locatie: Locatie, jaar: int, dag: date) -> list[Groepstelling]:
    """The VE groups of today, with what an earlier sheet said of a group of that name."""
    eerder = {groep.naam: groep for groep in blad.groepen.all()} if blad else {}
    return [
        Groepstelling(
            groep.naam,
            groep.plaatsen,
            **{naam: getattr(eerder.get(groep.naam), naam, None) for naam in TELLINGEN},
        )
        for groep in ve_groepen(locatie, jaar, dag)
    ]


def _lock_own(locatie: Locatie, jaar: int, door: Gebruiker, op: datetime) -> None:
    eigen = Locatie.objects.for_gebruiker(door).select_for_update(no_key=True, of=("self",))
    if not door.is_houder or eigen.filter(pk=locatie.pk).first() is None:
        raise PermissionDenied("Alleen de houder van een locatie vult haar kwaliteitsblad in.")
    if jaar > timezone.localdate(op).year:
        raise ValidationError(f"{jaar} is nog niet begonnen. Vul het blad in vanaf 1 januari {jaar}.")
    if not had_ve_in(locatie, jaar):
        raise ValidationError(
            f"{locatie} had in {jaar} geen VE-registratie in deze gemeente. Over dat jaar is er geen kwaliteitsblad."
        )


def _lock(blad: Kwaliteitsblad, uit: Status, wordt: str) -> Kwaliteitsblad:
    actueel = (
        Kwaliteitsblad.objects.select_for_update(of=("self",))
        .select_related("gemeente", "locatie__houder", "locatie__gemeente")
        .get(pk=blad.pk)
    )
    if actueel.status != uit:
        raise ValidationError(
            f"Dit blad kan niet {wordt} worden: het is ‘{actueel.get_status_display()}’. Open de locatie opnieuw."
        )
    return actueel


def _refuse_incomplete(blad: Kwaliteitsblad) -> None:
    groepen = list(blad.groepen.all())
    if not groepen:
        raise ValidationError(
            f"Van {blad.locatie} is geen VE-groep bekend. Leg bij de locatie eerst haar groepen vast."
        )
    half = [groep.naam for groep in groepen if any(getattr(groep, naam) is None for naam in TELLINGEN)]
    if half:
        raise ValidationError(
            f"Vul van elke groep alle aantallen in. Nu ontbreekt iets bij: {', '.join(half)}."
        )


def _judge(blad: Kwaliteitsblad, status: Status, door: Gebruiker, op: datetime) -> Kwaliteitsblad:
    if blad.gemeente_id != door.gemeente.pk:
        raise ValidationError("Dit blad is van een andere gemeente.")
    blad.status, blad.beoordeeld_op, blad.beoordeeld_door = status, op, door
    save_checked(blad)
    akkoord = status == Status.AGREED
    _record(Handeling.KWALITEITSBLAD_AGREE if akkoord else Handeling.KWALITEITSBLAD_RETURN, blad, door)
    return blad


def _record(handeling: Handeling, blad: Kwaliteitsblad, door: Gebruiker, **details: object) -> None:
    record(
        handeling=handeling,
        door=door,
        object=blad,
        jaar=blad.jaar,
        locatie=blad.locatie.lrk_nummer,
        volgnummer=blad.volgnummer,
        **details,
    )
