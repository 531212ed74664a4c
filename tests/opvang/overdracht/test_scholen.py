"""The list of DUO becomes schools: by the names of its columns, of the own municipality, and nothing is lost."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from opvang.overdracht.actions.scholen import import_scholen
from opvang.overdracht.scholen import ScholenFout, School, read_scholen
from organisaties.models import AuditRegel, Gemeente, Organisatie
from tests.factories import GemeenteFactory, OrganisatieFactory

KOP = (
    "PROVINCIE;BEVOEGD GEZAG NUMMER;INSTELLINGSCODE;VESTIGINGSCODE;VESTIGINGSNAAM;STRAATNAAM;HUISNUMMER-TOEVOEGING;"
    "POSTCODE;PLAATSNAAM;GEMEENTENUMMER;GEMEENTENAAM;DENOMINATIE"
)
KEI = "Gelderland;12345;10AB;10AB00;De Kei;Dorpsstraat;1-a;3881 AB;PUTTEN;0273;PUTTEN;Openbaar"
BEEK = "Gelderland;12345;10CD;10CD01;De Beek;Laan;2;3882CD;PUTTEN;273;PUTTEN;Openbaar"
ELDERS = "Gelderland;12345;10EF;10EF00;De Kei;Weg;3;6921AA;DUIVEN;0226;DUIVEN;Openbaar"


def csv(*regels: str) -> bytes:
    return "\r\n".join((KOP, *regels)).encode()


def read(inhoud: bytes) -> list[School]:
    return read_scholen(inhoud, gemeente_codes={"0273"})


EEN = School("10AB00", "De Kei", "Dorpsstraat 1-a", "3881AB", "Putten", "0273")


def test_only_the_schools_of_the_own_municipality_are_read_by_the_names_of_the_columns() -> None:
    scholen = read(csv(KEI, BEEK, ELDERS))
    assert scholen[0] == EEN
    assert [school.naam for school in scholen] == ["De Kei", "De Beek"]


@pytest.mark.parametrize("scheiding", [";", ",", "\t"])
@pytest.mark.parametrize("codering", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_any_separator_and_encoding_of_an_office_is_read(scheiding: str, codering: str) -> None:
    tekst = "\n".join((KOP, KEI.replace("De Kei", "De Créche"))).replace(";", scheiding)
    assert read(tekst.encode(codering))[0].naam == "De Créche"


@pytest.mark.parametrize(
    "data",
    [
        {"fields": [{"id": naam} for naam in KOP.split(";")], "records": [KEI.split(";")]},
        {"result": {"records": [dict(zip(KOP.split(";"), KEI.split(";"), strict=True))]}},
        [dict(zip(KOP.split(";"), KEI.split(";"), strict=True))],
    ],
)
def test_json_of_the_datastore_is_read_in_each_of_its_shapes(data: object) -> None:
    assert read(json.dumps(data).encode()) == [EEN]


def test_an_older_file_gives_brin_and_number_apart() -> None:
    kop = "BRIN NUMMER;VESTIGINGSNUMMER;VESTIGINGSNAAM;PLAATSNAAM;GEMEENTENUMMER"
    assert read(f"{kop}\n10AB;10AB02;De Kei;Putten;273".encode())[0].vestigingscode == "10AB02"
    assert read(f"{kop}\n10AB;2;De Kei;Putten;273".encode())[0].vestigingscode == "10AB02"


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (
            b"naam;plaats\nDe Kei;Putten",
            "Kolom VESTIGINGSNAAM, PLAATSNAAM, GEMEENTENUMMER, VESTIGINGSCODE ontbreekt",
        ),
        (csv(KEI.replace("10AB00", "AB")), "Regel 2: ‘AB’ is geen vestigingscode"),
        (csv(KEI.replace("3881 AB", "38")), "Regel 2: postcode ‘38’ van vestiging 10AB00"),
        (csv(KEI, KEI), "Regel 3: vestiging 10AB00 staat twee keer"),
        (csv(KEI.replace("De Kei", "")), "heeft geen naam"),
        (b"{stuk", "geen JSON"),
        (b'{"records": []}', "geen vestigingen"),
        (b"PK\x03\x04", "Excel-bestand"),
    ],
)
def test_a_file_that_is_not_right_says_where(inhoud: bytes, zin: str) -> None:
    with pytest.raises(ScholenFout, match=zin):
        read(inhoud)


@pytest.fixture
def putten() -> Gemeente:
    gemeente: Gemeente = GemeenteFactory()
    return gemeente


@pytest.mark.django_db
def test_new_changed_and_gone_are_told_and_nothing_is_deleted(putten: Gemeente) -> None:
    verslag = import_scholen(gemeente=putten, scholen=read(csv(KEI, BEEK)))
    assert (verslag.nieuw, verslag.gewijzigd, verslag.opgeheven) == (["De Kei", "De Beek"], [], [])
    verslag = import_scholen(gemeente=putten, scholen=read(csv(KEI.replace("1-a", "5"))))
    assert (verslag.nieuw, verslag.gewijzigd, verslag.opgeheven) == ([], ["De Kei"], ["De Beek"])
    weg = Organisatie.objects.get(vestigingscode="10CD01")
    assert weg.opgeheven
    assert import_scholen(gemeente=putten, scholen=read(csv(KEI, BEEK))).gewijzigd == ["De Kei", "De Beek"]


@pytest.mark.django_db
def test_reading_it_again_changes_nothing(putten: Gemeente) -> None:
    import_scholen(gemeente=putten, scholen=read(csv(KEI, BEEK)))
    verslag = import_scholen(gemeente=putten, scholen=read(csv(KEI, BEEK)))
    assert (verslag.nieuw, verslag.gewijzigd, verslag.opgeheven, verslag.ongewijzigd) == ([], [], [], 2)


@pytest.mark.django_db
def test_a_school_that_was_there_without_a_code_gets_it(putten: Gemeente) -> None:
    kei = OrganisatieFactory(school=True, naam="de kei", gemeenten=[putten])
    assert import_scholen(gemeente=putten, scholen=read(csv(KEI))).gewijzigd == ["De Kei"]
    kei.refresh_from_db()
    assert (kei.vestigingscode, kei.plaats) == ("10AB00", "Putten")


@pytest.mark.django_db
def test_two_schools_with_one_name_are_told_apart_and_stay_so(putten: Gemeente) -> None:
    duiven = GemeenteFactory(code="0226")
    import_scholen(gemeente=duiven, scholen=read_scholen(csv(ELDERS), gemeente_codes={"0226"}))
    for nieuw in (["De Kei (Putten, 10AB00)"], []):
        assert import_scholen(gemeente=putten, scholen=read(csv(KEI))).nieuw == nieuw
    assert Organisatie.objects.get(vestigingscode="10EF00").naam == "De Kei"
    assert list(
        Organisatie.objects.scholen().in_gemeente(putten).values_list("vestigingscode", flat=True)
    ) == ["10AB00"]


@pytest.mark.django_db
def test_the_command_reads_every_municipality_that_is_there(putten: Gemeente, tmp_path: Path) -> None:
    bestand = tmp_path / "vestigingen.csv"
    bestand.write_bytes(csv(KEI, BEEK, ELDERS))
    uit = StringIO()
    call_command("import_scholen", bestand, stdout=uit)
    assert "Putten: 2 nieuw, 0 gewijzigd, 0 niet meer in de lijst, 0 ongewijzigd." in uit.getvalue()
    assert Organisatie.objects.scholen().count() == 2
    regel = AuditRegel.objects.get(handeling="school.import")
    assert (regel.gebruiker_email, regel.details["nieuw"]) == ("systeem: scholen inlezen", 2)
    bestand.write_bytes(b"x")
    with pytest.raises(CommandError, match="ontbreekt"):
        call_command("import_scholen", bestand)
