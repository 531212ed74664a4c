"""How the same steps are called per form of money: a subsidy of a provider, one of parents, a contract, or a symbolic amount."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from rekenregels.regeling.geldstroom import Begunstigde, Vorm
from subsidies.models import Aanvraag, Beschikking
from subsidies.subsidiejaar.beleid import Beleid

Soort = Beschikking.Soort
_AANVRAAG = {soort: soort.label for soort in Aanvraag.Soort}
_BESLUIT = {soort: soort.label for soort in Soort}
_ARTIKEL = re.compile(r" \(Awb[^)]*\)")
_VERPLICHTINGEN = (
    "U voert de activiteiten uit waarvoor u de subsidie krijgt (Awb artikel 4:37).",
    "U houdt voor deze subsidie een afzonderlijke administratie bij. Daaruit blijken de uren, de ouderbijdragen en de kosten.",
    "U bewaart de bewijzen bij die administratie en laat ze zien als wij daarom vragen.",
    "U laat het ons direct weten als het aantal kinderen of uren duidelijk anders wordt.",
    "U vraagt uiterlijk op {vaststellen_voor} om vaststelling (Awb artikel 4:44).",
)


@dataclass(frozen=True)
class Woorden:
    """`code` stands in the code of its letters. `is_besluit`: given by a decision to which one can object."""

    code: str
    brieven: Mapping[Beschikking.Soort, str]
    zinnen: Mapping[Beschikking.Soort, str]
    verplichtingen: tuple[str, ...]
    aanvragen: Mapping[Aanvraag.Soort, str] = field(default_factory=lambda: _AANVRAAG)
    besluiten: Mapping[Beschikking.Soort, str] = field(default_factory=lambda: _BESLUIT)
    is_besluit: bool = True
    geld: str = "subsidie"
    ontvangst: str = "Ontvangstbevestiging subsidieaanvraag"
    bericht: str = "Bericht over uw subsidieaanvraag"
    anders: tuple[tuple[str, str], ...] = ()
    nummerzin: str = "Dit is besluit {nummer} in dossier {dossier}."
    grondslag: str = "Wij besluiten dit op grond van {artikel} en de regeling {regeling}: {bronnen}."
    voorschotten: str = (
        "U krijgt voorschotten. Wij verrekenen ze bij de vaststelling (Awb artikel 4:95). De bedragen en de dagen staan "
        "hieronder."
    )
    nabetaling: str = (
        "U krijgt nog {nabetaling}. Wij betalen dat uiterlijk op {betalen_voor} (Awb artikel 4:87)."
    )
    terugvordering: str = (
        "U kreeg {terugvordering} te veel. Wij vorderen dat terug (Awb artikel 4:57) en verrekenen het met wat u van ons krijgt. "
        "Is er niets te verrekenen, betaal dan uiterlijk op {betalen_voor} (Awb artikel 4:87)."
    )
    beslissen: str = (
        "Wij beslissen uiterlijk op {beslissen_voor} (Awb artikel 4:13). Missen wij iets, dan vragen wij u om aan te vullen. De "
        "termijn staat dan stil."
    )
    aanvullen: str = (
        "In uw aanvraag voor {regeling} over {jaar} missen wij iets:\n\n{reden}\n\n"
        "Vul uw aanvraag aan tot en met {tot_en_met}. Doe dat in het portaal, bij dossier {dossier}. Tot dan staat onze "
        "beslistermijn stil (Awb artikel 4:15). Vult u niet op tijd aan, dan kunnen wij besluiten de aanvraag niet te behandelen "
        "(Awb artikel 4:5)."
    )

    @property
    def namens(self) -> bool:
        """Filled in by the municipality for who gets it."""
        return self.code == "ouder-"

    def say(self, zin: str) -> str:
        """A sentence about a subsidy in these words; what is no decision goes by no article of the Awb."""
        if self.is_besluit:
            return zin
        for woord, ander in self.anders:
            zin = zin.replace(woord, ander)
        return _ARTIKEL.sub("", zin)


SUBSIDIE = Woorden(
    code="",
    brieven={
        Soort.GRANT: "Besluit: subsidie verleend",
        Soort.REFUSAL: "Besluit: subsidie geweigerd",
        Soort.UNANSWERED: "Besluit: aanvraag niet behandeld",
        Soort.CHANGE: "Besluit: subsidie gewijzigd",
        Soort.WITHDRAWAL: "Besluit: subsidie ingetrokken",
        Soort.FINAL: "Besluit: subsidie vastgesteld",
        Soort.OWN_FINAL: "Besluit: subsidie zonder aanvraag vastgesteld",
    },
    zinnen={
        Soort.GRANT: "Wij verlenen u voor {jaar} een subsidie van ten hoogste {bedrag}.",
        Soort.REFUSAL: "Wij weigeren de subsidie die u voor {jaar} vroeg.",
        Soort.UNANSWERED: "Wij behandelen uw aanvraag voor {jaar} niet, omdat zij niet op tijd is aangevuld.",
        Soort.CHANGE: "Wij wijzigen uw subsidie voor {jaar}. U krijgt ten hoogste {bedrag}.",
        Soort.WITHDRAWAL: "Wij trekken de subsidie in die wij u voor {jaar} verleenden.",
        Soort.FINAL: "Wij stellen uw subsidie voor {jaar} vast op {bedrag}.",
        Soort.OWN_FINAL: "U vroeg niet om vaststelling. Wij stellen uw subsidie voor {jaar} zelf vast op {bedrag}.",
    },
    verplichtingen=_VERPLICHTINGEN,
)
OUDER = Woorden(
    code="ouder-",
    brieven={
        Soort.GRANT: "Besluit: bijdrage aan de peuteropvang toegekend",
        Soort.REFUSAL: "Besluit: bijdrage aan de peuteropvang geweigerd",
        Soort.UNANSWERED: "Besluit: aanvraag van ouders niet behandeld",
        Soort.CHANGE: "Besluit: bijdrage aan de peuteropvang gewijzigd",
        Soort.WITHDRAWAL: "Besluit: bijdrage aan de peuteropvang ingetrokken",
        Soort.FINAL: "Besluit: bijdrage aan de peuteropvang vastgesteld",
        Soort.OWN_FINAL: "Besluit: bijdrage aan de peuteropvang zonder aanvraag vastgesteld",
    },
    zinnen={
        Soort.GRANT: "U krijgt voor {jaar} ten hoogste {bedrag} voor de peuteropvang van uw kind.",
        Soort.REFUSAL: "U krijgt voor {jaar} geen bijdrage voor de peuteropvang van uw kind.",
        Soort.UNANSWERED: "Wij behandelen uw aanvraag voor {jaar} niet, omdat wij niet alles op tijd kregen.",
        Soort.CHANGE: "Uw bijdrage voor {jaar} verandert. U krijgt ten hoogste {bedrag}.",
        Soort.WITHDRAWAL: "Uw bijdrage voor {jaar} stopt. Wij trekken het besluit in waarmee u die kreeg.",
        Soort.FINAL: "Uw bijdrage voor {jaar} is {bedrag}. Dat is het bedrag voor de uren die uw kind kwam.",
        Soort.OWN_FINAL: "Uw bijdrage voor {jaar} is {bedrag}. Dat is het bedrag voor de uren die uw kind kwam.",
    },
    verplichtingen=(
        "U betaalt de rekening van de peuteropvang zelf.",
        "U laat het ons direct weten als uw kind meer of minder uren gaat, stopt of verhuist.",
        "U laat het ons direct weten als uw inkomen verandert of als u kinderopvangtoeslag krijgt.",
        (
            "Na afloop van het jaar rekenen wij met de uren die echt zijn afgenomen. Wat u daarvoor nog moet laten zien, doet u "
            "uiterlijk op {vaststellen_voor} (Awb artikel 4:44)."
        ),
    ),
    voorschotten=(
        "Wij betalen vooruit op uw rekening, en verrekenen dat na afloop van het jaar (Awb artikel 4:95). De bedragen en de "
        "dagen staan hieronder."
    ),
    aanvullen=(
        "In uw aanvraag voor {regeling} over {jaar} missen wij iets:\n\n{reden}\n\n"
        "Vul aan tot en met {tot_en_met}. Neem daarvoor contact met ons op, met nummer {dossier}. Tot dan staat onze "
        "beslistermijn stil (Awb artikel 4:15). Vult u niet op tijd aan, dan kunnen wij besluiten de aanvraag niet te behandelen "
        "(Awb artikel 4:5)."
    ),
    geld="bijdrage",
    ontvangst="Ontvangstbevestiging aanvraag van ouders",
    bericht="Bericht over de aanvraag van ouders",
)
OVEREENKOMST = Woorden(
    code="opdracht-",
    brieven={
        Soort.GRANT: "Opdracht",
        Soort.REFUSAL: "Geen opdracht",
        Soort.UNANSWERED: "Opgave niet in behandeling genomen",
        Soort.CHANGE: "Wijziging van de opdracht",
        Soort.WITHDRAWAL: "Einde van de opdracht",
        Soort.FINAL: "Eindafrekening van de opdracht",
        Soort.OWN_FINAL: "Eindafrekening zonder opgave",
    },
    zinnen={
        Soort.GRANT: "Wij geven u voor {jaar} opdracht tot ten hoogste {bedrag}, onder de overeenkomst.",
        Soort.REFUSAL: "Wij geven u voor {jaar} geen opdracht.",
        Soort.UNANSWERED: "Wij gaan niet verder met uw opgave voor {jaar}, omdat zij niet op tijd is aangevuld.",
        Soort.CHANGE: "De opdracht voor {jaar} verandert. Zij is ten hoogste {bedrag}.",
        Soort.WITHDRAWAL: "De opdracht voor {jaar} eindigt.",
        Soort.FINAL: "De afrekening van de opdracht voor {jaar} is {bedrag}.",
        Soort.OWN_FINAL: "Wij kregen geen opgave. Wij rekenen de opdracht voor {jaar} af op {bedrag}.",
    },
    verplichtingen=(
        "U levert de uren en plaatsen tegen de tarieven en voorwaarden van de overeenkomst.",
        "U houdt een administratie bij waaruit de geleverde uren blijken.",
        "U laat het ons direct weten als het aantal kinderen of uren duidelijk anders wordt.",
        "U stuurt uiterlijk op {vaststellen_voor} de opgave voor de eindafrekening.",
    ),
    nummerzin="Het nummer is {nummer}, in dossier {dossier}.",
    grondslag="Hiervoor gelden de tarieven en voorwaarden van de overeenkomst {regeling}: {bronnen}.",
    voorschotten=(
        "Wij betalen in termijnen en verrekenen die bij de eindafrekening. U hoeft hiervoor geen rekening te sturen. De "
        "bedragen en de dagen staan hieronder."
    ),
    nabetaling="Wij betalen u nog {nabetaling}, uiterlijk op {betalen_voor}.",
    terugvordering=(
        "Wij betaalden {terugvordering} te veel. Wij verrekenen dat met wat u van ons krijgt. Is er niets te verrekenen, betaal "
        "het dan uiterlijk op {betalen_voor} terug."
    ),
    beslissen="Missen wij iets, dan vragen wij u om aan te vullen.",
    aanvullen=(
        "In uw opgave voor {regeling} over {jaar} missen wij iets:\n\n{reden}\n\n"
        "Vul aan tot en met {tot_en_met}. Doe dat in het portaal, bij dossier {dossier}."
    ),
    aanvragen={
        Aanvraag.Soort.GRANT: "Opgave voor de opdracht",
        Aanvraag.Soort.FINAL: "Opgave voor de eindafrekening",
    },
    besluiten={
        Soort.GRANT: "Opdracht",
        Soort.REFUSAL: "Geen opdracht",
        Soort.UNANSWERED: "Opgave niet in behandeling",
        Soort.CHANGE: "Wijziging van de opdracht",
        Soort.WITHDRAWAL: "Einde van de opdracht",
        Soort.FINAL: "Eindafrekening",
        Soort.OWN_FINAL: "Eindafrekening zonder opgave",
    },
    is_besluit=False,
    geld="opdracht",
    anders=(
        ("Aanvraag tot vaststelling", "Opgave voor de eindafrekening"),
        ("aanvraag tot vaststelling", "opgave voor de eindafrekening"),
        ("Vaststelling aanvragen", "Eindafrekening opgeven"),
        ("ambtshalve vaststellen", "zelf afrekenen"),
        ("opnieuw vaststellen", "opnieuw afrekenen"),
        ("buiten behandeling stellen, of toch beslissen", "stoppen, of toch opdracht geven"),
        ("Stel haar opnieuw vast", "Reken opnieuw af"),
        ("De subsidie is al vastgesteld", "De opdracht is al afgerekend"),
        ("vaststelling", "eindafrekening"),
        ("verlening", "opdracht"),
        ("Besluit voorbereiden", "Opdracht voorbereiden"),
        ("Besluit eerst over een aanvraag", "Geef eerst opdracht"),
        ("goedgekeurde subsidie", "goedgekeurde afname"),
        ("de aanvraag", "de opgave"),
        ("een aanvraag", "een opgave"),
        ("Aanvraag", "Opgave"),
        ("aanvrager", "opdrachtnemer"),
    ),
    ontvangst="Ontvangst van uw opgave",
    bericht="Bericht over uw opgave",
)
SYMBOLISCH = Woorden(
    code="symbolisch-",
    brieven={soort: f"{naam} (bedrag per plaats)" for soort, naam in SUBSIDIE.brieven.items()},
    zinnen={
        **SUBSIDIE.zinnen,
        Soort.GRANT: "U krijgt voor {jaar} een klein vast bedrag per plaats, samen ten hoogste {bedrag}.",
        Soort.CHANGE: "Het aantal plaatsen voor {jaar} verandert. U krijgt samen ten hoogste {bedrag}.",
        Soort.FINAL: "Het vaste bedrag voor de plaatsen van {jaar} is samen {bedrag}.",
        Soort.OWN_FINAL: "U vroeg niet om vaststelling. Het vaste bedrag voor de plaatsen van {jaar} is samen {bedrag}.",
    },
    verplichtingen=(
        "U houdt de plaatsen beschikbaar waarvoor u het bedrag krijgt (Awb artikel 4:37).",
        "U laat het ons direct weten als er plaatsen bij komen of af gaan.",
        "U vraagt uiterlijk op {vaststellen_voor} om vaststelling (Awb artikel 4:44).",
    ),
    geld="bedrag per plaats",
)
ALLE = (SUBSIDIE, OUDER, OVEREENKOMST, SYMBOLISCH)


def woorden_van(beleid: Beleid) -> Woorden:
    if beleid.vorm is Vorm.OVEREENKOMST:
        return OVEREENKOMST
    if beleid.begunstigde is Begunstigde.OUDER:
        return OUDER
    return SYMBOLISCH if beleid.vorm is Vorm.SYMBOLISCH else SUBSIDIE
