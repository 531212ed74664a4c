"""docs/beheer.md, done: a backup goes back into a fresh server, is whole, and the site starts on it without DEBUG."""

import base64
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings as instellingen
from django.db import connection
from django.utils import timezone

from indicaties.models import Kind
from indicaties.sleutel import keep_sleutelproef
from organisaties.databaserol import as_owner
from organisaties.ijkpunten import write_ijkpunten
from organisaties.models import Sleutelproef
from subsidies.berekeningen.actions import approve_berekening, calculate_declaratie
from tests.architectuur.productie import BASE_DIR, TOKEN, Installatie, Site, wait_until
from tests.subsidies.administratie import NU, Administratie
from vve_admin.embedded import servers

pytestmark = pytest.mark.django_db(transaction=True)

BSN = "111222333"
CONTROLES = ("check_audit", "check_berekeningen", "check_herziening", "check_invariants", "check_rollen")
# Over all municipalities: what must be the same on both sides.
TOTALEN = """
    SELECT (SELECT count(*) FROM indicaties_kind), (SELECT count(*) FROM organisaties_auditregel),
           (SELECT sum(bedrag_centen) FROM subsidies_boeking), (SELECT sum(totaal_centen) FROM subsidies_berekening),
           (SELECT sum(uren_honderdsten) FROM opvang_declaratieregel), (SELECT count(*) FROM pg_policy),
           (SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal)
"""


@pytest.fixture
def sleutels(settings: Any, tmp_path: Path) -> dict[str, str]:
    """Keys of its own: production refuses those of development. They are kept apart from the backup."""
    settings.BSN_KEY = base64.b64encode(b"b" * 32).decode()
    settings.AUDIT_KEY = base64.b64encode(b"l" * 32).decode()
    settings.IJKPUNTEN = tmp_path / "ijkpunten.jsonl"
    with as_owner():
        Sleutelproef.objects.all().delete()
        keep_sleutelproef()
    return {naam: str(getattr(settings, naam)) for naam in ("BSN_KEY", "AUDIT_KEY", "IJKPUNTEN")}


@pytest.fixture
def administratie(sleutels: dict[str, str]) -> Administratie:
    """Money that was calculated, approved and booked, and a child with a BSN."""
    duiven = Administratie()
    kind = duiven.kind()
    kind.set_bsn(BSN)
    kind.save()
    declaratie = duiven.declaratie({duiven.plaatsing(kind): "160"})
    berekening = calculate_declaratie(declaratie=declaratie, door=duiven.medewerker, op=NU)
    approve_berekening(berekening=berekening, door=duiven.budgethouder, op=NU)
    write_ijkpunten(op=timezone.now())
    return duiven


def run_postgres(programma: str, data: Path, *opties: str) -> None:
    """As the superuser of the database server, which the container of PostgreSQL has."""
    map_ = Path(servers.__dict__["_servers"][data].get_postmaster_info().process.exe()).parent
    uitkomst = subprocess.run(
        [map_ / programma, "-h", servers.start_postgres(data), "-U", "postgres", *opties],
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )
    assert uitkomst.returncode == 0, uitkomst.stderr


def connect(data: Path, rol: str, database: str = "vve") -> "psycopg.Connection[Any]":
    return psycopg.connect(host=servers.start_postgres(data), user=rol, dbname=database, autocommit=True)


def test_a_backup_in_a_fresh_server_is_whole_and_the_site_starts_on_it(
    administratie: Administratie, sleutels: dict[str, str], tmp_path: Path
) -> None:
    backup, bron, doel = tmp_path / "vve.dump", instellingen.DATA_DIR, tmp_path / "nieuw"
    naam = str(connection.settings_dict["NAME"])
    run_postgres("pg_dump", bron, "--format=custom", "--file", str(backup), naam)
    with connect(bron, "postgres", naam) as oud:
        verwacht = oud.execute(TOTALEN).fetchone()
    connection.close()

    servers.start_postgres(
        doel
    )  # makes the three roles and an empty database, as docker/postgres-rollen.sh does
    try:
        run_postgres("pg_restore", doel, "--exit-on-error", "--dbname", "vve", str(backup))
        installatie = Installatie(doel, sleutels)
        installatie.manage("migrate", "--verbosity", "0", eigenaar=True)
        with connect(doel, "postgres") as nieuw:
            assert nieuw.execute(TOTALEN).fetchone() == verwacht
        check_rows(doel, administratie)
        for controle in CONTROLES:
            installatie.manage(controle)
        kind = Kind.objects.get(bsn_index__isnull=False)
        vraag = f"from indicaties.models import Kind; print(Kind.objects.get(pk={kind.pk}).bsn)"
        assert installatie.manage("shell", "--no-imports", "-c", vraag).strip() == BSN
        installatie.manage("collectstatic", "--noinput", "--verbosity", "0")
        with installatie.running(tmp_path) as site:
            check_site(site)
        check_logs(tmp_path)
    finally:
        servers.stop_postgres(doel)


def check_rows(data: Path, administratie: Administratie) -> None:
    """The site sees nothing without a scope, its own rows with one, and may not touch the log; it owns no table."""
    with connect(data, servers.APP_ROLE) as site:
        assert count_kinderen(site, "") == 0
        assert count_kinderen(site, str(administratie.gemeente.pk)) == 1
        assert count_kinderen(site, str(administratie.gemeente.pk + 1)) == 0
        for verboden in (
            "DELETE FROM organisaties_auditregel",
            "ALTER TABLE indicaties_kind DISABLE ROW LEVEL SECURITY",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                site.execute(verboden)
    with connect(data, servers.BEHEER_ROLE) as beheer:
        assert count_kinderen(beheer, "") == 1


def count_kinderen(verbinding: "psycopg.Connection[Any]", gemeente: str) -> int:
    verbinding.execute("SELECT set_config('vve.gemeente', %s, false)", [gemeente])
    rij = verbinding.execute("SELECT count(*) FROM indicaties_kind").fetchone()
    return int(rij[0]) if rij else 0


def check_site(site: Site) -> None:
    """The first round of the clock reaches the worker by way of Redis within a minute."""
    wait_until(lambda: site.get("/gezond/gereed/")[0] == 200, seconden=60)
    status, pagina = site.get("/inloggen/")
    assert (status, "E-mailadres" in pagina) == (200, True)
    stijlblad = re.search(r'href="(/static/[^"]+\.[0-9a-f]{12}\.css)"', pagina)
    assert stijlblad, "the page names no collected style sheet"
    assert site.get(stijlblad[1])[0] == 200
    wait_until(lambda: set(site.onderdelen().values()) == {"goed"}, seconden=150)
    assert site.get("/gezond/")[0] == 200
    metingen = site.get("/gezond/metingen/", Authorization=f"Bearer {TOKEN}")[1]
    assert "vve_opdrachten_terzijde 0" in metingen
    assert re.search(r'^vve_verzoeken_total\{status="2xx"\} \d+$', metingen, re.MULTILINE)
    assert site.get("/gezond/metingen/")[0] == 404


def check_logs(log: Path) -> None:
    """Each line of the site is JSON, with a number per request and no address of a visitor."""
    regels = [
        json.loads(regel) for regel in (log / "web.log").read_text().splitlines() if regel.startswith("{")
    ]
    verzoeken = [regel for regel in regels if regel.get("soort") == "verzoek"]
    assert {regel["pad"] for regel in verzoeken} >= {"/inloggen/", "/gezond/", "/gezond/gereed/"}
    assert all(regel["verzoek"] for regel in verzoeken)
    assert "192.0.2.1" not in (log / "web.log").read_text()
    taken = [
        json.loads(regel) for regel in (log / "worker.log").read_text().splitlines() if regel.startswith("{")
    ]
    assert {"vve_admin.tasks.note_stand"} <= {
        regel["taak"] for regel in taken if regel.get("soort") == "taak"
    }


def test_what_the_document_tells_to_type_is_what_the_test_does() -> None:
    tekst = (BASE_DIR / "docs" / "beheer.md").read_text()
    for woord in ("pg_dump", "--format=custom", "pg_restore", "--exit-on-error", *CONTROLES):
        assert woord in tekst
