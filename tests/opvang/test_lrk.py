from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from opvang.lrk import read_lrk
from opvang.models import LrkVraag
from organisaties.models import AuditRegel, Locatie, Organisatie
from tests.factories import GemeenteFactory, LocatieFactory, OrganisatieFactory, PlaatsingFactory
from tests.opvang.lrkbestand import KOP, regel

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def putten() -> Any:
    return GemeenteFactory()


@pytest.fixture
def lees(tmp_path: Path) -> Any:
    """Write the lines to a file, import it, and give what the command tells."""

    def run(*regels: str, kop: str = KOP, codering: str = "utf-8-sig", per: date | None = None) -> str:
        bestand, uit = tmp_path / "lrk.csv", StringIO()
        bestand.write_bytes("\r\n".join([kop, *regels, ""]).encode(codering))
        call_command("import_lrk", str(bestand), per=per, stdout=uit)
        return uit.getvalue()

    return run


def fout(lees: Any, *regels: str, **opties: Any) -> str:
    with pytest.raises(CommandError) as fout:
        lees(*regels, **opties)
    return str(fout.value)


def test_a_new_location_comes_with_its_facts_and_its_holder(lees: Any) -> None:
    assert lees(regel()) == (
        "Nieuwe houder: Kinderopvang Voorbeeld B.V.\n"
        "Nieuw: 123456789 De Ark, Putten\n"
        "1 nieuw, 0 gewijzigd, 0 uitgeschreven, 0 ongewijzigd, 0 te beantwoorden.\n"
    )
    locatie = Locatie.objects.get()
    assert (locatie.naam, locatie.adres, locatie.postcode, locatie.plaats) == (
        "De Ark",
        "Dorpsstraat 1",
        "3881AB",
        "Putten",
    )
    assert (locatie.ve_geregistreerd, locatie.kindplaatsen, locatie.houder.kvk_nummer) == (
        True,
        32,
        "01234567",
    )
    assert list(locatie.houder.gemeenten.values_list("code", flat=True)) == ["0273"]


def test_running_it_again_changes_nothing(lees: Any) -> None:
    lees(regel())
    assert lees(regel()) == "0 nieuw, 0 gewijzigd, 0 uitgeschreven, 1 ongewijzigd, 0 te beantwoorden.\n"
    assert Organisatie.objects.houders().count() == 1
    assert AuditRegel.objects.filter(handeling="locatie.import").count() == 1


def test_what_the_register_changed_is_changed_here_and_named(lees: Any) -> None:
    lees(regel())
    assert "Gewijzigd: 123456789 De Nieuwe Ark (naam, ve_geregistreerd)" in lees(
        regel(actuele_naam_oko="De Nieuwe Ark", ve="Nee")
    )
    locatie = Locatie.objects.get()
    assert (locatie.naam, locatie.ve_geregistreerd) == ("De Nieuwe Ark", False)


def test_a_location_that_left_the_register_stays_with_its_children(lees: Any) -> None:
    lees(regel())
    PlaatsingFactory(locatie=Locatie.objects.get())
    assert "Uitgeschreven: 123456789 De Ark\n" in lees(regel(status="Uitgeschreven"))
    assert Locatie.objects.get().uitgeschreven
    assert "Gewijzigd: 123456789 De Ark (uitgeschreven)" in lees(regel())


def test_a_change_of_ve_holds_from_the_day_of_the_file(lees: Any) -> None:
    lees(regel(ve="Nee"))
    lees(regel(), per=date(2025, 2, 16))
    assert _ve() == (True, date(2025, 2, 16), None)
    lees(regel(ve="Nee"), per=date(2025, 6, 1))
    assert _ve() == (False, date(2025, 2, 16), date(2025, 5, 31))
    lees(regel(ve="Nee"), per=date(2025, 7, 1))
    assert _ve() == (False, date(2025, 2, 16), date(2025, 5, 31))


def _ve() -> tuple[bool, date | None, date | None]:
    return Locatie.objects.values_list("ve_geregistreerd", "ve_vanaf", "ve_tot_en_met").get()


def test_a_location_leaves_the_register_on_the_day_that_the_file_tells(lees: Any) -> None:
    kop = f"{KOP};uitschrijfdatum"
    lees(regel())
    lees(regel(kop, status="Uitgeschreven", uitschrijfdatum="31-01-2025"), kop=kop, per=date(2025, 3, 1))
    assert Locatie.objects.get().uitgeschreven_per == date(2025, 1, 31)
    lees(regel())
    assert Locatie.objects.get().uitgeschreven_per is None
    lees(regel(status="Uitgeschreven"), per=date(2025, 3, 1))
    assert Locatie.objects.get().uitgeschreven_per == date(2025, 3, 1)


def test_a_day_that_is_no_day_is_named(lees: Any) -> None:
    kop = f"{KOP};uitschrijfdatum"
    assert (
        "Regel 2, kolom uitschrijfdatum: ‘gisteren’ kan niet. Verwacht: een datum zoals 31-12-2025."
        in fout(lees, regel(kop, uitschrijfdatum="gisteren"), kop=kop)
    )


def test_a_location_that_is_not_in_the_file_is_told_and_left_alone(lees: Any) -> None:
    LocatieFactory(lrk_nummer="987654321", naam="Zonnestraal")
    assert "Niet in het bestand, niet gewijzigd: 987654321 Zonnestraal, Putten" in lees(regel())
    assert not Locatie.objects.get(lrk_nummer="987654321").uitgeschreven


def test_other_municipalities_and_other_kinds_of_care_are_left_out(lees: Any) -> None:
    lees(
        regel(cbs_code="0518"),
        regel(lrk_id="2", type_oko="BSO"),
        regel(lrk_id="3", type_oko="VGO"),
        regel(lrk_id="123456780", status="Uitgeschreven"),
    )
    assert not Locatie.objects.exists()


def test_a_location_here_that_lies_in_another_municipality_is_kept_up_to_date(lees: Any) -> None:
    LocatieFactory(lrk_nummer="123456789", buiten_gemeente=True, ve_geregistreerd=False)
    assert "1 gewijzigd" in lees(regel(cbs_code="0233", opvanglocatie_woonplaats="Ermelo"))
    locatie = Locatie.objects.get()
    assert (locatie.plaats, locatie.ve_geregistreerd, locatie.gemeente.code) == ("Ermelo", True, "0273")


def test_two_municipalities_may_work_with_one_location(lees: Any) -> None:
    duiven = GemeenteFactory(code="0226")
    LocatieFactory(lrk_nummer="123456789", gemeente=duiven, buiten_gemeente=True)
    assert "1 nieuw, 1 gewijzigd" in lees(regel())
    assert Locatie.objects.count() == 2


def test_a_holder_is_found_by_its_number_and_keeps_its_name(lees: Any) -> None:
    houder = OrganisatieFactory(naam="Voorbeeld", kvk_nummer="01234567", gemeenten=[])
    assert "Nieuwe houder" not in lees(regel())
    assert Locatie.objects.get().houder == houder
    assert houder.gemeenten.get().code == "0273"


def test_a_holder_without_a_number_is_found_by_its_name(lees: Any) -> None:
    houder = OrganisatieFactory(naam="Kinderopvang voorbeeld b.v.")
    lees(regel(kvk_nummer_houder=""))
    assert Locatie.objects.get().houder == houder


def test_two_holders_of_one_name_are_told_apart_by_their_number(lees: Any) -> None:
    OrganisatieFactory(naam="Kinderopvang Voorbeeld B.V.", kvk_nummer="87654321")
    assert "Nieuwe houder: Kinderopvang Voorbeeld B.V. (KvK 01234567)\n" in lees(
        regel(), regel(lrk_id="123456780")
    )
    assert {locatie.houder.kvk_nummer for locatie in Locatie.objects.all()} == {"01234567"}


def test_the_holder_of_a_known_location_is_not_changed(lees: Any) -> None:
    locatie = LocatieFactory(lrk_nummer="123456789")
    lees(regel())
    assert Locatie.objects.get().houder == locatie.houder


@pytest.mark.parametrize("codering", ["utf-8", "utf-8-sig", "cp1252"])
def test_the_register_is_read_in_its_encodings(lees: Any, codering: str) -> None:
    lees(regel(actuele_naam_oko="Zoë"), codering=codering)
    assert Locatie.objects.get().naam == "Zoë"


@pytest.mark.parametrize(
    ("geschreven", "naam"),
    [
        ("'t Nest", "'t Nest"),
        ('"De Ark"', "De Ark"),
        ('De "Kleine" Ark', 'De "Kleine" Ark'),
        ('De "Ark', 'De "Ark'),
    ],
)
def test_a_stray_quote_is_just_a_character(lees: Any, geschreven: str, naam: str) -> None:
    lees(regel(actuele_naam_oko=geschreven), regel(lrk_id="123456780"))
    assert set(Locatie.objects.values_list("naam", flat=True)) == {naam, "De Ark"}


def test_columns_are_found_by_name_also_in_older_files(lees: Any) -> None:
    kop = ";".join(sorted(kolom for kolom in KOP.split(";") if kolom != "opc")).replace(";ve;", ";vve;")
    lees(regel(kop, vve="Ja"), kop=kop.upper())
    assert Locatie.objects.get().ve_geregistreerd


def test_leading_noughts_that_a_spreadsheet_dropped_are_put_back(lees: Any) -> None:
    lees(regel(cbs_code="273", kvk_nummer_houder="1234567"))
    assert Locatie.objects.get().houder.kvk_nummer == "01234567"


HERSTEL = "Controleer de registratie in het LRK; wat hier al bekend is, blijft staan."
FOUTEN = [
    ({"lrk_id": "12"}, "Regel 2, kolom lrk_id: ‘12’ kan niet. Verwacht: 6 tot 12 cijfers."),
    ({"ve": "misschien"}, f"Regel 2, kolom ve: ‘misschien’ kan niet. Verwacht: ‘Ja’ of ‘Nee’. {HERSTEL}"),
    (
        {"status": "Onbekend"},
        "Regel 2, kolom status: ‘Onbekend’ kan niet. Verwacht: ‘Uitgeschreven’ of ‘Ingeschreven’.",
    ),
    (
        {"aantal_kindplaatsen": "3x"},
        "Regel 2, kolom aantal_kindplaatsen: ‘3x’ kan niet. Verwacht: een heel getal van 0 tot 2000.",
    ),
    (
        {"opvanglocatie_postcode": "38AB"},
        "Regel 2, kolom opvanglocatie_postcode: ‘38AB’ kan niet. Verwacht: een postcode zoals 3881AB.",
    ),
    (
        {"kvk_nummer_houder": "12A"},
        "Regel 2, kolom kvk_nummer_houder: ‘0000012A’ kan niet. Verwacht: 8 cijfers.",
    ),
    ({"actuele_naam_oko": ""}, "Regel 2, kolom actuele_naam_oko: is leeg. Hier moet een waarde staan."),
    ({"actuele_naam_oko": "x" * 201}, "Er staan 201 tekens; hoogstens 200 passen."),
    (
        {"naam_houder": "Kinder\x07opvang"},
        "Regel 2, kolom naam_houder: is leeg. Er staat een teken in dat niet te zien is.",
    ),
]


@pytest.mark.parametrize(("anders", "zin"), FOUTEN)
def test_a_wrong_value_is_told_with_line_column_and_value(
    lees: Any, anders: dict[str, str], zin: str
) -> None:
    """Rows that are good are read; what was known of the other stays."""
    bekend = LocatieFactory(lrk_nummer="123456789", naam="De Ark zoals hij was", ve_geregistreerd=True)
    tekst = fout(lees, regel(**anders), regel(lrk_id="123456780"))
    assert tekst.startswith("Deze regels zijn niet ingelezen, de andere wel:")
    assert zin in tekst
    bekend.refresh_from_db()
    assert (bekend.naam, bekend.ve_geregistreerd, bekend.uitgeschreven) == (
        "De Ark zoals hij was",
        True,
        False,
    )
    assert Locatie.objects.filter(lrk_nummer="123456780").exists()
    assert not LrkVraag.objects.filter(locatie=bekend).exists()


def test_all_that_is_wrong_with_a_row_is_told_at_once(lees: Any) -> None:
    tekst = fout(lees, regel(ve="x", opvanglocatie_postcode="1"), regel(lrk_id="123456780", status="?"))
    assert [deel.split(":")[0] for deel in tekst.splitlines()[1:]] == [
        "Regel 2, kolom opvanglocatie_postcode",
        "Regel 2, kolom ve",
        "Regel 3, kolom status",
    ]


def test_of_a_number_that_is_there_twice_the_registered_row_counts(lees: Any) -> None:
    lees(regel(status="Uitgeschreven", actuele_naam_oko="Oud"), regel(actuele_naam_oko="Nieuw"))
    assert Locatie.objects.get().naam == "Nieuw"


def test_two_rows_that_contradict_each_other_are_told_and_neither_is_read(lees: Any) -> None:
    tekst = fout(lees, regel(), regel(actuele_naam_oko="Anders"))
    assert (
        "Regel 3: Nummer 123456789 staat twee keer in het bestand (regel 2 en 3) met andere gegevens."
        in tekst
    )
    assert not Locatie.objects.exists()


def test_a_missing_column_is_named(lees: Any) -> None:
    kop = ";".join(kolom for kolom in KOP.split(";") if kolom not in ("ve", "status"))
    assert "Er is niets ingelezen. Regel 1: kolom status, ve ontbreekt." in fout(lees, regel(kop), kop=kop)


ELDERS = {"lrk_id": "700000009", "cbs_code": "0518", "actuele_naam_oko": "Elders"}


@pytest.mark.parametrize(
    "elders",
    [
        ";".join(regel(**ELDERS).split(";")[:-3]),
        ";".join(regel(**ELDERS).split(";")[:5]),
        regel(**ELDERS | {"actuele_naam_oko": '"Spelen; Leren"'}),
        regel(**ELDERS | {"actuele_naam_oko": "Spelen; Leren"}),
        regel(**ELDERS | {"naam_houder": '"A; B"'}).removesuffix(";;;"),
        regel(**ELDERS) + ";;;",
        regel(**ELDERS | {"actuele_naam_oko": '"Spelen\r\nen Leren"'}),
        '"nooit gesloten',
        "x" * 3000,
        ";;;;",
    ],
    ids=[
        "kort",
        "te-kort",
        "aanhaling",
        "los",
        "aanhaling-en-kort",
        "lang",
        "regeleinde",
        "open",
        "tekst",
        "leeg",
    ],
)
def test_a_row_elsewhere_in_the_country_stops_no_municipality(lees: Any, elders: str) -> None:
    assert "2 nieuw" in lees(elders, regel(), elders, regel(lrk_id="123456780"))


def test_rows_elsewhere_that_cannot_be_read_are_told(lees: Any) -> None:
    tekst = lees(regel(**ELDERS | {"actuele_naam_oko": "Spelen; Leren", "lrk_url": "https://lrk"}), regel())
    assert "Overgeslagen, niet van deze gemeenten en niet te lezen: regel 2\n" in tekst


@pytest.mark.parametrize(
    ("rij", "naam"),
    [
        (";".join(regel().split(";")[:-3]), "De Ark"),
        (regel(actuele_naam_oko='"Spelen; Leren"'), "Spelen; Leren"),
        (regel(actuele_naam_oko='"Spelen; Leren"').removesuffix(";;;"), "Spelen; Leren"),
        (regel(actuele_naam_oko='"De ""Kleine"" Ark; Zuid"'), 'De "Kleine" Ark; Zuid'),
        (regel(actuele_naam_oko='"Spelen\r\nen Leren"'), "Spelen en Leren"),
        (regel(actuele_naam_oko="'De Ark'"), "De Ark"),
        (regel(actuele_naam_oko="'s Heerenhof"), "'s Heerenhof"),
        (regel(lrk_id="'123456789", cbs_code="'0273", kvk_nummer_houder="'01234567"), "De Ark"),
        (regel(contact_telefoon="'0341-000000'", contact_emailadres="''"), "De Ark"),
    ],
)
def test_an_own_row_is_read_however_it_was_written(lees: Any, rij: str, naam: str) -> None:
    lees(rij)
    assert Locatie.objects.values_list("lrk_nummer", "naam", "houder__kvk_nummer").get() == (
        "123456789",
        naam,
        "01234567",
    )


def test_an_own_row_whose_columns_moved_is_told(lees: Any) -> None:
    tekst = fout(lees, regel(actuele_naam_oko="De;Ark", lrk_url="https://lrk"))
    assert (
        "Regel 2: er staan 36 kolommen in plaats van 35. Zet een naam met een puntkomma tussen aanhalingstekens"
        in tekst
    )


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (b"PK\x03\x04rest", "Dit is een Excel-bestand."),
        (b"", "kolom lrk_id"),
        (b"a\x00b", "Dit is geen tekstbestand."),
        (KOP.encode() + b"\n" + b"x" * 20_001, "Regel 2 is langer dan 20000 tekens."),
        (KOP.encode() + b";status", "kolom status staat er twee keer."),
    ],
)
def test_what_is_no_file_of_the_register_is_told(tmp_path: Path, inhoud: bytes, zin: str) -> None:
    bestand = tmp_path / "lrk.csv"
    bestand.write_bytes(inhoud)
    with pytest.raises(CommandError, match="Er is niets ingelezen") as fout:
        call_command("import_lrk", str(bestand))
    assert zin in str(fout.value)


def test_a_file_larger_than_the_register_can_be_is_refused(
    lees: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("opvang.lrk.rijen.MAX_BYTES", 100)
    assert "hoogstens 0 MB past" in fout(lees, regel())
    monkeypatch.undo()
    monkeypatch.setattr("opvang.lrk.rijen.MEESTE_REGELS", 1)
    assert "meer dan 1 regels" in fout(lees, regel())


@pytest.mark.parametrize("sep", [";", ",", "\t"])
def test_a_line_that_names_the_separator_is_followed(lees: Any, sep: str) -> None:
    lees(KOP.replace(";", sep), regel().replace(";", sep), kop=f"sep={sep}")
    assert Locatie.objects.get().naam == "De Ark"


def test_the_whole_country_is_read_in_seconds() -> None:
    """31.800 rows, of which a few are ours; half of the time of a page."""
    land = [
        regel(lrk_id=str(200_000_000 + i), cbs_code="0518", lrk_url="https://lrk/" + "x" * 200)
        for i in range(31_800)
    ]
    inhoud = BytesIO("\n".join([KOP, *land, regel()]).encode())
    begin = process_time()
    gelezen = read_lrk(inhoud, gemeente_codes={"0273"}, lrk_nummers=set())
    assert (len(gelezen.regels), gelezen.gemeente_codes) == (1, {"0273", "0518"})
    assert process_time() - begin < 5


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="kan niet worden gelezen"):
        call_command("import_lrk", str(tmp_path / "geen.csv"))


def test_what_came_in_is_recorded_per_municipality(lees: Any) -> None:
    GemeenteFactory(code="0226")
    lees(regel(), regel(lrk_id="123456780", cbs_code="0226"))
    regels = AuditRegel.objects.filter(handeling="locatie.import").order_by("gemeente_code")
    assert [(r.gemeente_code, r.gebruiker_email, r.details) for r in regels] == [
        (
            "0226",
            "systeem: LRK inlezen",
            {"nieuw": ["123456780"], "gewijzigd": [], "beeindigd": [], "vragen": []},
        ),
        (
            "0273",
            "systeem: LRK inlezen",
            {"nieuw": ["123456789"], "gewijzigd": [], "beeindigd": [], "vragen": []},
        ),
    ]
