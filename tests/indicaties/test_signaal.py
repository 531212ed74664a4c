"""Signals, questions, consent and remarks: who may give them, and what each side reads of them."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from indicaties.actions import (
    answer_ondersteuning,
    ask_ondersteuning,
    give_signaal,
    give_startinformatie,
    grant_indicatie,
    record_toestemming,
    refer_kind,
    refuse_indicatie,
    set_werkwijze,
    start_criteria,
    withdraw_toestemming,
    write_opmerking,
)
from indicaties.models import Criterium, Kind, Signaal, Toeleiding, Toestemming, Werkwijze
from indicaties.routekaart.actions import discuss_traject
from indicaties.vergeten import forget_texts
from indicaties.werkwijzelog import read_wijzigingen
from organisaties.models import Gebruiker
from organisaties.rechten import Rol
from tests.factories import (
    CriteriumFactory,
    GebruikerFactory,
    IndicatieFactory,
    KindFactory,
    LocatieFactory,
    OpmerkingFactory,
    PlaatsingFactory,
    ToeleidingFactory,
    ToestemmingFactory,
)

pytestmark = pytest.mark.django_db

OP = date(2025, 5, 15)


@pytest.fixture
def jgz() -> Gebruiker:
    return GebruikerFactory(rol=Rol.JGZ_MEDEWERKER)


@pytest.fixture
def houder() -> Gebruiker:
    return GebruikerFactory(rol=Rol.HOUDER_BEHEERDER)


@pytest.fixture
def kind(houder: Gebruiker) -> Kind:
    """A child on a place of the provider."""
    kind = KindFactory(voornaam="Noor", achternaam="Bakker")
    ToeleidingFactory(kind=kind, houder=houder.organisatie)
    PlaatsingFactory(kind=kind, locatie=LocatieFactory(houder=houder.organisatie))
    return kind


def tell(kind: Kind, door: Gebruiker, aanleiding: str = "houder") -> Signaal:
    return give_signaal(kind=kind, aanleiding=aanleiding, toelichting="Praat weinig.", door=door, op=OP)


# -- signals -------------------------------------------------------------------------------------


def test_a_signal_opens_the_case_with_who_gave_it(kind: Kind, houder: Gebruiker) -> None:
    traject = tell(kind, houder).traject
    assert (traject.aanleiding, traject.toelichting, traject.geopend_op) == ("houder", "Praat weinig.", OP)


def test_a_provider_speaks_up_only_about_a_child_that_it_knows(houder: Gebruiker) -> None:
    verwezen = KindFactory()
    ToeleidingFactory(kind=verwezen, houder=houder.organisatie)
    with pytest.raises(ValidationError, match="zelf inschreef of dat bij u een plaats heeft of had"):
        tell(verwezen, houder)


@pytest.mark.parametrize(("rol", "aanleiding"), [(Rol.KINDREGISSEUR, "jgz"), (Rol.JGZ_MEDEWERKER, "houder")])
def test_nobody_writes_a_signal_down_in_the_name_of_another(kind: Kind, rol: Rol, aanleiding: str) -> None:
    with pytest.raises(ValidationError, match="Met uw rol kunt u dit signaal niet vastleggen"):
        tell(kind, GebruikerFactory(rol=rol), aanleiding)


def test_the_same_signal_is_not_given_twice_while_it_waits(kind: Kind, houder: Gebruiker) -> None:
    tell(kind, houder)
    with pytest.raises(ValidationError, match="Op 15 mei 2025 is dit signaal al gegeven"):
        tell(kind, houder)


def test_who_gave_it_reads_what_came_of_it(kind: Kind, houder: Gebruiker, jgz: Gebruiker) -> None:
    signaal = tell(kind, houder)
    uitkomsten = [signaal.uitkomst]
    discuss_traject(traject=signaal.traject, besproken_op=OP, door=jgz, op=OP)
    signaal.refresh_from_db()
    uitkomsten.append(signaal.uitkomst)
    refuse_indicatie(kind=kind, soort="vve", reden="geen-grond", door=jgz, op=OP)
    signaal.refresh_from_db()
    assert [*uitkomsten, signaal.uitkomst] == ["ontvangen", "besproken", "geen-indicatie"]


def test_a_provider_sees_its_own_signal_and_nothing_of_the_reasons(
    kind: Kind, houder: Gebruiker, jgz: Gebruiker, inloggen: Any
) -> None:
    tell(kind, houder)
    give_signaal(kind=kind, aanleiding="ouders", toelichting="Moeder belde.", door=jgz, op=OP)
    grond = CriteriumFactory(naam="Ouders in de schuldsanering", code="schuld")
    grant_indicatie(
        kind=kind,
        soort="vve",
        criteria=[grond],
        geldig_van=date(2025, 6, 1),
        geldig_tot_en_met=date(2026, 8, 31),
        toelichting="Alleen voor de ouders.",
        door=jgz,
        op=OP,
    )
    tekst = inloggen(houder).get(reverse("indicaties:kind_detail", args=[kind.pk])).content.decode()
    assert "Praat weinig." in tekst
    for geheim in ("Moeder belde.", "schuld", "Alleen voor de ouders."):
        assert geheim not in tekst


# -- extra support -------------------------------------------------------------------------------


def test_a_question_comes_back_with_an_answer_that_others_do_not_read(
    kind: Kind, houder: Gebruiker, jgz: Gebruiker, inloggen: Any
) -> None:
    vraag = ask_ondersteuning(kind=kind, vraag="Kan iemand meekijken?", door=houder, op=OP)
    answer_ondersteuning(vraag=vraag, antwoord="Wij komen dinsdag.", opent_traject=True, door=jgz, op=OP)
    pagina = reverse("indicaties:kind_detail", args=[kind.pk])
    eigen = inloggen(houder).get(pagina).content.decode()
    assert "Wij komen dinsdag." in eigen
    gemeente = inloggen(GebruikerFactory(rol=Rol.SUBSIDIEMEDEWERKER)).get(pagina).content.decode()
    assert f"Extra ondersteuning gevraagd door {houder.organisatie}" in gemeente
    assert "Wij komen dinsdag." not in gemeente
    assert "Kan iemand meekijken?" not in gemeente
    assert kind.trajecten.get().aanleiding == "houder"
    with pytest.raises(ValidationError, match="al beantwoord op 15 mei 2025"):
        answer_ondersteuning(vraag=vraag, antwoord="Nog eens.", door=jgz, op=OP)


# -- consent -------------------------------------------------------------------------------------


def refer(kind: Kind, houder: Gebruiker) -> Toeleiding:
    regisseur = GebruikerFactory(rol=Rol.KINDREGISSEUR)
    assert houder.organisatie is not None
    return refer_kind(kind=kind, houder=houder.organisatie, door=regisseur, op=OP)


def test_without_consent_nobody_is_referred(houder: Gebruiker) -> None:
    with pytest.raises(ValidationError, match="Leg eerst de toestemming vast") as fout:
        refer(KindFactory(), houder)
    assert fout.value.code == "toestemming"


def test_a_municipality_that_does_not_ask_refers_without(houder: Gebruiker) -> None:
    kind = KindFactory()
    Werkwijze.objects.create(gemeente=kind.gemeente, vraagt_toestemming=False)
    assert refer(kind, houder).status == "verwezen"


def test_the_last_answer_counts_and_withdrawing_stops_new_referrals(
    houder: Gebruiker, jgz: Gebruiker
) -> None:
    kind = KindFactory()
    antwoord = {"omvang": "indicatie", "ouder": "een", "vastlegging": "mondeling", "door": jgz, "op": OP}
    record_toestemming(kind=kind, gegeven=False, datum=date(2025, 5, 1), **antwoord)
    with pytest.raises(ValidationError, match="gaven op 1 mei 2025 geen toestemming"):
        refer(kind, houder)
    ja = record_toestemming(kind=kind, gegeven=True, datum=date(2025, 5, 2), **antwoord)
    refer(kind, houder)
    withdraw_toestemming(toestemming=ja, door=jgz, op=OP)
    ander = GebruikerFactory(rol=Rol.HOUDER_BEHEERDER)
    with pytest.raises(ValidationError, match="trokken hun toestemming op 15 mei 2025 in"):
        refer(kind, ander)


def test_a_withdrawal_shows_where_a_referral_still_runs(
    houder: Gebruiker, jgz: Gebruiker, inloggen: Any
) -> None:
    kind = KindFactory()
    ja = ToestemmingFactory(kind=kind)
    refer(kind, houder)
    pagina = reverse("indicaties:kind_detail", args=[kind.pk])
    assert "De toestemming geldt niet meer" not in inloggen(jgz).get(pagina).content.decode()
    withdraw_toestemming(toestemming=ja, door=jgz, op=OP)
    assert "De toestemming geldt niet meer" in inloggen(jgz).get(pagina).content.decode()


def test_name_and_contact_alone_do_not_reach_for_a_child_with_an_indicatie(houder: Gebruiker) -> None:
    met, zonder = IndicatieFactory().kind, KindFactory()
    for kind in (met, zonder):
        ToestemmingFactory(kind=kind, omvang=Toestemming.Omvang.CONTACT)
    assert refer(zonder, houder).kind == zonder
    with pytest.raises(ValidationError, match="de aanbieder ziet ook de indicatie"):
        refer(met, houder)


def test_the_form_of_a_referral_records_the_answer_in_one_go(houder: Gebruiker, inloggen: Any) -> None:
    kind = KindFactory()
    client = inloggen(GebruikerFactory(rol=Rol.KINDREGISSEUR))
    adres = reverse("indicaties:toeleiding_refer", args=[kind.pk])
    data = {"houder": houder.organisatie.pk, "toestemming": "on", "startinformatie": "Hoort slecht."}
    assert "Geef dit alleen door als de ouders dat goedvinden" in client.post(adres, data).content.decode()
    client.post(adres, data | {"ontwikkelpunten": "on"})
    assert Toestemming.objects.get(kind=kind).omvang == "ontwikkelpunten"
    assert kind.toeleidingen.get().startinformatie.tekst == "Hoort slecht."
    pagina = inloggen(houder).get(reverse("indicaties:kind_detail", args=[kind.pk])).content.decode()
    assert "Hoort slecht." in pagina


def test_what_the_provider_must_know_goes_only_with_that_consent(kind: Kind, jgz: Gebruiker) -> None:
    ToestemmingFactory(kind=kind, omvang=Toestemming.Omvang.INDICATIE)
    with pytest.raises(ValidationError, match="geen toestemming om ontwikkelpunten door te geven"):
        give_startinformatie(toeleiding=kind.toeleidingen.get(), tekst="Hoort slecht.", door=jgz, op=OP)


# -- remarks, and what stays ---------------------------------------------------------------------


def test_a_remark_of_jgz_is_read_by_its_own_organisation_only(
    kind: Kind, jgz: Gebruiker, inloggen: Any
) -> None:
    nu = datetime(2025, 5, 15, 9, 0, tzinfo=UTC)
    write_opmerking(kind=kind, tekst="Vader neemt nooit op.", door=jgz, op=nu)
    pagina = reverse("indicaties:kind_detail", args=[kind.pk])
    lezers = [jgz, GebruikerFactory(rol=Rol.JGZ_MEDEWERKER), GebruikerFactory(rol=Rol.KINDREGISSEUR)]
    gelezen = ["Vader neemt nooit op." in inloggen(g).get(pagina).content.decode() for g in lezers]
    assert gelezen == [True, False, False]


def test_at_the_end_of_the_term_every_word_about_the_family_goes(
    kind: Kind, houder: Gebruiker, jgz: Gebruiker
) -> None:
    signaal = tell(kind, houder)
    vraag = ask_ondersteuning(kind=kind, vraag="Kan iemand meekijken?", door=houder, op=OP)
    besluit = refuse_indicatie(
        kind=kind, soort="vve", reden="anders", toelichting="Zoals besproken.", door=jgz, op=OP
    )
    opmerking = OpmerkingFactory(kind=kind, organisatie=jgz.organisatie)
    forget_texts(kind)
    for ding in (signaal, vraag, besluit, signaal.traject):
        ding.refresh_from_db()
    assert (signaal.toelichting, signaal.traject.toelichting, vraag.vraag, besluit.toelichting) == ("",) * 4
    assert (besluit.reden, signaal.uitkomst) == ("anders", "geen-indicatie")
    assert not type(opmerking).objects.exists()


# -- the way a municipality works ----------------------------------------------------------------


def test_who_changed_what_of_the_werkwijze_can_be_read_back() -> None:
    beheerder = GebruikerFactory(rol=Rol.FUNCTIONEEL_BEHEERDER, email="bo@putten.test")
    gemeente = beheerder.gemeente
    set_werkwijze(gemeente=gemeente, velden={"stil_na_weken": 8}, door=beheerder)
    velden = {"stil_na_weken": 10, "criteriaregel": "gewicht", "vraagt_toestemming": True}
    gewijzigd = set_werkwijze(gemeente=gemeente, velden=velden, door=beheerder)
    assert gewijzigd == {"stil_na_weken": [8, 10], "criteriaregel": ["een", "gewicht"]}
    laatste, eerste = read_wijzigingen(gemeente)
    assert (laatste.wie, laatste.wat) == (
        "bo@putten.test",
        [
            "Stil na (weken): van 8 naar 10",
            "Hoe de gronden tellen: van Eén grond is genoeg naar De gronden wegen samen",
        ],
    )
    assert eerste.wat == ["Stil na (weken): 8"]


def test_the_page_says_that_nobody_chose_yet(inloggen: Any) -> None:
    beheerder = GebruikerFactory(rol=Rol.FUNCTIONEEL_BEHEERDER)
    client, adres = inloggen(beheerder), reverse("indicaties:werkwijze_edit")
    assert "De gemeente heeft dit nog niet vastgesteld" in client.get(adres).content.decode()
    set_werkwijze(gemeente=beheerder.gemeente, velden={"stil_na_weken": 8}, door=beheerder)
    assert "nog niet vastgesteld" not in client.get(adres).content.decode()


def test_a_municipality_starts_from_a_list_and_keeps_what_it_has() -> None:
    beheerder = GebruikerFactory(rol=Rol.FUNCTIONEEL_BEHEERDER)
    eigen = CriteriumFactory(gemeente=beheerder.gemeente, code="schuldsanering", naam="Eigen woorden")
    criteria = start_criteria(gemeente=beheerder.gemeente, lijst="0226", door=beheerder)
    assert [c.code for c in criteria] == [
        "opleiding-ouders",
        "herkomst-moeder",
        "verblijfsduur-moeder",
        "opleiding-moeders-school",
        "oordeel-consultatiebureau",
    ]
    assert all(c.is_aanname for c in criteria)
    assert Criterium.objects.get(pk=eigen.pk).naam == "Eigen woorden"
