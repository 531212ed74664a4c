"""The only reading for a calculation: declarations with their placements and indications become facts.

Facts carry no names: the key of a line is the child's pseudonym. As many queries for one declaration as for all
of a year.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from math import lcm

from django.core.exceptions import ValidationError

from indicaties.models import Indicatie
from lib.geld import split_evenly, uren
from lib.periode import Periode, Ritme, day_before
from lib.rijen import attach, onder, read_rijen
from opvang.models import Declaratieregel, Plaatsing, Urendeclaratie
from opvang.verdelen import (
    Deel,
    delen_van,
    join_gelijk,
    plaatsingen_per_verblijf,
    read_regels,
    split_dagen,
)
from rekenregels import Categorie, Feit, Huishouden
from subsidies.berekeningen.geldend import Geldend, no_regeling, read_geldend
from subsidies.berekeningen.voorwaarden import Voorwaarden, split_voorwaarden
from subsidies.models import Subsidieregeling

_CATEGORIE_BIJ_SOORT = {Indicatie.Soort.VVE: Categorie.DOELGROEP, Indicatie.Soort.SMI: Categorie.SMI}


@dataclass(frozen=True)
class Regelfeit:
    """A fact, the declared line that it comes from and the policy that it falls under."""

    regel: Declaratieregel
    regeling: Subsidieregeling
    feit: Feit
    begin: date  # first day of the stay: who came first, goes first

    @property
    def kind(self) -> int:
        return self.regel.plaatsing.kind_id

    @property
    def per_maand(self) -> bool:
        """Of a line that is only proposed, no declaration is known."""
        return self.regel.declaratie_id is not None and self.regel.declaratie.ritme == Ritme.MAAND


@dataclass(frozen=True)
class Stuk:
    """Days of a line on which nothing changes: agreements, the child's category, a condition, the policy."""

    plaatsing: Plaatsing
    periode: Periode
    categorie: Categorie
    voorwaarden: Voorwaarden
    regeling: Subsidieregeling


@dataclass(frozen=True)
class Gegevens:
    """What calculations of declarations of one municipality read.

    The lines per declaration, per stay the placements that hold now, per child its indications, and the policies.
    """

    regels: dict[int, list[Declaratieregel]]
    plaatsingen: dict[int, list[Plaatsing]]
    indicaties: dict[int, list[Indicatie]]
    geldend: Geldend

    def feiten_van(self, declaratie: Urendeclaratie) -> list[Regelfeit]:
        """The facts of a declaration, in the order of its lines and then of time."""
        if not self.geldend.regelingen:
            raise no_regeling(declaratie.periode)
        return [feit for regel in self.regels.get(declaratie.pk, []) for feit in self.feiten_van_regel(regel)]

    def feiten_van_regel(self, regel: Declaratieregel) -> Iterator[Regelfeit]:
        """One fact, or more where something changes; the hours are divided by the agreed hours in paid weeks."""
        plaatsingen = self.plaatsingen[regel.plaatsing.verblijf]
        stukken = list(self.stukken_van(regel, plaatsingen))
        if not stukken:
            _refuse_hours_without_place(regel.plaatsing, regel.uren_honderdsten)
            return
        per_stuk = self._without_absence(regel, stukken, self._split_uren(regel.uren_honderdsten, stukken))
        dagen_per_stuk = split_dagen(regel.dagen, [Deel(stuk.plaatsing, stuk.periode) for stuk in stukken])
        for stuk, honderdsten, dagen in zip(stukken, per_stuk, dagen_per_stuk, strict=True):
            feit = _make_feit(stuk, honderdsten, dagen, self._minima(stuk))
            regels = self.geldend.getypt[stuk.regeling.pk]
            if regels.recht_eindigt(stuk.categorie):
                feit = replace(feit, recht_vanaf=self._recht_vanaf(stuk, plaatsingen[0].startdatum))
            if regels.vraagt_begin:
                feit = replace(feit, begonnen_op=plaatsingen[0].startdatum)
            yield Regelfeit(regel, stuk.regeling, feit, plaatsingen[0].startdatum)

    def _recht_vanaf(self, stuk: Stuk, begin: date) -> date:
        """The first day of the indication that makes the child what it is; without one that of its stay."""
        dagen = [
            indicatie.geldig_van
            for indicatie in self.indicaties[stuk.plaatsing.kind_id]
            if _CATEGORIE_BIJ_SOORT[Indicatie.Soort(indicatie.soort)] is stuk.categorie
            and indicatie.geldig_van <= stuk.periode.van <= indicatie.geldig_tot_en_met
        ]
        return min(dagen, default=begin)

    def stukken_van(self, regel: Declaratieregel, plaatsingen: list[Plaatsing]) -> Iterator[Stuk]:
        indicaties = self.indicaties[regel.plaatsing.kind_id]
        for deel in join_gelijk(delen_van(regel.periode, plaatsingen)):
            plaatsing = deel.plaatsing
            for geheel, categorie in split_categorieen(deel.periode, indicaties):
                for periode, voorwaarden in split_voorwaarden(
                    geheel, plaatsing.kind, plaatsing.locatie, indicaties
                ):
                    for stuk, regeling in self.geldend.knip(periode, categorie):
                        yield Stuk(plaatsing, stuk, categorie, voorwaarden, regeling)

    def _split_uren(self, honderdsten: int, stukken: Sequence[Stuk]) -> list[int]:
        """As the room is divided: by the weeks that the policy pays for; where it pays for none, by days."""
        if len(stukken) == 1:
            return [honderdsten]
        weken = [self.weken_van(stuk) * stuk.plaatsing.uren_per_week_honderdsten for stuk in stukken]
        noemer = lcm(*(deel.denominator for deel in weken))
        gewichten = [int(deel * noemer) for deel in weken]
        if not any(gewichten):
            gewichten = [Deel(stuk.plaatsing, stuk.periode).gewicht for stuk in stukken]
        return split_evenly(honderdsten, gewichten)

    def _without_absence(
        self, regel: Declaratieregel, stukken: Sequence[Stuk], uren: Sequence[int]
    ) -> Sequence[int]:
        """What counts for money: less the absence where the policy counts the hours really taken.

        Absence is divided as the hours are, so that no part has more of it than hours.
        """
        if not regel.afwezig_honderdsten:
            return uren
        afwezig = split_evenly(regel.afwezig_honderdsten, uren)
        return [
            honderdsten - weg if self._counts_werkelijk(stuk) else honderdsten
            for stuk, honderdsten, weg in zip(stukken, uren, afwezig, strict=True)
        ]

    def _counts_werkelijk(self, stuk: Stuk) -> bool:
        return self.geldend.getypt[stuk.regeling.pk].geldstroom.vaststelling.op_werkelijke_uren

    def _minima(self, stuk: Stuk) -> int:
        """The minima rule of the agreements as its number in the policy; one without such rules has no use for it."""
        naam, regeling = stuk.plaatsing.minimaregel, self.geldend.getypt[stuk.regeling.pk]
        namen = [regel.naam for regel in regeling.minima]
        if not naam or not namen:
            return 0
        if naam not in namen:
            raise ValidationError(
                f"Kind {stuk.plaatsing.kind.pseudoniem} heeft minimaregel ‘{naam}’, en die staat niet in"
                f" {regeling.naam}. Laat de houder de afspraken wijzigen.",
                code="minimaregel",
            )
        return namen.index(naam) + 1

    def weken_van(self, stuk: Stuk) -> Fraction:
        """The weeks that are paid for, as rounding leaves them."""
        return self.geldend.weken_in(stuk.regeling, stuk.categorie, stuk.periode)


def read_feiten(declaratie: Urendeclaratie) -> list[Regelfeit]:
    return make_gegevens([declaratie], read_eigen([declaratie])).feiten_van(declaratie)


def read_eigen(declaraties: Sequence[Urendeclaratie]) -> list[Declaratieregel]:
    """The lines of these declarations, in their order."""
    regels = read_regels(Declaratieregel.objects.filter(declaratie__in=declaraties))
    attach(regels, "declaratie", {declaratie.pk: declaratie for declaratie in declaraties})
    return regels


def make_gegevens(
    declaraties: Sequence[Urendeclaratie],
    eigen: Sequence[Declaratieregel],
    extra: Iterable[Declaratieregel] = (),
) -> Gegevens:
    """`declaraties`: one or more of the same municipality, with their lines; `extra`: others that will be computed with."""
    regels: dict[int, list[Declaratieregel]] = {declaratie.pk: [] for declaratie in declaraties}
    for regel in eigen:
        regels[regel.declaratie_id].append(regel)
    perioden = [declaratie.periode for declaratie in declaraties]
    return replace(gather(declaraties[0].gemeente_id, [*eigen, *extra], perioden), regels=regels)


def gather(gemeente_id: int, regels: Sequence[Declaratieregel], perioden: Sequence[Periode] = ()) -> Gegevens:
    """What is needed for these lines of a municipality, and for these periods if there are no lines in them."""
    periode = _span([*perioden, *(regel.periode for regel in regels)])
    return Gegevens(
        {},
        plaatsingen_per_verblijf(regels),
        _indicaties_per_kind({regel.plaatsing.kind_id for regel in regels}, periode),
        read_geldend(gemeente_id, periode),
    )


def _span(perioden: Sequence[Periode]) -> Periode:
    return Periode(min(p.van for p in perioden), max(p.tot_en_met for p in perioden))


def _refuse_hours_without_place(plaatsing: Plaatsing, honderdsten: int) -> None:
    """Of a placement that was a mistake the hours count for nothing; other hours without a place are a mistake."""
    if honderdsten and not plaatsing.is_vervallen:
        raise ValidationError(
            f"Kind {plaatsing.kind.pseudoniem} was in dit tijdvak niet geplaatst, maar er zijn "
            f"{uren(honderdsten)} uren gedeclareerd. Stuur de declaratie terug.",
            code="niet-geplaatst",
        )


def _make_feit(stuk: Stuk, honderdsten: int, dagen: int | None, minima: int) -> Feit:
    plaatsing = stuk.plaatsing
    return Feit(
        sleutel=plaatsing.kind.pseudoniem,
        geboortedatum=plaatsing.kind.geboortedatum,
        van=stuk.periode.van,
        tot_en_met=stuk.periode.tot_en_met,
        categorie=stuk.categorie,
        kot=plaatsing.kot,
        bijdrageklasse=plaatsing.bijdrageklasse,
        kindrang=plaatsing.kindrang,
        uren=honderdsten,
        locatie=plaatsing.locatie.lrk_nummer,
        kern=plaatsing.locatie.kern,
        minima=minima,
        huishouden=Huishouden(plaatsing.huishouden) if plaatsing.huishouden else None,
        dagen=dagen,
        prijs=plaatsing.uurprijs_centen,
        uren_per_week=plaatsing.uren_per_week_honderdsten,
        **stuk.voorwaarden,
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
    if not geldig or geldig[0][0] == periode:
        return [(periode, geldig[0][1] if geldig else Categorie.REGULIER)]
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
    geldig = Indicatie.objects.effective().filter(onder("kind_id", kinderen))
    for indicatie in read_rijen(geldig.filter(geldig_van__lte=periode.tot_en_met)):
        per_kind[indicatie.kind_id].append(indicatie)
    return per_kind
