"""Whole texts against the text that a person read and approved, in the folder `goud`.

`GOUD=1 .venv/bin/pytest tests/rekenregels/test_goud.py` writes them anew; the difference is then read in git.
"""

import csv
import json
import os
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from rekenregels import Feit, Locatiefeit, Regeling, calculate_locaties, make_uitleg, run_voorbeelden
from rekenregels.regeling.schema import regeling_schema
from rekenregels.regeling.tabellen import MAP, Klasse, Uurprijs, inkomenstabellen, max_uurprijzen
from rekenregels.uitleg.sommen import SomFout
from rekenregels.uitleg.stap import Stap

from .conftest import lees, reken
from .naslag import VOORBEELDEN, regeling_van
from .referentie import bereken
from .rekenblad import controleer
from .test_regelingen import BESTANDEN
from .varianten import varianten
from .voorbeeldstad import PEUTER, maak, w

GOUD = Path(__file__).parent / "goud"
VARIANTEN = list(varianten())
EERSTE_UIT_DELEN = next(i for i, (naam, _, _) in enumerate(VARIANTEN) if naam.startswith("uit delen"))
TWEEDE_UITGAVE = VARIANTEN[EERSTE_UIT_DELEN:]


def assert_goud(naam: str, tekst: str) -> None:
    bestand = GOUD / naam
    if "GOUD" in os.environ:
        bestand.write_text(tekst, encoding="utf-8")
    assert tekst == bestand.read_text(encoding="utf-8")


def regels_van(stappen: tuple[Stap, ...]) -> Iterator[str]:
    for stap in stappen:
        yield f"  {stap.naam} [{stap.periode}] {stap.omschrijving}"
        yield f"      {stap.formule} | {stap.waarde} {stap.eenheid}"
        yield f"      {stap.artikel} | {stap.bron}{' | AANNAME' if stap.aanname else ''}"


def uitleg_van(regeling: Regeling) -> Iterator[str]:
    for uitslag in run_voorbeelden(regeling):
        assert uitslag.uitkomst is not None
        uitleg = make_uitleg(uitslag.uitkomst, 0)
        yield f"{uitslag.naam}: {uitleg.subsidie} + {uitleg.ouderbijdrage}"
        yield from regels_van(uitleg.stappen)
        yield from (f"  ! {zin}" for zin in uitleg.signalen)


# The first three scenarios of Duiven differ from 4a in one rate only.
@pytest.mark.parametrize(
    "naam", [naam for naam in BESTANDEN if naam[-6:-5] not in "123" or "voorbeeld" in naam]
)
def test_the_explanation_of_every_worked_example_stays_word_for_word(naam: str) -> None:
    assert_goud(f"uitleg-{Path(naam).stem}.txt", "\n".join(uitleg_van(lees(naam))) + "\n")


@pytest.mark.parametrize("naam", ["duiven-2020", "putten-2025", "voorbeeld-kiekeboe-2026", "veenendaal-2024"])
def test_the_stored_document_stays_key_for_key(naam: str) -> None:
    document = json.dumps(lees(f"{naam}.toml").as_document(), indent=1, ensure_ascii=False)
    assert_goud(f"document-{naam}.json", document + "\n")


def test_the_schema_stays_key_for_key() -> None:
    assert_goud("schema.json", json.dumps(regeling_schema(), indent=1, ensure_ascii=False) + "\n")


def test_the_explanation_of_amounts_per_location_stays_word_for_word() -> None:
    dagen = {"van": date(2026, 1, 1), "tot_en_met": date(2026, 12, 31)}
    feiten = [
        Locatiefeit(
            locatie="L1",
            **dagen,
            doelgroepkinderen=7,
            doelgroepdagen=16 * 365,
            locatiedagen=365,
            groepsdagen=2 * 365,
            halve_groepsdagen=122,
        ),
        Locatiefeit(
            locatie="L2", **dagen, doelgroepkinderen=1, doelgroepdagen=100, locatiedagen=30, groepsdagen=365
        ),
    ]
    later = w(9_999, vanaf=date(2026, 1, 2))  # on 1 January the first amount holds
    kwaliteit = {"bedrag": [w(1_500), later], "referentie_uren": w(640), "categorieen": ["doelgroep"]}
    voet = {
        "per_locatie": [w(1_000, artikel="8"), later],
        "per_groep": [w("500.25"), later],
        "per_halve_groep": [w(300), later],
    }
    uren, tarief = [w(10), w(99, vanaf=date(2026, 1, 2))], [w("37.505"), w(99, vanaf=date(2026, 1, 2))]
    uren[0]["bron"], tarief[0]["bron"] = "art. 13", "aanname: tarief"
    hbo = [
        {"soort": "uren_maal_tarief", "uren_per_kind": uren, "uurtarief": tarief, "peildatum": "01-01"},
        {"soort": "bedrag_per_kind", "bedrag": [w(375), later], "peildatum": "01-10"},
    ]
    regels = []
    for soort in hbo:
        regeling = maak(
            plaatsbedragen={
                "kwaliteitsbijdrage": kwaliteit | {"naar_rato": False},
                "hbo": soort,
                "vaste_voet": voet,
            }
        )
        for post in calculate_locaties(regeling, feiten):
            regels += [f"{post.feit.locatie}: {post.soort} {post.centen}", *regels_van((post.stap,))]
    assert_goud("locaties.txt", "\n".join(regels) + "\n")


def test_an_explanation_can_be_printed_and_kept_as_plain_data() -> None:
    regeling, feiten = next((r, f) for naam, r, f in VARIANTEN if naam == "twee fasen")
    uitleg = make_uitleg(reken(regeling, *feiten), 1)
    assert_goud("tekst.txt", uitleg.as_text() + "\n")
    assert_goud(
        "stappen.json", json.dumps([s.as_dict() for s in uitleg.stappen], indent=1, ensure_ascii=False) + "\n"
    )


@pytest.mark.parametrize("kolom", ["subsidie", "ouderbijdrage"])
def test_an_outcome_that_was_tampered_with_is_not_explained(kolom: str) -> None:
    uitkomst = reken(maak(), PEUTER)
    getattr(uitkomst, kolom)[0] += 1
    with pytest.raises(SomFout, match=r"^De uitleg hoort niet bij deze uitkomst\.$"):
        make_uitleg(uitkomst, 0)


def rijen(bestand: str) -> list[dict[str, str]]:
    with (MAP / bestand).open(encoding="utf-8", newline="") as invoer:
        return list(csv.DictReader(invoer))


def test_the_national_maximum_is_what_the_file_says() -> None:
    max_uurprijzen.cache_clear()
    assert max_uurprijzen() == tuple(
        Uurprijs(date.fromisoformat(rij["vanaf"]), Decimal(rij["bedrag"]), rij["status"], rij["bron"])
        for rij in rijen("max_uurprijs.csv")
    )


@pytest.mark.parametrize("soort", ["vng", "kot"])
def test_the_income_tables_are_what_the_file_says(soort: str) -> None:
    inkomenstabellen.cache_clear()
    for jaar in sorted({rij["jaar"] for rij in rijen(f"{soort}.csv")}):
        tabel = inkomenstabellen()[f"{soort}-{jaar}"]
        eigen = [rij for rij in rijen(f"{soort}.csv") if rij["jaar"] == jaar]
        assert tabel.naam == f"{soort}-{jaar}"
        assert (tabel.bron, set(tabel.status.split(" en "))) == (
            eigen[0]["bron"],
            {rij["status"] for rij in eigen},
        )
        assert tabel.klassen == tuple(
            Klasse(
                tot_en_met=int(rij["tot_en_met"]) if rij["tot_en_met"] else None,
                kind1=Decimal(rij["kind1"]),
                kind2=Decimal(rij["kind2"]) if rij["kind2"] else None,
                rijen=int(rij.get("rijen") or 1),
            )
            for rij in eigen
        )


@pytest.mark.parametrize(("naam", "regeling", "feiten"), VARIANTEN, ids=[naam for naam, _, _ in VARIANTEN])
def test_the_explanation_of_each_way_of_computing_stays_word_for_word(
    naam: str, regeling: Regeling, feiten: list[Feit]
) -> None:
    uitkomst = reken(regeling, *feiten)
    regels = []
    for i in range(len(feiten)):
        uitleg = make_uitleg(uitkomst, i)
        regels += [f"{naam}: {uitleg.subsidie} + {uitleg.ouderbijdrage}", *regels_van(uitleg.stappen)]
        regels += [f"  ! {zin}" for zin in uitleg.signalen]
        assert all(not stap.formule or controleer(stap.formule) == stap.waarde for stap in uitleg.stappen)
    assert_goud(
        f"variant-{naam.replace(' ', '-').replace(',', '').replace(':', '')}.txt", "\n".join(regels) + "\n"
    )


@pytest.mark.parametrize(
    ("naam", "regeling", "feiten"), TWEEDE_UITGAVE, ids=[n for n, _, _ in TWEEDE_UITGAVE]
)
def test_a_second_implementation_agrees_with_amounts_in_parts_and_hours_as_a_balance(
    naam: str, regeling: Regeling, feiten: list[Feit]
) -> None:
    uitkomst = reken(regeling, *feiten)
    for i, feit in enumerate(feiten):
        verwacht = bereken(regeling, feit)
        for wat in ("subsidie", "ouderbijdrage", "uren", "uren_boven"):
            assert getattr(uitkomst, wat)[i] == getattr(verwacht, wat) * 100, (wat, i)


def test_the_explanation_of_every_rule_of_the_reference_stays_word_for_word() -> None:
    """Each sentence once, at the first rule that says it."""
    gezegd: set[str] = set()
    regels = [regel for kop, blok in VOORBEELDEN for regel in _nieuwe_stappen(kop, blok, gezegd)]
    assert_goud("uitleg-regeltaal.txt", "\n".join(regels) + "\n")


def _nieuwe_stappen(kop: str, blok: str, gezegd: set[str]) -> Iterator[str]:
    for uitslag in run_voorbeelden(regeling_van(blok)):
        assert uitslag.uitkomst is not None
        uitleg = make_uitleg(uitslag.uitkomst, 0)
        yield f"# {kop}: {uitleg.subsidie} + {uitleg.ouderbijdrage}"
        yield from regels_van(tuple(stap for stap in uitleg.stappen if stap.omschrijving not in gezegd))
        yield from (f"  ! {zin}" for zin in uitleg.signalen)
        gezegd |= {stap.omschrijving for stap in uitleg.stappen}
