"""What the site knows of the locations of a provider in a year: groups, places, indications and registrations."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from indicaties.models import Indicatie
from lib.periode import Periode, day_before, jaar_periode
from opvang.models import Groep, Plaatsing
from organisaties.models import Locatie
from rekenregels import Categorie, Groepsfeit, Locatiegegevens, Plaatsfeit
from subsidies.berekeningen.feiten import split_categorieen


def read_locaties(locaties: Iterable[Locatie], jaar: int) -> dict[int, Locatiegegevens]:
    """By the id of the location; one that was not open in the year is left out. Three queries for all of them."""
    periode = jaar_periode(jaar)
    geopend = {locatie.pk: (locatie, open_) for locatie in locaties if (open_ := _open(locatie, periode))}
    groepen, plaatsen = _groepen(list(geopend), periode), _plaatsen(list(geopend), periode)
    return {
        pk: Locatiegegevens(
            locatie=locatie.lrk_nummer,
            open=open_,
            ve=tuple(_ve_perioden(locatie, open_)),
            binnen_gemeente=not locatie.buiten_gemeente,
            groepen=tuple(groepen[pk]),
            plaatsen=tuple(plaatsen[pk]),
        )
        for pk, (locatie, open_) in geopend.items()
    }


def _open(locatie: Locatie, periode: Periode) -> Periode | None:
    """The days of the year on which it was of this holder, under this number, and in the register."""
    einden = [
        day_before(dag) for dag in (locatie.opgevolgd_per, locatie.uitgeschreven_per) if dag is not None
    ]
    van, tot = max([periode.van, locatie.begint_per or periode.van]), min([periode.tot_en_met, *einden])
    return Periode(van, tot) if van <= tot else None


def _ve_perioden(locatie: Locatie, open_: Periode) -> Iterator[Periode]:
    randen = sorted({open_.van, open_.na} | {dag for dag in locatie.ve_wisseldagen if dag in open_})
    for van, na in pairwise(randen):
        if locatie.has_ve_on(van):
            yield Periode(van, day_before(na))


def _groepen(locaties: Sequence[int], periode: Periode) -> dict[int, list[Groepsfeit]]:
    per_locatie: dict[int, list[Groepsfeit]] = defaultdict(list)
    for groep in Groep.objects.filter(locatie__in=locaties).order_by("locatie", "van", "pk"):
        if deel := _in_periode(groep.van, groep.tot_en_met, periode):
            per_locatie[groep.locatie_id].append(Groepsfeit(deel, half=groep.half, ve=groep.ve))
    return per_locatie


def _plaatsen(locaties: Sequence[int], periode: Periode) -> dict[int, list[Plaatsfeit]]:
    """The placements as they stand now, cut where the indication of the child begins or ends."""
    plaatsingen = list(
        Plaatsing.objects.overlapping(periode)
        .filter(locatie__in=locaties)
        .select_related("kind")
        .order_by("locatie", "startdatum", "pk")
    )
    indicaties = _indicaties([plaatsing.kind_id for plaatsing in plaatsingen], periode)
    per_locatie: dict[int, list[Plaatsfeit]] = defaultdict(list)
    for plaatsing in plaatsingen:
        deel = _in_periode(plaatsing.startdatum, plaatsing.einddatum, periode)
        if deel is not None:
            delen = split_categorieen(deel, indicaties[plaatsing.kind_id])
            per_locatie[plaatsing.locatie_id] += [_plaats(plaatsing, *stuk) for stuk in delen]
    return per_locatie


def _plaats(plaatsing: Plaatsing, periode: Periode, categorie: Categorie) -> Plaatsfeit:
    return Plaatsfeit(
        kind=str(plaatsing.kind_id),
        geboortedatum=plaatsing.kind.geboortedatum,
        periode=periode,
        categorie=categorie,
        uren_per_week=plaatsing.uren_per_week_honderdsten,
        laatste_dag_in_gemeente=plaatsing.kind.vertrokken_op,
    )


def _indicaties(kinderen: Sequence[int], periode: Periode) -> dict[int, list[Indicatie]]:
    per_kind: dict[int, list[Indicatie]] = defaultdict(list)
    for indicatie in Indicatie.objects.effective().filter(
        kind__in=kinderen, geldig_van__lte=periode.tot_en_met, geldig_tot_en_met__gte=periode.van
    ):
        per_kind[indicatie.kind_id].append(indicatie)
    return per_kind


def _in_periode(van: date, tot_en_met: date | None, periode: Periode) -> Periode | None:
    eind = periode.tot_en_met if tot_en_met is None else min(tot_en_met, periode.tot_en_met)
    begin = max(van, periode.van)
    return Periode(begin, eind) if begin <= eind else None
