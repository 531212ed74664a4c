import logging
import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from lib.logregel import verzoeknummer
from organisaties.aanmelden.sessies import SESSIE_TOEKENNING
from organisaties.aanmelden.tweede_factor import must_set_up
from organisaties.audit import record_sign_in
from organisaties.handelingen import Handeling
from organisaties.rijbeveiliging import NIETS, bereik_van, rijbereik
from organisaties.tijdslimiet import PAGINA, tijdslimiet, took_too_long

logger = logging.getLogger(__name__)

# What a browser asks. A view would answer any other method as a GET, past what it does for a GET alone.
METHODEN = ("GET", "HEAD", "POST")
# What a program asks may also be a change of a part; its views answer for their own methods.
VOOR_PROGRAMMAS = "/api/"
METHODEN_VOOR_PROGRAMMAS = (*METHODEN, "PATCH")
VERZOEKNUMMER = re.compile(r"[A-Za-z0-9-]{8,64}")
WACHT_NA_TE_LANG = 60  # seconds
TWEEDE_FACTOR_ONTBREEKT = (
    "Stel eerst een tweede factor in: een authenticator-app of een passkey. "
    "Dat is verplicht, want u werkt met gegevens van kinderen of geeft anderen toegang. Daarna kunt u verder."
)


class VerzoeknummerMiddleware:
    """Gives every request a number, that of the proxy when it gave one, which stands in each log line about it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        gekregen = request.headers.get("X-Request-ID", "")
        nummer = gekregen if VERZOEKNUMMER.fullmatch(gekregen) else uuid4().hex
        vorig = verzoeknummer.set(nummer)
        try:
            antwoord = self.get_response(request)
        finally:
            verzoeknummer.reset(vorig)
        antwoord["X-Request-ID"] = nummer
        return antwoord


class TijdslimietMiddleware:
    """Gives every page its time at the database; who runs out of it is told so in a sentence."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with tijdslimiet(PAGINA):
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, fout: Exception) -> HttpResponseBase | None:
        """What the page was writing is rolled back as a whole by now: each action is one transaction."""
        if not took_too_long(fout):
            return None
        logger.warning("Pagina %s duurde te lang: %s", _pagina(request), type(fout.__cause__).__name__)
        antwoord = render(request, "503_te_lang.html", status=503)
        antwoord["Retry-After"] = str(WACHT_NA_TE_LANG)
        return antwoord


def _pagina(request: HttpRequest) -> str:
    """Its name, not its address: that can hold what somebody typed."""
    return request.resolver_match.view_name if request.resolver_match else "onbekend"


class ToegangMiddleware:
    """Gives the user the role under which they work now, and refuses views that declare no right."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        voor_programmas = request.path_info.startswith(VOOR_PROGRAMMAS)
        methoden = METHODEN_VOOR_PROGRAMMAS if voor_programmas else METHODEN
        if request.method not in methoden:
            return HttpResponseNotAllowed(methoden)
        if request.user.is_authenticated:
            voorkeur = request.session.get(SESSIE_TOEKENNING)
            if request.user.activate(timezone.localdate(), voorkeur=voorkeur):
                # From here on the session works for this municipality, whatever other roles come and go.
                request.session[SESSIE_TOEKENNING] = request.user.toekenning.pk
        response = self._answer(request)
        if response.status_code == 429:
            response.headers.setdefault(
                "Retry-After", "60"
            )  # signing in counts per minute, and does not say so
        if request.user.is_authenticated:
            # Pages with personal data stay out of every cache, also that of the browser after signing out.
            add_never_cache_headers(response)
            if response.status_code in (403, 404):
                _record_refused(request, response.status_code)
        return response

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        """Within the rows of the user; a visitor works outside every scope and gets no rows."""
        if request.user.is_anonymous or not request.user.heeft_toekenning:
            with rijbereik(NIETS):
                return self.get_response(request)
        with rijbereik(bereik_van(request.user)):
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if not any(hasattr(view, naam) for naam in ("recht", "openbaar", "met_token")):
            raise PermissionDenied("Deze pagina heeft geen recht gekregen en is daarom voor niemand open.")
        if must_set_up(request, view):
            messages.warning(request, TWEEDE_FACTOR_ONTBREEKT)
            return redirect("mfa_index")
        return None


def _record_refused(request: HttpRequest, status: int) -> None:
    """Somebody asked for what is not theirs, or for what is not there: from the outside that is the same."""
    if request.resolver_match is None or request.user.is_anonymous:
        return
    record_sign_in(
        handeling=Handeling.TOEGANG_DENY,
        gebruiker=request.user,
        dag=timezone.localdate(),
        pagina=request.resolver_match.view_name,
        doel={naam: _storable(str(waarde)[:40]) for naam, waarde in request.resolver_match.kwargs.items()},
        status=status,
    )


def _storable(tekst: str) -> str:
    """What the database takes in JSON: an address can hold a zero byte, or half a character."""
    return tekst.replace("\0", "?").encode(errors="replace").decode()
