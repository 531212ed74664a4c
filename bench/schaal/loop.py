"""The order in which a country is built and measured: what came out so far, and why the rest did not."""

from __future__ import annotations

import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from bench.schaal import omgeving
from bench.schaal.maten import Maat, codes, groei_van, land_van
from bench.schaal.omgeving import Klok, peak_mb, step
from bench.schaal.paginas import ROLLEN, measure_paginas, press

GEACCEPTEERD, INGEDIEND = "geaccepteerd", "ingediend"
# Quarters of the year: calculated by two workers, by one, some of them, and waiting for a judgement.
TWEE, EEN, TUSSEN, WACHT = "1", "2", "3", "4"


class Loop:
    def __init__(self, maat: Maat) -> None:
        self.maat, self.klok = maat, Klok(maat.hoogstens)
        self.land, self.groei = land_van(maat), groei_van(maat)
        self.klein, self.groot = min(self.groei), max(self.groei)
        namen = {code: f"a municipality of {aantal:,} children" for code, aantal in self.groei.items()}
        self.uit: dict[str, Any] = {"kinderen": maat.kinderen, "namen": namen, "geheugen": {}}
        self.mislukt: dict[str, str] = {}

    def measure(self) -> None:
        """TeLaat when the time is over before all is measured; what is in `uit` by then, stays."""
        self.klok.tell("the tables")
        omgeving.run(self.klok, "manage.py", "migrate", "-v0")
        self._make(
            list(self.groei), {TWEE: GEACCEPTEERD, EEN: GEACCEPTEERD, TUSSEN: GEACCEPTEERD, WACHT: INGEDIEND}
        )
        self._acts("with three municipalities")
        self._one_worker()
        self._two_workers()
        self._parts()
        self._pages()
        self._step("partities", "partitions", rondes=self.maat.rondes)
        self._step("gewicht", "weigh")

    # -- building --------------------------------------------------------------------------------------

    def _make(self, gemeenten: list[str], kwartalen: dict[str, str]) -> None:
        """Without it there is nothing to measure: an error ends the run."""
        aantallen = codes(self.maat)
        self.klok.tell(
            f"{len(gemeenten)} municipalities, {sum(aantallen[code] for code in gemeenten):,} children"
        )
        helften = [gemeenten[nummer::2] for nummer in (0, 1)]
        with ThreadPoolExecutor(2) as bouwers:
            klaar = [
                bouwers.submit(
                    step,
                    self.klok,
                    "make",
                    gemeenten={code: aantallen[code] for code in helft},
                    kwartalen=kwartalen,
                )
                for helft in helften
                if helft
            ]
        for een in klaar:
            een.result()

    def _make_land(self) -> None:
        tussen = [code for aantal in (1, self.maat.tussen) for code in self._some(aantal)]
        kwartalen = {TWEE: GEACCEPTEERD, EEN: GEACCEPTEERD}
        self._make([code for code in self.land if code not in tussen], kwartalen)
        self._make(tussen, kwartalen | {TUSSEN: GEACCEPTEERD})

    def _some(self, aantal: int) -> list[str]:
        """One of middle size, or others next to it."""
        midden = len(self.land) // 2
        return [self.land[midden]] if aantal == 1 else self.land[midden + 1 : midden + 1 + aantal]

    # -- measuring -------------------------------------------------------------------------------------

    def _one_worker(self) -> None:
        with omgeving.workers(1) as werker:
            self._round("warm", "rekenen", EEN, [self.klein])
            for code in self.groei:
                self._round(f"{self.uit['namen'][code]}, one worker", "rekenen", TWEE, [code], "groei")
            self._make_land()
            for aantal in (1, self.maat.tussen):
                naam = f"{aantal} of the country's municipalities, one worker"
                self._round(naam, "rekenen", TUSSEN, self._some(aantal), "groei")
            self._round("land 1 worker", "rekenen", EEN, self.land)
            self.uit["geheugen"]["of the one worker"] = peak_mb(werker)

    def _two_workers(self) -> None:
        with omgeving.workers(2) as werker:
            self._round("warm", "rekenen", EEN, [self.klein])
            self._round("land 2 workers", "rekenen", TWEE, self.land)
            self._step("goedkeuren", "approve", kwartaal=int(TWEE), gemeenten=self.land)
            for soort in ("herziening", "boeken", "standen"):
                self._round(soort, soort, TWEE, self.land)
            self.uit["geheugen"]["of two workers"] = peak_mb(werker)

    def _parts(self) -> None:
        midden = sorted(self.groei)[len(self.groei) // 2]
        self._step("delen", "per_regel", gemeente=midden, kwartaal=int(EEN), rondes=self.maat.rondes)
        self._acts(f"with {len(self.land) + len(self.groei)} municipalities")

    def _acts(self, wanneer: str) -> None:
        gemeenten = [self.klein, self.groot]
        if uitkomst := self._step(
            f"handelingen {wanneer}", "acts", gemeenten=gemeenten, rondes=self.maat.rondes
        ):
            self.uit.setdefault("handelingen", {}).update(
                {f"{self.uit['namen'][code]}, {wanneer}": van_een for code, van_een in uitkomst.items()}
            )

    def _pages(self) -> None:
        self._step("log", "fill_log", gemeente=self.groot, regels=self.maat.logregels)
        gemeenten = [self.klein, self.groot]
        sessies = self._step("sessies", "sessions", gemeenten=gemeenten, rollen=ROLLEN)
        if sessies is None:
            return
        with omgeving.site() as (server, poort):
            self.klok.tell("pages")
            self.uit["paginas"] = measure_paginas(poort, sessies, self.maat.rondes)
            self.klok.tell("32 people")
            self.uit["32 people"] = press(poort, sessies, self._seconds())
            self._press_beside_round(poort, sessies)
            self.uit["geheugen"]["of the site"] = peak_mb(server)

    def _press_beside_round(self, poort: int, sessies: dict[str, dict[str, str]]) -> None:
        """The three municipalities of the begin are calculated meanwhile, by one worker."""
        with omgeving.workers(1):
            ronde = threading.Thread(
                target=self._round, args=("naast", "rekenen", TUSSEN, list(self.groei)), daemon=True
            )
            ronde.start()
            self.uit["32 people beside a round"] = press(poort, sessies, self._seconds())
            ronde.join(timeout=max(0.0, self.klok.over))

    def _seconds(self) -> float:
        return max(1.0, min(self.maat.seconden_druk, self.klok.over - 30))

    def _round(self, naam: str, soort: str, kwartaal: str, gemeenten: list[str], onder: str = "") -> None:
        uitkomst = self._step(naam, "round_along", soort=soort, kwartaal=int(kwartaal), gemeenten=gemeenten)
        if uitkomst is not None and onder:
            self.uit.setdefault(onder, {})[naam] = self.uit.pop(naam)
        if uitkomst is not None and uitkomst["mis"]:
            self.mislukt[f"all of {naam}"] = "; ".join(uitkomst["mis"])

    def _step(self, naam: str, stap: str, **gegevens: Any) -> Any:
        """What came of it, also in `uit`; None when it failed, and the run goes on."""
        self.klok.tell(naam)
        try:
            self.uit[naam] = step(self.klok, stap, **gegevens)
        except (subprocess.CalledProcessError, ValueError, IndexError) as fout:
            self.mislukt[naam] = f"{type(fout).__name__}: its lines stand above"
            return None
        return self.uit[naam]
