"""A logo that somebody uploads: only a picture goes through, without anything that could act or fetch."""

import re
import struct
import zlib
from xml.etree import ElementTree as ET

from brieven.models.huisstijl import MAX_LOGO, Huisstijl

MAX_PIXELS = 4_000_000
SVG = "http://www.w3.org/2000/svg"
_PNG = b"\x89PNG\r\n\x1a\n"
# What draws; everything else (text, times, pixels of a camera) goes.
_STUKKEN = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}
_ELEMENTEN = {
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "defs", "clipPath",
    "linearGradient", "radialGradient", "stop", "title", "desc", "use", "symbol",
}  # fmt: skip
_ATTRIBUTEN = {
    "id", "d", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "width", "height", "viewBox",
    "points", "fill", "fill-rule", "fill-opacity", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin",
    "stroke-miterlimit", "stroke-opacity", "stroke-dasharray", "opacity", "transform", "clip-path", "clip-rule",
    "offset", "stop-color", "stop-opacity", "gradientUnits", "gradientTransform", "clipPathUnits",
    "preserveAspectRatio", "href",
}  # fmt: skip
# A reference to a part of the picture itself.
_HIER = re.compile(r"#[\w.-]+")


def read_logo(inhoud: bytes) -> tuple[bytes, str]:
    """The picture, written anew, and its Logosoort; ValueError with a sentence when it is none that may be used."""
    if len(inhoud) > MAX_LOGO:
        raise ValueError(
            f"Het logo is {len(inhoud) // 1000} kB; het mag {MAX_LOGO // 1000} kB zijn. Maak het bestand kleiner."
        )
    if inhoud.startswith(_PNG):
        return _clean_png(inhoud), Huisstijl.Logosoort.PNG
    return _clean_svg(inhoud), Huisstijl.Logosoort.SVG


def _clean_png(inhoud: bytes) -> bytes:
    """The chunks that draw, each with a sum that is right."""
    schoon, plek, soorten = [_PNG], len(_PNG), []
    while plek + 12 <= len(inhoud):
        (lengte,) = struct.unpack(">I", inhoud[plek : plek + 4])
        soort, einde = inhoud[plek + 4 : plek + 8], plek + 12 + lengte
        if einde > len(inhoud) or _sum(inhoud[plek + 4 : einde - 4]) != inhoud[einde - 4 : einde]:
            raise ValueError(
                "Dit PNG-bestand is beschadigd. Sla het logo opnieuw op en kies het nog een keer."
            )
        if soort == b"IHDR":
            _check_size(*struct.unpack(">II", inhoud[plek + 8 : plek + 16]))
        if soort in _STUKKEN:
            schoon.append(inhoud[plek:einde])
            soorten.append(soort)
        plek = einde
    if soorten[:1] != [b"IHDR"] or soorten[-1:] != [b"IEND"] or b"IDAT" not in soorten:
        raise ValueError("Dit PNG-bestand is niet heel. Sla het logo opnieuw op en kies het nog een keer.")
    return b"".join(schoon)


def _sum(stuk: bytes) -> bytes:
    return struct.pack(">I", zlib.crc32(stuk))


def _check_size(breed: int, hoog: int) -> None:
    if not 0 < breed * hoog <= MAX_PIXELS:
        raise ValueError(
            f"Het logo is {breed} bij {hoog} beeldpunten. Maak het kleiner: 1000 bij 500 is ruim genoeg."
        )


def _clean_svg(inhoud: bytes) -> bytes:
    """The drawing without scripts, styles, texts and references to anything outside it."""
    geen = "Dit bestand is geen PNG en geen SVG. Kies een logo in een van die vormen."
    try:
        tekst = inhoud.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(geen) from None
    if re.search(r"<!(?:DOCTYPE|ENTITY)", tekst, re.IGNORECASE):
        tekst = re.sub(r"<!DOCTYPE\s+svg[^\[>]*>", "", tekst, count=1)
        if re.search(r"<!(?:DOCTYPE|ENTITY)", tekst, re.IGNORECASE):
            raise ValueError(
                "Dit SVG-bestand bevat eigen definities (ENTITY). Sla het logo op als gewone SVG of als PNG."
            )
    try:
        boom = ET.fromstring(tekst)  # noqa: S314 - no entities are left in it
    except ET.ParseError:
        raise ValueError(geen) from None
    if boom.tag != f"{{{SVG}}}svg":
        raise ValueError(geen)
    ET.register_namespace("", SVG)
    return bytes(ET.tostring(_copy(boom), encoding="utf-8"))


def _copy(element: ET.Element) -> ET.Element:
    kopie = ET.Element(element.tag, _attributes(element))
    if _local(element.tag) in {"title", "desc"}:
        kopie.text = element.text
    kopie.extend(_copy(kind) for kind in element if _is_allowed(kind))
    return kopie


def _is_allowed(element: ET.Element) -> bool:
    return (
        isinstance(element.tag, str)
        and element.tag.startswith(f"{{{SVG}}}")
        and _local(element.tag) in _ELEMENTEN
    )


def _attributes(element: ET.Element) -> dict[str, str]:
    schoon = {}
    for naam, waarde in element.attrib.items():
        kort = _local(naam)
        verwijst = kort == "href" and not _HIER.fullmatch(waarde)
        buiten = "url(" in waarde and not re.fullmatch(r"url\(['\"]?#[\w.-]+['\"]?\)", waarde.strip())
        if kort in _ATTRIBUTEN and not verwijst and not buiten:
            schoon[kort] = waarde
    return schoon


def _local(naam: str) -> str:
    return naam.rsplit("}", 1)[-1]
