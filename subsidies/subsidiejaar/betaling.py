"""What follows from a decision in money: the parts of the advance, and what is paid or got back in the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from django.db.models import Sum

from lib.geld import euro, split_evenly
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked
from subsidies.betalen.actions import claim_betaling
from subsidies.models import Beschikking, Betaalverplichting, Subsidiedossier, Voorschottermijn
from subsidies.subsidiejaar.bedragen import sum_delen, vast_te_stellen
from subsidies.subsidiejaar.beleid import beleid_van

Soort = Betaalverplichting.Soort


@dataclass(frozen=True)
class Betaling:
    """What a decision gives or takes back, and by which day; `nummer` of a part of the advance, 0 of a settlement."""

    nummer: int
    vervaldag: date
    centen: int

    @property
    def kenmerk(self) -> str:
        return f"T{self.nummer}" if self.nummer else "E"

    @property
    def soort(self) -> Betaalverplichting.Soort:
        if self.centen < 0:
            return Soort.TERUGVORDERING
        return Soort.VOORSCHOT if self.nummer else Soort.NABETALING


def plan_betalingen(besluit: Beschikking, dag: date) -> list[Betaling]:
    """The parts of an advance, or the difference of a changed or fixed grant; nothing where nothing changes."""
    dossier = besluit.dossier
    if besluit.soort == Beschikking.Soort.GRANT:
        delen = split_voorschot(dossier, besluit.bedrag_centen, dag, besluit.onderbouwing.get("maanden", ()))
        return [Betaling(nummer, *deel) for nummer, deel in enumerate(delen, start=1) if deel[1]]
    if besluit.is_verlenend:
        verschil = beleid_van(dossier).voorschot_van(besluit.bedrag_centen) - _sum_termijnen(dossier)
        return [Betaling(1, beleid_van(dossier).betalen_voor(dag), verschil)] if verschil else []
    if besluit.is_vaststellend:
        verschil = besluit.bedrag_centen - sum_geclaimd(dossier)
        return [Betaling(0, beleid_van(dossier).betalen_voor(dag), verschil)] if verschil else []
    return []


def claim(besluit: Beschikking, betalingen: list[Betaling], door: Gebruiker, op: datetime) -> None:
    """What was planned becomes parts of the advance, and claims that a run can pay."""
    dossier = besluit.dossier
    for betaling in betalingen:
        if betaling.nummer:
            termijn = Voorschottermijn(
                beschikking=besluit,
                volgnummer=betaling.nummer,
                vervaldag=betaling.vervaldag,
                bedrag_centen=betaling.centen,
            )
            save_checked(termijn)
        claim_betaling(
            gemeente=dossier.gemeente,
            organisatie=dossier.organisatie,
            kind=dossier.kind,
            regeling=dossier.regeling,
            jaar=dossier.jaar,
            soort=betaling.soort,
            kenmerk=f"{besluit.nummer}-{betaling.kenmerk}",
            bedrag_centen=betaling.centen,
            vervaldag=betaling.vervaldag,
            omschrijving=f"{dossier.regelingnaam}, besluit {besluit.nummer}",
            door=door,
            op=op,
        )


def split_voorschot(
    dossier: Subsidiedossier, bedrag: int, dag: date, per_maand: Sequence[int] = ()
) -> list[tuple[date, int]]:
    """Equal parts on the first of the months over which they are spread, what is left over in the last.

    Where it is known what each month comes to, a part is as much as its months. No part is due before the six
    weeks of 4:87 after the decision are over, or the thirty days of a contract.
    """
    beleid = beleid_van(dossier)
    totaal, aantal = beleid.voorschot_van(bedrag), beleid.termijnen
    if not totaal:
        return []
    eerste_maanden = [1 + nummer * 12 // aantal for nummer in range(aantal)]
    if sum(per_maand):
        grenzen = pairwise([*eerste_maanden, 13])
        delen = split_evenly(totaal, [sum(per_maand[van - 1 : tot - 1]) for van, tot in grenzen])
    else:
        delen = [totaal // aantal] * aantal
        delen[-1] += totaal - sum(delen)
    vroegst = beleid.betalen_voor(dag)
    begin = (date(dossier.jaar, maand, 1) for maand in eerste_maanden)
    return [(max(eerste, vroegst), centen) for eerste, centen in zip(begin, delen, strict=True)]


def _sum_termijnen(dossier: Subsidiedossier) -> int:
    termijnen = Voorschottermijn.objects.filter(beschikking__dossier=dossier)
    return termijnen.aggregate(som=Sum("bedrag_centen"))["som"] or 0


def sum_geclaimd(dossier: Subsidiedossier) -> int:
    """All that was claimed of this year and not withdrawn: advances, declarations, and earlier settlements."""
    verplichtingen = Betaalverplichting.objects.standing().filter(
        gemeente=dossier.gemeente_id,
        organisatie=dossier.organisatie_id,
        kind=dossier.kind_id,
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
    if not beleid_van(dossier).is_besluit:
        return (
            f"{euro(bedrag)} is te hoog. Reken hoogstens {euro(hoogste)} af: het laagste van wat is goedgekeurd en de "
            "opdracht."
        )
    return (
        f"{euro(bedrag)} is te hoog. Stel hoogstens {euro(hoogste)} vast: het laagste van wat is goedgekeurd en wat is "
        "verleend (Awb artikel 4:46)."
    )
