"""Places beside children per neighbourhood (WPO 159, first paragraph), and how children are spread over locations (WPO 161)."""

from collections import Counter

from django.db.models import Count

from lib.geld import procent
from lib.kleine_groepen import is_small
from opvang.models import Groep
from opvang.vrijeplaatsen import read_bezetting
from organisaties.models import Gemeente, Locatie
from rapportage.monitor.blad import Blad, Regel, Vak, ask
from rapportage.monitor.bladen import Peil, buurten_van, read_plekken
from rapportage.monitor.groepen import count_anderen
from rapportage.monitor.ligging import Ligging
from rapportage.monitor.tegenover import Buurtaandelen
from rapportage.monitor.verbergen import Cel

SPREIDING = (
    "VE-plaatsen zijn de plaatsen in groepen met VE die op de peildatum lopen, op locaties die in de buurt liggen. "
    "Doelgroepkinderen zijn de kinderen met een VVE-indicatie die in de buurt wonen. WPO artikel 159, eerste lid: "
    "voldoende voorzieningen in aantal en spreiding."
)
LIGGING = (
    "Waar een locatie ligt, volgt uit haar postcode en huisnummer in de indeling van het CBS; staat dat adres er niet in, "
    "dan uit de postcode, als die in één buurt ligt."
)
SEGREGATIE = (
    "Het aandeel doelgroepkinderen op een locatie is dat van alle kinderen die er op de peildatum een plaats hebben. Elk "
    "doelgroepkind telt één keer, op zijn beste plaats. WPO artikel 161: overleg over het tegengaan van segregatie."
)
PER_LOCATIE = (
    "Locatie",
    "Buurt",
    "Groepen",
    "Doelgroepkinderen",
    "Andere kinderen",
    "Aandeel doelgroep",
    "Aandeel in de buurt",
)


def list_spreiding(gemeente: Gemeente, peil: Peil) -> Blad:
    """Places are no secret; children are told as in the table of neighbourhoods."""
    ligging = Ligging.of(gemeente).buurt
    bezetting = read_bezetting(Locatie.objects.filter(pk__in=ligging), peil.kwartaal.dag)
    plaatsen: Counter[int | None] = Counter()
    locaties: Counter[int | None] = Counter()
    for locatie, stand in bezetting.items():
        plaatsen[ligging[locatie]] += stand.ve
        locaties[ligging[locatie]] += bool(stand.ve)
    buurten = buurten_van(gemeente)
    standen = peil.tabellen.divide("buurt", [sleutel for sleutel, _ in buurten])
    regels = tuple(
        Regel(
            naam,
            (
                Vak(locaties[sleutel]),
                Vak(plaatsen[sleutel]),
                Vak(
                    standen[sleutel].totaal,
                    ask(peil.code, "", "buurt", "onbekend" if sleutel is None else sleutel),
                ),
                Vak(None if (aantal := standen[sleutel].totaal) is None else plaatsen[sleutel] - aantal),
            ),
        )
        for sleutel, naam in buurten
    )
    kolommen = ("Buurt", "Locaties met VE", "VE-plaatsen", "Doelgroepkinderen", "Plaatsen min kinderen")
    return Blad("spreiding", "Plaatsen en kinderen per buurt", kolommen, regels, (SPREIDING, LIGGING))


def list_segregatie(gemeente: Gemeente, peil: Peil) -> Blad:
    """Each location with a child on the day. Children without an indicatie add up to nothing that is told elsewhere."""
    _, per_locatie = peil.tabellen.count_per_plek(read_plekken(gemeente, peil))
    anderen, groepen = Counter[int](), _count_groepen(gemeente, peil)
    for (locatie, _), aantal in count_anderen(gemeente, peil).items():
        anderen[locatie] += aantal
    ligging = Ligging.of(gemeente).buurt
    aandelen = Buurtaandelen.of(gemeente, peil)
    regels = []
    locaties = Locatie.objects.filter(gemeente=gemeente).values_list("pk", "naam", "houder__naam")
    for pk, naam, houder in locaties:
        met, aantal = per_locatie.get(pk, 0), anderen[pk]
        zonder = None if is_small(aantal) and not peil.tabellen.volledig else aantal
        if met != 0 or zonder != 0:
            buurt = ligging.get(pk)
            vakken = _vakken(met, zonder, ask(peil.code, "bereikt", "locatie", pk))
            vooraf = (aandelen.naam(buurt), Vak(groepen.get(pk, 0)))
            regels.append(Regel(f"{naam} ({houder})", (*vooraf, *vakken, aandelen.aandeel(buurt))))
    titel, uitleg = "Aandeel doelgroepkinderen per locatie", (SEGREGATIE, *aandelen.uitleg())
    return Blad("segregatie", titel, PER_LOCATIE, tuple(regels), uitleg, woorden=1)


def _vakken(met: Cel, zonder: Cel, vraag: str) -> tuple[Vak, Vak, Vak]:
    aandeel = None if met is None or zonder is None else procent(met, met + zonder)
    return Vak(met, vraag), Vak(zonder), Vak(aandeel)


def _count_groepen(gemeente: Gemeente, peil: Peil) -> dict[int, int]:
    groepen = Groep.objects.running_on(peil.kwartaal.dag).filter(locatie__gemeente=gemeente).order_by()
    return dict(groepen.values_list("locatie").annotate(aantal=Count("pk")))
