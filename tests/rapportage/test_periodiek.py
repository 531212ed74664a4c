"""The report of a quarter and the evaluation of a year, by themselves when the municipality chose so."""

import io
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pypdf
import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from brieven.models import Bericht
from organisaties.hoofdstukken import Document
from organisaties.models import AuditRegel, Gebruiker, Gemeente
from organisaties.rechten import Rol
from rapportage.periodiek.actions import plan_periodiekverslagen, request_periodiekverslag
from rapportage.periodiek.klok import plan_alle_gemeenten, plan_gemeente
from rapportage.periodiek.kwartaalrapport import prepare_kwartaalrapport
from rapportage.periodiek.models import Periodiekverslag
from rapportage.periodiek.tasks import make_periodiekverslag
from rapportage.periodiek.verslag import make_kwartaalverslag
from tests.factories import MOMENT, GebruikerFactory, GemeenteFactory, InstellingFactory
from tests.rapportage.administratie import Administratie, Regel
from tests.rapportage.factories import PeriodiekverslagFactory
from tests.subsidies.factories import BoekingFactory
from tests.wachtrij import asked

pytestmark = pytest.mark.django_db
Inloggen = Callable[[Gebruiker], Client]
OP = datetime(2026, 1, 20, 6, 15, tzinfo=UTC)


@pytest.fixture
def putten() -> Gemeente:
    gemeente: Gemeente = GemeenteFactory.create()
    boeken = Administratie(gemeente)
    boeken.book(1, Regel(boeken.place(), "160", 1_572_00))
    return gemeente


def choose(gemeente: Gemeente, soort: str, waarde: int) -> None:
    InstellingFactory(gemeente=gemeente, soort=soort, waarde=waarde, geldig_van=date(2025, 1, 1))


def planned(gemeente: Gemeente, dag: date) -> list[str]:
    plan_periodiekverslagen(gemeente=gemeente, dag=dag, op=OP)
    return [str(verslag) for verslag in Periodiekverslag.objects.order_by("pk")]


def test_nothing_is_made_by_itself_until_the_municipality_chooses(putten: Gemeente) -> None:
    assert planned(putten, date(2026, 2, 1)) == []


def test_the_report_of_a_quarter_is_asked_for_once_so_many_days_after_it(putten: Gemeente) -> None:
    choose(putten, "kwartaalrapport_dagen", 14)
    assert planned(putten, date(2026, 1, 13)) == []
    assert planned(putten, date(2026, 1, 14)) == ["kwartaalrapport 4e kwartaal 2025"]
    assert len(planned(putten, date(2026, 1, 15))) == 1
    assert len(asked(make_periodiekverslag)) == 1


def test_the_evaluation_is_asked_for_in_its_month(putten: Gemeente) -> None:
    choose(putten, "evaluatie_maand", 3)
    assert planned(putten, date(2026, 2, 28)) == []
    assert planned(putten, date(2026, 3, 1)) == ["jaarlijkse evaluatie 2025"]


def test_the_clock_asks_one_job_per_municipality(putten: Gemeente, settings: Any) -> None:
    plan_alle_gemeenten()
    plan_alle_gemeenten()
    assert asked(plan_gemeente) == [putten.pk]
    taken = {rooster["task"] for rooster in settings.CELERY_BEAT_SCHEDULE.values()}
    assert plan_alle_gemeenten.name in taken


def test_what_was_made_by_itself_is_told_with_a_link_and_made_once(
    putten: Gemeente, inloggen: Inloggen
) -> None:
    budgethouder = GebruikerFactory.create(rol=Rol.BUDGETHOUDER, gemeente=putten)
    verslag = Periodiekverslag.objects.create(
        gemeente=putten, document="kwartaal", jaar=2025, kwartaal=4, aangevraagd_op=OP
    )
    make_periodiekverslag(verslag.pk)
    make_periodiekverslag(verslag.pk)
    verslag.refresh_from_db()
    tekst = pypdf.PdfReader(io.BytesIO(bytes(verslag.pdf or b""))).pages[0].extract_text()
    assert "4e kwartaal 2025" in re.sub(r"\s+", " ", tekst)
    assert AuditRegel.objects.filter(handeling="periodiekverslag.make").count() == 1
    bericht = Bericht.objects.get()
    assert bericht.url == reverse("rapportage:periodiek_detail", args=[verslag.pk])
    assert set(bericht.rollen) == {Rol.BELEIDSMEDEWERKER, Rol.BUDGETHOUDER}
    client = inloggen(budgethouder)
    assert "PDF ophalen" in client.get(bericht.url).content.decode()
    antwoord = client.get(reverse("rapportage:periodiek_download", args=[verslag.pk]))
    assert antwoord["Content-Disposition"] == 'attachment; filename="kwartaal-vve-putten-2025-kw4.pdf"'
    assert AuditRegel.objects.get(handeling="periodiekverslag.download").details["sha256"] == verslag.sha256


def test_an_evaluation_that_somebody_asked_for_is_made_without_a_message_and_without_children(
    putten: Gemeente,
) -> None:
    beleid = GebruikerFactory.create(rol=Rol.BELEIDSMEDEWERKER, gemeente=putten)
    verslag = request_periodiekverslag(
        document=Document.EVALUATIE, jaar=2025, kwartaal=None, door=beleid, op=OP, dag=OP.date()
    )
    make_periodiekverslag(verslag.pk)
    verslag.refresh_from_db()
    assert verslag.klaar_op
    assert verslag.cijfers is not None
    assert "kinderen" not in verslag.cijfers
    assert not Bericht.objects.exists()


def test_what_cannot_be_made_says_why_and_is_tried_again_the_next_night(putten: Gemeente) -> None:
    BoekingFactory(gemeente=putten, indicator="D9/01", bedrag_centen=10_00)
    verslag = PeriodiekverslagFactory.create(
        gemeente=putten, document="evaluatie", kwartaal=None, klaar_op=None, pdf=None, sha256=""
    )
    make_periodiekverslag(verslag.pk)
    verslag.refresh_from_db()
    assert (verslag.stand, verslag.fout[:42]) == ("Niet gelukt", "De cijfers van SiSa en het saldo sluiten n")
    planned(putten, date(2026, 2, 1))
    assert asked(make_periodiekverslag) == [verslag.pk]


def test_the_same_figures_give_the_same_file_and_hide_small_groups(putten: Gemeente) -> None:
    rapport = prepare_kwartaalrapport(putten, 2025, 4, date(2026, 1, 20))
    html, pdf = make_kwartaalverslag(rapport)
    assert make_kwartaalverslag(rapport)[1] == pdf
    assert "1.572,00" in html.replace("\u00a0", " ")  # money of the municipality
    assert '<td class="getal">verborgen</td>' in html  # one child at one provider
    assert "<span>4e kwartaal 2025</span>" in html


def test_a_period_that_runs_cannot_be_asked_for(putten: Gemeente, inloggen: Inloggen) -> None:
    beleid = GebruikerFactory.create(rol=Rol.BELEIDSMEDEWERKER, gemeente=putten)
    with pytest.raises(ValidationError, match="vanaf de dag na 31 maart 2026"):
        request_periodiekverslag(
            document=Document.KWARTAAL, jaar=2026, kwartaal=1, door=beleid, op=OP, dag=OP.date()
        )
    client = inloggen(beleid)
    antwoord = client.post(reverse("rapportage:periodiek_create"), {"wat": "kwartaal 1999-1"})
    assert "‘kwartaal 1999-1’ staat niet in de lijst." in antwoord.content.decode()
    assert "Er is nog geen verslag" in client.get(reverse("rapportage:periodieke_verslagen")).content.decode()
    PeriodiekverslagFactory(gemeente=putten, aangevraagd_op=MOMENT)
    assert "vanzelf" in client.get(reverse("rapportage:periodieke_verslagen")).content.decode()
