"""The letter about VVE to the parents of a child: in their languages, without a secret address, by who informs parents."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from brieven.actions import check_taaltekst, set_taaltekst_url
from brieven.models import Brief
from brieven.ouderteksten import ouderteksten
from indicaties.actions import make_informatiebrief
from indicaties.models import Kind
from organisaties.models import AuditRegel, Gebruiker
from organisaties.rechten import RECHTEN, Recht, Rol
from tests.brieven.test_brief import text_of
from tests.conftest import Inloggen
from tests.factories import (
    MOMENT,
    AdresFactory,
    GebruikerFactory,
    KindFactory,
    OuderschapFactory,
)

pytestmark = pytest.mark.django_db
DAG = date(2025, 5, 15)
URL = "https://www.voorbeeldstad.test/vve"
NIET_NAGEKEKEN = "aanname: vertaling nog niet nagekeken"
KNOP = "Informatiebrief over VVE maken"


@pytest.fixture
def regisseur() -> Gebruiker:
    gebruiker: Gebruiker = GebruikerFactory(rol=Rol.KINDREGISSEUR)
    return gebruiker


@pytest.fixture
def kind(regisseur: Gebruiker) -> Kind:
    kind: Kind = KindFactory(gemeente=regisseur.gemeente, voornaam="Zoë", achternaam="Çelik")
    return kind


@pytest.fixture
def peuter(regisseur: Gebruiker) -> Kind:
    """A toddler on the day of the request."""
    vandaag = timezone.localdate()
    kind: Kind = KindFactory(
        gemeente=regisseur.gemeente,
        geboortedatum=vandaag.replace(year=vandaag.year - 2, day=1),
        ingeschreven_op=vandaag,
    )
    return kind


def make(kind: Kind, door: Gebruiker) -> Brief:
    (brief,) = make_informatiebrief(kind=kind, door=door, op=DAG)
    return brief


def words_of(brief: Brief) -> str:
    return " ".join(text_of(brief).split())


def talen_in(brief: Brief) -> list[str]:
    return [taal["taal"] for taal in brief.context["talen"]]


def test_the_letter_says_in_dutch_what_vve_is(regisseur: Gebruiker, kind: Kind) -> None:
    AdresFactory(kind=kind)
    brief = make(kind, regisseur)
    tekst = words_of(brief)
    assert (brief.aan_naam, brief.aan_adres) == (
        "De ouders/verzorgers van Zoë Çelik",
        ["Dorpsstraat 12", "3881 AB Putten"],
    )
    assert "Beste ouders of verzorgers van Zoë Çelik," in tekst
    assert (
        "In deze brief leest u wat voorschoolse educatie (VVE) is. U kiest zelf of uw kind meedoet. "
        "Voorschoolse educatie: spelend leren voor uw peuter Wat is het? Op een peutergroep speelt uw kind"
    ) in tekst
    assert "De gemeente betaalt mee. Vraag ons wat u zelf betaalt." in tekst
    assert "Onder de Nederlandse tekst" not in tekst
    assert NIET_NAGEKEKEN not in tekst
    assert talen_in(brief) == ["nl"]


def test_the_languages_are_those_of_the_parents_of_now(regisseur: Gebruiker, kind: Kind) -> None:
    for taal in ("uk", "ar", "nl", "", "so"):
        OuderschapFactory(kind=kind, ouder__taal=taal)
    OuderschapFactory(kind=kind, ouder__taal="pl", beeindigd_op=DAG, beeindigd_door=regisseur)
    OuderschapFactory(kind__gemeente=kind.gemeente, ouder__taal="en")
    brief = make(kind, regisseur)
    assert talen_in(brief) == ["nl", "ar", "uk"]
    assert brief.context["ook_in"] == ["Arabisch", "Oekraïens"]


def test_the_translation_stands_below_the_dutch_text_and_is_marked_until_it_was_checked(
    regisseur: Gebruiker, kind: Kind
) -> None:
    OuderschapFactory(kind=kind, ouder__taal="tr")
    tekst = words_of(make(kind, regisseur))
    assert "Onder de Nederlandse tekst staat dezelfde uitleg in het Turks." in tekst
    turks = tekst.index(f"Okul öncesi eğitim: çocuğunuz oynayarak öğrenir {NIET_NAGEKEKEN} Nedir?")
    assert tekst.index("Hebt u vragen? Bel of mail ons.") < turks < tekst.index("Met vriendelijke groet")
    beheerder = GebruikerFactory(rol=Rol.FUNCTIONEEL_BEHEERDER, gemeente=kind.gemeente)
    check_taaltekst(taal="tr", versie=ouderteksten()["tr"].versie, door=beheerder, op=MOMENT)
    assert NIET_NAGEKEKEN not in words_of(make(kind, regisseur))


def test_only_a_language_with_a_page_has_a_code(regisseur: Gebruiker, kind: Kind) -> None:
    OuderschapFactory(kind=kind, ouder__taal="tr")
    beheerder = GebruikerFactory(rol=Rol.FUNCTIONEEL_BEHEERDER, gemeente=kind.gemeente)
    set_taaltekst_url(taal="tr", url=URL, door=beheerder)
    brief = make(kind, regisseur)
    nederlands, turks = brief.context["talen"]
    assert (nederlands["qr"], nederlands["url"]) == ("", "")
    assert turks["qr"].startswith("M4 4h7v1h-7z")
    tekst = words_of(brief)
    assert f"Daha fazla bilgi için kodu telefonunuzla okutun. {URL}" in tekst
    assert "Scan de code" not in tekst


def test_a_secret_address_is_not_in_the_letter(regisseur: Gebruiker, kind: Kind) -> None:
    AdresFactory(kind=kind, straat="Geheimweg", huisnummer=7, geheim=True)
    brief = make(kind, regisseur)
    assert (brief.adres_geheim, brief.aan_adres) == (True, [])
    assert "Adres geheim: de envelop wordt apart geadresseerd" in words_of(brief)
    assert "Geheimweg" not in text_of(brief) + str(brief.context)


@pytest.mark.parametrize(
    ("gegevens", "zin"),
    [
        (
            {"vertrokken_op": date(2025, 5, 1), "reden_vertrek": "verhuisd"},
            "Dit kind woonde tot en met 1 mei 2025 in de gemeente. Een brief komt daar niet meer aan.",
        ),
        (
            {"geboortedatum": date(2021, 5, 15)},
            "Dit kind is op 15 mei 2025 vier geworden. VVE is voor peuters.",
        ),
        ({"achternaam": ""}, "De naam van dit kind is niet bekend. Er kan geen brief over worden gemaakt."),
    ],
)
def test_no_letter_about_a_child_that_is_no_toddler_here(
    regisseur: Gebruiker, gegevens: dict[str, object], zin: str
) -> None:
    kind = KindFactory(gemeente=regisseur.gemeente, **gegevens)
    with pytest.raises(ValidationError) as fout:
        make(kind, regisseur)
    assert fout.value.messages == [zin]
    assert not Brief.objects.exists()


def test_the_button_makes_a_letter_that_waits_to_be_sent(
    regisseur: Gebruiker, peuter: Kind, inloggen: Inloggen
) -> None:
    OuderschapFactory(kind=peuter, ouder__taal="so")
    OuderschapFactory(kind=peuter, ouder__taal="pl")
    client = inloggen(regisseur)
    pagina = reverse("indicaties:kind_detail", args=[peuter.pk])
    tekst = " ".join(client.get(pagina).content.decode().split())
    assert "De brief legt uit wat VVE is, in het Nederlands en in het Pools." in tekst
    assert "De ouders spreken Somalisch: daarvan is er nog geen vertaling." in tekst
    adres = reverse("indicaties:informatiebrief_make", args=[peuter.pk])
    assert client.get(adres).status_code == 405
    antwoord = client.post(adres, follow=True)
    brief = Brief.objects.to_post().get()
    assert (brief.soort, brief.pseudoniem, brief.organisatie) == ("informatie", peuter.pseudoniem, None)
    inhoud = antwoord.content.decode()
    assert f"Gemaakt: brief {brief.nummer}. Verstuur die bij Brieven." in inhoud
    assert f'<a href="{reverse("brieven:brief_detail", args=[brief.pk])}">Brief {brief.nummer}</a>' in inhoud
    assert AuditRegel.objects.filter(handeling="brief.make", details__soort="informatie").count() == 1


def test_a_letter_of_the_consultatiebureau_is_its_own(kind: Kind) -> None:
    jgz = GebruikerFactory(rol=Rol.JGZ_MEDEWERKER, gemeente=kind.gemeente)
    assert make(kind, jgz).organisatie == jgz.organisatie


@pytest.mark.parametrize("rol", [rol for rol in Rol if Recht.KIND_VIEW in RECHTEN[rol]])
def test_only_who_informs_parents_has_the_button(
    rol: Rol, regisseur: Gebruiker, peuter: Kind, inloggen: Inloggen
) -> None:
    gebruiker = GebruikerFactory(rol=rol, gemeente=regisseur.gemeente)
    Kind.objects.filter(pk=peuter.pk).update(
        ingeschreven_door=gebruiker.organisatie or peuter.ingeschreven_door
    )
    client = inloggen(gebruiker)
    mag = Recht.OUDERS_INFORM in RECHTEN[rol]
    pagina = client.get(reverse("indicaties:kind_detail", args=[peuter.pk]))
    assert (KNOP in pagina.content.decode()) == mag
    post = client.post(reverse("indicaties:informatiebrief_make", args=[peuter.pk]))
    assert post.status_code == (302 if mag else 403)
    assert Brief.objects.count() == int(mag)
