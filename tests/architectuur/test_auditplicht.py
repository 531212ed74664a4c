"""What is done or seen stands in the record, in the same transaction: no record, no change."""

from collections.abc import Callable
from functools import cache, partial
from typing import Any
from unittest.mock import patch

import pytest
from django.core.cache import cache as kortgeheugen
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from organisaties.loghandeling import handeling_label
from organisaties.models import AuditRegel
from organisaties.rechten import RECHTEN, Rol
from tests.architectuur.rondgang import Rondgang, ask, langs_elke_rol, pages_of, undone
from tests.architectuur.schrijven import ALLEEN_LEZEN, ANDERS, GEVALLEN, Verzoek
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
)
from tests.subsidies.administratie import Administratie


@pytest.fixture(autouse=True)
def _no_limits_reached(settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    kortgeheugen.clear()


def shows_a_person(tekst: str, wereld: Wereld) -> bool:
    """A child, by name or pseudoniem, or a colleague in the list of users."""
    return any(feit in tekst for feit in (wereld.geheim, wereld.pseudoniem, wereld.iemand.email))


def names_the_child(regel: AuditRegel, tekst: str, wereld: Wereld) -> bool:
    """Who asks who saw a child must find this line; the record itself is named by what was searched for."""
    if regel.object_type == "gemeente" and regel.handeling.startswith("logboek."):
        return True
    if wereld.geheim not in tekst and wereld.pseudoniem not in tekst:
        return True
    return wereld.pseudoniem in (regel.details.get("kind"), *regel.details.get("kinderen", ()))


@langs_elke_rol
def test_what_shows_a_person_or_is_taken_away_leaves_exactly_one_line(
    rondgang: Rondgang, record_property: Callable[[str, object], None]
) -> None:
    """Every page × role: a form that is sent in empty and comes back shows the child once more."""
    wereld, gaten, aantal = rondgang.wereld, [], 0
    for bezoek in rondgang.bezoeken:
        niet_van_hem = bezoek.pagina.naam in VAN_WIE_HET_IS and bezoek.status == 404  # test_toegang.py
        if bezoek.status in (302, 405) or niet_van_hem:
            continue
        moet = shows_a_person(bezoek.tekst, wereld) or bezoek.is_bestand
        aantal += moet
        genoemd = all(names_the_child(regel, bezoek.tekst, wereld) for regel in bezoek.regels)
        if len(bezoek.regels) != moet or not genoemd:
            gaten.append((bezoek.naam, [(regel.handeling, regel.details) for regel in bezoek.regels]))
    record_property("inzage", aantal)
    assert gaten == []


def fingerprint(*, met_logboek: bool = True) -> str:
    """Of every row of every table of ours, in one question."""
    with connection.cursor() as cursor:
        cursor.execute(_vraag(met_logboek))
        return str(cursor.fetchone())


@cache
def _vraag(met_logboek: bool) -> str:
    with connection.cursor() as cursor:
        tabellen = [t for t in connection.introspection.table_names(cursor) if t.split("_")[0] in _ONS]
    gelezen = [t for t in sorted(tabellen) if t not in _UITGEREKEND and (met_logboek or "_audit" not in t)]
    sommen = (f"(SELECT md5(string_agg(t::text, '' ORDER BY t::text)) FROM \"{t}\" t)" for t in gelezen)
    return f"SELECT md5(array_to_string(ARRAY[{', '.join(sommen)}], '|', '-'))"


# What the facts say, worked out and kept; reading brings it up to date.
_UITGEREKEND = {"indicaties_kindstand"}
_ONS = {
    "organisaties",
    "brieven",
    "indicaties",
    "opvang",
    "subsidies",
    "rapportage",
    "mfa",
    "account",
    "socialaccount",
    "usersessions",
}
logboek_is_vol = partial(patch, "organisaties.audit._append", side_effect=RuntimeError("het logboek is vol"))


def takes_post(pagina: Pagina) -> bool:
    return not EIGEN_ACCOUNT.match(pagina.naam) or pagina.naam == "organisaties:rol_choose"


@pytest.mark.django_db
def test_every_page_that_takes_a_post_has_a_request_or_a_reason(client: Client) -> None:
    """What refuses a POST needs neither."""
    eigen, _, _ = make_werelden()
    met_geval = GEVALLEN.keys() | ALLEEN_LEZEN | ANDERS.keys()
    onbekend = []
    for pagina in filter(takes_post, BESCHERMD):
        rol = next(rol for rol in Rol if pagina.view.recht in RECHTEN[rol])
        client.force_login(make_gebruiker(rol, eigen))
        with undone():
            antwoord, _ = ask(client, "post", pagina, eigen)
        if antwoord.status_code != 405 and pagina.naam not in met_geval:
            onbekend.append(pagina.naam)
    assert onbekend == []
    assert met_geval <= {pagina.naam for pagina in BESCHERMD}


@pytest.mark.django_db
@pytest.mark.parametrize("rol", sorted({geval.rol for geval in GEVALLEN.values()}))
def test_what_is_done_leaves_its_lines_and_without_them_is_not_done(rol: Rol, client: Client) -> None:
    eigen = Wereld(Administratie())
    door = make_gebruiker(rol, eigen)
    client.force_login(door)
    client.raise_request_exception = False
    for naam, geval in GEVALLEN.items():
        if geval.rol != rol:
            continue
        with undone():
            verzoek = geval.maak(eigen, door)
            eerst, voor = fingerprint(met_logboek=False), AuditRegel.objects.count()
            antwoord = post(client, naam, verzoek, eigen)
            gedaan = fingerprint(met_logboek=False) != eerst
            handelingen = [regel.handeling for regel in AuditRegel.objects.order_by("pk")[voor:]]
            assert (naam, antwoord.status_code in (200, 302), gedaan) == (naam, True, geval.wijzigt)
            assert (naam, len(handelingen), handelingen) == (naam, geval.regels, handelingen)
            assert all(handeling_label(handeling)[0].isupper() for handeling in handelingen)
        with undone():
            verzoek = geval.maak(eigen, door)
            with logboek_is_vol():
                eerst = fingerprint()
                antwoord = post(client, naam, verzoek, eigen)
                assert (naam, antwoord.status_code, fingerprint()) == (naam, 500, eerst)


@pytest.mark.django_db
@pytest.mark.parametrize("functie", FUNCTIES, ids=str)
def test_pages_that_only_show_change_nothing(functie: Functie, client: Client) -> None:
    eigen = Wereld(Administratie())
    client.force_login(make_gebruiker(functie.rol, eigen, functie.op_locatie))
    voor = fingerprint(met_logboek=False)
    for pagina in pages_of(functie):
        if pagina.naam in ALLEEN_LEZEN:
            ask(client, "post", pagina, eigen)
            assert (pagina.naam, fingerprint(met_logboek=False)) == (pagina.naam, voor)


def post(client: Client, naam: str, verzoek: Verzoek, wereld: Wereld) -> HttpResponse:
    client.cookies.pop("messages", None)
    pagina = next(pagina for pagina in BESCHERMD if pagina.naam == naam)
    return client.post(reverse(naam, kwargs=wereld.kwargs(pagina) | verzoek.kwargs), verzoek.data)
