"""The share of the doelgroep against the neighbourhood: of a location, and of a primary school (WPO 161)."""

from collections.abc import Iterable
from dataclasses import dataclass

from indicaties.models import Buurt
from lib.geld import procent
from lib.weergave import datum_kort
from organisaties.models import Gemeente, Organisatie
from rapportage.monitor.blad import Blad, Regel, Vak
from rapportage.monitor.bladen import Peil, buurten_van
from rapportage.monitor.definities import AANNAME
from rapportage.monitor.ligging import place
from rapportage.monitor.verbergen import Cel
from rapportage.tellingen.models import Kindertelling
from rapportage.tellingen.tonen import show_leerlingen

ONBEKEND, NIET_VASTGELEGD = "onbekend", "niet vastgelegd"
IN_BUURT = (
    "Het aandeel in de buurt: de kinderen met een VVE-indicatie die er op de peildatum wonen, van de peuters (2 en 3 jaar) "
    "die er op de laatste teldag tot en met de peildatum woonden."
)
ANDERE_DAG = (
    f"{AANNAME}de twee dagen lijken genoeg op elkaar. Een doelgroepkind telt mee zolang zijn indicatie geldt, ook voordat "
    "het 2 jaar is; het aandeel in de buurt kan daardoor boven de 100 % komen."
)
SCHOLEN = (
    "De leerlingen van groep 1 en 2 op de laatste teldag tot en met de peildatum, en hoeveel van hen een VVE-indicatie hadden, "
    "zoals zij bij Tellingen zijn vastgelegd. Groepen van een school worden niet apart geteld."
)


@dataclass(frozen=True)
class Buurtaandelen:
    """Of each neighbourhood its name, its doelgroep as the table of neighbourhoods tells it, and its peuters."""

    namen: dict[int, str]
    doelgroep: dict[int, Cel]
    peuters: dict[int, Kindertelling]

    @classmethod
    def of(cls, gemeente: Gemeente, peil: Peil) -> "Buurtaandelen":
        buurten = {pk: (code, naam) for pk, code, naam in _buurten(gemeente)}
        standen = peil.tabellen.divide("buurt", [sleutel for sleutel, _ in buurten_van(gemeente)])
        geteld = Kindertelling.objects.filter(gemeente=gemeente, school=None).latest_on(peil.kwartaal.dag)
        return cls(
            {pk: naam for pk, (_, naam) in buurten.items()},
            {pk: standen[pk].totaal for pk in buurten},
            {pk: geteld[code] for pk, (code, _) in buurten.items() if code in geteld},
        )

    def naam(self, buurt: int | None) -> Vak:
        return Vak(self.namen.get(buurt or 0, ONBEKEND))

    def aandeel(self, buurt: int | None) -> Vak:
        """Only of a doelgroep that is told: how many peuters there are is no secret."""
        if buurt is None:
            return Vak(ONBEKEND)
        if buurt not in self.peuters:
            return Vak(NIET_VASTGELEGD)
        deel = self.doelgroep[buurt]
        return Vak(None if deel is None else procent(deel, self.peuters[buurt].aantal))

    def uitleg(self) -> tuple[str, ...]:
        """What the share is, and where the peuters were counted."""
        return (IN_BUURT, ANDERE_DAG, *_bronnen("Peuters", self.peuters.values()))


def list_scholen(gemeente: Gemeente, peil: Peil) -> Blad:
    """Each school of which pupils were counted on or before the day."""
    scholen = Organisatie.objects.scholen().in_gemeente(gemeente)
    eigen = Kindertelling.objects.filter(gemeente=gemeente).exclude(school=None)
    geteld = eigen.latest_on(peil.kwartaal.dag)
    ligging = place(gemeente, scholen.filter(pk__in=geteld).values_list("pk", "postcode", "adres"))
    aandelen = Buurtaandelen.of(gemeente, peil)
    namen = scholen.filter(pk__in=geteld).values_list("pk", "naam")
    regels = tuple(
        Regel(naam, _vakken(geteld[pk], ligging[pk], aandelen, volledig=peil.tabellen.volledig))
        for pk, naam in namen
    )
    kolommen = (
        "School",
        "Buurt",
        "Geteld op",
        "Groep 1 en 2",
        "Met VVE-indicatie",
        "Aandeel",
        "Aandeel in de buurt",
    )
    uitleg = (SCHOLEN, *_bronnen("Leerlingen", geteld.values()), *aandelen.uitleg())
    return Blad("scholen", "Aandeel doelgroepkinderen per basisschool", kolommen, regels, uitleg, woorden=2)


def _vakken(
    telling: Kindertelling, buurt: int | None, aandelen: Buurtaandelen, *, volledig: bool
) -> tuple[Vak, ...]:
    aantal, met = show_leerlingen(telling.aantal, telling.met_indicatie or 0, volledig=volledig)
    aandeel = None if aantal is None or met is None else procent(met, aantal)
    vooraf = (aandelen.naam(buurt), Vak(datum_kort(telling.peildatum)))
    return (*vooraf, Vak(aantal), Vak(met), Vak(aandeel), aandelen.aandeel(buurt))


def _buurten(gemeente: Gemeente) -> Iterable[tuple[int, str, str]]:
    return Buurt.objects.filter(gemeente=gemeente).values_list("pk", "code", "naam")


def _bronnen(wie: str, tellingen: Iterable[Kindertelling]) -> tuple[str, ...]:
    bronnen = sorted({(telling.peildatum, telling.bron) for telling in tellingen})
    return tuple(f"{wie} geteld op {datum_kort(dag)}: {bron}." for dag, bron in bronnen)
