"""The life of a policy: concept, ter vaststelling, vastgesteld by a second person, vervangen."""

import json
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Q

from lib.periode import Periode
from organisaties.audit import record
from organisaties.models import Gebruiker, Gemeente
from organisaties.opslaan import save_checked
from rekenregels import Regeling, RegelingFout, load_regeling, plaats
from subsidies.gebeurtenissen import announce_regeling
from subsidies.models import Regelingbewerking, Subsidieregeling
from subsidies.regelingen.document import as_regeling, failing_voorbeelden
from subsidies.regelingen.handelingen import Handeling
from subsidies.vierogen import why_not_adopt

Status = Subsidieregeling.Status


def parse_regeling(tekst: str, gemeente: Gemeente) -> Regeling:
    """The typed policy, or ValidationError with one sentence per mistake."""
    try:
        regeling = load_regeling(tekst)
    except RegelingFout as fout:
        raise ValidationError([str(melding) for melding in fout.meldingen], code="regeling") from fout
    if regeling.gemeente_code != gemeente.code:
        zin = (
            f"regeling.gemeente_code is {regeling.gemeente_code}, maar u werkt voor {gemeente} ({gemeente.code}). "
            "Verbeter de code, of importeer de regeling bij de andere gemeente."
        )
        raise ValidationError([str(melding) for melding in plaats(tekst, [zin])], code="gemeente")
    return regeling


@transaction.atomic
def import_regeling(
    *, tekst: str, door: Gebruiker, op: datetime, uit: Subsidieregeling | None = None
) -> Subsidieregeling:
    """Keep a policy as concept. A policy of the same name gets the next version.

    `uit` is the policy whose text this is. Whoever worked on a text that nobody adopted yet has also worked on
    its copy, whether copied by a button or as a file.
    """
    concept = Subsidieregeling(gemeente=door.gemeente, opgesteld_op=op, opgesteld_door=door)
    _fill(concept, tekst)
    concept.versie = _next_versie(concept)
    save_checked(concept)
    _take_bewerkers_along(concept, uit)
    _record(Handeling.REGELING_IMPORT, concept, door)
    return concept


@transaction.atomic
def update_concept(*, regeling: Subsidieregeling, tekst: str, door: Gebruiker) -> Subsidieregeling:
    """Put another text in the place of a concept; whoever wrote in it may not adopt it.

    The text that was there already changes nothing, and makes nobody a writer of it.
    """
    concept = _locked(regeling, Status.DRAFT, "gewijzigd")
    if _lines(tekst) == _lines(concept.tekst):
        return concept
    was = concept.naam
    _fill(concept, tekst)
    concept.versie = concept.versie if concept.naam == was else _next_versie(concept)
    save_checked(concept)
    _add_bewerker(concept, door, Regelingbewerking.Stap.WRITTEN)
    _record(Handeling.REGELING_UPDATE, concept, door)
    return concept


@transaction.atomic
def discard_concept(*, regeling: Subsidieregeling, door: Gebruiker) -> None:
    """Throw a concept away; what was once adopted stays for ever."""
    concept = _locked(regeling, Status.DRAFT, "weggegooid")
    _record(Handeling.REGELING_DISCARD, concept, door)
    concept.delete()


@transaction.atomic
def propose_regeling(*, regeling: Subsidieregeling, door: Gebruiker) -> Subsidieregeling:
    """Offer a concept to the budgethouder. From here on its text stands still."""
    concept = _locked(regeling, Status.DRAFT, "ter vaststelling aangeboden")
    parse_regeling(concept.tekst, concept.gemeente)  # a concept of an earlier release may lack keys
    concept.status, concept.reden_terug = Status.PROPOSED, ""
    save_checked(concept)
    _add_bewerker(concept, door, Regelingbewerking.Stap.PROPOSED)
    _record(Handeling.REGELING_PROPOSE, concept, door)
    return concept


@transaction.atomic
def withdraw_regeling(*, regeling: Subsidieregeling, door: Gebruiker) -> Subsidieregeling:
    """Take an offered policy back to concept, to improve it or because the budgethouder asks so."""
    voorstel = _locked(regeling, Status.PROPOSED, "teruggenomen")
    voorstel.status = Status.DRAFT
    save_checked(voorstel)
    _record(Handeling.REGELING_WITHDRAW, voorstel, door)
    return voorstel


@transaction.atomic
def return_regeling(*, regeling: Subsidieregeling, reden: str, door: Gebruiker) -> Subsidieregeling:
    """The budgethouder sends an offered policy back to concept; who wrote it reads why."""
    if not reden.strip():
        raise ValidationError("Geef een reden als u een regeling terugstuurt.", code="reden")
    voorstel = _locked(regeling, Status.PROPOSED, "teruggestuurd")
    voorstel.status, voorstel.reden_terug = Status.DRAFT, reden.strip()
    save_checked(voorstel)
    _record(Handeling.REGELING_RETURN, voorstel, door)
    return voorstel


@transaction.atomic
def adopt_regeling(*, regeling: Subsidieregeling, door: Gebruiker, op: datetime) -> Subsidieregeling:
    """A second person adopts. From here on the policy is frozen, and the one that it replaces counts no more."""
    voorstel = _locked(regeling, Status.PROPOSED, "vastgesteld")
    if bezwaar := why_not_adopt(voorstel, door):
        raise ValidationError(bezwaar, code="vier-ogen")
    vorige = replaced_by(voorstel)
    if vorige is not None:
        _refuse_gap(voorstel, vorige)
    parse_regeling(voorstel.tekst, voorstel.gemeente)
    _refuse_failing_voorbeelden(voorstel)
    if vorige is not None:
        vorige.status = Status.REPLACED
        vorige.save(update_fields=["status"])
        _record(Handeling.REGELING_REPLACE, vorige, door)
    voorstel.status, voorstel.vastgesteld_op, voorstel.vastgesteld_door = Status.ADOPTED, op, door
    voorstel.vervangt = vorige
    save_checked(voorstel)
    _record(Handeling.REGELING_ADOPT, voorstel, door)
    announce_regeling(voorstel.gemeente)
    return voorstel


def replaced_by(voorstel: Subsidieregeling) -> Subsidieregeling | None:
    """The adopted policy in whose place this one comes: the one that pays for the same children on the same days.

    A scheme for other children stands beside it.
    """
    periode = Periode(voorstel.geldig_van, voorstel.geldig_tot_en_met)
    vergoed = [categorie for categorie, _ in as_regeling(voorstel).vergoede_categorieen()]
    overlappend = [
        regeling
        for regeling in Subsidieregeling.objects.adopted()
        .filter(gemeente=voorstel.gemeente_id)
        .overlapping(periode)
        .exclude(pk=voorstel.pk)
        if any(as_regeling(regeling).vergoedt(categorie) for categorie in vergoed)
    ]
    if len(overlappend) > 1:
        namen = " en ".join(str(regeling) for regeling in overlappend)
        raise ValidationError(
            f"Deze regeling valt samen met {namen}. Een regeling kan maar één andere vervangen; kort haar periode in.",
            code="overlap",
        )
    return overlappend[0] if overlappend else None


def _refuse_gap(voorstel: Subsidieregeling, vorige: Subsidieregeling) -> None:
    """What the old policy covered, the new one must cover: no day may lose its policy unseen."""
    if voorstel.geldig_van > vorige.geldig_van or voorstel.geldig_tot_en_met < vorige.geldig_tot_en_met:
        raise ValidationError(
            f"De periode van deze regeling valt samen met die van {vorige}, maar dekt niet al haar dagen "
            f"({vorige.geldig_van:%d-%m-%Y} tot en met {vorige.geldig_tot_en_met:%d-%m-%Y}). Neem de hele periode "
            "over en geef een bedrag dat later verandert een datum met ‘vanaf’, of kies een periode die niet samenvalt.",
            code="gat",
        )


def _refuse_failing_voorbeelden(voorstel: Subsidieregeling) -> None:
    mislukt = failing_voorbeelden(voorstel)
    if mislukt:
        raise ValidationError(
            [f"Voorbeeld ‘{naam}’ klopt niet: {wat}" for naam, wat in mislukt]
            + ["Een regeling kan pas worden vastgesteld als al haar voorbeelden kloppen."],
            code="voorbeelden",
        )


def _fill(concept: Subsidieregeling, tekst: str) -> None:
    regeling = parse_regeling(tekst, concept.gemeente)
    concept.naam = regeling.naam
    concept.geldig_van, concept.geldig_tot_en_met = regeling.geldig_van, regeling.geldig_tot_en_met
    concept.tekst = tekst
    concept.document = json.loads(json.dumps(regeling.as_document()))
    concept.sha256 = regeling.sha256


def _lines(tekst: str) -> list[str]:
    """A browser sends other line ends than a file has, and may drop an empty line at either end."""
    return tekst.strip().splitlines()


def _add_bewerker(regeling: Subsidieregeling, gebruiker: Gebruiker, stap: Regelingbewerking.Stap) -> None:
    Regelingbewerking.objects.get_or_create(regeling=regeling, gebruiker=gebruiker, stap=stap)


def _take_bewerkers_along(concept: Subsidieregeling, uit: Subsidieregeling | None) -> None:
    zelfde = Q(gemeente=concept.gemeente, sha256=concept.sha256) | Q(pk=uit.pk if uit else None)
    for bron in Subsidieregeling.objects.filter(zelfde, vastgesteld_op=None).exclude(pk=concept.pk):
        if bron.opgesteld_door is not None:
            _add_bewerker(concept, bron.opgesteld_door, Regelingbewerking.Stap.WRITTEN)
        for bewerking in bron.bewerkingen.select_related("gebruiker"):
            _add_bewerker(concept, bewerking.gebruiker, Regelingbewerking.Stap(bewerking.stap))


def _next_versie(concept: Subsidieregeling) -> int:
    eerdere = Subsidieregeling.objects.filter(gemeente=concept.gemeente, naam=concept.naam)
    hoogste: int | None = eerdere.aggregate(hoogste=Max("versie"))["hoogste"]
    return (hoogste or 0) + 1


def _locked(regeling: Subsidieregeling, verwacht: Status, handeling: str) -> Subsidieregeling:
    actueel = Subsidieregeling.objects.select_for_update().filter(pk=regeling.pk).first()
    if actueel is None:
        raise ValidationError("Dit concept is intussen weggegooid.", code="weg")
    if actueel.status != verwacht:
        raise ValidationError(
            f"De regeling heeft de status ‘{actueel.get_status_display()}’ en kan daarom niet worden {handeling}.",
            code="status",
        )
    return actueel


def _record(handeling: Handeling, regeling: Subsidieregeling, door: Gebruiker) -> None:
    record(
        handeling=handeling,
        door=door,
        object=regeling,
        versie=regeling.versie,
        sha256=regeling.sha256,
        van=regeling.geldig_van,
        tot_en_met=regeling.geldig_tot_en_met,
    )
