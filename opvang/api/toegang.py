"""The door for programs: a key, what it may, how often, and the same thing asked twice."""

import hashlib
import json
import time
from datetime import datetime, timedelta
from http import HTTPStatus

from django.db import connection
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from opvang.actions.apitokens import afdruk_of
from opvang.api.fouten import Probleem
from opvang.api.operatie import Antwoord, Operatie
from opvang.models import ApiToken, ApiVerzoek
from organisaties.models import Gebruiker
from organisaties.toegang import count_in_window

# How long the same key gets the same answer.
BEWAAR = timedelta(days=2)
# The last use is written down once in so long a time.
GEBRUIK = timedelta(minutes=1)
_BEARER = {"WWW-Authenticate": 'Bearer realm="vve"'}


def authenticate(request: HttpRequest, op: datetime) -> tuple[ApiToken, Gebruiker]:
    """The token and the beheerder in whose name it works, under the role with which it was made; 401 otherwise."""
    soort, _, sleutel = request.headers.get("Authorization", "").partition(" ")
    if soort.lower() != "bearer" or not sleutel.strip():
        raise Probleem(
            HTTPStatus.UNAUTHORIZED,
            "Stuur de sleutel mee in de kop: Authorization: Bearer <sleutel>. De beheerder van uw organisatie maakt haar.",
            kop=_BEARER,
        )
    token = (
        ApiToken.objects.select_related("gemaakt_door", "houder", "gemeente")
        .filter(afdruk=afdruk_of(sleutel.strip()))
        .first()
    )
    if token is None:
        raise Probleem(HTTPStatus.UNAUTHORIZED, "Deze sleutel bestaat niet.", kop=_BEARER)
    if waarom := token.why_not_on(timezone.localdate(op)):
        raise Probleem(HTTPStatus.UNAUTHORIZED, f"{waarom} Vraag uw beheerder om een nieuwe.", kop=_BEARER)
    return token, _person_of(token, op)


def _person_of(token: ApiToken, op: datetime) -> Gebruiker:
    door = token.gemaakt_door
    werkt = door.is_active and door.activate(timezone.localdate(op), voorkeur=token.toekenning_id)
    if not werkt or door.toekenning.pk != token.toekenning_id:
        raise Probleem(
            HTTPStatus.UNAUTHORIZED,
            "Wie deze sleutel maakte, is geen beheerder meer. Laat een andere beheerder een nieuwe sleutel maken.",
            kop=_BEARER,
        )
    door.via = f"sleutel {token.pk} ({token.begin})"
    return door


def note_use(token: ApiToken, op: datetime) -> None:
    lang_geleden = Q(laatst_gebruikt_op=None) | Q(laatst_gebruikt_op__lt=op - GEBRUIK)
    ApiToken.objects.filter(lang_geleden, pk=token.pk).update(laatst_gebruikt_op=op)


def check_limit(token: ApiToken, operatie: Operatie) -> None:
    """429 with the seconds to wait; the limit of an operation is of one token."""
    aantal, seconden = operatie.limiet
    venster, voorbij = divmod(int(time.time()), seconden)
    soort = operatie.naam if operatie.is_bestand else "alles"
    if count_in_window(f"api:{token.pk}:{soort}:{venster}", seconden) > aantal:
        wacht = seconden - voorbij
        raise Probleem(
            HTTPStatus.TOO_MANY_REQUESTS,
            f"Met deze sleutel kan dit hoogstens {aantal} keer per {seconden} seconden. Wacht {wacht} seconden.",
            kop={"Retry-After": str(wacht)},
        )


def check_may(token: ApiToken, door: Gebruiker, operatie: Operatie) -> None:
    if operatie.scope not in token.scopes:
        raise Probleem(
            HTTPStatus.FORBIDDEN,
            f"Deze sleutel mag dit niet: daarvoor is ‘{operatie.scope}’ nodig. Zij mag: {', '.join(token.scopes)}.",
        )
    if not door.has_recht(operatie.recht):
        raise Probleem(
            HTTPStatus.FORBIDDEN, f"De beheerder mag dit zelf niet: {operatie.recht.value.lower()}."
        )


def key_of(request: HttpRequest) -> str:
    """Every POST says which one it is, so that a program that got no answer can ask again."""
    sleutel = request.headers.get("Idempotency-Key", "").strip('" ')
    if not sleutel or len(sleutel) > 128 or not sleutel.isprintable():
        raise Probleem(
            HTTPStatus.BAD_REQUEST,
            "Stuur bij een POST een kop Idempotency-Key mee met een eigen kenmerk van hoogstens 128 tekens, zoals een UUID."
            " Met hetzelfde kenmerk krijgt u later hetzelfde antwoord en gebeurt het maar één keer.",
        )
    return sleutel


def print_of(request: HttpRequest) -> str:
    som = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    som.update(request.body)
    return som.hexdigest()


def answered_before(token: ApiToken, sleutel: str, afdruk: str, op: datetime) -> Antwoord | None:
    """The answer of the first time. Within the transaction: of two at once the second waits for the first."""
    nummer = int.from_bytes(hashlib.sha256(f"{token.pk} {sleutel}".encode()).digest()[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [nummer])
    eerder = ApiVerzoek.objects.filter(token=token, sleutel=sleutel).first()
    if eerder is None or eerder.tijdstip <= op - BEWAAR:
        return None
    if eerder.afdruk != afdruk:
        raise Probleem(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "Met deze Idempotency-Key is al iets anders gevraagd. Gebruik voor iets nieuws een nieuw kenmerk.",
        )
    return Antwoord(eerder.antwoord["inhoud"], HTTPStatus(eerder.antwoord["status"]), eerder.antwoord["kop"])


def keep_answer(token: ApiToken, sleutel: str, afdruk: str, antwoord: Antwoord, op: datetime) -> None:
    """What was made; a refusal is not kept, so that it can be tried again. Old ones go."""
    oud = ApiVerzoek.objects.filter(tijdstip__lte=op - BEWAAR).select_for_update(skip_locked=True)
    ApiVerzoek.objects.filter(pk__in=oud.values("pk")[:100]).delete()
    if antwoord.status == HTTPStatus.CREATED:
        ApiVerzoek.objects.filter(token=token, sleutel=sleutel).delete()
        bewaard = {"inhoud": antwoord.inhoud, "status": int(antwoord.status), "kop": antwoord.kop}
        ApiVerzoek.objects.create(
            token=token, sleutel=sleutel, afdruk=afdruk, antwoord=json.loads(json.dumps(bewaard)), tijdstip=op
        )
