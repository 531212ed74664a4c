"""Every page × every role × {own, other location, other organisation, other municipality, visitor}.

Held against the table of rights; a role given for one location counts as a role of its own.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from organisaties.models import AuditRegel
from organisaties.rechten import HOUDER_ROLLEN, INSTALLATIE_ROLLEN
from tests.architectuur.rondgang import Bezoek, Rondgang, langs_elke_rol, undone
from tests.architectuur.wereld import (
    BESCHERMD,
    EIGEN_ACCOUNT,
    FUNCTIES,
    VAN_WIE_HET_IS,
    Functie,
    Pagina,
    Wereld,
    make_gebruiker,
    make_werelden,
    text_of,
)

# Of the municipality, not of one provider in it.
VAN_DE_GEMEENTE = {"regeling_id", "oud_id", "nieuw_id"}


@pytest.fixture(autouse=True)
def _no_limits_reached(settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    cache.clear()


class Onderzoek:
    """Asks pages as one user, and keeps what should not have been answered."""

    def __init__(self, client: Client, rol: Functie | None) -> None:
        self.client, self.rol = client, rol
        self.aantal, self.lekken = 0, list[str]()

    def ask(self, pagina: Pagina, wereld: Wereld, methode: str, verwacht: set[int] | None, waar: str) -> int:
        """The status. `verwacht` None: the page is the user's own; anything but refused, missing or broken is right."""
        self.aantal += 1
        with undone():
            antwoord = getattr(self.client, methode)(reverse(pagina.naam, kwargs=wereld.kwargs(pagina)))
            if (
                antwoord.status_code == 302
                and verwacht is not None
                and 404 in verwacht
                and 302 not in verwacht
            ):
                # Sent on to the own room, where nothing of it may be seen.
                antwoord, verwacht = self.client.get(antwoord["Location"]), {200}
            if antwoord.status_code in (403, 404) and self.rol is not None:
                self._check_recorded(pagina, antwoord.status_code, waar)
        status = antwoord.status_code
        goed = opens(pagina, status) if verwacht is None else status in verwacht
        if not goed or (verwacht is not None and wereld.geheim in text_of(antwoord)):
            self.lekken.append(f"\n{self.rol or 'bezoeker'} {methode} {pagina.naam} ({waar}): {status}")
        if status == 200 and antwoord["Content-Type"].startswith("text/html"):
            gebreken = flaws_of(antwoord.content.decode(), antwoord.headers)
            self.lekken += [f"{self.rol} {pagina.naam}: {gebrek}" for gebrek in gebreken]
        return int(status)

    def _check_recorded(self, pagina: Pagina, status: int, waar: str) -> None:
        """Being refused is on record, once: each request starts from the same record."""
        regels = list(AuditRegel.objects.filter(handeling="toegang.deny").values_list("details", flat=True))
        if [(regel["pagina"], regel["status"]) for regel in regels] != [(pagina.naam, status)]:
            self.lekken.append(f"\n{self.rol} {pagina.naam} ({waar}): {status}, in het logboek: {regels}")


def opens(pagina: Pagina, status: int) -> bool:
    """Neither refused, missing nor broken."""
    return status not in ((403, 500) if pagina.naam in VAN_WIE_HET_IS else (403, 404, 500))


def flaws_of(tekst: str, kop: Mapping[str, str]) -> list[str]:
    """What a page lacks: title, one heading, the landmark; and the headers that protect it."""
    beleid = kop.get("Content-Security-Policy", "")
    fragment = "<html" not in tekst  # an answer to htmx
    eisen = {
        "titel": fragment or re.search(r"<title>\s*\S[^<]* - VVE-administratie", tekst),
        "precies één h1": fragment or len(re.findall(r"<h1[ >]", tekst)) == 1,
        "main": fragment or "<main" in tekst,
        "CSP": "default-src 'self'" in beleid and "frame-ancestors 'none'" in beleid,
        "CSP zonder unsafe": beleid and "unsafe" not in beleid,
        "X-Frame-Options": kop.get("X-Frame-Options") == "DENY",
        "nosniff": kop.get("X-Content-Type-Options") == "nosniff",
        "Referrer-Policy": kop.get("Referrer-Policy") == "same-origin",
        "no-store": "no-store" in kop.get("Cache-Control", ""),
    }
    return [eis for eis, voldaan in eisen.items() if not voldaan]


@langs_elke_rol
def test_a_role_opens_its_own_pages_and_they_are_whole(
    rondgang: Rondgang, record_property: Callable[[str, object], None]
) -> None:
    fout = [(b.naam, b.status) for b in rondgang.bezoeken if not opens(b.pagina, b.status)]
    stil = [b.naam for b in rondgang.bezoeken if b.status in (403, 404) and denials(b) != [b.status]]
    gebreken = [(b.naam, flaws_of(b.tekst, b.kop)) for b in rondgang.bezoeken if b.is_bladzijde]
    record_property("combinaties", len(rondgang.bezoeken))
    assert (fout, stil, [(naam, lacks) for naam, lacks in gebreken if lacks]) == ([], [], [])


def denials(bezoek: Bezoek) -> list[int]:
    return [regel.details["status"] for regel in bezoek.regels if regel.handeling == "toegang.deny"]


@pytest.mark.django_db
@pytest.mark.parametrize("functie", FUNCTIES, ids=str)
def test_a_role_opens_nothing_else(
    functie: Functie, client: Client, record_property: Callable[[str, object], None]
) -> None:
    eigen, buur, vreemd = make_werelden()
    naast = Wereld(eigen.boeken, naast=eigen)
    client.force_login(make_gebruiker(functie.rol, eigen, functie.op_locatie))
    client.raise_request_exception = False
    onderzoek = Onderzoek(client, functie)
    for pagina in BESCHERMD:
        if pagina.view.recht not in functie.rechten:
            # A page that takes no form is asked for.
            if onderzoek.ask(pagina, eigen, "post", {403, 405}, "zonder recht") == 405:
                onderzoek.ask(pagina, eigen, "get", {403}, "zonder recht")
            continue
        for methode in ("get", "post"):
            if EIGEN_ACCOUNT.match(pagina.naam):
                onderzoek.ask(pagina, vreemd, methode, {200, 302, 404, 405}, "eigen account")
            else:
                _ask_all(onderzoek, pagina, methode, functie, (naast, buur, vreemd))
    record_property("combinaties", onderzoek.aantal)
    assert onderzoek.lekken == []


def _ask_all(
    onderzoek: Onderzoek,
    pagina: Pagina,
    methode: str,
    functie: Functie,
    werelden: tuple[Wereld, Wereld, Wereld],
) -> None:
    naast, buur, vreemd = werelden
    van_iemand = {veld for veld in pagina.velden if veld.endswith("_id") or veld == "pk"}
    if not van_iemand or functie.rol in INSTALLATIE_ROLLEN:  # who manages them all
        return
    onderzoek.ask(pagina, vreemd, methode, {404, 405}, "andere gemeente")
    if functie.rol in HOUDER_ROLLEN and not van_iemand <= VAN_DE_GEMEENTE:
        onderzoek.ask(pagina, buur, methode, {404, 405}, "andere organisatie")
        toegestaan = {404, 405} if functie.op_locatie else None
        onderzoek.ask(pagina, naast, methode, toegestaan, "andere locatie")


@pytest.mark.django_db
def test_a_visitor_gets_the_sign_in_page_and_nothing_else(
    client: Client, record_property: Callable[[str, object], None]
) -> None:
    eigen, _, _ = make_werelden()
    onderzoek = Onderzoek(client, None)
    for pagina in BESCHERMD:
        for methode in ("get", "post"):
            onderzoek.ask(pagina, eigen, methode, {302, 405}, "bezoeker")
    record_property("combinaties", onderzoek.aantal)
    assert onderzoek.lekken == []


@pytest.mark.django_db
def test_the_pages_for_everybody_are_whole(client: Client) -> None:
    for naam in (
        "login",
        "logout",
        "account_reset_password",
        "account_reset_password_done",
        "account_inactive",
    ):
        antwoord = client.get(reverse(naam), follow=True)
        gebreken = [
            gebrek for gebrek in flaws_of(antwoord.content.decode(), antwoord.headers) if gebrek != "no-store"
        ]
        assert (naam, antwoord.status_code, gebreken) == (naam, 200, [])
