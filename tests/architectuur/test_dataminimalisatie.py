"""Per role and over every page and file it opens: where is a name, where a BSN, where the class that tells of an
income, and where a secret address or how to reach the parents there?"""

import io
import re
import zipfile

import pytest
from django.core import mail
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from indicaties.models import Kind, Ouder
from organisaties.models import AuditRegel
from organisaties.rechten import Recht, Rol
from tests.architectuur.test_auditplicht import pages_of, undone
from tests.architectuur.wereld import FUNCTIES, Functie, Wereld, make_gebruiker, make_werelden
from tests.factories import AdresFactory

pytestmark = pytest.mark.django_db
BSN = "123456782"
# Where the child lives and how its parents are reached; all of it is secret.
GEHEIM = ("Schuilplaatsweg", "9481ZX", "9481 ZX", "612398745", "12398745", "onvindbaar@voorbeeld.test")
KLASSE = re.compile(r"(?i)klasse(?:\s+van de ouderbijdrage)?(?:\s|:|</?\w+>)*3\b")


@pytest.fixture(autouse=True)
def _no_limits_reached() -> None:
    cache.clear()


@pytest.fixture
def wereld() -> Wereld:
    """A child with a name, a BSN, class 3 and a secret address; what the record says of making it is not asked here."""
    eigen, _, _ = make_werelden()
    kind = Kind.objects.get(pk=eigen.ids["kind_id"])
    kind.set_bsn(BSN)
    kind.save()
    AdresFactory(kind=kind, geheim=True, straat="Schuilplaatsweg", postcode="9481ZX")
    Ouder.objects.filter(ouderschappen__kind=kind).update(
        telefoon="+31612398745", email="onvindbaar@voorbeeld.test"
    )
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
    """A workbook is read part by part, a PDF page by page."""
    inhoud: bytes = antwoord.content
    if inhoud.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(inhoud)) as werkmap:
            return "".join(werkmap.read(deel).decode(errors="ignore") for deel in werkmap.namelist())
    if inhoud.startswith(b"%PDF") and b"%%EOF" in inhoud:
        return "".join(pagina.extract_text() for pagina in PdfReader(io.BytesIO(inhoud)).pages)
    return inhoud.decode(errors="ignore")


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
    assert bool(met_naam) is bool({Recht.KINDNAAM_VIEW, Recht.OVERDRACHT_READ} & functie.rechten)
    # The whole file of one child, for its parents, is that of the kindregisseur.
    met_bsn = {naam for naam, tekst in gezien.items() if BSN in tekst}
    assert met_bsn == ({"post privacy:inzage_export"} if functie.rol == Rol.KINDREGISSEUR else set())
    # A secret address is in no page, file or mail but that same file of the child itself.
    met_geheim = {naam for naam, tekst in gezien.items() if any(deel in tekst for deel in GEHEIM)}
    assert met_geheim == met_bsn
    assert not any(deel in str(bericht.message()) for bericht in mail.outbox for deel in GEHEIM)
    over_kind = {naam: t for naam, t in gezien.items() if naam in met_naam or pseudoniem in t}
    met_klasse = {naam for naam, tekst in over_kind.items() if KLASSE.search(tekst)}
    assert bool(met_klasse) is (functie.rol in ZIET_KLASSE)


@pytest.mark.parametrize("rol", list(Rol))
def test_a_bsn_shows_after_a_reason_and_only_to_jgz(rol: Rol, client: Client, wereld: Wereld) -> None:
    client.force_login(make_gebruiker(rol, wereld))
    adres = reverse("indicaties:bsn_show", args=[wereld.ids["kind_id"]])
    assert BSN not in _readable(client.post(adres))
    assert (BSN in _readable(client.post(adres, {"reden": "vergelijken"}))) is (rol == Rol.JGZ_MEDEWERKER)


@pytest.mark.parametrize("rol", list(Rol))
def test_a_secret_address_shows_after_a_reason_and_only_to_who_visits_families(
    rol: Rol, client: Client, wereld: Wereld
) -> None:
    client.force_login(make_gebruiker(rol, wereld))
    adres = reverse("indicaties:adres_show", args=[wereld.ids["kind_id"]])
    zonder, met = _readable(client.post(adres)), _readable(client.post(adres, {"reden": "bezoek"}))
    mag = rol in (Rol.JGZ_MEDEWERKER, Rol.KINDREGISSEUR)
    assert [deel for deel in GEHEIM if deel in zonder] == []
    assert all(deel in met for deel in GEHEIM if deel != "9481ZX") is mag
    assert mag or not any(deel in met for deel in GEHEIM)
    regels = AuditRegel.objects.filter(handeling="adres.view")
    assert [regel.details for regel in regels] == [{"kind": wereld.pseudoniem, "reden": "bezoek"}] * mag
