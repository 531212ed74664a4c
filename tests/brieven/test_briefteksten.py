"""A municipality puts its letters in its own words, safely: what the law wants stays in, and nothing is evaluated."""

import io
import json
from datetime import UTC, datetime
from typing import Any

import pypdf
import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from brieven.actions import mark_gelezen, save_brieftekst
from brieven.briefteksten import blokken_van, geldende_tekst
from brieven.models import Brief, Brieftekst, Geadresseerde, huisstijl_of
from brieven.pdf import render_brief
from brieven.soorten import Briefsoort, briefsoort, briefsoorten
from brieven.tekstblokken import Alinea, Eis, Plaatshouder, Tekstblok, fill, find_fouten, split_alineas
from organisaties.models import AuditRegel, Gebruiker
from organisaties.rechten import Rol
from tests.brieven.test_brief import brief, text_of
from tests.factories import GebruikerFactory, GemeenteFactory, OrganisatieFactory

BLOK = Tekstblok(
    "besluit",
    "Het besluit",
    "U krijgt {bedrag}.",
    (Plaatshouder("bedrag", "het bedrag", "€ 1,00"), Plaatshouder("kenmerk", "het kenmerk", "1")),
    (Eis("bedrag", "een verlening noemt het bedrag (Awb artikel 4:31)"),),
)
OP = datetime(2025, 5, 15, 10, 0, tzinfo=UTC)
VERLENING = "subsidie-verlening"


# -- the grammar --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tekst", "zin"),
    [
        (
            "U krijgt {bedrag.__class__}. {bedrag}",
            "‘{bedrag.__class__}’ kan niet: tussen de accolades staat alleen een naam",
        ),
        ("{0} {bedrag}", "‘{0}’ kan niet"),
        ("{} {bedrag}", "‘{}’ kan niet"),
        ("{bedrag!r} {bedrag}", "‘{bedrag!r}’ kan niet"),
        ("{bedrag:>900000000} {bedrag}", "‘{bedrag:>900000000}’ kan niet"),
        ("{bedrag[0]} {bedrag}", "‘{bedrag[0]}’ kan niet"),
        ("{Bedrag} {bedrag}", "‘{Bedrag}’ kan niet"),
        ("{ bedrag } {bedrag}", "‘{ bedrag }’ kan niet"),
        ("U krijgt {bedrga} {bedrag}", "‘{bedrga}’ staat niet in de lijst van dit blok. Bedoelt u {bedrag}?"),
        ("{bsn} {bedrag}", "‘{bsn}’ staat niet in de lijst van dit blok. Kies een naam uit de lijst"),
        ("{bedrag} en {bedrag", "losse ‘{’"),
        ("U krijgt bedrag} {bedrag}", "losse ‘}’"),
        ("{{ bedrag }}", "‘{{’ is een opdracht aan het programma"),
        ("{% load static %} {bedrag}", "‘{%’ is een opdracht"),
        ("{# niets #} {bedrag}", "‘{#’ is een opdracht"),
        ("<b>{bedrag}</b>", "‘<b>’ is HTML"),
        ("<script src=x>{bedrag}", "‘<script’ is HTML"),
        ("{bedrag} &nbsp;", "‘&nbsp;’ is HTML"),
        (
            "U krijgt geld.",
            "De tekst noemt {bedrag} niet. Dat moet: een verlening noemt het bedrag (Awb artikel 4:31).",
        ),
        ("  ", "Vul een tekst in bij ‘Het besluit’."),
    ],
)
def test_what_is_no_plain_text_with_known_names_is_refused_with_a_sentence(tekst: str, zin: str) -> None:
    (fout,) = find_fouten(BLOK, tekst)
    assert zin in fout


@pytest.mark.parametrize(
    "tekst", ["{bedrag}", "Minder dan < 3 & meer, {bedrag} ({kenmerk})", "50 % van {bedrag}"]
)
def test_signs_that_people_write_are_text(tekst: str) -> None:
    assert find_fouten(BLOK, tekst) == []


def test_what_is_filled_in_is_not_looked_at_again() -> None:
    assert fill("Aan {wie}: {wat}", {"wie": "{wat}", "wat": "€ 0,00"}) == "Aan {wat}: € 0,00"
    with pytest.raises(KeyError):
        fill("{niets}", {})


def test_an_empty_line_begins_a_paragraph_and_a_hyphen_an_item() -> None:
    assert split_alineas("Een\r\ntwee\r\n\r\nDrie:\n- vier\n- vijf\n\n\n") == [
        Alinea(("Een", "twee")),
        Alinea(("Drie:",)),
        Alinea(("vier", "vijf"), is_lijst=True),
    ]


def test_every_shipped_text_is_one_that_a_municipality_could_save() -> None:
    fouten = {
        (soort.code, blok.code): gevonden
        for soort in briefsoorten()
        for blok in soort.tekstblokken
        if (gevonden := find_fouten(blok, blok.tekst))
    }
    assert fouten == {}


# -- versions -----------------------------------------------------------------------------------------------


@pytest.fixture
def beheerder(db: None) -> Gebruiker:
    gebruiker: Gebruiker = GebruikerFactory(rol=Rol.FUNCTIONEEL_BEHEERDER)
    return gebruiker


def verlening() -> Briefsoort:
    return briefsoort(VERLENING)


def save(door: Gebruiker, **anders: str) -> Brieftekst:
    nu = blokken_van(verlening(), geldende_tekst(door.gemeente, VERLENING))
    return save_brieftekst(soort=verlening(), blokken=nu | anders, door=door, op=OP)


def letter(door: Gebruiker, **anders: Any) -> Brief:
    return brief(door, soort=VERLENING, context=verlening().voorbeeldcontext | anders)


def test_a_letter_has_the_words_that_were_saved_last_and_says_which_version(beheerder: Gebruiker) -> None:
    eerst = letter(beheerder)
    save(beheerder, besluit="Gefeliciteerd! U krijgt {bedrag} voor {jaar}.")
    toen = letter(beheerder)
    save(beheerder, besluit="U ontvangt {bedrag}.")
    nu = letter(beheerder)
    assert [b.tekstversie and b.tekstversie.versie for b in (eerst, toen, nu)] == [None, 1, 2]
    assert "Wij verlenen u voor 2025" in text_of(eerst)
    assert "Gefeliciteerd! U krijgt € 12.345,67 voor 2025." in " ".join(text_of(toen).split())
    assert "U ontvangt € 12.345,67." in text_of(nu)
    assert toen.context["teksten"]["besluit"] == "Gefeliciteerd! U krijgt € 12.345,67 voor 2025."


def test_another_municipality_keeps_its_own_words(beheerder: Gebruiker) -> None:
    save(beheerder, besluit="U ontvangt {bedrag}.")
    assert geldende_tekst(GemeenteFactory(code="0226"), VERLENING) is None


def test_only_what_differs_from_the_programme_is_kept_and_going_back_is_a_version(
    beheerder: Gebruiker,
) -> None:
    eigen = save(beheerder, slot="Tot ziens.")
    assert eigen.blokken == {"slot": "Tot ziens."}
    terug = save_brieftekst(soort=verlening(), blokken=blokken_van(verlening(), None), door=beheerder, op=OP)
    assert (terug.versie, terug.blokken) == (2, {})
    with pytest.raises(ValidationError, match="Er is niets veranderd"):
        save(beheerder)
    regel = AuditRegel.objects.filter(handeling="brieftekst.save").latest("pk")
    assert (regel.details["soort"], regel.details["versie"]) == (VERLENING, 2)


def test_what_the_law_wants_can_not_be_saved_away(beheerder: Gebruiker) -> None:
    for blok, artikel in (
        ("besluit", "4:31"),
        ("grondslag", "3:47"),
        ("motivering", "3:46"),
        ("bezwaar", "3:45"),
        ("verplichtingen", "4:44"),
    ):
        with pytest.raises(ValidationError, match=artikel):
            save(beheerder, **{blok: "Niets."})
    assert not Brieftekst.objects.exists()


def test_a_version_and_the_version_of_a_letter_are_never_changed(beheerder: Gebruiker) -> None:
    save(beheerder, slot="Tot ziens.")
    gemaakt = letter(beheerder)
    for sql in (
        "UPDATE brieven_brieftekst SET blokken = '{}'",
        "DELETE FROM brieven_brieftekst",
        "UPDATE brieven_brief SET tekstversie_id = NULL",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    gemaakt.refresh_from_db()
    assert gemaakt.tekstversie is not None


def test_a_name_that_is_left_in_a_letter_stops_it(beheerder: Gebruiker) -> None:
    with pytest.raises(ValidationError, match=r"In de brief staat nog \{bedrag\}"):
        letter(beheerder, motivering="U krijgt {bedrag} omdat het past.")
    with pytest.raises(ValidationError, match=r"Er is geen waarde voor \{bedrag\}"):
        brief(beheerder, soort=VERLENING, context={})
    assert not Brief.objects.exists()


def test_words_and_values_reach_the_letter_as_text(beheerder: Gebruiker) -> None:
    tekst = text_of(letter(beheerder, motivering="<b>vet</b> {% now 'Y' %}"))
    assert "<b>vet</b> {% now 'Y' %}" in tekst


# -- what is inside the file --------------------------------------------------------------------------------


def test_the_calculation_is_inside_the_pdf_as_csv_and_json(beheerder: Gebruiker) -> None:
    import pikepdf

    with pikepdf.open(io.BytesIO(bytes(letter(beheerder).pdf))) as pdf:
        bestanden = {naam: spec.get_file().read_bytes() for naam, spec in pdf.attachments.items()}
        verband = {str(bestand.AFRelationship) for bestand in pdf.Root.AF}
        soorten = {str(bestand.EF.F.Subtype) for bestand in pdf.Root.AF}
    assert (
        bestanden["berekening.csv"].decode("utf-8-sig").splitlines()[1]
        == "Kindercentrum De Voorbeeldboom;65696,00"
    )
    assert json.loads(bestanden["berekening.json"])["regels"][0]["centen"] == 65_696_00
    assert (verband, soorten) == ({"/Data"}, {"/text/csv", "/application/json"})


def test_two_letters_of_the_same_words_and_data_have_the_same_bytes(beheerder: Gebruiker) -> None:
    gemaakt = letter(beheerder)
    opnieuw = render_brief(gemaakt, verlening(), huisstijl_of(beheerder.gemeente))
    assert opnieuw == bytes(gemaakt.pdf)


# -- reading ------------------------------------------------------------------------------------------------


def test_who_of_the_organisation_opened_a_letter_first_is_kept(beheerder: Gebruiker) -> None:
    houder = OrganisatieFactory(gemeenten=[beheerder.gemeente])
    rol = {"rol": Rol.HOUDER_BEHEERDER, "gemeente": beheerder.gemeente, "organisatie": houder}
    eerste, tweede = GebruikerFactory(**rol), GebruikerFactory(**rol)
    gemaakt = brief(beheerder, aan=Geadresseerde(houder.naam, organisatie=houder))
    for wie, dag in ((beheerder, 15), (eerste, 16), (tweede, 17)):
        mark_gelezen(brief=gemaakt, door=wie, op=datetime(2025, 5, dag, 9, tzinfo=UTC))
    gemaakt.refresh_from_db()
    assert (gemaakt.gelezen_door, gemaakt.gelezen_op) == (eerste, datetime(2025, 5, 16, 9, tzinfo=UTC))
    with pytest.raises(IntegrityError, match="het eerst las"), transaction.atomic():
        Brief.objects.update(gelezen_door=tweede)


# -- the pages ----------------------------------------------------------------------------------------------


@pytest.fixture
def klant(beheerder: Gebruiker, client: Client) -> Client:
    client.force_login(beheerder)
    return client


def posted(beheerder: Gebruiker, **anders: str) -> dict[str, str]:
    nu = blokken_van(verlening(), geldende_tekst(beheerder.gemeente, VERLENING))
    # As a browser sends lines.
    return {code: tekst.replace("\n", "\r\n") for code, tekst in (nu | anders).items()}


def test_the_page_saves_a_version_and_keeps_what_a_wrong_one_said(
    beheerder: Gebruiker, klant: Client
) -> None:
    adres = reverse("brieven:brieftekst_edit", args=[VERLENING])
    fout = klant.post(adres, posted(beheerder, besluit="U krijgt {bedrga}."))
    assert fout.status_code == 422
    assert "Bedoelt u {bedrag}?" in fout.content.decode()
    assert "U krijgt {bedrga}." in fout.content.decode()
    goed = klant.post(adres, posted(beheerder, besluit="U krijgt {bedrag}."))
    assert goed.status_code == 302
    versie = Brieftekst.objects.get()
    # Of the other blocks the line ends alone differ, and that is no difference.
    assert versie.blokken == {"besluit": "U krijgt {bedrag}."}
    assert "Aangepast, versie 1" in klant.get(reverse("brieven:briefteksten")).content.decode()


def test_a_preview_is_marked_and_saves_nothing(beheerder: Gebruiker, klant: Client) -> None:
    adres = reverse("brieven:brieftekst_preview", args=[VERLENING])
    antwoord = klant.post(adres, posted(beheerder, besluit="Proef: {bedrag} voor {geadresseerde}."))
    bladen = pypdf.PdfReader(io.BytesIO(antwoord.content)).pages
    tekst = " ".join(" ".join(blad.extract_text() for blad in bladen).split())
    assert "Voorbeeld met verzonnen gegevens" in tekst
    assert "Proef: € 12.345,67 voor Familie Voorbeeld." in tekst
    assert not Brieftekst.objects.exists()


def test_an_earlier_version_can_be_read_and_put_back(beheerder: Gebruiker, klant: Client) -> None:
    save(beheerder, slot="Eerste slot.")
    save(beheerder, slot="Tweede slot.")
    assert (
        "Eerste slot."
        in klant.get(reverse("brieven:brieftekst_versie", args=[VERLENING, 1])).content.decode()
    )
    klant.post(reverse("brieven:brieftekst_restore", args=[VERLENING, 1]))
    klant.post(reverse("brieven:brieftekst_restore", args=[VERLENING, 0]))
    assert [v.blokken for v in Brieftekst.objects.order_by("versie")] == [
        {"slot": "Eerste slot."},
        {"slot": "Tweede slot."},
        {"slot": "Eerste slot."},
        {},
    ]
    assert klant.get(reverse("brieven:brieftekst_versie", args=[VERLENING, 9])).status_code == 404
    assert klant.get(reverse("brieven:brieftekst_edit", args=["proef-niets"])).status_code == 404


def test_a_letter_to_parents_has_the_words_of_the_municipality_and_keeps_its_reason(
    beheerder: Gebruiker,
) -> None:
    soort = briefsoort("indicatie-afgewezen")
    nu = blokken_van(soort, None)
    with pytest.raises(ValidationError, match="3:46"):
        save_brieftekst(soort=soort, blokken=nu | {"waarom": "Het past niet."}, door=beheerder, op=OP)
    save_brieftekst(
        soort=soort, blokken=nu | {"aanhef": "Beste ouder van {kind_naam},"}, door=beheerder, op=OP
    )
    tekst = text_of(brief(beheerder, soort=soort.code, context=soort.voorbeeldcontext))
    assert "Beste ouder van Noor Voorbeeld," in tekst
    assert "De reden van ons besluit is: het kind is verhuisd." in " ".join(tekst.split())
