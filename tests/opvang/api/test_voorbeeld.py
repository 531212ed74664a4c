"""The example client of the documentation, run against the real server."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from lib.periode import Ritme, Tijdvak, add_maanden, kwartaal_periode
from opvang.models import Plaatsing, Urendeclaratie
from tests.factories import LocatieFactory, PlaatsingFactory, ToeleidingFactory
from tests.opvang.api.programma import beheerder_van, sleutel_voor

VOORBEELD = Path(settings.BASE_DIR, "docs", "voorbeelden", "api_client.py")


@pytest.mark.django_db(transaction=True)
def test_the_example_of_the_documentation_places_and_declares(live_server: Any) -> None:
    locatie = LocatieFactory()
    vorig = Tijdvak.of(Ritme.KWARTAAL, add_maanden(timezone.localdate(), -3))
    jaar, kwartaal = vorig.jaar, vorig.nummer
    PlaatsingFactory(locatie=locatie, startdatum=kwartaal_periode(jaar, kwartaal).van)
    geboren = timezone.localdate() - timedelta(days=900)
    ToeleidingFactory(
        houder=locatie.houder,
        kind__voornaam="Noor",
        kind__geboortedatum=geboren,
        kind__ingeschreven_op=timezone.localdate(),
    )
    sleutel = sleutel_voor(beheerder_van(locatie.houder))
    uitkomst = _run(sleutel, live_server.url, str(jaar), str(kwartaal), "indienen")
    assert "Geplaatst: Noor" in uitkomst.stdout, uitkomst.stderr
    assert "160 uren, ingediend." in uitkomst.stdout
    assert Plaatsing.objects.count() == 2
    assert Urendeclaratie.objects.get().status == "ingediend"
    geweigerd = _run("vve_bestaat-niet", live_server.url, str(jaar), str(kwartaal))
    assert (geweigerd.returncode, "401: Deze sleutel bestaat niet." in geweigerd.stderr) == (1, True)


def _run(sleutel: str, *argumenten: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(VOORBEELD), *argumenten],
        env={"VVE_SLEUTEL": sleutel, "PATH": os.environ["PATH"], "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_it_needs_nothing_but_python() -> None:
    regels = VOORBEELD.read_text().splitlines()
    modules = {r.split()[1].split(".")[0] for r in regels if r.startswith(("import ", "from "))}
    assert modules <= sys.stdlib_module_names
