"""Between the books and the engine: counts go in, amounts come out, and a receipt can be played again."""

from dataclasses import dataclass

from lib.geld import round_half_up
from organisaties.models import Locatie
from rekenregels import (
    ENGINE_VERSIE,
    Locatiefeit,
    Locatiepost,
    Regeling,
    calculate_locaties,
    count_locaties,
)
from subsidies.locatiegeld.feiten import read_locaties
from subsidies.models import Locatieberekening, Locatieregel, Subsidieregeling
from subsidies.regelingen.document import as_regeling


@dataclass(frozen=True)
class Locatieresultaat:
    """`feiten` are the receipt; each of the `posten` belongs to the location of that id."""

    feiten: list[Locatiefeit]
    posten: list[tuple[int, Locatiepost]]
    engine_versie: str = ENGINE_VERSIE

    @property
    def totaal(self) -> int:
        return sum(post.centen for _, post in self.posten)

    @property
    def invoer(self) -> list[dict[str, object]]:
        return [feit.as_dict() for feit in self.feiten]


def pays_per_locatie(regeling: Regeling) -> bool:
    """Has the policy an amount per location? One per place that goes by the hours stands with the children."""
    bedragen = regeling.plaatsbedragen
    kwaliteit = bedragen.kwaliteitsbijdrage
    per_plaats = kwaliteit is not None and not kwaliteit.naar_rato
    return per_plaats or bedragen.hbo is not None or bedragen.vaste_voet is not None


def reken_houder(regeling: Subsidieregeling, houder_id: int, jaar: int) -> Locatieresultaat:
    """What the locations of a provider get in a year by today's facts."""
    locaties = Locatie.objects.filter(gemeente=regeling.gemeente_id, houder=houder_id).order_by("naam", "pk")
    getypt = as_regeling(regeling)
    per_locatie = read_locaties(locaties, jaar)
    feiten: list[Locatiefeit] = []
    posten: list[tuple[int, Locatiepost]] = []
    for pk, gegevens in per_locatie.items():
        van_een = count_locaties(getypt, jaar, [gegevens])
        feiten += van_een
        posten += [(pk, post) for post in calculate_locaties(getypt, van_een)]
    return Locatieresultaat(feiten, posten)


def replay(berekening: Locatieberekening) -> list[Locatiepost]:
    """Compute again from the receipt and the frozen policy alone."""
    feiten = [Locatiefeit.from_dict(kaal) for kaal in berekening.invoer]
    return calculate_locaties(as_regeling(berekening.regeling), feiten)


def as_regel(
    berekening: Locatieberekening, volgorde: int, locatie_id: int, post: Locatiepost
) -> Locatieregel:
    stap = post.stap
    return Locatieregel(
        locatieberekening=berekening,
        volgorde=volgorde,
        locatie_id=locatie_id,
        soort=str(post.soort),
        categorie=str(post.categorie),
        ve=post.feit.ve,
        van=post.feit.van,
        tot_en_met=post.feit.tot_en_met,
        aantal_honderdsten=round_half_up(post.aantal.numerator * 100, post.aantal.denominator),
        tarief_centen=round_half_up(post.tarief.numerator, post.tarief.denominator),
        bedrag_centen=post.centen,
        uitleg=stap.omschrijving,
        som=stap.formule,
        artikel=stap.artikel,
        bron=stap.bron.removeprefix("aanname: ") if stap.aanname else stap.bron,
        aanname=stap.aanname,
    )
