"""The gestures that views of every room make: a page of a list, a file to take away, a button that does something."""

from collections.abc import Callable, Iterable
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, TypeVar, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse

from lib.periode import EERSTE_JAAR, LAATSTE_JAAR
from lib.tekst import geheel

if TYPE_CHECKING:
    from django.core.paginator import _SupportsPagination

REGELS_PER_PAGINA = 50
MAX_ZOEKTEKST = 200
SOORTEN = {
    ".csv": "text/csv; charset=utf-8",
    ".jpg": "image/jpeg",
    ".json": "application/json; charset=utf-8",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".toml": "application/toml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

T = TypeVar("T")
ModelT = TypeVar("ModelT", bound=Model)


def paginate(
    request: HttpRequest, rijen: "_SupportsPagination[T]", aantal: int = REGELS_PER_PAGINA
) -> Page[T]:
    """The page that the address asks for; the first or the last one when there is no such page."""
    return Paginator(rijen, aantal).get_page(request.GET.get("pagina"))


def paginate_keys(
    request: HttpRequest,
    sleutels: "_SupportsPagination[int]",
    lees: Callable[[list[int]], Iterable[ModelT]],
    aantal: int = REGELS_PER_PAGINA,
) -> Page[ModelT]:
    """As `paginate`, over the keys alone: what a line tells is read of the lines of this page, and of no others."""
    pagina: Any = Paginator(sleutels, aantal).get_page(request.GET.get("pagina"))
    volgorde = list(pagina.object_list)
    per_sleutel = {rij.pk: rij for rij in lees(volgorde)}
    pagina.object_list = [per_sleutel[sleutel] for sleutel in volgorde if sleutel in per_sleutel]
    return cast("Page[ModelT]", pagina)


def as_file(inhoud: bytes | str, naam: str) -> HttpResponse:
    """A file to take away. The end of its name says what it is; one of SOORTEN."""
    return HttpResponse(
        inhoud,
        content_type=SOORTEN[PurePath(naam).suffix],
        headers=_taken_away(naam),
    )


def as_stream(stukken: Iterable[bytes], naam: str) -> StreamingHttpResponse:
    """The same, of what is made while it leaves."""
    return StreamingHttpResponse(
        stukken, content_type=SOORTEN[PurePath(naam).suffix], headers=_taken_away(naam)
    )


def _taken_away(naam: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{naam}"'}


def attempt(
    request: HttpRequest, actie: Callable[..., Any], gelukt: str | Callable[[Any], str], **gegevens: Any
) -> bool:
    """Do what a button asks; say in Dutch that it worked, or why not.

    `gelukt` may make the sentence out of what the action gave. Without a sentence nothing is said.
    """
    try:
        uitkomst = actie(**gegevens)
    except ValidationError as fout:
        show_refusal(request, fout)
        return False
    if zin := gelukt if isinstance(gelukt, str) else gelukt(uitkomst):
        messages.success(request, zin)
    return True


def show_refusal(request: HttpRequest, fout: ValidationError) -> None:
    """On the next page, one message per sentence."""
    for zin in fout.messages:
        messages.error(request, zin)


def jaar_uit(adres: QueryDict, standaard: int) -> int:
    """The year that the address asks for; a year in which nothing can be counts as not asked."""
    jaar = geheel(adres.get("jaar"), standaard)
    return jaar if EERSTE_JAAR <= jaar <= LAATSTE_JAAR else standaard


def zoektekst(adres: QueryDict) -> str:
    """What somebody searches for; no name is as long as what is cut off."""
    return adres.get("zoek", "").strip()[:MAX_ZOEKTEKST].strip()


def years_of(rijen: QuerySet[Any], veld: str) -> list[int]:
    """The years that a list is about, the newest first."""
    return sorted(set(rijen.order_by().values_list(veld, flat=True)), reverse=True)
