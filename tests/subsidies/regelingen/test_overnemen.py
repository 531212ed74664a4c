"""After a change of a rate: the examples that differ, one by one, with the sum and a source; and back with a reason."""

import re
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from organisaties.models import AuditRegel
from subsidies.models import Regelingbewerking, Subsidieregeling
from subsidies.regelingen.actions import import_regeling, propose_regeling, return_regeling
from subsidies.regelingen.document import failing_voorbeelden
from subsidies.regelingen.redactie.actions import take_over_uitkomst
from tests.subsidies.administratie import NU, Administratie, regeling_text

Inloggen = Callable[..., Client]
DUURDER = regeling_text("duiven-2020").replace("waarde = 9.40", "waarde = 9.50")


@pytest.fixture
def leeg(db: None) -> Administratie:
    return Administratie(regeling_naam=None)


@pytest.fixture
def concept(leeg: Administratie) -> Subsidieregeling:
    """The rate of reguliere peuters went up by ten cents: examples 3 and 4 differ."""
    return import_regeling(tekst=DUURDER, door=leeg.beleid, op=NU)


def _pagina(client: Client, concept: Subsidieregeling) -> str:
    return (
        client.get(reverse("subsidies:regeling_redactie", args=[concept.pk]))
        .content.decode()
        .replace("\u00a0", " ")
    )


def test_each_example_that_differs_is_offered_with_its_sum(
    leeg: Administratie, inloggen: Inloggen, concept: Subsidieregeling
) -> None:
    pagina = _pagina(inloggen(leeg.beleid), concept)
    assert pagina.count("Neem de nieuwe waarde over") == 2
    assert "de subsidie is € 2.761,60, maar het voorbeeld verwacht € 2.729,60" in pagina
    tekst = re.sub(r"<[^>]+>", "", pagina)
    assert "320,00 uur × (€ 9,50 − € 0,87) = € 2.761,60" in tekst


def test_a_new_value_is_taken_over_with_its_source_and_the_others_stay(
    leeg: Administratie, inloggen: Inloggen, concept: Subsidieregeling
) -> None:
    client = inloggen(leeg.beleid)
    adres = reverse("subsidies:voorbeeld_take_over", args=[concept.pk, 3])
    gegevens = {"voorbeeld3-bron": "raadsbesluit 12-12: 320 x (9,50 - 0,87)", "gezien": concept.sha256}
    assert client.post(adres, gegevens).status_code == 302
    concept.refresh_from_db()
    derde, vierde = concept.document["voorbeelden"][2:4]
    assert derde["verwacht"] == {"subsidie": "2761.6", "ouderbijdrage": "278.4"}
    assert derde["bron"] == "raadsbesluit 12-12: 320 x (9,50 - 0,87)"
    assert vierde["verwacht"]["subsidie"] == "393.6"
    assert [naam for naam, _ in failing_voorbeelden(concept)] == ["Regulier met toeslag, heel jaar 8 uur"]
    assert AuditRegel.objects.filter(handeling="regeling.update").count() == 1
    assert concept.bewerkingen.filter(stap=Regelingbewerking.Stap.WRITTEN, gebruiker=leeg.beleid).exists()


def test_without_a_source_nothing_is_taken_over(
    leeg: Administratie, inloggen: Inloggen, concept: Subsidieregeling
) -> None:
    adres = reverse("subsidies:voorbeeld_take_over", args=[concept.pk, 3])
    antwoord = inloggen(leeg.beleid).post(adres, {"voorbeeld3-bron": " ", "gezien": concept.sha256})
    assert antwoord.status_code == 422
    assert "Schrijf waar het nieuwe bedrag staat, of hoe u het narekende." in antwoord.content.decode()
    sha256 = concept.sha256
    concept.refresh_from_db()
    assert concept.sha256 == sha256


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"gezien": "0" * 64}, "intussen gewijzigd"),
        ({"bron": " "}, "Schrijf waar het nieuwe bedrag staat"),
        ({"nummer": 1}, "geen nieuw bedrag om over te nemen"),
        ({"nummer": 99}, "geen nieuw bedrag om over te nemen"),
    ],
)
def test_what_can_not_be_taken_over_is_told(
    leeg: Administratie, concept: Subsidieregeling, anders: dict[str, object], zin: str
) -> None:
    gegevens = {"nummer": 3, "bron": "art. 1", "gezien": concept.sha256} | anders
    with pytest.raises(ValidationError, match=zin):
        take_over_uitkomst(regeling=concept, door=leeg.beleid, **gegevens)


def test_an_example_of_which_the_engine_is_the_source_is_pointed_out(
    leeg: Administratie, inloggen: Inloggen, concept: Subsidieregeling
) -> None:
    take_over_uitkomst(
        regeling=concept,
        nummer=3,
        bron="overgenomen van de berekening",
        gezien=concept.sha256,
        door=leeg.beleid,
    )
    assert "dit voorbeeld herhaalt wat het programma zelf uitrekende" in _pagina(
        inloggen(leeg.beleid), concept
    )


# -- back with a reason ------------------------------------------------------------------------------------


def _voorstel(leeg: Administratie) -> Subsidieregeling:
    concept = import_regeling(tekst=regeling_text("duiven-2020"), door=leeg.beleid, op=NU)
    return propose_regeling(regeling=concept, door=leeg.beleid)


def test_the_budgethouder_sends_a_policy_back_and_the_writer_reads_why(
    leeg: Administratie, inloggen: Inloggen
) -> None:
    voorstel = _voorstel(leeg)
    adres = reverse("subsidies:regeling_return", args=[voorstel.pk])
    assert inloggen(leeg.budgethouder).post(adres, {"reden": "Het plafond is te hoog."}).status_code == 302
    voorstel.refresh_from_db()
    assert (voorstel.status, voorstel.reden_terug) == ("concept", "Het plafond is te hoog.")
    assert (
        AuditRegel.objects.filter(handeling="regeling.return", gebruiker_id=leeg.budgethouder.pk).count() == 1
    )
    pagina = (
        inloggen(leeg.beleid).get(reverse("subsidies:regeling_detail", args=[voorstel.pk])).content.decode()
    )
    assert "Teruggestuurd door de budgethouder" in pagina
    assert "Het plafond is te hoog." in pagina


def test_offered_anew_the_reason_is_gone(leeg: Administratie) -> None:
    terug = return_regeling(regeling=_voorstel(leeg), reden="Nee.", door=leeg.budgethouder)
    assert propose_regeling(regeling=terug, door=leeg.beleid).reden_terug == ""


def test_sending_back_asks_a_reason(leeg: Administratie, inloggen: Inloggen) -> None:
    voorstel = _voorstel(leeg)
    adres = reverse("subsidies:regeling_return", args=[voorstel.pk])
    antwoord = inloggen(leeg.budgethouder).post(adres, {"reden": ""})
    assert antwoord.status_code == 422
    assert "Geef een reden. De ander leest wat er anders moet." in antwoord.content.decode()
    voorstel.refresh_from_db()
    assert voorstel.status == "ter-vaststelling"
    with pytest.raises(ValidationError, match="Geef een reden als u een regeling terugstuurt"):
        return_regeling(regeling=voorstel, reden=" ", door=leeg.budgethouder)


def test_only_what_is_offered_goes_back_and_only_by_who_may_adopt(
    leeg: Administratie, inloggen: Inloggen
) -> None:
    concept = import_regeling(tekst=regeling_text("duiven-2020"), door=leeg.beleid, op=NU)
    with pytest.raises(ValidationError, match="status ‘Concept’ en kan daarom niet worden teruggestuurd"):
        return_regeling(regeling=concept, reden="Nee.", door=leeg.budgethouder)
    propose_regeling(regeling=concept, door=leeg.beleid)
    adres = reverse("subsidies:regeling_return", args=[concept.pk])
    assert inloggen(leeg.medewerker).post(adres, {"reden": "Nee."}).status_code == 403
