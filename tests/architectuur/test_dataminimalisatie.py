"""Per role and over every page it opens: where is a name, where a BSN, and where the class that tells of an income?"""

import re

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from indicaties.models import Kind
from organisaties.rechten import Recht, Rol
from tests.architectuur.test_auditplicht import pages_of, undone
from tests.architectuur.wereld import FUNCTIES, Functie, Wereld, make_gebruiker, make_werelden

pytestmark = pytest.mark.django_db
BSN = "123456782"
KLASSE = re.compile(r"(?i)klasse(?:\s+van de ouderbijdrage)?(?:\s|:|</?\w+>)*3\b")


@pytest.fixture(autouse=True)
def _no_limits_reached() -> None:
    cache.clear()


@pytest.fixture
def wereld() -> Wereld:
    """A child with a name, a BSN and contribution class 3; what the record says of making it is not asked here."""
    eigen, _, _ = make_werelden()
    kind = Kind.objects.get(pk=eigen.ids["kind_id"])
    kind.set_bsn(BSN)
    kind.save()
    return eigen


def texts(client: Client, functie: Functie, wereld: Wereld) -> dict[str, str]:
    """What every page and file of the role says, by GET and where there is none by POST."""
    gevonden = {}
    for pagina in pages_of(functie):
        for methode in ("get", "post"):
            with undone():
                antwoord = getattr(client, methode)(reverse(pagina.naam, kwargs=wereld.kwargs(pagina)))
                if antwoord.status_code == 302:
                    antwoord = client.get(antwoord["Location"])
            gevonden[f"{methode} {pagina.naam}"] = _readable(antwoord)
    return gevonden


def _readable(antwoord: HttpResponse) -> str:
    return antwoord.content.decode(errors="ignore")


# Who makes or checks a placement or an amount. Not JGZ: a decision about a child has nothing to do with money.
ZIET_KLASSE = {
    Rol.KINDREGISSEUR,
    Rol.HOUDER_MEDEWERKER,
    Rol.HOUDER_BEHEERDER,
    Rol.SUBSIDIEMEDEWERKER,
    Rol.BUDGETHOUDER,
    Rol.AUDITOR,
}


@pytest.mark.parametrize("functie", FUNCTIES, ids=str)
def test_name_bsn_and_contribution_class_show_only_to_roles_that_need_them(
    functie: Functie, client: Client, wereld: Wereld
) -> None:
    client.force_login(make_gebruiker(functie.rol, wereld, functie.op_locatie))
    pseudoniem = Kind.objects.get(pk=wereld.ids["kind_id"]).pseudoniem
    gezien = texts(client, functie, wereld)
    met_naam = {naam for naam, tekst in gezien.items() if wereld.geheim in tekst}
    assert bool(met_naam) is bool({Recht.KIND_VIEW, Recht.OVERDRACHT_READ} & functie.rechten)
    # The whole file of one child, for its parents, is that of the kindregisseur.
    met_bsn = {naam for naam, tekst in gezien.items() if BSN in tekst}
    assert met_bsn == ({"post privacy:inzage_export"} if functie.rol == Rol.KINDREGISSEUR else set())
    over_kind = {naam: t for naam, t in gezien.items() if naam in met_naam or pseudoniem in t}
    met_klasse = {naam for naam, tekst in over_kind.items() if KLASSE.search(tekst)}
    assert bool(met_klasse) is (functie.rol in ZIET_KLASSE)


@pytest.mark.parametrize("rol", list(Rol))
def test_a_bsn_shows_after_a_reason_and_only_to_jgz(rol: Rol, client: Client, wereld: Wereld) -> None:
    client.force_login(make_gebruiker(rol, wereld))
    adres = reverse("indicaties:bsn_show", args=[wereld.ids["kind_id"]])
    assert BSN not in _readable(client.post(adres))
    assert (BSN in _readable(client.post(adres, {"reden": "vergelijken"}))) is (rol == Rol.JGZ_MEDEWERKER)
