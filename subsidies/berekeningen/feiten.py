"""The only reading for a calculation: a declaration with its placements and indications becomes facts.

Facts carry no names: the key of a line is the child's pseudonym. Four queries, however many lines and
however many declarations over the same quarter.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db.models import Sum

from indicaties.models import Indicatie
from lib.geld import uren
from lib.periode import Periode, day_before
from opvang.models import Declaratieregel, Plaatsing, Urendeclaratie
from opvang.verdelen import Deel, delen_van, plaatsingen_per_verblijf, split_uren
from rekenregels import Categorie, Feit
from subsidies.berekeningen.voorwaarden import Voorwaarden, split_voorwaarden
from subsidies.models import Berekeningsregel

_CATEGORIE_BIJ_SOORT = {Indicatie.Soort.VVE: Categorie.DOELGROEP, Indicatie.Soort.SMI: Categorie.SMI}


@dataclass(frozen=True)
class Regelfeit:
    """A fact and the declared line that it comes from."""

    regel: Declaratieregel
    feit: Feit


@dataclass(frozen=True)
class Kwartaalgegevens:
    """What the calculations of some declarations over one quarter of one municipality read.

    The lines per declaration, per stay the placements that hold now, and per child its indications
    in the quarter or before it and the hours (in hundredths) already paid in the quarters of the year before.
    """

    regels: dict[int, list[Declaratieregel]]
    plaatsingen: dict[int, list[Plaatsing]]
    indicaties: dict[int, list[Indicatie]]
    uren_eerder: dict[int, int]

    def feiten_van(self, declaratie: Urendeclaratie) -> list[Regelfeit]:
        """The facts of a declaration, in the order of its lines and then of time."""
        feiten: list[Regelfeit] = []
        eerder = defaultdict(int, self.uren_eerder)
        for regel in self.regels[declaratie.pk]:
            indicaties = self.indicaties[regel.plaatsing.kind_id]
            delen = delen_van(regel.periode, self.plaatsingen[regel.plaatsing.verblijf])
            for feit in _feiten_van_regel(regel, delen, indicaties, eerder):
                feiten.append(Regelfeit(regel, feit))
        return feiten


def read_feiten(declaratie: Urendeclaratie) -> list[Regelfeit]:
    return read_kwartaal([declaratie]).feiten_van(declaratie)


def read_kwartaal(declaraties: Sequence[Urendeclaratie]) -> Kwartaalgegevens:
    """`declaraties`: one or more, all over the same quarter of the same municipality."""
    regels: dict[int, list[Declaratieregel]] = {declaratie.pk: [] for declaratie in declaraties}
    for regel in Declaratieregel.objects.filter(declaratie__in=declaraties).select_related(
        "plaatsing__kind", "plaatsing__locatie"
    ):
        regels[regel.declaratie_id].append(regel)
    alle = [regel for van_een in regels.values() for regel in van_een]
    kinderen = {regel.plaatsing.kind_id for regel in alle}
    return Kwartaalgegevens(
        regels,
        plaatsingen_per_verblijf(alle),
        _indicaties_per_kind(kinderen, declaraties[0].periode),
        _uren_eerder_in_jaar(declaraties[0], kinderen),
    )


def _feiten_van_regel(
    regel: Declaratieregel, delen: list[Deel], indicaties: list[Indicatie], eerder: dict[int, int]
) -> Iterator[Feit]:
    """One fact, or more where the agreements, the child's category or a condition changes; the hours are divided by agreed hours."""
    kind, honderdsten = regel.plaatsing.kind, regel.uren_honderdsten
    if not delen:
        _refuse_hours_without_place(regel.plaatsing, honderdsten)
        return
    stukken = [
        (Deel(deel.plaatsing, periode), categorie, voorwaarden)
        for deel in delen
        for geheel, categorie in split_categorieen(deel.periode, indicaties)
        for periode, voorwaarden in split_voorwaarden(geheel, kind, deel.plaatsing.locatie, indicaties)
    ]
    per_stuk = split_uren(honderdsten, [stuk for stuk, *_ in stukken])
    for (stuk, categorie, voorwaarden), uren_van_stuk in zip(stukken, per_stuk, strict=True):
        yield _make_feit(stuk.plaatsing, stuk.periode, categorie, voorwaarden, uren_van_stuk, eerder[kind.pk])
        eerder[kind.pk] += uren_van_stuk


def _refuse_hours_without_place(plaatsing: Plaatsing, honderdsten: int) -> None:
    """Of a placement that was a mistake the hours count for nothing; other hours without a place are a mistake."""
    if honderdsten and not plaatsing.is_vervallen:
        raise ValidationError(
            f"Kind {plaatsing.kind.pseudoniem} was in dit kwartaal niet geplaatst, maar er zijn "
            f"{uren(honderdsten)} uren gedeclareerd. Stuur de declaratie terug.",
            code="niet-geplaatst",
        )


def _make_feit(
    plaatsing: Plaatsing,
    periode: Periode,
    categorie: Categorie,
    voorwaarden: Voorwaarden,
    honderdsten: int,
    uren_eerder: int,
) -> Feit:
    return Feit(
        sleutel=plaatsing.kind.pseudoniem,
        geboortedatum=plaatsing.kind.geboortedatum,
        van=periode.van,
        tot_en_met=periode.tot_en_met,
        categorie=categorie,
        kot=plaatsing.kot,
        bijdrageklasse=plaatsing.bijdrageklasse,
        kindrang=plaatsing.kindrang,
        uren=honderdsten,
        locatie=plaatsing.locatie.lrk_nummer,
        prijs=plaatsing.uurprijs_centen,
        uren_per_week=plaatsing.uren_per_week_honderdsten,
        uren_eerder=uren_eerder,
        **voorwaarden,
    )


def split_categorieen(periode: Periode, indicaties: Iterable[Indicatie]) -> list[tuple[Periode, Categorie]]:
    """The parts of a period in which the category stays the same.

    A valid VVE-indicatie makes the child doelgroep, an SMI smi; without one it is regulier.
    """
    geldig = [
        (deel, _CATEGORIE_BIJ_SOORT[Indicatie.Soort(indicatie.soort)])
        for indicatie in indicaties
        if (deel := Periode(indicatie.geldig_van, indicatie.geldig_tot_en_met).overlap(periode))
    ]
    randen = {periode.van}
    for deel, _ in geldig:
        randen |= {deel.van, deel.tot_en_met + timedelta(days=1)}
    begin = sorted(rand for rand in randen if rand in periode)
    eind = [day_before(rand) for rand in begin[1:]] + [periode.tot_en_met]
    delen: list[tuple[Periode, Categorie]] = []
    for van, tot_en_met in zip(begin, eind, strict=True):
        categorie = next((c for deel, c in geldig if van in deel), Categorie.REGULIER)
        if delen and delen[-1][1] is categorie:
            van = delen.pop()[0].van
        delen.append((Periode(van, tot_en_met), categorie))
    return delen


def _indicaties_per_kind(kinderen: set[int], periode: Periode) -> dict[int, list[Indicatie]]:
    per_kind: dict[int, list[Indicatie]] = defaultdict(list)
    for indicatie in Indicatie.objects.effective().filter(
        kind__in=kinderen, geldig_van__lte=periode.tot_en_met
    ):
        per_kind[indicatie.kind_id].append(indicatie)
    return per_kind


def _uren_eerder_in_jaar(declaratie: Urendeclaratie, kinderen: set[int]) -> dict[int, int]:
    """Hours already paid in earlier quarters of the year, per child, in hundredths."""
    eerder: dict[int, int] = defaultdict(int)
    rijen = (
        Berekeningsregel.objects.filter(
            berekening__status="goedgekeurd",
            berekening__declaratie__gemeente=declaratie.gemeente_id,
            berekening__declaratie__jaar=declaratie.jaar,
            berekening__declaratie__kwartaal__lt=declaratie.kwartaal,
            declaratieregel__plaatsing__kind__in=kinderen,
        )
        .order_by()
        .values_list("declaratieregel__plaatsing__kind")
        .annotate(Sum("uren_honderdsten"))
    )
    for kind, som in rijen:
        eerder[kind] = som
    return eerder
