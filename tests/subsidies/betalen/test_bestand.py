"""The file to the bank against its schema, and the specification of a payment as a document."""

import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from pypdf import PdfReader
from sepaxml.validation import try_valid_xml

from organisaties.instelacties import set_instelling
from organisaties.rechten import Rol
from subsidies.betalen.bestand import Overboeking, make_bestand
from subsidies.betalen.painversie import PAINVERSIE, painversie_van
from subsidies.betalen.specificatie import render_specificatie, write_specificatie
from subsidies.models import DE_GEMEENTE, Bankrekening
from tests.subsidies.betalen.test_betalen import texts
from tests.subsidies.betalen.wereld import DAG, NA, Betaler

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("versie", ["pain.001.001.09", "pain.001.001.03"])
def test_amounts_with_thousands_zero_and_below_zero_against_the_schema(versie: str) -> None:
    duiven = Betaler()
    duiven.accounts()
    rekeningen = Bankrekening.objects.in_force_on(duiven.gemeente, DAG)
    van, naar = (
        rekeningen[DE_GEMEENTE],
        next(r for sleutel, r in rekeningen.items() if sleutel != DE_GEMEENTE),
    )

    def bestand(*centen: int) -> bytes:
        overboekingen = [
            Overboeking(f"k-{nummer}", bedrag, naar, "x") for nummer, bedrag in enumerate(centen)
        ]
        return make_bestand(overboekingen, van=van, versie=versie, bericht_id="VVE-1", uitvoerdag=DAG, op=NA)

    inhoud = bestand(1_234_567_89, 1, 10_00)
    try_valid_xml(inhoud, versie)
    assert texts(inhoud, "InstdAmt", "CtrlSum") == [["1234567.89", "0.01", "10.00"], ["1234577.90"] * 2]
    for bedrag in (0, -1):
        with pytest.raises(ValidationError, match="kan niet worden overgemaakt"):
            bestand(bedrag)


def test_the_version_of_the_file_is_a_setting_of_the_municipality() -> None:
    duiven = Betaler()
    beheerder = duiven.gebruiker(Rol.FUNCTIONEEL_BEHEERDER)
    assert painversie_van(duiven.gemeente, DAG) == "pain.001.001.09"
    keuze = {"soort": PAINVERSIE, "geldig_van": DAG, "bron": "brief van de bank", "door": beheerder, "op": NA}
    with pytest.raises(ValidationError, match="Vul 9 of 3 in"):
        set_instelling(waarde=5, **keuze)
    set_instelling(waarde=3, **keuze)
    assert painversie_van(duiven.gemeente, DAG) == "pain.001.001.03"


@pytest.mark.verapdf
def test_a_specification_is_a_document_with_its_lines_inside(tmp_path: Path) -> None:
    duiven = Betaler()
    duiven.accounts()
    kind = duiven.plaats.kind
    duiven.approve({duiven.plaats: "80"})
    duiven.claim("terug", "-40", soort="terugvordering")
    run = duiven.release(duiven.run())
    betaling = run.betalingen.get()
    pdf, kinderen = render_specificatie(betaling, met_naam=True, moment=NA)
    assert kinderen == [kind.pseudoniem]
    gelezen = PdfReader(io.BytesIO(pdf))
    tekst = " ".join("".join(pagina.extract_text() for pagina in gelezen.pages).split())
    assert kind.naam in tekst
    assert "Terugvordering € -40,00" in tekst
    [inhoud] = gelezen.attachments[f"betaalspecificatie-{betaling.kenmerk}.csv"]
    assert inhoud == write_specificatie(betaling, met_naam=True)[0]
    anoniem, _ = render_specificatie(betaling, met_naam=False, moment=NA)
    assert kind.naam not in "".join(p.extract_text() for p in PdfReader(io.BytesIO(anoniem)).pages)
    (tmp_path / "specificatie.pdf").write_bytes(pdf)
    opdracht: list[Any] = [sys.executable, settings.BASE_DIR / "scripts/verapdf/validate.py", "ua1,3a"]
    result = subprocess.run(
        [*opdracht, tmp_path / "specificatie.pdf"], capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stdout.count("PASS")) == (0, 2), result.stdout + result.stderr
