"""The manual: a Markdown file per role in docs/handleiding, with under each heading the pages that it is about.

Those names stand in a comment, `<!-- opvang:declaratie_list -->`: a reader of the file does not see them. A page that no
heading names has the paragraph of the page above it in the address. What a role may not open is not in its manual.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.text import slugify
from markdown_it import MarkdownIt

from organisaties.rechten import Recht, Rol

MAP = Path(settings.BASE_DIR, "docs", "handleiding")
BEELDEN = Path(settings.BASE_DIR, "static", "handleiding")
IEDEREEN = "iedereen"
# The two roles of a provider share one: what only the beheerder may do, stands only in theirs.
_AANBIEDER = "aanbieder"
BESTANDEN = {rol: rol.value for rol in Rol} | {
    Rol.HOUDER_MEDEWERKER: _AANBIEDER,
    Rol.HOUDER_BEHEERDER: _AANBIEDER,
    Rol.IB_ER: "intern-begeleider",
}
_KOP = re.compile(r"^## (?P<titel>.+)\n(?:<!-- (?P<paginas>[a-z_: \n]+) -->\n)?", re.MULTILINE)
_BEELD = re.compile(r"^!\[(?P<tekst>[^]]+)\]\(\S*?(?P<naam>[a-z-]+\.png)\)\n", re.MULTILINE)


@dataclass(frozen=True)
class Pagina:
    """Where a page stands and who may open it; `recht` None: everybody."""

    route: str
    recht: Recht | None


@dataclass(frozen=True)
class Paragraaf:
    titel: str
    html: str
    paginas: tuple[str, ...]

    @property
    def anker(self) -> str:
        return slugify(self.titel)

    def is_for(self, rechten: frozenset[Recht]) -> bool:
        """A paragraph about no page in particular is for every reader."""
        return not self.paginas or any(paginas()[naam].recht in rechten for naam in self.paginas)


@dataclass(frozen=True)
class Handleiding:
    titel: str
    inleiding: str
    paragrafen: tuple[Paragraaf, ...]

    def find(self, naam: str) -> Paragraaf | None:
        """The paragraph about the page, or about the nearest page above it in the address."""
        genoemd = {pagina: paragraaf for paragraaf in self.paragrafen for pagina in paragraaf.paginas}
        if naam in genoemd or naam not in paginas():
            return genoemd.get(naam)
        route = paginas()[naam].route
        boven = {paginas()[pagina].route: paragraaf for pagina, paragraaf in genoemd.items()}
        return next((boven[deel] for deel in _above(route) if deel in boven), None)


@cache
def handleiding_van(rol: Rol, rechten: frozenset[Recht]) -> Handleiding:
    """What somebody with this role and these rights can do, and after that what everybody can."""
    eigen, iedereen = read_handleiding(BESTANDEN[rol]), read_handleiding(IEDEREEN)
    leesbaar = (p for p in (*eigen.paragrafen, *iedereen.paragrafen) if p.is_for(rechten))
    return replace(eigen, paragrafen=tuple(leesbaar))


@cache
def read_handleiding(bestand: str) -> Handleiding:
    kop, *delen = re.split(r"^(?=## )", (MAP / f"{bestand}.md").read_text(), flags=re.MULTILINE)
    titel, _, inleiding = kop.removeprefix("# ").partition("\n")
    return Handleiding(titel, _html(inleiding), tuple(_paragraaf(deel) for deel in delen))


def _paragraaf(deel: str) -> Paragraaf:
    gevonden = _KOP.match(deel)
    if gevonden is None:
        raise ValueError(f"Een paragraaf van de handleiding begint niet goed: {deel[:80]!r}")
    namen = tuple((gevonden["paginas"] or "").split())
    return Paragraaf(gevonden["titel"], _html(deel[gevonden.end() :]), namen)


def _html(tekst: str) -> str:
    """Markdown without HTML of its own; a picture that was not made is left out."""
    heel = _BEELD.sub(_beeld, tekst)
    html: str = MarkdownIt("commonmark", {"html": False}).render(heel)
    return html


def _beeld(beeld: re.Match[str]) -> str:
    if not (BEELDEN / beeld["naam"]).exists():
        return ""
    adres = static("handleiding/" + beeld["naam"])
    return f"![{beeld['tekst']}]({adres})\n"


def _above(route: str) -> Iterator[str]:
    """The addresses above it, the nearest first; not the start page, which is above everything."""
    delen = route.rstrip("/").split("/")
    return ("/".join(delen[:aantal]) + "/" for aantal in range(len(delen) - 1, 0, -1))


@cache
def paginas() -> dict[str, Pagina]:
    return dict(_walk(get_resolver().url_patterns, "", ""))


def _walk(patronen: list[URLPattern | URLResolver], ruimte: str, route: str) -> Iterator[tuple[str, Pagina]]:
    for patroon in patronen:
        hier = f"{route}{patroon.pattern}"
        if isinstance(patroon, URLResolver):
            onder = f"{patroon.namespace}:" if patroon.namespace else ruimte
            yield from _walk(patroon.url_patterns, onder, hier)
        else:
            yield f"{ruimte}{patroon.name}", Pagina(hier, getattr(patroon.callback, "recht", None))
