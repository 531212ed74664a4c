"""The words of the letters about a subsidy as the programme ships them, and what the law wants to be in them."""

from typing import Any

from brieven.tekstblokken import Eis, Plaatshouder, Tekstblok
from lib.geld import euro
from subsidies.models import Beschikking
from subsidies.subsidiejaar.mogelijk import ARTIKELEN

Soort = Beschikking.Soort

_DOSSIER = (
    Plaatshouder("regeling", "de naam van de subsidieregeling", "Subsidieregeling VVE Voorbeeldstad"),
    Plaatshouder("jaar", "het jaar van de subsidie", "2025"),
    Plaatshouder("dossier", "het nummer van het dossier", "S2025-000"),
)
_NUMMER = Plaatshouder("nummer", "het nummer van het besluit", "B2025-000")
_BEDRAG = Plaatshouder("bedrag", "het bedrag van het besluit", "€ 12.345,67")
_MOTIVERING = Plaatshouder(
    "motivering", "wat bij het besluit als motivering is ingevuld", "De aanvraag past bij de regeling."
)
_REKENZIN = Plaatshouder(
    "rekenzin",
    "hoe het bedrag uit de berekening volgt, in één of twee zinnen",
    "Volgens de berekening komt uw aanvraag op € 12.345,67.",
)
_ARTIKEL = Plaatshouder("artikel", "het artikel van de wet", "Awb artikel 4:29 en 4:31")
_BRONNEN = Plaatshouder("bronnen", "de artikelen van de regeling", "artikel 8; artikel 9")
_BESLISSEN = Plaatshouder("beslissen_voor", "de laatste dag om te beslissen", "27 januari 2025")
_BETALEN = Plaatshouder("betalen_voor", "de laatste dag om te betalen", "28 april 2025")
_REDEN = Plaatshouder(
    "reden", "wat de medewerker invulde: wat ontbreekt, of waarom het langer duurt", "De begroting ontbreekt."
)
_DAG_BETALEN = Eis(
    "betalen_voor", "een besluit zegt binnen welke termijn er betaald wordt (Awb artikel 4:86)"
)

AANHEF = Tekstblok("aanhef", "Aanhef", "Geachte heer of mevrouw,")
SLOT = Tekstblok(
    "slot",
    "Afsluiting",
    "Hebt u vragen? Bel of mail ons, en noem kenmerk {kenmerk}.",
    _DOSSIER,
    uitleg="Staat boven de ondertekening. Mag leeg blijven.",
    mag_leeg=True,
)
_MOTIVERINGSBLOK = Tekstblok(
    "motivering",
    "Waarom",
    "{rekenzin}\n\n{motivering}",
    (_MOTIVERING, _REKENZIN, *_DOSSIER),
    (Eis("motivering", "een besluit zegt waarom het zo is genomen (Awb artikel 3:46 en 3:47)"),),
)
_GRONDSLAG = Tekstblok(
    "grondslag",
    "Waarop het besluit steunt",
    "Wij besluiten dit op grond van {artikel} en de regeling {regeling}: {bronnen}.",
    (_ARTIKEL, _BRONNEN, *_DOSSIER),
    (
        Eis("artikel", "een besluit noemt het wettelijk voorschrift waarop het steunt (Awb artikel 3:47)"),
        Eis(
            "regeling", "subsidie steunt op een regeling, en het besluit noemt die (Awb artikel 3:47 en 4:23)"
        ),
    ),
)
_VOORSCHOTTEN = Tekstblok(
    "voorschotten",
    "Voorschotten",
    "U krijgt voorschotten. Wij verrekenen ze bij de vaststelling (Awb artikel 4:95). De bedragen en de dagen staan hieronder.",
    _DOSSIER,
    uitleg="Alleen als er voorschotten zijn. Daaronder staat altijd de tabel met dagen en bedragen.",
)
_NABETALING = Tekstblok(
    "nabetaling",
    "Wat wij nog betalen",
    "U krijgt nog {nabetaling}. Wij betalen dat uiterlijk op {betalen_voor} (Awb artikel 4:87).",
    (Plaatshouder("nabetaling", "het bedrag dat nog betaald wordt", "€ 1.234,56"), _BETALEN, *_DOSSIER),
    (Eis("nabetaling", "een besluit noemt het bedrag dat betaald wordt (Awb artikel 4:86)"), _DAG_BETALEN),
    "Alleen als er nog iets te betalen is.",
)
_TERUGVORDERING = Tekstblok(
    "terugvordering",
    "Wat wij terugvorderen",
    "U kreeg {terugvordering} te veel. Wij vorderen dat terug (Awb artikel 4:57) en verrekenen het met wat u van ons krijgt. "
    "Is er niets te verrekenen, betaal dan uiterlijk op {betalen_voor} (Awb artikel 4:87).",
    (
        Plaatshouder("terugvordering", "het bedrag dat teruggevorderd wordt", "€ 1.234,56"),
        _BETALEN,
        *_DOSSIER,
    ),
    (
        Eis("terugvordering", "een besluit noemt het bedrag dat betaald wordt (Awb artikel 4:86)"),
        _DAG_BETALEN,
    ),
    "Alleen als er iets terug te vorderen is.",
)
_VERPLICHTINGEN = Tekstblok(
    "verplichtingen",
    "Verplichtingen",
    """- U voert de activiteiten uit waarvoor u de subsidie krijgt (Awb artikel 4:37).
- U houdt voor deze subsidie een afzonderlijke administratie bij. Daaruit blijken de uren, de ouderbijdragen en de kosten.
- U bewaart de bewijzen bij die administratie en laat ze zien als wij daarom vragen.
- U laat het ons direct weten als het aantal kinderen of uren duidelijk anders wordt.
- U vraagt uiterlijk op {vaststellen_voor} om vaststelling (Awb artikel 4:44).""",
    (Plaatshouder("vaststellen_voor", "de laatste dag om vaststelling te vragen", "1 mei 2026"), *_DOSSIER),
    (Eis("vaststellen_voor", "de ontvanger moet weten wanneer hij vaststelling vraagt (Awb artikel 4:44)"),),
)
_VERLENING_NOEMT = Eis("bedrag", "een verlening noemt het bedrag van de subsidie (Awb artikel 4:31)")
_VASTSTELLING_NOEMT = Eis(
    "bedrag", "een vaststelling stelt het bedrag van de subsidie vast (Awb artikel 4:42)"
)
_NUMMERZIN = " Dit is besluit {nummer} in dossier {dossier}."
# Per kind of decision its own sentence and what that may not leave out.
_BESLUITEN: dict[Soort, tuple[str, tuple[Eis, ...]]] = {
    Soort.GRANT: ("Wij verlenen u voor {jaar} een subsidie van ten hoogste {bedrag}.", (_VERLENING_NOEMT,)),
    Soort.REFUSAL: ("Wij weigeren de subsidie die u voor {jaar} vroeg.", ()),
    Soort.UNANSWERED: (
        "Wij behandelen uw aanvraag voor {jaar} niet, omdat zij niet op tijd is aangevuld.",
        (),
    ),
    Soort.CHANGE: (
        "Wij wijzigen uw subsidie voor {jaar}. U krijgt ten hoogste {bedrag}.",
        (_VERLENING_NOEMT,),
    ),
    Soort.WITHDRAWAL: ("Wij trekken de subsidie in die wij u voor {jaar} verleenden.", ()),
    Soort.FINAL: ("Wij stellen uw subsidie voor {jaar} vast op {bedrag}.", (_VASTSTELLING_NOEMT,)),
    Soort.OWN_FINAL: (
        "U vroeg niet om vaststelling. Wij stellen uw subsidie voor {jaar} zelf vast op {bedrag}.",
        (_VASTSTELLING_NOEMT,),
    ),
}


def blokken_van_besluit(soort: Beschikking.Soort) -> tuple[Tekstblok, ...]:
    """In the order of the letter; of payments and obligations only what such a decision can have."""
    zin, eisen = _BESLUITEN[soort]
    namen = (_NUMMER, *_DOSSIER)
    besluit = Tekstblok(
        "besluit", "Het besluit", zin + _NUMMERZIN, (_BEDRAG, *namen) if eisen else namen, eisen
    )
    blokken = [AANHEF, besluit, _MOTIVERINGSBLOK, _GRONDSLAG]
    if soort == Soort.GRANT:
        blokken.append(_VOORSCHOTTEN)
    elif soort not in (Soort.REFUSAL, Soort.UNANSWERED):
        blokken += [_NABETALING, _TERUGVORDERING]
    if soort in (Soort.GRANT, Soort.CHANGE):
        blokken.append(_VERPLICHTINGEN)
    return (*blokken, SLOT)


ONTVANGSTBLOKKEN = (
    AANHEF,
    Tekstblok(
        "opening",
        "Wat er is ontvangen",
        "Op {ontvangen} ontvingen wij uw {wat} voor {regeling} over {jaar}. Het bedrag is {bedrag}.",
        (
            Plaatshouder("ontvangen", "de dag van ontvangst", "2 december 2024"),
            Plaatshouder("wat", "wat er is aangevraagd", "aanvraag subsidie"),
            Plaatshouder("bedrag", "het berekende of gevraagde bedrag", "€ 12.345,67"),
            *_DOSSIER,
        ),
        (Eis("ontvangen", "de bevestiging zegt wanneer wij de aanvraag ontvingen (Awb artikel 2:17)"),),
    ),
    Tekstblok(
        "termijn",
        "Wanneer er een besluit komt",
        "Wij beslissen uiterlijk op {beslissen_voor} (Awb artikel 4:13). Missen wij iets, dan vragen wij u om aan te vullen. De "
        "termijn staat dan stil.",
        (_BESLISSEN, *_DOSSIER),
        (
            Eis(
                "beslissen_voor",
                "de aanvrager weet binnen welke termijn er een besluit komt (Awb artikel 4:13)",
            ),
        ),
    ),
    Tekstblok(
        "te_laat",
        "Bij een late aanvraag",
        "U stuurde uw aanvraag na de laatste dag. De regeling zegt daarover: {te_laat_regel}.",
        (
            Plaatshouder("te_laat_regel", "wat de regeling over te laat zegt", "alleen als er geld over is"),
            *_DOSSIER,
        ),
        uitleg="Alleen als de aanvraag na de laatste dag kwam.",
    ),
    SLOT,
)
TERMIJNBLOKKEN = (
    AANHEF,
    Tekstblok(
        "aanvulling",
        "Aanvullen",
        "In uw aanvraag voor {regeling} over {jaar} missen wij iets:\n\n{reden}\n\n"
        "Vul uw aanvraag aan tot en met {tot_en_met}. Doe dat in het portaal, bij dossier {dossier}. Tot dan staat onze "
        "beslistermijn stil (Awb artikel 4:15). Vult u niet op tijd aan, dan kunnen wij besluiten de aanvraag niet te behandelen "
        "(Awb artikel 4:5).",
        (
            _REDEN,
            Plaatshouder("tot_en_met", "de laatste dag om aan te vullen", "18 december 2024"),
            *_DOSSIER,
        ),
        (
            Eis("reden", "wie moet aanvullen, moet weten wat er ontbreekt (Awb artikel 4:5)"),
            Eis("tot_en_met", "wie moet aanvullen, krijgt daarvoor een termijn (Awb artikel 4:5)"),
        ),
    ),
    Tekstblok(
        "verlenging",
        "Later beslissen",
        "Wij kunnen nog niet beslissen op uw aanvraag voor {regeling} over {jaar}. Daarom verlengen wij de termijn (Awb artikel "
        "4:14).\n\n{reden}\n\nWij beslissen uiterlijk op {beslissen_voor}.",
        (_REDEN, _BESLISSEN, *_DOSSIER),
        (Eis("beslissen_voor", "wie later beslist, noemt de nieuwe termijn (Awb artikel 4:14)"),),
    ),
    Tekstblok(
        "storing",
        "Later beslissen door een storing",
        "Wij kunnen nog niet beslissen op uw aanvraag voor {regeling} over {jaar}. Door een storing was er minder tijd (Awb "
        "artikel 2:21).\n\n{reden}\n\nWij beslissen uiterlijk op {beslissen_voor}.",
        (_REDEN, _BESLISSEN, *_DOSSIER),
        (Eis("beslissen_voor", "wie later beslist, noemt de nieuwe termijn (Awb artikel 4:14)"),),
    ),
    SLOT,
)

# Tables of a letter about nobody: long names, thousands, zero and less than zero.
_TABEL = [
    [
        "Kindercentrum De Voorbeeldboom aan de Verzonnenstraat",
        "Doelgroep",
        "10",
        "640,00",
        euro(65_696_00),
    ],
    ["Peuterspeelzaal Nul", "Regulier", "2", "260,00", euro(0)],
    ["Correctie", "", "", "", euro(-1_234_56)],
]
VOORBEELD_REKENSTAAT: dict[str, Any] = {
    "kop": ["Onderdeel", "Bedrag"],
    "rijen": [["Kindercentrum De Voorbeeldboom", "65696,00"]],
    "gegevens": {
        "voorbeeld": True,
        "regels": [{"onderdeel": "Kindercentrum De Voorbeeldboom", "centen": 6569600}],
    },
}
VOORBEELD_ONTVANGST: dict[str, Any] = {
    "te_laat": True,
    "rekentabel": _TABEL,
    "bijlagen": ["begroting"],
    "rekenstaat": VOORBEELD_REKENSTAAT,
}
# The preview shows all three, one of which a letter has.
VOORBEELD_TERMIJN: dict[str, Any] = dict.fromkeys(("aanvulling", "verlenging", "storing"), True)
VOORBEELD_BESLUIT: dict[str, Any] = {
    "rekentabel": _TABEL,
    "bedragen": [["Berekend", euro(64_461_44)], ["Dit besluit", euro(12_345_67)]],
    "termijnen": [["27-01-2025", euro(6_172_83)], ["01-07-2025", euro(6_172_84)]],
    "rekenstaat": VOORBEELD_REKENSTAAT,
}


def voorbeeld_van(soort: Beschikking.Soort) -> dict[str, Any]:
    """A grant has parts of an advance; other decisions something to pay or get back, whose blocks name it."""
    artikel = {"artikel": ARTIKELEN[soort]}
    return VOORBEELD_BESLUIT | artikel | ({} if soort == Soort.GRANT else {"termijnen": []})
