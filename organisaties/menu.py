"""The navigation: each room says which pages it offers; a role sees those that it may open."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import resolve, reverse

from organisaties.rechten import Recht


@dataclass(frozen=True)
class MenuRegel:
    """A line of the menu: the page behind `naam`, for who has the right that this page declares.

    `plek` gives the order of the work over all rooms; two lines may share a place and a label when one role
    has the one page and another role the other: the first that may be opened counts.
    """

    plek: int
    label: str
    naam: str

    @property
    def url(self) -> str:
        return reverse(self.naam)

    @property
    def recht(self) -> Recht:
        recht: Recht = resolve(self.url).func.recht  # type: ignore[attr-defined]
        return recht


@dataclass(frozen=True)
class MenuItem:
    label: str
    url: str
    actief: bool


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
    return {"menu": [MenuItem(regel.label, regel.url, regel.url == hier) for regel in regels.values()]}


def _line_of(pad: str, adressen: list[str]) -> str | None:
    """Under which line a page stands: of two that fit the longest, as /kinderen/route/ and /kinderen/."""
    passend = [adres for adres in adressen if pad == adres or (adres != "/" and pad.startswith(adres))]
    return max(passend, key=len, default=None)
