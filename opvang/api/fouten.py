"""What went wrong, as RFC 9457 problem+json with a Dutch sentence."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.core.exceptions import ValidationError
from django.http import JsonResponse

from opvang.api.schema import Veldfout

TITELS = {
    HTTPStatus.BAD_REQUEST: "De vraag is niet te lezen",
    HTTPStatus.UNAUTHORIZED: "Geen geldige sleutel",
    HTTPStatus.FORBIDDEN: "Dit mag niet met deze sleutel",
    HTTPStatus.NOT_FOUND: "Dit bestaat niet",
    HTTPStatus.METHOD_NOT_ALLOWED: "Deze methode kan hier niet",
    HTTPStatus.CONFLICT: "Dit kan nu niet",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "Dit soort inhoud kan hier niet",
    HTTPStatus.UNPROCESSABLE_ENTITY: "De gegevens kloppen niet",
    HTTPStatus.TOO_MANY_REQUESTS: "Te veel vragen",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Er ging iets mis",
    HTTPStatus.SERVICE_UNAVAILABLE: "Dit duurde te lang",
}
# Sentences of the actions that say that something is not, or no longer, as the program thinks.
_CONFLICT = {"bestaat", "status", "te-vroeg", "constraint", "verouderd"}


class Probleem(Exception):
    """Stops the request with this answer."""

    def __init__(
        self,
        status: HTTPStatus,
        detail: str,
        *,
        fouten: Sequence[Veldfout] = (),
        kop: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.fouten, self.kop = status, detail, fouten, dict(kop or {})

    def as_response(self) -> JsonResponse:
        inhoud: dict[str, Any] = {
            "type": "about:blank",
            "title": TITELS[self.status],
            "status": int(self.status),
            "detail": self.detail,
        }
        if self.fouten:
            inhoud["fouten"] = [{"plek": fout.plek, "zin": fout.zin} for fout in self.fouten]
        return JsonResponse(
            inhoud,
            status=self.status,
            content_type="application/problem+json",
            headers=self.kop,
            json_dumps_params={"ensure_ascii": False},
        )


def refused(fout: ValidationError) -> Probleem:
    """The sentence with which an action refuses: 409 when things are not as the program thinks, else 422."""
    status = HTTPStatus.CONFLICT if fout_code(fout) in _CONFLICT else HTTPStatus.UNPROCESSABLE_ENTITY
    zinnen = fout.messages
    return Probleem(
        status, " ".join(zinnen[:3]), fouten=[Veldfout("", zin) for zin in zinnen] if len(zinnen) > 1 else ()
    )


def fout_code(fout: ValidationError) -> str:
    codes = [deel.code for deel in getattr(fout, "error_list", [fout]) if getattr(deel, "code", None)]
    return codes[0] if codes else ""
