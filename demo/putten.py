"""Putten, 2025: the figures of the beleidskader 2025-2028, with work left to do for everybody.

Of 31 children with an indicatie on 31 December 26 are reached (24 in the municipality, 2 elsewhere), 2 are not
and of 3 it is not known. The beleidskader (par. 2.3) gives these counts for the first quarter of 2024.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import cycle, islice

from demo import kwaliteit, puttens_beleid
from demo.dossiers import Dossiers, afspraken_voor
from demo.geld import Post, Rekening, book_facturen, book_goab, set_begroting
from demo.inrichting import GemeentePlan, HouderPlan, Inrichting, LocatiePlan
from demo.jaarrond import IBANS, Jaarrond
from demo.kwartalen import Kwartaal, adopt, draft_next
from demo.lopend import Lopend, Voorbeeldregeling
from demo.overdrachten import Overdrachten
from demo.personen import Mensen
from demo.resultaten import Resultaten
from demo.subsidiejaar import Subsidiejaar
from demo.vandaag import Vandaag, is_lively
from demo.vervolg import Vervolg
from indicaties.models import Criterium, Kind, Toeleiding
from lib.geboortedag import Bekend
from lib.periode import add_maanden, verjaardag
from opvang.actions import Afspraken
from organisaties.models import Locatie, Organisatie
from subsidies.models import Geldbron

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
                LocatiePlan("De Korenaar Dorp (demo)", "Putten", "999027301", postcode="3881AA"),
                LocatiePlan("De Korenaar Oost (demo)", "Putten", "999027302", postcode="3881BA"),
            ),
        ),
        HouderPlan(
            "Kinderopvang Zandkasteel (demo)",
            (LocatiePlan("Zandkasteel (demo)", "Putten", "999027303", postcode="3882CA"),),
        ),
        HouderPlan(
            "Kindcentrum De Boomgaard (demo)",
            (LocatiePlan("De Boomgaard (demo)", "Putten", "999027304", postcode="3882DA"),),
        ),
        HouderPlan(
            "Kinderopvang Heiderand (demo)",
            (LocatiePlan("Heiderand (demo)", "Ermelo", "999023301", buiten_gemeente=True),),
        ),
        # Named in the beleidskader as a provider without VE.
        HouderPlan(
            "Kinderopvang Kukeleku",
            (LocatiePlan("Kukeleku (locatie: demo)", "Putten", "999027305", ve=False, postcode="3881EA"),),
        ),
    ),
    bereik_doel_pct=80,
    bereik_doel_bron="Beleidskader onderwijsachterstandenbeleid 2025-2028, par. 2.3: minimaal 80 %",
)
KORENAAR, ZANDKASTEEL, BOOMGAARD, HEIDERAND, _KUKELEKU = (houder.naam for houder in PLAN.houders)

# The reached children per provider: there since 2024, started in 2025, and turned four in 2025.
GEBLEVEN = {KORENAAR: 7, ZANDKASTEEL: 6, BOOMGAARD: 4, HEIDERAND: 1}
INGESTROOMD = {KORENAAR: 3, ZANDKASTEEL: 2, BOOMGAARD: 2, HEIDERAND: 1}
REGULIER = {KORENAAR: 3, ZANDKASTEEL: 2, BOOMGAARD: 1}
UITGESTROOMD = {KORENAAR: 3, ZANDKASTEEL: 3, BOOMGAARD: 2}
NIET_BEREIKT = (Toeleiding.Reden.TOO_EXPENSIVE, Toeleiding.Reden.NOT_WANTED)
# The provider to which a child of whom nothing is known was referred; nowhere yet for the last.
ONBEKEND = (ZANDKASTEEL, BOOMGAARD, None)

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
        20_000,
        "Aanname: het beleidskader noemt geen bedrag aan gemeentelijke middelen",
    ),
)
# The agenda of par. 4.2, as invoices: the amounts are its estimates, the creditors and numbers are made up.
_BRON = "Raming beleidskader par. 4.2"
REKENINGEN = (
    Rekening("Kindregisseur", date(JAAR, 1, 20), 11_000, "Stichting Voorbeeldzorg (demo)", "2025-004", _BRON),
    Rekening(
        "Resultatenmonitor", date(JAAR, 2, 17), 8_000, "Monitorbureau (demo)", "M-117", f"{_BRON}: invoeren"
    ),
    Rekening(
        "VoorleesExpress",
        date(JAAR, 3, 10),
        30_000,
        "Bibliotheek De Meent (demo)",
        "25-0310",
        f"{_BRON}, met Boekjes en babbels",
    ),
    Rekening("Ouderinformatie", date(JAAR, 5, 12), 10_000, "Drukkerij Veluwe (demo)", "D-881", _BRON),
    Rekening(
        "Resultatenmonitor", date(JAAR, 9, 15), 13_000, "Monitorbureau (demo)", "M-209", f"{_BRON}: jaarlijks"
    ),
    Rekening(
        "Ouderinformatie",
        date(JAAR, 12, 8),
        640,
        "Drukkerij Veluwe (demo)",
        "D-954",
        "Aanname: kaarten voor de bijeenkomst",
        wacht=True,
    ),
)
VANDAAG_VANAF = date(JAAR + 1, 1, 1)
REGELING = Voorbeeldregeling(
    "putten-2025.toml", {"basis": "0.00"}, GOAB_2025, per_kind="37.50", per_groep="1000.00"
)
REDEN_TERUGSTUREN = "Bij één kind staan 224 uren: dat is meer dan 16 uur per week. Kunt u dit nakijken en een correctie indienen?"


class Putten:
    def __init__(self, inrichting: Inrichting, criteria: list[Criterium]) -> None:
        self.inrichting = inrichting
        self.criteria = criteria
        self.mensen = Mensen(seed=SEED, postcodes=POSTCODES, woonplaats="Putten")
        self.random = self.mensen.random
        self.dossiers = Dossiers(inrichting)

    def build(self, dag: date) -> None:
        """The policy year with its children, money and quarters, and the children who wait for somebody on `dag`."""
        self._reached(GEBLEVEN, date(2022, 1, 5), date(2022, 11, 10))
        self._reached(INGESTROOMD, date(2023, 1, 2), date(2023, 10, 10))
        self._reached(UITGESTROOMD, date(2021, 2, 1), date(2021, 11, 30))
        self._regular()
        self._not_reached()
        self._unknown()
        self._this_year(dag)
        set_begroting(self.inrichting, BEGROTING)
        book_goab(self.inrichting, GOAB_2025, date(JAAR, 1, 15))
        book_facturen(self.inrichting, REKENINGEN)
        puttens_beleid.load(self.inrichting)
        self._quarters(dag)
        self._today(dag)
        Overdrachten(self.inrichting).build(dag)
        Vervolg(self.inrichting).build(dag)
        Resultaten(self.inrichting, SEED).build(dag)
        kwaliteit.load(self.inrichting, JAAR)
        if is_lively(dag, VANDAAG_VANAF):
            Lopend(self.inrichting, REGELING, VANDAAG_VANAF).pay_locaties(dag)

    def _reached(self, aantallen: dict[str, int], geboren_van: date, geboren_tot_en_met: date) -> None:
        for locatie in self._locaties(aantallen):
            kind = self.dossiers.register(self.mensen.persoon(geboren_van, geboren_tot_en_met))
            wachten = timedelta(days=self.random.randint(0, 45))
            start = verjaardag(kind.geboortedatum, LEEFTIJD_START) + wachten
            self.dossiers.indicate(kind, van=start - timedelta(days=28), criteria=self._criteria())
            afspraken = self._afspraken(locatie, 16_00, kot=self.random.random() < 0.3)
            self.dossiers.refer_and_place(kind, afspraken, start=start)

    def _regular(self) -> None:
        """Peuters without indicatie, of parents without kinderopvangtoeslag."""
        for locatie in self._locaties(REGULIER):
            persoon = self.mensen.persoon(date(2022, 1, 5), date(2022, 12, 20))
            afspraken = self._afspraken(locatie, 6_50, kot=False)
            self.dossiers.enrol(persoon, afspraken, start=date(JAAR, 1, 6))

    def _not_reached(self) -> None:
        houder = self.inrichting.houder(KORENAAR)
        for reden in NIET_BEREIKT:
            kind = self._doelgroepkind(date(2022, 12, 1), date(2023, 3, 31))
            verwezen = self.mensen.dag(date(2025, 4, 1), date(2025, 4, 30))
            toeleiding = self.dossiers.refer(kind, houder, op=verwezen)
            self.dossiers.decline(toeleiding, reden, op=verwezen + timedelta(days=21))

    def _unknown(self) -> None:
        """Children of whom nobody knows whether they take part: two referred, one not even that."""
        for naam in ONBEKEND:
            kind = self._doelgroepkind(date(2023, 2, 1), date(2023, 11, 15))
            if naam:
                verwezen = self.mensen.dag(date(2025, 11, 17), date(2025, 12, 12))
                self.dossiers.refer(kind, self.inrichting.houder(naam), op=verwezen)

    def _this_year(self, dag: date) -> None:
        """Children who came after the policy year: what waits today for JGZ, kindregisseur and houder."""
        begin = date(JAAR + 1, 1, 5)
        for dagen in (9, 23):
            geboren = add_maanden(dag + timedelta(days=dagen), -48)
            kind = self.dossiers.register(self.mensen.persoon(geboren, geboren))
            self.dossiers.indicate(kind, van=max(begin, dag - timedelta(days=150)), criteria=self._criteria())
        for dagen in (3, 6, 12):
            kind = self.dossiers.register(self.mensen.persoon(add_maanden(dag, -27), add_maanden(dag, -24)))
            van = max(begin, dag - timedelta(days=dagen + 7))
            self.dossiers.indicate(kind, van=van, criteria=self._criteria())
            self.dossiers.refer(
                kind, self.inrichting.houder(KORENAAR), op=max(van, dag - timedelta(days=dagen))
            )
        # As the register has them: one with a single name, and a sister of whom the day of birth is not known.
        eerste, zusje = (self.mensen.persoon(add_maanden(dag, -20), add_maanden(dag, -19)) for _ in range(2))
        naamketen = replace(eerste, voornaam="", tussenvoegsel="", achternaam="Namendra")
        kind = self.dossiers.register(naamketen)
        geboren = zusje.geboortedatum.replace(day=16)
        self.dossiers.link(
            kind,
            self.dossiers.register(replace(zusje, geboortedatum=geboren, geboorte_bekend=Bekend.MONTH)),
        )

    def _today(self, dag: date) -> None:
        if is_lively(dag, VANDAAG_VANAF):
            lopend = Lopend(self.inrichting, REGELING, VANDAAG_VANAF)
            regeling = lopend.adopt(dag)
            Vandaag(self.inrichting, self.criteria, self.mensen, VANDAAG_VANAF).build(dag)
            Subsidiejaar(self.inrichting, regeling, dag.year).wait(dag)
            lopend.declare(dag)

    def _quarters(self, dag: date) -> None:
        """Three quarters are done; of the fourth each provider's declaration waits for somebody else."""
        regeling = adopt(self.inrichting, "putten-2025.toml", op=date(2024, 12, 2))
        houders = [self.inrichting.houder(naam) for naam in GEBLEVEN]
        Subsidiejaar(self.inrichting, regeling, JAAR).grant(houders, date(JAAR, 1, 8))
        self._pay_advances(houders)
        for kwartaal in (1, 2, 3):
            for naam in GEBLEVEN:
                self._kwartaal(naam, kwartaal).approve()
        self._kwartaal(KORENAAR, 4).send_back(REDEN_TERUGSTUREN, {0: 224_00})
        self._kwartaal(ZANDKASTEEL, 4).submit({1: 216_00})
        self._kwartaal(BOOMGAARD, 4).accept()
        self._kwartaal(HEIDERAND, 4).calculate()
        if not is_lively(dag, VANDAAG_VANAF):
            # The beleidsmedewerker works on the year after: an example, never decided by a council.
            draft_next(self.inrichting, regeling, "basis", "11.23", op=date(2025, 11, 10))

    def _pay_advances(self, houders: list[Organisatie]) -> None:
        """The last provider's account still waits for a second pair of eyes, so its advances are open."""
        jaarrond = Jaarrond(self.inrichting, "3881 AA")
        jaarrond.give_accounts(houders[:-1], date(JAAR, 1, 20))
        jaarrond.propose_account(houders[-1], IBANS[len(houders)], date(JAAR, 12, 8))
        jaarrond.pay(JAAR, date(JAAR, 12, 31))

    def _kwartaal(self, naam: str, kwartaal: int) -> Kwartaal:
        return Kwartaal(self.inrichting, self.inrichting.houder(naam), JAAR, kwartaal)

    def _locaties(self, aantallen: dict[str, int]) -> Iterator[Locatie]:
        """So many places per provider, spread over its VE locations."""
        for naam, aantal in aantallen.items():
            yield from islice(cycle(self.inrichting.ve_locaties(self.inrichting.houder(naam))), aantal)

    def _doelgroepkind(self, geboren_van: date, geboren_tot_en_met: date) -> Kind:
        """A child that JGZ indicated when it might start, and that did not."""
        kind = self.dossiers.register(self.mensen.persoon(geboren_van, geboren_tot_en_met))
        van = verjaardag(kind.geboortedatum, LEEFTIJD_START)
        self.dossiers.indicate(kind, van=van, criteria=self._criteria())
        return kind

    def _criteria(self) -> list[Criterium]:
        return self.random.sample(self.criteria, k=min(len(self.criteria), self.random.choice((1, 1, 2))))

    def _afspraken(self, locatie: Locatie, uren_per_week: int, *, kot: bool) -> Afspraken:
        klasse = self.random.choice((1, 2, 2, 3, 4))
        return afspraken_voor(locatie, uren_per_week, kot=kot, bijdrageklasse=klasse, bewijs_jaar=2023)
