"""HTML in, an accessible and archivable PDF out.

One file is both PDF/UA-1 (readable with a screen reader) and PDF/A-3a (readable in thirty years).
WeasyPrint can promise only one of the two, so it makes PDF/A-3a and the promise of PDF/UA-1 is
written into the XMP metadata afterwards. PDF/A wants every XMP schema that it does not know to
describe itself; without that description the same file is no longer PDF/A.

The same HTML, files and moment give the same bytes: a report can be made again and compared.

WeasyPrint takes seconds to import and needs a library outside Python, so nothing that only serves
pages should pay for it: both libraries are imported where they are used.
"""

import gc
import io
import logging
import mimetypes
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    import pikepdf

TAAL = "nl-NL"

XMP_PDFUA = """\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about=""
    xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
  <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:schema>PDF/UA universal accessibility schema</pdfaSchema:schema>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
      <pdfaProperty:category>internal</pdfaProperty:category>
      <pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>
      <pdfaProperty:name>part</pdfaProperty:name>
      <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
    </rdf:li></rdf:Seq></pdfaSchema:property>
  </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


@dataclass(frozen=True)
class Ingesloten:
    """A file inside the PDF, with the data that the document tells of (PDF/A-3); the end of `naam` says its kind."""

    naam: str
    omschrijving: str
    inhoud: bytes


class PdfNietBeschikbaar(RuntimeError):
    """This machine lacks a library that every PDF needs."""


class BestandGeweigerd(RuntimeError):
    """The HTML asks for a file that isn't ours, or that isn't there."""


def render_pdf(
    html: str,
    *,
    titel: str,
    moment: datetime,
    bestanden: Path,
    taal: str = TAAL,
    on_step: Callable[[], None] | None = None,
    ingesloten: Sequence[Ingesloten] = (),
    letterkast: object = None,
) -> bytes:
    """Return the PDF of a whole HTML page.

    `moment` is the date inside the document; it comes from the caller so that the bytes can be made
    again. Relative addresses in the HTML (style sheets, fonts, images) are files under `bestanden`;
    anything else, the network first of all, is refused. A long document takes minutes: `on_step` is
    called for every step, most of them a page, so that the caller can say that it is still alive.
    Documents that are made together share the fonts of one `letterkast` (`make_letterkast`).
    """
    if moment.tzinfo is None:
        raise ValueError(f"moment {moment} heeft geen tijdzone; geef een moment mét tijdzone.")
    weasyprint = _import_weasyprint()
    document = weasyprint.HTML(
        string=html, base_url=_base_url(bestanden), url_fetcher=_make_fetcher(weasyprint, bestanden)
    )
    stamp = moment.isoformat(timespec="seconds")
    with _hear_steps(on_step), _application_set_aside():
        try:
            laid_out = document.render(pdf_variant="pdf/a-3a", font_config=letterkast)
        except weasyprint.urls.FatalURLFetchingError as fout:
            raise BestandGeweigerd(str(fout.__cause__ or fout)) from fout
        laid_out.metadata.title = titel
        laid_out.metadata.lang = taal
        laid_out.metadata.created = laid_out.metadata.modified = stamp
        laid_out.metadata.attachments = [_attachment(weasyprint, bestand, moment) for bestand in ingesloten]
        pdf = laid_out.write_pdf(pdf_variant="pdf/a-3a")
    return _promise_pdfua(pdf)


def make_letterkast() -> object:
    """What each document otherwise unpacks anew: a sixth of the time of a short one."""
    return _import_weasyprint().text.fonts.FontConfiguration()


def _attachment(weasyprint: Any, bestand: Ingesloten, moment: datetime) -> Any:
    """Its relation to the document is that of data (AFRelationship)."""
    return weasyprint.Attachment(
        string=bestand.inhoud,
        name=bestand.naam,
        description=bestand.omschrijving,
        created=moment,
        modified=moment,
        relationship="Data",
    )


def _import_weasyprint() -> Any:
    try:
        import weasyprint
        import weasyprint.text.fonts
        import weasyprint.urls
    except OSError as fout:
        raise PdfNietBeschikbaar(
            "PDF maken kan niet: de bibliotheek Pango ontbreekt. Installeer op Debian of Ubuntu"
            " libpango-1.0-0 en libpangoft2-1.0-0, op macOS pango."
            " (Pango is missing: install these packages.)"
        ) from fout
    return weasyprint


@contextmanager
def _application_set_aside() -> Iterator[None]:
    """A page is so many objects that Python looks for unused ones time and again: not among those that were there before."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


@contextmanager
def _hear_steps(on_step: Callable[[], None] | None) -> Iterator[None]:
    """WeasyPrint tells how far it is through a logger only."""
    if on_step is None:
        yield
        return
    logger, handler = logging.getLogger("weasyprint.progress"), _Steps(on_step)
    before = logger.level, logger.propagate
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    try:
        yield
    finally:
        logger.level, logger.propagate = before
        logger.removeHandler(handler)


class _Steps(logging.Handler):
    def __init__(self, on_step: Callable[[], None]) -> None:
        super().__init__(logging.INFO)
        self.on_step = on_step

    def emit(self, record: logging.LogRecord) -> None:
        self.on_step()


def _base_url(bestanden: Path) -> str:
    return bestanden.resolve().as_uri() + "/"


def _make_fetcher(weasyprint: Any, bestanden: Path) -> object:
    root = bestanden.resolve()

    class OnlyOurFiles(weasyprint.urls.URLFetcher):  # type: ignore[misc]
        """A document is made of our own files: nothing is fetched, nothing is silently missing."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> object:
            if url.startswith("data:"):
                return super().fetch(url, headers)
            path = _path_under(root, url)
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            return weasyprint.urls.URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})

    return OnlyOurFiles(fail_on_errors=True)


def _path_under(root: Path, url: str) -> Path:
    delen = urlsplit(url)
    path = Path(unquote(delen.path)).resolve()
    if delen.scheme != "file" or not path.is_relative_to(root):
        raise BestandGeweigerd(f"De PDF vraagt om {url}; alleen eigen bestanden mogen.")
    if not path.is_file():
        raise BestandGeweigerd(f"De PDF vraagt om {path.relative_to(root)}; dat bestand is er niet.")
    return path


def _promise_pdfua(pdf: bytes) -> bytes:
    import pikepdf

    result = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        xmp = document.Root.Metadata.read_bytes().decode()
        _write_xmp(document, xmp.replace("</rdf:RDF>", XMP_PDFUA + "</rdf:RDF>", 1))
        # Object streams halve a file that is mostly tags.
        document.save(
            result,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return result.getvalue()


def _write_xmp(document: "pikepdf.Pdf", xmp: str) -> None:
    import pikepdf

    # Uncompressed, so that archive tools find it without understanding the rest of the file.
    stream = pikepdf.Stream(document, xmp.encode())
    stream.Type = pikepdf.Name.Metadata
    stream.Subtype = pikepdf.Name.XML
    document.Root.Metadata = stream
