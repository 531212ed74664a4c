"""What a file says of results: all of it, or a sentence per cell that is wrong."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError

from indicaties.models import Indicatie
from lib.bladen import Blad, Cel, as_tekst, read_bladen
from lib.bladen import Rij as Regel
from lib.csvbestand import double_names
from lib.geld import shorten
from lib.weergave import datum, opsommen
from opvang.domeinen import DOMEINEN
from opvang.models import Plaatsing, Resultaatmeting
from opvang.resultaten.actions import Rij
from opvang.resultaten.schalen import Schaal
from opvang.urenbestand.kinderen import read_dag, words
from opvang.urenbestand.kolommen import simplify
from organisaties.models import Gebruiker

MAX_FOUTEN = 50
KOP_IN_REGELS = 20
Moment = Resultaatmeting.Moment
_ANDERE_NAMEN = {
    "pseudoniem": "pseudoniem kind",
    "naam": "naam kind, kind, naam peuter, peuter, volledige naam",
    "geboortedatum": "geboren, geboren op, geb datum",
    "locatie": "locatienaam, naam locatie, vestiging",
    "datum": "datum meting, meetdatum, datum observatie, observatiedatum, datum registratie",
    "moment": "meetmoment, meting",
    "volgsysteem": "systeem, observatiesysteem, kindvolgsysteem",
    "taal": "taalontwikkeling, spraak taal",
    "rekenen": "rekenontwikkeling, ontluikende gecijferdheid",
    "motoriek": "motorische ontwikkeling",
    "sociaal": "sociaal emotioneel, sociaal emotionele ontwikkeling, sociaal-emotioneel",
}
_ROL_VAN = {
    simplify(naam): rol for rol, andere in _ANDERE_NAMEN.items() for naam in (rol, *andere.split(","))
}
_MOMENTEN = {
    "start": Moment.START,
    "bij de start": Moment.START,
    "begin": Moment.START,
    "tussen": Moment.HALFWAY,
    "halverwege": Moment.HALFWAY,
    "eind": Moment.END,
    "einde": Moment.END,
    "bij het einde": Moment.END,
}
NAAR_KIND = "Is dit een kind dat bij u een plaats heeft? Verbeter de cel, of verwijder de regel."


@dataclass(frozen=True)
class Tabel:
    """The rows under the line of names; `plek`: what a column is -> its place."""

    namen: dict[str, str]
    plek: dict[str, int]
    regels: list[Regel]

    def cel(self, regel: Regel, rol: str) -> Cel:
        plek = self.plek.get(rol)
        return regel.cellen[plek] if plek is not None and plek < len(regel.cellen) else ""

    def tekst(self, regel: Regel, rol: str) -> str:
        return as_tekst(self.cel(regel, rol)).strip()


def read(
    inhoud: bytes, door: Gebruiker, *, schalen: dict[str, Schaal], standaard: str, op: date
) -> list[Rij]:
    """Read an XLSX, ODS or text file. `standaard`: the scale of a row that names none; '' when every row must.

    ValidationError with a sentence per cell: line, column, value, and what to do. A row without outcomes is passed over.
    """
    try:
        bladen = read_bladen(inhoud)
    except ValueError as fout:
        raise ValidationError(str(fout)) from fout
    lezing = _Lezing(_find_tabel(bladen), door, schalen, standaard, op)
    rijen = lezing.read()
    if lezing.fouten:
        meer = len(lezing.fouten) - MAX_FOUTEN
        rest = [f"En nog {meer} cellen met een fout."] if meer > 0 else []
        raise ValidationError([*lezing.fouten[:MAX_FOUTEN], *rest])
    if not rijen:
        raise ValidationError(
            "In het bestand staan geen resultaten. Vul bij een kind minstens één domein in."
        )
    return rijen


def _find_tabel(bladen: list[Blad]) -> Tabel:
    """The first line of names that says enough."""
    for blad in bladen:
        for index, regel in enumerate(blad.rijen[:KOP_IN_REGELS]):
            namen = [as_tekst(cel).strip() for cel in regel.cellen]
            rollen = [_ROL_VAN.get(simplify(naam), "") for naam in namen]
            if _missing(set(rollen)):
                continue
            if dubbel := double_names([rol for rol in rollen if rol]):
                raise ValidationError(
                    f"Regel {regel.nummer}: kolom {', '.join(dubbel)} staat er meer dan een keer. Verwijder de kolom die "
                    "niet geldt."
                )
            plek = {rol: i for i, rol in enumerate(rollen) if rol}
            return Tabel({rol: namen[i] for rol, i in plek.items()}, plek, blad.rijen[index + 1 :])
    raise ValidationError(
        "Wij vinden de kolommen niet. Zet boven de regels deze namen: pseudoniem (of naam en geboortedatum), datum, moment "
        "en minstens één van taal, rekenen, motoriek en sociaal. Of begin met de werkmap van deze pagina."
    )


def _missing(rollen: set[str]) -> bool:
    wie = "pseudoniem" in rollen or {"naam", "geboortedatum"} <= rollen
    return not (wie and {"datum", "moment"} <= rollen and rollen & set(DOMEINEN))


class _Lezing:
    """One file on its way to rows; what is wrong is kept in the order of the file."""

    def __init__(
        self, tabel: Tabel, door: Gebruiker, schalen: dict[str, Schaal], standaard: str, op: date
    ) -> None:
        self.tabel, self.schalen, self.standaard, self.op = tabel, schalen, standaard, op
        self.register = Register(door)
        self.fouten: list[str] = []
        self._gezien: dict[tuple[object, ...], int] = {}

    def read(self) -> list[Rij]:
        return [rij for regel in self.tabel.regels if (rij := self._read_rij(regel))]

    @contextmanager
    def _at(self, regel: Regel, rol: str) -> Iterator[None]:
        """A ValueError in here is a sentence about this cell."""
        try:
            yield
        except ValueError as fout:
            self.fouten.append(f"Regel {regel.nummer}, kolom {self.tabel.namen.get(rol, rol)}: {fout}")

    def _read_rij(self, regel: Regel) -> Rij | None:
        """None when it has no outcomes, or when something in it is wrong."""
        if not any(self.tabel.tekst(regel, domein) for domein in DOMEINEN):
            return None
        eerder = len(self.fouten)
        dag = moment = schaal = plaatsing = None
        with self._at(regel, "datum"):
            dag = self._dag(regel)
        with self._at(regel, "moment"):
            moment = self._moment(regel)
        with self._at(regel, "volgsysteem"):
            schaal = self._schaal(regel, dag)
        rol = "pseudoniem" if self.tabel.tekst(regel, "pseudoniem") else "naam"
        with self._at(regel, rol):
            plaatsing = self.register.find(self.tabel, regel, dag)
        waarden = self._waarden(regel, schaal) if schaal else {}
        if len(self.fouten) > eerder or not (dag and moment and schaal and plaatsing):
            return None
        with self._at(regel, rol):
            self._check_dubbel(regel, plaatsing, dag, moment)
            return Rij(plaatsing.pk, dag, moment, schaal.code, waarden)
        return None

    def _dag(self, regel: Regel) -> date:
        dag = read_dag(self.tabel.cel(regel, "datum"))
        if dag > self.op:
            raise ValueError(f"{datum(dag)} moet nog komen. Vul de dag in waarop u keek.")
        return dag

    def _moment(self, regel: Regel) -> str:
        tekst = self.tabel.tekst(regel, "moment")
        moment = _MOMENTEN.get(simplify(tekst))
        if moment is None:
            raise ValueError(f"‘{shorten(tekst)}’ kennen we niet. Schrijf start, halverwege of einde.")
        return moment.value

    def _schaal(self, regel: Regel, dag: date | None) -> Schaal:
        tekst = self.tabel.tekst(regel, "volgsysteem") or self.standaard
        zoek = simplify(tekst)
        passend = [s for s in self.schalen.values() if zoek and zoek in (simplify(s.naam), simplify(s.code))]
        if not passend:
            bekend = opsommen((schaal.naam for schaal in self.schalen.values()), "of")
            wat = f"‘{shorten(tekst)}’ kennen we niet" if tekst else "er staat geen volgsysteem"
            raise ValueError(f"{wat}. Schrijf {bekend}, of kies het volgsysteem boven het bestand.")
        geldig = [s for s in passend if dag is None or s.geldt_op(dag)]
        if not geldig:
            raise ValueError(f"{passend[0].naam} geldt niet op {as_tekst(dag or self.op)}. Kies een ander.")
        return geldig[0]

    def _waarden(self, regel: Regel, schaal: Schaal) -> dict[str, str]:
        waarden = {}
        for domein in DOMEINEN:
            with self._at(regel, domein):
                if tekst := self.tabel.tekst(regel, domein):
                    if domein not in schaal.domeinen:
                        raise ValueError(f"{schaal.naam} volgt dit domein niet. Maak de cel leeg.")
                    waarden[domein] = schaal.read(tekst)[0]
        return waarden

    def _check_dubbel(self, regel: Regel, plaatsing: Plaatsing, dag: date, moment: str) -> None:
        plek = (plaatsing.kind_id, plaatsing.locatie_id)
        sleutels: list[tuple[object, ...]] = [(*plek, dag)]
        if moment in (Moment.START, Moment.END):
            sleutels.append((*plek, moment))
        for sleutel in sleutels:
            eerste = self._gezien.setdefault(sleutel, regel.nummer)
            if eerste != regel.nummer:
                raise ValueError(f"dit resultaat staat ook op regel {eerste}. Verwijder een van beide.")


@dataclass
class Register:
    """The children that a person may record results of, to be found by what a file says."""

    door: Gebruiker
    _pseudoniemen: dict[str, list[Plaatsing]] = field(default_factory=lambda: defaultdict(list))
    _namen: dict[tuple[str, date], list[Plaatsing]] = field(default_factory=lambda: defaultdict(list))
    _indicaties: dict[int, list[tuple[date, date]]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        eigen = Plaatsing.objects.for_gebruiker(self.door).in_force().select_related("kind", "locatie")
        for plaatsing in eigen.order_by("startdatum", "pk"):
            kind = plaatsing.kind
            self._pseudoniemen[kind.pseudoniem].append(plaatsing)
            self._namen[words(kind.naam), kind.geboortedatum].append(plaatsing)
        geldig = Indicatie.objects.effective().filter(
            soort=Indicatie.Soort.VVE, kind__in=eigen.values("kind")
        )
        for kind_id, van, tot in geldig.values_list("kind", "geldig_van", "geldig_tot_en_met"):
            self._indicaties[kind_id].append((van, tot))

    def find(self, tabel: Tabel, regel: Regel, dag: date | None) -> Plaatsing:
        """The placement on the day; ValueError with what to do when there is none, or more than one."""
        plaatsingen = self._of_kind(tabel, regel)
        if dag is None:
            return plaatsingen[0]
        op_dag = [p for p in plaatsingen if p.startdatum <= dag and (not p.einddatum or p.einddatum >= dag)]
        if not op_dag:
            raise ValueError(f"dit kind had op {datum(dag)} geen plaats bij u. Verbeter de datum.")
        if locatie := tabel.tekst(regel, "locatie"):
            op_dag = _narrow(op_dag, locatie)
        if len({p.locatie_id for p in op_dag}) > 1:
            waar = opsommen(dict.fromkeys(p.locatie.naam for p in op_dag))
            raise ValueError(
                f"dit kind had op {datum(dag)} een plaats bij {waar}. Zet de locatie in een kolom."
            )
        if not any(van <= dag <= tot for van, tot in self._indicaties[op_dag[0].kind_id]):
            raise ValueError(
                f"dit kind had op {datum(dag)} geen VVE-indicatie. Resultaten zijn er alleen van de doelgroep: verwijder "
                "de regel, of verbeter de datum."
            )
        return op_dag[0]

    def _of_kind(self, tabel: Tabel, regel: Regel) -> list[Plaatsing]:
        if pseudoniem := tabel.tekst(regel, "pseudoniem"):
            gevonden = self._pseudoniemen.get(pseudoniem.upper())
            wie = shorten(pseudoniem)
        else:
            naam = tabel.tekst(regel, "naam")
            if not naam:
                raise ValueError("de cel is leeg: welk kind is dit? Vul de cel, of verwijder de regel.")
            geboren = read_dag(tabel.cel(regel, "geboortedatum"))
            gevonden = self._namen.get((words(naam), geboren))
            wie = f"{shorten(naam)}, geboren {as_tekst(geboren)}"
        if not gevonden:
            raise ValueError(f"‘{wie}’ vinden we niet. {NAAR_KIND}")
        return gevonden


def _narrow(plaatsingen: list[Plaatsing], tekst: str) -> list[Plaatsing]:
    """Those at the location that a file names, by its name or LRK-nummer."""
    passend = [
        p for p in plaatsingen if tekst == p.locatie.lrk_nummer or simplify(p.locatie.naam) == simplify(tekst)
    ]
    if not passend:
        waar = opsommen(dict.fromkeys(p.locatie.naam for p in plaatsingen))
        raise ValueError(f"dit kind is niet bij ‘{shorten(tekst)}’, wel bij {waar}. Verbeter de locatie.")
    return passend
