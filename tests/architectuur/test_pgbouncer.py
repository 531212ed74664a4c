"""Through a real PgBouncer that gives one connection at the server to everybody in turns: each sees its own rows only."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path, reverse

from indicaties.models import Kind
from organisaties.audit import broken_links
from organisaties.models import AuditRegel, Gemeente, Opdracht
from organisaties.rechten import Recht, Rol
from organisaties.rijbeveiliging import NIETS, Rijbereik, rijbereik
from organisaties.slot import only_one
from organisaties.tijdslimiet import PAGINA, TAAK, Tijdslimiet, tijdslimiet
from organisaties.toegang import requires
from organisaties.wachtrij import enqueue, opdracht, run
from tests.factories import MOMENT, GebruikerFactory, GemeenteFactory, KindFactory
from tests.pgbouncer import pgbouncer
from vve_admin.embedded import servers
from vve_admin.urls import urlpatterns as echte

# One PgBouncer at a time on a machine of two cores.
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.pgbouncer,
    pytest.mark.urls(__name__),
    pytest.mark.xdist_group("pgbouncer"),
]
CODES = ("0273", "0226")
KEREN = 8


@requires(Recht.HOME_VIEW)
def vergeetachtig(request: HttpRequest) -> HttpResponse:
    """Shows all rows that there are to see: by statements of their own, inside a transaction and after going back in it."""
    gezien = ids()
    with transaction.atomic():
        gezien += ids()
        with rijbereik(NIETS):
            gezien += ids()
        try:
            with transaction.atomic(), rijbereik(NIETS):
                gezien += ids()
                raise LookupError
        except LookupError:
            gezien += ids()
    return HttpResponse(",".join(map(str, gezien + ids())))


def ids() -> list[int]:
    return list(Kind.objects.order_by("pk").values_list("pk", flat=True))


urlpatterns = [path("vergeetachtig/", vergeetachtig), *echte]

gedaan: list[tuple[int, list[int]]] = []


@opdracht("Kijken", gemeente_id=Gemeente)
def kijk(gemeente_id: int) -> None:
    gedaan.append((gemeente_id, ids()))


@pytest.fixture
def kinderen() -> dict[str, Kind]:
    return {code: KindFactory(gemeente=GemeenteFactory(code=code), voornaam=f"Naam{code}") for code in CODES}


@pytest.fixture
def clients(kinderen: dict[str, Kind]) -> dict[str, Client]:
    """Signed in before there is a pooler: one of each municipality."""
    ingelogd = {}
    for code, kind in kinderen.items():
        ingelogd[code] = Client()
        ingelogd[code].force_login(GebruikerFactory(rol=Rol.KINDREGISSEUR, gemeente=kind.gemeente))
    return ingelogd


Pooler = Callable[[int], None]


@pytest.fixture
def door_pooler(transactional_db: None) -> Iterator[Pooler]:
    """Calling it sends every connection of this process through PgBouncer from then on, as the role of the site."""
    with pytest.MonkeyPatch.context() as anders:
        gestart: list[Any] = []

        def start(grootte: int) -> None:
            connection.close()
            gestart.append(pgbouncer(grootte))
            poort = gestart[0].__enter__()
            anders.setattr(servers, "start_postgres", lambda data_dir: "127.0.0.1")
            anders.setitem(connection.settings_dict, "PORT", str(poort))
            anders.setitem(connection.settings_dict, "USER", settings.DATABASE_SITE["USER"])

        yield start
        connection.close()
        for bouncer in gestart:
            bouncer.__exit__(None, None, None)


def together(*werk: Callable[[], Any]) -> list[Any]:
    """Each in a thread, with a connection of its own to PgBouncer, all at once."""
    start = Barrier(len(werk))

    def run_one(een: Callable[[], Any]) -> Any:
        try:
            start.wait(timeout=10)
            return een()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(werk)) as pool:
        return list(pool.map(run_one, werk))


def ask(sql: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()


def test_a_setting_of_a_session_would_be_that_of_the_next_client(
    kinderen: dict[str, Kind], door_pooler: Pooler
) -> None:
    """What all other tests here guard against happens for who sets it as before."""
    door_pooler(1)
    gemeente = str(kinderen["0273"].gemeente_id)
    with as_before() as een, as_before() as ander:
        een.execute("SELECT set_config('vve.gemeente', %s, false)", [gemeente])
        assert ander.execute("SELECT current_setting('vve.gemeente')").fetchone() == (gemeente,)
    # Our own scope is whole all the same: it says of everything what it is.
    with rijbereik(NIETS):
        assert ids() == []


@contextmanager
def as_before() -> Iterator["psycopg.Connection[Any]"]:
    """Psycopg's own connection to the same PgBouncer."""
    connection.ensure_connection()
    info = connection.connection.info
    with psycopg.connect(
        host=info.host, port=info.port, dbname=info.dbname, user=info.user, autocommit=True
    ) as verbinding:
        yield verbinding


def test_two_municipalities_in_turns_over_one_connection_never_see_each_other(
    kinderen: dict[str, Kind], clients: dict[str, Client], door_pooler: Pooler
) -> None:
    door_pooler(1)
    lijst = reverse("indicaties:kind_list")

    def visit(code: str) -> list[tuple[str, bool, bool]]:
        eigen = kinderen[code]
        ander = next(kind for kind in kinderen.values() if kind != eigen)
        gezien = []
        for _ in range(KEREN):
            alles = clients[code].get("/vergeetachtig/").content.decode()
            pagina = clients[code].get(lijst).content.decode()
            clients[code].get(reverse("indicaties:kind_detail", args=[eigen.pk]))
            gezien.append((alles, eigen.voornaam in pagina, ander.voornaam in pagina))
        return gezien

    voor = AuditRegel.objects.count()
    uit = dict(zip(CODES, together(*(lambda code=code: visit(code) for code in CODES)), strict=True))
    # Four times: alone, inside, after going back, alone again.
    assert uit == {code: [(",".join([str(kinderen[code].pk)] * 4), True, False)] * KEREN for code in CODES}
    assert AuditRegel.objects.count() - voor >= 2 * KEREN
    assert [broken_links(code) for code in CODES] == [[], []]
    assert ids() == []


def test_limits_of_a_page_are_not_those_of_another(door_pooler: Pooler) -> None:
    door_pooler(1)
    with tijdslimiet(PAGINA), rijbereik(Rijbereik(5)):
        assert ask("SELECT current_setting('statement_timeout'), vve_gemeente()") == ("10s", 5)
        ander = connection.copy()
        with ander.cursor() as cursor:
            cursor.execute("SELECT current_setting('statement_timeout'), vve_gemeente(), pg_backend_pid()")
            buiten = cursor.fetchone()
        ander.close()
        assert buiten == ("0", None, ask("SELECT pg_backend_pid()")[0])
        with transaction.atomic(), tijdslimiet(TAAK):
            assert ask("SHOW lock_timeout") == ("1min",)
    with tijdslimiet(Tijdslimiet(0.2, 0.2, 0.2)):
        with pytest.raises(OperationalError, match="statement timeout"):
            ask("SELECT pg_sleep(30)")
        with pytest.raises(OperationalError, match="statement timeout"), transaction.atomic():
            ask("SELECT pg_sleep(30)")
    assert ask("SHOW statement_timeout") == ("0",)


def test_jobs_are_done_in_their_scope_once_and_leave_no_lock(
    kinderen: dict[str, Kind], door_pooler: Pooler, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("organisaties.wachtrij._send", lambda *_: True)
    gedaan.clear()
    gemeenten = [kind.gemeente for kind in kinderen.values()]
    gevraagd = [enqueue(kijk, gemeente.pk, gemeente=gemeente) for gemeente in gemeenten for _ in range(3)]
    # Two jobs at once, each with its lock.
    door_pooler(4)

    def work() -> None:
        for een in gevraagd:
            run(een.pk, een.gemeente_id, MOMENT)

    together(work, work)
    verwacht = [(kind.gemeente_id, [kind.pk]) for kind in kinderen.values()] * 3
    assert sorted(gedaan) == sorted(verwacht)
    for gemeente in gemeenten:
        with rijbereik(Rijbereik(gemeente.pk)):
            assert not Opdracht.objects.exclude(status=Opdracht.Status.DONE).exists()
    assert ask("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'") == (0,)


def test_a_lock_is_held_for_the_whole_of_the_work_and_by_one(door_pooler: Pooler) -> None:
    door_pooler(4)
    with only_one("werk") as eerste:
        with only_one("ander werk") as binnen:
            assert (eerste, binnen) == (True, True)
            assert together(lambda: try_lock("werk"), lambda: try_lock("ander werk")) == [False, False]
        assert ask("SELECT 1") == (1,)
        assert together(lambda: try_lock("werk"), lambda: try_lock("ander werk")) == [False, True]
    assert try_lock("werk")


def try_lock(naam: str) -> bool:
    with only_one(naam) as gekregen:
        return gekregen


def test_what_is_done_once_it_is_final_is_done_in_its_scope(
    kinderen: dict[str, Kind], door_pooler: Pooler
) -> None:
    door_pooler(1)
    kind, gezien = kinderen["0273"], []
    with rijbereik(Rijbereik(kind.gemeente_id)), transaction.atomic():
        Kind.objects.filter(pk=kind.pk).update(voornaam="Noor")
        transaction.on_commit(lambda: gezien.extend(ids()))
    assert gezien == [kind.pk]


def test_what_cannot_have_its_scope_with_it_is_refused_outside_a_transaction(door_pooler: Pooler) -> None:
    door_pooler(1)
    with rijbereik(NIETS), connection.cursor() as cursor:
        with pytest.raises(psycopg.NotSupportedError, match="alleen binnen een transactie"):
            cursor.cursor.executemany("SELECT %s", [[1], [2]])
        with (
            pytest.raises(psycopg.NotSupportedError, match="alleen binnen een transactie"),
            cursor.cursor.copy("COPY (SELECT 1) TO STDOUT"),
        ):
            pass
