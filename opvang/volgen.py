"""The lines of a draft follow the placements: what was typed moves along with the agreements."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from lib.geld import split_evenly
from lib.periode import Periode, day_before
from opvang.maandverdeling import divide_maanden, months_in
from opvang.models import Declaratieregel, Plaatsing, Urendeclaratie
from opvang.verdelen import Deel, delen_van, plaatsingen_per_verblijf, split_dagen, split_uren
from opvang.voorstel import Dagdeel, Voorstel, propose
from opvang.vragen import vragen_in


def add_regels(declaratie: Urendeclaratie, plaatsingen: Iterable[Plaatsing]) -> None:
    """A line with proposed hours, and days where a policy looks at them, for each placement in the tijdvak."""
    met_dagen = _asks_for_days(declaratie)
    delen = delen_van(declaratie.periode, list(plaatsingen))
    voorstellen = _propose(declaratie, delen)
    maanden = _by_month(declaratie, delen, [voorstel.uren for voorstel in voorstellen])
    Declaratieregel.objects.bulk_create(
        _regel(declaratie, deel, voorstel.uren, voorstel.dagen if met_dagen else None, per_maand, 0)
        for deel, voorstel, per_maand in zip(delen, voorstellen, maanden, strict=True)
    )


def follow_afspraken(declaratie: Urendeclaratie) -> None:
    """Lay the lines of a stay anew where its agreements changed since; days that are new get proposed hours.

    A stay that has no place in the tijdvak any more keeps its line, for the provider to look at.
    """
    regels = list(declaratie.regels.select_related("plaatsing"))
    per_verblijf = plaatsingen_per_verblijf(regels)
    per_stay: dict[int, list[Declaratieregel]] = defaultdict(list)
    for regel in regels:
        per_stay[regel.plaatsing.verblijf].append(regel)
    nieuw: list[Declaratieregel] = []
    for verblijf, oude in per_stay.items():
        delen = delen_van(declaratie.periode, per_verblijf[verblijf])
        if delen and {(r.plaatsing_id, r.periode) for r in oude} != {
            (d.plaatsing.pk, d.periode) for d in delen
        }:
            nieuw += _lay_anew(declaratie, oude, delen)
    weg = {regel.plaatsing.verblijf for regel in nieuw}
    declaratie.regels.filter(pk__in=[r.pk for v in weg for r in per_stay[v]]).delete()
    Declaratieregel.objects.bulk_create(nieuw)
    _propose_missing_days(declaratie)


def _lay_anew(
    declaratie: Urendeclaratie, oude: list[Declaratieregel], delen: list[Deel]
) -> Iterator[Declaratieregel]:
    plaatsingen = [deel.plaatsing for deel in delen]
    verhuisd, dagen = _Verhuizing(declaratie, plaatsingen), _move_dagen(oude, plaatsingen)
    for regel in oude:
        verhuisd.move(regel)
    for deel in delen:
        pk = deel.plaatsing.pk
        erbij = [Deel(deel.plaatsing, stuk) for stuk in _uncovered(deel.periode, oude)]
        nieuw = _propose(declaratie, erbij)
        for stuk, voorstel in zip(erbij, nieuw, strict=True):
            verhuisd.add(stuk, voorstel.uren)
        nieuwe_dagen = _sum([*dagen[pk], *(voorstel.dagen for voorstel in nieuw)])
        per_maand = verhuisd.maanden[pk] if declaratie.met_maanden else None
        yield _regel(declaratie, deel, verhuisd.uren[pk], nieuwe_dagen, per_maand, verhuisd.afwezig[pk])


class _Verhuizing:
    """Hundredths of hours on their way to the placements that hold now: in all, by month and of absence."""

    def __init__(self, declaratie: Urendeclaratie, plaatsingen: Sequence[Plaatsing]) -> None:
        self.declaratie, self.plaatsingen = declaratie, plaatsingen
        self.uren: dict[int, int] = defaultdict(int)
        self.afwezig: dict[int, int] = defaultdict(int)
        self.maanden: dict[int, list[int]] = defaultdict(lambda: [0] * declaratie.tijdvak.ritme.maanden)

    def move(self, regel: Declaratieregel) -> None:
        """To whom its days belong now, absence in proportion to the hours: never more than there are."""
        geheel = delen_van(regel.periode, self.plaatsingen)
        if not geheel:
            return
        eerst = dict(self.uren)
        for stuk, honderdsten in self._pieces(regel):
            delen = delen_van(stuk, self.plaatsingen) or geheel
            for deel, van_deel in zip(delen, split_uren(honderdsten, delen), strict=True):
                self.add(deel, van_deel)
        erbij = {pk: nu - eerst.get(pk, 0) for pk, nu in self.uren.items()}
        if regel.afwezig_honderdsten:
            verdeeld = split_evenly(regel.afwezig_honderdsten, list(erbij.values()))
            for pk, afwezig in zip(erbij, verdeeld, strict=True):
                self.afwezig[pk] += afwezig

    def _pieces(self, regel: Declaratieregel) -> Iterator[tuple[Periode, int]]:
        """The days and hours of each of its months, or of the line as a whole."""
        if regel.maanden_honderdsten is None:
            yield regel.periode, regel.uren_honderdsten
            return
        maanden = months_in(self.declaratie.tijdvak, regel.periode)
        for maand, honderdsten in zip(maanden, regel.maanden_honderdsten, strict=True):
            if honderdsten:
                yield maand or regel.periode, honderdsten

    def add(self, deel: Deel, honderdsten: int) -> None:
        pk = deel.plaatsing.pk
        self.uren[pk] += honderdsten
        per_maand = next(iter(_by_month(self.declaratie, [deel], [honderdsten])))
        if per_maand:
            self.maanden[pk] = [a + b for a, b in zip(self.maanden[pk], per_maand, strict=True)]


def _by_month(
    declaratie: Urendeclaratie, delen: Sequence[Deel], uren: Sequence[int]
) -> Sequence[list[int] | None]:
    """None for each part where hours are not asked by month."""
    if not declaratie.met_maanden:
        return [None] * len(delen)
    return divide_maanden(declaratie.gemeente_id, declaratie.tijdvak, delen, uren)


def _move_dagen(
    oude: Iterable[Declaratieregel], plaatsingen: Sequence[Plaatsing]
) -> dict[int, list[int | None]]:
    """The days of care of the old lines in the same way; None for a line whose days nobody gave."""
    dagen: dict[int, list[int | None]] = defaultdict(list)
    for regel in oude:
        delen = delen_van(regel.periode, plaatsingen)
        if delen:
            for deel, aantal in zip(delen, split_dagen(regel.dagen, delen), strict=True):
                dagen[deel.plaatsing.pk].append(aantal)
    return dagen


def _sum(aantallen: Sequence[int | None]) -> int | None:
    """Together; not known when one of them is not."""
    bekend = [aantal for aantal in aantallen if aantal is not None]
    return sum(bekend) if len(bekend) == len(aantallen) else None


def _propose_missing_days(declaratie: Urendeclaratie) -> None:
    """Where a policy looks at days and nobody gave them, as when it was adopted after the draft was made."""
    if not _asks_for_days(declaratie):
        return
    regels = list(declaratie.regels.filter(dagen=None).select_related("plaatsing"))
    voorstellen = _propose(declaratie, [Deel(regel.plaatsing, regel.periode) for regel in regels])
    for regel, voorstel in zip(regels, voorstellen, strict=True):
        regel.dagen = voorstel.dagen
    Declaratieregel.objects.bulk_update(regels, ["dagen"], batch_size=500)


def _propose(declaratie: Urendeclaratie, delen: Sequence[Deel]) -> list[Voorstel]:
    dagdelen = [Dagdeel(deel.plaatsing, deel.periode) for deel in delen]
    return propose(declaratie.gemeente_id, declaratie.tijdvak, dagdelen)


def _asks_for_days(declaratie: Urendeclaratie) -> bool:
    return vragen_in(declaratie.gemeente, declaratie.periode).dagen


def _uncovered(periode: Periode, oude: Iterable[Declaratieregel]) -> list[Periode]:
    """The days of the period that no old line was about."""
    rest = [periode]
    for regel in oude:
        rest = [stuk for deel in rest for stuk in _minus(deel, regel.periode)]
    return rest


def _minus(deel: Periode, weg: Periode) -> list[Periode]:
    if deel.overlap(weg) is None:
        return [deel]
    stukken = []
    if deel.van < weg.van:
        stukken.append(Periode(deel.van, day_before(weg.van)))
    if weg.tot_en_met < deel.tot_en_met:
        stukken.append(Periode(weg.tot_en_met + timedelta(days=1), deel.tot_en_met))
    return stukken


def _regel(
    declaratie: Urendeclaratie,
    deel: Deel,
    honderdsten: int,
    dagen: int | None,
    per_maand: list[int] | None,
    afwezig: int,
) -> Declaratieregel:
    return Declaratieregel(
        declaratie=declaratie,
        plaatsing=deel.plaatsing,
        van=deel.periode.van,
        tot_en_met=deel.periode.tot_en_met,
        uren_honderdsten=honderdsten,
        dagen=dagen,
        maanden_honderdsten=per_maand,
        afwezig_honderdsten=afwezig if declaratie.met_afwezig else None,
    )
