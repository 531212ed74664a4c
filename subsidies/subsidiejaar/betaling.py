"""What follows from a decision in money: the parts of the advance, and what is paid or got back in the end."""

from datetime import date, datetime

from django.db.models import Sum
from django.utils import timezone

from lib.geld import euro
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked
from subsidies.betalen.actions import claim_betaling
from subsidies.models import Beschikking, Betaalverplichting, Subsidiedossier, Voorschottermijn
from subsidies.subsidiejaar.bedragen import sum_delen, vast_te_stellen
from subsidies.subsidiejaar.beleid import beleid_van
from subsidies.subsidiejaar.termijnen import betaaldatum

Soort = Betaalverplichting.Soort


def pay(besluit: Beschikking, door: Gebruiker, op: datetime) -> tuple[list[tuple[date, int]], int]:
    """Claim what the decision gives: the parts of an advance (last day and cents), or the difference at once."""
    dag = timezone.localdate(op)
    if besluit.soort == Beschikking.Soort.GRANT:
        delen = split_voorschot(besluit.dossier, besluit.bedrag_centen, dag)
        for nummer, (vervaldag, centen) in enumerate(delen, start=1):
            _add_termijn(besluit, nummer, vervaldag, centen, door, op)
        return delen, 0
    if besluit.is_verlenend:
        voorschot = beleid_van(besluit.dossier).voorschot_van(besluit.bedrag_centen)
        verschil = voorschot - _sum_termijnen(besluit.dossier)
        if verschil:
            _add_termijn(besluit, 1, betaaldatum(dag), verschil, door, op)
        return [], verschil
    if besluit.is_vaststellend:
        verschil = besluit.bedrag_centen - sum_geclaimd(besluit.dossier)
        if verschil:
            soort = Soort.NABETALING if verschil > 0 else Soort.TERUGVORDERING
            _claim(besluit, soort, "E", betaaldatum(dag), verschil, door, op)
        return [], verschil
    return [], 0


def split_voorschot(dossier: Subsidiedossier, bedrag: int, dag: date) -> list[tuple[date, int]]:
    """Equal parts on the first of the months over which they are spread, what is left over in the last.

    No part is due before the six weeks of 4:87 after the decision are over.
    """
    beleid = beleid_van(dossier)
    totaal, aantal = beleid.voorschot_van(bedrag), beleid.termijnen
    if not totaal:
        return []
    delen = [totaal // aantal] * aantal
    delen[-1] += totaal - sum(delen)
    begin = (date(dossier.jaar, 1 + nummer * 12 // aantal, 1) for nummer in range(aantal))
    return [(max(eerste, betaaldatum(dag)), centen) for eerste, centen in zip(begin, delen, strict=True)]


def _add_termijn(
    besluit: Beschikking, nummer: int, vervaldag: date, centen: int, door: Gebruiker, op: datetime
) -> None:
    termijn = Voorschottermijn(
        beschikking=besluit, volgnummer=nummer, vervaldag=vervaldag, bedrag_centen=centen
    )
    save_checked(termijn)
    soort = Soort.VOORSCHOT if centen > 0 else Soort.TERUGVORDERING
    if centen:
        _claim(besluit, soort, f"T{nummer}", vervaldag, centen, door, op)


def _claim(
    besluit: Beschikking,
    soort: Betaalverplichting.Soort,
    achter: str,
    vervaldag: date,
    centen: int,
    door: Gebruiker,
    op: datetime,
) -> None:
    dossier = besluit.dossier
    claim_betaling(
        gemeente=dossier.gemeente,
        organisatie=dossier.houder,
        regeling=dossier.regeling,
        jaar=dossier.jaar,
        soort=soort,
        kenmerk=f"{besluit.nummer}-{achter}",
        bedrag_centen=centen,
        vervaldag=vervaldag,
        omschrijving=f"{dossier.regelingnaam} {dossier.jaar}, besluit {besluit.nummer}",
        door=door,
        op=op,
    )


def _sum_termijnen(dossier: Subsidiedossier) -> int:
    termijnen = Voorschottermijn.objects.filter(beschikking__dossier=dossier)
    return termijnen.aggregate(som=Sum("bedrag_centen"))["som"] or 0


def sum_geclaimd(dossier: Subsidiedossier) -> int:
    """All that was claimed of this year and not withdrawn: advances, declarations, and earlier settlements."""
    verplichtingen = Betaalverplichting.objects.standing().filter(
        gemeente=dossier.gemeente_id,
        organisatie=dossier.houder_id,
        regeling__naam=dossier.regelingnaam,
        jaar=dossier.jaar,
    )
    return verplichtingen.aggregate(som=Sum("bedrag_centen"))["som"] or 0


def most_to_fix(dossier: Subsidiedossier) -> int:
    """The year is fixed on what it came to, and never higher than granted (4:46)."""
    verleend = dossier.beschikkingen.in_force().grants().get().bedrag_centen
    return min(sum_delen(vast_te_stellen([dossier])[dossier.pk]), verleend)


def why_more_than_granted(dossier: Subsidiedossier, bedrag: int) -> str:
    """One sentence when the year can't be fixed on this amount; nothing when it can."""
    hoogste = most_to_fix(dossier)
    if bedrag <= hoogste:
        return ""
    return (
        f"{euro(bedrag)} is te hoog. Stel hoogstens {euro(hoogste)} vast: het laagste van wat is goedgekeurd en wat is "
        "verleend (Awb artikel 4:46)."
    )
