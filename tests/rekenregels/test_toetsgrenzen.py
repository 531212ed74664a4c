"""The edges of each rule of the validator: what is still right, what just isn't, and that the second one is named too."""

from datetime import date
from typing import Any

import pytest

from rekenregels import load_document, run_voorbeelden
from rekenregels.regeling.controle import check_tabellen
from rekenregels.regeling.tabellen import inkomenstabellen
from rekenregels.rekenen.voorbeelden import as_feit

from .test_goud import assert_goud
from .varianten import KOT_RIJEN, KOT_TABEL
from .voorbeeldstad import BRON, band, categorie, cel, fase, fouten, gemeente, maak, voorbeeldstad, w

PAS = {"naam": "pas", "voorwaarde": "laag inkomen", "bijdrage_nul": False, "bron": BRON}


def afwijking(**anders: Any) -> dict[str, Any]:
    goed = {
        "naam": "A",
        "bron": BRON,
        "categorie": "regulier",
        "locaties": ["L1"],
        "banden": [band("b", 5, cel("vng"))],
    }
    return goed | anders


@pytest.mark.parametrize(
    ("tweede", "melding"),
    [
        ({"naam": "A"}, 'afwijkingen: de naam "A" komt vaker voor. Geef elk onderdeel een eigen naam.'),
        ({"banden": []}, "afwijkingen[2].banden is leeg. Voeg een blok uren toe met naam, uren_per_week, zonder_kot en met_kot."),
        (
            {"banden": [band("x", 4, cel("vng")), band("y", 4, cel("vng", "duur"))]},
            'afwijkingen[2].banden[2].zonder_kot.tarief is "duur", maar [tarieven.duur] bestaat niet. Kies een van: basis.',
        ),
        ({"locaties": []}, "afwijkingen[2] geldt nergens. Noem locaties, kernen, opvangsoorten of een minimaregel."),
        ({"fase": "oud"}, 'afwijkingen[2].fase is "oud", maar die fase bestaat niet bij regulier. Verbeter de naam.'),
    ],
)  # fmt: skip
def test_also_the_second_deviation_is_checked(tweede: dict[str, Any], melding: str) -> None:
    assert fouten(afwijkingen=[afwijking(), afwijking(naam="B") | tweede]) == [melding]


def test_a_deviation_of_a_group_without_subsidy_does_not_hide_the_next() -> None:
    assert [
        zin.split(":")[0].split(" is ")[0]
        for zin in fouten(afwijkingen=[afwijking(categorie="smi"), afwijking(naam="B", fase="oud")])
    ] == ["afwijkingen[1].categorie", "afwijkingen[2].fase"]


@pytest.mark.parametrize(
    "waar",
    [{"locaties": [], "kernen": ["Dorp"]}, {"locaties": [], "minima": "pas"}, {"fase": "2 tot 4 jaar"}],
)
def test_a_deviation_holds_for_a_village_a_minima_rule_or_a_phase(waar: dict[str, Any]) -> None:
    assert fouten(minima=[PAS], afwijkingen=[afwijking(**waar)]) == []


# -- ages -----------------------------------------------------------------------------------------------------


def test_a_phase_may_begin_at_birth_and_an_age_is_told_with_its_weeks() -> None:
    assert fouten(regulier=categorie(band("b", 8, cel("vng")), van=0)) == []
    regels = categorie(band("b", 8, cel("vng")))
    regels["fasen"][0]["vanaf"] = {"maanden": 48, "weken": 6, "bron": BRON}
    assert fouten(regulier=regels) == [
        "regulier.fasen[1].tot (48 maanden) moet hoger zijn dan vanaf (48 maanden en 6 weken). Verander een van beide."
    ]


def test_a_group_without_subsidy_does_not_hide_a_mistake_in_the_next() -> None:
    leeg = {"smi": categorie() | {"fasen": []}, "regulier": {"vergoed": False, "bron": BRON}}
    assert fouten(**leeg) == ["smi.fasen is leeg. Voeg een leeftijdsfase toe met vanaf, tot en banden."]


# -- time -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("maand", "goed"), [(0, False), (1, True), (12, True), (13, False)])
def test_a_free_month_is_one_of_the_twelve(maand: int, goed: bool) -> None:
    assert (fouten(uren__maandverdeling="elf_gelijke_maanden", uren__vrije_maanden=[maand]) == []) is goed


@pytest.mark.parametrize(
    ("dag", "goed"),
    [
        (date(2026, 1, 1), False),
        (date(2026, 1, 2), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ],
)
def test_a_change_happens_after_the_first_day_and_not_after_the_last(dag: date, goed: bool) -> None:
    assert (fouten(tarieven__basis__bedrag=[w(10), w(11, vanaf=dag)]) == []) is goed
    oud = voorbeeldstad()["bijdragetabel"]["versies"][0]
    assert (fouten(bijdragetabel__versies=[oud, oud | {"vanaf": dag}]) == []) is goed


@pytest.mark.parametrize(("weken", "goed"), [("39.99", False), (40, True), (42, True), ("42.01", False)])
def test_the_calendar_may_differ_one_week_from_the_policy(weken: Any, goed: bool) -> None:
    """With eleven weeks and a day closed, 41 weeks of 2026 are open."""
    zomer = {"naam": "zomer", "van": date(2026, 7, 6), "tot_en_met": date(2026, 9, 20)}
    een_dag = {"naam": "koningsdag", "van": date(2026, 4, 27), "tot_en_met": date(2026, 4, 27)}
    regels = {"uren__maandverdeling": "kalenderweken", "uren__sluitingen": [zomer, een_dag]}
    assert (fouten(**regels, uren__weken_per_jaar=w(weken)) == []) is goed


def test_only_whole_years_of_the_policy_are_counted_in_weeks() -> None:
    half = {"regeling__geldig_van": date(2025, 8, 1), "uren__maandverdeling": "kalenderweken"}
    assert [zin for zin in fouten(**half) if "weken_per_jaar" in zin] == [
        "uren.weken_per_jaar is 40,00, maar met deze sluitingen telt 2026 52,14 weken. Vul de sluitingen aan of verander weken_per_jaar."
    ]
    assert fouten(**half | {"regeling__geldig_tot_en_met": date(2026, 7, 31)}) == []


# -- tables -----------------------------------------------------------------------------------------------------


def test_the_first_class_may_end_at_an_income_of_nothing() -> None:
    rijen = [{"tot_en_met": 0, "kind1": 0, "kind2": 0}, {"tot_en_met": "geen", "kind1": 1, "kind2": 1}]
    assert fouten(bijdragetabel__versies__0__rijen=rijen) == []


def test_an_empty_version_does_not_hide_the_next() -> None:
    oud = voorbeeldstad()["bijdragetabel"]["versies"][0]
    fout = [oud["rijen"][0] | {"kind2": "geen"}, *oud["rijen"][1:]]
    zinnen = fouten(
        bijdragetabel__versies=[oud | {"rijen": []}, oud | {"rijen": fout, "vanaf": "2026-07-01"}]
    )
    assert (
        "bijdragetabel.versies[1].rijen is leeg. Voeg inkomensklassen toe of noem een meegeleverde tabel."
        in zinnen
    )
    assert any(zin.startswith("bijdragetabel.versies[2].rijen[1].kind2 ontbreekt") for zin in zinnen)


@pytest.mark.parametrize(("kind", "waarde", "goed"), [
    ("kind1", 100, True), ("kind1", "100.1", False), ("kind2", 100, True), ("kind2", "100.1", False), ("kind2", "33.33", False),
])  # fmt: skip
def test_a_percentage_is_at_most_a_hundred(kind: str, waarde: Any, goed: bool) -> None:
    rijen: list[dict[str, Any]] = [{**KOT_RIJEN[0], kind: waarde}, KOT_RIJEN[1]]
    zinnen = fouten(
        **KOT_TABEL | {"bijdragetabel__versies__0__rijen": rijen},
        gemeentebedragen={"kot": {"soort": "kot_percentage", "bron": BRON}},
        regulier=categorie(band("b", 8, gemeente("kot"))),
    )
    verwacht = f"bijdragetabel.versies[1].rijen[1].{kind}: een percentage is hoogstens 100 en heeft hoogstens één decimaal. Verbeter het getal."
    assert zinnen == ([] if goed else [verwacht])


@pytest.mark.parametrize(
    ("soort", "steen", "plek"),
    [
        ("kot_eigen_deel", {"bron": BRON}, "bijdragen"),
        ("kot_percentage", {"bron": BRON}, "gemeentebedragen"),
    ],
)
def test_a_rule_that_reads_percentages_refuses_a_table_of_amounts(
    soort: str, steen: dict[str, Any], plek: str
) -> None:
    stenen = (
        {"bijdragen__x": {"soort": soort} | steen}
        if plek == "bijdragen"
        else {"gemeentebedragen": {"x": {"soort": soort} | steen}}
    )
    assert fouten(**stenen) == [
        f"{plek}.x heeft een tabel met percentages nodig, maar bijdragetabel.soort is bedrag_per_uur. Kies een andere tabel of soort."
    ]


def test_a_part_of_the_lowest_refuses_a_table_of_percentages() -> None:
    eigen = {"soort": "deel_van_laagste", "deel": w(50)}
    assert (
        "bijdragen.eigen heeft een tabel met bedragen nodig, maar bijdragetabel.soort is kot_percentage. Kies een andere tabel of soort."
        in fouten(**KOT_TABEL, bijdragen__eigen=eigen)
    )


# -- amounts against the price ----------------------------------------------------------------------------------


def hoogte(**anders: Any) -> list[str]:
    return [zin for zin in fouten(**anders) if "is hoger dan het tarief" in zin]


def test_an_amount_may_equal_the_price_and_not_exceed_it() -> None:
    def steen(bedrag: Any) -> dict[str, Any]:
        return {
            "bijdragen__eigen": {"soort": "per_uur", "bedrag": bedrag},
            "regulier": categorie(band("b", 8, cel("eigen"))),
        }

    assert hoogte(**steen(w(10))) == []
    assert len(hoogte(**steen(w("10.01")))) == 1
    [later] = hoogte(**steen([w(10), w("10.01", vanaf=date(2026, 5, 1))]))
    assert later.endswith("op 01-05-2026. Verlaag het bedrag of verhoog het tarief.")


def test_the_surcharge_and_each_version_of_the_table_count() -> None:
    eigen = {
        "bijdragen__eigen": {"soort": "tabel", "bron": BRON, "opslag": w(7)},
        "regulier": categorie(band("b", 8, cel("eigen"))),
    }
    assert hoogte(**eigen) == []
    [te_hoog] = hoogte(**eigen | {"bijdragen__eigen": eigen["bijdragen__eigen"] | {"opslag": w("7.01")}})
    assert "(€\u00a010,01)" in te_hoog
    [later] = hoogte(
        **eigen
        | {"bijdragen__eigen": eigen["bijdragen__eigen"] | {"opslag": [w(7), w(8, vanaf=date(2026, 3, 1))]}}
    )
    assert "op 01-03-2026" in later
    oud = voorbeeldstad()["bijdragetabel"]["versies"][0]
    duurder = [rij | {"kind2": 11} for rij in oud["rijen"]]
    versies = [oud, oud | {"vanaf": date(2026, 9, 1), "rijen": duurder}]
    assert all("op 01-09-2026" in zin for zin in hoogte(bijdragetabel__versies=versies))
    assert len(hoogte(bijdragetabel__versies=versies)) == 2


def test_amounts_per_month_do_not_fit_real_weeks() -> None:
    per_maand = {"bijdragetabel__soort": "bedrag_per_maand", "uren__maandverdeling": "kalenderweken"}
    assert (
        "bijdragen.vng is een bedrag per maand of jaar; dat past niet bij kalenderweken. Kies een andere maandverdeling."
        in fouten(**per_maand)
    )


# -- imported tables and worked examples --------------------------------------------------------------------------


def test_each_version_of_an_imported_table_is_compared_with_its_own_maximum() -> None:
    vng = inkomenstabellen()["vng-2026"].klassen
    rijen = [
        {
            "tot_en_met": k.tot_en_met or "geen",
            "kind1": str(k.kind1),
            "kind2": "geen" if k.kind2 is None else str(k.kind2),
        }
        for k in vng
    ]
    rijen[1] |= {"kind1": "0.01", "kind2": "0.02"}
    regeling = maak(
        bijdragetabel__kindrang=False,
        bijdragetabel__versies=[
            {"bron": "a", "rijen": rijen},
            {"bron": "b", "rijen": rijen, "vanaf": date(2026, 7, 1)},
        ],
        max_uurprijs={"bedragen": [w("11.23"), w("12.23", vanaf=date(2026, 7, 1))]},
        tarieven__basis__bedrag=w(15),
    )
    assert_goud("tabelcontrole.txt", "\n".join(check_tabellen(regeling)) + "\n")


def test_a_worked_example_hands_all_its_facts_to_the_calculation() -> None:
    document = voorbeeldstad()
    document["minima"] = [PAS, PAS | {"naam": "schuldhulp"}]
    document["voorbeelden"][0]["kind"] |= {
        "minima": "schuldhulp", "kern": "Dorp", "locatie": "L1", "uren_eerder": 12, "dagen": 80, "prijs": "10.50", "kindrang": 2,
    }  # fmt: skip
    regeling = load_document(document)
    feit = as_feit(regeling, regeling.voorbeelden[0].kind, "naam")
    assert (feit.sleutel, feit.minima, feit.kern, feit.locatie) == ("naam", 2, "Dorp", "L1")
    assert (feit.uren_eerder, feit.dagen, feit.prijs, feit.kindrang) == (1_200, 80, 1_050, 2)
    assert as_feit(regeling, regeling.voorbeelden[0].kind).sleutel == ""


def test_every_difference_of_a_worked_example_is_told_and_a_mistake_does_not_hide_the_next() -> None:
    document = voorbeeldstad()
    goed = document["voorbeelden"][0]
    kapot = goed | {"naam": "te hoge klasse", "kind": goed["kind"] | {"bijdrageklasse": 9}}
    anders = goed | {"naam": "anders", "verwacht": {"subsidie": 1, "ouderbijdrage": 2, "uren": 3}}
    document["voorbeelden"] = [kapot, anders]
    eerste, tweede = run_voorbeelden(load_document(document))
    assert (eerste.naam, eerste.uitkomst, eerste.klopt) == ("te hoge klasse", None, False)
    assert eerste.verschillen == ("kind.bijdrageklasse is 9: de bijdragetabel heeft 3 klassen",)
    assert [zin.replace("\u00a0", " ") for zin in tweede.verschillen] == [
        "de subsidie is € 2.880,00, maar het voorbeeld verwacht € 1,00",
        "de ouderbijdrage is € 320,00, maar het voorbeeld verwacht € 2,00",
        "de uren zijn 320,00, maar het voorbeeld verwacht 3,00",
    ]
    assert tweede.uitkomst is not None
    assert tweede.uitkomst.feiten.sleutel(0) == "anders"


def test_a_phase_named_twice_and_a_band_without_name_of_its_own_are_told() -> None:
    dubbel = categorie() | {
        "fasen": [
            fase("f", 24, 30, band("b", 8, cel("vng")), band("b", 8, cel("vng"))),
            fase("f", 30, 48, band("b", 8, cel("vng"))),
        ]
    }
    assert fouten(regulier=dubbel) == [
        'regulier.fasen: de naam "f" komt vaker voor. Geef elk onderdeel een eigen naam.',
        'regulier.fasen[1].banden: de naam "b" komt vaker voor. Geef elk onderdeel een eigen naam.',
    ]


MAAND_DAG = 'Schrijf maand-dag, bijvoorbeeld "10-15" voor 15 oktober.'
KWALITEIT = {
    "bedrag": w(1_500),
    "referentie_uren": w(640),
    "categorieen": ["doelgroep"],
    "naar_rato": False,
    "peildatum": "10-01",
}


def plaatsen(kwaliteit: Any = "geen", hbo: Any = "geen") -> dict[str, Any]:
    return {"plaatsbedragen": {"kwaliteitsbijdrage": kwaliteit, "hbo": hbo, "vaste_voet": "geen"}}


@pytest.mark.parametrize("dag", ["02-29", "13-01", "10-32", "1-10", "1 oktober"])
def test_a_day_of_the_year_is_one_that_every_year_has(dag: str) -> None:
    hbo = {"soort": "bedrag_per_kind", "bedrag": w(375), "peildatum": dag}
    gevonden = fouten(
        geldstroom__vaststelling__uiterste_datum=dag,
        geldstroom__aanvraag__uiterste_datum=dag,
        **plaatsen(KWALITEIT | {"peildatum": dag}, hbo),
    )
    assert gevonden == [
        f'{pad} is "{dag}". {MAAND_DAG}'
        for pad in (
            "geldstroom.vaststelling.uiterste_datum",
            "geldstroom.aanvraag.uiterste_datum",
            "plaatsbedragen.hbo.peildatum",
            "plaatsbedragen.kwaliteitsbijdrage.peildatum",
        )
    ]


def test_places_are_counted_on_a_day_or_an_amount_follows_the_hours() -> None:
    assert fouten(**plaatsen(KWALITEIT)) == []
    zonder_dag = {naam: deel for naam, deel in KWALITEIT.items() if naam != "peildatum"}
    assert fouten(**plaatsen(zonder_dag | {"naar_rato": True})) == []
    assert fouten(**plaatsen(KWALITEIT | {"naar_rato": True})) == [
        (
            "plaatsbedragen.kwaliteitsbijdrage.peildatum telt plaatsen op een dag, maar bij naar_rato = true gaat het bedrag "
            "naar rato van de uren. Kies naar_rato = false, of haal de peildatum weg."
        )
    ]


def test_an_application_without_end_needs_no_last_day_and_one_with_an_end_does() -> None:
    assert fouten(geldstroom__aanvraag__doorlopend=True) == []
    assert fouten(geldstroom__aanvraag__doorlopend=False) == [
        f'geldstroom.aanvraag.uiterste_datum is "". {MAAND_DAG}'
    ]


@pytest.mark.parametrize(
    ("sluitingen", "meldingen"),
    [
        ([(7, 10, 10)], []),
        (
            [(7, 10, 10), (8, 10, 9), (9, 9, 8)],
            [
                "uren.sluitingen[2]: de laatste dag ligt voor de eerste (week 8). Draai de datums om.",
                "uren.sluitingen[3]: de laatste dag ligt voor de eerste (week 9). Draai de datums om.",
            ],
        ),
    ],
)
def test_a_closure_of_one_day_is_one_and_each_that_ends_before_it_begins_is_told(
    sluitingen: list[tuple[int, int, int]], meldingen: list[str]
) -> None:
    perioden = [
        {"naam": f"week {maand}", "van": date(2026, maand, van), "tot_en_met": date(2026, maand, tot)}
        for maand, van, tot in sluitingen
    ]
    weken = {"uren__maandverdeling": "kalenderweken", "uren__weken_per_jaar": w(52)}
    assert fouten(uren__sluitingen=perioden, **weken) == meldingen
    assert fouten(uren__sluitingen=perioden[:1]) == [
        "uren.sluitingen[1] telt alleen bij kalenderweken. Haal de sluiting weg of kies kalenderweken."
    ]


# -- hours of a band over their own time --------------------------------------------------------------------


def urenband(aantal: Any, per: str, **anders: Any) -> dict[str, Any]:
    maat = {"per": per, "aantal": aantal if isinstance(aantal, list) else w(aantal)}
    return band("b", 1, cel("vng")) | {"uren_per_week": "geen", "uren": maat} | anders


HOOGSTE = [
    ("dag", 24, "per dag", "24"),
    ("week", 60, "per week", "60"),
    ("maand", 260, "per maand", "260"),
    ("kwartaal", 780, "per kwartaal", "780"),
    ("jaar", 3_000, "per kalenderjaar", "3.000"),
]


@pytest.mark.parametrize(("per", "hoogste", "woorden", "getal"), HOOGSTE, ids=[rij[0] for rij in HOOGSTE])
def test_more_hours_than_can_be_meant_are_told_for_each_value(
    per: str, hoogste: int, woorden: str, getal: str
) -> None:
    """The last value that fits, then one hundredth of an hour more, in a value that comes later."""
    goed, te_veel = w(hoogste), w(f"{hoogste}.01", vanaf=date(2026, 7, 1))
    assert fouten(regulier=categorie(urenband([goed, goed | {"vanaf": date(2026, 7, 1)}], per))) == []
    uren = f"{getal},01"
    assert fouten(regulier=categorie(urenband([goed, te_veel], per))) == [
        (
            f"regulier.fasen[1].banden[1].uren is {uren} uur {woorden}; dat kan hoogstens {getal} zijn. "
            "Verbeter het getal of de tijd bij per."
        )
    ]
    contract = categorie(band("b", 8, cel("vng")), contractmaten=[{"per": "week", "aantal": w(5)}])
    contract["contractmaten"].append({"per": per, "aantal": [goed, te_veel]})
    gevonden = fouten(uren__bron="contract", regulier=contract)
    assert gevonden[-1] == (
        f"regulier.contractmaten[2] is {uren} uur {woorden}; dat kan hoogstens {getal} zijn. "
        "Verbeter het getal of de tijd bij per."
    )
    assert len(gevonden) == (2 if per == "dag" else 1)


def test_hours_per_week_of_a_band_are_told_under_their_own_key() -> None:
    assert fouten(regulier=categorie(band("b", "60", cel("vng")))) == []
    assert fouten(regulier=categorie(band("b", "60.01", cel("vng")))) == [
        (
            "regulier.fasen[1].banden[1].uren_per_week.waarde is 60,01; toegestaan is 0 tot en met 60 (Aantal uren per "
            "week in dit blok). Verbeter het getal."
        )
    ]


def test_a_band_says_its_hours_in_one_way_and_a_mistake_in_it_does_not_hide_the_next() -> None:
    zin = (
        'heeft precies een van beide nodig: uren_per_week of uren. Zet uren_per_week op "geen" als de uren '
        "per dag, maand, kwartaal, jaar of voor de hele periode gelden, en vul uren in."
    )
    beide = urenband(5, "dag", uren_per_week=w(5), naam="beide")
    geen = band("geen", 1, cel("vng")) | {"uren_per_week": "geen"}
    assert fouten(regulier=categorie(beide, geen, urenband(25, "dag"))) == [
        f"regulier.fasen[1].banden[1] {zin}",
        f"regulier.fasen[1].banden[2] {zin}",
        (
            "regulier.fasen[1].banden[3].uren is 25,00 uur per dag; dat kan hoogstens 24 zijn. Verbeter het getal of "
            "de tijd bij per."
        ),
    ]


@pytest.mark.parametrize(
    "verdeling", ["twaalf_gelijke_maanden", "elf_gelijke_maanden", "tien_gelijke_maanden"]
)
def test_hours_per_month_fit_equal_months_and_hours_per_quarter_only_twelve(verdeling: str) -> None:
    vrij = {"twaalf_gelijke_maanden": [], "elf_gelijke_maanden": [8], "tien_gelijke_maanden": [7, 8]}
    jaar = {"uren__maandverdeling": verdeling, "uren__vrije_maanden": vrij[verdeling]}
    assert fouten(**jaar, regulier=categorie(urenband(30, "maand"))) == []
    assert fouten(**jaar, regulier=categorie(urenband(90, "kwartaal"))) == (
        []
        if verdeling == "twaalf_gelijke_maanden"
        else [
            (
                "regulier.fasen[1].banden[1].uren geldt per kwartaal; dat past alleen bij twaalf gelijke maanden. Kies die "
                "maandverdeling of uren per week."
            )
        ]
    )


@pytest.mark.parametrize(
    ("per", "woorden"), [("dag", "per dag"), ("hele_periode", "voor de hele periode van het kind")]
)
def test_a_balance_runs_on_by_itself(per: str, woorden: str) -> None:
    assert fouten(uren__ruimte="per_jaar", regulier=categorie(urenband(5, per))) == [
        (
            f"regulier.fasen[1].banden[1].uren is een tegoed {woorden}; dat loopt zelf al door. Kies bij uren.ruimte "
            '"per_kwartaal".'
        )
    ]
    assert fouten(uren__ruimte="per_jaar", regulier=categorie(urenband(5, "maand"))) == []


def test_only_the_balance_of_a_whole_period_names_the_block_that_it_goes_on_from() -> None:
    assert fouten(regulier=categorie(urenband(500, "hele_periode", tegoed_uit="oud"))) == []
    assert fouten(regulier=categorie(urenband(500, "jaar", tegoed_uit="oud"))) == [
        (
            'regulier.fasen[1].banden[1].tegoed_uit is "oud", maar alleen een tegoed voor de hele periode van een kind loopt '
            "door in een volgende regeling. Kies hele_periode bij uren.per, of haal tegoed_uit weg."
        )
    ]


def test_a_place_counts_hours_a_week_also_where_they_are_written_under_uren() -> None:
    assert fouten(uren__bron="bezette_plaats", regulier=categorie(urenband(8, "week"))) == []
    assert fouten(uren__bron="bezette_plaats", regulier=categorie(urenband(30, "maand"))) == [
        (
            "regulier.fasen[1].banden[1].uren geldt per maand, maar bij uren.bron bezette_plaats telt een plaats voor uren "
            "per week. Vul uren_per_week in."
        )
    ]


@pytest.mark.parametrize("per", ["week", "maand", "kwartaal", "jaar"])
def test_a_contract_is_per_week_month_quarter_or_year(per: str) -> None:
    def regels(per: str) -> dict[str, Any]:
        return categorie(band("b", 8, cel("vng")), contractmaten=[{"per": per, "aantal": w(5)}])

    assert fouten(uren__bron="peilweek", regulier=regels(per)) == []
    assert fouten(uren__bron="peilweek", regulier=regels("hele_periode")) == [
        (
            "regulier.contractmaten[1].per is hele_periode. Een contract heeft een omvang per week, maand, kwartaal of jaar. "
            "Kies daar een van."
        )
    ]
