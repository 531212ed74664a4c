"""Random lives through the real actions: whatever happened in whatever order, the books end at what is true."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, TypeVar

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from indicaties.actions import rectify_kind, shorten_indicatie, withdraw_indicatie
from indicaties.models import Indicatie, Kind
from lib.geld import write_honderdsten
from lib.periode import kwartaal_periode, verjaardag
from opvang.actions import end_plaatsing
from opvang.models import Plaatsing, Urendeclaratie
from organisaties.models import Locatie, Organisatie
from rekenregels import Categorie, load_regeling
from subsidies.models import Berekening, Berekeningsregel, Boeking, Subsidieregeling
from tests.subsidies.berekeningen.test_samenloop import policy, valid, with_maximum

from .narekenen import Kinddossier, Narekening, days
from .wereld import OP, Wereld, broken

pytestmark = pytest.mark.django_db
T = TypeVar("T")

TARIEF = 'bedrag = { waarde = 10.71, bron = "aanname: het landelijk maximum van 2025" }'
DUURDER = TARIEF.replace("10.71", "11.71")
HALVERWEGE = (
    'bedrag = [{ waarde = 10.71, bron = "test" }, { waarde = 11.11, vanaf = 2025-05-15, bron = "test" }]'
)
IN_2026 = policy(valid("Putten 2026", "2026-01-01", "2026-12-31"), "2026-01-02")


@dataclass(frozen=True)
class Stelsel:
    """The policies at the start, and those that may be adopted in their place later on."""

    begin: tuple[str, ...]
    later: tuple[str, ...]
    per_jaar: bool = False
    maximum: bool = False


def _versions(tekst: str) -> tuple[str, ...]:
    return tekst.replace(TARIEF, DUURDER), tekst.replace(TARIEF, HALVERWEGE), tekst


GEWOON = policy()
JAARRUIMTE = policy(lambda t: t.replace('ruimte = "per_kwartaal"', 'ruimte = "per_jaar"'))
NAJAAR = policy(valid("Najaar", "2025-08-01", "2025-12-31"), "2025-08-02")
STELSELS = {
    "per kwartaal": Stelsel((GEWOON, IN_2026), _versions(GEWOON)),
    "schooljaar": Stelsel(
        (policy(valid("Voorjaar", "2025-01-01", "2025-07-31")), NAJAAR, IN_2026),
        (NAJAAR.replace(TARIEF, DUURDER), NAJAAR),
    ),
    "jaarmaximum": Stelsel((with_maximum(200), IN_2026), _versions(with_maximum(200)), maximum=True),
    "ruimte per jaar": Stelsel((JAARRUIMTE, IN_2026), _versions(JAARRUIMTE), per_jaar=True),
}
KWARTALEN = [(2025, 1), (2025, 2), (2025, 3), (2025, 4), (2026, 1)]
# The days on which things like to go wrong, and any other.
DAGEN = st.one_of(
    st.sampled_from(
        [date(2025, 1, 1), date(2025, 2, 15), date(2025, 3, 31), date(2025, 4, 1), date(2025, 8, 1)]
    ),
    st.dates(date(2024, 11, 1), date(2026, 3, 31)),
)
GEBOORTEDATUMS = [date(2022, 6, 1), date(2023, 2, 1), date(2021, 5, 20), date(2023, 8, 31)]


@dataclass(frozen=True)
class Daad:
    """One thing that somebody does, to the child, place, decision or quarter that the numbers point at."""

    wat: str
    nummer: int
    dag: date
    dagen: int
    waarde: int


class Leven:
    """What happened so far. A deed that the product refuses did not happen."""

    def __init__(self, wereld: Wereld, kinderen: list[Kind], stelsel: Stelsel) -> None:
        self.wereld, self.kinderen, self.stelsel = wereld, kinderen, stelsel
        self.daden: dict[str, Callable[[Daad], object]] = {
            "plaats": self.plaats,
            "kot": self.kot,
            "klasse": lambda d: self.wijzig(d, bijdrageklasse=1 + d.waarde % 7),
            "uren per week": lambda d: self.wijzig(d, uren_per_week=(8_00, 16_00, 6_50, 24_00)[d.waarde % 4]),
            "begin": lambda d: self.wereld.start(self.plaatsing(d), d.dag),
            "einde": self.einde,
            "vervalt": lambda d: self.wereld.void(self.plaatsing(d)),
            "indicatie": self.indicatie,
            "intrekken": self.intrekken,
            "inkorten": self.inkorten,
            "geboren": self.geboren,
            "regeling": lambda d: self.wereld.adopt(self.stelsel.later[d.waarde % len(self.stelsel.later)]),
            "declareer": self.declareer,
            "beloon": lambda d: self.wereld.reward(self.declaratie(d)),
            "bereken": lambda d: self.wereld.calculate(self.declaratie(d)),
            "corrigeer": lambda d: self.wereld.correct(self.declaratie(d), str(d.waarde)),
            "bijwerken": lambda d: self.wereld.correct(self.declaratie(d)),
            "herzie": self.herzie,
        }

    def do(self, daad: Daad) -> bool:
        """Whether it happened."""
        try:
            with transaction.atomic():
                self.daden[daad.wat](daad)
        except (ValidationError, Niets):
            return False
        return True

    def live(self, daden: list[Daad]) -> None:
        for daad in daden:
            self.do(daad)

    # -- who and what ----------------------------------------------------------------------------

    def kind(self, daad: Daad) -> Kind:
        return Kind.objects.get(pk=self.kinderen[daad.nummer % len(self.kinderen)].pk)

    def locatie(self, nummer: int) -> Locatie:
        return (self.wereld.a, self.wereld.b, self.wereld.c)[nummer % 3]

    def plaatsing(self, daad: Daad) -> Plaatsing:
        rijen = list(Plaatsing.objects.in_force().filter(kind__in=self.kinderen).order_by("pk"))
        return pick(rijen, daad.nummer)

    def besluit(self, daad: Daad) -> Indicatie:
        rijen = list(Indicatie.objects.effective().filter(kind__in=self.kinderen).order_by("pk"))
        return pick(rijen, daad.nummer)

    def declaratie(self, daad: Daad) -> Urendeclaratie:
        rijen = list(Urendeclaratie.objects.accepted().order_by("pk"))
        return pick(rijen, daad.nummer)

    # -- what they do ----------------------------------------------------------------------------

    def plaats(self, daad: Daad) -> None:
        self.wereld.put(
            self.locatie(daad.nummer // 2),
            daad.dag,
            daad.dag + timedelta(days=daad.dagen) if daad.waarde % 3 == 0 else None,
            self.kind(daad),
            uren_per_week=(16_00, 8_00, 12_00)[daad.waarde % 3],
            kot=daad.waarde % 4 == 1,
        )

    def kot(self, daad: Daad) -> None:
        plaatsing = self.plaatsing(daad)
        self.wereld.change(plaatsing, self.dag_in(plaatsing, daad), kot=not plaatsing.kot)

    def wijzig(self, daad: Daad, **anders: int) -> None:
        plaatsing = self.plaatsing(daad)
        self.wereld.change(plaatsing, self.dag_in(plaatsing, daad), **anders)

    def dag_in(self, plaatsing: Plaatsing, daad: Daad) -> date:
        """Of the first day or another: many deeds would fall outside otherwise."""
        return plaatsing.startdatum if daad.waarde % 3 == 0 else max(daad.dag, plaatsing.startdatum)

    def einde(self, daad: Daad) -> None:
        plaatsing = self.plaatsing(daad)
        end_plaatsing(
            plaatsing=plaatsing,
            einddatum=daad.dag,
            door=self.wereld.beheerder(plaatsing.locatie.houder),
        )

    def indicatie(self, daad: Daad) -> None:
        soort = "smi" if daad.waarde % 7 == 0 else "vve"
        self.wereld.grant(daad.dag, daad.dag + timedelta(days=daad.dagen), soort, self.kind(daad))

    def intrekken(self, daad: Daad) -> None:
        withdraw_indicatie(
            indicatie=self.besluit(daad), reden=Indicatie.RedenIntrekking.WRONG, door=self.wereld.jgz, op=OP
        )

    def inkorten(self, daad: Daad) -> None:
        shorten_indicatie(
            indicatie=self.besluit(daad),
            laatste_dag=daad.dag,
            reden=Indicatie.RedenIntrekking.WRONG,
            door=self.wereld.jgz,
            op=OP,
        )

    def geboren(self, daad: Daad) -> None:
        self.rectify(self.kind(daad), GEBOORTEDATUMS[daad.waarde % len(GEBOORTEDATUMS)])

    def rectify(self, kind: Kind, geboortedatum: date) -> None:
        rectify_kind(
            kind=kind,
            velden={"geboortedatum": geboortedatum},
            bsn=None,
            wis_bsn=False,
            door=self.wereld.jgz,
        )

    def declareer(self, daad: Daad) -> None:
        jaar, kwartaal = KWARTALEN[daad.waarde % len(KWARTALEN)]
        self.wereld.declare(kwartaal, str(daad.waarde), self.houder(daad), jaar)

    def houder(self, daad: Daad) -> Organisatie:
        return self.wereld.ander if daad.nummer % 3 == 2 else self.wereld.houder

    def herzie(self, daad: Daad) -> None:
        self.wereld.check()
        self.wereld.review(achterstevoren=daad.waarde % 2 == 1)

    # -- the end ---------------------------------------------------------------------------------

    def finish(self, *, achterstevoren: bool = False) -> None:
        """Approve all that was accepted, and review until nothing differs."""
        declaraties = list(Urendeclaratie.objects.accepted().order_by("pk"))
        for declaratie in reversed(declaraties) if achterstevoren else declaraties:
            try:
                with transaction.atomic():
                    self.wereld.reward(declaratie)
            except ValidationError as fout:
                if getattr(fout, "code", "") != "niet-geplaatst":
                    raise
                self.wereld.reward(self.wereld.correct(declaratie))
        self.wereld.settle(achterstevoren=achterstevoren)


class Niets(Exception):
    """There is nothing yet to do this to."""


def pick(rijen: list[T], nummer: int) -> T:
    if not rijen:
        raise Niets
    return rijen[nummer % len(rijen)]


DADEN = st.builds(
    Daad,
    wat=st.sampled_from(
        (
            "plaats", "kot", "kot", "klasse", "uren per week", "begin", "einde", "vervalt", "indicatie", "indicatie",
            "intrekken", "inkorten", "geboren", "regeling", "declareer", "declareer", "beloon", "bereken",
            "corrigeer", "bijwerken", "herzie",
        )
    ),
    nummer=st.integers(0, 11),
    dag=DAGEN,
    dagen=st.integers(20, 500),
    waarde=st.integers(40, 200),
)  # fmt: skip
LEVENS_PER_STELSEL = 4
LEVENS = st.lists(DADEN, min_size=5, max_size=9)


def rustig(aantal: int) -> settings:
    """Not by the clock, and each time the same lives: what fails here fails everywhere."""
    return settings(
        max_examples=aantal,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(
            Phase.explicit,
            Phase.generate,
        ),  # a life takes a second; making a failing one smaller takes minutes
    )


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside did not happen."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(params=list(STELSELS))
def leven(request: pytest.FixtureRequest) -> Leven:
    """Two children, of whom one has places at two providers; three quarters are approved, the later one first."""
    stelsel = STELSELS[request.param]
    wereld = Wereld(*stelsel.begin)
    tweede = wereld.child(date(2023, 1, 10))
    wereld.grant(date(2025, 1, 1), date(2025, 10, 31))
    wereld.put(wereld.a, date(2025, 1, 1))
    wereld.put(wereld.c, date(2025, 2, 1))
    wereld.put(wereld.b, date(2025, 1, 20), kind=tweede, uren_per_week=8_00)
    for kwartaal, houder in ((2, wereld.houder), (1, wereld.ander), (1, wereld.houder)):
        wereld.reward(wereld.declare(kwartaal, "120", houder))
    return Leven(wereld, [wereld.noor, tweede], stelsel)


def test_the_books_end_at_what_the_facts_of_today_give(leven: Leven) -> None:
    @rustig(LEVENS_PER_STELSEL)
    @given(daden=LEVENS)
    def check(daden: list[Daad]) -> None:
        with undone():
            leven.live(daden)
            leven.finish()
            nagerekend = Narekening(leven.wereld.gemeente)
            assert leven.wereld.booked() == nagerekend.stand
            check_paid_once(leven, nagerekend.dossiers.values())
            check_rest(leven)

    check()


def check_rest(leven: Leven) -> None:
    """Once more changes nothing."""
    voor = Berekening.objects.count(), Boeking.objects.count()
    assert leven.wereld.settle() == 0
    for declaratie in Urendeclaratie.objects.accepted():
        leven.wereld.reward(declaratie)
    assert (Berekening.objects.count(), Boeking.objects.count()) == voor
    assert broken() == []


def check_paid_once(leven: Leven, dossiers: Iterable[Kinddossier]) -> None:
    """No more hours are paid than a child's days have room for, however many places it has."""
    for dossier in dossiers:
        for jaar in (2025, 2026):
            per_kwartaal = {
                kwartaal: paid(dossier.kind, jaar, kwartaal) for j, kwartaal in KWARTALEN if j == jaar
            }
            over = [
                uren - 2 * regels - sum(room(dossier, dag) for dag in _days(jaar, kwartaal))
                for kwartaal, (uren, regels) in per_kwartaal.items()
            ]
            # Each line is rounded to hundredths, in two bands. Where room runs on, all of the year counts as one.
            assert (sum(over) if leven.stelsel.per_jaar else max(over)) <= 0
            if leven.stelsel.maximum:
                assert sum(paid(dossier.kind, jaar, k, "doelgroep")[0] for k in per_kwartaal) <= 200_00


def paid(kind: Kind, jaar: int, kwartaal: int, *categorieen: str) -> tuple[int, int]:
    """Hundredths of hours, and in how many lines."""
    regels = Berekeningsregel.objects.filter(
        berekening__status=Berekening.Status.APPROVED,
        berekening__declaratie__jaar=jaar,
        berekening__declaratie__nummer=kwartaal,
        declaratieregel__plaatsing__kind=kind,
    )
    if categorieen:
        regels = regels.filter(categorie__in=categorieen)
    uren = regels.values_list("uren_honderdsten", flat=True)
    return sum(uren), len(uren)


def room(dossier: Kinddossier, dag: date) -> Fraction:
    """Hundredths of hours that Putten has room for on a day: 40 weeks a year, each month as many."""
    geboren = dossier.kind.geboortedatum
    if not dossier.placed_on(dag) or not verjaardag(geboren, 24) <= dag < verjaardag(geboren, 48):
        return Fraction(0)
    per_week = {Categorie.DOELGROEP: 16_00, Categorie.REGULIER: 6_50, Categorie.SMI: 0}
    begin = dag.replace(day=1)
    maand = (begin + timedelta(days=31)).replace(day=1) - begin
    return Fraction(per_week[dossier.category_on(dag)] * 40, 12 * maand.days)


def _days(jaar: int, kwartaal: int) -> Iterator[date]:
    periode = kwartaal_periode(jaar, kwartaal)
    return days(periode.van, periode.tot_en_met)


@pytest.mark.parametrize("leven", ["schooljaar", "jaarmaximum"], indirect=True)
def test_the_order_of_approval_makes_no_difference_in_the_end(leven: Leven) -> None:
    @rustig(LEVENS_PER_STELSEL // 2)
    @given(daden=LEVENS)
    def check(daden: list[Daad]) -> None:
        with undone():
            leven.live(daden)
            standen = []
            for om in (False, True):
                with undone():
                    leven.finish(achterstevoren=om)
                    standen.append(leven.wereld.booked())
            assert standen[0] == standen[1]

    check()


# -- undone ------------------------------------------------------------------------------------------


def undo_kot(leven: Leven, daad: Daad) -> Callable[[], object]:
    return _change_and_back(leven, daad, "kot", lambda was: not was)


def undo_klasse(leven: Leven, daad: Daad) -> Callable[[], object]:
    return _change_and_back(leven, daad, "bijdrageklasse", lambda was: 1 if was != 1 else 3)


def undo_uren(leven: Leven, daad: Daad) -> Callable[[], object]:
    return _change_and_back(leven, daad, "uren_per_week", lambda was: 8_00 if was != 8_00 else 20_00)


def _change_and_back(
    leven: Leven, daad: Daad, wat: str, anders: Callable[[Any], object]
) -> Callable[[], object]:
    """Of the last agreements of a stay: what is changed earlier goes on into agreements that were so already."""
    plaatsing = leven.plaatsing(daad)
    later = Plaatsing.objects.of_verblijf([plaatsing.verblijf]).in_force()
    plaatsing = later.order_by("startdatum").reverse()[0]
    was = getattr(plaatsing, "uren_per_week_honderdsten" if wat == "uren_per_week" else wat)
    nieuw = leven.wereld.change(plaatsing, leven.dag_in(plaatsing, daad), **{wat: anders(was)})
    return lambda: leven.wereld.change(nieuw, nieuw.startdatum, **{wat: was})


def undo_start(leven: Leven, daad: Daad) -> Callable[[], object]:
    plaatsing = leven.plaatsing(daad)
    was = plaatsing.startdatum
    leven.wereld.start(plaatsing, daad.dag)
    return lambda: leven.wereld.start(plaatsing, was)


def undo_end(leven: Leven, daad: Daad) -> Callable[[], object]:
    """Undone by a day far ahead: what ended once can not be made endless again."""
    plaatsing = leven.plaatsing(daad)
    door, was = leven.wereld.beheerder(plaatsing.locatie.houder), plaatsing.einddatum or date(2027, 1, 1)
    end_plaatsing(plaatsing=plaatsing, einddatum=daad.dag, door=door)
    return lambda: end_plaatsing(plaatsing=plaatsing, einddatum=was, door=door)


def undo_indicatie(leven: Leven, daad: Daad) -> Callable[[], object]:
    leven.indicatie(daad)
    nieuw = Indicatie.objects.order_by("-pk")[0]
    return lambda: withdraw_indicatie(
        indicatie=nieuw, reden=Indicatie.RedenIntrekking.WRONG, door=leven.wereld.jgz, op=OP
    )


def undo_withdrawal(leven: Leven, daad: Daad) -> Callable[[], object]:
    besluit = leven.besluit(daad)
    leven.intrekken(daad)
    return lambda: leven.wereld.grant(
        besluit.geldig_van, besluit.geldig_tot_en_met, besluit.soort, besluit.kind
    )


def undo_birth(leven: Leven, daad: Daad) -> Callable[[], object]:
    kind = leven.kind(daad)
    leven.geboren(daad)
    return lambda: leven.rectify(kind, kind.geboortedatum)


def undo_rate(leven: Leven, daad: Daad) -> Callable[[], object]:
    """The policy that held and has the same days adopted again, as its next version."""
    geldig = Subsidieregeling.objects.adopted().get(
        naam=load_regeling(leven.stelsel.later[0]).naam, gemeente=leven.wereld.gemeente
    )
    leven.daden["regeling"](daad)
    return lambda: leven.wereld.adopt(geldig.tekst)


def undo_hours(leven: Leven, daad: Daad) -> Callable[[], object]:
    declaratie = leven.declaratie(daad)
    was = {regel.plaatsing: write_honderdsten(regel.uren_honderdsten) for regel in declaratie.regels.all()}
    nieuw = leven.wereld.correct(declaratie, str(daad.waarde))
    leven.wereld.reward(nieuw)
    return lambda: leven.wereld.reward(leven.wereld.correct(nieuw, was))


ONGEDAAN = [
    undo_kot, undo_klasse, undo_uren, undo_start, undo_end, undo_indicatie, undo_withdrawal, undo_birth, undo_rate,
    undo_hours,
]  # fmt: skip


@pytest.mark.parametrize("leven", ["per kwartaal", "ruimte per jaar"], indirect=True)
def test_what_is_undone_brings_every_cent_back(leven: Leven) -> None:
    @rustig(LEVENS_PER_STELSEL + 2)
    @given(daden=st.lists(DADEN, max_size=4), wat=st.sampled_from(ONGEDAAN), daad=DADEN)
    def check(daden: list[Daad], wat: Callable[[Leven, Daad], Callable[[], object]], daad: Daad) -> None:
        with undone():
            leven.live(daden)
            leven.finish()
            voor = leven.wereld.booked()
            try:
                with transaction.atomic():
                    undo = wat(leven, daad)
                    if any(wordt is None for _, wordt, _ in leven.wereld.check()):
                        raise Niets  # The provider would type new hours.
                    leven.finish()
            except (ValidationError, Niets):
                return
            undo()
            leven.finish()
            assert leven.wereld.booked() == voor

    check()
