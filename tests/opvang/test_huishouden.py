"""The kind of household: a fact of the agreements where a minima rule looks at it, with the class in place of an income."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from lib.periode import kwartaal_periode
from opvang import klassen as klassenbron
from opvang import vragen as vraagbaak
from opvang.actions import Afspraken, change_afspraken, place_kind
from opvang.forms import PlaatsingForm, WijzigForm, afspraken_van
from opvang.historie import read_versies
from opvang.klassen import Klasse
from opvang.models import Plaatsing
from opvang.verdelen import delen_van, join_gelijk
from organisaties.models import AuditRegel, Gebruiker, Locatie
from rekenregels import Huishouden, Minimarand, Vragen
from tests.factories import KindFactory
from tests.opvang.test_views import afspraken_form

pytestmark = pytest.mark.django_db

OP, LATER = date(2025, 5, 1), date(2025, 6, 1)
ALLEEN, SAMEN = Huishouden.ALLEENSTAAND, Huishouden.SAMENWONEND
PAS = Vragen(
    minima=("U-pas", "ouder alleen"),
    grenzen=(("U-pas", "tot een grens"), ("ouder alleen", "alleenstaand")),
    randen=(
        Minimarand("U-pas", ALLEEN, 16_946),
        Minimarand("U-pas", SAMEN, 24_210),
        Minimarand("ouder alleen", ALLEEN, None),
    ),
)
KLASSEN = (
    Klasse(1, "tot en met € 16.946", 0, 16_946),
    Klasse(2, "€ 16.947 tot en met € 24.211", 16_947, 24_211),
    Klasse(3, "vanaf € 24.212", 24_212, None),
)
Plaats = Callable[..., Plaatsing]


@pytest.fixture
def met_pas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vraagbaak, "_lezers", [lambda gemeente, periode: PAS])
    monkeypatch.setattr(klassenbron, "_lezers", [lambda gemeente, dag: KLASSEN])


@pytest.fixture
def plaats(houder: Gebruiker, afspraken: Afspraken) -> Plaats:
    kind = KindFactory(ingeschreven_door=houder.organisatie)

    def doe(**anders: Any) -> Plaatsing:
        nieuw = replace(afspraken, **{"bijdrageklasse": None} | anders)
        return place_kind(kind=kind, afspraken=nieuw, startdatum=OP, door=houder, op=OP)

    return doe


def test_the_household_is_asked_only_where_a_rule_looks_at_it(houder: Gebruiker, locatie: Locatie) -> None:
    form = PlaatsingForm(afspraken_form(locatie), gebruiker=houder, dag=OP)
    assert form.fields["huishouden"].widget.is_hidden
    assert form.is_valid()
    assert form.afspraken().huishouden == ""


@pytest.mark.usefixtures("met_pas")
def test_the_household_is_chosen_and_kept_with_who_wrote_it_down(houder: Gebruiker, plaats: Plaats) -> None:
    veld = PlaatsingForm(gebruiker=houder, dag=OP).fields["huishouden"]
    assert not veld.widget.is_hidden
    assert veld.choices == [  # type: ignore[attr-defined]
        ("", "Niet bekend"),
        ("alleenstaand", "Een alleenstaande ouder"),
        ("samenwonend", "Ouders die samenwonen"),
    ]
    plaatsing = plaats(huishouden="alleenstaand")
    assert (plaatsing.huishouden, plaatsing.vastgelegd_door) == ("alleenstaand", houder)
    assert AuditRegel.objects.get(handeling="plaatsing.create").details["huishouden"] == "alleenstaand"


@pytest.mark.usefixtures("met_pas")
def test_a_household_that_changes_begins_other_agreements_and_a_mistake_is_put_right(
    houder: Gebruiker, afspraken: Afspraken, plaats: Plaats
) -> None:
    eerst, anders = plaats(huishouden="samenwonend"), replace(afspraken, bijdrageklasse=None)
    samen = replace(anders, huishouden="samenwonend")
    later = change_afspraken(
        plaatsing=eerst,
        afspraken=replace(samen, huishouden="alleenstaand"),
        vanaf=LATER,
        door=houder,
        op=LATER,
    )
    eerst.refresh_from_db()
    assert (eerst.huishouden, eerst.einddatum, later.huishouden) == (
        "samenwonend",
        date(2025, 5, 31),
        "alleenstaand",
    )
    delen = join_gelijk(delen_van(kwartaal_periode(2025, 2), [eerst, later]))
    assert [deel.plaatsing.huishouden for deel in delen] == [
        "samenwonend",
        "alleenstaand",
    ]
    change_afspraken(
        plaatsing=eerst,
        afspraken=anders,
        vanaf=OP,
        door=houder,
        op=LATER,
        reden=Plaatsing.RedenHerstel.TYPING_ERROR,
    )
    eerst.refresh_from_db()
    assert eerst.huishouden == ""
    assert read_versies(eerst)[0].huishouden == "samenwonend"
    assert AuditRegel.objects.filter(handeling="plaatsing.correct").latest("pk").details["velden"] == [
        "huishouden"
    ]


def test_a_version_from_before_households_were_kept_can_still_be_read(plaatsing: Plaatsing) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO opvang_plaatsingsversie (plaatsing_id, tot, rij)"
            " SELECT id, now(), to_jsonb(p) - 'huishouden' FROM opvang_plaatsing p"
        )
    [versie] = read_versies(plaatsing)
    assert versie.huishouden == ""


def test_another_word_is_refused_by_the_form_and_by_the_database(
    houder: Gebruiker, locatie: Locatie, plaatsing: Plaatsing
) -> None:
    form = PlaatsingForm(afspraken_form(locatie, huishouden="gescheiden"), gebruiker=houder, dag=OP)
    assert "huishouden" in form.errors
    plaatsing.huishouden = "gescheiden"
    with pytest.raises(IntegrityError, match="plaatsing_huishouden_bekend"), transaction.atomic():
        plaatsing.save()


def test_what_was_agreed_stays_to_be_chosen_when_no_rule_asks_for_it_any_more(
    houder: Gebruiker, plaatsing: Plaatsing
) -> None:
    plaatsing.huishouden = "samenwonend"
    form = WijzigForm(gebruiker=houder, dag=OP, initial=afspraken_van(plaatsing))
    assert not form.fields["huishouden"].widget.is_hidden
    assert form.initial["huishouden"] == "samenwonend"


# -- the rule against household and class ----------------------------------------------------------


@pytest.mark.usefixtures("met_pas")
def test_a_rule_for_another_kind_of_household_is_refused(plaats: Plaats) -> None:
    with pytest.raises(ValidationError, match="‘ouder alleen’ is niet voor ouders die samenwonen"):
        plaats(huishouden="samenwonend", minimaregel="ouder alleen")
    assert plaats(huishouden="alleenstaand", minimaregel="ouder alleen").minimaregel == "ouder alleen"


@pytest.mark.usefixtures("met_pas")
def test_a_class_above_the_limit_of_the_rule_is_refused(plaats: Plaats) -> None:
    zin = (
        "Minimaregel ‘U-pas’ is er voor een alleenstaande ouder tot en met €\xa016.946 per jaar, en klasse 2 begint bij"
        " €\xa016.947. Controleer de klasse en de minimaregel."
    )
    with pytest.raises(ValidationError) as fout:
        plaats(huishouden="alleenstaand", bijdrageklasse=2, minimaregel="U-pas")
    assert fout.value.messages == [zin]


@pytest.mark.usefixtures("met_pas")
def test_a_class_that_lies_below_the_limit_as_a_whole_makes_the_rule_follow(plaats: Plaats) -> None:
    with pytest.raises(
        ValidationError,
        match=r"Bij klasse 1 hoort voor een alleenstaande ouder minimaregel ‘U-pas’\. Kies die\.",
    ):
        plaats(huishouden="alleenstaand", bijdrageklasse=1)
    plaatsing = plaats(huishouden="alleenstaand", bijdrageklasse=1, minimaregel="U-pas")
    assert (plaatsing.minimaregel, plaatsing.bijdrageklasse) == ("U-pas", 1)


@pytest.mark.parametrize(
    "anders",
    [
        {"huishouden": "samenwonend", "bijdrageklasse": 2},  # the limit lies within the class
        {"huishouden": "samenwonend", "bijdrageklasse": 2, "minimaregel": "U-pas"},
        {"huishouden": "alleenstaand", "bijdrageklasse": 2},
        {"huishouden": "alleenstaand", "bijdrageklasse": 3},
        {"huishouden": "alleenstaand", "bijdrageklasse": 1, "minimaregel": "ouder alleen"},
        {"huishouden": "alleenstaand"},
        {"bijdrageklasse": 1},  # nobody said which household
    ],
)
@pytest.mark.usefixtures("met_pas")
def test_what_can_be_either_way_is_left_to_who_saw_the_proof(plaats: Plaats, anders: dict[str, Any]) -> None:
    assert plaats(**anders).minimaregel == anders.get("minimaregel", "")


def test_a_class_of_one_of_several_tables_tells_no_income(
    plaats: Plaats, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vraagbaak, "_lezers", [lambda gemeente, periode: PAS])
    monkeypatch.setattr(klassenbron, "_lezers", [lambda gemeente, dag: (Klasse(1, "tot en met € 16.946"),)])
    assert plaats(huishouden="alleenstaand", bijdrageklasse=1).minimaregel == ""
