"""One small policy per way of computing, each with a few lines of facts: their explanations are kept word for word."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from rekenregels import Categorie, Feit, Regeling, load_document

from .voorbeeldstad import BRON, DOELGROEP, PEUTER, band, categorie, cel, fase, gemeente, maak, w

LENTE = replace(PEUTER, van=date(2026, 2, 15), tot_en_met=date(2026, 5, 9), uren=5_000)
KOT_RIJEN: list[dict[str, Any]] = [
    {"tot_en_met": 30_000, "kind1": 96, "kind2": 96},
    {"tot_en_met": "geen", "kind1": "33.3", "kind2": "67.1"},
]
KOT_TABEL: dict[str, Any] = {
    "bijdragetabel__soort": "kot_percentage",
    "bijdragetabel__versies__0__rijen": KOT_RIJEN,
    "bijdragen__vng": {"soort": "geen", "bron": BRON},
    "tarieven__basis": {"soort": "aanbieder", "bron": "art. 5"},
}
TWEE_BLOKKEN = categorie(band("eerste 8", 8, cel("vng"), cel("gratis")), band("tweede 8", 8, cel("gratis")))
FASEN = categorie() | {
    "fasen": [
        fase("2 tot 2,5 jaar", 24, 30, band("8 uur", 8, cel("gratis"))),
        fase("2,5 tot 4 jaar", 30, 48, band("8 uur", 8, cel("vng")), band("nog 8 uur", 8, cel("gratis"))),
    ]
}
SCHUIFT = replace(PEUTER, geboortedatum=date(2024, 1, 10), uren=40_000)


def regulier(*banden: dict[str, Any], **grenzen: Any) -> dict[str, Any]:
    return categorie(*(banden or (band("8 uur", 8, cel("vng")),)), **grenzen)


def met_tarief(met_kot: Any = "geen", **tarief: Any) -> Regeling:
    return maak(tarieven__basis=tarief, regulier=regulier(band("8 uur", 8, cel("vng"), met_kot)))


def met_bijdrage(**bijdrage: Any) -> Regeling:
    return maak(bijdragen__eigen_deel=bijdrage, regulier=regulier(band("8 uur", 8, cel("eigen_deel"))))


def met_gemeentebedrag(rest: dict[str, Any] | None = None, **bedrag: Any) -> Regeling:
    return maak(
        gemeentebedragen={"van_ons": bedrag},
        regulier=regulier(band("8 uur", 8, gemeente("van_ons"))),
        **(rest or {}),
    )


def varianten() -> Iterator[tuple[str, Regeling, list[Feit]]]:
    yield from _uren()
    yield from _afronding()
    for naam, regeling, feiten in (
        *_grenzen(),
        *_prijzen(),
        *_bijdragen(),
        *_gemeente(),
        *_samengesteld(),
        *_tegoeden(),
    ):
        yield naam, regeling, feiten
        if "wijzigt" not in naam:
            yield f"{naam}, wisselt", wisselend(regeling), [in_de_lente(feit) for feit in feiten[:2]]


def in_de_lente(feit: Feit) -> Feit:
    return replace(feit, van=LENTE.van, tot_en_met=LENTE.tot_en_met, uren=min(feit.uren, LENTE.uren))


def wisselend(regeling: Regeling) -> Regeling:
    """The same policy with every number one higher from 1 April on: both halves of a spring line show it."""
    document = regeling.as_document()
    wisselt = (
        "uren",
        "tarieven",
        "max_uurprijs",
        "bijdragen",
        "gemeentebedragen",
        "opslagen",
        "regulier",
        "doelgroep",
    )
    for deel in (*wisselt, "plaatsbedragen"):
        if deel in document:
            document[deel] = _wissel(document[deel])
    return load_document(document, bestand="wisselend.toml")


def _wissel(plat: Any) -> Any:
    if isinstance(plat, dict) and "waarde" in plat:
        hoger = plat | {
            "waarde": str(Decimal(plat["waarde"]) + 1),
            "bron": "wijziging",
            "vanaf": "2026-04-01",
        }
        return [plat, hoger]
    if isinstance(plat, dict):
        return {naam: _wissel(lid) for naam, lid in plat.items()}
    if isinstance(plat, list):
        al_wisselend = plat and isinstance(plat[0], dict) and "waarde" in plat[0]
        return plat if al_wisselend else [_wissel(lid) for lid in plat]
    return plat


def _uren() -> Iterator[tuple[str, Regeling, list[Feit]]]:
    yield "niet vergoed", maak(), [replace(PEUTER, categorie=Categorie.SMI)]
    yield "buiten de leeftijd", maak(regulier=FASEN), [replace(PEUTER, geboortedatum=date(2025, 3, 1))]
    yield "deels te jong", maak(), [replace(PEUTER, geboortedatum=date(2024, 3, 20))]
    yield "twee fasen", maak(regulier=FASEN), [SCHUIFT, replace(SCHUIFT, van=date(2026, 3, 5))]
    yield "gepland", maak(uren__bron="gepland"), [LENTE]
    for bron in ("contract", "peilweek"):
        per_week = replace(LENTE, uren=0, uren_per_week=650)
        yield bron, maak(uren__bron=bron), [per_week, replace(per_week, van=date(2026, 1, 1))]
    for afronding in ("geen", "maand_honderdste", "maand_honderdste_omlaag"):
        regeling = maak(uren__bron="contract", afronding__uren=afronding)
        yield f"contract, uren {afronding}", regeling, [replace(LENTE, uren_per_week=650)]
        yield f"geleverd, uren {afronding}", maak(afronding__uren=afronding, regulier=FASEN), [SCHUIFT]
    yield "bezette plaats", maak(uren__bron="bezette_plaats", regulier=FASEN), [SCHUIFT]
    yield (
        "elf maanden",
        maak(uren__maandverdeling="elf_gelijke_maanden", uren__vrije_maanden=[4]),
        [LENTE],
    )
    zomer = {"naam": "zomer", "van": date(2026, 7, 6), "tot_en_met": date(2026, 9, 27)}
    weken = maak(uren__maandverdeling="kalenderweken", uren__sluitingen=[zomer])
    yield "kalenderweken", weken, [LENTE, replace(LENTE, tot_en_met=date(2026, 10, 4))]
    yield (
        "weken wijzigen",
        maak(uren__weken_per_jaar=[w(40), w(48, vanaf=date(2026, 4, 1), artikel="9")]),
        [LENTE],
    )
    kind = replace(LENTE, uren=9_999)
    scholen = maak(uren__maandverdeling="schoolweken", uren__schoolweken=[11, 11, 7, 11])
    yield "schoolweken", scholen, [kind, replace(kind, van=date(2026, 1, 1), tot_en_met=date(2026, 12, 31))]
    over = replace(kind, ruimte_over_1=555, ruimte_over_2=1_010, uren_wachtend=333)
    yield "ruimte die doorloopt", maak(uren__ruimte="per_jaar", regulier=FASEN), [over, kind]


def _grenzen() -> Iterator[tuple[str, Regeling, list[Feit]]]:
    per_dag = maak(regulier=regulier(maximum_uren_per_dag=w("5.5")))
    yield "hoogstens per dag", per_dag, [replace(LENTE, dagen=8), replace(LENTE, dagen=20)]
    per_jaar = maak(regulier=regulier(maximum_uren_per_jaar=w(240)))
    yield "hoogstens per jaar", per_jaar, [replace(LENTE, uren_eerder=u) for u in (0, 21_000, 25_000)]
    samen = categorie(maximum_uren_per_jaar=w(240), maximum_uren_per_dag=w(6)) | {"fasen": FASEN["fasen"]}
    yield (
        "per dag, per jaar en twee fasen",
        maak(regulier=samen),
        [replace(SCHUIFT, dagen=60), replace(SCHUIFT, dagen=20)],
    )
    minimum = regulier(minimum_uren_per_week=w(6), minimum_dagen_per_week=w(2))
    yield (
        "te weinig uren of dagen",
        maak(regulier=minimum),
        [replace(LENTE, dagen=10), replace(LENTE, dagen=40)],
    )
    yield "te weinig dagen", maak(regulier=regulier(minimum_dagen_per_week=w(2))), [replace(LENTE, dagen=10)]
    yield "te weinig uren", maak(regulier=regulier(minimum_uren_per_week=w("7.5"))), [LENTE]
    yield "boven het maximum", maak(), [replace(PEUTER, uren=40_050), replace(DOELGROEP, uren=70_000)]
    yield "geen uren", maak(), [replace(PEUTER, uren=0)]


def _prijzen() -> Iterator[tuple[str, Regeling, list[Feit]]]:
    duur, goedkoop = replace(PEUTER, prijs=1_050), replace(PEUTER, prijs=850)
    yield "meerprijs voor ouders", maak(), [duur, replace(DOELGROEP, prijs=1_125)]
    yield (
        "meerprijs voor de gemeente",
        met_tarief(soort="vast", bedrag=w(10), meerprijs="gemeente"),
        [duur, goedkoop],
    )
    yield "meerprijs verboden", met_tarief(soort="vast", bedrag=w(10), meerprijs="verboden"), [duur]
    yield "prijs van de aanbieder", met_tarief(soort="aanbieder", bron="art. 5"), [duur]
    grens = met_tarief(soort="aanbieder_tot_grens", grens=w(10, artikel="4.2"), meerprijs="ouder")
    yield "tot een grens", grens, [duur, goedkoop]
    yield (
        "tot een grens, meerprijs gemeente",
        met_tarief(soort="aanbieder_tot_grens", grens=w(10), meerprijs="gemeente"),
        [duur],
    )
    maximum = met_tarief(soort="aanbieder_tot_max_uurprijs", bron="art. 5", meerprijs="ouder")
    yield "tot het landelijk maximum", maximum, [duur, goedkoop]
    opslag = met_tarief(soort="max_uurprijs_plus_opslag", opslag=w("0.43"), meerprijs="ouder")
    yield "landelijk maximum met opslag", opslag, [PEUTER, duur]
    kern = {
        "naam": "kleine kern",
        "bedrag": w("0.50", artikel="7"),
        "categorieen": ["regulier"],
        "kernen": ["Dorp"],
    }
    yield "opslag voor een kern", maak(opslagen=[kern]), [replace(PEUTER, kern="Dorp"), PEUTER]
    yield "prijs wijzigt", maak(tarieven__basis__bedrag=[w(10), w(12, vanaf=date(2026, 4, 1))]), [LENTE]
    yield "geen subsidie met toeslag", maak(), [replace(PEUTER, kot=True), replace(DOELGROEP, kot=True)]
    alleen_kot = maak(regulier=regulier(band("8 uur", 8, "geen", cel("gratis"))))
    yield "geen subsidie zonder toeslag", alleen_kot, [PEUTER, replace(PEUTER, kot=True)]


def _bijdragen() -> Iterator[tuple[str, Regeling, list[Feit]]]:
    yield (
        "tabel",
        maak(),
        [replace(PEUTER, bijdrageklasse=k, kindrang=r) for k, r in ((2, 1), (3, 2), (None, 1))],
    )
    yield "naar inkomen", maak(), [replace(PEUTER, bijdrageklasse=None, inkomen=i) for i in (0, 40_001)]
    streng = maak(bijdragetabel__zonder_bewijs="geen_subsidie")
    yield "zonder bewijs geen subsidie", streng, [replace(PEUTER, bijdrageklasse=None)]
    kort = [{"tot_en_met": 40_000, "kind1": 1, "kind2": 1}, {"tot_en_met": 80_000, "kind1": 2, "kind2": 2}]
    for boven in ("hoogste_bijdrage", "geen_subsidie"):
        regeling = maak(bijdragetabel__versies__0__rijen=kort, bijdragetabel__boven_tabel=boven)
        yield f"boven de tabel: {boven}", regeling, [replace(PEUTER, bijdrageklasse=None, inkomen=80_001)]
    nieuw = {
        "bron": "tweede versie",
        "vanaf": "2026-04-01",
        "rijen": maak().as_document()["bijdragetabel"]["versies"][0]["rijen"],
    }
    oud = maak().as_document()["bijdragetabel"]["versies"][0]
    yield "tabel wijzigt", maak(bijdragetabel__versies=[oud, nieuw]), [LENTE]
    yield "tabel met opslag", met_bijdrage(soort="tabel", bron=BRON, opslag=w("0.43", artikel="3")), [PEUTER]
    yield "geen bijdrage", met_bijdrage(soort="geen", bron=BRON), [PEUTER]
    yield "per uur", met_bijdrage(soort="per_uur", bedrag=w("0.45")), [PEUTER]
    yield (
        "per maand",
        met_bijdrage(soort="per_maand", bedrag=w("25.10")),
        [LENTE, PEUTER, replace(LENTE, uren=300)],
    )
    yield (
        "deel van de laagste",
        met_bijdrage(soort="deel_van_laagste", deel=w("33.3")),
        [PEUTER, replace(PEUTER, kindrang=2)],
    )
    yield "hele prijs", met_bijdrage(soort="hele_prijs", bron=BRON), [PEUTER]
    yield "landelijk maximum als bijdrage", met_bijdrage(soort="max_uurprijs", bron=BRON), [PEUTER]
    duur = maak(
        max_uurprijs={"bedragen": w(12)},
        bijdragen__eigen={"soort": "max_uurprijs", "bron": BRON},
        regulier=regulier(band("8 uur", 8, cel("eigen"))),
    )
    yield "bijdrage tot de prijs", duur, [PEUTER]
    eigen = maak(
        **KOT_TABEL,
        bijdragen__eigen={"soort": "kot_eigen_deel", "bron": BRON},
        regulier=regulier(band("8 uur", 8, cel("eigen"))),
    )
    yield (
        "eigen deel na toeslag",
        eigen,
        [replace(PEUTER, bijdrageklasse=k, kindrang=r, prijs=1_000) for k, r in ((1, 1), (2, 2), (None, 1))],
    )
    pas = {"naam": "gemeentepas", "voorwaarde": "laag inkomen", "bijdrage_nul": True, "bron": "art. 11"}
    schuld = {"naam": "schuldhulp", "voorwaarde": "traject", "bijdrage_nul": False, "bron": "art. 12"}
    minima = maak(minima=[pas, schuld, pas | {"naam": "bijstand"}])
    yield "minima", minima, [replace(PEUTER, bijdrageklasse=3, minima=m) for m in (3, 2, 1)]
    maandtabel = maak(
        bijdragetabel__soort="bedrag_per_maand",
        bijdragen__eigen={"soort": "tabel", "bron": BRON, "opslag": w("0.20")},
        regulier=regulier(band("8 uur", 8, cel("eigen"))),
    )
    yield "tabel per maand met opslag", maandtabel, [replace(PEUTER, bijdrageklasse=3, kindrang=2), LENTE]


def _gemeente() -> Iterator[tuple[str, Regeling, list[Feit]]]:
    yield "gemeente per uur", met_gemeentebedrag(soort="per_uur", bedrag=w(8)), [PEUTER, LENTE]
    per_jaar = met_gemeentebedrag(soort="per_jaar", bedrag=w("1000.55"))
    yield "gemeente per jaar", per_jaar, [PEUTER, LENTE, replace(LENTE, uren=500)]
    yield (
        "gemeente als toeslag",
        met_gemeentebedrag(KOT_TABEL, soort="kot_percentage", bron=BRON),
        [replace(PEUTER, bijdrageklasse=k, prijs=p) for k, p in ((2, 1_000), (1, 850), (None, 900))],
    )
    precies = met_gemeentebedrag(
        KOT_TABEL | {"afronding__uurbedrag": "geen"}, soort="kot_percentage", bron=BRON
    )
    yield "uurbedrag niet afgerond", precies, [replace(PEUTER, bijdrageklasse=2, prijs=855)]
    kwaliteit = {
        "bedrag": w(1_500, artikel="12"),
        "referentie_uren": w(640),
        "categorieen": ["doelgroep"],
        "naar_rato": True,
    }
    plaats = maak(plaatsbedragen={"kwaliteitsbijdrage": kwaliteit, "hbo": "geen", "vaste_voet": "geen"})
    yield (
        "kwaliteitsbijdrage",
        plaats,
        [DOELGROEP, replace(DOELGROEP, van=date(2026, 3, 9), uren=20_055), PEUTER],
    )


def _deel(van: str, percentage: Any = None) -> dict[str, Any]:
    return {"van": van} | ({} if percentage is None else {"percentage": w(percentage)})


def _samen(*delen: dict[str, Any], **meer: Any) -> dict[str, Any]:
    return {"soort": "samengesteld", "bron": BRON, "delen": list(delen), **meer}


def _rond(op: str, richting: str, over: str = "som", **per: str) -> dict[str, str]:
    return {"op": op, "richting": richting, "over": over, "bron": "art. 9"} | per


def _samengesteld() -> Iterator[tuple[str, Regeling, list[Feit]]]:
    """Amounts out of parts, over a time of their own, and bands in which both sides have one."""
    tweede_kind = replace(LENTE, prijs=1_037, bijdrageklasse=2, kindrang=2, dagen=37)
    prijs = {"tarieven__basis": {"soort": "aanbieder", "bron": "art. 5"}}
    helft = _samen(
        _deel("tabel", 50),
        _deel("prijs_boven_maximum", 33),
        opslag=w("0.20"),
        afronding=_rond("dubbeltje", "omhoog", "deel"),
    )
    yield (
        "uit delen, elk deel omhoog",
        maak(bijdragen__eigen=helft, regulier=regulier(band("b", 8, cel("eigen"))), **prijs),
        [tweede_kind, replace(tweede_kind, bijdrageklasse=None)],
    )
    van_ons = _samen(_deel("prijs", 75), ondergrens=w("6.50"), bovengrens=w("7.50"))
    yield (
        "van de gemeente uit delen",
        maak(
            gemeentebedragen={"van_ons": van_ons},
            regulier=regulier(band("b", 8, gemeente("van_ons"))),
            **prijs,
        ),
        [replace(tweede_kind, prijs=p) for p in (850, 1_037)],
    )
    tarief = _samen(_deel("max_uurprijs", "80.5"), opslag=w("0.25"), ondergrens=w(3), meerprijs="ouder")
    yield "prijs uit delen", met_tarief(**tarief), [tweede_kind, PEUTER]
    for per in ("dag", "maand", "kwartaal", "jaar"):
        eigen = _samen(_deel("prijs", "12.3"), afronding=_rond("euro", "half_omhoog", per=per))
        yield (
            f"afgerond over een {per}",
            maak(bijdragen__eigen=eigen, regulier=regulier(band("b", 8, cel("eigen")))),
            [tweede_kind, replace(tweede_kind, van=date(2026, 1, 1), tot_en_met=date(2026, 1, 31))],
        )
        yield (
            f"van de gemeente, afgerond over een {per}",
            maak(gemeentebedragen={"van_ons": eigen}, regulier=regulier(band("b", 8, gemeente("van_ons")))),
            [tweede_kind],
        )
    twee = {"tarief": "geen", "gemeentebedrag": "van_ons", "bijdrage": "eigen"}
    tabel = {"soort": "tabel", "bron": BRON, "opslag": w("0.10")}
    for naam, van_gemeente, eigen in (
        ("per jaar en uit de tabel", {"soort": "per_jaar", "bedrag": w("1000.55")}, tabel),
        (
            "per maand en per jaar",
            {"soort": "per_maand", "bedrag": w("80.10")},
            {"soort": "per_jaar", "bedrag": w(99)},
        ),
        (
            "per dag en per dag",
            {"soort": "per_dag", "bedrag": w("27.51")},
            {"soort": "per_dag", "bedrag": w("2.50")},
        ),
        (
            "per uur en per maand",
            {"soort": "per_uur", "bedrag": w("7.77")},
            {"soort": "per_maand", "bedrag": w(25)},
        ),
    ):
        regeling = maak(
            gemeentebedragen={"van_ons": van_gemeente},
            bijdragen__eigen=eigen,
            regulier=regulier() | {"fasen": _fasen(twee)},
        )
        jonger = replace(tweede_kind, geboortedatum=date(2023, 10, 9))  # 30 months on 9 April
        yield f"zonder prijs {naam}", regeling, [tweede_kind, jonger]


def _fasen(cellen: dict[str, str]) -> list[dict[str, Any]]:
    return [
        fase("2 tot 2,5 jaar", 24, 30, band("8 uur", 8, cellen)),
        fase("2,5 tot 4 jaar", 30, 48, band("6 uur", 6, cellen), band("nog 6 uur", 6, cellen)),
    ]


def _tegoeden() -> Iterator[tuple[str, Regeling, list[Feit]]]:
    """Hours over another time than a week, on days of the week, and a right that ends."""

    def blok(aantal: Any, per: str) -> dict[str, Any]:
        maat = {"uren_per_week": "geen", "uren": {"per": per, "aantal": w(aantal)}}
        return band(f"{aantal} per {per}", 1, cel("vng")) | maat

    kind = replace(LENTE, uren=9_999, dagen=20)
    yield (
        "tegoed per jaar na zes uur",
        maak(regulier=regulier(band("zes", 6, cel("vng")), blok(40, "jaar"))),
        [kind],
    )
    gebruikt = replace(kind, gebruikt_1=80_000)
    yield "tegoed van de hele periode", maak(regulier=regulier(blok(840, "hele_periode"))), [gebruikt, kind]
    yield "uren per dag", maak(regulier=regulier(blok("4.5", "dag"), blok(12, "maand"))), [kind]
    yield (
        "uren per kwartaal",
        maak(regulier=regulier(blok(33, "kwartaal"))),
        [kind, replace(kind, uren=2_000)],
    )
    plekken = [{"naam": f"{n} dag", "uren": w(uren)} for n, uren in (("eerste", 6), ("tweede", "4.5"))]
    yield (
        "uren per dag van de week",
        maak(regulier=regulier(band("b", 16, cel("vng")), uren_per_dagplek=plekken)),
        [kind, replace(kind, dagen=7)],
    )
    einde = maak(
        regulier=regulier(band("b", 8, cel("vng")), hoogstens_maanden=w(6)),
        voorbeelden__0__kind__recht_vanaf=date(2026, 1, 1),
    )
    yield "een recht van zes maanden", einde, [replace(kind, recht_vanaf=date(2025, 10, 20))]


def _afronding() -> Iterator[tuple[str, Regeling, list[Feit]]]:
    for per in ("regel", "maand"):
        for op in ("cent", "euro", "euro_omhoog", "euro_omlaag"):
            regeling = maak(afronding__per=per, afronding__op=op, regulier=TWEE_BLOKKEN)
            yield f"afgerond per {per} op {op}", regeling, [replace(LENTE, bijdrageklasse=2, uren=9_999)]
        schuif = maak(afronding__per=per, regulier=FASEN)
        yield f"twee fasen, afgerond per {per}", schuif, [SCHUIFT]
        vast = maak(
            afronding__per=per,
            gemeentebedragen={"van_ons": {"soort": "per_uur", "bedrag": w("7.77")}},
            regulier=regulier(band("8 uur", 8, gemeente("van_ons"))),
        )
        yield f"van de gemeente, afgerond per {per}", vast, [LENTE]
        maandelijks = maak(
            afronding__per=per,
            bijdragen__eigen={"soort": "per_maand", "bedrag": w("25.10")},
            regulier=regulier(band("8 uur", 8, cel("eigen"))),
        )
        yield f"per maand, afgerond per {per}", maandelijks, [LENTE, replace(LENTE, uren=100)]
