"""The life of a policy: concept, offered, adopted by a second person, replaced."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from organisaties.models import AuditRegel
from subsidies.models import Subsidieregeling
from subsidies.regelingen.actions import (
    adopt_regeling,
    discard_concept,
    import_regeling,
    propose_regeling,
    update_concept,
    withdraw_regeling,
)
from tests.subsidies.administratie import NU, Administratie, adopt, regeling_text

Inloggen = Callable[..., Client]
TEKST = regeling_text("duiven-2020")
# The first example comes out at € 6.288,00.
FOUT_VOORBEELD = TEKST.replace("subsidie = 6288.00", "subsidie = 6288.01")


@pytest.fixture
def leeg(db: None) -> Administratie:
    return Administratie(regeling_naam=None)


def _propose(admin: Administratie, tekst: str = TEKST) -> Subsidieregeling:
    concept = import_regeling(tekst=tekst, door=admin.beleid, op=NU)
    return propose_regeling(regeling=concept, door=admin.beleid)


def _adopt(admin: Administratie, regeling: Subsidieregeling) -> Subsidieregeling:
    return adopt_regeling(regeling=regeling, door=admin.budgethouder, op=NU)


def test_an_imported_policy_is_a_concept_with_its_text_document_and_hash(leeg: Administratie) -> None:
    concept = import_regeling(tekst=TEKST, door=leeg.beleid, op=NU)
    assert (concept.status, concept.versie, concept.tekst) == ("concept", 1, TEKST)
    assert concept.document["regeling"]["gemeente_code"] == "0226"
    assert len(concept.sha256) == 64


def test_a_policy_of_another_municipality_is_refused(leeg: Administratie) -> None:
    with pytest.raises(ValidationError, match=r"gemeente_code is 0273, maar u werkt voor Duiven \(0226\)"):
        import_regeling(tekst=regeling_text("putten-2025"), door=leeg.beleid, op=NU)


def test_every_mistake_in_a_file_is_told_apart(leeg: Administratie) -> None:
    stuk = TEKST.replace("waarde = 10.26", "waarde = -1").replace(
        'maandverdeling = "twaalf_gelijke_maanden"', ""
    )
    with pytest.raises(ValidationError) as fout:
        import_regeling(tekst=stuk, door=leeg.beleid, op=NU)
    assert len(fout.value.messages) == 2
    assert any(
        zin.startswith("regel 13, teken 1: uren.maandverdeling ontbreekt") for zin in fout.value.messages
    )
    assert any("tarieven.doelgroeppeuter.bedrag.waarde is -1" in zin for zin in fout.value.messages)
    assert not Subsidieregeling.objects.exists()


def test_adopting_freezes_the_policy(leeg: Administratie) -> None:
    regeling = _adopt(leeg, _propose(leeg))
    assert (regeling.status, regeling.vastgesteld_door) == ("vastgesteld", leeg.budgethouder)
    wijzigingen: list[dict[str, object]] = [
        {"tekst": "x"},
        {"document": {}},
        {"status": "concept"},
        {"geldig_van": "2019-01-01"},
    ]
    for wijziging in wijzigingen:
        with pytest.raises(IntegrityError, match="wordt niet gewijzigd"), transaction.atomic():
            Subsidieregeling.objects.filter(pk=regeling.pk).update(**wijziging)


def test_who_wrote_the_policy_may_not_adopt_it(leeg: Administratie) -> None:
    with pytest.raises(ValidationError, match="niet vaststellen, want u hebt zelf aan de tekst geschreven"):
        adopt_regeling(regeling=_propose(leeg), door=leeg.beleid, op=NU)


def test_the_database_too_refuses_adoption_by_who_wrote_it(leeg: Administratie) -> None:
    voorstel = _propose(leeg)
    with pytest.raises(IntegrityError, match="stelt de regeling niet vast"), transaction.atomic():
        Subsidieregeling.objects.filter(pk=voorstel.pk).update(
            status="vastgesteld", vastgesteld_op=NU, vastgesteld_door=leeg.beleid
        )


def test_a_policy_of_which_an_example_fails_is_not_adopted(leeg: Administratie) -> None:
    with pytest.raises(ValidationError) as fout:
        _adopt(leeg, _propose(leeg, FOUT_VOORBEELD))
    assert fout.value.messages[0] == (
        "Voorbeeld ‘Doelgroep zonder toeslag, heel jaar 16 uur’ klopt niet: "
        "de subsidie is €\u00a06.288,00, maar het voorbeeld verwacht €\u00a06.288,01"
    )


def test_only_an_offered_policy_is_adopted(leeg: Administratie) -> None:
    concept = import_regeling(tekst=TEKST, door=leeg.beleid, op=NU)
    with pytest.raises(ValidationError, match="status ‘Concept’ en kan daarom niet worden vastgesteld"):
        _adopt(leeg, concept)


def test_an_offered_policy_stands_still_until_it_is_taken_back(leeg: Administratie) -> None:
    voorstel = _propose(leeg)
    with pytest.raises(ValidationError, match="kan daarom niet worden gewijzigd"):
        update_concept(regeling=voorstel, tekst=TEKST, door=leeg.beleid)
    concept = withdraw_regeling(regeling=voorstel, door=leeg.beleid)
    gewijzigd = update_concept(regeling=concept, tekst=TEKST.replace("10.26", "10.43"), door=leeg.beleid)
    assert gewijzigd.sha256 != voorstel.sha256
    assert gewijzigd.versie == 1


def test_a_new_version_takes_the_place_of_the_old(leeg: Administratie) -> None:
    oud = adopt("duiven-2020", leeg.beleid, leeg.budgethouder)
    nieuw = _adopt(leeg, _propose(leeg))
    oud.refresh_from_db()
    assert (oud.status, nieuw.versie, nieuw.vervangt) == ("vervangen", 2, oud)
    assert list(Subsidieregeling.objects.adopted()) == [nieuw]


def test_a_policy_that_would_leave_days_without_a_policy_is_refused(leeg: Administratie) -> None:
    adopt("duiven-2020", leeg.beleid, leeg.budgethouder)
    half = TEKST.replace("geldig_van = 2020-01-01", "geldig_van = 2020-07-01")
    voorbeelden = half.index("[[voorbeelden]]")
    half = half[:voorbeelden] + half[voorbeelden:].replace("van = 2020-01-01", "van = 2020-07-01")
    half = half.replace("tot_en_met = 2020-03-31", "tot_en_met = 2020-12-31")
    voorstel = _propose(leeg, half)
    with pytest.raises(ValidationError, match="dekt niet al haar dagen"):
        _adopt(leeg, voorstel)
    assert Subsidieregeling.objects.adopted().get().versie == 1


def test_a_concept_can_be_thrown_away_but_an_adopted_policy_never(leeg: Administratie) -> None:
    discard_concept(regeling=import_regeling(tekst=TEKST, door=leeg.beleid, op=NU), door=leeg.beleid)
    assert not Subsidieregeling.objects.exists()
    regeling = _adopt(leeg, _propose(leeg))
    with pytest.raises(ValidationError, match="niet worden weggegooid"):
        discard_concept(regeling=regeling, door=leeg.beleid)
    with pytest.raises(IntegrityError, match="wordt niet gewijzigd"), transaction.atomic():
        Subsidieregeling.objects.all()._raw_delete("default")


def test_every_step_of_a_policy_is_in_the_record(leeg: Administratie) -> None:
    regeling = _adopt(leeg, _propose(leeg))
    regels = AuditRegel.objects.filter(object_type="subsidieregeling").order_by("volgnummer")
    assert [regel.handeling for regel in regels] == ["regeling.import", "regeling.propose", "regeling.adopt"]
    duur = {(regel.details["van"], regel.details["tot_en_met"]) for regel in regels}
    assert duur == {("2020-01-01", "2020-12-31")}
    assert regels[2].details["sha256"] == regeling.sha256


# -- pages --------------------------------------------------------------------------------------


def test_from_file_to_adopted_through_the_pages(leeg: Administratie, inloggen: Inloggen) -> None:
    client = inloggen(leeg.beleid)
    bestand = SimpleUploadedFile("duiven.toml", TEKST.encode())
    client.post(reverse("subsidies:regeling_create"), {"bestand": bestand, "tekst": ""})
    regeling = Subsidieregeling.objects.get()
    client.post(reverse("subsidies:regeling_propose", args=[regeling.pk]))
    inloggen(leeg.budgethouder).post(reverse("subsidies:regeling_adopt", args=[regeling.pk]))
    regeling.refresh_from_db()
    assert regeling.status == "vastgesteld"


def test_a_wrong_file_is_shown_with_its_mistakes_and_nothing_is_lost(
    leeg: Administratie, inloggen: Inloggen
) -> None:
    stuk = TEKST.replace("waarde = 10.26", "waarde = -1")
    bestand = SimpleUploadedFile("duiven.toml", stuk.encode())
    antwoord = inloggen(leeg.beleid).post(
        reverse("subsidies:regeling_create"), {"bestand": bestand, "tekst": ""}
    )
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert "regel 39, teken 12: tarieven.doelgroeppeuter.bedrag.waarde is -1" in tekst
    assert "Notitie Onderwijs Achterstanden Beleid, gmb-2020-54530" in tekst


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (b"", "Kies een bestand of plak de tekst"),
        (b"\xff\xfe\x00", "geen tekst in UTF-8"),
        (b"[regeling", "dit is geen geldig TOML: het bestand houdt te vroeg op"),
        (b"x" * 600_000, "hoogstens 500000 past"),
    ],
)
def test_a_file_that_is_no_policy_is_refused_in_plain_words(
    leeg: Administratie, inloggen: Inloggen, inhoud: bytes, zin: str
) -> None:
    bestand = {"bestand": SimpleUploadedFile("x.toml", inhoud)} if inhoud else {}
    antwoord = inloggen(leeg.beleid).post(reverse("subsidies:regeling_create"), {"tekst": "", **bestand})
    assert zin in antwoord.content.decode()


def test_the_sheet_shows_every_value_with_unit_source_and_assumption(
    duiven: Administratie, inloggen: Inloggen
) -> None:
    assert duiven.regeling is not None
    url = reverse("subsidies:regeling_detail", args=[duiven.regeling.pk])
    tekst = inloggen(duiven.beleid).get(url).content.decode().replace("\u00a0", " ")
    for deel in (
        duiven.regeling.sha256,
        "€ 10,26 per uur, de ouder betaalt niets",
        "scenario 4a: kostprijs doelgroeppeuter",
        '<span class="vve-aanname">Aanname</span> de notitie noemt geen afronding',
        "€ 30.582 t/m € 42.082",
        "1 januari 2020 t/m 31 december 2020",
    ):
        assert deel in tekst


def test_a_policy_can_be_taken_out_as_it_came_in(duiven: Administratie, inloggen: Inloggen) -> None:
    assert duiven.regeling is not None
    antwoord = inloggen(duiven.beleid).get(reverse("subsidies:regeling_download", args=[duiven.regeling.pk]))
    assert antwoord.content.decode() == TEKST
    assert antwoord["Content-Disposition"] == 'attachment; filename="duiven-2020-scenario-4a-versie-1.toml"'


def test_the_page_of_an_offer_says_which_policy_it_replaces(
    duiven: Administratie, inloggen: Inloggen
) -> None:
    voorstel = _propose(duiven)
    tekst = (
        inloggen(duiven.budgethouder)
        .get(reverse("subsidies:regeling_detail", args=[voorstel.pk]))
        .content.decode()
    )
    assert "Vervangt bij vaststelling" in tekst
    assert "Duiven 2020 (scenario 4a) (versie 1)" in tekst


def test_a_failing_example_is_shown_before_anybody_tries_to_adopt(
    leeg: Administratie, inloggen: Inloggen
) -> None:
    voorstel = _propose(leeg, FOUT_VOORBEELD)
    tekst = (
        inloggen(leeg.budgethouder)
        .get(reverse("subsidies:regeling_detail", args=[voorstel.pk]))
        .content.decode()
    )
    assert "Niet alle voorbeelden kloppen" in tekst
    assert "maar het voorbeeld verwacht" in tekst


def test_a_concept_is_seen_only_by_who_may_write_policies(leeg: Administratie, inloggen: Inloggen) -> None:
    concept = import_regeling(tekst=TEKST, door=leeg.beleid, op=NU)
    url = reverse("subsidies:regeling_detail", args=[concept.pk])
    assert inloggen(leeg.beleid).get(url).status_code == 200
    assert inloggen(leeg.budgethouder).get(url).status_code == 404
