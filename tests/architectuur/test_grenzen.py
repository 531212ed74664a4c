"""What a browser may send at all: refused before anything of it is read, with a sentence."""

from typing import Any
from zlib import crc32

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from organisaties.invoer import MAX_BYTES, MAX_BYTES_ADRES, MAX_BYTES_ZONDER_RECHT
from organisaties.rechten import RECHTEN, Rol
from tests.architectuur.wereld import Pagina, Wereld, make_gebruiker, paginas
from tests.subsidies.administratie import Administratie

pytestmark = pytest.mark.django_db

MULTIPART = "multipart/form-data; boundary=x"
OPENBAAR = {"uidb36": "1", "key": "a-b", "provider_id": "organisatie"}


class Onaangeroerd:
    """A body of which nobody may read a byte."""

    def read(self, *_: Any) -> bytes:
        raise AssertionError("Er is van het verzoek gelezen voordat het werd geweigerd.")

    readline = read


def send(client: Client, pad: str, lengte: int, **extra: Any) -> HttpResponse:
    return client.generic(
        "POST",
        pad,
        content_type=MULTIPART,
        **{"CONTENT_LENGTH": str(lengte), "wsgi.input": Onaangeroerd()} | extra,
    )


def path_of(pagina: Pagina, wereld: Wereld) -> str:
    if hasattr(pagina.view, "openbaar"):
        return reverse(pagina.naam, kwargs={veld: OPENBAAR[veld] for veld in pagina.velden})
    return reverse(pagina.naam, kwargs=wereld.kwargs(pagina))


@pytest.mark.parametrize("lengte", [MAX_BYTES_ZONDER_RECHT + 1, 300 * 1024**2, 10**12])
def test_nothing_of_a_large_body_of_a_visitor_is_read_on_any_page(lengte: int) -> None:
    """Also where signing in is asked: the CSRF check would spool the whole file first."""
    wereld = Wereld(Administratie())
    client = Client(enforce_csrf_checks=True)
    paden = [path_of(pagina, wereld) for pagina in paginas()]
    assert {send(client, pad, lengte).status_code for pad in paden} == {413}


@pytest.mark.parametrize("mag", [True, False], ids=["may", "may not"])
def test_who_may_not_open_a_page_sends_no_more_than_a_visitor_and_nobody_more_than_the_bound(
    mag: bool,
) -> None:
    """Each page by one of the roles that may open it and one that may not; another one at the next page."""
    wereld, te_veel = Wereld(Administratie()), {}
    clients = {rol: Client(enforce_csrf_checks=True) for rol in Rol}
    for rol, client in clients.items():
        client.force_login(make_gebruiker(rol, wereld))
    for pagina in paginas():
        recht = getattr(pagina.view, "recht", None)
        if rollen := [rol for rol in Rol if (recht in RECHTEN[rol]) is mag]:
            grens = getattr(pagina.view, "meeste_bytes", MAX_BYTES) if mag else MAX_BYTES_ZONDER_RECHT
            client = clients[rollen[crc32(pagina.naam.encode()) % len(rollen)]]
            te_veel[pagina.naam] = send(client, path_of(pagina, wereld), grens + 1).status_code
    assert te_veel == dict.fromkeys(te_veel, 413)
    assert len(te_veel) > len(paginas()) // 2


def test_only_a_register_an_attachment_and_a_whole_administration_may_be_larger() -> None:
    groter = {p.naam: p.view.meeste_bytes for p in paginas() if hasattr(p.view, "meeste_bytes")}
    assert {naam: grens // 1024**2 for naam, grens in groter.items()} == {
        "opvang:lrk_upload": 40,
        "opvang:overname_list": 5,
        "subsidies:aanvraagbijlage_attach": 11,
    }


@pytest.mark.parametrize(
    ("verzoek", "status", "zin"),
    [
        ({"QUERY_STRING": "x" * (MAX_BYTES_ADRES + 1)}, 414, "Het adres van deze pagina is te lang."),
        ({"HTTP_TRANSFER_ENCODING": "chunked"}, 411, "De browser zei niet hoeveel er kwam."),
        ({"CONTENT_TYPE": f"{MULTIPART}; charset=utf-7"}, 400, "De tekst kwam niet aan als UTF-8."),
        ({"CONTENT_TYPE": f"{MULTIPART}; charset=rot13"}, 400, "De tekst kwam niet aan als UTF-8."),
        ({"CONTENT_LENGTH": str(MAX_BYTES_ZONDER_RECHT + 1)}, 413, "er past hoogstens 64 kB."),
    ],
)
def test_a_refusal_says_what_is_wrong(client: Client, verzoek: dict[str, str], status: int, zin: str) -> None:
    antwoord = send(client, reverse("login"), 0, **verzoek)
    assert antwoord.status_code == status
    assert zin in antwoord.content.decode()
    assert "Er is niets opgeslagen." in antwoord.content.decode()


@pytest.mark.parametrize("waarde", ['"\\000aaaaaaaa"', "aaaaaaaaa", '"\\002\\377aaaaaaa"', "a" * 3_000, ""])
@pytest.mark.parametrize("naam", ["sessionid", "csrftoken", "messages"])
def test_a_cookie_that_nobody_gave_opens_nothing_and_breaks_nothing(
    client: Client, naam: str, waarde: str
) -> None:
    """A cookie may hold any character in quotes, also one that the database does not take."""
    antwoord = client.get(reverse("home"), HTTP_COOKIE=f"{naam}={waarde}")
    assert (antwoord.status_code, antwoord["Location"]) == (302, f"{reverse('login')}?next=/")


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", "utf8"])
def test_utf_8_by_any_name_is_read(client: Client, charset: str) -> None:
    antwoord = client.get(reverse("login"), CONTENT_TYPE=f"text/plain; charset={charset}")
    assert antwoord.status_code == 200
