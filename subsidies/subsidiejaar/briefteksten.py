"""The words of the letters about a subsidy as the programme ships them, and what the law wants to be in them."""

from typing import Any

from brieven.tekstblokken import Eis, Plaatshouder, Tekstblok
from lib.geld import euro
from subsidies.models import Beschikking
from subsidies.subsidiejaar.mogelijk import ARTIKELEN
from subsidies.subsidiejaar.woorden import Woorden

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
_NABETALING = Plaatshouder("nabetaling", "het bedrag dat nog betaald wordt", "€ 1.234,56")
_TERUGVORDERING = Plaatshouder("terugvordering", "het bedrag dat teruggevorderd wordt", "€ 1.234,56")
_VASTSTELLEN = Plaatshouder("vaststellen_voor", "de laatste dag om vaststelling te vragen", "1 mei 2026")
_VERLENING_NOEMT = Eis("bedrag", "een verlening noemt het bedrag van de subsidie (Awb artikel 4:31)")
_VASTSTELLING_NOEMT = Eis(
    "bedrag", "een vaststelling stelt het bedrag van de subsidie vast (Awb artikel 4:42)"
)
# Per kind of decision what its own sentence may not leave out; the others name no amount.
_BEDRAGEISEN = {
    Soort.GRANT: _VERLENING_NOEMT,
    Soort.CHANGE: _VERLENING_NOEMT,
    Soort.FINAL: _VASTSTELLING_NOEMT,
    Soort.OWN_FINAL: _VASTSTELLING_NOEMT,
}


def blokken_van_besluit(soort: Beschikking.Soort, woorden: Woorden) -> tuple[Tekstblok, ...]:
    """In the order of the letter; of payments and obligations only what such a decision can have.

    Under a contract nothing is decided, so the law asks nothing of its words.
    """
    blokken = [AANHEF, _besluit(soort, woorden), _motivering(woorden), _grondslag(woorden)]
    if soort == Soort.GRANT:
        blokken.append(_voorschotten(woorden))
    elif soort not in (Soort.REFUSAL, Soort.UNANSWERED):
        blokken += [_nabetaling(woorden), _terugvordering(woorden)]
    if soort in (Soort.GRANT, Soort.CHANGE):
        blokken.append(_verplichtingen(woorden))
    return (*blokken, SLOT)


def _eisen(woorden: Woorden, *eisen: Eis) -> tuple[Eis, ...]:
    return eisen if woorden.is_besluit else ()


def _besluit(soort: Beschikking.Soort, woorden: Woorden) -> Tekstblok:
    eis, namen = _BEDRAGEISEN.get(soort), (_NUMMER, *_DOSSIER)
    zin = f"{woorden.zinnen[soort]} {woorden.nummerzin}"
    if eis is None:
        return Tekstblok("besluit", "Het besluit", zin, namen)
    return Tekstblok("besluit", "Het besluit", zin, (_BEDRAG, *namen), _eisen(woorden, eis))


def _motivering(woorden: Woorden) -> Tekstblok:
    waarom = Eis("motivering", "een besluit zegt waarom het zo is genomen (Awb artikel 3:46 en 3:47)")
    return Tekstblok(
        "motivering",
        "Waarom",
        "{rekenzin}\n\n{motivering}",
        (_MOTIVERING, _REKENZIN, *_DOSSIER),
        _eisen(woorden, waarom),
    )


def _grondslag(woorden: Woorden) -> Tekstblok:
    eisen = _eisen(
        woorden,
        Eis("artikel", "een besluit noemt het wettelijk voorschrift waarop het steunt (Awb artikel 3:47)"),
        Eis(
            "regeling", "subsidie steunt op een regeling, en het besluit noemt die (Awb artikel 3:47 en 4:23)"
        ),
    )
    namen = (_ARTIKEL, _BRONNEN, *_DOSSIER)
    return Tekstblok("grondslag", "Waarop het besluit steunt", woorden.grondslag, namen, eisen)


def _voorschotten(woorden: Woorden) -> Tekstblok:
    return Tekstblok(
        "voorschotten",
        "Voorschotten",
        woorden.voorschotten,
        _DOSSIER,
        uitleg="Alleen als er voorschotten zijn. Daaronder staat altijd de tabel met dagen en bedragen.",
    )


def _nabetaling(woorden: Woorden) -> Tekstblok:
    bedrag = Eis("nabetaling", "een besluit noemt het bedrag dat betaald wordt (Awb artikel 4:86)")
    return Tekstblok(
        "nabetaling",
        "Wat wij nog betalen",
        woorden.nabetaling,
        (_NABETALING, _BETALEN, *_DOSSIER),
        _eisen(woorden, bedrag, _DAG_BETALEN),
        "Alleen als er nog iets te betalen is.",
    )


def _terugvordering(woorden: Woorden) -> Tekstblok:
    bedrag = Eis("terugvordering", "een besluit noemt het bedrag dat betaald wordt (Awb artikel 4:86)")
    return Tekstblok(
        "terugvordering",
        "Wat wij terugvorderen",
        woorden.terugvordering,
        (_TERUGVORDERING, _BETALEN, *_DOSSIER),
        _eisen(woorden, bedrag, _DAG_BETALEN),
        "Alleen als er iets terug te vorderen is.",
    )


def _verplichtingen(woorden: Woorden) -> Tekstblok:
    wanneer = Eis(
        "vaststellen_voor", "de ontvanger moet weten wanneer hij vaststelling vraagt (Awb artikel 4:44)"
    )
    return Tekstblok(
        "verplichtingen",
        "Verplichtingen",
        "\n".join(f"- {zin}" for zin in woorden.verplichtingen),
        (_VASTSTELLEN, *_DOSSIER),
        _eisen(woorden, wanneer),
    )


def ontvangstblokken(woorden: Woorden) -> tuple[Tekstblok, ...]:
    ontvangen = Eis("ontvangen", "de bevestiging zegt wanneer wij de aanvraag ontvingen (Awb artikel 2:17)")
    beslissen = Eis(
        "beslissen_voor", "de aanvrager weet binnen welke termijn er een besluit komt (Awb artikel 4:13)"
    )
    return (
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
            _eisen(woorden, ontvangen),
        ),
        Tekstblok(
            "termijn",
            "Wanneer er een besluit komt",
            woorden.beslissen,
            (_BESLISSEN, *_DOSSIER),
            _eisen(woorden, beslissen),
        ),
        Tekstblok(
            "te_laat",
            "Bij een late aanvraag",
            "Wij kregen dit na de laatste dag. De regeling zegt daarover: {te_laat_regel}.",
            (
                Plaatshouder(
                    "te_laat_regel", "wat de regeling over te laat zegt", "alleen als er geld over is"
                ),
                *_DOSSIER,
            ),
            uitleg="Alleen als de aanvraag na de laatste dag kwam.",
        ),
        SLOT,
    )


def termijnblokken(woorden: Woorden) -> tuple[Tekstblok, ...]:
    return (
        AANHEF,
        Tekstblok(
            "aanvulling",
            "Aanvullen",
            woorden.aanvullen,
            (
                _REDEN,
                Plaatshouder("tot_en_met", "de laatste dag om aan te vullen", "18 december 2024"),
                *_DOSSIER,
            ),
            _eisen(
                woorden,
                Eis("reden", "wie moet aanvullen, moet weten wat er ontbreekt (Awb artikel 4:5)"),
                Eis("tot_en_met", "wie moet aanvullen, krijgt daarvoor een termijn (Awb artikel 4:5)"),
            ),
        ),
        _later(
            woorden, "verlenging", "Later beslissen", "Daarom verlengen wij de termijn (Awb artikel 4:14)."
        ),
        _later(
            woorden,
            "storing",
            "Later beslissen door een storing",
            "Door een storing was er minder tijd (Awb artikel 2:21).",
        ),
        SLOT,
    )


def _later(woorden: Woorden, code: str, naam: str, waarom: str) -> Tekstblok:
    return Tekstblok(
        code,
        naam,
        woorden.say(f"Wij kunnen nog niet beslissen op uw aanvraag voor {{regeling}} over {{jaar}}. {waarom}")
        + "\n\n{reden}\n\nWij beslissen uiterlijk op {beslissen_voor}.",
        (_REDEN, _BESLISSEN, *_DOSSIER),
        _eisen(
            woorden, Eis("beslissen_voor", "wie later beslist, noemt de nieuwe termijn (Awb artikel 4:14)")
        ),
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


def vormen_van(woorden: Woorden) -> dict[str, Any]:
    """What the templates ask about the form of money."""
    return {"geld": woorden.geld, "is_besluit": woorden.is_besluit, "namens": woorden.namens}


def voorbeeld_van(soort: Beschikking.Soort) -> dict[str, Any]:
    """A grant has parts of an advance; other decisions something to pay or get back, whose blocks name it."""
    artikel = {"artikel": ARTIKELEN[soort]}
    return VOORBEELD_BESLUIT | artikel | ({} if soort == Soort.GRANT else {"termijnen": []})
