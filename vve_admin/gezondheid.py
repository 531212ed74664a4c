"""Is it alive, can it serve, does all of it work? For health checks, a monitoring system and Prometheus."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from organisaties.toegang import openbaar
from vve_admin import hartslag, stand
from vve_admin.metingen import write_metingen


@dataclass(frozen=True)
class Onderdeel:
    """A part and what is wrong with it, in words for who looks after it; nothing when it works."""

    naam: str
    fout: str = ""

    @property
    def werkt(self) -> bool:
        return not self.fout


_bijgewerkt = False


def find_noodzakelijk() -> list[Onderdeel]:
    """Without these no page can be served."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return [Onderdeel("database"), Onderdeel("migraties", _open_migraties())]
    except Error as fout:
        return [Onderdeel("database", f"antwoordt niet ({type(fout).__name__})")]


def _open_migraties() -> str:
    """Once all are applied, they stay so for this process: its code does not change."""
    global _bijgewerkt
    if not _bijgewerkt:
        executor = MigrationExecutor(connection)
        open_ = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if open_:
            return f"{len(open_)} nog niet toegepast, de eerste is {open_[0][0]}"
        _bijgewerkt = True
    return ""


def find_onderdelen(nu: datetime) -> list[Onderdeel]:
    """Also what a page can do without: jobs wait in the database until it is back."""
    gevonden = find_noodzakelijk()
    if not gevonden[0].werkt:
        return gevonden
    vrij = [("schijf van de site", stand.free_bytes())]
    if gemeten := hartslag.read(hartslag.WERK):
        vrij.append(("schijf van de worker", gemeten["schijf_vrij_bytes"]))
    return [
        *gevonden,
        Onderdeel("wachtrij", "" if stand.read_wachtrij() else "Redis antwoordt niet"),
        *(Onderdeel(dienst, _silence(dienst, nu)) for dienst in (hartslag.KLOK, hartslag.WERK)),
        *(
            Onderdeel(naam, f"nog {bytes_ // 1_000_000} MB vrij" if bytes_ < stand.WEINIG_BYTES else "")
            for naam, bytes_ in vrij
        ),
    ]


def _silence(dienst: str, nu: datetime) -> str:
    if not hartslag.is_silent(dienst, nu):
        return ""
    sinds = hartslag.seconds_since(dienst, nu)
    return "nog nooit gehoord" if sinds is None else f"al {sinds // 60:.0f} minuten stil"


def _has_token(request: HttpRequest) -> bool:
    soort, _, token = request.headers.get("Authorization", "").partition(" ")
    verwacht = settings.MONITOR_TOKEN
    return (
        bool(verwacht)
        and soort.lower() == "bearer"
        and hmac.compare_digest(token.encode(), verwacht.encode())
    )


def _answer(request: HttpRequest, onderdelen: list[Onderdeel]) -> JsonResponse:
    """What is wrong is only for who has the token; whether something is, for everybody."""
    goed = all(onderdeel.werkt for onderdeel in onderdelen)
    inhoud: dict[str, object] = {"goed": goed}
    if _has_token(request):
        inhoud["onderdelen"] = {onderdeel.naam: onderdeel.fout or "goed" for onderdeel in onderdelen}
    return JsonResponse(inhoud, status=200 if goed else 503)


def _for_machines(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    @openbaar
    @never_cache
    @require_safe
    @wraps(view)
    def wrapper(request: HttpRequest) -> HttpResponse:
        return view(request)

    return wrapper


@_for_machines
def proces(request: HttpRequest) -> HttpResponse:
    """The process answers; it asks nobody else."""
    return JsonResponse({"goed": True})


@_for_machines
def gereed(request: HttpRequest) -> HttpResponse:
    """May visitors be sent here?"""
    return _answer(request, find_noodzakelijk())


@_for_machines
def alles(request: HttpRequest) -> HttpResponse:
    """Does every part work? For who must be called when not."""
    return _answer(request, find_onderdelen(timezone.now()))


@_for_machines
def metingen(request: HttpRequest) -> HttpResponse:
    """In the text form of Prometheus; without the right token there is no such page."""
    if not _has_token(request):
        raise Http404
    nu = timezone.now()
    werkt = {onderdeel.naam: onderdeel.werkt for onderdeel in find_onderdelen(nu)}
    return HttpResponse(write_metingen(werkt, nu), content_type="text/plain; version=0.0.4; charset=utf-8")
