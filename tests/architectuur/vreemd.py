"""Odd input, and where it can go in: the keys that a view reads out of an address, the fields of its forms."""

from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from typing import Any
from unittest.mock import patch
from urllib.parse import parse_qs, urlsplit

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse, QueryDict
from django.test import Client
from django.urls import reverse

from tests.architectuur.wereld import Pagina, Wereld

# As it stands in an address, percent-encoded; the name says what is odd about it.
VREEMD = {
    "leeg": "",
    "NUL": "%00",
    "NUL in een woord": "a%00b",
    "regeleinde": "a%0D%0Ab",
    "superscript": "%C2%B2",
    "Arabische cijfers": "%D9%A3%D9%A2",
    "losse surrogaat": "%ED%A0%80",
    "geen UTF-8": "%FF%FE",
    "nul": "0",
    "negatief": "-1",
    "breuk": "1,5",
    "wetenschappelijk": "1e999",
    "niet eindig": "NaN",
    "groot": "9" * 18,
    "groter dan een bigint": "9" * 30,
    "meer cijfers dan Python leest": "9" * 5_000,
    "heel lang": "x" * 20_000,
    "heel veel woorden": "x+" * 10_000,
    "veel woorden": "x+" * 1_900,
    "onmogelijke dag": "2025-02-30",
    "dag nul": "0000-00-00",
    "eerste dag": "0001-01-01",
    "laatste dag": "9999-12-31",
    "kwartaal dat er niet is": "2025-9",
    "maand die er niet is": "2025-m13",
    "kwartaal met andere cijfers": "20%D9%A3%D9%A2-1",
    "opmaak": "%3Cscript%3E{{7*7}}%25s'%22",
}


class _Opname(QueryDict):
    """Remembers which keys are asked for."""

    gevraagd: set[str]

    def __getitem__(self, key: str) -> Any:
        self.gevraagd.add(key)
        return super().__getitem__(key)

    def getlist(self, key: str, default: Any = None) -> Any:
        self.gevraagd.add(key)
        return super().getlist(key, default)

    def __contains__(self, key: object) -> bool:
        self.gevraagd.add(str(key))
        return super().__contains__(key)


@contextmanager
def recorded_keys() -> Iterator[set[str]]:
    """The keys that the site reads out of the address inside the block."""
    gevraagd: set[str] = set()

    def get(request: WSGIRequest) -> QueryDict:
        opname = _Opname(request.META.get("QUERY_STRING", ""))
        opname.gevraagd = gevraagd  # type: ignore[attr-defined]  # Django's stubs give QueryDict() another type
        return opname

    def keep(request: WSGIRequest, waarde: QueryDict) -> None:
        """What the site puts in its place is what it got."""

    with patch.object(WSGIRequest, "GET", property(get, keep)):
        yield gevraagd


class Formulieren(HTMLParser):
    """The forms of a page: to where, how, and with which fields; and the keys in its links to itself."""

    def __init__(self, pagina: str, pad: str) -> None:
        super().__init__()
        self.pad = pad
        self.zoekvelden: set[str] = set()
        self.velden: dict[str, set[str]] = {}
        self.waarden: dict[str, dict[str, str]] = {}
        self._huidig: tuple[str, str] | None = None
        self.feed(pagina)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        eigen = {naam: waarde or "" for naam, waarde in attrs}
        if tag == "form":
            self._huidig = (eigen.get("method", "get").lower(), eigen.get("action") or self.pad)
        elif tag == "a" and urlsplit(eigen.get("href", "")).path in ("", self.pad):
            self.zoekvelden |= parse_qs(urlsplit(eigen.get("href", "")).query, keep_blank_values=True).keys()
        elif tag in ("input", "select", "textarea", "button") and self._huidig and eigen.get("name"):
            methode, naar = self._huidig
            if methode == "get":
                self.zoekvelden.add(eigen["name"])
            else:
                self.velden.setdefault(naar, set()).add(eigen["name"])
                self.waarden.setdefault(naar, {}).setdefault(eigen["name"], eigen.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._huidig = None


def forms_of(antwoord: HttpResponse, pad: str) -> Formulieren:
    return Formulieren(antwoord.content.decode(errors="replace"), pad)


def keys_of(client: Client, pagina: Pagina, wereld: Wereld) -> set[str]:
    """What the page reads out of its address: asked by the code, or offered by its filters and links."""
    pad = reverse(pagina.naam, kwargs=wereld.kwargs(pagina))
    with recorded_keys() as gevraagd:
        antwoord = client.get(pad)
    if antwoord.status_code == 200 and not antwoord.streaming:
        gevraagd |= forms_of(antwoord, pad).zoekvelden
    return gevraagd


def odd_paths(pagina: Pagina, wereld: Wereld) -> Iterator[tuple[str, str, str]]:
    """The address with one part of it odd: the part, what is odd, the address."""
    waarden = wereld.kwargs(pagina)
    pad = reverse(pagina.naam, kwargs=waarden)
    for veld, waarde in waarden.items():
        voor, _, na = pad.rpartition(f"/{waarde}")
        for naam, vreemd in VREEMD.items():
            yield veld, naam, f"{voor}/{vreemd}{na}"
