"""Why two columns differ, in words: each reason explains a part of a difference, and together they explain all of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lib.geld import euro
from lib.weergave import datum
from subsidies.kolommen.beeld import Beeld
from subsidies.models import Betaalverplichting
from subsidies.subsidiejaar.beleid import beleid_van

# Day and month in the year after, on which the report must be with the CBS (Regeling informatieverstrekking sisa).
OPGAVE = (7, 15)
_TERUG = "Wat de ontvanger moet terugbetalen, verrekent de volgende betaalrun; is er niets te verrekenen, vraag het dan terug en leg de terugbetaling vast onder Betalingen."


class Tussen(StrEnum):
    """Between which two columns."""

    BESLUIT = "Verschuldigd en besloten"
    BETALING = "Besloten en betaald"
    BOEKING = "Besloten en geboekt"
    VERANTWOORDING = "Geboekt en verantwoord"


@dataclass(frozen=True)
class Reden:
    """`centen`: how much the second column is short of the first. `te_doen`: somebody must act, time alone won't."""

    tussen: Tussen
    centen: int
    zin: str
    te_doen: bool

    def as_json(self) -> dict[str, object]:
        return {
            "tussen": str(self.tussen),
            "centen": self.centen,
            "zin": self.zin,
            "te_doen": self.te_doen,
        }


def explain(beeld: Beeld, dag: date) -> list[Reden]:
    """Every reason for which the columns of this line differ on `dag`; none when they are equal."""
    gevonden = [
        *_fouten(beeld),
        *_besluit(beeld, dag),
        *_betaling(beeld, dag),
        *_boeking(beeld, dag),
        *_verantwoording(beeld, dag),
    ]
    return [reden for reden in gevonden if reden.centen or reden.te_doen]


def _fouten(beeld: Beeld) -> Iterator[Reden]:
    for zin in dict.fromkeys(beeld.fouten):
        yield Reden(Tussen.BESLUIT, 0, f"Met de gegevens van vandaag is dit niet te berekenen: {zin}", True)


def _besluit(beeld: Beeld, dag: date) -> Iterator[Reden]:
    if beeld.verschuldigd is None:
        return
    verschil = beeld.verschuldigd - beeld.besloten
    if beeld.vaststelling is not None:
        basis = beeld.vaststelling.onderbouwing["berekend"]
        if beeld.vandaag != beeld.goedgekeurd:
            yield Reden(Tussen.BESLUIT, verschil, _herzien(beeld), True)
        elif basis != beeld.goedgekeurd:
            zin = (
                f"De vaststelling gaat uit van {euro(basis)}; goedgekeurd is nu {euro(beeld.goedgekeurd)}. Stel de "
                "subsidie opnieuw vast."
            )
            yield Reden(Tussen.BESLUIT, verschil, zin, True)
        elif verschil:
            yield Reden(Tussen.BESLUIT, verschil, "Stel de subsidie opnieuw vast.", True)
        return
    herzien = beeld.vandaag - beeld.goedgekeurd
    if herzien:
        centen = 0 if beeld.is_verleend else herzien
        yield Reden(Tussen.BESLUIT, centen, _herzien(beeld), True)
    rest = verschil - (0 if beeld.is_verleend else herzien)
    if rest:
        yield _verleend(beeld, rest, dag)


def _herzien(beeld: Beeld) -> str:
    return (
        f"Goedgekeurd is {euro(beeld.goedgekeurd)}; met de gegevens en regelingen van vandaag is het "
        f"{euro(beeld.vandaag)}. Laat opnieuw berekenen."
    )


def _verleend(beeld: Beeld, centen: int, dag: date) -> Reden:
    """A grant is an estimate: it stands until the year is fixed."""
    verlening = beeld.verlening
    if verlening is None:
        return Reden(Tussen.BESLUIT, centen, "Dit verschil is niet verklaard. Kijk de besluiten na.", True)
    uiterlijk = beleid_van(verlening.dossier).vaststellen_tot_en_met
    zin = f"Verleend is {euro(verlening.bedrag_centen)} en goedgekeurd tot nu toe {euro(beeld.goedgekeurd)}. "
    if dag > uiterlijk:
        return Reden(
            Tussen.BESLUIT,
            centen,
            f"{zin}Het jaar moest uiterlijk {datum(uiterlijk)} zijn vastgesteld.",
            True,
        )
    return Reden(
        Tussen.BESLUIT, centen, f"{zin}De vaststelling, uiterlijk {datum(uiterlijk)}, rekent dit af.", False
    )


def _betaling(beeld: Beeld, dag: date) -> Iterator[Reden]:
    niet_geclaimd = beeld.besloten - beeld.geclaimd
    if niet_geclaimd:
        yield _niet_geclaimd(beeld, niet_geclaimd)
    for claim in beeld.claims:
        if claim.rest:
            yield _open(claim, dag)


def _niet_geclaimd(beeld: Beeld, centen: int) -> Reden:
    if beeld.is_verleend and beeld.vaststelling is None:
        zin = "Hiervan wordt geen voorschot betaald; het volgt bij de vaststelling."
        return Reden(Tussen.BETALING, centen, zin, False)
    if beeld.naar_anderen:
        zin = (
            "Volgens de regeling gaat dit geld naar de ouders of een intermediair, en voor hen is nog niets "
            "aangevraagd. Vraag het namens hen aan."
        )
        return Reden(Tussen.BETALING, centen, zin, True)
    if beeld.verlening is None and not beeld.claims:
        zin = (
            "Hiervoor is geen betaling klaargezet: het is goedgekeurd voordat dit programma betalingen klaarzette, of de "
            "regeling betaalt voorschotten en er is niet verleend. Zet de betaling klaar of verleen."
        )
        return Reden(Tussen.BETALING, centen, zin, True)
    return Reden(Tussen.BETALING, centen, "Hiervoor is geen betaling klaargezet. Kijk de besluiten na.", True)


def _open(claim: Betaalverplichting, dag: date) -> Reden:
    te_laat = claim.vervaldag < dag
    stand = claim.get_status_display().lower()
    zin = f"{claim.omschrijving} ({claim.kenmerk}): {stand}, uiterlijk {datum(claim.vervaldag)}."
    if claim.bedrag_centen < 0:
        zin = f"{zin} {_TERUG}"
    elif claim.status == Betaalverplichting.Status.FAILED:
        zin = f"{zin} De bank stuurde de betaling terug; neem haar op in een nieuwe betaalrun."
    elif te_laat:
        zin = f"{zin} De vervaldag is voorbij; neem haar op in een betaalrun."
    return Reden(
        Tussen.BETALING, claim.rest, zin, te_laat or claim.status == Betaalverplichting.Status.FAILED
    )


def _boeking(beeld: Beeld, dag: date) -> Iterator[Reden]:
    verschil = beeld.besloten - beeld.geboekt
    if not verschil:
        return
    if beeld.is_verleend and beeld.vaststelling is None and beeld.geboekt == beeld.goedgekeurd:
        zin = "Geboekt wordt wat is goedgekeurd, en niet wat is verleend. De vaststelling maakt ze gelijk."
        yield Reden(Tussen.BOEKING, verschil, zin, False)
    elif beeld.vaststelling is not None:
        zin = "Na de vaststelling is anders goedgekeurd en geboekt. Een nieuwe vaststelling maakt ze gelijk."
        yield Reden(Tussen.BOEKING, verschil, zin, True)
    else:
        zin = "In het grootboek staat iets anders dan is goedgekeurd. Kijk de boekingen na."
        yield Reden(Tussen.BOEKING, verschil, zin, True)


def _verantwoording(beeld: Beeld, dag: date) -> Iterator[Reden]:
    verschil = beeld.geboekt - (beeld.verantwoord or 0)
    if not verschil:
        return
    jaar = beeld.lijn.jaar
    if beeld.verantwoord is None:
        uiterlijk = date(jaar + 1, *OPGAVE)
        zin = (
            f"Over {jaar} is nog geen definitieve verantwoording gemaakt: eerst wordt het jaar afgesloten. Uiterlijk "
            f"{datum(uiterlijk)} moet de opgave bij het CBS zijn."
        )
        yield Reden(Tussen.VERANTWOORDING, verschil, zin, dag > uiterlijk)
    else:
        zin = (
            f"Na de verantwoording over {jaar} is dit nog geboekt, in een later jaar. Het komt in de verantwoording "
            "over dat jaar."
        )
        yield Reden(Tussen.VERANTWOORDING, verschil, zin, False)
