"""How children are spread over the groups of each location (WPO 161)."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import connection
from django.db.models import Exists, F, OuterRef

from indicaties.models import Indicatie, werkwijze_of
from lib.geld import procent
from lib.kleine_groepen import is_small
from opvang.indeling.lezen import Groepen, groep_of, groepen_on
from opvang.models import Groep, Groepsindeling, Plaatsing
from organisaties.models import Gemeente, Locatie
from rapportage.doelgroep import Vraag, ask_feiten
from rapportage.monitor.blad import Blad, Regel, Vak, ask
from rapportage.monitor.bladen import Peil, read_plekken
from rapportage.monitor.ligging import Ligging
from rapportage.monitor.tegenover import Buurtaandelen
from rapportage.monitor.verbergen import Cel

PER_GROEP = (
    "Groep",
    "Locatie",
    "VE",
    "Doelgroepkinderen",
    "Andere kinderen",
    "Aandeel doelgroep",
    "Aandeel in de buurt",
)
UITLEG = (
    "De groep van een kind is die waarin de aanbieder het op de peildatum heeft ingedeeld. Heeft een locatie één groep, dan "
    "zitten al haar kinderen daarin. Een doelgroepkind telt op zijn beste plaats, zoals in de tabel per locatie. WPO artikel "
    "161: overleg over het tegengaan van segregatie."
)
NIET_INGEDEELD = "niet ingedeeld"

# (Location, name of the group that was recorded) -> children.
Telling = Mapping[tuple[int, str | None], int]

# The parts are laid under each other and not joined, as in rapportage/doelgroep.py.
_TELLEN = """
SELECT locatie_id, naam, count(*)
  FROM (SELECT kind_id, locatie_id, max(naam) AS naam
          FROM (SELECT kind_id, locatie_id, NULL::varchar AS naam, true AS telt FROM plek
                UNION ALL
                SELECT kind_id, locatie_id, naam, false FROM indeling) delen
         GROUP BY kind_id, locatie_id HAVING bool_or(telt)) kind
 GROUP BY locatie_id, naam"""


def list_groepen(gemeente: Gemeente, peil: Peil) -> Blad:
    """Each group that runs on the day, and per location the children that are in none."""
    locaties = list(Locatie.objects.filter(gemeente=gemeente).values_list("pk", "naam", "houder__naam"))
    verdeling = Verdeling.of(gemeente, peil, [pk for pk, _, _ in locaties])
    ligging, aandelen = Ligging.of(gemeente).buurt, Buurtaandelen.of(gemeente, peil)
    regels = []
    for pk, naam, houder in locaties:
        for groep, met, zonder in verdeling.rows(pk):
            vraag = ask(peil.code, "bereikt", "groep", groep.pk) if groep else ""
            ve = "–" if groep is None else "ja" if groep.ve else "nee"
            aandeel = None if met is None or zonder is None else procent(met, met + zonder)
            vakken = (Vak(f"{naam} ({houder})"), Vak(ve), Vak(met, vraag), Vak(zonder), Vak(aandeel))
            regels.append(
                Regel(groep.naam if groep else NIET_INGEDEELD, (*vakken, aandelen.aandeel(ligging.get(pk))))
            )
    uitleg = (UITLEG, *aandelen.uitleg())
    return Blad("groepen", "Aandeel doelgroepkinderen per groep", PER_GROEP, tuple(regels), uitleg, woorden=2)


@dataclass(frozen=True)
class Verdeling:
    """Location -> its groups with their children; under None who is in no group."""

    peil: Peil
    groepen: Groepen
    per_locatie: Mapping[int, Cel]
    doelgroep: Mapping[int, Counter[Groep | None]]
    anderen: Mapping[int, Counter[Groep | None]]

    @classmethod
    def of(cls, gemeente: Gemeente, peil: Peil, locaties: Collection[int]) -> "Verdeling":
        groepen = groepen_on(locaties, peil.kwartaal.dag)
        _, per_locatie = peil.tabellen.count_per_plek(read_plekken(gemeente, peil))
        doelgroep, anderen = count_doelgroep(gemeente, peil), count_anderen(gemeente, peil)
        return cls(peil, groepen, per_locatie, _divide(doelgroep, groepen), _divide(anderen, groepen))

    def rows(self, locatie: int) -> list[tuple[Groep | None, Cel, Cel]]:
        """Each group with its doelgroep and its other children, as parts of what is told of the location."""
        if not (groepen := self.groepen.get(locatie)):
            return []
        sleutels: list[Groep | None] = [*groepen, None]
        som = self.anderen[locatie].total()
        ander = None if is_small(som) and not self.peil.tabellen.volledig else som
        doelgroep = self.per_locatie.get(locatie, 0)
        met = self._parts(doelgroep, self.doelgroep[locatie], sleutels)
        zonder = self._parts(ander, self.anderen[locatie], sleutels)
        rijen = list(zip(sleutels, met, zonder, strict=True))
        # Who is in no group is a row when there is something to say of it: not where all of the location is hidden.
        meer = any(
            geheel is not None and deel != 0 for geheel, deel in ((doelgroep, met[-1]), (ander, zonder[-1]))
        )
        return rijen if meer else rijen[:-1]

    def _parts(
        self, geheel: Cel, aantallen: Counter[Groep | None], sleutels: list[Groep | None]
    ) -> tuple[Cel, ...]:
        return self.peil.tabellen.parts(geheel, [aantallen[sleutel] for sleutel in sleutels])


def _divide(telling: Telling, groepen: Groepen) -> Mapping[int, Counter[Groep | None]]:
    verdeeld: defaultdict[int, Counter[Groep | None]] = defaultdict(Counter)
    for (locatie, naam), aantal in telling.items():
        verdeeld[locatie][groep_of(groepen.get(locatie, []), naam)] += aantal
    return verdeeld


def count_doelgroep(gemeente: Gemeente, peil: Peil) -> Telling:
    """Children with a valid VVE-indicatie, each at its best place."""
    vraag = ask_feiten(gemeente, peil.kwartaal.dag, werkwijze_of(gemeente).stil_na_weken)
    vraag.add_sql("plek", "SELECT kind_id, locatie_id FROM feiten WHERE locatie_id IS NOT NULL")
    return _count(vraag, gemeente, peil)


def count_anderen(gemeente: Gemeente, peil: Peil) -> Telling:
    """Children without one, at each of their places."""
    dag, vraag = peil.kwartaal.dag, Vraag()
    geldig = Indicatie.objects.valid_on(dag).filter(kind=OuterRef("kind"), soort=Indicatie.Soort.VVE)
    plaatsen = Plaatsing.objects.active_on(dag).filter(
        ~Exists(geldig), kind__gemeente=gemeente, kind__samengevoegd_met=None
    )
    vraag.add("plek", plaatsen.order_by().values("kind_id", "locatie_id"))
    return _count(vraag, gemeente, peil)


def _count(vraag: Vraag, gemeente: Gemeente, peil: Peil) -> Telling:
    indeling = Groepsindeling.objects.last_on(peil.kwartaal.dag).filter(kind__gemeente=gemeente)
    namen = {"locatie_id": F("groep__locatie_id"), "naam": F("groep__naam")}
    vraag.add("indeling", indeling.values("kind_id", **namen))
    with connection.cursor() as cursor:
        cursor.execute(f"{vraag} {_TELLEN}", vraag.params)
        return {(locatie, naam): aantal for locatie, naam, aantal in cursor.fetchall()}
