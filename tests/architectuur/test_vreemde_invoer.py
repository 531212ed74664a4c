"""Odd input is not a crash: every page × every key and part of its address, every form × every field.

Each part, key and field meets some of the odd values, another few at each page, and a form meets some in all its fields
at once. `VREEMD=alles` tries every value everywhere; that takes half an hour.
"""

import os
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import unquote_plus
from zlib import crc32

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from organisaties.rechten import RECHTEN, Rol
from tests.architectuur.rondgang import undone
from tests.architectuur.schrijven import GEVALLEN, Verzoek
from tests.architectuur.vreemd import VREEMD, forms_of, keys_of, odd_paths
from tests.architectuur.wereld import BESCHERMD, Pagina, Wereld, make_gebruiker, paginas
from tests.subsidies.administratie import Administratie

pytestmark = pytest.mark.django_db

# A page is tried by the first role that may open it, and by a provider where that is another page.
MAAR_EENMAAL = {"subsidies:hoofdstuk_edit"}
PER_DEEL, PER_SLEUTEL, PER_VELD, PER_FORMULIER = 5, 3, 1, 5


def some_odd(waar: str, aantal: int) -> Iterator[tuple[str, str]]:
    """The same values at the same place each time, and others at the next place."""
    alle = list(VREEMD.items())
    if os.environ.get("VREEMD") == "alles":
        yield from alle
        return
    begin = crc32(waar.encode())
    stap = len(alle) // aantal
    for nummer in range(aantal):
        yield alle[(begin + nummer * stap) % len(alle)]


# What it is for: a part that does not work (tests/architectuur/test_gezondheid.py).
ZEGT_ZELF_503 = "gezond"


class Poging:
    """Asks, and keeps every answer that is a crash."""

    def __init__(self) -> None:
        self.client = Client(raise_request_exception=False)
        self.aantal, self.kapot = 0, list[str]()

    def get(self, adres: str, waar: str) -> None:
        self._ask(lambda: self.client.get(adres), waar)

    def post(self, adres: str, data: dict[str, Any], waar: str) -> None:
        self._ask(lambda: self.client.post(adres, data), waar)

    def _ask(self, vraag: Callable[[], HttpResponse], waar: str) -> None:
        cache.clear()  # no page may hide behind its limit
        self.aantal += 1
        with undone():
            antwoord = vraag()
            if antwoord.status_code >= 500:
                fout = (getattr(antwoord, "exc_info", None) or (None, None))[1]
                self.kapot.append(f"\n{waar}: {antwoord.status_code} {fout!r:.200}")


@pytest.fixture(autouse=True)
def _no_limits_reached(settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = False


def pages_of(rol: Rol) -> Iterator[Pagina]:
    """The pages that no role before this one may open: together they are all pages."""
    eerder: set[Any] = set()
    for ander in Rol:
        if ander == rol:
            break
        eerder |= RECHTEN[ander]
    # A provider has other pages behind the same rights.
    eigen = RECHTEN[rol] if rol == Rol.HOUDER_BEHEERDER else RECHTEN[rol] - eerder
    return (pagina for pagina in BESCHERMD if pagina.view.recht in eigen)


@pytest.mark.parametrize("rol", list(Rol))
def test_no_key_of_an_address_breaks_a_page(rol: Rol, record_property: Callable[[str, object], None]) -> None:
    wereld, poging = Wereld(Administratie()), Poging()
    poging.client.force_login(make_gebruiker(rol, wereld))
    for pagina in pages_of(rol):
        cache.clear()
        pad = reverse(pagina.naam, kwargs=wereld.kwargs(pagina))
        with undone():
            sleutels = keys_of(poging.client, pagina, wereld)
        for sleutel in sorted(sleutels):
            for naam, vreemd in some_odd(f"{pagina.naam} {sleutel}", PER_SLEUTEL):
                poging.get(f"{pad}?{sleutel}={vreemd}", f"{pagina.naam}?{sleutel}: {naam}")
            poging.get(f"{pad}?{sleutel}=1&{sleutel}=%00&{sleutel}=", f"{pagina.naam}?{sleutel}: herhaald")
        if sleutels:
            samen = "&".join(f"{sleutel}=%00%C2%B2" for sleutel in sleutels)
            poging.get(f"{pad}?{samen}&%00=%00&=", f"{pagina.naam}: alles tegelijk")
    record_property("vreemde invoer", poging.aantal)
    assert poging.kapot == []


@pytest.mark.parametrize("rol", list(Rol))
def test_no_part_of_an_address_breaks_a_page(rol: Rol) -> None:
    wereld, poging = Wereld(Administratie()), Poging()
    poging.client.force_login(make_gebruiker(rol, wereld))
    for pagina in pages_of(rol):
        for nummer, (veld, naam, adres) in enumerate(odd_paths(pagina, wereld)):
            if (naam, VREEMD[naam]) in some_odd(f"{pagina.naam} {veld}", PER_DEEL):
                # Both ways read the address alike, so the values take turns.
                if nummer % 2:
                    poging.post(adres, {}, f"POST {pagina.naam} {veld}: {naam}")
                else:
                    poging.get(adres, f"{pagina.naam} {veld}: {naam}")
    assert poging.kapot == []


def test_no_address_breaks_a_page_that_is_open_to_all() -> None:
    wereld, poging = Wereld(Administratie()), Poging()
    for pagina in paginas():
        if not hasattr(pagina.view, "openbaar") or pagina.naam == ZEGT_ZELF_503:
            continue
        waarden = dict.fromkeys(pagina.velden, "x") | {"uidb36": "1", "key": "a-b"}
        kwargs = {veld: waarden[veld] for veld in pagina.velden}
        pad = reverse(pagina.naam, kwargs=kwargs)
        for sleutel in sorted({"next", "code", "state", "error", "gemeente"}):
            for naam, vreemd in some_odd(f"{pagina.naam} {sleutel}", PER_SLEUTEL):
                poging.get(f"{pad}?{sleutel}={vreemd}", f"{pagina.naam}?{sleutel}: {naam}")
    assert wereld
    assert poging.kapot == []


@pytest.mark.parametrize("rol", sorted({geval.rol for geval in GEVALLEN.values()}))
def test_no_field_of_a_form_breaks_a_page(rol: Rol) -> None:
    wereld, poging = Wereld(Administratie()), Poging()
    door = make_gebruiker(rol, wereld)
    poging.client.force_login(door)
    for naam, geval in GEVALLEN.items():
        if geval.rol != rol:
            continue
        with undone():
            _post_odd(poging, naam, geval.maak(wereld, door), wereld)
    assert poging.kapot == []


def _post_odd(poging: Poging, naam: str, verzoek: Verzoek, wereld: Wereld) -> None:
    pagina = next(pagina for pagina in BESCHERMD if pagina.naam == naam)
    pad = reverse(naam, kwargs=wereld.kwargs(pagina) | verzoek.kwargs)
    cache.clear()
    with undone():
        velden = forms_of(poging.client.get(pad), pad).velden.get(pad, set())
    velden = (velden | verzoek.data.keys()) - {"csrfmiddlewaretoken", "eenmaal", "opslaan"}
    for wat, vreemd in some_odd(naam, PER_FORMULIER):
        alles = verzoek.data | dict.fromkeys(velden, _as_typed(vreemd))
        poging.post(pad, alles, f"POST {naam} alle velden: {wat}")
    for veld in sorted(velden)[: 12 if naam in MAAR_EENMAAL else None]:
        for wat, vreemd in some_odd(f"{naam} {veld}", PER_VELD):
            poging.post(pad, verzoek.data | {veld: _as_typed(vreemd)}, f"POST {naam} {veld}: {wat}")
        poging.post(pad, verzoek.data | {veld: ["", "\0", "1"]}, f"POST {naam} {veld}: herhaald")


def _as_typed(vreemd: str) -> str:
    """Out of an address, as a browser would send it in a form."""
    los = unquote_plus(vreemd, errors="surrogateescape")
    return los.encode(errors="surrogateescape").decode(errors="replace")
