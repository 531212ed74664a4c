"""The pictures of the manual, of the demo on one day: `make handleiding` takes them anew.

Each run looks whether the words on those pages are still the ones that the pictures were taken of. Pixels differ from
machine to machine; headings, labels, columns and buttons do not.
"""

import io
import json
import os
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Page

from demo import putten
from demo.laden import load_demo
from opvang.models import Urendeclaratie
from organisaties.models import Gebruiker
from subsidies.models import Berekening
from tests.browser.test_toegankelijkheid import sign_in
from vve_admin.handleiding import BEELDEN

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OPNIEUW = os.environ.get("HANDLEIDING") == "1"
WOORDEN = Path(__file__).parent / "handleiding.json"
DAG = date(2026, 5, 20)
KLEUREN = 48
# What people look for in a picture; not what the rows are about, nor how many there are.
VAST = ", ".join(
    f"main {wat}"
    for wat in ("h1", "h2", "thead th", "label", "button:not(td *)", ".utrecht-button-link:not(td *)")
)


def _user(login: str) -> Gebruiker:
    return Gebruiker.objects.get(email=f"{login}@{putten.PLAN.domein}")


def _uren() -> str:
    houder = _user("aanbieder").toekenningen.get().organisatie
    laatste = Urendeclaratie.objects.filter(houder=houder).order_by("-laatste_maand", "-pk")
    return reverse("opvang:declaratie_detail", args=[laatste.first().pk])


def _berekening() -> str:
    wacht = Berekening.objects.filter(status=Berekening.Status.CALCULATED).order_by("pk")
    return reverse("subsidies:berekening_detail", args=[wacht.first().pk])


BEELD: dict[str, tuple[str, str | Callable[[], str]]] = {
    "kinderen": ("jgz", "indicaties:kind_list"),
    "routekaart": ("kindregisseur", "indicaties:route_board"),
    "plaatsingen": ("aanbieder", "opvang:plaatsing_list"),
    "uren": ("aanbieder", _uren),
    "te-beoordelen": ("subsidie", "subsidies:werklijst"),
    "berekening": ("budgethouder", _berekening),
    "monitor": ("beleid", "rapportage:monitor"),
    "inrichten": ("beheer", "home"),
    "logboek": ("auditor", "organisaties:audit_list"),
}


@pytest.fixture
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = datetime(DAG.year, DAG.month, DAG.day, 10, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: moment)


@pytest.mark.usefixtures("_one_day")
def test_the_pages_of_the_pictures_say_what_they_said(page: Page, live_server: Any) -> None:
    load_demo(DAG, [putten.PLAN])
    page.set_viewport_size({"width": 1100, "height": 720})
    woorden = {}
    for naam, (login, waar) in BEELD.items():
        sign_in(page, live_server.url, _user(login))
        page.goto(live_server.url + (reverse(waar) if isinstance(waar, str) else waar()))
        woorden[naam] = _words(page)
        if OPNIEUW:
            _write(page, BEELDEN / f"{naam}.png")
    if OPNIEUW:
        WOORDEN.write_text(json.dumps(woorden, ensure_ascii=False, indent=1) + "\n")
    bewaard = json.loads(WOORDEN.read_text())
    assert woorden == bewaard, (
        "Een pagina van de handleiding veranderde. Maak de beelden opnieuw: make handleiding"
    )


def _words(page: Page) -> list[str]:
    return [re.sub(r"\d+", "…", tekst.split("\n")[0]) for tekst in page.locator(VAST).all_inner_texts()]


def _write(page: Page, pad: Path) -> None:
    """As a picture of few colours: a page of text needs no more, and stays small."""
    beeld = Image.open(io.BytesIO(page.screenshot()))
    beeld.convert("RGB").quantize(KLEUREN).save(pad, optimize=True)
