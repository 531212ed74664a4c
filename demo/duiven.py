"""Duiven, 2020: scenario 4a of the notitie OAB as a full year.

The notitie publishes the cost of the scenario (356.701) and not the children behind it. The head-counts below
reproduce it to the euro; they are reconstructed, not published.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle

from demo import duivens_beleid, groepen
from demo.dossiers import Dossiers, afspraken_voor
from demo.geld import Post, book_goab, set_begroting
from demo.inrichting import GemeentePlan, HouderPlan, Inrichting, LocatiePlan
from demo.jaarrond import Jaarrond
from demo.kwartalen import Kwartaal, adopt, draft_next
from demo.lopend import Lopend, Voorbeeldregeling
from demo.overdrachten import Overdrachten
from demo.personen import Mensen
from demo.subsidiejaar import Subsidiejaar
from demo.vandaag import Vandaag, is_lively
from demo.vervolg import Vervolg
from indicaties.models import Criterium, Indicatie, Kind, Toeleiding
from lib.periode import add_maanden
from organisaties.models import Locatie
from subsidies.models import Geldbron, Subsidieregeling
from subsidies.regelingen.actions import propose_regeling

JAAR = 2020
SEED = 226
POSTCODES = (6921, 6922, 6923)
PUCK, ZONNEKINDEREN = "Puck & Co (Kindercentra Puck & Co B.V.)", "Zonnekinderen (Nieuwe Maan B.V.)"
PLAN = GemeentePlan(
    code="0226",
    naam="Duiven",
    domein="duiven.demo",
    jgz="Consultatiebureau Duiven (demo)",
    school="Basisschool De Rietkraag (demo)",
    # Five providers; three of them offer VE, on eight of nine locations. The notitie names these three.
    houders=(
        HouderPlan(
            PUCK,
            tuple(
                LocatiePlan(
                    f"Puck & Co locatie {n} (demo)",
                    "Duiven",
                    f"99902260{n}",
                    postcode=f"6921{'ABCD'[n - 1]}A",
                )
                for n in range(1, 5)
            ),
        ),
        HouderPlan(
            ZONNEKINDEREN,
            tuple(
                LocatiePlan(
                    f"Zonnekinderen locatie {n} (demo)",
                    "Duiven",
                    f"99902261{n}",
                    postcode=f"6922{'ABE'[n - 1]}A",
                )
                for n in range(1, 4)
            ),
        ),
        HouderPlan(
            "Pepeloentje",
            (LocatiePlan("Pepeloentje (locatie: demo)", "Duiven", "999022621", postcode="6922CA"),),
        ),
        HouderPlan(
            "Vierde aanbieder (demo)",
            (LocatiePlan("Vierde aanbieder (demo)", "Duiven", "999022631", ve=False),),
        ),
        HouderPlan("Vijfde aanbieder (demo)"),
    ),
    bereik_doel_pct=90,
    bereik_doel_bron=(
        "Notitie OAB 2020, hoofdstuk 3: minimaal 90 %. De aantallen kinderen zijn gereconstrueerd, niet gepubliceerd"
    ),
    kent_smi=True,
)
# The two providers that the municipality has a subsidy relation with.
GESUBSIDIEERD = (PUCK, ZONNEKINDEREN)

# The contribution class of the notitie: modal income, € 0,87 per hour.
KLASSE_MODAAL = 3
# Born so that they are between two and a half and four years old during the whole of 2020.
GEBOREN_VAN, GEBOREN_TOT_EN_MET = date(2017, 1, 5), date(2017, 6, 25)


_BRON = "Notitie OAB 2020, tabel 4.1"
GOAB = {2019: 213_000, 2020: 276_000}
BEGROTING = tuple(
    post
    for jaar, goab in GOAB.items()
    for post in (
        Post(jaar, Geldbron.GOAB, goab, _BRON),
        Post(jaar, Geldbron.ASSCHER, 59_338, _BRON),
        Post(jaar, Geldbron.GEMEENTE, 108_000, _BRON),
    )
)
# The proposal for the year after the closed one stays as it is; work of today begins after it.
VANDAAG_VANAF = date(JAAR + 2, 1, 1)
REGELING = Voorbeeldregeling(
    "duiven-2020.toml", {"doelgroeppeuter": "2.09", "reguliere_peuter": "1.23"}, GOAB[JAAR]
)


@dataclass(frozen=True)
class Groep:
    aantal: int
    doelgroep: bool
    kot: bool

    @property
    def uren_per_week(self) -> int:
        return 16_00 if self.doelgroep else 8_00


# Reconstructed, not published.
GROEPEN = (
    Groep(28, doelgroep=True, kot=False),
    Groep(10, doelgroep=True, kot=True),
    Groep(38, doelgroep=False, kot=False),
    Groep(95, doelgroep=False, kot=True),
)


class Duiven:
    def __init__(self, inrichting: Inrichting, criteria: list[Criterium]) -> None:
        self.inrichting = inrichting
        self.vve = [criterium for criterium in criteria if criterium.soort == Indicatie.Soort.VVE]
        self.smi = [criterium for criterium in criteria if criterium.soort == Indicatie.Soort.SMI]
        self.mensen = Mensen(seed=SEED, postcodes=POSTCODES, woonplaats="Duiven")
        self.random = self.mensen.random
        self.dossiers = Dossiers(inrichting)

    def build(self, dag: date) -> None:
        """The policy year with its children, money and quarters, and the children who wait for somebody on `dag`."""
        locaties = cycle(
            locatie
            for naam in GESUBSIDIEERD
            for locatie in self.inrichting.ve_locaties(self.inrichting.houder(naam))
        )
        for groep in GROEPEN:
            for _ in range(groep.aantal):
                self._full_year(groep, next(locaties))
        self._not_reached()
        self._this_year(dag)
        set_begroting(self.inrichting, BEGROTING)
        book_goab(self.inrichting, GOAB[JAAR], date(JAAR, 1, 15))
        duivens_beleid.load(self.inrichting)
        self._quarters()
        self._today(dag)
        Overdrachten(self.inrichting).build(dag)
        Vervolg(self.inrichting).build(dag)
        groepen.load(self.inrichting, (date(JAAR, 1, 1), dag))

    def _full_year(self, groep: Groep, locatie: Locatie) -> None:
        start = date(JAAR, 1, 1)
        afspraken = afspraken_voor(
            locatie, groep.uren_per_week, kot=groep.kot, bijdrageklasse=KLASSE_MODAAL, bewijs_jaar=2018
        )
        if groep.doelgroep:
            self.dossiers.refer_and_place(self._doelgroepkind(), afspraken, start=start)
        else:
            self.dossiers.enrol(self.mensen.persoon(GEBOREN_VAN, GEBOREN_TOT_EN_MET), afspraken, start=start)

    def _not_reached(self) -> None:
        """The doelgroep counts 40; 95 % of it is 38. One family does not want it, of one it is not known."""
        kind = self._doelgroepkind()
        toeleiding = self.dossiers.refer(kind, self.inrichting.houder(PUCK), op=date(2019, 12, 2))
        self.dossiers.decline(toeleiding, Toeleiding.Reden.NOT_WANTED, op=date(2019, 12, 16))
        self._doelgroepkind()

    def _doelgroepkind(self) -> Kind:
        kind = self.dossiers.register(self.mensen.persoon(GEBOREN_VAN, GEBOREN_TOT_EN_MET))
        van = self.mensen.dag(date(2019, 9, 2), date(2019, 11, 29))
        self.dossiers.indicate(kind, van=van, criteria=[self.random.choice(self.vve)])
        return kind

    def _this_year(self, dag: date) -> None:
        """What waits today: referred children, one of them on social-medical grounds, and an end in sight."""
        for soort, criteria in ((Indicatie.Soort.VVE, self.vve), (Indicatie.Soort.SMI, self.smi)):
            kind = self.dossiers.register(self.mensen.persoon(add_maanden(dag, -33), add_maanden(dag, -30)))
            van = dag - timedelta(days=10)
            self.dossiers.indicate(kind, van=van, soort=soort, criteria=criteria[:1])
            self.dossiers.refer(kind, self.inrichting.houder(PUCK), op=van + timedelta(days=5))
        geboren = add_maanden(dag + timedelta(days=16), -48)
        kind = self.dossiers.register(self.mensen.persoon(geboren, geboren))
        self.dossiers.indicate(kind, van=dag - timedelta(days=200), criteria=self.vve[:1])
        self.dossiers.register(self.mensen.persoon(add_maanden(dag, -20), add_maanden(dag, -19)))

    def _today(self, dag: date) -> None:
        if is_lively(dag, VANDAAG_VANAF):
            lopend = Lopend(self.inrichting, REGELING, VANDAAG_VANAF)
            lopend.adopt(dag)
            Vandaag(self.inrichting, self.vve, self.mensen, VANDAAG_VANAF).build(dag)
            lopend.declare(dag)

    def _quarters(self) -> None:
        """The year is granted, paid, fixed, closed and reported; since then both providers corrected the last quarter."""
        regeling = adopt(self.inrichting, "duiven-2020.toml", op=date(2019, 8, 20))
        houders = [self.inrichting.houder(naam) for naam in GESUBSIDIEERD]
        jaarrond = Jaarrond(self.inrichting, "6921 AA")
        jaarrond.give_accounts(houders, date(2019, 9, 2))
        Subsidiejaar(self.inrichting, regeling, JAAR).grant(houders, date(2019, 9, 9))
        jaarrond.pay(JAAR, date(JAAR, 12, 31))
        laatste = {}
        for kwartaal in (1, 2, 3, 4):
            for naam in GESUBSIDIEERD:
                laatste[naam] = self._kwartaal(naam, kwartaal).approve().declaratie
        jaarrond.fix(JAAR, date(JAAR + 1, 1, 18))
        jaarrond.close(JAAR, date(JAAR + 1, 1, 28))
        self._kwartaal(PUCK, 4).submit_correction(laatste[PUCK], {0: 144_00})
        self._kwartaal(ZONNEKINDEREN, 4).calculate_correction(laatste[ZONNEKINDEREN], {0: 152_00})
        self._next_year(regeling)

    def _next_year(self, regeling: Subsidieregeling) -> None:
        """The budgethouder is asked to adopt a policy for the year after: an example, never decided by a council."""
        voorstel = draft_next(self.inrichting, regeling, "doelgroeppeuter", "10.62", op=date(2020, 11, 9))
        propose_regeling(regeling=voorstel, door=self.inrichting.gebruikers["beleid"])

    def _kwartaal(self, naam: str, kwartaal: int) -> Kwartaal:
        return Kwartaal(self.inrichting, self.inrichting.houder(naam), JAAR, kwartaal)
