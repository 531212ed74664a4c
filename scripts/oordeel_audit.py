"""Judge what pip-audit found: read its JSON on stdin, and never let a question without an answer look like a pass.

Without a connection pip-audit leaves packages out and still ends well. Here that is told in so many words, and
is an error too, unless `--mag-ontbreken` says that this machine may be without a connection (.ci/run).
"""

import json
import sys
from typing import Any

NIET_GEDAAN = "KWETSBAARHEDEN NIET NAGEGAAN"


def judge(tekst: str, mag_ontbreken: bool) -> tuple[int, str]:
    """The exit code and the sentences."""
    try:
        pakketten: list[dict[str, Any]] = json.loads(tekst)["dependencies"]
    except (ValueError, KeyError):
        pakketten = []
    lekken = [(pakket, lek) for pakket in pakketten for lek in pakket.get("vulns", [])]
    if lekken:
        regels = [f"{p['name']} {p['version']}: {lek['id']}, hersteld in {_fixed(lek)}" for p, lek in lekken]
        return 1, "\n".join([f"{len(lekken)} bekende kwetsbaarheden:", *regels])
    zonder_antwoord = [pakket for pakket in pakketten if "skip_reason" in pakket]
    if zonder_antwoord or not pakketten:
        gevraagd = f"{len(zonder_antwoord)} van {len(pakketten)} pakketten" if pakketten else "alle pakketten"
        zin = f"{NIET_GEDAAN}: over {gevraagd} gaf de adviesdienst geen antwoord. Herhaal dit met een verbinding."
        return (0 if mag_ontbreken else 2), zin
    return 0, f"Geen bekende kwetsbaarheden in {len(pakketten)} pakketten."


def _fixed(lek: dict[str, Any]) -> str:
    return ", ".join(lek.get("fix_versions", [])) or "nog geen versie"


if __name__ == "__main__":
    code, zinnen = judge(sys.stdin.read(), "--mag-ontbreken" in sys.argv[1:])
    sys.stdout.write(f"{zinnen}\n")
    sys.exit(code)
