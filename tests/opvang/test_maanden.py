"""Hours by month and absence, where the municipality asks them: grid, saving, file, correction and database (docs/adr/0058)."""

import io
import json
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from lib.periode import Ritme, Tijdvak
from opvang import regelkolommen, urenbestand
from opvang.actions import (
    correct_declaratie,
    refresh_declaratie,
    save_uren,
    set_herinneringsregel,
    start_declaratie,
    submit_declaratie,
)
from opvang.botsing import Botsing, Staat, read_gezien, write_gezien
from opvang.models import Declaratieregel, Herinneringsregel, Plaatsing, Urendeclaratie
from opvang.overzicht import Declaratiebeeld
from opvang.views.declaraties import CELLEN_PER_PAGINA
from organisaties.models import AuditRegel, Gebruiker, Locatie
from organisaties.rechten import Rol
from tests.factories import GebruikerFactory, PlaatsingFactory, UrendeclaratieFactory
from tests.opvang.conftest import NU
from tests.opvang.test_herinneringen import KEUZE

pytestmark = pytest.mark.django_db

KWARTAAL = Tijdvak(Ritme.KWARTAAL, 2025, 1)
# 16 hours a week in ten weeks, by the days of January, February and March.
VOORSTEL = [55_11, 49_78, 55_11]


def choose(vanaf: date = date(2025, 1, 1), **keuze: bool) -> None:
    beheerder = GebruikerFactory(rol=Rol.FUNCTIONEEL_BEHEERDER)
    set_herinneringsregel(
        gemeente=beheerder.gemeente, vanaf=vanaf, velden=KEUZE | keuze, door=beheerder, op=date(2025, 1, 1)
    )


@pytest.fixture
def werkelijk(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on every policy counts the hours really taken."""
    monkeypatch.setattr(regelkolommen, "_lezers", [lambda gemeente_id, periode: True])


@pytest.fixture
def per_maand(houder: Gebruiker, plaatsing: Plaatsing) -> Urendeclaratie:
    """A draft over the first quarter of 2025 with hours by month."""
    choose(uren_per_maand=True)
    return start_declaratie(tijdvak=KWARTAAL, door=houder, op=NU)


@pytest.fixture
def met_afwezig(houder: Gebruiker, plaatsing: Plaatsing, werkelijk: None) -> Urendeclaratie:
    """A draft over the same quarter that asks absence."""
    choose(afwezigheid=True)
    return start_declaratie(tijdvak=KWARTAAL, door=houder, op=NU)


def staat(declaratie: Urendeclaratie) -> list[tuple[int, list[int] | None, int | None]]:
    rijen = declaratie.regels.order_by("van", "pk")
    return list(rijen.values_list("uren_honderdsten", "maanden_honderdsten", "afwezig_honderdsten"))


# -- the choice ----------------------------------------------------------------------------------


def test_a_proposal_by_month_is_the_proposal_of_the_tijdvak_and_gives_no_signal(
    per_maand: Urendeclaratie,
) -> None:
    assert staat(per_maand) == [(160_00, VOORSTEL, None)]
    assert list(Declaratiebeeld(per_maand).signalen.values()) == [[]]


def test_without_the_choice_nothing_is_asked(
    houder: Gebruiker, plaatsing: Plaatsing, werkelijk: None
) -> None:
    assert staat(start_declaratie(tijdvak=KWARTAAL, door=houder, op=NU)) == [(160_00, None, None)]


def test_a_choice_counts_for_what_begins_on_its_day_or_later(houder: Gebruiker, plaatsing: Plaatsing) -> None:
    choose(date(2025, 1, 2), uren_per_maand=True)
    assert staat(start_declaratie(tijdvak=KWARTAAL, door=houder, op=NU)) == [(160_00, None, None)]


def test_another_choice_changes_no_declaration_that_there_is(
    per_maand: Urendeclaratie, houder: Gebruiker, locatie: Locatie
) -> None:
    choose(uren_per_maand=False)
    PlaatsingFactory(locatie=locatie, startdatum=date(2025, 2, 1), kind__ingeschreven_door=locatie.houder)
    assert refresh_declaratie(declaratie=per_maand, door=houder) == (1, 0)
    # 59 of 90 days of ten weeks.
    assert staat(per_maand) == [(160_00, VOORSTEL, None), (104_89, [0, 49_78, 55_11], None)]


def test_a_tijdvak_of_one_month_has_no_column_for_it() -> None:
    choose(uren_per_maand=True)
    gemeente = Herinneringsregel.objects.get().gemeente
    maand = regelkolommen.asked_columns(gemeente, Tijdvak(Ritme.MAAND, 2025, 1))
    jaar = regelkolommen.asked_columns(gemeente, Tijdvak(Ritme.JAAR, 2025, 1))
    assert (maand["met_maanden"], jaar["met_maanden"]) == (False, True)


def test_the_choice_stands_on_a_page_and_in_the_record(inloggen: Any) -> None:
    client = inloggen(GebruikerFactory(rol=Rol.FUNCTIONEEL_BEHEERDER))
    adres = reverse("opvang:herinneringsregel_set")
    client.post(
        adres, {"vanaf": "2025-01-01", "uren_per_maand": "on", **{k: str(v) for k, v in KEUZE.items()}}
    )
    regel = Herinneringsregel.objects.get()
    assert (regel.uren_per_maand, regel.afwezigheid) == (True, False)
    velden = AuditRegel.objects.get(handeling="herinneringsregel.set").details["velden"]
    assert velden["uren_per_maand"] == [None, True]
    pagina = client.get(adres).content.decode()
    assert '<td data-kolom="Per maand">ja</td>' in pagina
    assert '<td data-kolom="Afwezigheid">nee</td>' in pagina


def test_absence_is_not_asked_where_the_agreed_hours_count(
    inloggen: Any, houder: Gebruiker, plaatsing: Plaatsing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(regelkolommen, "_lezers", [lambda gemeente_id, periode: False])
    choose(afwezigheid=True)
    declaratie = start_declaratie(tijdvak=KWARTAAL, door=houder, op=NU)
    assert staat(declaratie) == [(160_00, None, None)]
    adres = reverse("opvang:declaratie_detail", args=[declaratie.pk])
    pagina = inloggen(houder).get(adres).content.decode()
    assert "De regeling rekent met de afgesproken uren." in pagina
    assert "Uren afwezig van" not in pagina


# -- typing --------------------------------------------------------------------------------------


def test_the_hours_of_a_line_are_those_of_its_months(per_maand: Urendeclaratie, houder: Gebruiker) -> None:
    regel = per_maand.regels.get()
    assert save_uren(declaratie=per_maand, uren={}, maanden={regel.pk: [50_00, 40_25, 0]}, door=houder) == 1
    assert staat(per_maand) == [(90_25, [50_00, 40_25, 0], None)]


@pytest.mark.parametrize(
    ("uren", "maanden", "zin"),
    [
        (None, [400_00, 0, 0], "400 uur past niet in een maand"),
        (100_00, [50_00, 40_00, 0], "De maanden zijn samen 90 uur en niet 100."),
        (100_00, None, "De gemeente vraagt uren per maand. Verdeel 100 uur"),
        (None, [50_00], "Geef uren voor elke maand van het 1e kwartaal 2025"),
    ],
)
def test_hours_that_do_not_fit_the_months_are_refused(
    per_maand: Urendeclaratie, houder: Gebruiker, uren: int | None, maanden: list[int] | None, zin: str
) -> None:
    regel = per_maand.regels.get()
    with pytest.raises(ValidationError, match=zin):
        save_uren(
            declaratie=per_maand,
            uren={} if uren is None else {regel.pk: uren},
            maanden={} if maanden is None else {regel.pk: maanden},
            door=houder,
        )
    assert staat(per_maand) == [(160_00, VOORSTEL, None)]


def test_only_months_with_days_of_the_line_can_be_typed(
    inloggen: Any, houder: Gebruiker, locatie: Locatie
) -> None:
    PlaatsingFactory(locatie=locatie, startdatum=date(2025, 3, 1), kind__ingeschreven_door=locatie.houder)
    choose(uren_per_maand=True)
    declaratie = start_declaratie(tijdvak=KWARTAAL, door=houder, op=NU)
    regel = declaratie.regels.get()
    assert regel.maanden_honderdsten == [0, 0, 55_11]
    # One month: its total says enough.
    save_uren(declaratie=declaratie, uren={regel.pk: 60_00}, door=houder)
    assert staat(declaratie) == [(60_00, [0, 0, 60_00], None)]
    with pytest.raises(ValidationError, match="5 uur in januari kan niet: de plaatsing loopt"):
        save_uren(declaratie=declaratie, uren={}, maanden={regel.pk: [5_00, 0, 0]}, door=houder)
    adres = reverse("opvang:declaratie_detail", args=[declaratie.pk])
    pagina = inloggen(houder).get(adres).content.decode()
    assert f'name="m3-{regel.pk}"' in pagina
    assert f'name="m1-{regel.pk}"' not in pagina
    assert f'name="uren-{regel.pk}"' not in pagina


def test_months_are_saved_as_they_are_typed_with_their_sum(
    inloggen: Any, houder: Gebruiker, per_maand: Urendeclaratie
) -> None:
    regel = per_maand.regels.get()
    cellen = {f"m1-{regel.pk}": "50", f"m2-{regel.pk}": "40,25", f"m3-{regel.pk}": "0"}
    adres = reverse("opvang:uren_save", args=[per_maand.pk])
    antwoord = inloggen(houder).post(adres, cellen | {"gezien": write_gezien([regel])}).json()
    assert antwoord["regels"][str(regel.pk)] == {
        "gezien": f"{regel.pk}:9025:::5000,4025,0",
        "uren": "90,25",
        "dagen": "",
        "m1": "50",
        "m2": "40,25",
        "m3": "0",
        "som": "90,25",
    }
    assert antwoord["totaal"] == "90,25"
    fout = inloggen(houder).post(adres, cellen | {f"m2-{regel.pk}": "abc"}).json()
    assert list(fout["fouten"][str(regel.pk)]) == ["m2"]


def test_a_month_that_changed_elsewhere_is_asked_with_both_values(
    per_maand: Urendeclaratie, houder: Gebruiker
) -> None:
    regel = per_maand.regels.get()
    oud = read_gezien(write_gezien([regel]))
    assert oud == {regel.pk: Staat(160_00, None, None, tuple(VOORSTEL))}
    save_uren(declaratie=per_maand, uren={}, maanden={regel.pk: [50_00, *VOORSTEL[1:]]}, door=houder)
    # Another month follows what is there by now; the same month is asked.
    anders = {regel.pk: [VOORSTEL[0], 40_00, VOORSTEL[2]]}
    save_uren(declaratie=per_maand, uren={}, maanden=anders, gezien=oud, door=houder)
    assert staat(per_maand) == [(145_11, [50_00, 40_00, 55_11], None)]
    with pytest.raises(Botsing) as fout:
        save_uren(
            declaratie=per_maand, uren={}, maanden={regel.pk: [45_00, 40_00, 55_11]}, gezien=oud, door=houder
        )
    assert [(v.veld, v.staat, v.getypt) for v in fout.value.verschillen] == [("m1", "50", "45")]


def test_the_page_of_a_year_stays_under_a_thousand_fields(houder: Gebruiker) -> None:
    jaar: Urendeclaratie = UrendeclaratieFactory(
        houder=houder.organisatie, ritme="jaar", nummer=1, met_maanden=True, met_afwezig=True
    )
    per_regel = Declaratiebeeld(jaar).cellen_per_regel
    assert (per_regel, CELLEN_PER_PAGINA // per_regel * per_regel) == (13, 897)


def test_months_move_along_with_other_agreements_and_nothing_is_lost(
    per_maand: Urendeclaratie, plaatsing: Plaatsing, houder: Gebruiker
) -> None:
    regel = per_maand.regels.get()
    save_uren(declaratie=per_maand, uren={}, maanden={regel.pk: [50_00, 40_00, 30_00]}, door=houder)
    Plaatsing.objects.filter(pk=plaatsing.pk).update(einddatum=date(2025, 2, 28))
    refresh_declaratie(declaratie=per_maand, door=houder)
    # March has no place any more: its hours go where there is one, by days, and the signal tells that it is too much.
    (totaal, maanden, _) = staat(per_maand)[0]
    assert (totaal, maanden) == (120_00, [65_76, 54_24, 0])


# -- absence -------------------------------------------------------------------------------------


def test_absence_begins_at_none_and_is_saved_beside_the_hours(
    inloggen: Any, met_afwezig: Urendeclaratie, houder: Gebruiker
) -> None:
    assert staat(met_afwezig) == [(160_00, None, 0)]
    regel = met_afwezig.regels.get()
    adres = reverse("opvang:uren_save", args=[met_afwezig.pk])
    cellen = {f"uren-{regel.pk}": "150", f"afwezig-{regel.pk}": "12,5", "gezien": write_gezien([regel])}
    antwoord = inloggen(houder).post(adres, cellen).json()
    assert antwoord["regels"][str(regel.pk)]["afwezig"] == "12,5"
    assert staat(met_afwezig) == [(150_00, None, 12_50)]


def test_more_absence_than_hours_is_refused_with_a_sentence_and_by_the_database(
    inloggen: Any, met_afwezig: Urendeclaratie, houder: Gebruiker
) -> None:
    regel = met_afwezig.regels.get()
    adres = reverse("opvang:uren_save", args=[met_afwezig.pk])
    antwoord = inloggen(houder).post(adres, {f"uren-{regel.pk}": "10", f"afwezig-{regel.pk}": "10,01"}).json()
    zin = "10,01 uur afwezig kan niet: vul 0 tot en met 10 uur in, de uren van dit kind."
    assert antwoord["fouten"] == {str(regel.pk): {"afwezig": zin}}
    with pytest.raises(ValidationError, match="170 uur afwezig kan niet"):
        save_uren(declaratie=met_afwezig, uren={}, afwezig={regel.pk: 170_00}, door=houder)
    with pytest.raises(IntegrityError, match="declaratieregel_afwezig_binnen_uren"), transaction.atomic():
        met_afwezig.regels.update(afwezig_honderdsten=160_01)
    assert staat(met_afwezig) == [(160_00, None, 0)]


def test_what_a_declaration_does_not_ask_is_refused(
    concept: Urendeclaratie, regel: Declaratieregel, houder: Gebruiker
) -> None:
    with pytest.raises(ValidationError, match="vraagt niet naar afwezigheid"):
        save_uren(declaratie=concept, uren={}, afwezig={regel.pk: 1_00}, door=houder)
    with pytest.raises(ValidationError, match="vraagt geen uren per maand"):
        save_uren(declaratie=concept, uren={}, maanden={regel.pk: [1_00, 0, 0]}, door=houder)


@pytest.mark.parametrize("maanden", [[50_00, 50_00, 50_00], [160_01, -1, 0], [160_00]])
def test_the_database_holds_the_months_to_the_hours(per_maand: Urendeclaratie, maanden: list[int]) -> None:
    with pytest.raises(IntegrityError, match="declaratieregel_maanden"), transaction.atomic():
        per_maand.regels.update(maanden_honderdsten=maanden)


# -- correction ----------------------------------------------------------------------------------


def test_a_correction_stands_beside_what_it_corrects(
    inloggen: Any, per_maand: Urendeclaratie, houder: Gebruiker
) -> None:
    submit_declaratie(declaratie=per_maand, door=houder, op=NU)
    correctie = correct_declaratie(declaratie=per_maand, door=houder, op=NU)
    assert (correctie.met_maanden, staat(correctie)) == (True, [(160_00, VOORSTEL, None)])
    regel = correctie.regels.get()
    save_uren(declaratie=correctie, uren={}, maanden={regel.pk: [50_00, *VOORSTEL[1:]]}, door=houder)
    adres = reverse("opvang:declaratie_detail", args=[correctie.pk])
    pagina = inloggen(houder).get(adres).content.decode()
    assert pagina.count("eerst 55,11") == 1
    assert "eerst 49,78" not in pagina


# -- files ---------------------------------------------------------------------------------------


def read_xlsx(inhoud: bytes) -> list[list[Any]]:
    blad = openpyxl.load_workbook(io.BytesIO(inhoud))["Uren"]
    return [[cel.value for cel in rij] for rij in blad.iter_rows()]


def test_the_file_has_a_column_for_each_month_and_comes_back_as_it_went(
    per_maand: Urendeclaratie, werkelijk: None
) -> None:
    Urendeclaratie.objects.filter(pk=per_maand.pk).update(met_afwezig=True)
    per_maand.regels.update(afwezig_honderdsten=5_00)
    per_maand.refresh_from_db()
    kop, rij = read_xlsx(urenbestand.write_xlsx(per_maand))
    assert kop[5:] == ["uren januari", "uren februari", "uren maart", "afwezig"]
    assert rij[5:] == [55.11, 49.78, 55.11, 5]
    pk = per_maand.regels.get().pk
    for inhoud in (urenbestand.write_xlsx(per_maand), urenbestand.write(per_maand)):
        gelezen = urenbestand.read(inhoud, per_maand)
        assert (gelezen.uren, gelezen.per_maand, gelezen.afwezig) == (
            {pk: 160_00},
            {pk: VOORSTEL},
            {pk: 5_00},
        )


def csv(declaratie: Urendeclaratie, kop: str, *rijen: str) -> bytes:
    plaatsing = declaratie.regels.get().plaatsing
    begin = f"{plaatsing.pk};{plaatsing.kind.pseudoniem};"
    return "\n".join([f"plaatsing;pseudoniem;{kop}", *(begin + rij for rij in rijen)]).encode()


def test_a_row_for_each_month_keeps_its_month(per_maand: Urendeclaratie) -> None:
    inhoud = csv(per_maand, "maand;uren", "januari 2025;50,5", "2025-03;30")
    pk = per_maand.regels.get().pk
    gelezen = urenbestand.read(inhoud, per_maand)
    assert (gelezen.uren, gelezen.per_maand, gelezen.maanden) == (
        {pk: 80_50},
        {pk: [50_50, 0, 30_00]},
        {pk: [1, 3]},
    )


def test_months_in_columns_are_added_up_where_they_are_not_asked(regel: Declaratieregel) -> None:
    inhoud = csv(regel.declaratie, "jan. uren;januari;februari", ";50,5;30")
    assert urenbestand.read(inhoud, regel.declaratie).uren == {regel.pk: 80_50}


@pytest.mark.parametrize(
    ("kop", "rij", "zin"),
    [
        ("uren", "100", "Regel 2, kolom uren: De gemeente vraagt uren per maand. Verdeel 100 uur"),
        (
            "uren januari;uren april",
            "50;5",
            "Regel 2, kolom uren april: april valt niet in het 1e kwartaal 2025",
        ),
        (
            "uren januari;uren",
            "50;60",
            "Regel 2, kolom uren: 60 is niet wat er bij de maanden staat: samen 50",
        ),
        ("uren januari", "abc", "Regel 2, kolom uren januari: ‘abc’"),
        ("uren januari;afwezig", "50;51", "Regel 2, kolom afwezig: 51 uur afwezig kan niet"),
        ("uren januari;maand", "50;januari", "ook kolommen voor elke maand"),
        ("uren januari", "", "er staan geen uren bij een maand"),
    ],
)
def test_a_file_that_does_not_fit_the_months_is_refused(
    per_maand: Urendeclaratie, kop: str, rij: str, zin: str
) -> None:
    per_maand.met_afwezig = True
    per_maand.save()
    with pytest.raises(ValidationError) as fout:
        urenbestand.read(csv(per_maand, kop, rij), per_maand)
    assert zin in " ".join(fout.value.messages)


def test_what_was_read_is_seen_and_then_saved_by_month(
    inloggen: Any, per_maand: Urendeclaratie, houder: Gebruiker
) -> None:
    client = inloggen(houder)
    inhoud = csv(per_maand, "maand;uren", "1;50", "2;49,78", "3;55,11")
    pagina = client.post(
        reverse("opvang:uren_upload", args=[per_maand.pk]),
        {"bestand": SimpleUploadedFile("uren.csv", inhoud)},
        follow=True,
    ).content.decode()
    assert "januari: 55,11 wordt 50,00" in pagina
    nummer = per_maand.inlezingen.get().pk
    client.post(reverse("opvang:uren_review", args=[per_maand.pk]), {"inlezing": nummer})
    assert staat(per_maand) == [(154_89, [50_00, 49_78, 55_11], None)]


def test_what_waited_since_before_the_months_can_still_be_saved() -> None:
    rijen = json.loads('{"7": [8000, null, [1, 2]]}')
    gelezen = urenbestand.Urenregels.of_rijen(rijen)
    assert (gelezen.uren, gelezen.maanden, gelezen.afwezig, gelezen.per_maand) == (
        {7: 80_00},
        {7: [1, 2]},
        {},
        {},
    )
