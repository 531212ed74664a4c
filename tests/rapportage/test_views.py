import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from organisaties.models import AuditRegel, Gebruiker, Gemeente
from organisaties.opdracht import Opdracht
from organisaties.rechten import RECHTEN, Recht, Rol
from rapportage import actions, tasks
from rapportage.models import Verantwoording
from subsidies.models import Geldbron
from tests.factories import (
    MOMENT,
    GebruikerFactory,
    GemeenteFactory,
    IndicatieFactory,
    InstellingFactory,
    KindFactory,
    UrendeclaratieFactory,
)
from tests.rapportage.administratie import Administratie, Regel
from tests.rapportage.factories import Status, VerantwoordingFactory
from tests.subsidies.factories import BegrotingspostFactory, BoekingFactory
from tests.wachtrij import asked

pytestmark = pytest.mark.django_db
Inloggen = Callable[[Gebruiker], Client]


@pytest.fixture
def putten() -> Gemeente:
    gemeente: Gemeente = GemeenteFactory.create()
    InstellingFactory(gemeente=gemeente)
    BegrotingspostFactory(gemeente=gemeente, bedrag_centen=386_792_00)
    BoekingFactory(gemeente=gemeente, bedrag_centen=100_000_00)
    return gemeente


@pytest.fixture
def beleid(putten: Gemeente, inloggen: Inloggen) -> Client:
    return inloggen(GebruikerFactory.create(rol=Rol.BELEIDSMEDEWERKER, gemeente=putten))


@pytest.fixture
def budgethouder(putten: Gemeente, inloggen: Inloggen) -> Client:
    return inloggen(GebruikerFactory.create(rol=Rol.BUDGETHOUDER, gemeente=putten))


def page(client: Client, naam: str, *args: object, status: int = 200, **query: object) -> str:
    antwoord = client.get(reverse(f"rapportage:{naam}", args=args), query)
    assert antwoord.status_code == status
    return " ".join(antwoord.content.decode().split())


def start(client: Client, jaar: int = 2025) -> Any:
    return client.post(reverse("rapportage:verantwoording_create"), {"jaar": jaar})


# --- the monitor


def test_the_monitor_shows_the_year_with_the_newest_figures(beleid: Client, putten: Gemeente) -> None:
    BoekingFactory(gemeente=putten, jaar=2024, bron=Geldbron.GEMEENTE)
    assert "Monitor 2025" in page(beleid, "monitor")
    assert "Monitor 2024" in page(beleid, "monitor", jaar=2024)


def test_the_monitor_shows_money_against_budget_and_the_balance(beleid: Client) -> None:
    tekst = page(beleid, "monitor")
    assert "€\u00a0286.792,00".replace("\u00a0", " ") in tekst.replace("\u00a0", " ")
    assert "Saldo van de specifieke uitkering" in tekst
    assert "Beschikbaar voor VVE bij de 75 %-norm: <strong>€ 290.094,00" in tekst.replace("\u00a0", " ")


def test_the_monitor_shows_the_reach_per_quarter_and_marks_what_is_assumed(
    budgethouder: Client, putten: Gemeente, inloggen: Inloggen
) -> None:
    jgz = GebruikerFactory.create(rol=Rol.JGZ_MEDEWERKER, gemeente=putten)
    IndicatieFactory(kind=KindFactory.create(gemeente=putten), afgegeven_door=jgz)
    tekst = page(budgethouder, "monitor")
    assert "0 van 1 kinderen op 31 december 2025; doel 80" in tekst
    beleid = inloggen(GebruikerFactory.create(rol=Rol.BELEIDSMEDEWERKER, gemeente=putten))
    assert "Te weinig kinderen om te tonen op 31 december 2025; doel 80" in page(beleid, "monitor")
    assert '<span class="vve-aanname">Aanname</span> De splitsing van ‘bereikt’' in tekst


def test_the_monitor_shows_no_names(beleid: Client, putten: Gemeente) -> None:
    jgz = GebruikerFactory.create(rol=Rol.JGZ_MEDEWERKER, gemeente=putten)
    kind = KindFactory.create(gemeente=putten, achternaam="Onvindbaar")
    IndicatieFactory(kind=kind, afgegeven_door=jgz)
    assert "Onvindbaar" not in page(beleid, "monitor")


def test_a_year_without_figures_gets_a_sentence(beleid: Client) -> None:
    assert "Over 1900 zijn geen cijfers." in page(beleid, "monitor", jaar=1900)
    assert "Over kaas zijn geen cijfers." in page(beleid, "monitor", jaar="kaas")


def test_a_municipality_without_figures_gets_an_empty_monitor(inloggen: Inloggen) -> None:
    leeg = GemeenteFactory.create(code="0226")
    client = inloggen(GebruikerFactory.create(rol=Rol.BELEIDSMEDEWERKER, gemeente=leeg))
    assert "Er is nog geen budget" in page(client, "monitor")


# --- asking for a report


def test_starting_makes_a_row_and_puts_the_work_in_the_queue_with_it(
    beleid: Client,
) -> None:
    antwoord = start(beleid)
    verantwoording = Verantwoording.objects.get()
    assert antwoord.url == reverse("rapportage:verantwoording_detail", args=[verantwoording.pk])
    assert (verantwoording.jaar, verantwoording.status) == (2025, Status.QUEUED)
    assert asked(tasks.make_verantwoording) == [verantwoording.pk]
    assert AuditRegel.objects.filter(handeling="verantwoording.request").count() == 1


def test_while_one_is_made_a_second_of_the_same_year_is_refused(beleid: Client) -> None:
    start(beleid)
    assert "De verantwoording over dit jaar wordt al gemaakt." in start(beleid).content.decode()
    assert Verantwoording.objects.count() == 1


def test_after_one_is_done_a_new_version_can_be_made_and_the_old_one_stays(
    beleid: Client, putten: Gemeente
) -> None:
    VerantwoordingFactory(gemeente=putten, done=True)
    start(beleid)
    assert set(Verantwoording.objects.values_list("status", flat=True)) == {Status.DONE, Status.QUEUED}


def test_a_year_before_the_first_sisa_form_is_refused_with_a_sentence(
    beleid: Client, putten: Gemeente
) -> None:
    BoekingFactory(gemeente=putten, jaar=2018)
    assert "Voor 2018 is geen SiSa-formulier D8 bekend" in start(beleid, 2018).content.decode()


def test_a_year_without_a_ledger_is_refused(beleid: Client) -> None:
    assert "Over 2031 zijn geen cijfers." in start(beleid, 2031).content.decode()


def test_when_the_queue_is_away_the_request_is_kept_and_the_page_says_so(
    beleid: Client, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    monkeypatch.setattr("organisaties.wachtrij._send", lambda *ids: False)
    with django_capture_on_commit_callbacks(execute=True):
        assert start(beleid).status_code == 302
    verantwoording = Verantwoording.objects.get()
    assert (verantwoording.status, asked(tasks.make_verantwoording)) == (Status.QUEUED, [verantwoording.pk])
    zin = "Uw aanvraag is bewaard, maar het maken begint later dan gewoonlijk."
    assert zin in page(beleid, "verantwoording_detail", verantwoording.pk)
    Opdracht.objects.update(verstuurd_op=MOMENT)
    assert zin not in page(beleid, "verantwoording_detail", verantwoording.pk)


# --- progress, failure, retry


def test_progress_is_shown_with_its_step_and_asked_again(beleid: Client, putten: Gemeente) -> None:
    bezig = VerantwoordingFactory.create(gemeente=putten, running=True)
    adres = reverse("rapportage:verantwoording_progress", args=[bezig.pk])
    for tekst in (
        page(beleid, "verantwoording_detail", bezig.pk),
        page(beleid, "verantwoording_progress", bezig.pk),
    ):
        assert f'hx-get="{adres}"' in tekst
        assert 'value="40"' in tekst
        assert "Document opmaken" in tekst


def test_without_javascript_the_page_can_be_read_again(beleid: Client, putten: Gemeente) -> None:
    wacht = VerantwoordingFactory.create(gemeente=putten)
    tekst = page(beleid, "verantwoording_detail", wacht.pk)
    assert "In de wachtrij" in tekst
    assert (
        f'<a href="{reverse("rapportage:verantwoording_detail", args=[wacht.pk])}">Stand verversen</a>'
        in tekst
    )


@pytest.mark.parametrize("eind", ["done", "failed"])
def test_when_the_work_has_ended_the_page_is_asked_to_show_the_result(
    beleid: Client, putten: Gemeente, eind: str
) -> None:
    klaar = VerantwoordingFactory.create(gemeente=putten, **{eind: True})
    antwoord = beleid.get(reverse("rapportage:verantwoording_progress", args=[klaar.pk]))
    assert antwoord["HX-Refresh"] == "true"
    assert "hx-get" not in antwoord.content.decode()


def test_a_failed_report_shows_the_reason_and_can_be_tried_again(beleid: Client, putten: Gemeente) -> None:
    mislukt = VerantwoordingFactory.create(gemeente=putten, failed=True)
    assert "Het ging mis." in page(beleid, "verantwoording_detail", mislukt.pk)
    beleid.post(reverse("rapportage:verantwoording_retry", args=[mislukt.pk]))
    mislukt.refresh_from_db()
    assert (mislukt.status, mislukt.fout) == (Status.QUEUED, "")
    assert asked(tasks.make_verantwoording) == [mislukt.pk]
    assert AuditRegel.objects.filter(handeling="verantwoording.retry").count() == 1


def test_only_a_failed_report_can_be_tried_again(beleid: Client, putten: Gemeente) -> None:
    klaar = VerantwoordingFactory.create(gemeente=putten, done=True)
    antwoord = beleid.post(reverse("rapportage:verantwoording_retry", args=[klaar.pk]), follow=True)
    assert "Deze verantwoording is niet mislukt maar ‘klaar’." in antwoord.content.decode()
    assert Verantwoording.objects.get().status == Status.DONE


# --- the result


def test_a_done_report_shows_the_frozen_sisa_figures_and_marks_unverified_texts(
    beleid: Client, putten: Gemeente
) -> None:
    verantwoording = VerantwoordingFactory.create(gemeente=putten)
    tasks.make_verantwoording(verantwoording.pk)
    BoekingFactory(gemeente=putten, bedrag_centen=7_00)
    tekst = page(beleid, "verantwoording_detail", verantwoording.pk).replace("\u00a0", " ")
    assert "Teksten niet geverifieerd" in tekst
    assert "(conform artikel 159, eerste lid WPO)" in tekst
    assert "€ 100.000,00" in tekst
    assert "€ 100.007,00" not in tekst


def test_the_file_is_downloaded_as_it_was_stored_and_the_download_is_recorded(
    budgethouder: Client, putten: Gemeente
) -> None:
    klaar = VerantwoordingFactory.create(gemeente=putten, done=True)
    antwoord = budgethouder.get(reverse("rapportage:verantwoording_download", args=[klaar.pk]))
    assert antwoord.content == b"%PDF-1.7 proef"
    assert antwoord["Content-Type"] == "application/pdf"
    assert antwoord["Content-Disposition"] == 'attachment; filename="verantwoording-vve-putten-2025.pdf"'
    regel = AuditRegel.objects.get(handeling="verantwoording.download")
    assert regel.details == {
        "jaar": 2025,
        "volledig": True,
        "sha256": hashlib.sha256(b"%PDF-1.7 proef").hexdigest(),
    }


@pytest.mark.parametrize(
    ("rol", "vraag", "inhoud"),
    [
        (Rol.BELEIDSMEDEWERKER, {}, b"%PDF-1.7 proef"),
        (Rol.BELEIDSMEDEWERKER, {"uitgave": "delen"}, b"%PDF-1.7 om te delen"),
        (Rol.BUDGETHOUDER, {}, b"%PDF-1.7 proef"),
        (Rol.BUDGETHOUDER, {"uitgave": "delen"}, b"%PDF-1.7 om te delen"),
        (Rol.AUDITOR, {}, b"%PDF-1.7 proef"),
    ],
)
def test_who_answers_for_the_report_takes_it_whole_or_in_the_edition_to_share(
    inloggen: Inloggen, putten: Gemeente, rol: Rol, vraag: dict[str, str], inhoud: bytes
) -> None:
    klaar = VerantwoordingFactory.create(gemeente=putten, done=True)
    client = inloggen(GebruikerFactory.create(rol=rol, gemeente=putten))
    antwoord = client.get(reverse("rapportage:verantwoording_download", args=[klaar.pk]), vraag)
    assert antwoord.content == inhoud
    delen = b"delen" in inhoud
    assert ("zonder-kleine-groepen" in antwoord["Content-Disposition"]) is delen
    assert AuditRegel.objects.get(handeling="verantwoording.download").details["volledig"] is not delen


def test_without_the_right_to_the_whole_only_the_edition_to_share_is_given(
    beleid: Client, putten: Gemeente, monkeypatch: pytest.MonkeyPatch
) -> None:
    zonder = RECHTEN[Rol.BELEIDSMEDEWERKER] - {Recht.VERANTWOORDING_WHOLE_VIEW}
    monkeypatch.setitem(RECHTEN, Rol.BELEIDSMEDEWERKER, zonder)
    klaar = VerantwoordingFactory.create(gemeente=putten, done=True)
    adres = reverse("rapportage:verantwoording_download", args=[klaar.pk])
    for vraag in ({}, {"uitgave": "volledig"}):
        assert beleid.get(adres, vraag).content == b"%PDF-1.7 om te delen"
    pagina = beleid.get(reverse("rapportage:verantwoording_detail", args=[klaar.pk]))
    assert "Om te delen: zonder groepen met minder dan 5 kinderen" in pagina.content.decode()


def test_a_download_that_cannot_be_recorded_does_not_happen(
    beleid: Client, putten: Gemeente, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**velden: object) -> None:
        raise RuntimeError("logboek dicht")

    klaar = VerantwoordingFactory.create(gemeente=putten, done=True)
    monkeypatch.setattr(actions, "record", refuse)
    with pytest.raises(RuntimeError, match="logboek dicht"):
        beleid.get(reverse("rapportage:verantwoording_download", args=[klaar.pk]))


@pytest.mark.parametrize("stand", ["running", "failed"])
def test_without_a_file_there_is_nothing_to_download(beleid: Client, putten: Gemeente, stand: str) -> None:
    verantwoording = VerantwoordingFactory.create(gemeente=putten, **{stand: True})
    page(beleid, "verantwoording_download", verantwoording.pk, status=404)


def test_the_list_shows_earlier_versions_newest_first_without_reading_their_files(
    beleid: Client, putten: Gemeente, django_assert_max_num_queries: Any
) -> None:
    for dag in (1, 2, 3):
        VerantwoordingFactory(
            gemeente=putten, done=True, aangevraagd_op=datetime(2026, 3, dag, 9, tzinfo=UTC)
        )
    with django_assert_max_num_queries(12) as gelezen:
        tekst = page(beleid, "verantwoording_list")
    posities = [tekst.index(f"{dag} maart 2026, 10:00") for dag in (3, 2, 1)]
    assert posities == sorted(posities)
    assert not any('"rapportage_verantwoording"."pdf"' in query["sql"] for query in gelezen.captured_queries)


# --- who may


PAGINAS = {
    "monitor": Recht.MONITOR_VIEW,
    "verantwoording_list": Recht.VERANTWOORDING_VIEW,
    "verantwoording_detail": Recht.VERANTWOORDING_VIEW,
    "verantwoording_progress": Recht.VERANTWOORDING_VIEW,
    "verantwoording_download": Recht.VERANTWOORDING_VIEW,
}


@pytest.mark.parametrize("rol", Rol)
def test_each_page_opens_for_the_roles_with_its_right_only(
    putten: Gemeente, inloggen: Inloggen, rol: Rol
) -> None:
    klaar = VerantwoordingFactory.create(gemeente=putten, done=True)
    client = inloggen(GebruikerFactory.create(rol=rol, gemeente=putten))
    antwoorden = {
        naam: client.get(
            reverse(
                f"rapportage:{naam}", args=[] if naam in ("monitor", "verantwoording_list") else [klaar.pk]
            )
        ).status_code
        for naam in PAGINAS
    }
    assert antwoorden == {naam: 200 if recht in RECHTEN[rol] else 403 for naam, recht in PAGINAS.items()}


@pytest.mark.parametrize("rol", Rol)
def test_only_the_roles_with_the_right_can_start_and_retry(
    putten: Gemeente, inloggen: Inloggen, rol: Rol
) -> None:
    mislukt = VerantwoordingFactory.create(gemeente=putten, failed=True, jaar=2024)
    client = inloggen(GebruikerFactory.create(rol=rol, gemeente=putten))
    verwacht = 302 if Recht.VERANTWOORDING_MAKE in RECHTEN[rol] else 403
    assert start(client).status_code == verwacht
    assert client.post(reverse("rapportage:verantwoording_retry", args=[mislukt.pk])).status_code == verwacht


def test_the_auditor_sees_no_button_to_make_or_retry(putten: Gemeente, inloggen: Inloggen) -> None:
    mislukt = VerantwoordingFactory.create(gemeente=putten, failed=True)
    client = inloggen(GebruikerFactory.create(rol=Rol.AUDITOR, gemeente=putten))
    assert "Verantwoording voorbereiden" not in page(client, "verantwoording_list")
    assert "Opnieuw proberen" not in page(client, "verantwoording_detail", mislukt.pk)


@pytest.mark.parametrize(
    "naam", ["verantwoording_detail", "verantwoording_progress", "verantwoording_download"]
)
def test_a_report_of_another_municipality_does_not_exist(
    putten: Gemeente, inloggen: Inloggen, naam: str
) -> None:
    anders = GemeenteFactory.create(code="0226")
    klaar = VerantwoordingFactory.create(gemeente=anders, done=True)
    client = inloggen(GebruikerFactory.create(rol=Rol.BELEIDSMEDEWERKER, gemeente=putten))
    page(client, naam, klaar.pk, status=404)
    assert client.post(reverse("rapportage:verantwoording_retry", args=[klaar.pk])).status_code == 404


def test_a_file_of_another_municipality_leaves_no_trace_of_a_download(
    putten: Gemeente, inloggen: Inloggen
) -> None:
    klaar = VerantwoordingFactory.create(gemeente=GemeenteFactory.create(code="0226"), done=True)
    client = inloggen(GebruikerFactory.create(rol=Rol.AUDITOR, gemeente=putten))
    page(client, "verantwoording_download", klaar.pk, status=404)
    assert not AuditRegel.objects.filter(handeling="verantwoording.download").exists()


@pytest.mark.parametrize("naam", ["verantwoording_create", "verantwoording_retry"])
def test_starting_work_takes_a_post(beleid: Client, putten: Gemeente, naam: str) -> None:
    mislukt = VerantwoordingFactory.create(gemeente=putten, failed=True)
    page(beleid, naam, *([mislukt.pk] if naam.endswith("retry") else []), status=405)


def test_the_file_that_the_task_made_is_the_file_that_is_downloaded(
    budgethouder: Client, putten: Gemeente
) -> None:
    verantwoording = VerantwoordingFactory.create(gemeente=putten)
    tasks.make_verantwoording(verantwoording.pk)
    verantwoording.refresh_from_db()
    antwoord = budgethouder.get(reverse("rapportage:verantwoording_download", args=[verantwoording.pk]))
    assert hashlib.sha256(antwoord.content).hexdigest() == verantwoording.sha256


def test_the_monitor_tells_what_still_waits_and_when_the_books_do_not_meet(
    budgethouder: Client, putten: Gemeente
) -> None:
    boeken = Administratie(putten)
    berekening = boeken.book(1, Regel(boeken.place(), "160", 1_572_00))
    UrendeclaratieFactory(gemeente=putten, submitted=True)
    tekst = page(budgethouder, "monitor")
    assert "1 declaratie over 2025 is nog niet goedgekeurd" in tekst
    assert f'<th scope="row">{berekening.declaratie.houder}</th> <td class="getal">1</td>' in tekst
    BoekingFactory(gemeente=putten, berekening=berekening, categorie="smi", bedrag_centen=1)
    assert "De boeken sluiten niet aan" in page(budgethouder, "monitor")


def test_the_start_page_shows_how_the_year_stands_to_who_answers_for_it(
    beleid: Client, putten: Gemeente, inloggen: Inloggen
) -> None:
    assert "Stand van 2025" in beleid.get(reverse("home")).content.decode()
    jgz = inloggen(GebruikerFactory.create(rol=Rol.JGZ_MEDEWERKER, gemeente=putten))
    assert "Stand van 2025" not in jgz.get(reverse("home")).content.decode()
