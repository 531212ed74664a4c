"""What a provider records of what children learnt: on its own scale, by hand and out of a file, for as long as it is kept."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from indicaties.models import Kind
from lib.bladen import read_bladen
from opvang.domeinen import DOMEINEN, NIVEAUS
from opvang.models import (
    EigenSchaal,
    Plaatsing,
    Resultaatinlezing,
    Resultaatmeting,
    Resultaatscore,
)
from opvang.overdracht.voorstel import propose_gegevens
from opvang.resultaten.actions import (
    Rij,
    confirm_resultaten,
    end_schaal,
    put_resultaten,
    read_veranderingen,
    record_resultaat,
    record_schaal,
    withdraw_resultaat,
)
from opvang.resultaten.bewaren import erase_resultaten, expire_resultaten
from opvang.resultaten.kindpagina import resultaten_deel
from opvang.resultaten.lezen import NAAR_KIND, read
from opvang.resultaten.schalen import Schaal, parse_stappen, schalen_op, schalen_van, shipped
from opvang.resultaten.schrijven import write_xlsx
from opvang.resultaten.taken import taken
from opvang.resultaten.werklijst import due, followed, needed, read_standen
from organisaties.models import AuditRegel, Gebruiker, Locatie
from organisaties.rechten import Rol
from organisaties.rijbeveiliging import Rijbereik, rijbereik
from tests.factories import (
    EigenSchaalFactory,
    GebruikerFactory,
    IndicatieFactory,
    InstellingFactory,
    LocatieFactory,
    PlaatsingFactory,
    ResultaatmetingFactory,
    SentOverdrachtFactory,
)

OP = date(2025, 6, 2)
NU = datetime(2025, 6, 2, 9, 0, tzinfo=UTC)
CITO = shipped()["cito-a-e"]
MAANDEN = shipped()["kijk-maanden"]


@pytest.fixture
def kind(plaatsing: Plaatsing) -> Kind:
    """With a VVE-indicatie until the end of 2026."""
    IndicatieFactory(kind=plaatsing.kind, geldig_van=date(2024, 12, 1), geldig_tot_en_met=date(2026, 12, 31))
    return plaatsing.kind


def _record(plaatsing: Plaatsing, door: Gebruiker, **anders: Any) -> Resultaatmeting:
    gegevens: dict[str, Any] = {
        "datum": date(2025, 2, 3),
        "moment": "start",
        "schaal": CITO,
        "waarden": {"taal": "d", "rekenen": "B"},
        "door": door,
        "op": OP,
    }
    return record_resultaat(plaatsing=plaatsing, **gegevens | anders)


# -- scales ------------------------------------------------------------------------------------------


def test_every_shipped_scale_has_all_three_levels_and_says_what_is_assumed() -> None:
    for schaal in shipped().values():
        assert [naam for naam, _ in schaal.uitleg] == ["Extra hulp", "Zoals verwacht", "Verder"]
        assert set(schaal.domeinen) <= set(DOMEINEN)
        assert schaal.met_aanname, "no maker publishes how its outcomes fall into three levels"
        assert set(schaal.stappen.values()) in (set(), set(NIVEAUS))
    assert CITO.uitleg == (("Extra hulp", "D of E"), ("Zoals verwacht", "B of C"), ("Verder", "A"))
    assert MAANDEN.uitleg[0] == ("Extra hulp", "lager dan -5")


@pytest.mark.parametrize(
    ("schaal", "tekst", "waarde", "niveau"),
    [
        (CITO, " e ", "E", "extra"),
        (CITO, "c", "C", "verwacht"),
        (CITO, "A", "A", "voor"),
        (MAANDEN, "-6", "-6", "extra"),
        (MAANDEN, "−5", "-5", "verwacht"),
        (MAANDEN, "+5", "5", "verwacht"),
        (MAANDEN, "6", "6", "voor"),
    ],
)
def test_an_outcome_falls_in_a_level(schaal: Schaal, tekst: str, waarde: str, niveau: str) -> None:
    assert schaal.read(tekst) == (waarde, niveau)


def test_an_outcome_that_a_scale_has_not_is_named() -> None:
    with pytest.raises(ValueError, match="‘F’ komt niet voor op de schaal Cito, A tot en met E") as fout:
        CITO.read("F")
    assert str(fout.value).endswith("Kies A, B, C, D of E.")
    with pytest.raises(ValueError, match="‘1,5’ is geen heel getal van -1000 tot en met 1000"):
        MAANDEN.read("1,5")


def test_steps_of_an_own_scale_are_read_line_by_line() -> None:
    assert parse_stappen("A = verder\n\n b=Extra hulp") == {"A": "voor", "b": "extra"}
    for tekst, zin in (
        ("A = verder\nB", "Regel 2: ‘B’ kunnen we niet lezen."),
        ("A = verder\na = extra hulp", "Regel 2: ‘a’ staat er twee keer."),
        ("A = super", "Regel 1: ‘A = super’ kunnen we niet lezen."),
    ):
        with pytest.raises(ValidationError, match=zin):
            parse_stappen(tekst)


# -- recording ---------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_result_keeps_its_outcome_and_the_level_of_that_day(
    kind: Kind, plaatsing: Plaatsing, houder: Gebruiker
) -> None:
    meting = _record(plaatsing, houder)
    assert [(s.domein, s.waarde, s.niveau) for s in meting.scores.all()] == [
        ("taal", "D", "extra"),
        ("rekenen", "B", "verwacht"),
    ]
    regel = AuditRegel.objects.latest("pk")
    assert (regel.handeling, regel.details["kind"], regel.details["domeinen"]) == (
        "resultaat.record",
        kind.pseudoniem,
        ["rekenen", "taal"],
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"datum": date(2024, 12, 30)}, "had op 30 december 2024 geen plaats bij De Ark"),
        ({"datum": date(2025, 6, 3)}, "3 juni 2025 moet nog komen"),
        ({"waarden": {}}, "Vul minstens één domein in."),
        ({"waarden": {"taal": "F"}}, "Taal: ‘F’ komt niet voor op de schaal"),
        (
            {"schaal": shipped()["bosos"], "waarden": {"rekenen": "verder"}},
            "Rekenen: BOSOS 2-4, oordeel in drie niveaus volgt dit domein niet.",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    kind: Kind, plaatsing: Plaatsing, houder: Gebruiker, anders: dict[str, Any], zin: str
) -> None:
    with pytest.raises(ValidationError) as fout:
        _record(plaatsing, houder, **anders)
    assert zin in " ".join(fout.value.messages)
    assert not Resultaatmeting.objects.exists()


@pytest.mark.django_db
def test_only_children_of_the_doelgroep_are_measured_and_only_by_their_own_provider(
    plaatsing: Plaatsing, houder: Gebruiker
) -> None:
    with pytest.raises(ValidationError, match="geen VVE-indicatie"):
        _record(plaatsing, houder)
    IndicatieFactory(kind=plaatsing.kind, geldig_van=date(2024, 12, 1), geldig_tot_en_met=date(2026, 12, 31))
    met_ander = GebruikerFactory(rol=Rol.HOUDER_MEDEWERKER, gemeente=houder.gemeente)
    with pytest.raises(ValidationError, match="geen plaats"):
        _record(plaatsing, met_ander)


@pytest.mark.django_db
def test_a_result_is_replaced_or_withdrawn_and_never_edited(
    kind: Kind, plaatsing: Plaatsing, houder: Gebruiker
) -> None:
    eerste = _record(plaatsing, houder)
    with pytest.raises(ValidationError, match="al een resultaat bij de start of bij het einde"):
        _record(plaatsing, houder, datum=date(2025, 3, 3))
    tweede = _record(plaatsing, houder, waarden={"taal": "C"}, vervangt=eerste)
    eerste.refresh_from_db()
    assert (eerste.vervallen_op, tweede.vervangt, eerste.scores.count()) == (OP, eerste, 2)
    with pytest.raises(ValidationError, match="Een collega heeft dit resultaat net al gewijzigd"):
        _record(plaatsing, houder, waarden={"taal": "B"}, vervangt=eerste)
    withdraw_resultaat(meting=tweede, door=houder, op=OP)
    assert not Resultaatmeting.objects.current().exists()


@pytest.mark.django_db
def test_own_scales_are_of_who_made_them_and_follow_each_other(
    kind: Kind, plaatsing: Plaatsing, houder: Gebruiker
) -> None:
    gegevens: dict[str, Any] = {"naam": "Groei", "bron": "werkgroep", "stappen": {}, "door": houder, "op": OP}
    oud = record_schaal(**gegevens, onder=40, vanaf=60, van=date(2025, 1, 1))
    nieuw = record_schaal(**gegevens, onder=30, vanaf=60, van=date(2025, 4, 1))
    oud.refresh_from_db()
    assert (oud.tot_en_met, nieuw.tot_en_met) == (date(2025, 3, 31), None)
    alle = schalen_van(houder.gemeente, houder.organisatie)
    code = f"eigen-{oud.pk}"
    meting = _record(plaatsing, houder, schaal=alle[code], waarden={"taal": "39"})
    assert (meting.schaal, meting.scores.get().niveau) == (oud, "extra")
    with pytest.raises(ValidationError, match="De schaal Groei geldt niet meer na 31 maart 2025"):
        _record(plaatsing, houder, schaal=alle[code], datum=date(2025, 4, 1), moment="tussen")
    with pytest.raises(ValidationError, match="zijn met deze schaal nog resultaten vastgelegd"):
        end_schaal(schaal=oud, laatste_dag=date(2025, 2, 2), door=houder)
    buur = GebruikerFactory(rol=Rol.HOUDER_MEDEWERKER, gemeente=houder.gemeente)
    beleid = GebruikerFactory(rol=Rol.BELEIDSMEDEWERKER, gemeente=houder.gemeente)
    assert not EigenSchaal.objects.for_gebruiker(buur).exists()
    assert EigenSchaal.objects.for_gebruiker(beleid).count() == 2
    with pytest.raises(ValidationError, match="Deze schaal is niet van u"):
        end_schaal(schaal=nieuw, laatste_dag=OP, door=beleid)
    van_allen = EigenSchaalFactory(gemeente=houder.gemeente)
    assert f"eigen-{van_allen.pk}" in schalen_op(buur, OP)


# -- what is due -------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("dag", "gemeten", "nodig"),
    [
        (date(2025, 2, 28), [], ""),
        (date(2025, 3, 1), [], "start"),  # two months after 1 January
        (date(2025, 8, 1), [date(2025, 2, 3)], ""),
        (date(2025, 8, 3), [date(2025, 2, 3)], "tussen"),  # half a year later
        (date(2025, 9, 15), [date(2025, 2, 3), date(2025, 8, 4)], ""),
    ],
)
def test_results_are_due_after_two_months_and_then_twice_a_year(
    kind: Kind, plaatsing: Plaatsing, houder: Gebruiker, dag: date, gemeten: list[date], nodig: str
) -> None:
    for nummer, datum in enumerate(gemeten):
        moment = "tussen" if nummer else "start"
        ResultaatmetingFactory(kind=kind, locatie=plaatsing.locatie, datum=datum, moment=moment)
    assert needed(followed(houder, dag).get(), dag) == nodig
    assert due(houder, dag).count() == bool(nodig)
    assert [taak.aantal for taak in taken(houder, dag)] == [bool(nodig)]


@pytest.mark.django_db
def test_the_last_result_is_due_around_the_end_until_it_is_there(
    kind: Kind, plaatsing: Plaatsing, houder: Gebruiker
) -> None:
    ResultaatmetingFactory(kind=kind, locatie=plaatsing.locatie, datum=date(2025, 6, 2))
    Plaatsing.objects.filter(pk=plaatsing.pk).update(einddatum=date(2025, 9, 30))

    def nodig(dag: date) -> list[str]:
        return [stand.nodig_naam for stand in read_standen(list(due(houder, dag)), houder, dag)]

    assert (nodig(date(2025, 9, 15)), nodig(date(2025, 9, 16))) == ([], ["Bij het einde"])
    assert (nodig(date(2025, 12, 30)), nodig(date(2026, 1, 1))) == (["Bij het einde"], [])
    ResultaatmetingFactory(kind=kind, locatie=plaatsing.locatie, datum=date(2025, 9, 22), moment="eind")
    assert nodig(date(2025, 10, 1)) == []
    assert taken(GebruikerFactory(rol=Rol.BELEIDSMEDEWERKER, gemeente=houder.gemeente), OP) == []


# -- a file ------------------------------------------------------------------------------------------


def _csv(*rijen: str) -> bytes:
    return "\n".join(("Pseudoniem;Naam kind;Geboren;Meetdatum;Moment;Taal;Rekenen", *rijen)).encode()


def _read(inhoud: bytes, houder: Gebruiker, standaard: str = "cito-a-e") -> list[Rij]:
    return read(inhoud, houder, schalen=schalen_op(houder, OP), standaard=standaard, op=OP)


@pytest.mark.django_db
def test_a_file_is_read_looked_at_and_taken_over_once(
    kind: Kind, plaatsing: Plaatsing, houder: Gebruiker
) -> None:
    inhoud = _csv(
        f"{kind.pseudoniem};;;03-02-2025;start;d;B",
        f";{kind.naam};{kind.geboortedatum:%d-%m-%Y};2025-06-02;Halverwege;C;",
        f"{kind.pseudoniem};;;;;;",
    )
    rijen = _read(inhoud, houder)
    assert rijen == [
        Rij(plaatsing.pk, date(2025, 2, 3), "start", "cito-a-e", {"taal": "D", "rekenen": "B"}),
        Rij(plaatsing.pk, date(2025, 6, 2), "tussen", "cito-a-e", {"taal": "C"}),
    ]
    _record(plaatsing, houder, waarden={"taal": "E"})
    inlezing = put_resultaten(rijen=rijen, inhoud=inhoud, door=houder, op=NU)
    anders = [(v.nu is not None, v.is_gelijk) for v in read_veranderingen(inlezing, houder)]
    assert (anders, Resultaatmeting.objects.count()) == ([(True, False), (False, False)], 1)
    assert confirm_resultaten(inlezing=inlezing, door=houder, op=NU) == 2
    inlezing.refresh_from_db()
    assert (inlezing.rijen, Resultaatmeting.objects.current().count()) == ([], 2)
    with pytest.raises(ValidationError, match="al overgenomen"):
        confirm_resultaten(inlezing=inlezing, door=houder, op=NU)
    weer = put_resultaten(rijen=rijen, inhoud=inhoud, door=houder, op=NU)
    assert confirm_resultaten(inlezing=weer, door=houder, op=NU) == 0
    laat = put_resultaten(rijen=rijen, inhoud=inhoud, door=houder, op=NU)
    with pytest.raises(ValidationError, match="langer dan een uur geleden"):
        confirm_resultaten(inlezing=laat, door=houder, op=datetime(2025, 6, 2, 10, 0, tzinfo=UTC))


@pytest.mark.django_db
def test_each_wrong_cell_has_its_own_sentence(kind: Kind, plaatsing: Plaatsing, houder: Gebruiker) -> None:
    inhoud = _csv(
        f"{kind.pseudoniem};;;gisteren;start;F;B",
        f"{kind.pseudoniem};;;03-06-2025;ooit;B;",
        "KX999999;;;03-02-2025;start;B;",
        f"{kind.pseudoniem};;;03-02-2025;start;B;",
        f"{kind.pseudoniem};;;04-02-2025;start;B;",
        f"{kind.pseudoniem};;;01-12-2024;start;B;",
    )
    with pytest.raises(ValidationError) as fout:
        _read(inhoud, houder)
    assert fout.value.messages == [
        "Regel 2, kolom Meetdatum: ‘gisteren’ is geen datum. Schrijf bijvoorbeeld 15-05-2022.",
        "Regel 2, kolom Taal: ‘F’ komt niet voor op de schaal Cito, A tot en met E. Kies A, B, C, D of E.",
        "Regel 3, kolom Meetdatum: 3 juni 2025 moet nog komen. Vul de dag in waarop u keek.",
        "Regel 3, kolom Moment: ‘ooit’ kennen we niet. Schrijf start, halverwege of einde.",
        f"Regel 4, kolom Pseudoniem: ‘KX999999’ vinden we niet. {NAAR_KIND}",
        "Regel 6, kolom Pseudoniem: dit resultaat staat ook op regel 5. Verwijder een van beide.",
        "Regel 7, kolom Pseudoniem: dit kind had op 1 december 2024 geen plaats bij u. Verbeter de datum.",
    ]
    for tekst, zin in (
        (b"kleur;maat\nrood;3", "Wij vinden de kolommen niet"),
        (_csv(f"{kind.pseudoniem};;;03-02-2025;start;;"), "staan geen resultaten"),
    ):
        with pytest.raises(ValidationError, match=zin):
            _read(tekst, houder)
    with pytest.raises(ValidationError, match="kolom volgsysteem: er staat geen volgsysteem"):
        _read(_csv(f"{kind.pseudoniem};;;03-02-2025;start;B;"), houder, standaard="")


@pytest.mark.django_db
def test_the_workbook_comes_back_as_it_was_filled_in(
    kind: Kind, plaatsing: Plaatsing, houder: Gebruiker
) -> None:
    standen = read_standen(list(followed(houder, OP)), houder, OP)
    blad, uitleg = read_bladen(write_xlsx(standen, list(schalen_op(houder, OP).values()), NU))
    assert blad.rijen[0].cellen[:6] == ("pseudoniem", "naam", "geboortedatum", "locatie", "datum", "moment")
    assert blad.rijen[1].cellen[:6] == (
        kind.pseudoniem,
        kind.naam,
        kind.geboortedatum,
        "De Ark",
        "",
        "start",
    )
    assert "Cito, A tot en met E" in {rij.cellen[0] for rij in uitleg.rijen}


# -- pages -------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_pages_record_replace_and_read_a_file(
    client: Client, kind: Kind, plaatsing: Plaatsing, houder: Gebruiker
) -> None:
    client.force_login(houder)
    nieuw = reverse("opvang:resultaat_record", args=[plaatsing.pk])
    vraag = client.get(f"{nieuw}?volgsysteem=kijk-maanden").content.decode()
    assert "Maanden voor (+) of achter (-) op de leeftijd" in vraag
    fout = client.post(f"{nieuw}?volgsysteem=kijk-maanden", {"datum": "2025-02-03", "taal": "x"})
    assert "‘x’ is geen heel getal" in fout.content.decode()
    data = {"datum": "2025-02-03", "moment": "start", "taal": "D"}
    assert client.post(f"{nieuw}?volgsysteem=cito-a-e", data).status_code == 302
    meting = Resultaatmeting.objects.get()
    anders = reverse("opvang:resultaat_replace", args=[meting.pk])
    assert 'value="D" selected' in client.get(anders).content.decode()
    client.post(anders, data | {"taal": "C"})
    assert Resultaatmeting.objects.current().get().scores.get().waarde == "C"
    lijst = client.get(reverse("opvang:resultaat_list") + "?toon=alle").content.decode()
    assert kind.naam in lijst
    assert "Zoals verwacht" in lijst
    pagina = client.get(reverse("opvang:plaatsing_detail", args=[plaatsing.pk])).content.decode()
    assert "Cito, A tot en met E" in pagina
    bestand = SimpleUploadedFile("r.csv", _csv(f"{kind.pseudoniem};;;03-03-2025;halverwege;B;"))
    upload = {"bestand": bestand, "volgsysteem": "cito-a-e"}
    antwoord = client.post(reverse("opvang:resultaat_upload"), upload, follow=True)
    assert "Resultaten overnemen" in antwoord.content.decode()
    inlezing = Resultaatinlezing.objects.get()
    client.post(reverse("opvang:resultaat_review"), {"inlezing": inlezing.pk})
    assert Resultaatmeting.objects.current().count() == 2
    fout = client.post(
        reverse("opvang:resultaat_upload"),
        {"bestand": SimpleUploadedFile("r.csv", _csv(f"{kind.pseudoniem};;;03-03-2025;nu;B;"))},
    )
    assert (fout.status_code, "‘nu’ kennen we niet" in fout.content.decode()) == (422, True)
    # The next package for the school begins with the last levels.
    overdracht = SentOverdrachtFactory(kind=kind, locatie=plaatsing.locatie, status="concept")
    assert propose_gegevens(overdracht, houder) == {
        "volgsysteem": "Cito, A tot en met E",
        "taal_niveau": "verwacht",
    }


# -- who sees it, and how long -----------------------------------------------------------------------


@pytest.mark.django_db
def test_the_municipality_sees_that_there_is_a_result_and_counts_it_without_seeing_it(
    kind: Kind, plaatsing: Plaatsing, houder: Gebruiker, gemeente: Gebruiker
) -> None:
    ResultaatmetingFactory(kind=kind, locatie=plaatsing.locatie)
    ResultaatmetingFactory(
        kind=kind,
        locatie=plaatsing.locatie,
        moment="eind",
        datum=date(2025, 9, 1),
        scores={"taal": ("B", "verwacht")},
    )
    eigen, organisatie = houder.gemeente.pk, houder.organisatie
    assert organisatie is not None

    def seen(bereik: Rijbereik) -> tuple[int, int, list[Any]]:
        with rijbereik(bereik), connection.cursor() as cursor:
            cursor.execute("SELECT * FROM vve_resultaten()")
            return Resultaatmeting.objects.count(), Resultaatscore.objects.count(), cursor.fetchall()

    telling = (plaatsing.locatie_id, 2025, "taal", "extra", "verwacht", 1)
    assert seen(Rijbereik(eigen)) == (2, 0, [telling])
    assert seen(Rijbereik(eigen, houder_id=organisatie.pk)) == (2, 2, [])
    assert seen(Rijbereik(eigen, houder_id=organisatie.pk, locatie_id=LocatieFactory().pk)) == (0, 0, [])
    assert seen(Rijbereik()) == (0, 0, [])
    assert resultaten_deel(kind, gemeente, OP) is None
    assert resultaten_deel(kind, houder, OP) is not None


@pytest.mark.django_db
def test_results_go_two_years_after_the_child_left_unless_the_municipality_chose_otherwise(
    kind: Kind, plaatsing: Plaatsing, houder: Gebruiker
) -> None:
    eerste = _record(plaatsing, houder)
    _record(plaatsing, houder, waarden={"taal": "C"}, vervangt=eerste)
    Plaatsing.objects.filter(pk=plaatsing.pk).update(einddatum=date(2025, 8, 31))
    InstellingFactory(
        gemeente=houder.gemeente, soort="bewaren-resultaten", waarde=3, geldig_van=date(2028, 1, 1)
    )
    assert expire_resultaten(date(2027, 8, 31)) == 0
    assert expire_resultaten(date(2028, 8, 31)) == 0  # three years by then
    assert expire_resultaten(date(2028, 9, 1)) == 1
    assert (Resultaatmeting.objects.count(), Resultaatscore.objects.count()) == (0, 0)
    assert AuditRegel.objects.latest("pk").handeling == "resultaat.erase"
    assert expire_resultaten(date(2028, 9, 1)) == 0
    assert erase_resultaten(kind, houder.gemeente, "proef") is False


@pytest.mark.django_db
def test_a_place_without_an_end_counts_until_the_fourth_birthday(
    kind: Kind, plaatsing: Plaatsing, locatie: Locatie, houder: Gebruiker
) -> None:
    _record(plaatsing, houder)
    laatste = kind.laatste_dag_als_peuter
    assert expire_resultaten(laatste.replace(year=laatste.year + 2)) == 0
    assert expire_resultaten(laatste.replace(year=laatste.year + 2, day=28)) == 0 or laatste.day < 28
    PlaatsingFactory(kind=kind, startdatum=date(2025, 3, 1), einddatum=date(2030, 1, 1))
    assert expire_resultaten(date(2031, 12, 31)) == 0
    assert expire_resultaten(date(2032, 1, 2)) == 1
