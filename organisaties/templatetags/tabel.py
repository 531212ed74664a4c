"""The table of a screen: one region that scrolls and has a name, and a row of headings."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_block_tag
def tabel(content: str, naam: str, soort: str = "", invoer: str = "") -> SafeString:
    """What stands between the tags, as a table that screen readers call `naam`.

    `soort`: one or more of kaarten, breed, smal, gelijk, liggend (see docs/opmaak.md). `invoer`: "velden" for a table to type
    in, "toetsen" when Enter and the arrow keys go down the column besides.
    """
    klassen = "".join(f" vve-tabel--{deel}" for deel in soort.split())
    return format_html(
        '<div class="vve-tabel{}{} utrecht-table-container" role="region" tabindex="0" aria-label="{}">'
        '<table class="utrecht-table utrecht-table--html-table"{}>{}</table></div>',
        klassen,
        SafeString(" vve-invoertabel") if invoer else "",
        naam,
        SafeString(" data-invoertabel") if invoer == "toetsen" else "",
        SafeString(content),
    )


@register.simple_tag
def kolommen(*koppen: str) -> SafeString:
    """The headings: 'Kind', 'Bedrag|getal'; '|knoppen' and '|verborgen' are there for screen readers alone."""
    cellen = format_html_join("", '<th scope="col"{}>{}</th>', map(_kop, koppen))
    return format_html("<thead><tr>{}</tr></thead>", cellen)


def _kop(kop: str) -> tuple[SafeString, SafeString]:
    tekst, _, soort = kop.partition("|")
    klasse = format_html(' class="{}"', soort) if soort and soort != "verborgen" else SafeString("")
    if soort in ("knoppen", "verborgen"):
        return klasse, format_html('<span class="vve-alleen-voorlezen">{}</span>', tekst)
    return klasse, format_html("{}", tekst)
