from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from organisaties.models import AuditRegel, Locatie, Organisatie
from tests.factories import GemeenteFactory, LocatieFactory, OrganisatieFactory, PlaatsingFactory

pytestmark = pytest.mark.django_db

KOP = (
    "lrk_id;type_oko;opc;actuele_naam_oko;aantal_kindplaatsen;ve;status;inschrijfdatum;opvanglocatie_adres;"
    "opvanglocatie_postcode;opvanglocatie_woonplaats;bag_id;naam_houder;kvk_nummer_houder;vestigingsnummer_houder;"
    "rechtsvorm_houder;start_geschillencommissie;einde_geschillencommissie;houder_adres;houder_postcode;"
    "houder_woonplaats;houder_buitenland;correspondentie_adres;correspondentie_postcode;correspondentie_woonplaats;"
    "correspondentie_buitenland;contact_persoon;contact_telefoon;contact_emailadres;contact_website;cbs_code;"
    "verantwoordelijke_gemeente;gastouderbureau_1;gastouderbureau_2;lrk_url"
)
ARK = {
    "lrk_id": "123456789",
    "type_oko": "KDV",
    "actuele_naam_oko": "De Ark",
    "aantal_kindplaatsen": "32",
    "ve": "Ja",
    "status": "Ingeschreven",
    "opvanglocatie_adres": "Dorpsstraat 1",
    "opvanglocatie_postcode": "3881AB",
    "opvanglocatie_woonplaats": "Putten",
    "naam_houder": "Kinderopvang Voorbeeld B.V.",
    "kvk_nummer_houder": "01234567",
    "cbs_code": "0273",
}


@pytest.fixture(autouse=True)
def putten() -> Any:
    return GemeenteFactory()


def regel(kop: str = KOP, **anders: str) -> str:
    cellen = ARK | anders
    return ";".join(cellen.get(kolom, "") for kolom in kop.split(";"))


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
        "1 nieuw, 0 gewijzigd, 0 uitgeschreven, 0 ongewijzigd.\n"
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
    assert lees(regel()) == "0 nieuw, 0 gewijzigd, 0 uitgeschreven, 1 ongewijzigd.\n"
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
    assert "Regel 2, kolom uitschrijfdatum: ‘gisteren’ is niet goed." in fout(
        lees, regel(kop, uitschrijfdatum="gisteren"), kop=kop
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


FOUTEN = [
    ({"lrk_id": "12"}, "Regel 2, kolom lrk_id: ‘12’ is niet goed. Verwacht: 6 tot 12 cijfers."),
    ({"ve": "misschien"}, "Regel 2, kolom ve: ‘misschien’ is niet bekend. Verwacht: ‘Ja’ of ‘Nee’."),
    (
        {"status": "Onbekend"},
        "Regel 2, kolom status: ‘Onbekend’ is niet bekend. Verwacht: ‘Uitgeschreven’ of ‘Ingeschreven’.",
    ),
    (
        {"aantal_kindplaatsen": "3x"},
        "Regel 2, kolom aantal_kindplaatsen: ‘3x’ is niet goed. Verwacht: een heel getal van 0 tot 2000.",
    ),
    (
        {"opvanglocatie_postcode": "38AB"},
        "Regel 2, kolom opvanglocatie_postcode: ‘38AB’ is niet goed. Verwacht: een postcode zoals 3881AB.",
    ),
    (
        {"kvk_nummer_houder": "12A"},
        "Regel 2, kolom kvk_nummer_houder: ‘0000012A’ is niet goed. Verwacht: 8 cijfers.",
    ),
    ({"actuele_naam_oko": ""}, "Regel 2, kolom actuele_naam_oko: is leeg. Vul de waarde uit het LRK in."),
    ({"actuele_naam_oko": "x" * 201}, "heeft 201 tekens; hoogstens 200 passen."),
]


@pytest.mark.parametrize(("anders", "zin"), FOUTEN)
def test_a_wrong_value_is_told_with_line_column_and_value(
    lees: Any, anders: dict[str, str], zin: str
) -> None:
    tekst = fout(lees, regel(**anders))
    assert tekst.startswith("Er is niets ingelezen.")
    assert zin in tekst


def test_all_errors_are_told_at_once_and_nothing_is_imported(lees: Any) -> None:
    tekst = fout(lees, regel(), regel(lrk_id="123456780", ve="x"), regel())
    assert "Regel 3, kolom ve" in tekst
    assert "Regel 4, kolom lrk_id: nummer 123456789 staat twee keer in het bestand." in tekst
    assert not Locatie.objects.exists()


def test_a_missing_column_is_named(lees: Any) -> None:
    kop = ";".join(kolom for kolom in KOP.split(";") if kolom not in ("ve", "status"))
    assert "Regel 1: kolom status, ve ontbreekt." in fout(lees, regel(kop), kop=kop)


def test_a_line_with_too_many_columns_is_told(lees: Any) -> None:
    assert "Regel 2: 36 kolommen in plaats van 35." in fout(lees, regel(actuele_naam_oko="De;Ark"))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="kan niet worden gelezen"):
        call_command("import_lrk", str(tmp_path / "geen.csv"))


def test_what_came_in_is_recorded_per_municipality(lees: Any) -> None:
    GemeenteFactory(code="0226")
    lees(regel(), regel(lrk_id="123456780", cbs_code="0226"))
    regels = AuditRegel.objects.filter(handeling="locatie.import").order_by("gemeente_code")
    assert [(r.gemeente_code, r.gebruiker_email, r.details) for r in regels] == [
        ("0226", "systeem: LRK inlezen", {"nieuw": ["123456780"], "gewijzigd": [], "beeindigd": []}),
        ("0273", "systeem: LRK inlezen", {"nieuw": ["123456789"], "gewijzigd": [], "beeindigd": []}),
    ]
