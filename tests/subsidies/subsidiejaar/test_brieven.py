"""What the letters about a subsidy say, and that they are sent, announced, read, or printed."""

import csv
import io
import json
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from brieven.actions import announce_brief, record_bereikbaarheid, save_brieftekst
from brieven.briefteksten import blokken_van
from brieven.models import Brief, Ontvangst
from brieven.soorten import briefsoort
from organisaties.models import Gebruiker
from organisaties.rechten import Rol
from subsidies.models import Beschikking
from subsidies.subsidiejaar.actions.behandelen import complete_aanvraag, record_stap
from subsidies.subsidiejaar.betaling import most_to_fix
from subsidies.subsidiejaar.brieven import _CODES, code_of
from subsidies.subsidiejaar.woorden import ALLE, OVEREENKOMST, Woorden
from tests.brieven.test_brief import text_of
from tests.subsidies.administratie import Administratie
from tests.subsidies.subsidiejaar.test_putten import (
    aanbieder_van,
    at,
    besluit,
    goedgekeurd,
    ingediend,
    putten,
    verleend,
)

__all__ = ["putten"]
pytestmark = pytest.mark.django_db


def brief_over(soort: str) -> Brief:
    return Brief.objects.filter(soort=soort).latest("pk")


def words(brief: Brief) -> str:
    return " ".join(text_of(brief).split())


def ingesloten(brief: Brief) -> dict[str, bytes]:
    import pikepdf

    with pikepdf.open(io.BytesIO(bytes(brief.pdf))) as pdf:
        return {naam: spec.get_file().read_bytes() for naam, spec in pdf.attachments.items()}


def rijen_van(brief: Brief) -> list[dict[str, str]]:
    tekst = ingesloten(brief)["berekening.csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(tekst), delimiter=";"))


def test_a_grant_tells_amount_ground_sum_terms_and_obligations(putten: Administratie) -> None:
    verleend(putten)
    brief = brief_over("subsidie-verlening")
    tekst = words(brief)
    for zin in (
        "Wij verlenen u voor 2025 een subsidie van ten hoogste € 70.802,40. Dit is besluit B2024-001 in dossier S2025-001.",
        "Uw aanvraag komt volgens de regeling op € 70.802,40. Zoals berekend.",
        "Wij besluiten dit op grond van Awb artikel 4:29 en 4:31 en de regeling",
        "Doelgroep 10 640,00 € 65.696,00",
        "27-01-2025 € 17.700,60",
        "U houdt voor deze subsidie een afzonderlijke administratie bij.",
        "U bewaart de bewijzen bij die administratie",
        "om vaststelling (Awb artikel 4:44)",
        "Dat kan binnen zes weken",
    ):
        assert zin in tekst
    assert [rij["Bedrag"] for rij in rijen_van(brief)] == ["65696,00", "5106,40"]
    gegevens = json.loads(ingesloten(brief)["berekening.json"])
    assert (gegevens["totaal_centen"], gegevens["bedrag_centen"]) == (70_802_40, 70_802_40)
    assert sum(b["centen"] for b in gegevens["betalingen"]) == 70_802_40


def test_a_grant_of_less_says_by_how_much(putten: Administratie) -> None:
    aanvraag = ingediend(putten, at(2024, 12, 2))
    complete_aanvraag(aanvraag=aanvraag, door=putten.medewerker, op=at(2024, 12, 9))
    besluit(putten, aanvraag.dossier, "verlening", 70_000_00, at(2024, 12, 16))
    assert "op € 70.802,40. Dit bedrag is € 802,40 minder." in words(brief_over("subsidie-verlening"))


def test_each_change_names_its_article_and_what_is_paid_or_got_back(putten: Administratie) -> None:
    dossier = verleend(putten)
    besluit(putten, dossier, "wijziging", 80_802_40, at(2025, 6, 2))
    tekst = words(brief_over("subsidie-wijziging"))
    assert "Tot nu toe was € 70.802,40 verleend. Dat wordt € 80.802,40: € 10.000,00 meer." in tekst
    assert "U krijgt nog € 10.000,00. Wij betalen dat uiterlijk op 14 juli 2025 (Awb artikel 4:87)." in tekst
    besluit(putten, dossier, "intrekking", 0, at(2025, 7, 1))
    tekst = words(brief_over("subsidie-intrekking"))
    assert "Tot nu toe was € 80.802,40 verleend. Dat wordt € 0,00." in tekst
    assert "U kreeg € 80.802,40 te veel. Wij vorderen dat terug (Awb artikel 4:57)" in tekst
    assert brief_over("subsidie-intrekking").vervangt == brief_over("subsidie-wijziging")


def test_a_fixing_lists_the_approved_calculations_and_sums_to_it(putten: Administratie) -> None:
    dossier = verleend(putten)
    bedrag = goedgekeurd(putten, "160")
    besluit(putten, dossier, "ambtshalve", most_to_fix(dossier), at(2026, 6, 15))
    brief = brief_over("subsidie-ambtshalve")
    assert "De goedgekeurde uren en bedragen komen volgens de regeling op € 1.642,40." in words(brief)
    assert "Awb artikel 4:46 en 4:47" in words(brief)
    assert [(rij["Onderdeel"], rij["Bedrag"]) for rij in rijen_van(brief)] == [
        ("Uren 1e kwartaal 2025", "1642,40")
    ]
    assert json.loads(ingesloten(brief)["berekening.json"])["totaal_centen"] == bedrag


def test_a_refusal_keeps_the_sum_of_what_was_asked(putten: Administratie) -> None:
    aanvraag = ingediend(putten, at(2024, 12, 2))
    besluit(putten, aanvraag.dossier, "afwijzing", 0, at(2024, 12, 16))
    tekst = words(brief_over("subsidie-afwijzing"))
    assert "Wij weigeren de subsidie die u voor 2025 vroeg." in tekst
    assert "Volgens de berekening vroeg u € 70.802,40." in tekst
    assert "Samen, volgens B2024-001 € 0,00" in tekst
    assert "Wat wij van u verwachten" not in tekst


@pytest.mark.parametrize(
    ("soort", "wel", "niet"),
    [
        (
            "aanvulling-gevraagd",
            "Vul uw aanvraag aan tot en met 18 december 2024.",
            "Wij beslissen uiterlijk",
        ),
        ("verlengd", "Daarom verlengen wij de termijn (Awb artikel 4:14).", "storing"),
        ("storing", "Door een storing was er minder tijd (Awb artikel 2:21).", "verlengen wij"),
    ],
)
def test_a_letter_about_the_term_says_what_happened(
    putten: Administratie, soort: str, wel: str, niet: str
) -> None:
    aanvraag = ingediend(putten, at(2024, 12, 2))
    laatste = date(2024, 12, 18) if soort == "aanvulling-gevraagd" else date(2025, 2, 14)
    record_stap(
        aanvraag=aanvraag,
        soort=soort,
        dag=date(2024, 12, 4),
        tot_en_met=laatste,
        reden="De begroting ontbreekt.",
        door=putten.medewerker,
        op=at(2024, 12, 4),
    )
    tekst = words(brief_over("subsidie-termijn"))
    assert wel in tekst
    assert "De begroting ontbreekt." in tekst
    assert niet not in tekst


def test_the_words_of_the_municipality_stand_in_its_decisions(putten: Administratie) -> None:
    beheerder = putten.gebruiker(Rol.FUNCTIONEEL_BEHEERDER)
    soort = briefsoort("subsidie-verlening")
    eigen = blokken_van(soort, None) | {"besluit": "{geadresseerde} krijgt {bedrag} in {jaar}."}
    save_brieftekst(soort=soort, blokken=eigen, door=beheerder, op=at(2024, 11, 1))
    verleend(putten)
    brief = brief_over("subsidie-verlening")
    assert f"{putten.houder.naam} krijgt € 70.802,40 in 2025." in words(brief)
    assert brief.tekstversie is not None


@pytest.mark.parametrize("woorden", ALLE, ids=lambda woorden: woorden.code)
def test_every_kind_of_decision_has_a_letter_with_how_to_object(woorden: Woorden) -> None:
    for soort in Beschikking.Soort:
        blokken = {blok.code: blok for blok in briefsoort(code_of(woorden, _CODES[soort])).tekstblokken}
        assert {"besluit", "motivering", "grondslag"} <= blokken.keys()
        if woorden is not OVEREENKOMST:
            assert {eis.code for eis in blokken["bezwaar"].eisen} == {"bezwaartermijn", "bezwaaradres"}
    assert not briefsoort(code_of(woorden, "ontvangst")).met_bezwaar


def test_under_a_contract_nobody_objects_and_the_law_asks_nothing_of_the_words() -> None:
    for soort in Beschikking.Soort:
        kind = briefsoort(code_of(OVEREENKOMST, _CODES[soort]))
        assert not kind.met_bezwaar
        assert [blok.code for blok in kind.tekstblokken if blok.eisen] == []
        assert "Awb" not in "".join(blok.tekst for blok in kind.tekstblokken)


# -- sent, announced, read, printed -------------------------------------------------------------------------


@pytest.fixture
def bereikbaar(putten: Administratie) -> Gebruiker:
    """The provider said that it reads its letters in the portal."""
    beheerder = putten.gebruiker(Rol.FUNCTIONEEL_BEHEERDER)
    record_bereikbaarheid(
        organisatie=putten.houder,
        sinds=date(2024, 1, 1),
        verklaard_door="A. Smit",
        door=beheerder,
        op=at(2024, 1, 1),
    )
    return aanbieder_van(putten)


def kennisgeving(brief: Brief, lezer: Gebruiker) -> Ontvangst:
    return Ontvangst.objects.get(bericht__soort="brief", bericht__object_id=str(brief.pk), gebruiker=lezer)


def test_in_the_portal_a_decision_is_made_known_when_it_is_placed_and_told_within_48_hours(
    putten: Administratie, bereikbaar: Gebruiker
) -> None:
    dossier = verleend(putten)
    brief = brief_over("subsidie-verlening")
    assert (brief.bekend_gemaakt_op, brief.bekend_gemaakt_hoe) == (date(2024, 12, 16), "portaal")
    assert brief.bezwaar_tot_en_met == date(2025, 1, 27)
    verlening = dossier.beschikkingen.get()
    assert verlening.bekendgemaakt_op == date(2024, 12, 16)
    ontvangst = kennisgeving(brief, bereikbaar)
    assert ontvangst.bericht.geplaatst_op == at(2024, 12, 16)
    assert ontvangst.bericht.kennisgeving_uiterlijk == at(2024, 12, 16) + timedelta(hours=48)
    assert not Brief.objects.to_post().exists()


def test_the_first_of_the_provider_who_opens_it_is_marked_and_the_municipality_sees_when(
    putten: Administratie, bereikbaar: Gebruiker, client: Client
) -> None:
    verleend(putten)
    brief = brief_over("subsidie-verlening")
    ophalen = reverse("subsidies:subsidiebrief_download", args=[brief.pk])
    client.force_login(putten.medewerker)
    client.get(ophalen)
    brief.refresh_from_db()
    assert brief.gelezen_op is None
    client.force_login(bereikbaar)
    assert client.get(ophalen).status_code == 200
    brief.refresh_from_db()
    assert brief.gelezen_door == bereikbaar
    eerste = brief.gelezen_op
    client.post(reverse("brieven:brief_download", args=[brief.pk]))
    brief.refresh_from_db()
    assert brief.gelezen_op == eerste


def test_who_can_not_be_reached_stands_on_the_list_to_print_until_it_is_posted(
    putten: Administratie, client: Client
) -> None:
    dossier = verleend(putten)
    verlening = brief_over("subsidie-verlening")
    assert verlening.is_to_post
    assert dossier.beschikkingen.get().bekendgemaakt_op is None
    assert {brief.soort for brief in Brief.objects.to_post()} == {"subsidie-ontvangst", "subsidie-verlening"}
    announce_brief(brief=verlening, hoe="post", dag=date(2024, 12, 17), door=putten.medewerker)
    assert dossier.beschikkingen.get().bekendgemaakt_op == date(2024, 12, 17)
    assert [brief.soort for brief in Brief.objects.to_post()] == ["subsidie-ontvangst"]
