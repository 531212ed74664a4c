"""An application by workbook: the same draft as on the screen, wholly or not at all, and nothing typed over the sum."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from organisaties.models import AuditRegel
from rekenregels import load_regeling
from rekenregels.regeling.plaatsbedragen import Plaatsbedragen
from subsidies.models import Aanvraag
from subsidies.subsidiejaar.actions.aanvraag import save_regels, start_aanvraag, submit_aanvraag
from subsidies.subsidiejaar.actions.werkboek import Uitslag, take_over_werkboek
from subsidies.subsidiejaar.afdruk import picture_of
from subsidies.subsidiejaar.beleid import beleid_van
from subsidies.subsidiejaar.verwachting import Telling, bereken, read_regels
from subsidies.subsidiejaar.werkboek import make_werkboek
from subsidies.subsidiejaar.werkboek.indeling import BEREKENING, JANUARI, KINDEREN, TOTAAL
from tests.factories import LocatieFactory
from tests.subsidies.administratie import Administratie
from tests.subsidies.subsidiejaar.test_putten import aanbieder_van, at, putten, twaalf

__all__ = ["putten"]
pytestmark = pytest.mark.django_db
OP = datetime(2024, 11, 6, 10, 0, tzinfo=UTC)
REGELINGEN = Path(__file__).resolve().parents[3] / "rekenregels/regelingen"
Bladen = dict[str, list[list[Any]]]


@pytest.fixture
def concept(putten: Administratie) -> Aanvraag:
    houder = aanbieder_van(putten)
    aanvraag = start_aanvraag(regeling=putten.regeling, jaar=2025, door=houder, op=OP)
    aanvraag = save_regels(aanvraag=aanvraag, regels=twaalf(putten), door=houder)
    aanvraag.gemaakt_door = houder  # with the role under which it works
    return aanvraag


def bladen_van(aanvraag: Aanvraag) -> Bladen:
    """The workbook as the provider gets it."""
    inhoud = make_werkboek(aanvraag, picture_of(aanvraag, OP), verstuurd=False)
    werkmap = CalamineWorkbook.from_filelike(io.BytesIO(inhoud))
    return {naam: werkmap.get_sheet_by_name(naam).to_python() for naam in werkmap.sheet_names}


def as_xlsx(bladen: Bladen) -> bytes:
    """As an office program saves it again."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "default_date_format": "dd-mm-yyyy"}) as werkmap:
        for naam, rijen in bladen.items():
            blad = werkmap.add_worksheet(naam)
            for nummer, rij in enumerate(rijen):
                blad.write_row(nummer, 0, rij)
    return buffer.getvalue()


def lees(aanvraag: Aanvraag, wijzig: Callable[[Bladen], object]) -> Uitslag:
    bladen = bladen_van(aanvraag)
    wijzig(bladen)
    return take_over_werkboek(aanvraag=aanvraag, inhoud=as_xlsx(bladen), door=aanvraag.gemaakt_door, op=OP)


def test_the_workbook_has_four_sheets_prefilled_with_what_the_screen_shows(
    putten: Administratie, concept: Aanvraag
) -> None:
    bladen = bladen_van(concept)
    lrk, naam = putten.locatie.lrk_nummer, putten.locatie.naam
    assert list(bladen) == [TOTAAL, KINDEREN, JANUARI, BEREKENING]
    assert bladen[TOTAAL][:7] == [
        ["Dossier", "S2025-001"],
        ["Regeling", concept.dossier.regelingnaam],
        ["Jaar", 2025.0],
        ["Aanvrager", putten.houder.naam],
        ["Een dag in de peilweek", date(2024, 11, 4)],
        ["Kinderen samen", 12.0],
        ["Bedrag samen", 70_802.40],
    ]
    assert bladen[KINDEREN][1] == [lrk, naam, "Doelgroep", "nee", 4.0, 16.0, 10.0]
    assert bladen[JANUARI] == [["LRK-nummer", "Locatie", "Doelgroepkinderen op 1 januari"], [lrk, naam, ""]]
    assert [rij[-1] for rij in bladen[BEREKENING]] == ["Bedrag", 65_696.0, 5_106.40, 70_802.40]


def test_unchanged_it_gives_the_same_application_and_no_remark(concept: Aanvraag) -> None:
    voor = picture_of(concept, OP)
    assert lees(concept, lambda bladen: None) == Uitslag()
    concept.refresh_from_db()
    assert picture_of(concept, OP) == voor


def test_what_is_filled_in_is_computed_by_the_same_engine(putten: Administratie, concept: Aanvraag) -> None:
    def wijzig(bladen: Bladen) -> None:
        bladen[KINDEREN][1][-1] = "11"
        bladen[KINDEREN].append([int(putten.locatie.lrk_nummer), "", "regulier", "JA", "", "6,5", 1])
        bladen[JANUARI][1][2] = 9
        bladen[TOTAAL][4][1] = "19-12-2024"

    assert lees(concept, wijzig) == Uitslag()
    concept.refresh_from_db()
    assert concept.regels.count() == 3
    assert concept.regels.first().bedrag_centen == 11 * 6_569_60
    assert (concept.peilweek, concept.op_1_januari) == (date(2024, 12, 16), {putten.locatie.lrk_nummer: 9})
    regel = AuditRegel.objects.filter(handeling="aanvraag.save").latest("pk")
    assert len(regel.details["bestand"]) == 64


@pytest.mark.parametrize(
    ("blad", "rij", "kolom", "waarde", "cel", "zin"),
    [
        (KINDEREN, 1, 0, "123", "A2", "geen LRK-nummer van een van uw locaties"),
        (KINDEREN, 1, 2, "Peuters", "C2", "Kies een groep: Doelgroep"),
        (KINDEREN, 1, 3, "misschien", "D2", "Schrijf ja of nee."),
        (KINDEREN, 1, 4, 0, "E2", "heel getal in van 1 tot en met 200"),
        (KINDEREN, 2, 5, "veel", "F3", "is geen getal"),
        (KINDEREN, 2, 5, 61, "F3", "Vul 0,25 tot en met 60 uur per week in."),
        (KINDEREN, 2, 5, "", "F3", "Vul de uren per week in"),
        (KINDEREN, 2, 5, 6.505, "F3", "meer dan twee cijfers"),
        (KINDEREN, 2, 6, "twaalf", "G3", "heel getal in van 0 tot en met 2000"),
        (KINDEREN, 2, 6, 1.5, "G3", "heel getal"),
        (KINDEREN, 2, 6, -1, "G3", "heel getal"),
        (JANUARI, 1, 2, "geen", "C2", "heel getal in van 0"),
        (TOTAAL, 0, 1, "S2024-001", "B1", "van een ander dossier"),
        (TOTAAL, 4, 1, "week 45", "B5", "Dit is geen datum."),
    ],
)
def test_every_mistake_is_told_with_its_cell_and_nothing_is_taken_over(
    concept: Aanvraag, blad: str, rij: int, kolom: int, waarde: object, cel: str, zin: str
) -> None:
    voor = picture_of(concept, OP)

    def wijzig(bladen: Bladen) -> None:
        bladen[KINDEREN][1][6] = 99
        bladen[blad][rij][kolom] = waarde

    (fout,) = lees(concept, wijzig).fouten
    assert (fout.blad, fout.cel) == (blad, cel)
    assert zin in fout.zin
    concept.refresh_from_db()
    assert picture_of(concept, OP) == voor


def test_all_mistakes_are_told_at_once(concept: Aanvraag) -> None:
    def wijzig(bladen: Bladen) -> None:
        bladen[KINDEREN][1][2], bladen[KINDEREN][2][5] = "Peuters", "veel"
        bladen[KINDEREN][2][0] = "1"
        del bladen[JANUARI]

    fouten = lees(concept, wijzig).fouten
    assert [(fout.blad, fout.cel) for fout in fouten] == [
        (KINDEREN, "C2"),
        (KINDEREN, "A3"),
        (KINDEREN, "F3"),
        (JANUARI, ""),
    ]


def test_children_on_1_january_are_of_a_location_that_expects_any(
    putten: Administratie, concept: Aanvraag
) -> None:
    LocatieFactory(gemeente=putten.gemeente, houder=putten.houder, naam="Zonder kinderen")

    def wijzig(bladen: Bladen) -> None:
        bladen[JANUARI][2][2] = 3

    (fout,) = lees(concept, wijzig).fouten
    assert (fout.blad, fout.cel, fout.waarde) == (JANUARI, "C3", "3")
    with pytest.raises(ValidationError, match="verder geen doelgroepkinderen"):
        save_regels(
            aanvraag=concept,
            regels=twaalf(putten)[1:],
            telling=Telling(None, {putten.locatie.lrk_nummer: 3}),
            door=concept.gemaakt_door,
        )


def test_a_number_typed_over_the_calculation_is_told_and_not_taken_over(concept: Aanvraag) -> None:
    def wijzig(bladen: Bladen) -> None:
        bladen[BEREKENING][1][4] = 99_999
        bladen[TOTAAL][6][1] = 1
        bladen[KINDEREN].append(["", "", "", "", "", "", ""])
        bladen[KINDEREN][2][6] = 0

    uitslag = lees(concept, wijzig)
    assert [zin.replace("\u00a0", " ") for zin in uitslag.opmerkingen] == [
        "Blad ‘4 Berekening’, cel E2: u typte 99999. De berekening geeft € 65.696,00. Uw getal is niet overgenomen.",
        "Blad ‘1 Totaal’, cel B7: u typte 1. Samen is het € 65.696,00. Uw getal is niet overgenomen.",
        "Zonder aantal kinderen telt een regel niet mee. Blad ‘2 Kinderen’, rij 3.",
    ]
    concept.refresh_from_db()
    assert concept.bedrag_centen == 65_696_00


def test_without_any_child_the_draft_stays(concept: Aanvraag) -> None:
    def wijzig(bladen: Bladen) -> None:
        del bladen[KINDEREN][1:]

    (fout,) = lees(concept, wijzig).fouten
    assert "bij minstens één regel" in fout.zin
    assert concept.regels.count() == 2


def test_what_the_policy_can_not_compute_with_is_told_at_its_row(concept: Aanvraag) -> None:
    def wijzig(bladen: Bladen) -> None:
        bladen[KINDEREN].insert(1, ["", "", "", "", "", "", ""])
        bladen[KINDEREN][3][4] = 150

    (fout,) = lees(concept, wijzig).fouten
    assert (fout.blad, fout.cel) == (KINDEREN, "rij 4")
    assert "bijdrageklasse" in fout.zin


def test_the_count_on_1_january_counts_for_the_amount_per_child(concept: Aanvraag) -> None:
    beleid, regels = beleid_van(concept.dossier), read_regels(concept)
    hbo = load_regeling((REGELINGEN / "ijsselstein-2024.toml").read_text(encoding="utf-8")).plaatsbedragen.hbo
    met = replace(beleid, regeling=replace(beleid.regeling, plaatsbedragen=Plaatsbedragen(None, hbo, None)))
    tien = bereken(met, regels)
    vijf = bereken(met, regels, {regels[0].locatie.lrk_nummer: 5})
    assert tien.locaties[0].bedrag == 2 * vijf.locaties[0].bedrag > 0
    assert tien.centen == vijf.centen


# -- the pages ----------------------------------------------------------------------------------------------


def upload(client: Client, aanvraag: Aanvraag, inhoud: bytes) -> Any:
    bestand = SimpleUploadedFile("aanvraag.xlsx", inhoud)
    return client.post(reverse("subsidies:aanvraag_upload", args=[aanvraag.pk]), {"bestand": bestand})


def test_a_provider_takes_the_workbook_away_and_reads_it_in(concept: Aanvraag, client: Client) -> None:
    client.force_login(concept.gemaakt_door)
    adres = reverse("subsidies:aanvraag_werkboek", args=[concept.pk])
    inhoud = client.get(adres).content
    antwoord = upload(client, concept, inhoud)
    assert antwoord.status_code == 302
    bladen = bladen_van(concept)
    bladen[KINDEREN][1][6] = "tien"
    antwoord = upload(client, concept, as_xlsx(bladen))
    pagina = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert "G2" in pagina
    assert "tien" in pagina


def test_the_screen_asks_the_same_as_the_workbook(
    putten: Administratie, concept: Aanvraag, client: Client
) -> None:
    client.force_login(concept.gemaakt_door)
    adres = reverse("subsidies:aanvraag_edit", args=[concept.pk])
    formset = client.get(adres).context["formset"]
    januari = f"januari_{putten.locatie.pk}"
    gegeven = {"peilweek": "2024-12-19", januari: "7"} | {
        "regel-TOTAL_FORMS": "1",
        "regel-INITIAL_FORMS": str(formset.initial_form_count()),
        "regel-0-locatie": putten.locatie.pk,
        "regel-0-categorie": "doelgroep",
        "regel-0-bijdrageklasse": "4",
        "regel-0-uren_per_week": "16",
        "regel-0-kinderen": "8",
    }
    assert client.post(adres, gegeven | {januari: "zeven"}).status_code == 422
    assert client.post(adres, gegeven).status_code == 302
    concept.refresh_from_db()
    assert (concept.peilweek, concept.op_1_januari) == (date(2024, 12, 16), {putten.locatie.lrk_nummer: 7})
    assert concept.bedrag_centen == 8 * 6_569_60


def test_a_file_that_is_no_workbook_is_refused_with_a_sentence(concept: Aanvraag, client: Client) -> None:
    client.force_login(concept.gemaakt_door)
    for inhoud, zin in (
        (b"%PDF-1.4", "Dit is een pdf."),
        (b"PK\x03\x04stuk", "beschadigd"),
        (b"a;b\n1;2", "Dit blad ontbreekt"),
    ):
        antwoord = upload(client, concept, inhoud)
        assert antwoord.status_code == 422
        assert zin in antwoord.content.decode()


def test_the_copy_of_what_was_sent_can_be_had_by_both_sides(
    putten: Administratie, concept: Aanvraag, client: Client
) -> None:
    save_regels(
        aanvraag=concept,
        regels=twaalf(putten),
        telling=Telling(date(2024, 11, 4), {putten.locatie.lrk_nummer: 9}),
        door=concept.gemaakt_door,
    )
    submit_aanvraag(aanvraag=concept, door=concept.gemaakt_door, op=at(2024, 12, 2))
    for wie in (concept.gemaakt_door, putten.medewerker):
        client.force_login(wie)
        inhoud = client.get(reverse("subsidies:aanvraag_werkboek", args=[concept.pk])).content
        werkmap = CalamineWorkbook.from_filelike(io.BytesIO(inhoud))
        totaal: dict[Any, Any] = dict(rij[:2] for rij in werkmap.get_sheet_by_name(TOTAAL).to_python())
        assert (totaal["Bedrag samen"], totaal["Verstuurd op"]) == (70_802.40, date(2024, 12, 2))
        assert werkmap.get_sheet_by_name(JANUARI).to_python()[1][2] == 9.0
    concept.refresh_from_db()
    assert upload(client, concept, inhoud).status_code in (302, 403, 404)
