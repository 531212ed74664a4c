"""The cache is a table: it counts without Redis, and holds nothing that can run."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.conf import settings as ingesteld
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from organisaties.kortgeheugen import DatabaseCache
from organisaties.toegang import count_in_window
from tests.architectuur.rondgang import pages_of, undone
from tests.architectuur.test_productie import run
from tests.architectuur.wereld import FUNCTIES, make_gebruiker, make_werelden
from tests.factories import GebruikerFactory

pytestmark = pytest.mark.django_db
TABEL = {"default": {"BACKEND": "organisaties.kortgeheugen.DatabaseCache"}}


@pytest.fixture
def geheugen(settings: Any) -> Iterator[DatabaseCache]:
    settings.CACHES = TABEL
    cache.clear()
    yield cache
    cache.clear()
    cache.disconnect()  # type: ignore[attr-defined]


def _expire(geheugen: DatabaseCache) -> None:
    with geheugen._verbinding().cursor() as cursor:
        cursor.execute("UPDATE organisaties_notitie SET verloopt = now() - interval '1 second'")


def test_what_is_kept_comes_back_until_its_time_is_over(geheugen: DatabaseCache) -> None:
    geheugen.set("lijst", [1.5, "a", {"b": None}], timeout=60)
    geheugen.set("altijd", 1, timeout=None)
    assert geheugen.get("lijst") == [1.5, "a", {"b": None}]
    _expire(geheugen)
    assert (geheugen.get("lijst"), geheugen.get("lijst", "weg")) == (None, "weg")
    assert not geheugen.touch("lijst")
    geheugen.set("lijst", 2)
    assert (geheugen.get("lijst"), geheugen.delete("lijst"), geheugen.delete("lijst")) == (2, True, False)


def test_only_the_first_may_add_until_its_time_is_over(geheugen: DatabaseCache) -> None:
    assert [geheugen.add("slot", True, timeout=60) for _ in range(2)] == [True, False]
    _expire(geheugen)
    assert geheugen.add("slot", True, timeout=60)


def test_what_is_no_json_is_refused_so_that_nothing_in_it_can_run(geheugen: DatabaseCache) -> None:
    with pytest.raises(TypeError):
        geheugen.set("pickle", object())


def test_counting_at_once_misses_nothing(geheugen: DatabaseCache) -> None:
    geheugen.set("teller", 0)

    def count(_: int) -> int:
        try:
            return geheugen.incr("teller")
        finally:
            geheugen.disconnect()

    with ThreadPoolExecutor(max_workers=4) as pool:
        assert sorted(pool.map(count, range(40))) == list(range(1, 41))


def test_a_count_survives_the_rollback_of_the_request(geheugen: DatabaseCache) -> None:
    with transaction.atomic():
        assert count_in_window("pogingen", 60) == 1
        transaction.set_rollback(True)
    assert count_in_window("pogingen", 60) == 2


def test_a_connection_that_broke_is_made_anew_for_the_next_request(geheugen: DatabaseCache) -> None:
    geheugen.set("teller", 5)
    with geheugen._verbinding().cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    geheugen.close()
    assert geheugen.get("teller") == 5


def test_no_address_is_kept_in_it(geheugen: DatabaseCache, client: Client) -> None:
    client.post(reverse("login"), {"login": "ans@putten.test", "password": "fout"})
    with geheugen._verbinding().cursor() as cursor:
        cursor.execute("SELECT string_agg(n::text, ' ') FROM organisaties_notitie n")
        (alles,) = cursor.fetchone()
    assert "ans@putten.test" not in alles
    assert "127.0.0.1" not in alles
    assert len(alles.split()) >= 2


def test_a_key_that_dies_while_it_is_counted_is_counted_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    monkeypatch.setattr(type(cache._connections[cache._alias]), "add", lambda *a, **k: True)  # type: ignore[attr-defined]
    assert [count_in_window("weg", 60), count_in_window("weg", 60)] == [1, 2]


def test_signing_in_is_limited_without_redis(geheugen: DatabaseCache, client: Client) -> None:
    gebruiker = GebruikerFactory(email="ans@putten.test")
    gebruiker.set_password("paard-batterij-nietje-7")
    gebruiker.save()
    for adres in range(5):
        client.post(
            reverse("login"),
            {"login": gebruiker.email, "password": "fout"},
            REMOTE_ADDR=f"192.0.2.{adres}",
        )
    antwoord = client.post(
        reverse("login"), {"login": gebruiker.email, "password": "paard-batterij-nietje-7"}
    )
    assert "Te veel mislukte pogingen" in antwoord.content.decode()


def test_no_setting_of_production_keeps_a_cache_in_redis() -> None:
    vraag = "from django.conf import settings as s; print(s.CACHES['default']['BACKEND'], len(s.CACHES))"
    uitvoer = run("-c", vraag, DJANGO_SETTINGS_MODULE="vve_admin.settings")
    assert uitvoer.stdout.split() == ["organisaties.kortgeheugen.DatabaseCache", "1"]
    assert ingesteld.CELERY_ACCEPT_CONTENT == ingesteld.CELERY_RESULT_ACCEPT_CONTENT == ["json"]
    assert ingesteld.CELERY_TASK_SERIALIZER == ingesteld.CELERY_RESULT_SERIALIZER == "json"


def test_every_page_answers_without_redis_as_with_it(
    geheugen: DatabaseCache, settings: Any, tmp_path: Any
) -> None:
    """Each page once: by the first role that has it."""
    settings.REDIS_URL = settings.CELERY_BROKER_URL = f"redis+socket://{tmp_path}/weg.sock"
    eigen, _, _ = make_werelden()
    gevraagd = set[str]()
    for functie in FUNCTIES:
        client = Client()
        client.force_login(make_gebruiker(functie.rol, eigen, functie.op_locatie))
        for pagina in (pagina for pagina in pages_of(functie) if pagina.naam not in gevraagd):
            gevraagd.add(pagina.naam)
            with undone():
                antwoord = client.get(reverse(pagina.naam, kwargs=eigen.kwargs(pagina)))
            assert antwoord.status_code in (200, 302, 403, 404, 405), pagina.naam
