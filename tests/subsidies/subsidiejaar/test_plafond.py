"""The ceiling by each rule of the policy, and the forecast in whole cents."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from organisaties.rechten import Rol
from subsidies.models import Aanvraag, Subsidiedossier, Subsidieregeling
from subsidies.regelingen.actions import adopt_regeling, import_regeling, propose_regeling
from subsidies.subsidiejaar.actions.loting import draw_loting
from subsidies.subsidiejaar.plafond import check_verdeeldag, forecast, lotvolgorde, propose_bedrag
from tests.factories import OrganisatieFactory
from tests.subsidies.administratie import NU, Administratie, regeling_text

MOMENT = datetime(2024, 9, 2, 10, 0, tzinfo=UTC)


def test_the_forecast_goes_on_at_the_mean_with_the_spread_of_the_months() -> None:
    prognose = forecast([100, 200], 2025, 1_200)
    assert prognose is not None
    assert (prognose.verwacht, prognose.marge, prognose.op_is_op) == (1_800, 223, date(2025, 8, 25))
    assert (prognose.laag, prognose.hoog) == (1_577, 2_023)


def test_a_whole_year_is_what_it_is_and_nothing_gives_no_forecast() -> None:
    heel = forecast([100] * 12, 2025, 1_300)
    assert heel is not None
    assert (heel.verwacht, heel.marge, heel.op_is_op) == (1_200, 0, None)
    een = forecast([100], 2025, None)
    assert een is not None
    assert (een.verwacht, een.marge) == (1_200, 0)
    assert forecast([], 2025, 1_000) is None


def with_verdeling(boeken: Administratie, verdeling: str) -> Subsidieregeling:
    """Putten's policy with a ceiling of € 10.000, divided so; one applies until 1 October."""
    tekst = regeling_text("putten-2025")
    for oud, nieuw in (
        ('verdeling = "volgorde_van_ontvangst"', f'verdeling = "{verdeling}"'),
        ("doorlopend = true", 'doorlopend = false\nuiterste_datum = "10-01"'),
        (
            '[geldstroom.plafond]\nbedrag = { waarde = 386792, bron = "4.1: prognose van de OAB-uitkering voor 2024',
            '[geldstroom.plafond]\nbedrag = { waarde = 10000, bron = "4.1: prognose van de OAB-uitkering voor 2024',
        ),
    ):
        assert oud in tekst
        tekst = tekst.replace(oud, nieuw)
    concept = import_regeling(tekst=tekst, door=boeken.beleid, op=NU)
    voorstel = propose_regeling(regeling=concept, door=boeken.beleid)
    return adopt_regeling(regeling=voorstel, door=boeken.budgethouder, op=NU)


def aanvraag(
    boeken: Administratie, regeling: Subsidieregeling, bedrag: int, dagen: int, volledig: int | None
) -> Aanvraag:
    """Received so many days after the first, and found complete so many days after it."""
    door = boeken.gebruiker(Rol.AUDITOR)
    dossier = Subsidiedossier.objects.create(
        gemeente=regeling.gemeente,
        houder=OrganisatieFactory(gemeenten=[regeling.gemeente]),
        regeling=regeling,
        regelingnaam=regeling.naam,
        jaar=2025,
        volgnummer=Subsidiedossier.objects.count() + 1,
        geopend_op=MOMENT,
        geopend_door=door,
    )
    op = MOMENT + timedelta(days=dagen)
    compleet = None if volledig is None else MOMENT + timedelta(days=volledig)
    rij: Aanvraag = dossier.aanvragen.create(
        soort="verlening",
        status="ingediend" if compleet is None else "volledig",
        bedrag_centen=bedrag,
        te_laat=dagen > 29,
        gemaakt_op=op,
        gemaakt_door=door,
        ingediend_op=op,
        ingediend_door=door,
        volledig_op=compleet,
        volledig_door=None if compleet is None else door,
    )
    if volledig is not None and volledig > dagen:
        stap = {"soort": "aanvulling-ontvangen", "dag": date(2024, 9, 3)}
        rij.stappen.create(**stap, vastgelegd_op=MOMENT + timedelta(days=volledig), vastgelegd_door=door)
    return rij


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("verdeling", "bedragen"),
    [
        ("volgorde_van_ontvangst", (6_000_00, 4_000_00, 0)),
        # The second was complete before the first.
        ("volgorde_van_volledigheid", (4_000_00, 6_000_00, 0)),
        # Both in proportion; who was late after them.
        ("tegelijk_op_een_datum", (5_000_00, 5_000_00, 0)),
        # Who does not fit as a whole, waits.
        ("wachtlijst", (6_000_00, 0, 0)),
    ],
)
def test_each_rule_divides_the_ceiling_in_its_own_way(verdeling: str, bedragen: tuple[int, ...]) -> None:
    boeken = Administratie(code="0273", regeling_naam=None, jaar=2025)
    regeling = with_verdeling(boeken, verdeling)
    eerste = aanvraag(boeken, regeling, 6_000_00, 0, volledig=10)
    tweede = aanvraag(boeken, regeling, 6_000_00, 1, volledig=1)
    laatste = aanvraag(boeken, regeling, 500_00, 40, volledig=40)
    assert tuple(propose_bedrag(rij) for rij in (eerste, tweede, laatste)) == bedragen
    if verdeling == "tegelijk_op_een_datum":
        with pytest.raises(ValidationError, match="Besluit na 01-10-2024"):
            check_verdeeldag(eerste, date(2024, 10, 1))
    check_verdeeldag(eerste, date(2024, 10, 2))


@pytest.mark.django_db
def test_a_lot_is_drawn_once_after_the_last_day_and_decides_who_comes_first() -> None:
    boeken = Administratie(code="0273", regeling_naam=None, jaar=2025)
    regeling = with_verdeling(boeken, "loting_op_een_datum")
    rijen = [aanvraag(boeken, regeling, 6_000_00, nummer, volledig=nummer) for nummer in range(3)]
    te_laat = aanvraag(boeken, regeling, 500_00, 40, volledig=40)
    with pytest.raises(ValidationError, match="nog niet geloot"):
        check_verdeeldag(rijen[0], date(2024, 10, 2))
    wie = {"regeling": regeling, "jaar": 2025, "door": boeken.medewerker}
    with pytest.raises(ValidationError, match="nog tot en met 1 oktober 2024"):
        draw_loting(**wie, op=datetime(2024, 10, 1, 10, 0, tzinfo=UTC))
    loting = draw_loting(**wie, op=datetime(2024, 10, 2, 10, 0, tzinfo=UTC))
    volgorde = lotvolgorde(regeling, loting)
    assert volgorde[-1] == te_laat.dossier
    assert sorted(volgorde[:3], key=lambda d: loting.lot(d.nummer)) == volgorde[:3]
    per_dossier = {rij.dossier: propose_bedrag(rij) for rij in (*rijen, te_laat)}
    assert [per_dossier[dossier] for dossier in volgorde] == [6_000_00, 4_000_00, 0, 0]
    check_verdeeldag(rijen[0], date(2024, 10, 2))
    with pytest.raises(ValidationError, match="al geloot"):
        draw_loting(**wie, op=datetime(2024, 10, 3, 10, 0, tzinfo=UTC))


@pytest.mark.django_db
def test_no_lots_are_drawn_where_the_policy_divides_otherwise() -> None:
    boeken = Administratie(code="0273", regeling_naam=None, jaar=2025)
    regeling = with_verdeling(boeken, "wachtlijst")
    with pytest.raises(ValidationError, match="verdeelt het geld niet door loting"):
        draw_loting(
            regeling=regeling, jaar=2025, door=boeken.medewerker, op=datetime(2024, 12, 1, tzinfo=UTC)
        )
