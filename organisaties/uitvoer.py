"""Sending a list as a file: streamed, in the row scope of who asks, and written down in the record."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from django.http import FileResponse, Http404
from django.http.response import HttpResponseBase

from lib.tabelbestand import Cel, make_xlsx, stream_csv
from organisaties.paginas import SOORTEN, as_stream
from organisaties.rijbeveiliging import bereik_van, rijbereik
from organisaties.toegang import IngelogdVerzoek

Rij = Sequence[Cel]
VORMEN = ("csv", "xlsx")


def send_tabel(
    request: IngelogdVerzoek, naam: str, vorm: str, kop: Sequence[str], rijen: Callable[[], Iterable[Rij]]
) -> HttpResponseBase:
    """The file `naam` in this form; 404 for a form that there is not.

    A stream leaves after the request is done, so it opens the row scope of the user itself.
    """
    if vorm not in VORMEN:
        raise Http404
    bestandsnaam, soort = f"{naam}.{vorm}", SOORTEN[f".{vorm}"]
    if vorm == "xlsx":
        return FileResponse(
            make_xlsx(kop, rijen()), as_attachment=True, filename=bestandsnaam, content_type=soort
        )

    def stroom() -> Iterator[bytes]:
        with rijbereik(bereik_van(request.user)):
            yield from stream_csv(kop, rijen())

    return as_stream(stroom(), bestandsnaam)
