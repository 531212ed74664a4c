"""What the database counts of a quarter, against the definitions in words."""

from collections import Counter
from datetime import date
from typing import Any

import pytest

from indicaties.models import Buurt, Kind, Toeleiding, Toeleidingstap
from organisaties.models import Gebruiker, Gemeente, Locatie
from organisaties.rechten import Rol
from rapportage.bereik import count_bereik
from rapportage.doelgroep import find_kinderen, read_telling
from rapportage.monitor.tabellen import Aandeel, Kwartaaltabellen, Stand
from tests.factories import (
    AdresFactory,
    CriteriumFactory,
    GebruikerFactory,
    GemeenteFactory,
    IndicatieFactory,
    KindFactory,
    LocatieFactory,
    OuderFactory,
    OuderschapFactory,
    PlaatsingFactory,
    ToeleidingFactory,
)

pytestmark = pytest.mark.django_db
DAG = date(2025, 3, 31)


@pytest.fixture
def putten() -> Gemeente:
    gemeente: Gemeente = GemeenteFactory.create()
    return gemeente


@pytest.fixture
def jgz(putten: Gemeente) -> Gebruiker:
    gebruiker: Gebruiker = GebruikerFactory.create(rol=Rol.JGZ_MEDEWERKER, gemeente=putten)
    return gebruiker


def indicate(putten: Gemeente, jgz: Gebruiker, geboren: date = date(2022, 6, 1), **velden: object) -> Kind:
    kind: Kind = KindFactory.create(gemeente=putten, geboortedatum=geboren)
    IndicatieFactory(kind=kind, afgegeven_door=jgz, **velden)
    return kind


def place(kind: Kind, locatie: Locatie, uren: int = 16_00) -> None:
    PlaatsingFactory(kind=kind, locatie=locatie, uren_per_week_honderdsten=uren)


def refer(kind: Kind, jgz: Gebruiker, verwezen: date, *antwoorden: tuple[str, date], **velden: Any) -> None:
    toeleiding = ToeleidingFactory(kind=kind, verwezen_op=verwezen, verwezen_door=jgz, **velden)
    for status, sinds in antwoorden:
        Toeleidingstap.objects.create(
            toeleiding=toeleiding, status=status, sinds=sinds, vastgelegd_op=sinds, vastgelegd_door=jgz
        )


def decline(kind: Kind, jgz: Gebruiker, reden: str) -> None:
    op = date(2025, 2, 1)
    refer(kind, jgz, date(2025, 1, 1), status="geen-deelname", reden=reden, afgerond_op=op, afgerond_door=jgz)


def read(gemeente: Gemeente) -> Any:
    return read_telling(gemeente, DAG, 6)


def test_the_three_totals_of_putten_come_out_under_both_definitions(
    putten: Gemeente, jgz: Gebruiker, django_assert_num_queries: Any
) -> None:
    hier = LocatieFactory.create(gemeente=putten)
    elders = LocatieFactory.create(gemeente=putten, buiten_gemeente=True)
    kinderen = [indicate(putten, jgz) for _ in range(31)]
    for nummer, kind in enumerate(kinderen[:26]):
        place(kind, hier if nummer < 24 else elders, 16_00 if nummer < 20 else 15_75)
    for kind, reden in zip(kinderen[26:28], ("te-duur", "elders"), strict=True):
        decline(kind, jgz, reden)
    with django_assert_num_queries(1):
        telling = read(putten)
    tabellen = Kwartaaltabellen(telling, volledig=True)
    assert tabellen.stand == Stand(31, 26, 2, 3)
    assert tabellen.plekken == {"ve": 24, "ve-elders": 2, "zonder-ve": 0}
    assert (tabellen.stand.percentage, tabellen.landelijk.percentage) == ("83,9\u00a0%", "83,9\u00a0%")
    assert tabellen.landelijk == Aandeel(26, 31)
    assert tabellen.volle_uren == (20, 6)
    delen = Kwartaaltabellen(telling, volledig=False)
    assert delen.stand == Stand(31, 26, None, None)
    assert delen.landelijk == Aandeel(26, 31)


def test_the_definitions_differ_where_a_child_is_young_or_its_location_has_no_ve(
    putten: Gemeente, jgz: Gebruiker
) -> None:
    ve = LocatieFactory.create(gemeente=putten)
    zonder = LocatieFactory.create(gemeente=putten, ve_geregistreerd=False)
    place(indicate(putten, jgz), ve)
    place(indicate(putten, jgz), zonder)
    # Two and a half on the day itself, and a day later.
    place(indicate(putten, jgz, geboren=date(2022, 9, 30)), ve)
    place(indicate(putten, jgz, geboren=date(2022, 10, 1)), ve)
    tabellen = Kwartaaltabellen(read(putten), volledig=True)
    assert tabellen.stand == Stand(4, 4, 0, 0)
    assert tabellen.landelijk == Aandeel(2, 3)
    stand = count_bereik(putten, DAG)
    assert (stand.bereikt, stand.zonder_ve, stand.totaal) == (4, 1, 4)


def test_a_child_counts_once_at_its_best_place_and_with_the_hours_of_all_its_ve_places(
    putten: Gemeente, jgz: Gebruiker
) -> None:
    kind = indicate(putten, jgz)
    een, ander = LocatieFactory.create_batch(2, gemeente=putten)
    zonder = LocatieFactory.create(gemeente=putten, ve_geregistreerd=False)
    for locatie, uren in ((een, 8_00), (ander, 8_00), (zonder, 40_00)):
        place(kind, locatie, uren)
    telling = read(putten)
    assert telling.plekken == {("ve", een.houder_id, een.pk): 1}
    assert telling.uren == {True: 1}


def test_without_a_place_a_family_declined_is_silent_waits_or_was_not_referred(
    putten: Gemeente, jgz: Gebruiker
) -> None:
    lang, kort = date(2025, 2, 16), date(2025, 2, 17)  # six weeks before the day is the 17th
    gevallen = {
        "stil": indicate(putten, jgz),
        "kort": indicate(putten, jgz),
        "antwoord": indicate(putten, jgz),
        "oud": indicate(putten, jgz),
        "niet": indicate(putten, jgz),
        "af": indicate(putten, jgz),
    }
    refer(gevallen["stil"], jgz, lang)
    refer(gevallen["kort"], jgz, kort)
    refer(gevallen["antwoord"], jgz, lang, ("wachtlijst", date(2025, 3, 1)))
    refer(gevallen["oud"], jgz, date(2024, 9, 1), ("aangenomen", date(2024, 9, 20)))
    decline(gevallen["af"], jgz, "te-duur")
    telling = read(putten)
    assert telling.bladen == {"stil": 2, "wacht": 2, "geen-verwijzing": 1, "niet:te-duur": 1}
    assert sorted(find_kinderen(putten, DAG, 6, frozenset({"stil"}), {})) == sorted(
        [gevallen["stil"].pk, gevallen["oud"].pk]
    )
    assert count_bereik(putten, DAG).onbekend == 5


def test_children_are_divided_by_neighbourhood_language_and_each_of_their_grounds(
    putten: Gemeente, jgz: Gebruiker
) -> None:
    buurt = Buurt.objects.create(
        gemeente=putten,
        code="02730101",
        naam="Kern-Noord",
        wijkcode="027301",
        jaar=2024,
        ingelezen_op=DAG,
        ingelezen_door=jgz,
    )
    taal, thuis = CriteriumFactory.create_batch(2, gemeente=putten)
    een, ander = indicate(putten, jgz), indicate(putten, jgz)
    een.indicaties.get().criteria.set([taal, thuis])
    ander.indicaties.get().criteria.set([taal])
    AdresFactory(kind=een, buurt=buurt)
    for code, eerst in (("ar", False), ("so", True)):
        ouder = OuderFactory(gemeente=putten, taal=code)
        OuderschapFactory(kind=een, ouder=ouder, belt_eerst=eerst)
    place(een, LocatieFactory.create(gemeente=putten))
    telling = read(putten)
    assert telling.per["buurt"] == {buurt.pk: Counter(ve=1), None: Counter({"geen-verwijzing": 1})}
    assert telling.per["taal"] == {"so": Counter(ve=1), None: Counter({"geen-verwijzing": 1})}
    assert {grond: bladen.total() for grond, bladen in telling.per["grond"].items()} == {
        taal.pk: 2,
        thuis.pk: 1,
    }
    assert find_kinderen(putten, DAG, 6, None, {"buurt": buurt.pk}) == [een.pk]
    assert find_kinderen(putten, DAG, 6, None, {"grond": thuis.pk}) == [een.pk]
    assert find_kinderen(putten, DAG, 6, None, {"buurt": None}) == [ander.pk]


def test_another_municipality_and_a_joined_file_do_not_count(putten: Gemeente, jgz: Gebruiker) -> None:
    indicate(GemeenteFactory.create(code="0226"), jgz)
    kind = indicate(putten, jgz)
    dubbel = indicate(putten, jgz)
    Kind.alle.filter(pk=dubbel.pk).update(samengevoegd_met=kind)
    assert read(putten).bladen.total() == 1
    assert Toeleiding.objects.count() == 0
