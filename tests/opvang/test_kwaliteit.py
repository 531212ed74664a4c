"""The quality of a location: told by its provider, held against the law, agreed by the municipality."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from brieven.models import Bericht
from opvang.eisen import eis_op, number_on
from opvang.kwaliteit.actions import (
    VELDEN,
    Groepstelling,
    agree_blad,
    begin_groepen,
    record_inspectie,
    return_blad,
    save_blad,
    submit_blad,
)
from opvang.kwaliteit.hoofdstuk import miss_kwaliteit, read_kwaliteit, show_kwaliteit
from opvang.kwaliteit.instellingen import deadline
from opvang.kwaliteit.keuren import Oordeel, inspect_blad, inspect_ggd, offered_hours, read_pbm
from opvang.kwaliteit.locaties import had_ve_in, locaties_of_gemeente
from opvang.kwaliteit.overzicht import count_akkoord, read_standen, sort_standen, write_rijen
from opvang.kwaliteit.taken import taken
from opvang.models import Ggdinspectie, Kwaliteitsblad, Kwaliteitsgroep
from opvang.overdracht.actions.programma import set_programma
from organisaties.models import Gebruiker, Locatie
from organisaties.rechten import Rol
from tests.architectuur.wereld import text_of
from tests.factories import (
    GebruikerFactory,
    GgdinspectieFactory,
    GroepFactory,
    IndicatieFactory,
    InstellingFactory,
    KindFactory,
    KwaliteitsbladFactory,
    LocatieFactory,
    OrganisatieFactory,
    PlaatsingFactory,
)

pytestmark = pytest.mark.django_db

NU = datetime(2026, 1, 12, 9, 0, tzinfo=UTC)
DAG = NU.date()
GEVULD: dict[str, Any] = {
    "dagen_per_week": 4,
    "uren_per_week_honderdsten": 16_00,
    "weken_per_jaar": 40,
    "opleidingsplan": date(2025, 1, 20),
    "opleidingsplan_evaluatie": date(2025, 12, 1),
    "beleidsplan": date(2022, 9, 1),
    "beleidsplan_evaluatie": date(2025, 11, 3),
    "pbm_uren_honderdsten": 20_00,
    "toelichting": "",
}
RUPSEN = Groepstelling("Rupsen", 16, beroepskrachten=3, tegelijk=2, met_taal=3, met_scholing=3)


@pytest.fixture
def beleid() -> Gebruiker:
    return GebruikerFactory(rol=Rol.BELEIDSMEDEWERKER)


def _save(locatie: Locatie, houder: Gebruiker, *groepen: Groepstelling, **anders: Any) -> Kwaliteitsblad:
    velden = dict.fromkeys(VELDEN) | GEVULD | anders
    return save_blad(
        locatie=locatie, jaar=2025, velden=velden, groepen=groepen or [RUPSEN], door=houder, op=NU
    )


def _oordelen(blad: Kwaliteitsblad) -> dict[str, Oordeel]:
    return {bevinding.onderwerp: bevinding.oordeel for bevinding in inspect_blad(blad)}


def _zin(blad: Kwaliteitsblad, onderwerp: str) -> str:
    return next(b.zin for b in inspect_blad(blad) if b.onderwerp == onderwerp)


def test_the_law_asks_its_numbers_from_a_day_on() -> None:
    assert [number_on("pbm", date(jaar, 1, 1)) for jaar in (2021, 2022)] == [None, 10]
    assert [number_on("aanbod", dag) for dag in (date(2020, 7, 31), date(2020, 8, 1))] == [None, 960]
    vroeger, nu = eis_op("taal", date(2024, 12, 31)), eis_op("taal", date(2025, 1, 1))
    assert vroeger is not None
    assert nu is not None
    assert ("B2" in vroeger.tekst, "B2" in nu.tekst) == (False, True)
    assert (vroeger.met_aanname, nu.met_aanname) == (False, True)


@pytest.mark.parametrize(
    ("dagen", "uren", "weken", "aanbod"),
    [
        (4, 16_00, 40, 960_00),
        (3, 15_00, 43, 967_50),  # published by a provider: 43 x 15 x 1,5
        (2, 16_00, 40, 720_00),  # of a day no more than six hours count
    ],
)
def test_the_hours_of_a_year_and_a_half_follow_from_days_hours_and_weeks(
    dagen: int, uren: int, weken: int, aanbod: int
) -> None:
    blad = KwaliteitsbladFactory.build(
        locatie=None,
        gemeente=None,
        opgesteld_door=None,
        dagen_per_week=dagen,
        uren_per_week_honderdsten=uren,
        weken_per_jaar=weken,
    )
    assert offered_hours(blad) == aanbod


def test_a_sheet_that_meets_the_law_has_nothing_to_look_at(locatie: Locatie, houder: Gebruiker) -> None:
    blad = _save(locatie, houder)
    blad.programma, blad.doelgroepkinderen = "piramide", 2
    assert set(_oordelen(blad).values()) == {Oordeel.GOED}
    assert _zin(blad, "aanbod") == (
        "16,00 uur per week op 4 dagen, 40 weken per jaar: 960,00 uur in anderhalf jaar."
    )
    assert _zin(blad, "beroepskracht") == "Rupsen: 16 plaatsen, 2 tegelijk."


def test_each_subject_tells_what_does_not_meet_the_law(locatie: Locatie, houder: Gebruiker) -> None:
    krap = replace(RUPSEN, plaatsen=17, tegelijk=2, met_taal=2, met_scholing=1)
    blad = _save(
        locatie,
        houder,
        krap,
        weken_per_jaar=39,
        opleidingsplan=date(2023, 1, 20),
        beleidsplan_evaluatie=date(2024, 11, 3),
        pbm_uren_honderdsten=10_00,
    )
    blad.programma, blad.doelgroepkinderen = "kaleidoscoop", 2
    assert set(_oordelen(blad).values()) == {Oordeel.GOED, Oordeel.LET_OP}
    assert [code for code, oordeel in _oordelen(blad).items() if oordeel is Oordeel.GOED] == ["programma"]
    assert _zin(blad, "beroepskracht") == (
        "Rupsen heeft 17 plaatsen; in een groep zijn ten hoogste 16 kinderen."
        " Rupsen heeft bij 17 plaatsen 3 beroepskrachten tegelijk nodig en heeft er 2."
    )
    assert _zin(blad, "scholing") == "Niet alle beroepskrachten hebben VE-scholing. Rupsen: 1 van 3."
    assert _zin(blad, "pbm") == "10,00 uur gemaakt, 20,00 uur nodig voor 2 kinderen op 1 januari."
    assert _zin(blad, "opleidingsplan").endswith("Dat is niet het plan van 2025.")
    assert _zin(blad, "beleidsplan").endswith("Dat is niet de evaluatie van 2025.")
    # A year later the licence of the programme has ended (an assumption of the list).
    blad.jaar = 2026
    assert _oordelen(blad)["programma"] is Oordeel.LET_OP
    leeg = _save(locatie, houder, opleidingsplan=None, beleidsplan_evaluatie=None)
    ontbreekt = [code for code, oordeel in _oordelen(leeg).items() if oordeel is Oordeel.ONTBREEKT]
    assert ontbreekt == ["opleidingsplan", "beleidsplan", "programma"]


def test_what_is_sent_keeps_the_programme_and_the_children_of_1_january(
    locatie: Locatie, houder: Gebruiker
) -> None:
    set_programma(
        locatie=locatie, programma="piramide", van=date(2020, 1, 1), tot_en_met=None, door=houder, op=DAG
    )
    # Two and a half or older on 1 January 2025, and one that was two.
    for geboren in (date(2022, 3, 1), date(2022, 6, 30), date(2022, 9, 1)):
        kind = KindFactory(geboortedatum=geboren, ingeschreven_op=date(2024, 5, 1))
        IndicatieFactory(kind=kind, geldig_van=date(2024, 7, 1), geldig_tot_en_met=date(2025, 12, 31))
        PlaatsingFactory(kind=kind, locatie=locatie, startdatum=date(2024, 9, 1))
    blad = submit_blad(blad=_save(locatie, houder), door=houder, op=NU)
    assert (blad.status, blad.programma, blad.doelgroepkinderen) == ("ingediend", "piramide", 2)
    assert (read_pbm(blad).nodig, read_pbm(blad).tekort) == (20_00, 0)
    for verandering in ({"weken_per_jaar": 41}, {"status": "concept"}, {"toelichting": "Anders."}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Kwaliteitsblad.objects.filter(pk=blad.pk).update(**verandering)
    with pytest.raises(DatabaseError), transaction.atomic():
        Kwaliteitsgroep.objects.filter(blad=blad).update(met_taal=1)
    with pytest.raises(ValidationError, match="kan niet ingediend worden"):
        submit_blad(blad=blad, door=houder, op=NU)


def test_a_sheet_that_is_sent_back_is_answered_with_a_next_one(
    locatie: Locatie, houder: Gebruiker, beleid: Gebruiker
) -> None:
    GroepFactory(locatie=locatie, naam="Rupsen", plaatsen=15, vastgelegd_door=houder)
    eerste = submit_blad(blad=_save(locatie, houder), door=houder, op=NU)
    with pytest.raises(ValidationError, match="Geef een reden"):
        return_blad(blad=eerste, reden=" ", door=beleid, op=NU)
    return_blad(blad=eerste, reden="Welke weken is de groep dicht?", door=beleid, op=NU)
    assert Bericht.objects.get().soort == "kwaliteitsblad-terug"
    # The next one begins with what was said of the group, and its places of now.
    [begin] = begin_groepen(eerste, locatie, 2025, DAG)
    assert begin == replace(RUPSEN, plaatsen=15)
    tweede = submit_blad(blad=_save(locatie, houder, begin), door=houder, op=NU)
    eerste.refresh_from_db()
    assert (eerste.status, eerste.reden_terugsturen) == ("vervangen", "Welke weken is de groep dicht?")
    assert (tweede.volgnummer, tweede.groepen.get().plaatsen) == (2, 15)
    assert agree_blad(blad=tweede, door=beleid, op=NU).status == "akkoord"
    # Also what was agreed can be told anew; until that is sent it counts.
    derde = _save(locatie, houder, begin)
    assert Kwaliteitsblad.objects.in_force().get() == tweede
    assert [blad.pk for blad in Kwaliteitsblad.objects.for_gebruiker(beleid)] == [tweede.pk, eerste.pk]
    assert derde.volgnummer == 3


def test_nothing_is_sent_that_is_not_whole_or_of_a_year_without_ve(
    locatie: Locatie, houder: Gebruiker
) -> None:
    leeg = save_blad(locatie=locatie, jaar=2025, velden=GEVULD, groepen=[], door=houder, op=NU)
    with pytest.raises(ValidationError, match="geen VE-groep bekend"):
        submit_blad(blad=leeg, door=houder, op=NU)
    with pytest.raises(ValidationError, match="Nu ontbreekt iets bij: Rupsen"):
        submit_blad(blad=_save(locatie, houder, replace(RUPSEN, met_taal=None)), door=houder, op=NU)
    with pytest.raises(ValidationError, match="Vul eerst alle velden in"):
        submit_blad(blad=_save(locatie, houder, weken_per_jaar=None), door=houder, op=NU)
    with pytest.raises(ValidationError, match="niet meer beroepskrachten"):
        _save(locatie, houder, replace(RUPSEN, met_taal=4))
    with pytest.raises(ValidationError, match="2027 is nog niet begonnen"):
        save_blad(locatie=locatie, jaar=2027, velden=GEVULD, groepen=[RUPSEN], door=houder, op=NU)
    with pytest.raises(PermissionDenied):
        _save(LocatieFactory(), houder)
    locatie.ve_geregistreerd = False
    locatie.save()
    with pytest.raises(ValidationError, match="geen VE-registratie"):
        _save(locatie, houder)


def test_a_sheet_is_asked_of_each_location_with_ve_on_a_day_of_the_year() -> None:
    def in_2025(**velden: Any) -> bool:
        return had_ve_in(Locatie(**({"ve_geregistreerd": True} | velden)), 2025)

    assert in_2025()
    assert in_2025(ve_vanaf=date(2025, 12, 31))
    assert in_2025(ve_geregistreerd=False, ve_tot_en_met=date(2025, 1, 1))
    assert not in_2025(ve_vanaf=date(2026, 1, 1))
    assert not in_2025(ve_geregistreerd=False)
    assert not in_2025(buiten_gemeente=True)
    assert not in_2025(opgevolgd_per=date(2025, 1, 1))
    assert in_2025(opgevolgd_per=date(2025, 1, 2))
    assert not in_2025(begint_per=date(2026, 1, 1))


def test_an_inspection_with_a_shortcoming_says_what_is_done_and_by_when(
    locatie: Locatie, beleid: Gebruiker
) -> None:
    velden: dict[str, Any] = {"locatie": locatie, "datum": date(2025, 3, 4), "door": beleid, "op": NU}
    with pytest.raises(ValidationError, match="wat de GGD vond"):
        record_inspectie(uitkomst="tekortkoming", **velden)
    with pytest.raises(ValidationError, match="ligt in de toekomst"):
        record_inspectie(uitkomst="hersteld", **(velden | {"datum": date(2026, 2, 1)}))
    tekort = {"uitkomst": "tekortkoming", "bevindingen": "Geen evaluatie.", "opvolging": "Aanwijzing"}
    inspectie = record_inspectie(opvolging_uiterlijk=date(2025, 6, 1), **tekort, **velden)
    assert inspect_ggd([inspectie], 2025, date(2025, 6, 1)).oordeel is Oordeel.LET_OP
    assert inspect_ggd([inspectie], 2025, date(2025, 6, 2)).zin == (
        "De opvolging had uiterlijk op 1 juni 2025 klaar moeten zijn."
    )
    klaar = record_inspectie(
        opvolging_uiterlijk=date(2025, 6, 1),
        opgevolgd=date(2025, 5, 20),
        vervangt=inspectie,
        **tekort,
        **velden,
    )
    assert list(Ggdinspectie.objects.current()) == [klaar]
    assert list(Ggdinspectie.objects.past()) == [inspectie]
    assert inspect_ggd([klaar], 2025, DAG).oordeel is Oordeel.GOED
    assert inspect_ggd([], 2025, DAG).oordeel is Oordeel.ONTBREEKT
    with pytest.raises(ValidationError, match="net al gewijzigd"):
        record_inspectie(uitkomst="hersteld", vervangt=inspectie, **velden)


def test_all_locations_stand_beside_each_other_with_what_is_missing_or_late(
    locatie: Locatie, houder: Gebruiker, beleid: Gebruiker
) -> None:
    InstellingFactory(
        gemeente=locatie.gemeente, soort="kwaliteit_weken", waarde=1, geldig_van=date(2025, 1, 1)
    )
    zonder = LocatieFactory(houder=OrganisatieFactory(naam="Zonnetje"), naam="Bij")
    blad = KwaliteitsbladFactory(locatie=locatie, doelgroepkinderen=2, pbm_uren_honderdsten=12_50)
    GgdinspectieFactory(locatie=locatie)
    standen = read_standen(locatie.gemeente, locaties_of_gemeente(locatie.gemeente, 2025), 2025, DAG)
    assert [(s.locatie.naam, s.status, s.is_te_laat) for s in standen] == [
        ("Bij", "Nog niet ingediend", True),
        ("De Ark", "Ingediend", False),
    ]
    assert [b.onderwerp for b in standen[1].ontbreekt] == ["opleidingsplan", "beleidsplan"]
    assert [s.locatie.naam for s in sort_standen(standen, "ontbreekt")] == ["De Ark", "Bij"]
    assert [s.locatie.naam for s in sort_standen(standen, "status")] == ["Bij", "De Ark"]
    assert [s.locatie.naam for s in sort_standen(standen, "x' or 1")] == ["Bij", "De Ark"]
    geheel, deel = (list(write_rijen(standen, volledig=volledig))[1] for volledig in (True, False))
    assert geheel[4:11] == ("Ingediend", date(2025, 5, 15), "nee", 2, 20, "12,50", 960)
    assert deel[7:10] == ("verborgen", "verborgen", "12,50")
    assert "2 kinderen" in str(geheel[12])
    assert "2 kinderen" not in str(deel[12])
    return_blad(blad=blad, reden="Hoe?", door=beleid, op=NU)
    [bij, ark] = read_standen(locatie.gemeente, [zonder, locatie], 2025, DAG)
    assert (bij.is_te_laat, ark.is_te_laat) == (True, True)


def test_what_waits_stands_on_the_start_page_of_who_must_do_it(
    locatie: Locatie, houder: Gebruiker, beleid: Gebruiker
) -> None:
    def waits(gebruiker: Gebruiker, dag: date = DAG) -> dict[str, tuple[int, bool]]:
        return {taak.titel: (taak.aantal, taak.dringend) for taak in taken(gebruiker, dag)}

    assert deadline(locatie.gemeente, 2025) is None
    assert waits(houder)["Kwaliteit over 2025 invullen"] == (0, False)
    InstellingFactory(
        gemeente=locatie.gemeente, soort="kwaliteit_weken", waarde=8, geldig_van=date(2025, 6, 1)
    )
    assert (deadline(locatie.gemeente, 2024), deadline(locatie.gemeente, 2025)) == (None, date(2026, 2, 25))
    assert waits(houder)["Kwaliteit over 2025 invullen"] == (1, False)
    assert waits(houder, date(2026, 2, 26))["Kwaliteit over 2025 invullen"] == (1, True)
    op_locatie = GebruikerFactory(rol=Rol.HOUDER_MEDEWERKER, locatie=locatie)
    assert waits(op_locatie)["Kwaliteit over 2025 invullen"] == (1, False)
    blad = submit_blad(blad=_save(locatie, houder), door=houder, op=NU)
    assert waits(houder)["Kwaliteit over 2025 invullen"] == (0, False)
    assert waits(beleid)["Kwaliteitsbladen nakijken"] == (1, False)
    return_blad(blad=blad, reden="Hoe?", door=beleid, op=NU)
    assert waits(houder)["Teruggestuurde kwaliteitsbladen aanpassen"] == (1, True)
    open_: dict[str, Any] = {"uitkomst": "tekortkoming", "bevindingen": "x", "opvolging": "y"}
    GgdinspectieFactory(locatie=locatie, opvolging_uiterlijk=date(2026, 2, 1), **open_)
    naam = "Opvolging van GGD-inspecties nagaan"
    assert [waits(beleid, dag)[naam] for dag in (date(2026, 1, 17), date(2026, 1, 18), date(2026, 2, 2))] == [
        (0, False),
        (1, False),
        (1, True),
    ]


def test_a_provider_fills_in_sees_what_the_law_asks_and_sends(
    client: Client, locatie: Locatie, houder: Gebruiker, beleid: Gebruiker
) -> None:
    GroepFactory(locatie=locatie, naam="Rupsen", plaatsen=16, vastgelegd_door=houder)
    client.force_login(houder)
    detail = reverse("opvang:kwaliteit_detail", args=[2025, locatie.pk])
    invullen = reverse("opvang:kwaliteitsblad_edit", args=[2025, locatie.pk])
    assert "Groep Rupsen, 16 plaatsen" in client.get(invullen).content.decode()
    getypt = {
        "dagen_per_week": "4",
        "uren_per_week_honderdsten": "16",
        "weken_per_jaar": "38",
        "pbm_uren_honderdsten": "0",
        "g0-beroepskrachten": "3",
        "g0-tegelijk": "4",
        "g0-met_taal": "3",
        "g0-met_scholing": "3",
    }
    fout = client.post(invullen, getypt)
    assert fout.status_code == 422
    assert "4 is meer dan de 3 beroepskrachten" in fout.content.decode()
    assert client.post(invullen, getypt | {"g0-tegelijk": "2"}).headers["Location"] == detail
    tekst = client.get(detail).content.decode()
    assert "Dit is een concept" in tekst
    assert "912,00 uur in anderhalf jaar. Dat is minder dan 960,00." in tekst
    client.force_login(beleid)
    assert "912,00" not in client.get(detail).content.decode()
    blad = Kwaliteitsblad.objects.get()
    client.force_login(houder)
    client.post(reverse("opvang:kwaliteitsblad_submit", args=[blad.pk]))
    client.force_login(beleid)
    assert "912,00" in client.get(detail).content.decode()
    lijst = client.get(reverse("opvang:kwaliteit_list") + "?jaar=2025&sorteer=let-op").content.decode()
    assert "De Ark" in lijst
    assert "Ingediend" in lijst
    leeg = client.post(reverse("opvang:kwaliteitsblad_return", args=[blad.pk]), {"reden": ""})
    assert leeg.status_code == 422
    client.post(reverse("opvang:kwaliteitsblad_agree", args=[blad.pk]))
    blad.refresh_from_db()
    assert blad.status == "akkoord"
    eerder = client.get(reverse("opvang:kwaliteitsblad_detail", args=[blad.pk])).content.decode()
    assert "Uren in anderhalf jaar" in eerder
    csv = client.get(reverse("opvang:kwaliteit_export", args=[2025, "csv"]))
    assert "De Ark" in text_of(csv)
    eisen = client.get(reverse("opvang:kwaliteit_eisen")).content.decode()
    assert "artikel 2a" in eisen
    assert "Kaleidoscoop" in eisen


def test_the_chapter_tells_counts_and_lines_and_hides_a_small_group(
    locatie: Locatie, beleid: Gebruiker
) -> None:
    gemeente = locatie.gemeente
    LocatieFactory(naam="Bij", houder=locatie.houder)
    blad = KwaliteitsbladFactory(locatie=locatie, doelgroepkinderen=2, pbm_uren_honderdsten=12_50)
    GgdinspectieFactory(locatie=locatie)
    assert [gemis.zin for gemis in miss_kwaliteit(gemeente, 2025, DAG)] == [
        "Zonder kwaliteitsblad, en dus zonder opgave van de uren van de beleidsmedewerker: Bij.",
        "Het kwaliteitsblad is nog niet akkoord: De Ark.",
        "Zonder vastgelegde inspectie van de GGD: Bij.",
    ]
    assert [gemis.zin for gemis in miss_kwaliteit(gemeente, 2024, DAG)] == [
        "Over 2024 zijn aan aanbieders geen kwaliteitsbladen gevraagd."
    ]
    agree_blad(blad=blad, door=beleid, op=NU)
    assert count_akkoord(gemeente, 2025, DAG) == (1, 2)
    assert count_akkoord(gemeente, 2025, date(2026, 1, 11)) == (0, 2)
    cijfers, vorig = (read_kwaliteit(gemeente, jaar, DAG) for jaar in (2025, 2024))
    geheel, deel = (show_kwaliteit(cijfers, vorig, volledig) for volledig in (True, False))
    assert (geheel.tellingen[0].nu, geheel.tellingen[0].vorig) == ("1 van 2", "0 van 2")
    bij, ark = geheel.regels
    assert (bij.status, bij.pbm, bij.inspectie) == ("Nog niet ingediend", "–", "niet vastgelegd")
    assert (ark.kinderen, ark.pbm, ark.groepen, ark.grootste) == ("2", "12,50 van 20,00", "1", "16")
    assert ark.inspectie == "Geen tekortkomingen, 4 maart 2025"
    assert (deel.regels[1].kinderen, deel.regels[1].pbm) == ("verborgen", "12,50 van verborgen")
    tekst = render_to_string("opvang/pdf/kwaliteit.html", {"deel": deel, "rapport": {"jaar": 2025}})
    assert "960 uur in anderhalf jaar" in tekst
    assert "nagelezen: Taalniveau en VVE-programma." in tekst
    assert "12,50 van verborgen" in tekst
    veel = replace(cijfers, locaties=cijfers.locaties * 13)
    assert show_kwaliteit(veel, None, True).regels == ()
