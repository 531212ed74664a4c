"""A run of payments: proposed out of what is open, and released by another, who thereby makes the file."""

import hashlib
from collections import defaultdict
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from lib.geld import euro
from organisaties.audit import record
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked
from subsidies.betalen.bestand import Overboeking, make_bestand
from subsidies.betalen.handelingen import Handeling
from subsidies.betalen.uitkomsten import close_run, give_back, settle_betaling
from subsidies.betalen.voorstel import settle
from subsidies.models import (
    DE_GEMEENTE,
    Bankrekening,
    Betaalbestand,
    Betaalregel,
    Betaalrun,
    Betaalverplichting,
    Betaling,
    Sleutel,
)

Status = Betaalrun.Status


@transaction.atomic
def propose_run(
    *, tot_en_met: date, uitvoerdag: date, versie: str, door: Gebruiker, op: datetime
) -> Betaalrun:
    """Take up what is open and due by a day, a payment per recipient. Without an account it stays open."""
    _check_uitvoerdag(uitvoerdag, op)
    per_ontvanger = _open_per_ontvanger(door, tot_en_met)
    rekeningen = Bankrekening.objects.in_force_on(door.gemeente, uitvoerdag)
    run = Betaalrun(
        gemeente=door.gemeente,
        tot_en_met=tot_en_met,
        uitvoerdag=uitvoerdag,
        versie=versie,
        gemaakt_op=op,
        gemaakt_door=door,
    )
    save_checked(run)
    betalingen = [
        _take_up(run, verplichtingen, rekeningen.get(ontvanger))
        for ontvanger, verplichtingen in per_ontvanger.items()
    ]
    if not any(betalingen):
        raise ValidationError(_nothing(len(per_ontvanger), tot_en_met), code="leeg")
    _record(Handeling.BETAALRUN_PROPOSE, run, door)
    return run


@transaction.atomic
def withdraw_run(*, run: Betaalrun, door: Gebruiker) -> Betaalrun:
    """What was proposed is open again; no file was made."""
    run = _lock_proposed(run, door)
    for betaling in run.betalingen.select_for_update(of=("self",)):
        give_back(betaling, Betaling.Status.WITHDRAWN)
    run.status = Status.WITHDRAWN
    save_checked(run)
    _record(Handeling.BETAALRUN_WITHDRAW, run, door)
    return run


@transaction.atomic
def release_run(*, run: Betaalrun, door: Gebruiker, op: datetime) -> Betaalrun:
    """The second person lets the money go. The file is made here, in this transaction, and never again."""
    run = _lock_proposed(run, door)
    if run.gemaakt_door_id == door.pk:
        raise ValidationError(
            "U maakte deze betaalrun zelf. Een collega geeft haar vrij (vier ogen).", code="vier-ogen"
        )
    _check_uitvoerdag(run.uitvoerdag, op)
    betalingen = list(
        run.betalingen.select_for_update(of=("self",)).select_related("bankrekening", "organisatie", "kind")
    )
    rekeningen = Bankrekening.objects.in_force_on(run.gemeente, run.uitvoerdag)
    for betaling in betalingen:
        _check_rekening(betaling, rekeningen.get(betaling.sleutel))
    run.status, run.vrijgegeven_op, run.vrijgegeven_door = Status.RELEASED, op, door
    save_checked(run)
    te_betalen = [betaling for betaling in betalingen if betaling.bedrag_centen]
    if te_betalen:
        _make_bestand(run, te_betalen, rekeningen.get(DE_GEMEENTE), op)
    for betaling in betalingen:
        if betaling.bedrag_centen:
            betaling.status = Betaling.Status.SENT
            save_checked(betaling)
        else:
            settle_betaling(betaling, Betaling.Status.SET_OFF)
    close_run(run)
    _record(Handeling.BETAALRUN_RELEASE, run, door)
    return run


def _open_per_ontvanger(door: Gebruiker, tot_en_met: date) -> dict[Sleutel, list[Betaalverplichting]]:
    """Held until the end, so that a second run at the same moment finds them taken."""
    open_ = Betaalverplichting.objects.filter(gemeente=door.gemeente).open().due_by(tot_en_met)
    ids = list(open_.order_by("pk").select_for_update().values_list("pk", flat=True))
    per_ontvanger: defaultdict[Sleutel, list[Betaalverplichting]] = defaultdict(list)
    for verplichting in Betaalverplichting.objects.filter(pk__in=ids).with_rest():
        per_ontvanger[verplichting.sleutel].append(verplichting)
    return per_ontvanger


def _take_up(
    run: Betaalrun, verplichtingen: list[Betaalverplichting], rekening: Bankrekening | None
) -> Betaling | None:
    """The payment to one recipient; None when there is nothing to pay, or no account to pay it to."""
    delen = settle((v.pk, v.rest) for v in verplichtingen)
    totaal = sum(centen for _, centen in delen)
    if not delen or (totaal and rekening is None):
        return None
    naar = verplichtingen[0].sleutel
    betaling = Betaling(
        gemeente_id=run.gemeente_id,
        run=run,
        organisatie_id=naar.organisatie,
        kind_id=naar.kind,
        bankrekening=rekening if totaal else None,
        andere_rekening=bool(totaal) and _is_other(naar, run, rekening),
        kenmerk=f"run-{run.pk}-{naar.kort}",
        bedrag_centen=totaal,
    )
    save_checked(betaling)
    Betaalregel.objects.bulk_create(
        Betaalregel(betaling=betaling, verplichting_id=pk, bedrag_centen=centen) for pk, centen in delen
    )
    Betaalverplichting.objects.filter(pk__in=[pk for pk, _ in delen]).update(
        status=Betaalverplichting.Status.IN_RUN
    )
    return betaling


def _is_other(naar: Sleutel, run: Betaalrun, rekening: Bankrekening | None) -> bool:
    """Another account than the last payment went to; the first one too."""
    eerder = Betaling.objects.filter(
        gemeente=run.gemeente_id,
        organisatie=naar.organisatie,
        kind=naar.kind,
        bankrekening__isnull=False,
        status="betaald",
    )
    vorige = eerder.order_by("-pk").values_list("bankrekening__iban", flat=True).first()
    return rekening is not None and vorige != rekening.iban


def _check_uitvoerdag(uitvoerdag: date, op: datetime) -> None:
    if uitvoerdag < timezone.localdate(op):
        raise ValidationError(
            f"De dag van betalen, {uitvoerdag:%d-%m-%Y}, is voorbij. Maak een betaalrun met een latere dag.",
            code="dag",
        )


def _check_rekening(betaling: Betaling, geldend: Bankrekening | None) -> None:
    if betaling.bankrekening is not None and betaling.bankrekening != geldend:
        raise ValidationError(
            f"Het rekeningnummer van {betaling.ontvanger} is gewijzigd nadat deze betaalrun werd gemaakt. "
            "Trek de betaalrun in en maak een nieuwe.",
            code="rekening",
        )


def _make_bestand(
    run: Betaalrun, betalingen: list[Betaling], van: Bankrekening | None, op: datetime
) -> Betaalbestand:
    if van is None:
        raise ValidationError(
            "De rekening van de gemeente zelf is nog niet vastgelegd. Leg haar vast onder Rekeningnummers.",
            code="rekening",
        )
    bericht_id = f"VVE-{run.gemeente.code}-{run.pk}"
    inhoud = make_bestand(
        [
            Overboeking(b.kenmerk, b.bedrag_centen, b.bankrekening, f"VVE-subsidie, kenmerk {b.kenmerk}")
            for b in betalingen
            if b.bankrekening is not None
        ],
        van=van,
        versie=run.versie,
        bericht_id=bericht_id,
        uitvoerdag=run.uitvoerdag,
        op=op,
    )
    bestand = Betaalbestand(
        run=run, bericht_id=bericht_id, inhoud=inhoud, sha256=hashlib.sha256(inhoud).hexdigest()
    )
    save_checked(bestand)
    return bestand


def _lock_proposed(run: Betaalrun, door: Gebruiker) -> Betaalrun:
    run = Betaalrun.objects.select_for_update(of=("self",)).select_related("gemeente").get(pk=run.pk)
    if run.gemeente_id != door.gemeente.pk:
        raise ValidationError("Deze betaalrun is van een andere gemeente.")
    if not run.is_proposed:
        raise ValidationError(
            f"Deze betaalrun heeft de status ‘{run.get_status_display()}’. Er is niets gewijzigd.",
            code="status",
        )
    return run


def _nothing(ontvangers: int, tot_en_met: date) -> str:
    if not ontvangers:
        return f"Er staat niets open met een vervaldag tot en met {tot_en_met:%d-%m-%Y}."
    return (
        f"Er is niets te betalen. Van wat openstaat, bij {ontvangers} ontvanger(s), ontbreekt een "
        "rekeningnummer waarop akkoord is gegeven, of er is alleen iets te verrekenen."
    )


def _record(handeling: Handeling, run: Betaalrun, door: Gebruiker) -> None:
    totaal = sum(run.betalingen.values_list("bedrag_centen", flat=True))
    bestand = Betaalbestand.objects.filter(run=run).first()
    record(
        handeling=handeling,
        door=door,
        object=run,
        totaal=euro(totaal),
        betalingen=run.betalingen.count(),
        **({"bericht": bestand.bericht_id, "sha256": bestand.sha256} if bestand else {}),
    )
