"""Random policies and children: every dimension of a policy document, in combinations that it allows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from rekenregels import Categorie, Feit, Regeling, Vertrek, load_document
from rekenregels.regeling.categorie import Huishouden, Opvangsoort
from rekenregels.regeling.groepen import Categorieregels
from rekenregels.regeling.urenregels import Urenbron

VAN, TOT = date(2024, 1, 1), date(2025, 12, 31)
BRON = "aanname: willekeurig"
Teken = Callable[[st.SearchStrategy[Any]], Any]


def geld(laag: str, hoog: str) -> st.SearchStrategy[Decimal]:
    return st.integers(int(Decimal(laag) * 100), int(Decimal(hoog) * 100)).map(lambda c: Decimal(c) / 100)


def dagen_in(eerste: date, laatste: date) -> st.SearchStrategy[date]:
    return st.integers(0, (laatste - eerste).days).map(lambda i: eerste + timedelta(days=i))


@st.composite
def parameter(draw: Teken, waarden: st.SearchStrategy[Any], *, mag_wisselen: bool = True) -> Any:
    """A number with a source, sometimes changing once."""
    eerste = {"waarde": draw(waarden), "bron": BRON}
    if mag_wisselen and draw(st.integers(0, 4)) == 0:
        wissel = draw(dagen_in(VAN + timedelta(days=1), TOT))
        return [eerste, {"waarde": draw(waarden), "bron": BRON, "vanaf": wissel}]
    return eerste


GELIJKE_MAANDEN = ("twaalf_gelijke_maanden", "elf_gelijke_maanden", "tien_gelijke_maanden")


def of_geen(strategie: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.just("geen"), strategie)


def w_bron(waarde: Any) -> dict[str, Any]:
    return {"waarde": waarde, "bron": BRON}


@st.composite
def uren_deel(draw: Teken) -> dict[str, Any]:
    verdeling = draw(
        st.sampled_from(
            ["twaalf_gelijke_maanden"] * 3
            + ["elf_gelijke_maanden", "tien_gelijke_maanden", "kalenderweken", "schoolweken"]
        )
    )
    uren: dict[str, Any] = {
        "bron": draw(st.sampled_from(["geleverd", "gepland", "contract", "peilweek", "bezette_plaats"])),
        "weken_per_jaar": draw(parameter(st.integers(38, 48))),
        "maandverdeling": verdeling,
        "ruimte": "per_kwartaal",
    }
    vrij = {"elf_gelijke_maanden": 1, "tien_gelijke_maanden": 2}.get(verdeling, 0)
    if vrij:
        uren["vrije_maanden"] = draw(st.lists(st.integers(1, 12), min_size=vrij, max_size=vrij, unique=True))
    if verdeling == "schoolweken":
        uren["schoolweken"] = draw(
            st.sampled_from([[11, 11, 7, 11], [10, 10, 0, 10], ["11.2", 9, "6.5", 12]])
        )
        uren["weken_per_jaar"] = w_bron(sum(Decimal(aantal) for aantal in uren["schoolweken"]))
    if verdeling == "kalenderweken":
        uren["weken_per_jaar"] = {"waarde": 40, "bron": BRON}
        uren["sluitingen"] = [
            {"naam": "dicht", "van": date(jaar, 6, 1), "tot_en_met": date(jaar, 6, 1) + timedelta(days=85)}
            for jaar in (2024, 2025)
        ]
    return uren


@st.composite
def tabel_deel(draw: Teken, soort: str, kalenderweken: bool) -> dict[str, Any]:
    """A table with rising contributions (or falling percentages)."""
    aantal, kindrang = draw(st.integers(1, 5)), draw(st.booleans())
    randen = sorted(
        draw(st.lists(st.integers(15_000, 120_000), min_size=aantal, max_size=aantal, unique=True))
    )
    hoog = {"bedrag_per_uur": "5.00", "bedrag_per_maand": "150.00", "kot_percentage": "96.0"}[soort]
    stap = Decimal("0.1") if soort == "kot_percentage" else Decimal("0.01")
    getallen = st.integers(0, int(Decimal(hoog) / stap)).map(lambda i: i * stap)

    def versie() -> dict[str, Any]:
        kind1 = sorted(
            draw(st.lists(getallen, min_size=aantal, max_size=aantal)), reverse=soort == "kot_percentage"
        )
        kind2 = sorted(
            draw(st.lists(getallen, min_size=aantal, max_size=aantal)), reverse=soort == "kot_percentage"
        )
        rijen = [
            {"tot_en_met": rand, "kind1": a, "kind2": b if kindrang else "geen"}
            for rand, a, b in zip(randen, kind1, kind2, strict=True)
        ]
        if draw_open:
            rijen[-1]["tot_en_met"] = "geen"
        return {"bron": BRON, "rijen": rijen}

    draw_open = draw(st.booleans())
    versies = [versie()]
    if draw(st.integers(0, 4)) == 0:
        versies.append(versie() | {"vanaf": draw(dagen_in(VAN + timedelta(days=1), TOT))})
    buiten = st.sampled_from(["hoogste_bijdrage", "geen_subsidie"])
    return {
        "soort": soort,
        "kindrang": kindrang,
        "zonder_bewijs": draw(buiten),
        "boven_tabel": draw(buiten),
        "inkomensbegrip": "toetsingsinkomen",
        "inkomensjaar": "t-2",
        "wijziging": "de maand erna",
        "bron": BRON,
        "versies": versies,
    }


def tijden_bij(verdeling: str) -> tuple[str, ...]:
    """The times over which an amount can be rounded."""
    if verdeling == "kalenderweken":
        return "uur", "dag"
    tijden = ("uur", "uur", "dag", "jaar") + (("maand",) if verdeling in GELIJKE_MAANDEN else ())
    return tijden + (("kwartaal",) if verdeling == GELIJKE_MAANDEN[0] else ())


@st.composite
def bouwstenen(draw: Teken, soort: str, verdeling: str, per: str) -> dict[str, Any]:
    """All kinds of prices and contributions, so that a cell can name any of them."""
    meerprijs = st.sampled_from(["ouder", "gemeente", "verboden"])
    tijden = tijden_bij(verdeling) if per == "band" else ("uur",)
    hoog = parameter(geld("8.00", "14.00"))
    tarieven = {
        "vast": {"soort": "vast", "bedrag": draw(hoog), "meerprijs": draw(meerprijs)},
        "eigen": {"soort": "aanbieder", "bron": BRON},
        "grens": {"soort": "aanbieder_tot_grens", "grens": draw(hoog), "meerprijs": draw(meerprijs)},
        "plus": {
            "soort": "max_uurprijs_plus_opslag",
            "opslag": draw(parameter(geld("0.00", "2.00"))),
            "meerprijs": draw(meerprijs),
        },
        "max": {"soort": "aanbieder_tot_max_uurprijs", "bron": BRON, "meerprijs": draw(meerprijs)},
        "samen": draw(samengesteld("prijs")) | {"meerprijs": draw(meerprijs)},
    }
    bijdragen: dict[str, Any] = {
        "geen": {"soort": "geen", "bron": BRON},
        "uur": {"soort": "per_uur", "bedrag": draw(parameter(geld("0.00", "7.00")))},
        "maximum": {"soort": "max_uurprijs", "bron": BRON},
        "alles": {"soort": "hele_prijs", "bron": BRON},
    }
    gemeentebedragen: dict[str, Any] = {
        "uur": {"soort": "per_uur", "bedrag": draw(parameter(geld("0.00", "8.00")))}
    }
    if verdeling in GELIJKE_MAANDEN:
        bijdragen["maand"] = {"soort": "per_maand", "bedrag": draw(parameter(geld("0.00", "60.00")))}
        gemeentebedragen["maand"] = {"soort": "per_maand", "bedrag": draw(parameter(geld("0.00", "150.00")))}
    if verdeling != "kalenderweken":
        bijdragen["jaar"] = {"soort": "per_jaar", "bedrag": draw(parameter(geld("0.00", "600.00")))}
        gemeentebedragen["jaar"] = {"soort": "per_jaar", "bedrag": draw(parameter(geld("100.00", "2000.00")))}
    if soort == "kot_percentage":
        bijdragen["rest"] = {"soort": "kot_eigen_deel", "bron": BRON}
        gemeentebedragen["kot"] = {"soort": "kot_percentage", "bron": BRON}
    else:
        opslag = draw(of_geen(parameter(geld("0.00", "0.90"))))
        bijdragen["klasse"] = {"soort": "tabel", "bron": BRON, "opslag": opslag}
    if soort == "bedrag_per_uur":
        delen = st.integers(0, 1000).map(lambda d: Decimal(d) / 10)
        bijdragen["deel"] = {"soort": "deel_van_laagste", "deel": draw(parameter(delen))}
    bijdragen["dag"] = {"soort": "per_dag", "bedrag": draw(parameter(geld("0.00", "25.00")))}
    gemeentebedragen["dag"] = {"soort": "per_dag", "bedrag": draw(parameter(geld("0.00", "60.00")))}
    bijdragen["samen"], gemeentebedragen["samen"] = (draw(samengesteld(soort, tijden)) for _ in range(2))
    if verdeling in GELIJKE_MAANDEN:
        teldagen = draw(st.lists(st.integers(1, 31), min_size=1, max_size=4, unique=True))
        bijdragen["geteld"] = bijdragen["maand"] | {"teldagen": teldagen}
        vanaf_1 = {"teldagen": [1, *sorted(set(teldagen[:3]) - {1})], "begonnen": True}
        gemeentebedragen["geteld"] = gemeentebedragen["jaar"] | draw(
            st.sampled_from([{"teldagen": teldagen}, vanaf_1])
        )
        bijdragen["begonnen"] = bijdragen["maand"] | vanaf_1
    if verdeling == GELIJKE_MAANDEN[0]:
        vrij = draw(st.lists(st.integers(1, 12), min_size=1, max_size=3, unique=True))
        eigen = {"vrije_maanden": vrij} | (bijdragen["geteld"] if draw(st.booleans()) else bijdragen["maand"])
        bijdragen["eigen maanden"] = eigen
    return {"tarieven": tarieven, "bijdragen": bijdragen, "gemeentebedragen": gemeentebedragen}


@st.composite
def samengesteld(draw: Teken, soort: str, tijden: tuple[str, ...] = ("uur",)) -> dict[str, Any]:
    """An amount of parts, with the parts that the table can give."""
    gronden = ["prijs", "max_uurprijs", "laagste_van_prijs_en_maximum", "prijs_boven_maximum"]
    gronden += {
        "kot_percentage": ["toeslag", "na_toeslag"],
        "bedrag_per_uur": ["tabel", "laagste_in_tabel"],
    }.get(soort, [])
    permille = st.integers(0, 1000).map(lambda d: Decimal(d) / 10)
    delen = []
    for van in draw(st.lists(st.sampled_from(gronden), min_size=1, max_size=3, unique=True)):
        delen.append(
            {"van": van} | ({"percentage": draw(parameter(permille))} if draw(st.booleans()) else {})
        )
    uit: dict[str, Any] = {"soort": "samengesteld", "bron": BRON, "delen": delen}
    if draw(st.booleans()):
        uit["opslag"] = draw(parameter(geld("0.00", "1.50")))
    if draw(st.booleans()):
        uit["ondergrens"] = draw(parameter(geld("0.00", "2.00")))
    if draw(st.booleans()):
        uit["bovengrens"] = draw(parameter(geld("2.00", "9.00")))
    if draw(st.booleans()):
        uit["afronding"] = {
            "op": draw(st.sampled_from(["geen_afronding", "cent", "dubbeltje", "euro"])),
            "richting": draw(st.sampled_from(["half_omhoog", "omlaag", "omhoog"])),
            "over": draw(st.sampled_from(["som", "deel"])),
            "bron": BRON,
        }
    per = draw(st.sampled_from(tijden))
    if per != "uur":
        op = draw(st.sampled_from(["cent", "dubbeltje", "euro"]))
        richting = draw(st.sampled_from(["half_omhoog", "omlaag", "omhoog"]))
        uit["afronding"] = {"op": op, "richting": richting, "over": "som", "bron": BRON, "per": per}
        uit["afronding"]["uurbedrag"] = draw(st.sampled_from(["geen", "cent"]))
    return uit


@st.composite
def cel(draw: Teken, stenen: dict[str, Any], richting: str) -> Any:
    if draw(st.integers(0, 5)) == 0:
        return "geen"
    if richting == "beide":
        return draw(cel_zonder_prijs(stenen))
    namen = list(stenen["gemeentebedragen"] if richting == "gemeentebedrag" else stenen["bijdragen"])
    return {"tarief": draw(st.sampled_from(list(stenen["tarieven"]))), richting: draw(st.sampled_from(namen))}


VAN_DE_PRIJS = ("maximum", "alles", "rest", "kot")


@st.composite
def cel_zonder_prijs(draw: Teken, stenen: dict[str, Any]) -> dict[str, str]:
    """Both sides an amount that is no part of the price."""
    uit = {"tarief": "geen"}
    for sleutel, familie in (("bijdrage", "bijdragen"), ("gemeentebedrag", "gemeentebedragen")):
        namen = [naam for naam in stenen[familie] if naam not in VAN_DE_PRIJS]
        delen = [str(deel["van"]) for deel in stenen[familie]["samen"]["delen"]]
        if not set(delen) <= {"max_uurprijs", "tabel", "laagste_in_tabel"}:
            namen.remove("samen")
        uit[sleutel] = draw(st.sampled_from(namen))
    return uit


@st.composite
def banden(draw: Teken, stenen: dict[str, Any], *, een_richting: bool) -> list[dict[str, Any]]:
    """Bands; where sums are rounded, parents without KOT start from their contribution, others from the municipality."""
    richtingen = st.sampled_from(["bijdrage", "bijdrage", "gemeentebedrag", "beide"])
    vast = {"zonder_kot": "bijdrage", "met_kot": "gemeentebedrag"}
    uit = []
    for nummer in range(draw(st.integers(1, 3))):
        band: dict[str, Any] = {
            "naam": f"blok {nummer + 1}",
            "uren_per_week": draw(parameter(st.integers(0, 40).map(lambda u: Decimal(u) / 4))),
        }
        for kot in ("zonder_kot", "met_kot"):
            band[kot] = draw(cel(stenen, vast[kot] if een_richting else draw(richtingen)))
        uit.append(band)
    return uit


@st.composite
def categorie(draw: Teken, stenen: dict[str, Any], *, een_richting: bool) -> dict[str, Any]:
    if draw(st.integers(0, 5)) == 0:
        return {"vergoed": False, "bron": BRON}
    start = draw(st.sampled_from([24, 27, 30]))
    grenzen = [start, draw(st.sampled_from([33, 36])), 48] if draw(st.booleans()) else [start, 48]
    fasen = [
        {
            "naam": f"fase {i + 1}",
            "vanaf": {"maanden": a, "bron": BRON},
            "tot": {"maanden": b, "bron": BRON} | ({"weken": draw(st.integers(0, 6))} if b == 48 else {}),
            "banden": draw(banden(stenen, een_richting=een_richting)),
        }
        for i, (a, b) in enumerate(pairwise(grenzen))
    ]
    soms = lambda s: of_geen(s) if draw(st.integers(0, 2)) == 0 else st.just("geen")  # noqa: E731
    recht = {"hoogstens_maanden": draw(parameter(st.integers(1, 14)))} if draw(st.integers(0, 5)) == 0 else {}
    return {
        **recht,
        "vergoed": True,
        "bron": BRON,
        "minimum_uren_per_week": draw(soms(parameter(st.integers(1, 8)))),
        "minimum_dagen_per_week": draw(soms(parameter(st.integers(1, 3)))),
        "maximum_uren_per_dag": draw(soms(parameter(st.integers(3, 8)))),
        "maximum_uren_per_jaar": draw(soms(parameter(st.integers(100, 700)))),
        "fasen": fasen,
    }


@st.composite
def afwijkingen(draw: Teken, document: dict[str, Any], *, een_richting: bool) -> list[dict[str, Any]]:
    vergoed = [naam for naam in Categorie if document[naam]["vergoed"]]
    if not vergoed or draw(st.booleans()):
        return []
    wie = draw(
        st.sampled_from(
            [
                {"locaties": ["L1"]},
                {"kernen": ["K1"]},
                {"minima": "pas"},
                {"opvangsoorten": ["bso", "gastouder"]},
            ]
        )
    )
    stenen = {naam: document[naam] for naam in ("tarieven", "bijdragen", "gemeentebedragen")}
    return [
        {
            "naam": "anders",
            "bron": BRON,
            "categorie": str(draw(st.sampled_from(vergoed))),
            "banden": draw(banden(stenen, een_richting=een_richting)),
        }
        | draw(st.sampled_from([{}, {"maximum_uren_per_dag": {"waarde": 5, "bron": BRON}}]))
        | wie
    ]


@st.composite
def indicering(draw: Teken) -> dict[str, Any]:
    return {
        "afgever": "JGZ",
        "woonplaatseis": draw(st.booleans()),
        "locatie_eis": draw(st.booleans()),
        "stopredenen": draw(st.lists(st.sampled_from(["verhuizing", "einde indicatie"]), unique=True)),
        "bron": BRON,
        "zonder_ve": draw(st.sampled_from(["geen_subsidie", "eigen_middelen"])),
    }


INDICERING = {
    "afgever": "JGZ",
    "woonplaatseis": True,
    "locatie_eis": True,
    "stopredenen": [],
    "bron": BRON,
    "zonder_ve": "geen_subsidie",
}


def geldstroom(indicering: dict[str, Any] = INDICERING) -> dict[str, Any]:
    return {
        "begunstigde": "houder",
        "declaratie_ritme": "kwartaal",
        "bron": BRON,
        "kot_bewijs": ["verklaring"],
        "plafond": "geen",
        "controle": "steekproef",
        "bekostiging": [],
        "indicering": dict(indicering),
        "aanvraag": {"doorlopend": True, "te_laat": "kan niet", "bron": BRON},
        "verlening": {
            "grondslag": "peilweek",
            "voorschot": {"waarde": 90, "bron": BRON},
            "termijnen": {"waarde": 4, "bron": BRON},
        },
        "vaststelling": {
            "uiterste_datum": "05-01",
            "accountant_vanaf": "geen",
            "op_werkelijke_uren": True,
            "op_werkelijk_inkomen": False,
            "bron": BRON,
        },
    }


@st.composite
def afronding_deel(draw: Teken, kalenderweken: bool) -> dict[str, Any]:
    uren = ["geen", "honderdste", "honderdste"] + (
        [] if kalenderweken else ["maand_honderdste", "maand_honderdste_omlaag"]
    )
    per = draw(st.sampled_from(["band", "band", "band", "maand", "regel"]))
    stappen = ["cent"] if per == "band" else ["cent", "euro", "euro_omhoog", "euro_omlaag"]
    return {
        "uren": draw(st.sampled_from(uren)),
        "uurbedrag": draw(st.sampled_from(["cent", "geen"])),
        "per": per,
        "op": draw(st.sampled_from(stappen)),
        "bron": BRON,
    }


@st.composite
def documenten(draw: Teken) -> dict[str, Any]:
    """A whole policy as a plain document."""
    uren = draw(uren_deel())
    verdeling = uren["maandverdeling"]
    kalenderweken = verdeling == "kalenderweken"
    soorten = ["bedrag_per_uur", "kot_percentage"]
    soorten += ["bedrag_per_maand"] if verdeling in GELIJKE_MAANDEN else []
    soort = draw(st.sampled_from(soorten))
    afronding = draw(afronding_deel(kalenderweken))
    stenen = draw(bouwstenen(soort, verdeling, afronding["per"]))
    if afronding["uren"] != "geen":
        uren["ruimte"] = draw(st.sampled_from(["per_kwartaal", "per_kwartaal", "per_jaar"]))
    een_richting = afronding["per"] != "band"
    document = {
        "regeling": {
            "naam": "Willekeurig",
            "gemeente": "Ergens",
            "gemeente_code": "0001",
            "geldig_van": VAN,
            "geldig_tot_en_met": TOT,
            "bron": BRON,
        },
        "uren": uren,
        "verjaardag": {"schrikkeldag": draw(st.sampled_from(["28 februari", "1 maart"])), "bron": BRON},
        "samenloop": {"volgorde": "begin", "bron": BRON},
        "afronding": afronding,
        "max_uurprijs": {"bedragen": draw(parameter(geld("8.00", "11.00")))},
        **stenen,
        "bijdragetabel": draw(tabel_deel(soort, kalenderweken)),
        **{str(naam): draw(categorie(stenen, een_richting=een_richting)) for naam in Categorie},
        "plaatsbedragen": {"kwaliteitsbijdrage": draw(kwaliteit()), "hbo": "geen", "vaste_voet": "geen"},
        "geldstroom": geldstroom(draw(indicering())),
        "opslagen": draw(opslagen()),
        "minima": [
            {"naam": "pas", "voorwaarde": "laag inkomen", "bijdrage_nul": draw(st.booleans()), "bron": BRON}
            | draw(grens())
        ],
        "voorbeelden": [voorbeeld()],
    }
    if "percentage" in document["minima"][0].get("grens", {}):
        document["sociaal_minimum"] = {
            "inkomen_per": "maand",
            "alleenstaand": draw(parameter(geld("1000.00", "2000.00"))),
            "samenwonend": draw(parameter(geld("1800.00", "3000.00"))),
        }
    document["afwijkingen"] = draw(afwijkingen(document, een_richting=een_richting))
    if not any(document[naam]["vergoed"] for naam in Categorie):
        document["regulier"] = draw(
            categorie(stenen, een_richting=een_richting).filter(lambda c: c["vergoed"])
        )
    draw(andere_maten(document))
    return document


@st.composite
def andere_maten(draw: Teken, document: dict[str, Any]) -> None:
    """Some bands measured over another time than a week, where the rest of the policy allows it."""
    uren = document["uren"]
    if uren["ruimte"] == "per_jaar" or uren["bron"] == "bezette_plaats" or draw(st.integers(0, 2)):
        return
    tijden = {"dag": 8, "jaar": 400, "hele_periode": 900}
    tijden |= {"maand": 60} if uren["maandverdeling"] in GELIJKE_MAANDEN else {}
    tijden |= {"kwartaal": 200} if uren["maandverdeling"] == GELIJKE_MAANDEN[0] else {}
    groepen = [document[str(naam)] for naam in Categorie if document[str(naam)]["vergoed"]]
    lijsten = [fase["banden"] for groep in groepen for fase in groep["fasen"]]
    for band in (
        band for lijst in [*lijsten, *(a["banden"] for a in document["afwijkingen"])] for band in lijst
    ):
        if draw(st.booleans()):
            tijd = draw(st.sampled_from(list(tijden)))
            band["uren_per_week"] = "geen"
            band["uren"] = {"per": tijd, "aantal": draw(parameter(st.integers(0, tijden[tijd])))}
    for groep in groepen:
        if draw(st.booleans()):
            plekken = draw(st.lists(st.integers(0, 8), min_size=1, max_size=4))
            groep["uren_per_dagplek"] = [
                {"naam": f"dag {nummer}", "uren": w_bron(uren)}
                for nummer, uren in enumerate(plekken, start=1)
            ]


@st.composite
def grens(draw: Teken) -> dict[str, Any]:
    """Sometimes the rule holds by itself: for a household, up to an income, or both."""
    kies = draw(st.sampled_from(["geen", "geen", "huishouden", "bedrag", "percentage"]))
    if kies == "geen":
        return {}
    wie = draw(st.sampled_from(["alleenstaand", "samenwonend"]))
    if kies == "huishouden":
        return {"grens": {"huishoudens": [wie]}}
    if kies == "percentage":
        return {"grens": {"percentage": draw(parameter(st.integers(100, 150)))}}
    per = draw(st.sampled_from(["jaar", "maand"]))
    euro = geld("15000.00", "60000.00") if per == "jaar" else geld("1250.00", "5000.00")
    bedragen = {naam: draw(parameter(euro)) for naam in ("alleenstaand", "samenwonend")}
    return {"grens": {"inkomen_per": per} | bedragen}


@st.composite
def kwaliteit(draw: Teken) -> Any:
    if draw(st.integers(0, 2)):
        return "geen"
    return {
        "bedrag": draw(parameter(geld("0.00", "2000.00"))),
        "referentie_uren": draw(parameter(st.sampled_from([320, 640]))),
        "categorieen": ["doelgroep"],
        "naar_rato": True,
    }


@st.composite
def opslagen(draw: Teken) -> list[dict[str, Any]]:
    if draw(st.integers(0, 2)):
        return []
    waar = draw(st.sampled_from([{"locaties": ["L1"]}, {"kernen": ["K1"]}, {}]))
    return [
        {
            "naam": "extra",
            "bedrag": draw(parameter(geld("0.00", "1.50"))),
            "categorieen": ["doelgroep", "smi"],
        }
        | waar
    ]


def voorbeeld() -> dict[str, Any]:
    kind = {
        "geboortedatum": date(2022, 1, 1),
        "van": VAN,
        "tot_en_met": VAN,
        "categorie": "regulier",
        "kot": False,
    }
    return {"naam": "niet nagerekend", "bron": BRON, "kind": kind, "verwacht": {"uren": 0}}


def regelingen() -> st.SearchStrategy[Regeling]:
    return documenten().map(maak_geldig)


def maak_geldig(document: dict[str, Any]) -> Regeling:
    """Prices that the policy fixes stay above what it asks, as the checks demand: raise the fixed price."""
    from rekenregels import RegelingFout

    try:
        return load_document(document)
    except RegelingFout:
        for waarde in _waarden(document["tarieven"]["vast"]["bedrag"]):
            waarde["waarde"] = waarde["waarde"] + 10
        return load_document(document)


def _waarden(parameter: Any) -> list[dict[str, Any]]:
    return parameter if isinstance(parameter, list) else [parameter]


@st.composite
def feiten(draw: Teken, regeling: Regeling, *, binnen_jaar: bool = True) -> Feit:
    """A child with everything that the policy may ask."""
    van = draw(dagen_in(VAN, TOT))
    eind = date(van.year, 12, 31)
    tot = draw(st.one_of(dagen_in(van, eind), st.just(eind)))
    if draw(st.booleans()):
        kwartaal = (van.month - 1) // 3
        van = date(van.year, 3 * kwartaal + 1, 1)
        tot = date(van.year + (kwartaal == 3), 1 if kwartaal == 3 else 3 * kwartaal + 4, 1) - timedelta(
            days=1
        )
    tabel = regeling.bijdragetabel
    klassen = len(tabel.versies[0].rijen) if tabel else 1
    inkomen = draw(st.one_of(st.none(), st.integers(0, 150_000)))
    return Feit(
        sleutel="kind",
        geboortedatum=draw(dagen_in(van - timedelta(days=1480), van - timedelta(days=800))),
        van=van,
        tot_en_met=tot,
        categorie=draw(st.sampled_from(list(Categorie))),
        kot=draw(st.booleans()),
        bijdrageklasse=None if inkomen is not None else draw(st.one_of(st.none(), st.integers(1, klassen))),
        inkomen=inkomen,
        kindrang=draw(st.integers(1, 2)),
        uren=draw(st.integers(0, 90_000)),
        uren_per_week=draw(st.integers(0, 3_000)),
        prijs=draw(st.integers(700, 1_500)),
        locatie=draw(st.sampled_from(["", "L1", "L2"])),
        kern=draw(st.sampled_from(["", "K1"])),
        minima=draw(st.integers(0, 1)),
        dagen=draw(st.integers(0, 200)),
        uren_eerder=draw(st.sampled_from([0, 0, 10_000, 60_000])),
        opvang=draw(st.sampled_from(list(Opvangsoort))),
        huishouden=draw(st.sampled_from([None, *Huishouden])),
        recht_vanaf=van - timedelta(days=draw(st.integers(0, 400))),
        begonnen_op=van - timedelta(days=draw(st.sampled_from([0, 0, 1, 9, 20, 45]))),
        gebruikt_1=draw(st.sampled_from([0, 0, 10_000, 60_000])),
        gebruikt_2=draw(st.sampled_from([0, 0, 5_000])),
        vertrek=draw(st.sampled_from([Vertrek.WOONT_HIER, Vertrek.WOONT_HIER, *Vertrek])),
        ve=draw(st.sampled_from([True, True, True, False])),
        binnen_gemeente=draw(st.sampled_from([True, True, True, False])),
        na_indicatie=draw(st.sampled_from([False, False, False, True])),
    )


@st.composite
def gevallen(draw: Teken) -> tuple[Regeling, Feit]:
    regeling = draw(regelingen())
    return regeling, draw(feiten(regeling))


def vergoedt(regeling: Regeling, soort: Categorie) -> bool:
    return isinstance(regeling.categorie(soort), Categorieregels)


WEEKUREN = (Urenbron.CONTRACT, Urenbron.PEILWEEK)
