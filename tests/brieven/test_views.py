"""The pages of letters, messages, notices and copies."""

import io
import json
from datetime import date
from typing import Any

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from brieven.actions import make_brief, record_bereikbaarheid
from brieven.models import Brief, Geadresseerde, Huisstijl, Ontvangers
from brieven.taken import taken
from organisaties.models import AuditRegel, Gebruiker
from organisaties.rechten import HOUDER_ROLLEN, Rol
from privacy.bewaren import end_terms
from privacy.inzage import read_dossier
from tests.architectuur.schrijven import HUISSTIJL
from tests.brieven.test_bericht import NU, place
from tests.brieven.test_brief import brief, text_of
from tests.brieven.test_logo import SVG
from tests.conftest import Inloggen
from tests.factories import MOMENT, GebruikerFactory, IndicatieFactory, KindFactory, PlaatsingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def regisseur() -> Gebruiker:
    gebruiker: Gebruiker = GebruikerFactory(rol=Rol.KINDREGISSEUR)
    return gebruiker


@pytest.fixture
def beheerder() -> Gebruiker:
    gebruiker: Gebruiker = GebruikerFactory(rol=Rol.FUNCTIONEEL_BEHEERDER)
    return gebruiker


def page(antwoord: Any) -> str:
    return " ".join(antwoord.content.decode().split())


def test_a_letter_is_found_by_its_number_or_the_pseudoniem(regisseur: Gebruiker, inloggen: Inloggen) -> None:
    brief(regisseur, kind="KAAA1111")
    brief(regisseur, kind="KBBB2222")
    client, lijst = inloggen(regisseur), reverse("brieven:brief_list")
    for zoek, gevonden in (("2025-0001", "KAAA1111"), ("kbbb2222", "KBBB2222")):
        pagina = page(client.get(lijst, {"zoek": zoek}))
        assert [p in pagina for p in ("KAAA1111", "KBBB2222")] == [
            gevonden == "KAAA1111",
            gevonden == "KBBB2222",
        ]
    assert "Geen brief gevonden" in page(client.get(lijst, {"zoek": "9-x"}))


def test_a_replaced_letter_says_by_which_on_its_page_and_in_the_list(
    regisseur: Gebruiker, inloggen: Inloggen
) -> None:
    oud = brief(regisseur)
    brief(regisseur, vervangt=oud)
    client = inloggen(regisseur)
    assert "Deze brief geldt niet meer." in page(client.get(reverse("brieven:brief_detail", args=[oud.pk])))
    assert "Vervangen" in page(client.get(reverse("brieven:brief_list"), {"stand": "vervangen"}))
    assert client.post(reverse("brieven:brief_download", args=[oud.pk])).content == bytes(oud.pdf)


def test_all_letters_to_post_come_in_one_file_and_each_on_a_sheet_of_its_own(
    regisseur: Gebruiker, inloggen: Inloggen
) -> None:
    brieven = [brief(regisseur) for _ in range(2)]
    client = inloggen(regisseur)
    bundel = pypdf.PdfReader(io.BytesIO(client.post(reverse("brieven:brief_bundle")).content))
    assert [("2025-0001" in (t := b.extract_text()), "2025-0002" in t) for b in bundel.pages] == [
        (True, False),
        (False, False),
        (False, True),
        (False, False),
    ]
    data = {"brief": [b.pk for b in brieven], "hoe": "post", "dag": timezone.localdate().isoformat()}
    client.post(reverse("brieven:brief_print"), data)
    assert not Brief.objects.to_post().exists()
    assert "Er wachten geen brieven" in page(client.get(reverse("brieven:brief_print")))


def test_a_letter_to_a_provider_that_can_be_reached_is_in_the_portal_at_once(
    regisseur: Gebruiker, beheerder: Gebruiker, inloggen: Inloggen
) -> None:
    houder = GebruikerFactory(rol=Rol.HOUDER_BEHEERDER)
    aan = Geadresseerde("De Rakkers", ("Plein 1",), organisatie=houder.organisatie)
    assert brief(regisseur, aan=aan).is_to_post
    record_bereikbaarheid(
        organisatie=houder.organisatie,
        sinds=date(2025, 1, 1),
        verklaard_door="A. Smit, directeur",
        door=beheerder,
        op=MOMENT,
    )
    geplaatst = brief(regisseur, aan=aan)
    assert (geplaatst.bekend_gemaakt_hoe, geplaatst.bekend_gemaakt_op) == ("portaal", date(2025, 5, 15))
    client = inloggen(houder)
    assert "Er staat een brief voor uw organisatie klaar." in page(
        client.get(reverse("brieven:bericht_list"))
    )
    assert client.get(reverse("brieven:brief_detail", args=[geplaatst.pk])).status_code == 200


def test_the_house_style_is_on_the_next_letter_and_refuses_what_is_no_logo(
    beheerder: Gebruiker, regisseur: Gebruiker, inloggen: Inloggen
) -> None:
    client, adres = inloggen(beheerder), reverse("brieven:huisstijl_set")
    geen = SimpleUploadedFile("logo.gif", b"GIF89a")
    assert "geen PNG en geen SVG" in page(client.post(adres, HUISSTIJL | {"logo": geen}))
    assert "Vul een postcode in" in page(client.post(adres, HUISSTIJL | {"postcode": "abc"}))
    logo = SimpleUploadedFile("logo.svg", SVG.format('<circle r="4"/>').encode())
    assert client.post(adres, HUISSTIJL | {"logo": logo}).status_code == 302
    assert Huisstijl.objects.get().logo_soort == "image/svg+xml"
    tekst = " ".join(text_of(brief(regisseur)).split())
    assert "Retouradres: Gemeente Voorbeeldstad, Postbus 1, 1234 AB Voorbeeldstad" in tekst
    assert "J. Bos teamleider Jeugd" in tekst
    assert "aanname" not in tekst
    proef = client.post(reverse("brieven:huisstijl_preview"))
    assert "Dit is een proefbrief." in pypdf.PdfReader(io.BytesIO(proef.content)).pages[0].extract_text()


def test_reading_a_message_leads_to_the_work_and_counts_as_read(
    regisseur: Gebruiker, inloggen: Inloggen
) -> None:
    bericht = place(regisseur, regisseur)
    client = inloggen(regisseur)
    assert taken(regisseur, date(2025, 5, 15))[0].aantal == 1
    antwoord = client.post(reverse("brieven:bericht_open", args=[bericht.pk]))
    assert antwoord["Location"] == "/kinderen/7/"
    assert taken(regisseur, date(2025, 5, 15))[0].aantal == 0
    assert bericht.ontvangsten.get().gelezen_op is not None


def test_who_gets_the_role_later_reads_the_message_too(inloggen: Inloggen) -> None:
    eerste = GebruikerFactory(rol=Rol.HOUDER_BEHEERDER)
    bericht = place(Ontvangers(HOUDER_ROLLEN, eerste.organisatie), eerste)
    later = GebruikerFactory(rol=Rol.HOUDER_MEDEWERKER, organisatie=eerste.organisatie)
    inloggen(later).post(reverse("brieven:bericht_open", args=[bericht.pk]))
    assert {o.gebruiker: o.status for o in bericht.ontvangsten.all()} == {eerste: "wacht", later: "geen"}


def test_the_beheerder_sees_what_failed_for_the_own_municipality_only(
    beheerder: Gebruiker, inloggen: Inloggen
) -> None:
    houder = GebruikerFactory(rol=Rol.HOUDER_BEHEERDER)
    ontvangst = place(houder, houder).ontvangsten.get()
    ontvangst.status, ontvangst.fout = "mislukt", "SMTP 550"
    ontvangst.save()
    pagina = page(inloggen(beheerder).get(reverse("brieven:kennisgeving_list"), {"toon": "mislukt"}))
    assert houder.email in pagina
    assert "SMTP 550" in pagina
    assert "Mails over berichten die niet aankwamen" in [
        t.titel for t in taken(beheerder, NU.date()) if t.aantal
    ]


def test_a_copy_is_for_who_entered_it(inloggen: Inloggen) -> None:
    houder = GebruikerFactory(rol=Rol.HOUDER_BEHEERDER)
    plaatsing = PlaatsingFactory(locatie__houder=houder.organisatie)
    adres = reverse("brieven:afschrift", args=["plaatsing", plaatsing.pk, "json"])
    inhoud = json.loads(inloggen(houder).post(adres).content)
    assert {"Gegeven": "Locatie", "Ingevuld": str(plaatsing.locatie)} in inhoud["Plaatsing"]
    ander = GebruikerFactory(rol=Rol.HOUDER_BEHEERDER)
    assert inloggen(ander).post(adres).status_code == 404
    assert AuditRegel.objects.filter(handeling="afschrift.export").count() == 1


def test_a_copy_comes_as_pdf_too(inloggen: Inloggen) -> None:
    jgz = GebruikerFactory(rol=Rol.JGZ_MEDEWERKER)
    indicatie = IndicatieFactory(afgegeven_door=jgz, organisatie=jgz.organisatie)
    antwoord = inloggen(jgz).post(reverse("brieven:afschrift", args=["indicatie", indicatie.pk, "pdf"]))
    tekst = pypdf.PdfReader(io.BytesIO(antwoord.content)).pages[0].extract_text()
    assert f"Afschrift: VVE-indicatie van {indicatie.kind}" in " ".join(tekst.split())
    for wat, vorm in (("gemeente", "pdf"), ("indicatie", "exe")):
        adres = reverse("brieven:afschrift", args=[wat, indicatie.pk, vorm])
        assert inloggen(jgz).post(adres).status_code == 404


def test_a_letter_about_a_child_is_in_its_dossier_and_emptied_with_its_name(regisseur: Gebruiker) -> None:
    kind = KindFactory(
        gemeente=regisseur.gemeente, geboortedatum=date(2015, 1, 1), ingeschreven_op=date(2017, 1, 1)
    )
    gemaakt = make_brief(
        soort="proef",
        gemeente=regisseur.gemeente,
        kind=kind.pseudoniem,
        onderwerp=kind,
        aan=Geadresseerde(f"De ouders van {kind}", ("Dorpsstraat 1",)),
        context={"reden": "proef"},
        door=regisseur,
        op=date(2017, 1, 1),
    )
    (deel,) = [d for d in read_dossier(kind, MOMENT).onderdelen if d.titel == "Brieven"]
    assert deel.rijen[0][:4] == ("2017-0001", "Proefbrief", f"De ouders van {kind}", "Dorpsstraat 1")
    assert end_terms(date(2026, 1, 1))["zonder-subsidie"] == 1
    gemaakt.refresh_from_db()
    assert (bytes(gemaakt.pdf), gemaakt.aan_naam, gemaakt.aan_adres, gemaakt.context) == (b"", "", [], {})
    assert gemaakt.vernietigd_op == date(2026, 1, 1)
    assert gemaakt.nummer == "2017-0001"
