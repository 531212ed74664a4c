"""A right that ends after some months, kinds of care with their own maximum, and children up to thirteen."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rekenregels import Categorie, Feit, FeitenFout, Regeling, Signaal, make_uitleg
from rekenregels.csvbestand import read_feiten
from rekenregels.regeling.categorie import Opvangsoort

from .conftest import lees, reken
from .voorbeeldstad import BRON, PEUTER, band, categorie, cel, fouten, maak, w

ASSEN = lees("assen-smi-2025.toml")
KWARTAAL = replace(PEUTER, van=date(2026, 7, 1), tot_en_met=date(2026, 9, 30), uren=90_00)


def zes_maanden(**meer: Any) -> Regeling:
    regels = categorie(band("8 uur", 8, cel("vng")), hoogstens_maanden=w(6))
    return maak(regulier=regels, voorbeelden__0__kind__recht_vanaf=date(2026, 1, 1), **meer)


def zinnen(regeling: Regeling, feit: Feit) -> dict[str, str]:
    return {stap.naam: stap.omschrijving for stap in make_uitleg(reken(regeling, feit), 0).stappen}


def test_days_after_the_last_month_do_not_count_and_their_hours_go_with_them() -> None:
    regeling = zes_maanden()
    feit = replace(KWARTAAL, recht_vanaf=date(2026, 2, 1))
    uitkomst = reken(regeling, feit)
    assert uitkomst.uren.tolist() == [26_67]
    assert uitkomst.signalen_van(0) == (Signaal.BOVEN_MAXIMUM, Signaal.RECHT_VOORBIJ)
    assert zinnen(regeling, feit)["Einde van het recht"] == (
        "Het recht duurt hoogstens 6 maanden. Het begon op 01-02-2026, dus de laatste dag is 31-07-2026. "
        "De dagen erna tellen niet mee."
    )


def test_a_line_wholly_after_the_end_gets_nothing_and_says_why() -> None:
    feit = replace(KWARTAAL, recht_vanaf=date(2026, 1, 1))
    uitkomst = reken(zes_maanden(), feit)
    assert (uitkomst.totaal, uitkomst.signalen_van(0)) == (0, (Signaal.RECHT_VOORBIJ,))
    assert zinnen(zes_maanden(), feit)["Einde van het recht"].endswith(
        "dus de laatste dag is 30-06-2026. De dagen erna tellen niet mee."
    )


def test_a_line_before_the_end_is_whole() -> None:
    feit = replace(KWARTAAL, recht_vanaf=date(2026, 4, 1))
    uitkomst = reken(zes_maanden(), feit)
    assert uitkomst.uren.tolist() == [80_00]
    assert "Einde van het recht" not in zinnen(zes_maanden(), feit)


@pytest.mark.parametrize(
    ("begin", "zin"),
    [
        (
            None,
            "niet ingevuld: bij deze groep eindigt het recht na een aantal maanden; vul in op welke dag het begon",
        ),
        (
            date(2026, 8, 1),
            "01-08-2026: de periode begint voordat het recht begon; verbeter een van beide dagen",
        ),
    ],
)
def test_the_day_on_which_the_right_began_is_asked(begin: date | None, zin: str) -> None:
    with pytest.raises(FeitenFout) as fout:
        reken(zes_maanden(), replace(KWARTAAL, recht_vanaf=begin))
    assert str(fout.value) == f"regel 1 (p), recht_vanaf = {zin}"


def test_each_kind_of_care_has_its_own_maximum() -> None:
    kind = Feit(
        geboortedatum=date(2014, 6, 1), van=date(2025, 2, 1), tot_en_met=date(2025, 2, 28), categorie=Categorie.SMI,
        kot=False, uren=10_00, prijs=20_00, recht_vanaf=date(2025, 1, 1),
    )  # fmt: skip
    soorten = [replace(kind, opvang=soort) for soort in Opvangsoort]
    assert reken(ASSEN, *soorten).subsidie.tolist() == [107_10, 95_20, 81_00]


def test_a_child_counts_until_the_day_before_it_is_thirteen() -> None:
    kind = Feit(
        geboortedatum=date(2012, 3, 1), van=date(2025, 2, 1), tot_en_met=date(2025, 2, 28), categorie=Categorie.SMI,
        kot=False, uren=10_00, prijs=9_00, recht_vanaf=date(2025, 1, 1),
    )  # fmt: skip
    assert reken(ASSEN, kind, replace(kind, geboortedatum=date(2012, 2, 1))).uren.tolist() == [10_00, 0]


def test_the_file_of_facts_knows_the_kind_of_care_and_the_first_day() -> None:
    kop = "sleutel,geboortedatum,van,tot_en_met,categorie,kot,uren,prijs,opvang,recht_vanaf"
    regel = "k,2014-06-01,2025-02-01,2025-02-28,smi,nee,10,20,gastouder,2025-01-01"
    [feit], _ = read_feiten(f"{kop}\n{regel}\n", ASSEN)
    assert (feit.opvang, feit.recht_vanaf) == (Opvangsoort.GASTOUDER, date(2025, 1, 1))
    with pytest.raises(ValueError, match="kies een van: dagopvang, bso, gastouder"):
        read_feiten(f"{kop}\n{regel.replace('gastouder', 'oppas')}\n", ASSEN)


def test_a_deviation_that_holds_for_nobody_is_refused() -> None:
    afwijking = {"naam": "a", "bron": BRON, "categorie": "regulier", "banden": [band("b", 8, cel("vng"))]}
    assert fouten(afwijkingen=[afwijking]) == [
        "afwijkingen[1] geldt nergens. Noem locaties, kernen, opvangsoorten of een minimaregel."
    ]
