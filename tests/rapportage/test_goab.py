"""The grant of the Rijk: its amount, what goes on to the next period, and what published balances come to."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from organisaties.models import Gebruiker
from organisaties.rechten import Rol
from rapportage.goab.actions import record_goabbeschikking, record_score
from rapportage.goab.besluit import (
    Jaarstand,
    Tijdvak,
    compute_uitkering,
    derive_prijs,
    make_stand,
    project_besteding,
    tijdvak_van,
)
from rapportage.goab.meter import read_meter, tijdvakken
from tests.factories import GebruikerFactory, GemeenteFactory
from tests.subsidies.factories import BoekingFactory

OP = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("jaar", "tijdvak"), [(2019, "2019-2022"), (2022, "2019-2022"), (2023, "2023-2026"), (2027, "2027-2030")]
)
def test_a_year_falls_in_a_period_of_four(jaar: int, tijdvak: str) -> None:
    assert str(tijdvak_van(jaar)) == tijdvak


def test_before_the_decree_there_is_no_period() -> None:
    with pytest.raises(ValueError, match="2018 valt in geen tijdvak"):
        tijdvak_van(2018)


@pytest.mark.parametrize(
    ("scores", "bedrag"),
    [
        # Half of 500,25 and half of 480,50 points at € 780,00.
        ((500_25, 480_50), 382_492_50),
        # Under the minimum, but with a score at one of the dates: the minimum.
        ((0, 10_00), 64_000_00),
        ((0, 0), 0),
        ((164_10, 164_10), 127_998_00),
    ],
)
def test_the_grant_is_half_of_two_scores_times_the_price_and_at_least_the_minimum(
    scores: tuple[int, int], bedrag: int
) -> None:
    assert compute_uitkering(*scores, prijs_per_punt=780_00) == bedrag


def test_the_price_of_a_point_follows_from_a_grant_unless_the_minimum_hides_it() -> None:
    assert derive_prijs(382_492_50, 500_25, 480_50) == 780_00
    assert derive_prijs(64_000_00, 0, 10_00) is None
    assert derive_prijs(100_000_00, 0, 0) is None


# As published in the annual accounts of these municipalities, in hundreds of euros. Begin, received, spent, repaid, end.
GEPUBLICEERD = [
    pytest.param(15_616, 0, 0, 15_616, 0, id="Beverwijk, OAB 2019-2022, in 2023"),
    pytest.param(0, 30_646, 18_942, 0, 11_704, id="Beverwijk, OAB 2023-2026, in 2023"),
    pytest.param(4_310, 7_870, 6_270, 0, 5_910, id="Medemblik 2020"),
    pytest.param(0, 3_970, 3_800, 0, 170, id="Edam-Volendam 2021"),
    pytest.param(4_650, 0, 0, 0, 4_650, id="Leudal 2021"),
    pytest.param(90, 580, 560, 0, 110, id="Nieuwkoop 2017"),
    pytest.param(3_580, 0, 0, 3_580, 0, id="Gouda 2017"),
]


@pytest.mark.parametrize(("begin", "ontvangen", "besteed", "terugbetaald", "eind"), GEPUBLICEERD)
def test_published_balances_come_out(
    begin: int, ontvangen: int, besteed: int, terugbetaald: int, eind: int
) -> None:
    jaar = Jaarstand(2019, ontvangen * 100_00, besteed * 100_00, terugbetaald * 100_00)
    assert make_stand(Tijdvak(2019), begin * 100_00, {2019: jaar}).over == eind * 100_00


@pytest.mark.parametrize(
    ("besteed", "over", "doorschuiven", "terug"),
    [
        # € 300 left; half of the € 400 of the fourth year may go on, so € 100 goes back.
        (1_300, 300, 200, 100),
        (1_500, 100, 100, 0),
        (1_700, -100, 0, 0),
    ],
)
def test_half_of_the_fourth_year_goes_on_and_the_rest_goes_back(
    besteed: int, over: int, doorschuiven: int, terug: int
) -> None:
    jaren = {jaar: Jaarstand(jaar, 400, besteed if jaar == 2026 else 0) for jaar in range(2023, 2027)}
    stand = make_stand(Tijdvak(2023), 0, jaren)
    assert (stand.over, stand.doorschuiven, stand.terug) == (over, doorschuiven, terug)


def test_a_year_goes_on_at_the_mean_of_the_months_that_are_over() -> None:
    standen = project_besteding([100, 200, 300], 2026)
    assert [s.besteed for s in standen] == [
        100,
        300,
        600,
        800,
        1000,
        1200,
        1400,
        1600,
        1800,
        2000,
        2200,
        2400,
    ]
    assert [s.verwacht for s in standen] == [False] * 3 + [True] * 9
    assert (standen[2].naam, project_besteding([], 2026)) == ("maart 2026", ())


@pytest.fixture
def medewerker() -> Gebruiker:
    wie: Gebruiker = GebruikerFactory(rol=Rol.SUBSIDIEMEDEWERKER, gemeente=GemeenteFactory(code="0273"))
    return wie


@pytest.mark.django_db
def test_the_meter_reads_decisions_and_books_and_computes_the_grant_itself(medewerker: Gebruiker) -> None:
    gemeente = medewerker.gemeente
    for jaar, score in ((2023, 480_50), (2024, 500_25), (2025, 510_00)):
        record_score(
            jaar=jaar, stand="definitief", score_honderdsten=score, bron="CBS", door=medewerker, op=OP
        )
    vast = {"datum": date(2025, 9, 15), "door": medewerker, "op": OP}
    record_goabbeschikking(jaar=2025, stand="voorlopig", bedrag_centen=380_000_00, nummer="a", **vast)
    record_goabbeschikking(jaar=2025, stand="definitief", bedrag_centen=382_492_50, nummer="b", **vast)
    record_goabbeschikking(jaar=2025, stand="voorlopig", bedrag_centen=1_00, nummer="c", **vast)
    goab = {"gemeente": gemeente, "bron": "goab", "indicator": "D8/01"}
    BoekingFactory(
        **goab | {"indicator": ""},
        soort="ontvangen",
        jaar=2024,
        datum=date(2024, 2, 1),
        bedrag_centen=50_000_00,
    )
    for maand, centen in ((1, 10_000_00), (4, 30_000_00), (5, 7_00)):
        BoekingFactory(**goab, soort="besteed", jaar=2026, datum=date(2026, maand, 3), bedrag_centen=centen)

    meter = read_meter(gemeente, Tijdvak(2023), date(2026, 5, 20))
    assert [stand.uitkering for stand in meter.stand.jaren] == [0, 50_000_00, 382_492_50, 0]
    assert meter.beschikkingen[2025].nummer == "b"
    assert meter.stand.over == 432_492_50 - 40_007_00
    # Four months at € 10.000 on average.
    assert meter.verwacht is not None
    assert meter.verwacht.over == 432_492_50 - 120_000_00
    assert (meter.norm, meter.onder_norm) == (324_369_37, 284_362_37)
    nagerekend = {rij.jaar: (rij.prijs, rij.prijs_uit_jaar, rij.bedrag) for rij in meter.berekend}
    assert nagerekend == {
        2023: (None, None, None),
        2024: (None, None, None),
        2025: (780_00, 2025, 382_492_50),
        2026: (780_00, 2025, 393_997_50),
    }


@pytest.mark.django_db
def test_the_same_decision_is_written_down_once(medewerker: Gebruiker) -> None:
    gegevens = {
        "jaar": 2025,
        "stand": "definitief",
        "bedrag_centen": 1,
        "nummer": "b",
        "datum": date(2025, 9, 15),
    }
    record_goabbeschikking(**gegevens, door=medewerker, op=OP)
    with pytest.raises(ValidationError, match="Deze beschikking is al vastgelegd"):
        record_goabbeschikking(**gegevens, door=medewerker, op=OP)


@pytest.mark.django_db
def test_the_page_takes_a_decision_and_shows_it(inloggen: object, medewerker: Gebruiker) -> None:
    client: Client = inloggen(medewerker)  # type: ignore[operator]
    leeg = client.get(reverse("rapportage:goab_meter")).content.decode()
    assert "niet vastgelegd; uit het grootboek" in leeg
    antwoord = client.post(
        reverse("rapportage:goabbeschikking_record"),
        {
            "jaar": "2023",
            "stand": "definitief",
            "bedrag_centen": "386.792,00",
            "nummer": "OCW-2023-17",
            "datum": "2023-09-15",
        },
        follow=True,
    )
    assert antwoord.status_code == 200
    pagina = client.get(reverse("rapportage:goab_meter"), {"tijdvak": "2023"}).content.decode()
    assert "Definitief, OCW-2023-17" in pagina
    assert "€\xa0386.792,00" in pagina
    fout = client.post(reverse("rapportage:goabscore_record"), {"jaar": "2024", "score_honderdsten": "-1"})
    assert fout.status_code == 422


def test_the_periods_that_have_begun_are_shown_the_newest_first() -> None:
    assert [str(t) for t in tijdvakken(date(2026, 1, 1))] == ["2023-2026", "2019-2022"]
