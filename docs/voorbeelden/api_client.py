"""A planning system that exchanges children, placements and hours with the VVE-administratie.

    VVE_SLEUTEL=vve_... python api_client.py https://vve.gemeente.example 2026 1

Needs Python 3.11 and nothing else. It places every referred child that waits, fills in the hours of a quarter and prints
what asks for attention; it hands in only when the fourth argument is `indienen`.
"""

import json
import os
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from typing import Any


class Geweigerd(Exception):
    """The sentence with which the API refused, and where."""

    def __init__(self, status: int, probleem: dict[str, Any]) -> None:
        fouten = [f"{fout['plek']}: {fout['zin']}" for fout in probleem.get("fouten", [])]
        super().__init__("\n  ".join([f"{status}: {probleem['detail']}", *fouten]))
        self.status = status


class Vve:
    """One installation, one key. Asks again after a pause, with the same Idempotency-Key, so that nothing happens twice."""

    def __init__(self, site: str, sleutel: str, pogingen: int = 4) -> None:
        self.basis, self.sleutel, self.pogingen = f"{site.rstrip('/')}/api/v1", sleutel, pogingen

    def get(self, pad: str) -> Any:
        return self._ask("GET", pad, None, {})

    def post(self, pad: str, inhoud: Any = None) -> Any:
        return self._ask("POST", pad, inhoud, {"Idempotency-Key": str(uuid.uuid4())})

    def patch(self, pad: str, inhoud: Any) -> Any:
        return self._ask("PATCH", pad, inhoud, {})

    def send_file(self, pad: str, inhoud: bytes, soort: str = "text/csv") -> Any:
        koppen = {"Idempotency-Key": str(uuid.uuid4()), "Content-Type": soort}
        return self._ask("POST", pad, inhoud, koppen)

    def all(self, pad: str) -> Iterator[dict[str, Any]]:
        """Every row of a list, page after page."""
        pagina, teken = 1, "&" if "?" in pad else "?"
        while True:
            antwoord = self.get(f"{pad}{teken}pagina={pagina}&aantal=200")
            yield from antwoord["resultaten"]
            if pagina >= antwoord["paginas"]:
                return
            pagina += 1

    def _ask(self, methode: str, pad: str, inhoud: Any, koppen: dict[str, str]) -> Any:
        koppen = {"Authorization": f"Bearer {self.sleutel}", "Content-Type": "application/json", **koppen}
        gegevens = inhoud if isinstance(inhoud, bytes) or inhoud is None else json.dumps(inhoud).encode()
        for poging in range(1, self.pogingen + 1):
            vraag = urllib.request.Request(self.basis + pad, gegevens, koppen, method=methode)
            try:
                with urllib.request.urlopen(vraag, timeout=30) as antwoord:
                    return json.load(antwoord)
            except urllib.error.HTTPError as fout:
                wacht = fout.headers.get("Retry-After")
                if wacht is None or poging == self.pogingen:
                    raise Geweigerd(fout.code, json.load(fout)) from None
                time.sleep(int(wacht))
            except urllib.error.URLError:
                if poging == self.pogingen:
                    raise
                time.sleep(2**poging)
        raise AssertionError


def place_referred(vve: Vve, startdatum: str) -> list[str]:
    """Give every child that waits a place at the first open location, 16 hours a week."""
    locatie = next(locatie for locatie in vve.all("/locaties") if locatie["open"])
    geplaatst = []
    for verwijzing in vve.all("/verwijzingen?open=true"):
        kind = verwijzing["kind"]
        vve.post(
            "/plaatsingen",
            {
                "kind": kind["kind"],
                "startdatum": startdatum,
                "lrkNummer": locatie["lrkNummer"],
                "urenPerWeek": 16,
                "kot": False,
            },
        )
        geplaatst.append(f"{kind['voornaam']} {kind['achternaam']}")
    return geplaatst


def declare(vve: Vve, jaar: int, kwartaal: int, uren: dict[int, float], indienen: bool) -> dict[str, Any]:
    """Fill in the hours by placement; what the planning does not know keeps the proposal."""
    bestaand = [d for d in vve.all(f"/urendeclaraties?jaar={jaar}") if d["kwartaal"] == kwartaal]
    declaratie = (
        bestaand[0] if bestaand else vve.post("/urendeclaraties", {"jaar": jaar, "kwartaal": kwartaal})
    )
    pad = f"/urendeclaraties/{declaratie['id']}"
    regels = [
        {"id": regel["id"], "uren": uren[regel["plaatsing"]]}
        for regel in vve.all(f"{pad}/regels")
        if regel["plaatsing"] in uren
    ]
    if regels:
        vve.patch(f"{pad}/regels", {"regels": regels})
    for regel in vve.all(f"{pad}/regels"):
        for signaal in regel["signalen"]:
            print(f"Regel {regel['id']}, kind {regel['kind']}: {signaal['tekst']}")
    if indienen:
        vve.post(f"{pad}/indieningen")
    uitkomst: dict[str, Any] = vve.get(pad)
    return uitkomst


def main(argumenten: list[str]) -> None:
    site, jaar, kwartaal = argumenten[0], int(argumenten[1]), int(argumenten[2])
    vve = Vve(site, os.environ["VVE_SLEUTEL"])
    for naam in place_referred(vve, time.strftime("%Y-%m-%d")):
        print(f"Geplaatst: {naam}")
    declaratie = declare(vve, jaar, kwartaal, {}, "indienen" in argumenten[3:])
    print(f"Kwartaal {kwartaal} van {jaar}: {declaratie['uren']} uren, {declaratie['status']}.")


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Geweigerd as fout:
        sys.exit(f"Niet gelukt. {fout}")
