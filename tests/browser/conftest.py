"""A real Chromium against the running site."""

import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import ARGS, ONTBREEKT, find_chromium
from tests.browser.site import Site


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = find_chromium()
    if chromium is None:
        pytest.fail(ONTBREEKT)
    # Playwright keeps an event loop in this thread, which Django would take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGS))
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, live_server: object) -> Iterator[Page]:
    context = browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def site(browser: Browser, live_server: Any) -> Iterator[Site]:
    site = Site(browser, live_server.url)
    yield site
    site.close()


@pytest.fixture
def celery_worker(transactional_db: None) -> Iterator[None]:
    """A Celery worker as in production: a process of its own, here on the test database."""
    omgeving = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.rapportage.worker_settings",
        "TEST_DATABASE": connection.settings_dict["NAME"],
        "TEST_BROKER": settings.CELERY_BROKER_URL,
        "PYTHONWARNINGS": "ignore:::celery.platforms",
    }
    command = [
        "celery",
        "--quiet",
        "--app",
        "vve_admin",
        "worker",
        "--concurrency",
        "1",
        "--loglevel",
        "error",
    ]
    worker = subprocess.Popen([sys.executable, "-m", *command], env=omgeving)
    yield
    worker.terminate()
    worker.wait(timeout=30)
