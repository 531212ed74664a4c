"""The policy of another municipality as a start for one's own."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from organisaties.models import AuditRegel
from organisaties.rechten import Rol
from rekenregels import as_toml, load_document, load_regeling, run_voorbeelden
from rekenregels.regeling.categorie import zeker
from rekenregels.regeling.schrijven import bronnen
from subsidies.models import Subsidieregeling
from subsidies.regelingen.actions import import_regeling
from subsidies.regelingen.redactie.sjabloon import meegeleverd, next_period, start_from
from tests.subsidies.administratie import NU, Administratie

Inloggen = Callable[..., Client]
URL = reverse("subsidies:regeling_start")


@pytest.mark.parametrize("naam", sorted(meegeleverd()))
def test_every_shipped_policy_is_a_valid_start_that_computes_the_same(naam: str) -> None:
    voorbeeld = meegeleverd()[naam]
    begin = start_from(voorbeeld, naam="Duiven 2027", gemeente="Duiven", code="0226")
    gelezen = load_regeling(as_toml(begin))
    assert gelezen.sha256 == begin.sha256
    assert [u.klopt for u in run_voorbeelden(gelezen)] == [u.klopt for u in run_voorbeelden(voorbeeld)]


def test_every_value_of_another_council_is_an_assumption_with_its_origin() -> None:
    begin = start_from(meegeleverd()["putten-2025"], naam="Duiven 2027", gemeente="Duiven", code="0226")
    eigen = [
        regel
        for regel in bronnen(begin)
        if not regel.pad.startswith(("max_uurprijs", "bijdragetabel.versies"))
    ]
    teksten = [regel for regel in eigen if regel.pad != "uren"]
    assert teksten
    assert all(
        regel.bron.startswith("aanname: overgenomen uit Putten 2025, gemeente Putten (") for regel in teksten
    )
    assert not any(regel.artikel for regel in teksten)


def test_national_tables_keep_their_source_and_foreign_children_stay_behind() -> None:
    voorbeeld = meegeleverd()["duiven-2020"]
    begin = start_from(voorbeeld, naam="Putten 2020", gemeente="Putten", code="0273")
    assert begin.max_uurprijs == voorbeeld.max_uurprijs
    assert begin.bijdragetabel.versies == voorbeeld.bijdragetabel.versies
    assert begin.populatie is None


@pytest.fixture
def leeg(db: None) -> Administratie:
    return Administratie(regeling_naam=None)


def test_a_start_becomes_a_concept_of_the_own_municipality(leeg: Administratie, inloggen: Inloggen) -> None:
    antwoord = inloggen(leeg.beleid).post(URL, {"voorbeeld": "putten-2025", "naam": "Duiven 2027"})
    concept = Subsidieregeling.objects.get()
    assert antwoord["Location"] == reverse("subsidies:hoofdstuk_edit", args=[concept.pk, "regeling"])
    assert (str(concept), concept.status, concept.gemeente) == (
        "Duiven 2027 (versie 1)",
        "concept",
        leeg.gemeente,
    )
    assert AuditRegel.objects.filter(handeling="regeling.import", object_id=str(concept.pk)).exists()


def test_a_start_without_a_choice_is_refused(leeg: Administratie, inloggen: Inloggen) -> None:
    antwoord = inloggen(leeg.beleid).post(URL, {"voorbeeld": "", "naam": ""})
    assert antwoord.status_code == 422
    assert not Subsidieregeling.objects.exists()


def test_only_who_may_write_policies_starts_one(leeg: Administratie, inloggen: Inloggen) -> None:
    assert inloggen(leeg.beleid).get(URL).status_code == 200
    assert inloggen(leeg.budgethouder).get(URL).status_code == 403
    assert inloggen(leeg.gebruiker(Rol.HOUDER_BEHEERDER)).get(URL).status_code == 403


@pytest.mark.parametrize("naam", sorted(meegeleverd()))
def test_every_shipped_policy_can_be_carried_to_the_years_after_it(naam: str) -> None:
    vorige = meegeleverd()[naam]
    volgende = next_period(vorige)
    jaren = volgende.geldig_van.year - vorige.geldig_van.year
    begin = vorige.geldig_tot_en_met + timedelta(days=1)
    if (begin.month, begin.day) != (vorige.geldig_van.month, vorige.geldig_van.day):
        begin = vorige.geldig_van.replace(year=vorige.geldig_van.year + 1)  # of a part of a year: that part
    assert volgende.geldig_van == begin
    assert load_regeling(as_toml(volgende)).sha256 == volgende.sha256
    assert [kind.kind.geboortedatum.year for kind in volgende.voorbeelden] == [
        kind.kind.geboortedatum.year + jaren for kind in vorige.voorbeelden
    ]


def test_the_next_year_has_the_new_national_amounts_and_calls_the_old_numbers_assumptions() -> None:
    volgende = next_period(meegeleverd()["duiven-2020"])
    assert volgende.naam == "Duiven 2021 (scenario 4a)"
    assert zeker(volgende.max_uurprijs, "").bedragen.waarden[0].waarde == 8_46_000
    assert zeker(volgende.bijdragetabel, "").versies[0].tabel == "vng-2021"
    assert volgende.tarieven["doelgroeppeuter"].bedrag.waarden[0].bron == (
        "aanname: overgenomen uit Duiven 2020 (scenario 4a) (tabel scenario's, scenario 4a: kostprijs doelgroeppeuter)"
    )
    assert zeker(volgende.populatie, "").gepubliceerd_totaal is None


def test_the_next_year_has_the_norms_of_its_half_years_and_where_they_are_not_known_the_old_ones() -> None:
    vorige = meegeleverd()["voorbeeld-sociaal-minimum-2024"]
    document = vorige.as_document() | {"sociaal_minimum": {"tabel": "landelijk"}}
    met_tabel = load_document(document)
    minimum = zeker(next_period(met_tabel).sociaal_minimum, "")
    assert (minimum.tabel, minimum.alleenstaand.waarden[0].waarde) == ("landelijk", 1_345_45_000)
    later = zeker(next_period(next_period(met_tabel)).sociaal_minimum, "")
    assert (later.tabel, later.alleenstaand.waarden[0].waarde) == ("", 1_345_45_000)
    assert later.alleenstaand.waarden[0].bron.startswith(
        "aanname: nog de norm van een eerder jaar (gemeentewestland.nl"
    )
    assert (
        start_from(met_tabel, naam="x", gemeente="x", code="0226").sociaal_minimum
        == met_tabel.sociaal_minimum
    )


def test_two_years_on_a_number_still_names_where_it_first_came_from() -> None:
    later = next_period(next_period(meegeleverd()["duiven-2020"]))
    assert later.naam == "Duiven 2022 (scenario 4a)"
    assert later.tarieven["doelgroeppeuter"].bedrag.waarden[0].bron == (
        "aanname: overgenomen uit Duiven 2020 (scenario 4a) (tabel scenario's, scenario 4a: kostprijs doelgroeppeuter)"
    )


def test_a_name_without_a_year_gets_one() -> None:
    duiven = meegeleverd()["duiven-2020"]
    kop = replace(duiven.regeling, naam="Subsidieregeling")
    assert next_period(replace(duiven, regeling=kop)).naam == "Subsidieregeling 2021"


@pytest.mark.django_db
def test_a_policy_for_next_year_is_made_with_one_button(inloggen: Inloggen) -> None:
    boeken = Administratie()
    client = inloggen(boeken.beleid)
    antwoord = client.post(reverse("subsidies:regeling_next", args=[boeken.regeling.pk]), follow=True)
    concept = Subsidieregeling.objects.get(status=Subsidieregeling.Status.DRAFT)
    assert (concept.naam, concept.versie) == ("Duiven 2021 (scenario 4a)", 1)
    assert antwoord.redirect_chain == [(reverse("subsidies:regeling_redactie", args=[concept.pk]), 302)]
    detail = client.get(reverse("subsidies:regeling_detail", args=[concept.pk])).content.decode()
    assert reverse("subsidies:regeling_verschillen", args=[boeken.regeling.pk, concept.pk]) in detail


@pytest.mark.django_db
def test_a_policy_that_does_not_fit_the_next_year_says_why(inloggen: Inloggen) -> None:
    boeken = Administratie()
    document = meegeleverd()["duiven-2020"].as_document()
    document["tarieven"]["reguliere_peuter"]["bedrag"] = {"waarde": "5.41", "bron": "raadsbesluit 7"}
    regeling = import_regeling(tekst=as_toml(load_document(document)), door=boeken.beleid, op=NU)
    antwoord = inloggen(boeken.beleid).post(
        reverse("subsidies:regeling_next", args=[regeling.pk]), follow=True
    )
    tekst = antwoord.content.decode()
    assert "past niet zonder wijziging in het jaar erna." in tekst
    assert "het bedrag vng (€\u00a05,60) is hoger dan het tarief reguliere_peuter (€\u00a05,41)" in tekst
    assert Subsidieregeling.objects.filter(status=Subsidieregeling.Status.DRAFT).count() == 1


def test_a_table_of_which_the_new_year_is_not_complete_stays_and_is_called_an_assumption() -> None:
    versie = zeker(next_period(meegeleverd()["het-hogeland-2024"]).bijdragetabel, "").versies[0]
    assert versie.tabel == "vng-2024"
    assert versie.bron.startswith("aanname: nog de tabel van 2024 (")
