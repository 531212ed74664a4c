"""Every message of the validator, by a wrong file: the place, the value, the rule and what to do."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from rekenregels import load_regeling
from rekenregels.regelingen import MAP as REGELINGEN

from .voorbeeldstad import BRON, band, categorie, cel, fase, fouten, gemeente, maak, voorbeeldstad, w

FASE = "doelgroep__fasen__0"
BAND = f"{FASE}__banden__0"
TABEL = "bijdragetabel__versies__0"
TWEEDE_TABEL = {
    "bron": BRON,
    "vanaf": date(2026, 7, 1),
    "rijen": voorbeeldstad()["bijdragetabel"]["versies"][0]["rijen"],
}


def test_the_small_policy_of_these_tests_is_right() -> None:
    assert fouten() == []


LEZEN: list[tuple[dict[str, Any], str]] = [
    (
        {"uren__weken_per_jaar": ...},
        (
            "uren.weken_per_jaar ontbreekt (Aantal weken per jaar waarover de gemeente betaalt). "
            'Voeg toe: weken_per_jaar = { waarde = 1, bron = "" }'
        ),
    ),
    (
        {"doelgroep__maximum_uren_per_dag": ...},
        (
            "doelgroep.maximum_uren_per_dag ontbreekt (Uren per dag die meetellen). Voeg toe: maximum_uren_per_dag = "
            '"geen" of maximum_uren_per_dag = { waarde = 0, bron = "" }'
        ),
    ),
    (
        {"uren__bron": ...},
        'uren.bron ontbreekt (Welke uren tellen). Voeg toe: bron = "geleverd"',
    ),
    (
        {"plaatsbedragen__hbo": ...},
        (
            "plaatsbedragen.hbo ontbreekt (Bedrag voor de pedagogisch beleidsmedewerker of hbo'er). "
            'Voeg toe: hbo = "geen" of [plaatsbedragen.hbo] met daaronder soort (uren_maal_tarief, bedrag_per_kind) en wat daarbij hoort'
        ),
    ),
    (
        {"uren": ...},
        (
            "uren ontbreekt (Welke uren tellen en hoe het jaar is verdeeld). Voeg toe: [uren] met daaronder bron, "
            "weken_per_jaar, maandverdeling, ruimte"
        ),
    ),
    (
        {"uren__wekn": 1},
        (
            "uren.wekn is geen bekende sleutel. Toegestaan: bron, weken_per_jaar, maandverdeling, vrije_maanden, "
            "sluitingen, schoolweken, ruimte. Verbeter de naam of haal de regel weg."
        ),
    ),
    (
        {"uren__vrije_maand": [8]},
        "uren.vrije_maand is geen bekende sleutel. Bedoelt u vrije_maanden? Verbeter de naam of haal de regel weg.",
    ),
    (
        {"uren": 3},
        (
            "uren is 3, maar moet een tabel zijn met bron, weken_per_jaar, maandverdeling, vrije_maanden, sluitingen, "
            "schoolweken, ruimte."
        ),
    ),
    (
        {"uren__bron": "gegokt"},
        'uren.bron is "gegokt". Kies een van: geleverd, gepland, contract, peilweek, bezette_plaats.',
    ),
    (
        {"uren__weken_per_jaar": 40},
        (
            "uren.weken_per_jaar is 40 zonder bron. Schrijf, met tussen de aanhalingstekens waar het getal staat: "
            'weken_per_jaar = { waarde = 40, bron = "" }'
        ),
    ),
    (
        {"uren__weken_per_jaar": {"waarde": 40}},
        (
            "uren.weken_per_jaar.bron ontbreekt (Aantal weken per jaar waarover de gemeente betaalt). "
            "Elk getal heeft waarde en bron nodig."
        ),
    ),
    (
        {"uren__weken_per_jaar": [w(40), w(38)]},
        (
            "uren.weken_per_jaar[2].vanaf ontbreekt (Aantal weken per jaar waarover de gemeente betaalt). "
            "Elk getal heeft waarde, bron en vanaf nodig."
        ),
    ),
    (
        {"uren__weken_per_jaar": []},
        "uren.weken_per_jaar is een lege lijst. Voeg een bedrag toe met waarde en bron.",
    ),
    (
        {"uren__weken_per_jaar": [w(40), w(38, vanaf=date(2026, 7, 1)), w(39, vanaf=date(2026, 3, 1))]},
        "uren.weken_per_jaar: de datums bij vanaf lopen niet op. Zet de oudste waarde vooraan, elke datum een keer.",
    ),
    (
        {"uren__weken_per_jaar": w(60)},
        (
            "uren.weken_per_jaar.waarde is 60; toegestaan is 1 tot en met 52,2 (Aantal weken per jaar waarover de "
            "gemeente betaalt). Verbeter het getal."
        ),
    ),
    (
        {"uren__weken_per_jaar": w("40.125")},
        "uren.weken_per_jaar.waarde is 40,125, maar mag hoogstens 2 decimalen hebben.",
    ),
    (
        {"uren__weken_per_jaar": w("veertig")},
        (
            'uren.weken_per_jaar.waarde is "veertig", maar moet een getal zijn (Aantal weken per jaar waarover de '
            "gemeente betaalt)."
        ),
    ),
    (
        {"uren__weken_per_jaar": w(True)},
        "uren.weken_per_jaar.waarde is true, maar moet een getal zijn (Aantal weken per jaar waarover de gemeente betaalt).",
    ),
    (
        {"uren__weken_per_jaar": {"waarde": 40, "bron": " "}},
        "uren.weken_per_jaar.bron is leeg (artikel, document of aanname). Vul een tekst in.",
    ),
    (
        {f"{TABEL}__rijen__0__tot_en_met": -1},
        "bijdragetabel.versies[1].rijen[1].tot_en_met is -1, maar mag niet lager zijn dan 0.",
    ),
    (
        {"regeling__geldig_van": "begin 2026"},
        'regeling.geldig_van is "begin 2026", maar moet een datum zijn, bijvoorbeeld 2026-01-01.',
    ),
    (
        {"regeling__naam": 2026},
        (
            'regeling.naam is 2.026, maar moet een tekst tussen aanhalingstekens ("...") zijn '
            "(Naam van de regeling, zoals mensen haar noemen)."
        ),
    ),
    (
        {"bijdragetabel__kindrang": "ja"},
        'bijdragetabel.kindrang is "ja", maar moet true of false zijn (Betalen ouders voor een tweede kind een ander bedrag?). Schrijf: kindrang = true',
    ),
    (
        {"opslagen": {}},
        "opslagen is een tabel, maar moet een lijst zijn (Bedragen per uur boven op het tarief).",
    ),
    (
        {"tarieven": []},
        "tarieven is een lijst, maar moet tabellen met een naam bevatten (De uurprijzen waarmee de gemeente rekent, met een naam).",
    ),
    ({"tarieven__basis": 10}, "tarieven.basis is 10, maar moet een tabel zijn."),
    (
        {"tarieven__basis__soort": "gratis"},
        (
            'tarieven.basis.soort is "gratis". Kies een van: vast, aanbieder, aanbieder_tot_grens, '
            "max_uurprijs_plus_opslag, aanbieder_tot_max_uurprijs, samengesteld."
        ),
    ),
    (
        {"tarieven__basis__soort": ...},
        (
            "tarieven.basis.soort is niet ingevuld. Kies een van: vast, aanbieder, aanbieder_tot_grens, "
            "max_uurprijs_plus_opslag, aanbieder_tot_max_uurprijs, samengesteld."
        ),
    ),
    (
        {"smi__vergoed": ...},
        "smi.vergoed ontbreekt. Voeg toe: vergoed = true of vergoed = false",
    ),
    (
        {"max_uurprijs": {"tabel": "europees"}},
        'max_uurprijs.tabel: "europees" bestaat niet. Schrijf tabel = "landelijk" of vul bedragen in.',
    ),
    (
        {"max_uurprijs": {"tabel": "landelijk"}, "regeling__geldig_tot_en_met": date(2030, 12, 31)},
        (
            "max_uurprijs.tabel: de landelijke tabel loopt van 2018 tot en met 2027, maar de regeling van 2026 tot en met "
            "2030. Vul zelf bedragen in met een bron."
        ),
    ),
    (
        {"max_uurprijs": {"tabel": "landelijk"}, "regeling__geldig_van": "?"},
        'regeling.geldig_van is "?", maar moet een datum zijn, bijvoorbeeld 2026-01-01.',
    ),
    (
        {TABEL: {"bron": BRON, "tabel": "vng-1999"}},
        (
            'bijdragetabel.versies[1].tabel: "vng-1999" bestaat niet. Kies een van: vng-2019, vng-2020, vng-2021, vng-2022, '
            "vng-2023, vng-2024, vng-2025, vng-2026, kot-2024, kot-2025, kot-2026, of vul rijen in."
        ),
    ),
]

TOETSEN: list[tuple[dict[str, Any], str]] = [
    (
        {"regeling__gemeente_code": "226"},
        'regeling.gemeente_code is "226". Een CBS-code heeft vier cijfers, bijvoorbeeld "0226".',
    ),
    (
        {"regeling__geldig_tot_en_met": date(2025, 12, 31)},
        "regeling.geldig_tot_en_met (31-12-2025) ligt voor geldig_van (01-01-2026). Draai de datums om.",
    ),
    (
        {"regeling__geldig_tot_en_met": date(2036, 1, 1)},
        "regeling.geldig_tot_en_met: een regeling loopt hoogstens 10 jaar. Maak een nieuwe regeling.",
    ),
    (
        {"uren__maandverdeling": "elf_gelijke_maanden"},
        (
            "uren.vrije_maanden is []. Bij elf_gelijke_maanden horen precies 1 maandnummers van 1 tot en met 12. Vul ze aan "
            "of kies een andere maandverdeling."
        ),
    ),
    (
        {"uren__maandverdeling": "tien_gelijke_maanden", "uren__vrije_maanden": [7, 13]},
        (
            "uren.vrije_maanden is [7, 13]. Bij tien_gelijke_maanden horen precies 2 maandnummers van 1 tot en met 12. Vul "
            "ze aan of kies een andere maandverdeling."
        ),
    ),
    (
        {"uren__sluitingen": [{"naam": "zomer", "van": date(2026, 7, 1), "tot_en_met": date(2026, 8, 1)}]},
        "uren.sluitingen[1] telt alleen bij kalenderweken. Haal de sluiting weg of kies kalenderweken.",
    ),
    (
        {
            "uren__maandverdeling": "kalenderweken",
            "uren__sluitingen": [{"naam": "zomer", "van": date(2026, 8, 1), "tot_en_met": date(2026, 7, 1)}],
        },
        "uren.sluitingen[1]: de laatste dag ligt voor de eerste (zomer). Draai de datums om.",
    ),
    (
        {"uren__maandverdeling": "kalenderweken"},
        (
            "uren.weken_per_jaar is 40,00, maar met deze sluitingen telt 2026 52,14 weken. Vul de sluitingen aan of "
            "verander weken_per_jaar."
        ),
    ),
    (
        {"tarieven__basis__bedrag": [w(10), w(11, vanaf=date(2027, 1, 1))]},
        (
            "tarieven.basis.bedrag: vanaf 01-01-2027 ligt buiten de regeling, die loopt van 01-01-2026 tot en met "
            "31-12-2026. Verander de datum."
        ),
    ),
    (
        {"geldstroom__vaststelling__uiterste_datum": "1 mei"},
        'geldstroom.vaststelling.uiterste_datum is "1 mei". Schrijf maand-dag, bijvoorbeeld "10-15" voor 15 oktober.',
    ),
    (
        {"geldstroom__aanvraag__doorlopend": False},
        'geldstroom.aanvraag.uiterste_datum is "". Schrijf maand-dag, bijvoorbeeld "10-15" voor 15 oktober.',
    ),
    (
        {"plaatsbedragen__hbo": {"soort": "bedrag_per_kind", "bedrag": w(375), "peildatum": "13-01"}},
        'plaatsbedragen.hbo.peildatum is "13-01". Schrijf maand-dag, bijvoorbeeld "10-15" voor 15 oktober.',
    ),
    (
        {"doelgroep": {"vergoed": False, "bron": BRON}, "regulier": {"vergoed": False, "bron": BRON}},
        "doelgroep, regulier en smi krijgen geen van alle subsidie. Zet bij minstens een groep vergoed = true.",
    ),
    (
        {"doelgroep__fasen": []},
        "doelgroep.fasen is leeg. Voeg een leeftijdsfase toe met vanaf, tot en banden.",
    ),
    (
        {f"{FASE}__tot": {"maanden": 30, "bron": BRON}},
        "doelgroep.fasen[1].tot (30 maanden) moet hoger zijn dan vanaf (30 maanden). Verander een van beide.",
    ),
    (
        {
            "doelgroep__fasen": [
                fase("a", 24, 30, band("b", 8, cel("vng"))),
                fase("c", 28, 48, band("b", 8, cel("vng"))),
            ]
        },
        "doelgroep.fasen[2].vanaf (28 maanden) valt nog in de vorige fase. Laat fasen op elkaar volgen.",
    ),
    (
        {
            "doelgroep__fasen": [
                fase("a", 24, 30, band("b", 8, cel("vng"))),
                fase("a", 30, 48, band("b", 8, cel("vng"))),
            ]
        },
        'doelgroep.fasen: de naam "a" komt vaker voor. Geef elk onderdeel een eigen naam.',
    ),
    (
        {f"{FASE}__banden": []},
        "doelgroep.fasen[1].banden is leeg. Voeg een blok uren toe met naam, uren_per_week, zonder_kot en met_kot.",
    ),
    (
        {f"{FASE}__banden": [band("b", 8, cel("vng")), band("b", 8, cel("vng"))]},
        'doelgroep.fasen[1].banden: de naam "b" komt vaker voor. Geef elk onderdeel een eigen naam.',
    ),
    (
        {f"{BAND}__zonder_kot": {"tarief": "basis"}},
        "doelgroep.fasen[1].banden[1].zonder_kot heeft precies een van beide nodig: bijdrage of gemeentebedrag. Vul er een in.",
    ),
    (
        {f"{BAND}__zonder_kot": cel("vng", "duur")},
        'doelgroep.fasen[1].banden[1].zonder_kot.tarief is "duur", maar [tarieven.duur] bestaat niet. Kies een van: basis.',
    ),
    (
        {f"{BAND}__met_kot": cel("alles")},
        (
            'doelgroep.fasen[1].banden[1].met_kot.bijdrage is "alles", maar [bijdragen.alles] bestaat niet. Kies een van: '
            "vng, gratis."
        ),
    ),
    (
        {f"{BAND}__met_kot": gemeente("vast")},
        (
            'doelgroep.fasen[1].banden[1].met_kot.gemeentebedrag is "vast", maar [gemeentebedragen.vast] bestaat niet. '
            "Voeg [gemeentebedragen.vast] toe."
        ),
    ),
    (
        {"minima": [{"naam": "pas", "voorwaarde": "v", "bijdrage_nul": True, "bron": BRON}] * 2},
        'minima: de naam "pas" komt vaker voor. Geef elk onderdeel een eigen naam.',
    ),
    (
        {
            "afwijkingen": [
                {
                    "naam": "a",
                    "bron": BRON,
                    "categorie": "smi",
                    "banden": [band("b", 8, cel("vng"))],
                    "kernen": ["K"],
                }
            ]
        },
        "afwijkingen[1].categorie is smi, maar die groep krijgt geen subsidie. Haal de afwijking weg.",
    ),
    (
        {
            "afwijkingen": [
                {"naam": "a", "bron": BRON, "categorie": "regulier", "banden": [band("b", 8, cel("vng"))]}
            ]
        },
        "afwijkingen[1] geldt nergens. Noem locaties, kernen, opvangsoorten of een minimaregel.",
    ),
    (
        {
            "afwijkingen": [
                {
                    "naam": "a",
                    "bron": BRON,
                    "categorie": "regulier",
                    "banden": [band("b", 8, cel("vng"))],
                    "minima": "pas",
                }
            ]
        },
        'afwijkingen[1].minima is "pas", maar die minimaregel bestaat niet. Voeg die toe onder [[minima]].',
    ),
    (
        {
            "afwijkingen": [
                {
                    "naam": "a",
                    "bron": BRON,
                    "categorie": "regulier",
                    "banden": [band("b", 8, cel("vng"))],
                    "kernen": ["K"],
                    "fase": "oud",
                }
            ]
        },
        'afwijkingen[1].fase is "oud", maar die fase bestaat niet bij regulier. Verbeter de naam.',
    ),
    (
        {"max_uurprijs": "geen", "bijdragen__toeslag": {"soort": "max_uurprijs", "bron": BRON}},
        'bijdragen.toeslag rekent met de maximum uurprijs, maar max_uurprijs is "geen". Vul [max_uurprijs] in.',
    ),
    (
        {"bijdragetabel": "geen"},
        'bijdragen.vng leest de bijdragetabel, maar bijdragetabel is "geen". Vul [bijdragetabel] in.',
    ),
    (
        {"bijdragetabel__soort": "kot_percentage"},
        (
            "bijdragen.vng heeft een tabel met bedragen nodig, maar bijdragetabel.soort is kot_percentage. Kies een andere "
            "tabel of soort."
        ),
    ),
    (
        {
            "bijdragetabel__soort": "bedrag_per_maand",
            "bijdragen__half": {"soort": "deel_van_laagste", "deel": w(50)},
        },
        (
            "bijdragen.half neemt een deel van een bedrag per uur, maar de bijdragetabel heeft bedragen per maand. Kies een "
            "bijdrage per maand."
        ),
    ),
    (
        {"bijdragetabel__versies": []},
        "bijdragetabel.versies is leeg. Voeg een tabel toe onder [[bijdragetabel.versies]].",
    ),
    (
        {f"{TABEL}__vanaf": date(2026, 2, 1)},
        "bijdragetabel.versies[1].vanaf: de eerste tabel geldt vanaf het begin van de regeling. Haal vanaf weg.",
    ),
    (
        {"bijdragetabel__versies": [TWEEDE_TABEL | {"vanaf": None}, TWEEDE_TABEL, TWEEDE_TABEL]},
        "bijdragetabel.versies: geef elke volgende tabel een vanaf-datum die later is dan de vorige.",
    ),
    (
        {
            "bijdragetabel__versies": [
                TWEEDE_TABEL | {"vanaf": None},
                TWEEDE_TABEL | {"rijen": TWEEDE_TABEL["rijen"][1:]},
            ]
        },
        (
            "bijdragetabel.versies[2] heeft 2 klassen en de eerste tabel 3. Een klasse moet het hele jaar hetzelfde "
            "betekenen. Maak een nieuwe regeling."
        ),
    ),
    (
        {
            "bijdragetabel__versies": [
                TWEEDE_TABEL | {"vanaf": None},
                TWEEDE_TABEL | {"vanaf": date(2025, 7, 1)},
            ]
        },
        "bijdragetabel.versies[2].vanaf (01-07-2025) ligt buiten de regeling. Verander de datum.",
    ),
    (
        {f"{TABEL}__rijen": []},
        "bijdragetabel.versies[1].rijen is leeg. Voeg inkomensklassen toe of noem een meegeleverde tabel.",
    ),
    (
        {f"{TABEL}__rijen__0__tot_en_met": "geen"},
        (
            'bijdragetabel.versies[1].rijen[1].tot_en_met is "geen", maar alleen de laatste klasse mag open zijn. Vul een '
            "inkomen in."
        ),
    ),
    (
        {f"{TABEL}__rijen__1__tot_en_met": 20_000},
        (
            "bijdragetabel.versies[1].rijen[2].tot_en_met (20.000) is niet hoger dan de klasse ervoor. Zet de klassen van "
            "laag naar hoog."
        ),
    ),
    (
        {f"{TABEL}__rijen__1__kind2": "geen"},
        (
            "bijdragetabel.versies[1].rijen[2].kind2 ontbreekt, terwijl bijdragetabel.kindrang true is. Vul het bedrag voor "
            "een tweede kind in."
        ),
    ),
    (
        {
            "bijdragetabel__soort": "kot_percentage",
            "bijdragen__vng": {"soort": "kot_eigen_deel", "bron": BRON},
            f"{TABEL}__rijen__0__kind1": 101,
        },
        (
            "bijdragetabel.versies[1].rijen[1].kind1: een percentage is hoogstens 100 en heeft hoogstens één decimaal. "
            "Verbeter het getal."
        ),
    ),
    (
        {
            "uren__maandverdeling": "kalenderweken",
            "uren__weken_per_jaar": w("52"),
            "bijdragen__vng": {"soort": "per_maand", "bedrag": w(25)},
        },
        "bijdragen.vng is een bedrag per maand of jaar; dat past niet bij kalenderweken. Kies een andere maandverdeling.",
    ),
    (
        {f"{TABEL}__rijen__2__kind1": "10.01"},
        (
            "doelgroep.fasen[1].banden[1].zonder_kot: het bedrag vng (€\u00a010,01) is hoger dan het tarief basis (€\u00a010,00) "
            "op 01-01-2026. Verlaag het bedrag of verhoog het tarief."
        ),
    ),
    (
        {"afronding__op": "euro"},
        "afronding.op is euro, maar per blok uren kan alleen op de cent worden afgerond. Kies per maand of per regel.",
    ),
    (
        {
            "uren__maandverdeling": "kalenderweken",
            "uren__weken_per_jaar": w("52"),
            "afronding__uren": "maand_honderdste",
        },
        "afronding.uren is maand_honderdste; dat past niet bij kalenderweken. Kies honderdste of geen.",
    ),
    (
        {
            "afronding__per": "regel",
            "gemeentebedragen": {"acht": {"soort": "per_uur", "bedrag": w(8)}},
            f"{FASE}__banden__1__zonder_kot": gemeente("acht"),
        },
        (
            "doelgroep: bij zonder_kot staan bijdrage en gemeentebedrag door elkaar. Bij afronden per maand of regel moeten "
            "alle blokken hetzelfde gebruiken. Kies een van beide."
        ),
    ),
    (
        {"voorbeelden": []},
        "voorbeelden is leeg. Voeg minstens een uitgewerkt voorbeeld toe onder [[voorbeelden]].",
    ),
    (
        {"voorbeelden__0__verwacht": {}},
        "voorbeelden[1].verwacht is leeg. Noem de subsidie, de ouderbijdrage of de uren.",
    ),
    (
        {"voorbeelden__0__kind__minima": "pas"},
        'voorbeelden[1].kind.minima is "pas", maar die minimaregel bestaat niet. Voeg die toe onder [[minima]].',
    ),
    (
        {"voorbeelden__0__kind__prijs": "9.995"},
        "voorbeelden[1].kind.prijs is €\u00a09,99500. Een uurprijs heeft hoogstens twee decimalen. Rond haar af.",
    ),
]


@pytest.mark.parametrize(("wijziging", "melding"), LEZEN + TOETSEN, ids=range(len(LEZEN + TOETSEN)))
def test_a_wrong_file_is_refused_with_what_to_do(wijziging: dict[str, Any], melding: str) -> None:
    assert melding in fouten(**wijziging)


def test_all_mistakes_are_told_at_once() -> None:
    assert len(fouten(uren__bron="gegokt", afronding__op="kwartje", regeling__naam=...)) == 3


def test_a_percentage_with_two_decimals_is_told_in_the_singular() -> None:
    deel = {"soort": "deel_van_laagste", "deel": w(Decimal("12.25"))}
    assert fouten(bijdragen__deel=deel) == [
        "bijdragen.deel.deel.waarde is 12,25, maar mag hoogstens 1 decimaal hebben."
    ]


def test_a_decimal_number_in_a_file_stays_exact() -> None:
    tekst = (
        (REGELINGEN / "duiven-2020.toml")
        .read_text(encoding="utf-8")
        .replace("waarde = 10.26,", "waarde = 10.26001,")
    )
    tarief = load_regeling(tekst).tarieven["doelgroeppeuter"]
    assert tarief.bedrag.waarden[0].waarde == 1_026_001


def test_what_parents_with_kot_are_deemed_to_pay_may_be_more_than_the_price() -> None:
    regeling = maak(
        max_uurprijs={"bedragen": w(12)},
        bijdragen__toeslag={"soort": "max_uurprijs", "bron": BRON},
        regulier=categorie(band("8 uur", 8, cel("vng"), cel("toeslag"))),
    )
    assert regeling.naam == "Voorbeeldstad 2026"
