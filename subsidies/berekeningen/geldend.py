"""Which policy holds for whom on which day: it may change inside a tijdvak, and schemes may stand beside each other."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from django.core.exceptions import ValidationError

from lib.periode import Periode, Ritme, Tijdvak, day_before
from lib.weergave import periode as schrijf_periode
from rekenregels import Categorie, Regeling
from subsidies.models import Subsidieregeling
from subsidies.regelingen.document import as_regeling

Geknipt = list[tuple[Periode, Subsidieregeling]]


@dataclass(frozen=True)
class Geldend:
    """The adopted policies of a municipality over some time, the oldest first."""

    regelingen: tuple[Subsidieregeling, ...]
    _bekend: dict[tuple[Periode, Categorie], Geknipt] = field(default_factory=dict, compare=False)

    @cached_property
    def getypt(self) -> dict[int, Regeling]:
        return {regeling.pk: as_regeling(regeling) for regeling in self.regelingen}

    def telt_vanaf(self, tijdvak: Tijdvak) -> int:
        """The month from which what was paid counts for what is paid in a tijdvak.

        Of its year or of its quarter; of all the policy where it counts the whole time of a child.
        """
        heel = [regeling.geldig_van for regeling in self.getypt.values() if regeling.telt_vanaf_begin]
        if heel:
            return Tijdvak.of(Ritme.MAAND, min(heel)).eerste_maand
        per_jaar = any(regeling.telt_per_jaar for regeling in self.getypt.values())
        ruimte = Tijdvak.of(Ritme.JAAR if per_jaar else Ritme.KWARTAAL, tijdvak.periode.van)
        return ruimte.eerste_maand

    def knip(self, periode: Periode, categorie: Categorie) -> Geknipt:
        """The period cut where another policy begins to hold for these children; ValidationError for a day without."""
        sleutel = (periode, categorie)
        if sleutel not in self._bekend:
            self._bekend[sleutel] = self._knip(periode, categorie)
        return self._bekend[sleutel]

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
