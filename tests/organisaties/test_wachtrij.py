"""The outbox: what was asked for is done, whatever becomes of the queue in between."""

import socket
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django import forms
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from organisaties import tasks, wachtrij
from organisaties.models import AuditRegel, Gemeente
from organisaties.opdracht import BEWAAR_KLAAR, MAX_POGINGEN, TEGELIJK, TERMIJN, Opdracht, Rij
from organisaties.rechten import Rol
from organisaties.rijbeveiliging import NIETS, Rijbereik, rijbereik
from organisaties.wachtrij import Geweigerd, all_werk, enqueue, opdracht, run, send_waiting
from tests.factories import MOMENT, GebruikerFactory, GemeenteFactory, OpdrachtFactory
from tests.wachtrij import work
from vve_admin.celery import app

pytestmark = pytest.mark.django_db
# Here and not in a test: it also sets the log up anew.
app.loader.import_default_modules()
Status = Opdracht.Status

gedaan: list[tuple[int, str]] = []
kapot: list[Exception] = []


@opdracht("Noteren", gemeente_id=Gemeente, tekst=forms.CharField(max_length=10))
def noteer(gemeente_id: int, tekst: str) -> None:
    if kapot:
        raise kapot[0]
    gedaan.append((gemeente_id, tekst))


@opdracht("Vragen", gemeente_id=Gemeente)
def vraag_door(gemeente_id: int) -> None:
    enqueue(noteer, gemeente_id, "dag", gemeente=Gemeente.objects.get(pk=gemeente_id))


@pytest.fixture(autouse=True)
def _schoon() -> None:
    gedaan.clear()
    kapot.clear()


@pytest.fixture
def putten() -> Gemeente:
    gemeente: Gemeente = GemeenteFactory()
    return gemeente


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The ids that went to the queue; None in it takes the queue away."""
    ids: list[int] = []

    def send(opdracht_id: int, gemeente_id: int | None, rij: Rij) -> bool:
        if None in ids:
            return False
        ids.append(opdracht_id)
        return True

    monkeypatch.setattr(wachtrij, "_send", send)
    return ids


def ask(gemeente: Gemeente, tekst: str = "dag") -> Opdracht:
    return enqueue(noteer, gemeente.pk, tekst, gemeente=gemeente)


def test_a_job_is_sent_when_its_change_is_final_and_not_before(
    putten: Gemeente, sent: list[int], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        gevraagd = ask(putten)
        assert sent == []
    assert sent == [gevraagd.pk]
    gevraagd.refresh_from_db()
    assert gevraagd.verstuurd_op is not None


def test_a_change_that_does_not_go_through_leaves_no_job(putten: Gemeente, sent: list[int]) -> None:
    with transaction.atomic():
        ask(putten)
        transaction.set_rollback(True)
    assert not Opdracht.objects.exists()


def test_without_a_queue_the_job_stays_and_goes_with_the_next(
    putten: Gemeente, sent: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    sent.append(None)
    with django_capture_on_commit_callbacks(execute=True):
        eerste = ask(putten)
    assert Opdracht.objects.get().verstuurd_op is None
    sent.clear()
    with django_capture_on_commit_callbacks(execute=True):
        tweede = ask(putten)
    assert sent == [eerste.pk, tweede.pk]


def test_the_clock_sends_what_waits_in_every_municipality_and_in_none(
    putten: Gemeente, sent: list[int]
) -> None:
    gevraagd = [
        enqueue(noteer, putten.pk, "a"),
        ask(putten),
        ask(GemeenteFactory(code="0226")),
    ]
    tasks.send_opdrachten()
    tasks.send_opdrachten()
    assert sorted(sent) == [opdracht.pk for opdracht in gevraagd]


def test_a_queue_that_takes_the_connection_and_says_nothing_holds_up_no_page(
    putten: Gemeente, settings: Any
) -> None:
    settings.WACHTRIJ_TIJDSLIMIET = {
        **settings.WACHTRIJ_TIJDSLIMIET,
        "socket_connect_timeout": 0.1,
        "socket_timeout": 0.1,
    }
    with socket.create_server(("127.0.0.1", 0)) as stil:
        adres = f"redis://127.0.0.1:{stil.getsockname()[1]}/0"
        with pytest.MonkeyPatch.context() as anders:
            anders.setattr(app.conf, "broker_url", adres)
            gevraagd = ask(putten)
            assert send_waiting(putten.pk, MOMENT) == 0
    gevraagd.refresh_from_db()
    assert gevraagd.verstuurd_op is None


def test_a_queue_that_refuses_is_tried_once(putten: Gemeente, monkeypatch: pytest.MonkeyPatch) -> None:
    pogingen: list[object] = []

    def refuse(verbinding: object, *args: object, **kwargs: object) -> None:
        pogingen.append(verbinding)
        raise ConnectionError("Connection refused")

    monkeypatch.setattr("redis.connection.AbstractConnection.connect", refuse)
    with transaction.atomic():
        enqueue(noteer, putten.pk, "x", gemeente=putten)
    assert send_waiting(putten.pk, MOMENT) == 0
    assert len(pogingen) == 1


def test_a_job_that_an_emptied_queue_lost_is_sent_again_after_the_term(
    putten: Gemeente, sent: list[int]
) -> None:
    ask(putten)
    assert send_waiting(putten.pk, MOMENT) == 1
    assert send_waiting(putten.pk, MOMENT + TERMIJN) == 0
    assert send_waiting(putten.pk, MOMENT + TERMIJN + timedelta(seconds=1)) == 1


def test_of_one_municipality_so_many_jobs_are_in_the_queue_at_once_and_the_end_of_one_sends_the_next(
    putten: Gemeente, sent: list[int], django_capture_on_commit_callbacks: Any
) -> None:
    duiven = GemeenteFactory(code="0226")
    van_putten = [ask(putten) for _ in range(TEGELIJK[Rij.MENSEN] + 2)]
    nacht = [enqueue(noteer, putten.pk, "n", gemeente=putten, rij=Rij.NACHT) for _ in range(2)]
    send_waiting(putten.pk, timezone.now())
    eerste = [opdracht.pk for opdracht in (*van_putten[:4], nacht[0])]
    assert sent == eerste
    van_duiven = ask(duiven)
    send_waiting(duiven.pk, timezone.now())
    assert sent == [*eerste, van_duiven.pk]
    with django_capture_on_commit_callbacks(execute=True):
        run(van_putten[0].pk, putten.pk, timezone.now())
    assert sent[6:] == [van_putten[4].pk]
    kapot.append(KeyError("weg"))
    # What failed waits for its next attempt, and holds up nothing of its municipality.
    with django_capture_on_commit_callbacks(execute=True):
        run(nacht[0].pk, putten.pk, timezone.now())
    assert sent[7:] == [nacht[1].pk]


def test_what_a_job_of_the_night_asks_for_is_of_the_night_too(putten: Gemeente) -> None:
    enqueue(vraag_door, putten.pk, gemeente=putten)
    enqueue(vraag_door, putten.pk, gemeente=putten, rij=Rij.NACHT)
    work()
    assert list(Opdracht.objects.waiting().order_by("pk").values_list("rij", flat=True)) == [
        "mensen",
        "nacht",
    ]


def test_a_job_sent_before_the_clock_was_set_back_is_sent_again(putten: Gemeente, sent: list[int]) -> None:
    ask(putten)
    send_waiting(putten.pk, MOMENT)
    assert send_waiting(putten.pk, MOMENT - timedelta(hours=1)) == 1


def test_a_job_is_done_once_however_often_its_message_comes(putten: Gemeente) -> None:
    gevraagd = ask(putten)
    for _ in range(3):
        tasks.run_opdracht(gevraagd.pk, putten.pk)
    assert gedaan == [(putten.pk, "dag")]
    gevraagd.refresh_from_db()
    assert (gevraagd.status, gevraagd.argumenten) == (Status.DONE, [])
    assert gevraagd.klaar_op is not None


def test_a_job_that_somebody_is_doing_is_left_to_them(putten: Gemeente) -> None:
    gevraagd = ask(putten)
    slot, sleutel = "hashtextextended(%s, 734002)", [f"opdracht {gevraagd.pk}"]
    ander = connection.copy()
    with ander.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_lock({slot})", sleutel)
        run(gevraagd.pk, putten.pk, MOMENT)
        assert gedaan == []
        cursor.execute(f"SELECT pg_advisory_unlock({slot})", sleutel)
    ander.close()
    run(gevraagd.pk, putten.pk, MOMENT)
    assert gedaan == [(putten.pk, "dag")]


def test_a_job_that_fails_is_tried_again_and_then_set_aside_in_sight(
    putten: Gemeente, caplog: pytest.LogCaptureFixture
) -> None:
    gevraagd = ask(putten)
    kapot.append(ConnectionError("geheim: Jansen"))
    for poging in range(1, MAX_POGINGEN + 1):
        gevraagd.refresh_from_db()
        assert gevraagd.status == Status.WAITING
        work()
        gevraagd.refresh_from_db()
        assert (gevraagd.pogingen, gevraagd.fout) == (poging, "er ging iets mis (ConnectionError)")
    assert gevraagd.status == Status.SET_ASIDE
    assert f"{gevraagd} is terzijde gelegd" in caplog.text


def test_a_job_that_takes_its_worker_down_each_time_is_set_aside(putten: Gemeente) -> None:
    gevraagd = ask(putten)
    Opdracht.objects.update(pogingen=MAX_POGINGEN)
    work()
    gevraagd.refresh_from_db()
    assert (gevraagd.status, gevraagd.fout) == (Status.SET_ASIDE, "de worker stopte er 5 keer mee")
    assert gedaan == []


@pytest.mark.parametrize(
    "argumenten",
    [
        [],
        {},
        "tekst",
        [1],
        ["1", "dag"],
        [0, "dag"],
        [-1, "dag"],
        [True, "dag"],
        [2**63, "dag"],
        [1.0, "dag"],
        [None, "dag"],
        [[1], "dag"],
        [999_999_999, "dag"],
        ["putten", ""],
        ["putten", 5],
        ["putten", "veel te lange tekst"],
        ["putten", " dag "],
        ["putten", "dag", "nog iets"],
    ],
    ids=repr,
)
def test_arguments_that_a_form_would_refuse_are_refused_and_set_aside(
    putten: Gemeente, argumenten: Any, caplog: pytest.LogCaptureFixture
) -> None:
    if isinstance(argumenten, list) and argumenten[:1] == ["putten"]:
        argumenten = [putten.pk, *argumenten[1:]]
    gevraagd = ask(putten)
    Opdracht.objects.update(argumenten=argumenten)
    work()
    gevraagd.refresh_from_db()
    assert (gevraagd.status, gedaan) == (Status.SET_ASIDE, [])
    assert gevraagd.fout.startswith("geweigerd: ")
    assert "terzijde gelegd" in caplog.text


def test_work_that_is_no_job_is_refused(putten: Gemeente) -> None:
    with pytest.raises(ValueError, match="is geen opdracht"):
        enqueue(work, gemeente=putten)
    gevraagd = ask(putten)
    Opdracht.objects.update(werk="os.system")
    work()
    gevraagd.refresh_from_db()
    assert (gevraagd.status, gevraagd.fout) == (Status.SET_ASIDE, "geweigerd: dit werk is onbekend")


RARE_BERICHTEN: list[tuple[Any, ...]] = [
    (),
    ("1",),
    (1,),
    ("1", 1),
    (0, 1),
    (True, 1),
    (1, "1"),
    (1, -1),
    (2**63, 1),
    (1, 1, 1),
    ({"a": 1}, None),
]


@pytest.mark.parametrize("argumenten", RARE_BERICHTEN, ids=repr)
def test_a_message_that_names_no_job_is_refused_with_a_line(
    argumenten: tuple[Any, ...], caplog: pytest.LogCaptureFixture
) -> None:
    tasks.run_opdracht(*argumenten)
    assert "noemt geen opdracht" in caplog.text


def test_a_message_cannot_do_a_job_in_the_scope_of_another_municipality(putten: Gemeente) -> None:
    gevraagd = ask(putten)
    run(gevraagd.pk, GemeenteFactory(code="0226").pk, MOMENT)
    run(gevraagd.pk, None, MOMENT)
    assert gedaan == []


def test_jobs_are_rows_of_the_municipality_in_whose_scope_they_run(putten: Gemeente) -> None:
    duiven = GemeenteFactory(code="0226")
    van_putten, van_duiven, van_niemand = ask(putten), ask(duiven), enqueue(noteer, putten.pk, "a")
    for bereik, rij in (
        (Rijbereik(putten.pk), van_putten),
        (Rijbereik(duiven.pk), van_duiven),
        (NIETS, van_niemand),
    ):
        with rijbereik(bereik):
            assert list(Opdracht.objects.all()) == [rij]


def test_a_job_is_kept_also_by_who_works_outside_every_scope(putten: Gemeente) -> None:
    beheerder = GebruikerFactory(gemeente=putten)
    with rijbereik(NIETS):
        gevraagd = enqueue(noteer, putten.pk, "dag", door=beheerder)
    assert (gevraagd.gemeente, gevraagd.gevraagd_door) == (putten, beheerder)


KLOK = sorted({rooster["task"] for rooster in app.conf.beat_schedule.values()})


@pytest.mark.parametrize("naam", KLOK)
def test_work_of_the_clock_is_done_by_one_of_two_clocks_and_takes_no_arguments(
    naam: str, caplog: pytest.LogCaptureFixture
) -> None:
    taak = app.tasks[naam].run
    assert taak.by_the_clock  # type: ignore[attr-defined]
    with CaptureQueriesContext(connection) as vragen:
        taak(1)
        taak(dag="2031-01-01")
    assert len(vragen) == 0
    assert caplog.text.count("neemt geen argumenten") == 2
    slot = "hashtextextended(%s, 734002)"
    ander = connection.copy()
    with ander.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_lock({slot})", [naam])
        with CaptureQueriesContext(connection) as vragen:
            taak()
        assert len(vragen) == 0
        cursor.execute(f"SELECT pg_advisory_unlock({slot})", [naam])
    ander.close()


RAAR: list[Any] = [None, True, 0, -1, 2**63, 1.5, "", "1", "\x01", "x" * 100_000, [], {}, [1], {"pk": 1}]


def test_every_job_refuses_every_garbage_argument() -> None:
    for naam, werk in all_werk().items():
        for raar in RAAR:
            argumenten = [raar] * len(werk.eisen)
            with pytest.raises(Geweigerd):
                werk.check(argumenten)
        for aantal in {0, 1, len(werk.eisen) + 1} - {len(werk.eisen)}:
            with pytest.raises(Geweigerd):
                werk.check([1] * aantal)
        assert werk.eisen, f"{naam} says nothing of its arguments"


def test_what_is_done_is_forgotten_after_a_week(putten: Gemeente, sent: list[int]) -> None:
    ask(putten)
    work(MOMENT - BEWAAR_KLAAR)
    assert not Opdracht.objects.expired(MOMENT).exists()
    tasks.send_opdrachten()
    assert not Opdracht.objects.exists()


# --- what went wrong, in sight


def test_the_beheerder_sees_work_of_the_own_municipality_that_failed_and_starts_it_again(
    client: Client, putten: Gemeente
) -> None:
    mislukt, elders = OpdrachtFactory(gemeente=putten), OpdrachtFactory(gemeente=GemeenteFactory(code="0226"))
    enqueue(noteer, putten.pk, "dag", gemeente=putten)
    client.force_login(GebruikerFactory(rol=Rol.FUNCTIONEEL_BEHEERDER, gemeente=putten))
    tekst = client.get(reverse("organisaties:opdracht_list")).content.decode()
    assert tekst.count("Opnieuw starten</button>") == 1
    assert "De verantwoording maken" in tekst
    assert "er ging iets mis (ConnectionError)" in tekst
    assert "begint later dan gewoonlijk" in tekst
    for nummer, code in ((elders.pk, 404), (mislukt.pk, 302), (mislukt.pk, 404)):
        assert client.post(reverse("organisaties:opdracht_retry", args=[nummer])).status_code == code
    mislukt.refresh_from_db()
    assert (mislukt.status, mislukt.pogingen, mislukt.verstuurd_op) == (Status.WAITING, 0, None)
    assert AuditRegel.objects.get(handeling="opdracht.retry").object_id == str(mislukt.pk)


def test_the_operator_sees_all_of_it_also_what_belongs_to_no_municipality(putten: Gemeente) -> None:
    mislukt, uit = OpdrachtFactory(gemeente=None), StringIO()
    call_command("opdrachten", stdout=uit)
    assert f"{mislukt.pk}  Mislukt, terzijde gelegd" in uit.getvalue()
    assert "Onleesbare berichten terzijde: " in uit.getvalue()
    call_command("opdrachten", "--opnieuw", str(mislukt.pk), stdout=StringIO())
    mislukt.refresh_from_db()
    assert mislukt.status == Status.WAITING
    assert AuditRegel.objects.get(handeling="opdracht.retry").gemeente_code == "0000"
    with pytest.raises(CommandError, match=f"geen mislukt werk met nummer {mislukt.pk}"):
        call_command("opdrachten", "--opnieuw", str(mislukt.pk), stdout=StringIO())


def test_every_job_says_on_screen_what_it_does() -> None:
    assert [naam for naam, werk in all_werk().items() if werk.titel == naam] == []
