"""A logo is a picture and nothing else."""

import io
import struct
import zlib

import pytest

from brieven.logo import read_logo

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">{}</svg>'


def stuk(soort: bytes, inhoud: bytes) -> bytes:
    return struct.pack(">I", len(inhoud)) + soort + inhoud + struct.pack(">I", zlib.crc32(soort + inhoud))


def png(breed: int = 1, hoog: int = 1, *extra: bytes) -> bytes:
    kop = stuk(b"IHDR", struct.pack(">IIBBBBB", breed, hoog, 8, 2, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + kop
        + b"".join(extra)
        + stuk(b"IDAT", zlib.compress(b"\0\0\0\0"))
        + stuk(b"IEND", b"")
    )


def test_a_png_loses_what_does_not_draw() -> None:
    schoon, soort = read_logo(png(1, 1, stuk(b"tEXt", b"Author\0Bo")))
    assert (schoon, soort) == (png(), "image/png")


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (png()[:-1], "niet heel|beschadigd"),
        (png().replace(b"IDAT", b"IDAX"), "beschadigd"),
        (png(5000, 5000), "5000 bij 5000 beeldpunten"),
        (b"GIF89a", "geen PNG en geen SVG"),
        (b"\xff\xd8\xff\xe0", "geen PNG en geen SVG"),
        (b"<html></html>", "geen PNG en geen SVG"),
        (b"a" * 200_001, "200 kB; het mag 200 kB"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("&a;").encode(), "eigen definities"),
        (b"", "geen PNG en geen SVG"),
    ],
)
def test_what_is_no_picture_is_refused_with_a_sentence(inhoud: bytes, zin: str) -> None:
    with pytest.raises(ValueError, match=zin):
        read_logo(inhoud)


@pytest.mark.parametrize(
    "gevaar",
    [
        "<script>alert(1)</script>",
        '<image href="https://elders.test/spion.png"/>',
        "<foreignObject><p>x</p></foreignObject>",
        '<rect onload="alert(1)" width="1" height="1"/>',
        '<rect style="background:url(https://elders.test)" width="1" height="1"/>',
        '<rect fill="url(https://elders.test#a)" width="1" height="1"/>',
        '<use href="https://elders.test/a.svg#b"/>',
        '<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="javascript:alert(1)"/>',
        '<a href="javascript:alert(1)"><rect/></a>',
        "<style>@import url(https://elders.test)</style>",
    ],
)
def test_a_drawing_loses_what_acts_or_fetches(gevaar: str) -> None:
    schoon, soort = read_logo(SVG.format(f'{gevaar}<circle r="4" fill="red"/>').encode())
    assert soort == "image/svg+xml"
    for verboden in (
        b"script",
        b"elders.test",
        b"onload",
        b"style",
        b"javascript",
        b"foreignObject",
        b"<image",
    ):
        assert verboden not in schoon
    assert b"circle" in schoon


def test_a_drawing_keeps_its_own_parts() -> None:
    tekening = '<defs><path id="a" d="M0 0h1"/></defs><use href="#a" fill="url(#a)"/>'
    schoon, _ = read_logo(SVG.format(tekening).encode())
    assert b'href="#a"' in schoon
    assert b'fill="url(#a)"' in schoon
    assert io.BytesIO(schoon).read(4) == b"<svg"
