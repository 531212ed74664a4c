"""Where a child lives, who its parents are, and who its brothers and sisters."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from indicaties.actions import (
    add_ouder,
    end_ouderschap,
    link_gezin,
    link_ouder,
    record_herkomstbezwaar,
    set_adres,
    unlink_gezin,
)
from indicaties.contact import brief_adresregels, contact_of
from indicaties.models import Adres, Adresgegevens, Gezin, Kind, Ouder, Oudergegevens, Ouderschap
from organisaties.models import AuditRegel, Gebruiker
from organisaties.rechten import Rol
from organisaties.rijbeveiliging import bereik_van, rijbereik
from privacy.bewaren import end_terms
from tests.factories import (
    AdresFactory,
    CriteriumFactory,
    GebruikerFactory,
    GemeenteFactory,
    IndicatieFactory,
    KindFactory,
    OuderFactory,
    OuderschapFactory,
    PlaatsingFactory,
    ToeleidingFactory,
)

pytestmark = pytest.mark.django_db
OP = date(2025, 5, 15)


@pytest.fixture
def regisseur() -> Gebruiker:
    gebruiker: Gebruiker = GebruikerFactory(rol=Rol.KINDREGISSEUR)
    return gebruiker


@pytest.fixture
def jgz() -> Gebruiker:
    gebruiker: Gebruiker = GebruikerFactory(rol=Rol.JGZ_MEDEWERKER)
    return gebruiker


def _houder_van(kind: Kind) -> Gebruiker:
    """Somebody who works at the provider where the child has a place."""
    plaatsing = PlaatsingFactory(kind=kind)
    ToeleidingFactory(kind=kind, houder=plaatsing.locatie.houder)
    gebruiker: Gebruiker = GebruikerFactory(
        rol=Rol.HOUDER_MEDEWERKER, organisatie=plaatsing.locatie.houder, gemeente=kind.gemeente
    )
    return gebruiker


def _bel(kind: Kind, door: Gebruiker, **anders: Any) -> Ouderschap:
    gegevens = Oudergegevens("Aksoy", "Elif", telefoon="+31612345678", taal="tr", tolk_nodig=True)
    return add_ouder(kind=kind, gegevens=gegevens, relatie="moeder", door=door, op=OP, **anders)


# -- address -------------------------------------------------------------------------------------


def test_an_address_is_kept_and_the_record_says_only_which_fields_changed(regisseur: Gebruiker) -> None:
    kind = KindFactory()
    gegevens = Adresgegevens("3881AB", 12, "b", "Dorpsstraat", "Putten")
    set_adres(kind=kind, adres=gegevens, door=regisseur)
    assert Adres.objects.get().regels == ("Dorpsstraat 12 b", "3881 AB Putten")
    assert AuditRegel.objects.get(handeling="adres.change").details == {
        "kind": kind.pseudoniem,
        "velden": ["postcode", "huisnummer", "toevoeging", "straat", "woonplaats"],
    }
    assert set_adres(kind=kind, adres=gegevens, door=regisseur) == []


def test_a_letter_gets_the_lines_of_the_address_and_none_when_it_is_secret() -> None:
    open_adres, geheim = AdresFactory(), AdresFactory(geheim=True)
    assert brief_adresregels(open_adres.kind) == ("Dorpsstraat 12", "3881 AB Putten")
    assert brief_adresregels(geheim.kind) == ()
    assert brief_adresregels(KindFactory()) == ()


@pytest.mark.parametrize(
    "rol", [Rol.SUBSIDIEMEDEWERKER, Rol.BUDGETHOUDER, Rol.BELEIDSMEDEWERKER, Rol.AUDITOR]
)
def test_roles_that_never_call_a_family_see_no_address_and_no_parents(rol: Rol) -> None:
    kind = AdresFactory().kind
    OuderschapFactory(kind=kind)
    lezer = GebruikerFactory(rol=rol)
    assert contact_of(kind, lezer) is None
    assert contact_of(kind, lezer, getoond=True) is None
    assert not Ouderschap.objects.for_gebruiker(lezer).exists()
    assert not Adres.objects.for_gebruiker(lezer).exists()


def test_a_provider_sees_address_and_parents_of_its_own_child_and_nothing_at_a_secret_address() -> None:
    kind = AdresFactory().kind
    OuderschapFactory(kind=kind)
    houder = _houder_van(kind)
    contact = contact_of(kind, houder)
    assert contact is not None
    assert (contact.adresregels, len(contact.ouders)) == (("Dorpsstraat 12", "3881 AB Putten"), 1)
    Adres.objects.update(geheim=True)
    contact = contact_of(kind, houder, getoond=True)
    assert contact is not None
    assert (contact.adresregels, contact.ouders, contact.mag_tonen) == ((), [], False)


def test_the_database_itself_gives_a_provider_no_secret_address_and_nobody_who_lives_there() -> None:
    kind, zusje = AdresFactory(geheim=True).kind, KindFactory()
    ouder = OuderschapFactory(kind=kind).ouder
    OuderschapFactory(kind=zusje, ouder=ouder)
    buur = OuderschapFactory(kind=KindFactory())
    houder = _houder_van(kind)
    for ander in (zusje, buur.kind):
        PlaatsingFactory(kind=ander, locatie=kind.plaatsingen.get().locatie)
    with rijbereik(bereik_van(houder)):
        assert list(Adres.objects.all()) == []
        assert list(Ouderschap.objects.all()) == [buur]
        assert list(Ouder.objects.all()) == [buur.ouder]


def test_the_parents_of_a_child_whose_sister_lives_in_secret_are_secret_too(regisseur: Gebruiker) -> None:
    geheim, zusje = AdresFactory(geheim=True).kind, AdresFactory().kind
    ouder = OuderschapFactory(kind=geheim).ouder
    OuderschapFactory(kind=zusje, ouder=ouder)
    contact = contact_of(zusje, regisseur)
    assert contact is not None
    assert contact.adresregels == ("Dorpsstraat 12", "3881 AB Putten")
    assert (contact.ouders[0].telefoon, contact.ouders[0].email, contact.mag_tonen) == ("", "", True)


def test_changing_a_secret_address_shows_nothing_of_it_and_the_new_one_takes_its_place(
    inloggen: Any, regisseur: Gebruiker
) -> None:
    adres = AdresFactory(geheim=True, straat="Schuilplaatsweg", postcode="9481ZX")
    client, pad = inloggen(regisseur), reverse("indicaties:adres_change", args=[adres.kind_id])
    pagina = client.get(pad).content.decode()
    assert not any(deel in pagina for deel in ("Schuilplaatsweg", "9481", 'value="12"'))
    client.post(pad, {"postcode": "3881 zz", "huisnummer": "7", "geheim": "on"})
    adres.refresh_from_db()
    assert (adres.regels, adres.geheim) == (("7", "3881 ZZ"), True)


# -- parents -------------------------------------------------------------------------------------


def test_the_worker_calls_from_the_page_of_the_child(inloggen: Any, regisseur: Gebruiker) -> None:
    kind = KindFactory()
    _bel(kind, regisseur)
    pagina = inloggen(regisseur).get(reverse("indicaties:kind_detail", args=[kind.pk])).content.decode()
    assert 'href="tel:+31612345678"' in pagina
    assert "06 12345678" in pagina
    assert "Taal: Turks." in pagina
    assert "Tolk nodig." in pagina


def test_who_is_called_first_is_one_person(regisseur: Gebruiker) -> None:
    kind = KindFactory()
    eerste = _bel(kind, regisseur)
    tweede = _bel(kind, regisseur, belt_eerst=True)
    eerste.refresh_from_db()
    assert (eerste.belt_eerst, tweede.belt_eerst) == (False, True)
    assert list(kind.ouderschappen.current().callable_first()) == [tweede, eerste]


def test_the_record_of_a_parent_holds_no_name_and_no_number(regisseur: Gebruiker) -> None:
    kind = KindFactory()
    _bel(kind, regisseur, gezag="ja")
    regel = AuditRegel.objects.get(handeling="ouder.add")
    assert regel.details == {"kind": kind.pseudoniem, "relatie": "moeder", "gezag": "ja"}


def test_a_parent_is_put_right_and_a_secret_number_that_is_left_empty_stays(
    inloggen: Any, regisseur: Gebruiker
) -> None:
    kind = AdresFactory(geheim=True).kind
    ouderschap = _bel(kind, regisseur)
    pad = reverse("indicaties:ouder_change", args=[ouderschap.pk])
    client = inloggen(regisseur)
    assert 'value="06 12345678"' not in client.get(pad).content.decode()
    client.post(pad, {"achternaam": "Aksoy-Bos", "relatie": "moeder", "gezag": "nee", "telefoon": ""})
    ouderschap.refresh_from_db()
    assert (ouderschap.ouder.achternaam, ouderschap.gezag) == ("Aksoy-Bos", "nee")
    assert ouderschap.ouder.telefoon == "+31612345678"


def test_what_ends_stays_on_record_and_is_not_shown_any_more(regisseur: Gebruiker) -> None:
    kind = KindFactory()
    ouderschap = end_ouderschap(ouderschap=_bel(kind, regisseur), door=regisseur, op=OP)
    contact = contact_of(kind, regisseur)
    assert contact is not None
    assert contact.ouders == []
    with pytest.raises(ValidationError, match="hoort niet meer bij dit kind"):
        end_ouderschap(ouderschap=ouderschap, door=regisseur, op=OP)


def test_a_provider_writes_down_a_parent_of_its_own_child_in_its_own_scope() -> None:
    kind = KindFactory()
    houder = _houder_van(kind)
    with rijbereik(bereik_van(houder)):
        ouderschap = _bel(kind, houder)
        assert list(Ouderschap.objects.for_gebruiker(houder)) == [ouderschap]
        assert ouderschap.ouder.naam == "Elif Aksoy"


def test_a_number_that_is_none_gets_a_sentence(inloggen: Any, regisseur: Gebruiker) -> None:
    pad = reverse("indicaties:ouder_add", args=[KindFactory().pk])
    antwoord = inloggen(regisseur).post(
        pad, {"achternaam": "Bos", "relatie": "vader", "gezag": "ja", "telefoon": "12"}
    )
    assert "‘12’ is geen telefoonnummer." in antwoord.content.decode()
    assert not Ouder.objects.exists()


# -- brothers and sisters --------------------------------------------------------------------------


def test_linking_joins_two_families_into_one_and_unlinking_leaves_nobody_alone(regisseur: Gebruiker) -> None:
    a, b, c, d = (KindFactory() for _ in range(4))
    link_gezin(kind=a, ander=b, door=regisseur)
    link_gezin(kind=c, ander=d, door=regisseur)
    link_gezin(kind=a, ander=c, door=regisseur)
    assert Gezin.objects.count() == 1
    assert set(Gezin.objects.get().kinderen.all()) == {a, b, c, d}
    for kind in (a, b, c):
        unlink_gezin(kind=kind, door=regisseur)
    assert Gezin.objects.count() == 0
    assert not Kind.objects.filter(gezin__isnull=False).exists()


def test_a_child_of_another_municipality_and_the_child_itself_are_no_brother(regisseur: Gebruiker) -> None:
    kind, elders = KindFactory(), KindFactory(gemeente=GemeenteFactory(code="0226"))
    with pytest.raises(ValidationError, match="andere gemeente"):
        link_gezin(kind=kind, ander=elders, door=regisseur)
    with pytest.raises(ValidationError, match="van zichzelf"):
        link_gezin(kind=kind, ander=kind, door=regisseur)


def test_who_has_the_same_parent_is_offered_and_others_are_searched(
    inloggen: Any, regisseur: Gebruiker
) -> None:
    kind, zusje, ander = KindFactory(), KindFactory(voornaam="Zusje"), KindFactory(voornaam="Vreemd")
    ouder = OuderFactory()
    OuderschapFactory(kind=kind, ouder=ouder)
    OuderschapFactory(kind=zusje, ouder=ouder)
    client, pad = inloggen(regisseur), reverse("indicaties:gezin_link", args=[kind.pk])
    pagina = client.get(pad).content.decode()
    assert "Zusje Voorbeeld" in pagina
    assert "Vreemd Voorbeeld" not in pagina
    assert "Vreemd Voorbeeld" in client.post(pad, {"zoek": "vreemd"}).content.decode()
    client.post(pad, {"ander": str(zusje.pk)})
    zusje.refresh_from_db()
    kind.refresh_from_db()
    assert zusje.gezin == kind.gezin is not None
    assert ander.gezin is None


def test_a_parent_of_a_sister_is_taken_over_as_the_same_person(regisseur: Gebruiker) -> None:
    kind, zusje = KindFactory(), KindFactory()
    link_gezin(kind=kind, ander=zusje, door=regisseur)
    ouder = OuderschapFactory(kind=zusje).ouder
    link_ouder(kind=kind, ouder=ouder, relatie="moeder", gezag="ja", door=regisseur, op=OP)
    assert Ouder.objects.count() == 1
    with pytest.raises(ValidationError, match="staat al bij dit kind"):
        link_ouder(kind=kind, ouder=ouder, relatie="moeder", gezag="ja", door=regisseur, op=OP)


# -- objection, and the end of the term -----------------------------------------------------------


def test_an_objection_takes_country_of_origin_out_of_every_indicatie_and_keeps_the_rest(
    jgz: Gebruiker,
) -> None:
    kind = KindFactory()
    herkomst, taal = CriteriumFactory(is_herkomst=True), CriteriumFactory()
    oud, nu = (
        IndicatieFactory(kind=kind, ingetrokken_op=OP, ingetrokken_door=jgz),
        IndicatieFactory(kind=kind),
    )
    ander = IndicatieFactory()
    for indicatie in (oud, nu, ander):
        indicatie.criteria.set([herkomst, taal])
    record_herkomstbezwaar(kind=kind, dag=date(2025, 5, 1), door=jgz, op=OP)
    assert [list(i.criteria.all()) for i in (oud, nu, ander)] == [[taal], [taal], [herkomst, taal]]
    assert AuditRegel.objects.get(handeling="herkomst.object").details == {
        "kind": kind.pseudoniem,
        "dag": "2025-05-01",
    }


def test_after_an_objection_it_cannot_be_chosen_and_an_empty_ground_says_why(
    inloggen: Any, jgz: Gebruiker
) -> None:
    indicatie = IndicatieFactory()
    herkomst = CriteriumFactory(naam="Land van herkomst", is_herkomst=True)
    indicatie.criteria.set([herkomst])
    kind = indicatie.kind
    client = inloggen(jgz)
    client.post(reverse("indicaties:herkomst_object", args=[kind.pk]), {"dag": "2025-05-01"})
    assert (
        "Grond verwijderd na bezwaar"
        in client.get(reverse("indicaties:kind_detail", args=[kind.pk])).content.decode()
    )
    formulier = client.get(reverse("indicaties:indicatie_grant", args=[kind.pk, "vve"])).content.decode()
    assert "Land van herkomst" not in formulier


@pytest.mark.parametrize("dag", [date(2025, 5, 16), date(2022, 8, 31)])
def test_an_objection_of_a_day_that_cannot_be_is_refused(jgz: Gebruiker, dag: date) -> None:
    with pytest.raises(ValidationError, match="van na de geboorte tot en met vandaag"):
        record_herkomstbezwaar(kind=KindFactory(), dag=dag, door=jgz, op=OP)


def test_when_the_term_ends_address_parents_family_and_objection_go(jgz: Gebruiker) -> None:
    kind, jonger = KindFactory(), KindFactory(ingeschreven_op=date(2031, 1, 1))
    AdresFactory(kind=kind)
    ouder = OuderschapFactory(kind=kind).ouder
    gedeeld = OuderschapFactory(kind=jonger).ouder
    OuderschapFactory(kind=kind, ouder=gedeeld)
    link_gezin(kind=kind, ander=jonger, door=jgz)
    record_herkomstbezwaar(kind=kind, dag=date(2025, 5, 1), door=jgz, op=OP)
    end_terms(date(2032, 1, 1))
    kind.refresh_from_db()
    assert (kind.naam, kind.gezin, kind.herkomst_bezwaar_op) == (kind.pseudoniem, None, None)
    assert not Adres.objects.filter(kind=kind).exists()
    assert not Ouder.objects.filter(pk=ouder.pk).exists()
    assert list(Ouderschap.objects.all()) == [Ouderschap.objects.get(kind=jonger)]
    assert Ouder.objects.get() == gedeeld
