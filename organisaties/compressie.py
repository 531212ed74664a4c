"""Pages go over the line compressed, where that tells nobody anything (docs/adr/0073-bladzijden-gecomprimeerd.md)."""

from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class CompressieMiddleware(GZipMiddleware):
    """Only the answer to a plain address. What somebody asked for or filled in comes back in the page beside the
    names of children: by the length of such a page, compressed, one could guess the one with the other (BREACH).
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        kaal = request.method == "GET" and not request.META.get("QUERY_STRING")
        html = response.headers.get("Content-Type", "").startswith("text/html")
        return super().process_response(request, response) if kaal and html else response
