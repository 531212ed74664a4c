"""The editor: forms that follow the document, and one text that stays the truth."""

import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from organisaties.models import AuditRegel
from organisaties.rechten import Rol
from rekenregels import Regeling, as_toml, load_regeling
from rekenregels.regeling.velden import Veldinfo
from rekenregels.regelingen import MAP as REGELINGEN
from subsidies.models import Subsidieregeling
from subsidies.regelingen.actions import import_regeling
from subsidies.regelingen.redactie.actions import Hoofdstukinvoer, controlegetal, with_hoofdstuk
from subsidies.regelingen.redactie.invoer import lees_hoofdstuk
from subsidies.regelingen.redactie.knopen import Bouwer, Knoop
from subsidies.regelingen.redactie.vormen import als_ruw, hoofdstukken, hoofdstuksoort, lees_getal, weggelaten
from tests.rekenregels.naslag import VOORBEELDEN, regeling_van
from tests.subsidies.administratie import NU, Administratie, regeling_text

Inloggen = Callable[..., Client]
BESTANDEN = sorted(REGELINGEN.glob("*.toml"))
TEKST = regeling_text("duiven-2020")


@pytest.fixture
def leeg(db: None) -> Administratie:
    return Administratie(regeling_naam=None)


@pytest.fixture
def concept(leeg: Administratie) -> Subsidieregeling:
    return import_regeling(tekst=TEKST, door=leeg.beleid, op=NU)


def formulier(regeling: Regeling, hoofdstuk: str) -> dict[str, str | list[str]]:
    """What a browser sends when nobody changes anything."""
    document = regeling.as_document()
    soort = hoofdstuksoort(hoofdstuk)
    ruw = (
        als_ruw(soort, document[hoofdstuk], hoofdstukken()[hoofdstuk])
        if hoofdstuk in document
        else weggelaten(soort)
    )
    wortel = Bouwer(regeling).bouw(soort, ruw, hoofdstuk, hoofdstuk, Veldinfo(""), hoofdstuk)
    gegevens: dict[str, str | list[str]] = {"gezien": controlegetal(document, hoofdstuk)}
    for knoop in wortel.alle():
        gegevens |= _verstuurd(knoop)
    return gegevens


def _verstuurd(knoop: Knoop) -> dict[str, str | list[str]]:
    gegevens: dict[str, str | list[str]] = {f"{knoop.naam}.@was": knoop.was} if knoop.was else {}
    if knoop.is_groep:
        if knoop.mag_geen:
            gegevens[f"{knoop.naam}.@"] = "geen" if knoop.is_geen else "ja"
        return gegevens | {f"{knoop.naam}.@aantal": str(len(knoop.leden))}
    return gegevens if knoop.vak == "waarde" else gegevens | {knoop.naam: knoop.waarde}


def als_post(gegevens: dict[str, str | list[str]]) -> QueryDict:
    post = QueryDict(mutable=True)
    for naam, waarde in gegevens.items():
        post.setlist(naam, waarde if isinstance(waarde, list) else [waarde])
    return post


@pytest.mark.parametrize("bestand", BESTANDEN, ids=lambda pad: pad.stem)
def test_a_policy_written_and_read_again_is_the_same_policy(bestand: Path) -> None:
    regeling = load_regeling(bestand.read_text())
    assert load_regeling(as_toml(regeling)).sha256 == regeling.sha256


@pytest.mark.parametrize("bestand", BESTANDEN, ids=lambda pad: pad.stem)
def test_saving_a_chapter_unchanged_changes_nothing(bestand: Path) -> None:
    _assert_saved_unchanged(load_regeling(bestand.read_text()), hoofdstukken())


def _assert_saved_unchanged(regeling: Regeling, namen: Iterable[str]) -> None:
    for hoofdstuk in namen:
        post = als_post(formulier(regeling, hoofdstuk))
        invoer = Hoofdstukinvoer(hoofdstuk, lees_hoofdstuk(post, hoofdstuk), "")
        assert with_hoofdstuk(regeling.as_document(), invoer).sha256 == regeling.sha256, hoofdstuk


def test_every_rule_of_the_reference_comes_out_of_the_editor_as_it_went_in() -> None:
    for _, blok in VOORBEELDEN:
        gaat_over = [naam for naam in tomllib.loads(blok) if naam != "voorbeelden"]
        _assert_saved_unchanged(regeling_van(blok), gaat_over)


@pytest.mark.parametrize(
    ("getypt", "gelezen"),
    [
        ("10,26", "10.26"),
        ("€ 374.338", "374338"),
        ("1.234,5", "1234.5"),
        ("10.26", "10.26"),
        ("-3", "-3"),
        ("tien", "tien"),
        ("", ""),
        ("1,2,3", "1,2,3"),
    ],
)
def test_numbers_are_read_as_people_write_them(getypt: str, gelezen: str) -> None:
    assert lees_getal(getypt) == gelezen


# -- pages ---------------------------------------------------------------------------------------


def _url(concept: Subsidieregeling, hoofdstuk: str) -> str:
    return reverse("subsidies:hoofdstuk_edit", args=[concept.pk, hoofdstuk])


def _stuur(
    client: Client, concept: Subsidieregeling, hoofdstuk: str, doe: str = "bewaren", **anders: str
) -> "tuple[int, str]":
    gegevens = formulier(load_regeling(concept.tekst), hoofdstuk) | {"doe": doe}
    antwoord = client.post(_url(concept, hoofdstuk), gegevens | anders)
    return antwoord.status_code, antwoord.content.decode().replace("\u00a0", " ")


BEDRAG = "tarieven[0].bedrag[0].waarde"


def test_a_changed_rate_is_written_in_the_text_and_recorded(
    leeg: Administratie, concept: Subsidieregeling, inloggen: Inloggen
) -> None:
    status, _ = _stuur(inloggen(leeg.beleid), concept, "tarieven", **{BEDRAG: "10,43"})
    concept.refresh_from_db()
    assert status == 302
    assert load_regeling(concept.tekst).tarieven["doelgroeppeuter"].bedrag.waarden[0].waarde == 1_043_000
    assert concept.tekst.startswith("# Duiven 2020, scenario 4a")
    assert AuditRegel.objects.filter(handeling="regeling.update", object_id=str(concept.pk)).count() == 1


def test_examples_that_no_longer_hold_are_shown_after_saving(
    leeg: Administratie, concept: Subsidieregeling, inloggen: Inloggen
) -> None:
    client = inloggen(leeg.beleid)
    _stuur(client, concept, "tarieven", **{BEDRAG: "10,43"})
    tekst = client.get(_url(concept, "tarieven")).content.decode().replace("\u00a0", " ")
    assert "de subsidie is € 6.396,80, maar het voorbeeld verwacht € 6.288,00" in tekst


def test_trying_out_computes_the_examples_and_saves_nothing(
    leeg: Administratie, concept: Subsidieregeling, inloggen: Inloggen
) -> None:
    status, tekst = _stuur(inloggen(leeg.beleid), concept, "tarieven", "narekenen", **{BEDRAG: "10,43"})
    assert (status, "€ 6.396,80" in tekst, 'value="10,43"' in tekst) == (200, True, True)
    concept.refresh_from_db()
    assert concept.tekst == TEKST


def test_a_mistake_stands_beside_its_field_and_what_was_typed_stays(
    leeg: Administratie, concept: Subsidieregeling, inloggen: Inloggen
) -> None:
    anders = {BEDRAG: "tien", "tarieven[0].bedrag[0].bron": "raadsbesluit 7"}
    status, tekst = _stuur(inloggen(leeg.beleid), concept, "tarieven", **anders)
    assert status == 422
    assert 'value="tien"' in tekst
    assert "raadsbesluit 7" in tekst
    fout = tekst.index('id="id_tarieven-0-bedrag-0-waarde_fout"')
    assert (
        "tarieven.doelgroeppeuter.bedrag.waarde is “tien”".replace("“", "&quot;").replace("”", "&quot;")
        in (tekst[fout : fout + 400])
    )
    concept.refresh_from_db()
    assert concept.tekst == TEKST


def test_the_editor_points_out_what_is_often_a_slip_with_its_place(
    leeg: Administratie, inloggen: Inloggen
) -> None:
    tekst = TEKST.replace(
        "gereconstrueerd, niet gepubliceerd: 320 x (9,40 - 0,87)", "uitkomst van dit programma"
    )
    concept = import_regeling(tekst=tekst, door=leeg.beleid, op=NU)
    pagina = (
        inloggen(leeg.beleid).get(reverse("subsidies:regeling_redactie", args=[concept.pk])).content.decode()
    )
    assert '<h2 id="let-op-kop">Let op</h2>' in pagina
    assert (
        "regel 205, teken 1: voorbeelden[3].bron: dit voorbeeld herhaalt wat het programma zelf uitrekende"
        in pagina
    )


def test_a_mistake_of_another_chapter_is_told_above_the_form(
    leeg: Administratie, concept: Subsidieregeling, inloggen: Inloggen
) -> None:
    status, tekst = _stuur(inloggen(leeg.beleid), concept, "tarieven", **{BEDRAG: "0,50"})
    assert status == 422
    assert "<li>doelgroep.fasen[1].banden[1].zonder_kot: het bedrag vng" in tekst


def test_a_value_from_a_date_can_be_added_and_saved(
    leeg: Administratie, concept: Subsidieregeling, inloggen: Inloggen
) -> None:
    client = inloggen(leeg.beleid)
    _, tekst = _stuur(client, concept, "tarieven", "toevoegen|tarieven[0].bedrag")
    assert 'name="tarieven[0].bedrag[1].vanaf"' in tekst
    extra = {
        "tarieven[0].bedrag.@aantal": "2",
        "tarieven[0].bedrag[1].vanaf": "2020-07-01",
        "tarieven[0].bedrag[1].waarde": "10,43",
        "tarieven[0].bedrag[1].bron": "raadsbesluit",
    }
    status, _ = _stuur(client, concept, "tarieven", **extra)
    concept.refresh_from_db()
    assert status == 302
    assert [w.waarde for w in load_regeling(concept.tekst).tarieven["doelgroeppeuter"].bedrag.waarden] == [
        1_026_000,
        1_043_000,
    ]


def test_a_band_can_be_added_and_taken_away_on_the_form(
    leeg: Administratie, concept: Subsidieregeling, inloggen: Inloggen
) -> None:
    client = inloggen(leeg.beleid)
    _, erbij = _stuur(client, concept, "doelgroep", "toevoegen|doelgroep.fasen[0].banden")
    assert 'name="doelgroep.fasen[0].banden[2].uren_per_week[0].waarde"' in erbij
    _, eraf = _stuur(client, concept, "doelgroep", "verwijderen|doelgroep.fasen[0].banden[0]")
    assert "derde en vierde dagdeel" in eraf
    assert 'name="doelgroep.fasen[0].banden[1].naam"' not in eraf


def test_a_band_can_be_moved_before_another_and_keeps_what_was_typed(
    leeg: Administratie, concept: Subsidieregeling, inloggen: Inloggen
) -> None:
    client = inloggen(leeg.beleid)
    tweede = "doelgroep.fasen[0].banden[1]"
    status, tekst = _stuur(client, concept, "doelgroep", f"eerder|{tweede}", **{f"{tweede}.naam": "vooraan"})
    assert status == 200
    assert tekst.index('value="vooraan"') < tekst.index('value="eerste en tweede dagdeel"')
    assert f'value="eerder|{tweede}"' in tekst
    assert 'value="eerder|doelgroep.fasen[0].banden[0]"' not in tekst


def test_geen_can_be_filled_in_and_made_geen_again(
    leeg: Administratie, concept: Subsidieregeling, inloggen: Inloggen
) -> None:
    client = inloggen(leeg.beleid)
    _, open_ = _stuur(client, concept, "doelgroep", "invullen|doelgroep.maximum_uren_per_jaar")
    assert 'name="doelgroep.maximum_uren_per_jaar[0].waarde"' in open_
    _, dicht = _stuur(client, concept, "geldstroom", "leegmaken|geldstroom.plafond")
    assert 'name="geldstroom.plafond.bedrag[0].waarde"' not in dicht


def test_a_new_name_goes_along_to_where_it_is_used(
    leeg: Administratie, concept: Subsidieregeling, inloggen: Inloggen
) -> None:
    _stuur(inloggen(leeg.beleid), concept, "tarieven", **{"tarieven[0].@naam": "vve"})
    concept.refresh_from_db()
    regeling = load_regeling(concept.tekst)
    assert list(regeling.tarieven) == ["vve", "reguliere_peuter"]
    assert regeling.doelgroep.fasen[0].banden[0].zonder_kot.tarief == "vve"


def test_a_new_name_of_a_phase_goes_along_to_the_deviations_of_that_group_only() -> None:
    document = load_regeling(TEKST).as_document()
    banden = document["doelgroep"]["fasen"][0]["banden"]
    fase = document["doelgroep"]["fasen"][0]["naam"]
    document["afwijkingen"] = [
        {
            "naam": groep,
            "bron": "art. 6",
            "categorie": groep,
            "fase": fase,
            "locaties": ["1"],
            "banden": banden,
        }
        for groep in ("doelgroep", "regulier")
    ]
    soort = hoofdstuksoort("doelgroep")
    ruw = als_ruw(soort, document["doelgroep"], hoofdstukken()["doelgroep"])
    ruw["fasen"][0]["naam"] = "peuter"
    nieuw = with_hoofdstuk(document, Hoofdstukinvoer("doelgroep", ruw, ""))
    assert [afwijking.fase for afwijking in nieuw.afwijkingen] == ["peuter", fase]


def test_two_parts_of_one_name_are_refused(
    leeg: Administratie, concept: Subsidieregeling, inloggen: Inloggen
) -> None:
    status, tekst = _stuur(
        inloggen(leeg.beleid), concept, "tarieven", **{"tarieven[0].@naam": "reguliere_peuter"}
    )
    assert status == 422
    assert "Geef elk onderdeel een eigen naam" in tekst


def test_another_national_table_brings_its_own_numbers(
    leeg: Administratie, concept: Subsidieregeling, inloggen: Inloggen
) -> None:
    anders = {"bijdragetabel.versies[0].tabel": "vng-2021"}
    status, _ = _stuur(inloggen(leeg.beleid), concept, "bijdragetabel", **anders)
    concept.refresh_from_db()
    assert status == 302
    verwacht = load_regeling(TEKST.replace('tabel = "vng-2020"', 'tabel = "vng-2021"'))
    assert (
        load_regeling(concept.tekst).bijdragetabel.versies[0].rijen == verwacht.bijdragetabel.versies[0].rijen
    )


def test_who_saves_over_a_change_of_another_is_told(
    leeg: Administratie, concept: Subsidieregeling, inloggen: Inloggen
) -> None:
    client = inloggen(leeg.beleid)
    _stuur(client, concept, "tarieven", **{BEDRAG: "10,43"})
    status, tekst = _stuur(client, concept, "tarieven", **{BEDRAG: "10,50"})
    assert status == 422
    assert "intussen door iemand anders gewijzigd" in tekst


def test_a_policy_that_is_not_a_concept_can_only_be_copied(duiven: Administratie, inloggen: Inloggen) -> None:
    client = inloggen(duiven.beleid)
    antwoord = client.get(_url(duiven.regeling, "tarieven"), follow=True)
    assert "Maak een nieuwe versie om iets te veranderen" in antwoord.content.decode()
    client.post(reverse("subsidies:regeling_copy", args=[duiven.regeling.pk]))
    nieuw = Subsidieregeling.objects.get(status="concept")
    assert (nieuw.versie, nieuw.tekst) == (2, duiven.regeling.tekst)


@pytest.mark.parametrize("rol", [Rol.BUDGETHOUDER, Rol.HOUDER_BEHEERDER, Rol.JGZ_MEDEWERKER])
def test_only_who_may_write_policies_sees_the_editor(
    leeg: Administratie, concept: Subsidieregeling, inloggen: Inloggen, rol: Rol
) -> None:
    gebruiker = leeg.gebruiker(rol)
    assert inloggen(gebruiker).get(_url(concept, "tarieven")).status_code == 403


def test_the_concept_of_another_municipality_does_not_exist(
    concept: Subsidieregeling, inloggen: Inloggen
) -> None:
    elders = Administratie(code="0273", regeling_naam=None)
    client = inloggen(elders.beleid)
    assert client.get(_url(concept, "tarieven")).status_code == 404
    assert client.get(reverse("subsidies:regeling_redactie", args=[concept.pk])).status_code == 404
    assert client.post(reverse("subsidies:regeling_copy", args=[concept.pk])).status_code == 404


@pytest.mark.parametrize("hoofdstuk", list(hoofdstukken()))
def test_every_chapter_opens_with_its_explanation(
    leeg: Administratie, concept: Subsidieregeling, inloggen: Inloggen, hoofdstuk: str
) -> None:
    antwoord = inloggen(leeg.beleid).get(_url(concept, hoofdstuk))
    assert hoofdstukken()[hoofdstuk].uitleg.replace("'", "&#x27;") in antwoord.content.decode()


@pytest.mark.parametrize(
    "doe",
    [
        "toevoegen|tarieven[9]",
        "toevoegen|tarieven[0].bedrag[0].bron",
        "toevoegen|tarieven[0].bestaat_niet",
        "verwijderen|tarieven",
        "verwijderen|tarieven[0].bedrag",
        "leegmaken|tarieven",
        "invullen|tarieven[0].meerprijs",
        "toevoegen|",
        "onzin|tarieven",
    ],
)
def test_a_button_that_does_not_exist_changes_nothing(
    leeg: Administratie, concept: Subsidieregeling, inloggen: Inloggen, doe: str
) -> None:
    status, tekst = _stuur(inloggen(leeg.beleid), concept, "tarieven", doe)
    assert status == 200
    assert tekst.count('name="tarieven[0].bedrag[0].waarde"') == 1
    assert 'name="tarieven[1].@naam"' in tekst


def test_a_form_that_comes_in_empty_is_refused_with_what_is_missing(
    leeg: Administratie, concept: Subsidieregeling, inloggen: Inloggen
) -> None:
    gezien = controlegetal(concept.document, "doelgroep")
    antwoord = inloggen(leeg.beleid).post(_url(concept, "doelgroep"), {"gezien": gezien})
    assert antwoord.status_code == 422
    assert "doelgroep.bron is leeg" in antwoord.content.decode()


def test_another_year_brings_the_national_maximum_of_that_year(
    leeg: Administratie, concept: Subsidieregeling, inloggen: Inloggen
) -> None:
    dagen = {"regeling.geldig_van": "2021-01-01", "regeling.geldig_tot_en_met": "2021-12-31"}
    status, _ = _stuur(inloggen(leeg.beleid), concept, "regeling", **dagen)
    concept.refresh_from_db()
    assert status == 302
    assert [waarde.waarde for waarde in load_regeling(concept.tekst).max_uurprijs.bedragen.waarden] == [
        846_000
    ]


def test_another_kind_of_rate_asks_for_its_own_fields(
    leeg: Administratie, concept: Subsidieregeling, inloggen: Inloggen
) -> None:
    client = inloggen(leeg.beleid)
    anders = {"tarieven[0].soort": "max_uurprijs_plus_opslag"}
    _, tekst = _stuur(client, concept, "tarieven", "tonen", **anders)
    assert 'name="tarieven[0].opslag[0].waarde"' in tekst
    status, tekst = _stuur(client, concept, "tarieven", **anders)
    assert status == 422
    assert "tarieven.doelgroeppeuter.opslag.bron is leeg" in tekst


def test_trying_out_what_is_wrong_leads_to_the_mistakes(
    leeg: Administratie, concept: Subsidieregeling, inloggen: Inloggen
) -> None:
    status, tekst = _stuur(inloggen(leeg.beleid), concept, "tarieven", "narekenen", **{BEDRAG: "tien"})
    assert status == 422
    assert '<a href="#fouten">bekijk de fouten</a>' in tekst
    assert 'id="fouten"' in tekst
