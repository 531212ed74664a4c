from datetime import date

import pytest
from django.core.exceptions import ValidationError
from pytest_django import DjangoAssertNumQueries

from indicaties.models import Indicatie
from lib.periode import Periode, kwartaal_periode
from rekenregels import Categorie
from subsidies.berekeningen.feiten import read_feiten, split_categorieen
from subsidies.regelingen.actions import adopt_regeling, import_regeling, propose_regeling
from tests.subsidies.administratie import NU, Administratie, regeling_text

KWARTAAL = kwartaal_periode(2020, 1)


def _indicatie(van: date, tot_en_met: date, soort: str = "vve") -> Indicatie:
    return Indicatie(soort=soort, geldig_van=van, geldig_tot_en_met=tot_en_met)


def test_a_child_without_indicatie_is_regulier() -> None:
    assert split_categorieen(KWARTAAL, []) == [(KWARTAAL, Categorie.REGULIER)]


def test_an_indicatie_for_all_of_the_quarter_makes_the_child_doelgroep() -> None:
    indicatie = _indicatie(date(2019, 1, 1), date(2021, 1, 1))
    assert split_categorieen(KWARTAAL, [indicatie]) == [(KWARTAAL, Categorie.DOELGROEP)]


def test_an_smi_makes_the_child_smi() -> None:
    indicatie = _indicatie(date(2020, 1, 1), date(2020, 3, 31), "smi")
    assert split_categorieen(KWARTAAL, [indicatie]) == [(KWARTAAL, Categorie.SMI)]


def test_the_quarter_is_cut_where_an_indicatie_begins_and_ends() -> None:
    indicatie = _indicatie(date(2020, 2, 1), date(2020, 2, 29))
    assert split_categorieen(KWARTAAL, [indicatie]) == [
        (Periode(date(2020, 1, 1), date(2020, 1, 31)), Categorie.REGULIER),
        (Periode(date(2020, 2, 1), date(2020, 2, 29)), Categorie.DOELGROEP),
        (Periode(date(2020, 3, 1), date(2020, 3, 31)), Categorie.REGULIER),
    ]


def test_two_indicaties_that_follow_each_other_are_one_part() -> None:
    eerste = _indicatie(date(2019, 1, 1), date(2020, 2, 10))
    tweede = _indicatie(date(2020, 2, 11), date(2021, 1, 1))
    assert split_categorieen(KWARTAAL, [eerste, tweede]) == [(KWARTAAL, Categorie.DOELGROEP)]


def test_the_hours_are_divided_over_the_parts_as_the_room_is_and_add_up(duiven: Administratie) -> None:
    kind = duiven.kind("vve", date(2020, 2, 1), date(2020, 2, 29))
    declaratie = duiven.declaratie({duiven.plaatsing(kind): "100.01"})
    feiten = [rf.feit for rf in read_feiten(declaratie)]
    # Divided as the room of the months is, which rounding makes a hundredth smaller in February.
    assert [feit.uren for feit in feiten] == [3334, 3333, 3334]
    assert sum(feit.uren for feit in feiten) == 10001
    assert {feit.sleutel for feit in feiten} == {kind.pseudoniem}


def test_agreements_that_say_the_same_are_one_fact(duiven: Administratie) -> None:
    kind = duiven.kind()
    declaratie = duiven.declaratie({(eerste := duiven.plaatsing(kind)): "160"})
    eerste.einddatum = date(2020, 1, 31)
    eerste.save()
    duiven.plaatsing(kind, startdatum=date(2020, 2, 1), eerste=eerste, einddatum=date(2020, 2, 29))
    duiven.plaatsing(kind, startdatum=date(2020, 3, 1), eerste=eerste, kot=True)
    perioden = [(rf.feit.van, rf.feit.tot_en_met) for rf in read_feiten(declaratie)]
    assert perioden == [
        (date(2020, 1, 1), date(2020, 2, 29)),
        (date(2020, 3, 1), date(2020, 3, 31)),
    ]


BEGONNEN = """
[bijdragen.begonnen]
soort = "per_maand"
bedrag = { waarde = 25, bron = "aanname: om mee te toetsen" }
teldagen = [1]
begonnen = true
"""


@pytest.mark.django_db
@pytest.mark.parametrize(("erbij", "begin"), [(BEGONNEN, date(2020, 1, 20)), ("", None)])
def test_where_months_count_that_were_begun_a_fact_knows_the_first_day_of_the_stay(
    erbij: str, begin: date | None
) -> None:
    stad = Administratie(regeling_naam=None)
    concept = import_regeling(tekst=regeling_text("duiven-2020") + erbij, door=stad.beleid, op=NU)
    adopt_regeling(
        regeling=propose_regeling(regeling=concept, door=stad.beleid), door=stad.budgethouder, op=NU
    )
    kind = stad.kind()
    declaratie = stad.declaratie({(eerste := stad.plaatsing(kind, startdatum=date(2020, 1, 20))): "100"})
    eerste.einddatum = date(2020, 2, 9)
    eerste.save()
    stad.plaatsing(kind, startdatum=date(2020, 2, 10), eerste=eerste, kot=True)
    assert [(rf.feit.van, rf.feit.begonnen_op) for rf in read_feiten(declaratie)] == [
        (date(2020, 1, 20), begin),
        (date(2020, 2, 10), begin),
    ]


def test_a_withdrawn_indicatie_does_not_count(duiven: Administratie) -> None:
    kind = duiven.kind("vve")
    kind.indicaties.update(ingetrokken_op=date(2020, 3, 1), ingetrokken_door=duiven.medewerker)
    declaratie = duiven.declaratie({duiven.plaatsing(kind): "160"})
    assert [rf.feit.categorie for rf in read_feiten(declaratie)] == [Categorie.REGULIER]


def test_a_fact_covers_only_the_days_of_the_placement(duiven: Administratie) -> None:
    plaatsing = duiven.plaatsing(duiven.kind(), startdatum=date(2020, 2, 3), einddatum=date(2020, 3, 15))
    feit = read_feiten(duiven.declaratie({plaatsing: "60"}))[0].feit
    assert (feit.van, feit.tot_en_met) == (date(2020, 2, 3), date(2020, 3, 15))


def test_hours_of_a_child_that_had_no_place_are_refused_by_name_of_the_pseudoniem(
    duiven: Administratie,
) -> None:
    kind = duiven.kind()
    plaatsing = duiven.plaatsing(kind, startdatum=date(2019, 9, 1), einddatum=date(2019, 12, 31))
    with pytest.raises(ValidationError, match=f"Kind {kind.pseudoniem} was in dit tijdvak niet geplaatst"):
        read_feiten(duiven.declaratie({plaatsing: "12"}))


def test_a_line_of_no_hours_outside_the_placement_gives_no_fact(duiven: Administratie) -> None:
    plaatsing = duiven.plaatsing(duiven.kind(), startdatum=date(2019, 9, 1), einddatum=date(2019, 12, 31))
    assert read_feiten(duiven.declaratie({plaatsing: "0"})) == []


def test_reading_takes_seven_queries_however_many_lines(
    duiven: Administratie, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    uren = {duiven.plaatsing(duiven.kind()): "160" for _ in range(12)}
    declaratie = duiven.declaratie(uren)
    with django_assert_num_queries(7):
        assert len(read_feiten(declaratie)) == 12
