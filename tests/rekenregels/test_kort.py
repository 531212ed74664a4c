"""Short files: a sentence `geen` for what a regulation does not have, and one layout for all texts."""

import json
import tomllib
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rekenregels import RegelingFout, as_toml, load_document, load_regeling
from rekenregels.__main__ import main
from rekenregels.regeling.opmaak import format_toml
from rekenregels.regeling.schema import SCHEMA_VERSIE, regeling_schema
from rekenregels.regelingen import MAP as REGELINGEN

BESTANDEN = sorted(REGELINGEN.glob("*.toml"))
KLEINSTE = (REGELINGEN / "voorbeeld-kleinste.toml").read_text(encoding="utf-8")
DUIVEN = (REGELINGEN / "duiven-2020.toml").read_text(encoding="utf-8")


def zinnen(tekst: str) -> list[str]:
    with pytest.raises(RegelingFout) as fout:
        load_regeling(tekst)
    return [melding.zin for melding in fout.value.meldingen]


# -- geen --------------------------------------------------------------------------------------------------


def test_a_regulation_of_one_sentence_takes_less_than_forty_lines_before_its_examples() -> None:
    assert KLEINSTE[: KLEINSTE.index("[[voorbeelden]]")].count("\n") < 40


def test_what_is_left_out_stands_in_the_document_as_an_assumption_with_the_sentence() -> None:
    regeling = load_regeling(KLEINSTE)
    zin = (
        "aanname: de regeling noemt geen tabel, maximum uurprijs, afronding, samenloop of bedragen per plaats"
    )
    assert (regeling.afronding.bron, regeling.samenloop.bron, regeling.verjaardag.bron) == (zin, zin, zin)
    assert regeling.max_uurprijs is None
    assert regeling.bijdragetabel is None
    assert regeling.plaatsbedragen.kwaliteitsbijdrage is None
    geldstroom = regeling.geldstroom
    assert (geldstroom.plafond, geldstroom.bekostiging, geldstroom.kot_bewijs) == (None, (), ())
    assert geldstroom.verlening.voorschot.waarden[0].waarde == 0
    assert {pad for pad, _, _ in regeling.aannames} >= {"afronding", "samenloop", "geldstroom.vaststelling"}


def test_a_short_file_is_the_long_file() -> None:
    """The document has no `geen`: written out in full it has the same control number."""
    regeling = load_regeling(KLEINSTE)
    lang = as_toml(regeling)
    assert "\ngeen = " not in lang
    assert load_regeling(lang).sha256 == regeling.sha256 == load_document(regeling.as_document()).sha256


@pytest.mark.parametrize(
    ("oud", "nieuw", "zin"),
    [
        (
            'geen = "de regeling noemt geen minimum of maximum"\n',
            "",
            (
                "doelgroep mist 4 sleutels. Voeg toe en vul aan:\n"
                '  minimum_uren_per_week = "geen" of minimum_uren_per_week = { waarde = 0, bron = "" }\n'
                '  minimum_dagen_per_week = "geen" of minimum_dagen_per_week = { waarde = 1, bron = "" }\n'
                '  maximum_uren_per_dag = "geen" of maximum_uren_per_dag = { waarde = 0, bron = "" }\n'
                '  maximum_uren_per_jaar = "geen" of maximum_uren_per_jaar = { waarde = 0, bron = "" }\n'
                '  geen = "" in plaats van minimum_uren_per_week, minimum_dagen_per_week, maximum_uren_per_dag, '
                "maximum_uren_per_jaar, met in een zin dat de regeling dit niet heeft"
            ),
        ),
        (
            'geen = "de regeling noemt geen minimum of maximum"',
            'geen = ""',
            (
                'doelgroep.geen is "". Schrijf in een zin wat de regeling niet heeft: minimum_uren_per_week, '
                "minimum_dagen_per_week, maximum_uren_per_dag, maximum_uren_per_jaar."
            ),
        ),
        (
            'ruimte = "per_kwartaal"',
            'ruimte = "per_kwartaal"\ngeen = "niets"',
            "uren.geen zegt hier niets: in dit blok kan niets worden weggelaten. Haal de regel weg.",
        ),
    ],
)
def test_the_choice_stays_explicit(oud: str, nieuw: str, zin: str) -> None:
    assert zinnen(KLEINSTE.replace(oud, nieuw)) == [zin]


def test_a_sentence_that_covers_nothing_is_told() -> None:
    tekst = DUIVEN.replace("[doelgroep]\nvergoed = true\n", '[doelgroep]\nvergoed = true\ngeen = "niets"\n')
    assert zinnen(tekst) == ["doelgroep.geen zegt niets meer: alles staat er al. Haal de regel weg."]


def test_which_children_get_subsidy_can_not_be_left_out() -> None:
    regel = 'smi = { vergoed = false, bron = "art. 1: alleen kinderen met een indicatie" }\n'
    [zin] = zinnen(KLEINSTE.replace(regel, ""))
    assert zin == (
        "smi ontbreekt (Kinderen met een sociaal-medische indicatie). Voeg toe: [smi] met daaronder vergoed = true of "
        "vergoed = false"
    )


def test_a_stored_document_knows_no_geen() -> None:
    document = load_regeling(KLEINSTE).as_document()
    del document["samenloop"]
    document["geen"] = "de regeling noemt dit niet"
    with pytest.raises(RegelingFout, match="geen is geen bekende sleutel"):
        load_document(document)


# -- layout ------------------------------------------------------------------------------------------------

SLORDIG = """\
# boven
a=1   # achter
b   =   [1,2 , 3]


c = [ # lijst
  1, # een
    { x=1,y = "#[ geen { opmerking" } ,
   # los
   [ 2 ,
  3]
]
d.e . "f g"='''
  blijft = zo # ook dit
'''
# bij het blok

# bij de kop
[ blok ]   # kop

x = 2020-01-01
[[ blok . lijst ]]
leeg = {}
niets = [ ]
# onder"""
NETJES = """\
# boven
a = 1  # achter
b = [1, 2, 3]

c = [
    # lijst
    1,  # een
    { x = 1, y = "#[ geen { opmerking" },
    # los
    [
        2,
        3,
    ],
]
d.e."f g" = '''
  blijft = zo # ook dit
'''
# bij het blok

# bij de kop
[blok]  # kop
x = 2020-01-01

[[blok.lijst]]
leeg = {}
niets = []
# onder
"""


def test_the_layout_changes_spaces_and_lines_only() -> None:
    assert format_toml(SLORDIG) == NETJES
    assert tomllib.loads(NETJES) == tomllib.loads(SLORDIG)
    assert format_toml(NETJES) == NETJES
    assert format_toml("\ufeff" + SLORDIG.replace("\n", "\r\n")) == NETJES


def test_a_remark_stays_with_its_member_and_loses_the_spaces_behind_it() -> None:
    tekst = "#  boven \t\na = [\n1, # een\n2, # twee  \n3, # drie\n]\n"
    netjes = "#  boven\na = [\n    1,  # een\n    2,  # twee\n    3,  # drie\n]\n"
    assert format_toml(tekst) == netjes


@pytest.mark.parametrize("bestand", BESTANDEN, ids=lambda pad: pad.stem)
def test_shipped_policies_have_the_layout(bestand: Path) -> None:
    tekst = bestand.read_text(encoding="utf-8")
    assert format_toml(tekst) == tekst


@given(
    st.lists(st.sampled_from(["a", "b c", "#", '"', "\\", "[", "}", "=", ",", "'", "é"]), max_size=8),
    st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_no_text_is_touched_and_twice_is_once(delen: list[str], in_lijst: bool) -> None:
    tekst = json.dumps("".join(delen), ensure_ascii=False)
    regel = f"x = [{tekst},\n  {tekst}]" if in_lijst else f"x={tekst} # {' '.join(delen)}"
    netjes = format_toml(regel)
    assert tomllib.loads(netjes) == tomllib.loads(regel)
    assert format_toml(netjes) == netjes


def test_the_command_writes_the_layout_and_tells_which_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bestand = tmp_path / "a.toml"
    bestand.write_text(SLORDIG, encoding="utf-8")
    assert main(["format", "--controleer", str(bestand)]) == 1
    assert bestand.read_text(encoding="utf-8") == SLORDIG
    assert main(["format", str(bestand)]) == 0
    assert bestand.read_text(encoding="utf-8") == NETJES
    assert main(["format", "--controleer", str(bestand)]) == 0
    uit = capsys.readouterr()
    assert uit.out == "a.toml: heeft een andere opmaak\na.toml: opgemaakt\n"
    assert uit.err == "1 van de 1 bestanden hebben een andere opmaak.\n"


def test_a_file_that_is_no_toml_stays_as_it_was(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bestand = tmp_path / "a.toml"
    bestand.write_text("a = 10,26\n", encoding="utf-8")
    assert main(["format", str(bestand)]) == 1
    assert bestand.read_text(encoding="utf-8") == "a = 10,26\n"
    assert capsys.readouterr().err.startswith("a.toml, regel 1, teken 5: 10,26 is geen getal")


# -- the schema, for editors -------------------------------------------------------------------------------


def _json(ding: object) -> object:
    """TOML as an editor gives it to a schema: dates are texts."""
    return json.loads(json.dumps(ding, default=str))


@pytest.fixture(scope="module")
def keuring() -> jsonschema.Draft202012Validator:
    schema = regeling_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize("bestand", BESTANDEN, ids=lambda pad: pad.stem)
def test_every_shipped_policy_fits_the_schema(
    bestand: Path, keuring: jsonschema.Draft202012Validator
) -> None:
    fouten = [
        fout.message[:200]
        for fout in keuring.iter_errors(_json(tomllib.loads(bestand.read_text(encoding="utf-8"))))
    ]
    assert fouten == []


@pytest.mark.parametrize(
    ("oud", "nieuw"),
    [
        ('bron = "geleverd"', 'bron = "gegokt"'),
        ("weken_per_jaar = ", "weken_per_jaren = "),
        ('geen = "de regeling noemt geen minimum of maximum"\n', ""),
        ("waarde = 40", "waarde = 60"),
    ],
)
def test_the_schema_refuses_what_the_reader_refuses(
    oud: str, nieuw: str, keuring: jsonschema.Draft202012Validator
) -> None:
    tekst = KLEINSTE.replace(oud, nieuw)
    assert not keuring.is_valid(_json(tomllib.loads(tekst)))
    assert zinnen(tekst)


def test_the_schema_completes_every_key_in_dutch_and_has_a_version() -> None:
    schema = regeling_schema()
    assert schema["$id"] == f"urn:rekenregels:regeling:{SCHEMA_VERSIE}"
    for naam, tabel in {"Regeling": schema, **schema["$defs"]}.items():
        for sleutel, eigenschap in tabel["properties"].items():
            assert sleutel == "soort" or eigenschap["description"], (naam, sleutel)
