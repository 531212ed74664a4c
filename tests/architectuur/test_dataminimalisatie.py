"""Per role and over every page and file it opens: where is a name, where a BSN, where the class that tells of an
income, and where a secret address or how to reach the parents there?"""

import re
from collections.abc import Iterator
from datetime import time, timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from brieven.afschriften import afschrift_modellen
from brieven.kennisgeving import announce
from brieven.models import Brief
from indicaties.actions import make_besluitbrief, make_informatiebrief
from indicaties.models import Indicatie, Indicatiebesluit, Kind, Toeleiding
from opvang.api.operatie import OPERATIES
from opvang.ouders.actions import invite_all, plan_bijeenkomst
from opvang.ouders.selectie import Selectie
from organisaties.models import AuditRegel, Gebruiker
from organisaties.rechten import Recht, Rol
from tests.architectuur.rondgang import BSN, Rondgang, hide, langs_elke_rol, readable, undone
from tests.architectuur.wereld import Wereld, bytes_of, make_gebruiker, make_werelden
from tests.factories import GebruikerFactory
from tests.opvang.api.programma import Programma, beheerder_van, sleutel_voor
from tests.opvang.api.test_deur import ask
from tests.subsidies.administratie import NU

# Where the child lives and how its parents are reached; all of it is secret.
GEHEIM = ("Schuilplaatsweg", "9481ZX", "9481 ZX", "612398745", "12398745", "onvindbaar@voorbeeld.test")
# A year in which the world has no letter yet.
LATER = NU + timedelta(days=300)
KLASSE = re.compile(r"(?i)klasse(?:\s+van de ouderbijdrage)?(?:\s|:|</?\w+>)*3\b")


@pytest.fixture(autouse=True)
def _no_limits_reached() -> None:
    cache.clear()


@pytest.fixture
def wereld() -> Wereld:
    """A child with a name, a BSN, class 3 and a secret address; what the record says of making it is not asked here."""
    eigen, _, _ = make_werelden()
    hide(eigen)
    return eigen


# Files with the child's name in them that the walk below must have reached, else it proves nothing of them.
BESTANDEN = {
    Rol.JGZ_MEDEWERKER: {"get indicaties:route_export"},
    Rol.KINDREGISSEUR: {"get indicaties:route_export"},
    Rol.HOUDER_BEHEERDER: {
        *("get opvang:overdracht_pdf", "post opvang:overdracht_bso", "post brieven:afschrift"),
        *("get opvang:uren_workbook", "get opvang:uren_download"),
    },
    Rol.IB_ER: {"get opvang:ontvangen_pdf"},
}

# Who makes or checks a placement or an amount. Not JGZ: a decision about a child has nothing to do with money.
ZIET_KLASSE = {
    Rol.KINDREGISSEUR,
    Rol.HOUDER_MEDEWERKER,
    Rol.HOUDER_BEHEERDER,
    Rol.SUBSIDIEMEDEWERKER,
    Rol.BUDGETHOUDER,
    Rol.AUDITOR,
}


@langs_elke_rol
def test_name_bsn_and_contribution_class_show_only_to_roles_that_need_them(rondgang: Rondgang) -> None:
    functie, wereld = rondgang.functie, rondgang.wereld
    gezien = {bezoek.naam: bezoek.read() for bezoek in rondgang.bezoeken}
    met_naam = {naam for naam, tekst in gezien.items() if wereld.geheim in tekst}
    assert bool(met_naam) is bool({Recht.KINDNAAM_VIEW, Recht.OVERDRACHT_READ} & functie.rechten)
    assert met_naam >= BESTANDEN.get(functie.rol, set()) or functie.op_locatie
    # The whole file of one child, for its parents, is that of the kindregisseur.
    met_bsn = {naam for naam, tekst in gezien.items() if BSN in tekst}
    assert met_bsn == ({"post privacy:inzage_export"} if functie.rol == Rol.KINDREGISSEUR else set())
    # A secret address is in no page, file or mail but that same file of the child itself.
    met_geheim = {naam for naam, tekst in gezien.items() if any(deel in tekst for deel in GEHEIM)}
    assert met_geheim == met_bsn
    assert not any(deel in bericht for bericht in rondgang.mails for deel in GEHEIM)
    over_kind = {naam: t for naam, t in gezien.items() if naam in met_naam or wereld.pseudoniem in t}
    met_klasse = {naam for naam, tekst in over_kind.items() if KLASSE.search(tekst)}
    assert bool(met_klasse) is (functie.rol in ZIET_KLASSE)


@pytest.mark.django_db
def test_a_bsn_shows_after_a_reason_and_only_to_jgz(wereld: Wereld) -> None:
    adres = reverse("indicaties:bsn_show", args=[wereld.ids["kind_id"]])
    zonder, met = _shown(adres, {}, wereld), _shown(adres, {"reden": "vergelijken"}, wereld)
    assert [rol for rol, tekst in zonder.items() if BSN in tekst] == []
    assert [rol for rol, tekst in met.items() if BSN in tekst] == [Rol.JGZ_MEDEWERKER]


@pytest.mark.django_db
def test_a_secret_address_shows_after_a_reason_and_only_to_who_visits_families(wereld: Wereld) -> None:
    adres = reverse("indicaties:adres_show", args=[wereld.ids["kind_id"]])
    zonder, met = _shown(adres, {}, wereld), _shown(adres, {"reden": "bezoek"}, wereld)
    assert [rol for rol, tekst in zonder.items() if any(deel in tekst for deel in GEHEIM)] == []
    ziet = {rol for rol, tekst in met.items() if any(deel in tekst for deel in GEHEIM)}
    assert ziet == {Rol.JGZ_MEDEWERKER, Rol.KINDREGISSEUR}
    assert all(deel in met[rol] for rol in ziet for deel in GEHEIM if deel != "9481ZX")
    regels = AuditRegel.objects.filter(handeling="adres.view")
    assert [regel.details for regel in regels] == [{"kind": wereld.pseudoniem, "reden": "bezoek"}] * 2


def _shown(adres: str, velden: dict[str, str], wereld: Wereld) -> dict[Rol, str]:
    """What each role gets back."""
    return {rol: _tekst(_client(make_gebruiker(rol, wereld)).post(adres, velden)) for rol in Rol}


@pytest.mark.django_db
def test_a_secret_address_is_in_no_letter_copy_mail_or_answer_to_a_program(wereld: Wereld) -> None:
    teksten = dict(_letters(wereld)) | dict(_copies(wereld)) | dict(_answers(wereld))
    assert [naam for naam, tekst in teksten.items() if any(deel in tekst for deel in GEHEIM)] == []
    for gebruiker in Gebruiker.objects.all():
        announce(gebruiker, NU)
    mails = [str(bericht.message()) for bericht in mail.outbox]
    assert mails
    assert not any(deel in tekst for tekst in mails for deel in (*GEHEIM, wereld.geheim, wereld.pseudoniem))


def _letters(wereld: Wereld) -> Iterator[tuple[str, str]]:
    """About a decision, about VVE and an invitation, each alone and as they are printed together."""
    besluit = Indicatiebesluit.objects.get(pk=wereld.ids["besluit_id"])
    jgz, regisseur = (make_gebruiker(rol, wereld) for rol in (Rol.JGZ_MEDEWERKER, Rol.KINDREGISSEUR))
    make_besluitbrief(besluit=besluit, door=jgz, op=LATER.date())
    make_informatiebrief(kind=besluit.kind, door=regisseur, op=LATER.date())
    bijeenkomst = plan_bijeenkomst(
        datum=LATER.date(),
        tijd=time(19, 30),
        plaats="De Ark",
        talen=[],
        voor=Selectie(),
        door=regisseur,
        op=LATER,
    )
    invite_all(bijeenkomst, regisseur, LATER)
    eigen = Brief.objects.about(wereld.pseudoniem, wereld.gemeente).exclude(pk=wereld.ids["brief_id"])
    for brief in eigen:
        tekst = readable(bytes(brief.pdf))
        assert wereld.geheim in tekst, brief.soort
        assert "Adres geheim" in tekst
        yield f"brief {brief.soort}", tekst + str((brief.context, brief.aan_adres))
    assert {brief.soort for brief in eigen} == {
        f"indicatie-{besluit.soort}",
        "informatie",
        "ouderbijeenkomst",
    }
    for lezer in (jgz, regisseur):
        bundel = _tekst(_client(lezer).post(reverse("brieven:brief_bundle")))
        assert wereld.geheim in bundel
        yield f"bundel van {lezer.rol}", bundel


def _copies(wereld: Wereld) -> Iterator[tuple[str, str]]:
    """Of each thing that somebody can enter, for who entered it."""
    kind = Kind.objects.get(pk=wereld.ids["kind_id"])
    houder = make_gebruiker(Rol.HOUDER_BEHEERDER, wereld)
    inschrijver = GebruikerFactory(
        rol=Rol.JGZ_MEDEWERKER, gemeente=wereld.gemeente, organisatie=kind.ingeschreven_door
    )
    wie = {
        "kind": (wereld.ids["kind_id"], inschrijver),
        "indicatie": (
            wereld.ids["indicatie_id"],
            Indicatie.objects.get(pk=wereld.ids["indicatie_id"]).afgegeven_door,
        ),
        "toeleiding": (
            wereld.ids["toeleiding_id"],
            Toeleiding.objects.get(pk=wereld.ids["toeleiding_id"]).verwezen_door,
        ),
        "plaatsing": (wereld.ids["plaatsing_id"], houder),
        "urendeclaratie": (wereld.ids["declaratie_id"], houder),
    }
    assert wie.keys() == {model._meta.model_name for model in afschrift_modellen()}
    for wat, (nummer, gebruiker) in wie.items():
        for vorm in ("pdf", "json"):
            antwoord = _client(gebruiker).post(reverse("brieven:afschrift", args=[wat, nummer, vorm]))
            tekst = _tekst(antwoord)
            assert antwoord.status_code == 200
            assert wereld.geheim in tekst, wat
            yield f"afschrift {wat} {vorm}", tekst


def _answers(wereld: Wereld) -> Iterator[tuple[str, str]]:
    """Of every operation of the API, to the program of the provider."""
    programma = Programma(sleutel_voor(beheerder_van(wereld.houder, gemeente=wereld.gemeente)))
    gezien = {}
    for operatie in OPERATIES:
        with undone():
            gezien[f"{operatie.methode} {operatie.pad}"] = ask(programma, operatie, wereld).content.decode()
    assert any(wereld.geheim in tekst for tekst in gezien.values())
    yield from gezien.items()


def _tekst(antwoord: HttpResponse) -> str:
    return readable(bytes_of(antwoord))


def _client(gebruiker: Gebruiker) -> Client:
    client = Client()
    client.force_login(gebruiker)
    return client
