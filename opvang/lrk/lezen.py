"""A file of the register, of which only what matters here is kept: the own municipalities and known locations."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import BinaryIO

from opvang.lrk.regel import LrkRegel, Rijfout, code_of, number_of, read_regel
from opvang.lrk.rijen import Kop, Rij, open_rijen

# Voorschoolse educatie is given in day care; out-of-school care and childminders are no part of it.
SOORTEN = ("KDV",)


@dataclass
class LrkBestand:
    """What was read. A wrong row is in `fouten` when it is of the own municipality, else it is only counted."""

    regels: list[LrkRegel] = field(default_factory=list)
    fouten: list[Rijfout] = field(default_factory=list)
    overgeslagen: list[int] = field(default_factory=list)
    gemeente_codes: set[str] = field(default_factory=set)

    @property
    def is_landelijk(self) -> bool:
        """Whether it goes over more than one municipality: then a location that it does not have is gone."""
        return len(self.gemeente_codes) > 1

    @property
    def onleesbaar(self) -> bool:
        """A row of the own municipality without a number: it may be any location."""
        return any(fout.kolom == "lrk_id" or not fout.lrk_nummer for fout in self.fouten)


def read_lrk(
    bestand: BinaryIO, *, gemeente_codes: Collection[str], lrk_nummers: Collection[str]
) -> LrkBestand:
    """The day-care locations of these municipalities, and those known here already wherever they lie."""
    gelezen = LrkBestand()
    with open_rijen(bestand) as (kop, rijen):
        lezer = _Lezer(kop, set(gemeente_codes), set(lrk_nummers), gelezen)
        for rij in rijen:
            lezer.add(rij)
    lezer.finish()
    return gelezen


class _Lezer:
    def __init__(self, kop: Kop, codes: set[str], nummers: set[str], gelezen: LrkBestand) -> None:
        self.kop, self.codes, self.nummers, self.gelezen = kop, codes, nummers, gelezen
        self.soort, self.code = kop.index("type_oko"), kop.index("cbs_code")
        self.per_nummer: dict[str, list[tuple[int, LrkRegel]]] = {}

    def add(self, rij: Rij) -> None:
        if not rij.past:
            self._doubtful(rij)
        elif rij.cellen[self.soort].upper() in SOORTEN:
            self._care(rij)

    def _care(self, rij: Rij) -> None:
        waarden = self.kop.named(rij.cellen)
        code, nummer = code_of(waarden), number_of(waarden)
        self.gelezen.gemeente_codes.add(code)
        if code not in self.codes and nummer not in self.nummers:
            return
        self._read(rij, waarden)

    def _read(self, rij: Rij, waarden: dict[str, str]) -> None:
        gelezen = read_regel(waarden, rij.nummer)
        if isinstance(gelezen, LrkRegel):
            self.per_nummer.setdefault(gelezen.lrk_nummer, []).append((rij.nummer, gelezen))
        else:
            self.gelezen.fouten += gelezen

    def _doubtful(self, rij: Rij) -> None:
        """Perhaps its columns are not where they should be. Ours when a code or a number of ours stands in it."""
        cellen = [cel.strip(" \"'") for cel in rij.tekst.split(self.kop.scheiding)]
        if not set(cellen) & (self.codes | self.nummers):
            self.gelezen.overgeslagen.append(rij.nummer)
        elif len(cellen) == self.kop.breedte:
            self._read(rij, self.kop.named(rij.cellen))
        else:
            advies = (
                f"er staan {len(cellen)} kolommen in plaats van {self.kop.breedte}. Zet een naam met een puntkomma tussen"
                " aanhalingstekens, of haal het bestand opnieuw op bij het LRK."
            )
            nummer = next((cel for cel in cellen if cel in self.nummers), "")
            self.gelezen.fouten.append(Rijfout(rij.nummer, nummer, "", "", advies))

    def finish(self) -> None:
        """A number that is there twice is the one that is still registered; of two such none is taken over."""
        for nummer, gevonden in self.per_nummer.items():
            verschillend = {regel: rij for rij, regel in reversed(gevonden)}
            ingeschreven = [regel for regel in verschillend if not regel.uitgeschreven]
            keuze = ingeschreven if len(ingeschreven) == 1 else list(verschillend)
            if len(keuze) == 1:
                self.gelezen.regels += keuze
                continue
            rijen = " en ".join(str(rij) for rij in sorted(verschillend.values()))
            advies = f"Nummer {nummer} staat twee keer in het bestand (regel {rijen}) met andere gegevens. Vraag het LRK welke klopt."
            self.gelezen.fouten.append(Rijfout(max(verschillend.values()), nummer, "", "", advies))
