"""What the register says of a known location and somebody must decide on: asked once, answered from a day."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from indicaties.models import Kind
from opvang.actions import change_afspraken, correct_declaratie, end_plaatsing, refresh_declaratie
from opvang.actions.lrk import ImportVerslag, import_lrk
from opvang.actions.lrkvragen import apply_lrkvraag, reject_lrkvraag
from opvang.actions.plaatsing import Afspraken, place_kind
from opvang.lrk import read_lrk
from opvang.models import Declaratieregel, Locatieprogramma, LrkVraag, Plaatsing, Urendeclaratie
from organisaties.models import AuditRegel, Gebruiker, Gemeente, Locatie, Organisatie, Toekenning
from organisaties.rechten import Rol
from organisaties.rijbeveiliging import bereik_van, rijbereik
from tests.factories import (
    DeclaratieregelFactory,
    GebruikerFactory,
    GemeenteFactory,
    GroepFactory,
    LocatieFactory,
    OrganisatieFactory,
    PlaatsingFactory,
    UrendeclaratieFactory,
)
from tests.opvang.lrkbestand import bestand, regel

pytestmark = pytest.mark.django_db

NU = datetime(2025, 9, 1, 9, 0, tzinfo=UTC)
PER = date(2025, 8, 1)
SoortVraag, Status = LrkVraag.Soort, LrkVraag.Status


@pytest.fixture
def putten() -> Gemeente:
    return GemeenteFactory()


@pytest.fixture
def rakkers(putten: Gemeente) -> Organisatie:
    return OrganisatieFactory(naam="De Rakkers", kvk_nummer="11111111", gemeenten=[putten])


@pytest.fixture
def ark(rakkers: Organisatie, putten: Gemeente) -> Locatie:
    """As the register has it, but for what a test changes there."""
    return LocatieFactory(
        gemeente=putten,
        houder=rakkers,
        lrk_nummer="123456789",
        naam="De Ark",
        adres="Dorpsstraat 1",
        postcode="3881AB",
        kindplaatsen=32,
        kern="Dorp",
    )


@pytest.fixture
def beheerder(putten: Gemeente) -> Gebruiker:
    return GebruikerFactory(rol=Rol.FUNCTIONEEL_BEHEERDER, gemeente=putten)


def lees(*regels: str, per: date = PER) -> ImportVerslag:
    gelezen = read_lrk(
        bestand(*regels),
        gemeente_codes={"0273"},
        lrk_nummers=set(Locatie.objects.values_list("lrk_nummer", flat=True)),
    )
    return import_lrk(gelezen, gemeenten=list(Gemeente.objects.all()), per=per, door=None, op=NU)


def eigen(**anders: str) -> str:
    """The Ark with its own holder."""
    return regel(**{"naam_houder": "De Rakkers", "kvk_nummer_houder": "11111111", **anders})


def antwoord(vraag: LrkVraag, door: Gebruiker, per: date = PER) -> None:
    """As on the site: the functioneel beheerder sees no rows of children."""
    with rijbereik(bereik_van(door)):
        apply_lrkvraag(vraag=vraag, ingangsdatum=per, door=door, op=NU)


def geweigerd(vraag: LrkVraag, door: Gebruiker, per: date = PER) -> str:
    with pytest.raises(ValidationError) as fout:
        antwoord(vraag, door, per)
    vraag.refresh_from_db()
    assert vraag.is_open
    return fout.value.messages[0]


def vragen() -> list[tuple[str, str, str]]:
    return list(LrkVraag.objects.order_by("pk").values_list("soort", "houder_naam", "status"))


# -- asking ---------------------------------------------------------------------------------------


def test_another_holder_is_asked_once_and_changes_nothing_by_itself(ark: Locatie) -> None:
    verslag = lees(regel())
    assert [vraag.zin for vraag in verslag.vragen] == [
        "De Ark (LRK 123456789) heeft in het LRK houder Kinderopvang Voorbeeld B.V. (KvK 01234567); hier staat De Rakkers."
    ]
    assert lees(regel()).vragen == []
    assert vragen() == [("houder", "Kinderopvang Voorbeeld B.V.", "open")]
    ark.refresh_from_db()
    assert ark.houder.naam == "De Rakkers"


@pytest.mark.parametrize(
    ("naam", "kvk"),
    [("De Rakkers", "11111111"), ("Iets anders", "11111111"), ("Stichting De Rakkers B.V.", "")],
)
def test_the_same_holder_is_no_question(ark: Locatie, naam: str, kvk: str) -> None:
    lees(regel(naam_houder=naam, kvk_nummer_houder=kvk))
    assert vragen() == []


def test_a_third_holder_takes_the_place_of_the_second_in_the_open_question(ark: Locatie) -> None:
    lees(regel())
    lees(regel(naam_houder="Nog een ander", kvk_nummer_houder="22222222"))
    assert vragen() == [("houder", "Nog een ander", "open")]


def test_a_question_that_the_register_takes_back_needs_no_answer(ark: Locatie) -> None:
    lees(regel())
    lees(eigen())
    assert vragen() == [("houder", "Kinderopvang Voorbeeld B.V.", "vervallen")]


def test_what_was_answered_with_no_is_not_asked_again_but_another_holder_is(
    ark: Locatie, beheerder: Gebruiker
) -> None:
    lees(regel())
    reject_lrkvraag(vraag=LrkVraag.objects.get(), door=beheerder, op=NU)
    lees(regel())
    assert vragen() == [("houder", "Kinderopvang Voorbeeld B.V.", "afgewezen")]
    lees(regel(naam_houder="Nog een ander", kvk_nummer_houder="22222222"))
    assert vragen()[1:] == [("houder", "Nog een ander", "open")]
    with pytest.raises(ValidationError, match="Deze vraag is al beantwoord: afgewezen"):
        reject_lrkvraag(vraag=LrkVraag.objects.filter(status="afgewezen").get(), door=beheerder, op=NU)


def test_a_new_number_at_the_same_address_is_asked_as_one(ark: Locatie) -> None:
    nieuw = eigen(lrk_id="987654321", inschrijfdatum="01-07-2025", opvanglocatie_adres="Dorpsstr. 1")
    verslag = lees(eigen(status="Uitgeschreven"), nieuw)
    (vraag,) = verslag.vragen
    assert vraag.zin == (
        "De Ark (LRK 123456789) is niet meer ingeschreven; op hetzelfde adres staat De Ark (LRK 987654321) van De Rakkers."
    )
    assert (vraag.soort, vraag.peildatum, len(verslag.nieuw)) == ("opvolger", date(2025, 7, 1), 1)


@pytest.mark.parametrize(
    "anders",
    [
        {"opvanglocatie_postcode": "3881AC"},
        {"opvanglocatie_adres": "Dorpsstraat 1a"},
        {"status": "Uitgeschreven"},
    ],
)
def test_another_address_is_no_successor(ark: Locatie, anders: dict[str, str]) -> None:
    lees(eigen(status="Uitgeschreven"), eigen(lrk_id="987654321", **anders))
    assert vragen() == [("gesloten", "", "open")]


def test_a_location_that_is_not_in_the_file_is_asked_about(ark: Locatie) -> None:
    lees(regel(lrk_id="987654321", opvanglocatie_postcode="3881XX"))
    assert vragen() == [("gesloten", "", "open")]
    ark.refresh_from_db()
    assert not ark.uitgeschreven


def test_nothing_is_asked_about_what_the_file_does_not_go_over(ark: Locatie, rakkers: Organisatie) -> None:
    LocatieFactory(lrk_nummer="555555555", houder=rakkers, buiten_gemeente=True)
    lees(eigen())
    assert vragen() == []
    lees(eigen(), regel(lrk_id="444444444", cbs_code="0518"))
    assert vragen() == [("gesloten", "", "open")]


def test_a_row_without_a_number_may_be_any_location_so_that_none_is_called_gone(ark: Locatie) -> None:
    lees(regel(lrk_id=""), regel(lrk_id="987654321", opvanglocatie_postcode="3881XX"))
    assert vragen() == []


def test_a_lost_ve_registration_holds_from_the_file_until_somebody_knows_the_day(
    ark: Locatie, beheerder: Gebruiker
) -> None:
    lees(eigen(ve="Nee"))
    ark.refresh_from_db()
    assert (ark.ve_geregistreerd, ark.ve_tot_en_met) == (False, date(2025, 7, 31))
    antwoord(LrkVraag.objects.get(), beheerder, date(2025, 6, 1))
    ark.refresh_from_db()
    assert ark.ve_tot_en_met == date(2025, 5, 31)


def test_a_closure_gets_the_day_that_somebody_knows(ark: Locatie, beheerder: Gebruiker) -> None:
    lees(eigen(status="Uitgeschreven"))
    antwoord(LrkVraag.objects.get(), beheerder, date(2025, 7, 15))
    ark.refresh_from_db()
    assert (ark.uitgeschreven, ark.uitgeschreven_per) == (True, date(2025, 7, 15))


def test_another_municipality_cannot_answer(ark: Locatie) -> None:
    lees(regel())
    elders = GebruikerFactory(rol=Rol.FUNCTIONEEL_BEHEERDER, gemeente=GemeenteFactory(code="0226"))
    with pytest.raises(LrkVraag.DoesNotExist):
        antwoord(LrkVraag.objects.get(), elders)


# -- another holder -------------------------------------------------------------------------------


@pytest.fixture
def overname(ark: Locatie) -> LrkVraag:
    lees(regel())
    return LrkVraag.objects.get()


def _plaats(ark: Locatie, **anders: Any) -> Plaatsing:
    plaatsing: Plaatsing = PlaatsingFactory(locatie=ark, kind__ingeschreven_door=ark.houder, **anders)
    return plaatsing


def test_from_the_day_the_children_go_on_under_the_new_holder_with_the_same_agreements(
    ark: Locatie, overname: LrkVraag, beheerder: Gebruiker
) -> None:
    oud = _plaats(ark, einddatum=date(2026, 3, 31), kot=True, bijdrageklasse=3, uurprijs_centen=1026)
    antwoord(overname, beheerder)
    oud.refresh_from_db()
    nieuw = Plaatsing.objects.exclude(pk=oud.pk).get()
    assert (oud.einddatum, oud.locatie.houder.naam) == (date(2025, 7, 31), "De Rakkers")
    assert (nieuw.startdatum, nieuw.einddatum, nieuw.eerste) == (PER, date(2026, 3, 31), None)
    assert (nieuw.kot, nieuw.bijdrageklasse, nieuw.uurprijs_centen) == (True, 3, 1026)
    locatie = nieuw.locatie
    assert (locatie.houder.kvk_nummer, locatie.lrk_nummer, locatie.kern, locatie.begint_per) == (
        "01234567",
        "123456789",
        "Dorp",
        PER,
    )
    assert (oud.locatie.opgevolgd_per, oud.locatie.opgevolgd_door) == (PER, locatie)
    assert list(Locatie.objects.registered()) == [locatie]


def test_the_whole_of_it_is_recorded(ark: Locatie, overname: LrkVraag, beheerder: Gebruiker) -> None:
    _plaats(ark)
    antwoord(overname, beheerder)
    handelingen = AuditRegel.objects.filter(gebruiker_id=beheerder.pk).order_by("pk")
    assert list(handelingen.values_list("handeling", flat=True)) == [
        "plaatsing.end",
        "plaatsing.create",
        "locatie.succeed",
        "lrkvraag.apply",
    ]


def test_agreements_that_begin_later_move_as_a_whole_and_stays_are_parted(
    ark: Locatie, overname: LrkVraag, beheerder: Gebruiker
) -> None:
    eerste = _plaats(ark, einddatum=date(2025, 8, 31))
    later = _plaats(ark, kind=eerste.kind, startdatum=date(2025, 9, 1), eerste=eerste)
    voorbij = _plaats(ark, einddatum=date(2025, 7, 31))
    antwoord(overname, beheerder)
    for rij in (eerste, later, voorbij):
        rij.refresh_from_db()
    tussen = Plaatsing.objects.get(startdatum=PER)
    assert (eerste.einddatum, tussen.einddatum, later.startdatum) == (
        date(2025, 7, 31),
        date(2025, 8, 31),
        date(2025, 9, 1),
    )
    assert (tussen.eerste, later.eerste, later.locatie) == (None, tussen, tussen.locatie)
    assert (voorbij.locatie, voorbij.einddatum) == (ark, date(2025, 7, 31))


def test_what_stays_with_the_old_holder_is_a_stay_by_itself(
    ark: Locatie, overname: LrkVraag, beheerder: Gebruiker, rakkers: Organisatie
) -> None:
    elders = LocatieFactory(houder=rakkers)
    eerste = _plaats(ark, startdatum=date(2025, 8, 4), einddatum=date(2025, 8, 31))
    daarna = _plaats(elders, kind=eerste.kind, startdatum=date(2025, 9, 1), eerste=eerste)
    antwoord(overname, beheerder)
    eerste.refresh_from_db()
    daarna.refresh_from_db()
    assert (eerste.locatie.houder.kvk_nummer, daarna.locatie, daarna.eerste) == ("01234567", elders, None)


def test_each_holder_sees_and_declares_its_own_days(
    ark: Locatie, overname: LrkVraag, beheerder: Gebruiker, rakkers: Organisatie
) -> None:
    oud = _plaats(ark)
    concept = UrendeclaratieFactory(houder=rakkers, kwartaal=3)
    DeclaratieregelFactory(declaratie=concept, plaatsing=oud)
    antwoord(overname, beheerder)
    nieuw = Plaatsing.objects.exclude(pk=oud.pk).get()
    van_oud = GebruikerFactory(rol=Rol.HOUDER_BEHEERDER, organisatie=rakkers)
    van_nieuw = GebruikerFactory(rol=Rol.HOUDER_BEHEERDER, organisatie=nieuw.locatie.houder)
    for gebruiker, ziet in ((van_oud, oud), (van_nieuw, nieuw)):
        with rijbereik(bereik_van(gebruiker)):
            assert list(Plaatsing.objects.all()) == [ziet]
            assert list(Kind.objects.for_gebruiker(gebruiker)) == [oud.kind]
    with rijbereik(bereik_van(van_oud)):
        refresh_declaratie(declaratie=concept, door=van_oud)
        assert concept.regels.get().tot_en_met == date(2025, 7, 31)
    with rijbereik(bereik_van(van_nieuw)):
        assert not Urendeclaratie.objects.exists()


def test_a_line_of_a_draft_about_a_child_that_comes_later_goes(
    ark: Locatie, overname: LrkVraag, beheerder: Gebruiker, rakkers: Organisatie
) -> None:
    later = _plaats(ark, startdatum=date(2025, 8, 18))
    DeclaratieregelFactory(declaratie=UrendeclaratieFactory(houder=rakkers, kwartaal=3), plaatsing=later)
    antwoord(overname, beheerder)
    assert not Declaratieregel.objects.exists()
    later.refresh_from_db()
    assert later.locatie.houder.kvk_nummer == "01234567"


@pytest.mark.parametrize(
    ("status", "terug"),
    [
        ("ingediend", " Of stuur de declaratie eerst terug, dan kan de houder haar daarna corrigeren."),
        ("geaccepteerd", ""),
    ],
)
def test_hours_that_the_old_holder_declared_after_that_day_are_in_the_way(
    ark: Locatie, overname: LrkVraag, beheerder: Gebruiker, rakkers: Organisatie, status: str, terug: str
) -> None:
    declaratie = UrendeclaratieFactory(houder=rakkers, kwartaal=3)
    DeclaratieregelFactory(declaratie=declaratie, plaatsing=_plaats(ark))
    Urendeclaratie.objects.filter(pk=declaratie.pk).update(
        status=status, ingediend_op=NU, ingediend_door=beheerder
    )
    assert geweigerd(overname, beheerder) == (
        "De Rakkers heeft op De Ark al uren gedeclareerd over dagen vanaf 01-08-2025. Kies een dag vanaf 01-10-2025."
        + terug
    )
    assert Plaatsing.objects.get().einddatum is None


def test_after_it_was_sent_back_the_old_holder_corrects_its_part(
    ark: Locatie, overname: LrkVraag, beheerder: Gebruiker, rakkers: Organisatie
) -> None:
    declaratie = UrendeclaratieFactory(houder=rakkers, kwartaal=3)
    DeclaratieregelFactory(declaratie=declaratie, plaatsing=_plaats(ark))
    Urendeclaratie.objects.filter(pk=declaratie.pk).update(
        status="teruggestuurd", reden_terugsturen="Overname", ingediend_op=NU, ingediend_door=beheerder
    )
    antwoord(overname, beheerder)
    van_oud = GebruikerFactory(rol=Rol.HOUDER_BEHEERDER, organisatie=rakkers)
    with rijbereik(bereik_van(van_oud)):
        correctie = correct_declaratie(declaratie=declaratie, door=van_oud, op=NU)
        assert correctie.regels.get().tot_en_met == date(2025, 7, 31)


def test_groups_and_programme_go_along(ark: Locatie, overname: LrkVraag, beheerder: Gebruiker) -> None:
    groep = GroepFactory(locatie=ark, van=date(2025, 1, 1), vastgelegd_door=beheerder)
    Locatieprogramma.objects.create(
        locatie=ark, programma="uk-en-puk", van=date(2025, 1, 1), vastgelegd_op=PER, vastgelegd_door=beheerder
    )
    antwoord(overname, beheerder)
    groep.refresh_from_db()
    nieuw = Locatie.objects.current().get()
    assert (groep.tot_en_met, nieuw.groepen.get().van) == (date(2025, 7, 31), PER)
    assert [p.van for p in nieuw.programmas.all()] == [PER]


def test_a_day_to_come_is_refused(overname: LrkVraag, beheerder: Gebruiker) -> None:
    assert geweigerd(overname, beheerder, date(2025, 9, 2)) == (
        "02-09-2025 is nog niet geweest. Beantwoord de vraag op of na die dag."
    )


def test_a_role_over_the_location_ends_under_another_holder(
    ark: Locatie, overname: LrkVraag, beheerder: Gebruiker
) -> None:
    GebruikerFactory(rol=Rol.HOUDER_MEDEWERKER, locatie=ark)
    antwoord(overname, beheerder)
    assert Toekenning.objects.get(locatie=ark).geldig_tot_en_met == date(2025, 8, 31)


def test_afterwards_the_old_holder_still_corrects_the_days_before(
    ark: Locatie, overname: LrkVraag, beheerder: Gebruiker, rakkers: Organisatie
) -> None:
    oud = _plaats(ark)
    antwoord(overname, beheerder)
    medewerker = GebruikerFactory(rol=Rol.HOUDER_MEDEWERKER, organisatie=rakkers)
    oud = Plaatsing.objects.get(pk=oud.pk)
    afspraken = Afspraken(locatie=oud.locatie, uren_per_week=12_00, kot=False)
    change_afspraken(
        plaatsing=oud,
        afspraken=afspraken,
        vanaf=oud.startdatum,
        door=medewerker,
        op=PER,
        reden="later-bekend",
    )
    oud.refresh_from_db()
    assert (oud.uren_per_week_honderdsten, oud.einddatum) == (12_00, date(2025, 7, 31))
    with pytest.raises(
        ValidationError, match=r"gaat vanaf 01-08-2025 verder bij Kinderopvang Voorbeeld B\.V\."
    ):
        end_plaatsing(plaatsing=oud, einddatum=PER, door=medewerker)
    with pytest.raises(ValidationError, match="Kies een andere locatie"):
        place_kind(kind=oud.kind, afspraken=afspraken, startdatum=date(2025, 8, 1), door=medewerker, op=PER)


def test_the_new_holder_cannot_place_before_it_came(
    ark: Locatie, overname: LrkVraag, beheerder: Gebruiker
) -> None:
    kind = _plaats(ark).kind
    antwoord(overname, beheerder)
    locatie = Locatie.objects.current().get()
    nieuw = GebruikerFactory(rol=Rol.HOUDER_MEDEWERKER, organisatie=locatie.houder)
    afspraken = Afspraken(locatie=locatie, uren_per_week=12_00, kot=False)
    with pytest.raises(ValidationError, match="is pas vanaf 01-08-2025 van Kinderopvang Voorbeeld"):
        place_kind(
            kind=kind,
            afspraken=afspraken,
            startdatum=date(2025, 6, 1),
            einddatum=date(2025, 6, 30),
            door=nieuw,
            op=PER,
        )


def test_the_register_read_again_knows_the_new_holder(
    ark: Locatie, overname: LrkVraag, beheerder: Gebruiker
) -> None:
    antwoord(overname, beheerder)
    verslag = lees(regel(actuele_naam_oko="De Nieuwe Ark"))
    assert (verslag.vragen, verslag.nieuw) == ([], [])
    assert list(Locatie.objects.order_by("pk").values_list("naam", flat=True)) == ["De Ark", "De Nieuwe Ark"]


def test_a_second_take_over_begins_after_the_first(
    ark: Locatie, overname: LrkVraag, beheerder: Gebruiker
) -> None:
    antwoord(overname, beheerder)
    lees(regel(naam_houder="Nog een ander", kvk_nummer_houder="22222222"))
    tweede = LrkVraag.objects.open().get()
    assert geweigerd(tweede, beheerder) == (
        "Locatie De Ark is pas vanaf 01-08-2025 van Kinderopvang Voorbeeld B.V.. Kies een dag daarna."
    )
    antwoord(tweede, beheerder, date(2025, 8, 15))
    assert Locatie.objects.current().get().houder.naam == "Nog een ander"


# -- another number, a merger ---------------------------------------------------------------------


@pytest.fixture
def nummer(ark: Locatie) -> LrkVraag:
    lees(eigen(status="Uitgeschreven"), eigen(lrk_id="987654321"))
    return LrkVraag.objects.get()


def test_under_a_new_number_of_the_same_holder_the_stay_goes_on(
    ark: Locatie, nummer: LrkVraag, beheerder: Gebruiker, rakkers: Organisatie
) -> None:
    """Also when hours were declared over it: they follow the agreements of the stay."""
    oud = _plaats(ark)
    declaratie = UrendeclaratieFactory(houder=rakkers, kwartaal=3)
    DeclaratieregelFactory(declaratie=declaratie, plaatsing=oud)
    Urendeclaratie.objects.filter(pk=declaratie.pk).update(
        status="ingediend", ingediend_op=NU, ingediend_door=beheerder
    )
    GebruikerFactory(rol=Rol.HOUDER_MEDEWERKER, locatie=ark)
    antwoord(nummer, beheerder)
    nieuw = Plaatsing.objects.exclude(pk=oud.pk).get()
    assert (nieuw.eerste, nieuw.locatie.lrk_nummer, nieuw.startdatum) == (oud, "987654321", PER)
    assert Toekenning.objects.exclude(locatie=None).get().locatie == nieuw.locatie
    ark.refresh_from_db()
    assert (ark.opgevolgd_door, ark.uitgeschreven_per) == (nieuw.locatie, PER)


def test_a_child_at_both_locations_is_in_the_way_of_a_merger(
    ark: Locatie, nummer: LrkVraag, beheerder: Gebruiker
) -> None:
    kind = _plaats(ark).kind
    _plaats(Locatie.objects.get(lrk_nummer="987654321"), kind=kind)
    assert geweigerd(nummer, beheerder) == (
        "1 kind heeft vanaf 01-08-2025 ook al een plaats op De Ark. Laat De Rakkers eerst een van beide plaatsingen"
        " beëindigen."
    )


def test_a_new_number_under_another_holder_follows_the_rules_of_a_take_over(
    ark: Locatie, beheerder: Gebruiker
) -> None:
    oud = _plaats(ark)
    lees(eigen(status="Uitgeschreven"), regel(lrk_id="987654321"))
    antwoord(LrkVraag.objects.get(soort="opvolger"), beheerder)
    nieuw = Plaatsing.objects.exclude(pk=oud.pk).get()
    assert (nieuw.eerste, nieuw.locatie.houder.kvk_nummer) == (None, "01234567")
