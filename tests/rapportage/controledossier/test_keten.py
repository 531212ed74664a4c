"""The year of one provider from booking to child-day: the file, the draw, the sheet, and what changed after closing."""

import io
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pypdf
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from organisaties.models import Gebruiker
from organisaties.rechten import Rol
from rapportage.cijfers import fill_sisa
from rapportage.controledossier.actions import draw_trekking, find_populatie
from rapportage.controledossier.document import make_document, make_trekkingdocument
from rapportage.controledossier.models import Trekking
from rapportage.sisa.verschillen import compare_indicatoren, find_afsluiting, read_verschillen
from subsidies.berekeningen.actions import approve_berekening, calculate_declaratie
from subsidies.grootboek.afsluiten.actions import close_jaar, propose_afsluiting
from subsidies.models import Berekening, Boeking
from tests.subsidies.administratie import NU, Administratie
from tests.subsidies.factories import BoekingFactory

pytestmark = pytest.mark.django_db
LATER = NU.replace(year=2021)
DAG = date(2021, 6, 1)
# Duiven 2020, a child with an indication in the middle class: 80 hours come to € 751,20, 160 to € 1.572,00.
UREN_80, UREN_160 = 751_20, 1_572_00


def approve(duiven: Administratie, declaratie: object) -> Berekening:
    berekening = calculate_declaratie(declaratie=declaratie, door=duiven.medewerker, op=NU)
    return approve_berekening(berekening=berekening, door=duiven.budgethouder, op=NU)


@pytest.fixture
def auditor(duiven: Administratie) -> Gebruiker:
    return duiven.gebruiker(Rol.AUDITOR)


def tekst_van(pdf: bytes) -> str:
    return " ".join(" ".join(p.extract_text().split()) for p in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def test_a_booking_has_a_file_that_names_each_step_without_a_name_or_a_ground(
    duiven: Administratie, auditor: Gebruiker, inloggen: Callable[..., Client]
) -> None:
    kinderen = [duiven.kind(), duiven.kind()]
    for kind in kinderen:
        kind.achternaam = "Geheimenis"
        kind.save()
    berekening = approve(duiven, duiven.declaratie({duiven.plaatsing(k): "80" for k in kinderen}))
    boeking = berekening.boekingen.get()
    document = make_document(boeking, DAG)
    tekst = tekst_van(document.pdf)
    for stuk in (
        f"Controledossier boeking {boeking.pk}",
        "1. Boeking",
        "SiSa-indicator D8/01 Bedrag € 1.502,40",
        "2. Besluit",
        "3. Berekening",
        f"Nummer {berekening.pk} Stand Goedgekeurd",
        "De boeking bestaat uit 2 regels van de berekening, samen € 1.502,40.",
        f"Kind {kinderen[0].pseudoniem}, 01-01-2020 tot en met 31-03-2020: € 751,20",
        "Opnieuw berekend uit de bewaarde gegevens: € 751,20, gelijk aan wat is vastgelegd.",
        "4. Uren",
        "Gedeclareerd 80,00 uur",
        "5. Registratie in het LRK",
        f"LRK-nummer {duiven.locatie.lrk_nummer} VE-registratie in deze dagen ja",
        "6. Indicatie",
        "VVE-indicatie 1 december 2019 t/m 31 mei 2021, afgegeven op",
    ):
        assert stuk in tekst
    assert "Geheimenis" not in document.html
    assert make_document(boeking, DAG).pdf == document.pdf
    bijlagen = pypdf.PdfReader(io.BytesIO(document.pdf)).attachments
    assert kinderen[1].pseudoniem in bijlagen["regels-van-de-boekingen.csv"][0].decode("utf-8-sig")

    client = inloggen(auditor)
    antwoord = client.get(reverse("rapportage:controledossier_download", args=[boeking.pk]))
    assert antwoord["Content-Type"] == "application/pdf"
    pagina = client.get(reverse("rapportage:sisa"), {"jaar": 2020}).content.decode()
    assert "€ 1.502,40" in pagina.replace("\u00a0", " ")


def test_the_same_seed_draws_the_same_bookings_and_the_draw_can_be_done_again_later(
    duiven: Administratie, auditor: Gebruiker, inloggen: Callable[..., Client]
) -> None:
    plaatsingen = [duiven.plaatsing(duiven.kind()) for _ in range(3)]
    uren = approve(duiven, duiven.declaratie(dict.fromkeys(plaatsingen, "80"))).boekingen.get()
    for centen in (100_00, 200_00, 300_00):
        BoekingFactory(gemeente=duiven.gemeente, jaar=2020, bedrag_centen=centen)
    assert find_populatie(duiven.gemeente, 2020, "D8/01").count() == 4
    trekkingen = [
        draw_trekking(jaar=2020, indicator="D8/01", omvang=5, zaad=zaad, door=auditor, op=LATER)
        for zaad in ("accountant-7", "accountant-7", "")
    ]
    eerste, tweede, eigen = ([(p.boeking_id, p.cent) for p in t.posten.all()] for t in trekkingen)
    assert eerste == tweede
    assert len(trekkingen[2].zaad) == 32
    assert (trekkingen[0].populatie_aantal, trekkingen[0].populatie_centen) == (4, 3 * UREN_80 + 600_00)
    # It holds three or four of the five intervals of € 570,72: every seed draws it, and another one too.
    post = trekkingen[0].posten.get(boeking=uren)
    assert uren.pk in dict(eigen)
    assert post.regel is not None
    assert post.regel.volgorde == post.cent // UREN_80

    # A correction afterwards changes nothing of the draw.
    assert [p.boeking_id for p in Trekking.objects.get(pk=trekkingen[0].pk).posten.all()] == [
        b for b, _ in eerste
    ]
    tekst = tekst_van(make_trekkingdocument(trekkingen[0], DAG).pdf)
    assert "5 trekkingen, zaad accountant-7" in tekst
    assert f"Kind {post.regel.declaratieregel.plaatsing.kind.pseudoniem}," in tekst
    assert "Deze boeking volgt niet uit een berekening van uren of locaties." in tekst
    assert (
        inloggen(auditor).get(reverse("rapportage:trekking_detail", args=[trekkingen[2].pk])).status_code
        == 200
    )


def test_a_figure_is_the_sum_of_its_bookings_and_a_closed_year_keeps_it_while_the_difference_is_listed(
    duiven: Administratie,
    inloggen: Callable[..., Client],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    plaatsing = duiven.plaatsing(duiven.kind())
    declaratie = duiven.declaratie({plaatsing: "160"})
    approve(duiven, declaratie)
    BoekingFactory(gemeente=duiven.gemeente, jaar=2020, bedrag_centen=50_00)
    client = inloggen(duiven.gebruiker(Rol.BELEIDSMEDEWERKER))

    def shown(jaar: int) -> tuple[int, str]:
        opgave = fill_sisa(duiven.gemeente, jaar).bestedingen[0]
        antwoord = client.get(reverse("rapportage:sisa_boekingen"), {"jaar": jaar, "indicator": opgave.code})
        assert (
            antwoord.context["totaal"]
            == opgave.bedrag
            == sum(b.bedrag_centen for b in antwoord.context["pagina"])
        )
        return opgave.bedrag, antwoord.content.decode()

    assert shown(2020)[0] == UREN_160 + 50_00
    afsluiting = propose_afsluiting(jaar=2020, door=duiven.medewerker, op=LATER)
    close_jaar(afsluiting=afsluiting, door=duiven.budgethouder, op=LATER)
    correctie = duiven.declaratie({plaatsing: "80"}, corrigeert=declaratie)
    berekening = calculate_declaratie(declaratie=correctie, door=duiven.medewerker, op=LATER)
    approve_berekening(berekening=berekening, door=duiven.budgethouder, op=LATER)

    assert shown(2020)[0] == UREN_160 + 50_00
    bedrag, pagina = shown(2021)
    assert bedrag == UREN_80 - UREN_160
    assert "correctie over 2020, dat was afgesloten" in pagina
    # No receipt is compared before somebody asks why.
    with django_assert_max_num_queries(3):
        (verschil,) = read_verschillen(duiven.gemeente, 2020)
    assert (verschil.was, verschil.wordt, verschil.geboekt_in, verschil.indicator) == (
        UREN_160,
        UREN_80,
        2021,
        "D8/01",
    )
    assert "uren" in verschil.reden
    dicht = find_afsluiting(duiven.gemeente, 2020)
    assert dicht is not None
    (stand,) = compare_indicatoren(dicht, [verschil])
    assert (stand.bevroren, stand.correcties) == (UREN_160 + 50_00, UREN_80 - UREN_160)
    assert stand.samen == UREN_80 + 50_00
    lijst = client.get(reverse("rapportage:sisa_verschillen"), {"jaar": 2020}).content.decode()
    assert verschil.reden.split(",")[0] in lijst
    bestand = client.get(reverse("rapportage:sisa_verschillen_export", args=["csv"]), {"jaar": 2020})
    assert "-820,80" in b"".join(bestand.streaming_content).decode()  # type: ignore[attr-defined]


@pytest.mark.verapdf
def test_the_file_passes_verapdf_as_pdf_ua_1_and_pdf_a_3a(duiven: Administratie, tmp_path: Path) -> None:
    boeking = approve(duiven, duiven.declaratie({duiven.plaatsing(duiven.kind()): "80"})).boekingen.get()
    assert isinstance(boeking, Boeking)
    pad = tmp_path / "dossier.pdf"
    pad.write_bytes(make_document(boeking, DAG).pdf)
    opdracht = [sys.executable, str(settings.BASE_DIR / "scripts/verapdf/validate.py"), "ua1,3a", str(pad)]
    gelopen = subprocess.run(opdracht, capture_output=True, text=True, check=False)
    assert gelopen.returncode == 0, gelopen.stdout + gelopen.stderr
