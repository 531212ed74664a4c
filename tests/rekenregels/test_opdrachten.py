"""The commands on files: no database, clear messages, exit 1 when something is wrong."""

import json
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from rekenregels.__main__ import main
from rekenregels.gelijkheid import Vergelijking
from rekenregels.regelingen import MAP as REGELINGEN

DUIVEN = REGELINGEN / "duiven-2020.toml"
KOP = "sleutel,geboortedatum,van,tot_en_met,categorie,kot,uren,bijdrageklasse"


def opdracht(naam: str, *argumenten: object, **opties: object) -> str:
    uit = StringIO()
    call_command(naam, *map(str, argumenten), stdout=uit, stderr=uit, **opties)
    return uit.getvalue()


def schrijf(map_: Path, *regels: str, naam: str = "invoer.csv") -> Path:
    bestand = map_ / naam
    bestand.write_text("\n".join(regels) + "\n", encoding="utf-8")
    return bestand


def test_the_commands_need_no_database(tmp_path: Path) -> None:
    omgeving = {"DATABASE_URL": "postgres://nergens:1/niets", "PATH": "/usr/bin:/bin", "DEBUG": "true"}
    opdracht = [sys.executable, "manage.py", "check_regeling", str(DUIVEN)]
    uit = subprocess.run(
        opdracht, env=omgeving, cwd=REGELINGEN.parents[1], capture_output=True, text=True, check=False
    )
    assert (uit.returncode, uit.stderr) == (0, "")
    assert "5 van de 5 voorbeelden kloppen" in uit.stdout


def test_a_good_policy_is_reported_with_its_assumptions_and_hash() -> None:
    uit = opdracht("check_regeling", DUIVEN)
    assert uit.startswith(
        "duiven-2020.toml: Duiven 2020 (scenario 4a): 5 van de 5 voorbeelden kloppen, 16 aannames, sha256 "
    )


def test_a_failing_example_is_shown_with_both_amounts(tmp_path: Path) -> None:
    tekst = DUIVEN.read_text(encoding="utf-8").replace("subsidie = 6288.00", "subsidie = 6288.01")
    bestand = schrijf(tmp_path, tekst, naam="fout.toml")
    uit = StringIO()
    with pytest.raises(CommandError, match="1 van de 1 regelingen is niet in orde"):
        call_command("check_regeling", str(bestand), stdout=uit, stderr=uit)
    assert (
        'fout.toml, regel 191, teken 1: voorbeelden[1] "Doelgroep zonder toeslag, heel jaar 16 uur": de subsidie is € 6.288,00, '
        "maar het voorbeeld verwacht € 6.288,01."
    ) in uit.getvalue().replace("\u00a0", " ")


def test_one_wrong_policy_does_not_stop_the_check_of_the_others(tmp_path: Path) -> None:
    stuk = schrijf(tmp_path, "[regeling]", naam="stuk.toml")
    uit = StringIO()
    with pytest.raises(CommandError, match="1 van de 2"):
        call_command("check_regeling", str(stuk), str(DUIVEN), stdout=uit, stderr=uit)
    assert "stuk.toml, regel 1, teken 1: regeling mist 6 sleutels. Voeg toe en vul aan:" in uit.getvalue()
    assert "duiven-2020.toml: Duiven 2020" in uit.getvalue()


def test_an_imported_table_that_deviates_from_the_national_rule_is_pointed_out(tmp_path: Path) -> None:
    tekst = (REGELINGEN / "het-hogeland-2024.toml").read_text(encoding="utf-8")
    rijen = (
        "rijen = [{ tot_en_met = 22346, kind1 = 0.41, kind2 = 0.41 }, { tot_en_met = 34357, kind1 = 0.53, kind2 = 0.45 }, "
        "{ tot_en_met = 47278, kind1 = 1.11, kind2 = 0.56 }, { tot_en_met = 64305, kind1 = 1.73, kind2 = 0.57 }, "
        "{ tot_en_met = 92434, kind1 = 3.01, kind2 = 0.84 }]"
    )
    uit = StringIO()
    eigen = tekst[tekst.index("[bijdragetabel.versies.aanvulling]") : tekst.index("[doelgroep]")]
    tekst = tekst.replace(eigen, "").replace('tabel = "vng-2024"', rijen)
    bestand = schrijf(tmp_path, tekst, naam="hogeland.toml")
    with pytest.raises(CommandError):
        call_command("check_regeling", str(bestand), stdout=uit, stderr=uit)
    assert (
        "Klasse 2, kind 1: de tabel zegt €\u00a00,53, uit de KOT-tabel volgt €\u00a00,52." in uit.getvalue()
    )


@pytest.mark.parametrize("opdracht_", ["check_regeling", "compare_scenarios"])
def test_a_file_that_is_not_there_is_named(opdracht_: str, tmp_path: Path) -> None:
    uit = StringIO()
    with pytest.raises(CommandError) as fout:
        call_command(opdracht_, str(tmp_path / "weg.toml"), stdout=uit, stderr=uit)
    assert "weg.toml: het bestand is niet te lezen" in uit.getvalue() + str(fout.value)


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    bestand = tmp_path / "latin.toml"
    bestand.write_bytes("naam = 'Súdwest'".encode("latin-1"))
    with pytest.raises(CommandError, match="geen UTF-8-tekst"):
        opdracht("compare_scenarios", bestand)


def test_the_schema_describes_every_key_in_dutch() -> None:
    schema = json.loads(opdracht("regeling_schema"))
    assert schema["required"][:3] == ["regeling", "uren", "doelgroep"]
    assert schema["properties"]["doelgroep"]["description"] == "Kinderen met een VVE-indicatie"
    assert schema["$defs"]["Kop"]["additionalProperties"] is False
    assert schema["$defs"]["Uren"]["properties"]["bron"]["enum"][0] == "geleverd"
    assert schema["$defs"]["VastTarief"]["properties"]["soort"] == {"const": "vast"}


def test_a_csv_in_gives_a_csv_out(tmp_path: Path) -> None:
    invoer = schrijf(
        tmp_path,
        KOP,
        "a,2017-06-01,2020-01-01,2020-12-31,doelgroep,nee,640,3",
        "b,2017-06-01,2020-01-01,2020-12-31,regulier,ja,330.50,",
        "c,2019-06-01,2020-01-01,2020-12-31,smi,nee,10,1",
    )
    uit = tmp_path / "uit.csv"
    meldingen = opdracht("calculate_subsidie", DUIVEN, invoer, out=uit)
    assert uit.read_text(encoding="utf-8").splitlines() == [
        "sleutel,subsidie,ouderbijdrage,kosten,uren,uren_boven,signalen",
        "a,6288.00,278.40,6566.40,640.00,0.00,",
        "b,393.60,2614.40,3008.00,320.00,10.50,boven_maximum",
        "c,0.00,0.00,0.00,0.00,0.00,buiten_leeftijd",
    ]
    assert "3 regels, totaal €\u00a06.681,60" in meldingen


def test_a_dutch_spreadsheet_with_semicolons_and_commas_is_read(tmp_path: Path) -> None:
    invoer = schrijf(
        tmp_path, "\ufeff" + KOP.replace(",", ";"), "a;2017-06-01;2020-01-01;2020-03-31;regulier;nee;80,5;3"
    )
    assert "a,682.40,69.60,752.00,80.00,0.50,boven_maximum" in opdracht("calculate_subsidie", DUIVEN, invoer)


def test_the_explanation_is_printed_per_line(tmp_path: Path) -> None:
    invoer = schrijf(tmp_path, KOP, "a,2017-06-01,2020-01-01,2020-12-31,doelgroep,nee,640,3")
    uit = opdracht("calculate_subsidie", DUIVEN, invoer, uitleg=True).replace("\u00a0", " ")
    assert uit.startswith("a: € 6.288,00\n 1. Leeftijd\n")
    assert "    320,00 uur x (€ 10,26 - € 0,87) = € 3.004,80\n" in uit
    assert "    Bron: tabel scenario's, scenario 4a: kostprijs doelgroeppeuter\n" in uit


@pytest.mark.parametrize(
    ("kop", "regel", "melding"),
    [
        (KOP, "a,1-6-2017,2020-01-01,2020-12-31,regulier,nee,8,3", 'geboortedatum, waarde "1-6-2017": schrijf een datum als 2017-06-01'),
        (KOP, "a,2017-06-01,2020-01-01,2020-12-31,vve,nee,8,3", 'categorie, waarde "vve": kies een van: doelgroep, regulier, smi'),
        (KOP, "a,2017-06-01,2020-01-01,2020-12-31,regulier,J,8,3", 'kot, waarde "J": kies ja of nee'),
        (KOP, "a,2017-06-01,2020-01-01,2020-12-31,regulier,nee,8x,3", 'uren, waarde "8x": schrijf een getal, bijvoorbeeld 80 of 80,50'),
        (KOP, "a,2017-06-01,2020-01-01,2020-12-31,regulier,nee,-8,3", 'uren, waarde "-8": schrijf een getal van 0 of hoger'),
        (KOP, "a,2017-06-01,2020-01-01,2020-12-31,regulier,nee,inf,3", 'uren, waarde "inf": schrijf een getal van 0 of hoger'),
        (KOP, "a,2017-06-01,2020-01-01,2020-12-31,regulier,nee,8.125,3", 'uren, waarde "8.125": schrijf duizendtallen zonder punt: 8125; en decimalen hoogstens twee'),
        (KOP, "a,2017-06-01,2020-01-01,2020-12-31,regulier,nee,8,3.0", 'bijdrageklasse, waarde "3.0": schrijf een heel getal van 0 of hoger'),
        (KOP, "a,2017-06-01,2020-01-01,2020-12-31,regulier,nee,,3", 'uren, waarde "": deze kolom moet ingevuld zijn'),
        (KOP, "a,2017-06-01,2020-01-01,2020-12-31,regulier,nee,8,9", 'bijdrageklasse, waarde "9": de bijdragetabel heeft 7 klassen'),
        (KOP, "a,2017-06-01,2019-01-01,2020-12-31,regulier,nee,8,3", 'van, waarde "01-01-2019": de regeling Duiven 2020'),
        (KOP, "a,2017-06-01,2020-01-01,2020-12-31,regulier,nee,8", 'kolom , waarde "": deze regel heeft niet evenveel kolommen als de kop'),
        (KOP, "a,2017-06-01,2020-01-01,2020-12-31,regulier,nee,8,3,4", 'kolom , waarde "": deze regel heeft niet evenveel kolommen als de kop'),
        (KOP + ",minima", "a,2017-06-01,2020-01-01,2020-12-31,regulier,nee,8,3,pas", 'minima, waarde "pas": deze regeling heeft geen minimaregels'),
    ],
)  # fmt: skip
def test_a_wrong_line_names_file_line_column_value_and_rule(
    tmp_path: Path, kop: str, regel: str, melding: str
) -> None:
    goed = "g,2017-06-01,2020-01-01,2020-12-31,regulier,nee,8,3" + ("," if kop.endswith("minima") else "")
    with pytest.raises(CommandError) as fout:
        opdracht("calculate_subsidie", DUIVEN, schrijf(tmp_path, kop, goed, regel))
    assert str(fout.value).startswith("invoer.csv, regel 3, kolom ")
    assert melding in str(fout.value)


@pytest.mark.parametrize(
    ("kop", "melding"),
    [
        (KOP.replace(",uren", ""), 'invoer.csv, regel 1, kolom uren, waarde "": deze kolom ontbreekt. Verplicht zijn: sleutel'),
        (KOP + ",naam", 'invoer.csv, regel 1, kolom naam, waarde "naam": deze kolom is niet bekend. Extra toegestaan zijn'),
        (KOP + ",uren", 'invoer.csv, regel 1, kolom uren, waarde "uren": deze kolom staat er twee keer in'),
        ("", 'invoer.csv, regel 1, kolom sleutel, waarde "": deze kolom ontbreekt'),
    ],
)  # fmt: skip
def test_a_wrong_head_is_refused(tmp_path: Path, kop: str, melding: str) -> None:
    with pytest.raises(CommandError) as fout:
        opdracht("calculate_subsidie", DUIVEN, schrijf(tmp_path, kop))
    assert melding in str(fout.value)


def test_a_result_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    invoer = schrijf(tmp_path, KOP, "a,2017-06-01,2020-01-01,2020-12-31,doelgroep,nee,640,3")
    with pytest.raises(CommandError, match="het bestand is niet te schrijven"):
        opdracht("calculate_subsidie", DUIVEN, invoer, out=tmp_path / "geen" / "map.csv")


def test_the_published_totals_of_duiven_stand_side_by_side() -> None:
    uit = opdracht("compare_scenarios", *sorted(REGELINGEN.glob("duiven-2020*.toml"))).replace("\u00a0", " ")
    assert uit.count("komt overeen") == 5
    assert "   populatie: Jaarpopulatie bij scenario 4a (gereconstrueerd, niet gepubliceerd)\n" in uit
    totalen = [regel for regel in uit.splitlines() if regel.startswith("Totaal")]
    assert [" ".join(regel.split()) for regel in totalen] == [
        "Totaal 50 76 92 171 171",
        "Totaal € 152.601,60 € 287.936,00 € 348.800,00 € 368.070,40 € 356.700,80",
        "Totaal + € 135.334,40 + € 196.198,40 + € 215.468,80 + € 204.099,20",
    ]


def test_two_policies_on_one_population_are_one_table() -> None:
    uit = opdracht("compare_scenarios", REGELINGEN / "duiven-2020-scenario-2.toml", DUIVEN, populatie=DUIVEN)
    assert (
        uit.replace("\u00a0", " ")
        == """\
A  Duiven 2020, scenario 2
   populatie: Jaarpopulatie bij scenario 4a (gereconstrueerd, niet gepubliceerd)
   gepubliceerd: € 356.701,00, wijkt af

B  Duiven 2020 (scenario 4a)
   populatie: Jaarpopulatie bij scenario 4a (gereconstrueerd, niet gepubliceerd)
   gepubliceerd: € 356.701,00, komt overeen

Kinderen                                         A               B
Doelgroep                                       38              38
  doelgroep zonder toeslag                      28              28
  doelgroep met toeslag                         10              10
Regulier                                       133             133
  regulier zonder toeslag                       38              38
  regulier met toeslag                          95              95
Totaal                                         171             171

Subsidie                                         A               B
Doelgroep                             € 191.507,20    € 215.584,00
  doelgroep zonder toeslag            € 158.323,20    € 176.064,00
  doelgroep met toeslag                € 33.184,00     € 39.520,00
Regulier                               € 96.428,80    € 141.116,80
  regulier zonder toeslag              € 96.428,80    € 103.724,80
  regulier met toeslag                      € 0,00     € 37.392,00
Totaal                                € 287.936,00    € 356.700,80

Verschil met A                                   B
Doelgroep                            + € 24.076,80
  doelgroep zonder toeslag           + € 17.740,80
  doelgroep met toeslag               + € 6.336,00
Regulier                             + € 44.688,00
  regulier zonder toeslag             + € 7.296,00
  regulier met toeslag               + € 37.392,00
Totaal                               + € 68.764,80
"""
    )


def test_one_policy_has_nothing_to_differ_from_and_a_group_that_is_not_there_is_a_dash() -> None:
    assert "Verschil" not in opdracht("compare_scenarios", DUIVEN)
    uit = opdracht("compare_scenarios", REGELINGEN / "duiven-2020-scenario-2.toml", DUIVEN)
    rijen = [" ".join(regel.split()) for regel in uit.splitlines() if "regulier met toeslag" in regel]
    assert rijen == [
        "regulier met toeslag - 95",
        "regulier met toeslag - € 37.392,00",
        "regulier met toeslag + € 37.392,00",
    ]


def test_a_comparison_can_go_on_in_a_spreadsheet(tmp_path: Path) -> None:
    uit = tmp_path / "uit.csv"
    opdracht("compare_scenarios", REGELINGEN / "duiven-2020-scenario-2.toml", DUIVEN, out=uit)
    waar = '"Duiven 2020, scenario 2",Jaarpopulatie bij scenario 2'
    dan = "Duiven 2020 (scenario 4a),Jaarpopulatie bij scenario 4a"
    assert uit.read_text(encoding="utf-8").splitlines() == [
        "regeling,populatie,categorie,groep,aantal,per_kind,subsidie,verschil_met_eerste",
        f"{waar},doelgroep,doelgroep zonder toeslag,28,5654.40,158323.20,0.00",
        f"{waar},doelgroep,doelgroep met toeslag,10,3318.40,33184.00,0.00",
        f"{waar},regulier,regulier zonder toeslag,38,2537.60,96428.80,0.00",
        f"{waar},,totaal,76,,287936.00,0.00",
        f"{dan},doelgroep,doelgroep zonder toeslag,28,6288.00,176064.00,17740.80",
        f"{dan},doelgroep,doelgroep met toeslag,10,3952.00,39520.00,6336.00",
        f"{dan},regulier,regulier zonder toeslag,38,2729.60,103724.80,7296.00",
        f"{dan},regulier,regulier met toeslag,95,393.60,37392.00,37392.00",
        f"{dan},,totaal,171,,356700.80,68764.80",
    ]


def test_a_policy_without_population_says_what_to_add() -> None:
    with pytest.raises(
        CommandError,
        match=r"putten-2025.toml: dit bestand heeft geen \[populatie\]. Voeg groepen kinderen toe, of geef",
    ):
        opdracht("compare_scenarios", REGELINGEN / "putten-2025.toml")
    with pytest.raises(CommandError, match=r"putten-2025.toml: dit bestand heeft geen \[populatie\]"):
        opdracht("compare_scenarios", DUIVEN, populatie=REGELINGEN / "putten-2025.toml")


def test_a_population_that_does_not_fit_the_policy_gives_no_total() -> None:
    with pytest.raises(CommandError, match=r"putten-2025\.toml: regel 1"):
        opdracht("compare_scenarios", REGELINGEN / "putten-2025.toml", populatie=DUIVEN)


# -- python -m rekenregels -----------------------------------------------------------------------------


def test_the_engine_runs_without_django(tmp_path: Path) -> None:
    code = "import runpy, sys; sys.argv = ['rekenregels', 'check', sys.argv[1]]\ntry: runpy.run_module('rekenregels', run_name='__main__')\nfinally: print('django' in sys.modules)"
    uit = subprocess.run(
        [sys.executable, "-c", code, str(DUIVEN)],
        cwd=REGELINGEN.parents[1],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (uit.returncode, uit.stderr) == (0, "")
    assert "5 van de 5 voorbeelden kloppen" in uit.stdout
    assert uit.stdout.endswith("False\n")


@pytest.mark.parametrize(
    ("argumenten", "bij_manage"),
    [
        (["check", DUIVEN], ["check_regeling", DUIVEN]),
        (["schema"], ["regeling_schema"]),
        (["compare", DUIVEN], ["compare_scenarios", DUIVEN]),
    ],
)
def test_an_order_says_the_same_as_the_command_of_manage(
    argumenten: list[object], bij_manage: list[object], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(deel) for deel in argumenten]) == 0
    assert capsys.readouterr().out == opdracht(*bij_manage)


def test_lines_are_computed_and_written_to_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    invoer = schrijf(tmp_path, KOP, "a,2017-06-01,2020-01-01,2020-12-31,doelgroep,nee,640,3")
    uit = tmp_path / "uit.csv"
    assert main(["calculate", str(DUIVEN), str(invoer), "--out", str(uit), "--uitleg"]) == 0
    gezegd = capsys.readouterr()
    assert gezegd.err.replace("\u00a0", " ") == "1 regels, totaal € 6.288,00\n"
    assert gezegd.out.startswith("a: €\u00a06.288,00\n 1. Leeftijd\n")
    assert uit.read_text().splitlines()[1].startswith("a,6288.00,")


def test_what_fails_is_said_on_the_error_stream_with_exit_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["calculate", str(DUIVEN), str(tmp_path / "nergens.csv")]) == 1
    gezegd = capsys.readouterr()
    assert gezegd.out == ""
    assert "nergens.csv: het bestand is niet te lezen" in gezegd.err


@pytest.mark.parametrize(
    ("argumenten", "zin"),
    [
        ([], "Geef ook op: opdracht."),
        (["check"], "Geef ook op: FILE.toml."),
        (["calculate", "a"], "Geef ook op: INPUT.csv."),
        (
            ["chek"],
            "‘chek’ is geen opdracht. Kies een van: check, format, schema, calculate, compare, gelijk.",
        ),
        (["schema", "--kort"], "Dit is niet bekend: --kort."),
        (["compare", "a", "--out"], "Bij --out hoort de naam van een bestand."),
        (["calculate", "a", "b", "--uitleg=ja"], "Bij --uitleg hoort geen waarde."),
    ],
)
def test_wrong_use_is_answered_in_dutch_with_exit_2(
    argumenten: list[str], zin: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as einde:
        main(argumenten)
    gezegd = capsys.readouterr().err
    assert (einde.value.code, gezegd.splitlines()[-1]) == (2, zin)
    assert gezegd.startswith("gebruik: python -m rekenregels")


@pytest.mark.parametrize("naam", ["", "check", "schema", "calculate", "compare"])
def test_the_help_speaks_dutch(naam: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as einde:
        main([*([naam] if naam else []), "--help"])
    hulp = capsys.readouterr().out
    assert einde.value.code == 0
    assert hulp.startswith("gebruik: ")
    assert not re.search(r"usage|options|arguments|show this", hulp)


def test_a_policy_is_compared_with_itself_in_parts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gelijk", str(DUIVEN), "--regels", "2000"]) == 0
    assert capsys.readouterr().out == "duiven-2020.toml: 3 bedragen in delen, 2000 regels: gelijk\n"


def test_a_policy_that_pays_otherwise_in_parts_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "rekenregels.opdrachten.compare_delen", lambda *_: Vergelijking(9, 2, "regel 4: subsidie is 1 en 2")
    )
    assert main(["gelijk", str(DUIVEN), "--regels", "9"]) == 1
    assert capsys.readouterr() == (
        "duiven-2020.toml: 2 bedragen in delen, 9 regels: ANDERS: regel 4: subsidie is 1 en 2\n",
        "1 van de 1 regelingen rekenen anders.\n",
    )
