"""Mistakes that a beleidsmedewerker makes in a file: each has its own sentence, with the place and what to write."""

from io import StringIO
from pathlib import Path

import pytest

from rekenregels import RegelingFout, let_op, load_regeling, plaats
from rekenregels.__main__ import main
from rekenregels.regeling.plekken import Plekken
from rekenregels.regelingen import MAP as REGELINGEN

DUIVEN = (REGELINGEN / "duiven-2020.toml").read_text(encoding="utf-8")
BRONTEKST = "tabel scenario's, scenario 4a: kostprijs doelgroeppeuter"
TARIEF = f'{{ waarde = 10.26, bron = "{BRONTEKST}" }}'
KOP_MAXPRIJS = '[max_uurprijs]\ntabel = "landelijk"\n'


def met(oud: str, nieuw: str) -> str:
    assert oud in DUIVEN
    return DUIVEN.replace(oud, nieuw, 1)


def fouten(tekst: str) -> list[str]:
    try:
        load_regeling(tekst, bestand="d.toml")
    except RegelingFout as fout:
        return [zin.removeprefix("d.toml, ") for zin in fout.fouten]
    return []


GETAL = "is geen getal zoals dit bestand het leest. Schrijf een punt voor de decimalen en niets tussen duizendtallen:"
DRIE = "Drie cijfers na de punt kunnen duizendtallen zijn."

# Each slip, and the only sentence that it gives.
POGINGEN: dict[str, tuple[str, str]] = {
    "een komma in een getal": (
        met("waarde = 10.26", "waarde = 10,26"),
        f"regel 39, teken 21: 10,26 {GETAL} 10.26",
    ),
    "een komma en geen bron": (
        met(TARIEF, "10,26"),
        (
            "regel 39, teken 1: tarieven.doelgroeppeuter.bedrag is 10,26 zonder bron. Schrijf, met tussen de aanhalingstekens "
            'waar het getal staat: bedrag = { waarde = 10.26, bron = "" }'
        ),
    ),
    "geen bron": (
        met(TARIEF, "10.26"),
        (
            "regel 39, teken 1: tarieven.doelgroeppeuter.bedrag is 10,26 zonder bron. Schrijf, met tussen de aanhalingstekens "
            'waar het getal staat: bedrag = { waarde = 10.26, bron = "" }'
        ),
    ),
    "een lege bron": (
        met(f'bron = "{BRONTEKST}"', 'bron = ""'),
        (
            "regel 39, teken 28: tarieven.doelgroeppeuter.bedrag.bron is leeg (artikel, document of aanname). "
            "Vul een tekst in."
        ),
    ),
    "een getal tussen aanhalingstekens": (
        met("waarde = 10.26", 'waarde = "10,26"'),
        (
            'regel 39, teken 12: tarieven.doelgroeppeuter.bedrag.waarde is "10,26", maar moet een getal zijn (Bedrag per uur). '
            "Schrijf: waarde = 10.26"
        ),
    ),
    "een punt voor duizendtallen": (
        met("waarde = 374338", "waarde = 374.338"),
        (
            f"regel 164, teken 12: geldstroom.plafond.bedrag.waarde is 374.338. {DRIE} Schrijf 374338 als u duizendtallen bedoelt, "
            "374.34 als u twee decimalen bedoelt, of 374.3380 als het getal echt zo precies is."
        ),
    ),
    "een punt en een komma": (
        met("waarde = 374338", "waarde = 374.338,00"),
        f"regel 164, teken 21: 374.338,00 {GETAL} 374338.00",
    ),
    "een euroteken": (
        met("waarde = 374338", "waarde = € 374.338,-"),
        f"regel 164, teken 21: € 374.338,- {GETAL} 374338",
    ),
    "een procentteken": (met("waarde = 100,", "waarde = 100%,"), f"regel 169, teken 24: 100% {GETAL} 100"),
    "drie decimalen in een prijs": (
        met("waarde = 10.26", "waarde = 10.265"),
        (
            f"regel 39, teken 12: tarieven.doelgroeppeuter.bedrag.waarde is 10.265. {DRIE} Schrijf 10265 als u duizendtallen "
            "bedoelt, 10.27 als u twee decimalen bedoelt, of 10.2650 als het getal echt zo precies is."
        ),
    ),
    "duizendtallen in een klassegrens": (
        met(
            'tabel = "vng-2020"',
            'rijen = [{ tot_en_met = 80.000, kind1 = 1, kind2 = 1 }, { tot_en_met = "geen", kind1 = 2, kind2 = 2 }]',
        ),
        (
            f"regel 71, teken 12: bijdragetabel.versies[1].rijen[1].tot_en_met is 80.000. {DRIE} Schrijf 80000 als u duizendtallen "
            "bedoelt, 80.00 als u twee decimalen bedoelt, of 80.0000 als het getal echt zo precies is."
        ),
    ),
    "een datum zoals wij haar schrijven": (
        met("geldig_van = 2020-01-01", "geldig_van = 1-1-2020"),
        "regel 8, teken 14: 1-1-2020 is geen datum zoals dit bestand haar leest. Schrijf: 2020-01-01",
    ),
    "die datum tussen aanhalingstekens": (
        met("geldig_van = 2020-01-01", 'geldig_van = "1-1-2020"'),
        'regel 8, teken 1: regeling.geldig_van is "1-1-2020", maar moet een datum zijn. Schrijf: geldig_van = 2020-01-01',
    ),
    "een dag en maand omgedraaid": (
        met('uiterste_datum = "10-01"', 'uiterste_datum = "01-10"'),
        (
            'regel 159, teken 1: geldstroom.aanvraag.uiterste_datum is "01-10". De maand staat hier voorop. Schrijf "10-01" als '
            'u 1 oktober bedoelt, of "10 januari" als u 10 januari bedoelt.'
        ),
    ),
    "ja als tekst": (
        met("[smi]\nvergoed = true", '[smi]\nvergoed = "ja"'),
        'regel 119, teken 1: smi.vergoed is "ja", maar moet true of false zijn. Schrijf: vergoed = true',
    ),
    "ja zonder aanhalingstekens": (
        met("kindrang = true", "kindrang = ja"),
        "regel 62, teken 12: ja is geen ja of nee zoals dit bestand het leest. Schrijf: true",
    ),
    "True met een hoofdletter": (
        met("kindrang = true", "kindrang = True"),
        "regel 62, teken 12: True is geen ja of nee zoals dit bestand het leest. Schrijf: true",
    ),
    "een blok dat er twee keer staat": (
        DUIVEN + '\n[samenloop]\nvolgorde = "begin"\nbron = "art. 1"\n',
        (
            "regel 250, teken 1: [samenloop] staat twee keer, op regel 23 en regel 250. Haal er een weg, of geef de tweede een "
            "andere naam."
        ),
    ),
    "een tarief dat er twee keer staat": (
        met("[tarieven.reguliere_peuter]", "[tarieven.doelgroeppeuter]"),
        (
            "regel 42, teken 1: [tarieven.doelgroeppeuter] staat twee keer, op regel 37 en regel 42. Haal er een weg, of geef de "
            "tweede een andere naam."
        ),
    ),
    "een sleutel die er twee keer staat": (
        met('meerprijs = "ouder"\n', 'meerprijs = "ouder"\nmeerprijs = "gemeente"\n'),
        (
            "regel 41, teken 1: tarieven.doelgroeppeuter.meerprijs staat twee keer, op regel 40 en regel 41. Haal er een weg, of "
            "geef de tweede een andere naam."
        ),
    ),
    "een sleutel na een kop": (
        met(KOP_MAXPRIJS, "").replace(
            "[tarieven.reguliere_peuter]\n", '[tarieven.reguliere_peuter]\nmax_uurprijs = "geen"\n'
        ),
        (
            "regel 41, teken 1: tarieven.reguliere_peuter.max_uurprijs staat op de verkeerde plaats: max_uurprijs hoort niet in dit "
            "blok. Wat na een kop tussen haken staat, hoort bij die kop. Zet deze regel bovenaan het bestand, boven de eerste "
            "kop, of maak er een eigen blok van: [max_uurprijs]."
        ),
    ),
    "een leeg bestand": (
        "",
        (
            "regel 1, teken 1: dit bestand is leeg. Begin met een regeling die er al is: kopieer een meegeleverd bestand, of neem "
            "het voorbeeld ‘de kleinste regeling’ uit docs/regeltaal.md over en verander daarin de bronnen en de bedragen."
        ),
    ),
    "duizenden haken": (
        met("waarde = 10.26", "waarde = " + "[" * 5_000),
        "regel 39, teken 30: deze regel heeft meer dan 10 haken in elkaar. Haal de haken weg.",
    ),
    "krulaanhalingstekens": (
        met('naam = "2,5 tot 4 jaar"', "naam = “2,5 tot 4 jaar”"),
        'regel 83, teken 8: hier staan krulaanhalingstekens. Schrijf rechte: naam = "2,5 tot 4 jaar"',
    ),
    "een tekst zonder aanhalingstekens": (
        met('begunstigde = "houder"', "begunstigde = houder"),
        'regel 143, teken 15: een tekst staat tussen aanhalingstekens. Schrijf: "houder"',
    ),
    "een tekst die niet ophoudt": (
        met('begunstigde = "houder"', 'begunstigde = "houder'),
        'regel 143, teken 15: hier begint een tekst die niet wordt afgesloten. Zet een " waar de tekst ophoudt.',
    ),
    "een pad van Windows": (
        met('bron = "hoofdstuk 2"', 'bron = "C:\\nota\\x"'),
        (
            "regel 101, teken 11: in een tekst heeft een \\ een eigen betekenis. Schrijf hem dubbel: "
            'bron = "C:\\\\nota\\\\x"'
        ),
    ),
    "een keuze in gewone woorden": (
        met('"twaalf_gelijke_maanden"', '"Twaalf gelijke maanden"'),
        (
            'regel 16, teken 1: uren.maandverdeling is "Twaalf gelijke maanden". '
            'Schrijf: maandverdeling = "twaalf_gelijke_maanden"'
        ),
    ),
    "een dubbele punt": (
        met('begunstigde = "houder"', 'begunstigde: "houder"'),
        'regel 143, teken 12: tussen een sleutel en zijn waarde staat = en geen dubbele punt. Schrijf: begunstigde = "houder"',
    ),
    "een code zonder aanhalingstekens": (
        met('gemeente_code = "0226"', "gemeente_code = 0226"),
        (
            'regel 7, teken 17: een getal begint niet met een 0. Schrijf "0226" als het een code is, of 226 als het een getal '
            "is."
        ),
    ),
    "spaties in een sleutel": (
        met("weken_per_jaar =", "weken per jaar ="),
        "regel 15, teken 1: in een sleutel staan geen spaties. Schrijf: weken_per_jaar",
    ),
    "een kop zonder haak": (
        met("[samenloop]", "[samenloop"),
        "regel 23, teken 1: de kop van een blok staat tussen haken. Schrijf: [samenloop]",
    ),
    "een regel zonder =": (
        met("[samenloop]", "let op de samenloop\n[samenloop]"),
        (
            "regel 23, teken 1: op deze regel staat geen =. Schrijf sleutel = waarde, of zet er # voor als het een opmerking is."
        ),
    ),
    "niets achter =": (
        met('begunstigde = "houder"', "begunstigde ="),
        "regel 143, teken 13: achter = staat niets. Vul een waarde in, of haal de sleutel weg.",
    ),
    "accolades over meer regels": (
        met("kind = { geboortedatum = 2017-06-01,", "kind = {\n  geboortedatum = 2017-06-01,"),
        (
            "regel 194, teken 8: wat tussen { en } hoort, staat op een regel, met een komma tussen de delen en zonder komma aan "
            "het eind."
        ),
    ),
    "een sleutel die niet bestaat": (
        met("maandverdeling =", "maand_verdeling ="),
        (
            "regel 16, teken 1: uren.maand_verdeling is geen bekende sleutel. Bedoelt u maandverdeling? Verbeter de naam of haal "
            "de regel weg."
        ),
    ),
    "een blok dat ontbreekt": (
        met(KOP_MAXPRIJS, ""),
        (
            "regel 246, teken 129: max_uurprijs ontbreekt (De hoogste uurprijs waarover het Rijk kinderopvangtoeslag betaalt). Voeg "
            'toe: max_uurprijs = "geen" of max_uurprijs = { tabel = "landelijk" }'
        ),
    ),
}


@pytest.mark.parametrize("poging", POGINGEN)
def test_a_slip_gets_its_own_sentence_and_no_other(poging: str) -> None:
    tekst, zin = POGINGEN[poging]
    assert fouten(tekst) == [zin]


def test_a_file_of_notepad_is_read(tmp_path: Path) -> None:
    bestand = tmp_path / "kladblok.toml"
    bestand.write_text(DUIVEN, encoding="utf-8-sig", newline="\r\n")
    assert load_regeling("\ufeff" + DUIVEN).sha256 == load_regeling(DUIVEN).sha256
    assert main(["check", str(bestand)]) == 0


def test_all_slips_are_told_in_the_order_of_the_file() -> None:
    tekst = met("waarde = 10.26", "waarde = 10,26").replace("waarde = 9.40", "waarde = 9,40")
    tekst = tekst.replace("geldig_van = 2020-01-01", 'geldig_van = "1-1-2020"').replace('"begin"', '"eerst"')
    assert [zin.split(":")[0] for zin in fouten(tekst)] == [
        "regel 8, teken 1",
        "regel 24, teken 1",
        "regel 39, teken 21",
        "regel 44, teken 21",
    ]


def test_a_day_may_be_written_with_the_name_of_its_month() -> None:
    regeling = load_regeling(met('uiterste_datum = "10-01"', 'uiterste_datum = "1 oktober"'))
    assert regeling.sha256 == load_regeling(DUIVEN).sha256
    januari = load_regeling(met('uiterste_datum = "10-01"', 'uiterste_datum = "10 januari"'))
    assert januari.geldstroom.aanvraag.uiterste_datum == "01-10"


def test_a_file_of_headings_only_gets_lines_to_paste_without_a_source() -> None:
    koppen = "\n".join(regel for regel in DUIVEN.splitlines() if regel.startswith("["))
    zinnen = fouten(koppen)
    assert zinnen[1] == (
        "regel 2, teken 1: uren mist 4 sleutels. Voeg toe en vul aan:\n"
        '  bron = "geleverd"\n  weken_per_jaar = { waarde = 1, bron = "" }\n'
        '  maandverdeling = "twaalf_gelijke_maanden"\n  ruimte = "per_kwartaal" of ruimte = "per_jaar"'
    )
    assert not any('bron = "art' in zin or "raadsbesluit" in zin for zin in zinnen)
    assert len(zinnen) < len(koppen.splitlines())


@pytest.mark.parametrize(
    ("tekst", "zin"),
    [
        (
            met(
                'naam = "2,5 tot 4 jaar"\nvanaf = { maanden = 30,',
                'naam = "2,5 tot 4 jaar"\nvanaf = { maanden = 2,',
            ),
            "regel 84, teken 1: doelgroep.fasen[1].vanaf is 2 maanden. Bedoelt u 2 jaar, schrijf dan: maanden = 24",
        ),
        (
            met('minimum_uren_per_week = "geen"', 'minimum_uren_per_week = { waarde = 40, bron = "art. 3" }'),
            (
                "regel 77, teken 1: doelgroep.minimum_uren_per_week is 40,00, maar fase ‘2,5 tot 4 jaar’ vergoedt hoogstens "
                "16,00 uur per week. Wie precies de vergoede uren afneemt, krijgt niets."
            ),
        ),
        (
            met("gereconstrueerd, niet gepubliceerd: 320 x (9,40 - 0,87)", "uitkomst van dit programma"),
            (
                "regel 205, teken 1: voorbeelden[3].bron: dit voorbeeld herhaalt wat het programma zelf uitrekende, en bewijst "
                "dus niets. Neem een bedrag uit de regeling over, of schrijf de som op waarmee u het zelf uitrekende."
            ),
        ),
        (
            met(
                "[[doelgroep.fasen]]\n",
                '[[doelgroep.fasen]]\nnaam = "peuters"\nvanaf = { maanden = 24, bron = "a" }\n'
                'tot = { maanden = 27, bron = "a" }\n\n[[doelgroep.fasen.banden]]\nnaam = "b"\n'
                'uren_per_week = { waarde = 8, bron = "a" }\n'
                'zonder_kot = { tarief = "doelgroeppeuter", bijdrage = "vng" }\nmet_kot = "geen"\n\n[[doelgroep.fasen]]\n',
            ),
            (
                "regel 95, teken 1: doelgroep.fasen[2].vanaf: tussen 27 maanden en 30 maanden geldt geen fase. In die tijd is er "
                "geen subsidie. Staat dat niet in de regeling, laat de fasen dan op elkaar aansluiten."
            ),
        ),
    ],
)
def test_what_is_allowed_and_often_a_slip_is_pointed_out(tekst: str, zin: str) -> None:
    assert [str(melding) for melding in plaats(tekst, let_op(load_regeling(tekst)))] == [zin]


def test_a_table_of_another_maximum_is_one_line() -> None:
    hogeland = (REGELINGEN / "het-hogeland-2024.toml").read_text(encoding="utf-8")
    rijen = (
        "rijen = [{ tot_en_met = 22346, kind1 = 0.39, kind2 = 0.39 }, { tot_en_met = 34357, kind1 = 0.49, kind2 = 0.42 }, "
        "{ tot_en_met = 47278, kind1 = 1.05, kind2 = 0.53 }, { tot_en_met = 64305, kind1 = 1.63, kind2 = 0.54 }, "
        "{ tot_en_met = 92434, kind1 = 2.83, kind2 = 0.79 }, "
        '{ tot_en_met = "geen", kind1 = 4.80, kind2 = 1.20 }]'
    )
    eigen = hogeland[hogeland.index("[bijdragetabel.versies.aanvulling]") : hogeland.index("[doelgroep]")]
    regeling = load_regeling(hogeland.replace(eigen, "").replace('tabel = "vng-2024"', rijen))
    [zin] = let_op(regeling)
    assert zin.replace("\u00a0", " ") == (
        "bijdragetabel.versies[1]: 10 bedragen zijn anders dan wat uit de KOT-tabel en de maximum uurprijs van € 10,25 volgt, om "
        "te beginnen dit: Klasse 1, kind 1: de tabel zegt € 0,39, uit de KOT-tabel volgt € 0,41. Hoort de tabel bij een andere "
        "maximum uurprijs, dan is dit goed."
    )


def test_the_command_line_tells_the_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stuk, jong = tmp_path / "stuk.toml", tmp_path / "jong.toml"
    stuk.write_text(met("waarde = 10.26", "waarde = 10,26"), encoding="utf-8")
    jong.write_text(met("subsidie = 6288.00", "subsidie = 6288.01"), encoding="utf-8")
    assert main(["check", str(stuk), str(jong)]) == 1
    fout = capsys.readouterr().err.replace("\u00a0", " ")
    assert f"stuk.toml, regel 39, teken 21: 10,26 {GETAL} 10.26\n" in fout
    assert (
        'jong.toml, regel 191, teken 1: voorbeelden[1] "Doelgroep zonder toeslag, heel jaar 16 uur": de subsidie is € 6.288,00, '
        "maar het voorbeeld verwacht € 6.288,01.\n"
    ) in fout


KOP = "Sleutel,Geboortedatum,van,tot_en_met,categorie,KOT,Uren,bijdrageklasse"


def _reken(tmp_path: Path, *regels: str) -> Path:
    invoer = tmp_path / "in.csv"
    invoer.write_text("\n".join([KOP, *regels]) + "\n", encoding="utf-8")
    return invoer


def test_a_csv_may_have_capitals_in_its_headings_and_tells_what_looks_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    regel = "a,2017-06-01,2020-01-01,2020-03-31,regulier,nee,80,"
    assert main(["calculate", str(REGELINGEN / "duiven-2020.toml"), str(_reken(tmp_path, regel, regel))]) == 0
    fout = capsys.readouterr().err
    assert (
        "in.csv, let op, regel 2, kolom inkomen: er is geen inkomen of bijdrageklasse, dus gerekend zonder bewijs "
        "(hoogste_bijdrage).\n"
    ) in fout
    assert "in.csv, let op, regel 3: Deze regel staat er twee keer" in fout


@pytest.mark.parametrize("klasse", [1, 7])
def test_of_a_child_with_a_class_nobody_says_that_proof_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], klasse: int
) -> None:
    invoer = _reken(tmp_path, f"a,2017-06-01,2020-01-01,2020-03-31,regulier,nee,80,{klasse}")
    assert main(["calculate", str(REGELINGEN / "duiven-2020.toml"), str(invoer)]) == 0
    assert "let op" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("uren", "zin"),
    [
        ("1.280", "schrijf duizendtallen zonder punt: 1280; en decimalen hoogstens twee"),
        ('"1.280,50"', "schrijf duizendtallen zonder punt: 1280,50; en decimalen hoogstens twee"),
    ],
)
def test_hours_with_a_thousands_point_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], uren: str, zin: str
) -> None:
    invoer = _reken(tmp_path, f"a,2017-06-01,2020-01-01,2020-03-31,regulier,nee,{uren},3")
    assert main(["calculate", str(REGELINGEN / "duiven-2020.toml"), str(invoer)]) == 1
    assert (
        f"kolom uren, waarde {uren if uren[0] == chr(34) else chr(34) + uren + chr(34)}: {zin}"
        in capsys.readouterr().err
    )


# -- places ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("bestand", sorted(REGELINGEN.glob("*.toml")), ids=lambda pad: pad.stem)
def test_every_value_of_every_shipped_policy_has_its_place(bestand: Path) -> None:
    """Of each path that a message can start with, also of keys that the language gains later."""
    import tomllib

    tekst = bestand.read_text(encoding="utf-8")
    plekken, regels = Plekken(tekst), tekst.split("\n")
    assert plekken.dubbel == []
    for pad, naam in _paden(tomllib.loads(tekst), ""):
        plek = plekken.van(f"{pad} is fout")
        hier = regels[plek.regel - 1][plek.teken - 1 :].replace('"', "")
        assert hier.startswith((naam, pad, "[", "{")), (pad, plek)


def test_the_place_of_a_message_is_that_of_its_whole_key() -> None:
    tekst = "a = 1\nab = 2\n"
    plekken = Plekken(tekst)
    regels = [plekken.van(f"{zin} is fout").regel for zin in ("a", "ab", "a-b", "abc")]
    assert regels == [1, 2, plekken.einde.regel, plekken.einde.regel]


def _paden(ding: object, pad: str) -> list[tuple[str, str]]:
    paden: list[tuple[str, str]] = []
    if isinstance(ding, dict):
        for naam, lid in ding.items():
            plek = f"{pad}.{naam}" if pad else naam
            paden += [(plek, naam), *_paden(lid, plek)]
    elif isinstance(ding, list):
        for i, lid in enumerate(ding, start=1):
            paden += _paden(lid, f"{pad}[{i}]")
    return paden


def test_no_message_is_without_a_place() -> None:
    for tekst, _ in POGINGEN.values():
        with pytest.raises(RegelingFout) as fout:
            load_regeling(tekst)
        assert all(melding.plek for melding in fout.value.meldingen)
        assert StringIO(str(fout.value)).readline().startswith("regeling.toml, regel ")
