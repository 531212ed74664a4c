"""The system's own Chromium, as a person would start it; none is downloaded."""

import os
import shutil

NAMEN = ("chromium", "chromium-browser", "google-chrome")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
ONTBREEKT = "Geen Chromium gevonden. Installeer het pakket chromium."
ARGS = (
    *("--no-sandbox", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


def find_chromium() -> str | None:
    gevonden = next((pad for naam in NAMEN if (pad := shutil.which(naam))), None)
    return MAC if gevonden is None and os.path.exists(MAC) else gevonden
