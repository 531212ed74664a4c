"""Users out of a file: each row is what the form for inviting asks, and is checked by that form."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lib.bladen import Rij, as_tekst, read_bladen
from lib.werkmap import Bestandsfout
from organisaties.forms import UitnodigingForm
from organisaties.models import Gemeente, Locatie, Organisatie
from organisaties.rechten import GEMEENTE_ROLLEN

MEESTE = 500
KOLOMMEN = ("naam", "e-mailadres", "rol", "organisatie", "lrk-nummer", "laatste dag")
_VERPLICHT = ("naam", "e-mailadres", "rol")
_ANDERS = {"email": "e-mailadres", "e-mail": "e-mailadres", "mail": "e-mailadres", "locatie": "lrk-nummer"}


@dataclass(frozen=True)
class Gebruikersregel:
    """One row: what it says, what the form would be given, and what is wrong with it."""

    nummer: int
    cellen: dict[str, str]
    velden: dict[str, Any] = field(default_factory=dict)
    fouten: tuple[str, ...] = ()

    @property
    def waarden(self) -> list[str]:
        """What it says, in the order of the columns."""
        return [self.cellen[naam] for naam in KOLOMMEN]


def read_gebruikers(inhoud: bytes, gemeente: Gemeente, dag: date) -> list[Gebruikersregel]:
    """Every row of the first sheet, checked; ValueError with the sentence when it is no such table."""
    bladen = read_bladen(inhoud)
    rijen = bladen[0].rijen if bladen else []
    if not rijen:
        raise Bestandsfout("Er staan geen regels in dit bestand.")
    kop = _columns(rijen[0])
    if len(rijen) - 1 > MEESTE:
        raise Bestandsfout(
            f"Er staan {len(rijen) - 1} regels in; hoogstens {MEESTE} tegelijk. Deel het bestand op."
        )
    lezer = _Lezer(gemeente, dag)
    regels = [lezer.read(rij.nummer, _cells(rij, kop)) for rij in rijen[1:]]
    if not regels:
        raise Bestandsfout("Onder de kopregel staat niemand. Zet elke persoon op een eigen regel.")
    return list(_mark_doubles(regels))


class _Lezer:
    """Knows the organisations and locations of the municipality, read once."""

    def __init__(self, gemeente: Gemeente, dag: date) -> None:
        self.gemeente, self.dag = gemeente, dag
        self.organisaties = {
            o.naam.casefold(): o.pk for o in Organisatie.objects.in_gemeente(gemeente).order_by("pk")
        }
        locaties = Locatie.objects.filter(gemeente=gemeente).registered()
        self.locaties = dict(locaties.values_list("lrk_nummer", "pk"))
        self.rollen = {
            naam.casefold(): rol.value for rol in GEMEENTE_ROLLEN for naam in (rol.label, rol.value)
        }

    def read(self, nummer: int, cellen: dict[str, str]) -> Gebruikersregel:
        fouten = []
        rol = self.rollen.get(cellen["rol"].casefold())
        if cellen["rol"] and rol is None:
            fouten.append(
                f"‘{cellen['rol']}’ is geen rol. Kies uit: {', '.join(r.label for r in GEMEENTE_ROLLEN)}."
            )
        organisatie = self.organisaties.get(cellen["organisatie"].casefold())
        if cellen["organisatie"] and organisatie is None:
            fouten.append(
                f"Organisatie ‘{cellen['organisatie']}’ werkt niet voor {self.gemeente}. Controleer de naam."
            )
        locatie = self.locaties.get(cellen["lrk-nummer"])
        if cellen["lrk-nummer"] and locatie is None:
            fouten.append(f"LRK-nummer ‘{cellen['lrk-nummer']}’ is van geen locatie die hier in gebruik is.")
        velden = {
            "naam": cellen["naam"],
            "email": cellen["e-mailadres"],
            "rol": rol or "",
            "organisatie": organisatie or "",
            "locatie": locatie or "",
            "geldig_tot_en_met": cellen["laatste dag"],
        }
        if not fouten:
            fouten = self.check(velden)
        return Gebruikersregel(nummer, cellen, velden, tuple(fouten))

    def check(self, velden: dict[str, Any]) -> list[str]:
        form = UitnodigingForm(velden, gemeente=self.gemeente, dag=self.dag)
        return [
            f"{form.fields[naam].label}: {fout}" if naam in form.fields else str(fout)
            for naam, lijst in form.errors.items()
            for fout in lijst
        ]


def _columns(rij: Rij) -> dict[int, str]:
    """Place -> column; ValueError when one that must be there is not."""
    namen = [as_tekst(cel).strip().casefold() for cel in rij.cellen]
    kop = {
        plek: _ANDERS.get(naam, naam)
        for plek, naam in enumerate(namen)
        if _ANDERS.get(naam, naam) in KOLOMMEN
    }
    if mist := [naam for naam in _VERPLICHT if naam not in kop.values()]:
        raise Bestandsfout(
            f"De kolom ‘{mist[0]}’ ontbreekt. Zet op de eerste regel deze kolommen: {', '.join(KOLOMMEN)}."
        )
    return kop


def _cells(rij: Rij, kop: dict[int, str]) -> dict[str, str]:
    cellen = dict.fromkeys(KOLOMMEN, "")
    for plek, naam in kop.items():
        if plek < len(rij.cellen):
            cel = rij.cellen[plek]
            cellen[naam] = f"{cel:%d-%m-%Y}" if isinstance(cel, date) else as_tekst(cel).strip()
    return cellen


def _mark_doubles(regels: list[Gebruikersregel]) -> Iterator[Gebruikersregel]:
    """The same role for the same address twice is a question, not a choice of ours."""
    gezien: dict[tuple[Any, ...], int] = {}
    for regel in regels:
        sleutel = tuple(
            str(regel.velden.get(v, "")).casefold() for v in ("email", "rol", "organisatie", "locatie")
        )
        eerder = gezien.setdefault(sleutel, regel.nummer)
        if eerder != regel.nummer:
            fout = f"Dit is dezelfde persoon met dezelfde rol als regel {eerder}. Haal een van beide weg."
            regel = Gebruikersregel(regel.nummer, regel.cellen, regel.velden, (*regel.fouten, fout))
        yield regel
