"""Putten, 2025: the figures of the beleidskader 2025-2028, with work left to do for everybody.

Of 31 children with an indicatie on 31 December 26 are reached (24 in the municipality, 2 elsewhere), 2 are not
and of 3 it is not known. The beleidskader (par. 2.3) gives these counts for the first quarter of 2024.
"""

from datetime import date, timedelta
from decimal import Decimal
from itertools import cycle, islice

from indicaties.models import Criterium, Kind, Toeleiding
from rapportage.demo.dossiers import Afspraak, Dossiers
from rapportage.demo.geld import ACTIVITEITEN, AFSPRAKEN, Post, Uitgave, book_begroting, book_goab
from rapportage.demo.inrichting import GemeentePlan, HouderPlan, Inrichting, LocatiePlan
from rapportage.demo.personen import Mensen
from subsidies.models import Geldbron
from vve_admin.lib.periode import add_maanden

JAAR = 2025
SEED = 276
POSTCODES = (3881, 3882)
PLAN = GemeentePlan(
    code="0273",
    naam="Putten",
    domein="putten.demo",
    jgz="Centrum Jeugd en Gezin Putten (consultatiebureau)",
    school="Basisschool De Veldkei (demo)",
    houders=(
        HouderPlan(
            "Peuteropvang De Korenaar (demo)",
            (
                LocatiePlan("De Korenaar Dorp (demo)", "Putten", "999027301"),
                LocatiePlan("De Korenaar Oost (demo)", "Putten", "999027302"),
            ),
        ),
        HouderPlan(
            "Kinderopvang Zandkasteel (demo)",
            (LocatiePlan("Zandkasteel (demo)", "Putten", "999027303"),),
        ),
        HouderPlan(
            "Kindcentrum De Boomgaard (demo)",
            (LocatiePlan("De Boomgaard (demo)", "Putten", "999027304"),),
        ),
        HouderPlan(
            "Kinderopvang Heiderand (demo)",
            (LocatiePlan("Heiderand (demo)", "Ermelo", "999023301", buiten_gemeente=True),),
        ),
        # Named in the beleidskader as a provider without VE.
        HouderPlan(
            "Kinderopvang Kukeleku",
            (LocatiePlan("Kukeleku (locatie: demo)", "Putten", "999027305", ve=False),),
        ),
    ),
    bereik_doel_pct=80,
    bereik_doel_bron="Beleidskader onderwijsachterstandenbeleid 2025-2028, par. 2.3: minimaal 80 %",
)
KORENAAR, ZANDKASTEEL, BOOMGAARD, HEIDERAND, _KUKELEKU = (houder.naam for houder in PLAN.houders)

# The reached children per provider: there since 2024, started in 2025, and turned four in 2025.
GEBLEVEN = {KORENAAR: 7, ZANDKASTEEL: 6, BOOMGAARD: 4, HEIDERAND: 1}
INGESTROOMD = {KORENAAR: 3, ZANDKASTEEL: 2, BOOMGAARD: 2, HEIDERAND: 1}
UITGESTROOMD = {KORENAAR: 3, ZANDKASTEEL: 3, BOOMGAARD: 2}
NIET_BEREIKT = (Toeleiding.Reden.TOO_EXPENSIVE, Toeleiding.Reden.NOT_WANTED)
ONBEKEND = 3

LEEFTIJD_START = 24

GOAB_2025 = 386_792
BEGROTING = (
    Post(
        JAAR,
        Geldbron.GOAB,
        GOAB_2025,
        "Aanname: de prognose voor 2024 (beleidskader par. 4.1); het bedrag voor 2025 staat er niet in",
    ),
    Post(
        JAAR,
        Geldbron.GEMEENTE,
        60_000,
        "Aanname: het beleidskader noemt geen bedrag aan gemeentelijke middelen",
    ),
)
_BRON = "(raming beleidskader par. 4.2; indicator: aanname)"
UITGAVEN = (
    Uitgave(date(JAAR, 1, 20), 11_000, AFSPRAKEN, f"Kindregisseur {_BRON}"),
    Uitgave(date(JAAR, 2, 17), 8_000, AFSPRAKEN, f"VE-resultatenmonitor, eenmalig invoeren {_BRON}"),
    Uitgave(date(JAAR, 3, 10), 30_000, ACTIVITEITEN, f"Voorleesexpress en Boekjes en babbels {_BRON}"),
    Uitgave(date(JAAR, 5, 12), 10_000, AFSPRAKEN, f"Ouderinformatie {_BRON}"),
    Uitgave(date(JAAR, 9, 15), 13_000, AFSPRAKEN, f"VE-resultatenmonitor, jaarlijks {_BRON}"),
)
UREN_PER_WEEK = Decimal(16)


class Putten:
    def __init__(self, inrichting: Inrichting, criteria: list[Criterium]) -> None:
        self.inrichting = inrichting
        self.criteria = criteria
        self.mensen = Mensen(seed=SEED, gemeente=inrichting.gemeente, postcodes=POSTCODES)
        self.random = self.mensen.random
        self.dossiers = Dossiers(inrichting)

    def build(self, dag: date) -> None:
        """All children: those of the policy year, and those who wait for somebody on `dag`."""
        self._reached(GEBLEVEN, date(2022, 1, 5), date(2022, 11, 10))
        self._reached(INGESTROOMD, date(2023, 1, 2), date(2023, 10, 10))
        self._reached(UITGESTROOMD, date(2021, 2, 1), date(2021, 11, 30))
        self._not_reached()
        self._unknown()
        self._this_year(dag)
        self.dossiers.save()
        book_begroting(self.inrichting, BEGROTING)
        book_goab(self.inrichting, GOAB_2025, date(JAAR, 1, 15), UITGAVEN)

    def _reached(self, aantallen: dict[str, int], geboren_van: date, geboren_tot_en_met: date) -> None:
        for naam, aantal in aantallen.items():
            locaties = cycle(self.inrichting.ve_locaties(self.inrichting.houder(naam)))
            for locatie in islice(locaties, aantal):
                kind = self._kind(geboren_van, geboren_tot_en_met)
                wachten = timedelta(days=self.random.randint(0, 45))
                start = add_maanden(kind.geboortedatum, LEEFTIJD_START) + wachten
                self.dossiers.indicate(kind, van=start - timedelta(days=28), criteria=self._criteria())
                self.dossiers.refer_and_place(kind, locatie, self._afspraak(), start=start)

    def _not_reached(self) -> None:
        houder = self.inrichting.houder(KORENAAR)
        for reden in NIET_BEREIKT:
            kind = self._doelgroepkind(date(2022, 12, 1), date(2023, 4, 30))
            verwezen = self.mensen.dag(date(2025, 4, 1), date(2025, 4, 30))
            toeleiding = self.dossiers.refer(kind, houder, op=verwezen)
            self.dossiers.decline(toeleiding, reden, op=verwezen + timedelta(days=21))

    def _unknown(self) -> None:
        """Children of whom nobody knows whether they take part: two referred, one not even that."""
        houders = [self.inrichting.houder(ZANDKASTEEL), self.inrichting.houder(BOOMGAARD), None]
        for houder in houders[:ONBEKEND]:
            kind = self._doelgroepkind(date(2023, 2, 1), date(2023, 11, 15))
            if houder is not None:
                self.dossiers.refer(kind, houder, op=self.mensen.dag(date(2025, 11, 17), date(2025, 12, 12)))

    def _this_year(self, dag: date) -> None:
        """Children who came after the policy year: what waits today for JGZ, kindregisseur and houder."""
        begin = date(JAAR + 1, 1, 5)
        korenaar = self.inrichting.houder(KORENAAR)
        for dagen in (9, 23):
            vierde_verjaardag = dag + timedelta(days=dagen)
            geboren = add_maanden(vierde_verjaardag, -48)
            kind = self._kind(geboren, geboren)
            van = max(begin, dag - timedelta(days=150))
            self.dossiers.indicate(kind, van=van, criteria=self._criteria())
        for dagen in (3, 6, 12):
            kind = self._kind(add_maanden(dag, -27), add_maanden(dag, -24))
            van = max(begin, dag - timedelta(days=dagen + 7))
            self.dossiers.indicate(kind, van=van, criteria=self._criteria())
            self.dossiers.refer(kind, korenaar, op=max(van, dag - timedelta(days=dagen)))
        for _ in range(2):
            self._kind(add_maanden(dag, -22), add_maanden(dag, -19))

    def _doelgroepkind(self, geboren_van: date, geboren_tot_en_met: date) -> Kind:
        """A child that JGZ indicated when it might start, and that did not."""
        kind = self._kind(geboren_van, geboren_tot_en_met)
        van = add_maanden(kind.geboortedatum, LEEFTIJD_START)
        self.dossiers.indicate(kind, van=van, criteria=self._criteria())
        return kind

    def _kind(self, geboren_van: date, geboren_tot_en_met: date) -> Kind:
        """A child that JGZ registers when it is about a year and a half old."""
        kind = self.mensen.kind(
            geboren_van=geboren_van, geboren_tot_en_met=geboren_tot_en_met, door=self.inrichting.jgz
        )
        return self.dossiers.register(kind)

    def _criteria(self) -> list[Criterium]:
        aantal = min(len(self.criteria), self.random.choice((1, 1, 2)))
        return self.random.sample(self.criteria, k=aantal)

    def _afspraak(self) -> Afspraak:
        kot = self.random.random() < 0.3
        return Afspraak(UREN_PER_WEEK, kot=kot, bijdrageklasse=self.random.choice((1, 1, 2, 2, 3)))
