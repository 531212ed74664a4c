"""The navigation: each room says which pages it offers; a role sees those that it may open."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import resolve, reverse

from organisaties.rechten import Recht


@dataclass(frozen=True)
class MenuRegel:
    """A line of the menu: the page behind `naam`, for who has the right that this page declares.

    `plek` gives the order of the work over all rooms; two lines may share a place and a label when one role
    has the one page and another role the other: the first that may be opened counts. Who has many lines finds
    those of one `groep` together.
    """

    plek: int
    label: str
    naam: str
    groep: str = ""

    @cached_property
    def url(self) -> str:
        return reverse(self.naam)

    @cached_property
    def recht(self) -> Recht:
        recht: Recht = resolve(self.url).func.recht  # type: ignore[attr-defined]
        return recht


@dataclass(frozen=True)
class MenuItem:
    label: str
    url: str
    actief: bool


@dataclass(frozen=True)
class MenuGroep:
    label: str
    items: tuple[MenuItem, ...]

    @property
    def actief(self) -> bool:
        return any(item.actief for item in self.items)


# So many lines stand beside each other. With more the groups fold, the least used first.
MEESTE = 8
GROEPEN = ("Geld", "Subsidie", "Inrichting", "Ouders", "Opvang")

_regels: list[MenuRegel] = []


def register_menu(*regels: MenuRegel) -> None:
    """Called in the ready() of the room that owns the pages."""
    _regels.extend(regels)
    _regels.sort(key=lambda regel: regel.plek)


def menu_regels() -> tuple[MenuRegel, ...]:
    return tuple(_regels)


def menu(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not user.heeft_toekenning:
        return {"menu": []}
    regels: dict[str, MenuRegel] = {}
    for regel in _regels:
        if regel.label not in regels and user.has_recht(regel.recht):
            regels[regel.label] = regel
    hier = _line_of(request.path, [regel.url for regel in regels.values()])
    return {"menu": _fold(list(regels.values()), hier)}


def _fold(regels: list[MenuRegel], hier: str | None) -> list[MenuItem | MenuGroep]:
    """The lines, with as many groups folded as it takes; a group stands where its first line would."""
    per_groep = {groep: [regel for regel in regels if regel.groep == groep] for groep in GROEPEN}
    dicht, lengte = set(), len(regels)
    for groep, leden in per_groep.items():
        if lengte > MEESTE and len(leden) > 1:
            dicht.add(groep)
            lengte -= len(leden) - 1
    ingangen: dict[str, MenuItem | MenuGroep] = {}
    for regel in regels:
        if regel.groep in dicht:
            items = tuple(_item(lid, hier) for lid in per_groep[regel.groep])
            ingangen[f"groep {regel.groep}"] = MenuGroep(regel.groep, items)
        else:
            ingangen[regel.label] = _item(regel, hier)
    return list(ingangen.values())


def _item(regel: MenuRegel, hier: str | None) -> MenuItem:
    return MenuItem(regel.label, regel.url, regel.url == hier)


def _line_of(pad: str, adressen: list[str]) -> str | None:
    """Under which line a page stands: of two that fit the longest, as /kinderen/route/ and /kinderen/."""
    passend = [adres for adres in adressen if pad == adres or (adres != "/" and pad.startswith(adres))]
    return max(passend, key=len, default=None)
