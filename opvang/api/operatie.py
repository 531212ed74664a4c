"""What the API can do: every operation declares its path, method, scope and right, and is found by that."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from http import HTTPStatus
from typing import Any

from django.db import models

from opvang.api.schema import Invoerfout, Schema, Soort, Veld, Veldfout
from opvang.models import ApiToken
from organisaties.audit import record
from organisaties.loghandeling import LogHandeling
from organisaties.models import Gebruiker
from organisaties.rechten import Recht

VERSIE = "1.3.0"
BASIS = "/api/v1"
# Of one token, in a minute. A file is read and checked as a whole.
GEWOON, BESTAND = (300, 60), (20, 60)
PER_PAGINA, MEESTE_PER_PAGINA = 50, 200


@dataclass(frozen=True)
class Vraag:
    """One request, after its key, its limits and all that was sent were judged."""

    door: Gebruiker
    token: ApiToken
    op: datetime
    dag: date
    pad: dict[str, int]
    adres: dict[str, Any]
    inhoud: dict[str, Any]
    bestand: bytes = b""

    def record(self, handeling: LogHandeling, object: models.Model, kinderen: Iterable[str]) -> None:
        """Who was shown, as on the pages."""
        namen = list(dict.fromkeys(kinderen))
        record(handeling=handeling, door=self.door, object=object, aantal=len(namen), kinderen=namen)


@dataclass(frozen=True)
class Antwoord:
    inhoud: dict[str, Any]
    status: HTTPStatus = HTTPStatus.OK
    kop: dict[str, str] = field(default_factory=dict)

    @classmethod
    def made(cls, pad: str, **inhoud: Any) -> "Antwoord":
        """Something new, and where it is."""
        return cls({"url": f"{BASIS}{pad}", **inhoud}, HTTPStatus.CREATED, {"Location": f"{BASIS}{pad}"})


Doer = Callable[[Vraag], Antwoord]


@dataclass(frozen=True)
class Operatie:
    methode: str
    pad: str
    naam: str
    scope: ApiToken.Scope
    recht: Recht
    doet: Doer
    samenvatting: str
    uitleg: str
    uitvoer: Schema
    invoer: Schema | None
    adres: Mapping[str, Veld]
    status: HTTPStatus
    soorten: tuple[str, ...]
    limiet: tuple[int, int]

    @property
    def is_bestand(self) -> bool:
        return bool(self.soorten)


OPERATIES: list[Operatie] = []

PAGINA = {
    "pagina": Veld(Soort.GEHEEL, "Welke bladzijde, vanaf 1.", verplicht=False),
    "aantal": Veld(Soort.GEHEEL, f"Hoeveel per bladzijde, hoogstens {MEESTE_PER_PAGINA}.", verplicht=False),
}


def operatie(
    methode: str,
    pad: str,
    *,
    scope: ApiToken.Scope,
    recht: Recht,
    samenvatting: str,
    uitvoer: Schema,
    invoer: Schema | None = None,
    adres: Mapping[str, Veld] | None = None,
    status: HTTPStatus = HTTPStatus.OK,
    soorten: tuple[str, ...] = (),
    limiet: tuple[int, int] = GEWOON,
) -> Callable[[Doer], Doer]:
    """Make the function an operation; its docstring is the explanation in the description. `soorten`: the media
    types of a file that is the body."""

    def decorate(doet: Doer) -> Doer:
        OPERATIES.append(
            Operatie(
                methode,
                pad,
                doet.__name__,
                scope,
                recht,
                doet,
                samenvatting,
                " ".join((doet.__doc__ or "").split()),
                uitvoer,
                invoer,
                adres or {},
                status,
                soorten,
                limiet,
            )
        )
        return doet

    return decorate


def list_of(rij: Schema, naam: str, meervoud: str) -> Schema:
    """A page of a list."""
    velden = {
        "resultaten": Veld(Soort.LIJST, f"De {meervoud} op deze bladzijde.", van=rij),
        "totaal": Veld(Soort.GEHEEL, "Hoeveel er in totaal zijn."),
        "pagina": Veld(Soort.GEHEEL, "Deze bladzijde."),
        "paginas": Veld(Soort.GEHEEL, "Hoeveel bladzijden er zijn."),
    }
    return Schema(naam, f"Een bladzijde met {meervoud}.", velden)


def page_of(
    vraag: Vraag, rijen: "models.QuerySet[Any, Any]", write: Callable[[Any], dict[str, Any]]
) -> tuple[Antwoord, list[Any]]:
    """The page that was asked for, and its rows for the record. A page that is not there is empty."""
    aantal = vraag.adres.get("aantal") or PER_PAGINA
    pagina = vraag.adres.get("pagina") or 1
    if not 1 <= aantal <= MEESTE_PER_PAGINA:
        raise Invoerfout(
            [Veldfout("aantal", f"‘{aantal}’ kan niet. Verwacht: 1 tot en met {MEESTE_PER_PAGINA}.")]
        )
    totaal = rijen.count()
    gevonden = list(rijen[(pagina - 1) * aantal : pagina * aantal])
    inhoud = {
        "resultaten": [write(rij) for rij in gevonden],
        "totaal": totaal,
        "pagina": pagina,
        "paginas": max(1, -(-totaal // aantal)),
    }
    return Antwoord(inhoud), gevonden
