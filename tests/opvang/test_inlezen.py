"""From upload to saved hours: what changes is seen first, and nothing is ever half stored."""

import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from lib.bladen import read_bladen
from opvang import urenbestand
from opvang.actions import confirm_inlezing, keep_kolommen, put_inlezing, save_uren, submit_declaratie
from opvang.models import Declaratieregel, Inlezing, Kolomgewoonte, Urendeclaratie
from opvang.urenbestand import Urenregels
from organisaties.models import AuditRegel, Gebruiker, Locatie
from organisaties.rechten import Rol
from tests.factories import DeclaratieregelFactory, GebruikerFactory, KindFactory, PlaatsingFactory
from tests.opvang.conftest import NU
from tests.werkmappen import by_xlsxwriter, parts_of, zipped

pytestmark = pytest.mark.django_db

Rijen = list[list[Any]]


@pytest.fixture
def noor(regel: Declaratieregel, locatie: Locatie) -> Declaratieregel:
    kind = KindFactory(voornaam="Noor", achternaam="Bos", geboortedatum=date(2022, 5, 15))
    plaatsing = PlaatsingFactory(locatie=locatie, kind=kind)
    regel_van_noor: Declaratieregel = DeclaratieregelFactory(declaratie=regel.declaratie, plaatsing=plaatsing)
    return regel_van_noor


class Bureau:
    """Somebody of the provider at his screen."""

    def __init__(self, client: Any, declaratie: Urendeclaratie) -> None:
        self.client, self.declaratie = client, declaratie

    def kies(self, inhoud: bytes, *, htmx: bool = False, **velden: Any) -> Any:
        adres = reverse("opvang:uren_upload", args=[self.declaratie.pk])
        koppen = {"HTTP_HX_REQUEST": "true"} if htmx else {}
        bestand = SimpleUploadedFile("uren.xlsx", inhoud)
        return self.client.post(adres, velden | {"bestand": bestand}, **koppen)

    @property
    def nakijken(self) -> str:
        return reverse("opvang:uren_review", args=[self.declaratie.pk])

    def bekijk(self) -> str:
        return " ".join(self.client.get(self.nakijken, follow=True).content.decode().split())

    def neem_over(self, inlezing: int | None = None) -> str:
        nummer = inlezing or Inlezing.objects.open().get().pk
        return self.client.post(self.nakijken, {"inlezing": nummer}, follow=True).content.decode()


@pytest.fixture
def bureau(inloggen: Callable[[Gebruiker], Any], houder: Gebruiker, noor: Declaratieregel) -> Bureau:
    return Bureau(inloggen(houder), noor.declaratie)


def planning(uren: Any, kop: list[str] | None = None) -> bytes:
    return by_xlsxwriter([kop or ["Kind", "Geboren", "Uren"], ["Noor Bos", date(2022, 5, 15), uren]])


def uren_van(regel: Declaratieregel) -> int:
    return Declaratieregel.objects.get(pk=regel.pk).uren_honderdsten


# -- the workbook to fill in ---------------------------------------------------------------------


def _werkmap(declaratie: Urendeclaratie, **anders: Any) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(urenbestand.write_xlsx(declaratie, **anders)))


def test_in_the_workbook_only_hours_and_days_can_be_typed(noor: Declaratieregel) -> None:
    Declaratieregel.objects.filter(pk=noor.pk).update(dagen=30)
    blad = _werkmap(noor.declaratie, met_dagen=True)["Uren"]
    assert [cel.value for cel in blad[1]] == [*urenbestand.schrijven.KOLOMMEN, "dagen"]
    assert blad.protection.sheet
    assert [[cel.protection.locked for cel in rij] for rij in blad.iter_rows(min_row=2)] == [
        [True, True, True, True, True, False, False]
    ] * 2
    assert blad.auto_filter.ref == "A1:G3"
    rij = next(rij for rij in blad.iter_rows(min_row=2) if rij[0].value == noor.plaatsing_id)
    assert [cel.number_format for cel in rij[3:]] == ["dd-mm-yyyy", "General", "#,##0.00", "0"]
    assert [rij[2].value, rij[3].value.date(), rij[6].value] == ["Noor Bos", date(2022, 5, 15), 30]


def test_excel_itself_refuses_hours_that_cannot_be_and_lists_the_days(noor: Declaratieregel) -> None:
    blad = _werkmap(noor.declaratie, met_dagen=True)["Uren"]
    vragen = {str(v.sqref): (v.type, v.formula1) for v in blad.data_validations.dataValidation}
    assert vragen == {
        "F2:F3": ("decimal", "0"),
        "G2": ("list", "Uitleg!$F$1:$F$91"),
        "G3": ("list", "Uitleg!$F$1:$F$91"),
    }


def test_a_second_sheet_explains_each_column(noor: Declaratieregel) -> None:
    uitleg = [rij[0].value for rij in _werkmap(noor.declaratie)["Uitleg"].iter_rows()]
    assert uitleg[-6:] == list(urenbestand.schrijven.KOLOMMEN)
    assert "De andere cellen zitten op slot." in uitleg[1]


def test_a_name_that_is_a_formula_is_text_in_the_workbook(noor: Declaratieregel) -> None:
    kind = noor.plaatsing.kind
    kind.voornaam = '=HYPERLINK("http://x")'
    kind.save()
    inhoud = urenbestand.write_xlsx(noor.declaratie)
    assert b"<f>" not in parts_of(inhoud)["xl/worksheets/sheet1.xml"]
    assert '=HYPERLINK("http://x") Bos' in {cel for rij in read_bladen(inhoud)[0].rijen for cel in rij.cellen}


def test_the_workbook_is_read_back_unchanged(noor: Declaratieregel, regel: Declaratieregel) -> None:
    Declaratieregel.objects.filter(pk=noor.pk).update(uren_honderdsten=16_05, dagen=9)
    inhoud = urenbestand.write_xlsx(noor.declaratie, met_dagen=True)
    assert urenbestand.read(inhoud, noor.declaratie, met_dagen=True) == Urenregels(
        {noor.pk: 16_05, regel.pk: 160_00}, {noor.pk: 9}
    )


def test_the_workbook_is_taken_away_and_recorded(bureau: Bureau, houder: Gebruiker) -> None:
    antwoord = bureau.client.get(reverse("opvang:uren_workbook", args=[bureau.declaratie.pk]))
    assert antwoord["Content-Disposition"] == 'attachment; filename="uren-1e-kwartaal-2025.xlsx"'
    assert antwoord["Content-Type"].endswith("spreadsheetml.sheet")
    assert AuditRegel.objects.filter(handeling="declaratie.export", gebruiker_id=houder.pk).count() == 1


# -- what changes --------------------------------------------------------------------------------


def test_a_file_changes_nothing_until_somebody_says_yes(
    bureau: Bureau, noor: Declaratieregel, regel: Declaratieregel
) -> None:
    assert bureau.kies(planning(120.5))["Location"] == bureau.nakijken
    assert (uren_van(noor), uren_van(regel)) == (160_00, 160_00)
    pagina = bureau.bekijk()
    assert '<td class="getal" data-kolom="Uren nu">160,00</td>' in pagina
    assert '<td class="getal" data-kolom="Uren straks"> <strong>120,50</strong> </td>' in pagina
    assert "<dt>Uren in totaal, straks</dt> <dd> 280,50 </dd>" in pagina
    assert "Het bestand is ingelezen: 1 regel, waarvan 1 anders dan eerst." in bureau.neem_over()
    assert (uren_van(noor), uren_van(regel)) == (120_50, 160_00)


def test_children_that_the_file_does_not_name_are_told(bureau: Bureau, regel: Declaratieregel) -> None:
    bureau.kies(planning(120))
    pagina = bureau.bekijk()
    assert "1 plaatsing staat niet in het bestand" in pagina
    assert f"<li>{regel.plaatsing.kind.naam}, De Ark: 160,00 uur</li>" in pagina


def test_a_month_that_the_file_does_not_tell_is_shown(bureau: Bureau) -> None:
    bureau.kies(
        by_xlsxwriter(
            [
                ["Kind", "Geboren", "Maand", "Uren"],
                *(["Noor Bos", "15-05-2022", maand, 80] for maand in (1, 3)),
            ]
        )
    )
    assert "In het bestand staat niets over februari" in bureau.bekijk()


def test_the_same_file_again_is_recognised(bureau: Bureau, noor: Declaratieregel, houder: Gebruiker) -> None:
    inhoud = planning(120)
    bureau.kies(inhoud)
    bureau.neem_over()
    bureau.kies(inhoud)
    pagina = bureau.bekijk()
    assert "Dit bestand is al eerder ingelezen, op" in pagina
    assert "Er verandert nu niets." in pagina
    assert "Uren overnemen</button>" not in pagina
    save_uren(declaratie=noor.declaratie, uren={noor.pk: 1_00}, door=houder)
    bureau.kies(inhoud)
    assert "Daarna zijn uren gewijzigd." in bureau.bekijk()


def test_a_file_with_the_hours_that_are_there_changes_nothing(bureau: Bureau) -> None:
    bureau.kies(planning(160))
    pagina = bureau.bekijk()
    assert "Er verandert niets." in pagina
    assert "Uren overnemen</button>" not in pagina


def test_a_draft_that_changed_meanwhile_refuses_the_file(
    bureau: Bureau, noor: Declaratieregel, houder: Gebruiker
) -> None:
    bureau.kies(planning(120))
    save_uren(declaratie=noor.declaratie, uren={noor.pk: 100_00}, door=houder)
    assert "De declaratie is intussen gewijzigd" in bureau.bekijk()
    assert "er is niets ingelezen. Kies het bestand opnieuw" in bureau.neem_over()
    assert uren_van(noor) == 100_00


def test_who_looks_for_more_than_an_hour_chooses_the_file_again(
    noor: Declaratieregel, houder: Gebruiker
) -> None:
    inlezing = _put(noor, houder)
    with pytest.raises(ValidationError, match="langer dan een uur geleden"):
        confirm_inlezing(inlezing=inlezing, door=houder, op=NU + timedelta(hours=1))
    assert uren_van(noor) == 160_00


def _put(regel: Declaratieregel, door: Gebruiker, uren: int = 120_00) -> Inlezing:
    gelezen = Urenregels({regel.pk: uren})
    return put_inlezing(declaratie=regel.declaratie, gelezen=gelezen, inhoud=b"x", door=door, op=NU)


def test_a_file_waits_only_for_who_sent_it(
    bureau: Bureau, noor: Declaratieregel, houder: Gebruiker, inloggen: Any
) -> None:
    collega = GebruikerFactory(rol=Rol.HOUDER_MEDEWERKER, organisatie=houder.organisatie)
    inlezing = _put(noor, houder)
    met_collega = Bureau(inloggen(collega), noor.declaratie)
    assert "Er staat geen bestand klaar." in met_collega.bekijk()
    assert "Er staat geen bestand klaar." in met_collega.neem_over(inlezing.pk)
    with pytest.raises(ValidationError, match="al ingelezen of vervangen door een ander"):
        confirm_inlezing(inlezing=inlezing, door=collega, op=NU)
    assert uren_van(noor) == 160_00


def test_only_what_was_seen_is_saved(bureau: Bureau, noor: Declaratieregel) -> None:
    """In another window a second file came in the place of the first."""
    bureau.kies(planning(120))
    eerste = Inlezing.objects.get().pk
    bureau.kies(planning(130))
    assert "Intussen is een ander bestand gekozen." in bureau.neem_over(eerste)
    assert uren_van(noor) == 160_00
    bureau.neem_over()
    assert uren_van(noor) == 130_00


def test_saving_twice_is_saving_once(bureau: Bureau, noor: Declaratieregel) -> None:
    bureau.kies(planning(120))
    nummer = Inlezing.objects.get().pk
    bureau.neem_over(nummer)
    assert "Er staat geen bestand klaar." in bureau.neem_over(nummer)
    assert AuditRegel.objects.filter(handeling="declaratie.save").count() == 1


def test_of_a_saved_file_no_hours_are_kept(noor: Declaratieregel, houder: Gebruiker) -> None:
    inlezing = _put(noor, houder)
    assert confirm_inlezing(inlezing=inlezing, door=houder, op=NU) == 1
    inlezing.refresh_from_db()
    assert (inlezing.regels, inlezing.bewaard_op, inlezing.bewaard_door) == ({}, NU, houder)
    with pytest.raises(IntegrityError, match="inlezing_bewaard_is_leeg"), transaction.atomic():
        Inlezing.objects.update(regels={"1": [1, None, []]})


def test_what_waits_too_long_goes_with_the_next_file_and_at_submitting(
    noor: Declaratieregel, houder: Gebruiker
) -> None:
    oud = _put(noor, houder)
    Inlezing.objects.update(gelezen_op=NU - timedelta(hours=1), gelezen_door=GebruikerFactory())
    nieuw = _put(noor, houder)
    assert list(Inlezing.objects.all()) == [nieuw] != [oud]
    submit_declaratie(declaratie=noor.declaratie, door=houder, op=NU)
    assert not Inlezing.objects.exists()


def test_both_steps_are_recorded_and_the_preview_names_the_children(
    bureau: Bureau, noor: Declaratieregel, regel: Declaratieregel
) -> None:
    bureau.kies(planning(120))
    bureau.bekijk()
    bureau.neem_over()
    handelingen = AuditRegel.objects.filter(handeling__startswith="declaratie.").order_by("pk")
    assert [r.handeling for r in handelingen][:3] == [
        "declaratie.upload",
        "declaratie.view",
        "declaratie.save",
    ]
    gezien = handelingen.filter(handeling="declaratie.view").first()
    assert set(gezien.details["kinderen"]) == {
        noor.plaatsing.kind.pseudoniem,
        regel.plaatsing.kind.pseudoniem,
    }


# -- nothing half stored -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (planning("veel"), "Regel 2, kolom Uren: ‘veel’ is geen getal."),
        (bytes(5 * 1024 * 1024 + 600_000), "Het bestand is 6 MB; hoogstens 5 MB past."),
        (zipped(parts_of(planning(1)) | {"xl/vbaProject.bin": b"x"}), "macro&#x27;s"),
        (
            zipped(parts_of(planning(1)) | {"xl/bom.xml": bytes(60 * 1024 * 1024)}),
            "uitgepakt groter dan 48 MB",
        ),
        (";".join(["a"] * 1_000_000).encode(), "hoogstens 100 past"),
        (b"%PDF-1.7", "Dit is een pdf."),
    ],
    ids=["fout", "6-mb", "macro", "zipbom", "kolommen", "pdf"],
)
@pytest.mark.parametrize("htmx", [False, True])
def test_a_file_that_is_refused_leaves_nothing(
    bureau: Bureau, noor: Declaratieregel, inhoud: bytes, zin: str, htmx: bool
) -> None:
    antwoord = bureau.kies(inhoud, htmx=htmx)
    assert antwoord.status_code == (200 if htmx else 422)
    assert zin in antwoord.content.decode()
    assert "Het bestand is niet ingelezen." in antwoord.content.decode()
    assert not Inlezing.objects.exists()
    assert uren_van(noor) == 160_00


def test_of_a_file_of_50_mb_nothing_is_read_at_all(bureau: Bureau) -> None:
    antwoord = bureau.kies(bytes(50 * 1024 * 1024))
    assert antwoord.status_code == 413
    assert "Wat u verstuurde is te groot: er past hoogstens 6 MB." in antwoord.content.decode()


def test_a_form_that_a_script_sent_goes_on_to_the_preview(bureau: Bureau) -> None:
    antwoord = bureau.kies(planning(120), htmx=True)
    assert (antwoord.status_code, antwoord["HX-Redirect"]) == (204, bureau.nakijken)


# -- questions -----------------------------------------------------------------------------------

EIGEN_KOP = ["Cliënt", "Geb", "Afn."]
ANTWOORD = {"kolom": EIGEN_KOP, "rol-0": "naam", "rol-1": "geboortedatum", "rol-2": "uren"}


def test_unknown_columns_are_asked_once_and_then_known(bureau: Bureau, noor: Declaratieregel) -> None:
    vraag = bureau.kies(planning(120, EIGEN_KOP))
    pagina = " ".join(vraag.content.decode().split())
    assert vraag.status_code == 422
    assert "Nog een vraag over dit bestand" in pagina
    assert '<td data-kolom="Eerste regels">Noor Bos</td>' in pagina
    assert "Kies ook het bestand nog een keer: wij bewaren het niet." in pagina
    assert bureau.kies(planning(120, EIGEN_KOP), **ANTWOORD)["Location"] == bureau.nakijken
    gewoonte = Kolomgewoonte.objects.get()
    assert gewoonte.kolommen == {"client": "naam", "geb": "geboortedatum", "afn": "uren"}
    bureau.neem_over()
    assert uren_van(noor) == 120_00
    assert bureau.kies(planning(90, EIGEN_KOP))["Location"] == bureau.nakijken
    assert AuditRegel.objects.filter(handeling="kolommen.save").count() == 1


def test_a_script_gets_only_the_question_so_that_the_file_stays_chosen(bureau: Bureau) -> None:
    vraag = bureau.kies(planning(120, EIGEN_KOP), htmx=True).content.decode()
    assert "Nog een vraag over dit bestand" in vraag
    assert "<html" not in vraag
    assert 'type="file"' not in vraag
    assert "nog een keer" not in vraag


def test_an_answer_is_kept_also_when_a_row_is_wrong(bureau: Bureau) -> None:
    antwoord = bureau.kies(planning("veel", EIGEN_KOP), **ANTWOORD)
    assert "kolom Afn.: ‘veel’ is geen getal" in antwoord.content.decode()
    assert bureau.kies(planning(120, EIGEN_KOP))["Location"] == bureau.nakijken


@pytest.mark.parametrize(
    ("antwoord", "zin"),
    [
        (ANTWOORD | {"rol-1": "naam"}, "U koos ‘Naam van het kind’ voor meer dan een kolom."),
        (ANTWOORD | {"rol-2": ""}, "Kies ook in welke kolom dit staat: uren."),
        (ANTWOORD | {"rol-2": "bsn"}, "Selecteer een geldige keuze."),
    ],
)
def test_an_answer_that_cannot_be_is_asked_again(bureau: Bureau, antwoord: dict[str, Any], zin: str) -> None:
    gezegd = bureau.kies(planning(120, EIGEN_KOP), **antwoord)
    assert zin in gezegd.content.decode()
    assert not Kolomgewoonte.objects.exists()
    assert not Inlezing.objects.exists()


def test_who_ticks_the_box_chooses_columns_that_were_known(bureau: Bureau, noor: Declaratieregel) -> None:
    kop = ["Kind", "Geboren", "Uren", "Gedeclareerd"]
    inhoud = by_xlsxwriter([kop, ["Noor Bos", date(2022, 5, 15), 16, 120]])
    vraag = bureau.kies(inhoud, zelf_kiezen="on").content.decode()
    assert "Kies welke kolom wat is." in vraag
    antwoord = {"kolom": kop, "rol-0": "naam", "rol-1": "geboortedatum", "rol-2": "", "rol-3": "uren"}
    bureau.kies(inhoud, zelf_kiezen="on", **antwoord)
    bureau.neem_over()
    assert uren_van(noor) == 120_00


def test_a_number_that_can_be_two_is_asked_on_the_screen(bureau: Bureau, noor: Declaratieregel) -> None:
    vraag = " ".join(bureau.kies(planning("1.040")).content.decode().split())
    assert "‘1.040’ is 1040</label>" in vraag
    assert "‘1.040’ is 1,04</label>" in vraag
    assert not Inlezing.objects.exists()
    bureau.kies(planning("1.040"), teken=".")
    bureau.neem_over()
    assert uren_van(noor) == 1_04


def test_other_columns_of_a_provider_stay_known(houder: Gebruiker) -> None:
    for kolommen in ({"a": "naam", "b": "uren"}, {"b": "dagen"}, {"b": "dagen"}):
        keep_kolommen(houder=houder.organisatie, kolommen=kolommen, door=houder, op=timezone.now())
    assert Kolomgewoonte.objects.get().kolommen == {"a": "naam", "b": "dagen"}
    assert AuditRegel.objects.filter(handeling="kolommen.save").count() == 2


def test_hours_that_can_be_two_numbers_are_asked_on_the_screen_too(
    bureau: Bureau, noor: Declaratieregel
) -> None:
    adres = reverse("opvang:declaratie_detail", args=[noor.declaratie_id])
    velden = {f"uren-{pk}": "160" for pk in noor.declaratie.regels.values_list("pk", flat=True)}
    antwoord = bureau.client.post(adres, velden | {f"uren-{noor.pk}": "1.040"})
    assert "‘1.040’ kan 1040 of 1,04 zijn. Schrijf 1040 of 1,04." in antwoord.content.decode()
    bureau.client.post(adres, velden | {f"uren-{noor.pk}": "0.500"})
    assert uren_van(noor) == 50
