"""The words of the letters to parents about a decision as the programme ships them; a municipality can adapt them."""

from typing import Any

from brieven.tekstblokken import Eis, Plaatshouder, Tekstblok
from indicaties.models import Indicatiebesluit

Soort = Indicatiebesluit.Soort

_ALTIJD = (
    Plaatshouder("kind_naam", "de naam van het kind", "Noor Voorbeeld"),
    Plaatshouder("soortnaam_klein", "de soort indicatie", "VVE-indicatie"),
    Plaatshouder("besloten_op", "de dag van het besluit", "15 mei 2025"),
    Plaatshouder("afzender", "wie besloot: de organisatie of de gemeente", "CJG Voorbeeldstad"),
)
_PERIODE = Plaatshouder("periode", "van wanneer tot en met wanneer", "1 juni 2025 t/m 31 augustus 2026")
_REDEN = Plaatshouder("reden", "de reden die bij het besluit is gekozen", "het kind is verhuisd")
_AANHEF = Tekstblok("aanhef", "Aanhef", "Beste ouders of verzorgers van {kind_naam},", _ALTIJD)
_VRAGEN = Tekstblok("vragen", "Vragen", "Hebt u vragen? Bel of mail {afzender}.", _ALTIJD)
_NOEMT_PERIODE = Eis(
    "periode", "wie het besluit krijgt, moet weten voor welke dagen het geldt (Awb artikel 3:46)"
)
_NOEMT_REDEN = Eis("reden", "een besluit zegt waarom het zo is genomen (Awb artikel 3:46 en 3:47)")
_KIEZEN = " U kiest zelf of uw kind meedoet. Wij helpen u om een plaats te vinden."
_BETEKENIS = (
    Tekstblok(
        "betekenis_vve",
        "Wat een VVE-indicatie betekent",
        "Met deze indicatie kan {kind_naam} naar voorschoolse educatie (VVE) bij de kinderopvang. Daar leert uw kind spelend, met "
        "extra aandacht voor taal en ontwikkeling." + _KIEZEN,
        _ALTIJD,
        uitleg="Alleen bij een VVE-indicatie.",
    ),
    Tekstblok(
        "betekenis_smi",
        "Wat een sociaal-medische indicatie betekent",
        "Met deze indicatie kan {kind_naam} tijdelijk naar de kinderopvang om de situatie thuis te verlichten."
        + _KIEZEN,
        _ALTIJD,
        uitleg="Alleen bij een sociaal-medische indicatie.",
    ),
)
_REDENBLOK = Tekstblok("waarom", "Waarom", "De reden is: {reden}.", (_REDEN, *_ALTIJD), (_NOEMT_REDEN,))
_OPENINGEN = {
    Soort.GRANTED: "{kind_naam} krijgt een {soortnaam_klein}. Die geldt van {periode}.",
    Soort.EXTENDED: "De {soortnaam_klein} van {kind_naam} gaat door. De verlenging geldt van {periode} en sluit aan op de vorige "
    "periode.",
    Soort.SHORTENED: "De {soortnaam_klein} van {kind_naam} eindigt eerder. Zij geldt nu van {periode}.",
    Soort.WITHDRAWN: "Wij hebben de {soortnaam_klein} van {kind_naam} ingetrokken. Het gaat om de indicatie van {periode}.",
}
_GEVOLGEN = {
    Soort.SHORTENED: "Na de laatste dag heeft {kind_naam} geen indicatie meer. Gaat uw kind naar de kinderopvang? Bespreek dan met "
    "de kinderopvang wat er verandert.",
    Soort.WITHDRAWN: "{kind_naam} heeft deze indicatie niet meer. Gaat uw kind naar de kinderopvang? Bespreek dan met de "
    "kinderopvang wat er verandert.",
    Soort.REFUSED: "Uw kind kan wel gewoon naar de kinderopvang. Verandert er iets, of maakt u zich later zorgen? Dan kijken wij "
    "graag opnieuw.",
}
# About no child.
VOORBEELD: dict[str, Any] = {
    "soortnaam": "VVE-indicatie",
    "is_smi": False,
    "gronden": ["Uw kind praat nog weinig."],
    "oordeel": True,
    "toelichting": "Wij spraken u hierover op het consultatiebureau.",
}


def blokken_van_besluit(soort: Indicatiebesluit.Soort) -> tuple[Tekstblok, ...]:
    """In the order of the letter."""
    if soort in (Soort.GRANTED, Soort.EXTENDED):
        return (_AANHEF, _opening(soort), *_BETEKENIS, _VRAGEN)
    gevolg = Tekstblok("gevolg", "Wat het voor de ouders betekent", _GEVOLGEN[soort], _ALTIJD)
    if soort == Soort.REFUSED:
        return (_AANHEF, _WEIGERING, _WAAROM_GEWEIGERD, gevolg, _VRAGEN)
    return (_AANHEF, _opening(soort), _REDENBLOK, gevolg, _VRAGEN)


def _opening(soort: Indicatiebesluit.Soort) -> Tekstblok:
    tekst = _OPENINGEN[soort] + " Wij besloten dit op {besloten_op}."
    return Tekstblok("opening", "Het besluit", tekst, (_PERIODE, *_ALTIJD), (_NOEMT_PERIODE,))


_WEIGERING = Tekstblok(
    "opening",
    "Het besluit",
    "{kind_naam} krijgt nu geen {soortnaam_klein}. Wij besloten dit op {besloten_op}.",
    _ALTIJD,
)
_WAAROM_GEWEIGERD = Tekstblok(
    "waarom",
    "Waarom",
    "De gemeente {gemeente} heeft vastgelegd wanneer een kind deze indicatie krijgt. De reden van ons besluit is: {reden}.",
    (_REDEN, *_ALTIJD),
    (_NOEMT_REDEN,),
)
