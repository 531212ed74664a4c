"""What was measured, as the section of docs/metingen.md. Pure: results in, text out; what is missing is named as missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

KOP = "## The whole country on one machine\n"
# Lines per child and year, and lines of the log per child and year, of which the sum over ten years is made.
KWARTALEN, LOG_PER_KIND, JAREN = 4, 20, 10
GELIJK = 1.2
_LAND = {"land 1 worker": "the country, one worker", "land 2 workers": "the country, two workers"}


@dataclass(frozen=True)
class Rij:
    """`grond`: the least that the same asks, of the same run; `doel`: at most so much of `nu`, or of nu / grond."""

    naam: str
    nu: float
    eenheid: str
    grond: float | None = None
    doel: float | None = None
    doel_factor: float | None = None

    @property
    def verhouding(self) -> float | None:
        return self.nu / self.grond if self.grond else None

    @property
    def gehaald(self) -> bool | None:
        """None: there is no goal."""
        if self.doel_factor is not None and self.verhouding is not None:
            return self.verhouding <= self.doel_factor
        return None if self.doel is None else self.nu <= self.doel

    def as_regel(self) -> str:
        grond = "" if self.grond is None else _getal(self.grond)
        verhouding = "" if self.verhouding is None else f"{self.verhouding:.2f}x"
        doel = f"{_getal(self.doel)}" if self.doel is not None else ""
        if self.doel_factor is not None:
            doel = f"{self.doel_factor:g}x"
        oordeel = {True: "yes", False: self._gemist(), None: ""}[self.gehaald]
        return f"| {self.naam} | {self.eenheid} | {_getal(self.nu)} | {grond} | {verhouding} | {doel} | {oordeel} |"

    def _gemist(self) -> str:
        bereikt = self.verhouding if self.doel_factor is not None else self.nu
        doel = self.doel_factor if self.doel_factor is not None else self.doel
        return f"no, {(bereikt or 0) / doel:.1f} times the goal" if doel else "no"


def _getal(waarde: float) -> str:
    return f"{waarde:,.0f}" if waarde >= 100 else f"{waarde:.1f}"


def make_verslag(kop: Sequence[str], uit: dict[str, Any], mislukt: dict[str, str]) -> str:
    """`uit`: what each step gave, by its name; a step that did not come stands in `mislukt` with the reason."""
    regels = [
        KOP,
        *kop,
        "",
        "| what | in | now | least in the same run | ratio | goal | reached |",
        "|---|---|---:|---:|---:|---:|---|",
        *(rij.as_regel() for rij in make_rijen(uit)),
        *_handelingen(uit),
        *_groei(uit),
        *_paginas(uit),
        *_mensen(uit),
        *_partities(uit),
        *_gewicht(uit),
        *_geheugen(uit),
    ]
    if mislukt:
        regels += ["", "Not measured in this run:", ""]
        regels += [f"- {naam}: {reden}" for naam, reden in mislukt.items()]
    return "\n".join([*regels, ""])


def make_rijen(uit: dict[str, Any]) -> Iterator[Rij]:
    yield from _land(uit)
    if delen := uit.get("delen"):
        yield Rij(
            "facts read, beside one SQL to columns",
            delen["lezen"],
            "µs per line",
            delen["kolommen"],
            doel_factor=1.5,
        )
        yield Rij(
            "a result stored, beside an array INSERT",
            delen["opslaan"],
            "µs per line",
            delen["array"],
            doel_factor=1.25,
        )
    for naam, van_een in uit.get("handelingen", {}).items():
        yield Rij(f"placing a child, {naam}", van_een["plaatsen"], "ms", van_een["plaatsen_kaal"])
        yield Rij(f"granting an indicatie, {naam}", van_een["afgeven"], "ms", van_een["afgeven_kaal"])
    for soort, naam in (
        ("boeken", "the invariants of the books"),
        ("herziening", "the review"),
        ("standen", "how children stand"),
    ):
        if nacht := uit.get(soort):
            yield Rij(f"the night: {naam}, two workers", nacht["seconden"], "s")


def _land(uit: dict[str, Any]) -> Iterator[Rij]:
    """The least: the columns read, the engine and the arrays stored, in one process and divided over the workers."""
    een, twee, delen = uit.get("land 1 worker"), uit.get("land 2 workers"), uit.get("delen")
    minst = delen["kolommen"] + delen["rekenen"] - delen["lezen"] + delen["array"] if delen else None
    for naam, ronde, workers, doel in (("one worker", een, 1, None), ("two workers", twee, 2, 20.0)):
        if ronde:
            grond = minst * ronde["regels"] / 1e6 / workers if minst else None
            yield Rij(f"the country calculated, {naam}", ronde["seconden"], "s", grond, doel)
            yield Rij(f"the country calculated, {naam}", _micro(ronde), "µs per line")
    if een and twee:
        # Perfect is half; two of them on two cores share these with the database.
        yield Rij("one worker beside two", een["seconden"], "s", twee["seconden"])
    if twee and (goed := uit.get("goedkeuren")):
        yield Rij("from start to approved, two workers", twee["seconden"] + goed["seconden"], "s", doel=60.0)


def _micro(ronde: dict[str, float]) -> float:
    return ronde["seconden"] / max(1, ronde["regels"]) * 1e6


def _groei(uit: dict[str, Any]) -> list[str]:
    rijen: list[tuple[str, dict[str, Any]]] = [
        *uit.get("groei", {}).items(),
        *uit.get("tussen", {}).items(),
        *((naam, uit[ronde]) for ronde, naam in _LAND.items() if ronde in uit),
    ]
    if not rijen:
        return []
    regels = [
        "",
        "Calculating as it grows, each round from asking until its last calculation:",
        "",
        "| round | lines | seconds | µs per line |",
        "|---|---:|---:|---:|",
        *(f"| {naam} | {r['regels']:,} | {r['seconden']:.1f} | {_micro(r):,.0f} |" for naam, r in rijen),
    ]
    groot = [_micro(r) for naam, r in rijen if r["regels"] >= 4_000 and "one worker" in naam]
    if len(groot) > 1:
        factor = max(groot) / min(groot)
        oordeel = "yes" if factor <= GELIJK else "no"
        regels += [
            "",
            f"The goal, within 20% per line from 4,000 lines on with one worker: {oordeel} ({factor:.2f} times).",
        ]
    return regels


def _handelingen(uit: dict[str, Any]) -> list[str]:
    """Flat: the slowest beside the quickest of municipalities and moments."""
    per_plek = uit.get("handelingen", {}).values()
    if not per_plek:
        return []
    factoren = [
        max(een[naam] for een in per_plek) / min(een[naam] for een in per_plek)
        for naam in ("plaatsen", "afgeven")
    ]
    oordeel = "yes" if max(factoren) <= GELIJK else "no"
    return [
        "",
        f"The goal, placing and granting within 20% at any size: {oordeel} ({factoren[0]:.2f} and {factoren[1]:.2f} times).",
    ]


def _paginas(uit: dict[str, Any]) -> list[str]:
    paginas = uit.get("paginas")
    if not paginas:
        return []
    klein, groot = [code for code in paginas[0] if code not in ("naam", "doel")]
    namen = uit.get("namen", {})
    regels = [
        "",
        f"Pages over HTTP from gunicorn, in turns at {namen.get(klein, klein)} and {namen.get(groot, groot)}; ms and kB as sent:",
        "",
        "| page | p50 small | p95 small | p50 large | p95 large | p95 grows | kB large | goal (p50 large) | reached |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---|",
    ]
    for p in paginas:
        een, veel, doel = p[klein], p[groot], p["doel"]
        oordeel = (
            "" if doel is None else "yes" if veel["p50"] < doel else f"no, {veel['p50'] / doel:.1f} times"
        )
        if mis := een["mis"] + veel["mis"]:
            oordeel += f" {mis} answers were no page"
        regels.append(
            f"| {p['naam']} | {een['p50']:.0f} | {een['p95']:.0f} | {veel['p50']:.0f} | {veel['p95']:.0f} |"
            f" {veel['p95'] / een['p95']:.1f}x | {veel['kb']:.1f} | {doel or ''} | {oordeel} |"
        )
    return regels


def _mensen(uit: dict[str, Any]) -> list[str]:
    rijen = [(naam, uit[naam]) for naam in ("32 people", "32 people beside a round") if naam in uit]
    if not rijen:
        return []
    return [
        "",
        "32 people without a pause between two pages, on the same cores as the server:",
        "",
        "| situation | pages per second | p50 (ms) | p95 (ms) | answers that were no page |",
        "|---|---:|---:|---:|---:|",
        *(
            f"| {naam} | {r['per_seconde']:.0f} | {r['p50']:.0f} | {r['p95']:.0f} | {r['mis']:.0f} |"
            for naam, r in rijen
        ),
    ]


def _partities(uit: dict[str, Any]) -> list[str]:
    rijen = uit.get("partities", [])
    if not rijen:
        return []
    return [
        "",
        "The lines of all declarations as one table, and divided by municipality (LIST: a part each; HASH: 16 parts):",
        "",
        "| question | table | ms | of which planning | parts read | pages of 8 kB |",
        "|---|---|---:|---:|---:|---:|",
        *(
            f"| {r['vraag']} | {r['soort']} | {r['ms']:.2f} | {r['plannen']:.2f} | {r['delen']} | {r['pagina']:,} |"
            for r in rijen
        ),
    ]


def _gewicht(uit: dict[str, Any]) -> list[str]:
    gewicht = uit.get("gewicht")
    if not gewicht:
        return []
    per_rij = {tabel: t["bytes"] / t["rijen"] for tabel, t in gewicht["tabellen"].items() if t["rijen"]}
    regels = [
        "",
        f"What a row takes, with its indexes; the whole database is {gewicht['database'] / 1e6:,.0f} MB:",
        "",
        "| table | rows | bytes per row |",
        "|---|---:|---:|",
        *(
            f"| {tabel} | {gewicht['tabellen'][tabel]['rijen']:,} | {b:,.0f} |"
            for tabel, b in per_rij.items()
        ),
    ]
    jaarlijks = grow_per_kind(gewicht["tabellen"])
    if jaarlijks is not None:
        declaraties, log = jaarlijks
        kinderen = uit.get("kinderen", 0)
        som = [per_kind * kinderen * JAREN / 1e9 for per_kind in jaarlijks]
        regels += [
            "",
            f"A child with a place all year adds {declaraties / 1000:.1f} kB of declarations and calculations ({KWARTALEN} lines a year),",
            f"and {log / 1000:.1f} kB of log at {LOG_PER_KIND} lines a year. In {JAREN} years, for {kinderen:,} children: {som[0]:.1f} GB and {som[1]:.1f} GB.",
        ]
    return regels


def grow_per_kind(tabellen: dict[str, dict[str, int]]) -> tuple[float, float] | None:
    """Bytes a year of one child with a place: declarations with what comes of them, and log. None: not all is known.

    A receipt holds the facts of many lines: its bytes are divided over the lines that came out.
    """
    regels, uitkomsten, bonnen, log = (
        tabellen.get(f"{naam}", {})
        for naam in (
            "opvang_declaratieregel",
            "subsidies_berekeningsregel",
            "subsidies_berekeningsdeel",
            "organisaties_auditregel",
        )
    )
    if not (regels.get("rijen") and uitkomsten.get("rijen") and log.get("rijen")):
        return None
    per_uitkomst = (uitkomsten["bytes"] + bonnen.get("bytes", 0)) / uitkomsten["rijen"]
    declaraties = KWARTALEN * (regels["bytes"] / regels["rijen"] + per_uitkomst)
    return declaraties, LOG_PER_KIND * log["bytes"] / log["rijen"]


def _geheugen(uit: dict[str, Any]) -> list[str]:
    pieken: Iterable[tuple[str, float]] = uit.get("geheugen", {}).items()
    zinnen = [f"{naam} {mb:.0f} MB" for naam, mb in pieken]
    return ["", f"Most memory of one process: {', '.join(zinnen)}."] if zinnen else []
