"""One view for each address: it finds the operation, lets the door judge, and turns every outcome into JSON."""

import json
import logging
from collections.abc import Callable, Mapping
from decimal import Decimal
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from opvang.api import toegang
from opvang.api.fouten import Probleem, refused
from opvang.api.openapi import description
from opvang.api.operatie import VERSIE, Antwoord, Operatie, Vraag
from opvang.api.schema import Invoerfout, Schema, Veldfout, read, read_tekst
from opvang.models import ApiToken
from organisaties.audit import record
from organisaties.handelingen import Handeling
from organisaties.models import Gebruiker
from organisaties.rijbeveiliging import bereik_van, rijbereik
from organisaties.tijdslimiet import took_too_long
from organisaties.toegang import openbaar, with_token

logger = logging.getLogger(__name__)

WACHT_NA_TE_LANG = 60  # seconds
_LEEG = Schema("Leeg", "Niets.")


def resource(operaties: Mapping[str, Operatie]) -> Callable[..., HttpResponseBase]:
    """The view behind one address. Programs have no cookie, so that there is nothing to forge."""

    def view(request: HttpRequest, **pad: int) -> HttpResponseBase:
        antwoord = _answer(request, operaties, pad)
        antwoord["API-Version"] = VERSIE
        antwoord["Cache-Control"] = "no-store"
        return antwoord

    view.operaties = operaties  # type: ignore[attr-defined]
    return csrf_exempt(with_token(view))


def _answer(request: HttpRequest, operaties: Mapping[str, Operatie], pad: dict[str, int]) -> HttpResponse:
    try:
        return _work(request, operaties, pad)
    except Probleem as probleem:
        return probleem.as_response()
    except Exception as fout:
        if took_too_long(fout):
            return _too_long().as_response()
        logger.exception(
            "De API kon %s niet beantwoorden", request.resolver_match and request.resolver_match.view_name
        )
        return Probleem(
            HTTPStatus.INTERNAL_SERVER_ERROR,
            "Dit ligt niet aan uw vraag. Probeer het later opnieuw, met dezelfde Idempotency-Key.",
        ).as_response()


def _too_long() -> Probleem:
    return Probleem(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "Er is niets gewijzigd. Probeer het over een minuut opnieuw, met dezelfde Idempotency-Key.",
        kop={"Retry-After": str(WACHT_NA_TE_LANG)},
    )


def _work(request: HttpRequest, operaties: Mapping[str, Operatie], pad: dict[str, int]) -> HttpResponse:
    op = timezone.now()
    token, door = toegang.authenticate(request, op)
    methode = "GET" if request.method == "HEAD" else str(request.method)
    if methode not in operaties:
        mag = ", ".join([*operaties, *(["HEAD"] if "GET" in operaties else [])])
        raise Probleem(HTTPStatus.METHOD_NOT_ALLOWED, f"Hier kan: {mag}.", kop={"Allow": mag})
    operatie = operaties[methode]
    toegang.check_limit(token, operatie)
    toegang.note_use(token, op)
    with rijbereik(bereik_van(door)):
        try:
            antwoord = _judged(request, operatie, token, door, op, pad)
        except Probleem as probleem:
            _record_refused(request, door, probleem)
            raise
    return JsonResponse(
        antwoord.inhoud,
        status=antwoord.status,
        headers=antwoord.kop,
        json_dumps_params={"ensure_ascii": False},
    )


def _judged(
    request: HttpRequest, operatie: Operatie, token: ApiToken, door: Gebruiker, op: Any, pad: dict[str, int]
) -> Antwoord:
    """What the actions refuse, and what is not there, as the sentence that says so."""
    try:
        toegang.check_may(token, door, operatie)
        vraag = Vraag(
            door=door,
            token=token,
            op=op,
            dag=timezone.localdate(op),
            pad=pad,
            adres=_read_address(request, operatie),
            inhoud=_read_body(request, operatie),
            bestand=_read_file(request, operatie),
        )
        if operatie.methode == "GET":
            return operatie.doet(vraag)
        with transaction.atomic():
            return _once(request, operatie, vraag) if operatie.methode == "POST" else operatie.doet(vraag)
    except Invoerfout as fout:
        raise Probleem(HTTPStatus.UNPROCESSABLE_ENTITY, fout.fouten[0].zin, fouten=fout.fouten) from fout
    except ValidationError as fout:
        raise refused(fout) from fout
    except Http404 as fout:
        raise Probleem(
            HTTPStatus.NOT_FOUND, "Dit is er niet, of het is niet van uw organisatie in deze gemeente."
        ) from fout
    except PermissionDenied as fout:
        raise Probleem(HTTPStatus.FORBIDDEN, str(fout)) from fout


def _once(request: HttpRequest, operatie: Operatie, vraag: Vraag) -> Antwoord:
    sleutel, afdruk = toegang.key_of(request), toegang.print_of(request)
    eerder = toegang.answered_before(vraag.token, sleutel, afdruk, vraag.op)
    if eerder is not None:
        return eerder
    antwoord = operatie.doet(vraag)
    toegang.keep_answer(vraag.token, sleutel, afdruk, antwoord, vraag.op)
    return antwoord


def _read_address(request: HttpRequest, operatie: Operatie) -> dict[str, Any]:
    waarden, fouten = {}, []
    for naam, tekst in request.GET.items():
        if naam not in operatie.adres:
            fouten.append(Veldfout(naam[:60], f"Parameter ‘{naam[:60]}’ is niet bekend. Haal hem weg."))
            continue
        try:
            waarden[naam] = read_tekst(operatie.adres[naam], str(tekst), naam)
        except Invoerfout as fout:
            fouten += fout.fouten
    if fouten:
        raise Invoerfout(fouten)
    return waarden


def _read_body(request: HttpRequest, operatie: Operatie) -> dict[str, Any]:
    if operatie.methode == "GET" or operatie.is_bestand:
        return {}
    inhoud = _body(request)
    if operatie.invoer is None and not inhoud.strip():
        return {}
    if request.content_type != "application/json":
        raise Probleem(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Stuur JSON, met de kop Content-Type: application/json."
        )
    try:
        gegevens = json.loads(inhoud, parse_float=Decimal, parse_constant=_no_number)
    except (ValueError, RecursionError) as fout:
        raise Probleem(HTTPStatus.BAD_REQUEST, "Wat u stuurde is geen JSON in UTF-8.") from fout
    return read(operatie.invoer or _LEEG, gegevens)


def _read_file(request: HttpRequest, operatie: Operatie) -> bytes:
    if not operatie.is_bestand:
        return b""
    if request.content_type not in operatie.soorten:
        raise Probleem(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            f"Stuur het bestand zelf, met Content-Type {' of '.join(operatie.soorten)}.",
        )
    return _body(request)


def _body(request: HttpRequest) -> bytes:
    try:
        return request.body
    except RequestDataTooBig as fout:
        raise Probleem(HTTPStatus.BAD_REQUEST, "Wat u stuurde is te groot: er past hoogstens 5 MB.") from fout


def _no_number(tekst: str) -> None:
    raise ValueError(f"{tekst} is geen getal")


def _record_refused(request: HttpRequest, door: Gebruiker, probleem: Probleem) -> None:
    """As on the pages: asking for what is not theirs, or is not there."""
    if probleem.status in (HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND) and request.resolver_match:
        record(
            handeling=Handeling.TOEGANG_DENY,
            door=door,
            object=door,
            pagina=request.resolver_match.view_name,
            doel={naam: str(waarde)[:40] for naam, waarde in request.resolver_match.kwargs.items()},
            status=int(probleem.status),
        )


@openbaar
def openapi(request: HttpRequest) -> HttpResponse:
    """The description is for everybody, also for a page of another site."""
    kop = {"API-Version": VERSIE, "Access-Control-Allow-Origin": "*"}
    return JsonResponse(description(), headers=kop, json_dumps_params={"ensure_ascii": False})


@openbaar
@csrf_exempt
def not_there(request: HttpRequest) -> HttpResponse:
    """Any other address under /api/."""
    probleem = Probleem(
        HTTPStatus.NOT_FOUND,
        "Dit adres bestaat niet in de API. Kijk in /api/v1/openapi.json; een adres eindigt niet op een schuine streep.",
    )
    return probleem.as_response()
