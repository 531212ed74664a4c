"""Corrections by name: what the list of reviews says, and what the books say afterwards, worked out by hand.

Putten pays in 2025 at 10,71 an hour for 40 weeks a year: 10 weeks a quarter, 3,33 a month. A child with a
VVE-indicatie has room for 8 hours a week at 10,71 less the contribution (6,91 without proof, so 3,80), and for 8 more
at 10,71; with KOT only for the second 8. A regular child has room for 6,5 hours a week at 3,80; with KOT for none.

Q1, 160 hours, indicatie: 80 x 3,80 + 80 x 10,71 = 304,00 + 856,80 = 1.160,80. Half of it (until 14 February): 580,40.
January and February: 53,33 x 3,80 + 53,33 x 10,71 = 202,65 + 571,16 = 773,81. March: 26,67 x 3,80 = 101,35 and
26,67 x 10,71 = 285,64. Regular: 65 x 3,80 = 247,00; March: 21,67 x 3,80 = 82,35.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db.models import Sum

from indicaties.actions import rectify_kind, shorten_indicatie, withdraw_indicatie
from indicaties.models import Indicatie
from lib.weergave import datum
from opvang.actions import accept_declaratie, correct_declaratie, end_plaatsing, submit_declaratie
from opvang.models import Plaatsing
from subsidies.berekeningen.actions import reject_berekening
from subsidies.betalen.actions import claim_betaling
from subsidies.kolommen.actions import check_kolommen
from subsidies.models import (
    Bankrekening,
    Betaalverplichting,
    Boeking,
    Herziening,
    Kolommenstand,
    Subsidieregeling,
)
from tests.subsidies.berekeningen.test_samenloop import policy, valid, with_maximum
from tests.subsidies.kolommen.wereld import give_accounts, pay_all

from .wereld import NU, OP, Wereld, broken

pytestmark = pytest.mark.django_db

VOLGEND_JAAR = 2027
JAN, FEB, MRT = date(2025, 1, 1), date(2025, 2, 1), date(2025, 3, 1)
MIDDEN, APRIL, JULI = date(2025, 2, 15), date(2025, 4, 1), date(2025, 7, 1)
HEEL = 1_160_80
IN_2026 = policy(valid("Putten 2026", "2026-01-01", "2026-12-31"), "2026-01-02")

Lijst = list[tuple[int, int | None, list[str]]]
Bronnen = dict[str, int]


@pytest.fixture(autouse=True)
def _paid_in_the_end(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """After each correction all that is proposed is done and paid: then the columns are equal, to the cent."""
    dossiers: list[Dossier] = []
    begin = Dossier.__init__

    def note(self: Dossier, *args: Any, **kwargs: Any) -> None:
        begin(self, *args, **kwargs)
        dossiers.append(self)

    monkeypatch.setattr(Dossier, "__init__", note)
    yield
    for dossier in dossiers:
        dossier.pay_out()


class Dossier(Wereld):
    """Noor has a place of 16 hours a week from 1 January 2025, with an indicatie unless told otherwise."""

    def __init__(
        self,
        *regelingen: str,
        vve: tuple[date, date] | None = (JAN, date(2026, 5, 31)),
        start: date = JAN,
        uren_per_week: int = 16_00,
    ) -> None:
        super().__init__(*regelingen)
        self.besluit = self.grant(*vve) if vve else None
        self.plaats = self.put(self.a, start, uren_per_week=uren_per_week)

    def paid(self, uren: str = "160", kwartaal: int = 1) -> "Dossier":
        self.goed = self.reward(self.declare(kwartaal, uren))
        self.pay_now()
        return self

    # -- what is paid ----------------------------------------------------------------------------

    def pay_now(self) -> None:
        if not Bankrekening.objects.exists():
            give_accounts(self, self.houder, self.ander, op=NU)
        pay_all(self.medewerker, self.budgethouder, NU)

    def pay_out(self) -> None:
        """What is on the list is reviewed and paid; what is to be got back is set off against the year after."""
        self.settle()
        for houder in (self.houder, self.ander):
            claim_betaling(
                gemeente=self.gemeente,
                organisatie=houder,
                regeling=Subsidieregeling.objects.filter(gemeente=self.gemeente).latest("pk"),
                jaar=VOLGEND_JAAR,
                soort=Betaalverplichting.Soort.VOORSCHOT,
                kenmerk=f"volgend-{houder.pk}",
                bedrag_centen=10_000_00,
                vervaldag=OP,
                omschrijving="Voorschot van het jaar daarna",
                door=self.medewerker,
                op=NU,
            )
        self.pay_now()
        check_kolommen(gemeente=self.gemeente, op=NU)
        standen = Kolommenstand.objects.filter(gemeente=self.gemeente, jaar__lt=VOLGEND_JAAR)
        assert standen.exists()
        for stand in standen:
            vier = (
                stand.verschuldigd_centen,
                stand.besloten_centen,
                stand.betaald_centen,
                stand.geboekt_centen,
            )
            assert (len(set(vier)), stand.verantwoord_centen) == (1, None), stand.redenen
            assert {reden["tussen"] for reden in stand.redenen} <= {"Geboekt en verantwoord"}

    # -- what goes otherwise ---------------------------------------------------------------------

    def withdraw(self, indicatie: Indicatie | None = None) -> None:
        besluit = indicatie or self.besluit
        assert besluit is not None
        withdraw_indicatie(indicatie=besluit, reden="onjuist", door=self.jgz, op=OP)

    def shorten(self, laatste_dag: date) -> None:
        assert self.besluit is not None
        shorten_indicatie(
            indicatie=self.besluit, laatste_dag=laatste_dag, reden="onjuist", door=self.jgz, op=OP
        )

    def smi_instead(self) -> None:
        self.withdraw()
        self.grant(JAN, date(2026, 5, 31), "smi")

    def end(self, einddatum: date, plaatsing: Plaatsing | None = None) -> None:
        plaatsing = plaatsing or self.plaats
        end_plaatsing(plaatsing=plaatsing, einddatum=einddatum, door=self.beheerder(plaatsing.locatie.houder))

    def born(self, geboortedatum: date) -> None:
        rectify_kind(
            kind=self.noor,
            velden={"geboortedatum": geboortedatum},
            bsn=None,
            wis_bsn=False,
            door=self.jgz,
        )

    def only_in_march(self) -> None:
        vanaf_maart = self.change(self.plaats, MRT, kot=True)
        self.change(vanaf_maart, APRIL, kot=False)

    # -- what comes of it ------------------------------------------------------------------------

    def sources(self) -> Bronnen:
        """What is booked per source; without those that come to nothing."""
        rijen = Boeking.objects.order_by().values_list("bron").annotate(som=Sum("bedrag_centen"))
        return {bron: som for bron, som in rijen if som}

    def done(self) -> Bronnen:
        """Review what is on the list; then there is nothing left, and the books are in order."""
        self.review()
        assert self.check() == []
        assert broken() == []
        return self.sources()


def goab(centen: int) -> Bronnen:
    return {"goab": centen}


def kot(dag: date) -> str:
    return f"De ouders hebben vanaf {datum(dag)} recht op kinderopvangtoeslag (KOT)."


def geen_kot(dag: date) -> str:
    return f"De ouders hebben vanaf {datum(dag)} geen recht op kinderopvangtoeslag (KOT)."


def klasse(dag: date) -> str:
    return f"Vanaf {datum(dag)} geldt een andere klasse van de ouderbijdrage."


def weekuren(dag: date) -> str:
    return f"Vanaf {datum(dag)} geldt een ander aantal uren per week."


def geen_plaats(periode: str) -> str:
    return f"De plaatsing is beëindigd, hersteld of vervallen: geen plaats van {periode}."


def doelgroep(dag: date, soort: str = "doelgroepkind") -> str:
    return (
        f"Een indicatie is met terugwerkende kracht afgegeven: vanaf {datum(dag)} telt het kind als {soort}."
    )


def regulier(dag: date) -> str:
    return f"De indicatie is ingetrokken of eerder geëindigd: vanaf {datum(dag)} telt het kind als regulier."


def versie(naam: str, dag: date = JAN) -> str:
    return f"Vanaf {datum(dag)} geldt een andere regeling of versie: {naam}."


WEG = "Het kind heeft geen plaats meer."
ELDERS = "Uren van dit kind op een andere plek of eerder in het jaar tellen anders mee."
TARIEF = 'bedrag = { waarde = 10.71, bron = "aanname: het landelijk maximum van 2025" }'


def rate(bedrag: str) -> str:
    return policy(lambda t: t.replace(TARIEF, f"bedrag = {bedrag}"))


def only(groep: str, naam: str = "Putten 2025") -> str:
    """A scheme for one group of children: doelgroep or regulier."""

    def wijzig(tekst: str) -> str:
        tekst = valid(naam, "2025-01-01", "2025-12-31")(tekst)
        van, tot = ("[doelgroep]", "[regulier]") if groep == "regulier" else ("[regulier]", "[smi]")
        begin, eind = tekst.index(van), tekst.index(tot)
        return f'{tekst[:begin]}{van}\nvergoed = false\nbron = "test"\n\n{tekst[eind:]}'

    return policy(wijzig).replace('"doelgroep", kot', f'"{groep}", kot')


# -- one change after approval -------------------------------------------------------------------------


@dataclass(frozen=True)
class Geval:
    """A change after Q1 of a child with an indicatie was approved for 1.160,80, unless `van` says another amount."""

    naam: str
    doe: Callable[[Dossier], object]
    wordt: int
    redenen: list[str]
    bronnen: Bronnen | None = None  # None: all of it from GOAB
    van: int = HEEL
    begin: Callable[[], Dossier] = lambda: Dossier().paid()


GEVALLEN = [
    # With KOT the first 8 hours are for the Rijk: 80 x 10,71.
    Geval("KOT vanaf de eerste dag", lambda d: d.change(d.plaats, JAN, kot=True), 856_80, [kot(JAN)]),
    # 580,40, and then 40 x 10,71 = 428,40.
    Geval("KOT vanaf het midden", lambda d: d.change(d.plaats, MIDDEN, kot=True), 1_008_80, [kot(MIDDEN)]),
    # On the last day there is room for 0,86 + 0,86 hours, before it for 79,14 + 79,14:
    # 79,14 x 3,80 = 300,73; 79,14 x 10,71 = 847,59; 0,86 x 10,71 = 9,21.
    Geval(
        "KOT vanaf de laatste dag",
        lambda d: d.change(d.plaats, date(2025, 3, 31), kot=True),
        1_157_53,
        [kot(date(2025, 3, 31))],
    ),
    # 773,81 and 285,64.
    Geval("KOT alleen in maart", lambda d: d.only_in_march(), 1_059_45, [kot(MRT)]),
    # The parents of a regular child with KOT: nothing.
    Geval(
        "KOT van een kind zonder indicatie",
        lambda d: d.change(d.plaats, JAN, kot=True),
        0,
        [kot(JAN)],
        {},
        247_00,
        lambda: Dossier(vve=None).paid("65"),
    ),
    # Class 4 pays 0,89: 80 x 9,82 = 785,60 and 856,80.
    Geval(
        "klasse met bewijs dat later komt",
        lambda d: d.change(d.plaats, JAN, bijdrageklasse=4),
        1_642_40,
        [klasse(JAN)],
    ),
    # 773,81; 26,67 x 9,82 = 261,90; 285,64.
    Geval(
        "klasse met bewijs vanaf maart",
        lambda d: d.change(d.plaats, MRT, bijdrageklasse=4),
        1_321_35,
        [klasse(MRT)],
    ),
    # 160 hours over 5 weeks of 16 and 5 of 8: 106,67, of which 80 fit, and 53,33.
    # 580,40 + 40 x 3,80 + 13,33 x 10,71 = 580,40 + 152,00 + 142,76.
    Geval(
        "minder uren per week vanaf het midden",
        lambda d: d.change(d.plaats, MIDDEN, uren_per_week=8_00),
        875_16,
        [weekuren(MIDDEN)],
    ),
    # 160 hours over 5 weeks of 16 and 5 of 20: 71,11 and 88,89, of which 80 fit.
    # 40 x 3,80 + 31,11 x 10,71 = 152,00 + 333,19, and 580,40.
    Geval(
        "meer uren per week vanaf het midden",
        lambda d: d.change(d.plaats, MIDDEN, uren_per_week=20_00),
        1_065_59,
        [weekuren(MIDDEN)],
    ),
    Geval(
        "begonnen in februari en niet in januari",
        lambda d: d.start(d.plaats, MIDDEN),
        580_40,
        [geen_plaats("1 januari 2025 t/m 14 februari 2025")],
    ),
    Geval(
        "geëindigd half februari",
        lambda d: d.end(date(2025, 2, 14)),
        580_40,
        [geen_plaats("15 februari 2025 t/m 31 maart 2025")],
    ),
    Geval("verkeerd kind geplaatst", lambda d: d.void(d.plaats), 0, [WEG], {}),
    Geval(
        "indicatie met terugwerkende kracht",
        lambda d: d.grant(JAN, date(2026, 5, 31)),
        HEEL,
        [doelgroep(JAN)],
        van=247_00,
        begin=lambda: Dossier(vve=None).paid(),
    ),
    # Half a quarter regular, 32,5 x 3,80 = 123,50, and half with an indicatie.
    Geval(
        "indicatie met terugwerkende kracht vanaf het midden",
        lambda d: d.grant(MIDDEN, date(2026, 5, 31)),
        703_90,
        [doelgroep(MIDDEN)],
        {"goab": 580_40, "gemeente": 123_50},
        247_00,
        lambda: Dossier(vve=None).paid(),
    ),
    Geval("indicatie ingetrokken", lambda d: d.withdraw(), 247_00, [regulier(JAN)], {"gemeente": 247_00}),
    Geval(
        "indicatie ingekort tot en met februari",
        lambda d: d.shorten(date(2025, 2, 28)),
        856_16,
        [regulier(MRT)],
        {"goab": 773_81, "gemeente": 82_35},
    ),
    Geval(
        "indicatie verlengd vanaf maart",
        lambda d: d.grant(MRT, date(2026, 5, 31)),
        HEEL,
        [doelgroep(MRT)],
        van=856_16,
        begin=lambda: Dossier(vve=(JAN, date(2025, 2, 28))).paid(),
    ),
    # Putten pays nothing for SMI.
    Geval(
        "SMI in plaats van VVE",
        lambda d: d.smi_instead(),
        0,
        [doelgroep(JAN, "kind met een SMI")],
        {},
    ),
    # Two years old on 1 February: 773,81 for two months; the hours of January count for nothing.
    Geval(
        "geboortedatum hersteld: jonger dan twee in januari",
        lambda d: d.born(date(2023, 2, 1)),
        773_81,
        ["De geboortedatum is hersteld: 1 februari 2023 in plaats van 1 juni 2022."],
    ),
    # Four years old on 15 February.
    Geval(
        "geboortedatum hersteld: vier in februari",
        lambda d: d.born(date(2021, 2, 15)),
        580_40,
        ["De geboortedatum is hersteld: 15 februari 2021 in plaats van 1 juni 2022."],
    ),
    # One euro an hour more: 160 hours.
    Geval(
        "regeling met ander tarief",
        lambda d: d.adopt(rate('{ waarde = 11.71, bron = "test" }')),
        1_320_80,
        [versie("Putten 2025 (versie 2)")],
    ),
    # One euro an hour more for 80 hours.
    Geval(
        "regeling met ander tarief vanaf het midden",
        lambda d: d.adopt(
            rate('[{ waarde = 10.71, bron = "t" }, { waarde = 11.71, vanaf = 2025-02-15, bron = "t" }]')
        ),
        1_240_80,
        [versie("Putten 2025 (versie 2)")],
    ),
    Geval(
        "tweede regeling voor kinderen zonder indicatie",
        lambda d: d.adopt(only("regulier", "Peuters")),
        247_00,
        [versie("Peuters (versie 1)")],
        {"gemeente": 247_00},
        0,
        lambda: Dossier(only("doelgroep"), vve=None).paid(),
    ),
    # The same money, of the municipality instead of the Rijk: 80 x 3,80 in a band of 8 hours for all children.
    Geval(
        "indicatie ingetrokken en toch hetzelfde bedrag",
        lambda d: d.withdraw(),
        304_00,
        [regulier(JAN)],
        {"gemeente": 304_00},
        304_00,
        lambda: Dossier(policy(lambda t: t.replace("waarde = 6.5,", "waarde = 8,")), uren_per_week=8_00).paid(
            "80"
        ),
    ),
    # Twice in a quarter: 40 hours until 14 February, 25,38 with KOT, and 14,62 x 3,80 = 55,56 after 14 March.
    Geval(
        "KOT van half februari tot half maart, bij 8 uur per week",
        lambda d: d.change(d.change(d.plaats, MIDDEN, kot=True), date(2025, 3, 15), kot=False),
        207_56,
        [kot(MIDDEN)],
        van=304_00,
        begin=lambda: Dossier(uren_per_week=8_00).paid("80"),
    ),
]


@pytest.mark.parametrize("geval", GEVALLEN, ids=lambda geval: geval.naam)
def test_a_change_after_approval(geval: Geval) -> None:
    dossier = geval.begin()
    assert (dossier.check(), dossier.goed.totaal_centen) == ([], geval.van)
    geval.doe(dossier)
    assert dossier.check() == [(geval.van, geval.wordt, geval.redenen)]
    assert dossier.done() == (goab(geval.wordt) if geval.bronnen is None else geval.bronnen)


# -- what changes no money -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "doe",
    [
        lambda d: d.change(d.plaats, JAN, uren_per_week=8_00),
        lambda d: d.change(d.plaats, APRIL, kot=True),
        lambda d: d.change(d.plaats, JAN, locatie=d.b),
        lambda d: d.start(d.plaats, date(2024, 12, 1)),
        lambda d: d.born(date(2022, 7, 1)),
        lambda d: d.shorten(date(2025, 3, 31)),
        lambda d: d.change(d.change(d.plaats, FEB, kot=True), FEB, kot=False),
    ],
    ids=[
        "minder uren per week vanaf de eerste dag: de uren zijn gegeven",
        "KOT vanaf de dag na het kwartaal",
        "verkeerde locatie van dezelfde houder",
        "begonnen in het kwartaal ervoor",
        "geboortedatum hersteld, even goed twee jaar",
        "indicatie ingekort tot het eind van het kwartaal",
        "KOT vanaf februari, en meteen weer terug",
    ],
)
def test_a_change_that_changes_no_money_is_not_on_the_list(doe: Callable[[Dossier], object]) -> None:
    dossier = Dossier().paid()
    doe(dossier)
    assert dossier.check() == []
    assert (dossier.reward(dossier.goed.declaratie).totaal_centen, broken()) == (HEEL, [])
    assert dossier.sources() == goab(HEEL)


# -- put back ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heen", "terug", "wordt"),
    [
        # January and March 26,67 + 26,67 hours, 101,35 + 285,64 each; February 26,66 x 10,71 = 285,53. Put back it is
        # one again: rounded in three parts it would be two cents more.
        (
            lambda d: d.change(d.change(d.plaats, FEB, kot=True), MRT, kot=False),
            lambda d: d.change(Plaatsing.objects.get(startdatum=FEB), FEB, kot=False),
            1_059_51,
        ),
        (
            lambda d: d.change(d.plaats, JAN, bijdrageklasse=4),
            lambda d: d.change(d.plaats, JAN, bijdrageklasse=None),
            1_642_40,
        ),
        (lambda d: d.start(d.plaats, MIDDEN), lambda d: d.start(d.plaats, JAN), 580_40),
        (lambda d: d.end(date(2025, 2, 14)), lambda d: d.end(date(2025, 12, 31)), 580_40),
        (lambda d: d.born(date(2021, 2, 15)), lambda d: d.born(date(2022, 6, 1)), 580_40),
        (lambda d: d.withdraw(), lambda d: d.grant(JAN, date(2026, 5, 31)), 247_00),
        (
            lambda d: d.adopt(rate('{ waarde = 11.71, bron = "test" }')),
            lambda d: d.adopt(policy()),
            1_320_80,
        ),
    ],
    ids=["KOT in februari", "klasse", "begin", "einde", "geboortedatum", "indicatie", "regeling"],
)
def test_what_is_put_back_brings_every_cent_back(
    heen: Callable[[Dossier], object], terug: Callable[[Dossier], object], wordt: int
) -> None:
    dossier = Dossier().paid()
    heen(dossier)
    assert [(was, nu) for was, nu, _ in dossier.check()] == [(HEEL, wordt)]
    assert sum(dossier.done().values()) == wordt
    terug(dossier)
    assert [(was, nu) for was, nu, _ in dossier.check()] == [(wordt, HEEL)]
    assert dossier.done() == goab(HEEL)


def test_everything_at_once_and_everything_undone() -> None:
    dossier = Dossier().paid()
    dossier.change(dossier.plaats, JAN, kot=True, bijdrageklasse=4)
    dossier.shorten(date(2025, 2, 14))
    dossier.adopt(rate('{ waarde = 11.71, bron = "test" }'))
    # 40 hours at 11,71, and regular with KOT for nothing.
    redenen = [versie("Putten 2025 (versie 2)"), regulier(MIDDEN), kot(JAN), klasse(JAN)]
    assert dossier.check() == [(HEEL, 468_40, redenen)]
    assert dossier.done() == goab(468_40)
    dossier.change(dossier.plaats, JAN, kot=False, bijdrageklasse=None)
    dossier.grant(MIDDEN, date(2026, 5, 31))
    dossier.adopt(policy())
    redenen = [
        versie("Putten 2025 (versie 3)"),
        doelgroep(MIDDEN),
        geen_kot(JAN),
        klasse(JAN),
    ]
    assert dossier.check() == [(468_40, HEEL, redenen)]
    assert dossier.done() == goab(HEEL)


def test_a_review_that_is_rejected_and_then_undone_leaves_no_trace() -> None:
    dossier = Dossier(vve=None).paid()
    besluit = dossier.grant(JAN, date(2026, 5, 31))
    assert dossier.check() == [(247_00, HEEL, [doelgroep(JAN)])]
    nieuw = dossier.calculate(dossier.goed.declaratie)
    reject_berekening(berekening=nieuw, reden="Eerst navragen", door=dossier.budgethouder, op=NU)
    assert dossier.check() == [(247_00, HEEL, [doelgroep(JAN)])]
    dossier.withdraw(besluit)
    assert (dossier.check(), broken()) == ([], [])
    assert dossier.sources() == {"gemeente": 247_00}


def test_two_corrections_on_top_of_each_other() -> None:
    dossier = Dossier().paid()
    maart = dossier.change(dossier.plaats, MRT, kot=True)
    assert dossier.check() == [(HEEL, 1_059_45, [kot(MRT)])]
    assert dossier.done() == goab(1_059_45)
    # From the middle of February: the same KOT earlier, and in March another class as well, which KOT doesn't ask for.
    dossier.change(dossier.plaats, MIDDEN, kot=True)
    dossier.change(maart, MRT, bijdrageklasse=4)
    assert dossier.check() == [(1_059_45, 1_008_80, [kot(MIDDEN), klasse(MRT)])]
    assert dossier.done() == goab(1_008_80)


# -- the provider corrects -------------------------------------------------------------------------------


def test_a_correction_of_hours_only_is_not_on_the_list() -> None:
    dossier = Dossier().paid()
    correctie = dossier.correct(dossier.goed.declaratie, "100")
    assert dossier.check() == []
    # 80 x 3,80 + 20 x 10,71.
    assert dossier.reward(correctie).totaal_centen == 518_20
    assert (dossier.check(), dossier.sources(), broken()) == ([], goab(518_20), [])
    assert dossier.reward(dossier.correct(correctie, "160")).totaal_centen == HEEL
    assert (dossier.check(), dossier.sources(), broken()) == ([], goab(HEEL), [])


@pytest.mark.parametrize(
    ("vanaf", "wordt"),
    [
        # 773,81; 26,67 x 9,82 = 261,90; 285,64.
        (MRT, 1_321_35),
        # 2,69 weeks: 75,70 x 3,80 = 287,66 and x 10,71 = 810,75; 4,30 x 9,82 = 42,23 and x 10,71 = 46,05.
        (date(2025, 3, 27), 1_186_69),
        # 4,40 weeks: 35,24 x 14,51 = 133,91 + 377,42; 44,76 x 9,82 = 439,54 and x 10,71 = 479,38.
        (date(2025, 2, 10), 1_430_25),
    ],
    ids=["maart", "eind maart", "10 februari"],
)
def test_a_correction_without_typing_pays_what_the_review_paid(vanaf: date, wordt: int) -> None:
    dossier = Dossier().paid()
    dossier.change(dossier.plaats, vanaf, bijdrageklasse=4)
    assert dossier.check() == [(HEEL, wordt, [klasse(vanaf)])]
    assert dossier.done() == goab(wordt)
    assert dossier.reward(dossier.correct(dossier.goed.declaratie)).totaal_centen == wordt
    assert (dossier.check(), dossier.sources(), broken()) == ([], goab(wordt), [])


def test_a_review_waits_while_a_correction_of_the_provider_is_judged() -> None:
    dossier = Dossier().paid()
    dossier.change(dossier.plaats, JAN, kot=True)
    door = dossier.beheerder(dossier.houder)
    concept = correct_declaratie(declaratie=dossier.goed.declaratie, door=door, op=NU)
    ingediend = submit_declaratie(declaratie=concept, door=door, op=NU)
    assert dossier.check() == [(HEEL, 856_80, [kot(JAN)])]
    assert Herziening.objects.to_do().count() == 0
    with pytest.raises(ValidationError, match="Vervangen door een correctie"):
        dossier.calculate(dossier.goed.declaratie)
    geaccepteerd = accept_declaratie(declaratie=ingediend, door=dossier.medewerker, op=NU)
    assert dossier.reward(geaccepteerd).totaal_centen == 856_80
    assert (dossier.check(), dossier.sources(), broken()) == ([], goab(856_80), [])


def test_a_start_that_turns_out_earlier_waits_for_hours_of_the_provider() -> None:
    dossier = Dossier(start=MIDDEN).paid("80")
    assert dossier.sources() == goab(580_40)
    dossier.start(dossier.plaats, JAN)
    assert dossier.check() == []
    # 45 of 90 days: 80 hours are proposed.
    assert dossier.reward(dossier.correct(dossier.goed.declaratie)).totaal_centen == HEEL
    assert (dossier.check(), dossier.sources(), broken()) == ([], goab(HEEL), [])


def test_a_start_in_the_next_quarter_takes_the_hours_back_by_a_correction() -> None:
    dossier = Dossier().paid()
    dossier.start(dossier.plaats, APRIL)
    zin = (
        f"Kind {dossier.noor.pseudoniem} was in dit tijdvak niet geplaatst, maar er zijn 160,00 uren gedeclareerd. "
        "Stuur de declaratie terug."
    )
    assert dossier.check() == [(HEEL, None, [zin])]
    assert dossier.done() == {}


def test_placed_again_after_the_wrong_child_at_the_same_location() -> None:
    dossier = Dossier().paid()
    dossier.void(dossier.plaats)
    dossier.put(dossier.a, JAN, uren_per_week=8_00)
    assert dossier.check() == [(HEEL, 0, [WEG])]
    assert dossier.done() == {}
    # Ten weeks of 8 hours are proposed: 80 x 3,80.
    assert dossier.reward(dossier.correct(dossier.goed.declaratie)).totaal_centen == 304_00
    assert (dossier.check(), dossier.sources(), broken()) == ([], goab(304_00), [])


def test_the_right_child_in_the_place_of_the_wrong_one() -> None:
    dossier = Dossier().paid()
    dossier.void(dossier.plaats)
    dossier.put(dossier.a, JAN, kind=dossier.child())
    # Without an indicatie 65 of the 160 proposed hours, of the municipality.
    assert dossier.reward(dossier.correct(dossier.goed.declaratie)).totaal_centen == 247_00
    assert (dossier.check(), dossier.sources(), broken()) == ([], {"gemeente": 247_00}, [])


def test_a_place_written_down_at_the_wrong_provider() -> None:
    dossier = Dossier().paid()
    dossier.void(dossier.plaats)
    dossier.put(dossier.c, JAN)
    assert dossier.reward(dossier.declare(1, "160", dossier.ander)).totaal_centen == HEEL
    assert dossier.check() == [(HEEL, 0, [WEG])]
    assert dossier.done() == goab(HEEL)


# -- more places -------------------------------------------------------------------------------------------


def test_two_providers_of_which_one_is_voided_leaves_the_room_to_the_other() -> None:
    dossier = Dossier().paid()
    dossier.put(dossier.c, FEB)
    assert dossier.reward(dossier.declare(1, "160", dossier.ander)).totaal_centen == 0
    dossier.void(dossier.plaats, Plaatsing.RedenHerstel.NOT_STARTED)
    # Of the 160 hours from February 106,66 fit: 773,81.
    assert dossier.check() == [(HEEL, 0, [WEG]), (0, 773_81, [ELDERS])]
    assert dossier.done() == goab(773_81)


def test_three_places_of_which_two_are_voided_one_after_the_other() -> None:
    dossier = Dossier()
    tweede, derde = dossier.put(dossier.b, JAN), dossier.put(dossier.c, JAN)
    dossier.reward(dossier.declare(1, "160", dossier.ander))
    dossier.reward(dossier.declare(1, "160"))
    assert dossier.check() == [(HEEL, 0, [ELDERS])]
    assert dossier.done() == goab(HEEL)
    dossier.void(dossier.plaats, Plaatsing.RedenHerstel.TWICE)
    # At the same provider: what one location no longer takes, the other does.
    assert dossier.check() == []
    assert dossier.sources() == goab(HEEL)
    dossier.void(tweede, Plaatsing.RedenHerstel.TWICE)
    assert dossier.check() == [(HEEL, 0, [WEG]), (0, HEEL, [ELDERS])]
    assert dossier.done() == goab(HEEL)
    dossier.void(derde, Plaatsing.RedenHerstel.TWICE)
    assert dossier.check() == [(HEEL, 0, [WEG])]
    assert dossier.done() == {}


def test_a_place_that_began_earlier_takes_the_room_whoever_was_approved_first() -> None:
    dossier = Dossier(start=FEB).paid("106.66")
    dossier.put(dossier.c, date(2025, 1, 15))
    dossier.reward(dossier.declare(1, "0.01", dossier.ander))
    tweede = dossier.correct(dossier.last(dossier.ander, 2025, 1), "160")
    # 8,49 weeks from 15 January: 67,96 x 3,80 + 67,96 x 10,71 = 258,25 + 727,85.
    assert dossier.reward(tweede).totaal_centen == 986_10
    assert dossier.check() == [(773_81, 0, [ELDERS])]
    assert dossier.done() == goab(986_10)


def test_moved_to_another_provider_in_the_quarter() -> None:
    dossier = Dossier().paid()
    dossier.end(date(2025, 2, 28))
    assert dossier.check() == [(HEEL, 773_81, [geen_plaats("1 maart 2025 t/m 31 maart 2025")])]
    dossier.put(dossier.c, MRT)
    # 26,67 x 3,80 + 26,67 x 10,71.
    assert dossier.reward(dossier.declare(1, "53.34", dossier.ander)).totaal_centen == 386_99
    assert dossier.done() == goab(HEEL)


def test_kot_at_the_second_provider_from_its_first_day() -> None:
    dossier = Dossier()
    dossier.end(date(2025, 1, 31))
    tweede = dossier.put(dossier.c, FEB)
    dossier.reward(dossier.declare(1, "53.34"))
    dossier.reward(dossier.declare(1, "106.66", dossier.ander))
    assert dossier.sources() == goab(386_99 + 773_81)
    dossier.change(tweede, FEB, kot=True)
    # 53,33 x 10,71.
    assert dossier.check() == [(773_81, 571_16, [kot(FEB)])]
    assert dossier.done() == goab(386_99 + 571_16)


# -- the year ----------------------------------------------------------------------------------------------


def test_a_year_maximum_with_the_second_quarter_approved_first() -> None:
    dossier = Dossier(with_maximum(200)).paid("160", 2)
    dossier.reward(dossier.declare(1, "160"))
    # 40 hours are left in the second quarter: 40 x 3,80.
    assert dossier.check() == [(HEEL, 152_00, [ELDERS])]
    assert dossier.done() == goab(1_312_80)


def test_a_year_maximum_with_a_correction_of_the_first_quarter_after_the_third() -> None:
    dossier = Dossier(with_maximum(200)).paid("100")
    derde = dossier.reward(dossier.declare(3, "160"))
    # 100 and 100: 80 x 3,80 + 20 x 10,71.
    assert (dossier.goed.totaal_centen, derde.totaal_centen) == (518_20, 518_20)
    assert dossier.reward(dossier.correct(dossier.goed.declaratie, "160")).totaal_centen == HEEL
    assert dossier.check() == [(518_20, 152_00, [ELDERS])]
    assert dossier.done() == goab(1_312_80)


def test_a_year_maximum_over_two_providers_with_a_correction_of_the_first() -> None:
    dossier = Dossier(with_maximum(200)).paid("100")
    dossier.end(date(2025, 3, 31))
    dossier.put(dossier.c, APRIL)
    assert dossier.reward(dossier.declare(2, "160", dossier.ander)).totaal_centen == 518_20
    dossier.reward(dossier.correct(dossier.goed.declaratie, "160"))
    assert dossier.check() == [(518_20, 152_00, [ELDERS])]
    assert dossier.done() == goab(1_312_80)


def test_an_indicatie_back_in_time_over_the_turn_of_the_year_books_in_each_year() -> None:
    dossier = Dossier(policy(), IN_2026, vve=None).paid("160", 4)
    dossier.reward(dossier.declare(1, "160", jaar=2026))
    assert dossier.booked() == {(2025, "regulier"): 247_00, (2026, "regulier"): 247_00}
    dossier.grant(date(2025, 12, 1), date(2026, 5, 31))
    # October and November: 6,67 weeks of 6,5 hours, 43,33 x 3,80 = 164,65; December: 101,35 + 285,64.
    december = doelgroep(date(2025, 12, 1))
    assert dossier.check() == [
        (247_00, 551_64, [december]),
        (247_00, HEEL, [doelgroep(date(2026, 1, 1))]),
    ]
    dossier.done()
    assert dossier.booked() == {
        (2025, "regulier"): 164_65,
        (2025, "doelgroep"): 386_99,
        (2026, "doelgroep"): HEEL,
    }


def test_a_correction_in_january_books_in_the_year_of_the_quarter() -> None:
    dossier = Dossier(policy(), IN_2026).paid("160", 4)
    dossier.reward(dossier.correct(dossier.goed.declaratie, "100"))
    assert dossier.booked() == {(2025, "doelgroep"): 518_20}
    assert set(Boeking.objects.values_list("jaar", "datum")) == {(2025, NU.date())}
    assert (dossier.check(), broken()) == ([], [])


def test_a_year_maximum_begins_anew_after_the_turn_of_the_year() -> None:
    volgend = valid("Putten 2026", "2026-01-01", "2026-12-31")(with_maximum(160))
    dossier = Dossier(with_maximum(160), volgend.replace("= 2025-01-02", "= 2026-01-02")).paid("100", 4)
    dossier.reward(dossier.declare(1, "160", jaar=2026))
    dossier.reward(dossier.correct(dossier.goed.declaratie, "160"))
    assert dossier.check() == []
    assert dossier.booked() == {(2025, "doelgroep"): HEEL, (2026, "doelgroep"): HEEL}


def test_room_that_runs_on_pays_later_what_a_correction_leaves() -> None:
    dossier = Dossier(policy(lambda t: t.replace('"per_kwartaal"', '"per_jaar"'))).paid("160")
    tweede = dossier.reward(dossier.declare(2, "200"))
    assert tweede.totaal_centen == HEEL
    dossier.reward(dossier.correct(dossier.goed.declaratie, "120"))
    # 40 hours of the second 8 of the first quarter are left for the second one: 40 x 10,71 more.
    assert dossier.check() == [(HEEL, 1_589_20, [ELDERS])]
    assert dossier.done() == goab(732_40 + 1_589_20)


# -- policies ------------------------------------------------------------------------------------------------


def _school_year() -> tuple[str, str]:
    """The same until 31 July as after it."""
    voorjaar = policy(valid("Voorjaar", "2025-01-01", "2025-07-31"))
    return voorjaar, policy(valid("Najaar", "2025-08-01", "2025-12-31"), "2025-08-02")


def test_a_policy_that_begins_inside_the_quarter_adopted_after_the_first_part_was_paid() -> None:
    voorjaar, najaar = _school_year()
    dossier = Dossier(voorjaar)
    dossier.end(date(2025, 7, 31))
    dossier.paid("53.34", 3)
    assert dossier.sources() == goab(386_99)
    dossier.adopt(najaar)
    assert dossier.check() == []
    dossier.end(date(2025, 12, 31))
    assert dossier.check() == []
    assert dossier.reward(dossier.correct(dossier.goed.declaratie, "160")).totaal_centen == HEEL
    assert (dossier.check(), dossier.sources(), broken()) == ([], goab(HEEL), [])


def test_kot_from_the_day_on_which_another_policy_begins() -> None:
    voorjaar, najaar = _school_year()
    dossier = Dossier(voorjaar, najaar).paid("160", 3)
    assert dossier.goed.totaal_centen == HEEL
    dossier.change(dossier.plaats, date(2025, 8, 1), kot=True)
    # July: 386,99; then 53,33 x 10,71 = 571,16.
    assert dossier.check() == [(HEEL, 958_15, [kot(date(2025, 8, 1))])]
    assert dossier.done() == goab(958_15)


def test_a_second_version_of_the_policy_that_begins_inside_the_quarter() -> None:
    voorjaar, najaar = _school_year()
    dossier = Dossier(voorjaar, najaar).paid("160", 3)
    dossier.adopt(najaar.replace("waarde = 10.71", "waarde = 11.71"))
    # One euro more for the 106,66 hours from August.
    assert dossier.check() == [(HEEL, 1_267_46, [versie("Najaar (versie 2)", date(2025, 8, 1))])]
    assert dossier.done() == goab(1_267_46)
    dossier.adopt(najaar)
    assert dossier.check() == [(1_267_46, HEEL, [versie("Najaar (versie 3)", date(2025, 8, 1))])]
    assert dossier.done() == goab(HEEL)
