"""Which policy holds for whom on which day: it may change inside a tijdvak, and schemes may stand beside each other."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property

from django.core.exceptions import ValidationError

from lib.periode import Periode, Ritme, Tijdvak, day_before
from lib.weergave import periode as schrijf_periode
from rekenregels import Categorie, Regeling, betaalde_weken
from subsidies.models import Subsidieregeling
from subsidies.regelingen.document import as_regeling

Geknipt = list[tuple[Periode, Subsidieregeling]]


@dataclass(frozen=True)
class Geldend:
    """The adopted policies of a municipality over some time, the oldest first."""

    regelingen: tuple[Subsidieregeling, ...]
    _bekend: dict[tuple[Periode, Categorie], Geknipt] = field(default_factory=dict, compare=False)
    _weken: dict[tuple[int, Categorie, Periode], Fraction] = field(default_factory=dict, compare=False)

    @cached_property
    def getypt(self) -> dict[int, Regeling]:
        return {regeling.pk: as_regeling(regeling) for regeling in self.regelingen}

    @cached_property
    def begin_tegoed(self) -> date | None:
        """The first day from which hours count for a balance of the whole time of a child; None: there is no such."""
        return min(
            (_begin(r, self.getypt[r.pk]) for r in self.regelingen if self.getypt[r.pk].telt_vanaf_begin),
            default=None,
        )

    def telt_vanaf(self, tijdvak: Tijdvak) -> int:
        """The month from which what was paid counts for what is paid in a tijdvak.

        Of its year or of its quarter; of all the policy where it counts the whole time of a child, and of those
        before it whose balance goes on in it.
        """
        if begin := self.begin_tegoed:
            return Tijdvak.of(Ritme.MAAND, begin).eerste_maand
        per_jaar = any(regeling.telt_per_jaar for regeling in self.getypt.values())
        ruimte = Tijdvak.of(Ritme.JAAR if per_jaar else Ritme.KWARTAAL, tijdvak.periode.van)
        return ruimte.eerste_maand

    def knip(self, periode: Periode, categorie: Categorie) -> Geknipt:
        """The period cut where another policy begins to hold for these children; ValidationError for a day without."""
        sleutel = (periode, categorie)
        if sleutel not in self._bekend:
            self._bekend[sleutel] = self._knip(periode, categorie)
        return self._bekend[sleutel]

    def weken_in(self, regeling: Subsidieregeling, categorie: Categorie, periode: Periode) -> Fraction:
        """The weeks that a policy pays for, as rounding leaves them."""
        sleutel = (regeling.pk, categorie, periode)
        if sleutel not in self._weken:
            getypt = self.getypt[regeling.pk]
            self._weken[sleutel] = betaalde_weken(getypt, categorie, periode.van, periode.tot_en_met)
        return self._weken[sleutel]

    def _knip(self, periode: Periode, categorie: Categorie) -> Geknipt:
        delen: Geknipt = []
        for deel in _parts(periode, self.regelingen):
            regeling = self._op(deel.van, categorie)
            if regeling is None:
                raise no_regeling(deel)
            if delen and delen[-1][1] == regeling:
                deel = Periode(delen.pop()[0].van, deel.tot_en_met)
            delen.append((deel, regeling))
        return delen

    def _op(self, dag: date, categorie: Categorie) -> Subsidieregeling | None:
        """The scheme that pays for these children; where none does, the one that says so."""
        geldig = [r for r in self.regelingen if r.geldig_van <= dag <= r.geldig_tot_en_met]
        betaalt = [r for r in geldig if self.getypt[r.pk].vergoedt(categorie)]
        return next(iter(betaalt or geldig), None)


def read_geldend(gemeente_id: int, periode: Periode) -> Geldend:
    regelingen = Subsidieregeling.objects.adopted().filter(gemeente=gemeente_id).overlapping(periode)
    return Geldend(tuple(regelingen.order_by("geldig_van", "pk")))


def _begin(regeling: Subsidieregeling, getypt: Regeling) -> date:
    """The first day of a policy, or of the one whose balance went on in it, and so on."""
    while getypt.tegoeden_uit:
        vorige = (
            Subsidieregeling.objects.adopted()
            .filter(gemeente=regeling.gemeente_id, geldig_tot_en_met__lt=regeling.geldig_van)
            .order_by("-geldig_tot_en_met", "-pk")
            .first()
        )
        if vorige is None or not as_regeling(vorige).telt_vanaf_begin:
            break
        regeling, getypt = vorige, as_regeling(vorige)
    return regeling.geldig_van


def no_regeling(periode: Periode) -> ValidationError:
    return ValidationError(
        f"Er is geen vastgestelde regeling voor {schrijf_periode(periode.van, periode.tot_en_met)}. "
        "Laat eerst een regeling vaststellen die deze dagen dekt.",
        code="geen-regeling",
    )


def _parts(periode: Periode, regelingen: Iterable[Subsidieregeling]) -> list[Periode]:
    """The period in parts within which no policy begins or ends."""
    begin = {periode.van}
    for regeling in regelingen:
        begin |= {regeling.geldig_van, regeling.geldig_tot_en_met + timedelta(days=1)}
    starts = sorted(dag for dag in begin if dag in periode)
    einden = [day_before(dag) for dag in starts[1:]] + [periode.tot_en_met]
    return [Periode(van, tot) for van, tot in zip(starts, einden, strict=True)]
