import json
import re
import subprocess
import sys
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parents[2]


def test_the_bill_of_materials_names_exactly_what_production_installs(tmp_path: Path) -> None:
    bestand = tmp_path / "sbom.json"
    subprocess.run(
        [
            *(sys.executable, "-W", "ignore", "-m", "cyclonedx_py", "requirements"),
            *(BASE_DIR / "requirements/prod.txt", "--output-reproducible", "-o", bestand),
        ],
        check=True,
    )
    sbom = json.loads(bestand.read_text())
    assert (sbom["bomFormat"], sbom["specVersion"]) == ("CycloneDX", "1.6")
    lock = re.findall(r"^([A-Za-z0-9_.-]+)==", (BASE_DIR / "requirements/prod.txt").read_text(), re.MULTILINE)
    assert sorted(onderdeel["name"] for onderdeel in sbom["components"]) == sorted(lock)
