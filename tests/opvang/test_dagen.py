"""Days of care, and what else a policy must know: asked for only where a policy does, and then before submitting."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from lib.periode import Periode, kwartaal
from opvang import urenbestand
from opvang import vragen as vraagbaak
from opvang.actions import (
    Afspraken,
    change_afspraken,
    correct_declaratie,
    move_start,
    place_kind,
    refresh_declaratie,
    save_uren,
    start_declaratie,
    submit_declaratie,
)
from opvang.forms import PlaatsingForm, WijzigForm, afspraken_van
from opvang.historie import read_versies
from opvang.models import Declaratieregel, Inlezing, Plaatsing, Urendeclaratie
from opvang.signalen import signaleer
from opvang.verdelen import Deel, delen_van, split_dagen
from organisaties.models import AuditRegel, Gebruiker, Gemeente, Locatie
from rekenregels import Vragen
from tests.factories import DeclaratieregelFactory, KindFactory, PlaatsingFactory
from tests.opvang.conftest import NU
from tests.opvang.test_views import afspraken_form, tekst

pytestmark = pytest.mark.django_db

OP = date(2025, 5, 1)
LATER = Plaatsing.RedenHerstel.KNOWN_LATER
Vraag = Callable[[Vragen], None]


@pytest.fixture
def vraag(monkeypatch: pytest.MonkeyPatch) -> Vraag:
    """From now on every policy asks this."""

    def stel(vragen: Vragen) -> None:
        monkeypatch.setattr(vraagbaak, "_lezers", [lambda gemeente, periode: vragen])

    return stel


@pytest.fixture
def kijkt_naar_dagen(vraag: Vraag) -> None:
    vraag(Vragen(dagen=True))


@pytest.fixture
def drie_dagen(plaatsing: Plaatsing) -> Plaatsing:
    Plaatsing.objects.filter(pk=plaatsing.pk).update(dagen_per_week=3)
    plaatsing.refresh_from_db()
    return plaatsing


def _dagen(declaratie: Urendeclaratie) -> list[tuple[date, date, int | None]]:
    return [(r.van, r.tot_en_met, r.dagen) for r in declaratie.regels.order_by("van")]


def _start(houder: Gebruiker) -> Urendeclaratie:
    return start_declaratie(tijdvak=kwartaal(2025, 1), door=houder, op=NU)


# -- agreements ----------------------------------------------------------------------------------


def test_days_a_week_are_an_agreement_with_a_history(
    houder: Gebruiker, plaatsing: Plaatsing, afspraken: Afspraken
) -> None:
    for dagen in (3, 4):
        change_afspraken(
            plaatsing=plaatsing,
            afspraken=replace(afspraken, bijdrageklasse=None, dagen_per_week=dagen),
            vanaf=plaatsing.startdatum,
            door=houder,
            op=OP,
            reden=LATER,
        )
    plaatsing.refresh_from_db()
    assert plaatsing.dagen_per_week == 4
    assert [versie.dagen_per_week for versie in read_versies(plaatsing)] == [3, None]
    assert [
        regel.details["velden"] for regel in AuditRegel.objects.filter(handeling="plaatsing.correct")
    ] == [
        ["dagen_per_week"],
        ["dagen_per_week"],
    ]


def test_a_version_from_before_days_were_kept_can_still_be_read(plaatsing: Plaatsing) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO opvang_plaatsingsversie (plaatsing_id, tot, rij) SELECT id, now(),"
            " to_jsonb(p) - 'dagen_per_week' - 'minimaregel' FROM opvang_plaatsing p"
        )
    [versie] = read_versies(plaatsing)
    assert (versie.dagen_per_week, versie.minimaregel) == (None, "")


def test_other_days_go_on_into_later_agreements_until_they_chose_otherwise(
    houder: Gebruiker, drie_dagen: Plaatsing, afspraken: Afspraken
) -> None:
    gelijk = replace(afspraken, bijdrageklasse=None, dagen_per_week=3)
    for vanaf, wordt in ((date(2025, 3, 1), {"kot": True}), (date(2025, 2, 1), {"dagen_per_week": 2})):
        change_afspraken(
            plaatsing=drie_dagen,
            afspraken=replace(gelijk, **wordt),
            vanaf=vanaf,
            door=houder,
            op=OP,
            reden=LATER,
        )
        drie_dagen.refresh_from_db()
    rijen = Plaatsing.objects.of_verblijf([drie_dagen.pk]).order_by("startdatum")
    assert [(rij.startdatum, rij.dagen_per_week, rij.kot) for rij in rijen] == [
        (date(2025, 1, 1), 3, False),
        (date(2025, 2, 1), 2, False),
        (date(2025, 3, 1), 2, True),
    ]


@pytest.mark.parametrize("dagen", [0, 8])
def test_a_week_has_one_to_seven_days(houder: Gebruiker, afspraken: Afspraken, dagen: int) -> None:
    kind = KindFactory(ingeschreven_door=houder.organisatie)
    with pytest.raises(ValidationError, match=r"1 dag per week|7 dagen"):
        place_kind(
            kind=kind,
            afspraken=replace(afspraken, dagen_per_week=dagen),
            startdatum=OP,
            door=houder,
            op=OP,
        )


def test_the_database_holds_days_to_what_can_be(regel: Declaratieregel, plaatsing: Plaatsing) -> None:
    for query in (
        "UPDATE opvang_plaatsing SET dagen_per_week = 8",
        "UPDATE opvang_declaratieregel SET dagen = 367",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(query)


def test_the_page_of_a_placement_tells_its_days_and_those_of_before(
    inloggen: Any, houder: Gebruiker, plaatsing: Plaatsing, afspraken: Afspraken
) -> None:
    for dagen in (3, 4):
        change_afspraken(
            plaatsing=plaatsing,
            afspraken=replace(afspraken, dagen_per_week=dagen),
            vanaf=plaatsing.startdatum,
            door=houder,
            op=OP,
            reden=LATER,
        )
    pagina = " ".join(tekst(inloggen(houder).get(_plaatsing_url(plaatsing))).split())
    assert "<dt>Dagen per week</dt> <dd> 4 </dd>" in pagina
    assert '<td data-kolom="Dagen per week" class="getal">3</td>' in pagina


def _plaatsing_url(plaatsing: Plaatsing) -> str:
    return reverse("opvang:plaatsing_detail", args=[plaatsing.pk])


# -- the draft -----------------------------------------------------------------------------------


@pytest.mark.usefixtures("kijkt_naar_dagen")
def test_a_draft_proposes_days_like_hours(houder: Gebruiker, locatie: Locatie, drie_dagen: Plaatsing) -> None:
    PlaatsingFactory(locatie=locatie, startdatum=date(2025, 2, 15), dagen_per_week=2)
    PlaatsingFactory(locatie=locatie, startdatum=date(2025, 3, 1))
    # Ten weeks of three days; 45 of 90 days of ten weeks of two; and nothing agreed, nothing proposed.
    assert [dagen for _, _, dagen in _dagen(_start(houder))] == [30, 10, None]


def test_where_no_policy_looks_at_days_a_draft_has_none(houder: Gebruiker, drie_dagen: Plaatsing) -> None:
    assert [dagen for _, _, dagen in _dagen(_start(houder))] == [None]


@pytest.mark.usefixtures("kijkt_naar_dagen")
def test_typed_days_move_along_with_other_agreements(
    houder: Gebruiker, drie_dagen: Plaatsing, afspraken: Afspraken
) -> None:
    declaratie = _start(houder)
    save_uren(declaratie=declaratie, uren={}, dagen={declaratie.regels.get().pk: 31}, door=houder)
    change_afspraken(
        plaatsing=drie_dagen,
        afspraken=replace(afspraken, bijdrageklasse=None, dagen_per_week=2),
        vanaf=date(2025, 2, 15),
        door=houder,
        op=OP,
    )
    refresh_declaratie(declaratie=declaratie, door=houder)
    # 45 days of three a week beside 45 of two: 18,6 and 12,4; together what was typed.
    assert _dagen(declaratie) == [
        (date(2025, 1, 1), date(2025, 2, 14), 19),
        (date(2025, 2, 15), date(2025, 3, 31), 12),
    ]


@pytest.mark.usefixtures("kijkt_naar_dagen")
def test_days_that_are_new_get_a_proposal_beside_what_was_typed(
    houder: Gebruiker, drie_dagen: Plaatsing
) -> None:
    Plaatsing.objects.update(startdatum=date(2025, 2, 15))
    declaratie = _start(houder)
    save_uren(declaratie=declaratie, uren={}, dagen={declaratie.regels.get().pk: 11}, door=houder)
    drie_dagen.refresh_from_db()
    move_start(plaatsing=drie_dagen, startdatum=date(2025, 1, 1), reden=LATER, door=houder, op=OP)
    refresh_declaratie(declaratie=declaratie, door=houder)
    assert _dagen(declaratie) == [(date(2025, 1, 1), date(2025, 3, 31), 26)]


def test_a_correction_gets_a_proposal_when_the_policy_came_later(
    houder: Gebruiker, drie_dagen: Plaatsing, vraag: Vraag
) -> None:
    ingediend = submit_declaratie(declaratie=_start(houder), door=houder, op=NU)
    vraag(Vragen(dagen=True))
    correctie = correct_declaratie(declaratie=ingediend, door=houder, op=NU)
    assert [dagen for _, _, dagen in _dagen(correctie)] == [30]


@pytest.mark.usefixtures("kijkt_naar_dagen")
def test_a_correction_keeps_the_days_that_were_typed(houder: Gebruiker, drie_dagen: Plaatsing) -> None:
    declaratie = _start(houder)
    save_uren(declaratie=declaratie, uren={}, dagen={declaratie.regels.get().pk: 28}, door=houder)
    ingediend = submit_declaratie(declaratie=declaratie, door=houder, op=NU)
    correctie = correct_declaratie(declaratie=ingediend, door=houder, op=NU)
    assert [dagen for _, _, dagen in _dagen(correctie)] == [28]


def test_days_are_divided_whole_and_together_exactly_as_many(plaatsing: Plaatsing) -> None:
    kwartaal = Periode(date(2025, 1, 1), date(2025, 3, 31))
    delen = delen_van(kwartaal, [plaatsing, plaatsing, plaatsing])
    assert split_dagen(31, delen) == [11, 10, 10]
    assert split_dagen(0, delen) == [0, 0, 0]
    assert split_dagen(None, delen) == [None, None, None]


def test_february_gets_no_fewer_days_than_the_other_months(plaatsing: Plaatsing) -> None:
    maanden = [(date(2025, 1, 1), date(2025, 1, 31)), (date(2025, 2, 1), date(2025, 2, 28))]
    maanden.append((date(2025, 3, 1), date(2025, 3, 31)))
    assert split_dagen(30, [Deel(plaatsing, Periode(*maand)) for maand in maanden]) == [10, 10, 10]


def test_more_days_than_there_are_is_refused(houder: Gebruiker, regel: Declaratieregel) -> None:
    with pytest.raises(ValidationError, match="91 dagen opvang kan niet: vul 0 tot en met 90 dagen in"):
        save_uren(declaratie=regel.declaratie, uren={}, dagen={regel.pk: 91}, door=houder)


def test_what_was_submitted_keeps_its_days(ingediend: Urendeclaratie, regel: Declaratieregel) -> None:
    with pytest.raises(IntegrityError, match="kan niet worden gewijzigd"), connection.cursor() as cursor:
        cursor.execute("UPDATE opvang_declaratieregel SET dagen = 12")


def test_hours_on_no_day_are_a_signal(regel: Declaratieregel) -> None:
    Declaratieregel.objects.update(dagen=0)
    assert [s.code for s in signaleer(regel.declaratie)[regel.pk]] == ["uren-zonder-dagen"]
    Declaratieregel.objects.update(uren_honderdsten=0)
    assert signaleer(regel.declaratie)[regel.pk] == []


# -- submitting ----------------------------------------------------------------------------------


@pytest.mark.usefixtures("kijkt_naar_dagen")
def test_without_days_a_declaration_is_not_submitted_and_the_children_are_named(
    houder: Gebruiker, locatie: Locatie, regel: Declaratieregel
) -> None:
    ander = PlaatsingFactory(locatie=locatie, kind__voornaam="Noor", kind__achternaam="Aalbers")
    DeclaratieregelFactory(declaratie=regel.declaratie, plaatsing=ander)
    met = PlaatsingFactory(locatie=locatie)
    DeclaratieregelFactory(declaratie=regel.declaratie, plaatsing=met, dagen=30)
    with pytest.raises(ValidationError) as fout:
        submit_declaratie(declaratie=regel.declaratie, door=houder, op=NU)
    assert fout.value.messages == [
        (
            "De regeling van de gemeente kijkt naar het aantal dagen opvang. Vul de dagen in van"
            f" Noor Aalbers en {regel.plaatsing.kind.naam}."
        )
    ]
    regel.declaratie.refresh_from_db()
    assert regel.declaratie.is_concept


@pytest.mark.usefixtures("kijkt_naar_dagen")
def test_ten_children_are_named_and_the_others_counted(
    houder: Gebruiker, locatie: Locatie, regel: Declaratieregel
) -> None:
    for _ in range(11):
        DeclaratieregelFactory(declaratie=regel.declaratie, plaatsing=PlaatsingFactory(locatie=locatie))
    with pytest.raises(ValidationError, match="en nog 2 kinderen"):
        submit_declaratie(declaratie=regel.declaratie, door=houder, op=NU)


@pytest.mark.usefixtures("kijkt_naar_dagen")
def test_a_placement_that_was_a_mistake_needs_no_days(
    houder: Gebruiker, locatie: Locatie, regel: Declaratieregel
) -> None:
    Plaatsing.objects.update(
        vervallen_op=OP, vervallen_door=houder, reden_herstel=Plaatsing.RedenHerstel.TWICE
    )
    DeclaratieregelFactory(declaratie=regel.declaratie, plaatsing=PlaatsingFactory(locatie=locatie), dagen=30)
    assert not submit_declaratie(declaratie=regel.declaratie, door=houder, op=NU).is_concept


def test_a_policy_that_follows_the_price_of_the_provider_must_have_it(
    houder: Gebruiker, regel: Declaratieregel, vraag: Vraag
) -> None:
    vraag(Vragen(prijs=True))
    with pytest.raises(ValidationError, match="Leg die vast bij de afspraken van Kind"):
        submit_declaratie(declaratie=regel.declaratie, door=houder, op=NU)
    Plaatsing.objects.update(uurprijs_centen=10_50)
    assert not submit_declaratie(declaratie=regel.declaratie, door=houder, op=NU).is_concept


# -- the table and the file ----------------------------------------------------------------------


def _grid(inloggen: Any, houder: Gebruiker, regel: Declaratieregel) -> str:
    adres = reverse("opvang:declaratie_detail", args=[regel.declaratie_id])
    return tekst(inloggen(houder).get(adres))


def test_the_table_has_no_column_for_days_that_nobody_looks_at(
    inloggen: Any, houder: Gebruiker, regel: Declaratieregel
) -> None:
    pagina = _grid(inloggen, houder, regel)
    assert "Dagen" not in pagina
    assert "vul de kolom uren in en" in pagina


@pytest.mark.usefixtures("kijkt_naar_dagen")
def test_the_table_asks_for_days_and_says_where_they_are_missing(
    inloggen: Any, houder: Gebruiker, regel: Declaratieregel
) -> None:
    pagina = _grid(inloggen, houder, regel)
    assert '<th scope="col" class="getal">Dagen</th>' in pagina
    assert "Vul het aantal dagen opvang in: de regeling van de gemeente kijkt daarnaar." in pagina
    assert "1 regel vraagt uw aandacht" in pagina
    assert "vul de kolommen uren en dagen in en" in pagina
    indienen = tekst(inloggen(houder).get(reverse("opvang:declaratie_submit", args=[regel.declaratie_id])))
    assert "U kunt nog niet indienen" in indienen
    assert "Declaratie indienen</button>" not in indienen


@pytest.mark.usefixtures("kijkt_naar_dagen")
def test_days_that_are_typed_are_kept_and_shown_after_submitting(
    inloggen: Any, houder: Gebruiker, regel: Declaratieregel
) -> None:
    adres = reverse("opvang:declaratie_detail", args=[regel.declaratie_id])
    client = inloggen(houder)
    for fout in ("", "91", "drie", "2,5"):
        antwoord = client.post(adres, {f"uren-{regel.pk}": "160", f"dagen-{regel.pk}": fout})
        assert "Vul een heel getal in van 0 tot en met 90." in tekst(antwoord)
    client.post(adres, {f"uren-{regel.pk}": "160", f"dagen-{regel.pk}": "28"})
    submit_declaratie(declaratie=regel.declaratie, door=houder, op=NU)
    pagina = " ".join(tekst(client.get(adres)).split())
    assert '<td class="getal" data-kolom="Dagen"> 28 </td>' in pagina


def test_the_file_has_a_column_for_days_only_where_they_count(regel: Declaratieregel) -> None:
    Declaratieregel.objects.update(dagen=30)
    assert b"dagen" not in urenbestand.write(regel.declaratie)
    kop, rij, _ = urenbestand.write(regel.declaratie, met_dagen=True).decode("utf-8-sig").split("\r\n")
    assert kop.endswith(";uren;dagen")
    assert rij.endswith(";160;30")


def _lees(regel: Declaratieregel, dagen: str, *, met_dagen: bool = True) -> urenbestand.Urenregels:
    rij = f"{regel.plaatsing_id};{regel.plaatsing.kind.pseudoniem};150;{dagen}"
    inhoud = f"plaatsing;pseudoniem;uren;dagen\r\n{rij}\r\n".encode()
    return urenbestand.read(inhoud, regel.declaratie, met_dagen=met_dagen)


def test_days_are_read_from_the_file(regel: Declaratieregel) -> None:
    assert _lees(regel, "28") == urenbestand.Urenregels({regel.pk: 150_00}, {regel.pk: 28})
    assert _lees(regel, "") == urenbestand.Urenregels({regel.pk: 150_00}, {})
    assert _lees(regel, "28", met_dagen=False) == urenbestand.Urenregels({regel.pk: 150_00}, {})


@pytest.mark.parametrize(
    ("cel", "zin"),
    [
        ("veel", "Regel 2, kolom dagen: ‘veel’ is geen getal."),
        ("2,5", "Regel 2, kolom dagen: ‘2,5’ is geen heel aantal dagen. Schrijf bijvoorbeeld 30."),
        ("91", "Regel 2, kolom dagen: 91 dagen opvang kan niet: vul 0 tot en met 90 dagen in"),
        ("-1", "Regel 2, kolom dagen: -1 dagen opvang kan niet"),
    ],
)
def test_a_wrong_number_of_days_in_the_file_is_told_with_its_line(
    regel: Declaratieregel, cel: str, zin: str
) -> None:
    with pytest.raises(ValidationError) as fout:
        _lees(regel, cel)
    assert fout.value.messages[0].startswith(zin)


@pytest.mark.usefixtures("kijkt_naar_dagen")
def test_an_uploaded_file_fills_the_days(inloggen: Any, houder: Gebruiker, regel: Declaratieregel) -> None:
    inhoud = urenbestand.write(regel.declaratie, met_dagen=True).replace(b";160;", b";160;29")
    adres = reverse("opvang:uren_upload", args=[regel.declaratie_id])
    client = inloggen(houder)
    client.post(adres, {"bestand": SimpleUploadedFile("uren.csv", inhoud)})
    nakijken = reverse("opvang:uren_review", args=[regel.declaratie_id])
    assert '<td class="getal" data-kolom="Dagen straks">29</td>' in tekst(client.get(nakijken))
    client.post(nakijken, {"inlezing": Inlezing.objects.get().pk})
    regel.refresh_from_db()
    assert regel.dagen == 29


# -- minima rules --------------------------------------------------------------------------------


def test_a_minima_rule_is_offered_only_where_the_policy_has_one(
    houder: Gebruiker, locatie: Locatie, vraag: Vraag
) -> None:
    assert PlaatsingForm(gebruiker=houder, dag=OP).fields["minimaregel"].widget.is_hidden
    vraag(Vragen(minima=("U-pas",)))
    form = PlaatsingForm(afspraken_form(locatie, minimaregel="U-pas"), gebruiker=houder, dag=OP)
    assert form.is_valid(), form.errors
    assert form.afspraken().minimaregel == "U-pas"
    assert not PlaatsingForm(afspraken_form(locatie, minimaregel="x"), gebruiker=houder, dag=OP).is_valid()


def test_a_minima_rule_is_offered_with_the_incomes_for_which_it_holds(
    houder: Gebruiker, vraag: Vraag
) -> None:
    vraag(Vragen(minima=("110 procent", "U-pas"), grenzen=(("110 procent", "alleenstaand: inkomen tot"),)))
    keuzes = PlaatsingForm(gebruiker=houder, dag=OP).fields["minimaregel"].choices  # type: ignore[attr-defined]
    assert keuzes == [
        ("", "Geen minimaregel"),
        ("110 procent", "110 procent (alleenstaand: inkomen tot)"),
        ("U-pas", "U-pas"),
    ]


def test_a_minima_rule_that_the_policy_does_not_have_is_refused(
    houder: Gebruiker, afspraken: Afspraken, vraag: Vraag
) -> None:
    kind = KindFactory(ingeschreven_door=houder.organisatie)
    plaats = {"kind": kind, "startdatum": OP, "door": houder, "op": OP}
    met = replace(afspraken, minimaregel="U-pas")
    with pytest.raises(ValidationError, match="‘U-pas’ bestaat niet in de regeling die op 01-05-2025 geldt"):
        place_kind(afspraken=met, **plaats)
    vraag(Vragen(minima=("U-pas",)))
    assert place_kind(afspraken=met, **plaats).minimaregel == "U-pas"


def test_a_rule_that_was_agreed_stays_to_be_chosen_when_the_policy_of_today_lost_it(
    houder: Gebruiker, plaatsing: Plaatsing, vraag: Vraag
) -> None:
    plaatsing.minimaregel = "U-pas 2024"
    vraag(Vragen(minima=("U-pas",)))
    form = WijzigForm(gebruiker=houder, dag=OP, initial=afspraken_van(plaatsing))
    assert [keuze for keuze, _ in form.fields["minimaregel"].choices] == [  # type: ignore[attr-defined]
        "",
        "U-pas",
        "U-pas 2024",
    ]


def test_a_rule_that_the_policy_of_the_quarter_lost_is_said_before_submitting(
    houder: Gebruiker, regel: Declaratieregel, vraag: Vraag
) -> None:
    Plaatsing.objects.update(minimaregel="U-pas 2024")
    vraag(Vragen(minima=("U-pas",)))
    with pytest.raises(ValidationError, match="kent de minimaregel niet die is afgesproken"):
        submit_declaratie(declaratie=regel.declaratie, door=houder, op=NU)


def test_questions_of_several_policies_are_asked_together(monkeypatch: pytest.MonkeyPatch) -> None:
    lezers = [
        lambda gemeente, periode: Vragen(dagen=True, kernen=("Dorp", "Stad")),
        lambda gemeente, periode: Vragen(prijs=True, kernen=("Stad", "Hei")),
    ]
    monkeypatch.setattr(vraagbaak, "_lezers", lezers)
    samen = vraagbaak.vragen_in(Gemeente(), Periode(OP, OP))
    assert samen == Vragen(dagen=True, prijs=True, kernen=("Dorp", "Stad", "Hei"))
