from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from opvang import urenbestand
from opvang.models import Declaratieregel, Inlezing, Urendeclaratie
from opvang.urenbestand import Urenregels
from organisaties.models import AuditRegel, Gebruiker, Locatie
from tests.factories import DeclaratieregelFactory, PlaatsingFactory

pytestmark = pytest.mark.django_db

KOP = "plaatsing;pseudoniem;naam;geboortedatum;locatie;uren"


def rij(regel: Declaratieregel, uren: str, **anders: str) -> str:
    kind = regel.plaatsing.kind
    cellen = {"plaatsing": str(regel.plaatsing_id), "pseudoniem": kind.pseudoniem, "naam": kind.naam} | anders
    return f"{cellen['plaatsing']};{cellen['pseudoniem']};{cellen['naam']};01-09-2022;De Ark;{uren}"


def lees(regel: Declaratieregel, *regels: str, kop: str = KOP) -> dict[int, int]:
    return urenbestand.read("\r\n".join([kop, *regels]).encode(), regel.declaratie).uren


def fouten(regel: Declaratieregel, *regels: str, kop: str = KOP) -> list[str]:
    with pytest.raises(ValidationError) as fout:
        lees(regel, *regels, kop=kop)
    return list(fout.value.messages)


def test_the_file_holds_a_line_per_child(regel: Declaratieregel) -> None:
    kind = regel.plaatsing.kind
    assert urenbestand.write(regel.declaratie).decode("utf-8-sig") == (
        f"{KOP}\r\n{regel.plaatsing_id};{kind.pseudoniem};{kind.naam};01-09-2022;De Ark;160\r\n"
    )


def test_a_name_that_is_a_formula_is_written_as_text(regel: Declaratieregel) -> None:
    kind = regel.plaatsing.kind
    kind.voornaam = "=HYPERLINK(1)"
    kind.save()
    assert ";'=HYPERLINK(1) Voorbeeld;" in urenbestand.write(regel.declaratie).decode("utf-8-sig")


def test_what_was_downloaded_is_read_back_unchanged(regel: Declaratieregel) -> None:
    inhoud = urenbestand.write(regel.declaratie)
    assert urenbestand.read(inhoud, regel.declaratie) == Urenregels(uren={regel.pk: 160_00})


@pytest.mark.parametrize("scheiding", [";", ",", "\t"])
def test_the_separator_that_excel_chose_is_found(regel: Declaratieregel, scheiding: str) -> None:
    kop = KOP.replace(";", scheiding)
    assert lees(regel, rij(regel, "12").replace(";", scheiding), kop=kop) == {regel.pk: 12_00}


def test_only_three_columns_are_needed_in_any_order(regel: Declaratieregel) -> None:
    kind = regel.plaatsing.kind
    gelezen = lees(regel, f"120,25;{kind.pseudoniem};{regel.plaatsing_id}", kop="Uren;Pseudoniem;Plaatsing")
    assert gelezen == {regel.pk: 120_25}


def test_empty_lines_are_skipped(regel: Declaratieregel) -> None:
    assert lees(regel, "", rij(regel, "12"), ";;;;;", "") == {regel.pk: 12_00}


def test_a_missing_column_is_named(regel: Declaratieregel) -> None:
    assert fouten(regel, "1;K", kop="plaatsing;pseudoniem") == [
        (
            "Regel 1: kolom uren ontbreekt. Zet boven de regels de namen van de kolommen, of download het bestand"
            " opnieuw en laat de eerste regel staan."
        )
    ]


@pytest.mark.parametrize("kolom", KOP.split(";"))
def test_a_column_that_is_there_twice_is_refused(regel: Declaratieregel, kolom: str) -> None:
    assert fouten(regel, rij(regel, "160") + ";1", kop=f"{KOP};{kolom.upper()} ") == [
        f"Regel 1: kolom {kolom} staat er meer dan een keer. Verwijder de kolom die niet geldt."
    ]


def test_a_cell_that_never_ends_is_refused_with_its_line(regel: Declaratieregel) -> None:
    [zin] = fouten(regel, rij(regel, "160"), rij(regel, '"' + "1" * 140_000))
    assert zin.startswith("Regel 3: een cel is langer dan 1000 tekens")


def test_each_wrong_line_is_told_with_column_and_value(regel: Declaratieregel, locatie: Locatie) -> None:
    tweede, derde = (
        DeclaratieregelFactory(declaratie=regel.declaratie, plaatsing=PlaatsingFactory(locatie=locatie))
        for _ in range(2)
    )
    assert fouten(
        regel,
        rij(regel, "veel"),
        rij(tweede, "-5"),
        rij(derde, "16050"),
        rij(regel, "1", plaatsing="0"),
        rij(regel, "1", pseudoniem="K2222222"),
    ) == [
        (
            "Regel 2, kolom uren: ‘veel’ is geen getal. Schrijf bijvoorbeeld 160 of 160,5, met hoogstens twee cijfers"
            " achter de komma."
        ),
        "Regel 3, kolom uren: Uren kunnen niet negatief zijn; u vulde -5 in.",
        "Regel 4, kolom uren: 16050 uur past niet in een kwartaal: meer dan 1104 uur kan niet.",
        (
            "Regel 5, kolom plaatsing: ‘0’ staat niet in deze declaratie. Verwijder de regel, of gebruik het bestand van"
            " dit tijdvak."
        ),
        (
            f"Regel 6, kolom pseudoniem: ‘K2222222’ hoort niet bij plaatsing {regel.plaatsing_id}. Zijn de kolommen los van"
            " elkaar gesorteerd? Download het bestand dan opnieuw."
        ),
    ]


def test_a_line_that_stands_there_twice_is_refused(regel: Declaratieregel) -> None:
    assert fouten(regel, rij(regel, "1"), rij(regel, "2")) == [
        f"Regel 3, kolom plaatsing: {regel.plaatsing_id} staat twee keer in het bestand. Verwijder er een."
    ]


def test_a_line_that_breaks_off_is_an_error_and_no_crash(regel: Declaratieregel) -> None:
    assert fouten(regel, str(regel.plaatsing_id))[0].startswith("Regel 2, kolom pseudoniem: ‘’ hoort niet")


def test_after_fifty_errors_the_rest_is_counted(regel: Declaratieregel) -> None:
    zinnen = fouten(regel, *(rij(regel, "veel") for _ in range(60)))
    assert len(zinnen) == 51
    assert zinnen[-1] == "En nog 10 regels met een fout."


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (b"PK\x03\x04xlsx", "Het bestand is beschadigd of heeft een wachtwoord."),
        (KOP.encode(), "In het bestand staan geen regels met uren."),
        (b"", r"Regel 1: kolom naam en geboortedatum \(of pseudoniem\), uren ontbreekt"),
        (b"x" * (50 * 1024 * 1024), "Het bestand is 50 MB; hoogstens 5 MB past."),
    ],
)
def test_a_file_that_is_something_else_is_refused(concept: Urendeclaratie, inhoud: bytes, zin: str) -> None:
    with pytest.raises(ValidationError, match=zin):
        urenbestand.read(inhoud, concept)


def upload(inloggen: Any, houder: Gebruiker, regel: Declaratieregel, *regels: str) -> Any:
    bestand = SimpleUploadedFile("uren.csv", "\r\n".join([KOP, *regels]).encode("cp1252"))
    adres = reverse("opvang:uren_upload", args=[regel.declaratie_id])
    client = inloggen(houder)
    antwoord = client.post(adres, {"bestand": bestand}, follow=True)
    inlezing = Inlezing.objects.open().first()
    if antwoord.status_code != 200 or inlezing is None:
        return antwoord
    nakijken = reverse("opvang:uren_review", args=[regel.declaratie_id])
    return client.post(nakijken, {"inlezing": inlezing.pk}, follow=True)


def test_an_uploaded_file_fills_the_draft(inloggen: Any, houder: Gebruiker, regel: Declaratieregel) -> None:
    antwoord = upload(inloggen, houder, regel, rij(regel, "150,5", naam="Zoë"))
    assert "Het bestand is ingelezen: 1 regel, waarvan 1 anders dan eerst." in antwoord.content.decode()
    regel.refresh_from_db()
    assert regel.uren_honderdsten == 150_50


def test_one_wrong_line_and_nothing_is_read(
    inloggen: Any, houder: Gebruiker, locatie: Locatie, regel: Declaratieregel
) -> None:
    tweede = DeclaratieregelFactory(declaratie=regel.declaratie, plaatsing=PlaatsingFactory(locatie=locatie))
    antwoord = upload(inloggen, houder, regel, rij(regel, "1"), rij(tweede, "veel"))
    assert antwoord.status_code == 422
    assert "Regel 3, kolom uren: ‘veel’ is geen getal" in antwoord.content.decode()
    regel.refresh_from_db()
    assert regel.uren_honderdsten == 160_00


def test_uploading_without_a_file_says_what_to_do(
    inloggen: Any, houder: Gebruiker, regel: Declaratieregel
) -> None:
    adres = reverse("opvang:uren_upload", args=[regel.declaratie_id])
    assert "Kies eerst het bestand met de uren." in inloggen(houder).post(adres, follow=True).content.decode()


def test_a_file_does_not_change_what_was_submitted(
    inloggen: Any, houder: Gebruiker, regel: Declaratieregel, ingediend: Urendeclaratie
) -> None:
    antwoord = upload(inloggen, houder, regel, rij(regel, "1"))
    assert "‘Ingediend’ en kan daarom niet worden gewijzigd" in antwoord.content.decode()
    regel.refresh_from_db()
    assert regel.uren_honderdsten == 160_00


def test_downloading_is_recorded(inloggen: Any, houder: Gebruiker, regel: Declaratieregel) -> None:
    antwoord = inloggen(houder).get(reverse("opvang:uren_download", args=[regel.declaratie_id]))
    assert antwoord.headers["Content-Disposition"] == 'attachment; filename="uren-1e-kwartaal-2025.csv"'
    assert AuditRegel.objects.filter(handeling="declaratie.export", gebruiker_id=houder.pk).count() == 1
