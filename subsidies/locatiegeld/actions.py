"""From counts to money: calculate, approve or reject what the locations of a provider get in a year.

Every action first locks the policies of a line, so that two calculations and an approval of the same money wait for
each other.
"""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from brieven.actions import place_bericht
from brieven.models import Ontvangers
from lib.geld import euro
from lib.periode import jaar_periode
from organisaties.audit import record
from organisaties.models import Gebruiker, Gemeente, Organisatie
from organisaties.opslaan import save_checked
from organisaties.rechten import HOUDER_ROLLEN, Rol
from subsidies.gebeurtenissen import announce_locatiegeld
from subsidies.locatiegeld.boeken import book_locatiegeld, unbook_locatiegeld
from subsidies.locatiegeld.handelingen import Handeling
from subsidies.locatiegeld.rekenen import Locatieresultaat, as_regel, pays_per_locatie, reken_houder
from subsidies.models import Locatieberekening, Locatieherziening, Subsidieregeling, policy_line
from subsidies.regelingen.document import as_regeling

Status = Locatieberekening.Status
BERICHT_GOEDKEUREN = "locatiegeld-goedkeuren"
BERICHT_GOEDGEKEURD = "locatiegeld-goedgekeurd"


def regelingen_per_locatie(gemeente: Gemeente, jaar: int) -> list[Subsidieregeling]:
    """The policies in force in a year that have an amount per location."""
    geldig = Subsidieregeling.objects.adopted().filter(gemeente=gemeente).overlapping(jaar_periode(jaar))
    return [r for r in geldig.order_by("geldig_van", "pk") if pays_per_locatie(as_regeling(r))]


def regelingen_of_jaar(gemeente: Gemeente, jaar: int) -> list[Subsidieregeling]:
    """Those, and the ones under which something is approved that their own amounts would no longer give."""
    geldend = regelingen_per_locatie(gemeente, jaar)
    gezien = {eerdere.pk for regeling in geldend for eerdere in policy_line(regeling)}
    goed = Locatieberekening.objects.in_force().in_jaar(jaar).filter(gemeente=gemeente)
    for berekening in goed.exclude(regeling__in=gezien).select_related("regeling").order_by("pk"):
        opvolger = current_policy(berekening.regeling)
        if opvolger.pk not in gezien:
            gezien |= {eerdere.pk for eerdere in policy_line(opvolger)}
            geldend.append(opvolger)
    return geldend


def current_policy(regeling: Subsidieregeling) -> Subsidieregeling:
    """The policy that came in its place in the end."""
    while (opvolger := Subsidieregeling.objects.filter(vervangt=regeling).first()) is not None:
        regeling = opvolger
    return regeling


@transaction.atomic
def calculate_jaar(
    *, gemeente: Gemeente, jaar: int, door: Gebruiker, op: datetime
) -> list[Locatieberekening]:
    """Compute every provider under every policy with amounts per location; what is new waits for approval."""
    if not (regelingen := regelingen_of_jaar(gemeente, jaar)):
        raise ValidationError(
            f"Geen regeling die in {jaar} geldt, heeft bedragen per locatie. Zulke bedragen staan in de regeling onder "
            "‘Bedragen die niet per uur gaan’.",
            code="geen-regeling",
        )
    houders = Organisatie.objects.filter(locaties__gemeente=gemeente).distinct().order_by("naam", "pk")
    gemaakt = [
        calculate_locatiegeld(regeling=regeling, houder=houder, jaar=jaar, door=door, op=op)
        for regeling in regelingen
        for houder in houders
    ]
    return [berekening for berekening in gemaakt if berekening is not None]


@transaction.atomic
def calculate_locatiegeld(
    *, regeling: Subsidieregeling, houder: Organisatie, jaar: int, door: Gebruiker, op: datetime
) -> Locatieberekening | None:
    """Compute one provider as it is today. Asking twice gives the one calculation that there is.

    None when there is nothing to pay and nothing was approved before. What was approved counts until a new one is.
    """
    if regeling.gemeente_id != door.gemeente.pk:
        raise ValidationError("Deze regeling is van een andere gemeente.")
    _lock_line(regeling)
    resultaat = reken_houder(regeling, houder.pk, jaar)
    lijn = Locatieberekening.objects.of_lijn(regeling.gemeente_id, houder.pk, regeling, jaar).order_by("pk")
    wacht, goed = lijn.waiting().last(), lijn.in_force().last()
    if wacht is not None and is_same(wacht, regeling, resultaat):
        return wacht
    if wacht is not None:
        _replace(wacht, door)
    if goed is not None and is_same(goed, regeling, resultaat):
        return goed
    if goed is None and not resultaat.totaal:
        return None
    berekening = _save(regeling, houder, jaar, resultaat, lijn.last(), door, op)
    _record(Handeling.LOCATIEGELD_CALCULATE, berekening, door)
    place_bericht(
        soort=BERICHT_GOEDKEUREN,
        gemeente=berekening.gemeente,
        aan=Ontvangers({Rol.BUDGETHOUDER}),
        url=f"{reverse('subsidies:locatiegeld_list')}?jaar={jaar}",
        object=berekening,
        door=door,
        op=op,
        tot_gelezen=True,
    )
    return berekening


@transaction.atomic
def approve_locatiegeld(*, berekening: Locatieberekening, door: Gebruiker, op: datetime) -> Locatieberekening:
    """The budgethouder agrees: the calculation counts, the one before it is reversed, the money is booked."""
    berekening = _lock_undecided(berekening)
    if bezwaar := why_not_decide(berekening, door):
        raise ValidationError(bezwaar, code="vier-ogen")
    datum = timezone.localdate(op)
    lijn = Locatieberekening.objects.of_lijn(
        berekening.gemeente_id, berekening.houder_id, berekening.regeling, berekening.jaar
    )
    for vorige in lijn.in_force().select_related("houder", "gemeente", "regeling"):
        _replace(vorige, door)
        unbook_locatiegeld(berekening=vorige, datum=datum, door=door, op=op)
        Locatieherziening.objects.filter(locatieberekening=vorige).delete()
    _decide(berekening, Status.APPROVED, door, op)
    book_locatiegeld(berekening=berekening, datum=datum, door=door, op=op)
    _record(Handeling.LOCATIEGELD_APPROVE, berekening, door)
    announce_locatiegeld(berekening)
    place_bericht(
        soort=BERICHT_GOEDGEKEURD,
        gemeente=berekening.gemeente,
        aan=Ontvangers(HOUDER_ROLLEN, berekening.houder),
        url=reverse("subsidies:locatiegeld_detail", args=[berekening.pk]),
        object=berekening,
        door=door,
        op=op,
    )
    return berekening


@transaction.atomic
def reject_locatiegeld(
    *, berekening: Locatieberekening, reden: str, door: Gebruiker, op: datetime
) -> Locatieberekening:
    """The budgethouder does not agree and says why; the year can be calculated anew."""
    if not reden.strip():
        raise ValidationError("Geef een reden als u een berekening afwijst.", code="reden")
    berekening = _lock_undecided(berekening)
    if bezwaar := why_not_decide(berekening, door):
        raise ValidationError(bezwaar, code="vier-ogen")
    berekening.reden_afwijzing = reden.strip()
    _decide(berekening, Status.REJECTED, door, op)
    _record(Handeling.LOCATIEGELD_REJECT, berekening, door)
    return berekening


def why_not_decide(berekening: Locatieberekening, gebruiker: Gebruiker) -> str:
    """One sentence when this person may not decide; nothing when they may."""
    if berekening.berekend_door_id != gebruiker.pk:
        return ""
    return (
        "U kunt niet over deze berekening beslissen, want u hebt haar zelf gemaakt; laat een collega beslissen "
        "(vier ogen)."
    )


def is_same(berekening: Locatieberekening, regeling: Subsidieregeling, resultaat: Locatieresultaat) -> bool:
    """Does today's result say the same as the receipt, under the same policy?"""
    return (
        berekening.regeling_id == regeling.pk
        and berekening.invoer == resultaat.invoer
        and berekening.totaal_centen == resultaat.totaal
    )


def _lock_line(regeling: Subsidieregeling) -> None:
    lijn = sorted(eerdere.pk for eerdere in policy_line(regeling))
    list(Subsidieregeling.objects.select_for_update(no_key=True).filter(pk__in=lijn).order_by("pk"))


def _lock_undecided(berekening: Locatieberekening) -> Locatieberekening:
    _lock_line(berekening.regeling)
    actueel = (
        Locatieberekening.objects.select_for_update(of=("self",))
        .select_related("gemeente", "houder", "regeling")
        .get(pk=berekening.pk)
    )
    if not actueel.is_waiting:
        raise ValidationError(
            f"Over deze berekening is al beslist: ‘{actueel.get_status_display()}’.", code="beslist"
        )
    return actueel


def _replace(berekening: Locatieberekening, door: Gebruiker) -> None:
    berekening.status = Status.REPLACED
    berekening.save(update_fields=["status"])
    _record(Handeling.LOCATIEGELD_REPLACE, berekening, door)


def _save(
    regeling: Subsidieregeling,
    houder: Organisatie,
    jaar: int,
    resultaat: Locatieresultaat,
    vorige: Locatieberekening | None,
    door: Gebruiker,
    op: datetime,
) -> Locatieberekening:
    berekening = Locatieberekening(
        gemeente=regeling.gemeente,
        houder=houder,
        regeling=regeling,
        regeling_sha256=regeling.sha256,
        jaar=jaar,
        engine_versie=resultaat.engine_versie,
        invoer=resultaat.invoer,
        totaal_centen=resultaat.totaal,
        berekend_op=op,
        berekend_door=door,
        vervangt=vorige,
    )
    save_checked(berekening)
    for volgorde, (locatie_id, post) in enumerate(resultaat.posten):
        save_checked(as_regel(berekening, volgorde, locatie_id, post))
    return berekening


def _decide(berekening: Locatieberekening, status: Status, door: Gebruiker, op: datetime) -> None:
    if berekening.gemeente_id != door.gemeente.pk:
        raise ValidationError("Deze berekening is van een andere gemeente.")
    berekening.status, berekening.besloten_op, berekening.besloten_door = status, op, door
    save_checked(berekening)


def _record(handeling: Handeling, berekening: Locatieberekening, door: Gebruiker) -> None:
    record(
        handeling=handeling,
        door=door,
        object=berekening,
        jaar=berekening.jaar,
        regeling=berekening.regeling_sha256,
        totaal=euro(berekening.totaal_centen),
    )
