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
    items: dict[str, MenuItem] = {}
    for regel in _regels:
        if regel.label not in items and user.has_recht(regel.recht):
            actief = request.path == regel.url or (regel.url != "/" and request.path.startswith(regel.url))
            items[regel.label] = MenuItem(regel.label, regel.url, actief)
    return {"menu": list(items.values())}
